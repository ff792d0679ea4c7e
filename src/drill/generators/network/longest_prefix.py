"""Find the route that an address takes, by the longest prefix that matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import (
    Wrong,
    choice_question,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.network import subnet_model as model
from drill.generators.network.subnet_model import Route, dotted

if TYPE_CHECKING:
    from drill.chance import Chance

HINTS: Final = (
    "Which of the prefixes hold the address? Look at their ranges.",
    "Of those that hold it, the one with the most bits is taken.",
)


def _ask_few(chance: Chance) -> Instance | None:
    bounds = ((9, 15), (16, 21), (22, 27))
    return _ask_hop(bounds, chance.pick(((3,), (2,), (2, 3))), chance)


def _ask_many(chance: Chance) -> Instance | None:
    bounds = ((9, 14), (15, 19), (20, 23), (24, 27))
    return _ask_hop(bounds, chance.pick(((4,), (3,), (3, 4), (2, 4))), chance)


def _ask_hop(
    bounds: tuple[tuple[int, int], ...], missing: tuple[int, ...], chance: Chance
) -> Instance | None:
    """Ask for the route of one address.

    Args:
        bounds: of the lengths of the prefixes, after that of the default route.
        missing: places of prefixes that lie beside the address.
        chance: draws the rest.
    """
    address = model.private_address(chance)
    lengths = [0, *(chance.whole(*each) for each in bounds)]
    hops = chance.shuffled(["A", "B", "C", "D", "E"])
    routes = []
    for place, length in enumerate(lengths):
        sibling = model.size(length) if place in missing else 0
        prefix = model.network(address, length) ^ sibling
        routes.append(Route(prefix, length, hops[place]))
    listed = chance.shuffled(routes)
    best = model.route(address, listed)
    first = next(each for each in listed if each.matches(address))
    text = (
        f"A router has this table. Where does it send a packet for {dotted(address)}?"
        f"\n\n{_drawn(listed)}"
    )
    wrong = [Wrong(_to(each), _flaw(each, address, first)) for each in routes]
    question = choice_question(text, _to(best), wrong, chance)
    return (
        Instance(question, _why_route(address, routes, best), HINTS)
        if question
        else None
    )


def _flaw(route: Route, address: int, first: Route) -> str:
    """Why a route is not the one, for those that are not."""
    if not route.matches(address):
        return "the prefix does not hold this address; compare the last bits of it"
    if route.length == 0:
        return "is the default, taken for want of any other match only"
    if route == first:
        return "is the first that matches; the order of rows means nothing"
    return "matches, with fewer bits than another"


def _to(route: Route) -> str:
    return f"To {route.hop}"


def _drawn(routes: list[Route]) -> str:
    rows = [["prefix", "next hop"], *([each.text, each.hop] for each in routes)]
    return table(rows)


def _why_route(address: int, routes: list[Route], best: Route) -> str:
    rows = [["prefix", "covers", "", "holds it"]]
    for each in sorted(routes, key=lambda each: each.length):
        end = dotted(model.broadcast(each.prefix, each.length))
        held = "yes" if each.matches(address) else "no"
        rows.append([each.text, dotted(each.prefix), f"to {end}", held])
    return (
        f"{table(rows)}\n\nOf the prefixes that hold {dotted(address)}, the longest is"
        f" {best.text}: to {best.hop}."
    )


def _ask_won(chance: Chance) -> Instance:
    """Ask how many addresses a route keeps, with others carved out of it."""
    outer = chance.whole(16, 18)
    middle, inner = outer + chance.whole(1, 3), outer + chance.whole(4, 6)
    base = model.network(model.private_address(chance), outer)
    second = base + chance.whole(0, (1 << (middle - outer)) - 1) * model.size(middle)
    third = second + chance.whole(0, (1 << (inner - middle)) - 1) * model.size(inner)
    hops = chance.shuffled(["A", "B", "C", "D"])
    rows = ((0, 0), (base, outer), (second, middle), (third, inner))
    routes = [Route(*row, hop) for row, hop in zip(rows, hops, strict=True)]
    asked = routes[chance.whole(1, 2)]
    answer = model.won(asked, routes)
    text = (
        "A router has this table. How many addresses does it send to"
        f" {asked.hop}?\n\n{_drawn(chance.shuffled(routes))}"
    )
    sizes = [model.size(each.length) for each in routes]
    place = routes.index(asked)
    wrong = (
        (sizes[place], "forgets the longer prefixes inside of it"),
        (sizes[place] - sum(sizes[place + 1 :]), "takes off what is inside twice"),
        (sizes[place] - 2, "takes off a network and a broadcast address"),
        (sizes[place] - sizes[3], "takes off the longest prefix only"),
    )
    question = numeric_question(text, answer, wrong, unit="addresses", places=0)
    hole = routes[place + 1]
    why = (
        f"{asked.text} has 2^{32 - asked.length} = {grouped(sizes[place])} addresses."
        f" {hole.text} lies inside, is longer and takes {grouped(sizes[place + 1])} of"
        f" them: {grouped(answer)} are left. What lies inside {hole.text} again is gone"
        " already."
    )
    return Instance(question, why, HINTS[1:])


make = by_difficulty(
    {
        1: (_ask_few,),
        2: (_ask_many,),
        3: (_ask_many, _ask_won, _ask_won),
    }
)


GENERATOR = Generator(
    name="network.longest_prefix",
    version=1,
    title="Find the route of an address",
    source=("RFC 1812, section 5.2.4.3", "RFC 4632, section 5.1"),
    parameters=Parameters,
    make=make,
)
