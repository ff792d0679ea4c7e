"""What was measured beside what, and what it should be: the table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from worker import Samples

P95 = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: a median, as a share of another one."""

    title: str
    ours: str
    """Name of the samples."""
    theirs: str
    """Of what it is compared with; empty: it only stands there."""
    beside: str
    """What that is, in words."""
    limit: float | None = None
    """The ratio that it should not exceed; None: only told."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that needs no comparison."""

    title: str
    value: float
    unit: str
    limit: float | None = None


def summary(samples: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(samples)
    return median(ordered), ordered[min(len(ordered) - 1, int(P95 * len(ordered)))]


def table(
    figures: Iterable[Figure], samples: Samples, amounts: Iterable[Amount]
) -> list[str]:
    """The lines of the table, in Markdown."""
    lines = [
        "| figure | median | p95 | beside | median | p95 | ratio | goal | |",
        "|---|---:|---:|---|---:|---:|---:|---:|---|",
    ]
    lines += [_line(figure, samples) for figure in figures if figure.ours in samples]
    lines += [_amount(each) for each in amounts]
    return lines


def verdicts(
    figures: Iterable[Figure], samples: Samples, amounts: Iterable[Amount]
) -> Mapping[str, bool]:
    """Whether each goal is met, by title; without what could not be measured."""
    found = {each.title: each.value <= each.limit for each in amounts if each.limit}
    for figure in figures:
        ratio = ratio_of(figure, samples)
        if ratio is not None and figure.limit is not None:
            found[figure.title] = ratio <= figure.limit
    return found


def ratio_of(figure: Figure, samples: Samples) -> float | None:
    """Our median as a share of the other one; None where one is missing."""
    if figure.ours not in samples or figure.theirs not in samples:
        return None
    return median(samples[figure.ours]) / median(samples[figure.theirs])


def _line(figure: Figure, samples: Samples) -> str:
    ratio = ratio_of(figure, samples)
    theirs = ["not measured", "", ""] if figure.theirs else ["", "", ""]
    if ratio is not None:
        theirs = [figure.beside, *_shown(samples[figure.theirs])]
    said = "" if ratio is None else f"{ratio:.2f}"
    goal = "" if figure.limit is None else f"≤ {figure.limit:g}"
    is_met = None if ratio is None or not figure.limit else ratio <= figure.limit
    cells = [figure.title, *_shown(samples[figure.ours]), *theirs, said, goal]
    return f"| {' | '.join(cells)} | {_word(is_met)} |"


def _amount(amount: Amount) -> str:
    goal = "" if amount.limit is None else f"≤ {amount.limit:g} {amount.unit}"
    is_met = None if amount.limit is None else amount.value <= amount.limit
    value = f"{amount.value:.0f} {amount.unit}"
    return f"| {amount.title} | {value} | | | | | | {goal} | {_word(is_met)} |"


def _shown(samples: list[float]) -> list[str]:
    return [_time(seconds) for seconds in summary(samples)]


def _time(seconds: float) -> str:
    milliseconds = seconds * 1e3
    if milliseconds < 1:
        return f"{milliseconds * 1e3:.0f} µs"
    return f"{milliseconds:.1f} ms" if milliseconds < 100 else f"{milliseconds:.0f} ms"


def _word(is_met: bool | None) -> str:  # noqa: FBT001 - what it is about
    return {None: "", True: "met", False: "**missed**"}[is_met]
