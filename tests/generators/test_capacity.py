"""Queues, latency and scaling, against textbooks and independent computations."""

from __future__ import annotations

from itertools import product
from math import exp, factorial, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.capacity import flow_model as flow
from drill.generators.capacity import mm1_model as mm1
from drill.generators.capacity import scaling_model as scaling
from drill.generators.capacity import tail_model as tail

# --- Little's law -----------------------------------------------------------------

jobs = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=30
)


@given(jobs)
@settings(max_examples=50)
def test_the_law_holds_on_every_path_that_starts_and_ends_empty(
    times: list[tuple[int, int]],
) -> None:
    # Stidham 1974: on a sample path, the time average of what is in the system is
    # counted here second by second, and the stays job by job, served in order.
    clock, stays = 0, []
    for arrival, work in sorted(times):
        clock = max(clock, arrival) + work
        stays.append((arrival, clock))
    inside = [sum(a <= second < d for a, d in stays) for second in range(clock)]
    rate, mean = len(stays) / clock, sum(d - a for a, d in stays) / len(stays)
    assert flow.in_system(rate, mean) == pytest.approx(sum(inside) / clock)
    assert flow.stay(sum(inside) / clock, rate) == pytest.approx(mean)
    assert flow.rate(sum(inside) / clock, mean) == pytest.approx(rate)


def test_the_interactive_system_of_the_textbook_is_reproduced() -> None:
    # Lazowska et al. 1984, section 3.3: 10 users think for 5 s, the response takes
    # 15 s: 0.5 interactions a second; 7.5 of the users are waiting.
    assert flow.interactive_rate(10, 15, 5) == 0.5
    assert flow.interactive_response(10, 0.5, 5) == 15
    assert flow.in_system(0.5, 15) == 7.5


# --- queues under random load -----------------------------------------------------

RATES = [(4.0, 5.0), (1.0, 4.0), (45.0, 50.0)]


def stationary(arrivals: float, service: float, servers: int = 1) -> list[float]:
    """The birth-death chain of M/M/c, from its balance equations, up to 800 jobs."""
    weights = [1.0]
    for count in range(1, 800):
        weights.append(weights[-1] * arrivals / (min(count, servers) * service))
    total = sum(weights)
    return [each / total for each in weights]


@pytest.mark.parametrize(("arrivals", "service"), RATES)
def test_the_queue_is_that_of_its_balance_equations(
    arrivals: float, service: float
) -> None:
    chances = stationary(arrivals, service)
    inside = sum(count * chance for count, chance in enumerate(chances))
    queued = sum((count - 1) * chance for count, chance in enumerate(chances) if count)
    assert mm1.in_system(arrivals, service) == pytest.approx(inside)
    assert mm1.response(arrivals, service) == pytest.approx(inside / arrivals)
    assert mm1.wait(arrivals, service) == pytest.approx(queued / arrivals)
    assert mm1.at_least(3, arrivals, service) == pytest.approx(sum(chances[3:]))
    goal = mm1.response(arrivals, service)
    assert mm1.arrivals_for(goal, service) == pytest.approx(arrivals)


@pytest.mark.parametrize("share", [0.5, 0.95, 0.99])
def test_percentiles_are_those_of_what_an_arrival_finds(share: float) -> None:
    # Whoever finds n in the system stays for n + 1 exponential services (Erlang).
    arrivals, service = 3.0, 5.0
    time = mm1.response_percentile(share, arrivals, service)
    late = 0.0
    for count, chance in enumerate(stationary(arrivals, service)[:120]):
        terms = ((service * time) ** k / factorial(k) for k in range(count + 1))
        late += chance * exp(-service * time) * sum(terms)
    assert late == pytest.approx(1 - share)


@pytest.mark.parametrize(("arrivals", "service"), [(8.0, 5.0), (3.0, 4.0)])
def test_two_servers_with_one_queue_are_those_of_the_balance_equations(
    arrivals: float, service: float
) -> None:
    chances = stationary(arrivals, service, servers=2)
    inside = sum(count * chance for count, chance in enumerate(chances))
    found = mm1.response_of_two(arrivals, service)
    assert found == pytest.approx(inside / arrivals)


def departures_see(arrivals: float, service: float) -> float:
    """How many a departure leaves behind in M/D/1, from the embedded chain.

    The chances follow one from another: while one is served, a Poisson number comes.
    """
    load = arrivals / service
    comes = [exp(-load) * load**k / factorial(k) for k in range(100)]
    found = [1 - load]
    for count in range(90):
        known = found[0] * comes[count]
        known += sum(found[k] * comes[count - k + 1] for k in range(1, count + 1))
        found.append((found[count] - known) / comes[0])
    return sum(count * chance for count, chance in enumerate(found[:40]))


