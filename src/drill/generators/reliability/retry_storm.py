"""What retries do to the layers below, and how backoff spreads them."""

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
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.reliability import retry_model as model

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.01)
CHAIN: Final = ("edge proxy", "gateway", "order service", "stock service", "database")


def _plain(number: Fraction, places: int = 2) -> str:
    return decimal(float(number), places)


def _ask_layers(chance: Chance) -> Instance:
    names = CHAIN[-chance.whole(3, 5) :]
    callers = len(names) - 1
    retries = chance.whole(2, 3)
    attempts = [retries + 1] * callers
    answer = model.calls_below(attempts)
    text = (
        f"{_drawn(names)}\n\nEach layer above the database retries a failed call to the"
        f" layer below up to {retries} times, then fails itself. The database fails"
        f" every call. How many calls does it get for one request to the {names[0]}?"
    )
    wrong = (
        (retries**callers, "forgets the first try of each layer"),
        ((retries + 1) * callers, "adds where the layers multiply"),
        (retries * callers + 1, "counts the retries of all layers once each"),
        ((retries + 1) ** (callers + 1), "counts one layer too many"),
        (retries + 1, "lets the lowest layer retry only"),
    )
    question = numeric_question(text, answer, wrong, unit="calls", places=0)
    why = (
        f"Each of the {callers} calling layers makes {retries} + 1 = {retries + 1}"
        f" tries for every try of the one above: {retries + 1}^{callers} = {answer}. So"
        " retry in one layer only, and tell the layers above not to."
    )
    return Instance(question, why, ("How many tries does one layer make in all?",))


def _drawn(names: tuple[str, ...]) -> str:
    return "```text\n" + " → ".join(names) + "\n```"


def _ask_mixed(chance: Chance) -> Instance | None:
    names = CHAIN[1:]
    attempts = [chance.whole(1, 4) for _ in names[1:]]
    right = model.calls_below(attempts)
    if right < 4:  # noqa: PLR2004 - there is hardly anything to multiply
        return None
    listed = "; ".join(
        f"the {name} {_tries(count)}"
        for name, count in zip(names[:-1], attempts, strict=True)
    )
    text = (
        f"{_drawn(names)}\n\nFor each request that it gets, against the layer below:"
        f" {listed}. The database is down. How many calls reach it for one request to"
        " the gateway?"
    )

    def calls(count: int) -> str:
        return f"{count} calls" if count != 1 else "1 call"

    fewer = [max(1, each - 1) for each in attempts]
    wrong = [
        Wrong(calls(sum(attempts)), "adds where the layers multiply"),
        Wrong(calls(model.calls_below(fewer)), "forgets the first try of each layer"),
        Wrong(calls(max(attempts)), "takes the layer that tries most for the whole"),
        Wrong(calls(attempts[-1]), "counts the layer next to the database only"),
        Wrong(calls(model.calls_below([each + 1 for each in attempts])), "adds a try"),
    ]
    question = choice_question(text, calls(right), wrong, chance)
    product = " × ".join(str(each) for each in attempts)
    why = (
        f"Tries multiply from layer to layer: {product} = {right}. A layer that tries"
        " once passes the failure on and multiplies nothing."
    )
    return Instance(question, why) if question else None


def _tries(count: int) -> str:
    if count == 1:
        return "tries once and never again"
    return f"tries {count} times at most"


def _ask_mean(chance: Chance) -> Instance:
    failure = Fraction(chance.pick((10, 20, 25, 30, 40, 50)), 100)
    attempts, rate = chance.whole(3, 5), 100 * chance.whole(2, 30)
    answer = float(rate * model.mean_attempts(failure, attempts))
    text = (
        f"Clients send {grouped(rate)} requests a second to a service. A call fails"
        f" with a chance of {_plain(failure * 100)} %, independently of earlier ones,"
        f" and a client tries at most {attempts} times in all, at once after a failure."
        " How many calls a second does the service get? Within 1 %."
    )
    wrong = (
        (rate * attempts, "lets every request use all of its tries"),
        (rate * (1 + float(failure)), "counts the first retry only"),
        (
            rate * (1 + float(failure) * (attempts - 1)),
            "lets each failure retry to the end",
        ),
        (rate / float(1 - failure), "lets clients try for ever"),
        (rate, "forgets the retries"),
    )
    terms = " + ".join(
        "1" if tried == 0 else f"{_plain(failure)}^{tried}" for tried in range(attempts)
    )
    question = numeric_question(
        text, answer, wrong, unit="calls/s", leeway=NEAR, places=1
    )
    why = (
        f"A request is tried again only if all tries before failed: {terms} ="
        f" {_plain(model.mean_attempts(failure, attempts), 4)} tries on average, times"
        f" {grouped(rate)}. In the end"
        f" {_plain(model.still_fails(failure, attempts) * 100, 4)} % of the requests"
        " fail."
    )
    hints = ("With which chance does a request need a second try, and a third?",)
    return Instance(question, why, hints)


