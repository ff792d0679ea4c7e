"""Notes as CSV and Markdown, and how they are read again."""

from __future__ import annotations

import csv
import errno
import io
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from drill.errors import BrokenSource
from drill.ids import NoteId, TopicId
from drill.interchange.formats import read
from drill.interchange.markdown_html import html_of
from drill.interchange.outgoing import OutgoingCard, OutgoingNote
from drill.interchange.text_export import csv_of, markdown_of

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
    path.write_text("".join(markdown_of(notes)), "utf-8")
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
    text = "".join(csv_of(notes))
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


@pytest.mark.parametrize(
    "fence",
    [
        "A: ```python\nQ: code\n```",
        "A: ~~~\nQ: code\n~~~",
        "A: one\n- ```\n  Q: code\n  ```",
        "A: one\n10. ```\n    x\n    ```",
        "A: ```x``` is code",
    ],
)
def test_a_fence_behind_a_mark_ends_where_it_ends(tmp_path: Path, fence: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"Q: first\n{fence}\n\nQ: second\nA: two\n")
    made = [each for note in read(path).notes() if (each := note.make())]
    assert [each.document["front"] for each in made] == ["first", "second"]
    assert f"A: {made[0].document['back']}" == fence


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`${a}${b}` and $x_1$", "<code>${a}${b}</code> and \\(x_1\\)"),
        ("``$a_`$`` $y^2$", "<code>$a_`$</code> \\(y^2\\)"),
        (
            "```sh\n$x_1$\n```\n\n$$y^2$$",
            '<pre><code class="language-sh">$x_1$\n</code></pre>\n<p>\\[y^2\\]</p>',
        ),
        ("~~~\n$x_1$\n~~~", "<pre><code>$x_1$\n</code></pre>"),
        ("one ` and $x_1$", "one ` and \\(x_1\\)"),
    ],
)
def test_dollars_in_code_are_no_maths(text: str, html: str) -> None:
    assert html_of(text) == html


def test_maths_are_found_in_little_time_in_the_worst_of_texts() -> None:
    for worst in ("`" * 50_000, "` `` " * 10_000, "~~~\n" * 12_000, "$" * 50_000):
        began = monotonic()
        html_of(worst)
        assert monotonic() - began < 5


def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", "above/x.csv")

    monkeypatch.setattr("pathlib.Path.is_dir", refused)
    with pytest.raises(BrokenSource, match=r"^above/x.csv: .*Permission denied"):
        read(tmp_path / "x.csv")
