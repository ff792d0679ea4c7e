"""Notes as CSV and Markdown, and how they are read again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from drill.ids import NoteId, TopicId
from drill.interchange.formats import read
from drill.interchange.outgoing import OutgoingCard, OutgoingNote
from drill.interchange.text_export import as_csv, as_markdown

if TYPE_CHECKING:
    from pathlib import Path

FENCED = "```text\na ─► b\n```\nBoth."


def outgoing(front: str, back: str, number: int = 1) -> OutgoingNote:
    return OutgoingNote(
        note=NoteId(f"own/words/n{number}"),
        topic=TopicId("own/words"),
        deck=("Own",),
        document={"front": front, "back": back},
        cards=(OutgoingCard("front", front, back),),
        why="because",
    )


@pytest.mark.parametrize(
    "text",
    [
        FENCED,
        "~~~\nQ: no question\n~~~",
        "- one\n- two",
        "1. one\n2. two",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "> said",
        "First:\n\n    code",
        "Type\nC: and then\nA: or\nQ:x",
        "above\n\n---\n\nbelow",
    ],
)
def test_no_block_of_markdown_swallows_the_next_card(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.md"
    notes = [
        outgoing(f"{text}\n\nWhich?", "this", 1),
        outgoing("What?", text, 2),
        outgoing("Last?", "yes", 3),
    ]
    path.write_text(as_markdown(notes), "utf-8")
    package = read(path)
    found = [made.document for note in package.notes() if (made := note.make())]
    fronts = [each["front"] for each in found]
    assert [front.splitlines()[-1] for front in fronts] == ["Which?", "What?", "Last?"]
    assert found[2]["back"] == "yes"
    if text is FENCED:
        assert found[1]["back"] == FENCED


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    notes = [
        outgoing("=1+1", "-2"),
        outgoing("@cmd", "+3", 2),
        outgoing("a - b", "'quoted'", 3),
    ]
    text = as_csv(notes)
    _, *rows = csv.reader(io.StringIO(text))
    assert [row[3:5] for row in rows] == [
        ["'=1+1", "'-2"],
        ["'@cmd", "'+3"],
        ["a - b", "'quoted'"],
    ]
    path = tmp_path / "x.csv"
    path.write_text(text)
    package = read(path)
    made = [each for note in package.notes() if (each := note.make())]
    assert [each.document["front"] for each in made] == ["=1+1", "@cmd", "a - b"]
    assert [each.document["why"] for each in made] == ["because"] * 3


def test_ids_that_only_number_rows_do_not_mix_two_tables(tmp_path: Path) -> None:
    def ids(name: str, text: str, **mapping: int) -> list[NoteId]:
        (tmp_path / name).write_text(text)
        package = read(tmp_path / name, mapping=mapping or None)
        return [note.identity for note in package.notes()]

    words = ids("words.csv", "id,front,back\n1,ser,to be\n2,ir,to go\n")
    dates = ids("dates.csv", "id,front,back\n1,1789,Paris\n2,1848,Vienna\n")
    assert not set(words) & set(dates)
    long = "id,front,back\n1482325088071,ser,to be\n1482325088072,ir,to go\n"
    assert ids("long.csv", long) == ["anki:1482325088071", "anki:1482325088072"]
    assert ids("words.csv", "id,front,back\n1,ser,to be\n", id=1) == ["anki:1"]


@pytest.mark.parametrize("number", ["99", "²", "-1", "0"])
def test_columns_that_a_table_does_not_have_are_not_looked_for(
    tmp_path: Path, number: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"#separator:tab\n#guid column:{number}\nser\tto be\nir\tto go\n")
    package = read(path)
    mapping = package.mapping
    assert mapping is not None
    assert package.total == 2
    assert (mapping["front"], mapping["back"], mapping["id"]) == (1, 2, None)
    assert mapping["more"] == []
