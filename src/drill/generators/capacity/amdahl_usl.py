"""Speedups by the laws of Amdahl and Gustafson, and Gunther's scalability law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.capacity import scaling_model as model
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    percent,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.01)
AMDAHL: Final = "Amdahl: S = 1 / (s + (1 − s) / N), with s the serial share."
GUNTHER: Final = "C(N) = N / (1 + σ(N − 1) + κN(N − 1))"
PARTS: Final = ("parsing", "compression", "encryption", "rendering", "sorting")


def _ask_speedup(chance: Chance) -> Instance:
    serial = chance.pick((0.02, 0.04, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3))
    workers = chance.pick((4, 6, 8, 10, 16, 20, 32, 64))
    answer = model.amdahl(serial, workers)
    text = (
        f"A batch job spends {percent(serial, 2)} of its time on one core in a part"
        " that cannot be parallelised; the rest divides evenly. How many times faster"
        f" does it run on {workers} cores? Within 1 %."
    )
    wrong = (
        (workers, "overlooks the serial part"),
        (workers * (1 - serial), "takes the serial share off the number of cores"),
        (model.gustafson(serial, workers), "is Gustafson's law, for a growing job"),
        (1 / serial, "is the limit for endlessly many cores"),
        (1 / (1 - serial + serial / workers), "swaps serial and parallel share"),
    )
    why = (
        f"1 / ({decimal(serial)} + {decimal(1 - serial)} / {workers}) ="
        f" 1 / {decimal(1 / answer, 4)} = {decimal(answer)}. Endlessly many cores give"
        f" 1 / {decimal(serial)} = {decimal(1 / serial)} at most."
    )
    question = numeric_question(text, answer, wrong, unit="times", leeway=NEAR)
    return Instance(question, why, (AMDAHL,))


def _ask_limit(chance: Chance) -> Instance | None:
    serial = chance.pick((0.02, 0.04, 0.05, 0.08, 0.1, 0.125, 0.16, 0.2, 0.25))
    workers = chance.pick((8, 16, 32, 64))
    text = (
        f"On one core {decimal((1 - serial) * 100)} % of a job's time is spent in code"
        f" that runs in parallel perfectly. It now runs on {workers} cores. Which"
        " speedup over one core does it approach, the more cores it gets?"
    )

    def times(factor: float) -> str:
        return f"{decimal(factor, 1)} times"

    wrong = [
        Wrong(times(model.amdahl(serial, workers)), f"is reached on {workers} cores"),
        Wrong(
            times(1 / (1 - serial)), "divides by the parallel share, not the serial one"
        ),
        Wrong(times(workers), "takes the present number of cores for the bound"),
        Wrong(times((1 - serial) / serial), "divides the parallel share by the serial"),
    ]
    question = choice_question(text, times(model.limit(serial)), wrong, chance)
    why = (
        f"The serial {decimal(serial * 100)} % remain: 1 / {decimal(serial, 3)} ="
        f" {decimal(1 / serial, 1)}, which is approached and never reached. On"
        f" {workers} cores it is {decimal(model.amdahl(serial, workers))}."
    )
    return Instance(question, why, (AMDAHL,)) if question else None


def _ask_workers(chance: Chance) -> Instance | None:
    serial = chance.pick((0.01, 0.02, 0.04, 0.05, 0.1))
    share = chance.pick((0.4, 0.5, 0.6, 0.75, 0.8))
    speedup = round(model.limit(serial) * share)
    answer = model.workers_for(speedup, serial)
    if abs(answer - round(answer)) < 1e-6:  # noqa: PLR2004 - rounding up is the point
        return None
    needed = int(answer) + 1
    text = (
        f"A job is {percent(serial, 2)} serial (by time on one core); the rest divides"
        f" evenly. How many cores make it at least {speedup} times as fast, at the"
        " fewest? A whole number."
    )
    wrong = (
        (speedup, "lets every core count in full"),
        (int(answer), "rounds down: that is not quite enough"),
        (speedup / (1 - serial), "divides by the parallel share only"),
        (1 / serial, "takes as many cores as the limit of the speedup"),
    )
    why = (
        f"1 / S = s + (1 − s) / N, so N = {decimal(1 - serial)} / (1 / {speedup} −"
        f" {decimal(serial)}) = {decimal(answer)}, rounded up {needed}. The limit is"
        f" {decimal(model.limit(serial))} times, and the last part of the way is dear."
    )
    question = numeric_question(text, needed, wrong, unit="cores", places=0)
    return Instance(question, why, (AMDAHL,))


def _ask_better(chance: Chance) -> Instance | None:
    first, second = chance.shuffled(PARTS)[:2]
    large, small = chance.pick((0.4, 0.5, 0.6)), chance.pick((0.1, 0.2, 0.25, 0.3))
    little, much = chance.pick((1.3, 1.5, 1.6, 2)), chance.pick((5, 10, 20, 100))
    pairs = ((large, little), (small, much))
    each = [model.improved([pair]) for pair in pairs]
    if abs(each[0] - each[1]) < 0.02:  # noqa: PLR2004 - too near to call
        return None
    asked = chance.whole(0, 2)
    right = model.improved(pairs) if asked == 2 else each[asked]  # noqa: PLR2004
    what = (f"only the {first} improves", f"only the {second} improves", "both improve")
    text = (
        f"A service spends {percent(large, 2)} of its time on {first} and"
        f" {percent(small, 2)} on {second}. The {first} can be made {decimal(little)}"
        f" times as fast, the {second} {much} times. How many times as fast is the"
        f" service if {what[asked]}?"
    )

    def times(factor: float) -> str:
        return f"{decimal(factor)} times"

    added = sum(share * factor for share, factor in pairs) + 1 - large - small
    wrong = [
        Wrong(times(each[0]), f"is with the {first} alone"),
        Wrong(times(each[1]), f"is with the {second} alone"),
        Wrong(times(model.improved(pairs)), "is with both improvements"),
        Wrong(times(each[0] * each[1]), "multiplies the two speedups"),
        Wrong(times(added), "averages the factors, where times must be added"),
    ]
    question = choice_question(text, times(right), wrong, chance)
    why = (
        f"With {first} 1 / ({decimal(1 - large)} + {decimal(large)} /"
        f" {decimal(little)}) = {decimal(each[0])}, with {second} 1 /"
        f" ({decimal(1 - small)} + {decimal(small)} / {much}) = {decimal(each[1])},"
        f" with both {decimal(model.improved(pairs))}. What counts is the share of the"
        " time, not how much faster a part becomes."
    )
    hints = ("Add up the times after the change, the old whole being 1.",)
    return Instance(question, why, hints) if question else None


def _constants(chance: Chance) -> tuple[float, float]:
    sigma = chance.pick((0.01, 0.02, 0.05, 0.08, 0.1))
    return sigma, chance.pick((0.0002, 0.0005, 0.001, 0.002))


def _law(sigma: float, kappa: float) -> str:
    return (
        f"By Gunther's scalability law {GUNTHER}, with contention σ = {decimal(sigma)}"
        f" and coherency κ = {decimal(kappa, 4)}"
    )


def _ask_capacity(chance: Chance) -> Instance:
    sigma, kappa = _constants(chance)
    workers, single = chance.pick((8, 16, 24, 32, 48, 64)), 100 * chance.whole(2, 20)
    answer = single * model.usl(workers, sigma, kappa)
    text = (
        f"One node handles {single} requests a second. {_law(sigma, kappa)}: how many a"
        f" second do {workers} nodes handle? Within 1 %."
    )
    wrong = (
        (single * workers, "scales without end"),
        (single * model.amdahl(sigma, workers), "leaves out coherency: Amdahl's law"),
        (single * model.usl(workers, 0, kappa), "leaves out contention"),
        (model.usl(workers, sigma, kappa), "is C(N): relative to one node"),
        (
            single * workers / (1 + (sigma + kappa) * (workers - 1)),
            "lets coherency grow like contention, with N instead of N²",
        ),
    )
    below = 1 + sigma * (workers - 1) + kappa * workers * (workers - 1)
    why = (
        f"1 + {decimal(sigma)} × {workers - 1} + {decimal(kappa, 4)} × {workers} ×"
        f" {workers - 1} = {decimal(below, 3)}, C({workers}) = {workers} /"
        f" {decimal(below, 3)} = {decimal(workers / below)}, times {single} is"
        f" {decimal(answer, 0)}. The peak lies at"
        f" {decimal(model.peak(sigma, kappa), 0)} nodes."
    )
    question = numeric_question(
        text, answer, wrong, unit="requests/s", leeway=NEAR, places=0
    )
    return Instance(question, why, ("The law has three terms below the line.",))


def _ask_peak(chance: Chance) -> Instance:
    sigma, kappa = _constants(chance)
    answer = model.peak(sigma, kappa)
    text = (
        f"{_law(sigma, kappa)}: beyond which number of nodes does each further one make"
        " the system slower? To a whole number, ±1."
    )
    wrong = (
        (1 / sigma, "is the limit of Amdahl's law"),
        ((1 - sigma) / kappa, "forgets the square root"),
        ((sigma / kappa) ** 0.5, "has σ for 1 − σ"),
        (1 / kappa, "is where coherency alone costs a node each"),
    )
    why = (
        f"C(N) is largest at N* = √((1 − σ) / κ) = √({decimal(1 - sigma)} /"
        f" {decimal(kappa, 4)}) = {decimal(answer, 1)}, with C ="
        f" {decimal(model.usl(answer, sigma, kappa), 1)}. Contention alone would"
        " flatten the curve; it is κ, growing with the pairs, that bends it down."
    )
    leeway = Leeway(absolute=1)
    question = numeric_question(
        text, answer, wrong, unit="nodes", leeway=leeway, places=0
    )
    return Instance(question, why, ("Where does the derivative of C(N) vanish?",))


def _ask_growing(chance: Chance) -> Instance | None:
    serial = chance.pick((0.02, 0.05, 0.1, 0.2))
    workers = chance.pick((16, 32, 64, 100, 128))
    grows = chance.pick((True, False))
    story = (
        f"the job is made larger with the cores, so that on {workers} cores the serial"
        f" part takes {percent(serial, 2)} of the time. How many times longer would one"
        " core need for that larger job"
        if grows
        else f"the job stays as it is, and its serial part takes {percent(serial, 2)}"
        f" of the time on one core. How many times faster is it on {workers} cores"
    )
    values = (
        (model.gustafson(serial, workers), "is for a job that grows (Gustafson)"),
        (model.amdahl(serial, workers), "is for a job of fixed size (Amdahl)"),
    )
    right, other = values if grows else values[::-1]
    wrong = [
        Wrong(f"{decimal(other[0], 1)} times", other[1]),
        Wrong(f"{workers} times", "overlooks the serial part"),
        Wrong(f"{decimal(1 / serial, 1)} times", "is the limit for a fixed job"),
        Wrong(
            f"{decimal(workers * serial, 1)} times", "takes the serial share of them"
        ),
    ]
    text = f"All but the serial part of a job divides evenly; {story}?"
    question = choice_question(text, f"{decimal(right[0], 1)} times", wrong, chance)
    why = (
        f"{'Gustafson' if grows else 'Amdahl'}: "
        + (
            f"N + (1 − N) × s = {workers} − {workers - 1} × {decimal(serial)}"
            if grows
            else f"1 / ({decimal(serial)} + {decimal(1 - serial)} / {workers})"
        )
        + f" = {decimal(right[0], 1)}. The other law would give {decimal(other[0], 1)}:"
        " the question is whether the work or the time is held fixed."
    )
    hints = ("Is the share taken on one core or on all?",)
    return Instance(question, why, hints) if question else None


make = by_difficulty(
    {
        1: (_ask_speedup, _ask_limit),
        2: (_ask_speedup, _ask_workers, _ask_better),
        3: (_ask_capacity, _ask_peak, _ask_growing),
    }
)


GENERATOR = Generator(
    name="capacity.amdahl_usl",
    version=1,
    title="Find the speedup of more workers",
    source=(
        "Amdahl, Validity of the Single Processor Approach, AFIPS 1967",
        "Gustafson, Reevaluating Amdahl's Law, CACM 31(5), 1988",
        "Gunther, Guerrilla Capacity Planning, 2007, chapter 4",
    ),
    parameters=Parameters,
    make=make,
)
