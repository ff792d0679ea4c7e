"""What retries do: to the load of the layers below, and to the time of a caller."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def calls_below(attempts: Sequence[int]) -> int:
    """Calls that reach the bottom for one request, while the bottom always fails.

    Args:
        attempts: of each layer that calls the one below it, the first try included.

    Source: Beyer et al., Site Reliability Engineering, 2016, chapter 22.
    """
    return prod(attempts)


def mean_attempts(failure: Fraction, attempts: int) -> Fraction:
    """Tries a request takes on average if each fails with the same chance.

    Args:
        failure: the chance that one try fails, independent of the others.
        attempts: at most, the first try included.
    """
    return sum((failure**tried for tried in range(attempts)), Fraction(0))


def still_fails(failure: Fraction, attempts: int) -> Fraction:
    """The chance that no try succeeds."""
    return failure**attempts


def delays(base: int, cap: int, retries: int, factor: int = 2) -> list[int]:
    """The waits before each retry, in the unit of base and cap, without jitter.

    Source: Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015.
    """
    return [min(cap, base * factor**retry) for retry in range(retries)]


def load_with_budget(rate: int, failure: Fraction, share: Fraction) -> Fraction:
    """Calls a second with retries, which may be a share of the first tries at most.

    Args:
        rate: of first tries.
        failure: of all calls, retries too.
        share: of the budget; a failed call is retried again and again within it.
    """
    wanted = failure / (1 - failure) if failure < 1 else share
    return rate * (1 + min(wanted, share))
