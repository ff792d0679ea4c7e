"""Which nodes of a segment tree are visited, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.structures import segment_tree_model as model
from drill.generators.structures.segment_tree_model import Rules, Span, after
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from drill.chance import Chance

    Additions = list[tuple[Span, int]]

SHAPE: Final = "the left child of [a, b] covers a to ⌊(a + b) / 2⌋"
HINTS: Final = (
    "Go down from the root; where does the wanted range begin to split?",
    "A node inside the range answers by itself; one outside it answers nothing.",
)


def _node(span: Span) -> str:
    return f"[{span[0]}, {span[1]}]"


def _nodes(spans: list[Span]) -> str:
    return " ".join(map(_node, spans))


def _wanted(chance: Chance, size: int) -> Span:
    first = chance.whole(0, size - 3)
    return first, chance.whole(first + 1, size - 1)


# --- nodes -----------------------------------------------------------------------


def _ask_taken(chance: Chance) -> Instance | None:
    size = chance.pick((8, 8, 12, 16))
    root, wanted = (0, size - 1), _wanted(chance, size)
    right = model.taken(root, wanted)
    if len(right) < 2:  # noqa: PLR2004 - one node alone asks nothing
        return None
    leaves = [(each, each) for each in range(wanted[0], wanted[1] + 1)]
    inner = [each for each in model.calls(root, wanted) if each not in right]
    touched = [each for each in inner if not model.is_apart(each, wanted)]
    wrong = [
        Wrong(_nodes(leaves), "goes down to the leaves: inner nodes hold their sums"),
        Wrong(_nodes(_split_at_middle(root, wanted)), "goes on below whole nodes"),
        Wrong(_nodes(_by_power(wanted)), "cuts off powers of two from the left"),
        Wrong(_nodes(touched[-1:] or [root]), "takes a node that is partly outside"),
        Wrong(_nodes([wanted]), "is the range itself: the tree has no such node"),
    ]
    kept = [each for each in wrong if len(each.text) < 60]  # noqa: PLR2004 - cells
    text = (
        f"A segment tree over positions 0 to {size - 1} keeps the sum of each node's"
        f" range; {SHAPE}. Which nodes' sums does a query for [{wanted[0]},"
        f" {wanted[1]}] add up?"
    )
    question = choice_question(text, _nodes(right), kept, chance)
    return Instance(question, _why(root, wanted), HINTS) if question else None


def _split_at_middle(root: Span, wanted: Span) -> list[Span]:
    """What is taken when whole nodes are entered once more."""
    found: list[Span] = []
    for node in model.taken(root, wanted):
        found += model.halves(node) if node[0] < node[1] else [node]
    return found


def _by_power(wanted: Span) -> list[Span]:
    first, last = wanted
    found = []
    while first <= last:
        length = 1 << ((last - first + 1).bit_length() - 1)
        found.append((first, first + length - 1))
        first += length
    return found


def _why(root: Span, wanted: Span) -> str:
    """The calls of a query as an indented tree."""
    lines = []

    def describe(node: Span, depth: int) -> None:
        said = "split"
        if model.is_apart(node, wanted):
            said = "out"
        elif model.is_within(node, wanted):
            said = "taken"
        lines.append((depth, f"{_node(node)} {said}"))
        if said == "split":
            for child in model.halves(node):
                describe(child, depth + 1)

    describe(root, 0)
    depths = sorted({depth for depth, _ in lines})
    rows = [
        "  ".join(text for depth, text in lines if depth == level) for level in depths
    ]
    drawn = fenced(rows)
    used = _nodes(model.taken(root, wanted))
    return f"{drawn}\n\nTaken: {used}. Calls in all: {len(lines)}."


def _ask_calls(chance: Chance) -> Instance | None:
    size = chance.pick((8, 8, 10, 12, 16))
    root, wanted = (0, size - 1), _wanted(chance, size)
    called, used = model.calls(root, wanted), model.taken(root, wanted)
    if len(used) < 2:  # noqa: PLR2004 - likewise
        return None
    entered = [each for each in called if not model.is_apart(each, wanted)]
    text = (
        f"A recursive sum over a segment tree of the positions 0 to {size - 1}"
        f" ({SHAPE}): a call on a node returns 0 at once if the node lies outside the"
        " wanted range, its stored sum if it lies inside, and otherwise calls itself on"
        f" both children. How many calls does [{wanted[0]}, {wanted[1]}] take, that on"
        " the root counted?"
    )
    wrong = (
        (len(entered), "leaves out calls on nodes outside the range"),
        (len(used), "counts only the nodes whose sums are used"),
        (len(called) - 1, "leaves out the root"),
        (wanted[1] - wanted[0] + 1, "counts positions"),
        (2 * size - 1, "counts all nodes of the tree"),
    )
    question = numeric_question(text, len(called), wrong, unit="calls", places=0)
    return Instance(question, _why(root, wanted), HINTS)


# --- additions -------------------------------------------------------------------


def _additions(chance: Chance, size: int, count: int) -> Additions:
    """The first one wide, so that later ones find a tag to push down."""
    half = (0, size // 2 - 1) if chance.pick((True, False)) else (size // 2, size - 1)
    found = [(chance.pick((half, (0, size - 1))), chance.whole(1, 9))]
    while len(found) < count:
        wanted, amount = _wanted(chance, size), chance.whole(1, 9)
        if wanted not in [span for span, _ in found]:
            found.append((wanted, amount))
    return found


def _tags(root: Span, additions: Additions, rules: Rules | None = None) -> str:
    found = after(root, additions, rules).pending
    return ", ".join(f"{_node(node)}: {tag}" for node, tag in found) or "none"


def _told(additions: Additions) -> str:
    return ", then ".join(f"{amount} to {_node(span)}" for span, amount in additions)


LAZY: Final = (
    "A node inside the range changes its own sum and keeps the amount as a tag for its"
    " children (leaves keep none); a node partly inside first pushes its tag to both"
    " children, then goes on to them"
)


def _ask_tags(chance: Chance) -> Instance | None:
    size = chance.pick((8, 8, 16))
    root = (0, size - 1)
    additions = _additions(chance, size, chance.pick((2, 2, 3)))
    right = _tags(root, additions)
    wrong = [
        Wrong(
            _tags(root, additions, Rules(pushes=False)),
            "leaves tags where they are: then queries must add them up",
        ),
        Wrong(
            _tags(root, additions, Rules(clears=False)),
            "keeps a tag after pushing it: it would be pushed twice",
        ),
        Wrong(
            _tags(root, additions, Rules(adds=False)),
            "replaces a tag instead of adding to it",
        ),
        Wrong(_tags(root, additions[::-1]), "takes the additions in the other order"),
        Wrong(_tags(root, additions[-1:]), "has the tags of the last addition alone"),
    ]
    kept = [each for each in wrong if len(each.text) < 68]  # noqa: PLR2004 - cells
    if len(right) > 66:  # noqa: PLR2004 - likewise
        return None
    text = (
        f"A segment tree of sums over positions 0 to {size - 1} ({SHAPE}) adds lazily."
        f" {LAZY}. All is zero; add {_told(additions)}. Which tags are pending?"
    )
    question = choice_question(text, right, kept, chance)
    return Instance(question, _why_tags(root, additions)) if question else None


def _why_tags(root: Span, additions: Additions) -> str:
    lines = []
    for done in range(1, len(additions) + 1):
        span, amount = additions[done - 1]
        used = _nodes(model.taken(root, span))
        lines.append(
            f"- {amount} to {_node(span)}, which is {used}. Tags then:"
            f" {_tags(root, additions[:done])}."
        )
    return "\n".join(lines)


def _ask_sum(chance: Chance) -> Instance | None:
    size = 8
    root = (0, size - 1)
    additions = _additions(chance, size, 2)
    left, right = model.halves(root)
    node = chance.pick((left, right, *model.halves(left), *model.halves(right)))
    tree = after(root, additions)
    if not tree.sums.get(node):
        return None
    text = (
        f"A segment tree of sums over positions 0 to {size - 1} ({SHAPE}) adds lazily."
        f" {LAZY}; on the way back each sum is that of its children. All is zero; add"
        f" {_told(additions)}. Which sum does node {_node(node)} store then, before any"
        " query?"
    )
    overlap = [
        (span, amount) for span, amount in additions if model.is_within(node, span)
    ]
    true = sum(
        amount * max(0, min(node[1], span[1]) - max(node[0], span[0]) + 1)
        for span, amount in additions
    )
    wrong = (
        (
            after(root, additions, Rules(by_length=False)).sums.get(node, 0),
            "adds each amount once, not for each position",
        ),
        (true, "counts amounts that are still tags further up"),
        (sum(amount for _, amount in overlap), "adds amounts, not sums"),
        (0, "takes the node for untouched: a tag was pushed to it"),
    )
    question = numeric_question(text, tree.sums[node], wrong, places=0)
    why = (
        f"{_why_tags(root, additions)}\n\nWith its {node[1] - node[0] + 1} positions"
        f" {_node(node)} stores {tree.sums[node]}."
    )
    if true != tree.sums[node]:
        why += f" The true sum is {true}: the rest is still a tag above it."
    return Instance(question, why, ("Which tags lie above the node at the end?",))


make = by_difficulty(
    {
        1: (_ask_taken,),
        2: (_ask_taken, _ask_calls),
        3: (_ask_calls, _ask_tags, _ask_tags, _ask_sum),
    }
)


GENERATOR = Generator(
    name="structures.segment_tree",
    version=1,
    title="Nodes and lazy tags of a segment tree",
    source=(
        "de Berg et al., Computational Geometry, 3rd edition, section 10.3",
        "Laaksonen, Competitive Programmer’s Handbook, sections 9.3 and 28.1",
    ),
    parameters=Parameters,
    make=make,
)