def _ask_budget(chance: Chance) -> Instance | None:
    rate = 1000 * chance.whole(1, 20)
    share = Fraction(chance.pick((5, 10, 20)), 100)
    failure = Fraction(chance.pick((2, 5, 10, 20, 50, 100)), 100)
    attempts = chance.whole(3, 4)
    right = model.load_with_budget(rate, failure, share)
    wanted = failure / (1 - failure) if failure < 1 else None
    if wanted is not None and abs(wanted - share) < Fraction(1, 100):
        return None  # too near to call
    text = (
        f"Clients send {grouped(rate)} first tries a second. A call, first try or"
        f" retry, fails with a chance of {_plain(failure * 100)} %; a failed one is"
        " retried, again and again, as long as retries stay within"
        f" {_plain(share * 100)} % of the first tries. How many calls a second reach"
        " the service?"
    )

    def calls(number: Fraction) -> str:
        return f"About {decimal(float(number), 0)} a second"

    endless = (
        Fraction(rate) / (1 - failure) if failure < 1 else Fraction(rate * attempts)
    )
    wrong = [
        Wrong(calls(rate * (1 + share)), "spends the whole budget, needed or not"),
        Wrong(calls(endless), "forgets that the budget cuts retries off"),
        Wrong(
            calls(rate * (1 + failure)), "retries each failure once, beyond the budget"
        ),
        Wrong(calls(Fraction(rate)), "forgets the retries"),
        Wrong(calls(rate * (1 + failure * share)), "takes the share of the failures"),
    ]
    question = choice_question(text, calls(right), wrong, chance)
    need = (
        "without end, since all calls fail"
        if wanted is None
        else f"{_plain(failure)} / (1 − {_plain(failure)}) = {_plain(wanted, 3)} of the"
        " first tries"
    )
    bound = (
        "the budget cuts them off" if right == rate * (1 + share) else "they all fit"
    )
    why = (
        f"Retries would be {need}; allowed are {_plain(share)}, so {bound}:"
        f" {calls(right).lower()}. The budget bounds the load of an outage by"
        f" {_plain(1 + share)} times, where fixed numbers of tries multiply it."
    )
    return Instance(question, why) if question else None


def _ask_backoff(chance: Chance) -> Instance:
    base, retries = chance.pick((50, 100, 200, 250)), chance.whole(4, 8)
    cap = base * 2 ** chance.whole(2, 4) - chance.pick((0, 0, base))
    waits = model.delays(base, cap, retries)
    asks_last = chance.pick((True, False, False))

    def asked(times: list[int]) -> int:
        return times[-1] if asks_last else sum(times)

    what = (
        f"How long is the wait before retry {retries}"
        if asks_last
        else f"How long does a caller wait in all before retry {retries} goes out"
    )
    text = (
        "A client backs off exponentially without jitter: retry n waits"
        f" min({cap} ms, {base} ms × 2^(n − 1)). {what}, not counting the calls"
        " themselves? In ms."
    )
    free = model.delays(base, 10**9, retries)
    late = model.delays(base * 2, cap, retries)
    linear = [min(cap, base * (each + 1)) for each in range(retries)]
    wrong = (
        (sum(waits), "is the sum of all waits"),
        (waits[-1], "is the last wait only"),
        (asked(free), "forgets the cap"),
        (asked(late), "begins with 2 × the base"),
        (asked(linear), "lets the waits grow by the base"),
        (asked(waits[:-1]), "leaves out the last wait"),
    )
    answer = asked(waits)
    question = numeric_question(text, answer, wrong, unit="ms", places=0)
    listed = " + ".join(grouped(each) for each in waits)
    why = (
        f"The waits are {listed} = {grouped(sum(waits))} ms; the last one is"
        f" {grouped(waits[-1])} ms. Full jitter would draw each from 0 to that length:"
        " half as long on average, and clients that failed together come back apart."
    )
    return Instance(question, why, ("From which retry on does the cap hold?",))


make = by_difficulty(
    {
        1: (_ask_layers, _ask_backoff),
        2: (_ask_mixed, _ask_mean, _ask_backoff),
        3: (_ask_mixed, _ask_mean, _ask_budget),
    }
)


GENERATOR = Generator(
    name="reliability.retry_storm",
    version=1,
    title="Count what retries add to the load",
    source=(
        "Beyer et al., Site Reliability Engineering, 2016, chapters 21 and 22",
        "Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015",
    ),
    parameters=Parameters,
    make=make,
)
