"""Settings as plain tables: out of variables, and laid over one another.

The standard library alone, for the first frame.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "DRILL_"
SEPARATOR = "__"


def environment_table(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings that variables such as `DRILL_STUDY__NEW_A_DAY=5` name."""
    table: dict[str, Any] = {}
    # Sorted, so that of two that contradict each other always the same one holds.
    for variable, text in sorted(environment.items()):
        if not variable.startswith(PREFIX) or SEPARATOR not in variable:
            continue
        *parents, name = variable[len(PREFIX) :].lower().split(SEPARATOR)
        place = table
        for parent in parents:
            if not isinstance(place.get(parent), dict):
                place[parent] = {}
            place = place[parent]
        place[name] = typed_value(text)
    return table


def typed_value(text: str) -> Any:
    """A TOML value where the text is one, otherwise the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two nested tables as one; where both have a value, the one above holds."""
    table = dict(below)
    for name, value in above.items():
        old = table.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            table[name] = merged(old, value)
        else:
            table[name] = value
    return table
