"""Trace a token bucket: what it refuses, and what it has left."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.limits import limiter_model as model
from drill.generators.limits.drawing_model import bursts, drawn, refused, seconds
from drill.generators.limits.limiter_model import Bucket, Decision, Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

HINT: Final = "How many tokens were gained since the last request, and is there room?"


def _plain(number: Fraction) -> str:
    return decimal(float(number))


def _bucket(chance: Chance, *, costs: bool = True) -> Bucket:
    capacity = chance.whole(3, 6) if costs else chance.whole(2, 3)
    return Bucket(capacity, Fraction(chance.pick((1, 2, 2, 3, 4)), 2))


def _rules(bucket: Bucket, *, costs: bool) -> str:
    need = "as many tokens as the table says" if costs else "one token"
    return (
        f"A token bucket holds {bucket.capacity} tokens at most, is full at first, and"
        f" gains {_plain(bucket.rate)} token{'' if bucket.rate == 1 else 's'} a second"
        f" continuously, fractions included. A request needs {need}; one that finds too"
        " few is refused at once and takes none."
    )


def _wrong_buckets(bucket: Bucket) -> tuple[tuple[Bucket, str], ...]:
    return (
        (replace(bucket, charges_refused=True), "lets refused requests take tokens"),
        (replace(bucket, is_capped=False), "lets tokens pile up above the capacity"),
        (replace(bucket, ticks=1000), "adds tokens at whole seconds only"),
        (replace(bucket, rounds_up=True), "takes a part of a token for a whole one"),
        (replace(bucket, gains_twice=True), "counts the time before a refusal again"),
        (replace(bucket, starts_full=False), "begins with an empty bucket"),
    )


def _passes(decisions: Sequence[Decision]) -> list[bool]:
    return [each.passes for each in decisions]


def _ask_plain(chance: Chance) -> Instance | None:
    return _ask_refused(chance, costs=False)


def _ask_costly(chance: Chance) -> Instance | None:
    return _ask_refused(chance, costs=True)


def _ask_refused(chance: Chance, *, costs: bool) -> Instance | None:
    bucket = _bucket(chance, costs=costs)
    requests = bursts(chance, costs=costs)
    decisions = model.token_bucket(bucket, requests)
    passes = _passes(decisions)
    if not 1 <= passes.count(False) <= 4:  # noqa: PLR2004 - more is tedious
        return None
    text = (
        f"{_rules(bucket, costs=costs)} Which requests are refused?\n\n"
        f"{drawn(requests, costs=costs)}"
    )
    wrong = [
        Wrong(refused(_passes(model.token_bucket(each, requests))), why)
        for each, why in _wrong_buckets(bucket)
    ]
    question = choice_question(text, refused(passes), wrong, chance)
    why = f"{_trace(requests, decisions)}\n\nToo few tokens: {refused(passes).lower()}."
    return Instance(question, why, (HINT,)) if question else None


def _trace(requests: Sequence[Request], decisions: Sequence[Decision]) -> str:
    rows: list[list[object]] = [["s", "finds", "needs", "", "leaves"]]
    for each, decided in zip(requests, decisions, strict=True):
        verdict = "passes" if decided.passes else "refused"
        found = [_plain(decided.before), each.cost, verdict, _plain(decided.after)]
        rows.append([seconds(each.at), *found])
    return table(rows)


def _ask_left(chance: Chance) -> Instance | None:
    bucket, requests = _bucket(chance), bursts(chance, costs=True)[:6]
    decisions = model.token_bucket(bucket, requests)
    if all(_passes(decisions)):
        return None
    answer = float(decisions[-1].after)
    text = (
        f"{_rules(bucket, costs=True)} How many tokens are left right after the last"
        f" request was decided? To two decimals.\n\n{drawn(requests, costs=True)}"
    )
    wrong = [
        (float(model.token_bucket(each, requests)[-1].after), why)
        for each, why in _wrong_buckets(bucket)
    ]
    wrong.append((float(decisions[-1].before), "is what the last request finds"))
    leeway = Leeway(absolute=0.01)
    question = numeric_question(text, answer, wrong, unit="tokens", leeway=leeway)
    return Instance(question, _trace(requests, decisions), (HINT,))


def _ask_wait(chance: Chance) -> Instance | None:
    bucket, requests = _bucket(chance), bursts(chance, costs=True)[:5]
    found = model.token_bucket(bucket, requests)[-1].before
    requests[-1] = replace(requests[-1], cost=min(int(found) + 1, bucket.capacity))
    decisions = model.token_bucket(bucket, requests)
    last, request = decisions[-1], requests[-1]
    if last.passes:
        return None
    answer = float(model.wait_for(bucket, last.after, request.cost))
    text = (
        f"{_rules(bucket, costs=True)} The last of these requests is refused. How many"
        " milliseconds later could it pass at the earliest, if no other comes? To whole"
        f" milliseconds.\n\n{drawn(requests, costs=True)}"
    )
    empty = model.wait_for(bucket, Fraction(0), request.cost)
    wrong = (
        (float(empty), "starts from an empty bucket"),
        (float(model.wait_for(bucket, Fraction(0), bucket.capacity)), "fills it up"),
        (float(1000 / bucket.rate), "waits for one token"),
        (1000 - request.at % 1000, "waits for the next whole second"),
    )
    leeway = Leeway(absolute=1)
    question = numeric_question(text, answer, wrong, unit="ms", leeway=leeway, places=0)
    why = (
        f"{_trace(requests, decisions)}\n\nIt needs {request.cost} and finds"
        f" {_plain(last.after)}: {_plain(request.cost - last.after)} tokens at"
        f" {_plain(bucket.rate)} a second take {decimal(answer, 0)} ms."
    )
    return Instance(question, why, (HINT,))


make = by_difficulty(
    {
        1: (_ask_plain,),
        2: (_ask_costly, _ask_left),
        3: (_ask_left, _ask_wait),
    }
)


GENERATOR = Generator(
    name="limits.token_bucket",
    version=1,
    title="Trace a token bucket",
    source=("Tanenbaum and Wetherall, Computer Networks, 5th edition, section 5.4.2",),
    parameters=Parameters,
    make=make,
)
