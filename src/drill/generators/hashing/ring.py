"""Consistent hashing: who owns a key, what moves, and where replicas lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from drill.content.questions import OrderQuestion
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    between,
    spread,
)
from drill.generators.hashing import ring_model as model
from drill.generators.wording import fenced, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.chance import Chance


class Ring(Parameters):
    """What a note may set; counts go by difficulty when left out."""

    nodes: Annotated[Numbers, between(3, 5)] | None = None
    virtual_nodes: Annotated[Numbers, between(1, 4)] | None = None
    """Tokens of each node."""


SIZE: Final = 100
NAMES: Final = ("A", "B", "C", "D", "E", "F")
NODES = {1: spread(4, 5), 2: spread(3, 4), 3: spread(4, 5)}
VIRTUAL = {1: spread(1, 2), 2: spread(2, 3), 3: spread(2, 3)}
SETTING: Final = (
    f"Consistent hashing on positions 0 to {SIZE - 1}: a key belongs to the node of the"
    " first token at its position or clockwise (upwards) of it. Tokens:"
)
HINTS: Final = (
    "Sort all tokens by position.",
    "After the last token the ring goes on with the first.",
)


def _drawn(parameters: Ring, chance: Chance) -> dict[int, str]:
    level = parameters.difficulty
    count = (parameters.nodes or NODES[level]).draw(chance)
    each = (parameters.virtual_nodes or VIRTUAL[level]).draw(chance)
    return model.draw(chance, NAMES[:count], each, SIZE)


def _nodes(tokens: dict[int, str]) -> list[str]:
    return sorted(set(tokens.values()))


def _table(tokens: dict[int, str]) -> str:
    rows = [
        f"{node}  " + "  ".join(f"{t:2}" for t in sorted(tokens) if tokens[t] == node)
        for node in _nodes(tokens)
    ]
    return fenced(rows)


def _ring(tokens: dict[int, str]) -> str:
    """The ring as a row, each token with its node."""
    return "Clockwise: " + ", ".join(f"{t} {tokens[t]}" for t in sorted(tokens)) + "."


# --- owners -----------------------------------------------------------------------


def _ask_owner(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    last = max(tokens)
    position = chance.whole(0, SIZE - 1)
    if chance.whole(1, 3) == 1 and last < SIZE - 1:
        position = chance.whole(last + 1, SIZE - 1)
    right = model.owner(tokens, position)
    wrong = [
        Wrong(model.counterclockwise(tokens, position), "goes counterclockwise"),
        Wrong(model.nearest(tokens, position, SIZE), "takes the nearest token"),
        Wrong(model.unwrapped(tokens, position), "does not go on at 0 after the end"),
        Wrong(model.walk(tokens, position)[1], "goes one token too far"),
        Wrong(
            _nodes(tokens)[position % len(_nodes(tokens))],
            "takes the position mod the number of nodes",
        ),
    ]
    text = f"{SETTING}\n\n{_table(tokens)}\n\nWhich node owns a key at {position}?"
    question = choice_question(text, right, wrong, chance)
    first = next((t for t in sorted(tokens) if t >= position), None)
    why = f"{_ring(tokens)} " + (
        f"From {position} the first token is {first}, of {right}."
        if first is not None
        else f"After {position} comes no token up to {SIZE - 1}, so the ring goes on at"
        f" 0: the first is {min(tokens)}, of {right}."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_share(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    node = chance.pick(_nodes(tokens))
    order = sorted(tokens)
    has = model.shares(tokens, SIZE)[node]
    mirrored = {SIZE - t: name for t, name in tokens.items()}
    gap = order[0] + SIZE - order[-1]
    wrong = [
        (model.shares(mirrored, SIZE)[node], "counts the range after each token"),
        (SIZE / len(_nodes(tokens)), "takes equal shares, as only many tokens give"),
    ]
    if tokens[order[0]] == node:
        wrong.append((has - gap + order[0], "leaves out what lies before 0"))
    parts = []
    for before, token in zip([order[-1], *order[:-1]], order, strict=True):
        if tokens[token] == node:
            parts.append((before, token, (token - before) % SIZE))
    wrong.append((max(part for _, _, part in parts), "counts the largest range only"))
    text = (
        f"{SETTING}\n\n{_table(tokens)}\n\nHow many of the {SIZE} positions belong to"
        f" {node}?"
    )
    question = numeric_question(text, has, wrong, unit="positions")
    rows = [
        f"- after {before} up to {token}: {part} positions"
        + (" (past the end)" if before > token else "")
        for before, token, part in parts
    ]
    why = (
        f"{_ring(tokens)}\n\n{node} owns what lies before each of its tokens, back to"
        " the token before:\n\n" + "\n".join(rows) + f"\n\nTogether {has}."
    )
    return Instance(question, why, HINTS)


# --- moves ------------------------------------------------------------------------


def _ask_join(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    nodes = _nodes(tokens)
    new = NAMES[len(nodes)]
    free = [t for t in range(SIZE) if all(abs(t - o) > 1 for o in tokens)]
    taken = sorted(chance.shuffled(free)[: len(tokens) // len(nodes)])
    after = tokens | dict.fromkeys(taken, new)
    moved = model.shares(after, SIZE)[new]
    mirrored = {SIZE - t: name for t, name in after.items()}
    split = sum(
        _range(tokens, position)
        for position in sorted({_next(tokens, t) for t in taken})
    )
    wrong = (
        (model.shares(mirrored, SIZE)[new], "counts the range after each new token"),
        (SIZE / (len(nodes) + 1), "is the average of many rings, not of this one"),
        (split, "moves all of each range that is cut"),
        (SIZE * len(nodes) / (len(nodes) + 1), "moves as many as hashing mod N does"),
    )
    text = (
        f"{SETTING}\n\n{_table(tokens)}\n\n{new} joins with tokens {listed(taken)}. How"
        f" many of the {SIZE} positions get another owner?"
    )
    question = numeric_question(text, moved, wrong, unit="positions")
    rows = []
    order = sorted(after)
    for token in taken:
        before = order[order.index(token) - 1]
        loser = model.owner(tokens, token)
        from_whom = f"from {loser}" if after[before] != new else f"from {loser} too"
        rows.append(
            f"- after {before} up to {token}: {(token - before) % SIZE} {from_whom}"
        )
    why = (
        f"{_ring(after)}\n\nOnly positions between a new token and the token before it"
        " move, all of them to the new node:\n\n"
        + "\n".join(rows)
        + f"\n\nTogether {moved}; nothing moves between the old nodes."
    )
    return Instance(question, why, HINTS)


def _next(tokens: dict[int, str], position: int) -> int:
    order = sorted(tokens)
    return next((t for t in order if t >= position), order[0])


def _range(tokens: dict[int, str], token: int) -> int:
    order = sorted(tokens)
    return (token - order[order.index(token) - 1]) % SIZE


def _ask_leave(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    nodes = _nodes(tokens)
    gone = chance.pick(nodes)
    left = model.without(tokens, gone)
    mine = [t for t in sorted(tokens) if tokens[t] == gone]
    heirs = sorted({model.owner(left, t) for t in mine})
    others = [node for node in nodes if node != gone]
    wrong = [
        Wrong(
            listed(sorted({model.counterclockwise(left, t) for t in mine})),
            "takes the nodes before its tokens, not after them",
        ),
        Wrong(listed(others), "spreads them over all, as hashing mod N does"),
        Wrong(
            listed([others[nodes.index(gone) % len(others)]]),
            "takes the next name, not the next tokens",
        ),
        Wrong(model.owner(left, mine[0]), "looks at the first of its tokens only"),
        Wrong(
            listed(sorted({model.nearest(left, t, SIZE) for t in mine})),
            "gives each range to the nearest token",
        ),
    ]
    text = (
        f"{SETTING}\n\n{_table(tokens)}\n\n{gone} leaves the ring. Which nodes get keys"
        " that were its own?"
    )
    question = choice_question(text, listed(heirs), wrong, chance)
    rows = [
        f"- token {t}: next is {_next(left, t)}, of {model.owner(left, t)}"
        for t in mine
    ]
    why = (
        f"{_ring(tokens)}\n\nThe range before each token of {gone} goes to the next"
        " token that is left:\n\n" + "\n".join(rows) + "\n\nNo other key moves."
    )
    return Instance(question, why, HINTS) if question else None


# --- replicas ---------------------------------------------------------------------


def _ask_replicas(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    position = chance.whole(0, SIZE - 1)
    right = model.preference(tokens, position, 3)
    walked = model.walk(tokens, position)
    if walked[:3] == right and chance.whole(1, 4) > 1:
        return None
    back = list(dict.fromkeys(reversed(walked)))[:3]
    wrong = [
        Wrong(", ".join(walked[:3]), "takes three tokens, though two are of one node"),
        Wrong(", ".join(back), "goes counterclockwise"),
        Wrong(
            ", ".join(model.preference(tokens, position, 4)[1:]),
            "leaves out the owner itself",
        ),
        Wrong(", ".join(_by_name(tokens, right[0])), "goes by names, not by tokens"),
        Wrong(
            ", ".join([right[0], *[n for n in _nodes(tokens) if n != right[0]]][:3]),
            "takes any other nodes beside the owner",
        ),
    ]
    text = (
        f"{SETTING}\n\n{_table(tokens)}\n\nAs in Dynamo a key has N = 3 replicas, on"
        " the first three distinct nodes clockwise. Which hold a key at"
        f" {position}, in that order?"
    )
    question = choice_question(text, ", ".join(right), wrong, chance)
    start = _next(tokens, position)
    order = sorted(tokens)
    place = order.index(start)
    path = [*order[place:], *order[:place]]
    why = (
        f"From {position} clockwise come the tokens"
        f" {', '.join(f'{t} {tokens[t]}' for t in path[:8])}. A node that has come"
        f" already is skipped, so that replicas lie on three machines: {listed(right)}."
    )
    return Instance(question, why, HINTS) if question else None


def _by_name(tokens: dict[int, str], first: str) -> list[str]:
    nodes = _nodes(tokens)
    start = nodes.index(first)
    return [*nodes[start:], *nodes[:start]][:3]


def _ask_order(parameters: Ring, chance: Chance) -> Instance | None:
    tokens = _drawn(parameters, chance)
    position = chance.whole(0, SIZE - 1)
    right = tuple(model.preference(tokens, position, len(_nodes(tokens))))
    if model.walk(tokens, position)[: len(right)] == list(right):
        return None
    text = (
        f"{SETTING}\n\n{_table(tokens)}\n\nNodes fail one after another, always the"
        f" owner of the key at {position}, until one is left. Put them in the order in"
        " which they own the key."
    )
    why = (
        f"{_ring(tokens)} From {position} clockwise the owners are {listed(right)}:"
        " when a node is gone, its tokens are too, and the next one counts."
    )
    return Instance(OrderQuestion(text, right), why, HINTS)


ASKED: Final[dict[int, tuple[Callable[[Ring, Chance], Instance | None], ...]]] = {
    1: (_ask_owner, _ask_share),
    2: (_ask_join, _ask_leave, _ask_share),
    3: (_ask_replicas, _ask_leave, _ask_order),
}


def make(parameters: Ring, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then the tokens."""
    return chance.pick(ASKED[parameters.difficulty])(parameters, chance)


GENERATOR = Generator(
    name="hashing.ring",
    version=1,
    title="Find the owners of keys on a hash ring",
    source=(
        "Karger et al., Consistent Hashing and Random Trees, STOC 1997, section 4",
        "DeCandia et al., Dynamo, SOSP 2007, sections 4.2 and 4.3",
    ),
    parameters=Ring,
    make=make,
)
