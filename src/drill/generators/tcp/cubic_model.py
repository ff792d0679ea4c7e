"""The window of CUBIC between two losses (RFC 9438), in segments and seconds.

The window of an epoch begins at the multiplicative decrease, so that nothing but the
time since the loss and `W_max` decide; slow start and the region where Reno would be
faster are left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The constants of a sender; the defaults are those of the RFC."""

    c: float = 0.4
    """How steep the curve is, in segments / s³."""
    beta: float = 0.7
    """The share of the window that is kept at a loss."""
    is_fast: bool = True
    """Whether shrinking windows lower `W_max` further (fast convergence)."""


RFC = Rules()


def decreased(window: float, rules: Rules = RFC) -> float:
    """`cwnd` after a loss at some window.

    Source: RFC 9438, section 4.6.
    """
    return window * rules.beta


def plateau(window: float, former: float, rules: Rules = RFC) -> float:
    """`W_max` after a loss at some window, when the loss before it was at `former`.

    Source: RFC 9438, section 4.7.
    """
    if rules.is_fast and window < former:
        return window * (1 + rules.beta) / 2
    return window


def time_to_plateau(w_max: float, start: float, rules: Rules = RFC) -> float:
    """K: seconds from the window `start` back to `W_max`.

    Source: RFC 9438, section 4.2, equation 2.
    """
    return float(((w_max - start) / rules.c) ** (1 / 3))


def window(seconds: float, w_max: float, start: float, rules: Rules = RFC) -> float:
    """`W(t)`: the window some seconds after the loss.

    Source: RFC 9438, section 4.2, equation 1.
    """
    k = time_to_plateau(w_max, start, rules)
    return float(rules.c * (seconds - k) ** 3 + w_max)
