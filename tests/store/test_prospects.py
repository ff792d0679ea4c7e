"""The cards of a scope, as an interview plan looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.events import Buried, Suspended
from drill.ids import Rating, StudyDay
from tests.sessions import questions as asked
from tests.sessions.desk import ACKS, TODAY, TTL, WINDOW, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.ids import CardId
    from drill.srs.prospect import Prospect


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.close()


def prospect(desk: Desk, card: CardId) -> Prospect:
    key = desk.card(card).key
    with desk.collection.store.read() as unit:
        topics = unit.prospects.of(["networks"], desk.collection.today)
    [found] = [each for topic in topics for each in topic.cards if each.card == key]
    return found


def test_the_cards_of_decks_and_topics_come_in_their_order(desk: Desk) -> None:
    with desk.collection.store.read() as unit:
        found = unit.prospects.of(["networks", "mine/words"], TODAY)
        assert unit.prospects.of(["networks/none"], TODAY) == []
    names = [(each.topic, each.title, each.deck_title) for each in found]
    assert names == [
        ("mine/words", "Words", "My notes"),
        ("networks/tcp", "TCP", "Networks"),
        ("networks/dns", "DNS", "Networks"),
    ]
    assert [len(each.cards) for each in found] == [3, 4, 2]


def test_a_new_card_has_no_numbers(desk: Desk) -> None:
    new = prospect(desk, WINDOW)
    assert new.is_open
    assert not new.has_interval
    assert new[4:] == (0, 0, 0, 0, 0, 0)


def test_a_card_with_an_interval_has_them_all(desk: Desk) -> None:
    desk.learn(WINDOW)
    found, schedule = prospect(desk, WINDOW), desk.card(WINDOW).schedule
    memory = schedule.memory
    assert memory is not None
    assert found.has_interval
    assert (found.stability, found.difficulty) == (memory.stability, memory.difficulty)
    assert found.last_day == found.last_answer_day == found.introduced == TODAY
    assert found.due > TODAY


def test_a_card_in_its_steps_has_no_interval(desk: Desk) -> None:
    desk.rate(WINDOW, Rating.AGAIN)
    found = prospect(desk, WINDOW)
    assert not found.has_interval
    assert found.stability > 0


def test_hidden_cards_are_there_but_closed(desk: Desk) -> None:
    with desk.collection.store.write("hide") as unit:
        unit.record(Suspended(WINDOW))
        unit.record(Buried(ACKS, StudyDay(TODAY + 1)))
        unit.record(Buried(TTL, StudyDay(TODAY)))
    assert not prospect(desk, WINDOW).is_open
    assert not prospect(desk, ACKS).is_open
    assert prospect(desk, TTL).is_open


def test_open_questions_are_left_to_the_interview_drill(desk: Desk) -> None:
    asked.write_questions(desk)
    key = desk.card(asked.PROMPT).key
    with desk.collection.store.read() as unit:
        topics = unit.prospects.of(["mine"], TODAY)
    keys = {card.card for topic in topics for card in topic.cards}
    assert key not in keys
    assert desk.card(asked.NUMERIC).key in keys


def test_cards_are_found_by_their_keys(desk: Desk) -> None:
    key = desk.card(WINDOW).key
    with desk.collection.store.read() as unit:
        found = unit.prospects.cards([key, 10**9])
        assert unit.prospects.cards([]) == {}
    assert {each.card for each in found.values()} == {WINDOW}
    assert list(found) == [key]
