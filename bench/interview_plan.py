"""Simulates learners who prepare for an interview, with a plan and without.

bench/interview_plan.py [--seeds 30] [--spread 1.0]

Prints recall on the day beside the minutes that it took, and how often the 80 % band of
readiness held: see bench/README.md.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import ceil, sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from learners import DEFAULT_PARAMETERS, Learned, Learner, learner

from drill.chance import Chance
from drill.srs import memory
from drill.srs.mixing import mixed
from drill.srs.plan import ANSWERS_OF_NEW, Period, plan
from drill.srs.readiness import readiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

START = 1_000
"""The study day on which the interview is set."""
HISTORY_DAYS = 60
"""Before it, in which the cards that are known already were learned."""
USUAL_S = 7.8
"""Seconds for an answer until the learner's own pace is known."""
LAST_DAYS = 5
"""In which crammers cram."""
T_30 = 2.045
"""Of 29 degrees of freedom, 95 %; other numbers of seeds are near enough."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is to be learned until when, and how much time there is."""

    cards: int
    known: float
    """The share that was learned in the weeks before."""
    days: int
    minutes: float
    """A day."""

    @property
    def end(self) -> int:
        """The study day of the interview."""
        return START + self.days

    def __str__(self) -> str:
        """As the table names it."""
        known = f", {self.known:.0%} known" if self.known else ""
        return f"{self.cards} cards{known}, {self.days} days, {self.minutes:g} min"


SCENARIOS = (
    Scenario(60, 0.0, 10, 2),
    Scenario(60, 0.0, 10, 4),
    Scenario(150, 0.0, 21, 3),
    Scenario(150, 0.0, 21, 6),
    Scenario(200, 0.5, 30, 2),
    Scenario(200, 0.5, 30, 5),
    Scenario(200, 0.3, 45, 2),
    Scenario(200, 0.3, 45, 5),
    Scenario(120, 0.0, 60, 1.2),
    Scenario(120, 0.0, 60, 3),
    Scenario(200, 1.0, 14, 1),
)
"""Each with less time than plain FSRS would like, and with as much."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one learner fared."""

    recall: float
    minutes: float
    eve: bool
    """Whether the band of the last evening held."""
    half: bool
    """Whether that of half the time held, had the learner stopped there."""


# --- plain FSRS -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plain:
    """Due reviews, those most likely known first, and new cards."""

    new_a_day: int
    order: str = "mixed"
    """Where new cards come: `mixed` evenly, or `first`."""
    crams: bool = False
    """Whether minutes that are left in the last days go to cards at random."""

    def day(self, person: Learner, day: int, end: int) -> Iterator[Learned]:
        """The cards of one day, first card first."""
        known = [card for card in person.cards if card.believed is not None]
        due = sorted((c for c in known if c.due <= day), key=lambda c: -_recall(c, day))
        unseen = (card for card in person.cards if card.believed is None)
        new = list(islice(unseen, self.new_a_day))
        yield from [*new, *due] if self.order == "first" else mixed(due, new)
        if self.crams and end - day <= LAST_DAYS:
            rest = [card for card in known if card.last_day != day]
            yield from Chance("cram", person.seed, day).shuffled(rest)


def _recall(card: Learned, day: int) -> float:
    if card.believed is None:
        return 0.0
    elapsed = day - card.last_day
    return memory.retrievability(card.believed, elapsed, DEFAULT_PARAMETERS)


# --- the plan -------------------------------------------------------------------------


def planned(person: Learner, day: int, end: int, seconds: float) -> Iterator[Learned]:
    """What the interview plan chooses, in the order of drill's queue.

    The pace follows from the days before. Who is quicker than that is asked for more,
    until the time of the day is over.
    """
    pace = person.seconds / person.counted if person.counted else USUAL_S
    begun, had = person.seconds, 0
    while (left := seconds - (person.seconds - begun)) > 0:
        chosen = plan([person.group()], Period(day, end, had + left / pace))
        unseen = (card for card in person.cards if card.believed is None)
        new = list(islice(unseen, chosen.new))
        if not new and not chosen.reviews:
            return
        had += len(chosen.reviews) + ANSWERS_OF_NEW * len(new)
        yield from mixed([person.cards[key] for key in chosen.reviews], new)


# --- one learner ----------------------------------------------------------------------


def prepared(scenario: Scenario, seed: int, spread: float) -> Learner:
    """A learner on the day the interview is set."""
    person = learner(seed, scenario.cards, spread)
    known = round(scenario.known * scenario.cards)
    for day in range(START - HISTORY_DAYS, START):
        passed = day - (START - HISTORY_DAYS) + 1
        begun = min(known, ceil(known * passed / (HISTORY_DAYS - LAST_DAYS)))
        for card in person.cards[:begun]:
            if card.believed is None or card.due <= day:
                person.answer(card, day)
    person.seconds, person.counted = 0.0, 0
    return person


