"""The size, the rate of errors and the bits of a Bloom filter."""

from __future__ import annotations

from math import exp, log, log2
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
from drill.generators.lists import list_question
from drill.generators.sketches import bloom_model as model
from drill.generators.sketches.bloom_model import Filter, Hash, filled
from drill.generators.wording import array_text

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.04)
MILLION: Final = 1_000_000


# --- formulas --------------------------------------------------------------------


def _ask_rate(chance: Chance) -> Instance:
    ratio, hashes = chance.pick((4, 6, 8, 10, 12)), chance.whole(2, 6)
    millions = chance.whole(1, 50)
    rate = 100 * model.false_positive_rate(ratio, 1, hashes)
    full = exp(-hashes / ratio)
    text = (
        f"A Bloom filter of {ratio * millions} million bits holds {millions} million"
        f" elements and uses {hashes} independent hashes. Which share of lookups for"
        " elements that were never added answer “maybe”? In per cent, by"
        " (1 − e^(−kn/m))^k, within 4 %."
    )
    wrong = (
        (100 * (1 - full), "is the share of bits that are set: all k must be"),
        (100 * full**hashes, "raises the share of zeros to k, not that of ones"),
        (100 * (1 - exp(-1 / ratio)) ** hashes, "sets one bit an element, not k"),
        (100 / ratio, "takes n / m"),
        (100 * 0.6185**ratio, "takes the formula for the best k"),
    )
    question = numeric_question(text, rate, wrong, unit="%", leeway=NEAR, places=4)
    share = decimal(1 - full, 4)
    why = (
        f"kn/m = {hashes} / {ratio} = {decimal(hashes / ratio, 3)}, so the share of"
        f" ones is 1 − e^−{decimal(hashes / ratio, 3)} = {share}. All {hashes} bits are"
        f" set with chance {share}^{hashes} = {decimal(rate, 3)} %."
    )
    return Instance(question, why, ("First: which share of the bits is set?",))


def _ask_hashes(chance: Chance) -> Instance | None:
    ratio, millions = chance.whole(5, 24), chance.whole(2, 90)
    best = model.best_hashes(ratio, 1)
    whole = int(best + 0.5)
    if abs(best - whole) > 0.35:  # noqa: PLR2004 - rounding must not decide
        return None
    text = (
        f"A Bloom filter for {millions} million elements has"
        f" {grouped(ratio * millions)} million bits. Which number of hashes gives"
        " the fewest false positives?"
    )
    wrong = [
        Wrong(str(ratio), "takes m / n itself, without ln 2"),
        Wrong(str(int(ratio / log(2) + 0.5)), "divides by ln 2"),
        Wrong(str(int(log2(ratio) + 0.5)), "takes the logarithm of m / n"),
        Wrong(str(int(ratio * log(2) ** 2 + 0.5)), "multiplies by ln 2 twice"),
        Wrong(str(2 * ratio), "more hashes fill the filter: the best fill it half"),
    ]
    question = choice_question(text, str(whole), wrong, chance)
    why = (
        f"k = (m / n) ln 2 = {ratio} × 0.693 = {decimal(best)}, so {whole}. Then about"
        f" half of the bits are set, and the rate is about 2^−{whole} ="
        f" {decimal(100 * 0.5**whole, 3)} %."
    )
    return (
        Instance(question, why, ("With the best k half the bits are set.",))
        if (question)
        else None
    )


