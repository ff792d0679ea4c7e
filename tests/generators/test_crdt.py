"""CRDTs, against the specifications of what their operations mean."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.crdt.merge_model import (
    Counter,
    ObservedRemoveSet,
    Register,
    Step,
    run,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

REPLICAS = ("A", "B", "C")


def steps_of(*kinds: str) -> st.SearchStrategy[list[Step]]:
    names = st.sampled_from(REPLICAS)
    own = st.builds(
        Step, names, st.sampled_from(kinds), st.sampled_from("xy"), st.integers(1, 9)
    )
    merge = st.builds(Step, names, st.just("merge"), names)
    return st.lists(st.one_of(own, merge), max_size=15)


def seen(steps: Sequence[Step]) -> list[set[int]]:
    """The steps that the replica of each one knows of, from the merges alone."""
    known: dict[str, set[int]] = {name: set() for name in REPLICAS}
    found = []
    for place, step in enumerate(steps):
        found.append(set(known[step.replica]))
        if step.does == "merge":
            known[step.replica] |= known[step.what]
        else:
            known[step.replica].add(place)
    return [*found, *(known[name] for name in REPLICAS)]


def test_a_pn_counter_counts_what_was_counted_once_everybody_has_merged() -> None:
    # Shapiro et al. 2011, section 3.1.3: the value is increments minus decrements.
    steps = [
        Step("A", "inc", amount=7),
        Step("B", "dec", amount=3),
        Step("A", "merge", "B"),
        Step("B", "inc", amount=2),
        Step("A", "merge", "B"),
        Step("A", "merge", "B"),
    ]
    assert value(run(Counter(), steps, REPLICAS)["A"]) == 7 - 3 + 2


@given(steps_of("inc", "dec"))
@settings(max_examples=40)
def test_a_counter_reads_the_sum_of_the_steps_that_are_known(steps: list[Step]) -> None:
    states = run(Counter(), steps, REPLICAS)
    for name, known in zip(REPLICAS, seen(steps)[len(steps) :], strict=True):
        signs = {"inc": 1, "dec": -1}
        assert value(states[name]) == sum(
            signs[steps[place].does] * steps[place].amount for place in known
        )


def test_concurrent_add_wins_over_remove_in_an_or_set() -> None:
    # Shapiro et al. 2011, section 3.3.5, figure 14: after add(a) at two replicas and a
    # remove at the one that has seen one add only, a stays.
    steps = [
        Step("A", "add", "a"),
        Step("B", "add", "a"),
        Step("B", "remove", "a"),
        Step("A", "merge", "B"),
        Step("B", "merge", "A"),
    ]
    states = run(ObservedRemoveSet(), steps, REPLICAS)
    assert states["A"].present == states["B"].present == ["a"]
    two_phase = run(ObservedRemoveSet(has_tags=False), steps, REPLICAS)
    assert two_phase["A"].present == []


@given(steps_of("add", "remove"))
@settings(max_examples=40)
def test_an_or_set_has_what_no_remove_that_saw_it_took_away(steps: list[Step]) -> None:
    # Burckhardt et al., POPL 2014, section 2: an element is in an add-wins set if an
    # add of it is visible that no visible remove of it has seen.
    states, views = run(ObservedRemoveSet(), steps, REPLICAS), seen(steps)
    for name, known in zip(REPLICAS, views[len(steps) :], strict=True):
        expected = {
            steps[add].what
            for add in known
            if steps[add].does == "add"
            and not any(
                steps[other].does == "remove"
                and steps[other].what == steps[add].what
                and add in views[other]
                for other in known
            )
        }
        assert states[name].present == sorted(expected)


@given(steps_of("add", "remove"))
@settings(max_examples=40)
def test_a_2p_set_never_takes_back_what_was_removed(steps: list[Step]) -> None:
    # Shapiro et al. 2011, section 3.3.2: an element can be removed once it was added,
    # and not added again after that.
    kind = ObservedRemoveSet(has_tags=False)
    before: dict[str, set[str]] = {name: set() for name in REPLICAS}
    for end in range(len(steps) + 1):
        for name, state in run(kind, steps[:end], REPLICAS).items():
            gone = {element for element, _ in state.removed}
            assert before[name] <= gone
            assert not gone & set(state.present)
            before[name] = gone


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(REPLICAS)), max_size=4))
@settings(max_examples=40)
def test_the_last_write_wins_in_whatever_order_states_arrive(
    writes: list[tuple[int, str]],
) -> None:
    # Shapiro et al. 2011, section 3.2.1: timestamps are totally ordered.
    kind = Register()
    states = [(time, replica, f"{time}{replica}") for time, replica in writes]
    results: set[Any] = set()
    for order in permutations(states):
        state = kind.empty()
        for other in order:
            state = kind.merged(state, other)
        results.add(state)
    assert results == {max(states, default=kind.empty())}
