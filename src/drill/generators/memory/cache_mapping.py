"""Where addresses go in a cache, and which accesses hit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.memory.cache_model import (
    Cache,
    Outcome,
    hits,
    outcomes,
    place_of,
)
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from drill.chance import Chance

RARE: Final = 0.7
"""How often a sequence without capacity misses is passed over."""
KIB: Final = 1024
REPEATS: Final = 0.3
"""How often a block that comes up twice in a row is taken."""


def _ways(cache: Cache) -> str:
    """The kind of a cache, with its article."""
    if cache.ways == 1:
        return "A direct-mapped"
    article = "An" if cache.ways == 8 else "A"  # noqa: PLR2004 - an eight-way one
    return f"{article} {cache.ways}-way set-associative"


def _large(chance: Chance) -> Cache:
    """A cache as processors have them."""
    line = chance.pick((32, 64, 64, 128))
    return Cache(chance.pick((64, 128, 256, 512)), chance.pick((1, 2, 4, 8, 12)), line)


def _drawn(cache: Cache) -> str:
    size, line = cache.size // KIB, cache.line
    return f"{_ways(cache)} cache of {size} KiB has lines of {line} bytes"


# --- one address ------------------------------------------------------------------


def _ask_place(chance: Chance) -> Instance | None:
    cache = _large(chance)
    address = chance.whole(1 << 18, (1 << 20) - 1)
    place = place_of(address, cache)
    text = (
        f"{_drawn(cache)}, and addresses of 32 bits. To which set and with which tag"
        f" does the byte at `0x{address:05x}` go (set in decimal, tag in hex)?"
    )
    wrong = [
        (replace(cache, sets=cache.sets * cache.ways), "takes lines for sets"),
        (replace(cache, line=cache.line // 2), f"has lines of {cache.line // 2} bytes"),
        (replace(cache, sets=cache.sets // 2), "takes one bit too few for the set"),
        (replace(cache, line=1), "leaves out the offset in the line"),
        (replace(cache, line=cache.line * 2), f"has lines of {cache.line * 2} bytes"),
    ]
    question = choice_question(
        text,
        _where(address, cache),
        [Wrong(_where(address, other), why) for other, why in wrong],
        chance,
    )
    offset, index = _bits(cache)
    why = (
        f"{_geometry(cache)}\n\n`0x{address:x}` = {address}, in block {address} div"
        f" {cache.line} = {address // cache.line}. Its set is the block modulo"
        f" {cache.sets}: {place.index}; its tag the block div {cache.sets}:"
        f" 0x{place.tag:x}."
    )
    hint = f"{offset} bits of offset, {index} bits of set, the rest is the tag."
    return Instance(question, why, (hint,)) if question else None


def _where(address: int, cache: Cache) -> str:
    place = place_of(address, cache)
    return f"set {place.index}, tag 0x{place.tag:x}"


def _bits(cache: Cache) -> tuple[int, int]:
    return cache.line.bit_length() - 1, cache.sets.bit_length() - 1


def _geometry(cache: Cache) -> str:
    offset, index = _bits(cache)
    return (
        f"{cache.size // KIB} KiB / {cache.line} B = {cache.sets * cache.ways} lines,"
        f" / {counted(cache.ways, 'way')} = {cache.sets} sets: {offset} bits of offset,"
        f" {index} bits of set, {32 - offset - index} bits of tag."
    )


def _ask_tag_bits(chance: Chance) -> Instance:
    cache = _large(chance)
    offset, index = _bits(cache)
    width = chance.pick((32, 40, 48))
    answer = width - offset - index
    text = (
        f"{_drawn(cache)}; physical addresses have {width} bits. How many bits has a"
        " tag?"
    )
    lines = (cache.sets * cache.ways).bit_length() - 1
    wrong = (
        (width - offset - lines, "takes lines for sets: forgets the ways"),
        (width - index, "forgets the offset in the line"),
        (width - offset, "forgets the index of the set"),
        (index, "is the index of the set"),
        (width - ((cache.size * 8).bit_length() - 1), "takes the size in bits"),
    )
    question = numeric_question(text, answer, wrong, unit="bits")
    why = _geometry(cache).replace(f"{32 - offset - index} bits", f"{answer} bits")
    why += f" {width} − {offset} − {index} = {answer}."
    return Instance(question, why, ("How many sets are there?",))


def _ask_same_set(chance: Chance) -> Instance:
    cache = _large(chance)
    span = cache.sets * cache.line
    stride = span * chance.pick((1, 1, 2, 4)) // chance.pick((1, 2, 4, 8))
    used = max(1, span // stride)
    answer = used * cache.ways
    text = (
        f"{_drawn(cache)} and replaces by LRU. A loop reads again and again one byte"
        f" every {stride} bytes, N of them, from address 0 on. What is the largest N"
        " for which, after the first round, all reads hit?"
    )
    wrong = (
        (cache.sets * cache.ways, "uses all lines, as a stride of one line would"),
        (cache.ways, "puts all reads into one set"),
        (used, "forgets that a set holds several lines"),
        (cache.size // stride, "divides the size of the cache by the stride"),
    )
    question = numeric_question(text, answer, wrong, unit="reads")
    apart = stride // cache.line
    why = (
        f"{_geometry(cache)}\n\nEach read is {counted(apart, 'block')} after the one"
        f" before, and the blocks wrap round {cache.sets} sets: they fall into"
        f" {counted(used, 'set')} only. {counted(cache.ways, 'line')} in each:"
        f" {used} × {cache.ways} = {answer} reads. One more, and LRU throws out in one"
        " set just what comes next."
    )
    return Instance(question, why, ("How many different sets do the reads fall into?",))


# --- sequences --------------------------------------------------------------------


SMALL: Final = (Cache(4, 1, 16), Cache(2, 2, 16), Cache(4, 1, 8), Cache(2, 2, 8))


def _accesses(cache: Cache, chance: Chance, count: int) -> list[int]:
    """Addresses of a few blocks, of which some fight for a set."""
    first = chance.whole(0, cache.sets - 1)
    rivals = [first + cache.sets * step for step in range(cache.ways + 1)]
    others = [chance.whole(0, 3 * cache.sets) for _ in range(3)]
    blocks = sorted({*rivals, *others})
    found = [chance.pick(blocks)]
    while len(found) < count:
        block = chance.pick(blocks)
        if block != found[-1] or chance.fraction() < REPEATS:
            found.append(block)
    return [block * cache.line + chance.whole(0, cache.line - 1) for block in found]


def _sequence(cache: Cache, addresses: list[int]) -> str:
    rule = " with LRU in each set" if cache.ways > 1 else ""
    row = " ".join(map(str, addresses))
    return (
        f"{_ways(cache)} cache{rule} has {cache.sets} sets and lines of {cache.line}"
        f" bytes, and is empty. A program reads single bytes at these addresses (in"
        f" decimal):\n\n```text\n{row}\n```\n\n"
    )


def _trace(cache: Cache, addresses: list[int]) -> str:
    rows: list[list[object]] = [["address", *addresses]]
    places = [place_of(each, cache) for each in addresses]
    short = {
        Outcome.HIT: "hit",
        Outcome.COMPULSORY: "new",
        Outcome.CAPACITY: "cap",
        Outcome.CONFLICT: "con",
    }
    rows.append(["block", *(each // cache.line for each in addresses)])
    rows.append(["set", *(each.index for each in places)])
    rows.append(["", *(short[each] for each in outcomes(addresses, cache))])
    return table(rows, gap=" ")


_LEGEND: Final = (
    "new: compulsory miss, the block’s first use. con: conflict, a fully associative"
    " LRU cache of that size would hit. cap: capacity, that one misses too."
)


def _ask_misses(chance: Chance) -> Instance | None:
    cache = chance.pick((*SMALL, Cache(8, 1, 8), Cache(4, 2, 8)))
    addresses = _accesses(cache, chance, 10)
    missed = hits(addresses, cache).count(False)
    if missed in (len({each // cache.line for each in addresses}), len(addresses)):
        return None
    whole = Cache(1, cache.sets * cache.ways, cache.line)
    wrong = [
        (len(addresses) - missed, "counts the hits"),
        (_missed(addresses, whole), "takes the cache for fully associative"),
        (
            _missed(addresses, replace(cache, ways=3 - cache.ways)),
            f"reckons with {counted(3 - cache.ways, 'line')} a set",
        ),
        (_missed(addresses, replace(cache, is_fifo=True)), "replaces by FIFO"),
        (_missed(addresses, replace(cache, line=1)), "maps bytes, not whole lines"),
    ]
    text = f"{_sequence(cache, addresses)}How many of the reads miss?"
    question = numeric_question(text, missed, wrong, unit="misses")
    why = (
        f"{_trace(cache, addresses)}\n\n{counted(missed, 'miss', 'misses')}. {_LEGEND}"
    )
    hint = f"Set = (address div {cache.line}) modulo {cache.sets}."
    return Instance(question, why, (hint,))


def _missed(addresses: list[int], cache: Cache) -> int:
    return hits(addresses, cache).count(False)


def _ask_hits(chance: Chance) -> Instance | None:
    cache = chance.pick((*SMALL, Cache(8, 1, 8), Cache(4, 2, 8)))
    addresses = _accesses(cache, chance, 9)
    found = _hit_places(addresses, cache)
    if not 2 <= len(found) <= 5:  # noqa: PLR2004 - a list worth typing
        return None
    whole = Cache(1, cache.sets * cache.ways, cache.line)
    seen = [
        place
        for place, each in enumerate(addresses, 1)
        if each // cache.line
        in [other // cache.line for other in addresses[: place - 1]]
    ]
    wrong = [
        (seen, "holds every block for ever, whatever comes into its set"),
        (_hit_places(addresses, whole), "takes the cache for fully associative"),
        (_hit_places(addresses, replace(cache, is_fifo=True)), "replaces by FIFO"),
        (_hit_places(addresses, replace(cache, ways=1)), "holds one line a set"),
    ]
    text = (
        f"{_sequence(cache, addresses)}Which reads hit? Type their numbers, the first"
        " read being 1, with spaces between them."
    )
    why = f"{_trace(cache, addresses)}\n\nReads {listed(found)} hit. {_LEGEND}"
    hint = f"Set = (address div {cache.line}) modulo {cache.sets}."
    return Instance(list_question(text, found, wrong), why, (hint,))


def _hit_places(addresses: list[int], cache: Cache) -> list[int]:
    return [place for place, is_hit in enumerate(hits(addresses, cache), 1) if is_hit]


def _ask_kinds(chance: Chance) -> Instance | None:
    cache = chance.pick(SMALL)
    addresses = _accesses(cache, chance, 11)
    counts = _kinds(addresses, cache)
    new, capacity, conflict = counts
    if not conflict or (not capacity and chance.fraction() < RARE):
        return None
    wrong = [
        Wrong(_counts(new, conflict, capacity), "swaps capacity and conflict"),
        Wrong(_counts(new, 0, capacity + conflict), "blames the sets for every repeat"),
        Wrong(_counts(new, capacity + conflict, 0), "blames the size for every repeat"),
        Wrong(
            _counts(len(set(addresses)), capacity, conflict),
            "takes the first use of each byte for compulsory, not of each line",
        ),
        Wrong(
            _counts(*_kinds(addresses, replace(cache, is_fifo=True))),
            "replaces by FIFO in each set",
        ),
    ]
    text = (
        f"{_sequence(cache, addresses)}How many misses are compulsory, capacity and"
        " conflict misses, in the sense of Hill’s three Cs (capacity: a fully"
        " associative LRU cache of the same size would miss too)?"
    )
    question = choice_question(text, _counts(*counts), wrong, chance)
    why = f"{_trace(cache, addresses)}\n\n{_LEGEND}"
    lines = cache.sets * cache.ways
    hint = f"For capacity, compare with {lines} lines that take any block."
    return Instance(question, why, (hint,)) if question else None


KINDS: Final = (Outcome.COMPULSORY, Outcome.CAPACITY, Outcome.CONFLICT)


def _kinds(addresses: list[int], cache: Cache) -> list[int]:
    met = outcomes(addresses, cache)
    return [met.count(each) for each in KINDS]


def _counts(compulsory: int, capacity: int, conflict: int) -> str:
    return f"{compulsory} compulsory, {capacity} capacity, {conflict} conflict"


make = by_difficulty(
    {
        1: (_ask_place, _ask_place, _ask_tag_bits),
        2: (_ask_misses, _ask_hits, _ask_place),
        3: (_ask_kinds, _ask_kinds, _ask_same_set),
    }
)


GENERATOR = Generator(
    name="memory.cache_mapping",
    version=1,
    title="Map addresses to the sets of a cache",
    source=(
        "Bryant and O’Hallaron, Computer Systems, 3rd edition, section 6.4",
        "Hill and Smith, IEEE Transactions on Computers 38(12), 1989",
    ),
    parameters=Parameters,
    make=make,
)
