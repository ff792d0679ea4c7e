"""Reckon with the page I/O of joins, and choose among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.generators.drafting import (
    Wrong,
    choice_question,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.query import join_model as model
from drill.generators.query.join_model import Table
from drill.generators.wording import counted

if TYPE_CHECKING:
    from drill.chance import Chance

COUNTED: Final = "Count reads and writes of pages, but not writing the result."
BLOCKS: Final = (
    "Of the buffers, one reads the inner table and one takes the result; the rest hold"
    " a"
    " block of the outer one."
)
GRACE: Final = (
    "Grace hash join: both tables are partitioned on disk, and every partition of the"
    " smaller one fits into memory."
)
MERGE: Final = (
    "External merge sort: runs as large as all B buffers, then merges of B − 1 runs at"
    " a"
    " time, every pass being written; then both tables are read once for the join."
)


def _tables(chance: Chance) -> tuple[Table, Table]:
    """A larger and a smaller table."""
    small = chance.pick((200, 300, 400, 500, 600, 800, 1000))
    large = small * chance.pick((2, 3, 4, 5))
    return (
        Table(large, chance.pick((20, 40, 50, 80, 100))),
        Table(small, chance.pick((20, 40, 50, 80, 100))),
    )


def _said(large: Table, small: Table, *, rows: bool = False) -> str:
    """The two tables in words."""
    per = f" of {large.rows_per_page} rows" if rows else ""
    other = f" of {small.rows_per_page} rows" if rows else ""
    return (
        f"Table R has {grouped(large.pages)} pages{per}, table S"
        f" {grouped(small.pages)}{other}."
    )


# --- nested loops -----------------------------------------------------------------


def _ask_blocks(chance: Chance) -> Instance:
    large, small = _tables(chance)
    outer, inner = chance.pick(((small, large), (large, small)))
    buffers = chance.pick((12, 22, 27, 42, 52, 102))
    answer = model.block_nested_loops(outer, inner, buffers)
    names = ("S", "R") if outer is small else ("R", "S")
    text = (
        f"{_said(large, small)} A block nested-loop join has B = {buffers} buffers and"
        f" {names[0]} as its outer table. {BLOCKS} What does it cost, in page I/Os?"
        f" {COUNTED}"
    )
    wrong = (
        (
            model.block_nested_loops(inner, outer, buffers),
            "swaps outer and inner table",
        ),
        (outer.pages + -(-outer.pages // buffers) * inner.pages, "uses all buffers"),
        (model.page_nested_loops(outer, inner), "scans once a page, not once a block"),
        (model.blocks(outer, buffers) * inner.pages, "forgets to read the outer table"),
        (large.pages + small.pages, "reads each table once"),
    )
    count = model.blocks(outer, buffers)
    why = (
        f"{names[0]} comes in {grouped(outer.pages)} / ({buffers} − 2), rounded up"
        f" {counted(count, 'block')}; {names[1]} is scanned once for each:"
        f" {grouped(outer.pages)} + {count} × {grouped(inner.pages)} ="
        f" {grouped(answer)}."
    )
    question = numeric_question(text, answer, wrong, unit="I/Os")
    return Instance(question, why, ("How many blocks of the outer table are there?",))


def _ask_simple(chance: Chance) -> Instance | None:
    large, small = _tables(chance)
    outer, inner = chance.pick(((small, large), (large, small)))
    names = ("S", "R") if outer is small else ("R", "S")
    by_page = chance.pick((True, False))
    unit = "page" if by_page else "row"
    cost = model.page_nested_loops if by_page else model.tuple_nested_loops
    other = model.tuple_nested_loops if by_page else model.page_nested_loops
    answer = cost(outer, inner)
    text = (
        f"{_said(large, small, rows=True)} A nested-loop join scans the inner table"
        " once"
        f" for each {unit} of the outer one, {names[0]}; nothing stays in memory. What"
        f" does it cost, in page I/Os? {COUNTED}"
    )
    wrong = [
        Wrong(grouped(cost(inner, outer)), "swaps outer and inner table"),
        Wrong(
            grouped(other(outer, inner)),
            f"scans once for each {'row' if by_page else 'page'}",
        ),
        Wrong(grouped(answer - outer.pages), "forgets to read the outer table"),
        Wrong(grouped(large.pages + small.pages), "reads each table once"),
        Wrong(grouped(outer.rows * inner.rows), "counts pairs of rows, not pages"),
    ]
    question = choice_question(text, grouped(answer), wrong, chance)
    scans = outer.pages if by_page else outer.rows
    why = (
        f"{names[0]} has {grouped(scans)} {unit}s, and each scans the"
        f" {grouped(inner.pages)} pages of {names[1]}: {grouped(outer.pages)} +"
        f" {grouped(scans)} × {grouped(inner.pages)} = {grouped(answer)}."
    )
    hint = f"How many {unit}s does {names[0]} have?"
    return Instance(question, why, (hint,)) if question else None


def _ask_index(chance: Chance) -> Instance:
    large, small = _tables(chance)
    height, matches = chance.whole(2, 4), chance.pick((1, 1, 3, 5))
    is_clustered = chance.pick((True, False))
    fetch = 1 if is_clustered else matches
    answer = model.index_nested_loops(small, height + fetch)
    found = "one row" if matches == 1 else f"{matches} rows"
    where = "on one page" if is_clustered or matches == 1 else "each on its own page"
    text = (
        f"{_said(large, small, rows=True)} For each row of S, an index nested-loop join"
        f" looks up the key in a B+ tree index of R, which reads {height} pages of the"
        f" index and finds {found} of R, {where}, not in the index. Nothing is cached."
        f" What does the join cost, in page I/Os? {COUNTED}"
    )
    wrong = (
        (small.pages + small.pages * (height + fetch), "looks up once a page of S"),
        (small.pages + small.rows * height, "forgets to fetch the rows of R"),
        (small.rows * (height + fetch), "forgets to read S itself"),
        (small.pages + small.rows * (height + 1), "fetches one row for each lookup"),
        (small.pages + small.rows * fetch, "reads no pages of the index"),
    )
    why = (
        f"S has {grouped(small.pages)} × {small.rows_per_page} = {grouped(small.rows)}"
        f" rows. Each lookup reads {height} + {fetch} pages: {grouped(small.pages)} +"
        f" {grouped(small.rows)} × {height + fetch} = {grouped(answer)}."
    )
    question = numeric_question(text, answer, wrong, unit="I/Os")
    return Instance(question, why, (f"A lookup reads {height + fetch} pages.",))


# --- sorting and hashing ----------------------------------------------------------


def _ask_hash(chance: Chance) -> Instance:
    large, small = _tables(chance)
    answer = model.grace_hash(large, small)
    text = f"{_said(large, small)} {GRACE} What does it cost, in page I/Os? {COUNTED}"
    both = large.pages + small.pages
    wrong = (
        (both, "keeps all in memory: that is no Grace join"),
        (2 * both, "forgets to read the partitions again"),
        (4 * both, "writes the result"),
        (3 * small.pages + large.pages, "partitions the smaller table only"),
        (large.pages + 3 * small.pages + large.pages, "does not write R’s partitions"),
    )
    why = (
        f"Read {grouped(both)} pages and write them as partitions, then read them once"
        f" more: 3 × ({grouped(large.pages)} + {grouped(small.pages)}) ="
        f" {grouped(answer)}."
    )
    question = numeric_question(text, answer, wrong, unit="I/Os")
    return Instance(question, why, ("How often is each page read or written?",))


def _ask_sort(chance: Chance) -> Instance:
    large, small = _tables(chance)
    buffers = chance.pick((11, 15, 21, 26, 41, 101))
    answer = model.sort_merge(large, small, buffers)
    passes = [model.sort_passes(each.pages, buffers) for each in (large, small)]
    text = (
        f"{_said(large, small)} A sort-merge join has B = {buffers} buffers. {MERGE} No"
        f" key occurs often. What does it cost, in page I/Os? {COUNTED}"
    )
    both = large.pages + small.pages
    wrong = (
        (answer - both, "sorts, but does not read for the join"),
        (both + (answer - both) // 2, "counts reads or writes of a pass, not both"),
        (answer - 2 * both, "leaves out the pass that makes the runs"),
        (3 * both, "joins while it merges: here every pass is written"),
        (5 * both, "takes two passes for each sort, whatever the size"),
    )
    rows: list[list[object]] = [["table", "pages", "passes", "I/Os"]]
    for name, each, count in zip("RS", (large, small), passes, strict=True):
        rows.append([name, each.pages, count, 2 * count * each.pages])
    why = (
        f"{table(rows)}\n\n{_runs(large.pages, 'R', buffers)}"
        f" {_runs(small.pages, 'S', buffers)} Each pass reads and writes all pages."
        " With"
        f" {grouped(both)} for the join: {grouped(answer)}."
    )
    question = numeric_question(text, answer, wrong, unit="I/Os")
    return Instance(question, why, ("How many runs does the first pass make?",))


def _runs(pages: int, name: str, buffers: int) -> str:
    """How the runs of a table become one."""
    runs = [-(-pages // buffers)]
    while runs[-1] > 1:
        runs.append(-(-runs[-1] // (buffers - 1)))
    return f"Runs of {name}: {', then '.join(map(str, runs))}."


def _ask_memory(chance: Chance) -> Instance:
    large, small = _tables(chance)
    answer = model.fewest_buffers(small.pages)
    text = (
        f"{_said(large, small)} A Grace hash join has B buffers: it makes B − 1"
        " partitions, equally large, and a partition of the smaller table must then fit"
        " into B − 2 buffers. What is the least B with which one round of partitioning"
        " does?"
    )
    wrong = (
        (model.fewest_buffers(large.pages), "makes the larger table fit"),
        (small.pages + 2, "keeps the whole smaller table in memory"),
        (large.pages + small.pages, "keeps both tables in memory"),
        (answer - 1, "has one buffer too few: a partition does not fit"),
        (answer - 2, "forgets the two buffers for reading and the result"),
    )
    at = [(b, -(-small.pages // (b - 1))) for b in (answer - 1, answer)]
    why = (
        f"B = {at[0][0]}: {small.pages} / {at[0][0] - 1} are partitions of"
        f" {at[0][1]} pages, more than {at[0][0] - 2}. B = {at[1][0]}: {small.pages} /"
        f" {at[1][0] - 1} are {at[1][1]} pages, and {at[1][0] - 2} fit. It grows with"
        " the square root of the smaller table; the larger one does not matter."
    )
    question = numeric_question(text, answer, wrong, unit="buffers")
    return Instance(question, why, ("Of which table must partitions fit?",))


# --- choosing ---------------------------------------------------------------------


def _ask_cheapest(chance: Chance) -> Instance | None:
    large, small = _tables(chance)
    buffers = chance.pick((5, 12, 22, 42, 52, 102, small.pages + 2))
    probe = chance.whole(3, 4)
    costs = {
        "Block nested loops, S outside": model.block_nested_loops(
            small, large, buffers
        ),
        "Block nested loops, R outside": model.block_nested_loops(
            large, small, buffers
        ),
        "Index nested loops, S outside": model.index_nested_loops(small, probe),
        "Sort-merge join": model.sort_merge(large, small, buffers),
    }
    if model.can_hash(small.pages, buffers):
        costs["Grace hash join"] = model.grace_hash(large, small)
    best = min(costs, key=lambda name: costs[name])
    if sorted(costs.values())[1] == costs[best]:
        return None
    errors = {
        "Block nested loops, S outside": "overlooks how often R is scanned",
        "Block nested loops, R outside": "puts the larger table outside",
        "Index nested loops, S outside": f"looks up {grouped(small.rows)} rows",
        "Sort-merge join": "writes and reads both tables in each pass",
        "Grace hash join": "partitions what nested loops read fewer times",
    }
    wrong = [
        Wrong(name, f"{errors[name]}: {grouped(cost)} I/Os, not {grouped(costs[best])}")
        for name, cost in costs.items()
        if name != best
    ]
    hashed = "" if "Grace hash join" in costs else " A hash join is not at hand."
    text = (
        f"{_said(large, small, rows=True)} There are B = {buffers} buffers. An index of"
        f" R finds the one matching row of R in {probe} page reads.{hashed} Which join"
        f" costs the fewest page I/Os? {COUNTED} A block has B − 2 pages; sorts write"
        " every pass."
    )
    question = choice_question(text, best, wrong, chance)
    rows: list[list[object]] = [["join", "I/Os"]]
    rows += [[name, grouped(cost)] for name, cost in costs.items()]
    why = f"{table(rows)}\n\n{_moral(best, small, buffers)}"
    return Instance(question, why) if question else None


def _moral(best: str, small: Table, buffers: int) -> str:
    if small.pages <= buffers - 2:
        return "S fits into memory, so each table is read once: nothing can beat that."
    if best.startswith("Block"):
        count = model.blocks(small, buffers)
        return f"S comes in {counted(count, 'block')} only; R is read so often."
    if best.startswith("Grace"):
        return "Three I/Os a page, however large the tables are, while memory suffices."
    if best.startswith("Index"):
        return f"S has only {grouped(small.rows)} rows to look up."
    return (
        "Blocks are small, so nested loops scan often; sorting adds a few passes only."
    )


def _ask_outer(chance: Chance) -> Instance | None:
    large, small = _tables(chance)
    buffers = chance.pick((12, 22, 27, 42, 52, 102))
    costs = [
        model.block_nested_loops(one, other, buffers)
        for one, other in ((small, large), (large, small))
    ]
    if costs[0] == costs[1]:
        return None
    saved = abs(costs[0] - costs[1])
    best, worst = ("S", "R") if costs[0] < costs[1] else ("R", "S")
    text = (
        f"{_said(large, small)} A block nested-loop join has B = {buffers} buffers."
        f" {BLOCKS} Which table should be the outer one, and how many page I/Os does"
        " that save?"
    )
    scans = abs(model.blocks(small, buffers) - model.blocks(large, buffers))
    unlike = abs(large.pages - small.pages)
    wrong = [
        Wrong(_saves(worst, saved), "turns it round: the smaller goes outside"),
        Wrong(_saves(best, unlike), "compares the outer scans, not the inner ones"),
        Wrong(
            _saves(worst, unlike), "reads the larger table once, and forgets the rest"
        ),
        Wrong(_saves(best, scans), "counts the scans, not their pages"),
    ]
    question = choice_question(text, _saves(best, saved), wrong, chance)
    lines = [
        f"- {name} outside: {grouped(one.pages)} + {model.blocks(one, buffers)} ×"
        f" {grouped(other.pages)} = {grouped(cost)}"
        for name, one, other, cost in (
            ("S", small, large, costs[0]),
            ("R", large, small, costs[1]),
        )
    ]
    said = "The products nearly agree: the scan of the outer table and rounding differ."
    why = "\n".join(lines) + f"\n\n{said}"
    return Instance(question, why) if question else None


def _saves(name: str, saved: int) -> str:
    return f"{name} outside saves {grouped(saved)}"


make = by_difficulty(
    {
        1: (_ask_simple, _ask_simple, _ask_blocks, _ask_hash),
        2: (_ask_cheapest, _ask_outer, _ask_blocks, _ask_index),
        3: (_ask_cheapest, _ask_sort, _ask_memory, _ask_outer),
    }
)


GENERATOR = Generator(
    name="query.join_cost",
    version=1,
    title="Reckon with the page I/O of joins",
    source=("Ramakrishnan and Gehrke, Database Management Systems, 3rd ed., 14.4",),
    parameters=Parameters,
    make=make,
)
