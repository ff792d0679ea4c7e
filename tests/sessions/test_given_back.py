"""Notes of Anki's that were changed here: back into their fields, under their guids."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from drill.content.notes import parse_note
from drill.ids import NoteId, card_id
from drill.sessions.editing import keep_edit
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.import_doors import import_file
from tests.interchange.making_anki import (
    BASIC,
    CLOZE,
    REVERSED,
    TYPING,
    WIDE,
    AnkiDeck,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions.desk import Desk

SER = NoteId("anki:basic")
LATER_S = 1_900_000_000
"""In seconds since 1970, after the tests' present."""


@pytest.fixture
def spanish(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with notes of several kinds of Anki's."""
    deck = AnkiDeck(media={"a b.png": b"picture"})
    deck.note(BASIC, 'ser <img src="a b.png">', "to <i>be</i>", guid="basic")
    deck.note(REVERSED, "ir", "to go", guid="reversed", cards=(0, 1))
    deck.note(CLOZE, "{{c1::tener}} is {{c2::to have}}", "often", guid="cloze",
              cards=(0, 1))  # fmt: skip
    deck.note(TYPING, "dar", "to give", guid="typing")
    deck.note(WIDE, "ver", "to see", "[sound:ver.mp3]", guid="wide", cards=(0, 1))
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    return desk


def change(desk: Desk, guid: str, **values: Any) -> None:
    """Edit a note of Anki's here."""
    with desk.collection.store.read() as unit:
        stored = unit.notes.get(NoteId(f"anki:{guid}"))
    keep_edit(desk.collection, stored, parse_note({**stored.document, **values}))


def exported(desk: Desk, folder: Path) -> dict[str, list[str]]:
    """The fields of all notes in a package, by guid."""
    export(desk.collection, folder / "out.apkg", ExportFormat.APKG)
    return {guid: text.split("\x1f") for guid, text in rows(folder, "guid, flds")}


def rows(folder: Path, columns: str) -> list[tuple[Any, ...]]:
    """Columns of the notes of the package."""
    with zipfile.ZipFile(folder / "out.apkg") as file:
        (folder / "out.db").write_bytes(file.read("collection.anki21"))
    with closing(sqlite3.connect(folder / "out.db")) as link:
        return link.execute(f"SELECT {columns} FROM notes").fetchall()  # noqa: S608 - ours


def test_what_was_changed_stands_in_its_field_and_the_rest_as_it_came(
    spanish: Desk, tmp_path: Path
) -> None:
    change(spanish, "basic", front="**estar**")
    found = exported(spanish, tmp_path)
    assert found["basic"] == ["<strong>estar</strong>", "to <i>be</i>"]
    assert "drill:anki:basic" not in found


@pytest.mark.parametrize(
    ("guid", "values", "fields"),
    [
        ("reversed", {"back": "to *walk*"}, ["ir", "to <em>walk</em>"]),
        (
            "cloze",
            {"text": "{{c1::haber}} is {{c2::to have}}", "why": "a & b"},
            ["{{c1::haber}} is {{c2::to have}}", "a &amp; b"],
        ),
        ("typing", {"question": "donar"}, ["donar", "to give"]),
        ("typing", {"answer": "to donate"}, ["dar", "to donate"]),
    ],
)
def test_every_plain_kind_takes_its_change_back(
    spanish: Desk, tmp_path: Path, guid: str, values: dict[str, Any], fields: list[str]
) -> None:
    change(spanish, guid, **values)
    assert exported(spanish, tmp_path)[guid] == fields


def test_tags_alone_may_have_changed(spanish: Desk, tmp_path: Path) -> None:
    change(spanish, "basic", tags=["verb"])
    found = exported(spanish, tmp_path)
    assert found["basic"] == ['ser <img src="a b.png">', "to <i>be</i>"]
    assert (" verb ",) in rows(tmp_path, "tags")


def test_media_have_the_names_there_that_they_had(
    spanish: Desk, tmp_path: Path
) -> None:
    with spanish.collection.store.read() as unit:
        front = unit.notes.get(NoteId("anki:basic")).document["front"]
    change(spanish, "basic", front=f"{front} ![new](media:new.png)")
    folder = spanish.collection.locations.data / "media"
    (folder / "new.png").write_bytes(b"new")
    field = exported(spanish, tmp_path)["basic"][0]
    assert 'src="a b.png"' in field
    assert 'src="new.png"' in field
    with zipfile.ZipFile(tmp_path / "out.apkg") as file:
        listed = json.loads(file.read("media"))
    assert {"a b.png", "new.png"} <= set(listed.values())


def test_a_template_that_mixes_fields_makes_a_note_of_drills(
    spanish: Desk, tmp_path: Path
) -> None:
    with spanish.collection.store.read() as unit:
        cards = unit.notes.get(NoteId("anki:wide")).document["cards"]
    changed = [{**cards[0], "back": "to look"}, *cards[1:]]
    change(spanish, "wide", cards=changed)
    found = exported(spanish, tmp_path)
    assert "wide" not in found
    assert "to look" in found["drill:anki:wide"]


def test_sides_with_several_fields_stay_where_another_was_changed(
    desk: Desk, tmp_path: Path
) -> None:
    back = "{{cloze:Text}}<p>{{Extra}}</p>{{#Tags}}<i>{{Tags}}</i>{{/Tags}}{{Note}}"
    deck = AnkiDeck(
        types={9: ("Gaps", 1, ["Text", "Extra", "Note"], [("{{cloze:Text}}", back)])}
    )
    deck.note(9, "{{c1::ser}}", "<u>often</u>", "n.", guid="gaps", tags="verb")
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    change(desk, "gaps", text="{{c1::estar}}")
    found = exported(desk, tmp_path)
    assert found["gaps"] == ["{{c1::estar}}", "<u>often</u>", "n."]
    change(desk, "gaps", why="never")
    assert "gaps" not in exported(desk, tmp_path)


def test_what_no_field_holds_makes_a_note_of_drills(
    spanish: Desk, tmp_path: Path
) -> None:
    change(spanish, "basic", why="Because.")
    change(spanish, "typing", hints=["It has five letters."])
    found = exported(spanish, tmp_path)
    assert "drill:anki:basic" in found
    assert "drill:anki:typing" in found


def test_a_change_is_newer_than_the_latest_one_there(
    desk: Desk, tmp_path: Path
) -> None:
    deck = AnkiDeck()
    deck.note(BASIC, "ser", "to be", guid="basic")
    *note, _, _, tags, fields = deck.notes[0]
    deck.notes[0] = (*note, LATER_S, 0, tags, fields)
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    change(desk, "basic", back="to exist")
    exported(desk, tmp_path)
    assert ("basic", LATER_S + 1) in rows(tmp_path, "guid, mod")


def test_a_package_with_changes_made_here_comes_back_as_the_same_notes(
    spanish: Desk, tmp_path: Path
) -> None:
    change(spanish, "basic", front="**estar**")
    change(spanish, "cloze", text="{{c1::haber}} is {{c2::to have}}")
    before = notes(spanish)
    exported(spanish, tmp_path)
    step = import_file(spanish.collection, tmp_path / "out.apkg")
    assert (step.added, step.changed) == (0, 0)
    assert notes(spanish) == before
    assert exported(spanish, tmp_path)["basic"][0] == "<strong>estar</strong>"


def notes(desk: Desk) -> dict[NoteId, Any]:
    """What all notes say."""
    return {note: desk.document(note) for note in desk.notes()}


def test_a_note_whose_kind_is_not_there_is_one_of_drills(
    spanish: Desk, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(spanish.collection.store.path)) as link:
        link.execute("DELETE FROM journal WHERE kind = 'foreign-kept'")
        link.commit()
    assert "drill:anki:basic" in exported(spanish, tmp_path)


def test_a_file_that_says_nonsense_of_anki_does_no_harm(
    spanish: Desk, tmp_path: Path
) -> None:
    with spanish.collection.store.read() as unit:
        [row] = unit.outgoing.notes([*unit.outgoing.keys_of([card_id(SER, "front")])])
        _, extra = unit.outgoing.extras([row])[row[0]]
    document = {"id": "x", "front": "f", "back": "b"}
    odd: list[dict[str, Any]] = [
        {"fields": [1, None]},
        {"fields": "f", "media": [1], "factors": 7},
        {"media": {"a": 1}, "guid": [3]},
        {"modified": 1 << 90},
    ]
    table = {
        "format": "drill", "version": 1,
        "notes": [
            {"note": f"a/b/{number}", "document": document, "extra": {**extra, **each}}
            for number, each in enumerate(odd)
        ],
    }  # fmt: skip
    (tmp_path / "odd.json").write_text(json.dumps(table))
    import_file(spanish.collection, tmp_path / "odd.json")
    spanish.pass_time(seconds=1)
    for number in range(len(odd)):
        with spanish.collection.store.read() as unit:
            stored = unit.notes.get(NoteId(f"a/b/{number}"))
        edited = parse_note({**stored.document, "back": "other"})
        keep_edit(spanish.collection, stored, edited)
    assert exported(spanish, tmp_path)


def test_what_went_back_and_comes_in_again_is_no_conflict(
    spanish: Desk, tmp_path: Path
) -> None:
    change(spanish, "basic", front="**estar**")
    export(spanish.collection, tmp_path / "out.apkg", ExportFormat.APKG)
    step = import_file(spanish.collection, tmp_path / "out.apkg")
    assert (step.conflicts, step.added, step.changed) == (0, 0, 0)
    with spanish.collection.store.read() as unit:
        assert unit.notes.get(SER).document["front"] == "**estar**"
    # From here on it is as it came: a change in Anki is one there alone.
    deck = AnkiDeck()
    deck.note(BASIC, "soy", "to be", guid="basic")
    step = import_file(spanish.collection, deck.package(tmp_path / "again.apkg"))
    assert (step.conflicts, step.changed) == (0, 1)
