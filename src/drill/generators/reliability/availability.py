"""Availability of parts in series and in parallel, and what it means in downtime."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    percent,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.reliability import availability_model as model
from drill.generators.reliability.availability_model import Tier

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
GOOD: Final = (990, 995, 998, 999)
"""Availabilities of one part, in thousandths."""
WEAK: Final = (900, 920, 950, 960, 980)
NAMES: Final = ("load balancer", "web servers", "API servers", "cache", "database")
SERIES: Final = "Parts that are all needed multiply their availabilities."
PARALLEL: Final = "Replicas fail together only if each does: multiply the failures."


def _thousandths(number: int) -> Fraction:
    return Fraction(number, 1000)


def _ask_series(chance: Chance) -> Instance | None:
    values = [chance.pick(GOOD) for _ in range(chance.whole(3, 5))]
    parts = [_thousandths(each) for each in values]
    right = model.series(parts)
    listed = ", ".join(percent(each, 4) for each in parts)
    text = (
        f"A request passes {len(parts)} services one after another and needs them all."
        f" They fail independently and are available {listed} of the time. How"
        " available is the whole?"
    )
    wrong = [
        Wrong(percent(min(parts), 3), "takes the weakest part for the whole"),
        Wrong(percent(sum(parts, Fraction(0)) / len(parts), 3), "averages the parts"),
        Wrong(
            percent(min(parts) ** len(parts), 3),
            "takes every part for as weak as the weakest",
        ),
        Wrong(percent(max(parts), 3), "takes the best part for the whole"),
    ]
    question = choice_question(text, percent(right, 3), wrong, chance)
    lost = sum((1 - each for each in parts), Fraction(0))
    why = (
        f"{' × '.join(decimal(float(each), 3) for each in parts)} ="
        f" {decimal(float(right), 5)}. Quick check: the unavailabilities add up,"
        f" {percent(lost, 2)} in all. A chain is weaker than its weakest link."
    )
    return Instance(question, why, (SERIES,)) if question else None


def _ask_downtime(chance: Chance) -> Instance:
    goal = chance.pick((99_000, 99_500, 99_900, 99_950, 99_990, 99_995, 99_999))
    period = chance.pick(("month of 30 days", "year of 365 days"))
    share = Fraction(goal, 100_000)
    answer = float(model.downtime(share, period))
    text = (
        f"A service promises {percent(share, 4)} availability. How many minutes may it"
        f" be down in a {period}? Within 2 %."
    )
    wrong = (
        (answer * 10, "has one nine too few"),
        (answer / 10, "has one nine too many"),
        (answer / 60, "is in hours"),
        (answer * 60, "is in seconds"),
        (float(model.downtime(share, "day")), "is what a day allows"),
    )
    minutes = model.MINUTES[period]
    why = (
        f"A {period} has {grouped(minutes)} minutes, and {percent(1 - share, 4)} of"
        f" them are {decimal(answer, 2)} min ({decimal(answer / 60, 2)} h)."
    )
    question = numeric_question(text, answer, wrong, unit="min", leeway=NEAR)
    return Instance(question, why, (f"A {period} has {grouped(minutes)} minutes.",))


def _tiers(chance: Chance, *, has_quorum: bool) -> list[Tier]:
    names = [NAMES[0], *sorted(chance.shuffled(NAMES[1:])[:2], key=NAMES.index)]
    counts = chance.shuffled([1, 2, 3 if has_quorum else chance.whole(1, 3)])
    return [
        Tier(
            name,
            _thousandths(chance.pick(GOOD if count == 1 else WEAK)),
            count,
            needed=2 if has_quorum and count > 2 else 1,  # noqa: PLR2004 - 2 of 3
        )
        for name, count in zip(names, counts, strict=True)
    ]


def _drawn(tiers: list[Tier]) -> str:
    boxes = [f"[{_replicas(each)}: {percent(each.each, 4)} each]" for each in tiers]
    return "```text\n" + "\n  → ".join(boxes) + "\n```"


def _replicas(tier: Tier) -> str:
    return f"{tier.name}, {tier.needed} of {tier.count} needed"


def _ask_system(chance: Chance) -> Instance | None:
    return _system(_tiers(chance, has_quorum=False), chance)


def _ask_quorum(chance: Chance) -> Instance | None:
    return _system(_tiers(chance, has_quorum=True), chance)


def _system(tiers: list[Tier], chance: Chance) -> Instance | None:
    right = model.system(tiers)
    text = (
        "A request passes three tiers, each of some replicas. All replicas fail"
        " independently, and failover takes no time. How available is the whole?"
        f"\n\n{_drawn(tiers)}"
    )
    flat = [each.each for each in tiers for _ in range(each.count)]
    halved = [1 - (1 - each.each) / each.count for each in tiers]
    any_one = [replace(each, needed=1) for each in tiers]
    wrong = [
        Wrong(percent(model.series(flat), 3), "lets a request need every replica"),
        Wrong(
            percent(model.series([each.each for each in tiers]), 3),
            "overlooks the replicas",
        ),
        Wrong(percent(model.series(halved), 3), "divides the failures by the replicas"),
        Wrong(percent(model.system(any_one), 3), "lets one replica of three suffice"),
        Wrong(
            percent(min(each.availability for each in tiers), 3),
            "takes the weakest tier for the whole",
        ),
    ]
    question = choice_question(text, percent(right, 3), wrong, chance)
    return Instance(question, _why(tiers), (PARALLEL, SERIES)) if question else None


def _why(tiers: list[Tier]) -> str:
    rows = [f"- {each.name}: {_enough(each)}" for each in tiers]
    weakest = min(tiers, key=lambda each: each.availability).name
    return "\n".join(rows) + (
        "\n\nAll tiers are needed: the product is"
        f" {decimal(float(model.system(tiers)), 5)}. Most failures come from the"
        f" {weakest}."
    )


def _enough(tier: Tier) -> str:
    """How the availability of a tier comes about."""
    result = decimal(float(tier.availability), 6)
    up, down = decimal(float(tier.each), 3), decimal(float(1 - tier.each), 3)
    if tier.count == 1:
        return result
    if tier.needed == 1:
        return f"1 − {down}^{tier.count} = {result}"
    return f"{up}^3 + 3 × {up}^2 × {down} = {result}"


def _ask_replicas(chance: Chance) -> Instance | None:
    each = _thousandths(chance.pick((800, 900, 950, 980, 990)))
    nines = chance.whole(2, 7)
    goal = 1 - Fraction(1, 10**nines)
    right = model.replicas_for(goal, each)
    if right < 2:  # noqa: PLR2004 - one is no question
        return None
    text = (
        f"Replicas of a service are each available {percent(each, 4)} of the time, fail"
        " independently, and one is enough. How many are needed, at the fewest, for"
        f" {percent(goal, 7)}?"
    )
    wrong = (
        (nines, "counts a nine for each replica, whatever it is worth"),
        (right - 1, "rounds down"),
        (
            float((1 - each) / (1 - goal)),
            "divides the failures instead of taking powers",
        ),
    )
    last = Tier("", each, right).availability
    before = Tier("", each, right - 1).availability
    why = (
        f"All fail together {decimal(float(1 - each), 2)}^n of the time. {right - 1}:"
        f" {percent(before, 8)} available; {right}: {percent(last, 8)}. In practice"
        " failures that replicas share (a bad release, a zone) come first."
    )
    question = numeric_question(text, right, wrong, unit="replicas", places=0)
    return Instance(question, why, (PARALLEL,))


def _ask_repair(chance: Chance) -> Instance:
    repair = chance.pick((5, 10, 15, 20, 30, 60, 90))
    days = chance.pick((3, 5, 7, 10, 14, 20, 30))
    change = chance.pick(("repair takes half as long", "it fails half as often"))
    before = model.from_times(days * 1440, repair)
    after = model.from_times(days * 2880, repair)
    text = (
        f"A service runs {days} days between failures on average, and each takes"
        f" {repair} minutes to repair. Then {change}. How many minutes is it down in a"
        " year of 365 days after the change? Within 2 %."
    )
    answer = float(model.downtime(after, "year of 365 days"))
    wrong = (
        (float(model.downtime(before, "year of 365 days")), "is the downtime before"),
        (answer / 2, "halves it twice"),
        (365 / days, "counts the failures before"),
        (365 / days / 2, "counts the failures, not their minutes"),
    )
    why = (
        f"Before: {days} d / ({days} d + {repair} min) = {percent(before, 4)}. Half the"
        f" repair time and half the failures come to the same: {percent(after, 4)},"
        f" which leaves {decimal(answer, 1)} of the 525,600 minutes."
    )
    hint = "Availability = time up / (time up + time to repair)."
    question = numeric_question(text, answer, wrong, unit="min", leeway=NEAR, places=1)
    return Instance(question, why, (hint,))


def _ask_majority(chance: Chance) -> Instance | None:
    count = chance.pick((3, 5))
    needed = count // 2 + 1
    each = _thousandths(chance.pick((900, 950, 980, 990)))
    right = Tier("", each, count, needed).availability
    text = (
        f"A consensus group of {count} nodes works as long as a majority is up. Each"
        f" node, independently, is up {percent(each, 4)} of the time. How available is"
        " the group?"
    )
    one = Tier("", each, count, 1).availability
    every = Tier("", each, count, count).availability
    exactly = Tier("", each, count, needed + 1).availability
    wrong = [
        Wrong(percent(one, 4), "is for one node being enough"),
        Wrong(percent(every, 4), "lets the group need every node"),
        Wrong(
            percent(each**needed, 4), f"lets {needed} chosen nodes be the ones needed"
        ),
        Wrong(
            percent(exactly, 4), f"needs {needed + 1} nodes, one more than a majority"
        ),
        Wrong(percent(each, 4), "is that of a single node"),
    ]
    told = [each for each in wrong if each.text != "100 %"]  # rounded: no such thing
    question = choice_question(text, percent(right, 4), told, chance)
    terms = " + ".join(
        f"{comb(count, up)} × {decimal(float(each), 2)}^{up}"
        + (f" × {decimal(float(1 - each), 2)}^{count - up}" if up < count else "")
        for up in range(needed, count + 1)
    )
    why = (
        f"{needed} of {count} must be up: {terms} = {decimal(float(right), 6)}. A group"
        f" is better than a single node ({percent(each, 4)}), and not as good as"
        f" replicas one of which suffices ({percent(one, 8)})."
    )
    hints = ("In how many ways can exactly so many nodes be up?",)
    return Instance(question, why, hints) if question else None


make = by_difficulty(
    {
        1: (_ask_series, _ask_downtime),
        2: (_ask_system, _ask_replicas, _ask_downtime),
        3: (_ask_quorum, _ask_majority, _ask_repair),
    }
)


GENERATOR = Generator(
    name="reliability.availability",
    version=1,
    title="Reckon with availability",
    source=(
        "Beyer et al., Site Reliability Engineering, 2016, appendix A",
        (
            "Trivedi, Probability and Statistics with Reliability, Queuing, and"
            " Computer Science Applications, 2nd edition, chapter 1"
        ),
    ),
    parameters=Parameters,
    make=make,
)
