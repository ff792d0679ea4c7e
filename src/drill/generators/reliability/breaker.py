"""Trace a circuit breaker over calls that succeed and fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.reliability import breaker_model as model
from drill.generators.reliability.breaker_model import Breaker, Call, Decision, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

COUNTS: Final = {1: (6, 7), 2: (8, 9), 3: (9, 10)}
ANSWERS: Final = {1: (True, False, False), 2: (True, False, False), 3: (True, False)}
PROBES: Final = {1: 1, 2: 1, 3: 2}
HINTS: Final = (
    "Keep three things: the state, the failures in a row, and when it opened.",
    "A refused call changes nothing, not even the count.",
)


def _mistakes(breaker: Breaker) -> tuple[tuple[Breaker, str], ...]:
    return (
        (replace(breaker, forgets=False), "counts failures with successes between"),
        (replace(breaker, refusals_prolong=True), "lets refused calls prolong it"),
        (replace(breaker, probe_is_final=False), "counts up again after a bad probe"),
        (replace(breaker, threshold=breaker.threshold + 1), "opens one failure late"),
        (replace(breaker, threshold=breaker.threshold - 1), "opens one failure early"),
        (replace(breaker, probes=1), "closes after the first good probe"),
        (replace(breaker, open_for=10**6), "never becomes half open"),
        (replace(breaker, open_for=0), "never refuses a call"),
    )


def _calls(level: int, chance: Chance) -> list[Call]:
    """Calls to a backend that is bad for some time."""
    now, found = 0, []
    for _ in range(chance.whole(*COUNTS[level])):
        now += chance.pick((1, 1, 2, 2, 3, 5, 8))
        found.append(Call(now, succeeds=chance.pick(ANSWERS[level])))
    return found


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw a breaker and calls, and ask what becomes of them."""
    level = parameters.difficulty
    breaker = Breaker(chance.whole(2, 3), chance.whole(4, 9), PROBES[level])
    calls = _calls(level, chance)
    decisions = model.trace(breaker, calls)
    states = {each.found for each in decisions}
    if State.OPEN not in states or (level > 1 and State.HALF_OPEN not in states):
        return None
    if chance.pick((True, True, False)):
        return _ask_refused(breaker, calls, chance)
    return _ask_reach(breaker, calls)


def _text(breaker: Breaker, calls: Sequence[Call], asked: str) -> str:
    rows: list[list[object]] = [
        ["call", *range(1, len(calls) + 1)],
        ["at s", *(each.at for each in calls)],
        ["backend", *("ok" if each.succeeds else "bad" for each in calls)],
    ]
    return (
        f"A circuit breaker opens at {breaker.threshold} failures in a row. Open, it"
        f" refuses calls at once; {breaker.open_for} s after it opened it is half open"
        f" and lets calls pass as probes: {_good(breaker)} closes it with the count at"
        " 0, a bad one opens it anew. A refused call counts for nothing. The table says"
        f" what the backend answers if a call reaches it. {asked}\n\n{table(rows)}"
    )


def _good(breaker: Breaker) -> str:
    if breaker.probes == 1:
        return "a good one"
    return "the second good one in a row"


def _said(decisions: Sequence[Decision]) -> str:
    places = [str(n) for n, each in enumerate(decisions, 1) if not each.passes]
    if not places:
        return "None of them"
    *first, last = places
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Call{'s' if first else ''} {listed}"


def _ask_refused(
    breaker: Breaker, calls: list[Call], chance: Chance
) -> Instance | None:
    decisions = model.trace(breaker, calls)
    wrong = [
        Wrong(_said(model.trace(each, calls)), why) for each, why in _mistakes(breaker)
    ]
    text = _text(breaker, calls, "Which calls are refused?")
    question = choice_question(text, _said(decisions), wrong, chance)
    why = _why(calls, decisions)
    return Instance(question, why, HINTS) if question else None


def _ask_reach(breaker: Breaker, calls: list[Call]) -> Instance:
    def reached(kind: Breaker) -> int:
        return sum(each.passes for each in model.trace(kind, calls))

    wrong = [(reached(each), why) for each, why in _mistakes(breaker)]
    text = _text(breaker, calls, "How many calls reach the backend?")
    question = numeric_question(text, reached(breaker), wrong, unit="calls", places=0)
    decisions = model.trace(breaker, calls)
    return Instance(question, _why(calls, decisions), HINTS)


def _why(calls: Sequence[Call], decisions: Sequence[Decision]) -> str:
    short = {State.CLOSED: "closed", State.OPEN: "open", State.HALF_OPEN: "half"}
    answers = (
        "–" if not decided.passes else "ok" if call.succeeds else "bad"
        for call, decided in zip(calls, decisions, strict=True)
    )
    rows: list[list[object]] = [
        ["call", *range(1, len(calls) + 1)],
        ["at s", *(each.at for each in calls)],
        ["finds", *(short[each.found] for each in decisions)],
        ["answer", *answers],
    ]
    return f"{table(rows, gap=' ')}\n\nRefused: {_said(decisions).lower()}."


GENERATOR = Generator(
    name="reliability.breaker",
    version=1,
    title="Trace a circuit breaker",
    source=(
        "Nygard, Release It!, 2nd edition, 2018, section 5.2",
        "Fowler, CircuitBreaker, martinfowler.com, 2014",
    ),
    parameters=Parameters,
    make=make,
)
