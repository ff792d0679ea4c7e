"""Liveness, interference and colouring of registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.compilers import registers_model as model
from drill.generators.compilers.registers_model import Line
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.chance import Chance
    from drill.generators.compilers.registers_model import Graph

HINT: Final = "Go backwards: a definition ends a life, a use begins one."
ATTEMPTS: Final = 20
SHARING: Final = (
    "An operand that is not needed later may share its register with the result"
)
Program = tuple[list[Line], frozenset[str]]
"""Lines, and what is live after the last."""


def _program(chance: Chance) -> Program:
    """Lines that each define one variable, used later or live at the end."""
    count, loads = chance.whole(6, 8), chance.whole(2, 3)
    names = "abcdefgh"[:count]
    lines, unused = [], list[str]()
    for place, name in enumerate(names):
        if place < loads:
            lines.append(Line(name, (), f"{name} = load {name.upper()}"))
        else:
            first = chance.pick(unused) if unused else names[place - 1]
            second = chance.pick([each for each in names[:place] if each != first])
            sign = chance.pick("+-*")
            lines.append(
                Line(name, (first, second), f"{name} = {first} {sign} {second}")
            )
            unused = [each for each in unused if each not in (first, second)]
        unused.append(name)
    return lines, frozenset(unused)


def _drawn(program: Program) -> str:
    lines, at_end = program
    rows = [f"{number}  {line.text}" for number, line in enumerate(lines, 1)]
    shown = fenced(rows)
    return f"{shown}\n\nAfter line {len(lines)} {_names(at_end)} still live."


def _names(names: Iterable[str]) -> str:
    ordered = sorted(names)
    if len(ordered) == 1:
        return f"only {ordered[0]} is"
    return f"{', '.join(ordered[:-1])} and {ordered[-1]} are"


def _set(names: Iterable[str]) -> str:
    return " ".join(sorted(names)) or "none"


def _why(program: Program) -> str:
    lines, at_end = program
    width = max(len(line.text) for line in lines)
    rows = [
        f"{number}  {line.text:<{width}}  {_set(live)}"
        for (number, line), live in zip(
            enumerate(lines, 1), model.live_after(lines, at_end), strict=True
        )
    ]
    return fenced([f"   {'':<{width}}  live after it", *rows])


# --- programs --------------------------------------------------------------------


def _ask_live(chance: Chance) -> Instance | None:
    program = lines, at_end = _program(chance)
    live = model.live_after(lines, at_end)
    place = chance.whole(2, len(lines) - 2)
    right, line = live[place - 1], lines[place - 1]
    defined = {each.target for each in lines[:place]}
    used_later = {name for each in lines[place:] for name in each.uses} | at_end
    wrong = [
        Wrong(_set(live[place - 2]), "is live before this line"),
        Wrong(_set(live[place]), "is live after the next line"),
        Wrong(_set(defined), "is all that is defined, needed again or not"),
        Wrong(_set(used_later), "is all that is used later, defined yet or not"),
        Wrong(
            _set({*right, *line.uses}), "keeps the operands that are not needed again"
        ),
        Wrong(_set(right - {line.target}), "leaves out what the line defines"),
    ]
    text = f"{_drawn(program)} What is live just after line {place}?"
    question = choice_question(text, _set(right), wrong, chance)
    return Instance(question, _why(program), (HINT,)) if question else None


def _ask_pressure(chance: Chance) -> Instance:
    program = lines, at_end = _program(chance)
    need = model.pressure(lines, at_end)
    live = model.live_after(lines, at_end)
    strict = max(
        len({*after, *line.uses}) for after, line in zip(live, lines, strict=True)
    )
    graph = model.interference(lines, at_end)
    text = (
        f"{_drawn(program)} {SHARING}. How few registers hold all variables, without"
        " spilling and in this order of lines?"
    )
    wrong = (
        (len(lines), "gives each variable a register of its own"),
        (strict, "lets no result share a register with an operand that dies"),
        (max(map(len, graph.values())) + 1, "takes the highest degree and one more"),
        (len(at_end), "counts what is live at the end"),
        (need - 1, "is one too few: look where most are live"),
    )
    question = numeric_question(text, need, wrong, unit="registers", places=0)
    busy = next(place for place, each in enumerate(live, 1) if len(each) == need)
    why = (
        f"{_why(program)}\n\nAfter line {busy} {need} variables are live. In a straight"
        " line where each is defined once, that many registers are enough."
    )
    return Instance(question, why, (HINT, "Where are most variables live at once?"))


def _ask_neighbours(chance: Chance) -> Instance | None:
    program = lines, at_end = _program(chance)
    graph = model.interference(lines, at_end)
    asked = chance.pick([each.target for each in lines])
    right = graph[asked]
    line = next(each for each in lines if each.target == asked)
    live = dict(
        zip(
            [each.target for each in lines],
            model.live_after(lines, at_end),
            strict=True,
        )
    )
    users = {each.target for each in lines if asked in each.uses}
    wrong = [
        Wrong(_set({*right, *line.uses}), "adds its operands, which end as it begins"),
        Wrong(_set({*right, *users}), "adds results that it may give its register to"),
        Wrong(_set(live[asked] - {asked}), "looks at its definition alone"),
        Wrong(_set({*line.uses, *users}), "takes the edges of data flow"),
        Wrong(_set(set(graph) - right - {asked}), "are those it may share with"),
    ]
    text = f"{_drawn(program)} {SHARING}. With which variables does {asked} interfere?"
    question = choice_question(text, _set(right), wrong, chance)
    why = (
        f"{_why(program)}\n\n{asked} interferes with what is live after its definition,"
        f" and with all that is defined while it is live: {_set(right)}."
    )
    return Instance(question, why, (HINT,)) if question else None


# --- graphs ----------------------------------------------------------------------


def _random(chance: Chance, names: str, count: int) -> Graph:
    wanted = chance.whole(len(names) + 1, len(names) * count - 2)
    pairs = [one + other for one in names for other in names if one < other]
    kept = chance.shuffled(pairs)[:wanted]
    return {
        name: frozenset(pair.replace(name, "") for pair in kept if name in pair)
        for name in names
    }


def _graph(chance: Chance) -> tuple[Graph, int]:
    """A graph and a number of registers with which simplifying stops half way."""
    names, count = "abcdefgh"[: chance.whole(6, 8)], chance.whole(2, 3)
    while True:
        graph = _random(chance, names, count)
        left = model.blocked(graph, count)
        once = [each for each in graph if len(graph[each]) >= count]
        if all(graph.values()) and left and left != once:
            return graph, count


def _edges(graph: Graph) -> str:
    """The neighbours of each vertex, two vertices a row."""
    cells = [f"{name}: {' '.join(sorted(graph[name]))}" for name in sorted(graph)]
    half = (len(cells) + 1) // 2
    width = max(map(len, cells)) + 6
    rows = [
        f"{cells[place]:<{width}}{[*cells[half:], ''][place]}".rstrip()
        for place in range(half)
    ]
    return fenced(rows)


TOLD: Final = "An interference graph, each variable with those it interferes with:"


def _ask_blocked(chance: Chance) -> Instance:
    graph, count = _graph(chance)
    left = model.blocked(graph, count)
    text = (
        f"{TOLD}\n\n{_edges(graph)}\n\nWith {count} registers, simplifying takes away"
        f" variables that have fewer than {count} neighbours left, as long as there are"
        " any. Which remain? Type them by letter, with spaces between."
    )
    loose = model.blocked(graph, count + 1)
    once = [each for each in graph if len(graph[each]) >= count]
    wrong = (
        (once, "looks at degrees once: they fall as others go"),
        (loose, f"takes those with {count} neighbours away too"),
        ([each for each in graph if each not in left], "are those taken away"),
        (
            model.blocked(graph, count - 1),
            f"stops at fewer than {count - 1} neighbours",
        ),
    )
    gone = [each for each in _taken(graph, count) if each not in left]
    why = (
        f"Taken away, for example: {', '.join(gone)}; each has fewer than {count}"
        f" neighbours at that moment. {', '.join(left)} have {count} or more each among"
        " themselves. The order of taking does not matter."
    )
    return Instance(list_question(text, left, wrong), why, ("Degrees fall as you go.",))


def _taken(graph: Graph, count: int) -> list[str]:
    return model.allocate(graph, count).stack


def _ask_spilled(chance: Chance) -> Instance | None:
    wants_luck = chance.pick((True, False))
    for _ in range(ATTEMPTS):
        graph, count = _graph(chance)
        hoped = model.allocate(graph, count)
        if wants_luck == (len(hoped.spilled) < len(hoped.doubtful)):
            break
    else:
        return None
    at_once = model.allocate(graph, count, is_optimistic=False)
    text = (
        f"{TOLD}\n\n{_edges(graph)}\n\nWith {count} registers, Briggs' allocator takes"
        f" away the first variable (by letter) with fewer than {count} neighbours left;"
        " if there is none, the one with most neighbours left, first by letter. Back"
        " from the stack each gets the lowest register that is free. Which are spilled?"
    )
    wrong = [
        Wrong(
            _set(at_once.spilled), "spills at once what has too many, as Chaitin does"
        ),
        Wrong(
            _set(model.blocked(graph, count)), "spills all that cannot be simplified"
        ),
        Wrong("none", "takes hope for a promise: some find no free register"),
        Wrong(_set(hoped.stack[-1:]), "spills the first to come back"),
        Wrong(_set(hoped.stack[:1]), "spills the first that was taken away"),
    ]
    question = choice_question(text, _set(hoped.spilled), wrong, chance)
    colours = ", ".join(
        f"{each} {hoped.colours.get(each, 'none')}" for each in reversed(hoped.stack)
    )
    why = (
        f"Taken away: {' '.join(hoped.stack)}; too many neighbours had"
        f" {_set(hoped.doubtful)}. Back from the stack: {colours}. Chaitin would spill"
        f" {_set(at_once.spilled)}."
    )
    hint = "A variable with many neighbours may find them sharing registers."
    return Instance(question, why, (hint,)) if question else None


make = by_difficulty(
    {
        1: (_ask_live, _ask_pressure),
        2: (_ask_pressure, _ask_neighbours, _ask_blocked),
        3: (_ask_blocked, _ask_spilled),
    }
)


GENERATOR = Generator(
    name="compilers.register_colouring",
    version=1,
    title="Liveness, interference and colouring of registers",
    source=(
        "Appel, Modern Compiler Implementation, sections 10.1 and 11.1",
        "Briggs, Cooper and Torczon, TOPLAS 16(3), 1994, section 2",
    ),
    parameters=Parameters,
    make=make,
)
