"""Trace the congestion window of a Reno sender over some round trips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from drill.generators.drafting import Wrong, choice_question, table
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    Spread,
    between,
    spread,
)
from drill.generators.tcp.reno_model import RENO, Round, Rules, Signal, trace

if TYPE_CHECKING:
    from drill.chance import Chance
    from drill.content.questions import ChoiceQuestion

LOSSES = {1: 1, 2: 1, 3: 2}
"""How many losses each difficulty has, unless the note says so."""


Asked = Literal["cwnd", "ssthresh", "phase", "signal"]


class RenoWindow(Parameters):
    """What a note may set."""

    initial_window: Annotated[Numbers, between(1, 1000)] = Spread((1, 2, 4))
    """Segments at the start."""
    ssthresh: Annotated[Numbers, between(2, 1000)] = spread(8, 24)
    """Segments, at the start."""
    round_trips: Annotated[Numbers, between(4, 14)] = spread(8, 14)
    losses: Annotated[Numbers, between(0, 4)] | None = None
    """How many; by difficulty when left out."""
    signals: Annotated[tuple[Signal, ...], Field(min_length=1)] = tuple(Signal)
    """How losses may show."""
    resolution: Literal["round_trip"] = "round_trip"
    ask: Annotated[tuple[Asked, ...], Field(min_length=1)] = (
        "cwnd",
        "ssthresh",
        "phase",
        "signal",
    )
    """A value at the end, the phase then, or the signal of the last loss."""


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


OTHER = {
    Signal.DUPLICATE_ACKS: (Signal.TIMEOUT, "a timeout leaves one segment, not half"),
    Signal.TIMEOUT: (
        Signal.DUPLICATE_ACKS,
        "duplicate ACKs leave half, not one segment",
    ),
}
"""The signal that it was not, and what that would have done."""

LEAST_SEEN = 4
"""Segments from which half a window cannot be taken for one segment."""


@dataclass(frozen=True, slots=True)
class Case:
    """What was drawn: a sender, its losses, and the last round trip."""

    window: int
    threshold: int
    count: int
    losses: dict[int, Signal]

    def rounds(self, rules: Rules = RENO) -> list[Round]:
        """The sender in each round trip."""
        return trace(self.window, self.threshold, self.count, self.losses, rules)


def make(parameters: RenoWindow, chance: Chance) -> Instance | None:
    """Draw a sender and its losses, and ask for its state or what it noticed."""
    window = parameters.initial_window.draw(chance)
    threshold = parameters.ssthresh.draw(chance)
    count = parameters.round_trips.draw(chance)
    wanted = parameters.losses or Spread((LOSSES[parameters.difficulty],))
    places = sorted(chance.shuffled(range(3, count - 1))[: wanted.draw(chance)])
    losses = {place: chance.pick(parameters.signals) for place in places}
    drawn = Case(window, threshold, count, losses)
    match chance.pick(parameters.ask):
        case "phase":
            drawn = _soon_after(drawn, chance)
            question = _ask_phase(drawn, chance)
        case "signal":
            question = _ask_signal(drawn, chance)
        case asked:
            question = _ask_value(drawn, asked, chance)
    if question is None:
        return None
    return Instance(question, _why(drawn.rounds(), losses))


def _ask_value(case: Case, asked: str, chance: Chance) -> ChoiceQuestion | None:
    def answer(rules: Rules = RENO) -> str:
        last = case.rounds(rules)[-1]
        return _segments(last.cwnd if asked == "cwnd" else last.ssthresh)

    return choice_question(
        f"{_text(case)} What is `{asked}` at the beginning of round trip {case.count}?",
        answer(),
        [Wrong(answer(rules), why) for rules, why in MISTAKES],
        chance,
    )


def _ask_phase(case: Case, chance: Chance) -> ChoiceQuestion | None:
    last = case.rounds()[-1]
    if last.cwnd == last.ssthresh:  # RFC 5681 leaves the choice to the sender
        return None

    def answer(rules: Rules = RENO) -> str:
        end = case.rounds(rules)[-1]
        return _phase(end.cwnd, end.ssthresh)

    early = case.rounds()[-2]
    own = [
        Wrong(_phase(last.cwnd, case.threshold), "compares with the first `ssthresh`"),
        Wrong(_phase(last.cwnd, 0), "lets the first loss end slow start for good"),
        Wrong(_phase(early.cwnd, early.ssthresh), "stops a round trip too early"),
    ]
    return choice_question(
        f"{_text(case)} In which phase is it at the beginning of round trip"
        f" {case.count}, and with which `cwnd`?",
        answer(),
        [*own, *(Wrong(answer(rules), why) for rules, why in MISTAKES)],
        chance,
    )


def _soon_after(case: Case, chance: Chance) -> Case:
    """A case that ends while its last loss still tells: later all is avoidance."""
    last = max(case.losses, default=case.count)
    return replace(case, count=min(case.count, last + chance.whole(1, 4)))


def _phase(window: int, threshold: int) -> str:
    phase = "slow start" if window < threshold else "congestion avoidance"
    return f"{phase}, {_segments(window)}"


def _ask_signal(case: Case, chance: Chance) -> ChoiceQuestion | None:
    rounds = case.rounds()
    if not case.losses:
        return None
    place, signal = max(case.losses.items())
    if rounds[place - 1].cwnd < LEAST_SEEN:
        return None
    other, why = OTHER[signal]
    late = "a round trip late: by then the window has fallen"
    windows = table(
        [
            ["round trip", *range(1, case.count + 1)],
            ["cwnd", *(each.cwnd for each in rounds)],
        ]
    )
    return choice_question(
        "The window of a Reno sender at the beginning of each round trip, in segments."
        " Recovery takes no round trip of its own."
        f"\n\n{windows}\n\nWhen did it notice its last loss, and how?",
        _noticed(place, signal),
        [
            Wrong(_noticed(place, other), why),
            Wrong(_noticed(place + 1, signal), late),
            Wrong(
                _noticed(place + 1, other),
                "a round trip late, and not how the window fell",
            ),
        ],
        chance,
    )


def _noticed(place: int, signal: Signal) -> str:
    return f"at the end of round trip {place}, by {WORDS[signal]}"


def _segments(count: int) -> str:
    return f"{count} segment{'' if count == 1 else 's'}"


def _text(case: Case) -> str:
    lost = " and ".join(
        f"at the end of round trip {place} by {WORDS[signal]}"
        for place, signal in case.losses.items()
    )
    return (
        f"A Reno sender starts with `cwnd` = {case.window} and `ssthresh` ="
        f" {case.threshold} segments, and every segment is acknowledged by itself. It"
        f" notices a loss {lost}. Recovery takes no round trip of its own; half"
        " a window is rounded down."
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
