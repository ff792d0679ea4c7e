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
        "cards": {"cards": [{"part": "front", "front": "f", "back": "b"}]},
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


def kata_files(name: str = "k", **more: str) -> dict[str, str]:
    """The files of a small kata without a defect, by their names.

    Args:
        name: its id.
        more: lines of `kata.yaml` in place of others, by key; a key of a file's name
            with `_` for the dot is the text of that file.
    """
    keys = {
        "kind": "kata",
        "id": name,
        "topic": "topic",
        "title": "Double it",
        "minutes": "5",
        "signature": '"def double(n: int) -> int"',
        "statement": "Return twice `n`.",
        "limits": "{time_s: 1}",
        "hints": "[Add., Add twice., n + n]",
        "cases": "{file: cases.yaml}",
        "source": "The manual",
    }
    cases = "".join(
        f"- {{name: n{n}, args: {{n: {n}}}, want: {2 * n}, example: true}}\n"
        for n in range(8)
    )
    files = {
        "cases.yaml": cases,
        "starter.py": "def double(n):\n    raise NotImplementedError\n",
        "solution.py": "def double(n):\n    return 2 * n\n",
        **{f"wrong/{n}.py": f"def double(n):\n    return {n}\n" for n in range(3)},
    }
    for key, text in more.items():
        file = key.replace("__", "/")
        for ending in ("py", "yaml", "go"):
            file = file.replace(f"_{ending}", f".{ending}")
        if "." in file:
            files[file] = text
        else:
            keys[key] = text
    head = "".join(f"{key}: {text}\n" for key, text in keys.items() if text)
    return {"kata.yaml": head, **{each: text for each, text in files.items() if text}}


def kata_deck(name: str = "k", **more: str) -> dict[str, str]:
    """The same files under the paths they have in a folder of decks."""
    made = kata_files(name, **more)
    return {f"deck/katas/{name}/{each}": text for each, text in made.items()}


def checked(folder: Path, **files: str) -> list[Problem]:
    """The problems of a deck; `topic` stands for `topic.yaml`."""
    named = {f"deck/{name}.yaml": text for name, text in files.items()}
    return check([deck(folder, named)])
