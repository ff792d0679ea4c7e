"""The written cases of a kata: what `cases.yaml` says, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic.json_schema import WithJsonSchema

from drill.content.decoding import decode
from drill.content.fields import (
    Flag,
    Line,
    Model,
    Parameters,
    Slug,
    defect,
    kind_of,
    plain_value,
)
from drill.content.report import validated
from drill.content.syntax import SyntaxDefect, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.content.kata import Entry, Kata
    from drill.content.report import Report
    from drill.content.tree import Tree

Values = Annotated[Any, BeforeValidator(plain_value), WithJsonSchema({})]
"""What plain YAML can say: numbers, text, true, false, null, lists, mappings."""


def _calls(value: object, info: ValidationInfo) -> object:
    calls = plain_value(value, info)
    if not isinstance(calls, list):
        raise defect("F005", f"expected a list of calls, found {kind_of(value)}")
    for call in calls:
        if not (isinstance(call, list) and call and isinstance(call[0], str)):
            hint = "A call is the method and its arguments: `[put, 1, 1]`."
            raise defect("F005", "a call that is no list with a method first", hint)
    return calls


class CaseModel(Model):
    """One case of `cases.yaml`."""

    name: Line
    stage: Slug | None = None
    example: Flag = False
    args: Parameters | None = None
    init: Parameters | None = None
    calls: Annotated[Any, BeforeValidator(_calls)] = None
    want: Values = None
    raises: Line | None = None


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case that an author wrote."""

    name: str
    """Unique in the kata."""
    stage: str | None
    """The id of its stage; None in a kata without stages."""
    is_example: bool
    """Whether it is shown with the statement."""
    arguments: Mapping[str, Any]
    """Of a function by name; of a class `init` and `calls`."""
    want: Any
    has_want: bool
    """Whether `want` was written; else the solution says it."""
    raises: str | None
    """The name of the exception that is wanted instead."""
    line: int
    """Where it begins in its file, counted from 1."""


def read_cases(
    path: Path, content: bytes, kata: Kata, report: Report
) -> tuple[WrittenCase, ...]:
    """The cases of a file that have no error; what is wrong goes to the report.

    Args:
        path: of the file, for its problems.
        content: its bytes.
        kata: says the stages and what is called.
        report: takes the defects; made for this file.
    """
    tree = _tree(path, content, report)
    if tree is None:
        return ()
    found: dict[str, WrittenCase] = {}
    for case in _cases(tree, kata, report):
        if case.name in found:
            message = f"the case “{case.name}” stands in line {found[case.name].line}"
            report.add("K006", (case.line, 1), message, "Give each a name of its own.")
            continue
        found[case.name] = case
    return tuple(found.values())


def _tree(path: Path, content: bytes, report: Report) -> Tree | None:
    decoded = decode(path, content)
    report.problems += decoded.problems
    if decoded.text is None:
        return None
    try:
        tree = read_tree(decoded.text)
    except SyntaxDefect as defect_:
        report.add_found(defect_.found)
        return None
    for found in tree.found:
        report.add_found(found)
    if isinstance(tree.data, list):
        return tree
    message = f"expected a list of cases, found {kind_of(tree.data)}"
    report.add("F002", tree.position(()), message, "A case begins with `- name: …`.")
    return None


def _cases(tree: Tree, kata: Kata, report: Report) -> Iterator[WrittenCase]:
    entry = kata.entry
    for index, data in enumerate(tree.data):
        at = tree.position((index,))
        if not isinstance(data, dict):
            message = f"expected a case, found {kind_of(data)}"
            report.add("F005", at, message, "A case begins with `- name: …`.")
            continue
        model, _ = validated(CaseModel, data, tree, (index,), report)
        if model is None or entry is None:
            continue
        wrong = [*_misfits(model, data, entry), *_misplaced(model, kata)]
        for code, message, hint in wrong:
            report.add(code, at, f"“{model.name}”: {message}", hint)
        if not wrong:
            yield _written(model, data, entry, at[0])


def _misfits(
    model: CaseModel, data: Mapping[str, Any], entry: Entry
) -> Iterator[tuple[str, str, str]]:
    """What a case lacks, or has too much, for what is called."""
    if entry.kind == "function" and ("args" not in data or {"init", "calls"} & {*data}):
        hint = "`args: {…}` by the names of the parameters."
        yield "K007", f"a case of the function `{entry.name}` has `args`", hint
    if entry.kind == "class" and ("calls" not in data or "args" in data):
        hint = "`init: {…}` for the constructor, `calls: [[method, …], …]`."
        yield "K007", f"a case of the class `{entry.name}` has `calls`", hint
    if "want" in data and model.raises is not None:
        yield "K007", "it wants a value and an exception", "Only one can come."


def _misplaced(model: CaseModel, kata: Kata) -> Iterator[tuple[str, str, str]]:
    stages = [stage.id for stage in kata.stages]
    if model.stage is None and stages:
        hint = f"One of: {', '.join(stages)}."
        yield "K004", "a case of a kata in stages says its stage", hint
    if model.stage is not None and model.stage not in stages:
        hint = f"One of: {', '.join(stages)}." if stages else "The kata has no stages."
        yield "K004", f"there is no stage `{model.stage}`", hint


def _written(
    model: CaseModel, data: Mapping[str, Any], entry: Entry, line: int
) -> WrittenCase:
    arguments: Mapping[str, Any] = model.args or {}
    if entry.kind == "class":
        arguments = {"init": model.init or {}, "calls": model.calls}
    return WrittenCase(
        name=model.name,
        stage=model.stage,
        is_example=model.example,
        arguments=arguments,
        want=model.want,
        has_want="want" in data,
        raises=model.raises,
        line=line,
    )
