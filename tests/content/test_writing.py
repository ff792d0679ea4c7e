"""Notes as YAML, and files of one's own that are changed in one place only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drill.content.atomic import write_atomically
from drill.content.check import check
from drill.content.emitting import scalar
from drill.content.library import LARGEST_BYTES, content_hash
from drill.content.reader import read_kata, read_topic
from drill.content.syntax import read_tree
from drill.content.writing import (
    append_note,
    create_deck,
    create_topic,
    note_yaml,
    replace_note,
)
from drill.errors import DeckExists, InvalidNote, NoteNotFound, NotWritable
from tests.content.making import BASIC, EXAMPLE, KATA, PATH, codes, note, topic_text
from tests.content.strategies import notes, texts

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.notes import Note

TWO = BASIC.replace("one", "two")


def stands_in(text: str) -> list[Note]:
    outcome = read_topic(PATH, text.encode())
    assert [found for found in outcome.problems if found.is_error] == []
    assert outcome.topic
    return [each.note for each in outcome.topic.notes]


def file(folder: Path, text: str) -> Path:
    path = folder / "topic.yaml"
    path.write_bytes(text.encode())
    return path


@given(notes(), st.integers(0, 6))
def test_a_note_that_was_written_reads_the_same(made: Note, indent: int) -> None:
    text = "topic: topic\ntitle: t\nnotes:\n" + note_yaml(made, indent)
    assert stands_in(text) == [made]


@given(notes(), notes())
def test_notes_that_were_written_stay_apart(one: Note, two: Note) -> None:
    assume(one.id != two.id)
    text = "topic: topic\ntitle: t\nnotes:\n" + note_yaml(one, 2) + note_yaml(two, 2)
    assert stands_in(text) == [one, two]


@given(texts, st.booleans())
def test_a_text_on_one_line_reads_the_same(text: str, is_flow: bool) -> None:  # noqa: FBT001
    written = scalar(text, is_flow=is_flow)
    assert "\n" not in written
    tree = read_tree(f"[{written}, {written}]" if is_flow else f"- {written}")
    assert tree.data[0] == text


def test_what_is_written_warns_nobody() -> None:
    made = note(front="no", back="1.10", tags=["on", "2026-01-01"], why="~")
    text = topic_text(note_yaml(made))
    assert codes(read_topic(PATH, text.encode()).problems) == []


def test_a_note_has_the_shape_of_the_shipped_decks() -> None:
    made = note(
        "choice",
        source="RFC 1",
        tags=["a", "b"],
        hints=["Think: of it"],
        choices=[
            {"text": "`this`", "right": True},
            {"text": "that", "why": "a\nb"},
        ],
    )
    assert note_yaml(made, 2) == (
        "  - id: one\n"
        "    kind: choice\n"
        "    question: |\n"
        "      Which one is it?\n"
        "    choices:\n"
        '      - text: "`this`"\n'
        "        right: true\n"
        "      - text: that\n"
        "        why: |\n"
        "          a\n"
        "          b\n"
        "    hints:\n"
        '      - "Think: of it"\n'
        "    source: RFC 1\n"
        "    tags: [a, b]\n"
    )


def test_long_texts_are_folded_and_lists_of_sources_stand_below() -> None:
    long = "word " * 30 + "end"
    made = note("generated", source=[long, "b"], parameters={"a": [1, {"b": None}]})
    text = note_yaml(made)
    assert "    - >-\n      word word" in text
    assert max(map(len, text.splitlines())) <= 88
    assert "  parameters:\n    a: [1, {b: null}]\n" in text


def test_the_model_topic_written_anew_says_the_same() -> None:
    outcome = read_topic(EXAMPLE, EXAMPLE.read_bytes())
    assert outcome.topic
    made = [each.note for each in outcome.topic.notes]
    text = "topic: topic\ntitle: t\nnotes:\n"
    assert stands_in(text + "".join(note_yaml(each, 2) for each in made)) == made


def test_a_kata_is_written_as_a_whole_file() -> None:
    outcome = read_kata(KATA, KATA.read_bytes())
    assert outcome.kata
    again = read_kata(KATA, note_yaml(outcome.kata.note).encode())
    assert again.kata
    assert (again.kata.note, again.problems) == (outcome.kata.note, ())


# --- appending


COMMENTED = """\
# Mine.
topic: topic
title:   A topic
notes:

    # The first
    -   id: one
        front: 'a'   # why not
        back: >-
            b
            c

    # The last

