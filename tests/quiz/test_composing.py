"""Which questions a quiz asks: spread over topics, what matters most first."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.quiz.composing import (
    BANDS,
    Candidate,
    Mix,
    Note,
    Wanted,
    dealt,
    recall_of,
    unspoiled,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

recalls = st.none() | st.floats(0, 1)
candidates = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10_000),
        topic=st.integers(1, 4),
        recall=recalls,
        difficulty=st.none() | st.floats(1, 10),
        is_due=st.booleans(),
        is_mistake=st.booleans(),
    ),
    unique_by=lambda each: each.key,
    max_size=40,
)
wanted = st.builds(Wanted, st.sampled_from(Mix), st.sampled_from([None, 1, 2, 3]))


def deal(
    pool: Iterable[Candidate], mix: Mix = Mix.ANY, seed: int = 1, **more: int
) -> list[Candidate]:
    return list(dealt(pool, Wanted(mix, **more), Chance("quiz", seed)))


@given(candidates, wanted, st.integers(0, 99))
@settings(max_examples=40)
def test_every_card_that_is_admitted_is_dealt_once(
    pool: list[Candidate], wishes: Wanted, seed: int
) -> None:
    found = list(dealt(pool, wishes, Chance("quiz", seed)))
    assert sorted(found, key=lambda each: each.key) == sorted(
        wishes.admitted(pool), key=lambda each: each.key
    )


@given(candidates, wanted, st.integers(0, 99))
@settings(max_examples=40)
def test_the_same_seed_deals_the_same(
    pool: list[Candidate], wishes: Wanted, seed: int
) -> None:
    first, again = (list(dealt(pool, wishes, Chance("quiz", seed))) for _ in range(2))
    assert first == again


def test_another_seed_deals_otherwise() -> None:
    pool = [Candidate(key, 1, None) for key in range(30)]
    assert deal(pool, seed=1) != deal(pool, seed=2)


def test_a_quiz_is_spread_over_its_topics() -> None:
    pool = [Candidate(key, 1 + (key >= 90), None) for key in range(100)]
    first = islice(deal(pool), 10)
    assert Counter(each.topic for each in first) == {1: 5, 2: 5}


def test_a_topic_that_has_no_more_leaves_its_share_to_the_others() -> None:
    pool = [Candidate(key, 1 + (key == 0), None) for key in range(10)]
    assert Counter(each.topic for each in deal(pool)[:6]) == {1: 5, 2: 1}


def test_weak_topics_come_up_in_proportion_to_what_is_forgotten() -> None:
    weak = [Candidate(key, 1, 0.4) for key in range(50)]
    known = [Candidate(key, 2, 0.8) for key in range(50, 100)]
    first = deal(weak + known, Mix.WEAK)[:20]
    assert Counter(each.topic for each in first) == {1: 15, 2: 5}


def test_a_topic_that_is_known_by_heart_is_not_forgotten_altogether() -> None:
    known = [Candidate(key, 1, 1.0) for key in range(50)]
    weak = [Candidate(key, 2, 0.5) for key in range(50, 100)]
    assert {each.topic for each in deal(known + weak, Mix.WEAK)[:30]} == {1, 2}


def test_in_a_weak_topic_the_weakest_cards_come_first() -> None:
    pool = [Candidate(key, 1, recall) for key, recall in enumerate((0.9, None, 0.2))]
    found = [each.recall for each in deal(pool, Mix.WEAK)]
    assert found == [0.2, None, 0.9]


def test_what_is_due_comes_before_what_was_seen_and_that_before_what_is_new() -> None:
    pool = [
        Candidate(1, 1, None),
        Candidate(2, 2, 0.99),
        Candidate(3, 1, 0.8, is_due=True),
        Candidate(4, 1, 0.3, is_due=True),
        Candidate(5, 2, 0.5, is_due=True),
    ]
    found = deal(pool, Mix.DUE)
    assert {each.key for each in found[:3]} == {3, 4, 5}
    assert [each.key for each in found if each.topic == 1] == [4, 3, 1]
    assert [each.key for each in found[3:]] == [2, 1]


def test_new_and_mistakes_take_nothing_else() -> None:
    pool = [
        Candidate(1, 1, None),
        Candidate(2, 1, 0.5),
        Candidate(3, 1, 0.5, is_mistake=True),
    ]
    assert [each.key for each in deal(pool, Mix.NEW)] == [1]
    assert [each.key for each in deal(pool, Mix.MISTAKES)] == [3]


def test_what_was_as_difficult_comes_first_in_its_topic() -> None:
    easy, hard = Candidate(1, 1, 0.1, 2.0), Candidate(2, 1, 0.9, 8.0)
    unseen = Candidate(3, 1, None)
    for mix in (Mix.WEAK, Mix.ANY):
        assert deal([easy, hard, unseen], mix, difficulty=3)[-1] == easy
        assert deal([easy, hard, unseen], mix, difficulty=1)[-1] == hard


def test_the_bands_of_difficulty_cover_all_that_fsrs_knows_once() -> None:
    for tenth in range(10, 101):
        value = tenth / 10
        inside = [level for level, (low, high) in BANDS.items() if low <= value < high]
        assert len(inside) == 1


def test_a_card_never_answered_counts_for_half() -> None:
    assert recall_of(Candidate(1, 1, None)) == pytest.approx(0.5)


# --- what gives others away -------------------------------------------------------


def test_two_cards_of_one_note_do_not_meet() -> None:
    cards = [("a1", Note("a")), ("a2", Note("a")), ("b", Note("b"))]
    assert [card for card, _ in unspoiled(cards, 5)] == ["a1", "b"]


def test_notes_that_are_easily_confused_do_not_meet_whoever_says_so() -> None:
    says, other = ("a", Note("a", ("b",))), ("b", Note("b"))
    assert unspoiled([says, other], 5) == [says]
    assert unspoiled([other, says], 5) == [other]


def test_what_was_taken_before_counts_too() -> None:
    cards = [("a", Note("a")), ("b", Note("b", ("c",))), ("d", Note("d"))]
    before = [Note("c"), Note("x", ("a",))]
    assert [card for card, _ in unspoiled(cards, 5, before)] == ["d"]


def test_no_more_are_taken_than_are_asked_for() -> None:
    cards = [(n, Note(str(n))) for n in range(5)]
    assert [card for card, _ in unspoiled(cards, 2)] == [0, 1]
    assert unspoiled(cards, 0) == []
