"""Looks at the failures only once the window is full."""

from collections import deque

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half-open"


class CircuitBreaker:
    def __init__(self, threshold: int, window: int, open_for: int, probes: int) -> None:
        self.threshold = threshold
        self.open_for = open_for
        self.probes = probes
        self.phase = 0
        self.running: dict[int, int] = {}
        self.results: deque[bool] = deque(maxlen=window)
        self._enter(CLOSED)

    def start(self, call: int, now: int) -> bool:
        state = self.state(now)
        if state == OPEN or (state == HALF_OPEN and self.started == self.probes):
            return False
        self.started += 1
        self.running[call] = self.phase
        return True

    def end(self, call: int, now: int, ok: bool) -> None:
        if self.running.pop(call, None) != self.phase:
            return
        if self.now_in == CLOSED:
            self._note(ok)
            if (
                len(self.results) == self.results.maxlen
                and self.failures >= self.threshold
            ):
                self._open(now)
        elif not ok:
            self._open(now)
        else:
            self.good += 1
            if self.good == self.probes:
                self._enter(CLOSED)

    def state(self, now: int) -> str:
        if self.now_in == OPEN and now >= self.opened + self.open_for:
            self._enter(HALF_OPEN)
        return self.now_in

    def _note(self, ok: bool) -> None:
        if len(self.results) == self.results.maxlen and not self.results[0]:
            self.failures -= 1
        self.results.append(ok)
        self.failures += not ok

    def _open(self, now: int) -> None:
        self._enter(OPEN)
        self.opened = now

    def _enter(self, state: str) -> None:
        self.now_in = state
        self.phase += 1
        self.results.clear()
        self.failures = self.started = self.good = 0
