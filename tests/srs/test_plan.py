from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drill.srs.foresight import foresight
from drill.srs.plan import (
    ANSWERS_OF_NEW,
    BUILT,
    BUILT_AT,
    FAR_GAIN,
    NEAR_GAIN,
    NOTHING,
    Period,
    Plan,
    plan,
)
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.prospect import Group, Prospect

if TYPE_CHECKING:
    import pytest

TODAY = 20_000
OURS = foresight(DEFAULT_PARAMETERS)


def seen(
    number: int,
    *,
    stability: float = 5.0,
    last: int = TODAY - 5,
    due: int = TODAY + 3,
    note: int = 0,
) -> Prospect:
    return Prospect(
        number, note or number, is_open=True, has_interval=True,
        stability=stability, difficulty=5.0, due=due, last_day=last,
        last_answer_day=last, introduced=last,
    )  # fmt: skip


def unseen(number: int) -> Prospect:
    return Prospect(number, number, is_open=True, has_interval=False)


def period(ahead: int = 20, answers: float = 100.0) -> Period:
    return Period(TODAY, TODAY + ahead, answers)


def planned(cards: list[Prospect], span: Period) -> Plan:
    return plan([Group(OURS, cards)], span)


# --- when there is nothing to plan


def test_nothing_is_planned_on_the_day_and_after_it() -> None:
    cards = [seen(1), unseen(2)]
    assert planned(cards, period(0)) == NOTHING
    assert planned(cards, period(-3)) == NOTHING


def test_no_room_plans_nothing_and_lets_what_is_due_yield() -> None:
    cards = [seen(1, due=TODAY), seen(2), unseen(3)]
    assert planned(cards, period(answers=0)) == Plan(yielding=frozenset({1}))


# --- new cards


def test_new_cards_are_spread_over_two_fifths_of_the_days_left() -> None:
    new = [unseen(number) for number in range(30)]
    assert planned(new, period(20)).new == 4
    assert planned(new, period(75)).new == 1
    assert planned(new, period(2)).new == 30


def test_holidays_take_days_from_new_cards() -> None:
    new = [unseen(number) for number in range(30)]
    span = dataclasses.replace(period(20), days_off=10)
    assert planned(new, span).new == 8
    assert planned(new, dataclasses.replace(span, days_off=20)).new == 30


def test_new_cards_of_today_count_and_the_rest_of_them_is_asked_for() -> None:
    done = Prospect(
        90, 90, is_open=True, has_interval=False, stability=2.0, difficulty=5.0,
        due=TODAY, last_day=TODAY, last_answer_day=TODAY, introduced=TODAY,
    )  # fmt: skip
    new = [unseen(number) for number in range(29)]
    assert planned([*new, done], period(20)).new == 3


def test_no_more_new_cards_than_there_is_room_for() -> None:
    new = [unseen(number) for number in range(30)]
    assert planned(new, period(2, answers=2.5 * ANSWERS_OF_NEW)).new == 3


def test_suspended_new_cards_are_not_counted() -> None:
    shut = [unseen(number)._replace(is_open=False) for number in range(30)]
    assert planned(shut, period(2)).new == 0


# --- reviews


def test_the_cards_that_gain_most_for_their_time_come_first() -> None:
    cards = [seen(1, stability=18.0), seen(2, stability=4.0), seen(3, stability=12.0)]
    assert planned(cards, period(2)).reviews == (2, 3, 1)


def test_a_card_that_gains_almost_nothing_is_left_alone() -> None:
    sure = seen(1, stability=5_000.0)
    assert OURS.worth(5_000.0, 5.0, 5, 20).gain < NEAR_GAIN
    assert planned([sure], period()) == NOTHING


def test_reviews_stop_where_the_room_ends() -> None:
    cards = [seen(number) for number in range(50)]
    answers = sum(1 for _ in planned(cards, period(answers=14)).reviews)
    assert 8 <= answers <= 14


def test_due_cards_compete_with_the_others_and_yield_when_not_asked_for() -> None:
    weak = [seen(number, stability=4.0) for number in range(20)]
    strong = seen(90, stability=900.0, last=TODAY - 200, due=TODAY - 1)
    for answers in (5, 500):
        found = planned([*weak, strong], period(answers=answers))
        assert 90 not in found.reviews
        assert found.yielding == {90}
    due = seen(91, stability=3.0, due=TODAY)
    found = planned([*weak, due], period(answers=5))
    assert found.reviews[0] == 91
    assert not found.yielding


def test_before_the_last_pass_only_reviews_that_gain_much_are_asked_for() -> None:
    cards = [seen(number, stability=12.0) for number in range(10)]
    assert NEAR_GAIN < OURS.worth(12.0, 5.0, 5, 20).gain < FAR_GAIN
    assert planned(cards, period(20)).reviews == ()
    assert planned(cards, period(10, answers=1.4)).reviews  # the pass takes 10 days
    assert len(planned(cards, period(2)).reviews) == 10


def test_weak_cards_are_built_up_before_the_pass_and_before_new_cards() -> None:
    new = [unseen(100 + number) for number in range(40)]
    weak = [seen(number, stability=2.0) for number in range(10)]
    found = planned([*new, *weak], period(60, answers=13))
    assert found.new == 0
    assert len(found.reviews) == 10
    roomy = planned([*new, *weak], period(60, answers=18))
    assert (roomy.new, len(roomy.reviews)) == (2, 10)


