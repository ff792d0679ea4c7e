"""How questions about error budgets state goals, shares and rates."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from drill.content.questions import Leeway
from drill.generators import drafting
from drill.generators.drafting import decimal

NEAR: Final = Leeway(relative=0.02)
GOALS: Final = tuple(
    Fraction(each) / 100 for each in ("99", "99.5", "99.9", "99.95", "99.99")
)
DAYS: Final = (28, 30)
HINTS: Final = (
    "The budget is what the goal leaves: 1 − SLO.",
    "A burn rate of 1 spends the budget in just the window of the SLO.",
)


def percent(share: Fraction, places: int = 3) -> str:
    """A share in percent, with the places that goals of three nines need."""
    return drafting.percent(share, places)


def plain(number: Fraction, places: int = 2) -> str:
    """A number, rounded, without needless zeros."""
    return decimal(float(number), places)


def rate_text(number: Fraction) -> str:
    """A burn rate with one decimal at least, so that all look alike."""
    text = plain(number)
    return text if "." in text else f"{text}.0"


def slo(goal: Fraction, days: int) -> str:
    """The sentence that states a goal."""
    return f"An SLO asks for {percent(goal)} good requests over {days} days."
