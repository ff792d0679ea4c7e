"""Small decks for tests."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

from drill.content.check import check
from drill.content.notes import parse_note
from drill.content.reader import TopicRead, read_topic

if TYPE_CHECKING:
    from drill.content.notes import Note
    from drill.content.problems import Problem

DATA = Path(__file__).with_name("data")
EXAMPLE = DATA / "networking" / "tcp-congestion.yaml"
KATA = DATA / "networking" / "katas" / "reno-sender" / "kata.yaml"
PATH = Path("/decks/deck/topic.yaml")

BASIC = """
- id: one
  front: What is a front?
  back: The question.
  source: The manual
"""


def topic_text(*notes: str, head: str = "") -> str:
    """A topic's file with notes as an author would write them."""
    listed = "\n".join(indent(dedent(note).strip("\n"), "  ") for note in notes)
    return f"topic: topic\ntitle: A topic\n{head}notes:\n{listed}\n"


def read(*notes: str, head: str = "") -> TopicRead:
    """What the reader makes of a topic of such notes."""
    return read_topic(PATH, topic_text(*notes, head=head).encode())


def codes(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """The codes of problems, in their order."""
    return [problem.code for problem in problems]


def names(outcome: TopicRead) -> list[str]:
    """The ids of all notes that were read."""
    assert outcome.topic
    return [each.note.id for each in outcome.topic.notes]


def note(kind: str = "basic", **values: Any) -> Note:
    """A note that lacks nothing but what a test is about."""
    needed: dict[str, dict[str, Any]] = {
        "basic": {"front": "What is asked here?", "back": "This"},
        "cloze": {"text": "The {{c1::answer}} of a gap"},
        "choice": {
            "question": "Which one is it?",
            "choices": [
                {"text": "this", "right": True},
                {"text": "that", "why": "No."},
                {"text": "both", "why": "No."},
            ],
        },
        "numeric": {"question": "How many are there?", "answer": 3},
        "typed": {"question": "What is it called?", "answer": "name"},
        "order": {"question": "In which order?", "items": ["b", "a"]},
        "generated": {"title": "Made afresh", "generator": "tcp.reno"},
        "prompt": {
            "title": "Design",
            "question": "Design it.",
            "rubric": [{"criterion": "It is there"}],
        },
        "kata": {
            "topic": "topic",
            "title": "Build it",
            "signature": "def f(): ...",
            "statement": "Build f.",
        },
    }
    return parse_note({"id": "one", "kind": kind, **needed[kind], **values})


def deck(folder: Path, files: dict[str, str]) -> Path:
    """A folder with such files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path, **files: str) -> list[Problem]:
    """The problems of a deck; `topic` stands for `topic.yaml`."""
    named = {f"deck/{name}.yaml": text for name, text in files.items()}
    return check([deck(folder, named)])
