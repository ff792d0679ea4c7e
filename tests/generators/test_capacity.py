"""Queues, latency and scaling, against textbooks and independent computations."""

from __future__ import annotations

from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.capacity import flow_model as flow
from drill.generators.capacity import mm1_model as mm1

# --- Little's law -----------------------------------------------------------------

jobs = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 50)), min_size=1, max_size=30
)


@given(jobs)
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
