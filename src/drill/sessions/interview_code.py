"""A kata being written in an interview drill: its clock, its work, its worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.ids import CardId
from drill.sessions.answering import Answering, Given
from drill.sessions.interview_steps import CodeStep
from drill.sessions.kata import KataSession, Terms
from drill.sessions.kata_rating import KataRating, instance_of
from drill.sessions.kata_work import Work
from drill.sessions.selection import Kind, Selection
from drill.sessions.sitting_clock import QuestionClock

if TYPE_CHECKING:
    from drill.content.kata_files import KataFolder
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_moves import SectionState
    from drill.sessions.interview_plans import PlannedSection
    from drill.sessions.kata_work import WorkNotes
    from drill.store.units import WriteUnit

SITTINGS = "sittings"
"""In the data folder: the work of each sitting, apart from that of every other day."""
SAVE_EVERY_S = 15.0
"""Seconds after which the time that went by is written down."""


class CodeRun:
    """What is known of a section of code while it goes on."""

    def __init__(
        self,
        collection: Collection,
        sitting: EventId,
        section: PlannedSection,
        state: SectionState,
        kata: KataFolder,
    ) -> None:
        """Go on with a section where its state says; the clock stands.

        Args:
            collection: the learner's.
            sitting: which.
            section: the plan; it names a card.
            state: what the journal tells of the section.
            kata: its files.
        """
        self.section = section
        self.card = CardId(section.card or "")
        self.kata = kata
        self._collection = collection
        self._sitting = sitting
        self._folder = collection.locations.data / SITTINGS / sitting / section.id
        self._clock = QuestionClock(collection.clock)
        self._clock.start(state.spent_s)
        self._clock.stop()
        self._saved_s = state.spent_s
        self._language = "python"

    # --- time ---------------------------------------------------------------------

    @property
    def left_s(self) -> float:
        """Seconds until its time is out; below 0 when it is."""
        return self.section.seconds - self._clock.spent_s

    def go_on(self) -> None:
        """Let the clock run."""
        self._clock.start(self._clock.spent_s)

    def halt(self) -> None:
        """Let the clock stand."""
        self._clock.stop()

    def slept_s(self) -> float:
        """Seconds of a long sleep of the machine, which do not count; 0 without one."""
        slept = self._clock.slept_s()
        if slept:
            self.go_on()
        return slept

    @property
    def is_to_be_saved(self) -> bool:
        """Whether some time went by since it was written down."""
        return self._clock.spent_s - self._saved_s >= SAVE_EVERY_S

    # --- the kata -----------------------------------------------------------------

    def session(self, language: str) -> KataSession:
        """The kata to be worked on, on the terms of this sitting.

        Raises:
            LanguageNotFound: it cannot be written in that language.
            NotWritable: the work file cannot be made.
        """
        terms = Terms(self._folder, lambda: self.left_s)
        found = KataSession(
            self._collection, self.card, self.kata, language, terms=terms
        )
        self._language = language
        return found

    @property
    def _notes(self) -> WorkNotes:
        return Work(self._folder, self.card, self._language).notes()

    def told(self) -> dict[str, Any]:
        """All that a move tells of the section; what was saved is saved then."""
        notes, self._saved_s = self._notes, self._clock.spent_s
        return {
            "spent_s": round(self._clock.spent_s, 3),
            "credit": round(notes.credit, 6),
            "verdict": notes.verdict,
            "runs": notes.attempts,
            "hints": notes.hints,
        }

    def practised(self, unit: WriteUnit) -> bool:
        """Record what the work says of the card; False if there was none."""
        notes = self._notes
        if not notes.attempts and not notes.is_given_up:
            return False
        rating = KataRating(self._collection, self.card, self.kata, is_planned=False)
        belongs = {"sitting": self._sitting, "section": self.section.id}
        given = Given(
            rating.proposal(notes).rating,
            round(1_000 * self._clock.spent_s),
            self.kata.note.revision,
            instance_of(notes, self._language) | belongs,
        )
        selection = Selection(Kind.INTERVIEW)
        answering = Answering(self._collection, selection, has_steps=False)
        answering.record(unit, unit.cards.get(self.card), given)
        return True

    def step(self) -> CodeStep:
        """The picture of this moment."""
        notes, note = self._notes, self.kata.note
        return CodeStep(
            card=self.card,
            title=note.title,
            minutes=note.minutes,
            runs=notes.attempts,
            verdict=notes.verdict,
            credit=notes.credit,
            hints=notes.hints,
            is_over=notes.is_passed or notes.is_given_up,
        )
