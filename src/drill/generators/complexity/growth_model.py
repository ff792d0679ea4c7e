"""Recurrences and loops, and the growth that they have.

A growth is base^n × n^power × (log n)^logs × (log log n)^loglogs; all that this
package asks for can be written so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Growth:
    """How fast something grows, constants aside."""

    power: Fraction = Fraction(0)
    logs: int = 0
    loglogs: int = 0
    base: int = 1

    @property
    def text(self) -> str:
        """As one would type it between the brackets of O( )."""
        parts = [
            f"{self.base}^n" if self.base > 1 else "",
            _power("n", self.power),
            _power("log n", Fraction(max(0, self.logs))),
            _power("log log n", Fraction(self.loglogs)),
        ]
        top = " ".join(part for part in parts if part) or "1"
        return top if self.logs >= 0 else f"{top} / log n"


def _power(what: str, power: Fraction) -> str:
    if power == 0:
        return ""
    if power == 1:
        return what
    if what == "n":
        shown = power if power.denominator == 1 else f"({power})"
        return "sqrt(n)" if power == Fraction(1, 2) else f"n^{shown}"
    return f"({what})^{power}" if "log log" in what else f"log^{power} n"


def big_o(growth: Growth) -> str:
    """A growth as the answer to a question."""
    return f"O({growth.text})"


@dataclass(frozen=True, slots=True)
class Divided:
    """T(n) = parts × T(n / by) + work(n)."""

    parts: int
    by: int
    work: Growth

    @property
    def critical(self) -> Fraction:
        """log_by(parts), which must be a fraction with denominator 1 or 2."""
        for halves in range(13):
            if self.by**halves == self.parts**2:
                return Fraction(halves, 2)
        raise ValueError((self.parts, self.by))

    @property
    def leaves(self) -> Growth:
        """What the leaves of the recursion cost together."""
        return Growth(self.critical)


def solve_divided(recurrence: Divided) -> Growth:
    """The growth by the master theorem with logarithms.

    Source: Cormen et al., theorem 4.1, and its case 2 with log^k n; for k = −1
    Akra and Bazzi 1998.
    """
    work, critical = recurrence.work, recurrence.critical
    if work.power < critical:
        return recurrence.leaves
    if work.power > critical:
        return work
    if work.logs == -1:
        return Growth(critical, loglogs=1)
    return replace(work, logs=work.logs + 1)


def solve_stepped(copies: int, work: Growth) -> Growth:
    """The growth of T(n) = copies × T(n − c) + work(n), with c = 1 if copies > 1."""
    if copies > 1:
        return Growth(base=copies)
    return replace(work, power=work.power + 1)


def solve_shares(shares: tuple[Fraction, ...], work: Growth) -> Growth:
    """The growth of T(n) = Σ T(share × n) + n^d, for shares of a sum of at most 1.

    Source: Akra and Bazzi 1998: the exponent p solves Σ share^p = 1.
    """
    total = sum(each**work.power for each in shares)
    if total == 1:
        return replace(work, logs=work.logs + 1)
    if total > 1:
        raise ValueError(shares)
    return work


def solve_root(copies: int, logs: int) -> Growth:
    """The growth of T(n) = copies × T(√n) + (log n)^logs.

    With m = log n it is S(m) = copies × S(m / 2) + m^logs.
    """
    solved = solve_divided(Divided(copies, 2, Growth(Fraction(logs))))
    return Growth(logs=int(solved.power), loglogs=solved.logs)
