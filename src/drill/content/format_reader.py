"""Reading format files: all formats that can be used, and every problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drill.content.decoding import decode
from drill.content.fields import kind_of, shown
from drill.content.formats import (
    SECTIONS,
    AnySection,
    Format,
    FormatHead,
    RoundSection,
)
from drill.content.library import FORMATS, content_of, entries
from drill.content.parts import read_mapping
from drill.content.report import Report, validated
from drill.content.validation import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from drill.content.problems import Problem
    from drill.content.tree import Tree


@dataclass(frozen=True, slots=True)
class FormatRead:
    """What came of reading one format's file."""

    path: Path
    format: Format | None
    """None if a part of it has an error: half an interview is none."""
    problems: tuple[Problem, ...]


def format_files(roots: Iterable[Path]) -> list[Path]:
    """The files of formats beside the decks of some folders, in the folders' order."""
    return [
        root / FORMATS / entry.name
        for root in roots
        for entry in entries(root / FORMATS)
        if entry.name.endswith(".yaml") and entry.name[0] != "." and entry.is_file()
    ]


def split_formats(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Files of formats at and below some paths; and the paths that hold decks."""
    files: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if path.is_dir() and path.name == FORMATS:
            files += format_files([path.parent])
        elif path.parent.name == FORMATS and path.is_file():
            files.append(path)
        else:
            files += format_files([path])
            others.append(path)
    return files, others


def check_formats(files: Sequence[Path]) -> list[Problem]:
    """The problems of some formats; their neighbours are read for rounds of them."""
    asked = {path.absolute() for path in files}
    roots = dict.fromkeys(path.absolute().parent.parent for path in files)
    _, problems = read_formats(format_files(roots))
    return [found for found in problems if found.path in asked]


def read_formats(paths: Iterable[Path]) -> tuple[dict[str, Format], list[Problem]]:
    """The formats of some files by their ids, rounds put in; and all problems.

    Of two that claim one id the first stays.
    """
    found: dict[str, tuple[Format, Report]] = {}
    problems: list[Problem] = []
    for path in paths:
        read = read_format(path)
        report = Report(path)
        if read.format and read.format.format in found:
            holder = found[read.format.format][1].path
            message = f"the format `{read.format.format}` is that of {holder} already"
            report.add("F009", (1, 1), message, "Give it another id.")
        elif read.format:
            found[read.format.format] = (read.format, report)
        problems += [*read.problems, *report.problems]
    formats = {name: each for name, (each, _) in found.items()}
    whole: dict[str, Format] = {}
    for name, (each, report) in found.items():
        composed = _composed(each, formats, report)
        problems += report.problems
        if composed is not None:
            whole[name] = composed
    return whole, problems


def read_format(path: Path) -> FormatRead:
    """A format's file by itself."""
    report = Report(path)
    try:
        content = content_of(path)
    except OSError as error:
        reason = error.strerror or str(error)
        report.add("F001", (1, 1), f"cannot be opened: {reason}")
        return FormatRead(path, None, report.sorted())
    decoded = decode(path, content)
    report.problems += decoded.problems
    tree = None if decoded.text is None else read_mapping(decoded.text, report)
    found = None if tree is None else _format(path, tree, report)
    if any(each.is_error for each in report.problems):
        found = None
    return FormatRead(path, found, report.sorted())


def _format(path: Path, tree: Tree, report: Report) -> Format | None:
    data: dict[str, Any] = dict(tree.data)
    listed = data.pop("sections", None)
    head, _ = validated(FormatHead, data, tree, (), report)
    sections = _sections(listed, tree, report)
    if head is None or not sections:
        return None
    if head.format != path.stem:
        message = f"the file of the format `{head.format}` is called {path.name}"
        at = tree.position(("format",))
        report.add("F021", at, message, f"Call it {head.format}.yaml.")
    return Format(**dict(head), sections=sections)


def _sections(listed: Any, tree: Tree, report: Report) -> tuple[AnySection, ...]:
    at = tree.position(("sections",), is_key=True)
    if not isinstance(listed, list) or not listed:
        what = "nothing" if not listed else kind_of(listed)
        message = f"sections: expected a list, found {what}"
        report.add("F005", at, message, "Each section begins with `- kind: …`.")
        return ()
    read = (_section(each, index, tree, report) for index, each in enumerate(listed))
    return tuple(section for section in read if section is not None)


def _section(data: Any, index: int, tree: Tree, report: Report) -> AnySection | None:
    place = ("sections", index)
    if not isinstance(data, dict):
        message = f"expected a section, found {kind_of(data)}"
        report.add("F005", tree.position(place), message)
        return None
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in SECTIONS:
        hint = nearest_hint(str(kind), SECTIONS)
        at = tree.position((*place, "kind"))
        report.add("F008", at, f"there is no kind of section {shown(kind)}", hint)
        return None
    model: type[Any] = SECTIONS[kind]
    section: AnySection | None
    section, _ = validated(model, data, tree, place, report)
    return section


def _composed(
    format_: Format, formats: dict[str, Format], report: Report
) -> Format | None:
    """A format with the minutes of its rounds; None when a round is none."""
    sections: list[AnySection] = []
    for section in format_.sections:
        if not isinstance(section, RoundSection):
            sections.append(section)
            continue
        other = formats.get(section.format)
        if other is None or any(isinstance(s, RoundSection) for s in other.sections):
            what = "is not there, or has an error" if other is None else "has rounds"
            message = f"the format `{section.format}` of a round {what}"
            report.add("F023", (1, 1), message, nearest_hint(section.format, formats))
            return None
        sections.append(section.model_copy(update={"minutes": other.minutes}))
    return format_.model_copy(update={"sections": tuple(sections)})
