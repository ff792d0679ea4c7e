"""Cards that are said to be wrong, as a list to pass on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drill.errors import NotWritable
from drill.sessions import acting
from drill.sessions.reports import as_json, as_markdown, reported_cards, write_list
from tests.sessions.desk import FOLD, HANDSHAKE_1, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_without_a_report_the_list_is_empty(desk: Desk) -> None:
    assert reported_cards(desk.collection) == ()
    assert as_json(()) == "[]"


def test_reports_and_remarks_are_listed_by_card(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "The RFC is 9293.")
    acting.remark(desk.collection, [FOLD], "see chapter 4")
    fold, window = reported_cards(desk.collection)
    assert (fold.card, fold.remark, fold.report) == (FOLD, "see chapter 4", "")
    assert (window.card, window.title) == (WINDOW, "networks › tcp")
    assert window.front == "What does the receive window limit?"
    assert window.report == "The RFC is 9293."
    assert window.origin.endswith("networks/tcp.yaml:5")


def test_remarks_may_be_left_out(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "wrong")
    acting.remark(desk.collection, [FOLD], "hm")
    [only] = reported_cards(desk.collection, with_remarks=False)
    assert only.card == WINDOW


def test_a_report_that_was_withdrawn_is_gone(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "wrong")
    acting.report(desk.collection, [WINDOW], "")
    assert reported_cards(desk.collection) == ()


def test_reports_on_cards_that_are_gone_stay_in_the_list(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "wrong")
    (desk.folder / "shipped/networks/tcp.yaml").unlink()
    desk.reopen()
    [found] = reported_cards(desk.collection)
    assert (found.card, found.origin) == (WINDOW, "gone from the decks")


def test_the_list_as_markdown(desk: Desk) -> None:
    acting.report(desk.collection, [HANDSHAKE_1], "Not always.\n\nSee TFO.")
    acting.remark(desk.collection, [HANDSHAKE_1], "look it up")
    [card] = reported_cards(desk.collection)
    assert as_markdown([card]).splitlines() == [
        "# Reports and notes on cards",
        "",
        f"- `{HANDSHAKE_1}` The client opens with […], the server answers SYN and ACK.",
        "",
        f"  from {card.origin}",
        "",
        "  wrong: Not always.",
        "",
        "  See TFO.",
        "",
        "  note: look it up",
    ]


def test_cards_with_a_report_alone_have_no_note(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "wrong")
    acting.remark(desk.collection, [FOLD], "hm")
    text = as_markdown(reported_cards(desk.collection))
    assert text.count("wrong: ") == text.count("note: ") == 1


def test_the_list_is_written_whole_or_not_at_all(desk: Desk) -> None:
    path = desk.folder / "reports.md"
    write_list(path, "# Naïve\n")
    assert path.read_text("utf-8") == "# Naïve\n"
    with pytest.raises(NotWritable):
        write_list(desk.folder / "no/such/folder.md", "x")


def test_the_list_as_json(desk: Desk) -> None:
    acting.report(desk.collection, [WINDOW], "wrong “here”")
    text = as_json(reported_cards(desk.collection))
    assert "“here”" in text
    [card] = json.loads(text)
    assert card["card"] == WINDOW
    assert card["report"] == "wrong “here”"
