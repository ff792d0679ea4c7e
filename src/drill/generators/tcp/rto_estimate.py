"""Estimate the retransmission timeout of a TCP sender from what it measures."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from drill.content.questions import Leeway
from drill.generators.drafting import decimal, numeric_question, table
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    Spread,
    between,
    spread,
)
from drill.generators.tcp.rto_model import (
    RFC,
    Estimate,
    Event,
    Rules,
    Sample,
    Timeout,
    after,
    trace,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

SAMPLES = {1: Spread((2,)), 2: spread(2, 3), 3: spread(3, 4)}
RESENT = {1: Spread((0,)), 2: spread(0, 1), 3: Spread((1,))}
TIMEOUTS = {1: Spread((0,)), 2: spread(0, 1), 3: spread(1, 2)}


class RtoEstimate(Parameters):
    """What a note may set; counts go by difficulty when left out."""

    samples: Annotated[Numbers, between(1, 5)] | None = None
    """ACKs of segments that were sent once."""
    rtt_ms: Annotated[Numbers, between(1, 999)] = spread(60, 900)
    """Round-trip times; the timer begins with 1 s."""
    resent_samples: Annotated[Numbers, between(0, 3)] | None = None
    """ACKs of segments that were resent."""
    least_rto_ms: Annotated[Numbers, between(1, 60_000)] = Spread((200, 1000))
    """The floor of the timeout; RFC 6298 has 1 s, Linux 200 ms."""
    timeouts: Annotated[Numbers, between(0, 4)] | None = None
    """How often the timer expires in a row."""
    ask: Annotated[
        tuple[Literal["srtt", "rttvar", "rto"], ...], Field(min_length=1)
    ] = (
        "srtt",
        "rttvar",
        "rto",
    )


MISTAKES: tuple[tuple[Rules, str], ...] = (
    (Rules(takes_resent=True), "takes a sample from a resent segment, against Karn"),
    (Rules(smooths_first=True), "updates `SRTT` first and compares with the new one"),
    (Rules(stays_backed_off=True), "keeps the doubling after a fresh sample"),
    (Rules(backs_off=False), "forgets to double the timeout when the timer expires"),
    (Rules(has_floor=False), "forgets the least timeout"),
    (Rules(alpha=1 / 4, beta=1 / 8), "swaps 1/8 and 1/4"),
    (Rules(first_variation=0), "starts `RTTVAR` at 0 instead of half"),
    (Rules(deviations=2), "adds twice `RTTVAR` instead of four times"),
    (Rules(alpha=7 / 8), "gives 7/8 to the new sample instead of the old"),
)
"""Senders that make one error each, and the error."""

HINTS = (
    "Which of these events give a sample at all?",
    (
        "The first sample R gives `SRTT` = R and `RTTVAR` = R / 2; later ones count 1/8"
        " and 1/4."
    ),
)


def make(parameters: RtoEstimate, chance: Chance) -> Instance:
    """Draw samples and timeouts, and ask for one value at the end."""
    least = parameters.least_rto_ms.draw(chance)
    events = _events(parameters, least, chance)
    ends_in_timeout = "rto" in parameters.ask and events[-1] == Timeout()
    asked = "rto" if ends_in_timeout else chance.pick(parameters.ask)

    def answer(rules: Rules = RFC) -> float:
        return _value(trace(events, least, rules)[-1], asked)

    question = numeric_question(
        _text(events, least, asked),
        answer(),
        [(answer(rules), why) for rules, why in MISTAKES],
        unit="ms",
        leeway=Leeway(absolute=1),
        places=0,
    )
    return Instance(question, _why(events, least), HINTS)


def _events(parameters: RtoEstimate, least: int, chance: Chance) -> list[Event]:
    """Samples with the timeouts, and the ACKs of what was resent, in between.

    No sample is longer than the timeout before it, or the timer would have expired; the
    shortest never is.
    """
    level = parameters.difficulty
    count = (parameters.samples or SAMPLES[level]).draw(chance)
    resent = (parameters.resent_samples or RESENT[level]).draw(chance)
    expired = (parameters.timeouts or TIMEOUTS[level]).draw(chance)
    place = chance.whole(1, count) if resent else count
    events: list[Event] = []
    now, waited = Estimate(), 0
    for kind in "s" * place + "t" * expired + "r" * resent + "s" * (count - place):
        fitting: Sequence[int] = parameters.rtt_ms.values
        if parameters.rtt_ms.most >= now.rto:
            fitting = [each for each in fitting if each < now.rto]
        event = _event(kind, chance.pick(fitting), waited)
        events.append(event)
        waited += ceil(now.rto) if kind == "t" else 0
        now = after(now, event, least)
    return events


def _event(kind: str, rtt: int, waited: int) -> Event:
    if kind == "t":
        return Timeout()
    return Sample(rtt) if kind == "s" else Sample(waited + rtt, resent=True)


def _value(estimate: Estimate, asked: str) -> float:
    found = {"srtt": estimate.srtt, "rttvar": estimate.rttvar, "rto": estimate.rto}
    return found[asked] or 0


def _said(event: Event) -> str:
    match event:
        case Timeout():
            return "the timer expires, and the segment is resent"
        case Sample(rtt=rtt, resent=True):
            return f"ACK of a segment that was resent, {rtt} ms after the first try"
        case Sample(rtt=rtt):
            return f"ACK of a segment that was sent once, {rtt} ms before"


def _text(events: list[Event], least: int, asked: str) -> str:
    listed = "\n".join(
        f"{place}. {_said(event)}" for place, event in enumerate(events, 1)
    )
    return (
        "A TCP sender without timestamps follows RFC 6298 (α = 1/8, β = 1/4), with a"
        f" least RTO of {least} ms and a clock so fine that its granularity does not"
        f" matter. On a new connection, in this order:\n\n{listed}\n\nWhat is its"
        f" {asked.upper()} then? Compute exactly and round the result to whole"
        " milliseconds."
    )


def _why(events: list[Event], least: int) -> str:
    rows: list[list[object]] = [["event", "RTTVAR", "SRTT", "RTO"]]
    for event, now in zip(events, trace(events, least), strict=True):
        shown = (_value(now, each) for each in ("rttvar", "srtt", "rto"))
        rows.append([_short(event), *(decimal(each, 1) for each in shown)])
    return (
        f"{table(rows)}\n\nA sample updates RTTVAR first, with its distance from the"
        f" old SRTT, then SRTT; RTO = SRTT + 4 × RTTVAR, at least {least} ms."
        f"{_remarks(events)}"
    )


def _short(event: Event) -> str:
    match event:
        case Timeout():
            return "timeout"
        case Sample(rtt=rtt, resent=True):
            return f"{rtt} ms, resent"
        case Sample(rtt=rtt):
            return f"{rtt} ms"


def _remarks(events: list[Event]) -> str:
    text = ""
    if any(isinstance(event, Sample) and event.resent for event in events):
        text += " A resent segment gives none: which try was acknowledged (Karn)?"
    if Timeout() in events:
        text += " A timeout doubles RTO until a sample sets it anew."
    return text


GENERATOR = Generator(
    name="tcp.rto_estimate",
    version=1,
    title="Estimate the retransmission timeout",
    source=("RFC 6298, sections 2, 3 and 5",),
    parameters=RtoEstimate,
    make=make,
)
