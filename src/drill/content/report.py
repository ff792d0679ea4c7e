"""Where the defects of one file are collected while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from drill.content.problems import Problem, problem
from drill.content.validation import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.fields import Spelling
    from drill.content.tree import Found, Tree
    from drill.content.validation import Complaint, Place

Validated = TypeVar("Validated", bound=BaseModel)


class Report:
    """The problems of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, code: str, at: tuple[int, int], message: str, hint: str = "") -> None:
        """A problem at a line and a column, both counted from 1."""
        self.problems.append(problem(code, self.path, *at, message, hint))

    def add_found(self, found: Found) -> None:
        """A defect of the YAML."""
        at = (found.line, found.column)
        self.add(found.code, at, found.message, found.hint)

    def add_complaint(self, complaint: Complaint, tree: Tree, place: Place) -> None:
        """A defect of the document that stands at a place."""
        full = (*place, *complaint.place)
        at = tree.position(full, is_key=complaint.code == "F003")
        if complaint.line:
            at = tree.line_within(full, complaint.line)
        message = complaint.message
        if complaint.place and complaint.code not in {"F003", "F004"}:
            message = f"{'.'.join(map(str, complaint.place))}: {message}"
        self.add(complaint.code, at, message, complaint.hint)

    def add_spelling(self, spelling: Spelling) -> None:
        """A text that other readers would not take for one."""
        message = f"other readers of YAML take {spelling} for {spelling.meaning}"
        at = (spelling.line, spelling.column)
        self.add("Y010", at, message, f'Write "{spelling}".')

    def sorted(self) -> tuple[Problem, ...]:
        """All problems, each once, in the order of the file."""
        each = dict.fromkeys(self.problems)
        return tuple(sorted(each, key=lambda found: found.order))


def validated(
    model: type[Validated], data: Any, tree: Tree, place: Place, report: Report
) -> tuple[Validated | None, frozenset[str]]:
    """The model of a document, and the keys that have defects.

    Args:
        model: what the document should be.
        data: the document.
        tree: where it was read.
        place: where in the tree it stands.
        report: takes the defects.
    """
    spellings: list[Spelling] = []
    value, bad = None, frozenset[str]()
    try:
        value = model.model_validate(data, context=spellings)
    except ValidationError as error:
        found = complaints(error, model)
        bad = frozenset(str(each.place[0]) for each in found if each.place)
        for complaint in found:
            report.add_complaint(complaint, tree, place)
    for spelling in spellings:
        report.add_spelling(spelling)
    return value, bad
