"""Estimate how many rows predicates and joins leave, as an optimizer does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    percent,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.query import selectivity_model as model
from drill.generators.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
ASSUMED: Final = (
    "The optimizer takes values for equally frequent and predicates for independent."
)
CONTAINED: Final = (
    "Values are taken for equally frequent, and those of the column with fewer distinct"
    " ones for contained in the other."
)


def _rows(chance: Chance) -> int:
    return chance.pick((10, 20, 50, 100, 200, 500)) * 1000


def _rounded(rows: Fraction) -> str:
    return decimal(float(rows), 0)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition on one column."""

    text: str
    about: str
    """What the optimizer knows of the column."""
    share: Fraction
    """Of the rows that it is taken to leave."""
    why: str


def _equality(name: str, chance: Chance) -> Predicate:
    distinct = chance.pick((4, 5, 10, 20, 25, 40, 50))
    about = f"`{name}` has {distinct} distinct values"
    why = f"`{name}`: 1 / {distinct}"
    return Predicate(f"{name} = 7", about, model.equal(distinct), why)


def _membership(name: str, chance: Chance) -> Predicate:
    distinct, count = chance.pick((8, 10, 20, 25, 40)), chance.whole(2, 4)
    values = ", ".join(str(each) for each in range(1, count + 1))
    about = f"`{name}` has {distinct} distinct values"
    why = f"`{name}`: {count} / {distinct}"
    return Predicate(f"{name} IN ({values})", about, model.one_of(count, distinct), why)


def _range(name: str, chance: Chance) -> Predicate:
    least = chance.pick((0, 0, 100, 1000))
    width = chance.pick((100, 200, 500, 1000))
    high = least + width * chance.pick((5, 10, 20, 25, 30, 40, 60, 75)) // 100
    about = f"`{name}` runs from {least} to {least + width}"
    share = model.span(least, high, least, least + width)
    why = f"`{name}`: ({high} − {least}) / {width}"
    return Predicate(f"{name} < {high}", about, share, why)


SORTS: Final = (_equality, _membership, _range)


def _drawn(chance: Chance, count: int) -> list[Predicate]:
    sorts = chance.shuffled(SORTS)[:count]
    return [sort(name, chance) for sort, name in zip(sorts, "abc", strict=False)]


def _about(rows: int, predicates: Sequence[Predicate]) -> str:
    about = "; ".join(each.about for each in predicates)
    return f"A table has {grouped(rows)} rows; {about}. {ASSUMED}"


# --- one table --------------------------------------------------------------------


def _ask_and(chance: Chance) -> Instance | None:
    rows, predicates = _rows(chance), _drawn(chance, chance.whole(2, 3))
    return _ask_several(rows, predicates, "AND", chance)


def _ask_or(chance: Chance) -> Instance | None:
    rows, predicates = _rows(chance), _drawn(chance, 2)
    return _ask_several(rows, predicates, "OR", chance)


def _ask_several(
    rows: int, predicates: Sequence[Predicate], word: str, chance: Chance
) -> Instance | None:
    shares = [each.share for each in predicates]
    right = model.all_of(shares) if word == "AND" else model.any_of(shares)
    if right * rows < 5:  # noqa: PLR2004 - so few rows are all alike
        return None
    added = min(Fraction(1), sum(shares, Fraction(0)))
    flaws = [
        (model.all_of(shares), "multiplies: that is for AND"),
        (model.any_of(shares), "adds, less the overlap: that is for OR"),
        (added, "adds the shares, so that some rows count twice"),
        (min(shares), "takes the most selective predicate only"),
        (max(shares), "takes the least selective predicate only"),
        (sum(shares, Fraction(0)) / len(shares), "takes the mean of the shares"),
    ]
    wrong = [Wrong(_rounded(rows * share), why) for share, why in flaws]
    condition = f" {word} ".join(each.text for each in predicates)
    text = (
        f"{_about(rows, predicates)} How many rows does it expect from"
        f" `WHERE {condition}`?"
    )
    question = choice_question(text, _rounded(rows * right), wrong, chance)
    how = "Their product" if word == "AND" else "1 − the product of what is left"
    why = (
        f"{'; '.join(each.why for each in predicates)}. {how}: {percent(right, 3)} of"
        f" {grouped(rows)} rows are {_rounded(rows * right)}. If the columns go"
        " together, as city and country do, the estimate is far off."
    )
    return Instance(question, why, (_SHARES,)) if question else None


_SHARES: Final = "First the share of each predicate."


