"""A kata being worked on: its file, hints, runs, and the rating at the end.

Methods take intents and return the step that follows; a call that raises has changed
nothing. Judging happens on a bench (`drill.sessions.kata_bench`): whoever shows the
kata hands its judgement to `judged`. Belongs to one thread at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drill.errors import LanguageNotFound, OutOfTurn
from drill.events import Attempted
from drill.quiz.kata_proposing import USUAL_MINUTES
from drill.sessions.kata_hints import hints_left, hints_shown
from drill.sessions.kata_inputs import input_example, parse_input
from drill.sessions.kata_languages import lack_of_toolchain
from drill.sessions.kata_pictures import (
    attempts_of,
    difference_of,
    examples_of,
    own_of,
    passed_of,
    result_of,
    stage_of,
    stages_of,
    total_of,
)
from drill.sessions.kata_rating import KataRating
from drill.sessions.kata_steps import KataPhase, KataStep
from drill.sessions.kata_work import Work, WorkNotes, worked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from drill.content.kata_files import KataFolder
    from drill.ids import CardId, Rating
    from drill.judge.referee import OwnRun
    from drill.judge.verdicts import Judgement
    from drill.sessions.collection import Collection
    from drill.sessions.kata_steps import AttemptRow, CaseStep, ResultStep

GRACE_S: Final = 10.0
"""What a run that was begun in time may take beyond it."""
TOO_LATE: Final = "the time of this section was up: this run does not count"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sitting makes of a kata; the sitting rates it."""

    folder: Path
    """Holds the work: a clean file, and apart from that outside of the sitting."""
    left_s: Callable[[], float]
    """Seconds until its time is up; runs count no more then."""


