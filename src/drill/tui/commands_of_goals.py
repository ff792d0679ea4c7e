"""The commands of the interviews that one prepares for. The standard library alone."""

from __future__ import annotations

from drill.tui.command import Command

GOALS: tuple[Command, ...] = (
    Command("goals.new", "n", "new", "new",
            "Set the date of an interview, and what it is about.", 1),
    Command("goals.change", "enter,e", "change", "change",
            "Change the date, the decks or the minutes of the interview at the mark.",
            2),
    Command("goals.remove", "x,delete,backspace", "remove", "take away",
            "Take the interview at the mark away; reviews stay.", 3),
    Command("goals.undo", "u", "undo", "undo", "Take back the latest operation.", 4),
    Command("goals.up", "up,k", "move(-1)", "up", "Move the mark up."),
    Command("goals.down", "down,j", "move(1)", "down", "Move the mark down."),
    Command("goals.scroll", "pagedown,space", "scroll(1)", "scroll", "Scroll down.",
            5),
    Command("goals.scroll-up", "pageup", "scroll(-1)", "scroll up", "Scroll up."),
    Command("goals.leave", "escape,q,g", "leave", "leave", "Back to home.", 7),
)  # fmt: skip
"""All of them, in the order of the help screen."""

GOAL_TITLES = {"goals": "Interview dates"}
"""What the screen is called in help and documentation."""
