"""Cards that are folded again: the roll-ups and a later undo follow."""

from __future__ import annotations

from datetime import timedelta

from drill.events import Buried, NotePut, Revised
from drill.ids import Rating, StudyDay
from tests.store.records import (
    LEADER,
    RAFT,
    START,
    Record,
    practised,
    reviewed,
)

OVERRIDE = {"id": "leader", "front": "Who appends?", "back": "The leader."}
EARLIER = START - timedelta(days=5)


def import_earlier(record: Record, rating: Rating = Rating.GOOD) -> None:
    """One operation with an answer that was given before all others."""
    with record.store.write("import") as unit:
        unit.keep_preset(unit.presets[reviewed(LEADER).preset])
        unit.record(reviewed(LEADER, rating), at=EARLIER)


def test_an_answer_of_earlier_leaves_alone_what_was_taken_back(record: Record) -> None:
    record.rate(LEADER)
    record.undo()
    record.rate(LEADER)
    import_earlier(record)
    assert record.is_healthy()


def test_an_answer_of_earlier_is_taken_back_with_its_figures(record: Record) -> None:
    record.rate(LEADER)
    import_earlier(record)
    record.undo()
    assert record.is_healthy()
    record.redo()
    assert record.is_healthy()


def test_redo_counts_practice_as_practice_whatever_followed(record: Record) -> None:
    record.learn(LEADER)
    record.pass_days(1)
    record.do(practised(LEADER), label="cram")
    with record.store.write("decks read", hidden=True) as unit:
        unit.record(Revised(LEADER, 2))
    record.undo()
    assert record.is_healthy()
    record.redo()
    assert record.is_healthy()


def test_two_events_of_one_operation_may_cancel_out(record: Record) -> None:
    record.do(
        Buried(LEADER, StudyDay(record.day + 3)),
        Buried(LEADER, record.day),
        label="buried and not",
    )
    assert record.schedule(LEADER).buried_until is None
    assert record.is_healthy()


def test_redo_of_an_edit_forgets_what_its_undo_announced(record: Record) -> None:
    record.rate(LEADER)
    with record.store.write("edit") as unit:
        unit.record(
            NotePut("ds/raft/leader", "ds/raft", OVERRIDE, origin="override"),
        )
    record.put(RAFT.replace("- id: leader", "- id: leader\n    revision: 2"))
    record.undo()
    assert record.schedule(LEADER).revised
    assert record.is_healthy()
    record.redo()
    assert not record.schedule(LEADER).revised
    assert record.is_healthy()
    record.undo()
    assert record.schedule(LEADER).revised
    assert record.is_healthy()
