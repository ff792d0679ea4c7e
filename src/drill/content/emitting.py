"""A note as YAML in the shape that the shipped decks have.

Long texts stand below a `|`, short ones on the line of their key, quoted only
where a reader of YAML would misunderstand them.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Any, Final

from drill.content.notes import note_document
from drill.content.spelling import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.notes import Note

WIDTH: Final = 88
"""Columns after which a text on one line is folded."""

_BLOCKS: Final = frozenset(
    (
        *("front", "back", "text", "question", "statement", "outline"),
        *("constraints", "why"),
    )
)
"""Keys of a note whose text always stands below."""
_FLOW: Final = frozenset(("tags", "needs", "contrast", "formerly"))
_INNER_FLOW: Final = frozenset(("tolerance", "limits", "random", "large", "size"))

_PLAIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f(/$+._][^\n\t\x00-\x1f]*")
_TROUBLE = re.compile(r": |:$| #|\s$|[\x00-\x1f]")
_FLOW_TROUBLE = re.compile(r"[,\[\]{}\"':]")
_UNPRINTABLE = re.compile(
    "[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""What a text that is not quoted cannot hold, line separators and BOM included."""


def note_lines(note: Note, indent: int = 2) -> list[str]:
    """The lines of a note as an item of a list, without line ends.

    Args:
        note: any note that stands in a topic's file, which a kata does not.
        indent: columns before the hyphen.
    """
    return list(_item(note_document(note), " " * indent, is_note=True))


def mapping_lines(values: dict[str, Any]) -> list[str]:
    """The lines of the keys of a whole file, as of a head or a kata."""
    return [line for key, value in values.items() for line in _pair(key, value, "")]


def _item(
    values: dict[str, Any], margin: str, *, is_note: bool = False
) -> Iterator[str]:
    inner = margin + "  "
    lines = [
        line
        for key, value in values.items()
        for line in _pair(key, value, inner, is_note=is_note)
    ]
    yield f"{margin}- {lines[0].removeprefix(inner)}"
    yield from lines[1:]


def _pair(key: str, value: Any, margin: str, *, is_note: bool = True) -> Iterator[str]:
    name = margin + scalar(key, is_flow=True) + ":"
    if isinstance(value, str):
        yield from _text(name, value, margin, is_block=is_note and key in _BLOCKS)
    elif isinstance(value, list) and value and key not in _FLOW:
        yield from _list(name, key, value, margin)
    elif isinstance(value, dict) and value and key not in _INNER_FLOW:
        yield name
        for inner_key, inner in value.items():
            is_plain = key == "parameters" or inner_key in _INNER_FLOW
            if is_plain:
                yield f"{margin}  {scalar(inner_key, is_flow=True)}: {flow(inner)}"
            else:
                yield from _pair(inner_key, inner, margin + "  ", is_note=False)
    else:
        yield f"{name} {flow(value)}"


def _list(name: str, key: str, values: list[Any], margin: str) -> Iterator[str]:
    if key == "source" and len(values) == 1:
        yield from _text(name, values[0], margin)
        return
    yield name
    for value in values:
        if isinstance(value, dict):
            yield from _item(value, margin + "  ")
        else:
            yield from _text(margin + "  -", value, margin + "  ")


def _text(
    name: str, text: str, margin: str, *, is_block: bool = False
) -> Iterator[str]:
    """A text behind its key or hyphen, in the first style that can hold it."""
    can_stand = not _UNPRINTABLE.search(text) and not re.search(r"(?m)^\s*\t", text)
    if can_stand and text and (is_block or "\n" in text):
        yield name + (" |2" if text[0] == " " else " |")
        for line in text.split("\n"):
            yield f"{margin}  {line}" if line else ""
        return
    written = scalar(text)
    if len(name) + 1 + len(written) > WIDTH and can_stand and _can_fold(text):
        yield f"{name} >-"
        yield from _folded(text, margin + "  ")
    else:
        yield f"{name} {written}"


def _can_fold(text: str) -> bool:
    return not re.search(r"\s\s|^\s|\s$|[^\S ]", text)


def _folded(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def flow(value: Any) -> str:
    """A value on one line, in brackets where it has parts."""
    if isinstance(value, dict):
        pairs = [
            f"{scalar(key, is_flow=True)}: {flow(item)}" for key, item in value.items()
        ]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str):
        return scalar(value, is_flow=True)
    return json.dumps(value)


def scalar(text: str, *, is_flow: bool = False) -> str:
    """A text on one line: as it is where that says the same, else in quotes."""
    is_plain = (
        _PLAIN.fullmatch(text) is not None
        and not _TROUBLE.search(text)
        and not _UNPRINTABLE.search(text)
        and not (is_flow and _FLOW_TROUBLE.search(text))
        and not meaning_of(text)
    )
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, with escapes that YAML and JSON share."""
    return _UNPRINTABLE.sub(
        lambda found: f"\\U{ord(found[0]):08X}", json.dumps(text, ensure_ascii=False)
    )
