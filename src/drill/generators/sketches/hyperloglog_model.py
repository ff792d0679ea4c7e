"""HyperLogLog: registers, merging and estimates (Flajolet et al. 2007)."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def rank(bits: str) -> int:
    """The position of the leftmost 1, from 1; one more than the length if none is.

    Source: Flajolet et al. 2007, section 2: ρ.
    """
    return (bits + "1").index("1") + 1


def placed(bits: str, prefix: int) -> tuple[int, int]:
    """The register of a hash, by its first bits, and the rank of the rest."""
    return int(bits[:prefix], 2), rank(bits[prefix:])


def registers(hashes: Iterable[str], prefix: int) -> list[int]:
    """The registers after some hashes, each the largest rank seen."""
    found = [0] * 2**prefix
    for bits in hashes:
        index, value = placed(bits, prefix)
        found[index] = max(found[index], value)
    return found


def merged(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The registers of the union."""
    return [max(pair) for pair in zip(one, other, strict=True)]


_ALPHA = {16: 0.673, 32: 0.697, 64: 0.709}


def alpha(count: int) -> float:
    """The correction of bias for a number of registers, a power of two >= 16.

    Source: Flajolet et al. 2007, figure 3.
    """
    return _ALPHA.get(count) or 0.7213 / (1 + 1.079 / count)


def raw_estimate(values: Sequence[int]) -> float:
    """The estimate before corrections: α m² / Σ 2^−M."""
    count = len(values)
    return alpha(count) * count**2 / sum(2.0**-each for each in values)


def linear_count(values: Sequence[int]) -> float:
    """The estimate for few elements: m ln(m / V) with V registers at zero."""
    count = len(values)
    return count * log(count / list(values).count(0))


def estimate(values: Sequence[int]) -> float:
    """The estimate, with the correction for small ranges.

    Source: Flajolet et al. 2007, figure 3; the hash is taken to be long enough for
    large ranges.
    """
    raw = raw_estimate(values)
    if raw <= 2.5 * len(values) and 0 in values:
        return linear_count(values)
    return raw


def standard_error(count: int) -> float:
    """As a share of the number of elements.

    Source: Flajolet et al. 2007, theorem 1.
    """
    return 1.04 / sqrt(count)
