"""The models of storage engines, against worked examples and formulas."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.storage.aries_model import (
    Analysis,
    Checkpoint,
    Kind,
    Record,
    analysis,
    redo_start,
    redone,
    undone,
)
from drill.generators.storage.btree_height_model import (
    Shape,
    capacity,
    fits,
    nodes,
    range_reads,
)
from drill.generators.storage.btree_height_model import levels as height
from drill.generators.storage.btree_model import (
    Node,
    Rules,
    Tree,
    built,
    insert,
    levels,
)
from drill.generators.storage.clock_model import Frame, Pool, fetch
from drill.generators.storage.clock_model import Rules as ClockRules
from drill.generators.storage.lsm_model import (
    Policy,
    Table,
    expected_reads,
    lookup,
    runs,
    space_amplification,
    write_amplification,
)
from drill.generators.storage.lsm_model import levels as lsm_levels

# --- B+ trees ---------------------------------------------------------------------


def rows(tree: Tree) -> list[list[list[int]]]:
    return [[node.keys for node in level] for level in levels(tree)]


def test_inserting_8_splits_the_textbook_s_tree_as_drawn() -> None:
    # Ramakrishnan and Gehrke, 3rd edition, figures 10.9 to 10.12 (order d = 2).
    leaves = ([2, 3, 5, 7], [14, 16], [19, 20, 22], [24, 27, 29], [33, 34, 38, 39])
    root = Node([13, 17, 24, 30], [Node(list(keys)) for keys in leaves])
    tree = Tree(Rules(capacity=4), root)
    insert(tree, 8)
    assert rows(tree) == [
        [[17]],
        [[5, 13], [24, 30]],
        [
            *([2, 3], [5, 7, 8], [14, 16]),
            *([19, 20, 22], [24, 27, 29], [33, 34, 38, 39]),
        ],
    ]
    assert (tree.leaf_splits, tree.inner_splits) == (1, 1)


@given(st.integers(3, 10), st.integers(1, 150))
@settings(max_examples=50)
def test_rising_keys_leave_leaves_half_full(capacity: int, count: int) -> None:
    # Each split of the last leaf leaves (capacity + 1) // 2 keys behind for good.
    leaves = levels(built(range(count), Rules(capacity)))[-1]
    left = (capacity + 1) // 2
    splits = (count - capacity - 1) // left + 1 if count > capacity else 0
    assert len(leaves) == splits + 1
    assert all(len(leaf.keys) == left for leaf in leaves[:-1])


@given(
    st.integers(3, 6),
    st.lists(st.integers(0, 500), unique=True, min_size=1, max_size=60),
)
@settings(max_examples=50)
def test_every_node_keeps_its_bounds(capacity: int, keys: list[int]) -> None:
    tree = built(keys, Rules(capacity))
    found = levels(tree)
    assert [key for leaf in found[-1] for key in leaf.keys] == sorted(keys)
    for level in found:
        for node in level:
            assert len(node.keys) <= capacity
            assert node is tree.root or len(node.keys) >= capacity // 2
            assert len(node.children) in (0, len(node.keys) + 1)
    for node in found[-2] if len(found) > 1 else []:
        assert node.keys == [child.keys[0] for child in node.children[1:]]


@pytest.mark.parametrize(
    ("flaw", "upper"),
    [
        (Rules(leaf_sends="move"), [[[17]], [[5, 13], [24, 30]]]),
        (Rules(inner_sends="copy"), [[[17]], [[5, 13], [17, 24, 30]]]),
        (Rules(leaf_goes="left"), [[[17]], [[3, 13], [24, 30]]]),
        (Rules(leaf_keeps="larger"), [[[17]], [[7, 13], [24, 30]]]),
    ],
)
def test_wrong_rules_go_wrong_as_they_say(
    flaw: Rules, upper: list[list[list[int]]]
) -> None:
    leaves = ([2, 3, 5, 7], [14, 16], [19, 20, 22], [24, 27, 29], [33, 34])
    tree = Tree(flaw, Node([13, 17, 24, 30], [Node(list(keys)) for keys in leaves]))
    insert(tree, 8)
    assert rows(tree)[:2] == upper


def test_a_cautious_tree_splits_full_nodes() -> None:
    assert rows(built((1, 2, 3, 4), Rules(splits_when="full"))) == [
        [[3]],
        [[1, 2], [3, 4]],
    ]


# --- height -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level_count", "records"),
    [(3, 2_352_637), (4, 312_900_721)],
)
def test_trees_hold_what_ramakrishnan_and_gehrke_say(
    level_count: int, records: int
) -> None:
    # Section 10.8.3: order 100 and a fill factor of 67 % give a fan-out of 133; the
    # book rounds the second figure to 312,900,700.
    assert capacity(level_count, Shape(133, 133)) == records


def test_four_levels_reach_256_terabytes() -> None:
    # Kleppmann, Designing Data-Intensive Applications, chapter 3: pages of 4 KB and
    # a branching factor of 500; he counts levels of references.
    assert capacity(5, Shape(1, 500)) * 4096 == pytest.approx(256e12)


@given(st.integers(1, 10**9), st.integers(1, 200), st.integers(2, 400))
def test_the_height_is_the_least_that_holds_all_rows(
    rows: int, leaf: int, fan_out: int
) -> None:
    shape = Shape(leaf, fan_out)
    assert capacity(height(rows, shape), shape) >= rows
    assert rows > (capacity(height(rows, shape) - 1, shape) if rows > leaf else 0)
    assert nodes(rows, shape)[-1] == 1


def test_a_page_holds_whole_entries() -> None:
    assert fits(8192, 30, 67) == 182
    assert range_reads(400, 10_000, Shape(40, 100), is_clustered=True) == 2 + 10
    assert range_reads(400, 10_000, Shape(40, 100), is_clustered=False) == 2 + 10 + 400


# --- LSM trees --------------------------------------------------------------------


def simulated_writes(depth: int, ratio: int) -> int:
    """Units written by tiering until one unit run has come to the last level."""
    levels: list[list[int]] = [[] for _ in range(depth)]
    written = 0
    while not levels[-1]:
        run, level = 1, 0
        written += run
        levels[0].append(run)
        while len(levels[level]) == ratio and level + 1 < depth:
            run = sum(levels[level])
            levels[level] = []
            level += 1
            written += run
            levels[level].append(run)
    assert levels[-1] == [ratio ** (depth - 1)]
    return written


@pytest.mark.parametrize(("depth", "ratio"), [(1, 3), (2, 4), (3, 3), (4, 2)])
def test_tiering_writes_what_a_simulation_of_its_merges_writes(
    depth: int, ratio: int
) -> None:
    per_byte = write_amplification(depth, ratio, Policy.TIERING)
    assert simulated_writes(depth, ratio) == per_byte * ratio ** (depth - 1)


def test_leveling_moves_eleven_tables_for_one() -> None:
    # LevelDB, doc/impl.md: a table of 2 MB is merged with about ten of the next level,
    # for that is ten times as large (and two at the borders, which we leave out).
    one_level = write_amplification(2, 10, Policy.LEVELING) - 1
    assert one_level == 11
    assert write_amplification(4, 10, Policy.LEVELING) == 1 + 3 * one_level


def test_space_amplification_is_that_of_rocksdb() -> None:
    # RocksDB wiki, Leveled Compaction, level_compaction_dynamic_level_bytes: with a
    # multiplier of 10, 90 % of the data is in the last level and 9 % above it.
    assert space_amplification(6, 10) == pytest.approx(1.1111, abs=1e-4)


@given(st.integers(1, 8), st.integers(2, 12), st.floats(0, 1))
def test_lookups_of_absent_keys_cost_runs_times_rate(
    depth: int, ratio: int, rate: float
) -> None:
    # Monkey, table 1: O(L * p) under leveling, O(L * (T - 1) * p) under tiering.
    assert runs(depth, ratio, Policy.LEVELING) == depth
    count = runs(depth, ratio, Policy.TIERING)
    assert count == depth * (ratio - 1)
    assert expected_reads([rate] * count) == pytest.approx(count * rate)


@given(st.integers(1, 10**6), st.integers(1, 500), st.integers(2, 10))
def test_levels_hold_a_geometric_series(data: int, first: int, ratio: int) -> None:
    count = lsm_levels(data, first, ratio)
    room = [first * (ratio**n - 1) // (ratio - 1) for n in (count - 1, count)]
    assert room[0] < data <= room[1]


def test_a_lookup_reads_level_0_from_the_newest_then_one_table_a_level() -> None:
    # LevelDB, doc/impl.md, Level 0 and Compactions.
    tables = (
        Table("old", 0, 1, 1, 9),
        Table("new", 0, 0, 5, 30),
        Table("aside", 0, 2, 10, 20),
        Table("one", 1, 0, 1, 8),
        Table("next", 1, 0, 9, 40),
        Table("two", 2, 0, 3, 7),
    )
    assert [each.name for each in lookup(tables, 7)] == ["new", "old", "one", "two"]


# --- ARIES ------------------------------------------------------------------------

UPDATE, CLR = Kind.UPDATE, Kind.CLR
FIRST_CRASH = (
    Record(10, UPDATE, "T1", "P5"),
    Record(20, UPDATE, "T2", "P3"),
    Record(30, Kind.ABORT, "T1"),
    Record(40, CLR, "T1", "P5", None, 10),
    Record(45, Kind.END, "T1"),
    Record(50, UPDATE, "T3", "P1"),
    Record(60, UPDATE, "T2", "P5"),
)
SECOND_CRASH = (
    *FIRST_CRASH,
    Record(70, CLR, "T2", "P5", 20, 60),
    Record(80, CLR, "T3", "P1", None, 50),
    Record(85, Kind.END, "T3"),
)


def test_restart_goes_as_in_the_textbook() -> None:
    # Ramakrishnan and Gehrke, 3rd edition, section 18.6, figures 18.4 to 18.6.
    found = analysis(FIRST_CRASH, Checkpoint())
    pages = {"P5": 10, "P3": 20, "P1": 50}
    assert found == Analysis({"T2": 60, "T3": 50}, (), pages)
    assert redo_start(found) == 10
    assert undone(FIRST_CRASH, found) == [60, 50, 20]


def test_a_crash_during_restart_undoes_nothing_twice() -> None:
    # Ramakrishnan and Gehrke, figure 18.6: only LSN 20 is left to undo.
    found = analysis(SECOND_CRASH, Checkpoint())
    assert found.losers == {"T2": 70}
    assert undone(SECOND_CRASH, found) == [20]


def test_redo_repeats_history_where_the_page_is_older() -> None:
    found = analysis(FIRST_CRASH, Checkpoint())
    assert redone(FIRST_CRASH, found, {}) == [10, 20, 40, 50, 60]
    assert redone(FIRST_CRASH, found, {"P5": 40, "P3": 20}) == [50, 60]


def test_analysis_begins_with_the_tables_of_the_checkpoint() -> None:
    start = Checkpoint(35, {"T1": 10, "T2": 20}, {"P3": 20})
    log = (*FIRST_CRASH, Record(70, Kind.COMMIT, "T2"))
    found = analysis(log, start)
    assert found == Analysis({"T3": 50}, ("T2",), {"P3": 20, "P5": 40, "P1": 50})
    assert redo_start(found) == 20
    assert redone(log, found, {}) == [20, 40, 50, 60]
    assert redo_start(Analysis({}, (), {})) is None


# --- CLOCK ------------------------------------------------------------------------


def empty(frames: int) -> Pool:
    return Pool([Frame() for _ in range(frames)])


def test_clock_faults_as_in_stallings() -> None:
    # Operating Systems, 7th edition, figure 8.15: 5 faults after the frames are full,
    # and the pages 3, 2, 5 in the frames at the end.
    pool = empty(3)
    for page in (2, 3, 2, 1, 5, 2, 4, 5, 3, 2, 5, 2):
        fetch(pool, page)
    assert pool.misses - 3 == 5
    assert pool.pages() == [3, 2, 5]


def test_pins_hold_pages_and_dirty_ones_are_written() -> None:
    pool = empty(3)
    for page in (1, 2, 3):
        fetch(pool, page, dirties=page == 2)
    pool.frames[0].pins = 1
    assert fetch(pool, 4)
    assert pool.pages() == [1, 4, 3]
    assert (pool.evicted, pool.writes, pool.hand) == ([2], 1, 2)
    assert pool.bits() == [1, 1, 0]
    for frame in pool.frames:
        frame.pins = 1
    assert not fetch(pool, 5)


@given(st.lists(st.integers(1, 6), max_size=30), st.integers(1, 4))
def test_without_bits_clock_is_fifo(pages: list[int], frames: int) -> None:
    pool = empty(frames)
    pool.rules = ClockRules(minds_bits=False)
    queue: list[int] = []
    for page in pages:
        if page not in queue:
            queue = [*queue, page][-frames:]
        fetch(pool, page)
        assert {each for each in pool.pages() if each} == set(queue)
