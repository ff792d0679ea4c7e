"""Trace the congestion window of a Reno sender over some round trips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from drill.generators.drafting import Wrong, choice_question, table
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    Spread,
    spread,
)
from drill.generators.tcp.reno_model import RENO, Round, Rules, Signal, trace

if TYPE_CHECKING:
    from drill.chance import Chance

LOSSES = {1: 1, 2: 1, 3: 2}
"""How many losses each difficulty has, unless the note says so."""


class RenoWindow(Parameters):
    """What a note may set."""

    initial_window: Numbers = Spread((1, 2, 4))
    """Segments at the start."""
    ssthresh: Numbers = spread(8, 24)
    """Segments, at the start."""
    round_trips: Numbers = spread(8, 14)
    losses: Numbers | None = None
    """How many; by difficulty when left out."""
    signals: Annotated[tuple[Signal, ...], Field(min_length=1)] = tuple(Signal)
    """How losses may show."""
    resolution: Literal["round_trip"] = "round_trip"
    ask: Annotated[tuple[Literal["cwnd", "ssthresh"], ...], Field(min_length=1)] = (
        "cwnd",
        "ssthresh",
    )


MISTAKES: tuple[tuple[Rules, str], ...] = (
    (Rules(after_duplicates="one"), "Tahoe: starts at one segment after every loss"),
    (Rules(halves="ssthresh"), "halves the old `ssthresh`, not the window at the loss"),
    (Rules(overshoots=True), "lets the last doubling pass `ssthresh`"),
    (Rules(grows_by=2), "adds two segments a round trip above `ssthresh`"),
    (
        Rules(after_timeout="ssthresh"),
        "takes a timeout for three duplicate ACKs and goes on at half",
    ),
    (Rules(after_duplicates="half"), "halves twice after duplicate ACKs"),
)
"""Senders that make one error each, and the error."""

WORDS = {Signal.DUPLICATE_ACKS: "three duplicate ACKs", Signal.TIMEOUT: "a timeout"}


def make(parameters: RenoWindow, chance: Chance) -> Instance | None:
    """Draw a sender and its losses, and ask for its state in the last round trip."""
    window = parameters.initial_window.draw(chance)
    threshold = parameters.ssthresh.draw(chance)
    count = parameters.round_trips.draw(chance)
    wanted = parameters.losses or Spread((LOSSES[parameters.difficulty],))
    places = sorted(chance.shuffled(range(3, count - 1))[: wanted.draw(chance)])
    losses = {place: chance.pick(parameters.signals) for place in places}
    asked = chance.pick(parameters.ask)

    def answer(rules: Rules = RENO) -> int:
        last = trace(window, threshold, count, losses, rules)[-1]
        return last.cwnd if asked == "cwnd" else last.ssthresh

    question = choice_question(
        _text(window, threshold, losses, count, asked),
        _segments(answer()),
        [Wrong(_segments(answer(rules)), why) for rules, why in MISTAKES],
        chance,
    )
    if question is None:
        return None
    rounds = trace(window, threshold, count, losses)
    return Instance(question, _why(rounds, losses))


def _segments(count: int) -> str:
    return f"{count} segment{'' if count == 1 else 's'}"


def _text(
    window: int, threshold: int, losses: dict[int, Signal], count: int, asked: str
) -> str:
    lost = " and ".join(
        f"at the end of round trip {place} by {WORDS[signal]}"
        for place, signal in losses.items()
    )
    return (
        f"A Reno sender starts with `cwnd` = {window} and `ssthresh` = {threshold}"
        f" segments, and every segment is acknowledged by itself. It notices a loss"
        f" {lost}. Recovery takes no round trip of its own. What is `{asked}` at the"
        f" beginning of round trip {count}?"
    )


def _why(rounds: list[Round], losses: dict[int, Signal]) -> str:
    numbers = ["round trip", *range(1, len(rounds) + 1)]
    rows = [
        numbers,
        ["cwnd", *(each.cwnd for each in rounds)],
        ["ssthresh", *(each.ssthresh for each in rounds)],
    ]
    said = []
    for place, signal in losses.items():
        before, after = rounds[place - 1], rounds[place]
        said.append(
            f"After round trip {place}: `ssthresh` is half of {before.cwnd}, that is"
            f" {after.ssthresh}; {WORDS[signal]} set `cwnd` to {after.cwnd}."
        )
    return "\n".join([table(rows), "", *said])


GENERATOR = Generator(
    name="tcp.reno_window",
    version=1,
    title="Trace the window of a Reno sender",
    source=("RFC 5681, sections 3.1 and 3.2",),
    parameters=RenoWindow,
    make=make,
)
