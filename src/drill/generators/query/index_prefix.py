"""Say what a composite index does for a query, and choose among indexes."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.lists import list_question
from drill.generators.query import index_model as model
from drill.generators.query.index_model import Condition, Rules
from drill.generators.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

Where = dict[str, Condition]

COLUMNS: Final = "abcd"
SCAN: Final = "A scan of a B+ tree index reads one stretch of entries (no skip scan)."
MISTAKES: Final[tuple[tuple[Rules, str], ...]] = (
    (Rules(minds_order=False), "takes every indexed column for a bound"),
    (
        Rules(passes_ranges=True),
        "goes on behind a range: there nothing is in one stretch",
    ),
    (Rules(passes_gaps=True), "goes on behind a column without a predicate"),
    (Rules(takes_range=False), "leaves out the range: it bounds the scan as well"),
    (Rules(only_first=True), "uses the first column only"),
)


# --- queries ----------------------------------------------------------------------


def _where(chance: Chance, columns: Sequence[str], ranges: int) -> Where:
    """Predicates on some columns, so many of them ranges, in any order."""
    chosen = chance.shuffled(columns)
    return {
        column: Condition(
            column,
            place >= ranges,
            Fraction(1, chance.pick((4, 5, 10, 20, 50)))
            if place >= ranges
            else Fraction(chance.pick((5, 10, 20, 25, 40, 50)), 100),
        )
        for place, column in enumerate(chosen)
    }


def _condition(each: Condition) -> str:
    return f"{each.column} = ?" if each.is_equality else f"{each.column} > ?"


def _sql(where: Where, chance: Chance) -> str:
    return " AND ".join(map(_condition, chance.shuffled(tuple(where.values()))))


def _named(columns: Sequence[str]) -> str:
    return f"({', '.join(columns)})"


def _walk(index: Sequence[str], where: Where) -> str:
    """Why the scan is bounded as it is."""
    used = model.bounding(index, where)
    said = f"{listed(used)} bound it" if len(used) > 1 else f"{listed(used)} bounds it"
    if len(used) == len(index):
        return f"Of {_named(index)}, {said}."
    stop = index[len(used)]
    last = where.get(used[-1]) if used else None
    if last is not None and not last.is_equality:
        reason = (
            f"behind the range on {last.column} the entries are not sorted by {stop}"
        )
    elif stop in where:
        reason = f"{stop} comes too late"
    else:
        reason = f"{stop} has no predicate, and behind it nothing is in one stretch"
    filters = [column for column in index if column in where and column not in used]
    tail = f" Only checked entry by entry: {listed(filters)}." if filters else ""
    return f"Of {_named(index)}, {said}; {reason}.{tail}"


# --- what is asked ----------------------------------------------------------------


def _ask_bound(chance: Chance) -> Instance | None:
    index = chance.shuffled(COLUMNS)[: chance.whole(3, 4)]
    where = _where(
        chance, chance.shuffled(index)[: chance.whole(2, 3)], chance.whole(0, 1)
    )
    used = model.bounding(index, where)
    wrong = [
        Wrong(_columns(model.bounding(index, where, rules)), why)
        for rules, why in MISTAKES
    ]
    wrong.append(Wrong(_columns([]), "holds that every column needs a predicate"))
    text = (
        f"{SCAN} Which predicates narrow that stretch, and are not only checked entry"
        " by"
        f" entry?\n\n```text\nINDEX ON t {_named(index)}\n"
        f"SELECT * FROM t WHERE {_sql(where, chance)}\n```"
    )
    question = choice_question(text, _columns(used), wrong, chance)
    why = _walk(index, where) if used else _unusable(index, where)
    return Instance(question, why, (_PREFIX,)) if question else None


_PREFIX: Final = "Go through the columns in the order of the index."


def _columns(columns: Sequence[str]) -> str:
    if not columns:
        return "None: all entries are read"
    return f"{'That' if len(columns) == 1 else 'Those'} on {listed(columns)}"


def _unusable(index: Sequence[str], where: Where) -> str:
    return (
        f"{index[0]}, the first column of {_named(index)}, has no predicate. Entries"
        " with"
        f" a given {listed(sorted(where))} lie all over the index, so a scan reads all"
        " of"
        " it."
    )


def _ask_entries(chance: Chance) -> Instance | None:
    index = chance.shuffled(COLUMNS)[: chance.whole(3, 4)]
    where = _where(
        chance, chance.shuffled(index)[: chance.whole(2, 3)], chance.whole(0, 1)
    )
    rows = chance.pick((1, 2, 5, 10)) * 10**6
    answer = model.scanned(rows, index, where)
    if answer == rows or answer < 10:  # noqa: PLR2004
        return None
    shares = [
        f"{_condition(where[each])} holds for {decimal(float(where[each].share * 100))}"
        " %"
        for each in sorted(where)
    ]
    text = (
        f"{SCAN} Table t has {grouped(rows)} rows; {listed(shares)} of them,"
        " independently. How many entries does the scan read? Within 2 %."
        f"\n\n```text\nINDEX ON t {_named(index)}\n"
        f"SELECT * FROM t WHERE {_sql(where, chance)}\n```"
    )
    wrong = [
        (float(model.scanned(rows, index, where, rules)), why)
        for rules, why in MISTAKES
    ]
    wrong.append((float(rows), "reads the whole index"))
    question = numeric_question(
        text, float(answer), wrong, unit="entries", leeway=NEAR, places=0
    )
    factors = [
        f"× {decimal(float(where[each].share), 4)}"
        for each in model.bounding(index, where)
    ]
    why = (
        f"{_walk(index, where)} {grouped(rows)} {' '.join(factors)} ="
        f" {decimal(float(answer), 0)} entries."
    )
    return Instance(question, why, (_PREFIX,))


NEAR: Final = Leeway(relative=0.02)


def _ask_order(chance: Chance) -> Instance | None:
    index = chance.shuffled(COLUMNS)[:3]
    first = Condition(index[0], chance.pick((True, True, False)))
    where = {index[0]: first}
    if chance.pick((True, False)):
        where[index[1]] = Condition(index[1], chance.pick((True, False)))
    orders = [list(order) for n in (1, 2) for order in permutations(index, n)]
    free = [order for order in orders if any(column not in where for column in order)]
    good = [order for order in free if model.is_sorted(index, where, order)]
    bad = [order for order in free if order not in good]
    if not good or len(bad) < 2:  # noqa: PLR2004
        return None
    right = chance.pick(good)
    wrong = [
        Wrong(_order(order), _order_error(index, where, order))
        for order in chance.shuffled(bad)
    ]
    text = (
        f"{SCAN} Which `ORDER BY` (all ascending) needs no sort?"
        f"\n\n```text\nINDEX ON t {_named(index)}\n"
        f"SELECT * FROM t WHERE {_sql(where, chance)} ORDER BY …\n```"
    )
    question = choice_question(text, _order(right), wrong, chance)
    fixed = [name for name in index if name in where and where[name].is_equality]
    rest = [name for name in index if name not in fixed]
    said = f", {listed(fixed)} being the same in all of them" if fixed else ""
    why = (
        f"The entries are sorted by {listed(index, last='then')}. Those of the stretch"
        f" come in the order of {listed(rest, last='then')}{said}."
    )
    return Instance(question, why) if question else None


def _order(order: Sequence[str]) -> str:
    return f"`ORDER BY {', '.join(order)}`"


def _order_error(index: Sequence[str], where: Where, order: Sequence[str]) -> str:
    wanted = [c for c in order if c not in where or not where[c].is_equality]
    given = [c for c in index if c not in where or not where[c].is_equality]
    if wanted[0] != given[0]:
        return f"the rows come sorted by {given[0]} first, and that is not fixed"
    return f"behind {wanted[0]} they are sorted by {given[1]}"


def _ask_which(chance: Chance) -> Instance | None:
    where = _where(chance, chance.shuffled(COLUMNS)[:3], 1)
    rows = chance.pick((1, 2, 5)) * 10**6
    indexes = chance.shuffled([list(each) for each in permutations(COLUMNS, 3)])[:4]
    columns = sorted(where, key=lambda name: where[name].is_equality, reverse=True)
    if chance.pick((True, False)):
        indexes[0] = columns
    costs = [model.scanned(rows, index, where) for index in indexes]
    best = min(costs)
    if costs.count(best) > 1 or best == rows:
        return None
    place = costs.index(best)
    shares = [
        f"{_condition(where[each])} for {decimal(float(where[each].share * 100))} %"
        for each in sorted(where)
    ]
    wrong = [
        Wrong(_named(index), _reads(index, where, cost))
        for index, cost in zip(indexes, costs, strict=True)
        if cost != best
    ]
    text = (
        f"{SCAN} Table t has {grouped(rows)} rows; independently, {listed(shares)} of"
        " them hold. With which of these indexes does the scan read the fewest entries?"
        f"\n\n```text\nSELECT * FROM t WHERE {_sql(where, chance)}\n```"
    )
    question = choice_question(text, _named(indexes[place]), wrong, chance)
    lines = [
        f"- {_named(index)}: {_reads(index, where, cost)}"
        for index, cost in zip(indexes, costs, strict=True)
    ]
    rule = "Equalities first, then one range: what comes behind it bounds nothing."
    why = "\n".join([*lines, "", rule])
    return Instance(question, why, (_PREFIX,)) if question else None


def _reads(index: Sequence[str], where: Where, cost: Fraction) -> str:
    entries = f"{decimal(float(cost), 0)} entries"
    used = model.bounding(index, where)
    if not used:
        return f"{index[0]} has no predicate, so nothing bounds it: {entries}"
    if len(used) == len(index):
        return f"bounded by {listed(used)}: {entries}"
    if not where[used[-1]].is_equality:
        return f"the range on {used[-1]} ends the bounds too early: {entries}"
    return f"{index[len(used)]} without a predicate ends the bounds: {entries}"


def _ask_covering(chance: Chance) -> Instance | None:
    fixed, ranged, shown, other = chance.shuffled(COLUMNS)
    candidates = (
        ([fixed, ranged], f"lacks {shown}: each row must be fetched"),
        ([fixed, shown, ranged], f"gives the order of {shown}, then {ranged}"),
        (
            [ranged, fixed, shown],
            f"is not bounded by {fixed}: reads other values of it too",
        ),
        (
            [shown, fixed, ranged],
            f"is not bounded by {fixed}: reads other values of it too",
        ),
        ([fixed, ranged, other], f"lacks {shown}: each row must be fetched"),
    )
    wrong = [
        Wrong(_named(index), why)
        for index, why in candidates
        if not _does_all(index, fixed, ranged, shown)
    ]
    right = next(
        index
        for index in map(list, permutations(COLUMNS, 3))
        if _does_all(index, fixed, ranged, shown)
    )
    limit = chance.pick((10, 20, 50))
    text = (
        f"{SCAN} Which index lets this query read {limit} index entries and nothing"
        " else:"
        " no rows of the table, no sort?"
        f"\n\n```text\nSELECT {shown} FROM t WHERE {fixed} = ? ORDER BY {ranged}"
        f" LIMIT {limit}\n```"
    )
    question = choice_question(text, _named(right), wrong, chance)
    why = (
        f"{fixed} first, so that the rows with its value are one stretch; then"
        f" {ranged},"
        f" so that they come in order and the scan may stop after {limit}; {shown}"
        " last,"
        " so that the index holds all that is asked for."
    )
    return Instance(question, why) if question else None


def _does_all(index: Sequence[str], fixed: str, ranged: str, shown: str) -> bool:
    """Whether an index bounds, sorts and covers the query."""
    where = {fixed: Condition(fixed, is_equality=True)}
    return (
        model.bounding(index, where) == [fixed]
        and model.is_sorted(index, where, [ranged])
        and model.is_covering(index, [fixed, ranged, shown])
    )


def _ask_list(chance: Chance) -> Instance | None:
    index = chance.shuffled(COLUMNS)
    where = _where(chance, chance.shuffled(index)[:3], 1)
    used = model.bounding(index, where)
    checked = [each for each in index if each in where and each not in used]
    if not used or not checked:
        return None
    asks_used = chance.pick((True, False))
    answer = used if asks_used else checked
    wrong = [
        (
            found if asks_used else [c for c in index if c in where and c not in found],
            why,
        )
        for rules, why in MISTAKES
        for found in (model.bounding(index, where, rules),)
    ]
    wrong.append((checked if asks_used else used, "names the others"))
    what = "narrow that stretch" if asks_used else "are only checked entry by entry"
    text = (
        f"{SCAN} Which columns’ predicates {what}? Type them in the order of the index,"
        f" with spaces between them.\n\n```text\nINDEX ON t {_named(index)}\n"
        f"SELECT * FROM t WHERE {_sql(where, chance)}\n```"
    )
    question = list_question(text, answer, [each for each in wrong if each[0]])
    return Instance(question, _walk(index, where), (_PREFIX,))


make = by_difficulty(
    {
        1: (_ask_bound, _ask_bound, _ask_list),
        2: (_ask_entries, _ask_entries, _ask_order, _ask_list),
        3: (_ask_which, _ask_covering, _ask_order, _ask_list),
    }
)


GENERATOR = Generator(
    name="query.index_prefix",
    version=1,
    title="Say what a composite index does for a query",
    source=(
        "PostgreSQL documentation, sections 11.3, 11.4 and 11.9",
        "MySQL Reference Manual, Multiple-Column Indexes and ORDER BY Optimization",
    ),
    parameters=Parameters,
    make=make,
)
