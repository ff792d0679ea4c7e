"""Models of caches, against textbooks and independent reckoning."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.caches import policies_model as model
from drill.generators.caches.policies_model import Rules, trace

REFERENCE = "70120304230321201701"
"""Silberschatz et al., 10th edition, section 10.4: 20 references."""


@pytest.mark.parametrize(("policy", "faults"), [("fifo", 15), ("lru", 12)])
def test_the_faults_of_a_textbook_are_reproduced(policy: str, faults: int) -> None:
    # Figures 10.12 and 10.15, with three frames.
    accesses = trace(3, REFERENCE, Rules(policy))
    assert len(REFERENCE) - model.hits(accesses) == faults


def test_the_best_policy_has_nine_faults() -> None:
    # Figure 10.14.
    assert len(REFERENCE) - model.best_hits(3, REFERENCE) == 9


def test_an_lfu_cache_that_is_known_is_reproduced() -> None:
    # LeetCode 460, example 1, capacity 2: put 1, put 2, get 1, put 3 evicts 2, get 3,
    # put 4 evicts 1 (used less lately than 3), get 3, get 4.
    accesses = trace(2, "1213" + "3434", Rules("lfu"))
    assert [each.evicted for each in accesses if each.evicted] == ["2", "1"]
    assert accesses[-1].after == {"3": (6, 3), "4": (7, 2)}


keys = st.lists(st.sampled_from("abcdef"), max_size=40)


@given(keys, st.integers(1, 4))
@settings(max_examples=50)
def test_lru_is_an_ordered_dictionary(drawn: list[str], capacity: int) -> None:
    held: OrderedDict[str, None] = OrderedDict()
    for access in trace(capacity, drawn, Rules("lru")):
        assert access.is_hit == (access.key in held)
        if access.is_hit:
            held.move_to_end(access.key)
        else:
            evicted = held.popitem(last=False)[0] if len(held) == capacity else None
            assert access.evicted == evicted
            held[access.key] = None
        assert list(access.after) == list(held)


@given(keys, st.integers(1, 4))
@settings(max_examples=50)
def test_lfu_keeps_its_keys_in_lists_by_count(drawn: list[str], capacity: int) -> None:
    # Shah, Mitra and Matani 2010: a list a frequency, the oldest of the lowest goes.
    lists: dict[int, list[str]] = {}
    counts: dict[str, int] = {}
    for access in trace(capacity, drawn, Rules("lfu")):
        if access.key not in counts:
            if len(counts) == capacity:
                lowest = min(count for count, each in lists.items() if each)
                evicted = lists[lowest].pop(0)
                del counts[evicted]
                assert access.evicted == evicted
            counts[access.key] = 0
        else:
            lists[counts[access.key]].remove(access.key)
        counts[access.key] += 1
        lists.setdefault(counts[access.key], []).append(access.key)
        assert {key: count for key, (_, count) in access.after.items()} == counts


@given(keys, st.integers(1, 4), st.sampled_from(["lru", "lfu", "fifo", "mru"]))
@settings(max_examples=50)
def test_no_policy_beats_the_best(drawn: list[str], capacity: int, policy: str) -> None:
    hits = model.hits(trace(capacity, drawn, Rules(policy)))
    assert hits <= model.best_hits(capacity, drawn)
