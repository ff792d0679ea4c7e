"""Whole numbers in two's complement: read, stored, wrapped around and widened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.generators.drafting import grouped, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.numbers import float_model as model
from drill.generators.numbers.answers_model import hexadecimal, typed_bits

if TYPE_CHECKING:
    from drill.chance import Chance


def _ask_byte(chance: Chance) -> Instance:
    return _signed(8, chance)


def _ask_word(chance: Chance) -> Instance:
    return _signed(16, chance)


def _signed(width: int, chance: Chance) -> Instance:
    value = -chance.whole(2, 2 ** (width - 1) - 1)
    bits = model.complement(value, width)
    text = (
        f"Which value do the {width} bits `{hexadecimal(bits, width)}` have as a signed"
        " integer in two's complement? Answer in decimal."
    )
    low = bits - (1 << (width - 1))
    wrong = (
        (bits, "reads the bits as unsigned"),
        (-low, "reads sign and magnitude"),
        (value + 1, "inverts without adding one: that is one's complement"),
        (-value, "forgets the sign"),
        (low, "drops the sign bit instead of giving it its weight"),
    )
    why = (
        f"`{bits:0{width}b}`: the first bit weighs −2^{width - 1}. As unsigned the bits"
        f" are {grouped(bits)}, and {grouped(bits)} − 2^{width} = {grouped(value)}. The"
        " other way: invert, add one, put a minus before it."
    ).replace("= -", "= −")
    question = numeric_question(text, value, wrong, places=0)
    return Instance(question, why, ("The highest bit has a negative weight.",))


def _ask_complement(chance: Chance) -> Instance:
    value = chance.whole(2, 127)
    bits = model.complement(-value, 8)
    text = (
        f"How is −{value} stored as a signed integer of 8 bits in two's complement?"
        " Answer in hexadecimal, such as 0x1F."
    )
    wrong = (
        (bits - 1, "inverts without adding one: that is one's complement"),
        (value | 0x80, "sets the sign bit only: that is sign and magnitude"),
        (value, "forgets the sign"),
    )
    why = (
        f"{value} is `{value:08b}`, inverted `{255 - value:08b}`, and one more is"
        f" `{bits:08b}` = {hexadecimal(bits, 8)}; or 256 − {value} = {bits}."
    )
    return Instance(typed_bits(text, bits, wrong, 8), why)


def _ask_overflow(chance: Chance) -> Instance:
    one, other = chance.whole(60, 127), chance.whole(70, 127)
    minus = chance.pick((True, False))
    one, other = (-one, -other - 1) if minus else (one, other)
    total = one + other
    answer = model.signed(model.complement(total, 8), 8)
    operation = "−" if minus else "+"
    text = (
        f"Two signed integers of 8 bits hold {one} and {abs(other)}. What is {one}"
        f" {operation} {abs(other)}, stored in 8 bits, where two's complement wraps"
        " around? Answer in decimal."
    ).replace("-", "−")
    wrong = (
        (total, "forgets that 8 bits end at −128 and 127"),
        (-128 if minus else 127, "saturates instead of wrapping around"),
        (total % 256, "reads the result as unsigned"),
        (answer + (-1 if minus else 1), "wraps around at 255 instead of 256"),
    )
    back = "+" if minus else "−"
    why = (
        f"{total} lies outside of −128 to 127; the eight bits that are kept stand for"
        f" {total} {back} 256 = {answer}. In C this very overflow is undefined for int."
    ).replace("-", "−")
    return Instance(numeric_question(text, answer, wrong, places=0), why)


def _ask_widened(chance: Chance) -> Instance:
    value = -chance.whole(2, 127)
    bits = model.complement(value, 8)
    from_signed = chance.pick((True, True, False))
    sort = "signed" if from_signed else "unsigned"
    text = (
        f"A variable of 8 bits holds `{hexadecimal(bits, 8)}` and is {sort}. It"
        " is assigned to a signed variable of 32 bits, in C or Rust with a cast. Which"
        " bits does that one hold? Answer in hexadecimal, all 8 digits."
    )
    extended = model.complement(value, 32)
    wrong = (
        (bits if from_signed else extended, "takes the other kind of extension"),
        (model.complement(value, 16), "fills 16 bits only"),
        (0x80000000 | (bits & 0x7F), "moves the sign bit to the front by itself"),
    )
    answer = extended if from_signed else bits
    why = (
        f"Widening keeps the value. As {sort} the bits are"
        f" {value if from_signed else bits}"
        + (
            ", so the sign bit is repeated to the left:"
            if from_signed
            else ", which is not negative, so zeros come in from the left:"
        )
        + f" {hexadecimal(answer, 32)}."
    ).replace("-", "−")
    return Instance(typed_bits(text, answer, wrong, 32), why)


def _ask_shift(chance: Chance) -> Instance:
    value, by = -chance.whole(5, 127), chance.whole(1, 3)
    bits = model.complement(value, 8)
    answer = value >> by
    text = (
        f"A signed integer of 8 bits holds {value}. It is shifted to the right by {by},"
        " arithmetically, so that the sign bit is repeated. Which value results? Answer"
        " in decimal."
    ).replace("-", "−")
    wrong = (
        (-(-value >> by), "divides and rounds towards zero"),
        (bits >> by, "shifts zeros in: that is the logical shift"),
        (value << by, "shifts to the left"),
        (model.signed((bits >> by) | 0x80, 8), "keeps the sign bit, zeros behind it"),
    )
    shifted = model.complement(answer, 8)
    why = (
        f"`{bits:08b}` becomes `{shifted:08b}`, which is {answer}: {value} / {2**by}"
        " rounded down, where the division of C rounds towards zero."
    ).replace("-", "−")
    return Instance(numeric_question(text, answer, wrong, places=0), why)


make = by_difficulty(
    {
        1: (_ask_byte, _ask_complement),
        2: (_ask_word, _ask_complement, _ask_overflow),
        3: (_ask_overflow, _ask_widened, _ask_shift),
    }
)


GENERATOR = Generator(
    name="numbers.twos_complement",
    version=1,
    title="Read and write whole numbers as bits",
    source=(
        (
            "Bryant and O'Hallaron, Computer Systems: A Programmer's Perspective, 3rd"
            " edition, sections 2.2 and 2.3"
        ),
    ),
    parameters=Parameters,
    make=make,
)
