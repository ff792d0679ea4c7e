"""The few settings that the first frame needs, read with the standard library.

Nothing is checked here: what is odd falls back to the default for a moment, and
`drill.config.loading` says what is wrong as soon as it runs behind the frame.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class EarlyAppearance:
    """Colours and keys for the first frame."""

    theme: str = "drill-dark"
    keys: dict[str, str] = field(default_factory=dict)


def early_appearance(path: Path) -> EarlyAppearance:
    """Theme and keymap of a settings file, as far as they can be read."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return EarlyAppearance()
    theme = _table(table, "appearance").get("theme")
    keys = _table(table, "keys")
    return EarlyAppearance(
        theme=theme if isinstance(theme, str) else EarlyAppearance().theme,
        keys={name: text for name, text in keys.items() if isinstance(text, str)},
    )


def _table(parent: dict[str, Any], name: str) -> dict[str, Any]:
    child = parent.get(name)
    return child if isinstance(child, dict) else {}
