"""One judging on its way: stage by stage, case by case, until nothing more is to learn.

A stage stops at its first failing case, for the rest would say little more; the stages
after it still run, since each checks a rule by itself. A case that fails in a process
which had answered others is run again in a new one, and that verdict stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drill.judge.answers import AnswerKind
from drill.judge.deciding import decide, not_run
from drill.judge.deck_worker import CANCELLED, Trouble
from drill.judge.drawing_cases import Case
from drill.judge.growth import measured_growth
from drill.judge.shrinking import shrink
from drill.judge.verdicts import (
    CaseVerdict,
    GrowthResult,
    Origin,
    StageResult,
    VerdictKind,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from drill.judge.drawing_cases import CaseBook, Planned, PlannedStage
    from drill.judge.submission import Submission

    OnCase = Callable[[CaseVerdict, int, int], None]
    """Told of each case: its verdict, how many have run, how many there are."""


def run_case(
    book: CaseBook,
    submission: Submission,
    planned: Planned,
    *,
    cancelled: threading.Event | None = None,
) -> CaseVerdict:
    """The verdict of one planned case in the submission's present process.

    Raises:
        SandboxUnavailable: the sandbox cannot be put up.
    """
    case = book.case(planned, cancelled=cancelled)
    if isinstance(case, Trouble):
        return not_run(planned.case, case)
    answer = submission.run(case.arguments, cancelled=cancelled)
    return decide(case, answer, book.deck, cancelled=cancelled)


def fails(verdict: CaseVerdict) -> bool:
    """Whether the submission is at fault."""
    return not verdict.is_passed and verdict.kind.is_of_submission


class Judging:
    """Runs one submission over the stages of a kata."""

    def __init__(
        self,
        book: CaseBook,
        submission: Submission,
        total: int,
        on_case: OnCase,
        cancelled: threading.Event | None,
    ) -> None:
        """Begin.

        Args:
            book: of the kata.
            submission: as yet untouched.
            total: cases that will run if none fails.
            on_case: told of each.
            cancelled: ends it when set.
        """
        self.book = book
        self.submission = submission
        self.total = total
        self.verdicts: list[CaseVerdict] = []
        """Of all cases that ran."""
        self.failed: CaseVerdict | None = None
        """The first failing case, or the smaller one that was found for it."""
        self.remark = ""
        """The first trouble that was none of the submission's."""
        self._on_case = on_case
        self._cancelled = cancelled

    def stage(self, stage: PlannedStage) -> StageResult:
        """Run a stage up to its first failing case.

        Where code of the deck is refused, cases that need none still run.
        """
        passed, ended_by = 0, VerdictKind.PASSED
        for planned in stage.cases:
            verdict = self._case(planned)
            self.verdicts.append(verdict)
            self._on_case(verdict, len(self.verdicts), self.total)
            if verdict.is_passed:
                passed += 1
                continue
            ended_by = verdict.kind
            if fails(verdict):
                self._note_failure(verdict, planned)
            else:
                self.remark = self.remark or " ".join(verdict.difference)
            if verdict.kind is not VerdictKind.DECK_REFUSED:
                break
        return StageResult(stage.id, passed, len(stage.cases), ended_by)

    def growth(self) -> tuple[GrowthResult | None, bool]:
        """The growth, if the kata asks for it, and whether it was cancelled.

        An error of the deck costs the learner nothing: then there is no growth, and
        the remark says why.
        """
        cases = self.book.kata.note.cases
        if cases is None or cases.growth is None:
            return None, False
        drawn: dict[int, Mapping[str, Any]] = {}
        trouble: Trouble | None = None

        def cpu_s(size: int) -> float | str:
            nonlocal trouble
            if size not in drawn:
                made = self.book.deck.draw("growth", size, cancelled=self._cancelled)
                if isinstance(made, Trouble):
                    trouble = made
                    return made.message
                drawn[size] = made
            answer = self.submission.run(drawn[size], cancelled=self._cancelled)
            if answer.kind is AnswerKind.OK:
                return answer.cpu_s
            if answer.kind is AnswerKind.CANCELLED:
                trouble = CANCELLED
            return f"at size {size} it ended with: {answer.kind.value}"

        found = measured_growth(cases.growth, cpu_s)
        if trouble is None:
            return found, False
        self.remark = trouble.message
        return None, trouble is CANCELLED

    def _case(self, planned: Planned) -> CaseVerdict:
        """The verdict of a case; if it fails in a used process, of a new one."""
        if self._is_cancelled():
            return not_run(planned.case, CANCELLED)
        if planned.case.origin is Origin.LARGE:
            # As slow ones end here: it would only be run again.
            self.submission.close()
        verdict = self._run(planned)
        if fails(verdict) and self.submission.is_used:
            self.submission.close()
            return self._run(planned)
        return verdict

    def _run(self, planned: Planned) -> CaseVerdict:
        book, cancelled = self.book, self._cancelled
        return run_case(book, self.submission, planned, cancelled=cancelled)

    def _is_cancelled(self) -> bool:
        return self._cancelled is not None and self._cancelled.is_set()

    def _note_failure(self, verdict: CaseVerdict, planned: Planned) -> None:
        """Keep the first failing case; of a drawn one the smallest that is found."""
        if self.failed is not None:
            return
        self.failed = verdict
        if planned.written is None and self.total > 1:
            self.failed = self._shrunk(verdict, planned.asked_stage)

    def _shrunk(self, failed: CaseVerdict, stage: str | None) -> CaseVerdict:
        """The smallest failing case that also fails in a process of its own."""

        def attempt(size: int, seed: str) -> CaseVerdict | None:
            if self._is_cancelled():
                return None
            name = replace(failed.case, name=f"{failed.case.name}, smaller", size=size)
            case = self.book.drawn(name, seed, stage, cancelled=self._cancelled)
            if isinstance(case, Trouble):
                return None
            return self._answered(case)

        def spent_s() -> float:
            return self.book.deck.spent_s + self.submission.spent_s

        smallest = shrink(failed, self._least_size(stage), attempt, spent_s)
        if smallest.wanted is None or smallest.shrunk_from is None:
            return failed
        self.submission.close()
        case = Case(smallest.case, smallest.arguments, smallest.wanted)
        again = self._answered(case)
        return smallest if again.kind is smallest.kind else failed

    def _answered(self, case: Case) -> CaseVerdict:
        answer = self.submission.run(case.arguments, cancelled=self._cancelled)
        return decide(case, answer, self.book.deck, cancelled=self._cancelled)

    def _least_size(self, stage: str | None) -> int:
        """The smallest size that the generator is known to take."""
        note = self.book.kata.note
        staged = {each.id: each.random for each in note.stages}
        wish = staged[stage] if stage else note.cases and note.cases.random
        return wish.size.least if wish else 1
