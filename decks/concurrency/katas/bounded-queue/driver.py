"""Runs threads against a queue and tells what each of them saw. It judges nothing."""

import sys
import threading
import time
from types import FrameType, ModuleType
from typing import Any

POLL_S = 0.005
CALM = 50
"""Polls without any progress after which threads count as waiting for ever."""
PARK_S = 0.02
"""How long a thread may take until it sleeps, before the next one starts."""
STORM_S = 1e-6
"""How often threads change over in a storm."""
SCRIPT_S = 0.02
"""Otherwise: so seldom that a thread does its next step before those it woke."""
BUSY = 0.3
"""The share of CPU time from which on waiting is busy."""

Steps = list[list[Any]]


class Worker(threading.Thread):
    """One thread with its steps and what came of them."""

    def __init__(self, queue: Any, steps: Steps, log: list[int], storm: int) -> None:
        super().__init__(daemon=True)
        self.queue = queue
        self.code = type(queue).put.__code__.co_filename
        self.steps = steps
        self.log = log
        """How items move, one entry a step: what it adds to those surely held."""
        self.storm = storm
        """Decides at which lines the thread lets others go first; 0 for none."""
        self.results: list[Any] = []

    def run(self) -> None:
        """Take all steps, or those before one that raises."""
        if self.storm:
            sys.settrace(self.trace)
        try:
            for step, *values in self.steps:
                getattr(self, step)(*values)
        except Exception as error:  # the learner's code may raise anything
            self.results.append(f"raised {type(error).__name__}: {error}")

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        """Let other threads go first at one line of four, in the learner's module."""
        if event == "call":
            return self.trace if frame.f_code.co_filename == self.code else None
        if event == "line":
            self.storm = (self.storm * 1103515245 + 12345) % 2**31
            if self.storm >> 16 & 3 == 0:
                time.sleep(0)
        return self.trace

    def put(self, item: int) -> None:
        """Put one item."""
        result = self.queue.put(item)
        self.log.append(0 if result is False else 1)
        self.results.append(result)

    def puts(self, first: int, count: int) -> None:
        """Put numbers one after the other."""
        for item in range(first, first + count):
            self.put(item)

    def get(self) -> None:
        """Get one item."""
        self.log.append(-1)
        self.results.append(self.queue.get())
        self.log.append(0)

    def gets(self, count: int) -> None:
        """Get so many items."""
        for _ in range(count):
            self.get()

    def drain(self) -> None:
        """Get items until the queue says that there are no more."""
        self.get()
        while self.results[-1] is not None:
            self.get()

    def close(self) -> None:
        """Close the queue."""
        self.queue.close()
        self.log.append(0)
        self.results.append("closed")

    @property
    def rests(self) -> bool:
        """Whether it is done, or waits for a condition."""
        frame = sys._current_frames().get(self.ident or 0)
        if frame is None or not self.is_alive():
            return not self.is_alive()
        return frame.f_code is threading.Condition.wait.__code__

    def told(self) -> list[Any]:
        """The results, and whether it still waits."""
        return [*self.results, "waits"] if self.is_alive() else [*self.results]


def drive(
    solution: ModuleType, init: dict[str, Any], calls: list[list[Any]]
) -> list[dict[str, Any]]:
    """What happened in each round, up to one in which a thread waits or raises.

    Args:
        solution: the learner's module.
        init: the arguments of the queue.
        calls: `rounds` and their number, `storm`, and one `thread` with its steps
            for each thread.
    """
    rounds = next((call[1] for call in calls if call[0] == "rounds"), 1)
    is_storm = ["storm"] in calls
    threads = [steps for name, *steps in calls if name == "thread"]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(STORM_S if is_storm else SCRIPT_S)
    reports: list[dict[str, Any]] = []
    try:
        for number in range(1, rounds + 1):
            queue = solution.BoundedQueue(**init)
            reports.append(played(queue, threads, number if is_storm else 0))
            if is_over(reports[-1]):
                break
    finally:
        sys.setswitchinterval(usual)
    return reports


def is_over(report: dict[str, Any]) -> bool:
    """Whether a thread was left over that waits or has raised something."""
    told = [result for results in report["threads"] for result in results]
    return any(isinstance(result, str) and result != "closed" for result in told)


def played(queue: Any, threads: list[Steps], storm: int) -> dict[str, Any]:
    """One round: the results of each thread, and how many items were surely held."""
    log: list[int] = []
    workers = [
        Worker(queue, steps, log, storm * (place + 7))
        for place, steps in enumerate(threads)
    ]
    late = [each for each in workers if storm and each.steps == [["close"]]]
    for worker in workers:
        if worker not in late:
            worker.start()
            if not storm:
                park(worker)
    if late:
        settle([each for each in workers if each.steps[0][0] == "puts"], log)
    for worker in late:
        worker.start()
    busy = settle(workers, log)
    held = most = 0
    for change in log:
        held += change
        most = max(most, held)
    return {"threads": [each.told() for each in workers], "held": most, "busy": busy}


def park(worker: Worker) -> None:
    """Give a thread the time to finish or to fall asleep."""
    end = time.monotonic() + PARK_S
    while not worker.rests and time.monotonic() < end:
        time.sleep(0.0002)


def settle(workers: list[Worker], log: list[int]) -> bool:
    """Wait until all are done or nothing moves; whether that took CPU time."""
    calm, seen = 0, len(log)
    cpu_s, wall_s = time.process_time(), time.monotonic()
    for worker in workers:
        while worker.is_alive() and calm < CALM:
            worker.join(POLL_S)
            calm += 1
            if len(log) != seen:
                calm, seen = 0, len(log)
                cpu_s, wall_s = time.process_time(), time.monotonic()
    if calm < CALM:
        return False
    return time.process_time() - cpu_s > BUSY * (time.monotonic() - wall_s)
