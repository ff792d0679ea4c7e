"""Count the cycles and stalls of a small program on a five-stage pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.cpu import pipeline_model as model
from drill.generators.cpu.pipeline_model import STAGES, Instruction, Pipeline
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance
    from drill.content.questions import Question

PLAIN: Final = Pipeline(forwards=False)
FORWARDING: Final = Pipeline()
LENGTHS: Final = {1: (3, 4), 2: (4, 5), 3: (4, 5)}
RULES: Final = {
    False: "There is no forwarding, and a register is written in the first half of WB"
    " and read in the second half of ID.",
    True: "Results are forwarded to EX from the ends of EX and MEM; a store, too,"
    " needs all its sources in EX.",
}
HINTS: Final = (
    "Which instructions read a register that one of the two before them writes?",
    "n instructions without any stall take n + 4 cycles.",
)
MISTAKES: Final = {
    False: (
        (FORWARDING, "forwards, which this pipeline cannot"),
        (Pipeline(forwards=False, gap=3), "cannot read in the cycle of the write"),
        (Pipeline(forwards=False, gap=1), "waits for MEM instead of WB"),
        (Pipeline(forwards=False, gap=0), "overlooks the hazards"),
    ),
    True: (
        (PLAIN, "does not forward"),
        (Pipeline(load_delay=0), "overlooks that a load has its value after MEM only"),
        (Pipeline(load_delay=2), "waits two cycles for a load, as without forwarding"),
        (Pipeline(forwards=False, gap=1), "stalls one cycle at every dependence"),
    ),
}
"""Pipelines that make one error each, without forwarding and with it."""


def _instruction(
    last: Sequence[Instruction], number: int, chance: Chance
) -> Instruction:
    """One that is likely to need what the one or two before it wrote."""
    made = [each.writes for each in last[-2:] if each.writes]
    free = [f"x{place}" for place in range(20, 30)]
    first = chance.pick((*made, *made, chance.pick(free)))
    second = chance.pick(free)
    target = f"x{number + 5}"
    kind = chance.pick(("lw", "lw", "add", "sub", "and", "sw" if last else "lw"))
    if kind == "lw":
        offset = 4 * chance.whole(0, 6)
        text = f"lw   {target}, {offset}({first})"
        return Instruction(text, target, (first,), is_load=True)
    if kind == "sw":
        return Instruction(f"sw   {first}, 0({second})", reads=(first, second))
    sources = (first, second) if chance.pick((True, False)) else (second, first)
    text = f"{kind:<4} {target}, {sources[0]}, {sources[1]}"
    return Instruction(text, target, sources)


def _program(count: int, chance: Chance) -> list[Instruction]:
    found: list[Instruction] = []
    for number in range(count):
        found.append(_instruction(found, number, chance))
    return found


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw a program and what is asked of it."""
    level = parameters.difficulty
    program = _program(chance.whole(*LENGTHS[level]), chance)
    if not model.stalls(program, PLAIN):
        return None
    if not model.stalls(program, FORWARDING) and chance.pick((True, True, False)):
        return None  # most programs shall have a load that is needed at once
    forwards = chance.pick((True, False))
    if level == 1:
        return _ask_stalls(program, chance, forwards=forwards)
    if level == 2:  # noqa: PLR2004 - as in an interview
        ask = chance.pick((_ask_cycles, _ask_stalls))
        return ask(program, chance, forwards=forwards)
    if chance.pick((True, False)):
        return _ask_saved(program, chance)
    return _ask_loop(program, chance)


def _listing(program: Sequence[Instruction]) -> str:
    lines = (f"{place}  {each.text}" for place, each in enumerate(program, 1))
    return fenced(lines)


def _text(program: Sequence[Instruction], rules: str, asked: str) -> str:
    return (
        "This RISC-V code runs on a five-stage pipeline (IF ID EX MEM WB) without"
        f" cache misses. {rules}\n\n{_listing(program)}\n\n{asked}"
    )


def _question(
    text: str, answer: int, wrong: list[tuple[int, str]], chance: Chance
) -> Question | None:
    """A choice or a number to type, as chance has it."""
    if chance.pick((True, False)):
        return numeric_question(text, answer, wrong, unit="cycles")
    offered = [Wrong(_cycles(each), why) for each, why in wrong]
    return choice_question(text, _cycles(answer), offered, chance)


def _cycles(count: int) -> str:
    return "1 cycle" if count == 1 else f"{count} cycles"


def _ask_stalls(
    program: list[Instruction], chance: Chance, *, forwards: bool
) -> Instance | None:
    pipeline = FORWARDING if forwards else PLAIN
    asked = "How many cycles are lost to data hazards?"
    wrong = [(model.stalls(program, each), why) for each, why in MISTAKES[forwards]]
    answer = model.stalls(program, pipeline)
    text = _text(program, RULES[forwards], asked)
    question = _question(text, answer, wrong, chance)
    return Instance(question, _why(program, pipeline), HINTS[:1]) if question else None


