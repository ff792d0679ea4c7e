"""Whether a kata can be trusted: what `drill check --prove` runs.

The reference passes, everything wrong fails, and small changes to the reference are
noticed. All of it runs in sandboxes; what is found are problems with a place, as those
of the static check.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drill.content.kata_files import EXTENSIONS
from drill.content.problems import problem
from drill.errors import SandboxUnavailable
from drill.judge.deck_worker import CANCELLED, DeckWorker, Trouble
from drill.judge.judging import run_case
from drill.judge.killing import survivors
from drill.judge.limits import case_allowance
from drill.judge.mutants import mutants
from drill.judge.referee import Referee
from drill.judge.submission import COMPILE_ERROR, PYTHON, Submission
from drill.judge.verdicts import Origin, VerdictKind

if TYPE_CHECKING:
    import threading

    from drill.content.kata_files import KataFolder
    from drill.content.problems import Problem
    from drill.judge.drawing_cases import Case
    from drill.judge.sandbox.rungs import Sandbox
    from drill.judge.verdicts import CaseVerdict, Judgement

SHARE: Final = 0.2
"""Of the time limit: what the reference may take for its slowest case."""
TIMES_OVER: Final = 5.0
"""How many times the limit a naive solution should take for the large case."""
ENOUGH: Final = 0.99 * TIMES_OVER
"""It is ended at five times the limit, and a clock may be a little off."""
TURNS: Final = 3
"""Runs whose least time counts."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof found, with its figures."""

    kata: KataFolder
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    cases: int = 0
    """Of all origins."""
    slowest_s: float = 0.0
    """CPU seconds that the reference took for its slowest case."""
    limit_s: float = 0.0
    over: float | None = None
    """CPU time of the slowest wrong solution for the large case, over the limit; at
    most five, where it is ended. None if none is slow."""
    mutants: int = 0
    """How many were tried."""
    survivors: int = 0
    untried: int = 0
    """Mutants beyond the caps of number and time."""


def prove(
    kata: KataFolder,
    sandbox: Sandbox,
    *,
    cancelled: threading.Event | None = None,
) -> Proof:
    """Prove one kata; its author has agreed to run its code.

    Args:
        kata: without an error in its files.
        sandbox: where all of it runs.
        cancelled: ends it early when set; what was found by then is returned.

    Raises:
        SandboxUnavailable: the sandbox cannot be put up.
    """
    with Referee(kata, sandbox, deck_sandbox=sandbox, allow_deck_code=True) as referee:
        return _Proving(kata, sandbox, referee, cancelled).proof()


