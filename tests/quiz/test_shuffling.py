"""The order in which choices and items are shown."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import (
    ChoiceQuestion,
    NumericQuestion,
    Offered,
    OrderQuestion,
)
from drill.quiz.shuffling import shown_places
from tests.quiz import strategies as drawn

seeds = st.integers(0, 2**31)
SEEDS = range(2000)
CHI_SQUARE_999 = {2: 13.82, 3: 16.27, 4: 18.47, 5: 20.52}
"""Critical values at 0.1 % by degrees of freedom; the seeds are fixed, so that a test
which passes once passes always."""


@given(drawn.choice_questions, seeds)
@settings(max_examples=40)
def test_choices_are_permuted_and_anchors_keep_their_place(
    question: ChoiceQuestion, seed: int
) -> None:
    places = shown_places(question, seed)
    assert sorted(places) == list(range(len(question.choices)))
    for spot, place in enumerate(places):
        if question.choices[place].anchor:
            assert spot == place
    assert shown_places(question, seed) == places


@given(drawn.order_questions, seeds)
@settings(max_examples=50)
def test_items_are_permuted_and_never_come_in_the_right_order(
    question: OrderQuestion, seed: int
) -> None:
    places = shown_places(question, seed)
    right = list(range(len(question.items)))
    assert sorted(places) == right
    assert list(places) != right or len(right) < 2


@given(drawn.numeric_questions, seeds)
@settings(max_examples=40)
def test_other_questions_have_nothing_to_shuffle(
    question: NumericQuestion, seed: int
) -> None:
    assert shown_places(question, seed) == ()


def chi_square(counts: Counter[int], spots: int) -> float:
    expected = len(SEEDS) / spots
    return sum((counts[spot] - expected) ** 2 / expected for spot in range(spots))


def test_every_choice_comes_up_in_every_position_equally_often() -> None:
    for count in (3, 4, 5, 6):
        question = ChoiceQuestion("?", tuple(Offered(str(n)) for n in range(count)))
        shown = [shown_places(question, seed) for seed in SEEDS]
        for place in range(count):
            spots = Counter(each.index(place) for each in shown)
            assert chi_square(spots, count) < CHI_SQUARE_999[count - 1]


def test_beside_an_anchor_the_others_share_what_is_left() -> None:
    choices = (Offered("a", right=True), Offered("b"), Offered("c"))
    question = ChoiceQuestion("?", (*choices, Offered("all of these", anchor=True)))
    shown = [shown_places(question, seed) for seed in SEEDS]
    assert {each[3] for each in shown} == {3}
    spots = Counter(each.index(0) for each in shown)
    assert chi_square(spots, 3) < CHI_SQUARE_999[2]
