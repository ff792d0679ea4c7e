from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import Rating
from drill.srs.steps import StepTaken, Wait, next_step, step_wait
from tests.srs.figures import histories
from tests.srs.strategies import steps_s

DAY_S = 86_400
TWO = (60, 600)
AGAIN, HARD, GOOD, EASY = Rating


@pytest.mark.parametrize(
    ("steps", "step", "rating", "taken"),
    [
        (TWO, 0, AGAIN, (0, 60)),  # to the first step
        (TWO, 1, AGAIN, (0, 60)),
        (TWO, 0, HARD, (0, 330)),  # mean of the first two
        (TWO, 1, HARD, (1, 600)),  # repeats a later step
        (TWO, 0, GOOD, (1, 600)),  # on to the next
        (TWO, 1, GOOD, None),  # graduates from the last
        (TWO, 0, EASY, None),  # graduates from any
        ((600,), 0, HARD, (0, 900)),  # half as long again when there is but one
        ((600,), 0, GOOD, None),
        ((3 * DAY_S,), 0, HARD, (0, 4 * DAY_S)),  # and at most a day longer
        ((), 0, AGAIN, None),  # without steps everything graduates
        ((), 0, GOOD, None),
        (TWO, 5, HARD, (1, 600)),  # a preset that lost steps: the last one
        (TWO, 5, GOOD, None),
        ((60, 600, 3_600), 1, GOOD, (2, 3_600)),
    ],
)
def test_a_rating_leads_to_a_step_or_out_of_them(
    steps: tuple[int, ...], step: int, rating: Rating, taken: StepTaken | None
) -> None:
    assert next_step(steps, step, rating) == taken


@pytest.mark.parametrize(
    ("delay_s", "day_left_s", "wait"),
    [
        (600, 3_600, (0, 600)),  # within the study day
        (600, 601, (0, 600)),  # just before the rollover
        (600, 600, (1, 0)),  # at the rollover: the next study day
        (600, 60, (1, 0)),  # across it
        (600, 0, (1, 0)),
        (23 * 3_600, 90_000, (0, 82_800)),  # a day of 25 hours has room for it
        (DAY_S, 90_000, (1, 0)),  # a day is a study day, however long that is
        (DAY_S + DAY_S // 2, 3_600, (2, 0)),  # rounded to whole days
        (3 * DAY_S, 60, (3, 0)),
    ],
)
def test_a_step_that_crosses_the_rollover_waits_for_a_day(
    delay_s: int, day_left_s: int, wait: Wait
) -> None:
    assert step_wait(delay_s, day_left_s) == wait


@given(steps_s.filter(bool), st.integers(0, 5))
def test_hard_never_waits_longer_than_a_day_more_than_the_longest_step(
    steps: tuple[int, ...], step: int
) -> None:
    taken = next_step(steps, step, HARD)
    assert taken is not None
    assert 1 <= taken.delay_s <= max(steps) + DAY_S


def test_steps_are_those_of_py_fsrs_in_every_history() -> None:
    compared = 0
    for history in histories("py_fsrs"):
        state, step = "Learning", 0
        for _, rating, _, _, state_after, step_after, interval_s in history["rows"]:
            before = (state, step)
            state, step = state_after, step_after or 0
            if before[0] == "Review":
                if rating != AGAIN:
                    continue
                before = ("Relearning", 0)
            steps = tuple(history[before[0].lower()])
            taken = next_step(steps, before[1], Rating(rating))
            compared += 1
            if taken is None:
                assert state_after == "Review"
            else:
                assert (before[0], *taken) == (state_after, step_after, interval_s)
    assert compared > 500
