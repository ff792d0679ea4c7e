"""Writing notes into a person's own decks.

A change touches the lines of one note and no others: comments, order and spacing
stay as the author has them. Before a file is replaced the new text is read again,
and unless it says exactly what it should, nothing is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drill.content.atomic import write_atomically
from drill.content.emitting import mapping_lines, note_lines
from drill.content.library import (
    DECK_FILE,
    LARGEST_BYTES,
    content_hash,
    content_of,
    is_slug,
)
from drill.content.notes import note_document
from drill.content.reader import read_topic
from drill.errors import DeckExists, InvalidNote, NoteNotFound, NotWritable

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.notes import Note
    from drill.content.reader import Topic

_LINE = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|$)")
_EMPTY_NOTES = re.compile(r"notes:[ \t]*(?:\[\s*\])?[ \t]*(#.*)?")
_DASH = re.compile(r"( *)-(?: |$)")
_TOP_KEY = re.compile(r"[A-Za-z_\"']")


def note_yaml(note: Note, indent: int = 0) -> str:
    """A note as YAML: an item of a list of notes; a kata as a whole file.

    Args:
        note: what to write.
        indent: columns before the hyphen.
    """
    if note.kind == "kata":
        return "\n".join(mapping_lines(note_document(note))) + "\n"
    return "\n".join(note_lines(note, indent)) + "\n"


def append_note(path: Path, note: Note, known_hash: str | None = None) -> str:
    """Add a note at the end of a topic's file.

    Args:
        path: of the file.
        note: its id is not in the file yet.
        known_hash: `content_hash` of the file as it was read; None skips the check.

    Returns:
        The content hash of the file as it is now.

    Raises:
        NotWritable: the file changed, has an error, or cannot be written.
        InvalidNote: the file has a note of that id.
    """
    content = _unchanged(path, known_hash)
    topic = _topic(path, content)
    if note.id in {each.note.id for each in topic.notes}:
        raise InvalidNote((f"the id {note.id!r} is taken in {path.name}",))
    lines = _lines(content)
    indent, place = _end_of_notes(path, lines, topic)
    new = ["", *note_lines(note, indent)]
    wanted = [*(each.note for each in topic.notes), note]
    return _replace(path, lines, (place, place), new, wanted)


def replace_note(
    path: Path, name: str, note: Note, known_hash: str | None = None
) -> str:
    """Write a note in the place of another.

    Args:
        path: of the topic's file.
        name: the id of the note that is there.
        note: the note that shall be there; its id may be another.
        known_hash: `content_hash` of the file as it was read; None skips the check.

    Returns:
        The content hash of the file as it is now.

    Raises:
        NoteNotFound: the file has no such note.
        NotWritable: the file changed, has an error, or cannot be written.
        InvalidNote: the new id is that of a third note.
    """
    content = _unchanged(path, known_hash)
    topic = _topic(path, content)
    names = [each.note.id for each in topic.notes]
    if name not in names:
        raise NoteNotFound(f"{topic.head.topic}/{name}")
    if note.id != name and note.id in names:
        raise InvalidNote((f"the id {note.id!r} is taken in {path.name}",))
    lines = _lines(content)
    found = topic.notes[names.index(name)]
    span = found.tree.lines(found.place)
    stop = span.stop
    while stop > span.start + 1 and not lines[stop - 1].strip():
        stop -= 1
    indent = _indent(path, lines[span.start])
    wanted = [each.note if each is not found else note for each in topic.notes]
    return _replace(path, lines, (span.start, stop), note_lines(note, indent), wanted)


def create_deck(root: Path, name: str, title: str, description: str = "") -> Path:
    """Make the folder of a new deck with its `deck.yaml`.

    Args:
        root: the folder of the decks; made if it is missing.
        name: the deck's id.
        title: for people.
        description: may be empty.

    Returns:
        The deck's folder.

    Raises:
        InvalidNote: the name or the title is none.
        DeckExists: a folder of that name is there.
        NotWritable: the folder cannot be made.
    """
    _check_name(name, title)
    folder = root / name
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    except FileExistsError:
        raise DeckExists(name) from None
    except OSError as error:
        raise NotWritable(folder, error.strerror or str(error)) from error
    values = {"title": title, **({"description": description} if description else {})}
    write_atomically(folder / DECK_FILE, _bytes(mapping_lines(values)))
    return folder


def create_topic(
    folder: Path, name: str, title: str, first: Note | None = None
) -> Path:
    """Make a topic's file, with its first note if there is one.

    Args:
        folder: of the deck.
        name: the topic's id, and the file's name.
        title: for people.
        first: a topic without notes is a warning until one is added.

    Returns:
        The path of the file.

    Raises:
        InvalidNote: the name or the title is none.
        NotWritable: the file is there already or cannot be written.
    """
    _check_name(name, title)
    path = folder / f"{name}.yaml"
    if path.exists():
        raise NotWritable(path, "it is there already")
    head = mapping_lines({"topic": name, "title": title})
    notes = ["notes:", "", *note_lines(first)] if first else ["notes: []"]
    write_atomically(path, _bytes([*head, "", *notes]))
    return path


def _check_name(name: str, title: str) -> None:
    reasons = []
    if not is_slug(name):
        reasons.append(f"{name!r} is no id: use lower-case letters, digits, hyphens")
    if not title.strip() or "\n" in title:
        reasons.append("a title is one line of text")
    if reasons:
        raise InvalidNote(tuple(reasons))


def _bytes(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _unchanged(path: Path, known_hash: str | None) -> bytes:
    try:
        content = content_of(path)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error
    if known_hash not in {None, content_hash(content)}:
        raise NotWritable(path, "somebody else changed it meanwhile")
    return content


def _topic(path: Path, content: bytes) -> Topic:
    """What the file says; a file with errors is not touched."""
    read = read_topic(path, content)
    errors = [found for found in read.problems if found.is_error]
    if errors or read.topic is None:
        first = errors[0]
        where = f"line {first.line}, column {first.column}"
        raise NotWritable(path, f"it has an error ({where}: {first.message})")
    return read.topic


def _lines(content: bytes) -> list[str]:
    return _LINE.findall(content.decode())[:-1]


def _indent(path: Path, line: str) -> int:
    dash = _DASH.match(line)
    if not dash:
        raise NotWritable(path, "its notes do not stand below each other")
    return len(dash[1])


def _end_of_notes(path: Path, lines: list[str], topic: Topic) -> tuple[int, int]:
    """The indentation of notes, and the line before which a new one goes."""
    heading = topic.tree.position(("notes",), is_key=True)[0] - 1
    if not topic.notes:
        if not _EMPTY_NOTES.fullmatch(lines[heading].rstrip("\r\n")):
            raise NotWritable(path, "its notes do not stand below each other")
        return 2, heading + 1
    last = topic.notes[-1]
    span = last.tree.lines(last.place)
    indent = _indent(path, lines[span.start])
    after = (
        number
        for number in range(span.stop, len(lines))
        if _TOP_KEY.match(lines[number])
    )
    stop = next(after, len(lines))
    while not lines[stop - 1].strip():
        stop -= 1
    return indent, stop


def _replace(
    path: Path,
    lines: list[str],
    span: tuple[int, int],
    new: list[str],
    wanted: list[Note],
) -> str:
    """Put lines in the place of others, if the file then says what it should."""
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    before, after = lines[: span[0]], lines[span[1] :]
    if before and before[-1] and before[-1][-1] not in "\r\n":
        before[-1] += ending
    if len(wanted) == 1:
        before = [_opened(line, ending) for line in before]
    content = "".join([*before, *(line + ending for line in new), *after]).encode()
    read = read_topic(path, content)
    notes = [each.note for each in read.topic.notes] if read.topic else []
    if notes != wanted or len(content) > LARGEST_BYTES:
        raise NotWritable(path, "the note cannot be put there")
    write_atomically(path, content)
    return content_hash(content)


def _opened(line: str, ending: str) -> str:
    """The heading of an empty list made ready for its first note."""
    found = _EMPTY_NOTES.fullmatch(line.rstrip("\r\n"))
    return f"notes:{'  ' + found[1] if found[1] else ''}{ending}" if found else line
