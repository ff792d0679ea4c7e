"""The head and the notes of a topic's text, whole or as far as it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.fields import kind_of
from drill.content.recovery import salvage
from drill.content.syntax import SyntaxDefect, read_tree

if TYPE_CHECKING:
    from drill.content.report import Report
    from drill.content.tree import Tree
    from drill.content.validation import Place


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a topic's file."""

    head: Tree
    """Its data is a mapping."""
    notes: tuple[tuple[Tree, Place], ...]
    """Of each note the tree and the place in it."""


def read_parts(text: str, report: Report) -> Parts | None:
    """The parts of a topic's file, or None if it says nothing that can be used."""
    try:
        tree = read_tree(text)
    except SyntaxDefect as defect:
        return _salvaged(text, defect, report)
    _report_found(tree, report)
    if not is_mapping(tree, report):
        return None
    count = _count(tree, report)
    return Parts(tree, tuple((tree, ("notes", index)) for index in range(count)))


def read_mapping(text: str, report: Report) -> Tree | None:
    """The tree of a file that is one mapping."""
    try:
        tree = read_tree(text)
    except SyntaxDefect as defect:
        report.add_found(defect.found)
        return None
    _report_found(tree, report)
    return tree if is_mapping(tree, report) else None


def is_mapping(tree: Tree, report: Report) -> bool:
    """Whether a file has keys and values; if not, that is a problem."""
    if isinstance(tree.data, dict):
        return True
    message = f"expected keys and values, found {kind_of(tree.data)}"
    report.add("F002", tree.position(()), message)
    return False


def _salvaged(text: str, defect: SyntaxDefect, report: Report) -> Parts | None:
    parts = salvage(text)
    for found in parts.found or (defect.found,):
        report.add_found(found)
    trees = [tree for tree in parts.notes if isinstance(tree.data, list)]
    for tree in trees:
        _report_found(tree, report)
    if parts.head is None or not isinstance(parts.head.data, dict):
        return None
    _report_found(parts.head, report)
    return Parts(parts.head, tuple((tree, (0,)) for tree in trees))


def _report_found(tree: Tree, report: Report) -> None:
    for found in tree.found:
        report.add_found(found)


def _count(tree: Tree, report: Report) -> int:
    notes = tree.data.get("notes")
    if isinstance(notes, list) and notes:
        return len(notes)
    at = tree.position(("notes",), is_key=True)
    if "notes" not in tree.data:
        report.add("F004", at, "the key `notes` is missing")
    elif notes:
        message = f"notes: expected a list, found {kind_of(notes)}"
        report.add("F005", at, message, "Each note begins with `- id: …`.")
    else:
        report.add("F025", at, "the topic has no notes")
    return 0
