"""Instants as other programs spell them: numbers, ISO texts, local times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

LATEST_MS: Final = 32_503_680_000_000
"""The year 3000: what lies beyond it is damage."""
DAY_MS: Final = 86_400_000


def milliseconds(value: Any) -> int | None:
    """An instant in milliseconds since 1970 in UTC.

    Args:
        value: milliseconds, an ISO text (in UTC unless it says its zone), or
            `{"date": …}` with one of those.

    Returns:
        None if it is none, or lies outside of 1970 to 3000.
    """
    if isinstance(value, dict):
        value = value.get("date")
    if isinstance(value, str):
        return _of_text(value, is_local=False)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= LATEST_MS else None


def local_milliseconds(value: Any) -> int | None:
    """The same of an ISO text without a zone, meant in the zone of this machine."""
    return _of_text(value, is_local=True) if isinstance(value, str) else None


def noon_milliseconds(value: Any) -> int | None:
    """Noon in UTC of a day that an ISO text begins with."""
    if not isinstance(value, str):
        return None
    start = _of_text(value[:10], is_local=False)
    return None if start is None else start + DAY_MS // 2


def _of_text(text: str, *, is_local: bool) -> int | None:
    try:
        at = datetime.fromisoformat(text.strip()[:40])
        if at.tzinfo is None:
            at = at.astimezone(UTC) if is_local else at.replace(tzinfo=UTC)
        ms = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    except (ValueError, OverflowError, OSError):
        return None
    return ms if 0 <= ms <= LATEST_MS else None
