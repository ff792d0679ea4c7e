"""Which cards ask questions, and what the record says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.events import Buried, Suspended
from drill.ids import Rating, StudyDay
from tests.sessions import questions as asked
from tests.sessions.desk import TODAY, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.ids import CardId


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    asked.write_questions(found)
    yield found
    found.close()


EVERY = {
    *(asked.CHOICE, asked.SEVERAL, asked.NUMERIC, asked.TYPED, asked.ORDER),
    *(asked.GENERATED, asked.PROMPT),
}


def found(desk: Desk, *scope: str) -> list[CardId]:
    with desk.collection.store.read() as unit:
        keys = [card.key for card in unit.pools.cards(TODAY, scope)]
        notes = unit.pools.notes(keys)
    return [notes[key].card for key in keys]


def test_the_cards_of_questions_are_found_and_no_others(desk: Desk) -> None:
    assert set(found(desk)) == EVERY
    assert set(found(desk, "mine")) == EVERY
    assert set(found(desk, "mine/asked", "networks")) == EVERY
    assert found(desk, "networks") == []


def test_what_is_hidden_is_not_found(desk: Desk) -> None:
    with desk.collection.store.write("hide") as unit:
        unit.record(Suspended(asked.CHOICE))
        unit.record(Buried(asked.NUMERIC, StudyDay(TODAY + 1)))
        unit.record(Buried(asked.TYPED, StudyDay(TODAY)))
    for scope in ((), ("mine/asked",)):
        assert set(found(desk, *scope)) == EVERY - {asked.CHOICE, asked.NUMERIC}


def test_a_card_says_whether_it_is_new_or_due(desk: Desk) -> None:
    desk.rate(asked.CHOICE, Rating.AGAIN)  # a step of minutes
    desk.learn(asked.NUMERIC)
    with desk.collection.store.read() as unit:
        cards = list(unit.pools.cards(TODAY))
        names = unit.pools.notes(card.key for card in cards)
        later = StudyDay(TODAY + 400)
        at_us = int(desk.collection.now.timestamp() * 1e6)
        by_name = {names[card.key].card: card for card in cards}
    choice, number = by_name[asked.CHOICE], by_name[asked.NUMERIC]
    assert by_name[asked.TYPED].is_new
    assert not by_name[asked.TYPED].is_due(later, at_us)
    assert not choice.is_new
    assert not choice.is_due(TODAY, at_us)
    assert choice.is_due(TODAY, at_us + 3_600_000_000)
    assert choice.forgotten_day == TODAY
    assert not number.is_due(TODAY, at_us)
    assert number.is_due(later, at_us)


def test_a_note_says_its_kind_and_what_it_is_confused_with(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/pair.yaml",
        """\
        topic: pair
        title: Pair
        notes:
          - {id: a, kind: typed, question: Which?, answer: this, source: x,
             contrast: [b]}
          - {id: b, kind: typed, question: And which?, answer: that, source: x}
        """,
    )
    desk.reopen()
    with desk.collection.store.read() as unit:
        keys = [card.key for card in unit.pools.cards(TODAY, ["mine/pair"])]
        notes = list(unit.pools.notes(keys).values())
        topics = set(unit.pools.topics().values())
    assert {(note.kind, note.contrast) for note in notes} == {
        ("typed", ("mine/pair/b",)),
        ("typed", ()),
    }
    assert "mine/pair" in topics
