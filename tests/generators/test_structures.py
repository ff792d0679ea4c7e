"""Models of data structures, against textbooks and independent reckoning."""

from __future__ import annotations

import heapq
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.lists import list_question
from drill.generators.structures import fenwick_model as fenwick
from drill.generators.structures import heap_model as heap
from drill.generators.structures import segment_tree_model as segments
from drill.generators.structures.heap_model import Rules
from drill.generators.structures.union_find_model import Forest, joined
from drill.generators.structures.union_find_model import Rules as Joining

keys = st.lists(st.integers(0, 10_000), min_size=1, max_size=40, unique=True)


# --- lists to type ---------------------------------------------------------------


def test_a_list_may_be_typed_in_several_ways() -> None:
    question = list_question("Which?", [3, 7], [([7, 3], "turned"), ([3, 7], "right")])
    assert question.answer == "3 7"
    assert question.accept == ("3, 7", "3,7", "[3, 7]", "[3,7]", "[3 7]")
    assert [each.answer for each in question.mistakes] == ["7 3"]
    assert list_question("Which?", [3]).accept == ("[3]",)


# --- heaps -----------------------------------------------------------------------

TEXTBOOK = [16, 14, 10, 8, 7, 9, 3, 2, 4, 1]
"""Cormen et al., 4th edition, figures 6.1 to 6.3."""


def test_the_heap_of_a_textbook_is_built() -> None:
    # Figure 6.3: BUILD-MAX-HEAP.
    built, swaps = heap.build([4, 1, 3, 2, 16, 9, 10, 14, 8, 7], Rules(is_max=True))
    assert built == TEXTBOOK
    assert swaps == 7


def test_a_key_of_a_textbook_sinks_to_its_place() -> None:
    # Figure 6.2: MAX-HEAPIFY(A, 2), with indexes from 1.
    keys = [16, 4, 10, 14, 7, 9, 3, 2, 8, 1]
    assert heap.sink(keys, 1, Rules(is_max=True)) == 2
    assert keys == TEXTBOOK


def test_an_increased_key_of_a_textbook_rises() -> None:
    # 3rd edition, figure 6.5: HEAP-INCREASE-KEY of index 9 to 15.
    after = heap.change(TEXTBOOK, 8, 15, Rules(is_max=True))
    assert after == [16, 15, 10, 14, 7, 9, 3, 2, 8, 1]


@given(keys, st.integers(0, 10_000))
@settings(max_examples=50)
def test_heaps_are_those_of_the_standard_library(drawn: list[int], key: int) -> None:
    rules, known = Rules(), list(drawn)
    heapq.heapify(known)
    assert heap.build(drawn, rules)[0] == known
    popped = list(known)
    heapq.heappop(popped)
    assert heap.pop(known, rules) == popped
    if key not in known:
        pushed = list(known)
        heapq.heappush(pushed, key)
        assert heap.push(known, key, rules) == pushed


kinds = st.builds(Rules, is_max=st.booleans())


@given(keys, kinds, st.integers(0, 100), st.integers(10_001, 20_000))
@settings(max_examples=40)
def test_a_heap_stays_one_whatever_is_done(
    drawn: list[int], rules: Rules, place: int, key: int
) -> None:
    built, _ = heap.build(drawn, rules)
    place %= len(built)
    deleted = heap.delete(built, place, rules)
    assert heap.is_heap(deleted, rules)
    assert sorted([*deleted, built[place]]) == sorted(drawn)
    assert heap.is_heap(heap.change(built, place, key, rules), rules)
    assert heap.is_heap(heap.build_by_pushing(drawn, rules), rules)


# --- disjoint sets ---------------------------------------------------------------

TINY = "4-3 3-8 6-5 9-4 2-1 8-9 5-0 7-2 6-1 1-0 6-7"
"""`tinyUF.txt` of Sedgewick and Wayne, Algorithms, 4th edition, section 1.5."""


def test_the_weighted_quick_union_of_a_textbook_is_reproduced() -> None:
    # Section 1.5 prints two components; the parents follow by hand from its code, which
    # hangs the second root below the first on a tie.
    pairs = [(int(pair[0]), int(pair[2])) for pair in TINY.split()]
    forest = joined(10, pairs, Joining(compresses=False))
    assert forest.parent == [6, 2, 6, 4, 4, 6, 6, 2, 4, 4]
    assert forest.roots == [4, 6]


pairs = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=30)
joinings = st.builds(
    Joining, by=st.sampled_from(["size", "rank"]), compresses=st.booleans()
)


@given(pairs, joinings)
@settings(max_examples=40)
def test_sets_are_the_components_of_the_graph(
    joined_pairs: list[tuple[int, int]], rules: Joining
) -> None:
    labels = list(range(16))
    for one, other in joined_pairs:
        old, new = labels[one], labels[other]
        labels = [new if each == old else each for each in labels]
    forest = joined(16, joined_pairs, rules)
    roots = [forest.path(each)[-1] for each in range(16)]
    for one in range(16):
        for other in range(16):
            assert (roots[one] == roots[other]) == (labels[one] == labels[other])


