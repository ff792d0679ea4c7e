"""What home shows: what is to do today, how it went, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.clock import date_of
from drill.ids import StudyDay
from drill.sessions.labels import date_label, due_label, short_date
from drill.sessions.pace import PACE_DAYS, pace_ms
from drill.sessions.queued import Class, Queued, counts_of, due_at_of
from drill.sessions.rereading import missing_roots
from drill.sessions.selection import Selection
from drill.sessions.steps import DeckRow, HomeStep
from drill.sessions.waiting import QueueBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.sessions.collection import Collection
    from drill.sessions.planning import Planning
    from drill.sessions.steps import Counts
    from drill.store.card_rows import StoredCard
    from drill.store.tallies import TopicCounts
    from drill.store.units import ReadUnit

FORECAST_DAYS = 14
HEAT_DAYS = 182
ANSWERS_A_NEW_CARD = 3
"""A new card is answered so often on its first day: once, and in its steps."""


def home(collection: Collection) -> HomeStep:
    """Everything the first screen shows, of one moment.

    Raises:
        StoreError: the record cannot be read.
    """
    moment = collection.store.moment()  # before the snapshot, which may be newer
    with collection.store.read() as unit:
        return _home(collection, unit, moment)


def _home(collection: Collection, unit: ReadUnit, moment: tuple[int, int]) -> HomeStep:
    day, chosen = collection.today, collection.chosen
    builder = QueueBuilder(collection, unit, Selection(), day, moment)
    counts, steps = _to_do(builder)
    done = unit.days.done(day)
    oldest = unit.cards.count_due(day, chosen).oldest
    return HomeStep(
        day=day,
        date_label=date_label(day),
        counts=counts,
        minutes=minutes(unit, day, counts),
        streak_days=unit.days.streak(day, unit.holidays),
        done_today=done.answers,
        done_minutes=round(done.duration_ms / 60_000),
        forecast=unit.cards.forecast(day, FORECAST_DAYS, chosen),
        heat=unit.days.heat(day, HEAT_DAYS),
        retention=unit.days.retention(day, PACE_DAYS),
        decks=tuple(_rows(collection, unit)),
        backlog_days=day - oldest if oldest is not None else 0,
        on_holiday=_holiday(unit, day),
        problems=_errors(unit),
        notice=_notice(collection, unit),
        next_learning_at=min((at for at in map(due_at_of, steps) if at), default=None),
        **_readiness(builder.planning, day),
    )


def _errors(unit: ReadUnit) -> int:
    """Defects alone: what is only unwise is for `drill check` to say."""
    return sum(each["severity"] == "error" for each in unit.library.problems())


def _readiness(planning: Planning, day: StudyDay) -> dict[str, Any]:
    """What home says of the nearest interview; nothing without one."""
    if not planning.goals:
        return {}
    from drill.sessions.ready import home_rows

    goal = planning.goals[0]
    words = f"{short_date(goal.day)}, {due_label(goal.day, day)}"
    return {"ready_for": words, "readiness": home_rows(planning, goal)}


def to_do(
    collection: Collection, unit: ReadUnit, day: StudyDay | None = None
) -> tuple[Counts, list[StoredCard]]:
    """What a session of a study day would hold.

    Args:
        collection: the learner's.
        unit: what is read.
        day: the present study day when left out.

    Returns:
        Cards by class, and those whose learning step ends at an instant of that day.
    """
    wanted = collection.today if day is None else day
    return _to_do(QueueBuilder(collection, unit, Selection(), wanted))


def _to_do(builder: QueueBuilder) -> tuple[Counts, list[StoredCard]]:
    queue, steps = builder.build(), builder.timed_steps
    timed = [Queued(card.card, card.note, Class.LEARNING) for card in steps]
    return counts_of([*queue.cards, *timed]), steps


def minutes(unit: ReadUnit, day: StudyDay, counts: Counts) -> int:
    """Estimated minutes for what is to do, at the learner's own pace."""
    answers = counts.total + (ANSWERS_A_NEW_CARD - 1) * counts.new
    if not answers:
        return 0
    done = unit.days.done(StudyDay(day - PACE_DAYS + 1), day)
    return max(1, round(answers * pace_ms(done) / 60_000))


def _rows(collection: Collection, unit: ReadUnit) -> Iterable[DeckRow]:
    """A row for each deck, and below it one for each topic."""
    counts = {each.topic: each for each in unit.cards.counts(collection.today)}
    chosen = set(collection.chosen)
    for deck in unit.library.decks():
        topics = [counts[t.topic] for t in deck.topics if t.topic in counts]
        is_chosen = deck.deck in chosen
        yield _row(deck.deck, deck.title, 0, topics, is_chosen=is_chosen)
        for topic in deck.topics:
            own = [counts[topic.topic]] if topic.topic in counts else []
            yield _row(topic.topic, topic.title, 1, own, is_chosen=is_chosen)


def _row(
    id_: str, title: str, depth: int, counts: list[TopicCounts], *, is_chosen: bool
) -> DeckRow:
    return DeckRow(
        id=id_,
        title=title,
        depth=depth,
        due=sum(each.due + each.backlog for each in counts),
        learning=sum(each.learning for each in counts),
        new=sum(each.new for each in counts),
        cards=sum(each.cards for each in counts),
        known=sum(each.known for each in counts),
        chosen=is_chosen,
    )


def _holiday(unit: ReadUnit, day: StudyDay) -> str:
    present = [last for first, last in unit.holidays if first <= day <= last]
    return f"until {date_label(max(present))}" if present else ""


def _notice(collection: Collection, unit: ReadUnit) -> str:
    """A clock that stands before the latest answer was set back, or was ahead then."""
    latest = unit.journal.latest_at()
    if latest is not None and latest > collection.now:
        when = date_of(collection.calendar.day(latest)).isoformat()
        return f"The clock stands before the latest answer ({when}); nothing is lost."
    missing = missing_roots(collection)
    return f"There is no folder {missing[0]}: its decks wait." if missing else ""
