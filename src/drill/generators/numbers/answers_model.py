"""Bits as an answer in hexadecimal, with the spellings that are right as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.questions import Mistake, TypedQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence


def hexadecimal(bits: int, width: int) -> str:
    """Bits in hexadecimal, with all digits of their width."""
    return f"0x{bits:0{width // 4}X}"


def typed_bits(
    text: str, bits: int, wrong: Sequence[tuple[int, str]], width: int
) -> TypedQuestion:
    """A question for bits; of equal wrong ones the first gives its error."""
    answer = hexadecimal(bits, width)
    errors = {
        hexadecimal(each, width): why for each, why in reversed(wrong) if each != bits
    }
    digits, binary = answer.removeprefix("0x"), f"{bits:0{width}b}"
    return TypedQuestion(
        text,
        answer,
        accept=(digits, f"{digits}h", binary, f"0b{binary}"),
        mistakes=tuple(Mistake(each, why) for each, why in errors.items()),
    )