class _Proving:
    """One proof on its way."""

    def __init__(
        self,
        kata: KataFolder,
        sandbox: Sandbox,
        referee: Referee,
        cancelled: threading.Event | None,
    ) -> None:
        self.kata = kata
        self.sandbox = sandbox
        self.referee = referee
        self.cancelled = cancelled
        self.found: list[Problem] = []
        self.limit_s = case_allowance(kata.note.limits).cpu_s

    def proof(self) -> Proof:
        if not self.kata.harness.solution:
            self._add("K030", "kata.yaml", 1, "there is no reference to prove it with")
            return self._proof()
        judgement = self.referee.judge(
            self.kata.harness.solution, cancelled=self.cancelled
        )
        self._reference(judgement)
        if judgement.kind in {
            VerdictKind.SANDBOX_UNAVAILABLE,
            VerdictKind.DECK_REFUSED,
        }:
            raise SandboxUnavailable(self.sandbox.rung, judgement.remark)
        if not judgement.is_passed:
            return self._proof(cases=len(judgement.cases))
        slowest = self._slowest(judgement)
        self._repeated_draws()
        cases = self._kept_cases()
        with ThreadPoolExecutor(1, "proof") as pool:
            trying = pool.submit(
                survivors,
                self.kata,
                self.sandbox,
                mutants(self.kata.harness.solution),
                cases,
                judgement.cases,
                cancelled=self.cancelled,
            )
            over = self._wrong_ones()
            self._other_languages()
            left = trying.result()
        for mutant in left.alive:
            message = f"no case notices that {mutant.change}"
            hint = "Add a case, unless this is the same program in other words."
            path = self.kata.folder / "solution.py"
            at = mutant.line, mutant.column
            self.found.append(problem("K040", path, *at, message, hint))
        return self._proof(
            cases=len(cases),
            slowest_s=slowest.cpu_s,
            over=over,
            mutants=left.tried,
            survivors=len(left.alive),
            untried=left.untried,
        )

    def _proof(self, **figures: float | None) -> Proof:
        ordered = tuple(sorted(self.found, key=lambda each: each.order))
        whole = Proof(self.kata, ordered, limit_s=self.limit_s)
        return replace(whole, **figures)  # type: ignore[arg-type] # names of its own

    def _add(
        self, code: str, file: str, line: int, message: str, hint: str = ""
    ) -> None:
        path = self.kata.folder / file
        self.found.append(problem(code, path, line, 1, message, hint))

    def _reference(self, judgement: Judgement) -> None:
        """What the reference gets wrong, and what the deck's code does."""
        for verdict in judgement.cases:
            if verdict.is_passed or verdict.kind is VerdictKind.CANCELLED:
                continue
            file, line = self._place(verdict)
            told = "; ".join(verdict.difference) or verdict.kind.value
            named = f"“{verdict.case.name}”: {told}"
            if verdict.kind.is_of_submission:
                self._add("K030", file, line, f"{named} ({verdict.kind.value})")
            else:
                self._add("K031", file, line, named)
        growth = judgement.growth
        if growth is not None and growth.is_steep:
            slope = growth.remark or f"its slope is {growth.slope:.2f}"
            message = f"the reference grows too steeply: {slope}"
            self._add("K037", "kata.yaml", 1, message, f"At most {growth.at_most}.")

    def _place(self, verdict: CaseVerdict) -> tuple[str, int]:
        cases = self.kata.note.cases
        lines = {each.name: each.line for each in self.kata.cases}
        if cases and cases.file and verdict.case.origin is Origin.WRITTEN:
            return cases.file, lines.get(verdict.case.name, 1)
        return (cases.generator if cases and cases.generator else "kata.yaml"), 1

    def _slowest(self, judgement: Judgement) -> CaseVerdict:
        """The slowest case of the reference; measured again before it is complained."""
        slowest = max(judgement.cases, key=lambda verdict: verdict.cpu_s)
        allowed = SHARE * self.limit_s
        if slowest.cpu_s <= allowed:
            return slowest
        with Submission(
            self.kata, self.sandbox, self.kata.harness.solution
        ) as submission:
            again = [submission.run(slowest.arguments).cpu_s for _ in range(TURNS)]
        least = min(slowest.cpu_s, *again)
        if least > allowed:
            file, line = self._place(slowest)
            message = (
                f"“{slowest.case.name}”: the reference takes {least:.2f} s,"
                f" over a fifth of the limit of {self.limit_s:g} s"
            )
            self._add("K034", file, line, message, "Raise the limit, or the size less.")
        return replace(slowest, cpu_s=least)

    def _repeated_draws(self) -> None:
        """Draw every case again in a new process, where hashes differ."""
        with DeckWorker(self.kata, self.sandbox, is_allowed=True) as deck:
            for stage in self.referee.book.stages:
                for planned in stage.cases:
                    if planned.written is not None or self._is_cancelled():
                        continue
                    size, asked = planned.case.size or 0, planned.asked_stage
                    again = deck.draw(
                        planned.seed, size, asked, cancelled=self.cancelled
                    )
                    once = self.referee.book.case(planned)
                    if again is CANCELLED or isinstance(once, Trouble):
                        return
                    if once.arguments == again:
                        continue
                    message = f"“{planned.case.name}” is another case when drawn again"
                    hint = "Only `rng` may decide, and nothing but `rng.random()`."
                    file = self.kata.note.cases and self.kata.note.cases.generator
                    self._add("K036", file or "cases.py", 1, message, hint)
                    return

    def _kept_cases(self) -> tuple[Case, ...]:
        """All cases with what they want."""
        planned = (each for stage in self.referee.book.stages for each in stage.cases)
        made = (self.referee.book.case(each) for each in planned)
        return tuple(case for case in made if not isinstance(case, Trouble))

    def _wrong_ones(self) -> float | None:
        """Problems of what must fail and does not; how far the slowest is over."""
        for language, source in self.kata.starters:
            if language == "python" and self._survives(source)[0]:
                self._add("K033", "starter.py", 1, "the starter passes every case")
        factors: list[tuple[float, str]] = []
        for wrong in self.kata.wrong:
            # One that is slow enough will do: the others end at the limit itself.
            is_ample = max(factors, default=(0.0, ""))[0] < ENOUGH
            passes, over = self._survives(wrong.source, is_ample=is_ample)
            if passes:
                message = "this wrong solution passes every case"
                hint = "Add the case that shows what is wrong with it."
                self._add("K032", f"wrong/{wrong.name}.py", 1, message, hint)
            if over is not None:
                factors.append((over, wrong.name))
        if not factors:
            return None
        over, name = max(factors)
        if over < ENOUGH:
            message = f"it takes {over:.1f} times the limit for the large case"
            hint = "Five times are asked: a fast machine should fail it as well."
            self._add("K041", f"wrong/{name}.py", 1, message, hint)
        return over

    def _other_languages(self) -> None:
        """Hold references and starters in other languages against all cases."""
        starters = dict(self.kata.starters)
        for language, source in self.kata.solutions:
            if language == PYTHON or self._is_cancelled():
                continue
            ending = EXTENSIONS[language]
            judgement = self._judged(source, language)
            if judgement.kind is VerdictKind.TOOLCHAIN_MISSING:
                self._add("K042", f"solution.{ending}", 1, judgement.remark)
                continue
            if not judgement.is_passed and not self._is_cancelled():
                told = _told(judgement)
                self._add("K030", f"solution.{ending}", 1, told)
            starter = self._judged(starters.get(language, ""), language)
            if starter.is_passed:
                message = "the starter passes every case"
                self._add("K033", f"starter.{ending}", 1, message)
            elif _is_not_compiled(starter) and not self._is_cancelled():
                self._add("K043", f"starter.{ending}", 1, _told(starter))

    def _judged(self, source: str, language: str) -> Judgement:
        return self.referee.judge(source, language=language, cancelled=self.cancelled)

    def _survives(
        self, source: str, *, is_ample: bool = False
    ) -> tuple[bool, float | None]:
        """Whether a source passes every case; how far over the limit, if it is slow.

        Args:
            source: of the whole module.
            is_ample: whether it gets five times the limit, to see how slow it is.
        """
        allowance = case_allowance(self.kata.note.limits)
        times = TIMES_OVER if is_ample else 1.0
        ample = replace(
            allowance, cpu_s=times * allowance.cpu_s, wall_s=times * allowance.wall_s
        )
        book, cancelled = self.referee.book, self.cancelled
        with Submission(self.kata, self.sandbox, source, allowance=ample) as submission:
            for stage in book.stages:
                for planned in stage.cases:
                    verdict = run_case(book, submission, planned, cancelled=cancelled)
                    over = verdict.cpu_s / allowance.cpu_s
                    if over > 1:
                        return False, over
                    if not verdict.is_passed:
                        return False, None
        return True, None

    def _is_cancelled(self) -> bool:
        return self.cancelled is not None and self.cancelled.is_set()


def _told(judgement: Judgement) -> str:
    """What became of a submission, in a sentence."""
    failed = judgement.failed
    if failed is None:
        return judgement.remark or judgement.kind.value
    said = "; ".join(failed.difference) or failed.kind.value
    return f"“{failed.case.name}”: {said} ({failed.kind.value})"


def _is_not_compiled(judgement: Judgement) -> bool:
    fault = judgement.failed.fault if judgement.failed else None
    return fault is not None and fault.type == COMPILE_ERROR
