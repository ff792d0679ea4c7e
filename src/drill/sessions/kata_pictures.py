"""What a kata and its verdicts look like: pure functions from values to steps."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from drill.judge.verdicts import VerdictKind
from drill.sessions.kata_inputs import call_text
from drill.sessions.kata_steps import (
    AttemptRow,
    CaseStep,
    ExampleStep,
    ResultStep,
    StageState,
    StageStep,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from drill.content.kata import Kata
    from drill.content.kata_files import KataFolder
    from drill.events import Attempted, Event
    from drill.judge.answers import Fault
    from drill.judge.referee import OwnRun
    from drill.judge.verdicts import CaseVerdict, GrowthResult, Judgement, Wanted

LONGEST: Final = 2_000
"""Characters of one value that is shown."""
LINES: Final = 60
"""Lines of a call, a trace or an output that are shown."""


def shortened(text: str, most: int = LONGEST) -> str:
    """A text that may be huge, cut so that it can be shown; the cut is said."""
    if len(text) <= most:
        return text
    return f"{text[:most]} … ({len(text):,} characters)"


def examples_of(kata: KataFolder) -> tuple[ExampleStep, ...]:
    """The cases that are shown with the statement."""
    return tuple(
        ExampleStep(
            case.name,
            shortened(call_text(kata, case.arguments)),
            _raised(case.raises) if case.raises else shortened(repr(case.want)),
        )
        for case in kata.cases
        if case.is_example
    )


def stages_of(note: Kata, judgement: Judgement | None) -> tuple[StageStep, ...]:
    """The stages, each with how far the latest run came in it."""
    results = {each.id: each for each in judgement.stages} if judgement else {}
    found = []
    for stage in note.stages:
        result = results.get(stage.id)
        state = StageState.AHEAD
        if result is not None:
            state = StageState.PASSED if result.is_passed else StageState.FAILED
        passed, total = (result.passed, result.total) if result else (0, 0)
        found.append(
            StageStep(stage.id, stage.title, stage.statement, state, passed, total)
        )
    return tuple(found)


def stage_of(judgement: Judgement) -> int:
    """The index of the stage that a run came to: the first that did not pass."""
    passed = (each.is_passed for each in judgement.stages)
    return next((place for place, each in enumerate(passed) if not each), 0)


def result_of(kata: KataFolder, judgement: Judgement) -> ResultStep:
    """What a run came to."""
    return ResultStep(
        verdict=judgement.kind.value,
        is_passed=judgement.is_passed,
        counts=judgement.kind.is_of_submission,
        passed=passed_of(judgement),
        total=total_of(judgement),
        credit=judgement.credit,
        failed=None if judgement.failed is None else case_of(kata, judgement.failed),
        remark=" ".join(filter(None, [judgement.remark, _steep(judgement.growth)])),
        cpu_s=judgement.cpu_s,
        rung=judgement.rung,
    )


def passed_of(judgement: Judgement) -> int:
    """Cases that passed."""
    return sum(each.is_passed for each in judgement.cases)


def total_of(judgement: Judgement) -> int:
    """Cases there are, run or not."""
    return sum(stage.total for stage in judgement.stages)


def _steep(growth: GrowthResult | None) -> str:
    if growth is None:
        return ""
    if not growth.is_steep or growth.slope is None:
        return growth.remark
    first, last = growth.points[0], growth.points[-1]
    return (
        f"Right, but its time grows like n^{growth.slope:.1f}, n^{growth.at_most:g} is"
        f" asked: {1e3 * first[1]:.1f} ms at {first[0]:,}, {1e3 * last[1]:.1f} ms at"
        f" {last[0]:,}."
    )


def own_of(kata: KataFolder, run: OwnRun) -> CaseStep:
    """A run on an input of one's own, beside what the reference says."""
    shown = case_of(kata, run.mine)
    if run.reference is None:
        return shown
    return _with_wanted(shown, run.reference)


def _with_wanted(shown: CaseStep, wanted: Wanted) -> CaseStep:
    from dataclasses import replace

    return replace(shown, wanted=_wanted(wanted))


def case_of(kata: KataFolder, verdict: CaseVerdict) -> CaseStep:
    """One case with its verdict."""
    titles = {stage.id: stage.title for stage in kata.note.stages}
    fault = verdict.fault
    return CaseStep(
        name=verdict.case.name,
        stage=titles.get(verdict.case.stage or "", ""),
        verdict=verdict.kind.value,
        call=shortened(call_text(kata, verdict.arguments)) if verdict.arguments else "",
        wanted="" if verdict.wanted is None else _wanted(verdict.wanted),
        got=shortened(_written(verdict.got)) if verdict.has_got else "",
        difference=verdict.difference[:LINES],
        fault="" if fault is None else shortened(_fault(fault)),
        trace=() if fault is None else _trace(fault),
        output=_output(verdict.output),
        cpu_s=verdict.cpu_s,
        is_smallest=verdict.shrunk_from is not None,
    )


def _wanted(wanted: Wanted) -> str:
    if wanted.raises is not None:
        return _raised(wanted.raises)
    return shortened(_written(wanted.value))


def _raised(name: str) -> str:
    return f"raises {name}"


def _written(value: Any) -> str:
    return repr(value)


def _fault(fault: Fault) -> str:
    said = f"{fault.type}: {fault.message}" if fault.message else fault.type
    if fault.call is None:
        return said
    where = "the constructor" if fault.call == 0 else f"call {fault.call}"
    return f"{said} (in {where})"


def _trace(fault: Fault) -> tuple[str, ...]:
    return tuple(
        f"line {frame.line}, in {frame.function}: {frame.source}".rstrip(": ")
        for frame in fault.frames[-LINES:]
    )


def _output(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= LINES:
        return shortened(text.rstrip("\n"))
    kept = "\n".join(lines[:LINES])
    return f"{shortened(kept)}\n… ({len(lines):,} lines)"


def difference_of(own: str, reference: str) -> tuple[str, ...]:
    """From one's own solution to the reference, as a unified difference."""
    found = unified_diff(
        own.splitlines(), reference.splitlines(), "yours", "reference", lineterm="", n=2
    )
    return tuple(found)


def attempts_of(events: Iterable[tuple[Event, Attempted]]) -> tuple[AttemptRow, ...]:
    """Earlier runs, the latest first."""
    found = [
        AttemptRow(
            at=event.at,
            verdict=body.verdict,
            passed=body.passed,
            total=body.total,
            hints=body.hints,
            spent_s=body.spent_s,
            language=body.language,
            source=body.source,
        )
        for event, body in events
    ]
    return tuple(reversed(found))


def is_passed(body: Attempted) -> bool:
    """Whether an attempt passed."""
    return body.verdict == VerdictKind.PASSED.value
