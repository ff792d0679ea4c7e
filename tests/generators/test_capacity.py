"""Queues, latency and scaling, against textbooks and independent computations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.capacity import flow_model as flow

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
