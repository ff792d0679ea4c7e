"""Searching cards, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.errors import InvalidSearch
from drill.ids import Rating
from drill.sessions import acting, browse
from tests.sessions.desk import ACKS, CARDS, FOLD, RESOLVER, TTL, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def found(desk: Desk, text: str, sort: str = "due", **how: bool) -> list[str]:
    page = browse.page(desk.collection, text, sort, **how)
    assert page.error == ""
    assert page.total == len(page.rows)
    return [row.card for row in page.rows]


def test_an_empty_search_finds_every_card(desk: Desk) -> None:
    page = browse.page(desk.collection, "")
    assert (page.total, len(page.rows)) == (9, 9)
    assert {row.card for row in page.rows} == set(CARDS)


def test_a_row_says_how_a_card_stands(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=3)
    acting.flag(desk.collection, [WINDOW], 2)
    acting.bury(desk.collection, [WINDOW])
    acting.suspend(desk.collection, [WINDOW])
    [row] = browse.page(desk.collection, "tag:flow").rows
    assert row.front == "What does the receive window limit?"
    assert (row.deck, row.topic, row.state) == ("networks", "tcp", "reviewing")
    assert row.due_label == "in 5 days"
    assert row.retrievability is not None
    assert 0.9 < row.retrievability < 1
    assert row.stability == pytest.approx(8.2956)
    assert (row.flag, row.suspended, row.buried) == (2, True, True)
    assert row.tags == ("flow", "situation")


def test_a_new_card_has_no_figures_yet(desk: Desk) -> None:
    [row] = browse.page(desk.collection, f"id:{TTL}").rows
    assert (row.state, row.due_label) == ("new", "")
    assert (row.retrievability, row.stability, row.difficulty) == (None, None, None)


def test_a_learning_step_is_told_in_minutes(desk: Desk) -> None:
    desk.rate(TTL, Rating.AGAIN)
    desk.rate(ACKS, Rating.GOOD)
    desk.pass_time(minutes=2)
    rows = browse.page(desk.collection, "is:learning").rows
    assert {row.card: row.due_label for row in rows} == {TTL: "now", ACKS: "in 8 min"}


def test_a_page_is_a_window_on_all_hits(desk: Desk) -> None:
    whole = found(desk, "", "front")
    page = browse.page(desk.collection, "", "front", offset=3, limit=4)
    assert [row.card for row in page.rows] == whole[3:7]
    assert (page.offset, page.total) == (3, 9)
    assert browse.page(desk.collection, "", offset=9).rows == ()


@pytest.mark.parametrize("sort", browse.sorts())
def test_every_sort_orders_and_turns_round(desk: Desk, sort: str) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=2)
    desk.rate(FOLD, Rating.GOOD)
    desk.rate(ACKS, Rating.EASY)
    known = "-state:new"
    upwards = found(desk, known, sort)
    assert len(upwards) == 3
    assert found(desk, known, sort, descending=True) == upwards[::-1]


def test_the_least_retrievable_card_comes_first(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=4)
    desk.learn(FOLD)
    assert found(desk, "-state:new", "retrievability") == [WINDOW, FOLD]


@pytest.mark.parametrize("form", [each.form for each in browse.search_help()])
def test_every_form_in_the_help_can_be_searched_for(desk: Desk, form: str) -> None:
    assert browse.page(desk.collection, form).error == ""


def test_a_search_that_cannot_be_read_says_why(desk: Desk) -> None:
    page = browse.page(desk.collection, "is:du", "front", descending=True, offset=4)
    assert "'du' is not one of" in page.error
    assert page.error_hint == "Did you mean 'due'?"
    assert (page.rows, page.total, page.text) == ((), 0, "is:du")
    assert (page.sort, page.descending, page.offset) == ("front", True, 4)


def test_all_cards_of_a_search_can_be_acted_on(desk: Desk) -> None:
    cards = browse.all_cards(desk.collection, "topic:networks/dns")
    assert set(cards) == {TTL, RESOLVER}
    with pytest.raises(InvalidSearch):
        browse.all_cards(desk.collection, "prop:r")


def test_the_chance_in_a_search_is_that_of_the_rows(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=5)
    desk.learn(FOLD)
    assert found(desk, "prop:r<0.95") == [WINDOW]
    [row] = browse.page(desk.collection, "prop:r<0.95").rows
    assert row.retrievability is not None
    chance = row.retrievability
    assert found(desk, f"prop:r<{chance - 0.001:.6f}") == []


def test_cards_whose_note_is_gone_are_found_when_asked_for(desk: Desk) -> None:
    desk.learn(WINDOW)
    (desk.folder / "shipped/networks/tcp.yaml").unlink()
    desk.reopen()
    assert WINDOW not in found(desk, "")
    assert found(desk, "is:vanished") == [WINDOW]
