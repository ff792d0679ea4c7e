"""Data races by happens-before, against published executions and vector clocks."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.ordering import races_model as model
from drill.generators.ordering.races_model import Event, Kind, Rules


def run(*lines: str) -> list[Event]:
    """Events from lines such as `T1 write x`."""
    found = []
    for line in lines:
        thread, *kind, target = line.split()
        found.append(Event(thread, Kind(" ".join(kind)), target))
    return found


def update(thread: str, variable: str) -> list[str]:
    return [f"{thread} read {variable}", f"{thread} write {variable}"]


def locked(thread: str, variable: str) -> list[str]:
    inner = update(thread, variable)
    return [f"{thread} lock mu", *inner, f"{thread} unlock mu"]


def test_eraser_shows_what_happens_before_misses() -> None:
    # Savage et al., Eraser, ACM TOCS 15(4), 1997, figure 2: y is updated outside of the
    # lock. With thread 1 first the lock orders both updates, the other way it does not.
    one = [*update("T1", "y"), *locked("T1", "v")]
    two = [*locked("T2", "v"), *update("T2", "y")]
    assert model.racing(run(*one, *two)) == ()
    assert model.racing(run(*two, *one)) == ("y",)


@pytest.mark.parametrize(
    ("store", "load", "found"),
    [
        ("release", "acquire", ()),
        ("relaxed store", "acquire", ("data",)),
        ("release", "relaxed load", ("data",)),
        ("relaxed store", "relaxed load", ("data",)),
    ],
)
def test_message_passing_needs_release_and_acquire(
    store: str, load: str, found: tuple[str, ...]
) -> None:
    # The litmus test MP of Batty et al., Mathematizing C++ Concurrency, POPL 2011.
    lines = ("T1 write data", f"T1 {store} f", f"T2 {load} f", "T2 read data")
    assert model.racing(run(*lines)) == found
    assert model.racing(run(*lines), Rules(trusts_relaxed=True)) == ()


CHAIN = run(
    "T1 write x", "T1 release f", "T2 acquire f", "T2 release g", "T3 acquire g",
    "T3 read x",
)  # fmt: skip


def test_orders_chain_over_a_third_thread() -> None:
    # Boehm and Adve, Foundations of the C++ Concurrency Memory Model, PLDI 2008:
    # happens-before is transitive.
    assert model.races(CHAIN) == []
    assert model.races(CHAIN, Rules(is_transitive=False)) == [(0, 5)]
    direct = run("T1 write x", "T1 unlock m", "T2 lock m", "T2 write x")
    assert model.races(direct, Rules(is_transitive=False)) == []


def test_wrong_rules_err_as_they_say() -> None:
    other = run("T1 write x", "T1 unlock m", "T2 lock n", "T2 read x")
    assert model.racing(other) == ("x",)
    assert model.racing(other, Rules(tells_locks_apart=False)) == ()
    assert model.racing(other, Rules(follows_time=True)) == ()
    late = run("T1 release f", "T1 write x", "T2 acquire f", "T2 read x")
    assert model.racing(late) == ("x",)
    assert model.racing(late, Rules(covers_all=True)) == ()
    assert model.racing(CHAIN, Rules(synchronises=False)) == ("x",)


def test_two_reads_and_one_thread_never_race() -> None:
    assert model.races(run("T1 read x", "T2 read x", "T2 write y", "T2 read y")) == []


events = st.builds(
    Event,
    st.sampled_from(["T1", "T2", "T3"]),
    st.sampled_from(list(Kind)),
    st.sampled_from(["a", "b"]),
)


def clocks(execution: list[Event]) -> list[dict[str, int]]:
    """The vector clock of each event (Flanagan and Freund, FastTrack, PLDI 2009).

    Without release sequences: every earlier release of the target is joined.
    """
    threads: dict[str, dict[str, int]] = {}
    released: dict[tuple[Kind, str], dict[str, int]] = {}
    pairs = {Kind.LOCK: Kind.UNLOCK, Kind.ACQUIRE: Kind.RELEASE}
    found = []
    for each in execution:
        clock = threads.setdefault(each.thread, {})
        clock[each.thread] = clock.get(each.thread, 0) + 1
        if each.kind in pairs:
            _join(clock, released.get((pairs[each.kind], each.target), {}))
        if each.kind in pairs.values():
            _join(released.setdefault((each.kind, each.target), {}), clock)
        found.append(dict(clock))
    return found


def _join(clock: dict[str, int], other: dict[str, int]) -> None:
    for thread, count in other.items():
        clock[thread] = max(clock.get(thread, 0), count)


@given(st.lists(events, max_size=14))
@settings(max_examples=40)
def test_happens_before_is_what_vector_clocks_say(execution: list[Event]) -> None:
    stamps = clocks(execution)
    expected = {
        (i, j)
        for i, j in combinations(range(len(execution)), 2)
        if stamps[i][execution[i].thread] <= stamps[j].get(execution[i].thread, 0)
    }
    assert model.happens_before(execution) == expected
