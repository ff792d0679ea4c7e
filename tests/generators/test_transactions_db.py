"""The models of isolation and locking, against the papers and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.transactions.anomaly_model import (
    Anomaly,
    Level,
    anomalies,
    blocked,
    edges,
    orders,
    parse,
    strongest,
)
from drill.generators.transactions.history_model import row, times
from drill.generators.transactions.lock_model import (
    Policy,
    Request,
    after,
    breakers,
    first_deadlock,
    loser,
    on_cycles,
    rolled_back,
)
from drill.generators.transactions.mvcc_model import (
    Fates,
    Rules,
    Snapshot,
    Version,
    is_removable,
    is_visible,
    was_over,
)

# --- row versions -----------------------------------------------------------------


def test_snapshots_see_what_postgresql_s_own_tests_say() -> None:
    # src/test/regress/expected/txid.out: transactions 11 to 21 by '12:20:13,15,18'.
    snapshot = Snapshot(12, 20, (13, 15, 18))
    seen = [xid for xid in range(11, 22) if was_over(xid, snapshot)]
    assert seen == [11, 12, 14, 16, 17, 19]
    assert snapshot.text() == "12:20:13,15,18"


@pytest.mark.parametrize(
    ("version", "is_seen"),
    [
        (Version(1, 5), True),  # inserted and committed before
        (Version(1, 13), False),  # its maker was running
        (Version(1, 25), False),  # its maker had not begun
        (Version(1, 6), False),  # its maker was aborted
        (Version(1, 5, 14), False),  # deleted and committed before
        (Version(1, 5, 13), True),  # its deleter was running
        (Version(1, 5, 6), True),  # its deleter was aborted
        (Version(1, 5, 30), True),  # its deleter has not committed
        (Version(1, 19), True),  # made by the transaction itself
        (Version(1, 5, 19), False),  # deleted by itself
    ],
)
def test_a_version_is_judged_as_by_heap_tuple_satisfies_mvcc(
    version: Version,
    is_seen: bool,  # noqa: FBT001 - a column of the table
) -> None:
    fates = Fates(frozenset({6}), frozenset({30, 19}))
    snapshot = Snapshot(12, 20, (13, 15, 18), me=19)
    assert is_visible(version, snapshot, fates) is is_seen


def test_vacuum_removes_only_below_the_horizon() -> None:
    # PostgreSQL documentation, 24.1.2: dead rows that no open transaction needs.
    oldest, fates = Snapshot(12, 20, (12,)), Fates(frozenset({6}), frozenset({12}))
    removable = [
        is_removable(each, oldest, fates)
        for each in (
            *(Version(1, 5), Version(1, 5, 11), Version(1, 5, 12)),
            *(Version(1, 5, 15), Version(1, 6), Version(1, 5, 6)),
        )
    ]
    assert removable == [False, True, False, False, True, False]


@given(st.integers(0, 10**6))
@settings(max_examples=50)
def test_a_snapshot_sees_the_last_version_that_was_committed_in_time(
    seed: int,
) -> None:
    chance = Chance("history", seed)
    found = times(chance)
    writers = [xid for group in found.groups for xid in group]
    ended = [xid for xid in writers if xid not in found.fates.active]
    versions = row(ended, range(len(ended) + 1), found.fates, first=1)
    for snapshot in (found.first, found.second):
        assert snapshot.xmin == min(snapshot.running, default=snapshot.xmax)
        assert snapshot.xmax - 1 not in snapshot.running
        last = [0] + [
            number
            for number, xid in enumerate(ended, 1)
            if xid not in found.fates.aborted and was_over(xid, snapshot)
        ]
        seen = [each for each in versions if is_visible(each, snapshot, found.fates)]
        assert [each.value for each in seen] == [last[-1]]


def test_wrong_rules_go_wrong_as_they_say() -> None:
    snapshot, fates = Snapshot(12, 20, (13,)), Fates(frozenset({6}), frozenset({30}))
    late, running, aborted = Version(1, 25), Version(1, 13), Version(1, 6)
    assert is_visible(late, snapshot, fates, Rules(minds_snapshot=False))
    assert is_visible(running, snapshot, fates, Rules(minds_running=False))
    assert is_visible(aborted, snapshot, fates, Rules(minds_fates=False))
    assert is_visible(replace(late, xmin=30), snapshot, fates, Rules(is_dirty=True))
    assert not is_visible(Version(1, 14), snapshot, fates, Rules(minds_order="xmin"))


# --- anomalies --------------------------------------------------------------------

BERENSON = {
    # SIGMOD 1995: the histories H1 to H5, without their values.
    "H1": "r1[x] w1[x] r2[x] r2[y] c2 r1[y] w1[y] c1",
    "H2": "r1[x] r2[x] w2[x] r2[y] w2[y] c2 r1[y] c1",
    "H3": "r1[P] w2[y in P] r2[z] w2[z] c2 r1[z] c1",
    "H4": "r1[x] r2[x] w2[x] c2 w1[x] c1",
    "H5": "r1[x] r1[y] r2[x] r2[y] w1[y] w2[x] c1 c2",
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("H1", {Anomaly.DIRTY_READ}),
        ("H2", {Anomaly.READ_SKEW}),
        ("H3", set()),  # a phantom in the broad sense: the predicate is read once
        ("H4", {Anomaly.LOST_UPDATE}),
        ("H5", {Anomaly.WRITE_SKEW}),
    ],
)
def test_berenson_s_histories_show_what_the_paper_says(
    name: str, found: set[Anomaly]
) -> None:
    history = parse(BERENSON[name])
    assert anomalies(history) == found
    assert orders(history) == []
    assert " ".join(action.text() for action in history) == BERENSON[name]


@pytest.mark.parametrize(
    ("history", "level"),
    [
        # Berenson et al., table 4: the rows of the locking levels, column by column.
        ("w1[x] w2[x] c1 c2", None),
        ("w1[x] r2[x] a1 c2", Level.READ_UNCOMMITTED),
        (BERENSON["H4"], Level.READ_COMMITTED),
        ("r1[x] w2[x] c2 r1[x] c1", Level.READ_COMMITTED),
        ("r1[P] w2[y in P] c2 r1[P] c1", Level.REPEATABLE_READ),
        (BERENSON["H2"], Level.READ_COMMITTED),
        (BERENSON["H5"], Level.READ_COMMITTED),
        ("r1[x] w1[x] c1 r2[x] w2[x] c2", Level.SERIALIZABLE),
    ],
)
def test_locks_allow_what_table_4_allows(history: str, level: Level | None) -> None:
    assert strongest(parse(history)) is level


def test_the_first_action_that_waits_is_named() -> None:
    history = parse(BERENSON["H4"])
    waiting = blocked(history, Level.REPEATABLE_READ)
    assert waiting is not None
    assert waiting.text() == "w2[x]"


def test_an_aborted_transaction_makes_no_write_skew() -> None:
    assert not anomalies(parse("r1[x] r2[y] w1[y] w2[x] a1 c2"))
    phantom = parse("r1[P] w2[y in P] c2 r1[P] c1")
    assert anomalies(phantom) == {Anomaly.PHANTOM}


def test_the_serialization_graph_is_that_of_the_textbook() -> None:
    # Ramakrishnan and Gehrke, 3rd edition, figures 17.1 and 17.2: R1(A) W2(A) W1(A)
    # W3(A), where T1 and T2 are on a cycle and both come before T3.
    history = parse("r1[A] w2[A] c2 w1[A] c1 w3[A] c3".replace("A", "a"))
    assert edges(history) == [(1, 2), (1, 3), (2, 1), (2, 3)]
    assert orders(history) == []
    assert orders(parse("r1[a] w2[a] w3[a]")) == [(1, 2, 3)]


# --- deadlock ---------------------------------------------------------------------


def requests(text: str) -> list[Request]:
    """Requests such as `1S:A 2X:B`."""
    return [Request(f"T{word[0]}", word[1], word[3:]) for word in text.split()]


def test_the_schedule_of_the_textbook_deadlocks() -> None:
    # Ramakrishnan and Gehrke, 3rd edition, figures 17.3 and 17.4: T1 waits for T2, T2
    # for T3, T4 for T2; T3's request X(A) closes a cycle of T1, T2 and T3.
    log = requests("1S:A 2X:B 1S:B 3S:C 2X:C 4X:B 3X:A")
    before = after(log[:-1]).edges()
    assert sorted(before) == [("T1", "T2"), ("T2", "T3"), ("T4", "T2")]
    assert on_cycles(before) == []
    assert first_deadlock(log) == 7
    edges = after(log).edges()
    assert on_cycles(edges) == ["T1", "T2", "T3"]
    assert breakers(edges) == ["T1", "T2", "T3"]


def test_two_shared_locks_that_are_raised_deadlock() -> None:
    # Gray and Reuter, section 7.8: lock conversions are the commonest deadlock.
    log = requests("1S:A 2S:A 1X:A 2X:A")
    assert first_deadlock(log) == 4
    assert first_deadlock(log[:3]) is None


names = st.sampled_from(("T1", "T2", "T3", "T4", "T5"))


@given(st.lists(st.tuples(names, names).filter(lambda e: e[0] != e[1]), max_size=8))
@settings(max_examples=40)
def test_on_cycles_are_those_of_some_closed_walk(
    edges: list[tuple[str, str]],
) -> None:
    arrows = set(edges)
    expected: set[str] = set()
    for length in range(2, 6):
        for walk in permutations(("T1", "T2", "T3", "T4", "T5"), length):
            steps = zip(walk, (*walk[1:], walk[0]), strict=True)
            if all(step in arrows for step in steps):
                expected |= set(walk)
    assert on_cycles(edges) == sorted(expected)


@pytest.mark.parametrize(
    ("policy", "asks", "holds", "victim"),
    [
        # Silberschatz, Korth and Sudarshan, 7th edition, section 18.2.1: T14, T15 and
        # T16 with timestamps 5, 10 and 15; T15 holds what the others ask for.
        (Policy.WAIT_DIE, 5, 10, None),
        (Policy.WAIT_DIE, 15, 10, "asks"),
        (Policy.WOUND_WAIT, 5, 10, "holds"),
        (Policy.WOUND_WAIT, 15, 10, None),
    ],
)
def test_the_older_one_is_never_rolled_back(
    policy: Policy, asks: int, holds: int, victim: str | None
) -> None:
    assert loser(policy, asks, holds) == victim


def test_a_log_is_run_under_a_policy() -> None:
    log = requests("1X:A 2X:B 2X:A 1X:B")
    old, young = {"T1": 1, "T2": 2}, {"T1": 2, "T2": 1}
    assert rolled_back(log, old, Policy.WAIT_DIE) == ["T2"]
    assert rolled_back(log, young, Policy.WAIT_DIE) == ["T1"]
    assert rolled_back(log, old, Policy.WOUND_WAIT) == ["T2"]
    assert rolled_back(log, young, Policy.WOUND_WAIT) == ["T1"]
    assert rolled_back(requests("1X:A 2X:A 2X:B"), old, Policy.WOUND_WAIT) == []
    freed = requests("2X:A 1X:A 3X:B 2X:B")
    stamps = {"T1": 1, "T2": 3, "T3": 2}
    assert rolled_back(freed, stamps, Policy.WAIT_DIE) == ["T2"]
