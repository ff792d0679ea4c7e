"""What the record tells of sittings and goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.events import GoalSet, SittingClosed, SittingMoved, SittingOpened
from drill.ids import EventId, StudyDay

if TYPE_CHECKING:
    from tests.store.records import Record


def opened(record: Record, title: str = "ten questions") -> EventId:
    with record.store.write(title) as unit:
        return unit.record(SittingOpened("quiz", title, {"questions": []})).id


def test_a_sitting_is_known_by_the_event_that_opened_it(record: Record) -> None:
    first, second = opened(record), opened(record, "another")
    with record.store.read() as unit:
        assert [event.id for event in unit.sittings.opened()] == [first, second]


def test_the_moves_of_a_sitting_come_in_order_and_alone(record: Record) -> None:
    first, second = opened(record), opened(record)
    for sitting, place in ((first, 0), (second, 0), (first, 1)):
        record.do(SittingMoved(sitting, "answered", {"place": place}))
    # A text that names another sitting is no move of that one.
    record.do(SittingMoved(second, "wrote", {"text": first}))
    with record.store.read() as unit:
        found = [event.body for event in unit.sittings.moves(first)]
    assert found == [
        SittingMoved(first, "answered", {"place": 0}),
        SittingMoved(first, "answered", {"place": 1}),
    ]


def test_what_was_taken_back_was_never_told(record: Record) -> None:
    sitting = opened(record)
    move = record.do(SittingMoved(sitting, "answered", {"place": 0}))
    end = record.do(SittingClosed(sitting, {"credit": 1.0}))
    with record.store.read() as unit:
        assert set(unit.sittings.closed()) == {sitting}
    for operation in (end, move):
        with record.store.write("undo") as unit:
            unit.retract(operation)
    with record.store.read() as unit:
        assert unit.sittings.moves(sitting) == []
        assert unit.sittings.closed() == {}


def test_the_first_end_of_a_sitting_counts(record: Record) -> None:
    sitting = opened(record)
    for credit in (1.0, 0.5):
        record.do(SittingClosed(sitting, {"credit": credit}))
    with record.store.read() as unit:
        body = unit.sittings.closed()[sitting].body
    assert body == SittingClosed(sitting, {"credit": 1.0})


def goal(day: int, name: str = "g", **changes: object) -> GoalSet:
    return GoalSet(name, "Interview", StudyDay(day), ("ds",), **changes)  # type: ignore[arg-type]


def test_the_latest_event_of_a_goal_decides(record: Record) -> None:
    record.do(goal(20_600), goal(20_590, "h"))
    record.do(goal(20_580))
    with record.store.read() as unit:
        found = [event.body for event in unit.sittings.goals()]
    assert found == [goal(20_580), goal(20_590, "h")]
    record.do(goal(20_580, active=False))
    with record.store.read() as unit:
        assert [event.body for event in unit.sittings.goals()] == [goal(20_590, "h")]


def test_sittings_survive_a_restart(record: Record) -> None:
    sitting = opened(record)
    record.restart()
    with record.store.read() as unit:
        assert [event.id for event in unit.sittings.opened()] == [sitting]


def test_one_sitting_is_found_with_its_end(record: Record) -> None:
    first, second = opened(record), opened(record)
    record.do(SittingClosed(second, {"credit": 1.0}))
    with record.store.read() as unit:
        found = unit.sittings.find(first)
        assert found is not None
        assert found.id == first
        assert unit.sittings.end(first) is None
        end = unit.sittings.end(second)
        assert unit.sittings.find(EventId("0" * 32)) is None
        assert unit.sittings.end(EventId("0" * 32)) is None
    assert end is not None
    assert end.body == SittingClosed(second, {"credit": 1.0})


def test_the_latest_moves_of_all_sittings_come_in_order(record: Record) -> None:
    first, second = opened(record), opened(record)
    for sitting, place in ((first, 0), (second, 0), (first, 1)):
        record.do(SittingMoved(sitting, "answered", {"place": place}))
    with record.store.read() as unit:
        found = [event.body for event in unit.sittings.latest_moves(2)]
    assert found == [
        SittingMoved(second, "answered", {"place": 0}),
        SittingMoved(first, "answered", {"place": 1}),
    ]


def test_whether_there_ever_was_a_goal_is_known_without_reading_it(
    record: Record,
) -> None:
    with record.store.read() as unit:
        assert not unit.journal.has_goals()
    record.do(goal(record.day + 9))
    with record.store.read() as unit:
        assert unit.journal.has_goals()
