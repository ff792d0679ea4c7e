"""Follow the parents of a union-find forest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.structures.union_find_model import Forest, Rules, joined
from drill.generators.wording import array_text

if TYPE_CHECKING:
    from drill.chance import Chance

    Pairs = list[tuple[int, int]]

TIE: Final = "on a tie the root of the first argument stays a root"
HINT: Final = "Only roots are compared and linked, never the elements themselves."


def _pairs(chance: Chance, count: int, unions: int) -> Pairs:
    """Pairs to join: small sets first, so that sizes differ, then whatever comes."""
    elements = chance.shuffled(range(count))
    found = [(elements[0], elements[1]), (elements[2], elements[3])]
    while len(found) < unions:
        one, other = chance.shuffled(range(count))[:2]
        if joined(count, [*found, (one, other)]).roots != joined(count, found).roots:
            found.append((one, other))
    return found


def _deep_pairs(chance: Chance, count: int) -> Pairs:
    """Pairs whose trees become deep, so that a later find has a path to shorten."""
    one, two, three, four, *rest = chance.shuffled(range(count))
    found: Pairs = []
    for pair in ((one, two), (three, four), (two, four)):
        turned = chance.pick((True, False))
        found.append((pair[1], pair[0]) if turned else pair)
    flat = joined(count, found, Rules(compresses=False))
    deep = max(range(count), key=lambda each: len(flat.path(each)))
    found.append(chance.pick(((deep, rest[0]), (rest[0], deep))))
    if chance.pick((True, False)):
        found.append((rest[1], chance.pick((one, two, three, four))))
    return found


def _calls(pairs: Pairs) -> str:
    return ", ".join(f"union({one}, {other})" for one, other in pairs)


def _told(rules: Rules) -> str:
    """The rules of a forest, for the learner."""
    paths = "find does not shorten paths"
    if rules.compresses:
        paths = "find compresses the whole path"
    below = f"the root of lower {rules.by} goes below the other"
    if rules.by == "rank":
        below += " (ranks start at 0)"
    order = "union calls find on its first, then its second argument"
    return f"{order}; {below}; {TIE}; {paths}"


# --- who is the root -------------------------------------------------------------


def _ask_root(chance: Chance) -> Instance | None:
    count = chance.whole(7, 9)
    pairs = _pairs(chance, count, 5)
    rules = Rules(by="size", compresses=False)
    forest = joined(count, pairs, rules)
    deep = [each for each in range(count) if len(forest.path(each)) > 1]
    asked = chance.pick(deep)
    root = forest.path(asked)[-1]
    text = (
        f"Elements 0 to {count - 1} are sets of their own. In a union-find by size,"
        f" {_told(rules)}. After {_calls(pairs)}: what does find({asked}) return?"
    )

    def result(rules: Rules) -> str:
        return str(joined(count, pairs, rules).path(asked)[-1])

    wrong = [
        Wrong(result(replace(rules, tie="second")), "lets the second root win on ties"),
        Wrong(result(replace(rules, by="second")), "always hangs the second below"),
        Wrong(result(replace(rules, by="first")), "always hangs the first below"),
        Wrong(str(asked), "is the element: find returns its representative"),
        Wrong(str(forest.parent[asked]), "is the parent: find goes up to the root"),
        Wrong(str(min(_members(forest, root))), "takes the least element of the set"),
    ]
    question = choice_question(text, str(root), wrong, chance)
    return Instance(question, _why(count, pairs, rules), (HINT,)) if question else None


def _members(forest: Forest, root: int) -> list[int]:
    return [each for each in range(len(forest.parent)) if forest.path(each)[-1] == root]


def _why(count: int, pairs: Pairs, rules: Rules) -> str:
    """The parents after each union."""
    head: list[object] = ["", *range(count)]
    rows = [head]
    for done, (one, other) in enumerate(pairs, 1):
        parents = joined(count, pairs[:done], rules).parent
        rows.append([f"union({one}, {other})", *parents])
    end = "A root is its own parent."
    return f"Parents of the elements after each step:\n\n{table(rows)}\n\n{end}"


def _ask_count(chance: Chance) -> Instance:
    count = chance.whole(8, 14)
    pairs = _pairs(chance, count, chance.whole(4, 6))
    for _ in range(chance.whole(1, 2)):
        one, other = chance.pick(pairs)
        pairs.insert(chance.whole(2, len(pairs)), (other, one))
    joins = sum(
        len(joined(count, pairs[:done]).roots)
        > len(joined(count, pairs[: done + 1]).roots)
        for done in range(len(pairs))
    )
    text = (
        f"Elements 0 to {count - 1} are sets of their own. How many disjoint sets are"
        f" there after {_calls(pairs)}?"
    )
    touched = {each for pair in pairs for each in pair}
    wrong = (
        (count - len(pairs), "counts unions within one set too"),
        (joins, "counts the unions that joined two sets"),
        (count - joins - (count - len(touched)), "forgets sets of a single element"),
        (count - len(touched), "counts only elements that no union named"),
    )
    question = numeric_question(text, count - joins, wrong, unit="sets", places=0)
    idle = len(pairs) - joins
    said = f"{idle} of the {len(pairs)} unions {'finds' if idle == 1 else 'find'}"
    why = (
        f"Each union of two different sets makes one set fewer. {said} both arguments"
        f" in one set already, so {joins} count: {count} − {joins} = {count - joins}."
    )
    return Instance(question, why, ("Which unions change nothing?",))


# --- parents ---------------------------------------------------------------------


def _ask_parents(chance: Chance) -> Instance:
    count = chance.whole(6, 8)
    by = chance.pick(("size", "rank"))
    rules = Rules(by=by, compresses=chance.pick((True, True, False)))
    pairs = _deep_pairs(chance, count)
    forest = joined(count, pairs, rules)
    wrong = [
        (joined(count, pairs, replace(rules, tie="second")).parent, "ties reversed"),
        (
            joined(
                count, pairs, replace(rules, compresses=not rules.compresses)
            ).parent,
            "does not compress" if rules.compresses else "compresses paths",
        ),
        (joined(count, pairs, replace(rules, by="second")).parent, f"ignores the {by}"),
        (
            joined(count, pairs, replace(rules, links_roots=False)).parent,
            "links the elements, not their roots",
        ),
    ]
    text = (
        f"Elements 0 to {count - 1} are sets of their own, each its own parent. Rules:"
        f" {_told(rules)}. After {_calls(pairs)}: what are the parents? Type those of"
        f" 0 to {count - 1}, with spaces between them."
    )
    question = list_question(text, forest.parent, wrong)
    return Instance(question, _why(count, pairs, rules), (HINT,))


# --- shortening paths ------------------------------------------------------------


def _given_tree(chance: Chance, count: int) -> tuple[list[int], int]:
    """Parents of one tree with a long path, and an element at its end."""
    names = chance.shuffled(range(count))
    parent = [0] * count
    length = chance.whole(5, 6)
    for place, name in enumerate(names):
        above = place - 1 if place < length else chance.whole(0, length - 2)
        parent[name] = names[max(0, above)]
    return parent, names[length - 1]


def _ask_find(chance: Chance) -> Instance | None:
    count = chance.whole(8, 10)
    parent, deep = _given_tree(chance, count)
    is_split = chance.pick((True, False))

    def after(compresses: bool, splits: bool) -> list[int]:  # noqa: FBT001 - a local
        forest = Forest(list(parent), Rules(compresses=compresses, splits=splits))
        forest.find(deep)
        return forest.parent

    split, full = after(False, True), after(True, False)  # noqa: FBT003 - likewise
    only_one = list(parent)
    only_one[deep] = Forest(list(parent), Rules()).path(deep)[-1]
    star = [only_one[deep]] * count
    right, other = (split, full) if is_split else (full, split)
    done = (
        "path splitting (each node on the path gets its former grandparent as parent)"
        if is_split
        else "full path compression"
    )
    said = "splits instead of compressing" if not is_split else "compresses instead"
    wrong = [
        Wrong(array_text(other), said),
        Wrong(array_text(only_one), "moves only the element that was looked for"),
        Wrong(array_text(star), "hangs all below the root, even those off the path"),
        Wrong(array_text(parent), "changes nothing: that is find without shortening"),
    ]
    text = (
        f"A union-find forest has these parents:\n\n"
        f"{table([['element', *range(count)], ['parent', *parent]])}\n\n"
        f"What are the parents of 0 to {count - 1} after find({deep}) with {done}?"
    )
    question = choice_question(text, array_text(right), wrong, chance)
    path = Forest(list(parent), Rules()).path(deep)
    why = (
        f"The path is {' → '.join(map(str, path))}. Only its nodes change:"
        f" {'each skips one' if is_split else f'each gets {path[-1]} as parent'}."
        f" So the parents become\n\n"
        f"{table([['element', *range(count)], ['parent', *right]])}"
    )
    return (
        Instance(question, why, ("Write down the path first.",)) if question else None
    )


_WHY_RANK: Final = (
    "A rank grows only when two roots of equal rank are joined, so a root of rank r has"
    " two trees of rank r − 1 in it: at least 2^r elements."
)


def _ask_least(chance: Chance) -> Instance:
    rank = chance.whole(3, 9)
    text = (
        f"In a union-find by rank with path compression (ranks start at 0), a root has"
        f" rank {rank}. How many elements has its tree at the least?"
    )
    wrong = (
        (rank + 1, "takes a path: union by rank never builds one"),
        (2 ** (rank + 1) - 1, "takes a full binary tree of that height"),
        (2 ** (rank - 1), "starts with rank 1 for one element"),
        (2 * rank, "doubles the rank instead of doubling for each"),
    )
    question = numeric_question(text, 2**rank, wrong, unit="elements", places=0)
    why = f"{_WHY_RANK} 2^{rank} = {2**rank}. Compression moves none to another tree."
    return Instance(question, why, ("When does a rank grow?",))


def _ask_height(chance: Chance) -> Instance:
    height = chance.whole(3, 9)
    count = 2**height + chance.whole(0, 2**height - 1)
    text = (
        f"A union-find joins {count} elements by rank, without compressing paths. How"
        " many edges lie between an element and its root at the most?"
    )
    wrong = (
        (count - 1, "takes a path: union by rank never builds one"),
        (height + 1, "counts nodes instead of edges, or rounds up"),
        (height - 1, "starts with rank 1 for one element"),
    )
    question = numeric_question(text, height, wrong, unit="edges", places=0)
    why = (
        f"{_WHY_RANK} Without compression rank is height. 2^{height} = {2**height} ≤"
        f" {count} < 2^{height + 1}, so {height} edges at the most."
    )
    return Instance(question, why, ("When does the height of a tree grow?",))


make = by_difficulty(
    {
        1: (_ask_root, _ask_count),
        2: (_ask_parents, _ask_find),
        3: (_ask_parents, _ask_find, _ask_least, _ask_height),
    }
)


GENERATOR = Generator(
    name="structures.union_find",
    version=1,
    title="Follow the parents of a union-find forest",
    source=(
        "Tarjan and van Leeuwen, Worst-case analysis of set union, JACM 31(2), 1984",
        "Sedgewick and Wayne, Algorithms, 4th edition, section 1.5",
    ),
    parameters=Parameters,
    make=make,
)
