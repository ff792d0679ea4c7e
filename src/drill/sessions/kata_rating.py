"""What a kata is worth in the end: the rating that is proposed, and its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drill.errors import RatingRefused
from drill.events import Attempted, Practised, Reviewed
from drill.judge.verdicts import VerdictKind
from drill.quiz.kata_proposing import Work, propose_kata, usual_s
from drill.sessions.answering import Answering, Given
from drill.sessions.kata_pictures import is_passed
from drill.sessions.selection import Kind, Selection
from drill.srs.counting import is_due
from drill.srs.schedule import New

if TYPE_CHECKING:
    from drill.content.kata_files import KataFolder
    from drill.events import Event
    from drill.ids import CardId, OperationId, Rating
    from drill.quiz.proposing import Proposal
    from drill.sessions.collection import Collection
    from drill.sessions.kata_work import WorkNotes
    from drill.sessions.steps import Outcome
    from drill.store.card_rows import StoredCard
    from drill.store.journal import HistoryEntry

GIVEN_UP: Final = "given up"
"""What a rating records instead of a verdict."""


class KataRating:
    """Proposes and records the ratings of one kata."""

    def __init__(
        self,
        collection: Collection,
        card: CardId,
        kata: KataFolder,
        *,
        is_planned: bool,
    ) -> None:
        """Take a kata.

        Args:
            collection: the learner's.
            card: of the kata.
            kata: its files.
            is_planned: whether an interview asks for it.
        """
        self._collection = collection
        self._card = card
        self._kata = kata
        self._is_planned = is_planned

    def attempts(self) -> list[tuple[Event, Attempted]]:
        """Every run that was judged, in order."""
        return [
            (entry.event, entry.event.body)
            for entry in self._history()
            if isinstance(entry.event.body, Attempted)
        ]

    def is_due(self) -> bool:
        """Whether the kata comes up today."""
        with self._collection.store.read() as unit:
            schedule = unit.cards.get(self._card).schedule
            return is_due(schedule, self._collection.calendar.day(unit.at), unit.at)

    def proposal(self, notes: WorkNotes) -> Proposal:
        """The rating that the work proposes, measured by the kata's own history."""
        work = Work(
            notes.credit, notes.is_passed, notes.attempts, notes.hints, notes.spent_s
        )
        usual = usual_s(self._kata.note.minutes, self._earlier_passes_s())
        return propose_kata(work, usual)

    def _earlier_passes_s(self) -> list[float]:
        """Seconds to the first pass of each round that was rated, the latest last."""
        found: list[float] = []
        first: float | None = None
        for entry in self._history():
            body = entry.event.body
            if isinstance(body, Attempted) and is_passed(body) and first is None:
                first = body.spent_s
            elif isinstance(body, Reviewed | Practised):
                found += [] if first is None else [first]
                first = None
        return found

    def _history(self) -> list[HistoryEntry]:
        with self._collection.store.read() as unit:
            entries = unit.journal.history(self._card)
        return [entry for entry in entries if not entry.retracted]

    def outcomes(self) -> tuple[Outcome, ...]:
        """What each rating does."""
        with self._collection.store.read() as unit:
            card = unit.cards.get(self._card)
            answering = self._answering(card)
            return answering.outcomes(unit, card, is_planned=self._is_planned)

    def is_standing(self, operation: str) -> bool:
        """Whether a rating was not taken back since."""
        return any(each.event.operation == operation for each in self._history())

    def record(
        self, rating: Rating, notes: WorkNotes, language: str
    ) -> tuple[OperationId, str]:
        """Record a rating.

        Returns:
            Its operation, and when the kata comes back, in a few words.

        Raises:
            RatingRefused: what came of the work does not allow it.
            StoreError: nothing was recorded.
        """
        proposal = self.proposal(notes)
        if rating not in proposal.allowed:
            raise RatingRefused(rating, proposal.because)
        instance = instance_of(notes, language)
        given = Given(
            rating,
            round(1000 * notes.spent_s),
            self._kata.note.revision,
            instance,
            is_planned=self._is_planned,
        )
        with self._collection.store.write(f"kata: {self._kata.note.title}") as unit:
            card = unit.cards.get(self._card)
            answering = self._answering(card)
            planned = self._is_planned
            foretold = answering.outcomes(unit, card, is_planned=planned)
            answer = answering.record(unit, card, given)
        label = next(each.label for each in foretold if each.rating is rating)
        return answer.operation, label

    def _answering(self, card: StoredCard) -> Answering:
        """A new kata that was taken up is learned; any other one counts when due.

        It never comes back within minutes: nobody writes it twice in a row.
        """
        is_new = isinstance(card.schedule.state, New)
        kind = Kind.TODAY if is_new else Kind.KATA
        return Answering(self._collection, Selection(kind), has_steps=False)


def instance_of(notes: WorkNotes, language: str) -> dict[str, Any]:
    """What a rating records of the work that it stands for."""
    verdict = VerdictKind.PASSED.value if notes.is_passed else notes.verdict
    return {
        "verdict": GIVEN_UP if notes.is_given_up else verdict,
        "credit": round(notes.credit, 6),
        "attempts": notes.attempts,
        "hints": notes.hints,
        "spent_s": round(notes.spent_s, 1),
        "passed": notes.is_passed,
        "language": language,
    }
