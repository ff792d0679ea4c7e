"""The smallest failing case: smaller draws of the generator, in a bounded search.

Arguments that were cut down by hand could break the constraints of a kata, so only
draws of its generator count. Sizes grow in a kata's random cases, and so does the
search: every size from the least is drawn once, then once more, and whatever fails
with shorter arguments takes the place of the best so far.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drill.judge.verdicts import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drill.judge.verdicts import CaseVerdict

BUDGET_S: Final = 1.0
"""Seconds that a search may take in the workers."""
MOST_TRIES: Final = 1500
PATIENCE: Final = 150
"""Tries in a row without a smaller failure that end a search which has found one."""
MOST_SIZES: Final = 16
"""Sizes that are drawn in one round."""

SHRINKABLE: Final = frozenset({VerdictKind.FAILED, VerdictKind.ERROR})
"""What leaves the worker alive, so that a try costs a millisecond."""


@dataclass(slots=True)
class _Search:
    best: CaseVerdict
    length: int
    tries: int = 0
    idle: int = 0
    """Tries since the last improvement."""


def shrink(
    first: CaseVerdict,
    least: int,
    attempt: Callable[[int, str], CaseVerdict | None],
    spent_s: Callable[[], float],
    *,
    budget_s: float = BUDGET_S,
) -> CaseVerdict:
    """The smallest failing case that a bounded search finds; the first if none is.

    Args:
        first: a failing case that the generator drew.
        least: the smallest size the generator may be asked for.
        attempt: from a size and a seed, the verdict of that draw; None ends the search.
        spent_s: seconds that the workers have taken so far.
        budget_s: seconds that the search may take.

    Returns:
        A verdict of a kind like the first's, with `shrunk_from` if it is another case.
    """
    if first.kind not in SHRINKABLE or first.case.size is None:
        return first
    found = _Search(first, json_length(first.arguments))
    end_s = spent_s() + budget_s
    turn = 0
    while True:
        for size in sizes(least, found.best.case.size or least):
            if size > (found.best.case.size or least):
                continue
            if _is_over(found, first, least) or spent_s() >= end_s:
                return _result(first, found)
            verdict = attempt(size, f"smaller:{turn}")
            if verdict is None:
                return _result(first, found)
            _take(found, verdict)
        turn += 1


def sizes(least: int, most: int) -> Sequence[int]:
    """Sizes to draw: all where they are few, else the small ones and some larger."""
    if most - least < MOST_SIZES:
        return range(least, most + 1)
    half = MOST_SIZES // 2
    ratio = ((most - least) / half) ** (1 / half)
    larger = (least + round(half * ratio**step) for step in range(1, half + 1))
    return [*range(least, least + half), *(size for size in larger if size <= most)]


def json_length(arguments: Mapping[str, Any]) -> int:
    """Characters of some arguments as JSON: by this one case is smaller."""
    return len(json.dumps(dict(arguments), separators=(",", ":")))


def _is_over(found: _Search, first: CaseVerdict, least: int) -> bool:
    """Whether enough was tried. Rare failures are worth the whole budget."""
    is_small = found.best is not first or found.best.case.size == least
    return found.tries >= MOST_TRIES or (is_small and found.idle >= PATIENCE)


def _take(found: _Search, verdict: CaseVerdict) -> None:
    found.tries += 1
    found.idle += 1
    if verdict.kind is not found.best.kind:
        return
    length = json_length(verdict.arguments)
    if length < found.length:
        found.best, found.length, found.idle = verdict, length, 0


def _result(first: CaseVerdict, found: _Search) -> CaseVerdict:
    if found.best is first:
        return first
    return replace(found.best, shrunk_from=first.case)
