"""The few settings that the first frame needs, read with the standard library.

Nothing is checked here: what is odd falls back to the default for a moment, and
`drill.config.loading` says what is wrong as soon as it runs behind the frame.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from drill.clock import Calendar
from drill.config.tables import environment_table, merged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EarlySettings:
    """Colours, keys and what decides the study day."""

    theme: str = "drill-dark"
    keys: dict[str, str] = field(default_factory=dict)
    editor: str = ""
    syntax: bool = True
    rollover_hour: int = 4
    zone: str = ""

    def calendar(self) -> Calendar | None:
        """What tells study days; None when hour or zone cannot be right."""
        if not 0 <= self.rollover_hour < 24:  # noqa: PLR2004 - hours of a day
            return None
        if not self.zone:
            return Calendar(None, self.rollover_hour)
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return Calendar(ZoneInfo(self.zone), self.rollover_hour)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None


def early_settings(path: Path, environment: Mapping[str, str]) -> EarlySettings:
    """The settings of a file and the environment, as far as they can be read."""
    table = merged(_file(path), environment_table(environment))
    keys = _section(table, "keys")
    look, files = _section(table, "appearance"), _section(table, "files")
    study = _section(table, "study")
    return EarlySettings(
        theme=_value(look, "theme", "drill-dark"),
        keys={name: text for name, text in keys.items() if isinstance(text, str)},
        editor=_value(files, "editor", ""),
        syntax=_value(look, "syntax", default=True),
        rollover_hour=_value(study, "rollover_hour", 4),
        zone=_value(study, "zone", ""),
    )


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}


def _section(parent: dict[str, Any], name: str) -> dict[str, Any]:
    child = parent.get(name)
    return child if isinstance(child, dict) else {}


def _value(section: dict[str, Any], name: str, default: T) -> T:
    found = section.get(name)
    return found if type(found) is type(default) else default
