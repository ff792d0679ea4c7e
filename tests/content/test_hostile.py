"""Whatever a file holds, reading it gives notes and problems, never an exception."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drill.content.check import check
from drill.content.cloze import ClozeError, parse_cloze
from drill.content.faces import faces
from drill.content.layout import height
from drill.content.library import content_hash
from drill.content.markdown import code_parts
from drill.content.plain import plain
from drill.content.reader import read_deck, read_kata, read_topic
from drill.content.writing import replace_note
from drill.errors import NotWritable
from tests.content.making import EXAMPLE, KATA, PATH, note

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = EXAMPLE.read_text()
LINES = TEXT.splitlines(keepends=True)

MORSELS = [":", ": ", "- ", "#", " #", "\t", "'", '"', "|", ">", "|-", "&a ", "*a", "{"]
MORSELS += ["}", "[", "]", ",", "? ", "!!int ", "!x ", "<<: ", "---\n", "...\n", "%Y\n"]
MORSELS += [
    "\n",
    "\n\n",
    "\r",
    "{{c1::",
    "}}",
    "::",
    "`",
    "```",
    "no",
    "~",
    "0x",
    "\x00",
]
MORSELS += [
    "\x1b[31m",
    "\u202e",
    "\ufeff",
    "\udc80",
    "\U0010ffff",
    "notes:",
    "  - id: ",
]
MORSELS += [
    "kind: kata\n",
    "    ",
    "=",
    "\\",
    '"\\ud800"',
    "topic: x\n",
    "1e999",
    "\x85",
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The model topic with pieces cut out, doubled, moved or put in."""
    first = draw(st.integers(0, len(LINES) - 1))
    size = draw(st.integers(1, 40))
    text = "".join(LINES[:6] + LINES[first : first + size])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        morsel = draw(st.sampled_from(MORSELS) | st.text(max_size=3))
        text = text[:at] + morsel + text[at + cut :]
    return text.encode("utf-8", "surrogateescape" if "\udc80" in text else "replace")


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


@given(mutated() | st.binary(max_size=200) | st.text(max_size=200).map(encoded))
@example(b"notes:\n  - \xff")
@example(b"topic: a\nnotes:\n- *a\n- &a b")
@example(b"? notes\n: - a\n")
@example(b"notes: &a\n  - *a")
def test_no_content_raises(content: bytes) -> None:
    outcome = read_topic(PATH, content)
    lines = content.count(b"\n") + content.count(b"\r") + 2
    for found in outcome.problems:
        assert 1 <= found.line <= lines
        assert found.column >= 1
        assert found.message
    for each in outcome.topic.notes if outcome.topic else ():
        assert faces(each.note)
        assert 1 <= each.line <= lines
    if outcome.topic is None:
        assert outcome.problems
    for other in (read_deck, read_kata):
        assert isinstance(other(PATH, content).problems, tuple)


@given(mutated())
def test_nothing_that_checks_raises(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("deck")
    (folder / "tcp-congestion.yaml").write_bytes(content)
    found = check([folder])
    assert found == sorted(found, key=lambda each: each.order)


@given(st.integers(0, len(KATA.read_text())), st.sampled_from(MORSELS))
def test_a_changed_kata_does_not_raise(at: int, morsel: str) -> None:
    text = KATA.read_text()
    content = encoded(text[:at] + morsel + text[at:])
    outcome = read_kata(KATA, content)
    assert outcome.kata or outcome.problems


@given(mutated(), st.integers(0, 3))
def test_a_replaced_note_leaves_the_others_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, which: int
) -> None:
    outcome = read_topic(PATH, content)
    if not outcome.topic or len(outcome.topic.notes) <= which:
        return
    path = tmp_path_factory.mktemp("deck") / "topic.yaml"
    path.write_bytes(content)
    name = outcome.topic.notes[which].note.id
    made = note(id=name, why="written")
    try:
        digest = replace_note(path, name, made)
    except NotWritable:
        assert path.read_bytes() == content
        return
    assert content_hash(path.read_bytes()) == digest
    again = read_topic(PATH, path.read_bytes())
    assert again.topic
    before = [
        made if each.note.id == name else each.note for each in outcome.topic.notes
    ]
    assert [each.note for each in again.topic.notes] == before


@pytest.mark.parametrize("cut", range(0, len(TEXT), 997))
def test_a_file_cut_short_gives_what_came_before(cut: int) -> None:
    outcome = read_topic(PATH, encoded(TEXT[:cut]))
    whole = TEXT[:cut].count("\n  - id: ")
    read = len(outcome.topic.notes) if outcome.topic else 0
    assert read >= whole - 1 or not outcome.topic


def reading() -> list[Callable[[Path, bytes], object]]:
    return [read_topic, read_deck, read_kata]


@pytest.mark.parametrize("reader", reading())
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xfe\x00",
        b"[" * 50_000,
        b"{a: " * 50_000,
        b"- " * 50_000,
        b"a: &a [*a]",
        b"a: b\n" * 2 + b"\t",
        b"!!python/object/apply:os.system [ls]",
        b"title: !!python/name:os.system",
        b"%YAML 9.9\n---\na: b",
        b"a: |99\n b",
    ],
)
def test_known_tricks_are_problems(
    reader: Callable[[Path, bytes], object], content: bytes
) -> None:
    outcome = reader(Path("/decks/deck/x.yaml"), content)
    assert getattr(outcome, "problems", ())


LONG = [
    "`".join("x" * (number % 7) for number in range(9_000)),
    "".join("`" * number + "x" for number in range(1, 290)) + "`a` " * 2_000,
    "{{c1::" * 8_000,
    "{{c1::" + "{" * 40_000,
    "{{c1::a}} " * 4_000,
    "*a " * 16_000,
    "_a" * 20_000,
    "[" * 49_000,
    "[a](" * 12_000,
    "-" * 49_000 + "x",
    "| - " * 12_000,
    "```\n" * 12_000,
    " " * 40_000 + "x",
    "\n" * 40_000 + "x",
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:8]))
def test_a_long_odd_text_takes_no_long_time(text: str) -> None:
    began = time.process_time()
    plain(text)
    height(text)
    code_parts(text)
    with contextlib.suppress(ClozeError):
        parse_cloze(text)
    # Some 20 ms; what grows with the square of the length takes minutes.
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "content",
    [
        b"topic: a\ntitle: t\nnotes:\n- id: a\n"
        + b"".join(b"  key%d: a\n" % number for number in range(20_000)),
        b"topic: a\ntitle: t\nnotes:\n- id: a\n  kind: order\n  question: q\n  items: ["
        + b",".join(b"i%d" % number for number in range(50_000))
        + b"]",
        b"\x00\n" * 500_000,
        b"notes:\n" + b"- id: a\n  front: a: b\n" * 5_000,
        b"notes:\n" + b"- {}\n" * 20_000,
    ],
    ids=["keys", "items", "zeros", "broken", "empty"],
)
def test_a_large_odd_file_takes_no_long_time(content: bytes) -> None:
    began = time.process_time()
    read_topic(PATH, content)
    assert time.process_time() - began < 20
