"""Simulates learners who prepare for an interview, with a plan and without.

bench/interview_plan.py [--seeds 30] [--first 0] [--spread 1.0]

Prints recall on the day for several ways of studying, each beside the plan with the
same minutes, what is possible at most, and how often the 80 % band of readiness held:
see bench/README.md.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import ceil, sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from ceiling import Ceiling
from learners import Learned, Learner, learner

from drill.chance import Chance
from drill.srs import memory
from drill.srs.mixing import mixed
from drill.srs.plan import ANSWERS_OF_NEW, Period, plan
from drill.srs.preset import DEFAULT_PARAMETERS
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

    is_short: bool = False
    """Whether that is less than plain FSRS would like."""

    @property
    def end(self) -> int:
        """The study day of the interview."""
        return START + self.days

    def __str__(self) -> str:
        """As the table names it."""
        known = f", {self.known:.0%} known" if self.known else ""
        return f"{self.cards} cards{known}, {self.days} days, {self.minutes:g} min"


SCENARIOS = (
    Scenario(60, 0.0, 10, 2, is_short=True),
    Scenario(60, 0.0, 10, 4),
    Scenario(150, 0.0, 21, 3, is_short=True),
    Scenario(150, 0.0, 21, 6),
    Scenario(200, 0.5, 30, 2, is_short=True),
    Scenario(200, 0.5, 30, 5),
    Scenario(200, 0.3, 45, 2, is_short=True),
    Scenario(200, 0.3, 45, 5),
    Scenario(120, 0.0, 60, 1.2, is_short=True),
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


class Pair(NamedTuple):
    """A way of studying, and the plan with the minutes that it took."""

    theirs: Result
    ours: Result

    @property
    def gained(self) -> float:
        """Recall that the plan has more."""
        return self.ours.recall - self.theirs.recall


@dataclass(frozen=True, slots=True)
class Compared:
    """One learner in one scenario."""

    pairs: dict[str, Pair]
    liked: Result
    """The plan with all the minutes of the scenario: what a person gets."""
    ceiling: float
    """What is possible at most in the minutes of drill's default."""


DEFAULT = "10 new a day (drill's default)"
SPREAD = "new spread over 4/5 of the days"
AT_ONCE = "all new first"
CRAM = "new spread, random cram at the end"


def compared(spread: float, seed: int) -> dict[Scenario, Compared]:
    """One learner with each way of studying, in each scenario."""
    person = learner(seed, 1, spread)
    farthest = max(scenario.days for scenario in SCENARIOS)
    ceiling = Ceiling(person.parameters, person.known, farthest)
    return {each: _compared(each, spread, seed, ceiling) for each in SCENARIOS}


def _compared(
    scenario: Scenario, spread: float, seed: int, ceiling: Ceiling
) -> Compared:
    new = round((1 - scenario.known) * scenario.cards)
    even = ceil(new / max(1.0, 0.8 * scenario.days))
    rivals = {
        DEFAULT: Plain(10),
        SPREAD: Plain(even),
        AT_ONCE: Plain(new, "first"),
        CRAM: Plain(even, crams=True),
    }
    pairs = {}
    for name, rival in rivals.items():
        theirs = with_plain(scenario, seed, spread, rival)
        pairs[name] = Pair(theirs, with_plan(scenario, seed, spread, theirs.minutes))
    whole = scenario.minutes * scenario.days
    return Compared(
        pairs,
        with_plan(scenario, seed, spread, whole),
        ceiling.share(
            prepared(scenario, seed, spread),
            START,
            scenario.days,
            pairs[DEFAULT].theirs.minutes,
            scenario.minutes,
        ),
    )


def interval(values: Sequence[float]) -> str:
    """Mean and 95 % interval of some differences, in points."""
    half = T_30 * stdev(values) / sqrt(len(values))
    return f"{100 * fmean(values):+5.1f} ± {100 * half:3.1f}"


def main() -> None:
    """Simulate, and print the tables."""
    chosen = _arguments()
    seeds = range(chosen.first, chosen.first + chosen.seeds)
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(partial(compared, chosen.spread), seeds))
    for scenario in SCENARIOS:
        _print_row(scenario, [each[scenario] for each in found])
    for what, some in (
        ("All scenarios", SCENARIOS),
        ("Time is short", [each for each in SCENARIOS if each.is_short]),
        ("Time is enough", [each for each in SCENARIOS if not each.is_short]),
    ):
        _print_gains(f"{what} ({len(some)}), a mean for each learner", found, some)
    _print_bands(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=30, help="learners")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--spread", type=float, default=1.0, help="of their parameters")
    return parser.parse_args()


def _print_row(scenario: Scenario, results: list[Compared]) -> None:
    print(f"\n{scenario}{', short' if scenario.is_short else ''}")
    for name in results[0].pairs:
        pairs = [each.pairs[name] for each in results]
        print(
            f"  {name:36}"
            f" {100 * fmean(each.theirs.recall for each in pairs):5.1f} %"
            f" in {fmean(each.theirs.minutes for each in pairs):5.1f} min,"
            f" the plan {100 * fmean(each.ours.recall for each in pairs):5.1f} %"
            f" in {fmean(each.ours.minutes for each in pairs):5.1f} min:"
            f" {interval([each.gained for each in pairs])} points"
        )
    ceiling = 100 * fmean(each.ceiling for each in results)
    print(f"  {'possible in the minutes of the first':36} {ceiling:5.1f} %")
    liked = 100 * fmean(each.liked.recall for each in results)
    minutes = fmean(each.liked.minutes for each in results)
    print(f"  {'the plan, as it likes':36} {liked:5.1f} % in {minutes:5.1f} min")


def _print_gains(
    what: str, found: list[dict[Scenario, Compared]], some: Sequence[Scenario]
) -> None:
    print(f"\n{what} (95 % interval)")
    for name in (DEFAULT, SPREAD, AT_ONCE, CRAM):
        gained = [fmean(row[each].pairs[name].gained for each in some) for row in found]
        print(f"  the plan over {name:36} {interval(gained)} points")
    room = [
        fmean(
            row[each].ceiling - row[each].pairs[DEFAULT].theirs.recall for each in some
        )
        for row in found
    ]
    print(f"  the ceiling over {DEFAULT:33} {interval(room)} points")


def _print_bands(found: list[dict[Scenario, Compared]]) -> None:
    print("\nThe 80 % band held")
    pairs = [each.pairs[DEFAULT] for row in found for each in row.values()]
    for name, results in (
        ("the plan", [each.ours for each in pairs]),
        (DEFAULT, [each.theirs for each in pairs]),
    ):
        eve = fmean(each.eve for each in results)
        half = fmean(each.half for each in results)
        print(f"  {name:33} on the eve {eve:.0%}, at half time {half:.0%}")


if __name__ == "__main__":
    main()
