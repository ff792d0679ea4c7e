"""How the moves of a sitting's questions get into the journal.

Every decision is one transaction: the answer of the card, the move, and the question
that comes up by it. A decision that another window made in the meantime stands, and
nothing is written then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.errors import NothingToUndo
from drill.sessions.answering import Answering, Given
from drill.sessions.planning import Planning
from drill.sessions.selection import Kind, Selection
from drill.sessions.sitting_moves import (
    ANSWERED,
    ASKED,
    TIMED_OUT,
    VOIDED,
    Decided,
    moved,
    progress_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.ids import EventId
    from drill.sessions.asking import Marked
    from drill.sessions.collection import Collection
    from drill.sessions.sitting_hand import Hand
    from drill.sessions.sitting_moves import Progress
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit, WriteUnit


class SittingRecorder:
    """Reads and writes the moves of one sitting, or of one section of it."""

    def __init__(
        self,
        collection: Collection,
        sitting: EventId,
        section: str = "",
        context: Kind = Kind.QUIZ,
    ) -> None:
        """Record in a sitting that was opened.

        Args:
            collection: the learner's.
            sitting: which.
            section: of a sitting that has several.
            context: what the cards' answers are recorded as.
        """
        self._collection = collection
        self._sitting = sitting
        self._section = section
        self._context = context.value
        self._answering = Answering(collection, Selection(context))
        self.has_ended = False
        """Whether the sitting was closed, here or in another window."""

    def read(self) -> Progress:
        """How far the questions have come."""
        with self._collection.store.read() as unit:
            return self._progress(unit)

    def tell(
        self, move: str, place: int | None, *, label: str = "", **told: Any
    ) -> Progress:
        """Record what is no answer.

        Args:
            move: what happened.
            place: of the question it happened to; None: to none.
            label: what undo says of it; without one undo passes over it.
            told: what else is to be known.
        """
        with self._collection.store.write(label, hidden=not label) as unit:
            progress = self._progress(unit)
            if not (self.has_ended or place in progress.decided):
                progress = self._moved(unit, progress, move, place, **told)
        return progress

    def decide(
        self,
        hand: Hand,
        marked: Marked,
        *,
        is_out: bool,
        following: Callable[[Progress], tuple[int, float] | None],
    ) -> tuple[Progress, bool]:
        """Record an answer, or that there was none in time.

        Args:
            hand: the question.
            marked: the response with its mark.
            is_out: whether time was out.
            following: the place of the question that comes up at once, and what was
                spent on it before; None when none does.

        Returns:
            The progress, and whether this decision is the one that stands.
        """
        verdict = "time out" if is_out else marked.mark.verdict.value
        label = f"{self._context}: {verdict} on {hand.card.card}"
        with self._collection.store.write(label) as unit:
            progress = self._progress(unit)
            is_mine = not (self.has_ended or hand.place in progress.decided)
            if is_mine:
                self._answer(unit, hand, marked)
                move = TIMED_OUT if is_out else ANSWERED
                told = _told(hand, marked)
                progress = self._moved(unit, progress, move, hand.place, **told)
                if (coming := following(progress)) is not None:
                    place, spent_s = coming
                    progress = self._moved(
                        unit, progress, ASKED, place, spent_s=spent_s
                    )
        return progress, is_mine

    def void(
        self, place: int, reason: str, *, spent_s: float = 0.0, label: str = ""
    ) -> Progress:
        """Take a question out of the sitting, with what was spent on it."""
        return self.tell(VOIDED, place, label=label, reason=reason, spent_s=spent_s)

    def undo(self, shown: tuple[int, float] | None) -> tuple[Progress, Decided]:
        """Take the latest answer back; its question comes up again.

        Args:
            shown: the place of the question that is shown instead, if one is, and what
                was spent on it.

        Raises:
            NothingToUndo: there is none, or time was out on it.
        """
        with self._collection.store.write() as unit:
            latest = self._progress(unit).latest_answer()
            if latest is None or self.has_ended:
                raise NothingToUndo
            unit.retract(latest.operation)
            progress = self._progress(unit)
            open_ = [] if shown is None else [shown]
            for place, spent_s in (*open_, (latest.place, latest.spent_s)):
                progress = self._moved(unit, progress, ASKED, place, spent_s=spent_s)
        return progress, latest

    def _progress(self, unit: ReadUnit) -> Progress:
        self.has_ended = unit.sittings.end(self._sitting) is not None
        return progress_of(unit.sittings.moves(self._sitting), self._section)

    def _moved(
        self,
        unit: WriteUnit,
        progress: Progress,
        move: str,
        place: int | None,
        **told: Any,
    ) -> Progress:
        body = moved(self._sitting, self._section, move, place, **told)
        return progress.after(unit.record(body))

    def _answer(self, unit: WriteUnit, hand: Hand, marked: Marked) -> None:
        instance = marked.record() | {"sitting": self._sitting, "place": hand.place}
        if self._section:
            instance["section"] = self._section
        card = unit.cards.get(hand.card.card)
        given = Given(
            marked.proposal.rating,
            round(marked.elapsed_s * 1_000),
            hand.revision,
            instance,
            is_planned=self._is_planned(unit, card),
        )
        self._answering.record(unit, card, given)

    def _is_planned(self, unit: WriteUnit, card: StoredCard) -> bool:
        """Whether an interview asks for a review of the card today."""
        day = self._collection.calendar.day(unit.at)
        planning = Planning(self._collection, unit, day)
        if not any(goal.covers(card.card) for goal in planning.goals):
            return False
        asked = planning.asked(self._collection.chosen)
        return any(card.card == c.card for each in asked for c in each.reviews)


def _told(hand: Hand, marked: Marked) -> dict[str, Any]:
    """What the report will say of a question, whatever becomes of its card."""
    told: dict[str, Any] = {
        "card": hand.card.card,
        "topic": hand.card.topic or "",
        "kind": hand.kind,
        "credit": round(marked.mark.credit, 6),
        "is_answered": marked.mark.is_answered,
        "spent_s": round(marked.elapsed_s, 3),
        "expected_s": round(hand.asked.expected_s, 1),
        "rating": marked.proposal.rating,
    }
    return told | ({"hints": marked.hints} if marked.hints else {})
