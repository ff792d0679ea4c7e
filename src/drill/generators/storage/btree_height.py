"""Levels and page reads of a B+ tree, from its fan-out and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.storage import btree_height_model as model
from drill.generators.storage.btree_height_model import Shape
from drill.generators.wording import counted

if TYPE_CHECKING:
    from drill.chance import Chance

KIB: Final = 1024
MIB: Final = KIB * KIB
NEAR: Final = Leeway(relative=0.02)


def _shape(chance: Chance) -> Shape:
    return Shape(
        chance.pick((10, 20, 40, 50, 80, 100)), chance.pick((50, 100, 200, 250, 400))
    )


def _rows(chance: Chance) -> int:
    digit = chance.pick((1, 2, 3, 5, 8))
    return int(digit * 10 ** chance.whole(5, 8))


def _said(rows: int) -> str:
    """A round number of rows, in words."""
    if rows >= 10**9:
        return f"{rows // 10**9} billion"
    return f"{rows // 10**6} million" if rows >= 10**6 else grouped(rows)


def _setting(shape: Shape) -> str:
    return (
        f"A B+ tree holds {shape.leaf} rows in a leaf and {shape.fan_out} children in"
        " an"
        " inner node."
    )


def _pyramid(rows: int, shape: Shape) -> str:
    counts = model.nodes(rows, shape)
    lines: list[list[object]] = [["level", "nodes", "from"]]
    below = rows
    for number, count in enumerate(counts, 1):
        divisor = shape.leaf if number == 1 else shape.fan_out
        name = "leaves" if number == 1 else f"level {number}"
        name = "root" if number == len(counts) > 1 else name
        lines.append([name, grouped(count), f"{grouped(below)} / {divisor}"])
        below = count
    return table(lines)


def _level_mistakes(rows: int, shape: Shape) -> list[tuple[int, str]]:
    right = model.levels(rows, shape)
    same = model.levels(rows, Shape(shape.fan_out, shape.fan_out))
    binary = model.levels(rows, Shape(shape.leaf, 2))
    flat = model.levels(rows, Shape(shape.leaf, shape.leaf))
    return [
        (same, f"lets a leaf hold {shape.fan_out} rows, as an inner node children"),
        (flat, f"lets an inner node have {shape.leaf} children, as a leaf rows"),
        (right - 1, "leaves out the leaves, or the root"),
        (right + 1, "counts the pages of the table as a level besides"),
        (binary, "halves at each level, as a binary tree does"),
    ]


# --- levels -----------------------------------------------------------------------


def _ask_levels(chance: Chance) -> Instance:
    shape, rows = _shape(chance), _rows(chance)
    answer = model.levels(rows, shape)
    text = (
        f"{_setting(shape)} All are full. How many levels does the tree have for"
        f" {_said(rows)} rows, the leaves and the root included?"
    )
    question = numeric_question(
        text, answer, _level_mistakes(rows, shape), unit="levels"
    )
    why = (
        f"{_pyramid(rows, shape)}\n\nDivided until one node is left:"
        f" {counted(answer, 'level')}."
    )
    return Instance(question, why, ("How many leaves are there?",))


def _ask_capacity(chance: Chance) -> Instance:
    shape, height = _shape(chance), chance.whole(2, 4)
    answer = model.capacity(height, shape)
    text = (
        f"{_setting(shape)} How many rows fit into a tree of {height} levels, the"
        " leaves"
        " and the root included? Within 2 %."
    )
    wrong = (
        (model.capacity(height + 1, shape), "does not count the leaves as a level"),
        (model.capacity(height - 1, shape), "does not count the root as a level"),
        (shape.fan_out**height, "lets a leaf hold as many rows as a node has children"),
        (shape.leaf * shape.fan_out * (height - 1), "adds levels up; they multiply"),
    )
    question = numeric_question(text, answer, wrong, unit="rows", leeway=NEAR, places=0)
    leaves = grouped(shape.fan_out ** (height - 1))
    if height > 2:  # noqa: PLR2004 - the power is worth spelling out
        leaves = f"{' × '.join([str(shape.fan_out)] * (height - 1))} = {leaves}"
    why = (
        f"{counted(height - 1, 'inner level')} above the leaves: {leaves} leaves, of"
        f" {shape.leaf} rows each: {grouped(answer)} rows."
    )
    return Instance(question, why, ("How many leaves can there be?",))


def _ask_growth(chance: Chance) -> Instance | None:
    shape, rows = _shape(chance), 10 ** chance.whole(4, 6) * chance.pick((1, 2, 5))
    factor = chance.pick((10, 100, 1000))
    old, new = (model.levels(each, shape) for each in (rows, rows * factor))
    text = (
        f"{_setting(shape)} All are full. The table grows from {_said(rows)} to"
        f" {_said(rows * factor)} rows. How does the number of levels change?"
    )
    wrong = [
        Wrong(_change(old, old), "holds that a level more always has room"),
        Wrong(_change(old, new + 1), "counts a level that is not needed"),
        Wrong(_change(old, old * factor), "lets the height grow with the rows"),
        Wrong(
            _change(old, old + (factor - 1).bit_length()),
            "adds a level for each doubling, as a binary tree does",
        ),
        Wrong(_change(old - 1, new - 1), "leaves out the leaves"),
    ]
    question = choice_question(text, _change(old, new), wrong, chance)
    rows_more = [
        f"{counted(height, 'level')}: up to {grouped(model.capacity(height, shape))}"
        for height in range(max(1, old - 1), new + 1)
    ]
    why = (
        f"The height is the logarithm of the rows to base {shape.fan_out}: {factor}"
        f" times the rows cost {new - old} more.\n\n"
        + "\n".join(f"- {row} rows" for row in rows_more)
    )
    return Instance(question, why) if question else None


def _change(old: int, new: int) -> str:
    return f"It stays at {old}" if old == new else f"From {old} to {new}"


# --- from bytes -------------------------------------------------------------------


def _ask_from_bytes(chance: Chance) -> Instance | None:
    page = chance.pick((4, 8, 16)) * KIB
    key, pointer = chance.pick((8, 16, 24, 32, 64)), chance.pick((6, 8))
    fill = chance.pick((50, 67, 70, 100))
    row = chance.pick((100, 200, 250, 400))
    rows = _rows(chance)
    shape = Shape(model.fits(page, row, fill), model.fits(page, key + pointer, fill))
    full = Shape(model.fits(page, row), model.fits(page, key + pointer))
    bare = Shape(shape.leaf, model.fits(page, key, fill))
    answer = model.levels(rows, shape)
    if answer != model.levels(rows, Shape(shape.leaf + 1, shape.fan_out + 1)):
        return None  # it would depend on how a part of an entry is counted
    if answer == model.levels(rows, full) and chance.fraction() < 0.5:  # noqa: PLR2004
        return None
    text = (
        f"A clustered B+ tree has pages of {page // KIB} KiB, {fill} % full, headers"
        f" neglected. An entry of an inner node is a key of {key} bytes and a pointer"
        " of"
        f" {pointer} bytes; a leaf holds rows of {row} bytes. How many levels does it"
        f" have for {_said(rows)} rows, the leaves and the root included?"
    )
    wrong = [
        (model.levels(rows, full), f"takes the pages for full, not {fill} %"),
        (model.levels(rows, bare), "forgets the pointers"),
        *_level_mistakes(rows, shape)[:4],
    ]
    question = numeric_question(text, answer, wrong, unit="levels")
    why = (
        f"{fill} % of {page} bytes hold {page * fill // 100} / {key + pointer} ="
        f" {shape.fan_out} entries of an inner node, or {page * fill // 100} / {row} ="
        f" {shape.leaf} rows.\n\n{_pyramid(rows, shape)}"
    )
    hint = f"An inner node has {shape.fan_out} children."
    return Instance(question, why, (hint,))


def _ask_lookup(chance: Chance) -> Instance:
    shape, rows = _shape(chance), _rows(chance)
    second = Shape(shape.leaf * chance.pick((2, 4, 5)), shape.fan_out)
    primary, secondary = model.levels(rows, shape), model.levels(rows, second)
    cached = chance.whole(1, min(primary, secondary) - 1)
    is_heap = chance.pick((True, False))
    tail = 1 if is_heap else primary - cached
    answer = secondary - cached + tail
    where = (
        "Its leaves point to the rows of a heap table."
        if is_heap
        else f"Its leaves hold primary keys, as in InnoDB; the rows lie in the leaves"
        f" of a clustered index of {primary} levels."
    )
    held = "the root" if cached == 1 else f"the {cached} upper levels"
    text = (
        f"A secondary index of {secondary} levels is asked for one key that occurs"
        " once."
        f" {where} Of every index, {held} {'is' if cached == 1 else 'are'} cached;"
        " nothing else is. How many pages are read to get the row?"
    )
    wrong = [
        (
            answer + cached * (1 if is_heap else 2),
            "forgets that upper levels are cached",
        ),
        (secondary - cached, "stops at the index: the row is not in it"),
        (answer - 1, "leaves out a page of rows"),
        (secondary - cached + primary, "finds no page of the second index cached"),
        (secondary - cached + 1, "takes the row’s leaf without a descent to it"),
    ]
    question = numeric_question(text, answer, wrong, unit="pages")
    last = (
        "then 1 page of the heap"
        if is_heap
        else f"then {primary} − {cached} = {primary - cached} of the clustered one"
    )
    why = (
        f"{secondary} − {cached} = {counted(secondary - cached, 'page')} of the"
        " secondary index,"
        f" {last}: {answer}. An index that holds all columns asked for would save the"
        " second part."
    )
    return Instance(question, why, ("Where does the leaf of the index lead to?",))


# --- whole trees ------------------------------------------------------------------


def _ask_inner_size(chance: Chance) -> Instance | None:
    shape, rows = _shape(chance), _rows(chance)
    page = chance.pick((4, 8, 16)) * KIB
    counts = model.nodes(rows, shape)
    inner = sum(counts[1:])
    if inner * page < MIB:
        return None
    text = (
        f"{_setting(shape)} All are full, pages have {page // KIB} KiB, and there are"
        f" {_said(rows)} rows. How much memory caches all inner nodes, so that a lookup"
        " reads only its leaf, in MiB? Within 2 %."
    )
    size = inner * page / MIB
    wrong = (
        (sum(counts) * page / MIB, "caches the leaves too"),
        (counts[0] * page / MIB, "is the size of the leaves"),
        (sum(counts[2:]) * page / MIB, "leaves out the level above the leaves"),
        (rows / shape.fan_out * page / MIB, "divides the rows, not the leaves"),
    )
    question = numeric_question(text, size, wrong, unit="MiB", leeway=NEAR)
    why = (
        f"{_pyramid(rows, shape)}\n\nAll but the leaves: {grouped(inner)} ×"
        f" {page // KIB} KiB = {decimal(size)} MiB, about 1 / {shape.fan_out} of the"
        " leaves. That is why inner nodes are nearly always in memory."
    )
    return Instance(question, why, ("Nearly all inner nodes are on one level.",))


def _ask_range(chance: Chance) -> Instance:
    shape, rows = _shape(chance), _rows(chance)
    matches = shape.leaf * chance.whole(3, 60) - chance.whole(1, shape.leaf - 2)
    height = model.levels(rows, shape)
    is_clustered = chance.pick((True, False))
    answer = model.range_reads(matches, rows, shape, is_clustered=is_clustered)
    kind = (
        "The rows are in its leaves."
        if is_clustered
        else "Its leaves point to rows that lie scattered, each on a page of its own."
    )
    text = (
        f"A B+ tree index of {height} levels has {shape.leaf} entries in every leaf."
        f" {kind} A range query finds {grouped(matches)} rows, from the"
        " beginning of a leaf on; leaves are linked, and nothing is cached. How"
        " many pages are read?"
    )
    other = model.range_reads(matches, rows, shape, is_clustered=not is_clustered)
    leaves = -(-matches // shape.leaf)
    wrong = (
        (other, "fetches rows apart" if is_clustered else "stops at the index"),
        (matches * height, "descends from the root for each row"),
        (leaves * height, "descends from the root for each leaf: they are linked"),
        (answer - height + 1, "forgets the descent"),
        (answer + 1, "counts the first leaf twice"),
    )
    question = numeric_question(text, answer, wrong, unit="pages")
    tail = "" if is_clustered else f", {grouped(matches)} pages of rows"
    why = (
        f"{counted(height - 1, 'inner node')} on the way down, {grouped(matches)} /"
        f" {shape.leaf}, rounded up: {counted(leaves, 'leaf', 'leaves')}{tail}:"
        f" {grouped(answer)}. The next entry of the last leaf ends the scan."
    )
    return Instance(question, why, ("The descent is made once.",))


make = by_difficulty(
    {
        1: (_ask_levels, _ask_capacity, _ask_growth),
        2: (_ask_from_bytes, _ask_lookup, _ask_growth),
        3: (_ask_inner_size, _ask_range, _ask_from_bytes, _ask_growth),
    }
)


GENERATOR = Generator(
    name="storage.btree_height",
    version=1,
    title="Levels and page reads of a B+ tree",
    source=(
        "Ramakrishnan and Gehrke, Database Management Systems, 3rd edition, 10.3",
        "Kleppmann, Designing Data-Intensive Applications, chapter 3, B-Trees",
    ),
    parameters=Parameters,
    make=make,
)
