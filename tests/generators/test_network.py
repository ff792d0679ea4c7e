"""The model of subnets, against Python's own and tables of RFCs and textbooks."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, ip_network, summarize_address_range

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.network import subnet_model as model
from drill.generators.network.subnet_model import Route, dotted, number

addresses = st.integers(0, 2**32 - 1)


@given(addresses, st.integers(0, 32))
def test_networks_are_those_of_the_standard_library(address: int, length: int) -> None:
    theirs = IPv4Network((address, length), strict=False)
    assert dotted(model.network(address, length)) == str(theirs.network_address)
    assert dotted(model.broadcast(address, length)) == str(theirs.broadcast_address)
    assert dotted(model.mask(length)) == str(theirs.netmask)
    assert number(str(IPv4Address(address))) == address


@pytest.mark.parametrize(
    ("length", "count"),
    [(24, 254), (30, 2), (22, 1022), (16, 65_534), (31, 2), (32, 1)],
)
def test_the_room_in_a_network_is_that_of_the_rfcs(length: int, count: int) -> None:
    # RFC 3021 lets both addresses of a /31 be hosts; RFC 1878 has the others.
    assert model.hosts(length) == count
    if length < 31:
        assert count == sum(1 for _ in ip_network(f"10.0.0.0/{length}").hosts())


@pytest.mark.parametrize(
    ("count", "length"), [(2, 30), (3, 29), (30, 27), (31, 26), (254, 24), (255, 23)]
)
def test_the_longest_prefix_with_room_keeps_two_addresses_back(
    count: int, length: int
) -> None:
    assert model.longest_for(count) == length


@given(addresses, addresses)
@settings(max_examples=50)
def test_a_summary_covers_both_and_the_next_longer_one_does_not(
    one: int, other: int
) -> None:
    length = model.covering(one, other)
    covering = IPv4Network((one, length), strict=False)
    assert IPv4Address(other) in covering
    if length < 32:
        longer = IPv4Network((one, length + 1), strict=False)
        assert IPv4Address(other) not in longer


def test_eight_adjacent_networks_are_one_prefix() -> None:
    # RFC 1519 gives a customer 192.24.0 to 192.24.7, announced as one /21.
    first, last = "192.24.0.0", "192.24.7.255"
    assert model.covering(number(first), number(last)) == 21
    ends = (IPv4Address(first), IPv4Address(last))
    assert [str(each) for each in summarize_address_range(*ends)] == ["192.24.0.0/21"]


def test_a_datagram_takes_the_interface_of_the_textbook() -> None:
    # Kurose and Ross, Computer Networking, 8th edition, section 4.2.1, the table of
    # prefixes: 200.23.16.0/21 to 0, 200.23.24.0/24 to 1, 200.23.24.0/21 to 2.
    rows = (("200.23.16.0", 21, "0"), ("200.23.24.0", 24, "1"))
    more = (("200.23.24.0", 21, "2"), (dotted(0), 0, "3"))
    table = [Route(number(start), length, hop) for start, length, hop in rows + more]
    # 11001000 00010111 00010110 10100001 and 11001000 00010111 00011000 10101010
    assert model.route(0b11001000_00010111_00010110_10100001, table).hop == "0"
    assert model.route(0b11001000_00010111_00011000_10101010, table).hop == "1"
    assert model.route(number("200.23.31.1"), table).hop == "2"
    assert model.route(number("8.8.8.8"), table).hop == "3"
    assert table[1].text == "200.23.24.0/24"


inner_routes = st.builds(
    lambda length, at: Route(
        model.network(number("10.0.0.0") + at, length), length, ""
    ),
    st.integers(24, 30),
    st.integers(0, 255),
)


@given(st.lists(inner_routes, max_size=5, unique_by=lambda each: each.text))
@settings(max_examples=40)
def test_what_a_route_wins_is_counted_address_by_address(inside: list[Route]) -> None:
    table = [Route(0, 0, ""), *inside]
    base = number("10.0.0.0")
    for chosen in inside:
        taken = sum(model.route(base + at, table) == chosen for at in range(256))
        assert model.won(chosen, table) == taken


def test_private_addresses_are_those_of_the_rfc() -> None:
    for seed in range(50):
        assert IPv4Address(model.private_address(Chance(seed))).is_private