def _ask_cycles(
    program: list[Instruction], chance: Chance, *, forwards: bool
) -> Instance | None:
    pipeline = FORWARDING if forwards else PLAIN
    asked = "The first is fetched in cycle 1. In which cycle is the last in WB?"
    answer = model.cycles(program, pipeline)
    wrong = [(model.cycles(program, each), why) for each, why in MISTAKES[forwards]]
    wrong += [(answer - STAGES + 1, "forgets that the first needs five cycles")]
    text = _text(program, RULES[forwards], asked)
    question = _question(text, answer, wrong, chance)
    return Instance(question, _why(program, pipeline), HINTS) if question else None


def _ask_saved(program: list[Instruction], chance: Chance) -> Instance | None:
    plain, fast = model.cycles(program, PLAIN), model.cycles(program, FORWARDING)
    lost = plain - fast
    ideal = Pipeline(load_delay=0)
    wide = Pipeline(forwards=False, gap=3)
    wrong = [
        (plain - model.cycles(program, ideal), "takes loads for no trouble at all"),
        (model.cycles(program, wide) - fast, "cannot read in the cycle of the write"),
        (model.stalls(program, FORWARDING), "is what is lost with forwarding"),
        (fast, "is the time with forwarding, not what it saves"),
        (plain, "is the time without forwarding"),
    ]
    rules = (
        "A register is written in the first half of WB and read in the second half of"
        " ID. Forwarding would bring results to EX from the ends of EX and MEM."
    )
    asked = "How many cycles does forwarding save on these instructions?"
    question = _question(_text(program, rules, asked), lost, wrong, chance)
    why = (
        f"{_trace(program, PLAIN)}\n\nWithout forwarding {plain} cycles, with it"
        f" {fast}: {model.stalls(program, PLAIN)} stalls become"
        f" {model.stalls(program, FORWARDING)}, since then only the instruction right"
        " behind a load waits for it, for one cycle."
    )
    return Instance(question, why, HINTS) if question else None


def _ask_loop(program: list[Instruction], chance: Chance) -> Instance | None:
    rounds = chance.whole(2, 4) * 5
    body = program[:3]
    last = next((each.writes for each in reversed(body) if each.writes), "x20")
    branch = Instruction(f"bne  {last}, x0, 1", reads=(last,), is_taken=True)
    trace = [*body, branch] * rounds
    if not model.stalls(trace, FORWARDING):
        return None
    rules = (
        f"{RULES[True]} Branches are predicted as not taken, decided in EX: two cycles"
        " for a taken one."
    )
    asked = (
        f"The branch to 1 is taken {rounds - 1} times, then not. From the first fetch"
        " to the last WB, how many cycles is that?"
    )
    wrong = [
        (model.cycles(trace, Pipeline(flushed=0)), "overlooks the branches"),
        (model.cycles(trace, Pipeline(flushed=1)), "loses one cycle a branch"),
        (model.cycles(trace, Pipeline(flushed=3)), "loses three cycles a branch"),
        (model.cycles(trace, Pipeline(load_delay=0)), "overlooks the loads"),
        (model.cycles(trace, PLAIN), "does not forward"),
        (model.cycles(trace, FORWARDING) + 2, "flushes after the last branch too"),
    ]
    answer = model.cycles(trace, FORWARDING)
    text = _text([*body, branch], rules, asked)
    question = _question(text, answer, wrong, chance)
    return Instance(question, _why_loop(trace, rounds), HINTS) if question else None


def _why_loop(trace: list[Instruction], rounds: int) -> str:
    lost = model.stalls(trace, FORWARDING)
    count = len(trace)
    return (
        f"{rounds} rounds of {count // rounds} are {count} instructions: {count} + 4"
        f" cycles without stalls. Loads that are needed at once cost {lost} cycles,"
        f" {lost // rounds} a round; the branch, taken {rounds - 1} times, costs"
        f" {2 * (rounds - 1)}. Together {model.cycles(trace, FORWARDING)}."
    )


def _trace(program: Sequence[Instruction], pipeline: Pipeline) -> str:
    """The stages by cycle; a stalled instruction waits in ID."""
    lines, before = [], 1
    for place, (each, cycle) in enumerate(
        zip(program, model.decoded(program, pipeline), strict=True), 1
    ):
        row = "   " * (before - 1) + "IF " + "-  " * (cycle - before - 1)
        lines.append(f"{place}  {each.text:<19}{row}ID EX ME WB"[:74])
        before = cycle
    return fenced(lines)


def _why(program: list[Instruction], pipeline: Pipeline) -> str:
    lost, count = model.stalls(program, pipeline), len(program)
    rule = (
        "With forwarding only the instruction right behind a load waits for it."
        if pipeline.forwards
        else "Without forwarding a reader leaves ID when the writer is in WB: two"
        " cycles lost right behind it, one if another lies between."
    )
    return (
        f"{_trace(program, pipeline)}\n\n{rule} {count} + 4 + {lost} ="
        f" {model.cycles(program, pipeline)} cycles, {lost} of them lost."
    )


GENERATOR = Generator(
    name="cpu.pipeline_stalls",
    version=1,
    title="Count the stalls of a five-stage pipeline",
    source=(
        (
            "Patterson and Hennessy, Computer Organization and Design, RISC-V edition,"
            " 2nd edition, sections 4.6 to 4.9"
        ),
    ),
    parameters=Parameters,
    make=make,
)
