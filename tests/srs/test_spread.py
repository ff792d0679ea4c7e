from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import ScheduleError
from drill.ids import CardId, StudyDay
from drill.srs.curve import forgetting_curve
from drill.srs.holidays import Holidays, is_holiday
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.schedule import Memory
from drill.srs.spread import DueReview, empty_holidays, spread_backlog
from tests.srs.strategies import START, holidays

NO_LOAD: dict[StudyDay, int] = {}


def late(name: str, *, stability: float = 10.0, last: int = -20) -> DueReview:
    return DueReview(
        CardId(name), StudyDay(START - 5), stability, StudyDay(START + last), 15
    )


def due(name: str, day: int, *, interval: int = 20) -> DueReview:
    """A card that comes up so many days after `START`."""
    return DueReview(
        CardId(name),
        StudyDay(START + day),
        float(interval),
        StudyDay(START + day - interval),
        interval,
    )


def day(offset: int) -> StudyDay:
    return StudyDay(START + offset)


# --- a backlog


def test_the_cards_that_are_best_known_come_first() -> None:
    backlog = [
        late("half gone", stability=5.0),
        late("well known", stability=90.0),
        late("nearly gone", stability=1.0),
    ]
    found = spread_backlog(backlog, START, 3, NO_LOAD)
    assert [(each.card, each.due - START) for each in found] == [
        ("well known", 0),
        ("half gone", 1),
        ("nearly gone", 2),
    ]


@pytest.mark.parametrize(
    ("cards", "days", "load", "expected"),
    [
        (6, 3, {}, [2, 2, 2]),
        (7, 3, {}, [3, 2, 2]),  # what is left over comes early
        (2, 5, {}, [1, 1, 0, 0, 0]),
        (6, 3, {0: 4}, [0, 3, 3]),  # a day that is full already gets none
        (6, 3, {0: 2, 1: 1}, [1, 2, 3]),  # filled up to one level
        (3, 1, {0: 50}, [3]),
        (0, 3, {}, [0, 0, 0]),
    ],
)
def test_a_backlog_evens_out_what_the_days_have_already(
    cards: int, days: int, load: dict[int, int], expected: list[int]
) -> None:
    backlog = [late(f"c{number}") for number in range(cards)]
    loads = {day(offset): count for offset, count in load.items()}
    found = Counter(each.due for each in spread_backlog(backlog, START, days, loads))
    assert [found[day(offset)] for offset in range(days)] == expected


def test_a_backlog_is_not_spread_into_a_holiday() -> None:
    backlog = [late(f"c{number}") for number in range(4)]
    found = spread_backlog(backlog, START, 4, NO_LOAD, ((day(1), day(2)),))
    assert Counter(each.due - START for each in found) == {0: 2, 3: 2}


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_backlog_is_spread_over_a_day_to_a_year(days: int) -> None:
    with pytest.raises(ScheduleError, match=f"days = {days}"):
        spread_backlog([late("a")], START, days, NO_LOAD)


def test_a_backlog_needs_a_day_that_is_no_holiday() -> None:
    with pytest.raises(ScheduleError, match="no holiday"):
        spread_backlog([late("a")], START, 5, NO_LOAD, ((day(0), day(9)),))


@given(
    st.integers(0, 60),
    st.integers(1, 20),
    st.dictionaries(st.integers(0, 19), st.integers(0, 30)),
)
def test_spreading_is_as_even_as_the_load_allows(
    cards: int, days: int, load: dict[int, int]
) -> None:
    loads = {day(offset): count for offset, count in load.items()}
    backlog = [late(f"c{number}") for number in range(cards)]
    found = spread_backlog(backlog, START, days, loads)
    assert sorted(each.card for each in found) == sorted(each.card for each in backlog)
    added = Counter(each.due for each in found)
    totals = {each: loads.get(each, 0) + added[each] for each in map(day, range(days))}
    fullest = max((totals[each] for each in added), default=0)
    assert all(total >= fullest - 1 for total in totals.values())


# --- a holiday