@given(pairs, joinings)
@settings(max_examples=50)
def test_a_root_of_some_rank_has_twice_as_many_elements_for_each(
    joined_pairs: list[tuple[int, int]], rules: Joining
) -> None:
    # Tarjan and van Leeuwen 1984, lemma on ranks; the height is at most log2 of n.
    forest = joined(16, joined_pairs, rules)
    for root in forest.roots:
        members = [each for each in range(16) if forest.path(each)[-1] == root]
        height = max(len(forest.path(each)) - 1 for each in members)
        assert height <= log2(len(members))
        if rules.by == "rank":
            assert 2 ** forest.rank[root] <= len(members)


@pytest.mark.parametrize(
    ("rules", "parents"),
    [
        (Joining(), [0, 0, 0, 0, 0]),
        (Joining(compresses=False, splits=True), [0, 0, 0, 1, 2]),
        (Joining(compresses=False), [0, 0, 1, 2, 3]),
    ],
)
def test_a_find_shortens_a_path_in_three_ways(
    rules: Joining, parents: list[int]
) -> None:
    # Tarjan and van Leeuwen 1984, section 1: compression and splitting of a path.
    forest = Forest([0, 0, 1, 2, 3], rules)
    assert forest.find(4) == 0
    assert forest.parent == parents


# --- Fenwick trees ---------------------------------------------------------------


def test_the_tree_of_a_tutorial_is_built() -> None:
    # Binary Indexed Trees, Topcoder tutorial, table 1.1 (f, cumulative f, tree).
    values = [1, 0, 2, 1, 1, 3, 0, 4, 2, 5, 2, 2, 3, 1, 0, 2]
    cells = fenwick.build(values)
    assert cells[1:] == [1, 1, 2, 4, 1, 4, 0, 12, 2, 7, 2, 11, 3, 4, 0, 29]
    assert fenwick.prefix(cells, 13) == 26
    assert fenwick.downward(13) == [13, 12, 8]
    assert fenwick.upward(5, 16) == [5, 6, 8, 16]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.data())
@settings(max_examples=50)
def test_cells_give_the_sums_of_the_values(
    values: list[int], data: st.DataObject
) -> None:
    cells = fenwick.build(values)
    for index in range(1, len(values) + 1):
        first, last = fenwick.covered(index)
        assert cells[index] == sum(values[first - 1 : last])
        assert fenwick.prefix(cells, index) == sum(values[:index])
    total = sum(values)
    wanted = data.draw(st.integers(1, max(1, total)))
    passed = [cell for cell, steps_over in fenwick.descend(cells, wanted) if steps_over]
    position = passed[-1] + 1 if passed else 1
    sums = [sum(values[:end]) for end in range(1, len(values) + 1)]
    found = [end for end, each in enumerate(sums, 1) if each >= wanted]
    assert position == (found[0] if found else len(values) + 1)


# --- segment trees ---------------------------------------------------------------


@pytest.mark.parametrize("levels", range(2, 9))
def test_a_query_that_leaves_out_both_ends_calls_four_nodes_a_level(
    levels: int,
) -> None:
    # de Berg et al., section 10.3: at most four nodes a level are visited. Of [1,
    # n - 2] it is one, two, then four on each; two a level are taken from the third on.
    last = 2**levels - 1
    assert len(segments.calls((0, last), (1, last - 1))) == 4 * levels - 1
    assert len(segments.taken((0, last), (1, last - 1))) == 2 * (levels - 1)


@given(st.integers(1, 6), st.data())
@settings(max_examples=50)
def test_nodes_are_those_that_climbing_from_the_leaves_takes(
    levels: int, data: st.DataObject
) -> None:
    # The bottom-up query of Al.Cash, "Efficient and easy segment trees".
    count = 2**levels
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    left, right, width, found = first + count, last + count + 1, 1, []
    while left < right:
        base = count // width
        if left & 1:
            found.append(((left - base) * width, (left - base + 1) * width - 1))
            left += 1
        if right & 1:
            right -= 1
            found.append(((right - base) * width, (right - base + 1) * width - 1))
        left, right, width = left // 2, right // 2, width * 2
    assert segments.taken((0, count - 1), (first, last)) == sorted(found)


@given(
    st.integers(2, 20),
    st.lists(
        st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(1, 9)), max_size=8
    ),
)
@settings(max_examples=50)
def test_lazy_additions_give_the_sums_of_a_plain_array(
    count: int, drawn: list[tuple[int, int, int]]
) -> None:
    values, tree = [0] * count, segments.Tree((0, count - 1))
    for one, other, amount in drawn:
        first, last = sorted((one % count, other % count))
        tree.add((first, last), amount)
        for place in range(first, last + 1):
            values[place] += amount
    owed = list(values)
    for (first, last), tag in tree.pending:
        assert first < last
        for place in range(first, last + 1):
            owed[place] -= tag
    assert [tree.sums.get((place, place), 0) for place in range(count)] == owed
    for first in range(count):
        assert tree.query((first, count - 1)) == sum(values[first:])
