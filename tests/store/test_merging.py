"""Two machines exchange their journals, and agree."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import StoreDamaged
from drill.events import Flagged, HolidayDeclared, NotePut, Renamed, Suspended
from drill.ids import CardId, DeviceId, EventId, Rating, StudyDay
from tests.store.records import (
    ALL,
    LEADER,
    QUORUM,
    RAFT,
    START,
    TERM,
    Record,
    practised,
    reviewed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.events import Event

OTHER = DeviceId("0b" * 16)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Record]:
    made = Record(tmp_path / "other", device=OTHER)
    made.put()
    yield made
    made.store.close()


def events(record: Record) -> list[Event]:
    with record.store.read() as unit:
        return [event for _, event in unit.journal.events()]


def merge(into: Record, what: list[Event]) -> int:
    with into.store.write("merge", hidden=True) as unit:
        return unit.merge(what)


def state(record: Record) -> dict[str, Any]:
    """All that must be the same on both machines."""
    with record.store.read() as unit:
        return {
            "schedules": {
                id_: card.schedule for id_, card in unit.cards.many(ALL).items()
            },
            "days": unit.days.by_day(StudyDay(0), StudyDay(99_999)),
            "holidays": unit.holidays,
            "notes": [(n.note, n.document) for n in unit.notes.written()],
            "events": {event.id: event for _, event in unit.journal.events()},
        }


def exchange(one: Record, two: Record) -> None:
    mine, theirs = events(one), events(two)
    merge(one, theirs)
    merge(two, mine)
    assert state(one) == state(two)
    assert one.is_healthy()
    assert two.is_healthy()


def test_both_machines_hold_the_union_and_agree(record: Record, other: Record) -> None:
    record.learn(LEADER)
    other.clock.advance(timedelta(minutes=5))
    other.learn(LEADER)
    other.rate(TERM)
    record.do(HolidayDeclared(StudyDay(9), StudyDay(12)))
    document = {"id": "log", "front": "What?", "back": "A list."}
    other.do(NotePut("ds/raft/log", "ds/raft", document))
    exchange(record, other)
    assert len(events(record)) == len(events(other)) == 9


def test_merging_twice_adds_nothing(record: Record, other: Record) -> None:
    other.learn(LEADER)
    assert merge(record, events(other)) == 3
    before = state(record)
    assert merge(record, events(other)) == 0
    assert state(record) == before


def test_what_was_undone_elsewhere_is_undone_here(
    record: Record, other: Record
) -> None:
    record.learn(LEADER)
    exchange(record, other)
    with other.store.write("undo") as unit:
        latest = events(record)[-1]
        unit.retract(latest.operation)
    exchange(record, other)
    assert record.schedule(LEADER).repetitions == 1
    record.do(Flagged(QUORUM, 1))
    other.do(Suspended(QUORUM))
    other.undo()
    exchange(record, other)
    other.redo()
    exchange(record, other)
    assert record.schedule(QUORUM).suspended


def test_a_retraction_may_come_before_what_it_takes_back(
    record: Record, other: Record
) -> None:
    operation = record.rate(LEADER)
    third = DeviceId("cc" * 16)
    merge(other, events(record))
    other.store.close()
    other.store = other.opened(third)
    with other.store.write("undo") as unit:
        retraction = unit.retract(operation)
    fresh = Record(other.folder / "fresh")
    fresh.put()
    merge(fresh, [retraction])
    merge(fresh, events(record))
    assert state(fresh) == state(other)
    assert fresh.is_healthy()


def test_undo_and_redo_may_arrive_in_any_order(record: Record, other: Record) -> None:
    record.rate(LEADER)
    record.undo()
    record.redo()
    for event in reversed(events(record)):
        if str(event.id) == str(event.operation):
            merge(other, [event])
    merge(other, events(record))
    assert state(other) == state(record)
    assert other.is_healthy()


def test_later_events_come_after_all_that_was_seen(
    record: Record, other: Record
) -> None:
    other.clock.set(START + timedelta(days=300))
    other.rate(LEADER)
    merge(record, events(other))
    record.do(Flagged(LEADER, 1))
    assert events(record)[-1].hybrid_us > events(other)[-1].hybrid_us
    assert record.is_healthy()


def test_what_a_merge_announces_comes_after_all_that_was_seen(
    record: Record, other: Record
) -> None:
    record.rate(LEADER)
    other.clock.set(START + timedelta(days=300))
    document = {"id": "leader", "front": "Who?", "back": "He.", "revision": 2}
    other.do(NotePut("ds/raft/leader", "ds/raft", document, origin="override"))
    other.do(Flagged(LEADER, 2))
    merge(record, events(other))
    assert record.schedule(LEADER).revised
    record.do(Flagged(LEADER, 1))
    assert record.schedule(LEADER).flag == 1
    times = [event.hybrid_us for event in events(record)]
    assert times == sorted(times)
    assert record.is_healthy()


def test_of_two_events_with_one_id_the_earlier_stays(
    record: Record, other: Record
) -> None:
    shared = EventId("ab" * 16)
    for each, flag, days in ((record, 1, 3), (other, 2, 4)):
        with each.store.write("import") as unit:
            at = START - timedelta(days=days)
            unit.record(Flagged(LEADER, flag), id_=shared, at=at)
    exchange(record, other)
    assert record.schedule(LEADER).flag == 2
    assert len(events(record)) == 1


def test_a_card_renamed_elsewhere_is_renamed_here(
    record: Record, other: Record
) -> None:
    head = CardId("ds/raft/head#front")
    record.learn(LEADER)
    merge(other, events(record))
    other.do(Renamed(head, LEADER))
    record.do(Flagged(LEADER, 5))
    mine, theirs = events(record), events(other)
    merge(record, theirs)
    merge(other, mine)
    for each in (record, other):
        assert each.card(LEADER).card == head
        assert each.card(head).present
        each.put(RAFT.replace("Who appends", "Who alone appends"))
        assert each.card(head).present
        assert each.schedule(head).flag == 5
        assert each.is_healthy()


def test_half_an_operation_is_refused(record: Record, other: Record) -> None:
    other.do(Flagged(LEADER, 1), Flagged(QUORUM, 1))
    before = state(record)
    with pytest.raises(StoreDamaged, match="beginning"):
        merge(record, events(other)[1:])
    assert state(record) == before


BODIES = st.one_of(
    st.builds(reviewed, st.sampled_from(ALL), st.sampled_from(Rating)),
    st.builds(practised, st.sampled_from(ALL), st.sampled_from(Rating)),
    st.builds(Flagged, st.sampled_from(ALL), st.integers(0, 7)),
    st.builds(Suspended, st.sampled_from(ALL), st.booleans()),
    st.just("undo"),
)
TURNS = st.lists(st.tuples(st.booleans(), BODIES, st.integers(0, 400_000)), max_size=12)


@given(turns=TURNS, seed=st.integers(0, 9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_does_not_matter(
    turns: list[tuple[bool, Any, int]],
    seed: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    two = [Record(folder / str(d[0]), device=d) for d in (DeviceId("a" * 32), OTHER)]
    for each in two:
        each.put()
    for is_second, body, seconds in turns:
        record = two[is_second]
        record.clock.advance(timedelta(seconds=seconds))
        if body != "undo":
            record.do(body)
        else:
            with record.store.write("undo") as unit:
                latest = unit.operations.latest()
                if latest is not None:
                    unit.retract(latest.id)
    everything = [event for each in two for event in events(each)]
    exchange(*two)
    random.Random(seed).shuffle(everything)  # noqa: S311
    fresh = Record(folder / "fresh", device=DeviceId("d" * 32))
    fresh.put()
    merge(fresh, everything)
    assert state(fresh) == state(two[0])
    assert fresh.is_healthy()
    for each in (*two, fresh):
        each.store.close()
