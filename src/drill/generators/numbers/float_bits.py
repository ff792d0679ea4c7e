"""Read and write floating-point numbers as bits (IEEE 754)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.generators.drafting import (
    Wrong,
    choice_question,
    grouped,
    numeric_question,
)
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.numbers import float_model as model
from drill.generators.numbers.answers_model import hexadecimal, typed_bits
from drill.generators.numbers.float_model import BINARY16, BINARY32, Fields, Format

if TYPE_CHECKING:
    from drill.chance import Chance

LAYOUT: Final = {
    BINARY16: "1 sign bit, 5 of exponent (bias 15), 10 of fraction",
    BINARY32: "1 sign bit, 8 of exponent (bias 127), 23 of fraction",
}


def _shown(value: Fraction) -> str:
    """An exact value in decimal; it has a power of two below."""
    digits = value.denominator.bit_length() - 1
    whole = abs(value.numerator) * 5**digits
    text = str(whole).rjust(digits + 1, "0")
    text = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"−{text}" if value < 0 else text


def _drawn(bits: int, form: Format) -> str:
    text = f"{bits:0{form.width}b}"
    at = 1 + form.exponent_bits
    return f"{text[0]} {text[1:at]} {text[at:]}"


def _value(chance: Chance) -> Fraction:
    """A short binary fraction such as −13.625."""
    size = chance.whole(3, 250)
    if size % 2 == 0:
        size += 1
    value = Fraction(size, 2 ** chance.whole(1, 7))
    return chance.pick((value, -value))


# --- floating point --------------------------------------------------------------


def _ask_decode(chance: Chance) -> Instance | None:
    form = chance.pick((BINARY16, BINARY32))
    value = _value(chance)
    bits = model.encoded(value, form)
    parts = model.fields(bits, form)
    power = parts.exponent - form.bias
    shares = Fraction(parts.fraction, 1 << form.fraction_bits)

    def read(hidden: int, exponent: int, *, minus: bool = value < 0) -> str:
        size = (hidden + shares) * Fraction(2) ** exponent
        return _shown(-size if minus else size)

    text = (
        f"Which number is {form.name} `{hexadecimal(bits, form.width)}` (IEEE 754:"
        f" {LAYOUT[form]})?\n\n```text\n{_drawn(bits, form)}\n```"
    )
    wrong = [
        Wrong(read(0, power), "forgets the hidden 1 before the fraction"),
        Wrong(read(1, power - 1), f"subtracts a bias of {form.bias + 1}"),
        Wrong(read(1, power + 1), f"subtracts a bias of {form.bias - 1}"),
        Wrong(read(1, power, minus=value > 0), "reads the sign bit the wrong way"),
    ]
    question = choice_question(text, _shown(value), wrong, chance)
    return Instance(question, _why(bits, form), HINTS) if question else None


HINTS: Final = (
    "Take the bits apart: sign, exponent, fraction.",
    "A normal number is ±1.fraction × 2^(exponent − bias).",
)


def _why(bits: int, form: Format) -> str:
    parts = model.fields(bits, form)
    value = model.decoded(bits, form) or Fraction(0)
    digits = f"{parts.fraction:0{form.fraction_bits}b}".rstrip("0") or "0"
    if parts.exponent:
        power = parts.exponent - form.bias
        how = f"exponent {parts.exponent} − {form.bias} = {power}, so 1.{digits}"
    else:
        power = form.least_exponent
        how = f"exponent field 0: subnormal, without the hidden 1, so 0.{digits}"
    sign = "−" if parts.sign else "+"
    shown = _shown(value) if len(_shown(value)) < 30 else f"{float(value):.4g}"  # noqa: PLR2004
    return (
        f"```text\n{_drawn(bits, form)}\n```\n\nSign {sign}; {how} (binary) × 2^{power}"
        f" = {shown}; in hexadecimal {hexadecimal(bits, form.width)}."
    ).replace("-", "−")


def _ask_encode(chance: Chance) -> Instance:
    form = chance.pick((BINARY16, BINARY32))
    value = _value(chance)
    bits = model.encoded(value, form)
    parts = model.fields(bits, form)
    spelled = 1 << (form.fraction_bits - 1) | parts.fraction >> 1
    variants = (
        (replace(parts, exponent=parts.exponent + 1), "takes a bias of one more"),
        (replace(parts, exponent=parts.exponent - 1), "takes a bias of one less"),
        (replace(parts, fraction=spelled), "stores the hidden 1 as well"),
        (replace(parts, sign=1 - parts.sign), "has the sign wrong"),
        (
            replace(parts, exponent=abs(parts.exponent - form.bias)),
            "stores the exponent without the bias",
        ),
    )
    wrong = tuple((model.packed(each, form), why) for each, why in variants)
    text = (
        f"How is {_shown(value)} stored as IEEE 754 {form.name} ({LAYOUT[form]})?"
        f" Answer in hexadecimal, all {form.width // 4} digits."
    )
    question = typed_bits(text, bits, wrong, form.width)
    return Instance(question, _why(bits, form), ("Write the size in binary first.",))


def _ask_rounded(chance: Chance) -> Instance | None:
    tenths = chance.whole(1, 199)
    value = Fraction(tenths, 10)
    bits = model.encoded(value, BINARY16)
    stored = model.decoded(bits, BINARY16) or value
    if stored == value:
        return None  # halves are exact
    parts = model.fields(bits, BINARY16)
    wrong = (
        (bits - 1 if stored > value else bits + 1, "rounds to the farther neighbour"),
        (
            model.packed(replace(parts, exponent=parts.exponent + 1), BINARY16),
            "takes a bias of one more",
        ),
        (
            model.packed(replace(parts, exponent=parts.exponent - 1), BINARY16),
            "takes a bias of one less",
        ),
    )
    text = (
        f"{_shown_tenths(tenths)} is no binary fraction. How is it stored as IEEE 754"
        f" binary16 ({LAYOUT[BINARY16]}), rounded to nearest? Answer in hexadecimal,"
        " all 4 digits."
    )
    step = model.spacing(value, BINARY16)
    side = "above" if stored > value else "below"
    why = (
        f"{_why(bits, BINARY16)} That is {side} {_shown_tenths(tenths)} by less than"
        f" half a step, which is 2^{model.exponent_of(step)} here."
    ).replace("-", "−")
    hints = ("Between which powers of two does it lie?", HINTS[1])
    return Instance(typed_bits(text, bits, wrong, 16), why, hints)


def _shown_tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _ask_special(chance: Chance) -> Instance | None:
    form = chance.pick((BINARY16, BINARY32))
    ones = (1 << form.exponent_bits) - 1
    fraction = 1 << chance.whole(1, form.fraction_bits - 1)
    fraction |= 1 << chance.whole(0, form.fraction_bits - 2)
    exponent = chance.pick((0, 0, ones, ones, 1, ones - 1))
    parts = Fields(chance.whole(0, 1), exponent, chance.pick((fraction, fraction, 0)))
    bits = model.packed(parts, form)
    right = _sort(parts, form)
    reasons = {
        "Zero": "needs exponent and fraction all zero",
        "A subnormal number": "needs an exponent of zeros and some fraction",
        "A normal number": "needs an exponent that is neither all zeros nor all ones",
        "An infinity": "needs an exponent of ones and a fraction of zeros",
        "A NaN": "needs an exponent of ones and some fraction",
    }
    wrong = [Wrong(each, why) for each, why in reasons.items() if each != right]
    text = (
        f"What does {form.name} `{hexadecimal(bits, form.width)}` stand for (IEEE 754:"
        f" {LAYOUT[form]})?"
    )
    question = choice_question(text, right, wrong, chance)
    why = (
        f"```text\n{_drawn(bits, form)}\n```\n\n{right}: it {reasons[right]}. An"
        " exponent of ones is kept for infinities and NaNs, one of zeros for zero and"
        " the subnormal numbers, which have no hidden 1."
    )
    return Instance(question, why, HINTS[:1]) if question else None


def _sort(parts: Fields, form: Format) -> str:
    if parts.exponent == (1 << form.exponent_bits) - 1:
        return "A NaN" if parts.fraction else "An infinity"
    if parts.exponent == 0:
        return "A subnormal number" if parts.fraction else "Zero"
    return "A normal number"


def _ask_sum(chance: Chance) -> Instance:
    form = chance.pick((BINARY16, BINARY32))
    power = form.fraction_bits + chance.whole(1, 3)
    base = Fraction(2**power + 2 ** chance.whole(power - 4, power - 1))
    step = model.spacing(base, form)
    added = chance.whole(0, 3) * step + chance.pick((Fraction(1), step / 2, step - 1))
    answer = model.rounded(base + added, form)
    down = base + added // step * step
    up = down + step
    text = (
        f"In {form.name} (IEEE 754, {form.fraction_bits} bits of fraction) the exact"
        f" sum of {grouped(int(base))} and {int(added)} is rounded to nearest, ties to"
        " even. Which whole number results?"
    )
    wrong = (
        (int(base + added), "takes the sum for exact"),
        (int(down), "rounds towards zero"),
        (int(up), "rounds up"),
        (int(base), "loses the smaller number altogether"),
    )
    question = numeric_question(text, int(answer), wrong, places=0)
    why = (
        f"Above 2^{power} neighbours lie 2^({power} − {form.fraction_bits}) ="
        f" {int(step)} apart. The exact sum {grouped(int(base + added))}"
        f" {_where(base + added, down, up)}: {grouped(int(answer))}."
    )
    return Instance(question, why, ("How far apart are neighbours at this size?",))


def _where(total: Fraction, down: Fraction, up: Fraction) -> str:
    between = f"lies between {grouped(int(down))} and {grouped(int(up))}"
    if 2 * total == down + up:
        return f"{between}, just in the middle, so the one whose last bit is 0 is taken"
    return f"{between}, and the nearer one is taken"


make = by_difficulty(
    {
        1: (_ask_decode, _ask_special),
        2: (_ask_decode, _ask_encode),
        3: (_ask_sum, _ask_rounded),
    }
)


GENERATOR = Generator(
    name="numbers.float_bits",
    version=1,
    title="Read and write floating-point numbers as bits",
    source=(
        "IEEE 754-2019, sections 3.4 and 4.3.1",
        (
            "Goldberg, What Every Computer Scientist Should Know About Floating-Point"
            " Arithmetic, ACM Computing Surveys 23(1), 1991"
        ),
    ),
    parameters=Parameters,
    make=make,
)
