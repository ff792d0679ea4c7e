"""Which cells of a Fenwick tree are read and written, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.structures import fenwick_model as model

if TYPE_CHECKING:
    from drill.chance import Chance

HINTS: Final = (
    "Write the index in binary and look at its lowest bit that is set.",
    "Cell i sums as many values as its lowest set bit says, the last one at i.",
)


def _cells(indexes: list[int]) -> str:
    return ", ".join(map(str, indexes))


def _binary(indexes: list[int], count: int) -> str:
    """Indexes with their bits, as a table."""
    width = count.bit_length()
    rows: list[list[object]] = [["cell", "binary", "sums"]]
    for index in indexes:
        first, last = model.covered(index)
        rows.append([index, f"{index:0{width}b}", f"{first} to {last}"])
    return table(rows)


# --- which cells -----------------------------------------------------------------


def _ask_cells(chance: Chance) -> Instance | None:
    count = chance.pick((16, 20, 24, 31, 32))
    index = chance.whole(3, count - 2)
    updates = chance.pick((True, False))
    up, down = model.upward(index, count), model.downward(index)
    right, other = (up, down) if updates else (down, up)
    if len(right) < 2:  # noqa: PLR2004 - a path worth asking
        return None
    other_why = "adds the lowest bit: that is an update"
    act = f"read for the sum of the positions 1 to {index}"
    if updates:
        other_why = "takes the lowest bit away: that is a prefix sum"
        act = f"changed when the value at position {index} changes"
    wrong = [
        Wrong(_cells(other), other_why),
        Wrong(_cells(right[:-1]), "stops one cell too early"),
        Wrong(_cells(_binary_tree(index)), "halves the index, as in a heap"),
        Wrong(_cells(_by_highest(index, count, updates=updates)), _HIGHEST),
        Wrong(
            _cells([*right, right[-1] + model.low_bit(right[-1])])
            if updates
            else _cells([*right, 0]),
            "goes on past the last cell",
        ),
    ]
    text = (
        f"A Fenwick tree sums {count} values, at positions 1 to {count}. Which of its"
        f" cells are {act}, in this order?"
    )
    question = choice_question(text, _cells(right), wrong, chance)
    rule = "adds its lowest set bit to the index, up to the number of cells"
    if not updates:
        rule = "takes its lowest set bit away from the index, down to 0"
    why = f"Each step {rule}:\n\n{_binary(right, count)}"
    return Instance(question, why, HINTS[:1]) if question else None


_HIGHEST: Final = "uses the highest set bit instead of the lowest"


def _binary_tree(index: int) -> list[int]:
    found = []
    while index:
        found.append(index)
        index //= 2
    return found


def _by_highest(index: int, count: int, *, updates: bool) -> list[int]:
    found = []
    while 0 < index <= count:
        found.append(index)
        high = 1 << (index.bit_length() - 1)
        index += high if updates else -high
    return found


def _ask_covered(chance: Chance) -> Instance | None:
    index = chance.whole(3, 16) * chance.pick((2, 4, 4, 8))
    first, last = model.covered(index)
    low = model.low_bit(index)
    high = 1 << (index.bit_length() - 1)

    def span(start: int, end: int) -> str:
        return f"Positions {start} to {end}"

    wrong = [
        Wrong(span(1, index), "is the prefix: a cell holds a part of it only"),
        Wrong(span(index, index + low - 1), "begins at the index: it ends there"),
        Wrong(span(first - 1, last), "takes one position too many"),
        Wrong(span(index // 2 + 1, index), "takes half of the prefix for the range"),
        Wrong(span(max(1, index - high + 1), index), "takes the highest set bit"),
    ]
    text = (
        f"In a Fenwick tree over positions 1 to 256, the values of which positions does"
        f" cell {index} sum?"
    )
    question = choice_question(text, span(first, last), wrong, chance)
    why = (
        f"{index} is {index:b} in binary; its lowest set bit is {low}. So the cell sums"
        f" the {low} values that end at {index}: {first} to {last}."
    )
    return Instance(question, why, HINTS[:1]) if question else None


# --- values ----------------------------------------------------------------------


def _values(chance: Chance, count: int) -> list[int]:
    return [chance.whole(0, 9) for _ in range(count)]


def _drawn(head: str, numbers: list[int]) -> str:
    return table([["index", *range(1, len(numbers) + 1)], [head, *numbers]])


def _ask_build(chance: Chance) -> Instance:
    count = chance.pick((6, 7, 8, 9, 10))
    values = _values(chance, count)
    cells = model.build(values)[1:]
    sums = [sum(values[: place + 1]) for place in range(count)]
    shifted = [
        sum(values[place : place + model.low_bit(place + 1)]) for place in range(count)
    ]
    text = (
        f"A Fenwick tree is built of these values:\n\n{_drawn('value', values)}\n\n"
        f"What do its cells 1 to {count} hold? Type them with spaces between."
    )
    wrong = (
        (sums, "is the array of prefix sums"),
        (shifted, "sums from the index onwards: the range ends there"),
        (values, "repeats the values: cells at even indexes sum several"),
    )
    rows = [["cell", "sums", "holds"]]
    for index in range(1, count + 1):
        first, last = model.covered(index)
        held = " + ".join(map(str, values[first - 1 : last]))
        total = f" = {cells[index - 1]}" if first < last else ""
        rows.append([str(index), f"{first} to {last}", f"{held}{total}"])
    return Instance(list_question(text, cells, wrong), table(rows), HINTS)


def _ask_sum(chance: Chance) -> Instance | None:
    count = chance.pick((12, 14, 15, 16))
    cells = model.build(_values(chance, count))
    first, last = chance.whole(3, 8), chance.whole(9, count)
    if model.low_bit(last) == last:
        return None
    answer = model.prefix(cells, last) - model.prefix(cells, first - 1)
    text = (
        f"These are the cells of a Fenwick tree:\n\n{_drawn('cell', cells[1:])}\n\nWhat"
        f" is the sum of the values at positions {first} to {last}?"
    )
    wrong = (
        (sum(cells[first : last + 1]), "adds up the cells themselves"),
        (model.prefix(cells, last) - model.prefix(cells, first), "loses the first"),
        (model.prefix(cells, last), "is the prefix up to the last position"),
        (cells[last] - cells[first - 1], "takes cells for prefix sums"),
        (cells[last], "is one cell alone"),
    )
    question = numeric_question(text, answer, wrong, places=0)
    why = (
        f"A prefix sum reads, {_reading(cells, last)}; {_reading(cells, first - 1)}."
        f" The difference is {answer}."
    )
    hint = f"Sum up to {last}, less the sum up to {first - 1}."
    return Instance(question, why, (hint, HINTS[0]))


def _reading(cells: list[int], index: int) -> str:
    down = model.downward(index)
    held = " + ".join(str(cells[each]) for each in down)
    plural = "cell" if len(down) == 1 else "cells"
    total = model.prefix(cells, index)
    equation = held if len(down) == 1 else f"{held} = {total}"
    return f"up to {index} {plural} {_cells(down)}, that is {equation}"


def _ask_value(chance: Chance) -> Instance | None:
    count = chance.pick((12, 16))
    values = _values(chance, count)
    cells = model.build(values)
    index = chance.pick((4, 8, 12))
    answer = values[index - 1]
    if answer == cells[index]:
        return None
    text = (
        f"These are the cells of a Fenwick tree:\n\n{_drawn('cell', cells[1:])}\n\nWhat"
        f" is the value at position {index} alone?"
    )
    wrong = (
        (cells[index], "is the cell: it sums several values"),
        (cells[index] - cells[index - 1], "takes away one cell, not all below it"),
        (model.prefix(cells, index), "is the prefix sum"),
        (cells[index] - cells[index // 2], "takes away the cell at half the index"),
    )
    below = model.downward(index - 1)
    inside = [each for each in below if each >= model.covered(index)[0]]
    held = " − ".join(str(cells[each]) for each in (index, *inside))
    first, last = model.covered(index)
    why = (
        f"Cell {index} sums the values at {first} to {last}. Those before the last are"
        f" in the cells {_cells(inside)}, so the value is {held} = {answer}."
    )
    question = numeric_question(text, answer, wrong, places=0)
    return Instance(question, why, HINTS)


def _ask_descend(chance: Chance) -> Instance | None:
    values = [chance.whole(1, 9) for _ in range(16)]
    cells = model.build(values)
    wanted = chance.whole(values[0] + values[1] + 1, sum(values) - 1)
    looked = model.descend(cells, wanted)
    over = [cell for cell, steps_over in looked if steps_over]
    position = over[-1] + 1 if over else 1
    cells_seen = [each for each, _ in looked]
    text = (
        f"These are the cells of a Fenwick tree over positive values:\n\n"
        f"{_drawn('cell', cells[1:])}\n\nWhat is the least position whose prefix sum"
        f" is at least {wanted}?"
    )
    big = next((each for each in range(1, 17) if cells[each] >= wanted), cells_seen[0])
    wrong = (
        (position - 1, "is the last position whose prefix sum is still too small"),
        (position + 1, "is one too far"),
        (big, "is the first cell that large: cells are no prefix sums"),
    )
    question = numeric_question(text, position, wrong, places=0)
    rows: list[list[object]] = [["cell", "holds", "wanted", "then"]]
    left = wanted
    for cell, steps_over in looked:
        then = f"past it, {left - cells[cell]} left" if steps_over else "stay before"
        rows.append([cell, cells[cell], left, then])
        left -= cells[cell] if steps_over else 0
    why = (
        f"Halve the step each time and pass a cell that holds less than is wanted:\n\n"
        f"{table(rows)}\n\nThe last cell passed is {position - 1}: position {position}."
    )
    hint = "No prefix sum need be read anew: descend from cell 16 by halved steps."
    return Instance(question, why, (hint,))


make = by_difficulty(
    {
        1: (_ask_cells, _ask_covered),
        2: (_ask_cells, _ask_build, _ask_sum),
        3: (_ask_sum, _ask_value, _ask_descend),
    }
)


GENERATOR = Generator(
    name="structures.fenwick",
    version=1,
    title="Read and write a Fenwick tree",
    source=(
        "Fenwick, Software: Practice and Experience 24(3), 1994, sections 2 and 3",
    ),
    parameters=Parameters,
    make=make,
)
