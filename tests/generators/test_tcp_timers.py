"""The timer and the cubic window, against what others have published."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.tcp import cubic_model as cubic
from drill.generators.tcp.rto_estimate import MISTAKES, RtoEstimate, _events
from drill.generators.tcp.rto_model import (
    Estimate,
    Event,
    Rules,
    Sample,
    Timeout,
    after,
    trace,
)

FLOORLESS = Rules(has_floor=False)


def test_the_first_sample_gives_three_times_itself() -> None:
    # RFC 6298, rule 2.2: SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR.
    [now] = trace([Sample(400)], 1000)
    assert [now.srtt, now.rttvar, now.rto] == [400, 200, 1200]


def test_the_smoothed_times_of_a_textbook_are_reproduced() -> None:
    # Kurose and Ross, 8th edition, chapter 3, problem P31: EstimatedRTT is 100 ms
    # before the samples 106, 120, 140, 90 and 115 ms; solutions rounded to 0.01 ms.
    samples = [Sample(each) for each in (100, 106, 120, 140, 90, 115)]
    found = [each.srtt for each in trace(samples, 1000)][1:]
    printed = [100.75, 103.15, 107.76, 105.54, 106.71]
    assert [float(each or 0) for each in found] == pytest.approx(printed, abs=0.02)


def jacobson(samples: list[int]) -> list[Fraction]:
    """The timeouts of Jacobson 1988, appendix A.2, with its scaled variables.

    `sa` is eight times the average, `sv` four times the mean deviation.
    """
    sa, sv = Fraction(8 * samples[0]), Fraction(2 * samples[0])
    found = [sa / 8 + sv]
    for sample in samples[1:]:
        m = sample - sa / 8
        sa += m
        m = abs(m) - sv / 4
        sv += m
        found.append(sa / 8 + sv)
    return found


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
def test_timeouts_are_those_of_the_algorithm_that_jacobson_printed(
    samples: list[int],
) -> None:
    found = trace([Sample(each) for each in samples], 0, FLOORLESS)
    assert [each.rto for each in found] == jacobson(samples)


def test_karn_ignores_what_was_resent_and_keeps_the_doubled_timeout() -> None:
    # Karn and Partridge 1987, section 4; RFC 6298, sections 3 and 5.
    events: list[Event] = [Sample(400), Timeout(), Timeout(), Sample(9000, resent=True)]
    assert [each.rto for each in trace(events, 1000)] == [1200, 2400, 4800, 4800]
    fresh = trace([*events, Sample(400)], 1000)[-1]
    assert [fresh.srtt, fresh.rttvar, fresh.rto] == [400, 150, 1000]


@pytest.mark.parametrize(("rules", "why"), MISTAKES)
def test_every_wrong_timer_differs_somewhere(rules: Rules, why: str) -> None:
    events: list[Event] = [
        Sample(100),
        Timeout(),
        Sample(700, resent=True),
        Sample(130),
    ]
    longer: list[Event] = [*events, Sample(90), Timeout()]
    right, wrong = trace(longer, 280), trace(longer, 280, rules)
    assert right != wrong, why


@pytest.mark.parametrize("seed", range(20))
def test_no_sample_takes_longer_than_the_timer_that_runs(seed: int) -> None:
    parameters = RtoEstimate.model_validate(
        {"rtt_ms": [1, 999], "samples": 5, "timeouts": 0, "least_rto_ms": 1}
    )
    now = Estimate()
    for event in _events(parameters, 1, Chance(seed)):
        assert isinstance(event, Sample)
        assert event.resent or event.rtt < now.rto
        now = after(now, event, 1)


# --- CUBIC ------------------------------------------------------------------------


@pytest.mark.parametrize("w_max", [36, 288, 972, 12_000])
def test_the_cubic_window_starts_at_the_decrease_and_is_back_after_k(
    w_max: float,
) -> None:
    # RFC 9438, section 4.2: W(0) = cwnd after the decrease, W(K) = W_max.
    start = cubic.decreased(w_max)
    k = cubic.time_to_plateau(w_max, start)
    assert start == pytest.approx(0.7 * w_max)
    assert cubic.window(0, w_max, start) == pytest.approx(start)
    assert cubic.window(k, w_max, start) == pytest.approx(w_max)
    assert k**3 == pytest.approx(w_max * 0.3 / 0.4)


@pytest.mark.parametrize("loss", [1e-5, 1e-6, 1e-7])
def test_the_average_window_is_that_of_the_standard(loss: float) -> None:
    # RFC 9438, section 5.1, equation 7: AVG = 1.054 (RTT / p)^0.75, derived from one
    # loss at the end of each epoch, that is of K seconds and 1 / p segments.
    rtt, steps = 0.1, 20_000
    average = 1.054 * (rtt / loss) ** 0.75
    w_max = average * 4 / 3.7  # the mean of the curve from 0 to K is (3 + β) / 4 W_max
    start = cubic.decreased(w_max)
    k = cubic.time_to_plateau(w_max, start)
    curve = [
        cubic.window(k * (step + 0.5) / steps, w_max, start) for step in range(steps)
    ]
    mean = sum(curve) / steps
    assert mean == pytest.approx(average, rel=1e-3)
    assert mean * k / rtt == pytest.approx(1 / loss, rel=2e-3)


def test_fast_convergence_lowers_the_plateau_of_a_shrinking_window_only() -> None:
    # RFC 9438, section 4.7: W_max = cwnd (1 + β) / 2 when cwnd < W_max.
    assert cubic.plateau(100, 200) == pytest.approx(85)
    assert cubic.plateau(200, 100) == 200
    assert cubic.plateau(100, 200, cubic.Rules(is_fast=False)) == 100
