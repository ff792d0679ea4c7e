"""Credit for a part: choices, orders, rubrics."""

from __future__ import annotations

from itertools import chain, combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    Criterion,
    Offered,
    OrderQuestion,
    RubricQuestion,
    Ticked,
)
from drill.quiz.marking import mark
from drill.quiz.marks import Mark, Verdict

R, W = Offered("right", right=True), Offered("wrong")
ONE = ChoiceQuestion("?", (W, R, W, W))
SEVERAL = ChoiceQuestion("?", (R, R, W, R, W), several=True)


@pytest.mark.parametrize(
    ("places", "credit", "remark"),
    [
        ((1,), 1, ""),
        ((1, 1, 1), 1, ""),  # said thrice
        ((0,), 0, ""),
        ((1, 2), 0, "one choice is asked for"),  # a hedge is worth nothing
        ((1, 99), 1, ""),  # there is no choice 99
    ],
)
def test_one_right_choice_is_all_or_nothing(
    places: tuple[int, ...], credit: float, remark: str
) -> None:
    assert mark(ONE, Chosen(places)) == Mark(credit, remark=remark)


@pytest.mark.parametrize(
    ("places", "credit", "remark"),
    [
        ((0, 1, 3), 1, ""),
        ((3, 0, 1, 0), 1, ""),
        ((0, 1), 2 / 3, "2 of 3 found"),
        ((0,), 1 / 3, "1 of 3 found"),
        ((0, 1, 3, 4), 2 / 3, "3 of 3 found, 1 wrong: (3 − 1) / 3"),
        ((0, 1, 2), 1 / 3, "2 of 3 found, 1 wrong: (2 − 1) / 3"),
        ((0, 2), 0, "1 of 3 found, 1 wrong: (1 − 1) / 3"),
        ((2, 4), 0, "0 of 3 found, 2 wrong: (0 − 2) / 3"),
        ((0, 1, 2, 3, 4), 1 / 3, "3 of 3 found, 2 wrong: (3 − 2) / 3"),  # all of them
    ],
)
def test_several_right_choices_earn_what_is_right_less_what_is_wrong(
    places: tuple[int, ...], credit: float, remark: str
) -> None:
    found = mark(SEVERAL, Chosen(places))
    assert found.credit == pytest.approx(credit)
    assert found.remark == remark


def test_a_question_without_a_right_choice_can_be_marked() -> None:
    assert mark(ChoiceQuestion("?", (W,), several=True), Chosen((0,))).credit == 0
    assert mark(ChoiceQuestion("?", (W,)), Chosen((0,))).credit == 0


@given(st.lists(st.booleans(), min_size=2, max_size=6), st.booleans())
def test_only_all_right_choices_and_no_others_are_right(
    rights: list[bool],
    several: bool,  # noqa: FBT001 - drawn
) -> None:
    choices = tuple(R if each else W for each in rights)
    question = ChoiceQuestion("?", choices, several)
    wanted = {place for place, each in enumerate(rights) if each}
    every = range(len(rights))
    for chosen in chain.from_iterable(combinations(every, n) for n in every):
        found = mark(question, Chosen(chosen))
        assert found.is_right is (set(chosen) == wanted and bool(wanted))
        assert several or found.credit in {0, 1}


@given(st.sets(st.integers(0, 4)), st.integers(0, 4))
def test_another_right_choice_helps_and_another_wrong_one_does_not(
    chosen: set[int], more: int
) -> None:
    before = mark(SEVERAL, Chosen(tuple(chosen))).credit
    after = mark(SEVERAL, Chosen(tuple(chosen | {more}))).credit
    assert after >= before if SEVERAL.choices[more].right else after <= before


@pytest.mark.parametrize(
    ("places", "credit", "remark"),
    [
        ((0, 1, 2, 3), 1, ""),
        ((1, 0, 2, 3), 4 / 6, "5 of 6 pairs in order: (5 − 1) / 6"),  # one swap
        ((0, 1, 3, 2), 4 / 6, "5 of 6 pairs in order: (5 − 1) / 6"),
        ((1, 2, 3, 0), 0, "3 of 6 pairs in order: (3 − 3) / 6"),  # the first comes last
        ((3, 2, 1, 0), 0, "0 of 6 pairs in order: (0 − 6) / 6"),
        ((0, 1, 2), 3 / 6, "3 of 6 pairs in order: (3 − 0) / 6"),  # one is not placed
        ((0, 1, 1, 2, 9), 3 / 6, "3 of 6 pairs in order: (3 − 0) / 6"),
        ((2,), 0, "0 of 6 pairs in order: (0 − 0) / 6"),
    ],
)
def test_an_order_earns_its_right_pairs_less_its_wrong_ones(
    places: tuple[int, ...], credit: float, remark: str
) -> None:
    question = OrderQuestion("?", ("a", "b", "c", "d"))
    found = mark(question, Arranged(places))
    assert found.credit == pytest.approx(credit)
    assert found.remark == remark


def test_an_order_drawn_by_lot_earns_little() -> None:
    question = OrderQuestion("?", ("a", "b", "c", "d", "e"))
    orders = list(permutations(range(5)))
    credits_ = [mark(question, Arranged(order)).credit for order in orders]
    assert sum(credits_) / len(orders) < 0.17
    assert sum(credit == 1 for credit in credits_) == 1


RUBRIC = RubricQuestion(
    "t", "?", (Criterion("a", 3), Criterion("b"), Criterion("c", 2.5))
)


@pytest.mark.parametrize(
    ("places", "credit", "remark"),
    [
        ((0, 1, 2), 1, "6.5 of 6.5 points"),
        ((0,), 3 / 6.5, "3 of 6.5 points"),
        ((2, 2, 5, -1), 2.5 / 6.5, "2.5 of 6.5 points"),
        ((), 0, "0 of 6.5 points"),  # nothing met is an answer too
    ],
)
def test_a_rubric_earns_the_weights_of_what_was_met(
    places: tuple[int, ...], credit: float, remark: str
) -> None:
    found = mark(RUBRIC, Ticked(places))
    assert found.credit == pytest.approx(credit)
    assert found.remark == remark
    assert found.verdict is not Verdict.NO_ANSWER
