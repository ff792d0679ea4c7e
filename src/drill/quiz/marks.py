"""What a response is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

SLACK: Final = 1e-9
"""Sums of shares may miss 1 by this much."""


class Verdict(Enum):
    """A mark in one or two words."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    NO_ANSWER = "no answer"


class Change(Enum):
    """What a stretch of a typed answer is, beside the right one."""

    SAME = "same"
    EXTRA = "extra"
    """Typed, but not part of the answer."""
    MISSING = "missing"
    """Part of the answer, but not typed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the difference between what was typed and the answer."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Mark:
    """The worth of a response, and why it is so."""

    credit: float
    """0 to 1; 1 is right."""
    is_answered: bool = True
    """False when nothing was answered."""
    remark: str = ""
    """How the credit came about, in one line; empty when there is nothing to say."""
    understood: str = ""
    """Of a numeric answer: how it was read, such as `4 KiB = 4,096 B`."""
    difference: tuple[Stretch, ...] = ()
    """Of a typed answer that misses the nearest right one: the two, merged."""
    mistake: str = ""
    """The known error that leads to this response; empty if it is none of them."""

    @property
    def verdict(self) -> Verdict:
        """The mark in one or two words."""
        if not self.is_answered:
            return Verdict.NO_ANSWER
        if self.credit >= 1 - SLACK:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.credit > 0 else Verdict.WRONG

    @property
    def is_right(self) -> bool:
        """Whether the response has full credit."""
        return self.verdict is Verdict.RIGHT
