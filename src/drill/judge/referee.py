"""The referee: runs a submission over the cases of a kata and says what became of it.

It handles data only. Inputs, what is wanted and the verdict stay here; the submission
gets inputs and gives outputs, in a process of its own.

Stages run in their order, in each first the written cases, then the random ones with
growing sizes, at the end the large one; growth is measured when everything passed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from drill.errors import CaseNotFound, SandboxUnavailable, ToolchainMissing
from drill.judge.answers import AnswerKind, Program
from drill.judge.deciding import decide, not_run
from drill.judge.deck_worker import STRONG, DeckWorker, Trouble
from drill.judge.drawing_cases import Case, CaseBook, PlannedStage
from drill.judge.framing import framed
from drill.judge.judging import Judging
from drill.judge.limits import case_allowance
from drill.judge.process import Worker
from drill.judge.submission import PYTHON, Submission
from drill.judge.verdicts import (
    CaseName,
    CaseVerdict,
    Judgement,
    Origin,
    StageResult,
    VerdictKind,
    Wanted,
    credit,
    verdict_of,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Self

    from drill.content.kata_files import KataFolder
    from drill.judge.judging import OnCase
    from drill.judge.languages.building import Builder
    from drill.judge.sandbox.rungs import Sandbox


@dataclass(frozen=True, slots=True)
class OwnRun:
    """A run on an input that the learner typed."""

    mine: CaseVerdict
    reference: Wanted | None
    """What the reference makes of it; None if it could not be asked."""
    trouble: str = ""
    """Why the reference could not be asked."""


class Referee:
    """Judges submissions to one kata. Used from one thread at a time; close it.

    Drawn cases and what the reference wants of them are kept, so that a second
    submission is judged faster than the first.
    """

    def __init__(
        self,
        kata: KataFolder,
        sandbox: Sandbox,
        *,
        deck_sandbox: Sandbox | None,
        allow_deck_code: bool = False,
    ) -> None:
        """Take a kata and the sandboxes; nothing runs yet.

        Args:
            kata: what is judged.
            sandbox: for submissions. On one that is not strong the kata of somebody
                else's deck is not judged at all.
            deck_sandbox: for the deck's own code; None if it may not run.
            allow_deck_code: whether the learner consented to run the code of this
                kata's fingerprint; a shipped deck needs no consent.
        """
        self.kata = kata
        self.sandbox = sandbox
        self.deck = DeckWorker(kata, deck_sandbox, is_allowed=allow_deck_code)
        self.book = CaseBook(kata, self.deck)
        self._spare: Worker | None = None
        self._builder: Builder | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that wait."""
        self.deck.close()
        spare = self._taken_spare()
        if spare is not None:
            spare.close()

    def warm(self, *, cancelled: threading.Event | None = None) -> None:
        """Do what can be done before there is a submission, to judge it sooner.

        All cases are drawn, and a worker is started that waits for the submission.
        What cannot be done now is left: judging tells of it.

        Args:
            cancelled: ends it early when set.
        """
        for stage in self.book.stages:
            for planned in stage.cases:
                found = self.book.case(planned, cancelled=cancelled)
                if isinstance(found, Trouble):
                    break
        if self._spare is None and self._barred() is None:
            allowance = case_allowance(self.kata.note.limits)
            spare = Worker(self.sandbox, Program({}, main=""), allowance)
            with suppress(SandboxUnavailable):
                spare.prepare()
                self._spare = spare

    @property
    def case_names(self) -> tuple[str, ...]:
        """The names of all cases in the order of running."""
        return tuple(
            each.case.name for stage in self.book.stages for each in stage.cases
        )

    def judge(  # noqa: PLR0913 - what of it to run, and who is told
        self,
        source: str,
        *,
        language: str = PYTHON,
        only: str | None = None,
        upto_stage: str | None = None,
        on_case: OnCase = lambda *_: None,
        cancelled: threading.Event | None = None,
    ) -> Judgement:
        """What becomes of a submission.

        Args:
            source: the submission.
            language: that it is written in.
            only: the name of the only case to run; then neither shrunk nor measured.
            upto_stage: the id of the last stage to run.
            on_case: told of each case as soon as it has run, in this thread.
            cancelled: ends everything within a tenth of a second when set.

        Raises:
            CaseNotFound: `only` or `upto_stage` names nothing of this kata.
        """
        stages = self._chosen(only, upto_stage)
        barred = self._barred()
        if barred is not None:
            return Judgement(barred.kind, remark=barred.message)
        total = sum(len(stage.cases) for stage in stages)
        with self._submission(source, language) as submission:
            judging = Judging(self.book, submission, total, on_case, cancelled)
            is_whole = only is None and upto_stage is None
            try:
                return self._judged(judging, stages, is_whole=is_whole)
            except (SandboxUnavailable, ToolchainMissing) as error:
                return Judgement(
                    _trouble(error).kind,
                    cases=tuple(judging.verdicts),
                    rung=self.sandbox.rung.value,
                    remark=_trouble(error).message,
                )

    def try_input(
        self,
        source: str,
        arguments: Mapping[str, Any],
        *,
        language: str = PYTHON,
        cancelled: threading.Event | None = None,
    ) -> OwnRun:
        """What a submission and the reference make of an input of one's own.

        Args:
            source: the submission.
            arguments: of the function by name; of a class `init` and `calls`.
            language: that the submission is written in.
            cancelled: ends it within a tenth of a second when set.
        """
        name = CaseName("own input", origin=Origin.OWN)
        barred = self._barred()
        if barred is not None:
            return OwnRun(not_run(name, barred), None, barred.message)
        odd = _unsayable(arguments)
        if odd:
            lines = (f"this input cannot be handed over: {odd}",)
            mine = CaseVerdict(name, VerdictKind.ERROR, {}, difference=lines)
            return OwnRun(mine, None, lines[0])
        wanted = self.deck.wanted(arguments, is_own=True, cancelled=cancelled)
        with self._submission(source, language) as submission:
            try:
                answer = submission.run(arguments, cancelled=cancelled)
            except (SandboxUnavailable, ToolchainMissing) as error:
                return OwnRun(not_run(name, _trouble(error)), None)
        if isinstance(wanted, Trouble):
            mine = decide(Case(name, arguments, Wanted()), answer, self.deck)
            if answer.kind is AnswerKind.OK:  # nothing to compare it with
                mine = replace(mine, kind=wanted.kind, difference=(wanted.message,))
            return OwnRun(replace(mine, wanted=None), None, wanted.message)
        case = Case(name, arguments, wanted)
        mine = decide(case, answer, self.deck, cancelled=cancelled)
        return OwnRun(mine, wanted)

    def _submission(self, source: str, language: str) -> Submission:
        if language == PYTHON:
            spare = self._taken_spare()
            return Submission(self.kata, self.sandbox, source, spare=spare)
        from drill.judge.languages.building import Builder  # Python needs none

        self._builder = self._builder or Builder(self.kata, self.sandbox)
        return Submission(
            self.kata, self.sandbox, source, language=language, builder=self._builder
        )

    def _taken_spare(self) -> Worker | None:
        spare, self._spare = self._spare, None
        return spare

    def _chosen(
        self, only: str | None, upto_stage: str | None
    ) -> tuple[PlannedStage, ...]:
        stages = self.book.stages
        if upto_stage is not None:
            ids = [stage.id for stage in stages]
            if upto_stage not in ids:
                raise CaseNotFound(upto_stage, self.kata.note.id)
            stages = stages[: ids.index(upto_stage) + 1]
        if only is None:
            return stages
        for stage in stages:
            for each in stage.cases:
                if each.case.name == only:
                    return (PlannedStage(stage.id, (each,)),)
        raise CaseNotFound(only, self.kata.note.id)

    def _barred(self) -> Trouble | None:
        """Why nothing of this kata may run here; None if it may."""
        if self.kata.is_shipped:
            return None
        if self.sandbox.rung not in STRONG:
            message = (
                "katas of other people's decks run in a strong sandbox alone;"
                f" here it is “{self.sandbox.rung.value}”"
            )
            return Trouble(VerdictKind.SANDBOX_UNAVAILABLE, message)
        if self.kata.harness.driver and self.deck.refusal is not None:
            return self.deck.refusal
        return None

    def _judged(
        self, judging: Judging, stages: tuple[PlannedStage, ...], *, is_whole: bool
    ) -> Judgement:
        results: list[StageResult] = []
        for stage in stages:
            results.append(judging.stage(stage))
            if results[-1].ended_by is VerdictKind.CANCELLED:
                break
        kind = verdict_of(results)
        growth = None
        if kind is VerdictKind.PASSED and is_whole:
            growth, is_cancelled = judging.growth()
            kind = VerdictKind.CANCELLED if is_cancelled else kind
        return Judgement(
            kind=kind,
            cases=tuple(judging.verdicts),
            failed=judging.failed,
            stages=tuple(results),
            credit=credit(results, growth) if kind.is_of_submission else 0.0,
            growth=growth,
            cpu_s=sum(each.cpu_s for each in judging.verdicts),
            rung=self.sandbox.rung.value,
            remark=judging.remark,
        )


def _trouble(error: SandboxUnavailable | ToolchainMissing) -> Trouble:
    if isinstance(error, ToolchainMissing):
        said = f"{error.message}. {error.hint}"
        return Trouble(VerdictKind.TOOLCHAIN_MISSING, said)
    return Trouble(VerdictKind.SANDBOX_UNAVAILABLE, error.message)


def _unsayable(arguments: Mapping[str, Any]) -> str:
    """Why some arguments cannot go to a worker; empty if they can."""
    try:
        framed(dict(arguments))
    except (TypeError, ValueError, RecursionError) as error:
        return str(error)
    return ""
