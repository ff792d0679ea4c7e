"""Trace a limiter of rates: a token bucket, or a window that slides."""

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
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.limits import limiter_model as model
from drill.generators.limits.limiter_model import Bucket, Decision, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.chance import Chance

HINT: Final = "How many tokens were gained since the last request, and is there room?"


def _plain(number: Fraction) -> str:
    return decimal(float(number))


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000 // 100}"


def _bucket(chance: Chance, *, costs: bool = True) -> Bucket:
    capacity = chance.whole(3, 6) if costs else chance.whole(2, 3)
    return Bucket(capacity, Fraction(chance.pick((1, 2, 2, 3, 4)), 2))


def _requests(chance: Chance, *, costs: bool) -> list[Request]:
    """Bursts with pauses between."""
    now, found = 0, []
    for _ in range(chance.whole(7, 8)):
        found.append(Request(now, chance.pick((1, 1, 2, 3)) if costs else 1))
        now += 100 * chance.pick((1, 2, 2, 3, 4, 4, 6, 10, 16))
    return found


def _drawn(requests: Sequence[Request], *, costs: bool) -> str:
    rows: list[list[object]] = [
        ["request", *range(1, len(requests) + 1)],
        ["time in s", *(_seconds(each.at) for each in requests)],
    ]
    if costs:
        rows.append(["tokens", *(each.cost for each in requests)])
    return table(rows)


def _numbers(passes: Sequence[bool]) -> str:
    """The requests that are refused, in words."""
    refused = [str(place) for place, each in enumerate(passes, 1) if not each]
    if not refused:
        return "None of them"
    *first, last = refused
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Request{'s' if first else ''} {listed}"


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
        (replace(bucket, starts_full=False), "begins with an empty bucket"),
        (replace(bucket, rate=Fraction(0)), "never adds any tokens"),
    )


def _passes(decisions: Sequence[Decision]) -> list[bool]:
    return [each.passes for each in decisions]


def _ask_plain(chance: Chance) -> Instance | None:
    return _ask_refused(chance, costs=False)


def _ask_costly(chance: Chance) -> Instance | None:
    return _ask_refused(chance, costs=True)


def _ask_refused(chance: Chance, *, costs: bool) -> Instance | None:
    bucket = _bucket(chance, costs=costs)
    requests = _requests(chance, costs=costs)
    decisions = model.token_bucket(bucket, requests)
    passes = _passes(decisions)
    if not 1 <= passes.count(False) <= 4:  # noqa: PLR2004 - more is tedious
        return None
    text = (
        f"{_rules(bucket, costs=costs)} Which requests are refused?\n\n"
        f"{_drawn(requests, costs=costs)}"
    )
    wrong = [
        Wrong(_numbers(_passes(model.token_bucket(each, requests))), why)
        for each, why in _wrong_buckets(bucket)
    ]
    question = choice_question(text, _numbers(passes), wrong, chance)
    why = (
        f"{_trace(requests, decisions)}\n\nToo few tokens: {_numbers(passes).lower()}."
    )
    return Instance(question, why, (HINT,)) if question else None


def _trace(requests: Sequence[Request], decisions: Sequence[Decision]) -> str:
    rows: list[list[object]] = [["s", "finds", "needs", "", "leaves"]]
    for each, decided in zip(requests, decisions, strict=True):
        verdict = "passes" if decided.passes else "refused"
        found = [_plain(decided.before), each.cost, verdict, _plain(decided.after)]
        rows.append([_seconds(each.at), *found])
    return table(rows)


def _ask_left(chance: Chance) -> Instance | None:
    bucket, requests = _bucket(chance), _requests(chance, costs=True)[:6]
    decisions = model.token_bucket(bucket, requests)
    if all(_passes(decisions)):
        return None
    answer = float(decisions[-1].after)
    text = (
        f"{_rules(bucket, costs=True)} How many tokens are left right after the last"
        f" request was decided? To two decimals.\n\n{_drawn(requests, costs=True)}"
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
    bucket, requests = _bucket(chance), _requests(chance, costs=True)[:5]
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
        f" milliseconds.\n\n{_drawn(requests, costs=True)}"
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


# --- windows ----------------------------------------------------------------------


def _ask_window(chance: Chance) -> Instance | None:
    limit, slides = chance.whole(2, 3), chance.pick((True, True, False))
    times = [each.at + 500 for each in _requests(chance, costs=False)]
    window = 1000
    log = model.sliding_log(limit, window, times)
    fixed = model.fixed_window(limit, window, times)
    passes = log if slides else fixed
    if all(passes):
        return None
    seconds = f"{window // 1000} s"
    rule = (
        f"A limiter with a sliding log lets a request pass if fewer than {limit} have"
        f" passed in the {seconds} before it (one exactly {seconds} ago does not"
        " count)."
        if slides
        else f"A limiter with fixed windows of {seconds}, from time 0 on, lets the"
        f" first {limit} requests of each window pass (one on a boundary is in the"
        " later)."
    )
    text = f"{rule} Refused requests do not count. Which are refused?\n\n" + _drawn(
        [Request(at) for at in times], costs=False
    )
    counting = model.sliding_log(limit, window, times, counts_refused=True)
    wrong = [
        Wrong(_numbers(fixed if slides else log), "takes the other kind of window"),
        Wrong(_numbers(counting), "lets refused requests count in a sliding log"),
        Wrong(
            _numbers(model.sliding_log(limit + 1, window, times)),
            "slides, with one more allowed",
        ),
        Wrong(
            _numbers(model.fixed_window(limit - 1, window, times)), "counts to < limit"
        ),
        Wrong(
            _numbers(model.sliding_log(limit, window // 2, times)), "halves the window"
        ),
    ]
    question = choice_question(text, _numbers(passes), wrong, chance)
    both = (("sliding log", log), ("fixed windows", fixed))
    why = "\n".join(
        f"- {name}: {_numbers(each).lower()} refused" for name, each in both
    )
    why += (
        f"\n\nFixed windows let up to {2 * limit} requests pass around a boundary,"
        f" {limit} on each side; a sliding log never more than {limit} in any"
        f" {seconds}."
    )
    return Instance(question, why) if question else None


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
        f"Of the former minute (60 − {elapsed}) / 60 = {_plain(1 - share)} still lie in"
        f" the last 60 s: {former} × {60 - elapsed} / 60 + {current} ="
        f" {decimal(answer)}. Two counters a client do for a window that slides."
    )
    hints = ("Which share of the former minute lies within the last 60 s?",)
    return Instance(question, why, hints)


ASKED: Final[dict[int, tuple[Callable[[Chance], Instance | None], ...]]] = {
    1: (_ask_plain,),
    2: (_ask_costly, _ask_left, _ask_window),
    3: (_ask_left, _ask_wait, _ask_window, _ask_estimate),
}


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then limiter and requests."""
    return chance.pick(ASKED[parameters.difficulty])(chance)


GENERATOR = Generator(
    name="limits.token_bucket",
    version=1,
    title="Trace a limiter of rates",
    source=(
        "Tanenbaum and Wetherall, Computer Networks, 5th edition, section 5.4.2",
        (
            "Desgats, How we built rate limiting capable of scaling to millions of"
            " domains, Cloudflare blog, 2017"
        ),
    ),
    parameters=Parameters,
    make=make,
)
