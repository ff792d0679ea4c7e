"""What is done to many cards at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.errors import ScheduleError
from drill.ids import CardId, Rating, StudyDay
from drill.sessions import acting
from drill.sessions.undoing import redo, undo
from drill.srs.schedule import Learning, New, Reviewing
from tests.sessions.desk import (
    ACKS,
    CARDS,
    COMMIT,
    FOLD,
    HANDSHAKE_1,
    HANDSHAKE_2,
    RESOLVER,
    TODAY,
    TTL,
    WINDOW,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import Changed
    from tests.sessions.desk import Desk

UNKNOWN = CardId("nobody/knows/this#front")
TOMORROW = StudyDay(TODAY + 1)


def first_new(desk: Desk, count: int) -> list[CardId]:
    with desk.collection.store.read() as unit:
        return [card.card for card in unit.cards.new(desk.collection.today)][:count]


def test_buried_cards_come_back_on_the_next_study_day(desk: Desk) -> None:
    changed = acting.bury(desk.collection, [WINDOW, FOLD])
    assert (changed.message, changed.count) == ("2 cards buried until tomorrow", 2)
    assert desk.card(WINDOW).schedule.buried_until == TOMORROW
    assert desk.card(WINDOW).schedule.buried_by == "learner"
    assert not {WINDOW, FOLD} & set(first_new(desk, 20))
    desk.pass_time(days=1)
    assert {WINDOW, FOLD} <= set(first_new(desk, 20))


def test_unburying_shows_cards_again_today(desk: Desk) -> None:
    acting.bury(desk.collection, [WINDOW, FOLD])
    changed = acting.unbury(desk.collection, [WINDOW, TTL])
    assert (changed.message, changed.count) == ("1 card unburied", 1)
    assert desk.card(WINDOW).schedule.buried_until is None
    assert desk.card(FOLD).schedule.buried_until == TOMORROW


def test_suspended_cards_stay_hidden_until_told_otherwise(desk: Desk) -> None:
    assert acting.suspend(desk.collection, [WINDOW]).message == "1 card suspended"
    desk.pass_time(days=400)
    assert WINDOW not in first_new(desk, 20)
    changed = acting.unsuspend(desk.collection, [WINDOW, FOLD])
    assert changed.message == "1 card no longer suspended"
    assert WINDOW in first_new(desk, 20)


def test_a_flag_is_put_on_changed_and_taken_off(desk: Desk) -> None:
    assert acting.flag(desk.collection, [WINDOW, FOLD], 3).message == (
        "2 cards flagged 3"
    )
    assert acting.flag(desk.collection, [WINDOW, FOLD, TTL], 3).count == 1
    assert acting.flag(desk.collection, CARDS, 0).message == "3 cards without a flag"
    assert desk.card(FOLD).schedule.flag == 0


@pytest.mark.parametrize("number", [-1, 8])
def test_there_is_no_other_flag(desk: Desk, number: int) -> None:
    with pytest.raises(ScheduleError, match="flag"):
        acting.flag(desk.collection, [WINDOW], number)


def test_a_reset_card_is_new_and_its_history_stays(desk: Desk) -> None:
    desk.learn(WINDOW)
    changed = acting.reset(desk.collection, [WINDOW, FOLD])
    assert (changed.message, changed.count) == ("1 card new again", 1)
    assert desk.card(WINDOW).schedule.state == New()
    with desk.collection.store.read() as unit:
        assert len(unit.journal.history(WINDOW)) == 2
    assert acting.reset(desk.collection, [WINDOW]).count == 0


def test_set_due_moves_cards_of_every_state(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.rate(ACKS, Rating.GOOD)
    assert isinstance(desk.card(ACKS).schedule.state, Learning)
    day = StudyDay(TODAY + 5)
    changed = acting.set_due(desk.collection, [WINDOW, ACKS, FOLD], day)
    assert changed.message == "3 cards due on Sat 7 Mar"
    for card in (WINDOW, ACKS, FOLD):
        state = desk.card(card).schedule.state
        assert isinstance(state, Reviewing)
        assert state.due == day
    interval = desk.card(FOLD).schedule.state
    assert isinstance(interval, Reviewing)
    assert interval.interval_days == 5
    assert acting.set_due(desk.collection, [WINDOW, ACKS, FOLD], day).count == 0


def test_set_due_of_a_new_card_records_the_preset_of_its_deck(desk: Desk) -> None:
    desk.collection.change({("presets", "gentle", "desired_retention"): 0.8})
    desk.collection.change({("decks", "mine", "preset"): "gentle"})
    acting.set_due(desk.collection, [FOLD, TTL], TOMORROW)
    with desk.collection.store.read() as unit:
        recorded = [preset.desired_retention for preset in unit.presets.values()]
    assert sorted(recorded) == [0.8, 0.9]
    undo(desk.collection)
    assert desk.card(FOLD).schedule.state == New()


@pytest.mark.parametrize("days", [-1, 36_501])
def test_a_due_day_is_neither_over_nor_beyond_a_hundred_years(
    desk: Desk, days: int
) -> None:
    with pytest.raises(ScheduleError, match="due"):
        acting.set_due(desk.collection, [WINDOW], StudyDay(TODAY + days))
    assert desk.operations() == []


def test_repositioned_cards_come_first_in_the_order_they_are_named(desk: Desk) -> None:
    desk.learn(FOLD)
    wanted = [RESOLVER, FOLD, WINDOW]
    changed = acting.reposition(desk.collection, wanted)
    assert changed.message == "2 cards moved among the new cards"
    assert first_new(desk, 2) == [RESOLVER, WINDOW]
    acting.reposition(desk.collection, [HANDSHAKE_2, HANDSHAKE_1])
    assert first_new(desk, 4) == [HANDSHAKE_2, HANDSHAKE_1, RESOLVER, WINDOW]


def test_repositioning_to_a_place_of_ones_own_choosing(desk: Desk) -> None:
    acting.reposition(desk.collection, [COMMIT], 10)
    acting.reposition(desk.collection, [TTL, RESOLVER], 5)
    assert [desk.card(card).schedule.position for card in (TTL, RESOLVER)] == [5, 6]
    assert first_new(desk, 3) == [TTL, RESOLVER, COMMIT]
    assert acting.reposition(desk.collection, [TTL], 5).count == 0


def test_remarks_and_reports_are_kept_without_space_around(desk: Desk) -> None:
    acting.remark(desk.collection, [WINDOW], "  see RFC 1323\n")
    acting.report(desk.collection, [WINDOW, FOLD], "wrong")
    schedule = desk.card(WINDOW).schedule
    assert (schedule.remark, schedule.report) == ("see RFC 1323", "wrong")
    assert acting.remark(desk.collection, [WINDOW, FOLD], " ").message == (
        "1 card without a note to yourself"
    )
    assert acting.report(desk.collection, [WINDOW], "").message == (
        "1 card no longer said to be wrong"
    )
    assert desk.card(FOLD).schedule.report == "wrong"


ACTIONS: dict[str, Callable[[Desk], Changed]] = {
    "bury": lambda desk: acting.bury(desk.collection, CARDS),
    "suspend": lambda desk: acting.suspend(desk.collection, CARDS),
    "flag 2": lambda desk: acting.flag(desk.collection, CARDS, 2),
    "set due Wed 4 Mar": lambda desk: acting.set_due(
        desk.collection, CARDS, StudyDay(TODAY + 2)
    ),
    "reposition": lambda desk: acting.reposition(desk.collection, CARDS),
    "remark": lambda desk: acting.remark(desk.collection, CARDS, "hm"),
    "report": lambda desk: acting.report(desk.collection, CARDS, "wrong"),
}


@pytest.mark.parametrize("verb", ACTIONS)
def test_an_action_on_many_cards_is_one_operation_with_one_undo(
    desk: Desk, verb: str
) -> None:
    before = [desk.card(card).schedule for card in CARDS]
    changed = ACTIONS[verb](desk)
    after = [desk.card(card).schedule for card in CARDS]
    assert (changed.count, changed.can_undo) == (9, True)
    assert desk.operations() == [f"{verb}: 9 cards"]
    assert all(one != other for one, other in zip(before, after, strict=True))
    undo(desk.collection)
    assert [desk.card(card).schedule for card in CARDS] == before
    redo(desk.collection)
    assert [desk.card(card).schedule for card in CARDS] == after


# Repositioned cards go before all others, every time anew.
@pytest.mark.parametrize("verb", sorted(ACTIONS.keys() - {"reposition"}))
def test_doing_the_same_again_changes_and_records_nothing(
    desk: Desk, verb: str
) -> None:
    ACTIONS[verb](desk)
    events = desk.events()
    changed = ACTIONS[verb](desk)
    assert (changed.message, changed.count) == ("nothing to change", 0)
    assert not changed.can_undo
    assert desk.events() == events


def test_an_action_on_one_card_names_it(desk: Desk) -> None:
    acting.suspend(desk.collection, [FOLD])
    assert desk.operations() == [f"suspend: {FOLD}"]


def test_cards_named_twice_count_once_and_unknown_ones_not_at_all(desk: Desk) -> None:
    assert acting.suspend(desk.collection, [FOLD, UNKNOWN, FOLD]).count == 1
    assert acting.suspend(desk.collection, []).count == 0
