"""Paxos: which value a proposer must ask for, and which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Mistake, TypedQuestion
from drill.generators.consensus import paxos_model as model
from drill.generators.consensus.paxos_model import OWN, Acceptor, Rules, Run, Step
from drill.generators.drafting import Wrong, choice_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import fenced, listed

if TYPE_CHECKING:
    from drill.chance import Chance

MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(adopts="own"), "has proposers ask for their own value in any case"),
    (Rules(adopts="lowest"), "adopts the value of the lowest number, not the highest"),
    (Rules(keeps_promise=False), "has acceptors accept below their promise"),
    (Rules(adopts="most"), "adopts the value that most promises report"),
)
HINTS: Final = (
    "A promise reports what the acceptor has accepted with the highest number.",
    "An acceptor refuses an accept whose number is below its promise.",
)
MOST_STEPS: Final = 7
NONE: Final = "None yet"


def _setting(acceptors: int, proposers: int) -> str:
    numbers = range(1, proposers + 1)
    return (
        f"Paxos for one value, {acceptors} acceptors."
        f" {listed(f'P{n}' for n in numbers)} use numbers {listed(numbers)} and would"
        f" like {listed(OWN[n] for n in numbers)}. Requests as they arrive; all answers"
        " arrive too:"
    )


def _row(number: int, step: Step) -> str:
    who = " ".join(f"A{place + 1}" for place in step.reaches)
    return f"{number}  P{step.number}  {step.kind + f'({step.number})':11} → {who}"


def _listing(steps: list[Step]) -> str:
    rows = [_row(number, step) for number, step in enumerate(steps, 1)]
    return fenced(rows)


def _draw(chance: Chance, acceptors: int, proposers: int) -> list[Step]:
    """Rounds of which each may be overtaken by the next before it is through."""
    majority = acceptors // 2 + 1
    steps, late = [], None
    for number in range(1, proposers + 1):
        asked = chance.whole(majority, min(acceptors, majority + 1))
        steps.append(_step("prepare", number, chance, acceptors, asked))
        if late is not None and chance.pick((True, False)):
            steps.append(late)
        reached = chance.whole(1, acceptors - 1)
        step = _step("accept", number, chance, acceptors, reached)
        early = step.reaches[: chance.whole(0, reached)]
        if early:
            steps.append(Step("accept", number, early))
        rest = tuple(place for place in step.reaches if place not in early)
        late = Step("accept", number, rest) if rest else None
    if late is not None and steps[-1].kind == "prepare":
        steps.append(late)
    return steps[:MOST_STEPS]


def _step(kind: str, number: int, chance: Chance, acceptors: int, count: int) -> Step:
    places = chance.shuffled(range(acceptors))[:count]
    return Step(kind, number, tuple(sorted(places)))


# --- the proposer -----------------------------------------------------------------


def _ask_value(chance: Chance) -> Instance | None:
    number, acceptors = chance.pick((3, 4)), 5
    promises = {}
    for place in sorted(chance.shuffled(range(acceptors))[: chance.whole(3, 4)]):
        accepted = chance.whole(0, number - 1)
        value = OWN[accepted] if accepted else ""
        promises[place] = Acceptor(number, accepted, value)
    return _value_instance(number, acceptors, promises, chance)


def _value_instance(
    number: int, acceptors: int, promises: dict[int, Acceptor], chance: Chance
) -> Instance | None:
    given = list(promises.values())
    right = model.proposed(given, number)
    reported = [each.value for each in given if each.accepted]
    if not reported:
        return None
    wrong = [
        Wrong(model.proposed(given, number, rules), why)
        for rules, why in MISTAKES
        if rules.keeps_promise
    ]
    wrong += [
        Wrong(reported[0], "takes the first that is reported"),
        Wrong("Any of them", "thinks that no value can have been chosen yet"),
    ]
    text = (
        f"Single-decree Paxos with {acceptors} acceptors. P{number}, which would like"
        f" the value {OWN[number]}, has sent prepare({number}) and is promised by these"
        " acceptors, which report what they have accepted:\n\n"
        f"{_reports(promises)}\n\nWith which value does it send accept({number})?"
    )
    question = choice_question(text, right, wrong, chance)
    best = max(each.accepted for each in given)
    why = (
        f"The highest number reported is {best}, with {right}: that value may be chosen"
        f" already, so P{number} must ask for it. Lower numbers and how often a value"
        " is reported do not matter; its own it may take only if nobody reports any."
    )
    return Instance(question, why, HINTS[:1]) if question else None


def _reports(promises: dict[int, Acceptor]) -> str:
    rows = [
        f"A{place + 1}  "
        + (f"accepted number {e.accepted}, value {e.value}" if e.accepted else "none")
        for place, e in promises.items()
    ]
    return fenced(rows)


# --- a whole run ------------------------------------------------------------------


def _shown(acceptor: Acceptor) -> str:
    value = f"{acceptor.value}{acceptor.accepted}" if acceptor.accepted else "-"
    return f"{acceptor.promised or '-'}/{value}"


def _trace(steps: list[Step], acceptors: int) -> str:
    """Promise and accepted value of each acceptor after each step."""
    rows = [" " * 14 + "  ".join(f"A{place + 1:<3}" for place in range(acceptors))]
    for end in range(1, len(steps) + 1):
        state, step = model.run(steps[:end], acceptors), steps[end - 1]
        sent = f" {state.values[step.number]}" if step.kind == "accept" else ""
        cells = "  ".join(f"{_shown(each):4}" for each in state.acceptors)
        rows.append(f"{step.kind}({step.number}){sent}".ljust(14) + cells)
    return fenced(row.rstrip() for row in rows)


def _answer(state: Run) -> str:
    return min(state.chosen, default=NONE)


def _ask_chosen(chance: Chance, proposers: int) -> Instance | None:
    acceptors = chance.pick((3, 5, 5))
    steps = _draw(chance, acceptors, proposers)
    state = model.run(steps, acceptors)
    right = _answer(state)
    wrong = [
        Wrong(_answer(model.run(steps, acceptors, rules)), why)
        for rules, why in MISTAKES
    ]
    held = [each.value for each in state.acceptors if each.accepted]
    if held:
        most = max(sorted(set(held)), key=held.count)
        wrong.append(Wrong(most, _held(held.count(most), acceptors)))
        last = max(state.acceptors, key=lambda each: each.accepted).value
        wrong.append(Wrong(last, "takes what was accepted last for chosen"))
        first = state.values[min(state.votes)]
        wrong.append(Wrong(first, "takes what was accepted first for chosen"))
        wrong.append(Wrong(NONE, "overlooks that a majority accepted one number"))
    text = (
        f"{_setting(acceptors, proposers)}\n\n{_listing(steps)}\n\nWhich value"
        " is chosen?"
    )
    question = choice_question(text, right, wrong, chance)
    why = f"{_trace(steps, acceptors)}\n\n{_reason(state, acceptors)}"
    return Instance(question, why, HINTS) if question else None


def _held(count: int, acceptors: int) -> str:
    if count > acceptors // 2:
        return f"{count} hold it, but not accepted under one number"
    return f"only {count} of {acceptors} acceptors hold it: no majority"


def _reason(state: Run, acceptors: int) -> str:
    majority = acceptors // 2 + 1
    said = "Each cell: promised number / value and number accepted."
    for number, given in sorted(state.votes.items()):
        if len(given) >= majority:
            return (
                f"{said} {state.values[number]} is accepted under number {number} by"
                f" {len(given)} of {acceptors} acceptors, a majority: it is chosen, and"
                " every later proposer finds it."
            )
    most = max(state.votes.values(), key=len, default=set())
    return (
        f"{said} No number was accepted by {majority} acceptors, at most"
        f" {len(most)}: nothing is chosen yet."
    )


def _ask_two(chance: Chance) -> Instance | None:
    return _ask_chosen(chance, 2)


def _ask_three(chance: Chance) -> Instance | None:
    return _ask_chosen(chance, 3)


# --- one acceptor -----------------------------------------------------------------


def _ask_acceptor(chance: Chance) -> Instance | None:
    acceptors, proposers = 5, 3
    steps = _draw(chance, acceptors, proposers)
    state = model.run(steps, acceptors)
    flawed = [(model.run(steps, acceptors, rules), why) for rules, why in MISTAKES]
    place = max(
        range(acceptors),
        key=lambda p: len({each.acceptors[p] for each, _ in flawed}),
    )
    right = state.acceptors[place]
    if not right.accepted:
        return None
    answer = f"{right.accepted} {right.value}"
    mistakes = {
        f"{wrong.accepted} {wrong.value}": why
        for each, why in reversed(flawed)
        if (wrong := each.acceptors[place]) != right and wrong.accepted
    }
    mistakes.pop(answer, None)
    if not mistakes:
        return None
    text = (
        f"{_setting(acceptors, proposers)}\n\n{_listing(steps)}\n\nWhat has"
        f" A{place + 1} accepted last? Write number and value, such as 7 V."
    )
    accept = (f"{right.accepted}, {right.value}", f"{right.accepted},{right.value}")
    brackets = (f"({accept[0]})", f"({accept[1]})", f"{right.accepted}{right.value}")
    question = TypedQuestion(
        text,
        answer,
        (*accept, *brackets),
        mistakes=tuple(Mistake(*each) for each in mistakes.items()),
    )
    why = (
        f"{_trace(steps, acceptors)}\n\nEach cell: promised number / value and number"
        f" accepted. A proposer asks for the value with the highest number among its"
        " promises, and for its own only if they report none."
    )
    return Instance(question, why, HINTS)


make = by_difficulty(
    {
        1: (_ask_value, _ask_value, _ask_two),
        2: (_ask_two, _ask_three),
        3: (_ask_three, _ask_acceptor),
    }
)


GENERATOR = Generator(
    name="consensus.paxos_rounds",
    version=1,
    title="Follow rounds of Paxos",
    source=("Lamport, Paxos Made Simple, 2001, section 2.2",),
    parameters=Parameters,
    make=make,
)