def test_weak_cards_wait_until_recall_has_fallen_as_in_plain_fsrs() -> None:
    fresh = seen(1, stability=3.0, last=TODAY - 2)
    faded = seen(2, stability=3.0, last=TODAY - 4)
    assert OURS.recall(3.0, 2) > BUILT_AT > OURS.recall(3.0, 4)
    assert planned([fresh, faded], period(60, answers=5)).reviews == (2,)


def test_the_less_time_there_is_for_each_card_the_fewer_are_weak() -> None:
    cards = [
        seen(number, stability=2.0)._replace(difficulty=9.0) for number in range(40)
    ]
    assert OURS.worth(2.0, 9.0, 5, 60).gain < FAR_GAIN
    much = planned(cards, period(60, answers=5))
    assert len(much.reviews) >= 4
    assert BUILT * 4 * 60 / 40 > 2.0 > BUILT * 3 * 60 / 40
    assert not planned(cards, period(60, answers=3)).reviews
    off = dataclasses.replace(period(60, answers=5), days_off=30)
    assert not planned(cards, off).reviews


def test_one_weak_card_of_a_note_takes_the_room_of_one() -> None:
    siblings = [seen(number, stability=2.0, note=9) for number in range(4)]
    found = planned([*siblings, unseen(50)], period(60, answers=5))
    assert (found.new, len(found.reviews)) == (1, 1)


def test_in_the_pass_what_gains_more_on_the_eve_comes_later() -> None:
    soon_gone = [seen(n, stability=0.3, last=TODAY - 9) for n in range(4)]
    lasting = [seen(n, stability=12.0, last=TODAY - 25) for n in range(4, 8)]
    early = period(8, answers=1.4)  # the pass takes eight days
    gone, lasts = OURS.worth(0.3, 5.0, 9, 8), OURS.worth(12.0, 5.0, 25, 8)
    assert gone.gain > 1.5 * lasts.gain
    assert planned([*soon_gone, *lasting], early).reviews == (4, 5)
    eve = period(1, answers=1.4)
    assert planned([*soon_gone, *lasting], eve).reviews == (0,)


def test_answers_of_today_take_room() -> None:
    cards = [seen(number) for number in range(40)]
    before = planned(cards, period(answers=20)).reviews
    first, *rest = before
    answered = [
        card._replace(last_day=TODAY, last_answer_day=TODAY)
        if card.card == first
        else card
        for card in cards
    ]
    left = planned(answered, period(answers=20)).reviews
    assert first not in left
    assert list(left[: len(rest)]) == rest[: len(left)]
    assert abs(len(left) - len(rest)) <= 1


def test_cards_that_were_practised_today_are_not_asked_again() -> None:
    practised = seen(1)._replace(last_answer_day=TODAY)
    assert planned([practised], period()) == NOTHING


def test_hidden_cards_and_those_in_their_steps_are_not_planned() -> None:
    hidden = seen(1)._replace(is_open=False)
    learning = seen(2)._replace(has_interval=False)
    assert planned([hidden, learning], period()) == NOTHING


def test_one_card_of_a_note_is_asked_on_a_day() -> None:
    siblings = [seen(1, note=9), seen(2, note=9, due=TODAY)]
    assert len(planned(siblings, period()).reviews) == 1
    answered = seen(3, note=9)._replace(last_answer_day=TODAY)
    assert not planned([*siblings, answered], period()).reviews
    free = dataclasses.replace(period(), bury_siblings=False)
    assert planned([*siblings, answered], free).reviews == (1, 2)


def test_a_card_whose_last_review_lies_ahead_waits() -> None:
    """The clock was set back."""
    assert planned([seen(1, last=TODAY + 3)], period()) == NOTHING


def test_of_very_many_cards_the_least_known_are_weighed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cards = [seen(number, stability=2.0 + number) for number in range(60)]
    every = planned(cards, period(answers=5)).reviews
    monkeypatch.setattr("drill.srs.plan.AT_MOST", 20)
    assert planned(cards, period(answers=5)).reviews == every
    monkeypatch.setattr("drill.srs.plan.AT_MOST", 3)
    assert set(planned(cards, period(answers=500)).reviews) == {0, 1, 2}


def test_the_last_days_pass_over_what_has_faded() -> None:
    """The day before, a card seen long ago gains more than one seen yesterday."""
    faded = seen(1, stability=8.0, last=TODAY - 9)
    fresh = seen(2, stability=8.0, last=TODAY - 1)
    assert planned([fresh, faded], period(1, answers=1)).reviews == (1,)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 3_000), st.integers(1, 400), st.integers(-9, 9)),
        max_size=30,
    ),
    st.integers(1, 90),
    st.floats(0, 60),
)
def test_a_plan_never_names_a_card_twice_and_keeps_to_its_room(
    numbers: list[tuple[float, int, int]], ahead: int, answers: float
) -> None:
    cards = [
        seen(index, stability=stability, last=TODAY - ago, due=TODAY + due)
        for index, (stability, ago, due) in enumerate(numbers)
    ]
    found = planned(cards, period(ahead, answers))
    assert len(set(found.reviews)) == len(found.reviews) <= answers + 1
    assert found.yielding.isdisjoint(found.reviews)
    assert all(cards[card].due <= TODAY for card in found.yielding)
