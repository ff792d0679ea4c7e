"""BM25 scores, and rankings fused."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway, OrderQuestion
from drill.generators.drafting import (
    Wrong,
    choice_question,
    decimal,
    grouped,
    numeric_question,
    table,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.search import bm25_model as model
from drill.generators.search.bm25_model import Rules

if TYPE_CHECKING:
    from fractions import Fraction

    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
FORMULA: Final = "tf (k1 + 1) / (tf + k1 (1 − b + b × dl / avgdl))"
IDF: Final = "ln(1 + (N − n + 0.5) / (n + 0.5))"


def _lengths(chance: Chance) -> tuple[int, int]:
    """The length of a document and the mean one, in words."""
    mean = chance.pick((100, 200, 400))
    return int(mean * chance.pick((0.25, 0.5, 1, 1.5, 2, 4))), mean


def _ask_saturation(chance: Chance) -> Instance | None:
    count = chance.whole(2, 12)
    length, mean = _lengths(chance)
    ratio = length / mean
    text = (
        f"BM25 with k1 = 1.2 and b = 0.75 weighs a term by its idf times {FORMULA}. A"
        f" document of {length} words (mean {mean}) has the term {count} times. What is"
        " the factor beside the idf?"
    )

    def shown(rules: Rules, ratio: float = ratio, count: int = count) -> str:
        return decimal(model.saturation(count, ratio, rules), 2)

    wrong = [
        Wrong(shown(Rules(saturates=False)), "takes the count: no saturation"),
        Wrong(shown(Rules(b=0)), "leaves out the length, as with b = 0"),
        Wrong(shown(Rules(b=1)), "divides by the whole length, as with b = 1"),
        Wrong(shown(Rules(), 1 / ratio), "turns the ratio of lengths round"),
        Wrong(shown(Rules(), ratio, 1), "counts the term once"),
        Wrong(decimal(model.saturation(count, ratio) / 2.2, 2), "leaves out k1 + 1"),
    ]
    question = choice_question(text, shown(Rules()), wrong, chance)
    norm = 1.2 * (0.25 + 0.75 * ratio)
    why = (
        f"k1 (1 − b + b × {decimal(ratio)}) = 1.2 × {decimal(0.25 + 0.75 * ratio, 4)} ="
        f" {decimal(norm, 4)}. {count} × 2.2 / ({count} + {decimal(norm, 4)}) ="
        f" {shown(Rules())}. However often it comes, it stays below k1 + 1 = 2.2."
    )
    hint = "First the norm: k1 (1 − b + b × dl / avgdl)."
    return Instance(question, why, (hint,)) if question else None


def _ask_score(chance: Chance) -> Instance:
    documents = 1000 * chance.pick((10, 50, 100, 1000))
    having = documents // chance.pick((10, 50, 100, 1000))
    count = chance.whole(1, 8)
    length, mean = _lengths(chance)
    ratio = length / mean
    right = model.score(documents, having, count, ratio)
    weight = model.idf(documents, having)
    text = (
        f"Of {grouped(documents)} documents {grouped(having)} contain a term. What is"
        f" its BM25 score in one of {length} words (mean {mean}) that has it"
        f" {'once' if count == 1 else f'{count} times'}? k1 = 1.2, b = 0.75; idf ="
        f" {IDF}, times {FORMULA}. Within 2 %."
    )
    wrong = (
        (weight * count, "takes the count: no saturation"),
        (model.saturation(count, ratio), "leaves out the idf"),
        (weight, "is the idf alone"),
        (weight / log(10) * model.saturation(count, ratio), "takes log10"),
        (model.score(documents, having, count, ratio, Rules(b=0)), "leaves out length"),
        (right / 2.2, "leaves out k1 + 1"),
    )
    question = numeric_question(text, right, wrong, leeway=NEAR, places=3)
    factor = model.saturation(count, ratio)
    odds = (documents - having + 0.5) / (having + 0.5)
    why = (
        f"idf = ln(1 + {decimal(odds, 3)}) = {decimal(weight, 3)}. Norm: 1.2 × (0.25 +"
        f" 0.75 × {decimal(ratio)}) = {decimal(1.2 * (0.25 + 0.75 * ratio), 3)}; factor"
        f" {decimal(factor, 3)}. Together {decimal(right, 3)}."
    )
    return Instance(
        question, why, ("The idf and the factor of the count, multiplied.",)
    )


def _ask_ranked(chance: Chance) -> Instance | None:
    names = chance.shuffled(("A", "B", "C", "D"))
    things = [
        (name, chance.whole(1, 9), 100 * chance.pick((1, 2, 4, 8))) for name in names
    ]
    scores = {
        name: model.saturation(count, length / 200) for name, count, length in things
    }
    ranked = sorted(scores, key=lambda name: -scores[name])
    gaps = [scores[a] - scores[b] for a, b in pairwise(ranked)]
    counts = [count for _, count, _ in things]
    if min(gaps) < 0.04 or len(set(counts)) < len(counts):  # noqa: PLR2004 - too close
        return None
    by_count = sorted(names, key=lambda name: -counts[names.index(name)])
    if ranked == by_count:
        return None
    rows: list[list[object]] = [["document", "occurrences", "words"]]
    rows += [list(each) for each in sorted(things)]
    text = (
        "A query has one term, and BM25 ranks with k1 = 1.2, b = 0.75 and a mean length"
        f" of 200 words. The idf times {FORMULA} is the score.\n\n{table(rows)}\n\n"
        "Bring the documents into the order of their scores, the best first."
    )
    shown = ", ".join(f"{name} {decimal(scores[name], 2)}" for name in ranked)
    why = (
        f"Without the idf, which is the same for all: {shown}. Occurrences count for"
        " less and less, and those in a long document for less than in a short one."
    )
    return Instance(
        OrderQuestion(text, tuple(ranked)), why, ("The idf plays no part.",)
    )


def _ask_parameter(chance: Chance) -> Instance | None:
    count, times = chance.whole(2, 6), chance.pick((2, 3, 4))
    k1, b = chance.pick(((0, 0.75), (1.2, 0), (1.2, 1), (2, 0)))
    rules = Rules(k1=k1, b=b)
    longer = chance.pick((True, False))
    first = (count, 1.0)
    second = (count, 2.0) if longer else (count * times, 1.0)
    ratio = model.saturation(*second, rules) / model.saturation(*first, rules)
    change = "is twice as long" if longer else f"has the term {times} times as often"
    text = (
        f"BM25 runs with k1 = {k1} and b = {b}: idf times {FORMULA}. A document of mean"
        f" length has the term {count} times. Another {change}, and is otherwise alike."
        " How many times that of the first is its score?"
    )

    def shown(number: float) -> str:
        return f"{decimal(number, 2)} times"

    usual = model.saturation(*second) / model.saturation(*first)
    other = Rules(k1=k1, b=1 - b)
    wrong = [
        Wrong(shown(usual), "takes the usual k1 = 1.2 and b = 0.75"),
        Wrong(shown(times if not longer else 2), "lets it grow in proportion"),
        Wrong(shown(1), "takes the change to play no part"),
        Wrong(
            shown(model.saturation(*second, other) / model.saturation(*first, other)),
            "takes b the other way round: 1 is all of the length, 0 none",
        ),
    ]
    if longer:
        wrong.append(Wrong(shown(0.5), "halves it, as if only the share counted"))
    question = choice_question(text, shown(ratio), wrong, chance)
    parts = [decimal(model.saturation(*each, rules), 3) for each in (first, second)]
    why = (
        f"The factor is {parts[0]} in the first and {parts[1]} in the second. With k1 ="
        " 0 only presence counts; with b = 0 the length plays no part; with b = 1 the"
        " count is taken by the share of the document."
    )
    return (
        Instance(question, why, ("Put both into the formula.",)) if question else None
    )


# --- fusion ----------------------------------------------------------------------


def _rankings(chance: Chance) -> tuple[list[str], list[str]]:
    """Two rankings of five that share three or four documents."""
    names = chance.shuffled("ABCDEF")
    first, second = names[:5], chance.shuffled(names[1:])
    return first, second


def _drawn(first: list[str], second: list[str]) -> str:
    return f"```text\nBM25     {' '.join(first)}\nvectors  {' '.join(second)}\n```"


def _sums(scores: dict[str, Fraction], first: list[str], second: list[str]) -> str:
    parts = []
    for name in model.order(scores):
        ranks = [each.index(name) + 1 for each in (first, second) if name in each]
        terms = " + ".join(f"1/{60 + rank}" for rank in ranks)
        parts.append(f"{name} {terms} = {decimal(float(scores[name]), 5)}")
    return "; ".join(parts)


def _ask_fused(chance: Chance) -> Instance | None:
    first, second = _rankings(chance)
    scores = model.fused((first, second))
    if len(set(scores.values())) < len(scores):
        return None
    ranked = model.order(scores)
    text = (
        "Two searches rank documents, the best first; one that is missing was not"
        f" found:\n\n{_drawn(first, second)}\n\nReciprocal rank fusion with k = 60 adds"
        " 1 / (k + rank) over both, ranks from 1. Bring the documents into the fused"
        " order, the best first."
    )
    question = OrderQuestion(text, tuple(ranked))
    why = (
        f"{_sums(scores, first, second)}. To be in both lists is worth more than rank."
    )
    hints = (
        "First those that both searches found.",
        "Of equal sums of ranks the more unequal pair scores more.",
    )
    return Instance(question, why, hints)


def _ask_winner(chance: Chance) -> Instance | None:
    first, second = _rankings(chance)
    k = chance.pick((0, 1, 60, 60))
    scores = model.fused((first, second), k)
    ranked = model.order(scores)
    if scores[ranked[0]] == scores[ranked[1]]:
        return None
    text = (
        "Two searches rank documents, the best first; one that is missing was not"
        f" found:\n\n{_drawn(first, second)}\n\nReciprocal rank fusion adds 1 / (k +"
        f" rank) over both, ranks from 1. Which document is first with k = {k}?"
    )
    other = model.order(model.fused((first, second), 60 if k < 60 else 0))[0]  # noqa: PLR2004
    flaws = {
        first[0]: "is the best of BM25 alone",
        second[0]: "is the best of the vectors alone",
        other: f"would be first with k = {60 if k < 60 else 0}",  # noqa: PLR2004
    }
    wrong = [
        Wrong(name, flaws.get(name, "is in both lists, but further down in sum"))
        for name in scores
        if name in flaws or (name in first and name in second)
    ]
    question = choice_question(text, ranked[0], wrong, chance)
    why = ""
    for name in ranked[:3]:
        why += f"{name} {decimal(float(scores[name]), 5)}, "
    why = (
        f"The best three: {why.removesuffix(', ')}. A small k favours the top of each"
        " list, a large one those that stand in both."
    )
    return (
        Instance(question, why, ("Compute only those near the top.",))
        if (question)
        else None
    )


make = by_difficulty(
    {
        1: (_ask_saturation, _ask_winner),
        2: (_ask_saturation, _ask_score, _ask_fused),
        3: (_ask_ranked, _ask_score, _ask_parameter, _ask_fused),
    }
)


GENERATOR = Generator(
    name="search.bm25",
    version=1,
    title="BM25 scores and fused rankings",
    source=(
        "Robertson and Zaragoza, The probabilistic relevance framework, 2009, 3.1, 3.4",
        "Cormack, Clarke and Buettcher, Reciprocal rank fusion, SIGIR 2009",
    ),
    parameters=Parameters,
    make=make,
)