@pytest.mark.parametrize(
    ("review", "load", "expected"),
    [
        (due("a", 10), {}, 9),  # the first day of it: the day before
        (due("a", 16), {}, 17),  # the last: the day after
        (due("a", 13), {}, 9),  # the middle: the same distance, so before
        (due("a", 13, interval=4), {}, 17),  # one day early at most: behind it
        (due("a", 13, interval=8), {}, 17),  # two days early at most: behind it
        (due("a", 13, interval=400), {9: 1, 8: 1, 17: 1}, 18),  # where least is due
        (due("a", 13, interval=400), {9: 5, 17: 5, 18: 5, 19: 5, 20: 5}, 8),
    ],
)
def test_a_card_due_in_a_holiday_goes_where_it_costs_little(
    review: DueReview, load: dict[int, int], expected: int
) -> None:
    loads = {day(offset): count for offset, count in load.items()}
    found = empty_holidays([review], START, ((day(10), day(16)),), loads)
    assert [(each.card, each.due - START) for each in found] == [("a", expected)]


def test_the_cards_of_a_holiday_are_not_piled_on_one_day() -> None:
    reviews = [due(f"c{number:02}", 13, interval=100) for number in range(16)]
    found = empty_holidays(reviews, START, ((day(10), day(16)),), NO_LOAD)
    assert Counter(each.due - START for each in found) == dict.fromkeys(
        (6, 7, 8, 9, 17, 18, 19, 20), 2
    )


def test_each_card_moved_out_of_a_holiday_is_load_for_the_next() -> None:
    loads = {day(offset): 5 for offset in range(30)} | {day(9): 0, day(17): 1}
    reviews = [due(name, 13, interval=100) for name in "abc"]
    found = empty_holidays(reviews, START, ((day(10), day(16)),), loads)
    assert [each.due - START for each in found] == [9, 9, 17]


def test_cards_outside_a_holiday_are_left_alone() -> None:
    reviews = [due("a", 9), due("b", 17)]
    assert empty_holidays(reviews, START, ((day(10), day(16)),), NO_LOAD) == []


def test_a_holiday_that_is_over_moves_nothing() -> None:
    reviews = [due("a", -3)]
    assert empty_holidays(reviews, START, ((day(-5), day(-1)),), NO_LOAD) == []


def test_in_the_middle_of_a_holiday_cards_go_behind_it() -> None:
    found = empty_holidays([due("a", 2)], START, ((day(-3), day(6)),), NO_LOAD)
    assert [each.due - START for each in found] == [7]


def test_a_card_never_moves_before_the_day_after_its_review() -> None:
    review = DueReview(CardId("a"), day(3), 8.0, day(2), 8)
    found = empty_holidays([review], START, ((day(2), day(4)),), NO_LOAD)
    assert [each.due - START for each in found] == [5]


def test_a_card_may_move_to_the_day_after_its_review() -> None:
    review = DueReview(CardId("a"), day(3), 8.0, day(0), 8)
    found = empty_holidays([review], START, ((day(2), day(4)),), NO_LOAD)
    assert [each.due - START for each in found] == [1]


def test_a_holiday_of_years_is_no_burden() -> None:
    found = empty_holidays(
        [due("a", 300, interval=900)], START, ((day(100), day(100_000)),), NO_LOAD
    )
    assert [each.due - START for each in found] == [99]


@given(
    st.lists(st.tuples(st.integers(-20, 60), st.integers(1, 400)), max_size=20),
    holidays,
)
def test_after_emptying_nothing_is_due_in_a_holiday(
    reviews: list[tuple[int, int]], spans: Holidays
) -> None:
    waiting = [
        due(f"c{number}", offset, interval=interval)
        for number, (offset, interval) in enumerate(reviews)
    ]
    moved = empty_holidays(waiting, START, spans, NO_LOAD)
    days = {each.card: each.due for each in waiting}
    assert all(is_holiday(days[each.card], spans) for each in moved)
    assert not any(is_holiday(each.due, spans) for each in moved)
    assert all(each.due >= START for each in moved)


# --- the curve


def test_a_curve_starts_at_one_and_is_nine_tenths_at_the_stability() -> None:
    curve = forgetting_curve(Memory(10.0, 5.0), DEFAULT_PARAMETERS, 21)
    assert len(curve) == 21
    assert curve[0] == 1.0
    assert curve[10] == pytest.approx(0.9)
    assert list(curve) == sorted(curve, reverse=True)


def test_a_curve_has_at_least_one_point() -> None:
    with pytest.raises(ScheduleError, match="days = 0"):
        forgetting_curve(Memory(10.0, 5.0), DEFAULT_PARAMETERS, 0)
