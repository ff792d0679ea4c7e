"""What an LSM tree reads, writes and stores more than it was asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.storage import lsm_model as model
from drill.generators.storage.lsm_model import Policy, Table
from drill.generators.storage.lsm_tables_model import drawing, drawn_tables
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

SETTING: Final = (
    "In an LSM tree, tables of level 0 may overlap one another; those of each lower"
    " level do not."
)
RULES: Final = {
    Policy.LEVELING: (
        "Leveling: a table that moves down one level is merged with T tables there,"
        " all of which are written again"
    ),
    Policy.TIERING: (
        "Tiering: T runs of a level are merged into one new run of the next level,"
        " which touches nothing there"
    ),
}


# --- lookups ----------------------------------------------------------------------


def _names(tables: Sequence[Table]) -> list[str]:
    return [table.name for table in tables]


def _flaws(tables: Sequence[Table], key: int) -> list[tuple[list[Table], str]]:
    """What others look into for a key, and their error."""
    right = model.lookup(tables, key)
    upper = [each for each in tables if each.level == 0]
    one = [each for each in right if each.level == 0][:1]
    lower = [each for each in right if each.level > 0]
    oldest = sorted(right, key=lambda each: (each.level, -each.age))
    return [
        (oldest, "reads level 0 from the oldest table on: newer rows come first"),
        ([*one, *lower], "takes one table of level 0: they overlap"),
        ([*upper, *lower], "opens all of level 0, even where the key is out of range"),
        (right[::-1], "begins at the bottom, with the oldest rows"),
        (lower, "leaves out level 0"),
    ]


def _ask_order(chance: Chance) -> Instance | None:
    tables, key = drawn_tables(chance), chance.whole(15, 85)
    right = model.lookup(tables, key)
    if not 3 <= len(right) <= 5:  # noqa: PLR2004 - a list worth typing
        return None
    text = (
        f"{SETTING} These tables are on disk, those of level 0 from the newest to the"
        f" oldest, each with its first and last key:\n\n{drawing(tables)}\n\nA lookup"
        f" of key {key}, which is in none of them, finds nothing in memory. There are"
        " no"
        " Bloom filters. Which tables does it search, in which order? Type their"
        " letters"
        " with spaces between them."
    )
    wrong = [(_names(each), why) for each, why in _flaws(tables, key)]
    question = list_question(text, _names(right), wrong)
    why = (
        f"Only tables whose range holds {key} can have it: from the newest to the"
        f" oldest, {listed(_names(right))}. Below level 0, at most one table a level"
        " does."
    )
    return Instance(question, why, ("Level 0 first, then one table a level.",))


def _ask_found(chance: Chance) -> Instance | None:
    tables, key = drawn_tables(chance), chance.whole(15, 85)
    right = model.lookup(tables, key)
    if len(right) < 3:  # noqa: PLR2004
        return None
    holders = chance.shuffled(right)[: chance.whole(1, 2)]
    last = min(right.index(each) for each in holders) + 1
    said = " and ".join(sorted(_names(holders)))
    text = (
        f"{SETTING} These tables are on disk, those of level 0 from the newest to the"
        f" oldest, each with its first and last key:\n\n{drawing(tables)}\n\nA row"
        " with"
        f" key {key} is in {said}. There are no Bloom filters, and nothing is in"
        " memory."
        " How many tables does a lookup of that key search?"
    )
    oldest = max(right.index(each) for each in holders) + 1
    wrong = [
        (len(right), "goes on after it has found the newest row"),
        (len(right) - last + 1, "searches from the bottom up"),
        (oldest, "takes the older row of the two"),
        (len(holders), "knows beforehand where the key is"),
        (len(tables), "opens every table"),
        (_among_all(tables, right[last - 1]), "opens tables that cannot hold the key"),
    ]
    question = numeric_question(text, last, wrong, unit="tables")
    rest = f", and {listed(_names(right[last:]))} no more" if right[last:] else ""
    why = (
        f"{key} is in the ranges of {listed(_names(right))}, from the newest to the"
        f" oldest. The search ends at {right[last - 1].name}, which holds the newest"
        f" row: {counted(last, 'table')}{rest}."
    )
    return Instance(question, why, ("It stops at the first row it finds.",))


def _among_all(tables: Sequence[Table], table: Table) -> int:
    return tables.index(table) + 1


def _ask_blooms(chance: Chance) -> Instance:
    depth, ratio = chance.whole(3, 6), chance.pick((4, 5, 8, 10))
    policy = chance.pick(tuple(Policy))
    percent = chance.pick((1, 2, 0.5, 5))
    is_uneven = policy is Policy.LEVELING and chance.pick((True, False))
    rate = percent / 100
    rates = [rate] * model.runs(depth, ratio, policy)
    filters = f"each with a Bloom filter whose false-positive rate is {percent} %"
    if is_uneven:
        rates[-1] = 1.0
        filters += ", but the last level, which has no filter"
    runs = (
        "one sorted run a level"
        if policy is Policy.LEVELING
        else f"{ratio - 1} sorted runs a level"
    )
    text = (
        f"An LSM tree of {depth} levels has {runs}, {filters}. The filters are in"
        " memory. How many reads of tables does a lookup of a key that exists nowhere"
        " cost on average? Within 2 %."
    )
    answer = model.expected_reads(rates)
    wrong = (
        (rate, "asks one filter only"),
        (float(len(rates)), "reads every run: the filters spare most of that"),
        (depth * rate, "counts one run for a level"),
        (len(rates) * rate, "gives the last level a filter"),
        (1 - (1 - rate) ** len(rates), "is the chance of at least one read"),
    )
    leeway = Leeway(relative=0.02)
    question = numeric_question(
        text, answer, wrong, unit="reads", leeway=leeway, places=4
    )
    why = (
        f"Every run is asked, and each is read in vain with its own rate: the rates add"
        f" up to {_sum(rates, rate)} = {decimal(answer, 4)}. More runs, as under"
        " tiering, cost more of such reads."
    )
    return Instance(question, why, ("Expected values add up.",))


def _sum(rates: Sequence[float], rate: float) -> str:
    filtered = rates.count(rate)
    tail = " + 1" if filtered < len(rates) else ""
    return f"{filtered} × {decimal(rate, 4)}{tail}"


# --- amplification ----------------------------------------------------------------


def _ask_levels(chance: Chance) -> Instance | None:
    first, ratio = chance.pick((64, 128, 256, 512)), chance.pick((4, 8, 10))
    data = chance.pick((20, 50, 100, 200, 500, 800, 2000))
    answer = model.levels(data * 1000, first, ratio)
    text = (
        f"Level 1 of an LSM tree holds {first} MB, and each level {ratio} times as much"
        f" as the one above it. How many levels, from level 1 on, does it take to hold"
        f" {data} GB (1 GB = 1,000 MB)?"
    )
    linear = -(-data * 1000 // (first * ratio))
    wrong = (
        (answer - 1, "forgets level 1, or rounds down"),
        (answer + 1, "counts level 0 as well"),
        (model.levels(data * 1000, first, 2), "doubles from level to level"),
        (linear, f"gives every level the same {first * ratio} MB"),
    )
    question = numeric_question(text, answer, wrong, unit="levels")
    sizes = [first * ratio**step for step in range(answer)]
    why = (
        f"{' + '.join(f'{size:,}' for size in sizes)} = {sum(sizes):,} MB with"
        f" {answer} levels, {sum(sizes[:-1]):,} MB with {answer - 1}. Most of it lies"
        " in the last level."
    )
    return Instance(question, why, ("Add up the levels until it fits.",))


def _depth_and_ratio(chance: Chance) -> tuple[int, int]:
    return chance.whole(3, 6), chance.pick((4, 5, 6, 8, 10))


def _write_mistakes(depth: int, ratio: int, policy: Policy) -> list[tuple[int, str]]:
    other = Policy.TIERING if policy is Policy.LEVELING else Policy.LEVELING
    name = "tiering" if policy is Policy.LEVELING else "leveling"
    right = model.write_amplification(depth, ratio, policy)
    return [
        (model.write_amplification(depth, ratio, other), f"is that of {name}"),
        (right - 1, "forgets the flush to level 1"),
        (
            model.write_amplification(depth + 1, ratio, policy),
            "takes the flush for a merge too",
        ),
        (1 + (depth - 1) * ratio, "forgets the table that moves itself"),
        ((ratio + 1) ** (depth - 1), "multiplies the levels: they add up"),
        (depth * ratio, "counts T writes for each level"),
    ]


def _ask_write(chance: Chance) -> Instance:
    depth, ratio = _depth_and_ratio(chance)
    policy = chance.pick((Policy.LEVELING, Policy.LEVELING, Policy.TIERING))
    answer = model.write_amplification(depth, ratio, policy)
    text = (
        f"An LSM tree has {depth} levels and a size ratio of T = {ratio}. A flush"
        " writes"
        f" a table into level 1. {RULES[policy]}. How many bytes have been written to"
        " tables for each byte that has come to the last level? The log does not count."
    )
    wrong = _write_mistakes(depth, ratio, policy)
    question = numeric_question(text, answer, wrong, unit="bytes")
    return Instance(question, _why_write(depth, ratio, policy), (_STEPS,))


_STEPS: Final = "How often does a byte move down, and what does one move write?"


def _why_write(depth: int, ratio: int, policy: Policy) -> str:
    answer = model.write_amplification(depth, ratio, policy)
    moves = counted(depth - 1, "move")
    if policy is Policy.TIERING:
        return (
            f"1 byte for the flush, then {moves} down, each of which writes the byte"
            f" once more and nothing else: 1 + {depth - 1} = {answer}."
        )
    return (
        f"1 byte for the flush, then {moves} down, each of which writes the byte and"
        f" {ratio} bytes of the level below: 1 + {depth - 1} × ({ratio} + 1) ="
        f" {answer}. That is the cost of keeping one sorted run a level."
    )


def _ask_budget(chance: Chance) -> Instance | None:
    depth, ratio = _depth_and_ratio(chance)
    policy = chance.pick(tuple(Policy))
    factor = model.write_amplification(depth, ratio, policy)
    ingest = chance.pick((2, 4, 5, 10, 12))
    text = (
        f"An LSM tree has {depth} levels and a size ratio of T = {ratio}. A flush"
        " writes"
        f" a table into level 1. {RULES[policy]}. Clients write {ingest} MB/s of new"
        " rows, and everything ends up in the last level. How much is written to tables"
        " in all?"
    )
    wrong = [
        Wrong(f"{other * ingest} MB/s", why)
        for other, why in _write_mistakes(depth, ratio, policy)
    ]
    wrong.append(Wrong(f"{2 * ingest} MB/s", "counts the log and one table only"))
    right = f"{factor * ingest} MB/s"
    question = choice_question(text, right, wrong, chance)
    why = f"{_why_write(depth, ratio, policy)}\n\n{factor} × {ingest} MB/s = {right}."
    return Instance(question, why, (_STEPS,)) if question else None


def _ask_change(chance: Chance) -> Instance | None:
    depth, ratio = _depth_and_ratio(chance)
    old, new = chance.shuffled(tuple(Policy))
    both = {
        each: (
            model.write_amplification(depth, ratio, each),
            model.runs(depth, ratio, each),
        )
        for each in Policy
    }
    (writes, runs), (new_writes, new_runs) = both[old], both[new]
    text = (
        f"An LSM tree of {depth} levels with a size ratio of T = {ratio} changes from"
        f" {old.value} to {new.value}. {RULES[Policy.LEVELING]}, so a level is one run."
        f" {RULES[Policy.TIERING]}, so a level holds up to T − 1 runs. A flush writes"
        " into level 1. How do bytes written for each byte, and runs to search at most,"
        " change?"
    )
    wrong = [
        Wrong(_pair(new_writes, writes, runs, new_runs), "has the writes reversed"),
        Wrong(_pair(writes, new_writes, new_runs, runs), "has the runs reversed"),
        Wrong(
            _pair(new_writes, writes, new_runs, runs),
            "has both reversed: cheap writes cost lookups",
        ),
        Wrong(_pair(writes, new_writes, runs, runs), "leaves the runs as they were"),
    ]
    right = _pair(writes, new_writes, runs, new_runs)
    question = choice_question(text, right, wrong, chance)
    why = (
        f"Leveling writes 1 + {depth - 1} × ({ratio} + 1) = {both[Policy.LEVELING][0]}"
        f" and has {depth} runs. Tiering writes 1 + {depth - 1} ="
        f" {both[Policy.TIERING][0]} and has up to {depth} × ({ratio} − 1) ="
        f" {both[Policy.TIERING][1]}. Cheaper writes are paid for by lookups, and the"
        " other way round."
    )
    return Instance(question, why, (_STEPS,)) if question else None


def _pair(writes: int, new_writes: int, runs: int, new_runs: int) -> str:
    return f"writes from {writes} to {new_writes}, runs from {runs} to {new_runs}"


def _ask_space(chance: Chance) -> Instance:
    depth, ratio = chance.whole(2, 4), chance.pick((2, 3, 4, 5, 8, 10))
    answer = model.space_amplification(depth, ratio)
    gigabytes = chance.pick((100, 200, 400, 500))
    text = (
        f"A leveled LSM tree has {depth} full levels, each {ratio} times the one above;"
        f" the last one holds {gigabytes} GB: every live row once. All rows of the"
        " levels above are newer versions of those. How much is stored in all, in GB?"
        " Within 1 %."
    )
    wrong = (
        (gigabytes, "leaves out the versions above the last level"),
        (gigabytes * depth, "takes all levels for equally large"),
        (gigabytes * (1 + 1 / ratio), "adds one level only"),
        (gigabytes * 2, "doubles, as a full merge needs for a time"),
        (gigabytes * (ratio**depth - 1) / (ratio - 1), "grows from the last level on"),
    )
    leeway = Leeway(relative=0.01)
    total = gigabytes * answer
    question = numeric_question(text, total, wrong, unit="GB", leeway=leeway)
    sizes = [decimal(gigabytes / ratio**up) for up in range(depth)]
    why = (
        f"{' + '.join(sizes)} = {decimal(total)} GB: {decimal(answer, 3)} bytes for"
        " each"
        f" live one. With more levels it nears {ratio} / {ratio - 1} ="
        f" {decimal(ratio / (ratio - 1), 3)}."
    )
    return Instance(question, why, (f"The level above holds {sizes[1]} GB.",))


make = by_difficulty(
    {
        1: (_ask_order, _ask_levels, _ask_found),
        2: (_ask_write, _ask_budget, _ask_budget, _ask_found),
        3: (_ask_change, _ask_change, _ask_blooms, _ask_space),
    }
)


GENERATOR = Generator(
    name="storage.lsm_amplification",
    version=1,
    title="Read, write and space amplification of an LSM tree",
    source=(
        "Dayan, Athanassoulis and Idreos, Monkey, SIGMOD 2017, sections 2 and 4",
        "LevelDB, implementation notes (doc/impl.md), Compactions",
    ),
    parameters=Parameters,
    make=make,
)
