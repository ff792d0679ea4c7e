"""Apply Little's law: to pools, to queues, and to users who think."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.capacity import flow_model as model
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.01)
HINT: Final = "L = λ × W: in the system = rate × time in it. Mind the units."
HOLDERS: Final = (
    ("An API server", "requests", "a worker thread", "threads are busy"),
    ("A service", "transactions", "a database connection", "connections are in use"),
    ("A proxy", "requests", "a socket to the backend", "sockets are in use"),
    ("A crawler", "fetches", "a coroutine", "coroutines are waiting"),
)


def _ask_busy(chance: Chance) -> Instance | None:
    who, what, resource, busy = chance.pick(HOLDERS)
    rate, hold = 20 * chance.whole(2, 60), 5 * chance.whole(3, 60)
    text = (
        f"{who} handles {grouped(rate)} {what} a second. Each holds {resource} for"
        f" {hold} ms on average. How many {busy} on average? Round to one decimal."
    )
    answer = model.in_system(rate, hold / 1000)
    wrong = [
        (rate / hold, "divides the rate by the time"),
        (1000 / hold, "is what a single one can handle in a second"),
        (rate * hold / 100, "takes a millisecond for a hundredth of a second"),
        (hold / rate, "divides the time by the rate"),
    ]
    why = (
        f"L = λ × W = {grouped(rate)} a second × {decimal(hold / 1000, 3)} s ="
        f" {decimal(answer, 1)}. Bursts need more: this is an average."
    )
    question = choice_question(
        text,
        decimal(answer, 1),
        [Wrong(decimal(each, 1), error) for each, error in wrong],
        chance,
    )
    return Instance(question, why, (HINT,)) if question else None


def _ask_limit(chance: Chance) -> Instance:
    size, hold = 5 * chance.whole(2, 40), 5 * chance.whole(2, 50)
    text = (
        f"A pool has {size} database connections, and a request holds one for {hold} ms"
        " on average. At which rate of requests a second are all of them busy all the"
        " time? Within 1 %."
    )
    answer = model.rate(size, hold / 1000)
    wrong = (
        (1000 / hold, "is the rate of a single connection"),
        (size * hold / 1000, "multiplies where λ = L / W divides"),
        (size / hold, "is the rate a millisecond"),
        (size * 1000, "lets each connection serve one a millisecond"),
    )
    why = (
        f"λ = L / W = {size} / {decimal(hold / 1000, 3)} s = {decimal(answer, 1)} a"
        " second. Beyond that rate requests queue for a connection."
    )
    question = numeric_question(text, answer, wrong, unit="requests/s", leeway=NEAR)
    return Instance(question, why, (HINT,))


def _ask_backlog(chance: Chance) -> Instance:
    length = 50 * chance.whole(4, 80)
    workers, work = chance.whole(2, 12), 10 * chance.whole(2, 30)
    text = (
        f"A queue holds steadily about {grouped(length)} jobs. {workers} workers, all"
        f" busy, take {work} ms for each job. How long does a job wait in the queue"
        " before a worker takes it? In seconds, within 1 %."
    )
    rate = workers * 1000 / work
    answer = model.stay(length, rate)
    wrong = (
        (length * work / 1000, "lets a single worker do it all"),
        (length / workers, "forgets how long a job takes"),
        (rate / length, "divides the rate by the length"),
        (work / 1000, "is the time of the work, not of the wait"),
    )
    why = (
        f"{workers} workers finish {workers} / {decimal(work / 1000, 2)} s ="
        f" {decimal(rate, 1)} jobs a second. W = L / λ = {grouped(length)} /"
        f" {decimal(rate, 1)} = {decimal(answer)} s, whatever the order of service."
    )
    question = numeric_question(text, answer, wrong, unit="s", leeway=NEAR)
    return Instance(question, why, (HINT, "How many jobs leave the queue a second?"))


def _ask_mixed(chance: Chance) -> Instance:
    rate, misses = 100 * chance.whole(3, 40), 5 * chance.whole(1, 8)
    fast, slow = chance.whole(1, 8), 20 * chance.whole(2, 15)
    text = (
        f"A service gets {grouped(rate)} requests a second. {100 - misses} % hit the"
        f" cache and take {fast} ms, {misses} % miss it and take {slow} ms. How many"
        " requests are in the service on average? Within 1 %."
    )
    mean = ((100 - misses) * fast + misses * slow) / 100
    answer = model.in_system(rate, mean / 1000)
    wrong = (
        (rate * (fast + slow) / 2000, "averages both times without their shares"),
        (rate * slow / 1000, "lets every request miss"),
        (rate * misses * slow / 100_000, "counts the misses only"),
        (rate * (slow * (100 - misses) + fast * misses) / 1e5, "swaps the shares"),
        (rate * (fast + slow) / 1000, "adds both times for every request"),
    )
    why = (
        f"W = {decimal(1 - misses / 100)} × {fast} + {decimal(misses / 100)} × {slow} ="
        f" {decimal(mean)} ms, so L = {grouped(rate)} × {decimal(mean / 1000, 5)} s ="
        f" {decimal(answer)}; {decimal(rate * misses * slow / 1e5, 1)} of them are"
        " misses."
    )
    question = numeric_question(text, answer, wrong, unit="requests", leeway=NEAR)
    return Instance(question, why, (HINT, "What does a request take on average?"))


def _ask_slowdown(chance: Chance) -> Instance | None:
    rate, before = 50 * chance.whole(4, 40), 10 * chance.whole(2, 8)
    factor = chance.whole(3, 9)
    after = before * factor
    needed = model.in_system(rate, after / 1000)
    size = round(needed * chance.pick((0.5, 0.7, 0.8, 1.2, 1.6)))
    text = (
        f"{grouped(rate)} requests a second each hold one of {size} connections for"
        f" {before} ms. Now the database becomes slower and they hold it for {after}"
        " ms, while the arrivals go on as before. What happens?"
    )
    used = model.in_system(rate, before / 1000)

    def busy(count: float) -> str:
        if count < size:
            return f"About {decimal(count, 1)} are busy, and waits are short or none"
        return f"{decimal(count, 1)} would be needed, and the queue grows for ever"

    wrong = [
        Wrong(busy(used), "keeps the number from before the slowdown"),
        Wrong(busy(used + factor), "adds the factor instead of multiplying by it"),
        Wrong(busy(used + needed), "adds the time before to the time now"),
        Wrong(busy(used / factor), "lets slower requests need fewer connections"),
    ]
    question = choice_question(text, busy(needed), wrong, chance)
    verdict = "more than there are" if needed >= size else f"fewer than the {size}"
    why = (
        f"L = λ × W = {grouped(rate)} × {decimal(after / 1000, 3)} s ="
        f" {decimal(needed, 1)} connections, {verdict}. Before it was"
        f" {decimal(used, 1)}: the number grows with the time, by {factor}. With {size}"
        f" connections {decimal(model.rate(size, after / 1000), 1)} requests a second"
        " is the most."
    )
    return Instance(question, why, (HINT,)) if question else None


def _ask_think(chance: Chance) -> Instance:
    users, think = 20 * chance.whole(5, 60), chance.whole(3, 20)
    response = chance.pick((0.2, 0.4, 0.5, 0.8, 1, 1.5, 2))
    text = (
        f"{grouped(users)} users work with a system: each sends a request, waits"
        f" {decimal(response)} s for the answer, thinks for {think} s, and sends the"
        " next. How many requests a second does the system get? Within 1 %."
    )
    answer = model.interactive_rate(users, response, think)
    wrong = (
        (users / response, "forgets that users think"),
        (users / think, "forgets that users wait"),
        (users * (response + think), "multiplies by the cycle"),
        (float(users), "lets each user send one a second"),
    )
    why = (
        f"A cycle takes R + Z = {decimal(response)} + {think} ="
        f" {decimal(response + think)} s, so X = N / (R + Z) = {grouped(users)} /"
        f" {decimal(response + think)} = {decimal(answer)} a second. Of the users"
        f" {decimal(answer * response, 1)} are waiting at a time."
    )
    question = numeric_question(text, answer, wrong, unit="requests/s", leeway=NEAR)
    return Instance(
        question, why, ("Apply Little's law to users and system together.",)
    )


def _ask_response(chance: Chance) -> Instance:
    think, rate = chance.whole(3, 15), 10 * chance.whole(2, 30)
    response = chance.whole(2, 40) / 10
    users = round(rate * (think + response))
    text = (
        f"{grouped(users)} users think for {think} s between an answer and their next"
        f" request. The system handles {rate} requests a second. What is its response"
        " time on average? In seconds, to one decimal."
    )
    answer = model.interactive_response(users, rate, think)
    wrong = (
        (users / rate, "is the whole cycle, the thinking included"),
        (users / rate + think, "adds the thinking instead of taking it off"),
        (rate / users, "divides the rate by the users"),
    )
    why = (
        f"N / X = {grouped(users)} / {rate} = {decimal(users / rate)} s is a cycle of"
        f" waiting and thinking; without {think} s of thinking R ="
        f" {decimal(answer, 1)} s are left."
    )
    leeway = Leeway(absolute=0.05)
    question = numeric_question(text, answer, wrong, unit="s", leeway=leeway, places=1)
    return Instance(question, why, ("How long is one cycle of a user?",))


make = by_difficulty(
    {
        1: (_ask_busy, _ask_limit),
        2: (_ask_backlog, _ask_mixed, _ask_slowdown),
        3: (_ask_think, _ask_response, _ask_mixed),
    }
)


GENERATOR = Generator(
    name="capacity.littles_law",
    version=1,
    title="Apply Little's law",
    source=(
        "Little, A Proof for the Queuing Formula L = λW, Operations Research 9, 1961",
        "Lazowska et al., Quantitative System Performance, 1984, chapter 3",
    ),
    parameters=Parameters,
    make=make,
)
