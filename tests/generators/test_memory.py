"""The models of memory, against traces and formulas of the textbooks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.memory.cache_model import (
    Cache,
    Outcome,
    Place,
    hits,
    outcomes,
    place_of,
)
from drill.generators.memory.paging_model import (
    SV39,
    X86_32,
    X86_64,
    X86_64_2M,
    Layout,
    access_time,
    joined,
    levels,
    nested_references,
    split,
    tables,
)
from drill.generators.memory.replacement_model import Policy, faults, trace

SILBERSCHATZ = (7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1)
STALLINGS = (2, 3, 2, 1, 5, 2, 4, 5, 3, 2, 5, 2)
BELADY = (1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5)

strings = st.lists(st.integers(1, 6), min_size=1, max_size=20)
frame_counts = st.integers(1, 6)


# --- page replacement -------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "count"), [(Policy.FIFO, 15), (Policy.OPT, 9), (Policy.LRU, 12)]
)
def test_the_string_of_silberschatz_faults_as_printed(
    policy: Policy, count: int
) -> None:
    # Operating System Concepts, 10th edition, figures 10.12, 10.14 and 10.15.
    assert faults(SILBERSCHATZ, 3, policy) == count


@pytest.mark.parametrize(
    ("policy", "count"), [(Policy.OPT, 3), (Policy.LRU, 4), (Policy.FIFO, 6)]
)
def test_the_string_of_stallings_faults_as_printed(policy: Policy, count: int) -> None:
    # Stallings, Operating Systems, 7th edition, figure 8.15: faults after the frames
    # have been filled.
    assert faults(STALLINGS, 3, policy) - 3 == count


def test_fifo_has_belady_s_anomaly() -> None:
    # Belady, Nelson and Shedler 1969: 9 faults with 3 frames, 10 with 4.
    assert [faults(BELADY, frames, Policy.FIFO) for frames in (3, 4)] == [9, 10]


@given(strings, frame_counts)
@settings(max_examples=50)
def test_lru_faults_where_the_stack_distance_exceeds_the_frames(
    references: list[int], frames: int
) -> None:
    # Mattson et al. 1970: distance = different pages since the last use, itself too.
    missed = 0
    for place, page in enumerate(references):
        before = references[:place]
        since = before[::-1].index(page) if page in before else None
        distance = 10**9 if since is None else len({page, *before[place - since :]})
        missed += distance > frames
    assert faults(references, frames, Policy.LRU) == missed


@given(strings, frame_counts)
@settings(max_examples=50)
def test_nothing_faults_less_than_opt(references: list[int], frames: int) -> None:
    best = faults(references, frames, Policy.OPT)
    assert all(best <= faults(references, frames, policy) for policy in Policy)


@given(strings, frame_counts, st.sampled_from(Policy))
@settings(max_examples=50)
def test_pages_leave_only_full_memory(
    references: list[int], frames: int, policy: Policy
) -> None:
    resident: set[int] = set()
    for step in trace(references, frames, policy):
        assert step.is_fault == (step.page not in resident)
        assert (step.evicted is not None) == (step.is_fault and len(resident) == frames)
        resident = (resident - {step.evicted}) | {step.page}
        assert resident == set(step.resident)


# --- page tables ------------------------------------------------------------------

LAYOUTS = (X86_32, X86_64, X86_64_2M, SV39)


def test_linux_maps_its_text_at_511_510() -> None:
    # arch/x86/kernel/head_64.S: the kernel's text, at 0xffffffff80000000, has the
    # last entry of the top table and entry 510 of `level3_kernel_pgt`.
    assert split(0xFFFF_FFFF_8000_0000, X86_64) == (511, 510, 0, 0, 0)
    assert split(0xFFFF_8880_0000_0000, X86_64) == (273, 0, 0, 0, 0)


@given(st.integers(0, 2**48 - 1), st.sampled_from(LAYOUTS))
def test_the_parts_are_the_digits_of_the_address(address: int, layout: Layout) -> None:
    address %= 2**layout.bits
    binary = f"{address:0{layout.bits}b}"
    widths = (*layout.index_bits, layout.offset_bits)
    digits = []
    for width in widths:
        digits.append(int(binary[:width], 2))
        binary = binary[width:]
    assert split(address, layout) == tuple(digits)
    assert joined(tuple(digits), layout) == address


@pytest.mark.parametrize(
    ("bits", "page", "entry", "count"),
    [
        (32, 4096, 4, 2),  # Intel SDM 3A, table 4-1: 32-bit paging
        (48, 4096, 8, 4),  # 4-level paging
        (57, 4096, 8, 5),  # 5-level paging
        (39, 4096, 8, 3),  # RISC-V Sv39
        (42, 65536, 8, 2),  # Arm, 64 KiB granule, 42-bit addresses
    ],
)
def test_page_tables_have_the_levels_of_real_processors(
    bits: int, page: int, entry: int, count: int
) -> None:
    assert levels(bits, page, entry) == count


def test_nested_paging_takes_24_references() -> None:
    # Bhargava et al., ASPLOS 2008: 4 guest and 4 nested levels.
    assert nested_references(4, 4) == 24


@pytest.mark.parametrize(("hit_rate", "time"), [(0.80, 120), (0.99, 101)])
def test_a_walk_costs_what_silberschatz_says(hit_rate: float, time: float) -> None:
    # Operating System Concepts, 10th edition, section 9.3.2.1: 10 ns a reference
    # gives 12 ns and 10.1 ns with a table of one level; here ten times that.
    assert access_time(100, 0, hit_rate, 1) == pytest.approx(time)


@given(st.integers(0, 2**40), st.integers(1, 2**24))
def test_tables_are_those_of_the_pages_of_the_range(start: int, size: int) -> None:
    pages = {at // 4096 for at in range(start, start + size, 4096)}
    pages.add((start + size - 1) // 4096)
    expected = [len({page >> 9 * up for page in pages}) for up in (4, 3, 2, 1)]
    assert list(tables(start, size, X86_64)) == expected


# --- caches -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (0x0E34, Place(0x71, 0x5, 0x0)),
        (0x0DD5, Place(0x6E, 0x5, 0x1)),
        (0x1FE4, Place(0xFF, 0x1, 0x0)),
    ],
)
def test_addresses_go_where_the_practice_problems_say(
    address: int, place: Place
) -> None:
    # Bryant and O'Hallaron, practice problems 6.12 to 6.15: 2 ways, lines of 4
    # bytes, 8 sets, addresses of 13 bits.
    assert place_of(address, Cache(8, 2, 4)) == place


def test_the_simulation_of_the_textbook_hits_once() -> None:
    # Bryant and O'Hallaron, section 6.4.2: (S, E, B, m) = (4, 1, 2, 4), reads of
    # 0, 1, 13, 8, 0: miss, hit, miss, miss, and a conflict miss.
    reads = (0, 1, 13, 8, 0)
    small = Cache(4, 1, 2)
    assert hits(reads, small) == [False, True, False, False, False]
    assert outcomes(reads, small)[-1] is Outcome.CONFLICT


def test_the_three_caches_of_patterson_and_hennessy_miss_as_printed() -> None:
    # Computer Organization and Design, 5th edition, section 5.4: blocks 0, 8, 0, 6, 8
    # in four lines: direct-mapped 5 misses, 2-way 4, fully associative 3.
    blocks = (0, 8, 0, 6, 8)
    caches = (Cache(4, 1, 1), Cache(2, 2, 1), Cache(1, 4, 1))
    assert [hits(blocks, each).count(False) for each in caches] == [5, 4, 3]
    fifo = Cache(1, 2, 1, is_fifo=True)
    assert hits((0, 1, 0, 2, 0), fifo) == [False, False, True, False, False]


@given(st.lists(st.integers(0, 63), max_size=30))
@settings(max_examples=50)
def test_a_fully_associative_cache_has_no_conflicts(addresses: list[int]) -> None:
    met = outcomes(addresses, Cache(1, 4, 4))
    assert Outcome.CONFLICT not in met
    assert met.count(Outcome.COMPULSORY) == len({each // 4 for each in addresses})
