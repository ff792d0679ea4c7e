from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from drill.ids import StudyDay
from drill.srs.holidays import avoided, day_after, day_before, is_holiday
from tests.srs import strategies

if TYPE_CHECKING:
    from drill.srs.holidays import Holidays


def spans(*pairs: tuple[int, int]) -> Holidays:
    return tuple((StudyDay(first), StudyDay(last)) for first, last in pairs)


WEEK = spans((10, 16))


@pytest.mark.parametrize(
    ("day", "holidays", "earliest", "latest", "expected"),
    [
        (9, WEEK, 5, 100, 9),  # outside
        (17, WEEK, 5, 100, 17),
        (12, WEEK, 9, 100, 9),  # the day before is within reach
        (12, WEEK, 10, 100, 17),  # it is not: the first day after
        (10, WEEK, 10, 100, 17),
        (12, WEEK, 10, 17, 17),  # just within reach
        (12, WEEK, 10, 16, 12),  # neither is allowed: it stays
        (12, (), 1, 100, 12),
        (12, spans((10, 12), (13, 16)), 10, 100, 17),  # one behind the other
        (12, spans((13, 16), (10, 12)), 9, 100, 9),  # in any order
        (14, spans((10, 14), (12, 20)), 10, 100, 21),  # overlapping
        (14, spans((1, 30), (12, 20)), 0, 100, 0),  # one inside the other
        (12, spans((16, 10)), 1, 100, 12),  # back to front: no day at all
    ],
)
def test_a_due_day_leaves_the_holidays(
    day: int, holidays: Holidays, earliest: int, latest: int, expected: int
) -> None:
    assert avoided(day, holidays, earliest, latest) == expected


@given(strategies.days, strategies.holidays)
def test_the_days_around_holidays_are_the_nearest_outside(
    day: StudyDay, holidays: Holidays
) -> None:
    before, following = day_before(day, holidays), day_after(day, holidays)
    assert not is_holiday(before, holidays)
    assert not is_holiday(following, holidays)
    assert before <= day <= following
    assert all(is_holiday(between, holidays) for between in range(before + 1, day))
    assert all(is_holiday(between, holidays) for between in range(day + 1, following))
