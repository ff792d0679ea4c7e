"""Failure detectors: fixed timeouts on heartbeats, and φ of an accrual detector."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.detection import heartbeat_model as model
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import listed

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
LN10: Final = 2.3026

# --- a fixed timeout --------------------------------------------------------------


def _arrivals(chance: Chance, period: int, count: int) -> list[int]:
    """Heartbeats sent every period, some of them late and some lost."""
    found = []
    for number in range(1, count + 1):
        fate = chance.whole(1, 8)
        late = chance.whole(5, 40) if fate > 2 else chance.whole(60, 160)  # noqa: PLR2004
        if fate > 1 or number in {1, count}:
            found.append(number * period + late * period // 100)
    return sorted(found)


def _ask_wrong_suspicions(chance: Chance) -> Instance | None:
    period = chance.pick((100, 200, 500, 1000))
    arrivals = _arrivals(chance, period, 8)
    timeout = chance.pick((120, 150, 180, 200)) * period // 100
    if any(b - a in {timeout, 0} for a, b in pairwise(arrivals)):
        return None
    crash = arrivals[-1] + chance.whole(10, 60) * period // 100
    found = model.suspicions(arrivals, timeout, arrivals[-1])
    detected = arrivals[-1] + timeout
    asks_count = chance.pick((True, False))
    text = (
        f"A process sends a heartbeat every {period} ms. A detector suspects it"
        f" {timeout} ms after the latest arrival, and trusts it again with the next."
        f" Heartbeats arrive at (ms): {listed(arrivals)}; after the last one the"
        f" process crashes, at {crash}. "
    )
    gaps = [b - a for a, b in pairwise(arrivals)]
    rows = ", ".join(map(str, gaps))
    why = (
        f"Silences between arrivals: {rows} ms; longer than {timeout}:"
        f" {listed(g for g in gaps if g > timeout)}. "
        + (
            f"Each of them is a wrong suspicion: {len(found)}. The one after the crash"
            " is right."
            if asks_count
            else f"After the last arrival it waits {timeout} ms: it suspects at"
            f" {arrivals[-1]} + {timeout} = {detected}, which is {detected - crash} ms"
            f" after the crash at {crash}."
        )
    )
    hint = "The timer starts anew with each arrival."
    if asks_count:
        wrong: list[tuple[float, str]] = [
            (len(found) + 1, "counts the right one after the crash too"),
            (8 - len(arrivals), "counts lost heartbeats"),
            (sum(gap > period for gap in gaps), "compares silences with the period"),
        ]
        asked = f"{text}How often does the detector suspect it wrongly?"
        question = numeric_question(asked, len(found), wrong, unit="times")
    else:
        wrong = [
            (timeout, "takes the crash for the last arrival"),
            (timeout + period, "waits a period more"),
            (detected - crash + period, "starts the timer at the next due heartbeat"),
            (detected, "is the moment, not the time since the crash"),
        ]
        asked = f"{text}How many ms after the crash is it suspected?"
        question = numeric_question(asked, detected - crash, wrong, unit="ms")
    is_dull = asks_count and not found
    if is_dull or len(question.mistakes) < 2:  # noqa: PLR2004 - nothing goes wrong
        return None
    return Instance(question, why, (hint,))


def _ask_budget(chance: Chance) -> Instance | None:
    period, misses = chance.pick((100, 200, 250, 500, 1000)), chance.whole(2, 6)
    least, most = sorted(chance.shuffled(range(5, 100, 5))[:2])
    timeout = misses * period + most
    text = (
        f"A process sends a heartbeat every {period} ms; a message takes {least} to"
        f" {most} ms. The detector suspects it {timeout} ms after the latest arrival."
        " After how many ms at the latest is a crash detected, counted from the crash?"
    )
    longest = most + timeout
    wrong = (
        (timeout, "forgets that the last heartbeat was under way at the crash"),
        (least + timeout, "takes the quickest message"),
        (
            period + timeout,
            "adds the time to the next heartbeat, which is not waited for",
        ),
        (period + most + timeout, "starts the timer at a heartbeat that never comes"),
        (timeout - period + least, "is the earliest, not the latest"),
    )
    question = numeric_question(text, longest, wrong, unit="ms")
    why = (
        f"The worst is a crash right after a heartbeat was sent that travels {most} ms:"
        f" the timer starts {most} ms after the crash and runs {timeout} ms, together"
        f" {longest} ms. (A crash right before the next one was due is found a period"
        " earlier.)"
    )
    hint = "When does the timer start for the last time?"
    return Instance(question, why, (hint,))


# --- φ ----------------------------------------------------------------------------

EXPONENTIAL: Final = (
    "A φ accrual detector takes intervals for exponentially distributed, as Cassandra"
    f" does: φ = t / (mean × ln 10), ln 10 = {LN10}, t the time since the last"
    " heartbeat."
)


def _intervals(chance: Chance, count: int) -> list[int]:
    base = chance.pick((200, 500, 1000, 2000))
    while True:
        found = [base + base * chance.whole(-20, 60) // 100 for _ in range(count)]
        if len(set(found)) == count:
            return found


def _ask_phi(chance: Chance) -> Instance | None:
    intervals = _intervals(chance, chance.whole(3, 5))
    mean = sum(intervals) / len(intervals)
    silence = round(mean * chance.whole(15, 120) / 10, -2)
    middle = sorted(intervals)[len(intervals) // 2]
    value = model.phi_exponential(silence, mean)
    text = (
        f"{EXPONENTIAL} The intervals in its window are {listed(intervals)} ms; the"
        f" last heartbeat came {grouped(int(silence))} ms ago. What is φ? Within 2 %."
    )
    wrong = (
        (silence / mean, "forgets ln 10: takes the natural logarithm"),
        (model.phi_exponential(silence, intervals[-1]), "takes the last interval only"),
        (model.phi_exponential(silence, middle), "takes the median, not the mean"),
        (model.phi_exponential(silence, max(intervals)), "takes the longest interval"),
        (model.phi_exponential(silence - mean, mean), "counts from the due heartbeat"),
        (silence / mean * log(10), "multiplies by ln 10 instead of dividing"),
    )
    question = numeric_question(text, value, wrong, leeway=NEAR)
    why = (
        f"The mean is {decimal(mean, 1)} ms. The chance that the next heartbeat is"
        f" still to come after {grouped(int(silence))} ms is"
        f" e^(−{decimal(silence / mean)}), and φ is minus its decimal logarithm:"
        f" {decimal(silence / mean)} / {LN10} = {decimal(value)}."
    )
    return Instance(question, why, ("What is the mean of the window?",))


def _ask_silence(chance: Chance) -> Instance | None:
    intervals = _intervals(chance, chance.whole(3, 4))
    threshold = chance.pick((1, 2, 3, 5, 8, 10, 12))
    mean = sum(intervals) / len(intervals)
    silence = model.silence_until(threshold, mean)
    text = (
        f"{EXPONENTIAL} The intervals in its window are {listed(intervals)} ms, and it"
        f" suspects at φ = {threshold}. After how many ms of silence is that? Within"
        " 2 %."
    )
    wrong = (
        (threshold * mean, "forgets ln 10"),
        (threshold * mean / log(10), "divides by ln 10"),
        (model.silence_until(threshold, intervals[-1]), "takes the last interval only"),
        (model.silence_until(threshold, max(intervals)), "takes the longest interval"),
        (silence + mean, "waits one interval more"),
    )
    question = numeric_question(text, silence, wrong, unit="ms", leeway=NEAR, places=0)
    why = (
        f"t = φ × mean × ln 10 = {threshold} × {decimal(mean, 1)} × {LN10} ="
        f" {decimal(silence, 0)} ms. If heartbeats come more slowly, the mean rises,"
        " and the time until the suspicion with it: that is what a fixed timeout lacks."
    )
    return Instance(question, why, ("Solve φ = t / (mean × ln 10) for t.",))


def _ask_meaning(chance: Chance) -> Instance | None:
    threshold = chance.whole(1, 4)
    checks = 10 ** chance.whole(threshold, threshold + 3)
    expected = checks * model.mistaken(threshold)
    text = (
        f"A φ accrual detector suspects as soon as φ = {threshold}. Its estimate of the"
        f" distribution is right, and the process never fails. Of {grouped(checks)}"
        " intervals between heartbeats, in how many is it suspected, on average? Within"
        " 5 %."
    )
    wrong = (
        (checks * (1 - model.mistaken(threshold)), "counts those without a suspicion"),
        (checks * 2.718281828**-threshold, "takes φ for a natural logarithm"),
        (checks / threshold, "takes φ for odds"),
        (checks * 2.0**-threshold, "takes φ for a logarithm to base 2"),
        (checks * model.mistaken(threshold + 1), "is off by one power of ten"),
    )
    question = numeric_question(
        text, expected, wrong, unit="intervals", leeway=Leeway(relative=0.05), places=0
    )
    why = (
        f"φ = −log10 of the chance that a heartbeat is still to come. At φ ="
        f" {threshold} that is 10^−{threshold}: that share of intervals lasts longer,"
        f" and a suspicion in it is wrong. {grouped(checks)} × 10^−{threshold} ="
        f" {decimal(expected, 0)}."
    )
    return Instance(question, why, ("φ is a decimal logarithm.",))


TAILS: Final = ((1.0, 1.282), (2.0, 2.326), (3.0, 3.090), (4.0, 3.719), (5.0, 4.265))
"""φ, and by how many deviations a normal variable exceeds its mean with 10^-φ."""


def _ask_normal(chance: Chance) -> Instance | None:
    mean, deviation = chance.whole(4, 40) * 50, chance.whole(2, 12) * 10
    wanted, factor = chance.pick(TAILS)
    silence = mean + factor * deviation
    rows = "\n".join(f"{int(level)}    {z:.3f}" for level, z in TAILS)
    text = (
        "A φ accrual detector takes intervals for normally distributed, with a mean of"
        f" {mean} ms and a standard deviation of {deviation} ms. A normal variable"
        " exceeds its mean by z deviations with the chance 10^−φ:\n\n"
        f"```text\nφ    z\n{rows}\n```\n\nAfter how many ms of silence does φ reach"
        f" {int(wanted)}? Within 1 %."
    )
    wrong = (
        (factor * deviation, "forgets the mean"),
        (mean + wanted * deviation, "takes φ itself for the number of deviations"),
        (factor * mean, "multiplies the mean, as with exponential intervals"),
        (mean - factor * deviation, "subtracts the deviations"),
        (mean + factor * deviation**0.5, "takes the root of the standard deviation"),
    )
    leeway = Leeway(relative=0.01)
    kept = [each for each in wrong if each[0] > 0]
    question = numeric_question(text, silence, kept, unit="ms", leeway=leeway, places=0)
    why = (
        f"φ = {int(wanted)} means a chance of 10^−{int(wanted)}, which lies"
        f" z = {factor} deviations above the mean: {mean} + {factor} × {deviation} ="
        f" {decimal(silence, 0)} ms. A steadier connection (smaller deviation) is"
        " suspected sooner at the same φ."
    )
    return Instance(question, why, ("Mean plus z deviations.",))


def _ask_change(chance: Chance) -> Instance | None:
    mean = chance.whole(2, 20) * 100
    threshold = chance.pick((5, 8, 10))
    factor = chance.pick((2, 3))
    step = chance.pick(("mean", "threshold", "silence"))
    silence = round(model.silence_until(threshold, mean) * chance.pick((0.5, 0.75)), -2)
    now = model.phi_exponential(silence, mean)
    changed = {
        "mean": f"the mean interval is {factor} times as long",
        "threshold": f"the threshold is {factor} times as high",
        "silence": f"the silence is {factor} times as long",
    }[step]
    after = {"mean": now / factor, "threshold": now, "silence": now * factor}[step]
    limit = threshold * (factor if step == "threshold" else 1)

    def said(value: float, least: int) -> str:
        word = "suspected" if value >= least else "not suspected"
        return f"φ = {decimal(value, 1)}, {word}"

    text = (
        f"{EXPONENTIAL} The mean is {mean} ms, and it suspects at φ = {threshold}."
        f" After {grouped(int(silence))} ms of silence φ is {decimal(now, 1)}. What"
        f" would it be at this moment if {changed}?"
    )
    shift = log(factor) / log(10)
    wrong = [
        Wrong(said(now * factor, limit), "multiplies where it must not")
        if step != "silence"
        else Wrong(said(now / factor, limit), "divides where it must multiply"),
        Wrong(said(now + shift, limit), "adds the logarithm of the factor"),
        Wrong(said(now - shift, limit), "subtracts the logarithm of the factor"),
        Wrong(said(now, limit), "thinks that it makes no difference to φ")
        if step != "threshold"
        else Wrong(said(now / factor, limit), "divides φ by the threshold's factor"),
    ]
    question = choice_question(text, said(after, limit), wrong, chance)
    why = (
        f"φ = t / (mean × {LN10}) is linear in the silence and falls with the mean; the"
        f" threshold plays no part in it. Now {said(after, limit)}: the threshold is"
        f" {limit}."
    )
    return Instance(question, why, ("φ is linear in t.",)) if question else None


make = by_difficulty(
    {
        1: (_ask_wrong_suspicions, _ask_budget, _ask_meaning),
        2: (_ask_phi, _ask_silence, _ask_change, _ask_wrong_suspicions),
        3: (_ask_silence, _ask_normal, _ask_change),
    }
)


GENERATOR = Generator(
    name="detection.phi_accrual",
    version=1,
    title="Suspect a process by its heartbeats",
    source=(
        "Hayashibara et al., The φ Accrual Failure Detector, SRDS 2004, section 4",
        "Apache Cassandra, FailureDetector.java (φ of exponential intervals)",
    ),
    parameters=Parameters,
    make=make,
)
