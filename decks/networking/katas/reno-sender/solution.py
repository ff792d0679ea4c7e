"""A Reno sender counted in whole segments (RFC 5681, sections 3.1 and 3.2)."""

from dataclasses import dataclass

DUPLICATE_THRESHOLD = 3
LOSS_WINDOW = 1
LEAST_SSTHRESH = 2


@dataclass(slots=True)
class Sender:
    """One connection. Segments `una` to `nxt - 1` are in flight."""

    cwnd: int
    ssthresh: int
    rwnd: int
    una: int = 0
    nxt: int = 0
    duplicates: int = 0
    counted: int = 0
    """Segments acknowledged in congestion avoidance since `cwnd` last grew."""
    recovering: bool = False
    timed_out: int | None = None
    """The segment that the timer resent last."""

    def open(self) -> list:
        """Send the first flight."""
        return self._step([])

    def ack(self, number: int) -> list:
        """Hear that the receiver waits for segment `number`."""
        if number > self.una:
            self._acknowledge(number)
        elif number == self.una:
            return self._step(self._duplicate())
        return self._step([])

    def timeout(self) -> list:
        """Take all in flight for lost and start again from one segment."""
        if self.timed_out != self.una:
            self._halve()
            self.timed_out = self.una
        self.cwnd = LOSS_WINDOW
        self.recovering = False
        self.duplicates = self.counted = 0
        self.nxt = self.una + 1
        return self._step([self.una])

    def _acknowledge(self, number: int) -> None:
        covered = number - self.una
        self.una = number
        self.nxt = max(self.nxt, number)
        self.duplicates = 0
        if self.recovering:
            self.recovering = False
            self.cwnd = self.ssthresh
            self.counted = 0
        elif self.cwnd < self.ssthresh:
            self.cwnd += 1
        else:
            self.counted += covered
            if self.counted >= self.cwnd:
                self.counted -= self.cwnd
                self.cwnd += 1

    def _duplicate(self) -> list[int]:
        """Count one duplicate ACK; the segments to resend."""
        self.duplicates += 1
        if self.recovering:
            self.cwnd += 1
        elif self.duplicates == DUPLICATE_THRESHOLD:
            self._halve()
            self.cwnd = self.ssthresh + DUPLICATE_THRESHOLD
            self.recovering = True
            return [self.una]
        return []

    def _halve(self) -> None:
        self.ssthresh = max((self.nxt - self.una) // 2, LEAST_SSTHRESH)

    def _step(self, resent: list[int]) -> list:
        end = max(self.nxt, self.una + min(self.cwnd, self.rwnd))
        sent = [*resent, *range(self.nxt, end)]
        self.nxt = end
        return [self.cwnd, self.ssthresh, sent]


def reno(
    initial_window: int, ssthresh: int, rwnd: int, events: list[list]
) -> list[list]:
    """The steps `[cwnd, ssthresh, sent]`: of the opening, then of each event."""
    sender = Sender(initial_window, ssthresh, rwnd)
    steps = [sender.open()]
    for kind, *numbers in events:
        steps.append(sender.ack(*numbers) if kind == "ack" else sender.timeout())
    return steps
