"""Durations as people write them: `90s`, `10m`, `1h`, `1d`."""

from __future__ import annotations

import re

SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_PATTERN = re.compile(r"([0-9]{1,6})\s*([smhd])")


def seconds_of(text: str) -> int:
    """Whole seconds of a duration such as `10m`.

    Raises:
        ValueError: the text is no positive number with one of the units s, m, h, d.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        msg = f"{text!r} is no duration: write 90s, 10m, 1h or 1d"
        raise ValueError(msg)
    return int(match[1]) * SECONDS[match[2]]


def duration_text(seconds: int) -> str:
    """The shortest way to write whole seconds: 600 is `10m`."""
    unit = next(u for u in ("d", "h", "m", "s") if seconds % SECONDS[u] == 0)
    return f"{seconds // SECONDS[unit]}{unit}"
