"""Which questions of the record a quiz is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.content.notes import parse_note
from drill.errors import DeckNotFound, InvalidNote, NothingToAsk
from drill.ids import CardId, Rating
from drill.quiz.composing import Mix
from drill.sessions.asking import asked_of
from drill.sessions.sitting_pool import Composed, compose
from drill.sessions.sitting_wishes import KINDS
from drill.sessions.workspace import Workspace
from tests.sessions import questions as asked
from tests.sessions.quizzes import FIVE, wishes

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)


def composed(desk: Desk, **changes: Any) -> Composed:
    return Workspace(desk.collection).quiz_offer(wishes(**changes))


def cards(desk: Desk, **changes: Any) -> list[CardId]:
    return [each.card for each in composed(desk, **changes).questions]


def test_everything_that_the_app_marks_can_be_asked(desk: Desk) -> None:
    found = composed(desk, number=50)
    assert {each.card for each in found.questions} == {*FIVE, asked.GENERATED}
    assert found.topics == 1
    assert composed(desk, number=6).shortfall == ""


def test_each_question_has_a_seed_of_its_own(desk: Desk) -> None:
    found = composed(desk, number=50).questions
    assert len({each.seed for each in found}) == len(found)


def test_without_a_scope_the_decks_that_are_studied_are_asked(desk: Desk) -> None:
    assert len(cards(desk, scope=(), number=50)) == 6
    desk.set(study={"decks": ["networks"]})
    desk.reopen()
    with pytest.raises(NothingToAsk, match="the decks that are studied can be asked"):
        composed(desk, scope=())
    desk.set(study={"decks": []})
    desk.reopen()
    with pytest.raises(NothingToAsk):
        composed(desk, scope=())
    assert len(cards(desk, number=50)) == 6


def test_a_deck_or_topic_that_there_is_not_is_named(desk: Desk) -> None:
    with pytest.raises(DeckNotFound, match="mine/askd") as told:
        composed(desk, scope=("mine/askd",))
    assert "mine/asked" in told.value.hint
    with pytest.raises(DeckNotFound):
        composed(desk, scope=("mine", "zzz"))


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_can_be_chosen(desk: Desk, kind: str) -> None:
    found = cards(desk, kinds=(kind,), number=1)
    wanted = {
        "choice": {asked.CHOICE, asked.SEVERAL},
        "numeric": {asked.NUMERIC},
        "typed": {asked.TYPED},
        "order": {asked.ORDER},
        "generated": {asked.GENERATED},
    }
    assert set(found) <= wanted[kind]
    assert found


def test_the_mistakes_of_the_last_days_are_asked(desk: Desk) -> None:
    desk.rate(asked.CHOICE, Rating.AGAIN)
    desk.pass_time(days=3)
    desk.rate(asked.TYPED, Rating.AGAIN)
    desk.practise(asked.ORDER, Rating.AGAIN)
    mix = Mix.MISTAKES
    assert set(cards(desk, mix=mix, mistakes_days=3)) == {asked.TYPED, asked.ORDER}
    assert len(cards(desk, mix=mix, mistakes_days=4)) == 3
    desk.pass_time(days=9)
    with pytest.raises(NothingToAsk, match="wrong in the last 4 days") as told:
        composed(desk, mix=mix, mistakes_days=4)
    assert told.value.hint == "Take more days."


def test_new_questions_run_out(desk: Desk) -> None:
    desk.learn(asked.CHOICE)
    assert asked.CHOICE not in cards(desk, mix=Mix.NEW, number=50)
    desk.learn(asked.SEVERAL, asked.ORDER)
    with pytest.raises(NothingToAsk, match="choice or order is new"):
        composed(desk, mix=Mix.NEW, kinds=("choice", "order"))


def test_a_kind_that_there_is_not_is_told(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/asked.yaml",
        """\
        topic: asked
        title: Asked
        notes:
          - {id: word, kind: typed, question: What?, answer: that, source: x}
        """,
    )
    desk.reopen()
    with pytest.raises(NothingToAsk, match="no question of mine/asked is order"):
        composed(desk, kinds=("order",))


def test_what_is_due_comes_first(desk: Desk) -> None:
    desk.rate(asked.ORDER, Rating.AGAIN)  # a step of minutes
    desk.learn(asked.TYPED)
    desk.pass_time(days=100)
    desk.learn(asked.NUMERIC)
    found = cards(desk, mix=Mix.DUE, number=50)
    assert set(found[:2]) == {asked.ORDER, asked.TYPED}
    assert found[2] == asked.NUMERIC


def test_the_weakest_of_a_topic_come_first(desk: Desk) -> None:
    desk.learn(asked.TYPED)
    desk.pass_time(days=40)
    desk.learn(*set(FIVE) - {asked.TYPED}, asked.GENERATED)
    desk.pass_time(days=1)
    assert cards(desk, mix=Mix.WEAK, number=50)[0] == asked.TYPED


def test_the_difficulty_goes_to_generators_alone(desk: Desk) -> None:
    for each in composed(desk, difficulty=3, number=50).questions:
        assert each.difficulty == (3 if each.card == asked.GENERATED else None)


def test_a_difficulty_at_which_nothing_can_be_asked_is_left_alone() -> None:
    document = {
        "id": "made",
        "kind": "generated",
        "title": "Made",
        "generator": "tcp.reno_window",
        "source": ["x"],
    }
    usual = asked_of(parse_note(document), 7)
    assert usual is not None
    assert asked_of(parse_note(document), 7, difficulty=9) == usual
    harder = asked_of(parse_note(document), 7, difficulty=3)
    assert harder is not None
    assert harder.difficulty == 3
    broken = parse_note(document | {"parameters": {"difficulty": 9}})
    with pytest.raises(InvalidNote):
        asked_of(broken, 7)
    with pytest.raises(InvalidNote):
        asked_of(broken, 7, difficulty=9)


def test_notes_that_give_each_other_away_are_not_in_one_quiz(desk: Desk) -> None:
    desk.write(
        desk.own / "mine/pair.yaml",
        """\
        topic: pair
        title: Pair
        notes:
          - {id: a, kind: typed, question: Which?, answer: this, source: x,
             contrast: [b]}
          - {id: b, kind: typed, question: And which?, answer: that, source: x}
          - {id: c, kind: typed, question: And what?, answer: those, source: x}
        """,
    )
    desk.reopen()
    found = composed(desk, scope=("mine/pair",), number=3)
    assert len(found.questions) == 2
    assert CardId("mine/pair/c#q") in {each.card for each in found.questions}
    assert found.shortfall == "2 of 3 asked for: no more fit"


def test_the_same_moment_gives_the_same_quiz(desk: Desk) -> None:
    with desk.collection.store.read() as unit:
        first = compose(desk.collection, unit, wishes(mix=Mix.ANY))
        assert compose(desk.collection, unit, wishes(mix=Mix.ANY)) == first
    desk.pass_time(seconds=1)
    assert composed(desk, mix=Mix.ANY) != first
