"""Uses a pool as the steps of a case say, and tells what happened: no verdicts."""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, ModuleType
from typing import Any

POLL_S = 0.005
CALM = 60
"""Polls without any progress after which whoever waits does so for ever."""
LINGER_S = 0.02
"""How long to look whether still more tasks begin."""
SLOW_S = 0.03
"""How long a slow task takes."""
IDLE_S = 0.1
"""How long the pool is watched while it has nothing to do."""
BUSY = 0.3
"""The share of CPU time from which on it keeps the processor busy."""
STORM_S = 1e-6
"""How often threads change over in a burst."""


class Ours(threading.Thread):
    """A thread of the driver, not of the pool. Nobody waits for it at the end."""

    def __init__(self, target: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.target = target

    def run(self) -> None:
        """Do what it was made for."""
        self.target()


class Script:
    """The steps of one round and what came of them."""

    def __init__(self, make: Callable[[], Any], workers: int, calls: list) -> None:
        self.make = make
        self.workers = workers
        self.calls = calls
        self.results: list[Any] = []
        self.futures: list[Any] = []
        self.lock = threading.Lock()
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.gates: dict[str, threading.Event] = {}
        self.askers: list[Ours] = []
        self.answers: list[Any] = []
        self.moves = 0
        """Grows with all that happens."""
        self.before = set(threading.enumerate())
        self.deaths: list[str] = []
        """Of the pool's threads, by exceptions."""
        self.failure: Exception | None = None

    def play(self) -> list[Any]:
        """The results of the steps, with `waits` for one that never ends."""
        thread = Ours(self.steps)
        thread.start()
        calm, seen = 0, self.moves
        while thread.is_alive() and calm < CALM:
            thread.join(POLL_S)
            calm, seen = (calm + 1, seen) if self.moves == seen else (0, self.moves)
        if self.failure is not None:
            raise self.failure
        results = [
            *self.results,
            *(["waits"] if thread.is_alive() else []),
            *self.deaths,
        ]
        for gate in self.gates.values():
            gate.set()
        if not thread.is_alive():
            end = Ours(self.clear_up)
            end.start()
            end.join(LINGER_S)
        return results

    def clear_up(self) -> None:
        """Let the threads of the pool end, if it can do that."""
        with suppress(Exception):  # what shutdown does is not asked here
            self.pool.shutdown()

    def bury(self, died: threading.ExceptHookArgs) -> None:
        """Take note of a thread that an exception has ended."""
        self.deaths.append(
            f"a thread died of {died.exc_type.__name__}: {died.exc_value}"
        )

    def steps(self) -> None:
        """All steps, one after the other."""
        try:
            self.pool = self.make()
            for name, *values in self.calls:
                step = getattr(self, f"do_{name}")
                self.results.append(said(step, *values))
                self.moves += 1
        except Exception as error:  # raised again where the judge sees it
            self.failure = error

    def do_submit(self, kind: str, value: Any) -> int:
        """Hand a task to the pool; its number."""
        with self.lock:
            number = len(self.futures)
            self.futures.append(None)
        try:
            self.futures[number] = self.pool.submit(self.task(number, kind, value))
        except BaseException:
            self.futures.pop()
            raise
        return number

    def task(self, number: int, kind: str, value: Any) -> Callable[[], Any]:
        """What the pool is to call."""
        gate = (
            self.gates.setdefault(value, threading.Event()) if kind == "gate" else None
        )

        def run() -> Any:
            self.begun.append(number)
            self.moves += 1
            try:
                if kind == "fail":
                    raise ValueError(value)
                if kind == "more":
                    self.do_submit("value", value)
                    return "submitted"
                if kind == "slow":
                    time.sleep(SLOW_S)
                if gate is not None:
                    gate.wait()
                return value
            finally:
                self.ended.append(number)
                self.moves += 1

        return run

    def do_open(self, gate: str) -> None:
        """Let the tasks behind a gate go on."""
        self.gates[gate].set()

    def do_result(self, number: int) -> Any:
        """What came of a task."""
        return self.futures[number].result()

    def do_ask(self, number: int, count: int) -> None:
        """Let some threads ask for one result."""

        def ask() -> None:
            self.answers.append(said(self.futures[number].result))
            self.moves += 1

        for _ in range(count):
            self.askers.append(Ours(ask))
            self.askers[-1].start()
        time.sleep(LINGER_S)

    def do_asked(self) -> list[Any]:
        """What they were told."""
        for asker in self.askers:
            asker.join()
        return self.answers

    def do_running(self) -> list[int]:
        """The tasks that run now, once no more of them can begin."""
        for _ in range(CALM):
            most = min(self.workers, len(self.futures) - len(self.ended))
            if len(self.begun) - len(self.ended) >= most:
                break
            time.sleep(POLL_S)
            self.moves += 1
        time.sleep(LINGER_S)
        return sorted({*self.begun} - {*self.ended})

    def do_done(self) -> list[int]:
        """The tasks that have come to an end."""
        return sorted(self.ended)

    def do_order(self) -> list[int]:
        """The tasks in the order in which they began."""
        return [*self.begun]

    def do_shutdown(self) -> None:
        """Shut the pool down."""
        self.pool.shutdown()

    def do_threads(self) -> int:
        """How many threads the pool has."""
        new = set(threading.enumerate()) - self.before
        return sum(not isinstance(thread, Ours) for thread in new)

    def do_idle(self) -> str:
        """Whether the pool keeps the processor busy with nothing to do."""
        cpu_s = time.process_time()
        time.sleep(IDLE_S)
        busy = time.process_time() - cpu_s > BUSY * IDLE_S
        return "busy" if busy else "quiet"

    def do_burst(self, count: int, tasks: int) -> list[list[Any]]:
        """The results that some threads get, each for tasks of its own."""
        told: list[list[Any]] = [[] for _ in range(count)]

        def submit(place: int) -> None:
            values = range(100 * place, 100 * place + tasks)
            futures = [self.pool.submit(self.quick(value)) for value in values]
            told[place] += [said(future.result) for future in futures]
            self.moves += 1

        threads = [Ours(lambda place=place: submit(place)) for place in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return told

    def quick(self, value: int) -> Callable[[], int]:
        """A task that returns a value, and raises each fifth."""

        def run() -> int:
            self.moves += 1
            if value % 5 == 4:
                raise ValueError(value)
            return value

        return run


class Jolting:
    """Lets other threads go first at one line of four of the learner's module."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.state = 1

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        """What Python calls for each call and line."""
        if event == "call":
            return self.trace if frame.f_code.co_filename == self.file else None
        if event == "line":
            self.state = (self.state * 1103515245 + 12345) % 2**31
            if self.state >> 16 & 3 == 0:
                time.sleep(0)
        return self.trace


def said(call: Callable[..., Any], *values: Any) -> Any:
    """What a call returned, or what it raised as text."""
    try:
        result = call(*values)
        is_error = isinstance(result, Exception)
        return f"returned {type(result).__name__}" if is_error else result
    except NotImplementedError:
        raise
    except RuntimeError:
        return "raised RuntimeError"  # its message is the pool's own
    except Exception as error:  # the learner's code may raise anything
        return f"raised {type(error).__name__}: {error}"


def drive(solution: ModuleType, init: dict[str, Any], calls: list[list]) -> list[Any]:
    """One result for each step; that of `rounds` is how many gave the same results.

    Args:
        solution: the learner's module.
        init: the arguments of the pool.
        calls: the steps; `rounds` comes first, if it is there.
    """
    rounds = calls[0][1] if calls and calls[0][0] == "rounds" else 0
    steps = calls[1:] if rounds else calls
    is_storm = any(name == "burst" for name, *_ in calls)
    jolting = Jolting(solution.ThreadPool.submit.__code__.co_filename)
    usual = sys.getswitchinterval()

    def play() -> list[Any]:
        script = Script(lambda: solution.ThreadPool(**init), init["workers"], steps)
        threading.excepthook = script.bury
        return script.play()

    try:
        if is_storm:
            sys.setswitchinterval(STORM_S)
            threading.settrace(jolting.trace)
        first = play()
        same = 1
        while same < rounds and play() == first:
            same += 1
    finally:
        sys.setswitchinterval(usual)
        threading.settrace(None)  # type: ignore[arg-type] # takes it off again
        threading.excepthook = threading.__excepthook__
    return [same, *first] if rounds else first
