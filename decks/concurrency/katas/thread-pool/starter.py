"""Thread pool: fill in both classes, with `Thread`, `Condition` and the like."""

from collections.abc import Callable
from typing import Any


class Future:
    """What will come of one task."""

    def result(self) -> Any:
        """What the task returned, once it is done; or raise what it raised."""
        raise NotImplementedError


class ThreadPool:
    """Runs tasks in a fixed number of threads, in the order of submission."""

    def __init__(self, workers: int) -> None:
        raise NotImplementedError

    def submit(self, task: Callable[[], Any]) -> Future:
        """Let a task be done; does not wait.

        Raises:
            RuntimeError: the pool is shut down.
        """
        raise NotImplementedError

    def shutdown(self) -> None:
        """Take no more tasks, and wait until all are done and all threads ended."""
        raise NotImplementedError
