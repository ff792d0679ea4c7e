"""Orders timers of one deadline by name, since names are in the pairs."""

from collections import deque
from heapq import heappop, heappush
from typing import Any


class EventLoop:
    """Runs callbacks one after the other; what they do is told by lists of actions."""

    def __init__(self, callbacks: dict[str, list[list[Any]]]) -> None:
        self.callbacks = callbacks
        self.now = 0
        self.scheduled = 0
        self.pending: dict[int, str] = {}
        """The names of the callbacks that wait, by handle."""
        self.ready: deque[int] = deque()
        self.timers: list[tuple[int, int]] = []
        """A heap of deadlines and handles, cancelled ones too."""
        self.is_stopping = False

    def call_soon(self, name: str) -> int:
        """Let a callback run in the next round; its handle."""
        handle = self._schedule(name)
        self.ready.append(handle)
        return handle

    def call_later(self, delay: int, name: str) -> int:
        """Let a callback run once `delay` has passed; its handle."""
        handle = self._schedule(name)
        heappush(self.timers, (self.now + delay, name, handle))
        return handle

    def cancel(self, handle: int) -> bool:
        """Keep a callback from running; whether it was still waiting."""
        return self.pending.pop(handle, None) is not None

    def run(self) -> list[tuple[int, str]]:
        """Run until nothing waits or a callback stops it; what ran, and when."""
        self.is_stopping = False
        trace: list[tuple[int, str]] = []
        while self.pending and not self.is_stopping:
            self._wait()
            for _ in range(len(self.ready)):
                name = self.pending.pop(self.ready.popleft(), None)
                if name is not None:
                    trace.append((self.now, name))
                    self._act(name)
        return trace

    def _schedule(self, name: str) -> int:
        self.scheduled += 1
        self.pending[self.scheduled] = name
        return self.scheduled

    def _wait(self) -> None:
        """Let time pass until something is ready, and queue the timers that are due."""
        if self.timers and not self.ready:
            self.now = max(self.now, self.timers[0][0])
        while self.timers and self.timers[0][0] <= self.now:
            self.ready.append(heappop(self.timers)[-1])

    def _act(self, name: str) -> None:
        for action in self.callbacks.get(name, ()):
            match action:
                case "soon", other:
                    self.call_soon(other)
                case "later", delay, other:
                    self.call_later(delay, other)
                case "cancel", handle:
                    self.cancel(handle)
                case "work", duration:
                    self.now += duration
                case ["stop"]:
                    self.is_stopping = True
