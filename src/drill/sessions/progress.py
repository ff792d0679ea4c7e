"""Figures over a span of study days, from roll-ups that are kept on write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import StudyDay
from drill.sessions.steps import Statistics
from drill.srs.memory import retrievability
from drill.srs.schedule import Memory

if TYPE_CHECKING:
    from drill.sessions.collection import Collection
    from drill.store.units import ReadUnit

FORECAST_DAYS = 30
LONGEST_DAYS = 36_600
"""A span of a hundred years: all there is."""
_MS_A_MINUTE = 60_000


def statistics(collection: Collection, days: int = 30) -> Statistics:
    """What was done in the last study days, and where all cards stand.

    Args:
        collection: the learner's.
        days: how many, today the last of them; brought into 1 to 36,600.
    """
    count = min(max(1, days), LONGEST_DAYS)
    today = collection.today
    first = StudyDay(today - count + 1)
    span = range(first, today + 1)
    with collection.store.read() as unit:
        total = unit.days.done(first, today)
        by_day = unit.days.by_day(first, today)
        found = [by_day.get(StudyDay(day)) for day in span]
        return Statistics(
            days=count,
            reviews=total.reviews,
            practice=total.practice,
            minutes=total.duration_ms / _MS_A_MINUTE,
            passed_share=total.passed_share,
            ratings=total.ratings,
            by_day=tuple(each.reviews if each else 0 for each in found),
            minutes_by_day=tuple(
                each.duration_ms / _MS_A_MINUTE if each else 0.0 for each in found
            ),
            by_hour=unit.days.by_hour(first, today),
            forecast=unit.cards.forecast(today, FORECAST_DAYS),
            states=unit.cards.states(),
            streak_days=unit.days.streak(today, unit.holidays),
            longest_streak_days=unit.days.longest_streak(today, unit.holidays),
            mean_retrievability=_mean_retrievability(collection, unit),
        )


def _mean_retrievability(collection: Collection, unit: ReadUnit) -> float | None:
    """The mean over the cards that have a memory, suspended ones too.

    The curve depends on elapsed days over stability alone, so the store counts the
    cards by that ratio in narrow steps, and one figure a step is enough: exact to
    0.001, and 100,000 cards cost one pass over the table.
    """
    cards = 0
    total = 0.0
    for fading in unit.cards.fading(collection.today):
        parameters = collection.preset_of(fading.deck).parameters
        memory = Memory(stability=1.0, difficulty=5.0)
        total += fading.cards * retrievability(memory, fading.ratio, parameters)
        cards += fading.cards
    return total / cards if cards else None
