"""Two limiters over a sliding window: one remembers every request, one two counts."""

from collections import deque
from typing import Protocol


class Window(Protocol):
    """What has passed of one key, as far as it still counts."""

    def used(self, now: int) -> int:
        """How much of the limit is used up at `now`, rounded up."""

    def record(self, now: int) -> None:
        """Count a request that passed; `used` was asked for this `now` before."""


class Log:
    """The times of all requests that passed within the last `length` milliseconds."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.times: deque[int] = deque()

    def used(self, now: int) -> int:
        while self.times and now - self.times[0] >= self.length:
            self.times.popleft()
        return len(self.times)

    def record(self, now: int) -> None:
        self.times.append(now)


class Counter:
    """Counts of a fixed window and of the one before, which fades out."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.number = 0
        self.current = self.former = 0

    def used(self, now: int) -> int:
        number, elapsed = divmod(now, self.length)
        if number > self.number:
            self.former = self.current if number == self.number + 1 else 0
            self.current = 0
            self.number = number
        still_inside = self.former * (self.length - elapsed)
        return self.current - (-still_inside // self.length)

    def record(self, now: int) -> None:
        self.current += 1


KINDS = {"log": Log, "counter": Counter}


class Limiter:
    """Lets `limit` requests of each key pass within a window of milliseconds."""

    def __init__(self, kind: str, limit: int, window: int) -> None:
        self.kind = KINDS[kind]
        self.limit = limit
        self.length = window
        self.windows: dict[str, Window] = {}

    def allow(self, key: str, now: int) -> bool:
        """Whether a request may pass; if so, it counts."""
        if self.remaining(key, now) == 0:
            return False
        self.windows[key].record(now)
        return True

    def remaining(self, key: str, now: int) -> int:
        """How many requests could pass at `now`, one after the other."""
        if key not in self.windows:
            self.windows[key] = self.kind(self.length)
        return self.limit - self.windows[key].used(now)
