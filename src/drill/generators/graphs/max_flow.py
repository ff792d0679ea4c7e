"""Maximum flows, residual capacities and minimum cuts of small networks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.graphs import flow_model as model
from drill.generators.lists import list_question
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from drill.chance import Chance
    from drill.generators.graphs.flow_model import Flow, Network

ATTEMPTS: Final = 40
INNER: Final = "ABCD"
SETTING: Final = "A network has these edges with their capacities:"


ACROSS: Final = (("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"))
MORE: Final = (("A", "B"), ("B", "A"), ("C", "D"), ("D", "C"))


def _draw(chance: Chance, *, is_tricky: bool) -> Network:
    """Two layers of two vertices between S and T, and an edge inside a layer.

    Without B → D the shortest paths often have to give way again.
    """
    pairs = [("S", "A"), ("S", "B"), ("C", "T"), ("D", "T")]
    kept = chance.shuffled(ACROSS)[: chance.whole(3, 4)]
    pairs += ACROSS[:3] if is_tricky else kept
    pairs.append(chance.pick((MORE[0], *MORE, MORE[3]) if is_tricky else MORE))
    return {pair: chance.whole(2, 14) for pair in sorted(pairs)}


def _network(chance: Chance, *, is_tricky: bool) -> tuple[Network, Flow] | None:
    """A network with one minimum cut; a tricky one needs an edge back."""
    for _ in range(ATTEMPTS):
        network = _draw(chance, is_tricky=is_tricky)
        flow = model.run(network, "S", "T")
        if not 1 < len(model.only_cut(network, flow, "S", "T")) < len(INNER) + 1:
            continue
        goes_back = any(_goes_back(step.path, network) for step in flow.steps)
        if is_tricky == goes_back:
            return network, flow
    return None


def _drawn(network: Network) -> str:
    starts = sorted(
        {start for start, _ in network}, key=lambda each: (each != "S", each)
    )
    rows = [
        f"{start} → "
        + ", ".join(
            f"{end} {capacity}"
            for (first, end), capacity in network.items()
            if first == start
        )
        for start in starts
    ]
    return fenced(rows)


def _why(network: Network, flow: Flow) -> str:
    """The augmenting paths, and the cut that proves the value."""
    rows = [f"{' → '.join(each.path):<24} +{each.amount}" for each in flow.steps]
    side = frozenset(model.reached(flow.residual, "S"))
    edges = [
        f"{start} → {end} {capacity}"
        for (start, end), capacity in network.items()
        if start in side and end not in side
    ]
    drawn = fenced(rows)
    return (
        f"{drawn}\n\nShortest augmenting paths add up to {flow.value}. From S one still"
        f" reaches {_side(side)}; the edges out of these are full: {', '.join(edges)},"
        f" together {flow.value}."
    )


def _side(side: frozenset[str]) -> str:
    return " ".join(sorted(side, key=lambda each: (each != "S", each)))


def _ask_value(chance: Chance) -> Instance | None:
    found = _network(chance, is_tricky=False)
    return _value(*found) if found else None


def _ask_tricky(chance: Chance) -> Instance | None:
    found = _network(chance, is_tricky=True)
    return _value(*found) if found else None


def _value(network: Network, flow: Flow) -> Instance:
    out = model.cut(network, frozenset("S"))
    into = model.cut(network, frozenset(model.vertices(network)) - {"T"})
    greedy = model.run(network, "S", "T", back=False).value
    widest = max(step.amount for step in flow.steps)
    text = (
        f"{SETTING}\n\n{_drawn(network)}\n\nHow large is the maximum flow from S to T?"
    )
    wrong = (
        (min(out, into), "looks at the edges of S and T only"),
        (max(out, into), "takes the larger of what leaves S and what enters T"),
        (greedy, "never sends flow back along an edge"),
        (widest, "takes one path alone"),
        (sum(network.values()), "adds up all capacities"),
    )
    question = numeric_question(text, flow.value, wrong, places=0)
    hints = ("Which edges together must all flow pass?", "A path may undo flow.")
    return Instance(question, _why(network, flow), hints)


def _ask_cut(chance: Chance) -> Instance | None:
    found = _network(chance, is_tricky=chance.pick((True, False)))
    if not found:
        return None
    network, flow = found
    names = model.vertices(network)
    best = model.only_cut(network, flow, "S", "T")
    wrong = [
        Wrong("S", "cuts all that leaves S, which is more"),
        Wrong(_side(frozenset(names) - {"T"}), "cuts all that enters T, which is more"),
    ]
    for name in INNER:
        other = best ^ {name}
        why = f"has capacity {model.cut(network, other)}, and the least is {flow.value}"
        wrong.append(Wrong(_side(other), why))
    text = (
        f"{SETTING}\n\n{_drawn(network)}\n\nWhich vertices are on the side of S in the"
        " minimum cut between S and T?"
    )
    question = choice_question(text, _side(best), wrong, chance)
    hints = ("After a maximum flow: what can S still reach?",)
    return Instance(question, _why(network, flow), hints) if question else None


def _ask_reached(chance: Chance) -> Instance | None:
    found = _network(chance, is_tricky=True)
    if not found:
        return None
    network, flow = found
    best = model.only_cut(network, flow, "S", "T")
    forward = {pair: left for pair, left in flow.residual.items() if pair in network}
    greedy = model.run(network, "S", "T", back=False)
    text = (
        f"{SETTING}\n\n{_drawn(network)}\n\nA maximum flow from S to T is sent. Which"
        " vertices can S still reach in the residual network, S among them? Type them"
        " with S first, the others by letter, with spaces between."
    )
    wrong = [
        (_side(frozenset(model.reached(forward, "S"))).split(), "forgets edges back"),
        (
            _side(frozenset(model.reached(greedy.residual, "S"))).split(),
            "takes a greedy flow for the largest",
        ),
        (
            _side(frozenset(model.vertices(network)) - best).split(),
            "is the side of T",
        ),
    ]
    question = list_question(text, _side(best).split(), wrong)
    hints = ("First find a maximum flow.", "Flow on an edge is a residual edge back.")
    return Instance(question, _why(network, flow), hints)


def _ask_bottleneck(chance: Chance) -> Instance | None:
    found = _network(chance, is_tricky=True)
    if not found:
        return None
    network, flow = found
    place = next(
        (at for at, step in enumerate(flow.steps) if _goes_back(step.path, network)), 0
    )
    if not place:
        return None
    earlier, step = flow.steps[:place], flow.steps[place]
    sent = ", then ".join(
        f"{each.amount} along {' '.join(each.path)}" for each in earlier
    )
    residual = dict(network)
    for each in earlier:
        model.augment(residual, each.path, back=True)
    pairs = list(pairwise(step.path))
    one, other = next(pair for pair in pairs if pair not in network)
    wrong = [
        Wrong("0", "finds no way: the edge is only there the other way round"),
        Wrong(
            str(min(network[pair] for pair in pairs if pair in network)),
            "takes full capacities, not what is left of them",
        ),
        Wrong(str(network[other, one]), "takes the capacity of the edge back"),
        Wrong(str(residual[one, other]), "takes the edge back alone"),
        Wrong(str(sum(each.amount for each in earlier)), "is what is sent already"),
        Wrong(str(residual[pairs[0]]), "takes the first edge alone"),
    ]
    text = (
        f"{SETTING}\n\n{_drawn(network)}\n\nSent are {sent}. How much does the"
        f" augmenting path {' '.join(step.path)} add?"
    )
    question = choice_question(text, str(step.amount), wrong, chance)
    left = ", ".join(f"{start} → {end} {residual[start, end]}" for start, end in pairs)
    why = (
        f"What is left on it: {left}; the least is {step.amount}. {one} → {other} leads"
        f" back: it undoes flow on {other} → {one}."
    )
    return (
        Instance(question, why, ("Flow sent one way can be taken back.",))
        if (question)
        else None
    )


def _goes_back(path: tuple[str, ...], network: Network) -> bool:
    return any(pair not in network for pair in pairwise(path))


make = by_difficulty(
    {
        1: (_ask_value,),
        2: (_ask_value, _ask_cut),
        3: (_ask_tricky, _ask_cut, _ask_reached, _ask_bottleneck),
    }
)


GENERATOR = Generator(
    name="graphs.max_flow",
    version=1,
    title="Maximum flows and minimum cuts",
    source=(
        "Cormen et al., Introduction to Algorithms, 4th edition, section 24.2",
        "Edmonds and Karp, JACM 19(2), 1972",
    ),
    parameters=Parameters,
    make=make,
)
