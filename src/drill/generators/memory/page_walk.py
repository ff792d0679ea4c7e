"""Split virtual addresses, count page tables, and reckon with the TLB."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.memory import paging_model as model
from drill.generators.memory.paging_model import Layout, joined, split
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from drill.chance import Chance

KIB: Final = 1024
MIB: Final = KIB * KIB
SMALL: Final = 12
"""Bits of the offset in a page of 4 KiB."""
PAGES: Final = {12: "4 KiB", 21: "2 MiB"}
SETTINGS: Final[dict[Layout, str]] = {
    model.X86_32: "A 32-bit x86 processor uses 4 KiB pages and two levels of tables",
    model.X86_64: "An x86-64 processor uses 4 KiB pages and four levels of tables",
    model.X86_64_2M: "An x86-64 processor maps an address by a page of 2 MiB",
    model.SV39: "A RISC-V processor uses Sv39: 4 KiB pages and three levels of tables",
}


def _hex(address: int, layout: Layout) -> str:
    """An address in groups of four digits."""
    digits = f"{address:0{-(-layout.bits // 16) * 4}x}"
    groups = [digits[place : place + 4] for place in range(0, len(digits), 4)]
    return "0x" + "_".join(groups)


# --- splitting --------------------------------------------------------------------


def _parts(layout: Layout, chance: Chance) -> tuple[int, ...]:
    """Parts of an address of the lower half, small and large ones among them."""
    tops = [(1 << width) - 1 for width in (*layout.index_bits, layout.offset_bits)]
    tops[0] >>= 1
    small = [chance.whole(1, min(top, chance.pick((7, 60)))) for top in tops]
    place = chance.whole(1, len(tops) - 2)
    small[place] = chance.whole(tops[place] // 2, tops[place])
    small[-1] = chance.whole(tops[-1] // 64, tops[-1])
    return tuple(small)


def _said(parts: tuple[int, ...], layout: Layout) -> str:
    named = [f"{name} {part}" for name, part in zip(layout.names, parts, strict=False)]
    return f"{', '.join(named)}; offset 0x{parts[-1]:x}"


def _misreadings(layout: Layout) -> list[tuple[Layout, str]]:
    """Layouts that somebody takes for this one, and the error."""
    indexes, count = layout.index_bits, len(layout.index_bits)
    wider = 10 if indexes[0] != 10 else 9  # noqa: PLR2004
    return [
        (
            replace(layout, index_bits=(wider,) * count),
            f"gives each index {wider} bits instead of {indexes[0]}",
        ),
        (
            replace(layout, index_bits=(8,) * count),
            "gives each index 8 bits, as if it were two hex digits",
        ),
        (
            replace(layout, offset_bits=layout.offset_bits + 1),
            f"takes {layout.offset_bits + 1} bits for the offset",
        ),
        (
            replace(layout, offset_bits=layout.offset_bits - 1),
            f"takes {layout.offset_bits - 1} bits for the offset",
        ),
    ]


def _ask_split(chance: Chance, layouts: tuple[Layout, ...]) -> Instance | None:
    layout = chance.pick(layouts)
    parts = _parts(layout, chance)
    address = joined(parts, layout)
    wrong = [
        Wrong(_said(split(address, other), layout), why)
        for other, why in _misreadings(layout)
    ]
    if layout.offset_bits > SMALL:
        short = (*parts[:-1], parts[-1] % (1 << SMALL))
        wrong.insert(0, Wrong(_said(short, layout), "has the offset of a 4 KiB page"))
    turned = (*reversed(parts[:-1]), parts[-1])
    wrong.append(Wrong(_said(turned, layout), "numbers the levels from the leaf up"))
    text = (
        f"{SETTINGS[layout]}. How is the virtual address `{_hex(address, layout)}`"
        " split into indexes (in decimal) and offset?"
    )
    question = choice_question(text, _said(parts, layout), wrong, chance)
    why = _why_split(address, layout)
    hint = _bits(layout)
    return Instance(question, why, (hint,)) if question else None


def _bits(layout: Layout) -> str:
    widths = listed(layout.index_bits, last="and")
    return f"From the top: {widths} bits of indexes, then {layout.offset_bits} bits."


def _why_split(address: int, layout: Layout) -> str:
    rows: list[list[object]] = [["part", "bits", "binary", "decimal"]]
    top = layout.bits
    widths = (*layout.index_bits, layout.offset_bits)
    names = (*layout.names, "offset")
    for name, width, part in zip(names, widths, split(address, layout), strict=True):
        rows.append([name, f"{top - 1}:{top - width}", f"{part:0{width}b}", part])
        top -= width
    return (
        f"{table(rows)}\n\nA page of {PAGES[layout.offset_bits]} has 2^"
        f"{layout.offset_bits} bytes: {layout.offset_bits} bits of offset. A table of"
        f" 4 KiB has 2^{layout.index_bits[0]} entries:"
        f" {layout.index_bits[0]} bits of index for each level."
    )


def _ask_split_small(chance: Chance) -> Instance | None:
    return _ask_split(chance, (model.X86_32,))


def _ask_split_large(chance: Chance) -> Instance | None:
    return _ask_split(chance, (model.X86_64, model.SV39))


def _ask_split_huge(chance: Chance) -> Instance | None:
    return _ask_split(chance, (model.X86_64_2M,))


def _ask_index(chance: Chance) -> Instance:
    layout = chance.pick((model.X86_64, model.SV39, model.X86_32))
    parts = _parts(layout, chance)
    address = joined(parts, layout)
    place = chance.whole(0, len(layout.names) - 1)
    name = layout.names[place]
    text = (
        f"{SETTINGS[layout]} ({', '.join(layout.names)} from the root). Which entry of"
        f" its {name} does the virtual address `{_hex(address, layout)}` use? Give the"
        " index in decimal."
    )
    wrong = [(split(address, other)[place], why) for other, why in _misreadings(layout)]
    beside = place + 1 if place == 0 else place - 1
    wrong.append((parts[beside], f"is the index into the {layout.names[beside]}"))
    question = numeric_question(text, parts[place], wrong)
    return Instance(question, _why_split(address, layout), (_bits(layout),))


# --- sizes ------------------------------------------------------------------------


def _ask_reach(chance: Chance) -> Instance:
    entries = chance.pick((32, 48, 64, 128, 512, 1024, 1536, 2048))
    page = chance.pick((4 * KIB, 16 * KIB, 64 * KIB, 2 * MIB))
    shown = f"{page // KIB} KiB" if page < MIB else f"{page // MIB} MiB"
    text = (
        f"A TLB has {grouped(entries)} entries, each for one page of {shown}. How much"
        " memory does it reach, in MiB?"
    )
    reach = entries * page / MIB
    wrong = (
        (reach / 8, "takes bytes for bits"),
        (entries * 4 * KIB / MIB, "reckons with pages of 4 KiB"),
        (reach * 512, "takes an entry for a whole page table of 512 pages"),
    )
    question = numeric_question(text, reach, wrong, unit="MiB", places=3)
    why = (
        f"{grouped(entries)} × {shown} = {decimal(reach, 3)} MiB. A program that keeps"
        " using more than that misses in the TLB, even if its caches hit."
    )
    return Instance(question, why, ("Each entry covers one page.",))


def _ask_flat(chance: Chance) -> Instance:
    bits, page = chance.pick((30, 32, 34, 36)), chance.pick((1, 2, 4, 8, 16)) * KIB
    entry = chance.pick((4, 8))
    offset = page.bit_length() - 1
    pages = 1 << (bits - offset)
    text = (
        f"Virtual addresses have {bits} bits, pages {page // KIB} KiB, and an entry of"
        f" the page table takes {entry} bytes. How large is a flat page table, of one"
        " level, for one process, in MiB?"
    )
    wrong = (
        (pages / MIB, "counts the entries, not their bytes"),
        (page * entry / MIB, "has an entry for each byte of a page"),
        ((1 << bits) / MIB, "is the address space itself"),
        (pages * entry / MIB / 8, "takes bytes for bits"),
    )
    size = pages * entry / MIB
    question = numeric_question(text, size, wrong, unit="MiB", places=3)
    why = (
        f"{page // KIB} KiB = 2^{offset} bytes, so there are 2^({bits} − {offset}) ="
        f" {grouped(pages)} pages, each with an entry of {entry} bytes:"
        f" {decimal(size, 3)} MiB, whether the process uses little or much. A tree of"
        " tables leaves out what is not mapped."
    )
    return Instance(question, why, (f"The offset has {offset} bits.",))


def _ask_levels(chance: Chance) -> Instance | None:
    page = chance.pick((4, 8, 16, 64)) * KIB
    entry = chance.pick((4, 8, 8))
    bits = chance.pick((32, 36, 39, 42, 48, 52, 57, 64))
    answer = model.levels(bits, page, entry)
    offset, index = page.bit_length() - 1, (page // entry).bit_length() - 1
    if answer < 2:  # noqa: PLR2004 - one table is no tree
        return None
    text = (
        f"Virtual addresses have {bits} bits, pages {page // KIB} KiB, entries of page"
        f" tables {entry} bytes, and every table fills exactly one page. How many"
        " levels does the page table need to map the whole address space?"
    )
    wrong = (
        ((bits - offset) // index, "rounds down: some bits have no table"),
        (-(-bits // index), "forgets that the offset needs no table"),
        (
            -(-(bits - offset) // offset),
            f"takes {offset} bits of index: bytes, not entries",
        ),
        (-(-(bits - offset) // 9), "takes 9 bits of index, as with 4 KiB and 8 bytes"),
        (
            -(-(bits - offset) // 10),
            "takes 10 bits of index, as with 4 KiB and 4 bytes",
        ),
    )
    question = numeric_question(text, answer, wrong, unit="levels")
    why = (
        f"The offset takes {offset} bits, which leaves {bits} − {offset} ="
        f" {bits - offset}. A table has {page} / {entry} = {page // entry} entries, so"
        f" each level takes {index} bits: {bits - offset} / {index} ="
        f" {decimal((bits - offset) / index)}, rounded up {answer}."
    )
    return Instance(question, why, (f"A table has {page // entry} entries.",))


def _ask_time(chance: Chance) -> Instance:
    memory, tlb = 10 * chance.whole(5, 12), chance.pick((1, 2, 5))
    percent = chance.pick((90, 95, 98, 99))
    walk = chance.whole(2, 5)
    hit = percent / 100
    answer = model.access_time(memory, tlb, hit, walk)
    text = (
        f"A reference to memory takes {memory} ns, a look into the TLB {tlb} ns, which"
        f" comes first and hits {percent} % of the time. A miss walks a page table of"
        f" {walk} levels, all in memory; nothing is cached and no page is missing. How"
        " long does an access to data take on average, in ns? Within 1 %."
    )
    wrong = (
        (answer - memory, "forgets the access to the data itself"),
        (model.access_time(memory, tlb, hit, 1), "reads one table only"),
        (model.access_time(memory, tlb, 1 - hit, walk), "takes hits for misses"),
        (tlb + (walk + 1) * memory, "walks at every access"),
        (hit * memory + (1 - hit) * walk * memory + tlb, "adds no data to the walk"),
    )
    leeway = Leeway(relative=0.01)
    question = numeric_question(text, answer, wrong, unit="ns", leeway=leeway)
    why = (
        f"Always: {tlb} + {memory} ns for TLB and data. Besides, in {100 - percent} %"
        f" of the cases, {counted(walk, 'reference')} of {memory} ns:"
        f" {decimal(1 - hit)} × {walk * memory} = {decimal((1 - hit) * walk * memory)}"
        f" ns. Together {decimal(answer)} ns."
    )
    return Instance(question, why, ("What is paid at every access, hit or miss?",))


def _ask_tables(chance: Chance) -> Instance:
    layout = model.X86_64
    offset = chance.pick((0, 0, 1, 2)) * MIB
    start = chance.whole(1, 60) * 1024 * MIB - offset
    size = chance.pick((1, 3, 4, 6, 10, 16, 64, 1024)) * MIB
    counts = model.tables(start, size, layout)
    amount = f"{size // MIB} MiB" if size < 1024 * MIB else "1 GiB"
    text = (
        f"An x86-64 process with four levels of tables and 4 KiB pages maps {amount}"
        f" from address `{_hex(start, layout)}` on, and nothing else. How many"
        " pages do its page tables take, the root included?"
    )
    aligned = model.tables(1024 * MIB, size, layout)
    wrong = (
        (sum(counts) - 1, "leaves out the root"),
        (counts[-1], "counts the tables of the lowest level only"),
        (sum(aligned), "overlooks that the range crosses a border of tables"),
        (size // (4 * KIB), "counts the pages that are mapped"),
        (4, "has one table a level, however much is mapped"),
        (1 + 512 + 512**2 + 512**3, "builds the whole tree, as a flat table would"),
    )
    rows: list[list[object]] = [["table", "maps", "tables"]]
    reaches = ("256 TiB", "512 GiB", "1 GiB", "2 MiB")
    for name, reach, count in zip(layout.names, reaches, counts, strict=True):
        rows.append([name, reach, count])
    why = (
        f"{table(rows)}\n\nThe range ends at `{_hex(start + size - 1, layout)}`. A"
        f" table exists where the range touches what it maps: together {sum(counts)}."
    )
    question = numeric_question(text, sum(counts), wrong, unit="pages")
    hint = "A PT maps 2 MiB, from a multiple of 2 MiB on; a PD 1 GiB."
    return Instance(question, why, (hint,))


def _ask_nested(chance: Chance) -> Instance:
    guest, host = chance.whole(2, 5), chance.whole(2, 5)
    answer = model.nested_references(guest, host)
    text = (
        f"A virtual machine has page tables of {guest} levels, and the processor"
        f" translates guest-physical addresses by nested tables of {host} levels. TLB"
        " and walk caches are empty. How many references to tables does one"
        " translation take, the access to the data not counted?"
    )
    wrong = (
        (guest + host, "walks the two tables one after the other"),
        (guest * host, "forgets the guest’s own entries and the last host walk"),
        (guest * (host + 1), "forgets the host walk for the data’s own address"),
        ((guest + 1) * (host + 1), "counts the access to the data"),
    )
    question = numeric_question(text, answer, wrong, unit="references")
    why = (
        f"Each of the {guest} guest tables lies at a guest-physical address: {host}"
        f" references to find it, 1 to read its entry, so {guest} × {host + 1} ="
        f" {guest * (host + 1)}. The address of the data that comes out takes"
        f" {host} more: {answer}. In short ({guest} + 1) × ({host} + 1) − 1."
    )
    return Instance(question, why, ("How does the walker find the guest’s root?",))


make = by_difficulty(
    {
        1: (_ask_split_small, _ask_split_small, _ask_reach, _ask_flat),
        2: (_ask_split_large, _ask_split_large, _ask_index, _ask_levels, _ask_time),
        3: (_ask_split_huge, _ask_split_huge, _ask_tables, _ask_nested),
    }
)


GENERATOR = Generator(
    name="memory.page_walk",
    version=1,
    title="Walk page tables and reckon with the TLB",
    source=(
        "Intel 64 and IA-32 Software Developer’s Manual, volume 3A, chapter 4",
        "RISC-V Privileged Architecture, section on Sv39",
        "Bhargava et al., Accelerating Two-Dimensional Page Walks, ASPLOS 2008",
    ),
    parameters=Parameters,
    make=make,
)
