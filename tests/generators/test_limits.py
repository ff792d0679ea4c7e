"""Limiters, against another algorithm for the same rule and a published figure."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.limits import limiter_model as model
from drill.generators.limits.limiter_model import Bucket, Request

Times: TypeAlias = list[int]
times = st.lists(st.integers(0, 20_000), min_size=1, max_size=30).map(sorted)


def virtual_scheduling(times: Times, capacity: int, rate: int) -> list[bool]:
    """The generic cell rate algorithm of ITU-T I.371, annex A, figure A.1.

    A cell conforms unless it comes more than `limit` before its theoretical arrival
    time; the increment is the time for one token, the limit that for all but one.
    """
    increment = Fraction(1000, rate)
    limit = increment * (capacity - 1)
    due, found = Fraction(times[0]), []
    for at in times:
        conforms = at >= due - limit
        if conforms:
            due = max(due, Fraction(at)) + increment
        found.append(conforms)
    return found


@given(times, st.integers(1, 8), st.integers(1, 9))
@settings(max_examples=50)
def test_a_token_bucket_passes_what_the_cell_rate_algorithm_passes(
    times: Times, capacity: int, rate: int
) -> None:
    bucket = Bucket(capacity, Fraction(rate))
    found = model.token_bucket(bucket, [Request(at) for at in times])
    passes = [each.passes for each in found]
    assert passes == virtual_scheduling(times, capacity, rate)


@given(times, st.integers(1, 8), st.integers(1, 9))
@settings(max_examples=40)
def test_no_more_than_a_burst_and_the_rate_passes_in_any_time(
    times: Times, capacity: int, rate: int
) -> None:
    # RFC 2215, section 3.6: over any interval T at most rT + b.
    found = model.token_bucket(
        Bucket(capacity, Fraction(rate)), [Request(at) for at in times]
    )
    passed = [at for at, each in zip(times, found, strict=True) if each.passes]
    for first, start in enumerate(passed):
        for count, end in enumerate(passed[first:], 1):
            assert count <= capacity + Fraction(rate * (end - start), 1000)


def test_refusals_cost_nothing_and_waits_are_exact() -> None:
    bucket = Bucket(4, Fraction(2))
    first, second, third = model.token_bucket(
        bucket, [Request(0, 3), Request(0, 3), Request(1000, 3)]
    )
    assert [first.passes, second.passes, third.passes] == [True, False, True]
    assert [first.after, second.after, third.after] == [1, 1, 0]
    assert model.wait_for(bucket, second.after, 3) == 1000
    assert model.wait_for(bucket, Fraction(4), 3) == 0


def test_wrong_buckets_differ_where_their_error_shows() -> None:
    requests = [Request(300, 3), Request(400, 3), Request(2900, 4)]

    def after(bucket: Bucket) -> list[Fraction]:
        return [each.after for each in model.token_bucket(bucket, requests)]

    rate = Fraction(1)
    assert after(Bucket(4, rate)) == [1, Fraction(11, 10), Fraction(36, 10)]
    assert after(Bucket(4, rate, charges_refused=True))[1] == 0
    assert after(Bucket(4, rate, starts_full=False))[0] == 0
    assert after(Bucket(4, rate, ticks=1000))[1:] == [1, 3]
    assert after(Bucket(4, rate, rounds_up=True))[1:] == [Fraction(11, 10), 0]
    assert after(Bucket(4, rate, gains_twice=True))[2] == Fraction(37, 10)
    assert after(Bucket(3, Fraction(5)))[2] == 3
    assert after(Bucket(3, Fraction(5), is_capped=False))[2] == 9


@given(times, st.integers(1, 5))
@settings(max_examples=50)
def test_a_sliding_log_never_passes_more_than_its_limit_in_a_window(
    times: Times, limit: int
) -> None:
    found = model.sliding_log(limit, 1000, times)
    passed = [at for at, each in zip(times, found, strict=True) if each]
    for at, following in zip(passed, passed[limit:], strict=False):
        assert following - at >= 1000
    refused = [at for at, each in zip(times, found, strict=True) if not each]
    for at in refused:  # and it refuses nothing in vain
        assert sum(0 <= at - each < 1000 for each in passed) >= limit


def test_fixed_windows_pass_twice_the_limit_around_a_boundary() -> None:
    times = [900, 950, 1000, 1050, 1090]
    assert model.fixed_window(2, 1000, times) == [True, True, True, True, False]
    assert model.sliding_log(2, 1000, times) == [True, True, False, False, False]
    late = [0, 500, 1400]
    assert model.sliding_log(1, 1000, late) == [True, False, True]
    counting = model.sliding_log(1, 1000, late, counts_refused=True)
    assert counting == [True, False, False]


def test_the_estimate_of_the_published_example_is_reproduced() -> None:
    # Desgats, Cloudflare blog, 2017: 42 requests in the former minute, 18 in the first
    # 15 seconds of this one: 42 × (60 − 15) / 60 + 18 = 49.5.
    assert model.sliding_count(42, 18, 15, 60) == Fraction("49.5")
