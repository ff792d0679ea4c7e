"""Reading topics, katas and `deck.yaml`: all that can be read, and all problems.

Nothing here raises for anything that a file may contain. A note with an error is
left out and named as unreadable; the others are returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drill.content.decoding import decode
from drill.content.kata import Kata
from drill.content.library import is_slug
from drill.content.noted import ReadNote, read_notes
from drill.content.parts import Parts, read_mapping, read_parts
from drill.content.report import Report, validated
from drill.content.topics import DeckHead, TopicHead
from drill.content.tree import Tree

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.problems import Problem


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as its file has it."""

    head: TopicHead
    notes: tuple[ReadNote, ...]
    """In the order of the file."""
    unreadable: tuple[str, ...]
    """Ids of notes that are there but have errors."""
    tree: Tree
    """Where the head stands."""


@dataclass(frozen=True, slots=True)
class TopicRead:
    """What came of reading a topic's file."""

    topic: Topic | None
    """None if nothing tells what the topic is."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KataRead:
    """What came of reading a `kata.yaml`."""

    kata: ReadNote | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DeckRead:
    """What came of reading a `deck.yaml`."""

    head: DeckHead | None
    tree: Tree
    problems: tuple[Problem, ...]


NOWHERE = Tree(None, None, ())
"""Of a file without YAML."""


def read_topic(path: Path, content: bytes) -> TopicRead:
    """A topic's file: its head and all notes that have no error."""
    report = Report(path)
    decoded = decode(path, content)
    report.problems += decoded.problems
    parts = None if decoded.text is None else read_parts(decoded.text, report)
    if parts is None:
        return TopicRead(None, report.sorted())
    head = _topic_head(path, parts, report)
    notes, unreadable = read_notes(parts.notes, decoded.broken_lines, report)
    topic = Topic(head, tuple(notes), tuple(unreadable), parts.head) if head else None
    return TopicRead(topic, report.sorted())


def read_kata(path: Path, content: bytes) -> KataRead:
    """The note of a `kata.yaml`."""
    report = Report(path)
    tree, is_broken = _whole(path, content, report)
    if tree is None:
        return KataRead(None, report.sorted())
    note = None
    if tree.data.get("kind") != "kata":
        report.add("F008", tree.position(("kind",)), "a kata.yaml says `kind: kata`")
    else:
        note, _ = validated(Kata, tree.data, tree, (), report)
    kata = None
    if note and not is_broken:
        kata = ReadNote(note, *tree.position(()), tree, ())
    return KataRead(kata, report.sorted())


def read_deck(path: Path, content: bytes) -> DeckRead:
    """What a `deck.yaml` says, but for the keys that have errors."""
    report = Report(path)
    tree, _ = _whole(path, content, report)
    if tree is None:
        return DeckRead(None, NOWHERE, report.sorted())
    head, bad = validated(DeckHead, tree.data, tree, (), report)
    if head is None:
        usable = {key: value for key, value in tree.data.items() if key not in bad}
        head = DeckHead.model_validate({"title": path.parent.name, **usable})
    return DeckRead(head, tree, report.sorted())


def _whole(path: Path, content: bytes, report: Report) -> tuple[Tree | None, bool]:
    decoded = decode(path, content)
    report.problems += decoded.problems
    tree = None if decoded.text is None else read_mapping(decoded.text, report)
    return tree, bool(decoded.broken_lines)


def _topic_head(path: Path, parts: Parts, report: Report) -> TopicHead | None:
    """The head; what it lacks is taken from the file's name, so notes stay."""
    data: dict[str, Any] = dict(parts.head.data)
    data.pop("notes", None)
    head, bad = validated(TopicHead, data, parts.head, (), report)
    if head:
        return head
    usable = {key: value for key, value in data.items() if key not in bad}
    usable.setdefault("topic", path.stem)
    usable.setdefault("title", path.stem)
    if not is_slug(usable["topic"]):
        return None
    return TopicHead.model_validate(usable)
