"""What notes may set of generators: nothing that cannot be made, or not in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import InvalidNote
from drill.generators.catalogue import get, names
from drill.generators.framework import Spread

if TYPE_CHECKING:
    from collections.abc import Iterator


def numbers() -> Iterator[tuple[str, str]]:
    """Every parameter that takes whole numbers, with its generator."""
    for name in names():
        for field, info in get(name).parameters.model_fields.items():
            if "Spread" in str(info.annotation):
                yield name, field


HOSTILE: tuple[Any, ...] = (
    -1,
    10**6,
    10**18,
    10**400,
    [2, 10**9],
    {"from": 1, "to": 100_000},
    {"from": 10**17, "to": 10**17 + 1},
    {"from": 1, "to": 10**9},
    {"from": 9, "to": 2},
    {"from": 1.5, "to": 2.5},
    {"from": float("inf"), "to": float("inf")},
    {"from": 1},
    [],
    [[2]],
    2.0,
    True,
    "2",
)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:24])
def test_numbers_that_no_instance_can_have_are_refused(value: object) -> None:
    for name, field in numbers():
        with pytest.raises(InvalidNote, match=field):
            get(name).read({field: value})


def test_the_least_and_the_most_that_may_be_set_can_be_asked() -> None:
    for name, field in numbers():
        allowed = _allowed(name, field)
        for number in (allowed[0], allowed[-1]):
            for seed in range(10):
                assert get(name).instance({field: number}, seed).question.text


def _allowed(name: str, field: str) -> list[int]:
    """Numbers that may be set, of those where the ends of what is allowed lie."""
    near = [*range(17), 99, 999, 1000, 60_000]
    return [n for n in near if _is_read(name, field, n)]


def _is_read(name: str, field: str, number: int) -> bool:
    try:
        found = getattr(get(name).read({field: number}), field)
    except InvalidNote:
        return False
    return bool(found == Spread((number,)))


def test_a_range_is_said_in_the_message() -> None:
    with pytest.raises(InvalidNote, match="nodes: expected 3 to 5, found 9"):
        get("hashing.ring").read({"nodes": 9})
    with pytest.raises(InvalidNote, match="servers: expected 3, 5 or 7, found 4"):
        get("consensus.raft_election").read({"servers": [3, 4]})
