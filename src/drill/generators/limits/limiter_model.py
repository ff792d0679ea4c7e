"""Limiters of rates, and what they let pass. Times are whole milliseconds, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Request:
    """Something that asks to pass."""

    at: int
    """Milliseconds; requests come in this order."""
    cost: int = 1
    """Tokens."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a token bucket did with a request."""

    passes: bool
    before: Fraction
    """Tokens when it came."""
    after: Fraction
    """Tokens when it was decided."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket; the defaults are the rule."""

    capacity: int
    rate: Fraction
    """Tokens a second."""
    starts_full: bool = True
    is_capped: bool = True
    """Whether tokens above the capacity are lost."""
    charges_refused: bool = False
    """Whether a refused request takes what there is."""
    ticks: int = 0
    """Refill in steps of so many milliseconds; 0: continuously."""
    rounds_up: bool = False
    """Whether a part of a token counts as a whole one."""
    gains_twice: bool = False
    """Whether the time before a refusal counts again for the next request."""


def token_bucket(bucket: Bucket, requests: Sequence[Request]) -> list[Decision]:
    """What a token bucket does with requests; the first one finds it full.

    Source: Tanenbaum and Wetherall, Computer Networks, 5th edition, section 5.4.2.
    """
    tokens = Fraction(bucket.capacity if bucket.starts_full else 0)
    now, found = requests[0].at, []
    for each in requests:
        tokens += _gained(bucket, now, each.at)
        if bucket.is_capped:
            tokens = min(tokens, Fraction(bucket.capacity))
        before = tokens
        passes = each.cost <= (ceil(tokens) if bucket.rounds_up else tokens)
        if passes or not bucket.gains_twice:
            now = each.at
        if passes or bucket.charges_refused:
            tokens = max(Fraction(0), tokens - each.cost)
        found.append(Decision(passes, before, tokens))
    return found


def _gained(bucket: Bucket, start: int, end: int) -> Fraction:
    if not bucket.ticks:
        return bucket.rate * (end - start) / 1000
    ticks = end // bucket.ticks - start // bucket.ticks
    return bucket.rate * ticks * bucket.ticks / 1000


def wait_for(bucket: Bucket, tokens: Fraction, cost: int) -> Fraction:
    """Milliseconds until there are enough tokens for a cost."""
    return max(Fraction(0), (cost - tokens) / bucket.rate * 1000)


def fixed_window(limit: int, window: int, times: Sequence[int]) -> list[bool]:
    """Which requests pass, `limit` of them in each window from multiples of it."""
    counts: dict[int, int] = {}
    found = []
    for at in times:
        count = counts.get(at // window, 0)
        found.append(count < limit)
        counts[at // window] = count + found[-1]
    return found


def sliding_log(
    limit: int, window: int, times: Sequence[int], *, counts_refused: bool = False
) -> list[bool]:
    """Which requests pass, if `limit` may have passed within the window before each.

    Args:
        limit: of requests.
        window: one of exactly this age does not count any more.
        times: rising.
        counts_refused: whether refused requests count (not the rule).
    """
    counted: list[int] = []
    found = []
    for at in times:
        recent = sum(at - each < window for each in counted)
        found.append(recent < limit)
        if found[-1] or counts_refused:
            counted.append(at)
    return found


def sliding_count(former: int, current: int, elapsed: int, window: int) -> Fraction:
    """The estimate of a sliding window from the counts of two fixed ones.

    Args:
        former: requests in the window before this one.
        current: requests in this one so far.
        elapsed: of this one.
        window: its length, in the unit of `elapsed`.

    Source: Desgats, How we built rate limiting capable of scaling to millions of
    domains, Cloudflare blog, 2017.
    """
    return former * Fraction(window - elapsed, window) + current
