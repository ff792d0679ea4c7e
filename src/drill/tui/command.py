"""What a command is. The standard library alone."""

from __future__ import annotations

from dataclasses import dataclass

GENERAL = "general"
"""The screen of commands that work everywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the learner can ask for."""

    id: str
    """`screen.verb`; what a keymap names."""
    keys: str
    """Textual's names of keys, separated by commas."""
    action: str
    """The Textual action: `rate(3)`, without a namespace."""
    label: str
    """One or two words for the line of keys."""
    help: str
    """One sentence for the help screen."""
    rank: int = 9
    """Place in the line of keys, 1 first; 9: only in help and palette."""
    is_priority: bool = False
    """Works while typing too."""

    @property
    def screen(self) -> str:
        """Where it works: the first part of the id."""
        return self.id.partition(".")[0]

    @property
    def target(self) -> str:
        """The action with its namespace, for clicks and the palette."""
        if self.action.startswith("app."):
            return self.action
        return f"{'app' if self.screen == GENERAL else 'screen'}.{self.action}"
