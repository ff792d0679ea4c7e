"""Rows of a package for Anki: what meets, what is passed over, what is plain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from drill.ids import NoteId, TopicId
from drill.interchange.anki_export import new_package
from drill.interchange.anki_rows import PackageDatabase
from drill.interchange.markdown_html import _renderer, html_of
from drill.interchange.outgoing import (
    NEW,
    KeptNote,
    OutgoingCard,
    OutgoingNote,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TYPES = {
    "7": {
        "name": "Basic",
        "fields": ["Front", "Back"],
        "templates": [[0, "Card 1", "{{Front}}", "{{Back}}"]],
        "kind": 0,
        "css": "",
    }
}


def kept(*cards: tuple[str, int, Standing], factors: dict[str, Any]) -> KeptNote:
    return KeptNote(
        "anki:g", "g", "7", ("front", "back"), ("A",), "verb", {}, factors, cards
    )


def ours(key: int) -> OutgoingNote:
    card = OutgoingCard("front", "this", "that", key=key)
    return OutgoingNote(
        NoteId(f"a/b/{key}"), TopicId("a/b"), ("A",), {"front": "this"}, (card,)
    )


def written(
    path: Path,
    notes: Iterable[KeptNote | OutgoingNote],
    answers: Iterable[list[tuple[int, int, int, int]]] = (),
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a database of some notes and answers."""
    with closing(PackageDatabase(path, TYPES, NOW)) as database:
        for note in notes:
            database.add(note)
        for some in answers:
            database.add_answers(some)
        database.finish()
    with closing(sqlite3.connect(path)) as link:
        return {
            name: link.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()  # noqa: S608 - ours
            for name in ("notes", "cards", "revlog")
        }


def test_answers_of_one_instant_are_all_there_a_little_later(tmp_path: Path) -> None:
    some = [(3, 1000, 3, 50), (4, 1000, 1, 50), (3, 1001, 2, 50)]
    rows = written(tmp_path / "x", [ours(3), ours(4)], [some, [(4, 1000, 4, 9)]])
    cards = [row[0] for row in rows["cards"]]
    found = [(row[0], cards.index(row[1]) + 3, row[3]) for row in rows["revlog"]]
    assert found == [(1000, 3, 3), (1001, 3, 2), (1002, 4, 1), (1003, 4, 4)]


def test_an_answer_to_another_card_is_passed_over(tmp_path: Path) -> None:
    answers = [[(9_999, 1000, 3, 50), (1, 1001, 3, 50), (3, 1002, 3, 50)]]
    rows = written(tmp_path / "x", [ours(3)], answers)
    assert [row[0] for row in rows["revlog"]] == [1002]


def test_an_answer_that_no_button_gives_is_passed_over(tmp_path: Path) -> None:
    rows = written(tmp_path / "x", [ours(3)], [[(3, 1000, 9, 50)]])
    assert rows["revlog"] == []


def test_a_thousand_notes_are_in_their_order(tmp_path: Path) -> None:
    rows = written(tmp_path / "x", map(ours, range(1, 1001)))
    assert [row[1] for row in rows["notes"]] == [
        f"drill:a/b/{number}" for number in range(1, 1001)
    ]
    assert [row[1] for row in rows["cards"]] == [row[0] for row in rows["notes"]]


@pytest.mark.parametrize(
    ("factor", "given"), [(1850, 1850), (20, 2500), ("x", 2500), (None, 2500)]
)
def test_a_factor_that_anki_would_not_have_is_the_usual_one(
    tmp_path: Path, factor: object, given: int
) -> None:
    standing = Standing(interval_days=9, due_ms=0, stability=8.5, difficulty=5.25)
    note = kept(("front", 5, standing), factors={"0": factor})
    [card] = written(tmp_path / "x", [note])["cards"]
    assert card[10] == given
    assert card[17] == '{"s": 8.5, "d": 5.25}'


def test_when_a_card_was_last_answered_stands_beside_its_memory(tmp_path: Path) -> None:
    standing = Standing(interval_days=9, due_ms=0, stability=8.5, difficulty=5.25)
    note = kept(("front", 5, standing), ("back", 6, NEW), factors={})
    answers = [[(5, 7_000, 3, 50), (6, 9_000, 3, 50), (5, 8_000, 3, 50)]]
    known, new = written(tmp_path / "x", [note], answers)["cards"]
    assert known[17] == '{"s": 8.5, "d": 5.25, "lrt": 8}'
    assert new[17] == ""


def test_a_note_of_ankis_without_a_guid_gets_one(tmp_path: Path) -> None:
    note = kept(factors={})._replace(guid="")
    [row] = written(tmp_path / "x", [note])["notes"]
    assert row[1] == "drill:anki:g"


def test_a_package_without_notes_has_the_kind_that_anki_wants(tmp_path: Path) -> None:
    with new_package(NOW) as package:
        assert package.fill({}, (), ()) == (0, 0, 0)
        package.write(tmp_path / "x.apkg", lambda _: None)
    assert (tmp_path / "x.apkg").exists()


@pytest.mark.parametrize(
    "text",
    [
        "a word",
        "Wörter, и слова; 1 + 1 = 2 (so): 5 % of a/b, it's!?",
        "a - b",
        "x = y ===",
        "",
    ],
)
def test_plain_words_are_what_a_renderer_makes_of_them(text: str) -> None:
    rendered = _renderer().render(text).strip()
    assert html_of(text) == rendered.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    "text",
    ["1. one", "- one", "+ one", "a_b_c", "_a_", "a *b*", "a & b", "# a", "a\nb", "a "],
)
def test_what_may_be_a_mark_is_rendered(text: str) -> None:
    rendered = _renderer().render(text).strip()
    assert html_of(text) in {rendered, rendered[3:-4]}
