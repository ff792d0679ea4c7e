"""Gossip in rounds: who knows a rumour, traced or on average.

In a round all nodes call their partners at once: what is told was known before the
round. Averages are the recurrences of Demers et al. for many nodes.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PUSH, PULL, BOTH = "push", "pull", "push-pull"

# --- traces -----------------------------------------------------------------------


def spread(
    informed: frozenset[str],
    rounds: Sequence[Mapping[str, str]],
    mode: str,
    *,
    is_at_once: bool = True,
) -> list[frozenset[str]]:
    """The nodes that know the rumour after each round.

    Args:
        informed: before the first one.
        rounds: in each, whom every node calls.
        mode: who tells whom: the caller (`push`), the called one (`pull`), or both.
        is_at_once: whether calls of a round see only what was known before it; calls
            one after another, in the order of names, are wrong here.

    Source: Demers et al., PODC 1987, section 1.3.
    """
    found = []
    for calls in rounds:
        now = set(informed)
        for caller, called in calls.items():
            known = informed if is_at_once else frozenset(now)
            if mode in {PUSH, BOTH} and caller in known:
                now.add(called)
            if mode in {PULL, BOTH} and called in known:
                now.add(caller)
        informed = frozenset(now)
        found.append(informed)
    return found


# --- averages ---------------------------------------------------------------------


def pulled(share: float, rounds: int) -> float:
    """The share of nodes without the rumour after some rounds of pull.

    Source: Demers et al., PODC 1987, section 1.3: p is squared in each round.
    """
    return float(share ** (2**rounds))


def pushed(share: float, rounds: int) -> float:
    """The share of nodes without the rumour after some rounds of push.

    Source: Demers et al., PODC 1987, section 1.3: p × e^-(1 - p) in each round.
    """
    for _ in range(rounds):
        share *= exp(share - 1)
    return share


def residue(losses: int) -> float:
    """The share that rumour mongering never reaches, if one loses interest 1 in k.

    Source: Demers et al., PODC 1987, section 1.4: s = e^-((k + 1)(1 - s)).
    """
    share = 0.0
    for _ in range(200):
        share = exp(-(losses + 1) * (1 - share))
    return share


def rounds_until(count: int, fanout: int) -> int:
    """Rounds until everybody can know, if no call is wasted on one who knows."""
    informed, rounds = 1, 0
    while informed < count:
        informed *= 1 + fanout
        rounds += 1
    return rounds
