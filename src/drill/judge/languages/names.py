"""How a kata's names are written in each language, and what its glue has to know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.kata_signature import method_parameters, parameter_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.kata_files import KataFolder


@dataclass(frozen=True, slots=True)
class Shape:
    """What is called, as the kata's signature has it."""

    name: str
    """Of the function or the class, in Python's spelling."""
    is_class: bool
    parameters: tuple[str, ...]
    """Of the function, or of the constructor, in order."""
    methods: Mapping[str, tuple[str, ...]]
    """Of a class: the parameters of each method, but for the object itself."""


def shape_of(kata: KataFolder) -> Shape | None:
    """The shape of a kata; None where its signature does not say it plainly."""
    is_class = kata.entry.kind == "class"
    parameters = parameter_names(kata.note)
    methods = method_parameters(kata.note) if is_class else {}
    if parameters is None or methods is None:
        return None
    return Shape(kata.entry.name, is_class, parameters, methods)


def pascal(name: str) -> str:
    """`move_to_end` as `MoveToEnd`; capitals that are there stay."""
    return "".join(word[:1].upper() + word[1:] for word in _words(name))


def camel(name: str) -> str:
    """`move_to_end` as `moveToEnd`."""
    whole = pascal(name)
    return whole[:1].lower() + whole[1:]


def _words(name: str) -> list[str]:
    return [word for word in re.split("_+", name) if word]
