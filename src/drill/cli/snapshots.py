"""Whether what home showed last is still true, told without opening the record.

The standard library alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.config.early import early_settings
from drill.config.tables import PREFIX, SEPARATOR
from drill.sessions.snapshot import load_home
from drill.store.identity import identity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drill.locations import Locations
    from drill.sessions.steps import HomeStep


def true_home(
    locations: Locations, now: datetime, environment: Mapping[str, str]
) -> HomeStep | None:
    """The last snapshot, if it holds now; None if in doubt.

    It holds while nobody wrote to the record, the settings are those it was made
    with, the study day is the same and no learning step came due.

    Args:
        locations: the folders in use.
        now: aware, UTC.
        environment: a setting among the variables is a doubt.
    """
    found = load_home(locations.snapshot)
    if found is None or found[0] != identity(locations.database):
        return None
    if any(_is_setting(name) for name in environment):
        return None
    if _changed_ns(locations.config) > _changed_ns(locations.snapshot):
        return None
    home = found[1]
    calendar = early_settings(locations.config, environment).calendar()
    if calendar is None or calendar.day(now) != home.day:
        return None
    came_due = home.next_learning_at is not None and home.next_learning_at <= now
    return None if came_due else home


def _is_setting(variable: str) -> bool:
    return variable.startswith(PREFIX) and SEPARATOR in variable


def _changed_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