"""


def test_a_note_is_appended_and_nothing_else_changes(tmp_path: Path) -> None:
    path = file(tmp_path, COMMENTED)
    made = note(id="two")
    digest = append_note(path, made, content_hash(COMMENTED.encode()))
    after = path.read_bytes()
    assert digest == content_hash(after)
    assert after.decode().startswith(COMMENTED.rstrip("\n"))
    added = after.decode().removeprefix(COMMENTED.rstrip("\n"))
    assert added == (
        "\n\n    - id: two\n      front: |\n        What is asked here?\n"
        "      back: |\n        This\n\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("notes:\n", "notes:\n\n  - id: one"),
        ("notes: []\n", "notes:\n\n  - id: one"),
        ("notes: [ ]  # none yet\n", "notes:  # none yet\n\n  - id: one"),
        ("notes:", "notes:\n\n  - id: one"),
    ],
)
def test_the_first_note_of_a_topic(tmp_path: Path, before: str, after: str) -> None:
    head = "topic: topic\ntitle: t\n"
    path = file(tmp_path, head + before)
    append_note(path, note())
    assert path.read_text().startswith(head + after)


def test_keys_after_the_notes_stay_after_them(tmp_path: Path) -> None:
    path = file(tmp_path, topic_text(BASIC).rstrip() + "\n\nneeds: [a/b]\n")
    append_note(path, note(id="two"))
    text = path.read_text()
    assert text.endswith("    back: |\n      This\n\nneeds: [a/b]\n")
    assert [made.id for made in stands_in(text)] == ["one", "two"]


def test_a_file_without_a_line_end_gets_one(tmp_path: Path) -> None:
    path = file(tmp_path, topic_text(BASIC).rstrip("\n"))
    append_note(path, note(id="two"))
    assert [made.id for made in stands_in(path.read_text())] == ["one", "two"]


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff" + topic_text(BASIC, TWO).replace("\n", "\r\n")
    path = file(tmp_path, text)
    append_note(path, note(id="three"))
    replace_note(path, "one", note(id="one"))
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbftopic")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert [made.id for made in stands_in(after.decode())] == ["one", "two", "three"]


@settings(max_examples=40)  # each writes files and syncs them
@given(st.lists(notes(), max_size=3, unique_by=lambda made: made.id), notes())
def test_any_note_can_be_appended_to_any_others(
    tmp_path_factory: pytest.TempPathFactory, those: list[Note], made: Note
) -> None:
    if made.id in {each.id for each in those}:
        return
    path = create_topic(tmp_path_factory.mktemp("deck"), "topic", "A topic")
    for each in (*those, made):
        append_note(path, each)
    assert stands_in(path.read_text(encoding="utf-8")) == [*those, made]


# --- replacing


def test_a_note_is_replaced_and_nothing_else_changes(tmp_path: Path) -> None:
    text = EXAMPLE.read_text()
    path = file(tmp_path, text)
    made = note(id="bdp", front="new", back="newer")
    replace_note(path, "bdp", made, content_hash(text.encode()))
    lines = text.splitlines(keepends=True)
    start, stop = 23, 37
    assert lines[start] == "  - id: bdp\n"
    assert lines[stop - 1].startswith("    tags: [basics, numbers]")
    expected = [*lines[:start], note_yaml(made, 2), *lines[stop:]]
    assert path.read_text() == "".join(expected)


def model_names() -> list[str]:
    return [made.id for made in stands_in(EXAMPLE.read_text())]


@pytest.mark.parametrize("name", model_names())
def test_any_note_of_the_model_topic_can_be_replaced(tmp_path: Path, name: str) -> None:
    text = EXAMPLE.read_text()
    path = file(tmp_path, text)
    replace_note(path, name, note(id=name, why="new"))
    after = path.read_text()
    comments = [line for line in text.splitlines() if line.startswith("  #")]
    assert [line for line in after.splitlines() if line.startswith("  #")] == comments
    before = {made.id: made for made in stands_in(text)}
    now = {made.id: made for made in stands_in(after)}
    assert list(now) == list(before)
    assert {key for key in now if now[key] != before[key]} == {name}


def test_comments_around_a_note_stay(tmp_path: Path) -> None:
    path = file(tmp_path, COMMENTED)
    replace_note(path, "one", note(id="eins"))
    assert path.read_text() == (
        COMMENTED.partition("    -   id")[0]
        + note_yaml(note(id="eins"), 4)
        + "\n    # The last\n\n"
    )


def test_a_note_in_brackets_is_replaced_whole(tmp_path: Path) -> None:
    text = topic_text("- {id: one,\n   front: a, back: b\n  }", TWO)
    path = file(tmp_path, text)
    replace_note(path, "one", note())
    assert path.read_text() == topic_text(note_yaml(note()), TWO)


# --- refusals


def test_a_file_that_somebody_changed_is_not_written(tmp_path: Path) -> None:
    path = file(tmp_path, topic_text(BASIC))
    with pytest.raises(NotWritable, match="somebody else changed it"):
        append_note(path, note(id="two"), "another hash")
    with pytest.raises(NotWritable, match="somebody else changed it"):
        replace_note(path, "one", note(), "another hash")
    assert path.read_text() == topic_text(BASIC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (topic_text("- id: bad\n  front: a: b"), "it has an error .line 5, column 13"),
        (topic_text("- id: bad"), "the key `back` is missing"),
        ("- a", "expected keys and values"),
        ("topic: topic\ntitle: t\nnotes: [{id: a, front: f, back: b}]", "stand below"),
        ("{topic: topic, title: t, notes: []}", "stand below each other"),
    ],
)
def test_a_file_that_is_not_understood_is_not_written(
    tmp_path: Path, text: str, said: str
) -> None:
    path = file(tmp_path, text)
    with pytest.raises(NotWritable, match=said):
        append_note(path, note(id="two"))
    assert path.read_text() == text


def test_a_note_in_the_line_of_another_is_not_replaced(tmp_path: Path) -> None:
    text = "topic: topic\ntitle: t\nnotes: [{id: a, front: f, back: b}]"
    with pytest.raises(NotWritable, match="stand below"):
        replace_note(file(tmp_path, text), "a", note(id="a"))


def test_a_place_that_changes_other_notes_is_refused(tmp_path: Path) -> None:
    text = topic_text(
        "- id: one\n  front: f\n  back: b\n  hints: &h [x]", TWO + "  hints: *h"
    )
    path = file(tmp_path, text)
    with pytest.raises(NotWritable, match="cannot be put there"):
        replace_note(path, "one", note())
    assert path.read_text() == text


def test_a_file_does_not_grow_beyond_the_limit(tmp_path: Path) -> None:
    path = file(tmp_path, topic_text(BASIC) + "#" * (LARGEST_BYTES - 200))
    with pytest.raises(NotWritable, match="cannot be put there"):
        append_note(path, note(id="two", why="x" * 300))


def test_ids_stay_unique(tmp_path: Path) -> None:
    path = file(tmp_path, topic_text(BASIC, TWO))
    with pytest.raises(InvalidNote, match="'two' is taken"):
        append_note(path, note(id="two"))
    with pytest.raises(InvalidNote, match="'two' is taken"):
        replace_note(path, "one", note(id="two"))
    with pytest.raises(NoteNotFound, match="topic/three"):
        replace_note(path, "three", note(id="three"))


def test_a_file_that_is_gone_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="No such file"):
        append_note(tmp_path / "gone.yaml", note())


# --- decks


def test_a_new_deck_has_no_problems(tmp_path: Path) -> None:
    folder = create_deck(tmp_path / "decks", "mine", "My: deck", "All of it")
    create_topic(folder, "first", "no", note(source="s"))
    assert check([tmp_path / "decks"]) == []
    with pytest.raises(DeckExists, match="mine"):
        create_deck(tmp_path / "decks", "mine", "Again")
    with pytest.raises(NotWritable, match="there already"):
        create_topic(folder, "first", "Again")


@pytest.mark.parametrize(("name", "title"), [("A b", "t"), ("a", " "), ("a", "b\nc")])
def test_names_of_decks_and_topics_are_checked(
    tmp_path: Path, name: str, title: str
) -> None:
    with pytest.raises(InvalidNote):
        create_deck(tmp_path, name, title)
    with pytest.raises(InvalidNote):
        create_topic(tmp_path, name, title)
    assert list(tmp_path.iterdir()) == []


def test_a_deck_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("")
    with pytest.raises(NotWritable):
        create_deck(tmp_path / "decks" / "more", "mine", "t")


# --- the file itself


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target = file(tmp_path, topic_text(BASIC))
    target.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    append_note(link, note(id="two"))
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        *("link.yaml", "topic.yaml")
    ]


def test_a_new_file_has_the_permissions_of_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write_atomically(tmp_path / "new", b"content")
    mode = (tmp_path / "new").stat().st_mode
    assert mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    path = file(tmp_path, "before")
    target = "os.fsync" if step == "fsync" else "pathlib.Path.replace"
    monkeypatch.setattr(target, full)
    with pytest.raises(NotWritable, match="No space left"):
        write_atomically(path, b"after")
    monkeypatch.undo()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, "before")
    # The superuser may write everywhere, so the answer is given instead.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotWritable, match="read-only"):
        write_atomically(path, b"after")
    assert path.read_text() == "before"


def test_where_folders_cannot_be_opened_the_file_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.content.atomic.IS_POSIX", False)
    write_atomically(tmp_path / "new", b"content")
    assert (tmp_path / "new").read_bytes() == b"content"


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotWritable, match="it is no file"):
        write_atomically(pipe, b"content")
    assert pipe.is_fifo()
    with pytest.raises(NotWritable, match="Is a directory"):
        write_atomically(tmp_path, b"content")
