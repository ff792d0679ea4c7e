"""Attention of one query over a few keys, and layers that get it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Rules:
    """What a layer does; the defaults are right."""

    scale: str = "root"
    """What scores are divided by: the `root` of the size, the `size`, or `nothing`."""
    mask: str = "before"
    """When hidden keys are hidden: `before` the softmax, `after` it, or `never`."""


def scores(
    query: Sequence[float], keys: Sequence[Sequence[float]], rules: Rules | None = None
) -> list[float]:
    """The scaled products of a query with each key.

    Source: Vaswani et al. 2017, section 3.2.1.
    """
    size = len(query)
    by = {"root": sqrt(size), "size": size, "nothing": 1}[(rules or Rules()).scale]
    return [_dot(query, key) / by for key in keys]


def softmax(numbers: Sequence[float]) -> list[float]:
    """Shares by the exponentials, after the largest is taken away."""
    top = max(numbers)
    powers = [exp(each - top) for each in numbers]
    return [each / sum(powers) for each in powers]


def weights(
    query: Sequence[float],
    keys: Sequence[Sequence[float]],
    seen: int,
    rules: Rules | None = None,
) -> list[float]:
    """The weight of each key for a query that may look at the first `seen`."""
    rules = rules or Rules()
    values = scores(query, keys, rules)
    hidden = [0.0] * (len(keys) - seen)
    if rules.mask == "before":
        return softmax(values[:seen]) + hidden
    shares = softmax(values)
    return shares if rules.mask == "never" else shares[:seen] + hidden


def output(shares: Sequence[float], values: Sequence[Sequence[float]]) -> list[float]:
    """The values, weighted and added."""
    return [_dot(shares, column) for column in zip(*values, strict=True)]


@dataclass(frozen=True, slots=True)
class Block:
    """What is kept of some keys: enough to go on without their scores."""

    top: float
    """The largest score."""
    total: float
    """Σ e^(score − top)."""
    value: float
    """The output of these keys alone."""


def joined(one: Block, other: Block) -> Block:
    """Two blocks as if their keys had been seen at once.

    Source: Milakov and Gimelshein 2018, section 3; Dao et al. 2022, section 3.1.
    """
    top = max(one.top, other.top)
    shares = [each.total * exp(each.top - top) for each in (one, other)]
    total = sum(shares)
    value = (shares[0] * one.value + shares[1] * other.value) / total
    return Block(top, total, value)


def block(values: Sequence[float], payload: Sequence[float]) -> Block:
    """The block of some scores and the values that belong to them."""
    top = max(values)
    total = sum(exp(each - top) for each in values)
    return Block(top, total, _dot(softmax(values), payload))


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
