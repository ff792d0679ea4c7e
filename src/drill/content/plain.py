"""Texts of notes without their Markdown: for searching, counting and comparing."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from drill.content.cloze import parse_cloze, solved
from drill.content.markdown import code_parts
from drill.content.notes import Cloze, note_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drill.content.notes import Note

_SILENT = frozenset(
    (
        *("id", "kind", "topic", "revision", "formerly", "needs", "contrast", "tags"),
        *(
            "generator",
            "parameters",
            "limits",
            "cases",
            "area",
            "weight",
            "minutes",
            "minute",
        ),
    )
)
"""Keys whose values no learner reads."""

_OF_MOST = frozenset({"id", "front", "back", "tags"})
"""All that most notes of other programs have."""

_PLACE = "\ue000"
"""Stands for code while prose is looked at; from Unicode's private use."""
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)(.{1,400}?)(?<=[^\s\\])\1(?![\w*])"
)
_LINE_MARKS = re.compile(r"^ *(?:#{1,6} +|> ?|[-*+] +|\d+[.)] +)", re.MULTILINE)
_RULES = re.compile(r"^(?=[^\n]*--)[ |:=_*-]+$", re.MULTILINE)
_MARK = re.compile(rf"[`~*_\\\[|{_PLACE}]")
_BEGINNING = re.compile(r"^ *(?:[#>+-]|\d+[.)])", re.MULTILINE)
"""With these, what a text without any Markdown does not hold; one pattern for all would
take four times as long."""
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")


@lru_cache(maxsize=64)  # a text is asked for its id, its card and its words in turn
def plain(text: str) -> str:
    """A text without Markdown, in one line; what code says stays."""
    if not _has_marks(text):
        return " ".join(text.split())
    if "`" not in text and "~" not in text and _PLACE not in text:  # no code
        return " ".join(_prose(text).split())
    prose: list[str] = []
    code: list[str] = []
    start = 0
    for part in code_parts(text):
        prose.append(text[start : part.start].replace(_PLACE, " "))
        code.append(text[part.inner_start : part.inner_end])
        start = part.end
    prose.append(text[start:].replace(_PLACE, " "))
    # What stands for code keeps a mark of Markdown from beginning behind it.
    around = _prose(_PLACE.join(prose)).split(_PLACE)
    pieces = zip_longest(around, code, fillvalue="")
    return " ".join("".join(map("".join, pieces)).split())


def _has_marks(text: str) -> bool:
    if _MARK.search(text) or "--" in text or _BEGINNING.match(text):
        return True
    return "\n" in text and bool(_BEGINNING.search(text))


def without_code_blocks(text: str) -> str:
    """A text without its fenced blocks: what a learner has to say."""
    pieces: list[str] = []
    start = 0
    for part in code_parts(text):
        if part.is_block:
            pieces.append(text[start : part.start])
            start = part.end
    return "".join([*pieces, text[start:]])


def _prose(text: str) -> str:
    """Without marks; each is only looked for where it can be."""
    if "[" in text:
        text = _IMAGE_OR_LINK.sub(r"\1", text)
    text = _LINE_MARKS.sub("", text)
    if "--" in text:
        text = _RULES.sub("", text)
    text = text.replace("|", " ")
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def searchable(note: Note) -> str:
    """All that a learner can read of a note, in one line."""
    document = note_document(note)
    if document.keys() <= _OF_MOST:
        return words_of_sides(document)
    if isinstance(note, Cloze):
        document["text"] = solved(parse_cloze(note.text))
    return " ".join(plain(text) for text in _texts(document))


def words_of_sides(document: Mapping[str, Any]) -> str:
    """What `searchable` says of a document of a front, a back and tags alone."""
    return f"{plain(document['front'])} {plain(document['back'])}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _SILENT:
                yield from _texts(item)
