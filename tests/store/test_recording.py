"""Events come into the journal once, and the cards' rows follow them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from drill.errors import CardNotFound
from drill.events import (
    Buried,
    Flagged,
    HolidayDeclared,
    Remarked,
    Reported,
    Repositioned,
    Reset,
    StateImported,
    Suspended,
    Unknown,
    microseconds,
)
from drill.ids import CardId, EventId, Rating, StudyDay
from drill.srs.fold import fold
from drill.srs.schedule import New, Reviewing
from drill.store.envelopes import event_id
from tests.store.records import (
    DEVICE,
    LEADER,
    PRESET,
    QUORUM,
    START,
    TERM,
    Record,
    practised,
    reviewed,
)


def test_an_answer_folds_to_what_the_scheduler_says(record: Record) -> None:
    record.learn(LEADER)
    record.pass_days(3)
    record.rate(LEADER, Rating.AGAIN)
    with record.store.read() as unit:
        events = [entry.event for entry in unit.journal.history(LEADER)]
    assert len(events) == 3
    assert record.schedule(LEADER) == fold(events, {PRESET.id(): PRESET})


def test_an_answer_outlives_the_program(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.restart()
    assert record.schedule(LEADER) == before


def test_every_event_of_a_card_leaves_its_mark(record: Record) -> None:
    record.do(
        Flagged(LEADER, 3),
        Suspended(LEADER),
        Buried(LEADER, StudyDay(record.day + 1)),
        Remarked(LEADER, "mine"),
        Reported(LEADER, "wrong"),
        Repositioned(LEADER, 7),
    )
    found = record.schedule(LEADER)
    assert (found.flag, found.suspended, found.position) == (3, True, 7)
    assert (found.remark, found.report) == ("mine", "wrong")
    assert found.buried_until == record.day + 1
    assert record.is_healthy()


def test_an_exception_rolls_everything_back(record: Record) -> None:
    def fail() -> None:
        with record.store.write("broken") as unit:
            unit.keep_preset(PRESET)
            unit.record(reviewed(LEADER))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert record.schedule(LEADER).state == New()
    with record.store.read() as unit:
        assert unit.journal.count() == 0
        assert unit.operations.latest() is None
        assert PRESET.id() not in unit.presets


def test_sequences_have_no_gaps_and_ids_no_twins(record: Record) -> None:
    def fail() -> None:
        with record.store.write() as unit:
            unit.record(reviewed(LEADER))
            raise KeyError

    for _ in range(3):
        record.rate(LEADER)
        with pytest.raises(KeyError):
            fail()
    with record.store.read() as unit:
        events = [event for _, event in unit.journal.events()]
    assert [event.sequence for event in events] == [1, 2, 3, 4]
    assert len({event.id for event in events}) == 4
    assert {event.device for event in events} == {DEVICE}


def test_a_clock_set_back_does_not_turn_the_order_around(record: Record) -> None:
    record.rate(LEADER)
    record.clock.set(START - timedelta(days=30))
    record.rate(LEADER)
    with record.store.read() as unit:
        first, second = (entry.event for entry in unit.journal.history(LEADER))
    assert second.hybrid_us == first.hybrid_us + 1
    assert second.at < first.at
    assert record.is_healthy()


def test_two_events_of_one_instant_keep_their_order(record: Record) -> None:
    with record.store.write() as unit:
        first = unit.record(Flagged(LEADER, 1))
        second = unit.record(Flagged(LEADER, 2))
    assert first.order < second.order
    assert first.operation == second.operation
    assert str(first.operation) == str(first.id)
    assert record.schedule(LEADER).flag == 2


def test_an_event_of_the_past_takes_its_place_there(record: Record) -> None:
    record.do(Flagged(LEADER, 1))
    with record.store.write("import") as unit:
        past = unit.record(
            Flagged(LEADER, 5), id_=EventId("f" * 32), at=START - timedelta(days=9)
        )
    assert past.hybrid_us == microseconds(START - timedelta(days=9))
    assert record.schedule(LEADER).flag == 1
    assert record.is_healthy()


def test_a_past_answer_changes_what_came_after_it(record: Record) -> None:
    record.rate(LEADER)
    alone = record.schedule(LEADER)
    body = StateImported(
        LEADER, 30.0, 5.0, record.day, StudyDay(record.day - 30), 30, 4, 1
    )
    with record.store.write("import") as unit:
        unit.record(body, id_=EventId("e" * 32), at=START - timedelta(days=30))
    assert isinstance(record.schedule(LEADER).state, Reviewing)
    assert record.schedule(LEADER) != alone
    assert record.is_healthy()


def test_events_of_unknown_kinds_are_kept_and_ignored(record: Record) -> None:
    record.do(Unknown("hologram", 9, {"depth": 3}))
    with record.store.read() as unit:
        bodies = [event.body for _, event in unit.journal.events()]
    assert bodies[-1] == Unknown("hologram", 9, {"depth": 3})
    assert record.is_healthy()


def test_events_of_unknown_cards_wait_for_their_card(record: Record) -> None:
    stranger = CardId("ds/raft/snapshot#front")
    record.do(Flagged(stranger, 2))
    assert not record.card(stranger).present
    text = "topic: raft\ntitle: Raft\nnotes:\n"
    record.put(text + "  - {id: snapshot, front: Why?, back: To cut the log.}\n")
    assert record.card(stranger).present
    assert record.schedule(stranger).flag == 2


def test_a_card_never_heard_of_is_not_found(record: Record) -> None:
    with record.store.read() as unit, pytest.raises(CardNotFound):
        unit.cards.get(CardId("no/such/card#front"))


def test_presets_are_recorded_once(record: Record) -> None:
    for _ in range(2):
        with record.store.write() as unit:
            assert unit.keep_preset(PRESET) == PRESET.id()
    with record.store.read() as unit:
        assert unit.journal.count() == 1
        assert dict(unit.presets) == {PRESET.id(): PRESET}


def test_holidays_are_what_was_declared_and_not_lifted(record: Record) -> None:
    one, two = (StudyDay(10), StudyDay(12)), (StudyDay(20), StudyDay(20))
    record.do(HolidayDeclared(*one))
    record.do(HolidayDeclared(*two))
    record.do(HolidayDeclared(*one, declared=False))
    with record.store.read() as unit:
        assert unit.holidays == (two,)
    record.undo()
    with record.store.read() as unit:
        assert unit.holidays == (one, two)
    assert record.is_healthy()


def test_practice_is_recorded_and_not_scheduled_from(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.do(practised(LEADER))
    assert record.schedule(LEADER).state == before.state
    with record.store.read() as unit:
        done = unit.days.done(record.day)
    assert (done.reviews, done.practice) == (2, 1)


def test_a_reset_card_is_new_and_keeps_its_history(record: Record) -> None:
    record.learn(LEADER)
    record.do(Reset(LEADER))
    assert record.schedule(LEADER).state == New()
    with record.store.read() as unit:
        assert len(unit.journal.history(LEADER)) == 3


def test_readers_see_one_snapshot(record: Record) -> None:
    with record.store.read() as unit:
        before = unit.journal.count()
        record.rate(QUORUM)
        assert unit.journal.count() == before
        assert unit.cards.get(QUORUM).schedule.state == New()
    assert record.schedule(QUORUM).state != New()


def test_foreign_changes_are_those_of_other_processes_alone(record: Record) -> None:
    record.rate(LEADER)
    record.schedule(LEADER)
    assert not record.store.has_foreign_changes()
    other = record.opened()
    with other.write() as unit:
        unit.record(Flagged(TERM, 1))
    other.close()
    assert record.store.has_foreign_changes()
    assert not record.store.has_foreign_changes()


def test_the_identity_changes_with_every_write(record: Record) -> None:
    before = record.store.identity()
    record.schedule(LEADER)
    assert record.store.identity() == before
    record.rate(LEADER)
    assert record.store.identity() != before


def test_event_ids_are_version_seven_and_grow_with_time() -> None:
    early, late = (event_id(us, DEVICE, 1) for us in (10**15, 10**15 + 1))
    assert early < late
    assert len(early) == 32
    assert early[12] == "7"
    assert early[16] in "89ab"
    assert event_id(10**15, DEVICE, 2) != early
