"""The model of Paxos, against published runs and against its promise of safety."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.consensus.paxos_model import Acceptor, Rules, Step, proposed, run

# Ongaro and Ousterhout, Paxos lecture of the Raft user study, 2013, "Basic Paxos
# examples": five acceptors; the proposals 3.1 (X) and 4.5 (Y) are numbers 1 and 2.


def prepare(number: int, *acceptors: int) -> Step:
    return Step("prepare", number, acceptors)


def accept(number: int, *acceptors: int) -> Step:
    return Step("accept", number, acceptors)


def test_a_later_proposer_finds_a_value_that_is_chosen() -> None:
    steps = [prepare(1, 0, 1, 2), accept(1, 0, 1, 2), prepare(2, 2, 3, 4)]
    state = run([*steps, accept(2, 2, 3, 4)], 5)
    assert state.values[2] == "X"
    assert state.chosen == {"X"}


def test_a_later_proposer_takes_up_a_value_that_it_sees_though_it_is_not_chosen() -> (
    None
):
    steps = [prepare(1, 0, 1, 2), accept(1, 2), prepare(2, 2, 3, 4)]
    assert run(steps, 5).chosen == set()
    state = run([*steps, accept(1, 0, 1), accept(2, 2, 3, 4)], 5)
    assert state.values[2] == "X"
    assert state.chosen == {"X"}


def test_a_value_that_it_does_not_see_is_blocked() -> None:
    steps = [prepare(1, 0, 1, 2), accept(1, 0), prepare(2, 2, 3, 4)]
    state = run([*steps, accept(1, 1, 2), accept(2, 2, 3, 4)], 5)
    assert state.values[2] == "Y"
    assert state.acceptors[2] == Acceptor(2, 2, "Y")
    assert state.votes[1] == {0, 1}
    assert state.chosen == {"Y"}


def test_dueling_proposers_choose_nothing() -> None:
    # The same lecture, "Liveness": each prepare comes before the other's accept.
    steps = [prepare(1, 0, 1, 2), prepare(2, 2, 3, 4), accept(1, 2)]
    state = run([*steps, prepare(3, 0, 1, 2), accept(2, 2)], 5)
    assert state.chosen == set()
    assert state.acceptors[2] == Acceptor(3)


def test_a_proposer_without_a_majority_of_promises_asks_for_nothing() -> None:
    state = run([prepare(2, 0, 1), prepare(1, 1, 2), accept(1, 0, 1, 2)], 3)
    assert state.values == {}
    assert state.acceptors[2] == Acceptor(1)


def test_a_proposer_adopts_the_value_of_the_highest_number_alone() -> None:
    # Lamport, Paxos Made Simple, section 2.2, phase 2 (a).
    promises = [Acceptor(4, 1, "X"), Acceptor(4, 1, "X"), Acceptor(4, 2, "Y")]
    assert proposed(promises, 4) == "Y"
    assert proposed(promises, 4, Rules(adopts="most")) == "X"
    assert proposed(promises, 4, Rules(adopts="lowest")) == "X"
    assert proposed(promises, 4, Rules(adopts="own")) == "W"
    assert proposed([Acceptor(4)] * 3, 4) == "W"


places = st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True)
steps_of_any_kind = st.lists(
    st.builds(
        Step,
        st.sampled_from(["prepare", "accept"]),
        st.integers(1, 4),
        places.map(tuple),
    ),
    max_size=25,
)


@given(steps_of_any_kind)
@settings(max_examples=40)
def test_no_run_chooses_two_values(steps: list[Step]) -> None:
    # Lamport 2001, section 2.1: only a single value is chosen.
    assert len(run(steps, 5).chosen) <= 1


def test_two_values_can_be_chosen_where_a_rule_is_broken() -> None:
    first = [prepare(1, 0, 1, 2), accept(1, 0, 1, 2), prepare(2, 2, 3, 4)]
    steps = [*first, accept(2, 2, 3, 4)]
    assert run(steps, 5, Rules(adopts="own")).chosen == {"X", "Y"}
    late = [prepare(1, 0, 1, 2), prepare(2, 2, 3, 4), accept(2, 2, 3, 4)]
    broken = run([*late, accept(1, 0, 1, 2)], 5, Rules(keeps_promise=False))
    assert broken.chosen == {"X", "Y"}
