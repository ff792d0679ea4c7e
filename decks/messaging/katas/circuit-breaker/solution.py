"""A circuit breaker over the last results, whose calls may overlap."""

from collections import deque

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half-open"


class CircuitBreaker:
    """Keeps calls away from a backend that fails, and tries it again after a while."""

    def __init__(self, threshold: int, window: int, open_for: int, probes: int) -> None:
        self.threshold = threshold
        self.open_for = open_for
        self.probes = probes
        self.phase = 0
        """How often the state has changed."""
        self.running: dict[int, int] = {}
        """By call: the phase in which it started."""
        self.results: deque[bool] = deque(maxlen=window)
        self._enter(CLOSED)

    def start(self, call: int, now: int) -> bool:
        """Whether a call may go to the backend."""
        state = self.state(now)
        if state == OPEN or (state == HALF_OPEN and self.started == self.probes):
            return False
        self.started += 1
        self.running[call] = self.phase
        return True

    def end(self, call: int, now: int, ok: bool) -> None:
        """Learn what became of a call; nothing, if it is not running."""
        if self.running.pop(call, None) != self.phase:
            return
        if self.now_in == CLOSED:
            self._note(ok)
            if self.failures >= self.threshold:
                self._open(now)
        elif not ok:
            self._open(now)
        else:
            self.good += 1
            if self.good == self.probes:
                self._enter(CLOSED)

    def state(self, now: int) -> str:
        """The state at `now`."""
        if self.now_in == OPEN and now >= self.opened + self.open_for:
            self._enter(HALF_OPEN)
        return self.now_in

    def _note(self, ok: bool) -> None:
        """Let a result in, and the oldest one out if there are too many."""
        if len(self.results) == self.results.maxlen and not self.results[0]:
            self.failures -= 1
        self.results.append(ok)
        self.failures += not ok

    def _open(self, now: int) -> None:
        self._enter(OPEN)
        self.opened = now

    def _enter(self, state: str) -> None:
        """Begin a phase with nothing known."""
        self.now_in = state
        self.phase += 1
        self.results.clear()
        self.failures = self.started = self.good = 0
