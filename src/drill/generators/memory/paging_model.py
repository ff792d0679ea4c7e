"""Page tables as radix trees: how addresses are split, and what a walk costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """How the bits of a virtual address are shared out, the highest first."""

    names: tuple[str, ...]
    """Of the tables, the root first."""
    index_bits: tuple[int, ...]
    """Bits of the index into each table."""
    offset_bits: int

    @property
    def bits(self) -> int:
        """Of an address that is translated."""
        return sum(self.index_bits) + self.offset_bits


X86_32 = Layout(("directory", "table"), (10, 10), 12)
X86_64 = Layout(("PML4", "PDPT", "PD", "PT"), (9, 9, 9, 9), 12)
X86_64_2M = Layout(("PML4", "PDPT", "PD"), (9, 9, 9), 21)
SV39 = Layout(("L2", "L1", "L0"), (9, 9, 9), 12)


def split(address: int, layout: Layout) -> tuple[int, ...]:
    """The index into each table, the root's first, then the offset in the page."""
    parts = []
    shift = layout.bits
    for width in (*layout.index_bits, layout.offset_bits):
        shift -= width
        parts.append(address >> shift & ((1 << width) - 1))
    return tuple(parts)


def joined(parts: tuple[int, ...], layout: Layout) -> int:
    """The address whose `split` is this; its bits above the layout are 0."""
    address = 0
    widths = (*layout.index_bits, layout.offset_bits)
    for part, width in zip(parts, widths, strict=True):
        address = address << width | part
    return address


def levels(address_bits: int, page: int, entry: int) -> int:
    """How many levels a page table needs whose tables fill one page each.

    Args:
        address_bits: of a virtual address.
        page: bytes, a power of two.
        entry: bytes of a table's entry, a power of two.
    """
    offset, index = page.bit_length() - 1, (page // entry).bit_length() - 1
    return -(-(address_bits - offset) // index)


def tables(start: int, size: int, layout: Layout) -> tuple[int, ...]:
    """How many tables of each level map a range, the root first.

    Args:
        start: address of the first byte.
        size: bytes, > 0.
        layout: of the addresses.
    """
    last = start + size - 1
    shift = layout.bits
    counts = []
    for width in layout.index_bits:
        counts.append((last >> shift) - (start >> shift) + 1)
        shift -= width
    return tuple(counts)


def nested_references(guest: int, host: int) -> int:
    """Memory references of a walk in two dimensions, at most.

    Each of the guest's tables, and the page itself, lies at a guest-physical address
    that takes a walk of the host; a guest's entry is read once besides.

    Source: Bhargava et al., Accelerating two-dimensional page walks, ASPLOS 2008.
    """
    return guest * (host + 1) + host


def access_time(memory: float, tlb: float, hit_rate: float, walk: int) -> float:
    """The mean time of one access to memory through a TLB.

    Args:
        memory: of one reference, in any unit.
        tlb: of a look into the TLB, in that unit.
        hit_rate: of the TLB, 0 to 1.
        walk: references of a page walk.
    """
    return tlb + memory + (1 - hit_rate) * walk * memory
