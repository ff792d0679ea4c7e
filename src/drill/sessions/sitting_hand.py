"""The question at hand in a sitting, made of its note as it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.notes import parse_note
from drill.errors import InvalidNote
from drill.sessions.asking import asked_of

if TYPE_CHECKING:
    from drill.sessions.asking import Asked
    from drill.sessions.question_steps import QuestionStep
    from drill.sessions.sitting_plans import PlannedQuestion
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit

GONE = "it is gone"
NO_QUESTION = "it asks no question any more"


@dataclass(frozen=True, slots=True)
class Hand:
    """A question that is being asked."""

    place: int
    card: StoredCard
    asked: Asked
    picture: QuestionStep
    kind: str
    """Of its note."""
    revision: int
    """Of its note, as it is shown."""


def take_up(unit: ReadUnit, place: int, planned: PlannedQuestion) -> Hand | str:
    """The question of a plan; or why it cannot be asked."""
    card = unit.cards.find(planned.card)
    if card is None or not card.present:
        return GONE
    stored = unit.notes.get(card.note)
    try:
        note = parse_note(stored.document)
        asked = asked_of(note, planned.seed, planned.difficulty)
    except InvalidNote as error:
        return str(error)
    if asked is None:
        return NO_QUESTION
    return Hand(place, card, asked, asked.step(), note.kind, stored.revision)
