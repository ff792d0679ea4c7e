"""Models of distributed training, against published figures and simulation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.training import pipeline_model as pipeline
from drill.generators.training import ring_model as ring
from drill.generators.training.ring_model import Ring

# --- ring all-reduce -------------------------------------------------------------


@given(st.integers(2, 9), st.data())
@settings(max_examples=40)
def test_a_ring_leaves_every_sum_with_every_worker(
    count: int, data: st.DataObject
) -> None:
    row = st.lists(st.integers(-99, 99), min_size=count, max_size=count)
    held = data.draw(st.lists(row, min_size=count, max_size=count))
    sums = [sum(column) for column in zip(*held, strict=True)]
    workers = Ring([list(each) for each in held])
    workers.reduce_scatter(count - 1)
    for worker in range(count):
        index = ring.complete_chunk(worker, count)
        assert workers.held[worker][index] == sums[index]
    workers.all_gather(count - 1)
    assert workers.held == [sums] * count


def test_four_workers_end_as_a_published_drawing_shows() -> None:
    # Gibiansky, "Bringing HPC techniques to deep learning": GPU i sends chunk i first,
    # and after the scatter-reduce it holds chunk i + 1 complete.
    workers = Ring([[1 << worker] * 4 for worker in range(4)])
    workers.reduce_scatter(1)
    assert [workers.held[(at + 1) % 4][at] for at in range(4)] == [3, 6, 12, 9]
    assert [ring.complete_chunk(worker, 4) for worker in range(4)] == [1, 2, 3, 0]


@pytest.mark.parametrize("count", [2, 4, 8, 100])
def test_what_is_sent_is_the_least_possible(count: int) -> None:
    # Patarasuk and Yuan 2009, theorem 1: 2 (N − 1) / N × data, in 2 (N − 1) steps.
    volume = ring.ring_volume(count, 1)
    assert volume == pytest.approx(2 - 2 / count)
    assert ring.ring_steps(count) / count == pytest.approx(volume)
    # Without latency the time is that of the volume.
    assert ring.ring_time(count, 80, 5, 0) == pytest.approx(volume * 80 / 5)


def test_rings_suit_large_data_and_trees_small_data() -> None:
    # Thakur, Rabenseifner and Gropp 2005, section 4.
    assert ring.ring_time(64, 1e9, 1e9, 1e-5) < ring.tree_time(64, 1e9, 1e9, 1e-5)
    assert ring.ring_time(64, 1e3, 1e9, 1e-5) > ring.tree_time(64, 1e3, 1e9, 1e-5)
    assert ring.tree_time(8, 0, 1, 1) == 6
    assert ring.tree_time(9, 0, 1, 1) == 8
    assert ring.star_time(5, 10, 2) == 40


# --- pipelines -------------------------------------------------------------------


def test_the_bubble_of_gpipe_is_the_published_one() -> None:
    # Huang et al. 2019, section 2.3: (K − 1) / (M + K − 1); small when M ≥ 4 K.
    assert pipeline.bubble_share(4, 4) == Fraction(3, 7)
    assert pipeline.bubble_share(8, 32) < Fraction(1, 5)
    # Narayanan et al. 2021, figure 3: p = 4, m = 8; interleaving halves it for v = 2.
    assert pipeline.bubble_overhead(4, 8) == Fraction(3, 8)
    assert pipeline.bubble_overhead(4, 8, 2) == Fraction(3, 16)


sizes = st.integers(1, 8)


@given(sizes, sizes, st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=40)
def test_the_schedule_takes_as_long_as_the_formula_says(
    stages: int, batches: int, forward: int, backward: int
) -> None:
    slots = pipeline.gpipe(
        [Fraction(forward)] * stages, [Fraction(backward)] * stages, batches
    )
    time = pipeline.makespan(slots)
    assert time == (batches + stages - 1) * (forward + backward)
    for stage in range(stages):
        busy = sum(slot.end - slot.start for slot in slots if slot.stage == stage)
        assert 1 - busy / time == pipeline.bubble_share(stages, batches)
        ideal = batches * (forward + backward)
        assert (time - ideal) / ideal == pipeline.bubble_overhead(stages, batches)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), sizes)
@settings(max_examples=40)
def test_the_slowest_stage_sets_the_pace(times: list[int], batches: int) -> None:
    forward = [Fraction(each) for each in times]
    slots = pipeline.gpipe(forward, forward, batches)
    one_way = sum(times) + (batches - 1) * max(times)
    assert pipeline.makespan(slots) == 2 * one_way
    for slot in slots:
        others = [each for each in slots if each.stage == slot.stage and each != slot]
        assert all(each.end <= slot.start or slot.end <= each.start for each in others)


@given(st.integers(2, 20), st.integers(1, 99))
def test_the_fewest_micro_batches_are_just_enough(stages: int, per_cent: int) -> None:
    share = Fraction(per_cent, 100)
    batches = pipeline.batches_for(stages, share)
    assert pipeline.bubble_share(stages, batches) <= share
    assert batches == 1 or pipeline.bubble_share(stages, batches - 1) > share


@given(st.integers(1, 8), st.integers(1, 12))
@settings(max_examples=40)
def test_1f1b_keeps_what_its_schedule_leaves_open(stages: int, batches: int) -> None:
    # Each stage: min(m, p − i) forward passes, then one of each in turn, then the rest.
    for stage in range(1, stages + 1):
        warm = min(batches, stages - stage)
        acts = [1] * warm + [1, -1] * (batches - warm) + [-1] * warm
        kept = [sum(acts[: place + 1]) for place in range(len(acts))]
        assert max(kept) == pipeline.in_flight(stages, batches, stage)
        assert kept[-1] == 0
