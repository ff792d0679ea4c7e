"""The search for the smallest failing case."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from drill.judge.shrinking import (
    MOST_TRIES,
    PATIENCE,
    json_length,
    shrink,
    sizes,
)
from drill.judge.verdicts import CaseName, CaseVerdict, Origin, VerdictKind, Wanted
from tests.judge.katas import judged, kata, with_note, wrong

if TYPE_CHECKING:
    from collections.abc import Callable


def verdict(
    size: int | None, values: list[int], kind: VerdictKind = VerdictKind.FAILED
) -> CaseVerdict:
    name = CaseName(f"random {size}", origin=Origin.RANDOM, size=size)
    return CaseVerdict(name, kind, {"values": values}, Wanted(0))


class Draws:
    """A generator whose draws fail where a rule says so; each try takes a second."""

    def __init__(
        self, draw: Callable[[int, int], list[int]], rule: Callable[[list[int]], bool]
    ) -> None:
        self.tries: list[tuple[int, str]] = []
        self._draw = draw
        self._rule = rule

    def attempt(self, size: int, seed: str) -> CaseVerdict | None:
        self.tries.append((size, seed))
        values = self._draw(size, int(seed.partition(":")[2]))
        kind = VerdictKind.FAILED if self._rule(values) else VerdictKind.PASSED
        return verdict(size, values, kind)

    def spent_s(self) -> float:
        return float(len(self.tries))


def test_the_smallest_size_that_fails_is_found() -> None:
    draws = Draws(lambda size, _: [1] * size, lambda values: len(values) >= 7)
    first = verdict(40, [1] * 40)
    found = shrink(first, 0, draws.attempt, draws.spent_s, budget_s=500)
    assert found.arguments == {"values": [1] * 7}
    assert found.shrunk_from == first.case


def test_of_many_draws_of_a_size_the_shortest_is_taken() -> None:
    draws = Draws(lambda size, turn: [10**turn] * size, lambda values: len(values) > 2)
    draws.attempt(0, ":0")
    found = shrink(
        verdict(3, [10**6] * 3), 0, draws.attempt, draws.spent_s, budget_s=500
    )
    assert found.arguments == {"values": [1, 1, 1]}


def test_what_fails_otherwise_is_another_failure() -> None:
    def attempt(size: int, seed: str) -> CaseVerdict | None:
        return verdict(size, [], VerdictKind.ERROR)

    first = verdict(9, [1] * 9)
    assert shrink(first, 0, attempt, lambda: 0.0) is first


def test_the_first_is_kept_where_nothing_smaller_fails() -> None:
    draws = Draws(lambda size, _: [1] * size, lambda values: len(values) >= 9)
    first = verdict(9, [1] * 9)
    found = shrink(first, 0, draws.attempt, draws.spent_s, budget_s=10**6)
    assert found is first
    assert len(draws.tries) == MOST_TRIES  # rare failures are worth the whole search


def test_the_search_loses_patience_once_it_has_found_something() -> None:
    draws = Draws(lambda size, _: [1] * size, lambda values: len(values) >= 3)
    first = verdict(9, [1] * 9)
    found = shrink(first, 0, draws.attempt, draws.spent_s, budget_s=10**6)
    assert found.case.size == 3
    assert len(draws.tries) == 4 + PATIENCE
    smallest = verdict(3, [1, 1, 1])
    draws.tries.clear()
    assert shrink(smallest, 3, draws.attempt, draws.spent_s) is smallest
    assert len(draws.tries) <= PATIENCE


def test_the_search_ends_with_its_budget() -> None:
    draws = Draws(lambda size, _: [1] * size, lambda _: False)
    shrink(verdict(90, [1] * 90), 0, draws.attempt, draws.spent_s, budget_s=5)
    assert len(draws.tries) == 5


def test_the_search_ends_after_so_many_tries_whatever_it_finds() -> None:
    lengths = iter(range(10**6, 0, -1))
    draws = Draws(lambda size, _: [1] * (next(lengths) // 500), lambda _: True)
    shrink(verdict(9, [1] * 10**4), 0, draws.attempt, lambda: 0.0)
    assert len(draws.tries) <= MOST_TRIES


def test_the_search_ends_when_a_try_cannot_be_made() -> None:
    first = verdict(9, [1] * 9)
    assert shrink(first, 0, lambda *_: None, lambda: 0.0) is first


@pytest.mark.parametrize(
    "first",
    [
        verdict(9, [1], VerdictKind.TIME_LIMIT),  # each try would cost the limit
        verdict(9, [1], VerdictKind.CRASHED),
        verdict(None, [1]),  # written by the author
    ],
)
def test_some_failures_are_not_searched(first: CaseVerdict) -> None:
    def attempt(size: int, seed: str) -> CaseVerdict | None:
        raise AssertionError((size, seed))

    assert shrink(first, 0, attempt, lambda: 0.0) is first


@pytest.mark.parametrize(
    ("least", "most", "drawn"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, 3, 4, 5]),
        (0, 100_000, [0, 1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_small_sizes_are_all_drawn_and_larger_ones_at_growing_steps(
    least: int, most: int, drawn: list[int]
) -> None:
    found = list(sizes(least, most))
    assert found[: len(drawn)] == drawn
    assert found == sorted(set(found))
    assert found[-1] == most
    assert len(found) <= 16


def test_what_makes_a_case_small_is_its_length_as_json() -> None:
    assert json_length({"a": [1, 2]}) == len('{"a":[1,2]}')


def test_a_failing_random_case_comes_out_small_and_valid() -> None:
    without = with_note(kata("pair-count"))
    judgement = judged(without, wrong("pair-count", "forgets_large"))
    failed = judgement.failed
    assert failed is not None
    assert failed.shrunk_from is not None
    assert failed.shrunk_from.name.startswith("random ")
    assert failed.case.size == 5  # it gives up above four numbers
    assert len(failed.arguments["numbers"]) == 5
    assert failed.arguments["total"] == 5  # as the generator draws it
    assert failed.got == -1
    # The list of cases tells of the one that ran.
    assert judgement.cases[-1].case == failed.shrunk_from


def test_a_case_that_is_run_alone_is_not_searched() -> None:
    source = wrong("pair-count", "forgets_large")
    every = judged(kata("pair-count"), source)
    name = every.cases[-1].case.name
    judgement = judged(kata("pair-count"), source, only=name)
    assert judgement.failed is not None
    assert judgement.failed.shrunk_from is None


def test_a_smaller_case_has_to_fail_by_itself() -> None:
    # Fails in a fresh process at random cases alone, in a used one everywhere.
    source = """
import math

def pairs(numbers, total):
    was_called = getattr(math, "was_called", False)
    math.was_called = True
    if was_called or len(numbers) > 20:
        return -1
    return sum(
        one + other == total
        for i, one in enumerate(numbers)
        for other in numbers[i + 1 :]
    )
"""
    judgement = judged(kata("pair-count"), source)
    assert judgement.failed is not None
    values: dict[str, Any] = dict(judgement.failed.arguments)
    assert len(values["numbers"]) > 20


def test_the_search_can_be_cancelled() -> None:
    cancelled = threading.Event()

    def on_case(found: CaseVerdict, done: int, total: int) -> None:
        if not found.is_passed:
            cancelled.set()

    judgement = judged(
        kata("pair-count"),
        wrong("pair-count", "forgets_large"),
        on_case=on_case,
        cancelled=cancelled,
    )
    assert judgement.failed is not None
    assert judgement.failed.shrunk_from is None
