"""Reading the notes of a topic's file one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drill.content.fields import kind_of, shown
from drill.content.library import is_slug
from drill.content.notes import KINDS
from drill.content.report import validated
from drill.content.validation import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.content.notes import Note
    from drill.content.report import Report
    from drill.content.tree import Tree
    from drill.content.validation import Place


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note and where its file has it."""

    note: Note
    line: int
    """Counted from 1."""
    column: int
    tree: Tree
    place: Place

    def position(self, *place: str | int) -> tuple[int, int]:
        """Line and column of a value of the note, counted from 1."""
        return self.tree.position((*self.place, *place))


def read_notes(
    items: Sequence[tuple[Tree, Place]], broken_lines: frozenset[int], report: Report
) -> tuple[list[ReadNote], list[str]]:
    """The notes without errors, and the ids of those with errors.

    Args:
        items: of each note the tree and the place in it.
        broken_lines: lines, counted from 0, that hold a bad character.
        report: takes the defects.
    """
    notes: list[ReadNote] = []
    unreadable: list[str] = []
    seen: dict[str, int] = {}
    trees = {id(tree): tree for tree, _ in items}.values()
    broken = broken_lines | {found.line - 1 for tree in trees for found in tree.found}
    for tree, place in items:
        note = _note(tree, place, report)
        name = _id_of(tree, place)
        if name in seen:
            message = f"the note `{name}` stands in line {seen[name]} already"
            at = tree.position((*place, "id"))
            report.add("F007", at, message, "Ids are unique in their topic.")
            continue
        if name:
            seen[name] = tree.position((*place, "id"))[0]
        if note and (not broken or broken.isdisjoint(tree.lines(place))):
            notes.append(ReadNote(note, *tree.position(place), tree, place))
        elif name:
            unreadable.append(name)
    return notes, unreadable


def _note(tree: Tree, place: Place, report: Report) -> Note | None:
    document = tree.value(place)
    if not isinstance(document, dict):
        message = f"expected a note, found {kind_of(document)}"
        hint = "A note begins with `- id: …`."
        report.add("F005", tree.position(place), message, hint)
        return None
    kind = document.get("kind", "basic")
    if not isinstance(kind, str) or kind not in KINDS:
        at = tree.position((*place, "kind"))
        hint = nearest_hint(str(kind), KINDS)
        report.add("F008", at, f"there is no kind {shown(kind)}", hint)
        return None
    note, _ = validated(KINDS[kind], document, tree, place, report)
    return note


def _id_of(tree: Tree, place: Place) -> str | None:
    document: Any = tree.value(place)
    name = document.get("id") if isinstance(document, dict) else None
    return str(name) if isinstance(name, str) and is_slug(name) else None
