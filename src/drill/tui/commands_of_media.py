"""The commands of the list of a card's pictures, sounds and films.

Rows of the table in `drill.tui.commands`. The standard library alone.
"""

from __future__ import annotations

from drill.tui.command import Command

MEDIA: tuple[Command, ...] = (
    Command("media.open", "enter,o,f9", "open", "open outside",
            "Open the file at the mark outside of the terminal.", 1),
    Command("media.down", "down,j,right,n,space", "move(1)", "next",
            "The next file.", 2),
    Command("media.up", "up,k,left,p", "move(-1)", "the one before",
            "The file before.", 3),
    Command("media.leave", "escape,q", "leave", "back", "Back to the card.", 4),
)  # fmt: skip

MEDIA_TITLES = {"media": "Pictures, sounds and films of a card"}
"""What the screen is called in help and documentation."""