class KataSession:
    """One kata, taken up or gone on with."""

    def __init__(  # noqa: PLR0913 - what a kata depends on, and where it is asked
        self,
        collection: Collection,
        card: CardId,
        kata: KataFolder,
        language: str = "python",
        *,
        is_planned: bool = False,
        terms: Terms | None = None,
    ) -> None:
        """Take up a kata; the work file is made when there is none.

        Args:
            collection: the learner's.
            card: of the kata.
            kata: its files.
            language: what it is written in.
            is_planned: whether an interview asks for it.
            terms: of the sitting that it is a part of; None outside of one.

        Raises:
            LanguageNotFound: the kata has no starter in that language.
            NotWritable: the work file cannot be made.
        """
        if language not in kata.languages:
            raise LanguageNotFound(language, kata.languages)
        self._collection = collection
        self._card = card
        self.kata = kata
        self._rating = KataRating(collection, card, kata, is_planned=is_planned)
        self._terms = terms
        folder = collection.locations.data if terms is None else terms.folder
        self.work = Work(folder, card, language)
        self.language = language
        """What it is written in."""
        self._notes = self.work.notes()
        self._judgement: Judgement | None = None
        self._own: CaseStep | None = None
        self._begin()

    def _begin(self) -> None:
        """Go on with what is there; a rated kata that is due comes as a clean file.

        One whose rating was taken back waits for another.
        """
        if self._notes.is_rated and not self._rating.is_standing(self._notes.rating):
            self._take(replace(self._notes, is_rated=False))
        is_other = self._notes.revision != self.kata.note.revision
        if is_other or (self._notes.is_rated and self._rating.is_due()):
            self._begin_anew()
            return
        if self.work.stamp() is None:
            self.work.write(self.kata.starter(self.work.language))
        self._count()

    def _begin_anew(self) -> None:
        """A clean file in every language; the old ones lie beside it once more."""
        self.work.clear(dict(self.kata.starters))
        self.work.write(self.kata.starter(self.work.language))
        self._take(WorkNotes(revision=self.kata.note.revision, seen_at=self._now))

    # --- looking ------------------------------------------------------------------

    def start(self) -> KataStep:
        """The present step; it says what is missing to run the language here."""
        return self._step(lack_of_toolchain(self.language))

    def source(self) -> str:
        """What stands in the work file now, whoever saved it.

        Raises:
            SubmissionTooLong: it is larger than a submission may be.
            WorkUnreadable: it is no text.
        """
        return self.work.text() or ""

    def stamp(self) -> tuple[int, int] | None:
        """What tells whether somebody saved the file; cheap."""
        return self.work.stamp()

    def attempts(self) -> tuple[AttemptRow, ...]:
        """Earlier runs, the latest first."""
        return attempts_of(self._rating.attempts())

    def parse(self, text: str) -> Mapping[str, Any]:
        """An input of one's own, as the judge takes it.

        Raises:
            InvalidInput: it cannot be read.
        """
        return parse_input(self.kata, text)

    @property
    def example(self) -> str:
        """An input as one may type it."""
        return input_example(self.kata)

    # --- working ------------------------------------------------------------------

    def save(self, text: str) -> KataStep:
        """Put a text into the work file.

        Raises:
            SubmissionTooLong: it is larger than a submission may be.
            NotWritable: the file cannot be written.
        """
        self.work.write(text)
        self._count()
        return self._step()

    def reset(self) -> KataStep:
        """Begin the file anew; runs, hints and time stay what they are.

        What stood in it is kept beside it as `earlier`, until the next time. Once the
        kata is rated, all of it begins anew: another round, for practice.
        """
        if self._phase is KataPhase.RATED:
            self._begin_anew()
            return self._step("another round, for practice until it is due")
        starter = self.kata.starter(self.work.language)
        self.work.clear({self.work.language: starter})
        self.work.write(starter)
        self._count()
        return self._step("the file is as it was at first")

    def hint(self) -> KataStep:
        """Show one more hint; the rating is lower for it.

        Raises:
            OutOfTurn: there is no further hint, or the kata is over.
        """
        if self._phase is not KataPhase.WORKING:
            raise OutOfTurn("hint", self._phase.value)
        left = hints_left(self.kata.note, self._notes)
        if not left:
            raise OutOfTurn("hint", "all hints are shown")
        self._count(shown=(*self._notes.shown, left[0]))
        return self._step()

    def judged(self, judgement: Judgement, source: str) -> KataStep:
        """Record a run, and show what it came to.

        What was cancelled is not recorded; what was the fault of the deck or of this
        machine is shown, and counts for nothing.

        Args:
            judgement: of the bench.
            source: the submission that was judged.

        Raises:
            StoreError: the run could not be recorded; it can be handed in again.
        """
        if not judgement.kind.is_of_submission:
            self._judgement = judgement
            return self._step()
        notes = self._counted()
        if self._phase is KataPhase.WORKING and not self._is_late:
            notes = replace(
                notes,
                attempts=notes.attempts + 1,
                credit=_credit(notes, judgement),
                verdict=judgement.kind.value,
                is_passed=judgement.is_passed,
                stage=stage_of(judgement),
            )
        body = Attempted(
            card=self._card,
            verdict=judgement.kind.value,
            source=source,
            credit=round(judgement.credit, 6),
            passed=passed_of(judgement),
            total=total_of(judgement),
            language=self.work.language,
            hints=notes.hints,
            spent_s=round(notes.spent_s, 1),
            revision=self.kata.note.revision,
            rung=judgement.rung,
            stage=self._stage_id(notes),
            harness=self.kata.harness.fingerprint,
        )
        with self._collection.store.write(hidden=True) as unit:
            unit.record(body)
        self._judgement = judgement
        self._take(notes)
        return self._step(TOO_LATE if self._is_late else "")

    def shown(self, judgement: Judgement) -> KataStep:
        """Show the run of a single case; it is no attempt, and is not recorded."""
        self._judgement = judgement
        self._count()
        return self._step()

    def tried(self, run: OwnRun) -> KataStep:
        """Show a run on an input of one's own."""
        self._own = own_of(self.kata, run)
        self._count()
        return self._step()

    def give_up(self) -> KataStep:
        """Show the reference; the kata comes again soon.

        Raises:
            OutOfTurn: the kata is over.
        """
        if self._phase is not KataPhase.WORKING:
            raise OutOfTurn("give_up", self._phase.value)
        self._count(is_given_up=True)
        return self._step()

    def rate(self, rating: Rating) -> KataStep:
        """Record a rating; when it is due again, the kata comes as a clean file.

        Raises:
            OutOfTurn: it was neither passed nor given up, is rated already, or is part
                of a sitting, which rates it.
            RatingRefused: what came of the work does not allow that rating.
            StoreError: nothing was recorded.
        """
        if not self._is_to_be_rated:
            raise OutOfTurn("rate", self._phase.value)
        notes = self._notes
        operation, label = self._rating.record(rating, notes, self.work.language)
        self._take(replace(notes, is_rated=True, rating=operation))
        return self._step(f"rated {rating.name.lower()}: {label}")

    def leave(self, text: str | None = None) -> None:
        """Keep the text and the time; the kata goes on where it stands.

        Args:
            text: what stands in an editor of ours; None: the file is up to date.
        """
        if text is not None and text != self.work.text():
            self.work.write(text)
        self._count(seen_at=0.0)

    # --- what is known ------------------------------------------------------------

    @property
    def _phase(self) -> KataPhase:
        notes = self._notes
        if notes.is_rated:
            return KataPhase.RATED
        if notes.is_passed:
            return KataPhase.PASSED
        return KataPhase.GIVEN_UP if notes.is_given_up else KataPhase.WORKING

    @property
    def _is_to_be_rated(self) -> bool:
        is_over = self._phase in {KataPhase.PASSED, KataPhase.GIVEN_UP}
        return is_over and self._terms is None

    @property
    def _is_late(self) -> bool:
        """Whether the time of a sitting is up: what is run then counts no more."""
        return self._terms is not None and self._terms.left_s() <= -GRACE_S

    @property
    def _now(self) -> float:
        """Seconds since 1970 UTC."""
        return self._collection.clock.now().timestamp()

    def _stage_id(self, notes: WorkNotes) -> str:
        stages = self.kata.note.stages
        return stages[min(notes.stage, len(stages) - 1)].id if stages else ""

    def _counted(self) -> WorkNotes:
        """The notes with the time up to now; of work that is over, as they are."""
        if self._phase is not KataPhase.WORKING:
            return self._notes
        most_s = 60.0 * (self.kata.note.minutes or USUAL_MINUTES)
        return worked(self._notes, self._now, self.work.saved_at, most_s)

    def _count(self, **changes: Any) -> None:
        self._take(replace(self._counted(), **changes))

    def _take(self, notes: WorkNotes) -> None:
        """Write the notes down.

        Raises:
            NotWritable: they are as they were.
        """
        self.work.keep(notes)
        self._notes = notes

    def _result(self) -> ResultStep | None:
        return result_of(self.kata, self._judgement) if self._judgement else None

    def _best(self) -> str:
        return "hard at best" if self._notes.hints else ""

    def _step(self, message: str = "") -> KataStep:
        phase, note, notes = self._phase, self.kata.note, self._notes
        is_over, is_rating = phase is not KataPhase.WORKING, self._is_to_be_rated
        text = self.source()
        reference = self.kata.solution(self.work.language) if is_over else ""
        proposal = self._rating.proposal(notes) if is_rating else None
        deck = self._card.partition("/")[0]
        return KataStep(
            phase=phase,
            card=self._card,
            title=note.title,
            place=f"{deck} › {note.topic}",
            statement=note.statement,
            signature=note.signature,
            constraints=note.constraints,
            stages=stages_of(note, self._judgement),
            examples=examples_of(self.kata),
            language=self.work.language,
            languages=self.kata.languages,
            path=self.work.path,
            text=text,
            hints=hints_shown(note, notes),
            hints_left=len(hints_left(note, notes)),
            best=self._best(),
            minutes=note.minutes,
            spent_s=self._counted().spent_s,
            left_s=None if self._terms is None else max(0.0, self._terms.left_s()),
            attempt=notes.attempts + 1,
            result=self._result(),
            own=self._own,
            reference=reference,
            why=note.why if is_over else "",
            source=note.source if is_over else (),
            difference=difference_of(text, reference) if reference else (),
            rating=proposal.rating if proposal else None,
            allowed=proposal.allowed if proposal else (),
            because=proposal.because if proposal else "",
            outcomes=self._rating.outcomes() if is_rating else (),
            message=message,
        )


def _credit(notes: WorkNotes, judgement: Judgement) -> float:
    """Of the best run; a pass whose time grows too steeply is worth less than one."""
    if judgement.is_passed:
        return judgement.credit
    return max(notes.credit, judgement.credit)
