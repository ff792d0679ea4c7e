"""Which cards ask questions, and what the record says of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.events import Buried, Suspended
from drill.ids import Rating, StudyDay
from drill.srs.schedule import Reviewing
from drill.store.pools import PoolCard
from tests.sessions import questions as asked
from tests.sessions.desk import NOW, TODAY, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
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
        keys = [card[0] for card in unit.pools.cards(TODAY, NOW, TODAY, scope)]
        notes = unit.pools.notes(keys)
    return [notes[key].card for key in keys]


def test_the_cards_of_questions_are_found_and_no_others(desk: Desk) -> None:
    assert set(found(desk)) == EVERY
    assert set(found(desk, "mine")) == EVERY
    assert set(found(desk, "mine/asked", "networks")) == EVERY
    assert found(desk, "networks") == []


def test_many_topics_are_found_like_few(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.store.pools.FEW_TOPICS", 1)
    assert set(found(desk, "mine")) == EVERY
    assert found(desk, "networks") == []


def test_what_is_hidden_is_not_found(desk: Desk) -> None:
    with desk.collection.store.write("hide") as unit:
        unit.record(Suspended(asked.CHOICE))
        unit.record(Buried(asked.NUMERIC, StudyDay(TODAY + 1)))
        unit.record(Buried(asked.TYPED, StudyDay(TODAY)))
    for scope in ((), ("mine/asked",)):
        assert set(found(desk, *scope)) == EVERY - {asked.CHOICE, asked.NUMERIC}


def test_a_card_says_whether_it_is_new_due_or_a_mistake(desk: Desk) -> None:
    desk.rate(asked.CHOICE, Rating.AGAIN)  # a step of minutes
    desk.learn(asked.NUMERIC)

    def look(day: StudyDay, at: datetime, first: StudyDay) -> dict[CardId, PoolCard]:
        with desk.collection.store.read() as unit:
            cards = [PoolCard(*row) for row in unit.pools.cards(day, at, first)]
            names = unit.pools.notes(card.key for card in cards)
        return {names[card.key].card: card for card in cards}

    now = look(TODAY, NOW, TODAY)
    assert now[asked.TYPED].ratio is None
    assert not now[asked.TYPED].is_due
    assert now[asked.CHOICE].ratio == 0
    assert not now[asked.CHOICE].is_due
    assert now[asked.CHOICE].is_mistake
    assert not now[asked.NUMERIC].is_due
    assert not now[asked.NUMERIC].is_mistake
    assert look(TODAY, NOW + timedelta(hours=1), TODAY)[asked.CHOICE].is_due
    later = StudyDay(TODAY + 400)
    after = look(later, NOW + timedelta(days=400), StudyDay(TODAY + 1))
    assert after[asked.NUMERIC].is_due
    assert not after[asked.CHOICE].is_mistake
    stability = desk.card(asked.NUMERIC).schedule.state
    assert isinstance(stability, Reviewing)
    ratio = after[asked.NUMERIC].ratio
    assert ratio == pytest.approx(400 / stability.memory.stability)


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
        found_ = unit.pools.cards(TODAY, NOW, TODAY, ["mine/pair"])
        keys = [card[0] for card in found_]
        notes = list(unit.pools.notes(keys).values())
        topics = set(unit.pools.topics().values())
    assert {(note.kind, note.contrast) for note in notes} == {
        ("typed", ("mine/pair/b",)),
        ("typed", ()),
    }
    assert "mine/pair" in topics
