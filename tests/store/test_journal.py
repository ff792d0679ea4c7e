"""The histories of many cards, read together."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from drill.ids import CardId
from tests.store.records import ALL, LEADER, QUORUM, RAFT, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = CardId("ds/raft/head#front")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record(tmp_path)
    made.put()
    yield made
    made.store.close()


def test_many_histories_are_as_each_by_itself(record: Record) -> None:
    record.learn(LEADER)
    record.learn(QUORUM)
    record.rate(QUORUM)
    record.undo()
    record.put(RAFT.replace("id: leader", "id: head\n    formerly: [leader]"))
    with record.store.read() as unit:
        found = unit.journal.histories([*ALL, HEAD])
        assert found == {
            card: unit.journal.history(card) for card in (LEADER, QUORUM, HEAD)
        }
        assert found[LEADER] == found[HEAD]
        assert [entry.retracted for entry in found[QUORUM]] == [False, False, True]


def test_many_histories_need_no_statement_of_many_values(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for card in ALL:
        record.learn(card)
    monkeypatch.setattr("drill.store.journal_rows.AT_ONCE", 3)
    monkeypatch.setattr("drill.store.link.MOST_VALUES", 3)
    with record.store.read() as unit:
        driver = unit.link.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        before = driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 6)
        try:
            found = unit.journal.histories(ALL)
        finally:
            driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)
    assert {card: len(entries) for card, entries in found.items()} == dict.fromkeys(
        ALL, 2
    )
