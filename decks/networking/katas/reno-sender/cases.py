"""Cases for the Reno sender: what it hears over a path that loses segments."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from random import Random
from typing import Any, TypeVar

from solution import Sender

T = TypeVar("T")

SMALL = 1000
"""Below this many events loss is random; above, one segment is lost, late."""


def case(rng: Random, size: int) -> dict[str, Any]:
    """The arguments of a case of `size` events, the same for the same `rng`."""
    if size < SMALL:
        windows = (
            draw(rng, range(1, 11)),
            draw(rng, range(2, 25)),
            draw(rng, [4, 9, 1000]),
        )
        loss, every = draw(rng, [0.0, 0.05, 0.2]), draw(rng, [1, 2])
        heard = events(Sender(*windows), lambda _: rng.random() < loss, every)
    else:
        windows = 10, size, 10**6
        late = size * 9 // 10
        heard = events(Sender(*windows), lambda place: place == late, 1)
    names = "initial_window", "ssthresh", "rwnd"
    return dict(zip(names, windows, strict=True)) | {
        "events": list(islice(heard, size))
    }


def draw(rng: Random, values: Sequence[T]) -> T:
    """One of the values. Only `rng.random()` gives the same on every Python."""
    return values[int(rng.random() * len(values))]


def events(
    sender: Sender, is_lost: Callable[[int], bool], every: int
) -> Iterator[list]:
    """What the sender hears, for ever: ACKs of a path that keeps order, or its timer.

    The receiver keeps what comes out of order. It answers at once, or only each
    second segment in order when `every` is 2 (delayed ACKs).

    Args:
        is_lost: whether the path drops a segment, from its place among all sent.
        every: how many segments in order share one ACK.
    """
    wire = deque(sender.open()[2])
    places = count()
    kept: set[int] = set()
    expected = unanswered = 0
    while True:
        if not wire and not unanswered:
            yield ["timeout"]
            wire.extend(sender.timeout()[2])
            continue
        if wire:
            segment = wire.popleft()
            if is_lost(next(places)):
                continue
            in_order = segment == expected and not kept
            kept.add(segment)
            while expected in kept:
                kept.remove(expected)
                expected += 1
            kept.discard(segment)
            unanswered += 1
            if in_order and unanswered < every:
                continue
        unanswered = 0
        yield ["ack", expected]
        wire.extend(sender.ack(expected)[2])
