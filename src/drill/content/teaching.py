"""What makes a note hard to learn although its file is in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drill.content.asking import question_findings
from drill.content.blanks import cloze_findings
from drill.content.fields import Model
from drill.content.finding import Finding, no_judge
from drill.content.kata import Kata
from drill.content.layout import (
    CODE_WIDTH,
    WHY_WIDTH,
    can_exceed,
    height,
    wide_line,
    words,
)
from drill.content.notes import Basic, Cloze, Generated, Prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.finding import Judge
    from drill.content.gathered import CheckedNote, Gathered
    from drill.content.notes import Note

ANSWER_WORDS: Final = 30
FRONT_LINES: Final = 6
BACK_LINES: Final = 8

_POINTER = re.compile(
    r"\b(?:as|see|mentioned|described|shown) above\b"
    r"|\b(?:previous|last|next|other) (?:card|note|flashcard)\b",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, zero-width characters, and those that turn the direction of writing."""


def check_notes(gathered: Gathered, judge: Judge = no_judge) -> None:
    """Add the weaknesses of each note by itself.

    Args:
        judge: finds more, in each note.
    """
    for note in gathered.notes.values():
        for found in (*findings(note.read.note), *judge(note.read.note)):
            at = _position(note, found)
            gathered.add(found.code, note.path, at, found.message, found.hint)


def _position(note: CheckedNote, found: Finding) -> tuple[int, int]:
    read = note.read
    if found.line:
        return read.tree.line_within((*read.place, *found.place), found.line)
    return read.position(*found.place)


def findings(note: Note) -> Iterator[Finding]:
    """The weaknesses of a note."""
    if not note.source:
        hint = "Name the paper, the section, the page where it can be checked."
        yield Finding("T009", (), f"`{note.id}` has no source", hint)
    yield from _front(note)
    yield from _wide("why", note.why, WHY_WIDTH)
    match note:
        case Basic():
            yield from _back(note)
        case Cloze():
            for code, message, offset in cloze_findings(note.text):
                line = note.text.count("\n", 0, offset)
                yield Finding(code, ("text",), message, line=line)
        case _:
            yield from question_findings(note)
    for place, text in texts(note):
        yield from _characters(place, text)


def _front(note: Note) -> Iterator[Finding]:
    key, text = note.asks, note.asked
    if found := _POINTER.search(text):
        message = f"“{found[0]}” says nothing when the card comes up alone"
        line = text.count("\n", 0, found.start())
        yield Finding("T012", (key,), message, "Name what is meant.", line)
    if not isinstance(note, Kata | Prompt | Generated):
        yield from _room("T002", key, text, FRONT_LINES)


def _back(note: Basic) -> Iterator[Finding]:
    answers = {"back": note.back} | ({"front": note.front} if note.both_ways else {})
    for key, text in answers.items():
        if (count := words(text)) > ANSWER_WORDS:
            message = f"the answer has {count} words to recall, {ANSWER_WORDS} at most"
            hint = "Make several cards of it, or move the explanation to `why`."
            yield Finding("T001", (key,), message, hint)
    yield from _room("T003", "back", note.back, BACK_LINES)


def _room(code: str, key: str, text: str, limit: int) -> Iterator[Finding]:
    if can_exceed(text, limit) and (lines := height(text)) > limit:
        message = f"the {key} fills {lines} lines of 76 columns, {limit} at most"
        yield Finding(code, (key,), message)
    yield from _wide(key, text, CODE_WIDTH)


def _wide(key: str, text: str, width: int) -> Iterator[Finding]:
    if "```" in text or "~~~" in text:
        wide = wide_line(text, width)
        if wide is not None:
            message = f"the line is wider than {width} columns, and would be folded"
            yield Finding("T013", (key,), message, line=wide)


def _characters(place: tuple[str | int, ...], text: str) -> Iterator[Finding]:
    if found := _INVISIBLE.search(text):
        message = f"the character U+{ord(found[0]):04X} cannot be seen"
        line = text.count("\n", 0, found.start())
        yield Finding("N020", place, message, "Remove it, or name it.", line)
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t"))
        yield Finding("N021", place, "a tab", "Use spaces.", line)


def texts(note: Note) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts of a note with their places."""
    for key in type(note).model_fields:
        yield from _texts_in((key,), getattr(note, key))


def _texts_in(
    place: tuple[str | int, ...], value: Any
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_in((*place, index), item)
    elif isinstance(value, Model):
        for key in type(value).model_fields:
            yield from _texts_in((*place, key), getattr(value, key))
