"""IPv4 networks as plain numbers: masks, hosts, and the route that is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

BITS: Final = 32
POINT_TO_POINT: Final = 31
"""The prefix length at which both addresses are hosts (RFC 3021)."""


def number(dotted: str) -> int:
    """An address from its dotted form."""
    value = 0
    for part in dotted.split("."):
        value = value * 256 + int(part)
    return value


def dotted(address: int) -> str:
    """The dotted form of an address."""
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def size(length: int) -> int:
    """How many addresses a prefix of some length has."""
    return 1 << (BITS - length)


def mask(length: int) -> int:
    """The netmask: `length` ones, then zeros."""
    return (1 << BITS) - size(length)


def network(address: int, length: int) -> int:
    """The first address of the network that holds an address."""
    return address & mask(length)


def broadcast(address: int, length: int) -> int:
    """The last address of that network."""
    return network(address, length) + size(length) - 1


def hosts(length: int) -> int:
    """How many hosts a network can number.

    Source: RFC 3021 for prefixes of 31 bits; RFC 1122, section 3.2.1.3, for others.
    """
    return size(length) if length >= POINT_TO_POINT else size(length) - 2


def longest_for(count: int) -> int:
    """The longest prefix, up to 30 bits, that has room for so many hosts."""
    return max(length for length in range(31) if hosts(length) >= count)


PRIVATE: Final = (("10.0.0.0", 8), ("172.16.0.0", 12), ("192.168.0.0", 16))
"""The networks that RFC 1918 keeps for private use."""


def private_address(chance: Chance) -> int:
    """Some address of a private network."""
    start, length = chance.pick(PRIVATE)
    return number(start) + chance.whole(1, size(length) - 2)


def covering(first: int, last: int) -> int:
    """The length of the longest prefix that covers both addresses."""
    return BITS - (first ^ last).bit_length()


@dataclass(frozen=True, slots=True)
class Route:
    """One row of a routing table."""

    prefix: int
    length: int
    hop: str

    @property
    def text(self) -> str:
        """As tables have it: `10.1.0.0/16`."""
        return f"{dotted(self.prefix)}/{self.length}"

    def matches(self, address: int) -> bool:
        """Whether the address lies in the prefix."""
        return network(address, self.length) == self.prefix


def route(address: int, table: Sequence[Route]) -> Route:
    """The route of an address: of those that match, the one with the longest prefix.

    Args:
        address: to send to.
        table: has a default route, and no prefix twice.

    Source: RFC 1812, section 5.2.4.3, rule 2.
    """
    matching = [each for each in table if each.matches(address)]
    return max(matching, key=lambda each: each.length)


def won(chosen: Route, table: Sequence[Route]) -> int:
    """How many addresses take a route, and no longer one inside of it."""
    inside = [
        each
        for each in table
        if each.length > chosen.length and chosen.matches(each.prefix)
    ]
    outermost = (
        each
        for each in inside
        if not any(o.length < each.length and o.matches(each.prefix) for o in inside)
    )
    return size(chosen.length) - sum(size(each.length) for each in outermost)
