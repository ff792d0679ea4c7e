"""What the journal tells of a sitting's questions, and how it is read again.

Each move names the place of its question in the plan and, within a sitting of several
sections, the section. The first decision on a question stands: two windows may have
made one each.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from drill.events import SittingMoved
from drill.ids import CardId, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drill.events import Event
    from drill.ids import EventId, OperationId

ASKED: Final = "asked"
"""A question came up, or its clock went on."""
ANSWERED: Final = "answered"
TIMED_OUT: Final = "timed-out"
VOIDED: Final = "voided"
"""A question was taken out of the sitting."""
PAUSED: Final = "paused"
LEFT: Final = "left"
"""The sitting was left half way."""

ASLEEP: Final = "asleep"
"""Why the learner had a question taken out."""

DECISIONS: Final = (ANSWERED, TIMED_OUT, VOIDED)
_RATINGS: Final = tuple(Rating)


@dataclass(frozen=True, slots=True)
class Decided:
    """A question that was dealt with."""

    place: int
    move: str
    """`answered`, `timed-out` or `voided`."""
    card: CardId
    operation: OperationId
    kind: str = ""
    """Of its note: `choice`, `numeric`, `typed`, `order` or `generated`."""
    topic: str = ""
    credit: float = 0.0
    """0 to 1."""
    is_answered: bool = False
    """False when the learner said that they do not know, or time was out."""
    spent_s: float = 0.0
    expected_s: float = 0.0
    """What such a question usually takes; 0: not known."""
    hints: int = 0
    rating: Rating | None = None
    reason: str = ""
    """Why it was voided: `asleep`, or why it could not be asked."""

    @property
    def counts(self) -> bool:
        """Whether it is part of the score."""
        return self.move != VOIDED

    @property
    def is_learners(self) -> bool:
        """Whether it was not the program that found it could not be asked."""
        return self.counts or self.reason == ASLEEP


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the questions of a sitting have come."""

    decided: Mapping[int, Decided] = field(default_factory=dict)
    """By place, in the order of the decisions."""
    at_hand: int | None = None
    """The place of the question that was last shown, if it is still open."""
    spent: Mapping[int, float] = field(default_factory=dict)
    """Seconds that counted on open questions by the latest word of each, by place."""
    last: str = ""
    """The latest move."""
    at: datetime | None = None
    """When that was."""

    @property
    def spent_s(self) -> float:
        """What counted on the question at hand by then."""
        return 0.0 if self.at_hand is None else self.spent.get(self.at_hand, 0.0)

    @property
    def used_s(self) -> float:
        """Seconds that are gone for all; voided questions give theirs back."""
        return sum(each.spent_s for each in self.decided.values() if each.counts)

    @property
    def all_s(self) -> float:
        """Seconds that are gone, those on open questions too."""
        return self.used_s + sum(self.spent.values())

    @property
    def credit(self) -> float:
        """The sum of all credit."""
        return sum(each.credit for each in self.decided.values() if each.counts)

    @property
    def counted(self) -> int:
        """Questions that are part of the score."""
        return sum(each.counts for each in self.decided.values())

    def next_place(self, number: int) -> int | None:
        """The place of the question to ask now, of so many; None when all are done."""
        if self.at_hand is not None and self.at_hand < number:
            return self.at_hand
        is_open = (place for place in range(number) if place not in self.decided)
        return next(is_open, None)

    def latest_answer(self) -> Decided | None:
        """The decision that undo takes back.

        That time was out stays; that a question could not be asked, too.
        """
        own = [each for each in self.decided.values() if each.is_learners]
        return own[-1] if own and own[-1].move != TIMED_OUT else None

    def after(self, event: Event) -> Progress:
        """The progress when one more event of the sitting is read."""
        body = event.body
        if not isinstance(body, SittingMoved):
            return self
        contents = body.contents
        place = contents.get("place")
        if body.move == LEFT and place is None:
            return replace(self, last=LEFT, at=event.at)
        if type(place) is not int or place < 0 or place in self.decided:
            return self
        if body.move in DECISIONS:
            decided = {**self.decided, place: _decided(place, event, body)}
            open_ = {key: each for key, each in self.spent.items() if key != place}
            return Progress(decided, spent=open_, last=body.move, at=event.at)
        if body.move in {ASKED, PAUSED, LEFT}:
            spent = {**self.spent, place: number(contents.get("spent_s"))}
            return replace(
                self, at_hand=place, spent=spent, last=body.move, at=event.at
            )
        return self


def progress_of(events: Iterable[Event], section: str = "") -> Progress:
    """The progress that the moves of a sitting tell of, in fold order.

    Args:
        events: of one sitting.
        section: whose questions are meant; empty where there are no sections.
    """
    progress = Progress()
    for event in events:
        body = event.body
        if isinstance(body, SittingMoved) and section_of(body) == section:
            progress = progress.after(event)
    return progress


def decided_in(event: Event) -> Decided | None:
    """The decision that an event tells of; None when it tells of none."""
    body = event.body
    if not isinstance(body, SittingMoved) or body.move not in DECISIONS:
        return None
    place = body.contents.get("place")
    return _decided(place, event, body) if type(place) is int else None


def section_of(body: SittingMoved) -> str:
    """The section that a move belongs to; empty where there are none."""
    found = body.contents.get("section", "")
    return found if isinstance(found, str) else ""


def moved(
    sitting: EventId, section: str, move: str, place: int | None, **contents: Any
) -> SittingMoved:
    """A move as it is recorded."""
    told: dict[str, Any] = {} if place is None else {"place": place}
    if section:
        told["section"] = section
    return SittingMoved(sitting, move, told | contents)


def _decided(place: int, event: Event, body: SittingMoved) -> Decided:
    told = body.contents
    rating = told.get("rating")
    return Decided(
        place=place,
        move=body.move,
        card=CardId(text_of(told.get("card"))),
        operation=event.operation,
        kind=text_of(told.get("kind")),
        topic=text_of(told.get("topic")),
        credit=min(1.0, number(told.get("credit"))),
        is_answered=told.get("is_answered") is True,
        spent_s=number(told.get("spent_s")),
        expected_s=number(told.get("expected_s")),
        hints=int(number(told.get("hints"))),
        rating=Rating(rating) if rating in _RATINGS else None,
        reason=text_of(told.get("reason")),
    )


def number(value: object) -> float:
    """A number >= 0 that a journal tells of; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if isfinite(value) and value >= 0 else 0.0


def text_of(value: object) -> str:
    """A text that a journal tells of; empty for anything else."""
    return value if isinstance(value, str) else ""
