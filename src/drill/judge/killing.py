"""Trying mutants of a reference against the cases of its kata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drill.judge.deciding import decide
from drill.judge.deck_worker import DeckWorker
from drill.judge.limits import case_allowance
from drill.judge.trial import Trial
from drill.judge.verdicts import Origin, VerdictKind

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from drill.content.kata_files import KataFolder
    from drill.judge.allowance import Allowance
    from drill.judge.drawing_cases import Case
    from drill.judge.mutants import Mutant, Mutants
    from drill.judge.sandbox.rungs import Sandbox
    from drill.judge.verdicts import CaseVerdict

BUDGET_S: Final = 60.0
"""Seconds that all mutants of one kata may take in their workers."""
LEAST_CPU_S: Final = 0.2
"""CPU seconds that a mutant may take for a small case at least."""
SLACK: Final = 20.0
"""How many times what the reference took: who takes more loops for ever."""


@dataclass(frozen=True, slots=True)
class Survivors:
    """What came of the mutants."""

    alive: tuple[Mutant, ...]
    """Those that no case noticed."""
    tried: int
    untried: int
    """Beyond the caps of number and of time."""


def survivors(  # noqa: PLR0913 - a kata, where it runs, and what is known of it
    kata: KataFolder,
    sandbox: Sandbox,
    made: Mutants,
    cases: Sequence[Case],
    verdicts: Sequence[CaseVerdict],
    *,
    budget_s: float = BUDGET_S,
    cancelled: threading.Event | None = None,
) -> Survivors:
    """The mutants that pass every case.

    Small cases come first, under a time limit taken from what the reference needs, so
    that a mutant which loops for ever costs little; what survives them meets the large
    ones under the limit of the kata.

    Args:
        kata: whose reference was changed.
        sandbox: where mutants run.
        made: the mutants.
        cases: all cases, in the order of running.
        verdicts: of the reference, with its times.
        budget_s: seconds for all of them.
        cancelled: ends it early when set.

    Raises:
        SandboxUnavailable: the sandbox cannot be put up.
    """
    small = [case for case in cases if case.name.origin is not Origin.LARGE]
    large = [case for case in cases if case.name.origin is Origin.LARGE]
    sources = [mutant.source for mutant in made.chosen]
    allowance = case_allowance(kata.note.limits)
    alive: list[int] = []
    tried = 0
    with (
        DeckWorker(kata, sandbox, is_allowed=True) as deck,
        Trial(kata, sandbox, sources, _small(allowance, verdicts)) as quick,
        Trial(kata, sandbox, sources, allowance) as slow,
    ):
        for number in range(len(sources)):
            if quick.spent_s + slow.spent_s > budget_s:
                break
            if cancelled is not None and cancelled.is_set():
                break
            tried += 1
            if not any(
                _is_killed(trial, number, some, deck, cancelled)
                for trial, some in ((quick, small), (slow, large))
            ):
                alive.append(number)
    untried = made.left_out + len(sources) - tried
    return Survivors(tuple(made.chosen[each] for each in alive), tried, untried)


def _small(allowance: Allowance, verdicts: Sequence[CaseVerdict]) -> Allowance:
    """What a mutant may take for a small case."""
    small = (each.cpu_s for each in verdicts if each.case.origin is not Origin.LARGE)
    cpu_s = min(max(LEAST_CPU_S, SLACK * max(small, default=0.0)), allowance.cpu_s)
    return replace(allowance, cpu_s=cpu_s, wall_s=2 * cpu_s + 1)


def _is_killed(
    trial: Trial,
    number: int,
    cases: Sequence[Case],
    deck: DeckWorker,
    cancelled: threading.Event | None,
) -> bool:
    for case in cases:
        answer = trial.run(number, case.arguments, cancelled=cancelled)
        verdict = decide(case, answer, deck, cancelled=cancelled)
        if verdict.kind is not VerdictKind.PASSED:
            return True
    return False
