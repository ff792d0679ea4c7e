"""CRDTs that replicas change and merge: counters, a register and sets."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, Final

from drill.generators.crdt import merge_model as model
from drill.generators.crdt.merge_model import (
    Counter,
    LastWriterSet,
    ObservedRemoveSet,
    Register,
    Step,
    Total,
)
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

REPLICAS: Final = ("A", "B", "C")
MOST_ROWS: Final = 6
ELEMENTS: Final = ("x", "y", "z")
COLUMN: Final = 34
"""Cells of the first of two columns of steps."""


def _listing(steps: Sequence[Step]) -> str:
    rows = [
        f"{number}  {step.replica}: {_said(step)}"
        for number, step in enumerate(steps, 1)
    ]
    half = (len(rows) + 1) // 2
    if len(rows) > MOST_ROWS:  # two columns, the first one first
        right = [*rows[half:], ""]
        rows = [f"{a:{COLUMN}}{b}".rstrip() for a, b in zip(rows[:half], right)]  # noqa: B905
    return fenced(rows)


def _said(step: Step) -> str:
    match step.does:
        case "merge":
            return f"merge the state of {step.what}"
        case "inc":
            return f"increment by {step.amount}"
        case "dec":
            return f"decrement by {step.amount}"
        case "write":
            return f"write {step.what} at {step.amount}"
        case _:
            return f"{step.does} {step.what}"


def _asked(steps: Sequence[Step]) -> str:
    return steps[-1].replica


# --- counters ---------------------------------------------------------------------


def _counting(chance: Chance, count: int, *, has_decrements: bool) -> list[Step]:
    """Some steps of counters, of which the last is a merge."""
    steps: list[Step] = []
    while len(steps) < count - 1:
        if steps and steps[-1].does != "merge" and chance.whole(1, 5) > 2:  # noqa: PLR2004
            steps.append(_merge(chance, steps))
            continue
        does = "dec" if has_decrements and chance.whole(1, 5) > 3 else "inc"  # noqa: PLR2004
        steps.append(Step(chance.pick(REPLICAS), does, amount=chance.whole(1, 9)))
    return [*steps, _merge(chance, steps)]


def _merge(chance: Chance, steps: Sequence[Step]) -> Step:
    """A merge of a replica that has something to tell."""
    other = chance.pick(sorted({step.replica for step in steps}))
    return Step(chance.pick([n for n in REPLICAS if n != other]), "merge", other)


def _ask_counter(
    chance: Chance, count: int, *, has_decrements: bool
) -> Instance | None:
    steps = _counting(chance, count, has_decrements=has_decrements)
    asked = _asked(steps)
    states = model.run(Counter(), steps, REPLICAS)
    right = model.value(states[asked])
    signs = {"inc": 1, "dec": -1}
    everything = sum(signs.get(step.does, 0) * step.amount for step in steps)
    own = sum(signs.get(s.does, 0) * s.amount for s in steps if s.replica == asked)
    wrong = (
        (
            model.value(model.run(Counter(add), steps, REPLICAS)[asked]),
            "adds counts on a merge and so counts some twice",
        ),
        (
            model.run(Total(max), steps, REPLICAS)[asked],
            "takes the larger total, not the larger count of each replica",
        ),
        (everything, "counts what has not been merged there"),
        (own, "counts only what the replica did itself"),
        (
            model.run(Total(lambda _, other: other), steps, REPLICAS)[asked],
            "lets the other state replace its own",
        ),
    )
    kind = "PN-Counter" if has_decrements else "G-Counter"
    text = (
        f"Replicas A, B and C keep a state-based {kind}, from 0. A merge takes the"
        " state that the other has at that moment; it changes only the one that"
        " merges.\n\n"
        f"{_listing(steps)}\n\nWhat does {asked} read after the last step?"
    )
    question = numeric_question(text, right, wrong)
    if len(question.mistakes) < 3:  # noqa: PLR2004 - most errors make no difference
        return None
    hint = "Each replica keeps a count for each replica."
    return Instance(question, _why_counter(steps, asked), (hint,))


def _why_counter(steps: Sequence[Step], asked: str) -> str:
    state = model.run(Counter(), steps, REPLICAS)[asked]
    parts = []
    for sign, what in (("", "increments"), ("-", "decrements")):
        known = [(name, state.get(f"{sign}{name}", 0)) for name in REPLICAS]
        if any(count for _, count in known):
            parts.append(f"{what} {', '.join(f'{n} {count}' for n, count in known)}")
    ups = sum(n for key, n in state.items() if not key.startswith("-"))
    downs = sum(n for key, n in state.items() if key.startswith("-"))
    total = f"{ups}"
    if downs:
        total += f" − {downs} = {ups - downs}".replace("-", "−")
    return (
        f"After all merges {asked} knows: {'; '.join(parts)}. Of two counts of one"
        " replica a merge keeps the larger, since counts only rise: the larger one"
        f" contains the smaller. Together {total}."
    )


# --- a register -------------------------------------------------------------------


def _ask_register(chance: Chance) -> Instance | None:
    values = chance.shuffled(("red", "blue", "green", "black"))[: chance.whole(3, 4)]
    times = chance.shuffled(range(10, 30))
    if chance.whole(1, 3) == 1:
        times[1] = times[0]
    steps: list[Step] = []
    for place, value in enumerate(values):
        replica = chance.pick(
            [r for r in REPLICAS if not _wrote(steps, r, times[place])]
        )
        steps.append(Step(replica, "write", value, times[place]))
        if place and chance.pick((True, False)):
            steps.append(_merge(chance, steps))
    writers = [step.replica for step in steps if step.does == "write"]
    asked = chance.pick(REPLICAS)
    steps += [Step(asked, "merge", other) for other in REPLICAS if other != asked]
    if len(set(writers)) == 1 or len(steps) > MOST_ROWS or not _is_rising(steps):
        return None
    right = model.run(Register(), steps, REPLICAS)[asked]
    rules = {
        "own": "keeps its own value against a later one",
        "other": "lets what arrives last win, whatever its timestamp",
        "earliest": "lets the first writer win",
    }
    wrong = [
        Wrong(model.run(Register(rule), steps, REPLICAS)[asked][2], why)
        for rule, why in rules.items()
    ]
    last = next(step for step in reversed(steps) if step.does == "write")
    wrong.append(Wrong(last.what, "takes the last write in the list, not by timestamp"))
    wrong += [
        Wrong(step.what, f"loses: its timestamp is {step.amount}")
        for step in steps
        if step.does == "write"
    ]
    text = (
        "Replicas keep a last-writer-wins register; their clocks disagree. Of equal"
        " timestamps the later letter wins. A merge takes the other's state of then."
        f"\n\n{_listing(steps)}\n\nWhat does {asked} read after the last step?"
    )
    question = choice_question(text, right[2], wrong, chance)
    reached = ", ".join(
        f"{step.what} ({step.amount}, {step.replica})"
        for step in steps
        if step.does == "write"
    )
    why = (
        f"Writes with timestamp and replica: {reached}. By these pairs {right[2]} is"
        f" the largest of those that reach {asked}. The order in which states arrive"
        " does not matter; a write with a slow clock loses, even if it was made later."
    )
    hint = "Compare timestamps, not arrivals."
    return Instance(question, why, (hint,)) if question else None


def _wrote(steps: Sequence[Step], replica: str, time: int) -> bool:
    return any(s.replica == replica and s.amount == time for s in steps)


def _is_rising(steps: Sequence[Step]) -> bool:
    """Whether each replica writes with a later timestamp than it knows."""
    for place, step in enumerate(steps):
        if step.does == "write":
            known = model.run(Register(), steps[:place], REPLICAS)[step.replica]
            if known >= (step.amount, step.replica, ""):
                return False
    return True


# --- sets -------------------------------------------------------------------------


def _changing(chance: Chance, count: int) -> list[Step]:
    """Adds, removes of what is there, and merges; the last is a merge."""
    steps: list[Step] = []
    while len(steps) < count - 1:
        replica = chance.pick(REPLICAS[:2])
        state = model.run(ObservedRemoveSet(), steps, REPLICAS)[replica]
        draw = chance.whole(1, 6)
        if draw <= 2 and state.present:  # noqa: PLR2004 - a third removes
            steps.append(Step(replica, "remove", chance.pick(state.present)))
        elif draw <= 4 or not steps:  # noqa: PLR2004 - a third adds
            steps.append(Step(replica, "add", chance.pick(ELEMENTS)))
        elif steps[-1].does != "merge":
            other = "A" if replica == "B" else "B"
            steps.append(Step(replica, "merge", other))
    if steps[-1].does == "merge":
        steps.pop()
    asked = chance.pick(REPLICAS[:2])
    return [*steps, Step(asked, "merge", "A" if asked == "B" else "B")]


def _shown(elements: Sequence[str]) -> str:
    return f"{{{', '.join(elements)}}}" if elements else "{ }, the empty set"


def _ask_set(chance: Chance, count: int, *, has_tags: bool) -> Instance | None:
    steps = _changing(chance, count)
    asked = _asked(steps)
    right, other = (
        model.run(ObservedRemoveSet(has_tags=tags), steps, REPLICAS)[asked].present
        for tags in (has_tags, not has_tags)
    )
    if right == other and chance.whole(1, 3) > 1:
        return None
    latest = model.run(LastWriterSet(), steps, REPLICAS)[asked]
    lost = model.run(ObservedRemoveSet(keeps_removed=False), steps, REPLICAS)[asked]
    before = model.run(ObservedRemoveSet(has_tags=has_tags), steps[:-1], REPLICAS)
    swapped = (
        "does as a 2P-Set: what was removed once never comes back"
        if has_tags
        else "does as an OR-Set: a later or unseen add survives"
    )
    alone = [step for step in steps if step.does != "merge"]
    unmerged = model.run(ObservedRemoveSet(has_tags=has_tags), alone, REPLICAS)[asked]
    ever = sorted({step.what for step in steps if step.does == "add"})
    wrong = [
        Wrong(_shown(other), swapped),
        Wrong(
            _shown([e for e, (_, is_in) in sorted(latest.items()) if is_in]),
            "lets the latest step on each element win",
        ),
        Wrong(_shown(lost.present), "forgets removes when it merges"),
        Wrong(_shown(before[asked].present), "leaves out the last merge"),
        Wrong(_shown(ever), "keeps all that was ever added"),
        Wrong(_shown(unmerged.present), "forgets what it has merged"),
    ]
    kind = (
        "an OR-Set: each add has a tag of its own, a remove takes away the tags that"
        " its replica has seen"
        if has_tags
        else "a 2P-Set: a set of what was added and one of what was removed, merged by"
        " union"
    )
    text = (
        f"Replicas A and B keep {kind}. A merge takes the state that the other has"
        f" then.\n\n{_listing(steps)}\n\nWhich elements does {asked} have after the"
        " last step?"
    )
    question = choice_question(text, _shown(right), wrong, chance)
    why = _why_set(steps, asked, has_tags=has_tags)
    hint = "Which adds had a replica seen when it removed?"
    return Instance(question, why, (hint,)) if question else None


def _why_set(steps: Sequence[Step], asked: str, *, has_tags: bool) -> str:
    state = model.run(ObservedRemoveSet(has_tags=has_tags), steps, REPLICAS)[asked]
    if not has_tags:
        added, removed = (
            _shown(sorted({element for element, _ in known}))
            for known in (state.added, state.removed)
        )
        return (
            f"{asked} knows as added {added} and as removed {removed}. What was removed"
            " stays so for ever, even if it is added again: the difference is"
            f" {_shown(state.present)}."
        )
    rows = [
        f"- {element}, added in step {tag}: "
        + (
            "removed by a replica that had seen it"
            if (element, tag) in state.removed
            else "seen by no remove that is known here, so it stays"
        )
        for element, tag in sorted(state.added, key=lambda each: each[1])
    ]
    return (
        f"Adds that {asked} knows in the end:\n\n"
        + "\n".join(rows)
        + f"\n\nAn element is there if an add of it is left: {_shown(state.present)}."
    )


# --- what is asked ----------------------------------------------------------------


def _ask_simple_counter(chance: Chance) -> Instance | None:
    return _ask_counter(chance, chance.whole(5, 6), has_decrements=False)


def _ask_pn_counter(chance: Chance) -> Instance | None:
    return _ask_counter(chance, chance.whole(6, 8), has_decrements=True)


def _ask_or_set(chance: Chance) -> Instance | None:
    return _ask_set(chance, chance.whole(5, 7), has_tags=True)


def _ask_long_or_set(chance: Chance) -> Instance | None:
    return _ask_set(chance, chance.whole(7, 8), has_tags=True)


def _ask_two_phase_set(chance: Chance) -> Instance | None:
    return _ask_set(chance, chance.whole(6, 8), has_tags=False)


make = by_difficulty(
    {
        1: (_ask_simple_counter, _ask_register),
        2: (_ask_pn_counter, _ask_register, _ask_or_set),
        3: (_ask_pn_counter, _ask_long_or_set, _ask_two_phase_set),
    }
)


GENERATOR = Generator(
    name="crdt.merge",
    version=1,
    title="Merge replicated counters, registers and sets",
    source=("Shapiro et al., A comprehensive study, INRIA RR-7506, 2011, section 3",),
    parameters=Parameters,
    make=make,
)
