"""Error budgets, and how fast errors burn them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.reliability import burn_model as model
from drill.generators.reliability.slo_text_model import (
    DAYS,
    GOALS,
    HINTS,
    NEAR,
    percent,
    plain,
    rate_text,
    slo,
)

if TYPE_CHECKING:
    from drill.chance import Chance


def _rate(chance: Chance) -> Fraction:
    return Fraction(chance.pick((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50)))


def _ask_budget(chance: Chance) -> Instance:
    goal, days = chance.pick(GOALS), chance.pick(DAYS)
    million = chance.whole(2, 60)
    requests = million * 1_000_000
    budget = int(requests * (1 - goal))
    spent = chance.whole(1, 19) * 5
    failed = budget * spent // 100
    text = (
        f"{slo(goal, days)} In this window {million} million requests are expected,"
        f" and {grouped(failed)} have failed so far. Which share of the error budget is"
        " spent? In percent, within 2 %."
    )
    answer = float(Fraction(failed, budget)) * 100
    wrong = (
        (100 - answer, "is what is left"),
        (float(Fraction(failed, requests)) * 100, "is the share of all requests"),
        (answer / 10, "has one nine too few in the goal"),
        (answer * 10, "has one nine too many in the goal"),
    )
    why = (
        f"The budget is {percent(1 - goal)} of {million},000,000 = {grouped(budget)}"
        f" failures. {grouped(failed)} / {grouped(budget)} = {decimal(answer, 1)} %."
    )
    question = numeric_question(text, answer, wrong, unit="%", leeway=NEAR)
    return Instance(question, why, HINTS[:1])


def _ask_rate(chance: Chance) -> Instance | None:
    goal, days, right = chance.pick(GOALS), chance.pick(DAYS), _rate(chance)
    errors = right * (1 - goal)
    if errors > Fraction(1, 2):
        return None
    text = (
        f"{slo(goal, days)} At the moment {percent(errors)} of the requests fail."
        " What is the burn rate?"
    )
    wrong = [
        Wrong(rate_text(right / 10), "has one nine too few in the goal"),
        Wrong(rate_text(right * 10), "has one nine too many in the goal"),
        Wrong(rate_text(errors * 100), "is the share of errors in percent"),
        Wrong(rate_text(errors * days), "multiplies the errors by the days"),
        Wrong(rate_text(days / right), "is the days that the budget lasts"),
    ]
    question = choice_question(text, rate_text(right), wrong, chance)
    why = (
        f"Burn rate = errors / budget = {percent(errors)} / {percent(1 - goal)} ="
        f" {plain(right)}: the budget of {days} days would last"
        f" {plain(days / right, 1)} days."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_left(chance: Chance) -> Instance | None:
    goal, days, rate = chance.pick(GOALS), chance.pick(DAYS), _rate(chance)
    errors = rate * (1 - goal)
    spent = Fraction(chance.pick((0, 20, 25, 40, 50, 60)), 100)
    if errors > Fraction(1, 2):
        return None
    answer = float(model.hours_left(rate, days) * (1 - spent))
    whole = float(model.hours_left(rate, days))
    text = (
        f"{slo(goal, days)} Of the error budget {percent(spent)} is spent, when"
        f" {percent(errors)} of the requests begin to fail, and go on to. Traffic is"
        " steady. After how many hours is the budget gone? Within 2 %."
    )
    wrong = (
        (whole, "forgets what is spent already"),
        (whole * float(spent), "takes what is spent for what is left"),
        (answer / 24, "is in days"),
        (days * 24 * float(1 - spent), "forgets the burn rate"),
        (float(rate), "is the burn rate"),
    )
    why = (
        f"Burn rate {percent(errors)} / {percent(1 - goal)} = {plain(rate)}. A whole"
        f" budget lasts {days} × 24 / {plain(rate)} = {decimal(whole, 1)} h, the"
        f" {percent(1 - spent)} that are left {decimal(answer, 1)} h."
    )
    question = numeric_question(text, answer, wrong, unit="h", leeway=NEAR, places=1)
    return Instance(question, why, HINTS)


def _ask_incident(chance: Chance) -> Instance | None:
    goal, days = chance.pick(GOALS[:4]), chance.pick(DAYS)
    errors = Fraction(chance.pick((2, 5, 10, 20, 25, 50, 100)), 100)
    minutes = chance.pick((6, 12, 15, 20, 30, 45, 60, 90, 120))
    hours = Fraction(minutes, 60)
    answer = float(model.consumed(model.burn_rate(errors, goal), hours, days) * 100)
    if not 1 <= answer <= 300:  # noqa: PLR2004 - too little, or past all measure
        return None
    text = (
        f"{slo(goal, days)} In an incident {percent(errors)} of the requests failed"
        f" for {minutes} minutes, under steady traffic. Which share of the error budget"
        " did that take? In percent (over 100 is possible), within 2 %."
    )
    wrong = (
        (float(hours / (days * 24)) * 100, "is the share of the time"),
        (answer / float(errors), "counts the incident as a full outage"),
        (answer / 10, "has one nine too few in the goal"),
        (answer * 10, "has one nine too many in the goal"),
    )
    allowed = days * 1440 * (1 - goal)
    why = (
        f"The budget is worth {days} × 1,440 × {percent(1 - goal)} ="
        f" {plain(allowed, 1)} minutes of full outage. The incident is worth {minutes}"
        f" × {percent(errors)} = {plain(minutes * errors, 2)} minutes, that is"
        f" {decimal(answer, 1)} % of it."
    )
    hints = ("How many minutes of full outage is the whole budget worth?",)
    question = numeric_question(text, answer, wrong, unit="%", leeway=NEAR)
    return Instance(question, why, hints)


def _ask_gone(chance: Chance) -> Instance | None:
    goal, days = chance.pick(GOALS), chance.pick(DAYS)
    slow, fast = Fraction(chance.whole(1, 8), 10), Fraction(chance.whole(3, 20))
    calm = chance.whole(3, 15)
    left = 1 - model.consumed(slow, Fraction(calm * 24), days)
    if fast * (1 - goal) > Fraction(1, 2):
        return None
    answer = float(model.hours_left(fast, days) * left)
    text = (
        f"{slo(goal, days)} For {calm} days {percent(slow * (1 - goal), 4)} of the"
        f" requests failed, then {percent(fast * (1 - goal), 4)}, and that goes on."
        " Traffic is steady, the budget was whole at first. How many hours after the"
        " change is it gone? Within 2 %."
    )
    whole = float(model.hours_left(fast, days))
    wrong = (
        (whole, "forgets what the days before have spent"),
        (answer + calm * 24, "counts from the beginning"),
        (answer / 24, "is in days"),
        (float(model.hours_left(fast - slow, days) * left), "takes the rates apart"),
    )
    why = (
        f"Burn rate {plain(slow)} for {calm} of {days} days spends"
        f" {percent(1 - left, 1)} of the budget. The rest, {percent(left, 1)}, lasts"
        f" {plain(left, 3)} × {days} × 24 h / {plain(fast)} = {decimal(answer, 1)} h."
    )
    question = numeric_question(text, answer, wrong, unit="h", leeway=NEAR, places=1)
    return Instance(question, why, HINTS)


make = by_difficulty(
    {
        1: (_ask_budget, _ask_rate),
        2: (_ask_left, _ask_incident, _ask_rate),
        3: (_ask_left, _ask_incident, _ask_gone),
    }
)


GENERATOR = Generator(
    name="reliability.burn_rate",
    version=1,
    title="Reckon with error budgets and burn rates",
    source=("Beyer et al., The Site Reliability Workbook, 2018, chapter 5",),
    parameters=Parameters,
    make=make,
)
