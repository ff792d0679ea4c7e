"""Reno sender: fill in `reno`. Add classes and functions as you like."""


def reno(
    initial_window: int, ssthresh: int, rwnd: int, events: list[list]
) -> list[list]:
    """The steps `[cwnd, ssthresh, sent]`: of the opening, then of each event."""
    raise NotImplementedError
