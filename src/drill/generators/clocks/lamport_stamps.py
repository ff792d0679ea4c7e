"""Lamport's clock: stamps of events, the total order, and what stamps do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from drill.content.questions import OrderQuestion
from drill.generators.clocks import diagram_model as model
from drill.generators.clocks.diagram_model import LEGEND, Event, Rules
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    between,
    spread,
)
from drill.generators.wording import fenced, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.chance import Chance


class LamportStamps(Parameters):
    """What a note may set; counts go by difficulty when left out."""

    processes: Annotated[Numbers, between(2, 3)] | None = None
    events: Annotated[Numbers, between(6, 16)] | None = None
    """How many in all."""


PROCESSES = {1: spread(2, 3), 2: spread(3, 3), 3: spread(3, 3)}
EVENTS = {1: spread(7, 9), 2: spread(10, 12), 3: spread(12, 14)}

SHOWN: Final = 5
"""Events to bring into order."""

RULES: Final = (
    "Lamport clocks start at 0; an event adds 1 to its process's clock and takes that"
    " for its stamp; a receipt first sets the clock to the message's stamp if larger."
)
MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(merges=False), "only counts the events of the process itself"),
    (Rules(ticks_on_receive=False), "does not add 1 when a message is received"),
    (Rules(overwrites=True), "takes the message's stamp even if it is smaller"),
    (Rules(ticks_locally=False), "counts only events that send or receive"),
    (Rules(adds=True), "adds the message's stamp to the clock"),
)
HINTS: Final = (
    "Begin with the rows that receive nothing.",
    "A receipt's stamp is one more than the larger of clock and message.",
)


def _drawn(parameters: LamportStamps, chance: Chance) -> tuple[list[Event], int]:
    level = parameters.difficulty
    processes = (parameters.processes or PROCESSES[level]).draw(chance)
    count = (parameters.events or EVENTS[level]).draw(chance)
    return model.draw(chance, processes, count), processes


def _stamped(events: list[Event], processes: int) -> str:
    """The diagram with stamps in place of messages."""
    stamps = model.lamport(events)
    rows = [
        "  ".join(f"{e.name}={stamps[e.name]}" for e in events if e.process == process)
        for process in range(processes)
    ]
    lines = [f"P{place}:  {row}".rstrip() for place, row in enumerate(rows, 1)]
    return fenced(lines)


def _ask_stamp(parameters: LamportStamps, chance: Chance) -> Instance | None:
    events, processes = _drawn(parameters, chance)
    stamps = model.lamport(events)
    flawed = [(model.lamport(events, rules), why) for rules, why in MISTAKES]
    # one that most wrong clocks get wrong
    asked = max(
        events,
        key=lambda event: (
            len({stamps[event.name], *(found[event.name] for found, _ in flawed)}),
            stamps[event.name],
        ),
    )
    wrong = [(found[asked.name], why) for found, why in flawed]
    text = (
        f"{LEGEND} {RULES}\n\n{model.diagram(events, processes)}\n\nWhat is the stamp"
        f" of {asked.name}?"
    )
    question = numeric_question(text, stamps[asked.name], wrong)
    if len(question.mistakes) < 2:  # noqa: PLR2004 - nothing happens in it
        return None
    chain = _chain(events, asked.name)
    why = (
        f"{_stamped(events, processes)}\n\nThe stamp is the length of the longest chain"
        f" of events that ends in {asked.name}: {' → '.join(chain)}, that is"
        f" {len(chain)}."
    )
    return Instance(question, why, HINTS)


def _chain(events: list[Event], name: str) -> list[str]:
    """A longest chain of events that each happen directly before the next."""
    stamps, parents = model.lamport(events), model.parents(events)
    chain = [name]
    while before := parents[chain[0]]:
        chain.insert(0, max(before, key=lambda each: stamps[each]))
    return chain


def _ask_order(parameters: LamportStamps, chance: Chance) -> Instance | None:
    events, processes = _drawn(parameters, chance)
    stamps = model.lamport(events)
    order = sorted(events, key=lambda event: (stamps[event.name], event.process))
    start = chance.whole(0, len(order) - SHOWN)
    items = tuple(event.name for event in order[start : start + SHOWN])
    if len({stamps[name] for name in items}) == len(items):
        return None  # no tie to break
    text = (
        f"{LEGEND} {RULES}\n\n{model.diagram(events, processes)}\n\nPut these events"
        " into Lamport's total order: by stamp, of equal ones the lower process first."
    )
    why = (
        f"{_stamped(events, processes)}\n\nTies go to the lower process number:"
        f" {', '.join(f'{name} ({stamps[name]})' for name in items)}. The order agrees"
        " with cause and effect, but of events that are concurrent it says nothing."
    )
    return Instance(OrderQuestion(text, items), why, HINTS)


def _ask_pair(parameters: LamportStamps, chance: Chance) -> Instance | None:
    events, processes = _drawn(parameters, chance)
    stamps = model.lamport(events)
    known = model.vectors(events, processes)
    pairs = chance.shuffled([(a.name, b.name) for a in events for b in events])
    rising = [(a, b) for a, b in pairs if stamps[a] < stamps[b]]
    right = [pair for pair in rising if not _is_chain(known, pair)]
    chained = [pair for pair in rising if _is_chain(known, pair)]
    process = {event.name: event.process for event in events}
    crossing = [(a, b) for a, b in chained if process[a] != process[b]]
    equal = [(a, b) for a, b in pairs if stamps[a] == stamps[b] and a < b]
    if not right or len(crossing) <= 1:
        return None
    text = (
        f"{LEGEND} {RULES}\n\n{model.diagram(events, processes)}\n\nOf which two is the"
        " first one's stamp smaller, though they are concurrent?"
    )
    wrong = [
        *(Wrong(_pair(each), _causal(events, each)) for each in crossing[:2]),
        *(Wrong(_pair(each), f"both have {stamps[each[0]]}") for each in equal[:1]),
    ]
    question = choice_question(text, _pair(right[0]), wrong, chance)
    one, other = right[0]
    why = (
        f"{_stamped(events, processes)}\n\n{stamps[one]} < {stamps[other]}, but no"
        f" chain of events and messages leads from {one} to {other} or back. x → y"
        " gives L(x) < L(y), but not the other way round; vectors tell them apart."
    )
    return Instance(question, why, ("Look for chains first.",)) if question else None


def _pair(names: tuple[str, str]) -> str:
    return listed(names)


def _is_chain(known: dict[str, model.Vector], pair: tuple[str, str]) -> bool:
    return model.is_before(known[pair[0]], known[pair[1]])


def _causal(events: list[Event], pair: tuple[str, str]) -> str:
    """A shortest chain between two events, in words."""
    parents = model.parents(events)
    chains = [[pair[1]]]
    for chain in chains:
        if chain[0] == pair[0]:
            return f"a chain leads there: {' → '.join(chain)}"
        chains.extend([before, *chain] for before in parents[chain[0]])
    return "no chain leads there"


ASKED: Final[
    dict[int, tuple[Callable[[LamportStamps, Chance], Instance | None], ...]]
] = {
    1: (_ask_stamp,),
    2: (_ask_stamp, _ask_order),
    3: (_ask_order, _ask_pair, _ask_pair),
}


def make(parameters: LamportStamps, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then the events."""
    return chance.pick(ASKED[parameters.difficulty])(parameters, chance)


GENERATOR = Generator(
    name="clocks.lamport_stamps",
    version=1,
    title="Stamp events with Lamport clocks",
    source=("Lamport, Time, Clocks, and the Ordering of Events, CACM 21(7), 1978",),
    parameters=LamportStamps,
    make=make,
)
