"""What a foreign file would become, and what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.locations import path_of as expanded
from drill.sessions.import_steps import Policy
from drill.sessions.import_words import (
    columns_read,
    columns_said,
    counted,
    progress_said,
)
from drill.sessions.labels import plural
from drill.tui.readings import Reading
from drill.tui.runs import EMPTY, Line, Run, indented
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from drill.interchange.package import Remark
    from drill.sessions.import_steps import ImportStep

MARGIN = 3
MEASURE = 98
SOME_REMARKS = 5
"""That are shown before all are asked for."""
POLICIES = {
    Policy.MINE: "what you wrote here stays",
    Policy.THEIRS: "the file wins",
    Policy.BOTH: "both are kept, as two notes",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long import is."""

    done: int = 0
    total: int = 0
    elapsed_s: float = 0.0


def working_lines(words: str, progress: Progress) -> list[Line]:
    """What is being done, how far it is, and how long it will take."""
    if not progress.total:
        return [EMPTY, (Run(f"   {words} …", "muted"),)]
    share = min(1.0, progress.done / progress.total)
    said = progress_said(progress.done, progress.total, progress.elapsed_s)
    bar = "━" * round(40 * share)
    return [
        EMPTY,
        (Run(f"   {words} …", "muted"),),
        EMPTY,
        (Run(f"   {bar}", "accent"), Run("━" * (40 - len(bar)), "faint")),
        (Run(f"   {said}", "muted"),),
    ]


def import_lines(
    step: ImportStep, policy: Policy, width: int, *, is_all: bool, syntax: bool = True
) -> list[Line]:
    """A preview, or the report of an import that was done.

    Args:
        step: what would happen, or did.
        policy: what is done with notes changed here and in the file.
        width: of the page, in cells.
        is_all: whether every remark is shown.
        syntax: whether code is coloured.
    """
    room = max(20, min(width, MEASURE) - 2 * MARGIN)
    about = f"{plural(step.total, 'note')}, read as {step.format}"
    lines: list[Line] = [EMPTY, (Run(f"   {about}", "heading"),)]
    if step.mapping is not None:
        said = columns_said(step.mapping)
        lines += _row("columns", said, room)
    if step.decks:
        shown = [one_line(each) for each in step.decks[:6]]
        rest = len(step.decks) - len(shown)
        more = f" and {rest} more" if rest else ""
        lines += _row("into", ", ".join(shown) + more, room)
    if step.conflicts:
        lines += _row("conflicts", POLICIES[policy], room)
    lines.append(EMPTY)
    lines += [
        (Run(f"   {count:>8,}  "), Run(words, "muted"))
        for count, words in counted(step)
    ]
    if step.is_nothing:
        lines.append((Run("   Everything is here already: nothing to do.", "success"),))
    if not step.is_dry and not step.is_nothing:
        words = "   Done. u takes all of it back, now or later."
        lines += [EMPTY, (Run(words, "success"),)]
    lines += _remarks(step.counts, step.remarks, room, is_all=is_all)
    if step.is_dry:
        lines += _samples(step, room, syntax=syntax)
    return lines


def _row(name: str, words: str, room: int) -> list[Line]:
    wrapped = wrap([Run(words)], room - 11)
    return [
        (Run(f"   {name if not index else '':<11}", "muted"), *line)
        for index, line in enumerate(wrapped)
    ]


def _remarks(
    counts: Mapping[str, int], remarks: Sequence[Remark], room: int, *, is_all: bool
) -> list[Line]:
    from drill.interchange.codes import CODES

    if not counts:
        return []
    lines: list[Line] = [EMPTY, (Run("   Worth knowing", "heading"),)]
    lines += [
        (Run(f"   {count:>8,}  "), Run(CODES.get(code, code), "muted"))
        for code, count in sorted(counts.items())
    ]
    shown = remarks if is_all else remarks[:SOME_REMARKS]
    if shown:
        lines.append(EMPTY)
    for each in shown:
        text = f"{one_line(each.place)}: {one_line(each.message)}  {each.hint}".strip()
        lines += indented(wrap([Run(text, "muted")], room), MARGIN)
    if len(shown) < len(remarks):
        words = f"   … and {len(remarks) - len(shown):,} more: r shows them"
        lines.append((Run(words, "faint"),))
    return lines


def _samples(step: ImportStep, room: int, *, syntax: bool) -> list[Line]:
    if not step.samples:
        return []
    lines: list[Line] = [EMPTY, (Run("   What its cards look like", "heading"),)]
    for sample in step.samples:
        face = sample.faces[0]
        where = one_line(f"{sample.place} · {sample.deck}")
        lines += [EMPTY, (Run(f"   {where}", "faint"),)]
        lines += indented(text_lines(face.front, room, syntax=syntax), MARGIN)
        lines.append((Run("   " + "─" * min(room, 24), "faint"),))
        lines += indented(text_lines(face.back, room, syntax=syntax), MARGIN)
        if len(sample.faces) > 1:
            more = plural(len(sample.faces) - 1, "further card")
            lines.append((Run(f"   and {more}", "faint"),))
    return lines


def path_of(text: str) -> Path:
    """The file that a typed text names."""
    return expanded(text.strip().strip("'\""))


def say_file(text: str) -> Reading:
    """What a path leads to."""
    if not text:
        return Reading("a file or a folder", is_good=False)
    try:
        path = path_of(text)
        if path.is_dir():
            return Reading("a folder: CrowdAnki's, texts, or drill's own decks")
        if path.is_file():
            return Reading("a file; what it is, is seen from what is in it")
    except (OSError, ValueError, RuntimeError):
        return Reading("that is no path", is_good=False)
    return Reading("there is no such file", is_good=False)


def say_deck_title(text: str) -> Reading:
    """Which deck notes will go into."""
    if not text:
        return Reading("the decks that the file names")
    return Reading(f"all of it into “{text}”")


def say_columns(text: str) -> Reading:
    """Whether a text says columns."""
    from drill.errors import InvalidMapping
    from drill.interchange.tables import mapping_of

    try:
        mapping_of(columns(text))
    except InvalidMapping as error:
        return Reading(error.message, is_good=False)
    return Reading("read like that")


def columns(text: str) -> dict[str, Any]:
    """The columns that a text says."""
    return columns_read(text.split())