def _ask_size(chance: Chance) -> Instance:
    rate = chance.pick((0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0.0001))
    millions = chance.pick((1, 2, 5, 10, 20, 50, 100))
    ratio = model.bits_an_element(rate)
    size = millions * ratio / 8
    shown = decimal(rate * 100, 3)
    text = (
        f"How large is a Bloom filter for {millions} million elements with"
        f" {shown} % false positives and the best number of hashes? In MB of 10^6"
        " bytes, within 4 %."
    )
    wrong = (
        (size * 8, "is in megabits"),
        (millions * -log(rate) / log(2) / 8, "divides by ln 2 once: that is k bits"),
        (millions * -log(rate) / 8, "forgets (ln 2)²"),
        (millions * 64 / 8, "stores a 64-bit hash of each element"),
        (size / 8, "divides by eight twice"),
    )
    question = numeric_question(text, size, wrong, unit="MB", leeway=NEAR, places=3)
    why = (
        f"m / n = −ln p / (ln 2)² = {decimal(-log(rate), 3)} / 0.4805 ="
        f" {decimal(ratio)} bits an element, however large it is; times {millions}"
        f" million, by 8: {decimal(size, 3)} MB. k = {decimal(-log2(rate), 1)}."
    )
    hint = "m / n = −ln p / (ln 2)² with the best k."
    return Instance(question, why, (hint,))


def _ask_more(chance: Chance) -> Instance:
    ratio, times = chance.pick((8, 10, 12, 16)), chance.pick((2, 3, 4))
    hashes = int(model.best_hashes(ratio, 1) + 0.5)
    before = 100 * model.false_positive_rate(ratio, 1, hashes)
    after = 100 * model.false_positive_rate(ratio, times, hashes)
    text = (
        f"A Bloom filter was sized for n elements: m = {ratio} n bits, k = {hashes}."
        f" Now it holds {times} n. What is its rate of false positives? In per cent, by"
        " (1 − e^(−kn/m))^k, within 4 %."
    )
    wrong = (
        (before * times, "grows in proportion: it grows far faster"),
        (before, "is the rate it was sized for"),
        (
            100 * model.false_positive_rate(ratio / times, 1, 1),
            "is the share of bits that are set",
        ),
        (
            100 * 0.6185 ** (ratio / times),
            "takes the best k for the new n: k is fixed when the filter is made",
        ),
    )
    question = numeric_question(text, after, wrong, unit="%", leeway=NEAR, places=4)
    load = hashes * times / ratio
    why = (
        f"kn/m = {hashes} × {times} / {ratio} = {decimal(load, 3)}; ones:"
        f" {decimal(100 * (1 - exp(-load)), 2)} % of the bits. To the power {hashes}:"
        f" {decimal(after, 2)} %, where {decimal(before, 3)} % was planned."
    )
    return Instance(question, why, ("The number of hashes stays what it was.",))


def _ask_count(chance: Chance) -> Instance:
    bits, hashes = chance.pick((1000, 4000, 10_000, 64_000)), chance.whole(2, 6)
    ones = bits * chance.whole(20, 70) // 100
    count = model.estimated_elements(bits, hashes, ones)
    text = (
        f"A Bloom filter of {grouped(bits)} bits with {hashes} hashes has"
        f" {grouped(ones)} bits set. How many different elements were added, as far as"
        " one can tell? Within 4 %."
    )
    wrong = (
        (ones / hashes, "forgets that elements set the same bits"),
        (count * hashes, "forgets to divide by the number of hashes"),
        (-bits / hashes * log(ones / bits), "takes the ones for the zeros"),
        (ones, "counts each bit as an element"),
        (bits / hashes * log(2), "takes the filter for half full"),
    )
    question = numeric_question(text, count, wrong, leeway=NEAR, places=0)
    share = decimal(1 - ones / bits, 2)
    why = (
        f"A share of {share} is zero, and after n elements it is about e^(−kn/m). So"
        f" n = −(m / k) ln {share} = {grouped(bits)} / {hashes} ×"
        f" {decimal(-log(1 - ones / bits), 3)} = {grouped(int(count + 0.5))}."
    )
    hint = "Which share of bits stays zero after n elements?"
    return Instance(question, why, (hint,))


# --- by hand ---------------------------------------------------------------------


