"""Queues with Poisson arrivals: one server, or two with a queue in common.

Rates are a second, times in seconds; everything is an average over a long time, and
the arrivals are slower than the service.
"""

from __future__ import annotations

from math import log


def utilisation(arrivals: float, service: float) -> float:
    """The share of time in which the server works: ρ = λ / μ."""
    return arrivals / service


def response(arrivals: float, service: float) -> float:
    """Waiting and service in M/M/1: W = 1 / (μ − λ).

    Source: Kleinrock, Queueing Systems, volume 1, section 3.2.
    """
    return 1 / (service - arrivals)


def wait(arrivals: float, service: float) -> float:
    """The time in the queue of M/M/1: ρ / (μ − λ)."""
    return utilisation(arrivals, service) * response(arrivals, service)


def in_system(arrivals: float, service: float) -> float:
    """How many there are, the one in service too: L = ρ / (1 − ρ)."""
    return arrivals * response(arrivals, service)


def at_least(count: int, arrivals: float, service: float) -> float:
    """The chance of `count` or more in M/M/1: ρ^count."""
    return utilisation(arrivals, service) ** count


def response_percentile(share: float, arrivals: float, service: float) -> float:
    """The time within which that share of responses comes: −ln(1 − share) × W."""
    return -log(1 - share) * response(arrivals, service)


def arrivals_for(seconds: float, service: float) -> float:
    """The arrivals at which an M/M/1 response takes so long: λ = μ − 1 / W."""
    return service - 1 / seconds


def wait_with(variation: float, arrivals: float, service: float) -> float:
    """The time in the queue of M/G/1, by Pollaczek and Khinchine.

    Args:
        variation: of the service times, their squared coefficient of variation: 0
            for constant ones, 1 for exponential ones.
        arrivals: a second.
        service: a second.

    Source: Kleinrock, Queueing Systems, volume 1, section 5.6.
    """
    return (1 + variation) / 2 * wait(arrivals, service)


def response_of_two(arrivals: float, service: float) -> float:
    """Waiting and service in M/M/2: 1 / (μ × (1 − ρ²)) with ρ = λ / 2μ.

    Args:
        arrivals: of both servers together, a second.
        service: of each of them, a second.
    """
    load = arrivals / (2 * service)
    return 1 / (service * (1 - load**2))
