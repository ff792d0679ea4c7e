"""The card at hand in a review: what it shows, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.notes import parse_note
from drill.sessions.asking import asked_of, new_seed
from drill.sessions.shown import contrasts_of, face_in, title_of
from drill.sessions.steps import Phase, ReviewStep

if TYPE_CHECKING:
    from datetime import datetime

    from drill.clock import Clock
    from drill.ids import CardId
    from drill.sessions.asking import Asked, Marked
    from drill.sessions.queued import Queued
    from drill.sessions.steps import Counts, Face, Outcome
    from drill.sessions.undoing import Abilities
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit


@dataclass(slots=True)
class AtHand:
    """A card whose front or back is shown."""

    card: StoredCard
    place: Queued
    """As what it stood in the queue."""
    is_due: bool
    """Whether it came by itself; one that was jumped to does not come back."""
    face: Face
    contrasts: tuple[CardId, ...]
    revision: int
    """Of the note, as it is shown."""
    content_hash: str
    """Likewise."""
    counts: bool
    """Whether an answer counts for the schedule."""
    since: float
    """When its front came up, on the clock that is never set back."""
    shown_at: datetime
    """The same moment by the wall clock."""
    outcomes: tuple[Outcome, ...] = ()
    """Empty until the back is shown."""
    asked: Asked | None = None
    """Of a note that asks a question."""
    marked: Marked | None = None
    """Its response, once there is one."""
    is_extra: bool = False
    """Asked once more, for practice, right after its answer."""

    @property
    def is_planned(self) -> bool:
        """Whether an interview asks for it, though it is not due."""
        return self.place.is_planned and not self.is_extra

    @property
    def phase(self) -> Phase:
        """Which side is up."""
        return Phase.BACK if self.outcomes else Phase.FRONT


def at_hand(  # noqa: PLR0913 - what a card at hand is made of
    unit: ReadUnit,
    card: StoredCard,
    place: Queued,
    clock: Clock,
    *,
    is_due: bool,
    counts: bool,
    turn: int,
) -> AtHand:
    """A card with its front up; `turn` tells apart what is asked in one instant.

    Raises:
        InvalidNote: its note cannot be read by this program, or asks what it has no
            generator for.
    """
    stored = unit.notes.get(card.note)
    note, now = parse_note(stored.document), clock.now()
    return AtHand(
        card=card,
        place=place,
        is_due=is_due,
        face=face_in(note, card.part),
        contrasts=contrasts_of(unit, stored),
        revision=stored.revision,
        content_hash=stored.content_hash,
        counts=counts,
        since=clock.monotonic(),
        shown_at=now,
        asked=asked_of(note, new_seed(card.card, now, turn)),
    )


def step_of(
    hand: AtHand, serial: int, counts: Counts, can: Abilities, message: str
) -> ReviewStep:
    """The picture of the card at hand.

    Args:
        hand: the card.
        serial: grows with every step.
        counts: what is left, this card too.
        can: what undo and redo could do.
        message: what the last intent did.
    """
    schedule = hand.card.schedule
    return ReviewStep(
        phase=hand.phase,
        serial=serial,
        title=title_of(hand.card.topic),
        card=hand.card.card,
        note=hand.card.note,
        state=type(schedule.state).__name__.lower(),
        face=hand.face,
        outcomes=hand.outcomes,
        left=counts.total,
        counts=counts,
        flag=schedule.flag,
        remark=schedule.remark,
        report=schedule.report,
        leech=schedule.leech,
        contrasts=hand.contrasts,
        counts_for_schedule=hand.counts,
        revised=schedule.revised,
        question=hand.asked.step() if hand.asked else None,
        marked=hand.marked.step() if hand.marked else None,
        can_undo=can.can_undo,
        can_redo=can.can_redo,
        message=message,
        shown_at=hand.shown_at,
    )
