"""Tails of requests that fan out to many servers, each slow on its own account.

A share is a chance from 0 to 1 that one answer of one server is slow; servers are
slow independently of each other.
"""

from __future__ import annotations

from math import comb, floor, log


def any_slow(share: float, servers: int) -> float:
    """The chance that a request which needs all answers is slow.

    Source: Dean and Barroso, The Tail at Scale, CACM 56(2), 2013.
    """
    return 1 - (1 - share) ** servers


def share_for(goal: float, servers: int) -> float:
    """The largest share of slow answers a server may have, for a goal of the whole."""
    return float(1 - (1 - goal) ** (1 / servers))


def servers_for(goal: float, share: float) -> int:
    """The most servers to ask, if the whole may be slow with the chance `goal`."""
    return floor(log(1 - goal) / log(1 - share) + 1e-9)


def hedged(share: float) -> float:
    """The share of slow answers if two servers are asked and the first one counts."""
    return share**2


def several_slow(share: float, servers: int, spared: int) -> float:
    """The chance that more than `spared` of the answers are slow."""
    fine = (
        comb(servers, count) * share**count * (1 - share) ** (servers - count)
        for count in range(spared + 1)
    )
    return 1 - sum(fine)