def with_plain(scenario: Scenario, seed: int, spread: float, plain: Plain) -> Result:
    """Study by plain FSRS with so many minutes a day."""
    person, half = prepared(scenario, seed, spread), False
    for day in range(START, scenario.end):
        if day == START + scenario.days // 2:
            half = is_held(person, scenario.end, "half")
        queue = plain.day(person, day, scenario.end)
        _study(person, day, queue, scenario.minutes * 60)
    return _result(person, scenario, half=half)


def with_plan(scenario: Scenario, seed: int, spread: float, minutes: float) -> Result:
    """Study by the plan, with so many minutes in all; what a day leaves goes on."""
    person, half = prepared(scenario, seed, spread), False
    for day in range(START, scenario.end):
        if day == START + scenario.days // 2:
            half = is_held(person, scenario.end, "half")
        even = (minutes * 60 - person.seconds) / (scenario.end - day)
        room = min(even, scenario.minutes * 60)  # what plain FSRS may take
        _study(person, day, planned(person, day, scenario.end, room), room)
    return _result(person, scenario, half=half)


def _study(person: Learner, day: int, queue: Iterable[Learned], seconds: float) -> None:
    """Answer cards until the time of the day is over; the last one may pass it."""
    begun = person.seconds
    for card in queue:
        if person.seconds - begun >= seconds:
            return
        person.answer(card, day)


def is_held(person: Learner, day: int, what: str) -> bool:
    """Whether the share recalled on a day lies within the band of readiness."""
    expected = readiness([person.group()], day)
    return abs(person.drawn_recall(day, what) - expected.mean) <= expected.band


def _result(person: Learner, scenario: Scenario, *, half: bool) -> Result:
    eve = is_held(person, scenario.end, "eve")
    return Result(person.recall(scenario.end), person.seconds / 60, eve=eve, half=half)


# --- all of them ----------------------------------------------------------------------


def compared(scenario: Scenario, spread: float, seed: int) -> dict[str, Result]:
    """One learner with each way of studying; the plan gets the minutes of `plain`."""
    new = round((1 - scenario.known) * scenario.cards)
    even = ceil(new / max(1.0, 0.8 * scenario.days))
    study = partial(with_plain, scenario, seed, spread)
    plain = study(Plain(even))
    crammed = study(Plain(even, crams=True))
    return {
        "plain": plain,
        "plan": with_plan(scenario, seed, spread, plain.minutes),
        "10 a day": study(Plain(10)),
        "new first": study(Plain(new, "first")),
        "cram": crammed,
        "plan, minutes of cram": with_plan(scenario, seed, spread, crammed.minutes),
        "plan, as it likes": with_plan(
            scenario, seed, spread, scenario.minutes * scenario.days
        ),
    }


def interval(values: Sequence[float]) -> str:
    """Mean and 95 % interval of some differences, in points."""
    half = T_30 * stdev(values) / sqrt(len(values))
    return f"{100 * fmean(values):+5.1f} ({100 * half:3.1f})"


def main() -> None:
    """Simulate, and print the tables."""
    chosen = _arguments()
    found: dict[Scenario, list[dict[str, Result]]] = {}
    with ProcessPoolExecutor() as pool:
        for scenario in SCENARIOS:
            work = partial(compared, scenario, chosen.spread)
            found[scenario] = list(pool.map(work, range(chosen.seeds)))
            _print_row(scenario, found[scenario])
    _print_all(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=30, help="learners")
    parser.add_argument("--spread", type=float, default=1.0, help="of their parameters")
    return parser.parse_args()


PAIRS = (
    ("plan", "plain"),
    ("plan", "10 a day"),
    ("plan", "new first"),
    ("plan, minutes of cram", "cram"),
)


def _print_row(scenario: Scenario, results: list[dict[str, Result]]) -> None:
    print(f"\n{scenario}")
    for name in results[0]:
        recall = 100 * fmean(each[name].recall for each in results)
        minutes = fmean(each[name].minutes for each in results)
        print(f"  {name:22} recall {recall:5.1f} %   {minutes:6.1f} min")
    for ours, theirs in PAIRS:
        gained = [each[ours].recall - each[theirs].recall for each in results]
        print(f"  {ours} over {theirs}: {interval(gained)} points", flush=True)


def _print_all(found: dict[Scenario, list[dict[str, Result]]]) -> None:
    seeds = range(len(next(iter(found.values()))))
    print("\nAll scenarios, a mean for each learner (95 % interval)")
    for ours, theirs in PAIRS:
        gained = [
            fmean(
                rows[s][ours].recall - rows[s][theirs].recall for rows in found.values()
            )
            for s in seeds
        ]
        print(f"  {ours} over {theirs}: {interval(gained)} points")
    every = [each for rows in found.values() for each in rows]
    for name in ("plan", "plain"):
        eve = fmean(each[name].eve for each in every)
        half = fmean(each[name].half for each in every)
        print(f"  80 % band, {name}: on the eve {eve:.0%}, at half time {half:.0%}")


if __name__ == "__main__":
    main()
