"""Scheduling and pipelines, against the examples of textbooks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.cpu import scheduling_model as model
from drill.generators.cpu.scheduling_model import Discipline, Process, Slice

# --- scheduling ------------------------------------------------------------------


def processes(*times: tuple[int, int]) -> list[Process]:
    return [Process(f"P{place}", *each) for place, each in enumerate(times, 1)]


STAGGERED = processes((0, 8), (1, 4), (2, 9), (3, 5))


@pytest.mark.parametrize(
    ("run", "discipline", "average"),
    [
        # Silberschatz, Galvin and Gagne, Operating System Concepts, 10th edition,
        # section 5.3: the printed average waiting times.
        (processes((0, 24), (0, 3), (0, 3)), Discipline.FCFS, 17),
        (processes((0, 6), (0, 8), (0, 7), (0, 3)), Discipline.SJF, 7),
        (STAGGERED, Discipline.SRTF, 6.5),
        (STAGGERED, Discipline.SJF, 7.75),
        (processes((0, 24), (0, 3), (0, 3)), Discipline.RR, 5.66),
    ],
)
def test_average_waiting_times_are_those_of_the_textbook(
    run: list[Process], discipline: Discipline, average: float
) -> None:
    slices = model.schedule(run, discipline, quantum=4)
    found = model.mean([model.waiting(slices, each) for each in run])
    assert float(found) == pytest.approx(average, abs=0.01)


def test_the_bars_of_the_textbook_are_reproduced() -> None:
    # The same section: the Gantt charts of SRTF and of round robin.
    srtf = model.schedule(STAGGERED, Discipline.SRTF)
    assert [(each.name, each.start) for each in srtf] == [
        ("P1", 0), ("P2", 1), ("P4", 5), ("P1", 10), ("P3", 17)
    ]  # fmt: skip
    robin = model.schedule(processes((0, 24), (0, 3), (0, 3)), Discipline.RR, 4)
    assert robin == [
        Slice("P1", 0, 4), Slice("P2", 4, 7), Slice("P3", 7, 10), Slice("P1", 10, 30)
    ]  # fmt: skip
    assert model.response(robin, Process("P3", 0, 3)) == 7


def test_a_newcomer_queues_before_the_one_preempted_or_behind_it() -> None:
    run = processes((0, 4), (2, 2))
    plain = model.schedule(run, Discipline.RR, 2)
    late = model.schedule(run, Discipline.RR, 2, newcomers_last=True)
    assert [each.name for each in plain] == ["P1", "P2", "P1"]
    assert [each.name for each in late] == ["P1", "P2"]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=6),
    st.sampled_from(list(Discipline)),
    st.integers(1, 5),
)
def test_every_process_gets_its_burst_and_the_processor_is_never_idle_in_vain(
    times: list[tuple[int, int]], discipline: Discipline, quantum: int
) -> None:
    run = processes(*times)
    slices = model.schedule(run, discipline, quantum)
    for each in run:
        assert sum(s.end - s.start for s in slices if s.name == each.name) == each.burst
        assert min(s.start for s in slices if s.name == each.name) >= each.arrival
    clock = 0
    for arrival, burst in sorted(times):  # work is conserved
        clock = max(clock, arrival) + burst
    assert slices[-1].end == clock
