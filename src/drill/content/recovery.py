"""A topic's file whose YAML is broken, taken apart note by note.

A YAML parser stops at the first error. The list of notes is regular enough to cut
it at its items, so that the others can still be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.syntax import SyntaxDefect, read_tree

if TYPE_CHECKING:
    from drill.content.tree import Found, Tree

_NOTES = re.compile(r"^notes:[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_FIRST = re.compile(r"^( *)-(?: |$)", re.MULTILINE)
_TOP_KEY = re.compile(r"^[A-Za-z_]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Salvage:
    """What can be read of a broken file."""

    head: Tree | None
    """All but the notes."""
    notes: tuple[Tree, ...]
    """Each a list of one note."""
    found: tuple[Found, ...]
    """One defect for each part that cannot be read."""


def salvage(text: str) -> Salvage:
    """The readable parts of a topic's file."""
    head, items = _cut(text)
    trees: list[Tree] = []
    found: list[Found] = []
    for line, item in [(0, head), *items]:
        try:
            trees.append(read_tree(item, line))
        except SyntaxDefect as defect:
            found.append(defect.found)
    first = trees[0] if trees and trees[0].offset == 0 else None
    return Salvage(first, tuple(trees[1:] if first else trees), tuple(found))


def _cut(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The head, and each item of the list of notes with the lines before it."""
    heading = _NOTES.search(text)
    first = _FIRST.search(text, heading.end()) if heading else None
    if not heading or not first:
        return text, []
    after = _TOP_KEY.search(text, first.start())
    end = after.start() if after else len(text)
    blank = "\n" * text.count("\n", heading.start(), end)
    head = text[: heading.start()] + blank + text[end:]
    item = re.compile(rf"^{first[1]}-(?: |$)", re.MULTILINE)
    starts = [found.start() for found in item.finditer(text, first.start(), end)]
    items: list[tuple[int, str]] = []
    line, counted = 0, 0
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        line += text.count("\n", counted, start)
        counted = start
        items.append((line, text[start:stop]))
    return head, items
