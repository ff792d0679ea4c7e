"""An answer in the making."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.questions import Arranged, Chosen, Ticked, Written
from drill.tui.question_entry import Entry, OrderEntry, entry_of
from tests.tui.questions import (
    CHOICE,
    NUMERIC,
    ORDER,
    PROMPT,
    QUESTIONS,
    SEVERAL,
    TYPED,
)


def test_one_choice_is_the_one_at_the_mark_by_its_place_in_the_question() -> None:
    assert entry_of(CHOICE).picked(2).response() == Chosen((3,))
    assert entry_of(CHOICE).moved(1).moved(1).response() == Chosen((0,))


def test_nothing_is_chosen_before_the_learner_chooses() -> None:
    entry = entry_of(CHOICE)
    assert entry.row is None
    assert entry.is_empty
    assert entry.lack == "Choose one first."
    assert entry.response() is None
    assert not entry.picked(0).lack


def test_the_first_move_begins_at_the_end_that_it_comes_from() -> None:
    assert entry_of(CHOICE).moved(1).row == 0
    assert entry_of(CHOICE).moved(-1).row == 3


def test_the_mark_stops_at_both_ends() -> None:
    assert entry_of(CHOICE).picked(0).moved(-1).row == 0
    assert entry_of(CHOICE).picked(3).moved(1).row == 3


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("row", [-1, 4, 8])
def test_a_number_without_a_row_changes_nothing(kind: str, row: int) -> None:
    entry = entry_of(QUESTIONS[kind], is_open=True)
    assert entry.picked(row) == entry


def test_several_are_ticked_and_handed_in_in_rising_order() -> None:
    entry = entry_of(SEVERAL).picked(1).picked(0)
    assert entry.response() == Chosen((1, 3))
    assert entry.picked(1).response() == Chosen((1,))
    assert entry.moved(1).response() == entry.response()


def test_a_tick_goes_to_the_row_at_the_mark() -> None:
    entry = entry_of(SEVERAL)
    assert entry.toggled() == entry
    assert entry.moved(-1).toggled().response() == Chosen((2,))
    assert entry.lack
    assert not entry.picked(0).lack


def test_a_text_is_handed_in_as_it_was_typed() -> None:
    entry = entry_of(NUMERIC).typed(" 4 KiB")
    assert entry.response() == Written(" 4 KiB")
    assert not entry.lack
    pressed = entry.pressed("backspace")
    assert pressed is not None
    assert pressed.response() == Written(" 4 Ki")
    assert entry.pressed("f2") is None


def test_blanks_alone_are_no_answer() -> None:
    entry = entry_of(TYPED)
    assert entry.is_empty
    assert entry.typed("  ").lack == "Type an answer first."


def order(entry: Entry) -> tuple[int, ...]:
    assert isinstance(entry, OrderEntry)
    return entry.rows


def test_an_item_is_carried_with_the_mark() -> None:
    entry = entry_of(ORDER).carried(1)
    assert order(entry) == (1, 0, 2, 3)
    assert entry.row == 1
    assert order(entry.carried(9)) == (1, 2, 3, 0)
    assert entry.response() == Arranged((1, 3, 2, 0))


def test_an_item_that_is_held_goes_where_the_mark_goes() -> None:
    held = entry_of(ORDER).moved(1).toggled()
    assert order(held.moved(1)) == (0, 2, 1, 3)
    assert order(held.moved(1).toggled().moved(1)) == (0, 2, 1, 3)


def test_a_number_puts_the_item_at_the_mark_to_that_place() -> None:
    assert order(entry_of(ORDER).picked(3)) == (1, 2, 3, 0)


def test_enter_puts_an_item_down_before_it_hands_in() -> None:
    held = entry_of(ORDER).carried(1).toggled()
    assert held.entered() != held
    assert held.entered().entered() == held.entered()


def test_items_that_nobody_moved_are_no_answer() -> None:
    entry = entry_of(ORDER)
    assert entry.lack == "Bring them into order first."
    assert entry.carried(-1).lack  # it is the first already
    assert not entry.carried(1).carried(-1).lack


def test_a_rubric_is_closed_until_the_answer_was_given() -> None:
    entry = entry_of(PROMPT)
    assert entry.row is None
    assert entry.picked(0) == entry
    assert entry.moved(1) == entry
    assert entry.toggled() == entry.entered() == entry_of(PROMPT, is_open=True)


def test_criteria_are_ticked_and_none_is_an_answer_too() -> None:
    entry = entry_of(PROMPT, is_open=True)
    assert not entry.lack
    assert entry.entered() == entry
    assert entry.response() == Ticked(())
    assert entry.moved(5).toggled().picked(0).response() == Ticked((0, 2))
    assert entry.moved(-1).row == 0


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_a_kind_does_not_have_changes_nothing(kind: str) -> None:
    entry = entry_of(QUESTIONS[kind])
    if not entry.wants_text:
        assert entry.typed("x") == entry
        assert entry.pressed("backspace") is None
    else:
        assert entry.moved(1) == entry.toggled() == entry.entered() == entry
    if kind != "order":
        assert entry.carried(1) == entry


MOVES = st.sampled_from(["moved", "picked", "carried"])


@given(
    st.sampled_from(sorted(QUESTIONS)),
    st.lists(st.tuples(MOVES, st.integers(-9, 9)) | st.just(("toggled", 0))),
)
def test_whatever_is_pressed_a_response_names_places_of_the_question(
    kind: str, moves: list[tuple[str, int]]
) -> None:
    question = QUESTIONS[kind]
    entry = entry_of(question)
    for name, rows in moves:
        move = getattr(entry, name)
        entry = move() if name == "toggled" else move(rows)
    match entry.response():
        case Chosen(places) | Ticked(places):
            assert list(places) == sorted({*places} & {*question.places})
        case Arranged(places):
            assert sorted(places) == sorted(question.places)
        case Written(text):
            assert text == ""
        case None:
            assert entry.is_empty


def test_a_question_without_entries_can_be_looked_at() -> None:
    entry = entry_of(replace(PROMPT, entries=(), places=()), is_open=True)
    assert entry.moved(1).toggled().response() == Ticked(())
