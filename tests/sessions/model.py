"""A simple model of a record, and what a real one must agree with it on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drill.events import Practised, Reviewed
from drill.ids import CardId, NoteId, Rating, StudyDay, card_id, note_of, part_of
from drill.srs.fold import advance, fold, is_counted
from drill.srs.schedule import New, Reviewing, Schedule
from tests.sessions.desk import CARDS

if TYPE_CHECKING:
    from drill.store.units import ReadUnit

FIRST, LAST = StudyDay(0), StudyDay(100_000)


@dataclass
class Deed:
    """One operation of the learner."""

    label: str
    answer: tuple[CardId, Rating] | None = None
    """The card by its first id."""


@dataclass
class Model:
    """What was done, as two stacks, and what the cards are called now."""

    done: list[Deed] = field(default_factory=list)
    undone: list[Deed] = field(default_factory=list)
    names: dict[CardId, CardId] = field(
        default_factory=lambda: {card: card for card in CARDS}
    )
    """First id to the present one."""

    def do(self, label: str, answer: tuple[CardId, Rating] | None = None) -> None:
        if answer is not None:
            answer = (self.first_name(answer[0]), answer[1])
        self.done.append(Deed(label, answer))
        self.undone.clear()

    def undo(self) -> None:
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        self.done.append(self.undone.pop())

    def first_name(self, card: CardId) -> CardId:
        return next(first for first, now in self.names.items() if now == card)

    def rename(self, note: NoteId, to: NoteId) -> None:
        for first, now in self.names.items():
            if note_of(now) == note:
                self.names[first] = card_id(to, part_of(now))

    def answers(self, first: CardId) -> list[Rating]:
        """The ratings of a card that were not taken back, in order."""
        given = (deed.answer for deed in self.done)
        return [each[1] for each in given if each is not None and each[0] == first]


def check_record(model: Model, unit: ReadUnit) -> None:
    """The record says what the model does, and its caches what its journal does."""
    known = [each for each in unit.operations.list(10_000) if not each.retracted]
    assert [each.label for each in reversed(known)] == [d.label for d in model.done]
    totals: Counter[str] = Counter()
    for first, now in model.names.items():
        events = [e.event for e in unit.journal.history(now) if not e.retracted]
        given = [
            event.body.rating
            for event in events
            if isinstance(event.body, Reviewed | Practised)
        ]
        assert given == model.answers(first)
        assert schedule_of(unit, now) == fold(events, unit.presets)
        ordered = sorted(events, key=lambda event: event.order)
        assert fold(ordered, unit.presets) == fold(events, unit.presets)
        totals += counted(unit, now)
    done = unit.days.done(FIRST, LAST)
    for name in ("answers", "reviews", "again", "hard", "good", "easy", "due",
                 "passed", "introduced"):  # fmt: skip
        assert getattr(done, name) == totals[name], name


def schedule_of(unit: ReadUnit, card: CardId) -> Schedule:
    """What the cache says; of a card that was never touched and is gone, nothing."""
    found = unit.cards.find(card)
    return Schedule() if found is None else found.schedule


def counted(unit: ReadUnit, card: CardId) -> Counter[str]:
    """What the answers of one card add to the figures."""
    totals: Counter[str] = Counter()
    schedule = Schedule()
    for event, retracted in unit.journal.history(card):
        if retracted:
            continue
        body = event.body
        if isinstance(body, Reviewed | Practised):
            totals["answers"] += 1
            if is_counted(schedule, event, unit.presets[body.preset]):
                is_due = isinstance(schedule.state, Reviewing)
                totals["reviews"] += 1
                totals[body.rating.name.lower()] += 1
                totals["due"] += is_due
                totals["passed"] += is_due and body.rating > Rating.AGAIN
                totals["introduced"] += isinstance(schedule.state, New)
        schedule = advance(schedule, event, unit.presets)
    return totals
