"""Addresses of a subnet, the room in it, and how subnets are cut and joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Mistake, TypedQuestion
from drill.generators.drafting import (
    Wrong,
    choice_question,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.network import subnet_model as model
from drill.generators.network.subnet_model import dotted

if TYPE_CHECKING:
    from drill.chance import Chance


def _block(chance: Chance, length: int) -> int:
    """The first address of some network of that length."""
    return model.network(model.private_address(chance), length)


# --- the first and the last address ----------------------------------------------


def _ask_bound(chance: Chance) -> Instance | None:
    length = chance.pick((18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29))
    address = model.private_address(chance)
    wants_last = chance.pick((True, False))
    bound = model.broadcast if wants_last else model.network
    other = model.network if wants_last else model.broadcast
    octet = length // 8 * 8
    wrong = [
        Wrong(dotted(bound(address, octet)), f"takes the mask for /{octet}"),
        Wrong(dotted(bound(address, length + 1)), f"takes the mask for /{length + 1}"),
        Wrong(dotted(bound(address, length - 1)), f"takes the mask for /{length - 1}"),
        Wrong(dotted(other(address, length)), "is the other end of the block"),
    ]
    what = "broadcast address" if wants_last else "network address"
    text = f"A host has the address {dotted(address)}/{length}. What is its {what}?"
    right = dotted(bound(address, length))
    question = choice_question(text, right, wrong, chance)
    return Instance(question, _why_bound(address, length), _HINTS) if question else None


_HINTS: Final = (
    "How many addresses has a block of this prefix length?",
    "Blocks begin at multiples of their size.",
)


def _why_bound(address: int, length: int) -> str:
    place = (length - 1) // 8
    step = 1 << (8 - (length - 8 * place))
    octet = address >> (24 - 8 * place) & 255
    start = octet // step * step
    first, last = model.network(address, length), model.broadcast(address, length)
    return (
        f"/{length} cuts octet {place + 1}: blocks begin there at multiples of"
        f" {step}. {octet} lies in {start} to {start + step - 1}, so the network"
        f" is {dotted(first)} and its last address {dotted(last)}, the broadcast"
        f" address. The mask is {dotted(model.mask(length))}."
    )


# --- room ------------------------------------------------------------------------


def _ask_hosts(chance: Chance) -> Instance:
    length = chance.whole(19, 29)
    text = (
        f"How many hosts can the IPv4 network {dotted(_block(chance, length))}"
        f"/{length} number, if the network and the broadcast address go to none?"
    )
    size = model.size(length)
    wrong = (
        (size, "counts the network and the broadcast address too"),
        (size - 1, "leaves out only one of the two reserved addresses"),
        (2 * size - 2, "takes one bit too many for hosts"),
        (size // 2 - 2, "takes one bit too few for hosts"),
        (2**length - 2, "counts the bits of the prefix, not those of the host"),
    )
    question = numeric_question(text, model.hosts(length), wrong, unit="hosts")
    why = (
        f"32 − {length} = {32 - length} bits are left for hosts: 2^{32 - length} ="
        f" {grouped(size)} addresses, without the first and the last"
        f" {grouped(size - 2)}."
    )
    return Instance(question, why, ("How many bits are left beside the prefix?",))


def _ask_length(chance: Chance) -> Instance:
    exponent = chance.whole(4, 11)
    near = chance.pick((-1, 0, 1, chance.whole(3, 2 ** (exponent - 1))))
    count = 2**exponent - near
    length = model.longest_for(count)
    text = (
        f"A subnet must number {grouped(count)} hosts, its router's interface among"
        " them. Which is the longest IPv4 prefix that has room for them? Answer with"
        " the prefix length, such as /12."
    )
    bits = 32 - length
    naive = 32 - (count - 1).bit_length()
    mistakes = [
        Mistake(f"/{wrong}", why)
        for wrong, why in (
            (naive, "forgets the network and the broadcast address"),
            (bits, "is the number of host bits"),
            (length - 1, "is twice as large as it need be"),
            (length + 1, "has too few addresses"),
        )
        if wrong != length
    ]
    question = TypedQuestion(
        text, f"/{length}", accept=(str(length),), mistakes=_first_of_each(mistakes)
    )
    why = (
        f"/{length} has 2^{bits} − 2 = {grouped(2**bits - 2)} addresses for hosts,"
        f" enough for {grouped(count)}; /{length + 1} has"
        f" {grouped(2 ** (bits - 1) - 2)}, too few."
    )
    return Instance(question, why, ("Two addresses of each subnet are reserved.",))


def _first_of_each(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    return tuple({each.answer: each for each in reversed(mistakes)}.values())


# --- cutting and joining ---------------------------------------------------------


def _ask_piece(chance: Chance) -> Instance | None:
    length = chance.whole(20, 23)
    more = chance.whole(3, 5)
    inner = length + more
    base, place = _block(chance, length), chance.whole(3, 2**more - 1)
    step = model.size(inner)

    def piece(index: int, by: int = step) -> str:
        return dotted(base + index * by)

    wrong = [
        Wrong(piece(place), "counts from zero: the first is number 1"),
        Wrong(piece(place - 2), "is one piece too early"),
        Wrong(piece(place - 1, step * 2), f"cuts into pieces of /{inner - 1}"),
        Wrong(piece(place - 1, step // 2), f"cuts into pieces of /{inner + 1}"),
    ]
    text = (
        f"The block {dotted(base)}/{length} is cut into subnets of /{inner}, numbered"
        f" from 1 by rising address. What is the network address of subnet {place}?"
    )
    question = choice_question(text, piece(place - 1), wrong, chance)
    why = (
        f"A /{inner} has 2^{32 - inner} = {step} addresses. Subnet {place} begins"
        f" {place - 1} × {step} = {grouped((place - 1) * step)} addresses after"
        f" {dotted(base)}: at {piece(place - 1)}, since 256 addresses carry one into"
        " the third octet."
    )
    return Instance(question, why, _HINTS[:1]) if question else None


def _ask_summary(chance: Chance) -> Instance | None:
    count = chance.whole(3, 6)
    start = _block(chance, 24) & ~0xFFFF | chance.whole(1, 240) << 8
    last = start + (count - 1) * 256
    length = model.covering(start, last + 255)
    enough = 24 - (count - 1).bit_length()

    def text_of(bits: int) -> str:
        return f"{dotted(model.network(start, bits))}/{bits}"

    wrong = [
        Wrong(text_of(enough), f"has room for {count} networks, but not for all these"),
        Wrong(
            text_of(length + 1), "is one bit too long: the last networks lie outside"
        ),
        Wrong(text_of(length - 1), "is twice as large as it need be"),
        Wrong(text_of(length - 2), "is four times as large as it need be"),
    ]
    text = (
        f"A router is to announce the {count} networks {dotted(start)}/24 to"
        f" {dotted(last)}/24, all of them, as one prefix. Which is the longest that"
        " covers them?"
    )
    question = choice_question(text, text_of(length), wrong, chance)
    low, high = start >> 8 & 255, last >> 8 & 255
    why = (
        f"```text\n{low:>3}  {low:08b}\n{high:>3}  {high:08b}\n```\n\nIn the third"
        f" octet the first and the last network agree in {length - 16} bits, so share"
        f" {length} in all: {text_of(length)}, with room for {2 ** (24 - length)}"
        " networks of /24."
    )
    return (
        Instance(question, why, ("Write the third octet in binary.",))
        if question
        else None
    )


make = by_difficulty(
    {
        1: (_ask_bound, _ask_hosts),
        2: (_ask_length, _ask_bound, _ask_piece),
        3: (_ask_piece, _ask_summary, _ask_length),
    }
)


GENERATOR = Generator(
    name="network.subnet",
    version=1,
    title="Reckon with subnets",
    source=(
        "RFC 4632, sections 3.1 and 5.1",
        "RFC 1122, section 3.2.1.3",
    ),
    parameters=Parameters,
    make=make,
)
