"""Availability, error budgets and retries, against published tables."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.reliability import availability_model as model
from drill.generators.reliability import breaker_model as breakers
from drill.generators.reliability import burn_model as burn
from drill.generators.reliability import retry_model as retries
from drill.generators.reliability.availability_model import Tier
from drill.generators.reliability.breaker_model import Breaker, Call
from drill.generators.reliability.burn_model import ALERTS, Stretch

# --- availability -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "a_year", "a_month"),
    [
        # Beyer et al., Site Reliability Engineering, appendix A: the availability
        # table, in minutes.
        ("90", 36.5 * 1440, 3 * 1440),
        ("99", 3.65 * 1440, 7.2 * 60),
        ("99.9", 8.76 * 60, 43.2),
        ("99.95", 4.38 * 60, 21.6),
        ("99.99", 52.6, 4.32),
        ("99.999", 5.26, 25.9 / 60),
    ],
)
def test_downtimes_are_those_of_the_table(
    percent: str, a_year: float, a_month: float
) -> None:
    share = Fraction(percent) / 100
    year = model.downtime(share, "year of 365 days")
    month = model.downtime(share, "month of 30 days")
    assert float(year) == pytest.approx(a_year, rel=2e-3)
    assert float(month) == pytest.approx(a_month, rel=2e-3)


tiers = st.builds(
    lambda each, count, needed: Tier("", Fraction(each, 10), count, min(needed, count)),
    st.integers(1, 9),
    st.integers(1, 3),
    st.integers(1, 3),
)


@given(st.lists(tiers, min_size=1, max_size=3))
@settings(max_examples=40)
def test_a_system_is_that_of_all_its_states_counted(system: list[Tier]) -> None:
    parts = [tier.each for tier in system for _ in range(tier.count)]
    whole = Fraction(0)
    for state in product((True, False), repeat=len(parts)):
        weight, at, works = Fraction(1), 0, True
        for up, part in zip(state, parts, strict=True):
            weight *= part if up else 1 - part
        for tier in system:
            works = works and sum(state[at : at + tier.count]) >= tier.needed
            at += tier.count
        whole += weight if works else 0
    assert model.system(system) == whole


@pytest.mark.parametrize(
    ("each", "goal", "count"),
    [("0.9", "0.99", 2), ("0.9", "0.999", 3), ("0.8", "0.99", 3), ("0.99", "0.9", 1)],
)
def test_replicas_multiply_their_failures(each: str, goal: str, count: int) -> None:
    assert model.replicas_for(Fraction(goal), Fraction(each)) == count


def test_availability_is_the_share_of_time_between_repairs() -> None:
    # Trivedi, section 6.6: MTTF / (MTTF + MTTR).
    assert model.from_times(99, 1) == Fraction(99, 100)


# --- burn rates -------------------------------------------------------------------

THREE_NINES = Fraction("0.999")


@pytest.mark.parametrize(
    ("errors", "rate", "minutes"),
    [
        # Beyer et al., The Site Reliability Workbook, chapter 5: burn rates, error
        # rates for a goal of 99.9 % over 30 days, and how long the budget lasts.
        ("0.001", 1, 30 * 1440),
        ("0.002", 2, 15 * 1440),
        ("0.01", 10, 3 * 1440),
        ("1", 1000, 43.2),
    ],
)
def test_budgets_last_as_long_as_the_workbook_says(
    errors: str, rate: int, minutes: float
) -> None:
    found = burn.burn_rate(Fraction(errors), THREE_NINES)
    assert found == rate
    assert float(burn.hours_left(found, 30) * 60) == pytest.approx(minutes)
    assert burn.consumed(found, burn.hours_left(found, 30), 30) == 1


@pytest.mark.parametrize(
    ("share", "hours", "rate"),
    [("0.02", 1, "14.4"), ("0.05", 6, "6"), ("0.1", 72, "1")],
)
def test_thresholds_are_those_that_the_workbook_recommends(
    share: str, hours: int, rate: str
) -> None:
    found = burn.threshold(Fraction(share), hours, 30)
    assert found == Fraction(rate)
    assert burn.consumed(found, Fraction(hours), 30) == Fraction(share)


@pytest.mark.parametrize("errors", ["0.02", "0.1", "1"])
@pytest.mark.parametrize("window", [60, 360])
def test_alerts_fire_when_a_window_moved_on_minute_by_minute_says_so(
    errors: str, window: int
) -> None:
    share, rate = Fraction(errors), Fraction(6)
    found = burn.detection_minutes(share, THREE_NINES, window, rate)
    assert found is not None

    def shown(minutes: int) -> Fraction:
        history = [Stretch(minutes, share)]
        return burn.burn_rate(burn.errors_over(history, window), THREE_NINES)

    first = next(minutes for minutes in range(1, 400) if shown(minutes) >= rate)
    assert first - 1 < found <= first


def test_errors_below_the_threshold_are_never_noticed() -> None:
    assert (
        burn.detection_minutes(Fraction("0.001"), THREE_NINES, 60, Fraction(6)) is None
    )


def test_an_alert_needs_both_of_its_windows() -> None:
    page = ALERTS[0]
    outage = Stretch(10, Fraction(1))
    assert burn.fires(page, [outage], THREE_NINES)
    assert not burn.fires(page, [Stretch(5, Fraction(0)), outage], THREE_NINES)
    brief = Stretch(1, Fraction("0.5"))
    assert not burn.fires(page, [brief], THREE_NINES)


# --- retries ----------------------------------------------------------------------


def test_retries_multiply_as_the_books_warn() -> None:
    # Beyer et al., Site Reliability Engineering, chapter 22: three layers of four
    # attempts are 64 on the database. Brooker, Timeouts, retries and backoff with
    # jitter, Amazon Builders' Library: five layers of three tries are 243 times.
    assert retries.calls_below([4, 4, 4]) == 64
    assert retries.calls_below([3] * 5) == 243


def called(attempts: list[int]) -> int:
    """How often the bottom is called, by calling it."""
    if not attempts:
        return 1
    return sum(called(attempts[1:]) for _ in range(attempts[0]))


@given(st.lists(st.integers(1, 4), max_size=5))
@settings(max_examples=40)
def test_calls_below_are_those_of_layers_that_really_call(attempts: list[int]) -> None:
    assert retries.calls_below(attempts) == called(attempts)


@given(st.integers(1, 9), st.integers(1, 5))
def test_mean_attempts_are_those_of_all_outcomes_counted(
    tenths: int, attempts: int
) -> None:
    failure = Fraction(tenths, 10)
    mean, fails = Fraction(0), Fraction(0)
    for outcome in product((True, False), repeat=attempts):  # True: this try fails
        weight = Fraction(1)
        for failed in outcome:
            weight *= failure if failed else 1 - failure
        tried = outcome.index(False) + 1 if False in outcome else attempts
        mean += weight * tried
        fails += weight if all(outcome) else 0
    assert retries.mean_attempts(failure, attempts) == mean
    assert retries.still_fails(failure, attempts) == fails


def test_backoff_doubles_up_to_the_cap() -> None:
    # Brooker 2015: sleep = min(cap, base × 2^attempt).
    assert retries.delays(100, 1000, 6) == [100, 200, 400, 800, 1000, 1000]


@pytest.mark.parametrize(
    ("failure", "load"),
    [("1", 1100), ("0.5", 1100), ("0.05", 1000 / 0.95), ("0", 1000)],
)
def test_a_budget_of_a_tenth_bounds_the_load(failure: str, load: float) -> None:
    # Site Reliability Engineering, chapter 21: a retry budget of 10 % is 1.1 times.
    found = retries.load_with_budget(1000, Fraction(failure), Fraction("0.1"))
    assert float(found) == pytest.approx(load)


# --- circuit breakers -------------------------------------------------------------


class FowlersBreaker:
    """The breaker of Fowler's page of 2014, which computes its state when it is asked.

    His open time has passed when it is exceeded; here when it is reached.
    """

    def __init__(self, threshold: int, reset_timeout: int) -> None:
        self.threshold, self.reset_timeout = threshold, reset_timeout
        self.failure_count, self.last_failure_time = 0, 0

    def is_open(self, now: int) -> bool:
        is_tripped = self.failure_count >= self.threshold
        return is_tripped and now - self.last_failure_time < self.reset_timeout

    def call(self, now: int, *, succeeds: bool) -> bool:
        if self.is_open(now):
            return False
        if succeeds:
            self.failure_count = 0
        else:
            self.failure_count += 1
            self.last_failure_time = now
        return True


calls = st.lists(
    st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=25
).map(
    lambda steps: [
        Call(sum(pause for pause, _ in steps[: n + 1]), succeeds=good)
        for n, (_, good) in enumerate(steps)
    ]
)


@given(calls, st.integers(1, 4), st.integers(1, 12))
@settings(max_examples=40)
def test_a_breaker_passes_the_calls_that_fowlers_passes(
    run: list[Call], threshold: int, open_for: int
) -> None:
    his = FowlersBreaker(threshold, open_for)
    passed = [his.call(each.at, succeeds=each.succeeds) for each in run]
    found = breakers.trace(Breaker(threshold, open_for), run)
    assert [each.passes for each in found] == passed


BAD = [Call(at, succeeds=False) for at in (0, 1, 2, 10, 11, 20)]


@pytest.mark.parametrize(
    ("breaker", "states"),
    [
        # Nygard, Release It!, section 5.2: the three states and what moves it.
        (Breaker(2, 5), "closed closed open half open half"),
        (Breaker(3, 5), "closed closed closed half open half"),
        (Breaker(2, 9, refusals_prolong=True), "closed closed open open open half"),
        (Breaker(2, 5, probe_is_final=False), "closed closed open half closed half"),
    ],
)
def test_a_breaker_goes_through_its_states(breaker: Breaker, states: str) -> None:
    found = [each.found.split()[0] for each in breakers.trace(breaker, BAD)]
    assert " ".join(found) == states


def test_several_good_probes_in_a_row_may_be_asked_for() -> None:
    answers = (False, True, False, True, True, False)
    run = [Call(10 * at, succeeds=good) for at, good in enumerate(answers)]
    states = [each.found.value for each in breakers.trace(Breaker(1, 5, 2), run)]
    assert states == ["closed", *["half open"] * 4, "closed"]
    counting = Breaker(2, 5, forgets=False)
    mixed = [
        Call(at, succeeds=good) for at, good in ((0, False), (1, True), (2, False))
    ]
    assert not breakers.trace(counting, [*mixed, Call(3, succeeds=True)])[3].passes
