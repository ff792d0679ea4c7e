"""Anki's templates: from a note's fields to the HTML of a card's front and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DEEPEST: Final = 50
"""Sections inside one another; deeper ones are taken for text."""
_TOKEN: Final = re.compile(r"\{\{([^{}]{1,500})\}\}")
_RUBY: Final = re.compile(r" ?([^ \[\]]{1,100})\[([^\[\]]{1,100})\]")
KNOWN: Final = frozenset(
    {
        *("cloze", "cloze-only", "type", "nc", "hint", "text"),
        *("furigana", "kana", "kanji", "tts", "tts-voices"),
    }
)
"""Filters whose effect is known, or that are left out on purpose."""
SPECIAL: Final = frozenset(
    ["FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"]
)


@dataclass(frozen=True, slots=True)
class Field:
    """`{{filter:…:Name}}`."""

    name: str
    filters: tuple[str, ...]
    """As they stand, the one that is applied last first."""


@dataclass(frozen=True, slots=True)
class Section:
    """`{{#Name}}…{{/Name}}`, or with `^`."""

    name: str
    is_negative: bool
    inner: tuple[Part, ...]


Part = str | Field | Section


@lru_cache(maxsize=1_000)
def parsed(template: str) -> tuple[Part, ...]:
    """A template in parts; what is never closed reaches to its end."""
    stack: list[tuple[str, bool, list[Part]]] = [("", False, [])]
    at = 0
    for found in _TOKEN.finditer(template):
        stack[-1][2].append(template[at : found.start()])
        at = found.end()
        word = found[1].strip()
        if word[:1] in {"#", "^"} and len(stack) <= DEEPEST:
            stack.append((word[1:].strip(), word[0] == "^", []))
        elif word[:1] == "/":
            _close(stack, word[1:].strip())
        elif word[:1] != "!":
            *filters, name = [each.strip() for each in word.split(":")]
            stack[-1][2].append(Field(name, tuple(filters)))
    stack[-1][2].append(template[at:])
    while len(stack) > 1:
        _close(stack, stack[-1][0])
    return tuple(stack[0][2])


def _close(stack: list[tuple[str, bool, list[Part]]], name: str) -> None:
    if len(stack) > 1 and stack[-1][0] == name:
        _, is_negative, inner = stack.pop()
        stack[-1][2].append(Section(name, is_negative, tuple(inner)))


def rendered(
    parts: Sequence[Part],
    fields: Mapping[str, str],
    special: Mapping[str, str],
    show: Callable[[Field, str], str],
) -> str:
    """A template filled in.

    Args:
        parts: of the template.
        fields: HTML by name.
        special: what `FrontSide`, `Tags` and the like stand for.
        show: what a field with filters becomes, told its HTML.
    """
    made: list[str] = []
    for part in parts:
        match part:
            case str():
                made.append(part)
            case Field(name=name, filters=filters):
                value = fields.get(name)
                if value is None:
                    made.append(special.get(name, ""))
                else:
                    made.append(show(part, value) if filters else value)
            case Section(name=name, is_negative=is_negative, inner=inner):
                value = fields.get(name, special.get(name, ""))
                if bool(value.strip()) != is_negative:
                    made.append(rendered(inner, fields, special, show))
    return "".join(made)


def filtered(field: Field, html: str) -> str:
    """The HTML of a field after filters that concern neither gaps nor typing."""
    for name in reversed(field.filters):
        match name.partition(" ")[0]:
            case "text":
                html = re.sub(r"<[^<>]{0,1000}>", "", html)
            case "furigana":
                html = _RUBY.sub(r"<ruby>\1<rt>\2</rt></ruby>", html)
            case "kanji":
                html = _RUBY.sub(r"\1", html)
            case "kana":
                html = _RUBY.sub(r"\2", html)
            case "tts" | "tts-voices":
                html = ""
            case _:
                pass
    return html


@lru_cache(maxsize=1_000)
def unknown_filters(template: str) -> tuple[str, ...]:
    """Filters of a template that nothing is known of, each time they stand there."""
    return tuple(
        name
        for field in fields_of(parsed(template))
        for name in field.filters
        if name.partition(" ")[0] not in KNOWN
    )


@lru_cache(maxsize=1_000)
def typed_fields(template: str) -> tuple[Field, ...]:
    """The fields of a template that are typed in."""
    return tuple(
        field for field in fields_of(parsed(template)) if "type" in field.filters
    )


def fields_of(parts: Sequence[Part]) -> list[Field]:
    """All fields that a template shows, wherever they stand."""
    found: list[Field] = []
    for part in parts:
        if isinstance(part, Field):
            found.append(part)
        elif isinstance(part, Section):
            found += fields_of(part.inner)
    return found
