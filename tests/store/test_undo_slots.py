"""Where the rows of large operations are kept for a quick undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from drill.events import Flagged
from drill.store import undo_slots as slots
from drill.store.schema import undo_slots
from tests.store.records import ALL, LEADER

if TYPE_CHECKING:
    from tests.store.records import Record


@pytest.fixture(autouse=True)
def _few_cards_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "LARGE", 2)


def flag_all(record: Record, flag: int) -> None:
    record.do(*(Flagged(card, flag) for card in ALL))


def large_slots(record: Record) -> int:
    count = select(func.count()).where(undo_slots.c.slot >= slots.SLOTS)
    with record.store.read() as unit:
        return int(unit.link.scalar(count))


def test_large_operations_share_a_few_slots(record: Record) -> None:
    for flag in range(1, 6):
        flag_all(record, flag)
    record.do(Flagged(LEADER, 7))
    assert large_slots(record) == slots.LARGE_SLOTS


def test_large_operations_are_taken_back_in_or_out_of_their_slots(
    record: Record,
) -> None:
    for flag in range(1, 6):
        flag_all(record, flag)
    for flag in (4, 3, 2, 1, 0):
        record.undo()
        assert {record.schedule(card).flag for card in ALL} == {flag}
    for flag in (1, 2, 3):
        record.redo()
        assert {record.schedule(card).flag for card in ALL} == {flag}
    assert record.is_healthy()


def test_beyond_a_size_nothing_is_kept_and_undo_still_works(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "MOST_CARDS", 3)
    flag_all(record, 5)
    assert large_slots(record) == 0
    record.undo()
    assert {record.schedule(card).flag for card in ALL} == {0}
