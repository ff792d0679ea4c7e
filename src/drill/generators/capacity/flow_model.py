"""Laws of flow: what is in a system, how fast it passes, and how long it stays.

They hold for averages over a long time of any stable system, whatever the arrivals.
"""

from __future__ import annotations


def in_system(rate: float, seconds: float) -> float:
    """Little's law: L = λ × W.

    Args:
        rate: of arrivals a second, which is that of departures.
        seconds: that each stays, on average.

    Source: Little, A Proof for the Queuing Formula L = λW, Operations Research 9, 1961.
    """
    return rate * seconds


def rate(count: float, seconds: float) -> float:
    """How many pass a second: λ = L / W."""
    return count / seconds


def stay(count: float, rate_per_second: float) -> float:
    """How many seconds each stays: W = L / λ."""
    return count / rate_per_second


def interactive_rate(users: float, response: float, think: float) -> float:
    """Requests a second of users who think between them: X = N / (R + Z).

    Source: Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance,
    1984, section 3.4, the response time law.
    """
    return users / (response + think)


def interactive_response(users: float, throughput: float, think: float) -> float:
    """The response time of such a system: R = N / X − Z, in seconds."""
    return users / throughput - think
