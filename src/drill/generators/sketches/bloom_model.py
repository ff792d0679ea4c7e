"""Bloom filters: their formulas, and one that can be followed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def false_positive_rate(bits: float, elements: float, hashes: float) -> float:
    """The chance that an element never added is reported.

    Source: Broder and Mitzenmacher 2004, section 2.1: (1 − e^(−kn/m))^k.
    """
    return float((1 - exp(-hashes * elements / bits)) ** hashes)


def best_hashes(bits: float, elements: float) -> float:
    """The number of hashes with the least rate, not rounded: (m / n) ln 2."""
    return bits / elements * log(2)


def bits_an_element(rate: float) -> float:
    """Bits an element for a rate and the best number of hashes: −ln p / (ln 2)²."""
    return -log(rate) / log(2) ** 2


def estimated_elements(bits: int, hashes: int, ones: int) -> float:
    """How many elements a filter with so many ones probably holds.

    Source: Swamidass and Baldi 2007, equation 1.
    """
    return -bits / hashes * log(1 - ones / bits)


@dataclass(frozen=True, slots=True)
class Hash:
    """h(x) = (factor × x + shift) mod the number of bits."""

    factor: int
    shift: int

    def of(self, element: int, bits: int) -> int:
        """The bit of an element."""
        return (self.factor * element + self.shift) % bits


@dataclass(slots=True)
class Filter:
    """A filter whose hashes can be computed by hand."""

    bits: int
    hashes: tuple[Hash, ...]
    ones: list[bool] = field(default_factory=list)

    def places(self, element: int) -> list[int]:
        """The bits of an element, one for each hash."""
        return [each.of(element, self.bits) for each in self.hashes]

    def holds(self, element: int) -> bool:
        """Whether all bits of an element are set."""
        return all(self.ones[place] for place in self.places(element))

    @property
    def set_places(self) -> list[int]:
        """The bits that are set, by rising index."""
        return [place for place, is_set in enumerate(self.ones) if is_set]


def filled(bits: int, hashes: tuple[Hash, ...], elements: Sequence[int]) -> Filter:
    """A filter to which some elements were added."""
    found = Filter(bits, hashes, [False] * bits)
    for element in elements:
        for place in found.places(element):
            found.ones[place] = True
    return found