def test_constant_service_waits_half_as_long_as_the_embedded_chain_says() -> None:
    arrivals, service = 1.0, 2.0
    found = mm1.wait_with(0, arrivals, service)
    assert (found + 1 / service) * arrivals == pytest.approx(
        departures_see(arrivals, service)
    )
    assert mm1.wait_with(1, 4, 5) == mm1.wait(4, 5)


def test_four_of_five_is_the_example_of_every_textbook() -> None:
    # ρ = 0.8: four in the system, five service times of response (Kleinrock, 3.2).
    assert mm1.utilisation(4, 5) == 0.8
    assert mm1.in_system(4, 5) == pytest.approx(4)
    assert mm1.response(4, 5) == pytest.approx(5 * 1 / 5)


# --- tails ------------------------------------------------------------------------


def test_the_shares_of_the_tail_at_scale_are_reproduced() -> None:
    # Dean and Barroso 2013: one in a hundred at 100 servers is 63 % of the requests;
    # one in ten thousand at 2,000 servers almost one in five.
    assert round(tail.any_slow(0.01, 100), 2) == 0.63
    assert round(tail.any_slow(0.0001, 2000), 2) == 0.18


@pytest.mark.parametrize(("share", "servers"), [(0.1, 5), (0.5, 8), (0.02, 10)])
def test_tails_are_those_of_all_cases_counted(share: float, servers: int) -> None:
    def weight(case: tuple[bool, ...]) -> float:
        return prod(share if slow else 1 - share for slow in case)

    cases = list(product((False, True), repeat=servers))
    some = sum(weight(case) for case in cases if any(case))
    assert tail.any_slow(share, servers) == pytest.approx(some)
    for spared in (0, 1, 2):
        more = sum(weight(case) for case in cases if sum(case) > spared)
        assert tail.several_slow(share, servers, spared) == pytest.approx(more)
    both = sum(weight(case) for case in cases if case[0] and case[1])
    assert tail.hedged(share) == pytest.approx(both)


@pytest.mark.parametrize("goal", [0.01, 0.1, 0.5])
@pytest.mark.parametrize("share", [0.001, 0.01, 0.05])
def test_goals_are_kept_and_not_by_more_than_needed(goal: float, share: float) -> None:
    servers = tail.servers_for(goal, share)
    assert tail.any_slow(share, servers) <= goal + 1e-9
    assert tail.any_slow(share, servers + 1) > goal
    assert tail.any_slow(tail.share_for(goal, 40), 40) == pytest.approx(goal)


# --- scaling ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "factor", "speedup"),
    [
        # Hennessy and Patterson, Computer Architecture, section 1.9: the examples.
        (0.4, 10, 1.56),  # a web server that computes for 40 % of its time
        (0.2, 10, 1.22),  # the square root alone
        (0.5, 1.6, 1.23),  # all floating point
    ],
)
def test_speedups_are_those_of_the_textbook(
    share: float, factor: float, speedup: float
) -> None:
    assert scaling.improved([(share, factor)]) == pytest.approx(speedup, abs=0.005)


def test_eighty_of_a_hundred_processors_need_almost_no_serial_part() -> None:
    # Patterson and Hennessy, section 6.2: 90 of 100 needs 0.1 % serial at most; and
    # Hennessy and Patterson, section 5.1: 80 of 100 needs 0.25 %.
    assert scaling.amdahl(0.001, 100) == pytest.approx(90, rel=0.012)
    assert scaling.amdahl(0.0025, 100) == pytest.approx(80, rel=0.005)
    assert scaling.workers_for(80, 0.0025) == pytest.approx(100, rel=0.01)


def test_scaled_speedup_is_that_of_gustafson() -> None:
    # Gustafson 1988: scaled speedup = N + (1 − N) × s.
    assert scaling.gustafson(0.004, 1024) == pytest.approx(1024 - 1023 * 0.004)


@pytest.mark.parametrize("serial", [0.01, 0.1, 0.5])
def test_amdahl_is_the_time_of_both_parts_and_ends_at_the_serial_one(
    serial: float,
) -> None:
    for workers in (1, 2, 7, 64):
        seconds = 100 * serial + 100 * (1 - serial) / workers
        assert scaling.amdahl(serial, workers) == pytest.approx(100 / seconds)
        assert scaling.usl(workers, serial, 0) == pytest.approx(100 / seconds)
    assert scaling.limit(serial) == pytest.approx(scaling.amdahl(serial, 10**9))


@pytest.mark.parametrize(("sigma", "kappa"), [(0.02, 0.0005), (0.1, 0.001), (0, 0.01)])
def test_the_peak_is_where_trying_all_finds_it(sigma: float, kappa: float) -> None:
    # Gunther, Guerrilla Capacity Planning, section 4.4: N* = √((1 − σ) / κ).
    best = max(range(1, 500), key=lambda n: scaling.usl(n, sigma, kappa))
    assert abs(scaling.peak(sigma, kappa) - best) <= 1
