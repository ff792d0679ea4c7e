"""Scheduling and pipelines, against the examples of textbooks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.cpu import pipeline_model as pipes
from drill.generators.cpu import scheduling_model as model
from drill.generators.cpu.pipeline_model import Instruction, Pipeline
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
@settings(max_examples=40)
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


# --- pipelines -------------------------------------------------------------------

PLAIN = Pipeline(forwards=False)
FORWARDING = Pipeline()


def code(*lines: str) -> list[Instruction]:
    """Instructions from `lw x1 <- x0`, `sw <- x1 x2`, `add x3 <- x1 x2`."""
    found = []
    for line in lines:
        head, _, sources = line.partition("<-")
        name, *target = head.split()
        writes = target[0] if target else ""
        reads = tuple(sources.split())
        found.append(Instruction(line, writes, reads, name == "lw", name == "taken"))
    return found


SUM = code(
    "lw t1 <- t0", "lw t2 <- t0", "add t3 <- t1 t2", "sw <- t3 t0",
    "lw t4 <- t0", "add t5 <- t1 t4", "sw <- t5 t0",
)  # fmt: skip


def test_reordering_the_loads_of_the_textbook_saves_two_cycles() -> None:
    # Patterson and Hennessy, section 4.6 (RISC-V, 2nd edition): a = b + e; c = b + f.
    # "Both add instructions have a hazard"; with the third load moved up there is none.
    assert pipes.cycles(SUM, FORWARDING) == 13
    assert pipes.stalls(SUM, FORWARDING) == 2
    reordered = [SUM[0], SUM[1], SUM[4], SUM[2], SUM[3], SUM[5], SUM[6]]
    assert pipes.cycles(reordered, FORWARDING) == 11
    assert pipes.stalls(reordered, FORWARDING) == 0


DEPENDENT = code(
    "sub x2 <- x1 x3", "and x12 <- x2 x5", "or x13 <- x6 x2", "add x14 <- x2 x2",
    "sw <- x15 x2",
)  # fmt: skip


def test_the_hazards_of_the_textbook_vanish_with_forwarding() -> None:
    # Section 4.8: `and` and `or` depend on `sub`, `add` reads as it is written.
    assert pipes.stalls(DEPENDENT, FORWARDING) == 0
    assert pipes.stalls(DEPENDENT, PLAIN) == 2
    assert pipes.decoded(DEPENDENT, PLAIN) == [2, 5, 6, 7, 8]


def test_a_load_that_is_needed_at_once_costs_one_bubble() -> None:
    # Section 4.8, the figure of an inserted stall: lw, then and, or, add, slt.
    run = code("lw x2 <- x1", "and x4 <- x2 x5", "or x8 <- x2 x6", "add x9 <- x4 x2")
    assert pipes.decoded(run, FORWARDING) == [2, 4, 5, 6]
    assert pipes.cycles(run, FORWARDING) == 9


def test_a_taken_branch_decided_in_ex_flushes_two_instructions() -> None:
    run = code("taken <- x1 x0", "add x2 <- x3 x4")
    assert pipes.cycles(run, FORWARDING) == 6 + 2
    assert pipes.stalls(run, FORWARDING) == 0


registers = st.sampled_from(["x1", "x2", "x3"])
lines = st.builds(
    lambda name, target, source: f"{name} {target} <- {source}",
    st.sampled_from(["lw", "add"]),
    registers,
    registers,
)


@given(st.lists(lines, min_size=1, max_size=12))
@settings(max_examples=40)
def test_cycles_are_those_of_stages_stepped_one_cycle_at_a_time(
    program: list[str],
) -> None:
    assert pipes.cycles(code(*program), PLAIN) == stepped(code(*program))


def stepped(program: list[Instruction]) -> int:
    """Without forwarding, as the hardware does it: stage registers, clock by clock."""
    stages: list[Instruction | None] = [None] * 5
    coming, clock, done = list(program), 0, 0
    while done < len(program):
        clock += 1
        busy = {each.writes for each in stages[2:4] if each}  # in EX or MEM by now
        waits = stages[1] is not None and bool(busy & set(stages[1].reads))
        held = stages[:2] if waits else [None, stages[0]]
        stages = [*held, None if waits else stages[1], stages[2], stages[3]]
        if not waits and coming:
            stages[0] = coming.pop(0)
        done += stages[4] is not None
    return clock
