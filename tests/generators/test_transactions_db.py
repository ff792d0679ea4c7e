"""The models of isolation and locking, against the papers and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.transactions.history_model import row, times
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
def test_a_snapshot_sees_the_last_version_that_was_committed_in_time(
    seed: int,
) -> None:
    chance = Chance("history", seed)
    found = times(chance)
    writers = [xid for group in found.groups for xid in group]
    ended = [xid for xid in writers if xid not in found.fates.active]
    versions = row(ended, range(len(ended) + 1), found.fates, first=1)
    for snapshot in (found.first, found.second):
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
