"""Undo and redo, of anything, at once or after a restart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.events import Buried, Flagged, NotePut, Suspended
from drill.ids import Rating, StudyDay
from drill.srs.schedule import New, Schedule
from drill.store.schema import undo_slots
from tests.store.records import (
    ALL,
    LEADER,
    QUORUM,
    TERM,
    TERM_2,
    Record,
    practised,
    reviewed,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def all_schedules(record: Record) -> dict[str, Schedule]:
    with record.store.read() as unit:
        return {id_: card.schedule for id_, card in unit.cards.many(ALL).items()}


def figures(record: Record) -> object:
    with record.store.read() as unit:
        return unit.days.by_day(StudyDay(0), record.day), unit.cards.counts(record.day)


def test_undo_takes_an_answer_back_and_all_that_it_did(record: Record) -> None:
    before, figures_before = all_schedules(record), figures(record)
    day = StudyDay(record.day + 1)
    record.do(reviewed(TERM), Buried(TERM_2, day, by="sibling"), label="good")
    assert all_schedules(record) != before
    record.undo()
    assert all_schedules(record) == before
    assert figures(record) == figures_before
    assert record.is_healthy()


def test_redo_does_it_again(record: Record) -> None:
    record.learn(LEADER)
    after, figures_after = all_schedules(record), figures(record)
    record.undo()
    record.redo()
    assert all_schedules(record) == after
    assert figures(record) == figures_after
    assert record.is_healthy()


def test_undo_goes_deep_and_redo_all_the_way_back(record: Record) -> None:
    seen = [(all_schedules(record), figures(record))]
    for turn in range(40):
        record.pass_days(turn % 3)
        record.rate(ALL[turn % 4], Rating(turn % 4 + 1))
        seen.append((all_schedules(record), figures(record)))
    for expected in reversed(seen[:-1]):
        record.undo()
        assert all_schedules(record) == expected[0]
    with record.store.read() as unit:
        assert unit.operations.latest() is None
    for expected in seen[1:]:
        record.redo()
        assert all_schedules(record) == expected[0]
    assert record.is_healthy()


def test_undo_works_after_a_restart(record: Record) -> None:
    record.rate(LEADER)
    record.rate(QUORUM)
    record.restart()
    record.undo()
    record.restart()
    record.undo()
    assert {each.state for each in all_schedules(record).values()} == {New()}
    record.restart()
    record.redo()
    assert record.schedule(LEADER).state != New()


def test_undo_without_the_shortcut_gives_the_same(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.rate(LEADER, Rating.AGAIN)
    with record.store.write(hidden=True) as unit:
        unit.link.run(undo_slots.delete())
    record.undo()
    assert record.schedule(LEADER) == before
    assert record.is_healthy()


def test_an_older_operation_can_be_taken_back_alone(record: Record) -> None:
    first = record.rate(LEADER, Rating.EASY)
    record.pass_days(20)
    record.rate(LEADER, Rating.GOOD)
    record.do(Flagged(LEADER, 4))
    with record.store.write("retract") as unit:
        unit.retract(first)
    found = record.schedule(LEADER)
    assert found.repetitions == 1
    assert found.introduced == record.day
    assert found.flag == 4
    assert record.is_healthy()


def test_taking_back_twice_is_taking_back_once(record: Record) -> None:
    first = record.rate(LEADER)
    for _ in range(2):
        with record.store.write("retract") as unit:
            unit.retract(first)
    assert record.schedule(LEADER).state == New()
    assert record.is_healthy()


def test_of_two_retractions_one_is_enough(record: Record) -> None:
    first = record.rate(LEADER)
    with record.store.write("one") as unit:
        one = unit.retract(first)
    with record.store.write("two") as unit:
        unit.retract(first)
    with record.store.write("redo one") as unit:
        unit.retract(one.operation)
    assert record.schedule(LEADER).state == New()
    assert record.is_healthy()


def test_a_bulk_operation_is_one_undo(record: Record) -> None:
    record.do(*(Suspended(card) for card in ALL), label="suspend 4")
    record.undo()
    assert not any(each.suspended for each in all_schedules(record).values())


def test_nothing_can_be_redone_after_something_new(record: Record) -> None:
    record.rate(LEADER)
    record.undo()
    record.rate(QUORUM)
    with record.store.read() as unit:
        assert unit.operations.latest_retraction() is None
    record.undo()
    with record.store.read() as unit:
        found = unit.operations.latest_retraction()
        assert found is not None
        assert "quorum" in found.target_label


def test_automatic_work_is_passed_over(record: Record) -> None:
    record.rate(LEADER)
    with record.store.write("automatic", hidden=True) as unit:
        unit.record(Flagged(LEADER, 1))
    with record.store.read() as unit:
        latest = unit.operations.latest()
        assert latest is not None
        assert latest.label.startswith("GOOD")
    record.undo()
    assert record.schedule(LEADER).flag == 1
    assert record.schedule(LEADER).state == New()
    assert record.is_healthy()


def test_the_presets_of_an_undone_answer_stay(record: Record) -> None:
    record.rate(LEADER)
    record.undo()
    with record.store.read() as unit:
        assert len(unit.presets) == 1


def test_an_undone_answer_stays_in_the_journal(record: Record) -> None:
    record.rate(LEADER)
    record.undo()
    with record.store.read() as unit:
        (entry,) = unit.journal.history(LEADER)
        listed = unit.operations.list()
    assert entry.retracted
    assert [operation.retracted for operation in listed] == [True]


def test_an_undone_note_is_gone_and_comes_back(record: Record) -> None:
    document = {"id": "log", "front": "What is a log?", "back": "A list."}
    record.do(NotePut("ds/raft/log", "ds/raft", document), label="add")
    with record.store.read() as unit:
        assert len(unit.search.cards("list", record.day)) == 1
    record.undo()
    with record.store.read() as unit:
        assert unit.search.cards("list", record.day) == []
        assert len(unit.search.cards("", record.day)) == len(ALL)
    record.redo()
    with record.store.read() as unit:
        assert len(unit.search.cards("list", record.day)) == 1
    assert record.is_healthy()


def test_cards_that_changed_since_are_folded_again(record: Record) -> None:
    record.rate(LEADER)
    with record.store.write("flag", hidden=True) as unit:
        unit.record(Flagged(LEADER, 6))
    record.undo()
    assert record.schedule(LEADER) == Schedule(flag=6)
    record.redo()
    assert record.schedule(LEADER).flag == 6
    assert record.schedule(LEADER).state != New()
    assert record.is_healthy()


CARDS = st.sampled_from(ALL)
TURNS = st.one_of(
    st.tuples(st.just("rate"), CARDS, st.sampled_from(Rating)),
    st.tuples(st.just("practise"), CARDS, st.sampled_from(Rating)),
    st.tuples(st.just("suspend"), CARDS, st.booleans()),
    st.tuples(st.just("pass"), st.integers(-2, 20), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
    st.tuples(st.just("retract"), st.integers(0, 30), st.none()),
)


@given(turns=st.lists(TURNS, max_size=25))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rows_always_equal_the_fold_of_the_journal(
    turns: list[tuple[str, object, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = Record(tmp_path_factory.mktemp("record"))
    record.put()
    done = []
    for what, first, second in turns:
        match what, first, second:
            case "rate", str() as card, Rating() as rating:
                done.append(record.do(reviewed(type(LEADER)(card), rating)))
            case "practise", str() as card, Rating() as rating:
                done.append(record.do(practised(type(LEADER)(card), rating)))
            case "suspend", str() as card, bool() as is_on:
                done.append(record.do(Suspended(type(LEADER)(card), is_on)))
            case "pass", int() as days, _:
                record.clock.advance(timedelta(days=days))
            case "retract", int() as index, _ if done:
                with record.store.write("retract") as unit:
                    unit.retract(done[index % len(done)])
            case "undo" | "redo", _, _:
                with record.store.write(what) as unit:
                    operations = unit.operations
                    found = (
                        operations.latest()
                        if what == "undo"
                        else operations.latest_retraction()
                    )
                    if found is not None:
                        unit.retract(found.id)
            case _:
                pass
    assert record.is_healthy()
    record.store.close()


def test_a_folder_is_all_a_record_needs(tmp_path: Path) -> None:
    assert Record(tmp_path / "deep" / "down").is_healthy()
