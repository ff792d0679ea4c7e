"""The models of memory, against traces and formulas of the textbooks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.memory.replacement_model import Policy, faults, trace

SILBERSCHATZ = (7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1)
STALLINGS = (2, 3, 2, 1, 5, 2, 4, 5, 3, 2, 5, 2)
BELADY = (1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5)

strings = st.lists(st.integers(1, 6), min_size=1, max_size=20)
frame_counts = st.integers(1, 6)


# --- page replacement -------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "count"), [(Policy.FIFO, 15), (Policy.OPT, 9), (Policy.LRU, 12)]
)
def test_the_string_of_silberschatz_faults_as_printed(
    policy: Policy, count: int
) -> None:
    # Operating System Concepts, 10th edition, figures 10.12, 10.14 and 10.15.
    assert faults(SILBERSCHATZ, 3, policy) == count


@pytest.mark.parametrize(
    ("policy", "count"), [(Policy.OPT, 3), (Policy.LRU, 4), (Policy.FIFO, 6)]
)
def test_the_string_of_stallings_faults_as_printed(policy: Policy, count: int) -> None:
    # Stallings, Operating Systems, 7th edition, figure 8.15: faults after the frames
    # have been filled.
    assert faults(STALLINGS, 3, policy) - 3 == count


def test_fifo_has_belady_s_anomaly() -> None:
    # Belady, Nelson and Shedler 1969: 9 faults with 3 frames, 10 with 4.
    assert [faults(BELADY, frames, Policy.FIFO) for frames in (3, 4)] == [9, 10]


@given(strings, frame_counts)
def test_lru_faults_where_the_stack_distance_exceeds_the_frames(
    references: list[int], frames: int
) -> None:
    # Mattson et al. 1970: distance = different pages since the last use, itself too.
    missed = 0
    for place, page in enumerate(references):
        before = references[:place]
        since = before[::-1].index(page) if page in before else None
        distance = 10**9 if since is None else len({page, *before[place - since :]})
        missed += distance > frames
    assert faults(references, frames, Policy.LRU) == missed


@given(strings, frame_counts)
def test_nothing_faults_less_than_opt(references: list[int], frames: int) -> None:
    best = faults(references, frames, Policy.OPT)
    assert all(best <= faults(references, frames, policy) for policy in Policy)


@given(strings, frame_counts, st.sampled_from(Policy))
def test_pages_leave_only_full_memory(
    references: list[int], frames: int, policy: Policy
) -> None:
    resident: set[int] = set()
    for step in trace(references, frames, policy):
        assert step.is_fault == (step.page not in resident)
        assert (step.evicted is not None) == (step.is_fault and len(resident) == frames)
        resident = (resident - {step.evicted}) | {step.page}
        assert resident == set(step.resident)
