"""Returns the exception of a task where it should be raised."""

from collections import deque
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import Any


class Future:
    """What will come of one task."""

    def __init__(self, task: Callable[[], Any]) -> None:
        self.task = task
        self.is_done = Event()
        self.value: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the task, in a thread of the pool."""
        try:
            self.value = self.task()
        except Exception as error:  # it belongs to whoever asks for the result
            self.error = error
        self.is_done.set()

    def result(self) -> Any:
        """What the task returned, once it is done; or raise what it raised."""
        self.is_done.wait()
        return self.value if self.error is None else self.error


class ThreadPool:
    """Runs tasks in a fixed number of threads, in the order of submission."""

    def __init__(self, workers: int) -> None:
        self.changed = Condition()
        self.waiting: deque[Future] = deque()
        self.is_shut = False
        self.threads = [Thread(target=self._work, daemon=True) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, task: Callable[[], Any]) -> Future:
        """Let a task be done; does not wait.

        Raises:
            RuntimeError: the pool is shut down.
        """
        future = Future(task)
        with self.changed:
            if self.is_shut:
                raise RuntimeError("the pool is shut down")
            self.waiting.append(future)
            self.changed.notify()
        return future

    def shutdown(self) -> None:
        """Take no more tasks, and wait until all are done and all threads ended."""
        with self.changed:
            self.is_shut = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()

    def _work(self) -> None:
        while (future := self._next()) is not None:
            future.run()

    def _next(self) -> Future | None:
        """The next task, once there is one; None if there will be none."""
        with self.changed:
            while not self.waiting and not self.is_shut:
                self.changed.wait()
            return self.waiting.popleft() if self.waiting else None
