"""How generators put several things into words, and how several may be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTHING = "none"


def listed(things: Iterable[object], none: str = NOTHING, last: str = "and") -> str:
    """Things in a row of text: `A, B and C`."""
    *first, end = [str(thing) for thing in things] or [none]
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(number: int, thing: str, several: str = "") -> str:
    """A number and what it counts: `1 round`, `3 rounds`."""
    return f"{number} {thing if number == 1 else several or thing + 's'}"


def fenced(lines: Iterable[str]) -> str:
    """Lines as a block of Markdown that is shown as it is written."""
    return "\n".join(["```text", *lines, "```"])


def array_text(items: Iterable[object]) -> str:
    """Things as an array is written: `[3, 7, 1]`."""
    return f"[{', '.join(map(str, items))}]"


def tuple_text(numbers: Sequence[int]) -> str:
    """Numbers as a vector is written: `(2, 0, 1)`."""
    return f"({', '.join(map(str, numbers))})"


def tuple_spellings(numbers: Sequence[int]) -> tuple[str, ...]:
    """Other ways to type a vector; case and spacing are forgiven anyway."""
    inside = [str(number) for number in numbers]
    rows = [", ".join(inside), ",".join(inside), " ".join(inside)]
    brackets = (("", ""), ("(", ")"), ("[", "]"), ("<", ">"), ("{", "}"))
    every = [f"{left}{row}{right}" for left, right in brackets for row in rows]
    return tuple(each for each in every if each != tuple_text(numbers))
