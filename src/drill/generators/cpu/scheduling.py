"""Run processes under a scheduling discipline, and ask for times or an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway, OrderQuestion, Question
from drill.generators.cpu import scheduling_model as model
from drill.generators.cpu.scheduling_model import Discipline, Process, Slice
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.chance import Chance

DISCIPLINES: Final = {
    1: (Discipline.FCFS, Discipline.SJF),
    2: (Discipline.SJF, Discipline.SRTF, Discipline.RR),
    3: (Discipline.SRTF, Discipline.RR),
}
COUNTS: Final = {1: (3, 4), 2: (3, 4), 3: (4, 4)}
"""How many processes."""
MEASURES: Final[dict[str, Callable[[list[Slice], Process], int]]] = {
    "waiting time": model.waiting,
    "turnaround time": model.turnaround,
    "response time": model.response,
}
MEANINGS: Final = {
    "waiting time": "the time in the ready queue",
    "turnaround time": "from arrival to completion",
    "response time": "from arrival to its first run",
}
CONFUSED: Final = {
    Discipline.FCFS: (Discipline.SJF, Discipline.RR),
    Discipline.SJF: (Discipline.FCFS, Discipline.SRTF),
    Discipline.SRTF: (Discipline.SJF, Discipline.RR),
    Discipline.RR: (Discipline.FCFS, Discipline.SRTF),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Processes and how they are run."""

    processes: list[Process]
    discipline: Discipline
    quantum: int

    def slices(self, discipline: Discipline | None = None) -> list[Slice]:
        """The schedule, under another discipline if one is given."""
        return model.schedule(
            self.processes, discipline or self.discipline, self.quantum
        )

    def mean(self, measure: str, slices: list[Slice]) -> float:
        """The average of a measure."""
        values = [MEASURES[measure](slices, each) for each in self.processes]
        return float(model.mean(values))


