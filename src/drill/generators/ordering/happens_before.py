"""Find the data races of an execution, by what happens before what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.ordering import races_model as model
from drill.generators.ordering.races_model import Event, Kind, Rules
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

VARIABLES: Final = ("x", "y", "z")
MISTAKES: Final = (
    (Rules(synchronises=False), "overlooks that locks and atomics order anything"),
    (Rules(follows_time=True), "takes the order in time for happens-before"),
    (Rules(tells_locks_apart=False), "lets two different locks order accesses"),
    (Rules(trusts_relaxed=True), "lets relaxed accesses order others"),
    (Rules(covers_all=True), "lets an edge cover what comes after it, or before"),
    (Rules(is_transitive=False), "does not chain the order over a thread between"),
)
HINTS: Final = (
    "Which release is seen by which acquire, which unlock by which later lock?",
    "An access is covered if it comes before the release and after the acquire.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one thread does in one stretch, and how the question writes it."""

    text: str
    events: tuple[Event, ...]


def _plain(thread: str, variable: str, *, writes: bool) -> Row:
    kind = Kind.WRITE if writes else Kind.READ
    text = f"{variable} = 1" if writes else f"r = {variable}"
    return Row(text, (Event(thread, kind, variable),))


def _guarded(thread: str, lock: str, inner: Row) -> Row:
    events = (
        Event(thread, Kind.LOCK, lock),
        *inner.events,
        Event(thread, Kind.UNLOCK, lock),
    )
    return Row(f"lock {lock}; {inner.text}; unlock {lock}", events)


def _store(thread: str, atomic: str, *, relaxed: bool) -> Row:
    kind = Kind.RELAXED_STORE if relaxed else Kind.RELEASE
    order = "relaxed" if relaxed else "release"
    return Row(f"{atomic}.store(1, {order})", (Event(thread, kind, atomic),))


def _load(thread: str, atomic: str, *, relaxed: bool) -> Row:
    kind = Kind.RELAXED_LOAD if relaxed else Kind.ACQUIRE
    order = "relaxed" if relaxed else "acquire"
    return Row(f"{atomic}.load({order}) is 1", (Event(thread, kind, atomic),))


def _access(thread: str, variable: str, chance: Chance) -> Row:
    return _plain(thread, variable, writes=chance.pick((True, False, False)))


# --- executions -------------------------------------------------------------------


def _by_lock(chance: Chance) -> list[Row]:
    """Two threads with critical sections, and accesses around them."""
    x, y, z = chance.shuffled(VARIABLES)
    lock, other = "m", chance.pick(("m", "m", "n"))
    first = [
        _plain("T1", x, writes=True),
        _guarded("T1", lock, _plain("T1", y, writes=True)),
        _plain("T1", z, writes=chance.pick((True, False))),
    ]
    second = [
        _guarded("T2", other, _access("T2", y, chance)),
        _access("T2", x, chance),
        _plain("T2", z, writes=True),
    ]
    if chance.pick((True, False)):  # an access before the lock, not behind it
        second = [second[1], second[0], second[2]]
    drop = chance.pick((0, 2, None))
    return [*(row for place, row in enumerate(first) if place != drop), *second]


def _by_flag(chance: Chance) -> list[Row]:
    """Two threads, one of which publishes by an atomic flag."""
    x, y, z = chance.shuffled(VARIABLES)
    relaxed = chance.pick(((False, False),) * 3 + ((True, False), (False, True)))
    first = [
        _plain("T1", x, writes=True),
        _plain("T1", y, writes=True),
        _store("T1", "f", relaxed=relaxed[0]),
        _plain("T1", z, writes=True),
    ]
    if chance.pick((True, False)):  # one is published too late
        first[1], first[2] = first[2], first[1]
    second = [
        _load("T2", "f", relaxed=relaxed[1]),
        _access("T2", x, chance),
        _access("T2", y, chance),
    ]
    if chance.pick((True, False, False)):  # looked at before the flag was
        second[0], second[1] = second[1], second[0]
    if chance.pick((True, False)):
        second.append(_access("T2", z, chance))
    else:
        first = first[:-1]
    return [*first, *second]


def _by_chain(chance: Chance) -> list[Row]:
    """Three threads: from the first to the third over the second."""
    x, y, z = chance.shuffled(VARIABLES)
    weak = chance.pick((None, None, 0, 1, 2))
    start = _store("T1", "f", relaxed=weak == 0)
    rows = [_plain("T1", x, writes=True), start, _load("T2", "f", relaxed=weak == 1)]
    with_lock = chance.pick((True, False))
    if with_lock:
        rows.append(_guarded("T2", "m", _plain("T2", y, writes=True)))
        lock = "n" if weak == 2 else "m"  # noqa: PLR2004 - the last link is broken
        rows.append(_guarded("T3", lock, _access("T3", y, chance)))
    else:
        rows += [
            _plain("T2", y, writes=True),
            _store("T2", "g", relaxed=False),
            _load("T3", "g", relaxed=weak == 2),  # noqa: PLR2004 - likewise
            _access("T3", y, chance),
        ]
    rows.append(_access("T3", x, chance))
    if with_lock and chance.pick((True, False)):
        rows.insert(2, _plain("T1", z, writes=True))
        rows.append(_access(chance.pick(("T2", "T3")), z, chance))
    return rows


