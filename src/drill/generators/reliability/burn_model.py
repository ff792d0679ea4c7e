"""Error budgets: how fast they burn, and when the alerts on that fire.

Shares are fractions of all requests, from 0 to 1, exact. A goal is the share that
must be good; the budget is the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


def burn_rate(errors: Fraction, goal: Fraction) -> Fraction:
    """How many times faster than allowed the budget is spent.

    Source: Beyer et al., The Site Reliability Workbook, 2018, chapter 5.
    """
    return errors / (1 - goal)


def hours_left(rate: Fraction, days: int) -> Fraction:
    """How long a whole budget of so many days lasts at a burn rate."""
    return days * 24 / rate


def consumed(rate: Fraction, hours: Fraction, days: int) -> Fraction:
    """The share of the budget that is spent in some hours at a burn rate."""
    return rate * hours / (days * 24)


def threshold(share: Fraction, hours: int, days: int) -> Fraction:
    """The burn rate that spends a share of the budget within some hours."""
    return share * days * 24 / hours


def detection_minutes(
    errors: Fraction, goal: Fraction, window: int, rate: Fraction
) -> Fraction | None:
    """When an alert on one window fires, counted from the start of steady errors.

    Args:
        errors: share of the requests that fail from then on; none failed before.
        goal: share that must be good.
        window: of the alert, in minutes.
        rate: burn rate at which it fires.

    Returns:
        None when it never fires.
    """
    needed = rate * (1 - goal) * window / errors
    return needed if needed <= window else None


@dataclass(frozen=True, slots=True)
class Alert:
    """Fires when the burn rate over both windows reaches the rate."""

    name: str
    rate: Fraction
    long: int
    """Minutes."""
    short: int
    """Minutes."""


ALERTS: Final = (
    Alert("fast page", Fraction("14.4"), 60, 5),
    Alert("slow page", Fraction(6), 360, 30),
    Alert("ticket", Fraction(1), 4320, 360),
)
"""Those that chapter 5 of the workbook recommends for a budget of 30 days."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some minutes with a steady share of errors."""

    minutes: int
    errors: Fraction


def errors_over(history: Sequence[Stretch], minutes: int) -> Fraction:
    """The share of errors in the last minutes, at a steady rate of requests.

    Args:
        history: the latest stretch first; before it there were no errors.
        minutes: how far to look back.
    """
    left, failed = minutes, Fraction(0)
    for each in history:
        taken = min(left, each.minutes)
        failed += taken * each.errors
        left -= taken
    return failed / minutes


def fires(alert: Alert, history: Sequence[Stretch], goal: Fraction) -> bool:
    """Whether an alert fires now."""
    rates = (
        burn_rate(errors_over(history, each), goal)
        for each in (alert.long, alert.short)
    )
    return all(rate >= alert.rate for rate in rates)
