"""What an interview costs home: the first time, and when home is painted again.

    python bench/home_goal.py [--cards 1000 10000] [--runs 15]

All cards lie in the scope of one goal, half of them with a memory. Home is computed in
one process that stays, without the goal and with it, each after something was written
and once more when nothing was. What the goal adds is printed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from quiz import furnish, remember

from drill.clock import SystemClock
from drill.events import Flagged
from drill.ids import CardId, StudyDay
from drill.locations import locations
from drill.sessions.goals import remove_goal, set_goal
from drill.sessions.opening import open_collection
from drill.sessions.today import home

if TYPE_CHECKING:
    from drill.sessions.collection import Collection

AHEAD = 30
TITLE = "bench"


def spent_ms(collection: Collection) -> float:
    """Milliseconds that home takes now."""
    start = time.perf_counter()
    home(collection)
    return 1_000 * (time.perf_counter() - start)


def write(collection: Collection, number: int) -> None:
    """Change something that no plan depends on."""
    with collection.store.write("bench") as unit:
        unit.record(Flagged(CardId("bench/topic-0/note-0#q"), number % 7))


def measured(collection: Collection, runs: int) -> dict[str, float]:
    """Medians over runs in turns; the first one warms up."""
    times: dict[str, list[float]] = {
        "without": [],
        "without again": [],
        "with": [],
        "with again": [],
    }
    for run in range(runs + 1):
        write(collection, run)
        found = {"without": spent_ms(collection)}
        found["without again"] = spent_ms(collection)
        day = StudyDay(collection.today + AHEAD)
        set_goal(collection, day, ["bench"], title=TITLE)
        found["with"] = spent_ms(collection)
        found["with again"] = spent_ms(collection)
        remove_goal(collection, TITLE)
        for name, spent in found.items():
            times[name] += [spent] * bool(run)
    return {name: statistics.median(some) for name, some in times.items()}


def main() -> int:
    """Measure and print; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--cards", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=15)
    typed = parser.parse_args()
    for cards in typed.cards:
        _print(cards, _furnished(cards, typed.runs))
    return 0


def _furnished(cards: int, runs: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder), cards)
        places = locations(Path(folder))
        with open_collection(places, SystemClock(), {}) as collection:
            remember(collection, cards)
            return measured(collection, runs)


def _print(cards: int, found: dict[str, float]) -> None:
    for what, suffix in (("after a write", ""), ("painted again", " again")):
        without, with_goal = found[f"without{suffix}"], found[f"with{suffix}"]
        print(
            f"{cards:,} cards, {what}: home {without:.1f} ms, with a goal"
            f" {with_goal - without:+.1f} ms ({with_goal / without:.2f} of it)"
        )


if __name__ == "__main__":
    sys.exit(main())
