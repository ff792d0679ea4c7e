"""Loops whose steps can be counted, and how their number grows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.generators.complexity.growth_model import Growth

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Loops:
    """Some code and the number of times that it calls `step()`."""

    code: str
    """With `{n}` for the size."""
    growth: Growth
    count: Callable[[int], int]
    """Of n, exactly."""
    why: str
    naive: Growth
    """What a hasty reader takes it for."""
    error: str
    """The error of that reader."""


def _halvings(n: int) -> int:
    """How often n can be halved before it is 0."""
    return n.bit_length()


N: Final = Growth(Fraction(1))
N_LOG_N: Final = Growth(Fraction(1), 1)
SQUARE: Final = Growth(Fraction(2))
LOG: Final = Growth(logs=1)

LOOPS: Final = (
    Loops(
        "i = {n}\nwhile i > 0:\n    for j in range({n}):\n        step()\n    i //= 2",
        N_LOG_N,
        lambda n: n * _halvings(n),
        "The outer loop runs log2 n + 1 times, the inner one n times each.",
        N,
        "adds n, n/2, n/4, …: the inner loop does not shrink with i",
    ),
    Loops(
        "i = {n}\nwhile i > 0:\n    for j in range(i):\n        step()\n    i //= 2",
        N,
        lambda n: sum(n >> shift for shift in range(_halvings(n))),
        "n + n/2 + n/4 + … < 2n.",
        N_LOG_N,
        "takes every round of the outer loop for n steps: they halve",
    ),
    Loops(
        "for i in range(1, {n} + 1):\n"
        "    for j in range(i, {n} + 1, i):\n        step()",
        N_LOG_N,
        lambda n: sum(n // i for i in range(1, n + 1)),
        "n/1 + n/2 + … + n/n = n (1 + 1/2 + … + 1/n), about n ln n.",
        SQUARE,
        "takes the inner loop for n steps: its stride is i",
    ),
    Loops(
        "for i in range({n}):\n    for j in range(i, {n}):\n        step()",
        SQUARE,
        lambda n: n * (n + 1) // 2,
        "n + (n − 1) + … + 1 = n(n + 1)/2.",
        N_LOG_N,
        "takes a loop that shrinks by one for one that halves",
    ),
    Loops(
        "i = 1\nwhile i * i <= {n}:\n    step()\n    i += 1",
        Growth(Fraction(1, 2)),
        lambda n: int(n**0.5),
        "It ends when i passes √n.",
        LOG,
        "takes squaring i for doubling it: i grows by one",
    ),
    Loops(
        "i = 2\nwhile i <= {n}:\n    step()\n    i *= i",
        Growth(loglogs=1),
        lambda n: (n.bit_length() - 1).bit_length(),
        "i is 2, 4, 16, 256, …, 2^(2^k): k reaches log2 log2 n.",
        LOG,
        "takes squaring for doubling: the exponent doubles, not i",
    ),
    Loops(
        "for i in range(1, {n} + 1):\n    j = 1\n    while j <= i:\n        step()\n"
        "        j *= 2",
        N_LOG_N,
        lambda n: sum(i.bit_length() for i in range(1, n + 1)),
        "Round i takes about log2 i steps, and these sum up to about n log2 n.",
        SQUARE,
        "takes the inner loop for i steps: j doubles",
    ),
    Loops(
        "i = 1\nwhile i <= {n}:\n    j = 1\n    while j <= {n}:\n        step()\n"
        "        j *= 2\n    i *= 2",
        Growth(logs=2),
        lambda n: _halvings(n) ** 2,
        "Both loops run log2 n + 1 times, one inside the other.",
        LOG,
        "adds the two logarithms: the loops are nested",
    ),
    Loops(
        "for i in range({n}):\n    for j in range({n}):\n        if i == j:\n"
        "            for k in range(n):\n                step()",
        SQUARE,
        lambda n: n * n,
        "The test holds n times of n², and each time n steps follow. (The tests take n²"
        " as well.)",
        Growth(Fraction(3)),
        "counts three nested loops: the innermost runs in n rounds only",
    ),
    Loops(
        "i = {n}\nwhile i > 1:\n"
        "    for j in range(i * i):\n        step()\n    i //= 2",
        SQUARE,
        lambda n: sum((n >> k) ** 2 for k in range(_halvings(n) - 1)),
        "n² + n²/4 + n²/16 + … < 4/3 n².",
        Growth(Fraction(2), 1),
        "takes every round for n² steps: they fall to a quarter",
    ),
)
