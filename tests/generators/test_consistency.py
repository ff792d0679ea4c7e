"""The checker of histories, against published histories and another criterion."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.consistency.history_model import (
    Operation,
    is_causal,
    is_linearizable,
    is_sequential,
    level,
    readable,
    regular,
    timeline,
)


def history(*rows: str) -> list[Operation]:
    """A history without times from rows such as `wx1 ry0`, one a process."""
    return [
        Operation(process, text[0], int(text[2:]), register=text[1])
        for process, row in enumerate(rows, 1)
        for text in row.split()
    ]


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        # Tanenbaum and van Steen, Distributed Systems, 2nd edition, figure 7-5 (a), (b)
        (("wx1", "wx2", "rx2 rx1", "rx2 rx1"), (True, True)),
        (("wx1", "wx2", "rx2 rx1", "rx1 rx2"), (False, True)),
        # the same, figure 7-8
        (("wx1 wx3", "rx1 wx2", "rx1 rx3 rx2", "rx1 rx2 rx3"), (False, True)),
        # the same, figure 7-9 (a); (b) is 7-5 (b)
        (("wx1", "rx1 wx2", "rx2 rx1", "rx1 rx2"), (False, False)),
        # Lamport 1979: both enter the critical section
        (("wx1 ry0", "wy1 rx0"), (False, True)),
        (("wx1 ry0", "wy1 rx1"), (True, True)),
    ],
)
def test_published_histories_meet_what_is_said_of_them(
    rows: tuple[str, ...], holds: tuple[bool, bool]
) -> None:
    found = history(*rows)
    assert (is_sequential(found), is_causal(found)) == holds


def test_what_reads_its_own_future_is_not_causal() -> None:
    assert not is_causal(history("rx1 wx1"))


def test_a_later_read_of_the_old_value_is_not_linearizable() -> None:
    # Kleppmann, Designing Data-Intensive Applications, 2017, figures 9-2 and 9-3: once
    # a read has returned the new value, later ones must too, even during the write.
    write = Operation(1, "w", 1, 0, 10)
    first, second = Operation(2, "r", 1, 1, 3), Operation(3, "r", 0, 4, 6)
    assert not is_linearizable([write, first, second])
    assert is_sequential([write, first, second])
    assert level([write, first, second]) == 2
    assert readable([write, first], second, is_linearizable) == [1]
    assert regular([write, first], second) == [0, 1]


def zones_allow(operations: list[Operation]) -> bool:
    """Gibbons and Korach 1997, section 4: zones of the values of one register.

    The zone of a value runs from the first end to the last beginning of its operations.
    A history is linearizable if no read ends before its write begins, no two zones that
    run forward overlap, and none that runs backward lies in one that runs forward.
    """
    initial = Operation(0, "w", 0, -2, -1)
    everything = [initial, *operations]
    zones = []
    for write in (each for each in everything if each.is_write):
        cluster = [each for each in everything if each.value == write.value]
        if any(each.end < write.start for each in cluster):
            return False
        zones.append((min(o.end for o in cluster), max(o.start for o in cluster)))
    forward = [(f, s) for f, s in zones if f < s]
    backward = [(s, f) for f, s in zones if f >= s]
    crossing = [
        a < d and c < b
        for at, (a, b) in enumerate(forward)
        for c, d in forward[at + 1 :]
    ]
    inside = [c < a and b < d for a, b in backward for c, d in forward]
    return not any(crossing) and not any(inside)


@given(
    st.integers(0, 2**31),
    st.lists(st.sampled_from(["w", "wr", "rr", "rw", "r"]), min_size=2, max_size=4),
    st.lists(st.integers(0, 4), min_size=8, max_size=8),
)
@settings(max_examples=50)
def test_trying_all_orders_agrees_with_the_zones_of_gibbons_and_korach(
    seed: int, kinds: list[str], values: list[int]
) -> None:
    drawn = timeline(Chance(seed), kinds, 18)
    written = [0, *(each.value for each in drawn if each.is_write)]
    found = [
        each
        if each.is_write
        else Operation(
            each.process, "r", written[value % len(written)], each.start, each.end
        )
        for each, value in zip(drawn, values, strict=False)
    ]
    assert is_linearizable(found) == zones_allow(found)


def test_each_model_implies_the_weaker_ones() -> None:
    drawn = timeline(Chance(3), ["wr", "rw", "r"], 14)
    places = [place for place, each in enumerate(drawn) if not each.is_write]
    met = set()
    for values in product(range(3), repeat=len(places)):
        found = list(drawn)
        for place, value in zip(places, values, strict=True):
            old = found[place]
            found[place] = Operation(old.process, "r", value, old.start, old.end)
        holds = (is_causal(found), is_sequential(found), is_linearizable(found))
        assert sorted(holds, reverse=True) == list(holds)
        assert level(found) == sum(holds)
        met.add(sum(holds))
    assert {0, 2, 3} <= met