def _ask_single(chance: Chance) -> Instance | None:
    rows, (predicate,) = _rows(chance), _drawn(chance, 1)
    negated = chance.pick((True, False))
    share = 1 - predicate.share if negated else predicate.share
    condition = f"NOT ({predicate.text})" if negated else predicate.text
    text = (
        f"{_about(rows, [predicate])} How many rows does it expect from"
        f" `WHERE {condition}`? (There are no NULLs.) Within 2 %."
    )
    wrong = (
        (rows * (1 - share), "takes the rows that do not qualify"),
        (rows / 10, "takes a tenth: the guess when nothing is known"),
        (rows / 3, "takes a third: the guess for ranges when nothing is known"),
    )
    answer = float(rows * share)
    question = numeric_question(
        text,
        answer,
        [(float(each), why) for each, why in wrong],
        unit="rows",
        leeway=NEAR,
        places=1,
    )
    tail = f", the rest {percent(share, 3)}" if negated else ""
    why = (
        f"{predicate.why} = {percent(predicate.share, 3)}{tail}: of {grouped(rows)}"
        f" rows {_rounded(rows * share)}."
    )
    return Instance(question, why, ("Which share of the values qualifies?",))


def _ask_histogram(chance: Chance) -> Instance | None:
    rows, buckets = _rows(chance), chance.pick((4, 5, 8, 10))
    borders = [0]
    for _ in range(buckets):
        borders.append(borders[-1] + 10 * chance.whole(1, 12))
    place = chance.whole(1, buckets - 1)
    left, right = borders[place], borders[place + 1]
    bound = left + (right - left) * chance.pick((1, 2, 3, 4)) // 5
    share = model.below(bound, borders)
    even = model.span(0, bound, 0, borders[-1])
    text = (
        f"A table has {grouped(rows)} rows. The histogram of column `a` has {buckets}"
        " buckets, each with the same number of rows; the borders are"
        f" {listed(borders)}. Within a bucket, values are taken for uniform. How many"
        f" rows does the optimizer expect from `WHERE a < {bound}`? Within 2 %."
    )
    wrong = (
        (rows * even, "ignores the buckets: uniform from the least to the largest"),
        (Fraction(rows * place, buckets), "leaves out the bucket that is cut"),
        (
            Fraction(rows * (place + 1), buckets),
            "takes the bucket that is cut for whole",
        ),
        (rows * (1 - share), "takes the rows above the bound"),
        (Fraction(rows * (2 * place + 1), 2 * buckets), "takes half of the cut bucket"),
    )
    question = numeric_question(
        text,
        float(rows * share),
        [(float(each), why) for each, why in wrong],
        unit="rows",
        leeway=NEAR,
        places=1,
    )
    why = (
        f"{place} whole buckets, and of the next ({bound} − {left}) / ({right} −"
        f" {left}) = {decimal((bound - left) / (right - left), 3)}: {percent(share, 3)}"
        " of"
        f" {grouped(rows)} rows, {_rounded(rows * share)}."
    )
    return Instance(question, why, ("In which bucket does the bound lie?",))


# --- joins ------------------------------------------------------------------------


def _ask_join(chance: Chance) -> Instance | None:
    rows, others = _rows(chance), _rows(chance) // chance.pick((1, 2, 10))
    distinct = chance.pick((50, 100, 200, 500, 1000))
    more = distinct * chance.pick((2, 4, 5, 10))
    first, second = chance.shuffled((distinct, more))
    if max(first, second) > min(rows, others):
        return None
    right = model.join(rows, others, first, second)
    text = (
        f"Table R has {grouped(rows)} rows and {grouped(first)} distinct values of `k`,"
        f" table S {grouped(others)} rows and {grouped(second)}. {CONTAINED} How many"
        " rows does the optimizer expect from `R JOIN S ON R.k = S.k`?"
    )
    flaws = [
        (
            Fraction(rows * others, distinct),
            "divides by the fewer values, not the more",
        ),
        (Fraction(rows * others, distinct * more), "divides by both numbers of values"),
        (Fraction(rows * others), "is the cross product"),
        (Fraction(max(rows, others)), "matches each row of the larger table once"),
        (Fraction(min(rows, others)), "matches each row of the smaller table once"),
    ]
    wrong = [Wrong(_rounded(each), why) for each, why in flaws]
    question = choice_question(text, _rounded(right), wrong, chance)
    why = (
        f"{grouped(rows)} × {grouped(others)} / max({grouped(first)},"
        f" {grouped(second)}) = {_rounded(right)}: of {grouped(more)} values, a row of"
        " the other table meets one."
    )
    return Instance(question, why, (_JOIN,)) if question else None


