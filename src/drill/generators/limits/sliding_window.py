"""Follow windows that slide, or stand, over the requests of a client."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.limits import limiter_model as model
from drill.generators.limits.drawing_model import bursts, drawn, refused
from drill.generators.limits.limiter_model import Request

if TYPE_CHECKING:
    from drill.chance import Chance


def _ask_fixed(chance: Chance) -> Instance | None:
    return _ask_refused(chance, slides=False)


def _ask_log(chance: Chance) -> Instance | None:
    return _ask_refused(chance, slides=True)


def _rule(limit: int, *, slides: bool) -> str:
    if slides:
        return (
            f"A limiter with a sliding log lets a request pass if fewer than {limit}"
            " have passed in the 1 s before it (one exactly 1 s ago does not count)."
        )
    return (
        f"A limiter with fixed windows of 1 s, from time 0 on, lets the first {limit}"
        " requests of each window pass (one on a boundary is in the later)."
    )


def _ask_refused(chance: Chance, *, slides: bool) -> Instance | None:
    limit, window = chance.whole(2, 3), 1000
    times = [each.at + 500 for each in bursts(chance, costs=False)]
    log = model.sliding_log(limit, window, times)
    fixed = model.fixed_window(limit, window, times)
    passes = log if slides else fixed
    if all(passes):
        return None
    text = (
        f"{_rule(limit, slides=slides)} Refused requests do not count. Which are"
        f" refused?\n\n{drawn([Request(at) for at in times], costs=False)}"
    )
    flawed = (
        (fixed if slides else log, "takes the other kind of window"),
        (
            model.sliding_log(limit, window, times, counts_refused=True),
            "lets refused requests count in a sliding log",
        ),
        (model.sliding_log(limit + 1, window, times), "slides, with one more allowed"),
        (model.fixed_window(limit - 1, window, times), "counts to below the limit"),
        (model.sliding_log(limit, window // 2, times), "halves the window"),
    )
    wrong = [Wrong(refused(found), why) for found, why in flawed]
    question = choice_question(text, refused(passes), wrong, chance)
    why = (
        f"- sliding log: {refused(log).lower()} refused\n- fixed windows:"
        f" {refused(fixed).lower()} refused\n\nFixed windows let up to {2 * limit}"
        f" requests pass around a boundary, {limit} on each side; a sliding log never"
        f" more than {limit} in any second."
    )
    hints = ("Which of the earlier requests count for this one?",)
    return Instance(question, why, hints) if question else None


def _ask_estimate(chance: Chance) -> Instance:
    limit = 10 * chance.whole(4, 30)
    former = chance.whole(limit * 6 // 10, limit)
    elapsed = 5 * chance.whole(1, 11)
    current = chance.whole(1, limit // 2)
    answer = float(model.sliding_count(former, current, elapsed, 60))
    text = (
        "A limiter keeps one counter a minute for each client and estimates the last"
        " 60 s from two of them, as if the requests of the former minute had come"
        f" evenly. The former minute counted {former} requests, the present one"
        f" {current} in its first {elapsed} s. What is the estimate, to two decimals?"
    )
    share = Fraction(elapsed, 60)
    wrong = (
        (former + current, "counts the whole former minute"),
        (current, "forgets the former minute"),
        (float(former * share + current), "takes the share that has passed"),
        (float(former * (1 - share) + current * share), "scales the present one too"),
        (float(current / share), "extrapolates the present minute"),
    )
    leeway = Leeway(absolute=0.01)
    question = numeric_question(text, answer, wrong, unit="requests", leeway=leeway)
    why = (
        f"Of the former minute (60 − {elapsed}) / 60 = {decimal(float(1 - share))}"
        f" still lie in the last 60 s: {former} × {60 - elapsed} / 60 + {current} ="
        f" {decimal(answer)}. Two counters a client do for a window that slides."
    )
    hints = ("Which share of the former minute lies within the last 60 s?",)
    return Instance(question, why, hints)


def _ask_room(chance: Chance) -> Instance | None:
    limit = 10 * chance.whole(4, 20)
    former = chance.whole(limit * 6 // 10, limit)
    elapsed = 5 * chance.whole(3, 11)
    current = chance.whole(1, limit // 2)
    estimate = model.sliding_count(former, current, elapsed, 60)
    answer = ceil(limit - estimate)
    if answer < 1:
        return None
    text = (
        f"A limiter allows {limit} requests a minute. It keeps one counter a minute for"
        " each client and estimates the last 60 s from two of them, as if the requests"
        f" of the former minute had come evenly: {former} in the former one, {current}"
        f" in the first {elapsed} s of the present one. A request passes and is counted"
        " as long as the estimate before it is below the limit. How many more pass at"
        " once?"
    )
    wrong = (
        (int(limit - estimate), "rounds down: the last one still finds room"),
        (limit - current, "forgets the former minute"),
        (max(0, limit - former - current), "counts the whole former minute"),
        (
            max(0, ceil(limit - former * Fraction(elapsed, 60) - current)),
            "takes the share of the former minute that has passed",
        ),
    )
    question = numeric_question(text, answer, wrong, unit="requests", places=0)
    why = (
        f"The estimate is {former} × {60 - elapsed} / 60 + {current} ="
        f" {decimal(float(estimate))}. Each request that passes adds 1, and it must be"
        f" below {limit} before: {answer} more, after which it is"
        f" {decimal(float(estimate + answer))}."
    )
    hints = ("What is the estimate before, and after each of them?",)
    return Instance(question, why, hints)


make = by_difficulty(
    {
        1: (_ask_fixed, _ask_estimate),
        2: (_ask_log, _ask_estimate),
        3: (_ask_log, _ask_room),
    }
)


GENERATOR = Generator(
    name="limits.sliding_window",
    version=1,
    title="Follow a window over the requests of a client",
    source=(
        (
            "Desgats, How we built rate limiting capable of scaling to millions of"
            " domains, Cloudflare blog, 2017"
        ),
    ),
    parameters=Parameters,
    make=make,
)
