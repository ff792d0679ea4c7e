"""Follow the window of a CUBIC sender after a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.tcp import cubic_model as model
from drill.generators.tcp.cubic_model import Rules

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
SETTING: Final = (
    "A CUBIC sender (RFC 9438, β = 0.7, C = 0.4, windows in segments, times in"
    " seconds; long path, so never in the Reno-friendly region)"
)
HINTS: Final = (
    "W(t) = C × (t − K)³ + W_max. Where is it flat?",
    "K is the cube root of (W_max − `cwnd` after the loss) / C.",
)


def _peak(chance: Chance) -> int:
    """A window at a loss whose K is near a round number of seconds."""
    seconds = chance.whole(6, 20) / 2
    return round(seconds**3 * 0.4 / 0.3) + chance.whole(-3, 3)


def _k(w_max: float, start: float) -> str:
    k = decimal(model.time_to_plateau(w_max, start))
    gap = decimal(w_max - start, 1)
    return f"K = ∛({gap} / 0.4) = {k} s"


def _ask_decrease(chance: Chance) -> Instance | None:
    peak = 10 * chance.whole(4, 60)
    text = (
        f"{SETTING} has {peak} segments in flight when three duplicate ACKs report a"
        " loss. How large is `cwnd` after the decrease?"
    )

    def segments(count: float) -> str:
        return f"{decimal(count, 0)} segments"

    wrong = [
        Wrong(segments(peak * 0.5), "halves the window, as Reno does"),
        Wrong(segments(peak * 0.3), "takes away 70 % instead of keeping it"),
        Wrong(segments(peak * 0.85), "is `W_max` under fast convergence, not `cwnd`"),
        Wrong("1 segment", "starts anew, as after a timeout"),
    ]
    right = segments(model.decreased(peak))
    question = choice_question(text, right, wrong, chance)
    why = f"β × {peak} = 0.7 × {peak} = {right}; `ssthresh` is the same."
    return Instance(question, why) if question else None


def _ask_k(chance: Chance) -> Instance:
    peak = _peak(chance)
    start = model.decreased(peak)
    text = (
        f"{SETTING} loses a segment at a window of {peak} and goes on at 0.7 × {peak}."
        f" The window before that had peaked lower. After how many seconds is it back"
        f" at {peak}? Within 2 %."
    )
    wrong = (
        ((peak / 0.4) ** (1 / 3), "takes the whole of `W_max` for the gap"),
        ((start / 0.4) ** (1 / 3), "takes what is kept for the gap, not what is lost"),
        ((peak * 0.5 / 0.4) ** (1 / 3), "takes half of the window for the gap"),
        ((peak * 0.3 / 0.4) ** 0.5, "takes a square root instead of a cube root"),
        ((peak * 0.3) ** (1 / 3), "forgets to divide by C"),
    )
    answer = model.time_to_plateau(peak, start)
    question = numeric_question(text, answer, wrong, unit="s", leeway=NEAR)
    why = (
        f"The loss takes 0.3 × {peak} = {decimal(0.3 * peak, 1)} segments, and"
        f" W(t) = 0.4 × (t − K)³ + {peak} makes up for them at t = K:"
        f" {_k(peak, start)}. The round-trip time plays no part."
    )
    return Instance(question, why, HINTS)


def _ask_window(chance: Chance) -> Instance:
    peak = _peak(chance)
    start = model.decreased(peak)
    k = model.time_to_plateau(peak, start)
    early, late = chance.whole(1, int(k * 0.55)), chance.whole(int(k * 1.5), int(k * 2))
    seconds = chance.pick((early, late))
    text = (
        f"{SETTING} loses a segment at a window of {peak} and goes on at 0.7 × {peak}."
        f" The window before that had peaked lower. What is W(t) {seconds} s after the"
        " loss, if nothing else is lost? Within 1 %."
    )
    wrong = (
        (peak, "takes the plateau itself for the window"),
        (start + 0.4 * seconds**3, "starts the cube at the loss, not at K"),
        (peak - 0.4 * (seconds - k) ** 3, "has the sign of (t − K)³ wrong"),
        (start + peak * 0.3 * min(1, seconds / k), "grows by a straight line"),
        (model.window(seconds, peak, peak * 0.5), "begins at half, as Reno does"),
        (start, "keeps the window of the decrease"),
    )
    answer = model.window(seconds, peak, start)
    leeway = Leeway(relative=0.01)
    question = numeric_question(
        text, answer, wrong, unit="segments", leeway=leeway, places=1
    )
    side = "below" if seconds < k else "above"
    off = decimal(seconds - k).replace("-", "−")
    why = (
        f"{_k(peak, start)}, so t − K = {off} s and W({seconds}) = 0.4"
        f" × ({off})³ + {peak} = {decimal(answer, 1)} segments,"
        f" {side} the plateau at {peak}."
    )
    return Instance(question, why, HINTS)


def _ask_convergence(chance: Chance) -> Instance:
    former = 20 * chance.whole(6, 40)
    shrinks = chance.pick((True, True, False))
    share = (60, 90) if shrinks else (110, 140)
    peak = round(former * chance.whole(*share) / 100)
    w_max, start = model.plateau(peak, former), model.decreased(peak)
    text = (
        f"{SETTING} uses fast convergence. Since its last loss W_max is {former}, and"
        f" now it loses a segment at a window of {peak}. After how many seconds does"
        " the window reach its new plateau, the new W_max? Within 2 %."
    )
    reached = (
        (model.plateau(peak, former, Rules(is_fast=False)), "forgets fast convergence"),
        (peak * 0.85, "lowers `W_max` though the window has grown"),
        (float(former), "keeps the plateau of the loss before"),
        (former * 0.85, "lowers the former `W_max`, not the window at this loss"),
    )
    wrong = [
        (model.time_to_plateau(each, start), why)
        for each, why in reached
        if each > start
    ]
    answer = model.time_to_plateau(w_max, start)
    question = numeric_question(text, answer, wrong, unit="s", leeway=NEAR)
    rule = (
        f"{peak} is below {former}: another flow may want room, so W_max = {peak} ×"
        f" (1 + 0.7) / 2 = {decimal(w_max, 1)}."
        if shrinks
        else f"{peak} is above {former}, so W_max = {peak}, unchanged."
    )
    why = f"{rule} `cwnd` = 0.7 × {peak} = {decimal(start, 1)}. {_k(w_max, start)}."
    hint = "Is this window smaller than the one at the loss before?"
    return Instance(question, why, (hint, HINTS[1]))


def _ask_shape(chance: Chance) -> Instance | None:
    peak = _peak(chance)
    start = model.decreased(peak)
    k = model.time_to_plateau(peak, start)
    seconds = round(k * chance.pick((0.5, 0.6, 1.4, 1.7)), 1)
    text = (
        f"{SETTING} loses a segment at a window of {peak}, higher than before, and goes"
        f" on at 0.7 × {peak}. How does the window grow {decimal(seconds, 1)} s after"
        " the loss?"
    )
    phrases = {
        (True, True): f"Below {peak}, by less in each round trip",
        (True, False): f"Below {peak}, by more in each round trip",
        (False, True): f"Above {peak}, by less in each round trip",
        (False, False): f"Above {peak}, by more in each round trip",
    }
    is_below = seconds < k
    right = phrases[is_below, is_below]
    flaws = {
        (is_below, not is_below): "takes concave for convex: it flattens towards W_max",
        (not is_below, is_below): f"puts t on the wrong side of K = {decimal(k)} s",
        (not is_below, not is_below): f"K is {decimal(k)} s: t lies on its other side",
    }
    wrong = [Wrong(phrases[key], why) for key, why in flaws.items()]
    question = choice_question(text, right, wrong, chance)
    why = (
        f"{_k(peak, start)}. Before K the curve is concave: it hurries back and lingers"
        f" near {peak}. After K it is convex: it looks for more, ever faster."
        f" W({decimal(seconds, 1)}) = {decimal(model.window(seconds, peak, start), 1)}."
    )
    return Instance(question, why, HINTS) if question else None


make = by_difficulty(
    {
        1: (_ask_decrease, _ask_k, _ask_shape),
        2: (_ask_k, _ask_window, _ask_shape),
        3: (_ask_window, _ask_convergence),
    }
)


GENERATOR = Generator(
    name="tcp.cubic_window",
    version=1,
    title="Follow the window of a CUBIC sender after a loss",
    source=("RFC 9438, sections 4.2, 4.6 and 4.7",),
    parameters=Parameters,
    make=make,
)
