"""A deck as a page: counts, what comes first, sources."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.errors import DeckNotFound
from drill.ids import Rating
from drill.sessions.deck_page import deck_page, work_of
from drill.sessions.deck_page_steps import MASTERED_DAYS
from drill.sessions.deck_page_words import about, topic_cells, totals
from tests.sessions.desk import WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_a_deck_opens_with_its_topics_in_order(desk: Desk) -> None:
    page = deck_page(desk.collection, "networks")
    assert (page.title, page.shipped, page.chosen) == ("Networks", True, True)
    assert [topic.id for topic in page.topics] == ["networks/tcp", "networks/dns"]
    tcp, dns = page.topics
    assert (tcp.notes, tcp.cards, tcp.kinds) == (3, 4, {"cards": 3})
    assert dns.first == (tcp.title,)
    assert tcp.first == ()
    assert (page.cards, page.seen, page.mastered) == (6, 0, 0)
    assert topic_cells(tcp) == (tcp.title, "3", "·", "·", "·", "–")
    assert totals(page) == "2 topics, 5 notes to recall."
    assert about(page) == "Shipped with drill, CC0-1.0; studied."


def test_a_deck_of_ones_own_says_so(desk: Desk) -> None:
    page = deck_page(desk.collection, "mine")
    assert about(page).startswith("Your own")


def test_cards_with_a_long_interval_are_mastered(desk: Desk) -> None:
    while True:
        state = desk.card(WINDOW).schedule.state
        interval = getattr(state, "interval_days", 0)
        page = deck_page(desk.collection, "networks")
        assert page.mastered == int(interval >= MASTERED_DAYS)
        if page.mastered:
            break
        desk.clock.advance(timedelta(days=max(1, interval)))
        desk.rate(WINDOW, Rating.EASY)
    assert page.seen == 1
    assert topic_cells(page.topics[0])[-1] == "25%"
    assert "1 of 6 cards seen, 17% mastered" in about(page)


def test_kinds_are_counted_as_what_they_are(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/asked.yaml",
        """\
        topic: asked
        title: Asked
        notes:
          - id: one
            kind: typed
            question: Which word?
            answer: this
            source: "Somebody, Words, 2001, chapter 3"
          - id: two
            kind: cloze
            text: "{{c1::a}} and b"
            source: ["Somebody, Words, 2001, pages 4-5", "RFC 9293, section 3.4"]
        """,
    )
    desk.reopen()
    page = deck_page(desk.collection, "mine")
    asked = next(topic for topic in page.topics if topic.id == "mine/asked")
    assert asked.kinds == {"questions": 1, "cards": 1}
    assert page.works[0] == ("Somebody, Words, 2001", 2)
    assert ("RFC 9293", 1) in page.works
    assert "1 question" in totals(page)


def test_a_deck_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(DeckNotFound, match="'netwroks'") as told:
        deck_page(desk.collection, "netwroks")
    assert "networks" in told.value.hint
    with pytest.raises(DeckNotFound):
        deck_page(desk.collection, "zzz")


@pytest.mark.parametrize(
    ("source", "work"),
    [
        ("RFC 9293, section 3.4", "RFC 9293"),
        ("Ongaro, Consensus, 2014, sections 3.1 to 3.4", "Ongaro, Consensus, 2014"),
        (
            "Petrov, Database Internals, 2019, chapter 2",
            "Petrov, Database Internals, 2019",
        ),
        (
            "PostgreSQL documentation, section 11.2, Index Types",
            "PostgreSQL documentation",
        ),
        ("POSIX.1-2017", "POSIX.1-2017"),
        ("section 4", "section 4"),
    ],
)
def test_a_work_is_named_without_the_place_in_it(source: str, work: str) -> None:
    assert work_of(source) == work
