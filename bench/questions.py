"""What it costs to make and mark one question, for every generator.

    python bench/questions.py [--instances 40] [--starts 15]

Prints the median of each generator in milliseconds, making one instance and marking
one response to it, as a ratio to `python -c pass` of the same run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import TYPE_CHECKING

from cold_start import timed

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    NumericQuestion,
    OrderQuestion,
    TypedQuestion,
    Written,
)
from drill.generators.catalogue import get, names
from drill.quiz.marking import mark

if TYPE_CHECKING:
    from drill.content.questions import Question, Response
    from drill.generators.framework import Generator

GOAL = 5 / 24
"""5 ms where `python -c pass` takes 24."""
DIFFICULTIES = (1, 2, 3)


def response_to(question: Question) -> Response:
    """The right response."""
    match question:
        case ChoiceQuestion(choices=choices):
            return Chosen(tuple(n for n, each in enumerate(choices) if each.right))
        case NumericQuestion(answer=answer):
            return Written(str(answer))
        case TypedQuestion(answer=text):
            return Written(text)
        case OrderQuestion(items=items):
            return Arranged(tuple(range(len(items))))
        case _:
            raise TypeError(question)


def measured(generator: Generator[object], instances: int) -> list[float]:  # type: ignore[type-var]
    """Milliseconds of each instance, over all difficulties."""
    found = []
    for seed in range(instances + 1):
        for difficulty in DIFFICULTIES:
            start = time.perf_counter()
            made = generator.instance({"difficulty": difficulty}, seed)
            worth = mark(made.question, response_to(made.question))
            found.append(1_000 * (time.perf_counter() - start))
            if not worth.is_right:
                sys.exit(f"{generator.name}, seed {seed}: the right answer is wrong")
    return found[len(DIFFICULTIES) :]  # the first ones import what they need


def main() -> int:
    """Measure and print; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--instances", type=int, default=40)
    parser.add_argument("--starts", type=int, default=15)
    typed = parser.parse_args()
    nothing = statistics.median(timed("-c", "pass") for _ in range(typed.starts))
    rows = []
    for name in names():
        spent = measured(get(name), typed.instances)
        rows.append((statistics.median(spent), max(spent), name))
    rows.sort(reverse=True)
    print(f"python -c pass: {nothing:.1f} ms; goal: {GOAL:.3f} of it")
    print(f"{'':40} {'median':>9} {'at most':>9} {'/ pass':>7}")
    for median, worst, name in rows:
        ratio = median / nothing
        missed = "" if ratio <= GOAL else "  missed"
        print(f"{name:40} {median:6.2f} ms {worst:6.1f} ms {ratio:7.3f}{missed}")
    over = sum(median / nothing > GOAL for median, _, _ in rows)
    print(f"{len(rows) - over} of {len(rows)} generators within the goal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
