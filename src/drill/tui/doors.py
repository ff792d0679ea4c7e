"""The screens that other screens lead to, by name; each is imported when it opens."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drill.tui.screens.base import DrillScreen

DOORS = {
    "browse": "BrowseScreen",
    "settings": "SettingsScreen",
    "decks": "DecksScreen",
    "add": "AddScreen",
    "study": "StudyScreen",
    "progress": "ProgressScreen",
    "holidays": "HolidaysScreen",
    "upkeep": "UpkeepScreen",
    "interviews": "InterviewsScreen",
    "goals": "GoalsScreen",
    "katas": "KatasScreen",
}
"""The module below `drill.tui.screens`, and its screen."""


def screen_named(name: str) -> DrillScreen[Any]:
    """A new screen of that name."""
    module = import_module(f"drill.tui.screens.{name}")
    screen: DrillScreen[Any] = getattr(module, DOORS[name])()
    return screen
