"""The retransmission timer of RFC 6298, and timers that get it wrong.

Times are milliseconds. Floats hold them exactly, since nothing but sums and divisions
by powers of two make them from whole ones. The clock is taken to be so fine that its
granularity never matters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Sample:
    """An ACK that yields a round-trip time."""

    rtt: int
    resent: bool = False
    """The segment was sent more than once."""


@dataclass(frozen=True, slots=True)
class Timeout:
    """The timer expires."""


Event: TypeAlias = Sample | Timeout


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the sender keeps."""

    srtt: float | None = None
    """None before the first sample."""
    rttvar: float = 0.0
    rto: float = 1000.0
    backoff: int = 1
    """By how much timeouts in a row have multiplied `rto`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a sender estimates; the defaults are those of the RFC."""

    alpha: float = 1 / 8
    """Share of a new sample in `SRTT`."""
    beta: float = 1 / 4
    """Share of a new deviation in `RTTVAR`."""
    first_variation: float = 1 / 2
    """`RTTVAR` after the first sample, as a share of it."""
    deviations: int = 4
    """How many times `RTTVAR` the timeout lies above `SRTT`."""
    smooths_first: bool = False
    """Whether `RTTVAR` is taken from the new `SRTT` (wrong)."""
    takes_resent: bool = False
    """Whether a resent segment yields a sample (wrong)."""
    backs_off: bool = True
    """Whether a timeout doubles the timeout."""
    stays_backed_off: bool = False
    """Whether later samples keep the doubling (wrong)."""
    has_floor: bool = True


RFC = Rules()


def trace(
    events: Sequence[Event], least_rto: int, rules: Rules = RFC
) -> list[Estimate]:
    """The estimate after each event.

    Args:
        events: the first one is a sample that is not resent.
        least_rto: milliseconds.
        rules: how the sender estimates.

    Source: RFC 6298, rules 2.2 to 2.4, 5.5 and sections 3 and 5.
    """
    now, found = Estimate(), []
    for event in events:
        now = after(now, event, least_rto, rules)
        found.append(now)
    return found


def after(now: Estimate, event: Event, least_rto: int, rules: Rules = RFC) -> Estimate:
    """The estimate after one more event."""
    match event:
        case Sample(resent=True) if not rules.takes_resent:
            return now
        case Sample(rtt=rtt):
            kept = now.backoff if rules.stays_backed_off else 1
            fresh = _measured(now, rtt, least_rto, rules)
            return replace(fresh, rto=fresh.rto * kept, backoff=kept)
        case Timeout():
            factor = 2 if rules.backs_off else 1
            return replace(now, rto=now.rto * factor, backoff=now.backoff * factor)


def _measured(now: Estimate, rtt: int, least_rto: int, rules: Rules) -> Estimate:
    if now.srtt is None:
        srtt, rttvar = float(rtt), rtt * rules.first_variation
    else:
        srtt = (1 - rules.alpha) * now.srtt + rules.alpha * rtt
        off = abs((srtt if rules.smooths_first else now.srtt) - rtt)
        rttvar = (1 - rules.beta) * now.rttvar + rules.beta * off
    rto = srtt + rules.deviations * rttvar
    return Estimate(srtt, rttvar, max(rto, least_rto) if rules.has_floor else rto)
