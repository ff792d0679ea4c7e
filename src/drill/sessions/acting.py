"""What is done to many cards at once: each call one write, one operation, one undo.

Cards that an action would leave as they are get no event, and the figure in what is
returned counts the others alone.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from drill.errors import ScheduleError
from drill.events import (
    Buried,
    DueSet,
    Flagged,
    Remarked,
    Reported,
    Repositioned,
    Reset,
    Suspended,
)
from drill.ids import StudyDay
from drill.sessions.collection import deck_of_topic
from drill.sessions.labels import date_label, plural
from drill.sessions.steps import Changed
from drill.srs.bounds import MAX_INTERVAL_DAYS, check_flag
from drill.srs.schedule import New, Reviewing, Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from drill.events import CardBody
    from drill.ids import CardId, PresetId
    from drill.sessions.collection import Collection
    from drill.srs.preset import Preset
    from drill.store.card_rows import StoredCard


def bury(collection: Collection, cards: Iterable[CardId]) -> Changed:
    """Hide cards until the next study day."""
    until = StudyDay(collection.today + 1)

    def body(card: StoredCard) -> CardBody | None:
        is_hidden = is_buried(card.schedule, collection.today)
        return None if is_hidden else Buried(card.card, until)

    return _act(collection, cards, "bury", "buried until tomorrow", body)


def unbury(collection: Collection, cards: Iterable[CardId]) -> Changed:
    """Show buried cards again on this study day."""
    today = collection.today

    def body(card: StoredCard) -> CardBody | None:
        return Buried(card.card, today) if is_buried(card.schedule, today) else None

    return _act(collection, cards, "unbury", "unburied", body)


def suspend(collection: Collection, cards: Iterable[CardId]) -> Changed:
    """Hide cards until told otherwise."""

    def body(card: StoredCard) -> CardBody | None:
        return None if card.schedule.suspended else Suspended(card.card)

    return _act(collection, cards, "suspend", "suspended", body)


def unsuspend(collection: Collection, cards: Iterable[CardId]) -> Changed:
    """Let suspended cards come up again."""

    def body(card: StoredCard) -> CardBody | None:
        is_hidden = card.schedule.suspended
        return Suspended(card.card, suspended=False) if is_hidden else None

    return _act(collection, cards, "unsuspend", "no longer suspended", body)


def flag(collection: Collection, cards: Iterable[CardId], number: int) -> Changed:
    """Put a flag 1 to 7 on cards; 0 takes it off.

    Raises:
        ScheduleError: there is no such flag.
    """
    check_flag(number)
    verb, done = (f"flag {number}", f"flagged {number}") if number else _UNFLAGGED

    def body(card: StoredCard) -> CardBody | None:
        return None if card.schedule.flag == number else Flagged(card.card, number)

    return _act(collection, cards, verb, done, body)


def reset(collection: Collection, cards: Iterable[CardId]) -> Changed:
    """Make cards new again; their history stays to be seen."""

    def body(card: StoredCard) -> CardBody | None:
        return None if _is_untouched(card.schedule) else Reset(card.card)

    return _act(collection, cards, "reset", "new again", body)


def set_due(collection: Collection, cards: Iterable[CardId], day: StudyDay) -> Changed:
    """Choose the study day on which cards come up; new ones get a memory with it.

    Args:
        collection: the learner's.
        cards: which.
        day: today or later, a hundred years at most.

    Raises:
        ScheduleError: a day that is over, or too far.
    """
    today = collection.today
    if not today <= day <= today + MAX_INTERVAL_DAYS:
        raise ScheduleError("due", day, f"{today} to {today + MAX_INTERVAL_DAYS}")

    presets: dict[PresetId, Preset] = {}

    def body(card: StoredCard) -> CardBody | None:
        state = card.schedule.state
        if isinstance(state, New):
            preset = collection.preset_of(deck_of_topic(card.topic))
            presets[preset.id()] = preset
            return DueSet(card.card, day, preset.id())
        is_same = isinstance(state, Reviewing) and state.due == day
        return None if is_same else DueSet(card.card, day)

    verb, done = f"set due {date_label(day)}", f"due on {date_label(day)}"
    return _act(collection, cards, verb, done, body, presets)


def reposition(
    collection: Collection, cards: Iterable[CardId], position: int | None = None
) -> Changed:
    """Give new cards places in a row, in the order they are named.

    Cards with a place come before all others, by their places.

    Args:
        collection: the learner's.
        cards: which; those that are not new stay.
        position: the place of the first one; None: before every other new card.
    """
    wanted = [card for card in _known(collection, cards) if _is_new(card)]
    start = position
    if start is None:
        start = _first_position(collection) - len(wanted)
    places = {card.card: place for place, card in enumerate(wanted, start)}

    def body(card: StoredCard) -> CardBody | None:
        place = places.get(card.card)
        if place is None or place == card.schedule.position:
            return None
        return Repositioned(card.card, place)

    return _act(collection, places, "reposition", "moved among the new cards", body)


def remark(collection: Collection, cards: Iterable[CardId], text: str) -> Changed:
    """Keep a note to oneself on cards; empty text removes it."""
    said = text.strip()

    def body(card: StoredCard) -> CardBody | None:
        return None if card.schedule.remark == said else Remarked(card.card, said)

    done = "with a note to yourself" if said else "without a note to yourself"
    return _act(collection, cards, "remark", done, body)


def report(collection: Collection, cards: Iterable[CardId], text: str) -> Changed:
    """Say that cards are wrong; empty text withdraws that."""
    said = text.strip()

    def body(card: StoredCard) -> CardBody | None:
        return None if card.schedule.report == said else Reported(card.card, said)

    done = "said to be wrong" if said else "no longer said to be wrong"
    return _act(collection, cards, "report", done, body)


def is_buried(schedule: Schedule, today: StudyDay) -> bool:
    """Whether a card is hidden on a study day until a later one."""
    return schedule.buried_until is not None and schedule.buried_until > today


_UNFLAGGED = ("unflag", "without a flag")


def _act(  # noqa: PLR0913, PLR0917 - an action and its words
    collection: Collection,
    cards: Iterable[CardId],
    verb: str,
    done: str,
    body: Callable[[StoredCard], CardBody | None],
    presets: Mapping[PresetId, Preset] = MappingProxyType({}),
) -> Changed:
    """Record what an action says of each card, as one operation.

    Args:
        collection: the learner's.
        cards: which; ids that nobody knows are passed over.
        verb: what undo says: `suspend 12 cards`.
        done: what the learner is told: `12 cards suspended`.
        body: the event of a card, None where nothing would change.
        presets: those that the events name, filled while they are made.
    """
    bodies = [found for card in _known(collection, cards) if (found := body(card))]
    if not bodies:
        return Changed("nothing to change", 0, can_undo=False)
    what = plural(len(bodies), "card") if len(bodies) > 1 else bodies[0].card
    with collection.store.write(f"{verb}: {what}") as unit:
        for preset in presets.values():
            unit.keep_preset(preset)
        for each in bodies:
            unit.record(each)
    return Changed(f"{plural(len(bodies), 'card')} {done}", len(bodies))


def _known(collection: Collection, cards: Iterable[CardId]) -> list[StoredCard]:
    """The cards of some ids, each once, in the order they are named."""
    wanted = list(dict.fromkeys(cards))
    with collection.store.read() as unit:
        found = unit.cards.many(wanted)
    return [found[card] for card in wanted if card in found]


def _first_position(collection: Collection) -> int:
    """The place of the very first new card, 1 while none was given a place."""
    with collection.store.read() as unit:
        first = unit.cards.new(collection.today, limit=1)
    places = [card.schedule.position for card in first]
    return next((place for place in places if place is not None), 1)


def _is_new(card: StoredCard) -> bool:
    return isinstance(card.schedule.state, New)


def _is_untouched(schedule: Schedule) -> bool:
    """Whether a reset would change nothing."""
    return (
        isinstance(schedule.state, New)
        and not schedule.repetitions
        and not schedule.lapses
        and not schedule.leech
    )
