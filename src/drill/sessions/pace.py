"""How long the learner takes for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.store.days import Done

PACE_DAYS = 30
"""The learner's pace is that of the last so many study days."""
LEAST_ANSWERS = 20
"""With fewer answers the pace is `USUAL_MS`."""
USUAL_MS = 12_000
"""Milliseconds an answer takes until the learner's own pace is known."""


def pace_ms(done: Done) -> float:
    """Milliseconds an answer takes, the usual ones while too little is known."""
    if done.answers < LEAST_ANSWERS:
        return USUAL_MS
    return done.duration_ms / done.answers