MADE: Final = {1: (_by_lock,), 2: (_by_lock, _by_flag), 3: (_by_flag, _by_chain)}


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw an execution, and ask which variables race, or how many pairs."""
    rows = chance.pick(MADE[parameters.difficulty])(chance)
    events = [event for row in rows for event in row.events]
    if chance.pick((True, True, False)):
        return _ask_variables(rows, events, chance)
    return _ask_pairs(rows, events)


def _said(variables: Sequence[str]) -> str:
    if not variables:
        return "None of them"
    *first, last = variables
    return f"{', '.join(first)} and {last}" if first else f"Only {last}"


def _text(rows: list[Row], asked: str) -> str:
    threads = sorted({row.events[0].thread for row in rows})
    widths = [
        max(len(row.text) for row in rows if row.events[0].thread == each) + 2
        for each in threads
    ]
    heads = (each.ljust(width) for each, width in zip(threads, widths, strict=True))
    lines = [f"   {''.join(heads)}".rstrip()]
    for place, row in enumerate(rows, 1):
        column = threads.index(row.events[0].thread)
        lines.append(f"{place:<3}{' ' * sum(widths[:column])}{row.text}")
    drawn = fenced(lines)
    return (
        "A C++ execution, in order of time; x, y, z and each thread's r are plain."
        f" {asked}\n\n{drawn}"
    )


def _ask_variables(
    rows: list[Row], events: list[Event], chance: Chance
) -> Instance | None:
    right = model.racing(events)
    shared = sorted({each.target for each in events if each.target in VARIABLES})
    wrong = [Wrong(_said(model.racing(events, rules)), why) for rules, why in MISTAKES]
    ordered = tuple(each for each in shared if each not in right)
    wrong += [
        Wrong(_said(ordered), "turns it round: these have no race"),
        Wrong(_said(tuple(shared)), "takes sharing for racing"),
    ]
    asked = f"Which of {', '.join(shared)} have a data race in it?"
    question = choice_question(_text(rows, asked), _said(right), wrong, chance)
    return Instance(question, _why(rows, events), HINTS) if question else None


def _ask_pairs(rows: list[Row], events: list[Event]) -> Instance:
    asked = "How many conflicting pairs does happens-before leave unordered?"
    wrong = [(len(model.races(events, rules)), why) for rules, why in MISTAKES]
    answer = len(model.races(events))
    question = numeric_question(_text(rows, asked), answer, wrong, places=0)
    return Instance(question, _why(rows, events), HINTS)


# --- the explanation --------------------------------------------------------------


def _why(rows: list[Row], events: list[Event]) -> str:
    place = [number for number, row in enumerate(rows, 1) for _ in row.events]
    edges = [
        f"{place[i]} → {place[j]}"
        for i, one in enumerate(events)
        for j, other in enumerate(events[i + 1 :], i + 1)
        if one.thread != other.thread and model.synchronises_with(one, other)
    ]
    found = [
        f"{events[i].target} in {place[i]} and {place[j]}"
        for i, j in model.races(events)
    ]
    between = (
        f"Rows that synchronise: {', '.join(edges)}" if edges else "No rows synchronise"
    )
    text = (
        f"{between}. Within a thread the order of the program counts, and orders"
        f" chain.{_missed(rows)}"
    )
    if not found:
        return (
            f"{text}\n\nEvery two conflicting accesses are ordered: there is no race."
        )
    return f"{text}\n\nUnordered, with a write among them: {'; '.join(found)}."


def _missed(rows: list[Row]) -> str:
    """What looks like an order and is none."""
    text = " ".join(row.text for row in rows)
    said = []
    if "relaxed" in text:
        said.append(" A relaxed access is atomic and orders nothing else.")
    if "lock m" in text and "lock n" in text:
        said.append(" Different locks do not order each other.")
    return "".join(said)


GENERATOR = Generator(
    name="ordering.happens_before",
    version=1,
    title="Find the data races of an execution",
    source=(
        "ISO/IEC 14882:2020, section 6.9.2.2, intro.races",
        "Manson, Pugh and Adve, The Java Memory Model, POPL 2005",
        "Savage et al., Eraser, ACM TOCS 15(4), 1997, section 1.1",
    ),
    parameters=Parameters,
    make=make,
)