_JOIN: Final = (
    "A pair of rows matches with probability 1 / the larger number of values."
)


def _ask_filtered_join(chance: Chance) -> Instance | None:
    keys = chance.pick((1, 2, 5, 10)) * 1000
    orders = keys * chance.pick((5, 10, 20, 40))
    on_keys, on_orders = _drawn(chance, 2)
    right = orders * on_keys.share * on_orders.share
    text = (
        f"Table C has {grouped(keys)} rows with key `id`; {on_keys.about}. Table O has"
        f" {grouped(orders)} rows, and its `cid` is a foreign key to C;"
        f" {on_orders.about}."
        f" {ASSUMED} How many rows does it expect from `C JOIN O ON C.id = O.cid WHERE"
        f" C.{on_keys.text} AND O.{on_orders.text}`? Within 2 %."
    )
    wrong = (
        (orders * on_orders.share, "forgets the predicate on C: it thins out O too"),
        (orders * on_keys.share, "forgets the predicate on O"),
        (keys * on_keys.share, "takes the rows of C that qualify"),
        (keys * on_keys.share * on_orders.share, "gives each row of C one row of O"),
        (
            keys * on_keys.share * orders * on_orders.share,
            "multiplies the tables without dividing by the keys",
        ),
    )
    question = numeric_question(
        text,
        float(right),
        [(float(each), why) for each, why in wrong],
        unit="rows",
        leeway=NEAR,
        places=1,
    )
    why = (
        f"Without predicates every row of O meets its one row of C: {grouped(keys)} ×"
        f" {grouped(orders)} / {grouped(keys)} = {grouped(orders)}. {on_keys.why},"
        f" {on_orders.why}: together {percent(on_keys.share * on_orders.share, 3)},"
        " that is"
        f" {decimal(float(right), 1)} rows."
    )
    return Instance(question, why, ("How many rows has the join without predicates?",))


def _ask_three(chance: Chance) -> Instance | None:
    sizes = [chance.pick((1, 2, 5)) * 1000 for _ in range(3)]
    values = [chance.pick((20, 50, 100, 200, 500)) for _ in range(4)]
    first = model.join(sizes[0], sizes[1], values[0], values[1])
    right = first * sizes[2] / max(values[2], values[3])
    if right.denominator != 1:
        return None
    text = (
        f"R(a, b) has {grouped(sizes[0])} rows and {values[0]} distinct `b`; S(b, c)"
        " has"
        f" {grouped(sizes[1])} rows, {values[1]} distinct `b` and {values[2]} distinct"
        f" `c`; U(c, d) has {grouped(sizes[2])} rows and {values[3]} distinct `c`."
        f" {CONTAINED} A join keeps all values of the other columns. How many rows does"
        " the optimizer expect from the natural join of all three?"
    )
    product = sizes[0] * sizes[1] * sizes[2]
    flaws = [
        (first, "stops after the first join"),
        (
            Fraction(product, min(values[:2]) * min(values[2:])),
            "divides by the fewer values each time",
        ),
        (
            Fraction(product, values[0] * values[1] * values[2] * values[3]),
            "divides by all numbers of values",
        ),
        (Fraction(product, max(values)), "divides once only"),
        (Fraction(product), "is the cross product"),
    ]
    wrong = [Wrong(_rounded(each), why) for each, why in flaws if each >= 1]
    question = choice_question(text, _rounded(right), wrong, chance)
    why = (
        f"R ⋈ S: {grouped(sizes[0])} × {grouped(sizes[1])} / {max(values[:2])} ="
        f" {_rounded(first)}. With U: × {grouped(sizes[2])} / {max(values[2:])} ="
        f" {_rounded(right)}. Another order of joins gives the same."
    )
    return Instance(question, why, (_JOIN,)) if question else None


make = by_difficulty(
    {
        1: (_ask_single, _ask_and, _ask_join),
        2: (_ask_and, _ask_or, _ask_join, _ask_histogram),
        3: (_ask_filtered_join, _ask_three, _ask_histogram, _ask_or),
    }
)


GENERATOR = Generator(
    name="query.selectivity",
    version=1,
    title="Estimate how many rows are left",
    source=(
        "Selinger et al., Access Path Selection, SIGMOD 1979, table 1",
        "PostgreSQL documentation, Row Estimation Examples",
        "Garcia-Molina, Ullman and Widom, Database Systems, 2nd edition, section 16.4",
    ),
    parameters=Parameters,
    make=make,
)
