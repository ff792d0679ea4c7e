"""Error budgets, burn rates, and the alerts that watch them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.reliability import burn_model as model
from drill.generators.reliability.burn_model import ALERTS, Alert, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
GOALS: Final = tuple(
    Fraction(each) / 100 for each in ("99", "99.5", "99.9", "99.95", "99.99")
)
DAYS: Final = (28, 30)
HINTS: Final = (
    "The budget is what the goal leaves: 1 − SLO.",
    "A burn rate of 1 spends the budget in just the window of the SLO.",
)


def _percent(share: Fraction, places: int = 3) -> str:
    return f"{decimal(float(share * 100), places)} %"


def _plain(number: Fraction, places: int = 2) -> str:
    return decimal(float(number), places)


def _rate_text(number: Fraction) -> str:
    """A burn rate with one decimal at least, so that all look alike."""
    text = _plain(number)
    return text if "." in text else f"{text}.0"


def _slo(goal: Fraction, days: int) -> str:
    return f"An SLO asks for {_percent(goal)} good requests over {days} days."


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
        f"{_slo(goal, days)} In this window {million} million requests are expected,"
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
        f"The budget is {_percent(1 - goal)} of {million},000,000 = {grouped(budget)}"
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
        f"{_slo(goal, days)} At the moment {_percent(errors)} of the requests fail."
        " What is the burn rate?"
    )
    wrong = [
        Wrong(_rate_text(right / 10), "has one nine too few in the goal"),
        Wrong(_rate_text(right * 10), "has one nine too many in the goal"),
        Wrong(_rate_text(errors * 100), "is the share of errors in percent"),
        Wrong(_rate_text(errors * days), "multiplies the errors by the days"),
        Wrong(_rate_text(days / right), "is the days that the budget lasts"),
    ]
    question = choice_question(text, _rate_text(right), wrong, chance)
    why = (
        f"Burn rate = errors / budget = {_percent(errors)} / {_percent(1 - goal)} ="
        f" {_plain(right)}: the budget of {days} days would last"
        f" {_plain(days / right, 1)} days."
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
        f"{_slo(goal, days)} Of the error budget {_percent(spent)} is spent, when"
        f" {_percent(errors)} of the requests begin to fail, and go on to. Traffic is"
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
        f"Burn rate {_percent(errors)} / {_percent(1 - goal)} = {_plain(rate)}. A whole"
        f" budget lasts {days} × 24 / {_plain(rate)} = {decimal(whole, 1)} h, the"
        f" {_percent(1 - spent)} that are left {decimal(answer, 1)} h."
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
        f"{_slo(goal, days)} In an incident {_percent(errors)} of the requests failed"
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
        f"The budget is worth {days} × 1,440 × {_percent(1 - goal)} ="
        f" {_plain(allowed, 1)} minutes of full outage. The incident is worth {minutes}"
        f" × {_percent(errors)} = {_plain(minutes * errors, 2)} minutes, that is"
        f" {decimal(answer, 1)} % of it."
    )
    hints = ("How many minutes of full outage is the whole budget worth?",)
    question = numeric_question(text, answer, wrong, unit="%", leeway=NEAR)
    return Instance(question, why, hints)


def _ask_threshold(chance: Chance) -> Instance | None:
    days = chance.pick(DAYS)
    share = Fraction(chance.pick((1, 2, 3, 5, 10)), 100)
    hours = chance.pick((1, 2, 3, 6, 12, 24, 72))
    right = model.threshold(share, hours, days)
    if right <= 1:
        return None
    text = (
        f"For an SLO over {days} days an alert shall fire when {_percent(share)} of the"
        f" error budget {'is' if share == Fraction(1, 100) else 'are'} spent within"
        f" {hours} h. At which burn rate, taken over {hours} h, must it fire?"
    )
    wrong = [
        Wrong(_rate_text(share * days * 24), f"forgets to divide by {hours} h"),
        Wrong(
            _rate_text(Fraction(days * 24, hours)), "is the rate that spends all of it"
        ),
        Wrong(_rate_text(right / 24), "mixes up days and hours"),
        Wrong(_rate_text(share * hours), "multiplies share and hours"),
        Wrong(_rate_text(share * 100), "is the share in percent"),
    ]
    question = choice_question(text, _rate_text(right), wrong, chance)
    why = (
        f"{days} days are {days * 24} h. At burn rate 1 the {hours} h spend {hours} /"
        f" {days * 24} of the budget; {_percent(share)} of it takes {_percent(share)} ×"
        f" {days * 24} / {hours} = {_plain(right)}."
    )
    return Instance(question, why, HINTS[1:]) if question else None


def _ask_detection(chance: Chance) -> Instance | None:
    goal, alert = chance.pick(GOALS[1:4]), chance.pick(ALERTS[:2])
    errors = Fraction(chance.pick((2, 5, 10, 20, 50, 100)), 100)
    found = model.detection_minutes(errors, goal, alert.long, alert.rate)
    if found is None or found < Fraction(1, 5):
        return None
    answer, rate = float(found), model.burn_rate(errors, goal)
    text = (
        f"{_slo(goal, 30)} An alert fires when the burn rate over the last {alert.long}"
        f" minutes reaches {_plain(alert.rate)}. After a long time without any error"
        f" {_percent(errors)} of the requests begin to fail. After how many minutes"
        " does it fire? Within 2 %."
    )
    wrong = (
        (alert.long, "waits for the window to be full"),
        (float(alert.long / rate), "forgets the rate at which the alert fires"),
        (float(alert.rate), "is the burn rate of the alert"),
        (float(rate), "is the burn rate of the errors"),
        (answer * 24, "mixes up hours and days"),
    )
    why = (
        f"The errors burn at {_percent(errors)} / {_percent(1 - goal)} ="
        f" {_plain(rate)}. After t minutes the window of {alert.long} shows"
        f" {_plain(rate)} × t / {alert.long}, which is {_plain(alert.rate)} at t ="
        f" {_plain(alert.rate)} × {alert.long} / {_plain(rate)} = {decimal(answer)}"
        " min."
    )
    hints = ("What does the window show while it is only partly filled with errors?",)
    question = numeric_question(text, answer, wrong, unit="min", leeway=NEAR)
    return Instance(question, why, hints)


# --- which alerts fire ------------------------------------------------------------

WINDOWS: Final = (5, 30, 60, 360, 4320)
SHORT: Final = {5: "5 min", 30: "30 min", 60: "1 h", 360: "6 h", 4320: "3 d"}


def _history(goal: Fraction, chance: Chance) -> list[Stretch]:
    """What happened lately, the latest first."""
    budget = 1 - goal
    level = budget * chance.pick((2, 3, 8, 10, 20, 30, 40, 60, 100))
    calm = chance.pick((0, 0, 10, 20, 60, 120))
    burst = chance.pick((10, 20, 40, 90, 240, 600, 1500))
    trickle = budget * Fraction(chance.pick((0, 0, 1, 3)), 2)
    return [
        Stretch(calm, trickle),
        Stretch(burst, level),
        Stretch(4320, trickle),
    ]


def _names(alerts: Sequence[Alert]) -> str:
    if not alerts:
        return "None of them"
    *first, last = (f"the {each.name}" for each in alerts)
    text = f"{', '.join(first)} and {last}" if first else last
    return text.capitalize()


def _ask_alerts(chance: Chance) -> Instance | None:
    goal = chance.pick(GOALS[1:4])
    history = _history(goal, chance)
    rates = {
        each: model.burn_rate(model.errors_over(history, each), goal)
        for each in WINDOWS
    }
    if max(each.errors for each in history) > 1 or _is_close(rates):
        return None
    right = [each for each in ALERTS if model.fires(each, history, goal)]
    flawed: tuple[tuple[list[Alert], str], ...] = (
        (
            [a for a in ALERTS if rates[a.long] >= a.rate],
            "looks at the long windows only",
        ),
        (
            [a for a in ALERTS if rates[a.short] >= a.rate],
            "looks at the short windows only",
        ),
        (
            [a for a in ALERTS if max(rates[a.long], rates[a.short]) >= a.rate],
            "lets one window suffice, where both must burn",
        ),
        (right[:1], "stops at the first alert that fires"),
        ([a for a in ALERTS if a not in right], "turns the condition round"),
        ([], "compares with the wrong threshold, or sees no error at all"),
    )
    text = (
        f"{_slo(goal, 30)} The fast page fires if the last 1 h and 5 min both burn at"
        " 14.4 or more, the slow page if 6 h and 30 min burn at 6, the ticket if 3 d"
        f" and 6 h burn at 1. Which fire now?\n\n{_shares(history)}"
    )
    wrong = [Wrong(_names(alerts), why) for alerts, why in flawed]
    question = choice_question(text, _names(right), wrong, chance)
    why = (
        f"Divided by the budget of {_percent(1 - goal)}:\n\n{_burns(rates)}\n\n"
        f"{_names(right)}: both windows must reach the rate. The long one shows that it"
        " matters, the short one that it still goes on."
    )
    return Instance(question, why, HINTS[:1]) if question else None


def _is_close(rates: dict[int, Fraction]) -> bool:
    """Whether a rate is so near to a threshold that rounding might decide."""
    return any(
        abs(rate / each.rate - 1) < Fraction(1, 20)
        for each in ALERTS
        for rate in (rates[each.long], rates[each.short])
    )


def _shares(history: list[Stretch]) -> str:
    shares = [_percent(model.errors_over(history, each), 4) for each in WINDOWS]
    return table([["last", *SHORT.values()], ["errors", *shares]])


def _burns(rates: dict[int, Fraction]) -> str:
    burns = [_plain(rates[each]) for each in WINDOWS]
    return table([["last", *SHORT.values()], ["burn rate", *burns]])


ASKED: Final[dict[int, tuple[Callable[[Chance], Instance | None], ...]]] = {
    1: (_ask_budget, _ask_rate),
    2: (_ask_left, _ask_incident, _ask_threshold, _ask_rate),
    3: (_ask_alerts, _ask_alerts, _ask_detection),
}


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then goal and errors."""
    return chance.pick(ASKED[parameters.difficulty])(chance)


GENERATOR = Generator(
    name="reliability.burn_rate",
    version=1,
    title="Reckon with error budgets and burn rates",
    source=("Beyer et al., The Site Reliability Workbook, 2018, chapter 5",),
    parameters=Parameters,
    make=make,
)
