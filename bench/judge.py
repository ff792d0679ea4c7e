"""What a worker costs: from starting it to its first answer, and a call after that.

    python bench/judge.py [--runs 30] [--calls 500]

Medians and 95th percentiles in milliseconds of every rung that this machine has, in
turns with `python -c pass`, as ratios to it. Goals: at most 100 ms to the first answer
in a median, at most 1 ms a call.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from drill.judge.allowance import MIB, Allowance
from drill.judge.answers import Call, Program
from drill.judge.process import Worker
from drill.judge.sandbox.probing import probe
from drill.judge.sandbox.rungs import Rung

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.judge.sandbox.rungs import Sandbox

SOLUTION = """
def merge(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
"""
PROGRAM = Program({"solution": SOLUTION}, "solution")
ALLOWANCE = Allowance(cpu_s=5, wall_s=20, memory_bytes=256 * MIB)
CASE = Call("function", "merge", {"intervals": [[5, 8], [0, 2], [1, 3], [7, 9]]})
START_GOAL_MS = 100
CALL_GOAL_MS = 1


def timed(what: Callable[[], object]) -> float:
    """Milliseconds that it took."""
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1000


def first_answer(sandbox: Sandbox) -> float:
    """Milliseconds from nothing to the answer of a case; ending it is not counted."""
    worker = Worker(sandbox, PROGRAM, ALLOWANCE)

    def ask() -> None:
        worker.start()
        answer = worker.call(CASE)
        if answer.value != [[0, 3], [5, 9]]:
            sys.exit(f"{sandbox.rung}: {answer}")

    took = timed(ask)
    worker.close()
    return took


def calls(sandbox: Sandbox, count: int) -> list[float]:
    """Milliseconds of each of so many calls to one worker."""
    with Worker(sandbox, PROGRAM, ALLOWANCE) as worker:
        worker.start()
        return [timed(lambda: worker.call(CASE)) for _ in range(count)]


def figures(samples: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(samples), statistics.quantiles(samples, n=20)[-1]


def main() -> None:
    """Measure in turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--calls", type=int, default=500)
    arguments = parser.parse_args()
    ladder = probe(None)
    boxes = [*ladder.sandboxes, ladder.at(Rung.NONE)]
    for refusal in ladder.refusals:
        print(f"not measured: {refusal.rung}, {refusal.reason}")
    command = [sys.executable, "-c", "pass"]
    bare: list[float] = []
    starts: dict[Rung, list[float]] = {box.rung: [] for box in boxes}
    for _ in range(arguments.runs):
        bare.append(timed(lambda: subprocess.run(command, check=True)))
        for box in boxes:
            starts[box.rung].append(first_answer(box))
    beside, late = figures(bare)
    print(f"{'':22}{'median':>9}{'p95':>9}{'ratio':>8}   goal")
    print(f"{'python -c pass':22}{beside:9.1f}{late:9.1f}{1:8.2f}")
    for box in boxes:
        median, late = figures(starts[box.rung])
        met = "met" if median <= START_GOAL_MS else "MISSED"
        name = f"first answer, {box.rung}"
        print(f"{name:22}{median:9.1f}{late:9.1f}{median / beside:8.2f}   {met}")
    for box in boxes:
        median, late = figures(calls(box, arguments.calls))
        met = "met" if median <= CALL_GOAL_MS else "MISSED"
        name = f"a call, {box.rung}"
        print(f"{name:22}{median:9.3f}{late:9.3f}{median / beside:8.3f}   {met}")


if __name__ == "__main__":
    main()
