"""Reckon with a single queue under random load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.capacity import mm1_model as model
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
HINTS: Final = (
    "Find the service rate μ and the utilisation ρ = λ / μ first.",
    "In M/M/1 the response time is 1 / (μ − λ).",
)
LOADS: Final = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def _load(chance: Chance) -> tuple[float, float, float]:
    """Arrivals and service a second, and the service time in ms."""
    work = chance.pick((2, 4, 5, 8, 10, 20, 25, 40, 50))
    service = 1000 / work
    return chance.pick(LOADS) * service, service, work


def _setting(arrivals: float, work: float) -> str:
    return (
        f"One server takes {decimal(work)} ms for a request, exponentially distributed,"
        f" and gets {decimal(arrivals)} requests a second from a Poisson process"
        " (M/M/1)."
    )


def _ms(seconds: float) -> str:
    return f"{decimal(seconds * 1000, 1)} ms"


def _ask_response(chance: Chance) -> Instance | None:
    arrivals, service, work = _load(chance)
    right = model.response(arrivals, service)
    load = model.utilisation(arrivals, service)
    wrong = [
        Wrong(_ms(model.wait(arrivals, service)), "is the time in the queue alone"),
        Wrong(_ms(work / 1000), "is the service time: nobody ever waits"),
        Wrong(_ms(work * (1 + load) / 1000), "waits for ρ of one service only"),
        Wrong(_ms(work / load / 1000), "divides the service time by ρ, not by 1 − ρ"),
    ]
    text = (
        f"{_setting(arrivals, work)} How long is the response time, waiting and service"
        " together, on average?"
    )
    question = choice_question(text, _ms(right), wrong, chance)
    why = (
        f"μ = 1000 / {decimal(work)} = {decimal(service)} a second, ρ ="
        f" {decimal(load)}. W = 1 / (μ − λ) = 1 / ({decimal(service)} −"
        f" {decimal(arrivals)}) = {_ms(right)}: the service time divided by 1 − ρ."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_number(chance: Chance) -> Instance:
    arrivals, service, work = _load(chance)
    load = model.utilisation(arrivals, service)
    answer = model.in_system(arrivals, service)
    text = (
        f"{_setting(arrivals, work)} How many requests are in the system on average,"
        " the one in service included? Within 2 %."
    )
    wrong = (
        (load * answer, "counts the queue only, not the one in service"),
        (load, "is the utilisation"),
        (1 / (1 - load), "has 1 instead of ρ above the line"),
        (load / (1 + load), "has a plus below the line"),
    )
    why = (
        f"ρ = {decimal(arrivals)} × {decimal(work / 1000, 3)} = {decimal(load)};"
        f" L = ρ / (1 − ρ) = {decimal(load)} / {decimal(1 - load)} ="
        f" {decimal(answer)}. Of these {decimal(load * answer)} wait."
    )
    return Instance(
        numeric_question(text, answer, wrong, unit="requests", leeway=NEAR), why, HINTS
    )


def _ask_growth(chance: Chance) -> Instance | None:
    before = chance.pick((0.4, 0.5, 0.6, 0.7))
    after = chance.pick((0.8, 0.85, 0.9, 0.95))
    right = (1 - before) / (1 - after)

    def times(factor: float) -> str:
        return f"By a factor of {decimal(factor, 2)}"

    wrong = [
        Wrong(times(after / before), "grows in proportion to the load"),
        Wrong(times(right * after / before), "is the factor of those in the system"),
        Wrong(times((after / before) ** 2), "grows with the square of the load"),
        Wrong(times(1 / (1 - after)), "compares with an empty system"),
    ]
    text = (
        f"The utilisation of a server rises from {decimal(before * 100)} % to"
        f" {decimal(after * 100)} %, since more requests come. Arrivals are Poisson,"
        " service times exponential, one queue. By which factor does the mean response"
        " time, waiting and service, grow?"
    )
    question = choice_question(text, times(right), wrong, chance)
    why = (
        f"W = service time / (1 − ρ): {decimal(1 / (1 - before))} service times before,"
        f" {decimal(1 / (1 - after))} after, and (1 − {decimal(before)}) / (1 −"
        f" {decimal(after)}) = {decimal(right)}."
    )
    hints = ("W is the service time / (1 − ρ).",)
    return Instance(question, why, hints) if question else None


def _ask_wait(chance: Chance) -> Instance:
    arrivals, service, work = _load(chance)
    answer = model.wait(arrivals, service) * 1000
    whole = model.response(arrivals, service) * 1000
    text = (
        f"{_setting(arrivals, work)} How long does a request wait on average before its"
        " service begins? In ms, within 2 %."
    )
    wrong = (
        (whole, "is the response time: the service is counted too"),
        (answer / 2, "is the wait for constant service times (M/D/1)"),
        (work, "is the service time"),
        (model.utilisation(arrivals, service) * work, "waits for ρ of one service"),
    )
    why = (
        f"ρ = {decimal(arrivals / service)}; the response takes 1 / (μ − λ) ="
        f" {decimal(whole, 1)} ms. Without {decimal(work)} ms of service"
        f" {decimal(answer, 1)} ms are left, which is ρ × W."
    )
    return Instance(
        numeric_question(text, answer, wrong, unit="ms", leeway=NEAR), why, HINTS
    )


def _ask_arrivals(chance: Chance) -> Instance:
    work = chance.pick((2, 4, 5, 8, 10, 20, 25, 40, 50))
    factor = chance.pick((2, 2.5, 4, 5, 8, 10))
    service, goal = 1000 / work, work * factor
    answer = model.arrivals_for(goal / 1000, service)
    text = (
        f"One server takes {work} ms for a request (exponential, Poisson arrivals,"
        f" M/M/1). The mean response time may be {decimal(goal)} ms. How many requests"
        " a second may come at most? Within 2 %."
    )
    wrong = (
        (service, "is the service rate, at which the queue has no end"),
        (1000 / goal, "is 1 / W"),
        (service / factor, "divides the service rate by the allowed slowdown"),
        (service + 1000 / goal, "has a plus for the minus"),
    )
    why = (
        f"W = 1 / (μ − λ), so λ = μ − 1 / W = {decimal(service)} −"
        f" {decimal(1000 / goal)} = {decimal(answer)} a second: a utilisation of"
        f" {decimal(answer / service * 100)} %."
    )
    question = numeric_question(text, answer, wrong, unit="requests/s", leeway=NEAR)
    return Instance(question, why, HINTS)


def _ask_percentile(chance: Chance) -> Instance:
    arrivals, service, work = _load(chance)
    share = chance.pick((0.9, 0.95, 0.99))
    mean = model.response(arrivals, service) * 1000
    answer = model.response_percentile(share, arrivals, service) * 1000
    text = (
        f"{_setting(arrivals, work)} Within which time do {decimal(share * 100)} % of"
        " the responses come? In ms, within 2 % (ln 10 = 2.303, ln 20 = 2.996, ln 100"
        " = 4.605)."
    )
    wrong = (
        (mean, "is the mean response time"),
        (share * mean, "takes that share of the mean"),
        (answer / mean * work, "spreads the service time alone"),
        (mean * 2, "doubles the mean"),
        (answer - work, "leaves out the service"),
    )
    why = (
        f"W = 1 / ({decimal(service)} − {decimal(arrivals)}) s = {decimal(mean, 1)} ms."
        " In M/M/1 the response time is itself exponential, so"
        f" {decimal(100 - share * 100)} % take longer than"
        f" ln({decimal(1 / (1 - share))}) × W = {decimal(answer / mean, 3)} ×"
        f" {decimal(mean, 1)} = {decimal(answer, 1)} ms."
    )
    question = numeric_question(text, answer, wrong, unit="ms", leeway=NEAR)
    return Instance(question, why, HINTS)


def _ask_many(chance: Chance) -> Instance:
    load, count = chance.pick((0.5, 0.6, 0.7, 0.8, 0.9)), chance.whole(3, 8)
    answer = model.at_least(count, load, 1) * 100
    text = (
        f"A single server under random load (M/M/1) is {decimal(load * 100)} %"
        f" utilised. For which share of the time are there {count} or more requests in"
        " the system, the one in service included? In percent, within 2 %."
    )
    wrong = (
        (answer * load, f"is the share for {count + 1} or more"),
        (answer / load, f"is the share for {count - 1} or more"),
        (answer * (1 - load), f"is the share for exactly {count}"),
        (100 - answer, "is the share for fewer"),
        (load * 100, "is the share for one or more"),
    )
    why = (
        "Exactly n are there with the chance (1 − ρ) × ρ^n, so n or more with ρ^n:"
        f" {decimal(load)}^{count} = {decimal(answer / 100, 4)}."
    )
    question = numeric_question(text, answer, wrong, unit="%", leeway=NEAR)
    return Instance(question, why, ("The chance of n in the system is (1 − ρ) × ρ^n.",))


def _ask_variation(chance: Chance) -> Instance | None:
    arrivals, service, work = _load(chance)
    variation = chance.pick((0, 0, 3, 4, 9))
    sort = "constant" if variation == 0 else "spread widely"
    right = model.wait_with(variation, arrivals, service)
    exponential = model.wait(arrivals, service)
    text = (
        f"One server gets {decimal(arrivals)} requests a second from a Poisson process"
        f" and takes {decimal(work)} ms for each on average. The service times are"
        f" {sort}: their squared coefficient of variation is {variation} (M/G/1). How"
        " long does a request wait on average before its service?"
    )
    wrong = [
        Wrong(_ms(exponential), "is right for exponential times (variation 1) only"),
        Wrong(_ms(variation * exponential), "multiplies by C² instead of (1 + C²) / 2"),
        Wrong(_ms(right + work / 1000), "counts the service too"),
        Wrong(_ms((1 + variation) * exponential), "forgets to halve 1 + C²"),
    ]
    question = choice_question(text, _ms(right), wrong, chance)
    why = (
        f"ρ = {decimal(arrivals / service)}. Pollaczek and Khinchine: (1 + C²) / 2 × ρ"
        f" / (1 − ρ) × service time = {decimal((1 + variation) / 2)} ×"
        f" {decimal(model.in_system(arrivals, service))} × {decimal(work)} ms ="
        f" {_ms(right)}. Exponential times would give {_ms(exponential)}."
    )
    return Instance(question, why, HINTS[:1]) if question else None


def _ask_pooling(chance: Chance) -> Instance | None:
    each, service, work = _load(chance)
    designs = (
        ("two servers, each with its own queue", model.response(each, service)),
        ("two servers with one common queue", model.response_of_two(2 * each, service)),
        ("one server that is twice as fast", model.response(2 * each, 2 * service)),
    )
    name, right = chance.pick(designs)
    text = (
        f"{decimal(2 * each)} requests a second come from a Poisson process, and a"
        f" server takes {decimal(work)} ms for one, exponentially distributed. What is"
        f" the mean response time with {name}? (With its own queue, each server gets"
        " half of the requests at random. With ρ the load of each, M/M/2 has W = 1 / (μ"
        " (1 − ρ²)).)"
    )
    wrong = [
        Wrong(_ms(value), f"is that of {other}")
        for other, value in designs
        if other != name
    ]
    wrong += [Wrong(_ms(work / 1000), "is the service time: nobody ever waits")]
    question = choice_question(text, _ms(right), wrong, chance)
    values = "; ".join(f"{other}: {_ms(value)}" for other, value in designs)
    why = (
        f"The load is {decimal(each / service)} in each case. The three designs:"
        f" {values}. With queues of their own one server may idle while requests wait"
        " at the other; a common queue avoids that, and the fast server also works at"
        " full speed on a single request."
    )
    return Instance(question, why, HINTS) if question else None


make = by_difficulty(
    {
        1: (_ask_response, _ask_number),
        2: (_ask_response, _ask_wait, _ask_growth, _ask_arrivals),
        3: (_ask_percentile, _ask_many, _ask_variation, _ask_pooling),
    }
)


GENERATOR = Generator(
    name="capacity.mm1",
    version=1,
    title="Reckon with a queue under random load",
    source=("Kleinrock, Queueing Systems, volume 1, 1975, sections 3.2 and 5.6",),
    parameters=Parameters,
    make=make,
)
