"""Clocks of events, against a textbook's figures and against cause and effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.clocks.diagram_model import (
    Event,
    draw,
    is_before,
    is_concurrent,
    lamport,
    parents,
    vectors,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# Coulouris et al., Distributed Systems, 5th edition, figures 14.5 (events), 14.6
# (Lamport timestamps) and 14.7 (vector timestamps).
TEXTBOOK = [
    Event("a", 0),
    Event("e", 2),
    Event("b", 0, sends="m1"),
    Event("c", 1, receives="m1"),
    Event("d", 1, sends="m2"),
    Event("f", 2, receives="m2"),
]

drawn = st.builds(
    lambda seed, processes, count: (draw(Chance(seed), processes, count), processes),
    st.integers(0, 2**31),
    st.integers(2, 4),
    st.integers(6, 16),
)


def test_lamport_stamps_are_those_of_the_textbook() -> None:
    assert lamport(TEXTBOOK) == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 1, "f": 5}


def test_vectors_are_those_of_the_textbook() -> None:
    assert vectors(TEXTBOOK, 3) == {
        "a": (1, 0, 0),
        "b": (2, 0, 0),
        "c": (2, 1, 0),
        "d": (2, 2, 0),
        "e": (0, 0, 1),
        "f": (2, 2, 2),
    }


def test_concurrent_events_of_the_textbook_are_told_by_their_vectors() -> None:
    known = vectors(TEXTBOOK, 3)
    assert is_concurrent(known["e"], known["c"])
    assert is_before(known["b"], known["f"])
    assert not is_before(known["b"], known["b"])


def causes(events: Sequence[Event]) -> dict[str, set[str]]:
    """The events before each one, from the arrows of the diagram alone."""
    direct, found = parents(events), dict[str, set[str]]()
    for event in events:
        found[event.name] = set[str]().union(
            *({name} | found[name] for name in direct[event.name])
        )
    return found


def longest_chain(events: Sequence[Event], name: str) -> int:
    before = parents(events)[name]
    return 1 + max((longest_chain(events, each) for each in before), default=0)


@given(drawn)
@settings(max_examples=50)
def test_vectors_tell_cause_from_effect_and_nothing_else(
    drawing: tuple[list[Event], int],
) -> None:
    # Mattern 1989: e happened before f if and only if C(e) < C(f).
    events, processes = drawing
    known, before = vectors(events, processes), causes(events)
    for one in known:
        assert sum(known[one]) == 1 + len(before[one])
        for other in known:
            assert is_before(known[one], known[other]) == (one in before[other])


@given(drawn)
@settings(max_examples=50)
def test_a_lamport_stamp_is_the_length_of_the_longest_chain(
    drawing: tuple[list[Event], int],
) -> None:
    events, _ = drawing
    for name, stamp in lamport(events).items():
        assert stamp == longest_chain(events, name)


@given(drawn)
@settings(max_examples=50)
def test_every_message_of_a_drawing_arrives_once_after_it_was_sent(
    drawing: tuple[list[Event], int],
) -> None:
    events, _ = drawing
    sent = [event.sends for event in events if event.sends]
    received = [event.receives for event in events if event.receives]
    assert sorted(sent) == sorted(received)
    assert len(set(sent)) == len(sent)
    for message in sent:
        places = [
            place
            for place, event in enumerate(events)
            if message in {event.sends, event.receives}
        ]
        assert events[places[0]].sends == message
        assert len({events[place].process for place in places}) == 2


@pytest.mark.parametrize("processes", [2, 3])
def test_letters_run_from_process_to_process(processes: int) -> None:
    events = draw(Chance(7), processes, 10)
    by_process = sorted(events, key=lambda event: event.process)
    assert [event.name for event in by_process] == list("abcdefghij")
