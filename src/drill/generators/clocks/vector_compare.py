"""Vector clocks: vectors of events, what is concurrent, and which versions survive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from drill.content.questions import Mistake, TypedQuestion
from drill.generators.clocks import diagram_model as model
from drill.generators.clocks.diagram_model import LEGEND, Event, Rules, Vector
from drill.generators.drafting import Wrong, choice_question
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    between,
    spread,
)
from drill.generators.wording import fenced, listed, tuple_spellings, tuple_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.chance import Chance


class VectorCompare(Parameters):
    """What a note may set."""

    events: Annotated[Numbers, between(6, 14)] | None = None
    """Of three processes in all; by difficulty when left out."""


PROCESSES: Final = 3
EVENTS = {1: spread(7, 9), 2: spread(9, 11), 3: spread(10, 12)}

RULES: Final = (
    "Vector clocks start at (0, 0, 0); every event adds 1 to its process's own place, a"
    " receipt after taking the maximum with the message's vector, place by place."
)
MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(merges=False), "only counts the events of the process itself"),
    (Rules(ticks_on_receive=False), "does not count a receipt as an event"),
    (Rules(overwrites=True), "takes the message's vector, even where it is older"),
    (Rules(ticks_locally=False), "counts only events that send or receive"),
    (Rules(adds=True), "adds the vectors instead of taking the maximum"),
)
HINTS: Final = (
    "A place says how many events of that process are known.",
    "Follow the messages that lead there, also by a detour.",
)


def _drawn(parameters: VectorCompare, chance: Chance) -> list[Event]:
    counts = parameters.events or EVENTS[parameters.difficulty]
    return model.draw(chance, PROCESSES, counts.draw(chance))


def _stamped(events: list[Event]) -> str:
    known = model.vectors(events, PROCESSES)
    rows = [
        "  ".join(
            f"{e.name} {''.join(map(str, known[e.name]))}"
            for e in events
            if e.process == process
        )
        for process in range(PROCESSES)
    ]
    lines = [f"P{place}:  {row}".rstrip() for place, row in enumerate(rows, 1)]
    return fenced(lines)


# --- the vector of an event -------------------------------------------------------


def _ask_vector(parameters: VectorCompare, chance: Chance) -> Instance | None:
    events = _drawn(parameters, chance)
    right = model.vectors(events, PROCESSES)
    flawed = [(model.vectors(events, PROCESSES, rules), why) for rules, why in MISTAKES]
    asked = max(
        events,
        key=lambda event: len({right[event.name], *(f[event.name] for f, _ in flawed)}),
    )
    answers = {found[asked.name]: why for found, why in reversed(flawed)}
    answers.pop(right[asked.name], None)
    if len(answers) < 2:  # noqa: PLR2004 - nothing happens in it
        return None
    text = (
        f"{LEGEND} {RULES}\n\n{model.diagram(events, PROCESSES)}\n\nWhat is the vector"
        f" of {asked.name}?"
    )
    why = (
        f"{_stamped(events)}\n\n(Vectors without brackets and commas.) {asked.name}"
        f" knows of {_known(events, right[asked.name])}."
    )
    wrong = [Wrong(tuple_text(vector), error) for vector, error in answers.items()]
    return _vector_instance(text, right[asked.name], wrong, why, chance)


def _vector_instance(
    text: str, right: Vector, wrong: list[Wrong], why: str, chance: Chance
) -> Instance | None:
    """A vector to choose or to type."""
    if chance.pick((True, False)):
        question = choice_question(text, tuple_text(right), wrong, chance)
        return Instance(question, why, HINTS) if question else None
    typed = TypedQuestion(
        f"{text} Write it like (3, 0, 1).",
        tuple_text(right),
        tuple_spellings(right),
        mistakes=tuple(Mistake(each.text, each.why) for each in wrong),
    )
    return Instance(typed, why, HINTS)


def _known(events: list[Event], vector: Vector) -> str:
    """How many events of each process a vector counts, and which."""
    found = []
    for process, count in enumerate(vector):
        names = [event.name for event in events if event.process == process][:count]
        found.append(f"{count} of P{process + 1} ({listed(names)})")
    return listed(found)


# --- what is concurrent -----------------------------------------------------------


def _names(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _ask_concurrent(parameters: VectorCompare, chance: Chance) -> Instance | None:
    events = _drawn(parameters, chance)
    known = model.vectors(events, PROCESSES)
    order = sorted(known)
    asked = chance.pick(order)
    process = {event.name: event.process for event in events}
    others = [name for name in order if process[name] != process[asked]]
    right = [name for name in others if model.is_concurrent(known[name], known[asked])]
    if not 1 <= len(right) <= 5:  # noqa: PLR2004 - more fill no choice
        return None
    stamps = model.lamport(events)
    direct = model.parents(events)
    flawed = (
        (
            [name for name in others if not model.is_before(known[name], known[asked])],
            "only leaves out what happened before",
        ),
        (
            [name for name in others if not model.is_before(known[asked], known[name])],
            "only leaves out what happened after",
        ),
        (
            [name for name in others if stamps[name] == stamps[asked]],
            "takes equal Lamport stamps for concurrent",
        ),
        (
            [n for n in others if n not in direct[asked] and asked not in direct[n]],
            "only looks at direct messages, not at chains",
        ),
        (others, "takes all events of other processes"),
    )
    text = (
        f"{LEGEND}\n\n{model.diagram(events, PROCESSES)}\n\nWhich events are concurrent"
        f" with {asked}, that is, neither before nor after it?"
    )
    wrong = [Wrong(_names(names), error) for names, error in flawed]
    question = choice_question(text, _names(right), wrong, chance)
    why = (
        f"{_stamped(events)}\n\n{asked} has {tuple_text(known[asked])}. A vector with a"
        " larger and a smaller place than that is concurrent:"
        f" {listed(f'{name} {tuple_text(known[name])}' for name in right)}. All others"
        " lie on a chain with it."
    )
    return Instance(question, why, HINTS[1:]) if question else None


def _ask_relation(parameters: VectorCompare, chance: Chance) -> Instance | None:
    events = _drawn(parameters, chance)
    known = model.vectors(events, PROCESSES)
    process = {event.name: event.process for event in events}
    kinds: dict[str, list[tuple[str, str]]] = {"before": [], "concurrent": []}
    for one in sorted(known):
        for other in sorted(known):
            if process[one] == process[other]:
                continue
            if model.is_before(known[one], known[other]):
                kinds["before"].append((one, other))
            elif one < other and model.is_concurrent(known[one], known[other]):
                kinds["concurrent"].append((one, other))
    wanted = chance.pick(("before", "concurrent"))
    rights = chance.shuffled(kinds[wanted])
    falses = chance.shuffled(
        kinds["before" if wanted == "concurrent" else "concurrent"]
    )
    if wanted == "before":  # one the other way round
        falses[:0] = [(other, one) for one, other in rights[1:2]]
    if not rights or len(falses) < 3:  # noqa: PLR2004 - too few distractors
        return None
    text = (
        f"Vectors of events of three processes (P1, P2, P3), in no order:\n\n"
        f"{_shuffled_vectors(rights[0], falses[:3], known)}\n\nOf which two events"
        f" {_ASKED_RELATION[wanted]}?"
    )
    wrong = [
        Wrong(listed(pair), _relation(known[pair[0]], known[pair[1]]))
        for pair in falses[:3]
    ]
    question = choice_question(text, listed(rights[0]), wrong, chance)
    rows = [
        f"- {' and '.join(pair)}: {_relation(known[pair[0]], known[pair[1]])}"
        for pair in (rights[0], *falses[:3])
    ]
    why = (
        "x happened before y if no place of x's vector is larger than y's, and one is"
        " smaller; if each has a larger place, they are concurrent.\n\n"
        + "\n".join(rows)
    )
    return Instance(question, why, ("Compare place by place.",)) if question else None


_ASKED_RELATION: Final = {
    "before": "did the first happen before the second",
    "concurrent": "does neither happen before the other",
}


def _relation(one: Vector, other: Vector) -> str:
    if model.is_before(one, other):
        return f"{tuple_text(one)} ≤ {tuple_text(other)}: the first was before"
    if model.is_before(other, one):
        return f"{tuple_text(one)} ≥ {tuple_text(other)}: the second was before"
    first = next(p for p in range(PROCESSES) if one[p] > other[p])
    second = next(p for p in range(PROCESSES) if one[p] < other[p])
    return (
        f"{one[first]} > {other[first]} for P{first + 1}, {one[second]} <"
        f" {other[second]} for P{second + 1}: concurrent"
    )


def _shuffled_vectors(
    right: tuple[str, str], others: list[tuple[str, str]], known: dict[str, Vector]
) -> str:
    names = sorted({name for pair in (right, *others) for name in pair})
    rows = [f"{name} {tuple_text(known[name])}" for name in names]
    half = (len(rows) + 1) // 2
    lines = ["    ".join(rows[:half]), "    ".join(rows[half:])]
    return fenced(lines)


# --- versions ---------------------------------------------------------------------


def _ask_versions(parameters: VectorCompare, chance: Chance) -> Instance | None:
    events = model.draw(chance, PROCESSES, 8 + parameters.difficulty)
    known = model.vectors(events, PROCESSES)
    kept = chance.shuffled(sorted(set(known.values())))[:4]
    right = [v for v in kept if not any(model.is_before(v, other) for other in kept)]
    if len(right) in {1, len(kept)}:
        return None
    names = {vector: f"v{place}" for place, vector in enumerate(kept, 1)}
    most = max(sum(vector) for vector in kept)
    flawed = (
        (kept, "keeps versions that others have replaced"),
        ([v for v in kept if sum(v) == most], "takes the largest sum for the newest"),
        ([max(kept)], "compares like words, the first place first"),
        (
            [v for v in kept if max(v) == max(map(max, kept))],
            "looks at the largest place",
        ),
        ([v for v in kept if v not in right], "keeps what was replaced"),
        (kept[-1:], "lets the version win that arrived last"),
    )
    text = (
        "A Dynamo-style store keeps a version vector with each version of a key, for"
        " nodes (A, B, C). A read finds these versions, in this order:\n\n"
        + "\n".join(f"- {names[v]}: {tuple_text(v)}" for v in kept)
        + "\n\nWhich versions does the client get, to merge if there are several?"
    )
    wrong = [Wrong(listed(names[v] for v in found), why) for found, why in flawed]
    question = choice_question(text, listed(names[v] for v in right), wrong, chance)
    rows = []
    for vector in kept:
        newer = [names[other] for other in kept if model.is_before(vector, other)]
        fate = (
            f"older than {listed(newer)}: dropped" if newer else "under no other: kept"
        )
        rows.append(f"- {names[vector]} {tuple_text(vector)}: {fate}")
    why = (
        "A version is dropped if another one's vector is at least as large in every"
        " place.\n\n" + "\n".join(rows) + "\n\nThose kept are concurrent: siblings."
    )
    hint = "Which vector is nowhere larger than another one?"
    return Instance(question, why, (hint,)) if question else None


ASKED: Final[
    dict[int, tuple[Callable[[VectorCompare, Chance], Instance | None], ...]]
] = {
    1: (_ask_vector, _ask_relation),
    2: (_ask_vector, _ask_concurrent, _ask_versions),
    3: (_ask_vector, _ask_concurrent, _ask_concurrent, _ask_versions),
}


def make(parameters: VectorCompare, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then the events."""
    return chance.pick(ASKED[parameters.difficulty])(parameters, chance)


GENERATOR = Generator(
    name="clocks.vector_compare",
    version=1,
    title="Compute and compare vector clocks",
    source=(
        "Mattern, Virtual Time and Global States of Distributed Systems, 1989",
        "DeCandia et al., Dynamo, SOSP 2007, section 4.4",
    ),
    parameters=VectorCompare,
    make=make,
)
