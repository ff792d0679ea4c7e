"""Insert into a small B+ tree and say what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.storage.btree_model import Rules, Tree, built, insert, levels
from drill.generators.wording import counted, fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

MISTAKES: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"leaf_sends": "move"}, "moves the leaf’s key up: a B+ tree copies it"),
    ({"inner_sends": "copy"}, "copies the inner key up: it moves, only leaves copy"),
    ({"leaf_goes": "left"}, "sends up the last key of the left half"),
    ({"leaf_keeps": "larger"}, "leaves the larger half on the left"),
    ({"splits_when": "full"}, "splits a node that is full but not over-full"),
)
"""What somebody gets wrong of the rules, and the error."""


def _setting(rules: Rules) -> str:
    over = rules.capacity + 1
    left = over // 2
    return (
        f"Nodes of a B+ tree hold up to {rules.capacity} keys. A leaf with {over} keeps"
        f" {left}, moves {over - left} to a new leaf on its right and copies the first"
        f" of those up. An inner node with {over} moves key number {over // 2 + 1} up"
        " and splits around it."
    )


def _rules(chance: Chance) -> Rules:
    return Rules(chance.pick((3, 4, 4)))


def _keys(chance: Chance, count: int) -> list[int]:
    return chance.shuffled(range(2, 99))[:count]


def _node(keys: Sequence[int]) -> str:
    return f"[{' '.join(map(str, keys))}]"


def _row(nodes: Sequence[Sequence[int]]) -> str:
    return " ".join(map(_node, nodes))


def _upper(tree: Tree, count: int) -> str:
    """The uppermost levels, in a line."""
    rows = [_row([node.keys for node in level]) for level in levels(tree)[:count]]
    return " over ".join(rows)


def _drawing(tree: Tree) -> str:
    rows = [_row([node.keys for node in level]) for level in levels(tree)]
    lines = [row.center(len(rows[-1])).rstrip() for row in rows]
    return fenced(lines)


def _after(keys: Sequence[int], key: int, rules: Rules, flaw: dict[str, Any]) -> Tree:
    """The tree of some keys after one more, inserted by rules with a flaw."""
    tree = built(keys, rules)
    tree.rules = replace(rules, **flaw)
    insert(tree, key)
    return tree


def _others(keys: Sequence[int], key: int, rules: Rules) -> list[tuple[Tree, str]]:
    """Trees of everybody who makes one error at the last insertion."""
    return [(_after(keys, key, rules, flaw), why) for flaw, why in MISTAKES]


def _with_root(
    rules: Rules, root_keys: int, chance: Chance
) -> tuple[list[int], Tree] | None:
    """Keys whose tree has two levels and so many keys in its root."""
    fresh, keys = _keys(chance, 16), []
    while fresh:
        keys.append(fresh.pop())
        tree = built(keys, rules)
        if len(levels(tree)) == 2 and len(tree.root.keys) == root_keys:  # noqa: PLR2004
            return keys, tree
    return None


def _splitting(keys: Sequence[int], tree: Tree, chance: Chance) -> int | None:
    """A new key that falls into a full leaf, if there is such a leaf."""
    full = [
        leaf.keys for leaf in levels(tree)[-1] if len(leaf.keys) == tree.rules.capacity
    ]
    if not full:
        return None
    leaf = chance.pick(full)
    inside = [key for key in range(leaf[0], leaf[-1] + 1) if key not in keys]
    return chance.pick(inside) if inside else None


# --- what is asked ----------------------------------------------------------------


def _ask_leaf(chance: Chance) -> Instance | None:
    rules = _rules(chance)
    *keys, key = _keys(chance, rules.capacity + 1)
    after = _after(keys, key, rules, {})
    wrong = [Wrong(_upper(tree, 2), why) for tree, why in _others(keys, key, rules)[:4]]
    text = (
        f"{_setting(rules)} The root is the leaf {_node(sorted(keys))}. What is the"
        f" tree after {key} has been inserted?"
    )
    question = choice_question(text, _upper(after, 2), wrong, chance)
    left, right = (node.keys for node in levels(after)[1])
    why = (
        f"With {key} the leaf would hold {rules.capacity + 1} keys:"
        f" {_node(sorted([*keys, key]))}. It splits into {_node(left)} and"
        f" {_node(right)}. {right[0]} is copied up into a new root; it stays in its"
        f" leaf, for only leaves hold the rows.\n\n{_drawing(after)}"
    )
    hint = f"Sort the {rules.capacity + 1} keys and cut them."
    return Instance(question, why, (hint,)) if question else None


def _ask_root(chance: Chance) -> Instance | None:
    rules = _rules(chance)
    found = _with_root(rules, chance.whole(1, rules.capacity - 1), chance)
    if found is None or (key := _splitting(*found, chance)) is None:
        return None
    keys, tree = found
    before = _drawing(tree)
    after = _after(keys, key, rules, {})
    wrong = [(other.root.keys, why) for other, why in _others(keys, key, rules)]
    wrong.append((tree.root.keys, "leaves the root as it was: its leaf was full"))
    wrong.append((sorted([*tree.root.keys, key]), "sends the new key itself up"))
    text = (
        f"{_setting(rules)}\n\n{before}\n\nWhich keys does the root hold after {key}"
        " has been inserted? Type them with spaces between them."
    )
    question = list_question(text, after.root.keys, wrong)
    why = (
        f"{key} belongs into a leaf that is full. The leaf splits, and the first key of"
        f" its right half is copied into the root, which has room.\n\n{_drawing(after)}"
    )
    return Instance(question, why, ("Into which leaf does the key go?",))


def _ask_sequence(chance: Chance) -> Instance | None:
    rules = _rules(chance)
    *keys, key = _keys(chance, rules.capacity * 2 + chance.whole(0, 3))
    after = _after(keys, key, rules, {})
    if len(levels(after)) != 2 or len(after.root.keys) < 2:  # noqa: PLR2004
        return None
    wrong = [
        Wrong(_node(built([*keys, key], replace(rules, **flaw)).root.keys), why)
        for flaw, why in MISTAKES
        if "inner_sends" not in flaw
    ]
    row = " ".join(map(str, [*keys, key]))
    text = (
        f"{_setting(rules)} These keys are inserted into an empty tree, one after"
        f" another:\n\n```text\n{row}\n```\n\nWhat is the root then?"
    )
    question = choice_question(text, _node(after.root.keys), wrong, chance)
    why = f"{_steps([*keys, key], rules)}\n\n{_drawing(after)}"
    hint = f"The first split comes with key number {rules.capacity + 1}."
    return Instance(question, why, (hint,)) if question else None


def _steps(keys: Sequence[int], rules: Rules) -> str:
    """What each split does, in a line each."""
    said = []
    for count in range(1, len(keys) + 1):
        tree = built(keys[:count], rules)
        before = built(keys[: count - 1], rules)
        if tree.leaf_splits > before.leaf_splits:
            root = _node(tree.root.keys)
            said.append(f"- {keys[count - 1]} splits a leaf: the root is {root}.")
    return "\n".join(said)


def _ask_inner(chance: Chance) -> Instance | None:
    rules = _rules(chance)
    found = _with_root(rules, rules.capacity, chance)
    if found is None or (key := _splitting(*found, chance)) is None:
        return None
    keys, tree = found
    after = _after(keys, key, rules, {})
    wrong = [
        Wrong(_upper(other, 2), why) for other, why in _others(keys, key, rules)[:4]
    ]
    if len(levels(after)) != 3:  # noqa: PLR2004
        return None
    text = (
        f"{_setting(rules)}\n\n{_drawing(tree)}\n\nWhat are the two upper levels after"
        f" {key} has been inserted?"
    )
    question = choice_question(text, _upper(after, 2), wrong, chance)
    hint = "The leaf splits first. What does the root hold then?"
    return (
        Instance(question, _why_inner(tree, after, key), (hint,)) if question else None
    )


def _why_inner(before: Tree, after: Tree, key: int) -> str:
    lower = [node.keys for node in levels(after)[1]]
    up = after.root.keys[0]
    all_keys = sorted([*lower[0], up, *lower[1]])
    (copied,) = [each for each in all_keys if each not in before.root.keys]
    return (
        f"{key} splits its leaf, and {copied} is copied up. The root would hold"
        f" {_node(all_keys)}: it splits too. {up} moves into a new root and is left in"
        f" neither half. The tree grows at its root, so all leaves stay equally"
        f" deep.\n\n{_drawing(after)}"
    )


def _ask_written(chance: Chance) -> Instance | None:
    rules = _rules(chance)
    found = _with_root(rules, chance.whole(rules.capacity - 1, rules.capacity), chance)
    if found is None:
        return None
    keys, tree = found
    splitting = _splitting(keys, tree, chance)
    key = splitting if splitting and chance.fraction() < 0.8 else _keys(chance, 1)[0]  # noqa: PLR2004
    if key in keys:
        return None
    after = _after(keys, key, rules, {})
    leaf, inner = after.leaf_splits - tree.leaf_splits, after.inner_splits
    answer = 1 + 2 * leaf + 2 * inner
    text = (
        f"{_setting(rules)}\n\n{_drawing(tree)}\n\n{key} is inserted. How many nodes"
        " must be written, new ones included (no links between leaves, no parent"
        " pointers)?"
    )
    wrong = (
        (1, "writes the leaf only"),
        (1 + leaf + inner, "forgets the node that takes the key that goes up"),
        (leaf + inner + (1 if inner else 0), "counts the new nodes only"),
        (
            3,
            "stops at the parent: it is full too"
            if inner
            else "splits a leaf with room",
        ),
        (5, "splits the root, which has room"),
    )
    question = numeric_question(text, answer, wrong, unit="nodes")
    why = {
        0: "The leaf has room: it alone is written.",
        1: "The leaf splits: two leaves and the root, which takes a key more.",
        2: "The leaf and the root split: two leaves, two inner nodes, a new root.",
    }[leaf + inner]
    return Instance(question, f"{why}\n\n{_drawing(after)}", ("Is the leaf full?",))


def _ask_rising(chance: Chance) -> Instance:
    rules = Rules(chance.pick((4, 5, 6, 8, 10)))
    count = chance.whole(20, 80)
    tree = built(range(1, count + 1), rules)
    answer = len(levels(tree)[-1])
    over = rules.capacity + 1
    left, right = over // 2, over - over // 2
    text = (
        f"{_setting(rules)} The keys 1 to {count} are inserted in rising order into an"
        " empty tree. How many leaves are there then?"
    )
    wrong = (
        (
            -(-count // rules.capacity),
            "packs the leaves full: split ones stay half full",
        ),
        (-(-count // right), f"takes {right} keys for each leaf"),
        (count // left, f"takes {left} keys for the last leaf too"),
        (tree.leaf_splits, "counts the splits: the first leaf came without one"),
    )
    question = numeric_question(text, answer, wrong, unit="leaves")
    last = count - left * (answer - 1)
    why = (
        "All new keys go to the last leaf. Whenever that holds"
        f" {over}, it leaves {counted(left, 'key')} behind, and nothing is ever added"
        f" there: {answer - 1} leaves of {left} and a last one of {last}, together"
        f" {count}. So a load in rising order leaves the pages half empty, unless the"
        " engine splits at the right end."
    )
    return Instance(question, why, ("Which leaves still grow after a split?",))


make = by_difficulty(
    {
        1: (_ask_leaf, _ask_root),
        2: (_ask_sequence, _ask_sequence, _ask_root),
        3: (_ask_inner, _ask_inner, _ask_written, _ask_rising),
    }
)


GENERATOR = Generator(
    name="storage.btree_split",
    version=1,
    title="Insert into a B+ tree",
    source=("Ramakrishnan and Gehrke, Database Management Systems, 3rd edition, 10.5",),
    parameters=Parameters,
    make=make,
)
