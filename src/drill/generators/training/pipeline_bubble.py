"""Idle time, micro-batches and activations of pipeline parallelism."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    percent,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.training import pipeline_model as model

if TYPE_CHECKING:
    from drill.chance import Chance

FINE: Final = Leeway(absolute=0.2)
SCHEDULE: Final = (
    "GPipe's schedule (all forward passes, then all backward passes; stages alike,"
    " sending takes no time)"
)
HINT: Final = "Draw the stages as rows: how long until the last one has work?"


def _sizes(chance: Chance) -> tuple[int, int]:
    stages = chance.pick((2, 4, 4, 8, 8, 16))
    return stages, stages * chance.pick((1, 2, 3, 4, 6, 8))


def _ask_share(chance: Chance) -> Instance | None:
    stages, batches = _sizes(chance)
    right = model.bubble_share(stages, batches)
    wrong = [
        Wrong(percent(Fraction(stages - 1, batches)), "compares with the ideal time"),
        Wrong(percent(Fraction(stages, batches + stages)), "counts one slot too many"),
        Wrong(percent(right / 2), "counts the start or the end only, not both passes"),
        Wrong(percent(Fraction(stages - 1, stages)), "has a single micro-batch"),
        Wrong(percent(Fraction(1, batches)), "is one slot a batch"),
        Wrong(percent(1 - right), "is the busy share"),
    ]
    kept = [each for each in wrong if not each.text.startswith(("100", "1,"))]
    text = (
        f"A model runs in {stages} pipeline stages with {batches} micro-batches a step,"
        f" under {SCHEDULE}. Which share of the step does a stage stand idle?"
    )
    question = choice_question(text, percent(right), kept, chance)
    why = (
        f"A pass takes m + p − 1 = {batches} + {stages} − 1 = {batches + stages - 1}"
        f" slots, in {batches} of which a stage works. Idle: {stages - 1} of"
        f" {batches + stages - 1} = {percent(right)}, forward and backward alike."
    )
    return Instance(question, why, (HINT,)) if question else None


def _ask_time(chance: Chance) -> Instance:
    stages, batches = _sizes(chance)
    forward, backward = chance.whole(2, 12), chance.whole(13, 24)
    slots = model.gpipe(
        [Fraction(forward)] * stages, [Fraction(backward)] * stages, batches
    )
    time = int(model.makespan(slots))
    both = forward + backward
    text = (
        f"A model runs in {stages} pipeline stages with {batches} micro-batches a step,"
        f" under {SCHEDULE}. A micro-batch takes a stage {forward} ms forward and"
        f" {backward} ms backward. How many ms does the step take?"
    )
    wrong = (
        (batches * both, "leaves out the bubble"),
        ((batches + stages) * both, "counts one slot too many"),
        (batches * stages * both, "has one stage work at a time"),
        ((batches + stages - 1) * forward, "is the forward passes alone"),
        ((batches + 2 * (stages - 1)) * both, "counts the bubble twice"),
    )
    question = numeric_question(text, time, wrong, unit="ms", places=0)
    why = (
        f"Each pass takes {batches} + {stages} − 1 = {batches + stages - 1} slots:"
        f" {batches + stages - 1} × ({forward} + {backward}) = {time:,} ms."
        f" {(stages - 1) * both:,} ms of it a stage is idle."
    )
    return Instance(question, why, (HINT,))


def _ask_batches(chance: Chance) -> Instance:
    stages, per_cent = chance.pick((4, 6, 8, 12, 16)), chance.pick((5, 10, 15, 20, 25))
    share = Fraction(per_cent, 100)
    right = model.batches_for(stages, share)
    overhead = Fraction(stages - 1) / share
    text = (
        f"A pipeline has {stages} stages. Under {SCHEDULE}, how many micro-batches a"
        f" step are needed at the least so that a stage is idle for at most"
        f" {per_cent} % of the step?"
    )
    wrong = (
        (
            -(-overhead.numerator // overhead.denominator),
            "compares with the ideal time",
        ),
        (right - 1, "is one too few"),
        (-(-stages * (100 - per_cent) // per_cent), "counts p idle slots, not p − 1"),
        (4 * stages, "is the rule of thumb of four for each stage"),
    )
    question = numeric_question(text, right, wrong, unit="micro-batches", places=0)
    why = (
        f"(p − 1) / (m + p − 1) ≤ {decimal(float(share))} means m ≥ {stages - 1} ×"
        f" {decimal(float(1 - share))} / {decimal(float(share))} ="
        f" {decimal(float(Fraction(stages - 1) * (1 - share) / share))}, so {right}:"
        f" {percent(model.bubble_share(stages, right))} idle."
    )
    return Instance(question, why, ("The idle share is (p − 1) / (m + p − 1).",))


def _ask_interleaved(chance: Chance) -> Instance:
    stages, batches = _sizes(chance)
    chunks = chance.pick((2, 3, 4, 8))
    plain = model.bubble_overhead(stages, batches)
    right = model.bubble_overhead(stages, batches, chunks)
    text = (
        f"{stages} devices run a pipeline with {batches} micro-batches a step, and each"
        f" holds {chunks} chunks of layers (interleaved 1F1B: stage 1 is on device 1"
        f" again after the last). How large is the bubble, in per cent of the ideal"
        " time (that without a bubble)? Within 0.2."
    )
    wrong = (
        (100 * plain, "is without interleaving"),
        (100 * plain * chunks, "takes more stages for more bubble"),
        (
            100 * model.bubble_share(stages, batches),
            "is GPipe's share of the whole step",
        ),
        (
            100 * Fraction(stages * chunks - 1, batches),
            "counts chunks as devices: they are shorter as well",
        ),
        (100 * right / (1 + right), "compares with the whole step"),
    )
    question = numeric_question(
        text,
        float(100 * right),
        [(float(number), why) for number, why in wrong],
        unit="%",
        leeway=FINE,
    )
    why = (
        f"Without chunks the bubble is (p − 1) / m = {stages - 1} / {batches} of the"
        f" ideal time. A slot is now 1/{chunks} as long, and p − 1 slots are idle as"
        f" before: {stages - 1} / ({chunks} × {batches}) ="
        f" {decimal(float(100 * right))} %. The price is {chunks} times the traffic."
    )
    return Instance(question, why, ("How long is a slot now?",))


def _ask_kept(chance: Chance) -> Instance | None:
    stages = chance.pick((4, 6, 8))
    batches = stages * chance.pick((1, 2, 4)) + chance.whole(0, 3)
    stage = chance.whole(1, stages)
    right = model.in_flight(stages, batches, stage)
    wrong = [
        Wrong(str(batches), "is GPipe, which keeps them all until the turn"),
        Wrong(str(stages), "is the first stage: later ones turn round sooner"),
        Wrong(str(stage), "counts from the wrong end"),
        Wrong(str(max(1, right - 1)), "leaves out the one in work"),
        Wrong(str(min(batches, 2 * (stages - stage) + 1)), "waits there and back"),
    ]
    text = (
        f"A pipeline of p = {stages} stages runs {batches} micro-batches a step under"
        " 1F1B: stage i, counted from 1, does p − i forward passes to warm up, then one"
        f" forward and one backward in turn. Of how many micro-batches does stage"
        f" {stage} keep activations at the most?"
    )
    question = choice_question(text, str(right), wrong, chance)
    why = (
        f"Stage {stage} warms up with {stages} − {stage} = {stages - stage} forward"
        f" passes and does one more before its first backward: {right}. It does not"
        f" grow with m = {batches}; GPipe would keep all of them, for the same"
        " bubble."
    )
    return (
        Instance(question, why, ("When does its first backward pass come?",))
        if (question)
        else None
    )


def _ask_uneven(chance: Chance) -> Instance:
    times = [chance.whole(4, 9) for _ in range(chance.whole(3, 4))]
    slow = chance.whole(0, len(times) - 1)
    times[slow] = chance.whole(11, 16)
    batches = chance.whole(4, 12)
    forward = [Fraction(each) for each in times]
    slots = model.gpipe(forward, [2 * each for each in forward], batches)
    time = int(model.makespan(slots))
    top, total = max(times), sum(times)
    text = (
        f"The stages of a pipeline take {', '.join(map(str, times))} ms forward for a"
        f" micro-batch, and twice that backward. How many ms does a step of {batches}"
        " micro-batches take under GPipe's schedule (all forward, then all backward;"
        " sending takes no time)?"
    )
    mean = Fraction(total, len(times))
    wrong = (
        (3 * (batches + len(times) - 1) * top, "takes all stages for as slow"),
        (float(3 * (batches + len(times) - 1) * mean), "takes all stages for the mean"),
        (3 * batches * top, "leaves out filling and draining"),
        (3 * batches * total, "has one stage work at a time"),
        (total + (batches - 1) * top, "is the forward passes alone"),
    )
    question = numeric_question(text, time, wrong, unit="ms", places=0)
    why = (
        f"The first micro-batch takes {' + '.join(map(str, times))} = {total} ms, each"
        f" further one comes out {top} ms later, at the pace of the slowest:"
        f" {total} + {batches - 1} × {top} = {total + (batches - 1) * top} ms."
        f" Backward twice that; in all {time:,} ms."
    )
    return Instance(question, why, ("At which pace do micro-batches come out?",))


make = by_difficulty(
    {
        1: (_ask_share, _ask_time),
        2: (_ask_share, _ask_time, _ask_batches, _ask_kept),
        3: (_ask_interleaved, _ask_kept, _ask_uneven),
    }
)


GENERATOR = Generator(
    name="training.pipeline_bubble",
    version=1,
    title="Bubbles and activations of a pipeline",
    source=(
        "Huang et al., GPipe, 2019, section 2.3",
        "Narayanan et al., Efficient large-scale training, SC 2021, section 2.2",
    ),
    parameters=Parameters,
    make=make,
)
