"""What an answer is worth beside what is wanted: the verdict of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drill.judge.answers import AnswerKind
from drill.judge.comparing import brief, difference
from drill.judge.deck_worker import Trouble
from drill.judge.verdicts import CaseVerdict, VerdictKind

if TYPE_CHECKING:
    import threading

    from drill.judge.answers import Answer
    from drill.judge.deck_worker import DeckWorker
    from drill.judge.drawing_cases import Case
    from drill.judge.verdicts import CaseName, Wanted

KINDS: Final = {
    AnswerKind.ERROR: VerdictKind.ERROR,
    AnswerKind.TIME: VerdictKind.TIME_LIMIT,
    AnswerKind.WALL: VerdictKind.TIME_LIMIT,
    AnswerKind.MEMORY: VerdictKind.MEMORY_LIMIT,
    AnswerKind.OUTPUT: VerdictKind.OUTPUT_LIMIT,
    AnswerKind.CRASHED: VerdictKind.CRASHED,
    AnswerKind.EXITED: VerdictKind.EXITED,
    AnswerKind.FORBIDDEN: VerdictKind.FORBIDDEN,
    AnswerKind.PROTOCOL: VerdictKind.PROTOCOL,
    AnswerKind.CANCELLED: VerdictKind.CANCELLED,
}
"""What each answer without a result comes to, unless an exception was wanted."""


def decide(
    case: Case,
    answer: Answer,
    deck: DeckWorker,
    *,
    cancelled: threading.Event | None = None,
) -> CaseVerdict:
    """The verdict of a case.

    Args:
        case: with what is wanted.
        answer: of the submission.
        deck: asked when the kata compares with a checker.
        cancelled: ends the checker.
    """
    kind, lines = _decided(case, answer, deck, cancelled)
    is_ok = answer.kind is AnswerKind.OK
    return CaseVerdict(
        case=case.name,
        kind=kind,
        arguments=case.arguments,
        wanted=case.wanted,
        got=answer.value if is_ok else None,
        has_got=is_ok,
        difference=lines,
        fault=answer.error,
        output=answer.output,
        cpu_s=answer.cpu_s,
        wall_s=answer.wall_s,
        peak_bytes=answer.peak_bytes,
    )


def not_run(name: CaseName, trouble: Trouble) -> CaseVerdict:
    """The verdict of a case that could not be run, through no fault of the code."""
    return CaseVerdict(name, trouble.kind, {}, difference=(trouble.message,))


def _decided(
    case: Case, answer: Answer, deck: DeckWorker, cancelled: threading.Event | None
) -> tuple[VerdictKind, tuple[str, ...]]:
    wanted = case.wanted
    if answer.kind is AnswerKind.OK:
        if wanted.raises is not None:
            lines = f"wanted {wanted.raises} to be raised", f"got {brief(answer.value)}"
            return VerdictKind.FAILED, lines
        return _compared(case, answer.value, deck, cancelled)
    fault = answer.error
    if fault is not None:
        is_wanted = wanted.raises in {fault.type, *fault.bases}
        if is_wanted or (fault.is_any and wanted.raises is not None):
            return VerdictKind.PASSED, ()
        return VerdictKind.ERROR, _raised(wanted, answer)
    return KINDS[answer.kind], _ended(answer)


def _compared(
    case: Case, got: Any, deck: DeckWorker, cancelled: threading.Event | None
) -> tuple[VerdictKind, tuple[str, ...]]:
    compare = deck.kata.note.compare
    if compare.how == "checker":
        wanted = case.wanted.value
        found = deck.check(case.arguments, got, wanted, cancelled=cancelled)
        if isinstance(found, Trouble):
            return found.kind, (found.message,)
        if found is None:
            return VerdictKind.PASSED, ()
        return VerdictKind.FAILED, (found,)
    calls = case.arguments["calls"] if deck.kata.entry.kind == "class" else ()
    lines = difference(case.wanted.value, got, compare, calls)
    return (VerdictKind.FAILED if lines else VerdictKind.PASSED), lines


def _raised(wanted: Wanted, answer: Answer) -> tuple[str, ...]:
    fault = answer.error
    if fault is None:
        return ()
    lines = [f"raised {fault.type}: {fault.message}".removesuffix(": ")]
    if fault.call is not None:
        lines.append(f"in call {fault.call}" if fault.call else "in the constructor")
    if wanted.raises is not None:
        lines.append(f"wanted {wanted.raises} to be raised")
    return tuple(lines)


def _ended(answer: Answer) -> tuple[str, ...]:
    match answer.kind:
        case AnswerKind.WALL:
            return (f"no answer within {answer.wall_s:.1f} s, whatever it waits for",)
        case AnswerKind.CRASHED | AnswerKind.FORBIDDEN:
            return (f"ended by signal {answer.signal}",)
        case AnswerKind.EXITED:
            return (f"ended its own process with status {answer.status}",)
        case _:
            return (answer.detail,) if answer.detail else ()
