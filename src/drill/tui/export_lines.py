"""Which notes go where, and in which shape. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drill.sessions.import_words import progress_said
from drill.tui.import_lines import path_of
from drill.tui.readings import Reading
from drill.tui.runs import EMPTY, Line, Run, indented
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN = 3
MEASURE = 98
LABEL = 13
NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Shape:
    """A format that notes can be written in."""

    name: str
    ending: str
    """Of the file; none of a folder."""
    words: str


SHAPES = (
    Shape("apkg", ".apkg", "for Anki and AnkiDroid: scheduling, history, media"),
    Shape("json", ".json", "all that drill knows; `drill import` reads it back"),
    Shape("csv", ".csv", "a table with a row a card, for spreadsheets"),
    Shape("markdown", ".md", "questions and answers as plain text"),
    Shape("yaml", "", "a folder of decks, as drill has its own; without history"),
)


def file_for(title: str, shape: Shape) -> Path:
    """Where notes go unless one says otherwise: the home folder."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:NAME_LENGTH]
    return Path.home() / f"{slug or 'notes'}{shape.ending}"


def shape_of(path: Path, otherwise: Shape) -> Shape:
    """The shape that the name of a file asks for."""
    ending = path.suffix.casefold()
    return next((each for each in SHAPES if each.ending == ending), otherwise)


def say_target(text: str) -> Reading:
    """What a path would become."""
    if not text.strip() or "\0" in text:
        return Reading("a file, or a folder for decks in YAML", is_good=False)
    try:
        path = path_of(text)
        is_dir, has_parent = path.is_dir(), path.parent.is_dir()
    except (OSError, ValueError, RuntimeError):
        return Reading("that is no path", is_good=False)
    endings = [each.ending for each in SHAPES]
    if path.suffix.casefold() not in endings:
        known = ", ".join(filter(None, endings))
        return Reading(f"an ending says how: {known}; none: a folder", is_good=False)
    if is_dir:
        return Reading("a folder is there already", is_good=False)
    if not has_parent:
        return Reading("the folder that it would be in is not there", is_good=False)
    return Reading(f"will be written as {shape_of(path, SHAPES[0]).name}")


def working_words(done: int, total: int, elapsed_s: float) -> str:
    """How far an export is.

    Args:
        done: notes that were looked at.
        total: notes there are; 0 while that is not known.
        elapsed_s: seconds since it began.
    """
    if done < total:
        return f"writing … {progress_said(done, total, elapsed_s)}"
    doing = "finishing" if total else "writing"
    return f"{doing} … {elapsed_s:.0f} s"


def export_lines(
    title: str,
    place: int,
    path: Path,
    width: int,
    *,
    said: Sequence[Run] = (),
) -> list[Line]:
    """What would be written, and what was.

    Args:
        title: which notes.
        place: of the chosen shape.
        path: of the file.
        width: of the page, in cells.
        said: what became of it.
    """
    room = max(20, min(width, MEASURE) - 2 * MARGIN)
    lines: list[Line] = [EMPTY, (Run(f"   {one_line(title)}", "heading"),), EMPTY]
    for number, shape in enumerate(SHAPES):
        is_chosen = number == place
        mark = "▸" if is_chosen else " "
        style = "" if is_chosen else "muted"
        words = wrap([Run(shape.words, "muted")], room - LABEL)
        head = (Run(f"   {mark} ", "accent"), Run(f"{shape.name:<{LABEL - 2}}", style))
        lines.append((*head, *words[0]))
        lines += indented(words[1:], MARGIN + LABEL)
    lines.append(EMPTY)
    where = wrap([Run(one_line(str(path)))], room - LABEL)
    lines.append((Run(f"   {'file':<{LABEL}}", "muted"), *where[0]))
    lines += indented(where[1:], MARGIN + LABEL)
    if said:
        lines += [EMPTY, *indented(wrap(list(said), room), MARGIN)]
    return lines
