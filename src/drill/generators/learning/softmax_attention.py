"""Attention computed by hand, over a few keys."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.learning import softmax_model as model
from drill.generators.learning.softmax_model import Block, Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance

NEAR: Final = Leeway(absolute=0.02)
ORDER: Final = "Products, divide by √d, mask, softmax, then the weighted values."
POWERS: Final = "(e = 2.718, e^0.5 = 1.649, e^2 = 7.389.)"


def _vector(numbers: Sequence[float]) -> str:
    return f"[{', '.join(decimal(each) for each in numbers)}]".replace("-", "−")


def _signed(number: float) -> str:
    return decimal(number).replace("-", "−")


Drawn = tuple[list[int], list[list[int]]]
"""A query and its keys."""


def _draw(chance: Chance, size: int, count: int) -> Drawn | None:
    """Small whole numbers whose scaled scores are different and close together."""
    query = [chance.whole(-1, 2) for _ in range(size)]
    keys = [[chance.whole(-1, 2) for _ in range(size)] for _ in range(count)]
    values = model.scores(query, keys)
    near = max(values) - min(values) <= 2.5  # noqa: PLR2004 - no weight vanishes
    return (query, keys) if near and len(set(values)) > 1 else None


def _told(query: Sequence[float], keys: Sequence[Sequence[float]]) -> str:
    shown = ", ".join(f"k{place} = {_vector(key)}" for place, key in enumerate(keys, 1))
    return f"One head has the query q = {_vector(query)} and the keys {shown}"


def _why(shares: Sequence[float], values: Sequence[float], seen: int) -> str:
    powers = " + ".join(f"e^{_signed(each)}" for each in values[:seen])
    return (
        f"Scaled scores: {_vector(values)}. Softmax over {powers} gives the weights"
        f" {_vector(shares)}."
    )


# --- scores and weights ----------------------------------------------------------


def _ask_score(chance: Chance) -> Instance | None:
    size = chance.pick((4, 9, 16))
    shown = min(size, 4)
    query = [chance.whole(-3, 4) for _ in range(shown)]
    key = [chance.whole(-3, 4) for _ in range(shown)]
    product = sum(a * b for a, b in zip(query, key, strict=True))
    if abs(product) < 2:  # noqa: PLR2004 - too plain
        return None
    root = {4: 2, 9: 3, 16: 4}[size]
    lengths = [sum(each**2 for each in vector) ** 0.5 for vector in (query, key)]
    rest = "" if size == shown else f"; their other {size - shown} numbers are 0"
    text = (
        f"In scaled dot-product attention with d = {size}, a query begins with"
        f" {_vector(query)} and a key with {_vector(key)}{rest}. What is their score"
        " before the softmax?"
    )
    wrong = [
        Wrong(_signed(product), "forgets to divide by √d"),
        Wrong(_signed(product / size), "divides by d, not its root"),
        Wrong(_signed(product / (lengths[0] * lengths[1])), "takes the cosine"),
        Wrong(_signed(product * root), "multiplies by √d"),
        Wrong(_signed(product / 2**0.5), "divides by the root of two"),
    ]
    question = choice_question(text, _signed(product / root), wrong, chance)
    terms = " + ".join(
        f"({_signed(a)}) × ({_signed(b)})" for a, b in zip(query, key, strict=True)
    )
    why = (
        f"{terms} = {_signed(product)}; divided by √{size} = {root}:"
        f" {_signed(product / root)}. Without it the spread of scores grows with d, and"
        " the softmax gets stuck at 0 and 1."
    )
    return Instance(question, why) if question else None


def _ask_weight(chance: Chance) -> Instance | None:
    drawn = _draw(chance, 4, 3)
    if not drawn:
        return None
    query, keys = drawn
    values = model.scores(query, keys)
    shares = model.softmax(values)
    asked = chance.whole(0, 2)
    raw = model.softmax(model.scores(query, keys, Rules(scale="nothing")))
    small = model.softmax(model.scores(query, keys, Rules(scale="size")))
    text = (
        f"{_told(query, keys)}. With scaled dot-product attention and no mask, what"
        f" is the weight of key {asked + 1}? Within 0.02. {POWERS}"
    )
    wrong = [
        (raw[asked], "forgets to divide by √d"),
        (small[asked], "divides by d, not its root"),
        (1 / 3, "takes the mean of all"),
    ]
    if all(each > 0 for each in values):
        wrong.append((values[asked] / sum(values), "divides by the sum, without e^"))
    question = numeric_question(text, shares[asked], wrong, leeway=NEAR, places=3)
    return Instance(question, _why(shares, values, 3), (ORDER,))


def _ask_output(chance: Chance) -> Instance | None:
    drawn = _draw(chance, 4, 3)
    if not drawn:
        return None
    query, keys = drawn
    seen = chance.pick((2, 2, 3))
    rows = [[10 * chance.whole(0, 6)] for _ in keys]
    column = [row[0] for row in rows]
    if len(set(column[:seen])) == 1:
        return None

    def result(rules: Rules | None = None) -> float:
        return model.output(model.weights(query, keys, seen, rules), rows)[0]

    shares = model.weights(query, keys, seen)
    text = (
        f"{_told(query, keys)}, at positions 1 to 3; the values are"
        f" {', '.join(map(str, column))}. Attention is scaled dot-product and causal,"
        f" and the query stands at position {seen}. What is the output? Within 0.5."
        f" {POWERS}"
    )
    best = max(range(seen), key=lambda each: shares[each])
    wrong = [
        (result(Rules(mask="never")), "lets the query look ahead"),
        (result(Rules(mask="after")), "masks after the softmax: weights miss 1"),
        (result(Rules(scale="nothing")), "forgets to divide by √d"),
        (sum(column[:seen]) / seen, "takes the mean of what it sees"),
        (float(column[best]), "takes the best key alone"),
    ]
    leeway = Leeway(absolute=0.5)
    answer = result()
    question = numeric_question(text, answer, wrong, leeway=leeway, places=2)
    summed = " + ".join(
        f"{decimal(share, 3)} × {value}"
        for share, value in zip(shares[:seen], column, strict=False)
    )
    hidden = "" if seen == len(keys) else " Later keys are hidden before the softmax."
    why = (
        f"{_why(shares, model.scores(query, keys), seen)}{hidden} The output is"
        f" {summed} = {decimal(answer)}."
    )
    return Instance(question, why, (ORDER,))


# --- properties ------------------------------------------------------------------


def _ask_mask(chance: Chance) -> Instance | None:
    tokens, window = chance.pick((6, 8, 10, 12)), chance.whole(2, 4)
    kind = chance.pick(("causal", "window"))
    pairs = {
        "causal": tokens * (tokens + 1) // 2,
        "window": sum(min(place, window) for place in range(1, tokens + 1)),
    }
    right = pairs[kind]
    rule = "each token sees itself and all earlier ones"
    if kind == "window":
        rule = f"each token sees itself and the {window - 1} tokens before it"
    text = (
        f"In causal attention over {tokens} tokens {rule}. How many of the"
        f" {tokens} × {tokens} scores are not masked?"
    )
    wrong = [
        Wrong(str(tokens * (tokens - 1) // 2), "leaves out the diagonal"),
        Wrong(str(tokens**2), "masks nothing"),
        Wrong(str(tokens**2 // 2), "takes half, though the diagonal is kept"),
    ]
    seen = list(range(1, tokens + 1))
    if kind == "window":
        seen = [min(place, window) for place in seen]
        wrong += [
            Wrong(str(pairs["causal"]), "is causal without a window"),
            Wrong(str(tokens * window), "gives the first tokens a full window"),
        ]
    question = choice_question(text, str(right), wrong, chance)
    why = f"Row by row: {' + '.join(map(str, seen))} = {right}."
    return Instance(question, why) if question else None


def _ask_shift(chance: Chance) -> Instance | None:
    low, gap = chance.whole(1, 30), chance.pick((1, 2, 3))
    scores = [float(low), float(low + gap)]
    share = model.softmax(scores)[1]
    text = (
        f"Two keys have the scaled scores {low} and {low + gap}. What is the weight of"
        f" the second? (e = 2.718, e² = 7.389, e³ = 20.09.)"
    )

    def shown(number: float) -> str:
        return decimal(number, 3)

    wrong = [
        Wrong(shown((low + gap) / (2 * low + gap)), "divides the scores by their sum"),
        Wrong(shown(gap / (gap + 1)), "takes the difference without e^"),
        Wrong(shown(1 - share), "takes the weights the other way round"),
        Wrong(shown(model.softmax([0, gap / 2])[1]), "halves the difference"),
        Wrong(shown(model.softmax([0, gap * 2])[1]), "doubles the difference"),
    ]
    question = choice_question(text, shown(share), wrong, chance)
    why = (
        f"Only the difference counts: e^{low + gap} / (e^{low} + e^{low + gap}) = 1 /"
        f" (1 + e^−{gap}) = {shown(share)}. That is why the largest score may be taken"
        " away first."
    )
    hint = "Divide numerator and denominator by the larger power."
    return Instance(question, why, (hint,)) if question else None


def _ask_joined(chance: Chance) -> Instance:
    one = Block(
        float(chance.whole(1, 6)), chance.whole(2, 6) / 2, float(chance.whole(1, 40))
    )
    gap = chance.pick((0.5, 1.0, 2.0)) * chance.pick((-1, 1))
    other = Block(one.top + gap, chance.whole(2, 6) / 2, float(chance.whole(1, 40)))
    answer = model.joined(one, other).value

    def told(block: Block) -> str:
        return (
            f"largest score m = {decimal(block.top)}, s = Σ e^(score − m) ="
            f" {decimal(block.total)}, output {decimal(block.value)}"
        )

    text = (
        "Flash attention has seen two blocks of keys for one query.\n\n"
        f"- First: {told(one)}.\n- Second: {told(other)}.\n\n"
        f"What is the output over both? Within 0.1. {POWERS}"
    )
    total = one.total + other.total
    plain = (one.total * one.value + other.total * other.value) / total
    tops = model.softmax([one.top, other.top])
    turned = model.joined(
        Block(other.top, one.total, one.value), Block(one.top, other.total, other.value)
    ).value
    wrong = (
        ((one.value + other.value) / 2, "takes the mean of the two outputs"),
        (plain, "adds the sums as if both had the same largest score"),
        (tops[0] * one.value + tops[1] * other.value, "weighs by the largest scores"),
        (turned, "scales the wrong block down"),
        (one.value + other.value, "adds the outputs"),
    )
    leeway = Leeway(absolute=0.1)
    question = numeric_question(text, answer, wrong, leeway=leeway, places=2)
    low, high = (one, other) if one.top < other.top else (other, one)
    scaled = low.total * exp(low.top - high.top)
    why = (
        f"With m = {decimal(high.top)} for both, the lower block's s becomes"
        f" {decimal(low.total)} × e^−{decimal(high.top - low.top)} ="
        f" {decimal(scaled, 3)}. So ({decimal(scaled, 3)} × {decimal(low.value)} +"
        f" {decimal(high.total)} × {decimal(high.value)}) /"
        f" {decimal(scaled + high.total, 3)} = {decimal(answer)}."
    )
    return Instance(question, why, ("Bring both sums to the same largest score.",))


make = by_difficulty(
    {
        1: (_ask_score, _ask_mask, _ask_shift),
        2: (_ask_weight, _ask_output, _ask_mask, _ask_shift),
        3: (_ask_output, _ask_joined),
    }
)


GENERATOR = Generator(
    name="learning.softmax_attention",
    version=1,
    title="Attention by hand",
    source=(
        "Vaswani et al., Attention is all you need, 2017, section 3.2.1",
        "Milakov and Gimelshein, Online normalizer calculation for softmax, 2018",
        "Dao et al., FlashAttention, 2022, section 3.1",
    ),
    parameters=Parameters,
    make=make,
)
