"""Two-phase commit, against every state that it can reach and the costs of R*."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import pytest

from drill.generators.transactions.two_phase_model import (
    Cost,
    State,
    cost,
    decision,
    termination,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Everything: TypeAlias = tuple[str, tuple[State, ...]]
"""The coordinator (`asking`, `commit`, `abort`) and the participants."""

W, R, A, C = State.WORKING, State.READY, State.ABORTED, State.COMMITTED


def following(now: Everything) -> Iterator[Everything]:
    """What the protocol allows next, with messages as slow as they like."""
    coordinator, states = now
    if coordinator == "asking":
        yield "abort", states
        if set(states) == {R}:
            yield "commit", states
    for place, state in enumerate(states):
        later = {W: [R, A], R: [], A: [], C: []}[state]
        if state is R and coordinator != "asking":
            later = [C if coordinator == "commit" else A]
        if state is W and coordinator == "abort":
            later = [A]
        for each in later:
            yield coordinator, (*states[:place], each, *states[place + 1 :])


def reachable(participants: int) -> set[Everything]:
    found: set[Everything] = {("asking", (W,) * participants)}
    waiting = list(found)
    while waiting:
        for each in following(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


@pytest.mark.parametrize("participants", [2, 3, 4])
def test_a_participant_is_blocked_where_both_outcomes_may_have_happened(
    participants: int,
) -> None:
    # Skeen, Nonblocking Commit Protocols, SIGMOD 1981: a state blocks if commit and
    # abort are both among the states that may go with what is seen.
    everything = reachable(participants)
    seen: dict[tuple[tuple[int, State], ...], set[State]] = {}
    for _, states in everything:
        for size in range(1, participants + 1):
            for up in combinations(range(participants), size):
                view = tuple((place, states[place]) for place in up)
                others = {s for place, s in enumerate(states) if place not in up}
                seen.setdefault(view, set()).update(others | {s for _, s in view})
    for coordinator, states in everything:
        for size in range(1, participants + 1):
            for up in combinations(range(participants), size):
                view = tuple((place, states[place]) for place in up)
                kinds = {state for _, state in view}
                if R not in kinds:
                    continue
                decided = {c for c, s in everything if fits(s, view)}
                may_commit = C in seen[view] or "commit" in decided
                may_abort = A in seen[view] or "abort" in decided
                fate = termination(kinds)
                assert (fate is R) == (may_commit and may_abort)
                if fate is C:
                    assert not may_abort
                    assert coordinator == "commit"
                if fate is A:
                    assert not may_commit


def fits(states: tuple[State, ...], view: tuple[tuple[int, State], ...]) -> bool:
    return all(states[place] is state for place, state in view)


def test_whoever_cannot_ask_the_others_is_blocked_after_a_yes() -> None:
    assert termination([R, C], asks_others=False) is R


def test_commit_takes_every_vote_and_in_time() -> None:
    assert decision([True, True])
    assert not decision([True, False])
    assert not decision([True, None])


@pytest.mark.parametrize(
    ("protocol", "coordinator", "participant"),
    [
        # Mohan, Lindsay and Obermarck 1986, the table of a committing transaction:
        # forced records, and messages that are sent to or by one with updates.
        ("basic", (1, 2), (2, 2)),
        ("presumed abort", (1, 2), (2, 2)),
        ("presumed commit", (2, 2), (1, 1)),
    ],
)
def test_a_commit_costs_what_the_paper_says(
    protocol: str, coordinator: tuple[int, int], participant: tuple[int, int]
) -> None:
    for count in (1, 2, 5):
        assert cost(protocol, count, 0) == Cost(
            messages=count * (coordinator[1] + participant[1]),
            forced=coordinator[0] + count * participant[0],
        )


@pytest.mark.parametrize("protocol", ["presumed abort", "presumed commit"])
def test_a_reader_costs_two_messages_and_no_record(protocol: str) -> None:
    with_readers, without = cost(protocol, 3, 2), cost(protocol, 3, 0)
    assert with_readers == Cost(without.messages + 4, without.forced)


def test_nobody_needs_a_record_where_all_have_only_read() -> None:
    assert cost("presumed abort", 0, 3) == Cost(6, 0)
    assert cost("presumed commit", 0, 3) == Cost(6, 1)


def test_presumed_abort_forces_no_abort_and_waits_for_no_acknowledgement() -> None:
    # Sections 2 and 3.1: three are ready and one refuses.
    assert cost("basic", 3, 0, refusing=1) == Cost(8 + 6, 3 + 1 + 1 + 3)
    assert cost("presumed abort", 3, 0, refusing=1) == Cost(8 + 3, 3)
