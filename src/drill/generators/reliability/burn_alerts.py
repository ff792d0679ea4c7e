"""Alerts on burn rates: their thresholds, their delay, and which of them fire."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.reliability import burn_model as model
from drill.generators.reliability.burn_model import ALERTS, Alert, Stretch
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
    from collections.abc import Sequence

    from drill.chance import Chance


def _ask_threshold(chance: Chance) -> Instance | None:
    days = chance.pick(DAYS)
    share = Fraction(chance.pick((1, 2, 3, 5, 10)), 100)
    hours = chance.pick((1, 2, 3, 6, 12, 24, 72))
    right = model.threshold(share, hours, days)
    if right <= 1:
        return None
    text = (
        f"For an SLO over {days} days an alert shall fire when {percent(share)} of the"
        f" error budget {'is' if share == Fraction(1, 100) else 'are'} spent within"
        f" {hours} h. At which burn rate, taken over {hours} h, must it fire?"
    )
    wrong = [
        Wrong(rate_text(share * days * 24), f"forgets to divide by {hours} h"),
        Wrong(
            rate_text(Fraction(days * 24, hours)), "is the rate that spends all of it"
        ),
        Wrong(rate_text(right / 24), "mixes up days and hours"),
        Wrong(rate_text(share * hours), "multiplies share and hours"),
        Wrong(rate_text(share * 100), "is the share in percent"),
    ]
    question = choice_question(text, rate_text(right), wrong, chance)
    why = (
        f"{days} days are {days * 24} h. At burn rate 1 the {hours} h spend {hours} /"
        f" {days * 24} of the budget; {percent(share)} of it takes {percent(share)} ×"
        f" {days * 24} / {hours} = {plain(right)}."
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
        f"{slo(goal, 30)} An alert fires when the burn rate over the last {alert.long}"
        f" minutes reaches {plain(alert.rate)}. After a long time without any error"
        f" {percent(errors)} of the requests begin to fail. After how many minutes"
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
        f"The errors burn at {percent(errors)} / {percent(1 - goal)} ="
        f" {plain(rate)}. After t minutes the window of {alert.long} shows"
        f" {plain(rate)} × t / {alert.long}, which is {plain(alert.rate)} at t ="
        f" {plain(alert.rate)} × {alert.long} / {plain(rate)} = {decimal(answer)}"
        " min."
    )
    hints = ("What does the window show while it is only partly filled with errors?",)
    question = numeric_question(text, answer, wrong, unit="min", leeway=NEAR)
    return Instance(question, why, hints)


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
        f"{slo(goal, 30)} The fast page fires if the last 1 h and 5 min both burn at"
        " 14.4 or more, the slow page if 6 h and 30 min burn at 6, the ticket if 3 d"
        f" and 6 h burn at 1. Which fire now?\n\n{_shares(history)}"
    )
    wrong = [Wrong(_names(alerts), why) for alerts, why in flawed]
    question = choice_question(text, _names(right), wrong, chance)
    why = (
        f"Divided by the budget of {percent(1 - goal)}:\n\n{_burns(rates)}\n\n"
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
    shares = [percent(model.errors_over(history, each), 4) for each in WINDOWS]
    return table([["last", *SHORT.values()], ["errors", *shares]])


def _burns(rates: dict[int, Fraction]) -> str:
    burns = [plain(rates[each]) for each in WINDOWS]
    return table([["last", *SHORT.values()], ["burn rate", *burns]])


make = by_difficulty(
    {
        1: (_ask_threshold,),
        2: (_ask_threshold, _ask_detection, _ask_alerts),
        3: (_ask_alerts, _ask_alerts, _ask_detection),
    }
)


GENERATOR = Generator(
    name="reliability.burn_alerts",
    version=1,
    title="Say which alerts on a burn rate fire",
    source=("Beyer et al., The Site Reliability Workbook, 2018, chapter 5",),
    parameters=Parameters,
    make=make,
)