def _draw(chance: Chance) -> tuple[Filter, list[int]]:
    bits = chance.pick((11, 13, 16, 17))
    factors = chance.shuffled((2, 3, 5, 7))
    hashes = (Hash(1, 0), Hash(factors[0], chance.whole(1, 6)))
    elements = sorted(chance.shuffled(range(10, 99))[: chance.whole(3, 4)])
    return filled(bits, hashes, elements), elements


def _told(held: Filter) -> str:
    second = held.hashes[1]
    return (
        f"A Bloom filter has {held.bits} bits (0 to {held.bits - 1}) and the hashes"
        f" h1(x) = x mod {held.bits} and h2(x) = ({second.factor}x + {second.shift})"
        f" mod {held.bits}"
    )


def _traced(held: Filter, elements: list[int]) -> str:
    rows: list[list[object]] = [["x", "h1", "h2"]]
    rows += [[each, *held.places(each)] for each in elements]
    return f"{table(rows)}\n\nSet are {array_text(held.set_places)}."


def _ask_bits(chance: Chance) -> Instance:
    held, elements = _draw(chance)
    text = (
        f"{_told(held)}. Which bits are set after {', '.join(map(str, elements))} have"
        " been added? Type their indexes in rising order, with spaces between."
    )
    first = [h % held.bits for h in elements]
    second = sorted({held.hashes[1].of(each, held.bits) for each in elements})
    chained = {held.hashes[1].of(each % held.bits, held.bits) for each in first}
    wrong = (
        (sorted(set(first)), "applies the first hash alone"),
        (second, "applies the second hash alone"),
        (sorted({*first, *chained} - set(second)), "loses bits set by both hashes"),
    )
    question = list_question(text, held.set_places, wrong)
    return Instance(question, _traced(held, elements), ("A bit set twice stays set.",))


def _ask_false(chance: Chance) -> Instance | None:
    held, elements = _draw(chance)
    others = [each for each in range(100, 400) if each not in elements]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for each in others:
        key = tuple(held.ones[place] for place in held.places(each))
        groups.setdefault(key, []).append(each)
    if any(key not in groups for key in ((True, True), (True, False), (False, True))):
        return None
    right = chance.pick(groups[True, True])
    only_first = chance.shuffled(groups[True, False])[:2]
    wrong = [
        *[Wrong(str(each), "h1 hits a set bit, h2 does not") for each in only_first],
        Wrong(str(chance.pick(groups[False, True])), "h2 hits a set bit, h1 does not"),
    ]
    if clear := groups.get((False, False)):
        wrong.append(Wrong(str(chance.pick(clear)), "neither hash hits a set bit"))
    text = (
        f"{_told(held)}. After {', '.join(map(str, elements))} have been added: for"
        " which of these numbers does it answer “maybe”, falsely?"
    )
    question = choice_question(text, str(right), wrong, chance)
    if not question:
        return None
    asked = sorted(int(each.text) for each in question.choices)
    rows: list[list[object]] = [["asked", "h1", "h2"]]
    for each in asked:
        marks = [f"{at}{'*' if held.ones[at] else ''}" for at in held.places(each)]
        rows.append([each, *marks])
    why = (
        f"Set are {array_text(held.set_places)}. With a star: bits that are set.\n\n"
        f"{table(rows)}\n\nOnly {right} finds both of its bits set."
    )
    return Instance(question, why, ("First write down which bits are set.",))


make = by_difficulty(
    {
        1: (_ask_bits, _ask_hashes),
        2: (_ask_rate, _ask_size, _ask_false, _ask_hashes),
        3: (_ask_more, _ask_count, _ask_false),
    }
)


GENERATOR = Generator(
    name="sketches.bloom_filter",
    version=1,
    title="Size a Bloom filter and follow its bits",
    source=(
        "Bloom, CACM 13(7), 1970",
        "Broder and Mitzenmacher, Internet Mathematics 1(4), 2004, section 2",
        "Swamidass and Baldi, J. Chem. Inf. Model. 47(3), 2007",
    ),
    parameters=Parameters,
    make=make,
)