def _draw(level: int, chance: Chance) -> Drawn:
    count = chance.whole(*COUNTS[level])
    bursts = chance.shuffled(range(2, 11))[:count]
    arrivals = [0]
    while len(arrivals) < count:
        arrivals.append(arrivals[-1] + chance.whole(1, 3))
    processes = [
        Process(f"P{place}", arrival, burst)
        for place, (arrival, burst) in enumerate(
            zip(chance.shuffled(arrivals), bursts, strict=True), 1
        )
    ]
    discipline = chance.pick(DISCIPLINES[level])
    return Drawn(processes, discipline, chance.whole(2, 3))


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw processes and a discipline, then one of the things to ask."""
    drawn = _draw(parameters.difficulty, chance)
    if _never_preempts(drawn):
        return None
    ask = chance.pick((_ask_mean, _ask_mean, _ask_one, _ask_order, _ask_gantt))
    question = ask(drawn, chance)
    return Instance(question, _why(drawn), HINTS) if question else None


def _never_preempts(drawn: Drawn) -> bool:
    """Whether preemption, though allowed, changes nothing."""
    plain = Discipline.SJF if drawn.discipline is Discipline.SRTF else Discipline.FCFS
    allowed = drawn.discipline in {Discipline.SRTF, Discipline.RR}
    return allowed and drawn.slices() == drawn.slices(plain)


HINTS: Final = (
    "Draw the processor's time as a bar, from one decision to the next.",
    "Waiting time = completion − arrival − burst.",
)


def _text(drawn: Drawn, asked: str) -> str:
    rows = [["process", "arrival", "burst"]]
    rows += [
        [each.name, str(each.arrival), str(each.burst)] for each in drawn.processes
    ]
    how = str(drawn.discipline)
    if drawn.discipline is Discipline.RR:
        how += (
            f" with a quantum of {drawn.quantum} ms (one that arrives as a slice ends"
            " queues before the one preempted)"
        )
    return (
        f"One processor, times in ms, switching costs nothing, ties go to the earlier"
        f" arrival. It runs {how}.\n\n{table(rows)}\n\n{asked}"
    )


def _ask_mean(drawn: Drawn, chance: Chance) -> Question | None:
    measure = chance.pick(("waiting time", "turnaround time"))
    right = drawn.slices()
    asked = f"What is the average {measure}, {MEANINGS[measure]}, rounded to 0.01 ms?"
    other = next(each for each in MEASURES if each != measure)
    confused = [
        (drawn.mean(measure, drawn.slices(each)), f"runs {each}")
        for each in CONFUSED[drawn.discipline]
    ]
    ends = [model.finish(right, each) for each in drawn.processes]
    wrong = [
        (drawn.mean(other, right), f"is the average {other}"),
        *confused,
        (float(model.mean(ends)), "forgets to subtract the arrivals"),
        (drawn.mean("response time", right), "stops counting at the first run"),
    ]
    answer = drawn.mean(measure, right)
    if chance.pick((True, False)):
        return numeric_question(
            _text(drawn, asked), answer, wrong, unit="ms", leeway=Leeway(absolute=0.01)
        )
    offered = [Wrong(f"{decimal(value)} ms", why) for value, why in wrong]
    text = _text(drawn, asked)
    return choice_question(text, f"{decimal(answer)} ms", offered, chance)


def _ask_one(drawn: Drawn, chance: Chance) -> Question | None:
    process = chance.pick([each for each in drawn.processes if each.arrival])
    measure = chance.pick(tuple(MEASURES))
    right = drawn.slices()
    answer = MEASURES[measure](right, process)
    wrong = [
        (MEASURES[each](right, process), f"is its {each}")
        for each in MEASURES
        if each != measure
    ]
    wrong += [
        (MEASURES[measure](drawn.slices(each), process), f"runs {each}")
        for each in CONFUSED[drawn.discipline]
    ]
    wrong += [(answer + process.arrival, "counts from time 0, not from its arrival")]
    asked = f"What is the {measure} of {process.name}, {MEANINGS[measure]}, in ms?"
    return numeric_question(_text(drawn, asked), answer, wrong, unit="ms")


def _ask_order(drawn: Drawn, _: Chance) -> Question | None:
    slices = drawn.slices()
    done = sorted(drawn.processes, key=lambda each: model.finish(slices, each))
    if done == drawn.processes:
        return None  # the order of the table gives nothing to find out
    asked = "Bring the processes into the order in which they complete."
    return OrderQuestion(_text(drawn, asked), tuple(each.name for each in done))


def _ask_gantt(drawn: Drawn, chance: Chance) -> Question | None:
    wrong = [
        Wrong(_sequence(drawn.slices(each)), f"runs {each}")
        for each in Discipline
        if each is not drawn.discipline
    ]
    late = model.schedule(
        drawn.processes, drawn.discipline, drawn.quantum, newcomers_last=True
    )
    wrong += [Wrong(_sequence(late), "queues the newcomer behind the one preempted")]
    asked = "In which order do the processes hold the processor?"
    return choice_question(
        _text(drawn, asked), _sequence(drawn.slices()), wrong, chance
    )


def _sequence(slices: list[Slice]) -> str:
    return " ".join(each.name for each in slices)


def _why(drawn: Drawn) -> str:
    slices = drawn.slices()
    bar = " ".join(f"{each.start} {each.name}" for each in slices)
    rows: list[list[object]] = [
        ["process", "done", "waiting", "turnaround", "response"]
    ]
    for each in drawn.processes:
        values = [measure(slices, each) for measure in MEASURES.values()]
        rows.append([each.name, model.finish(slices, each), *values])
    rows.append(["average", "", *(decimal(drawn.mean(m, slices)) for m in MEASURES)])
    return f"From time to time: {bar} {slices[-1].end}.\n\n{table(rows)}"


GENERATOR = Generator(
    name="cpu.scheduling",
    version=1,
    title="Run processes under a scheduling discipline",
    source=(
        (
            "Silberschatz, Galvin and Gagne, Operating System Concepts, 10th edition,"
            " section 5.3"
        ),
    ),
    parameters=Parameters,
    make=make,
)
