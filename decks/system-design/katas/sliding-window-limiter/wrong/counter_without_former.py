"""Has no former window: the counter is that of a fixed window."""

from collections import deque
from typing import Protocol


class Window(Protocol):
    def used(self, now: int) -> int: ...
    def record(self, now: int) -> None: ...


class Log:
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
        still_inside = 0 * elapsed
        return self.current - (-still_inside // self.length)

    def record(self, now: int) -> None:
        self.current += 1


KINDS = {"log": Log, "counter": Counter}


class Limiter:
    def __init__(self, kind: str, limit: int, window: int) -> None:
        self.kind = KINDS[kind]
        self.limit = limit
        self.length = window
        self.windows: dict[str, Window] = {}

    def allow(self, key: str, now: int) -> bool:
        if self.remaining(key, now) == 0:
            return False
        self.windows[key].record(now)
        return True

    def remaining(self, key: str, now: int) -> int:
        if key not in self.windows:
            self.windows[key] = self.kind(self.length)
        return self.limit - self.windows[key].used(now)
