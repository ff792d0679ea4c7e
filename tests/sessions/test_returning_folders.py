"""Folders of decks that went out and come back: their notes are who they were."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from drill.cli.main import main
from drill.content.notes import parse_note
from drill.errors import NotWritable
from drill.ids import CardId, NoteId
from drill.interchange.identities import FILE
from drill.sessions.editing import keep_edit
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.exporting_folder import _Ids
from drill.sessions.import_doors import import_file
from drill.sessions.undoing import undo
from tests.interchange.making_anki import BASIC, AnkiDeck
from tests.sessions.desk import NOW, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drill.sessions.import_steps import ImportStep

SER = CardId("anki:g1#front")
NOW_MS = int(NOW.timestamp() * 1000)
DAY_MS = 86_400_000


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of Anki's with a history; two of its notes ask the same."""
    deck = AnkiDeck(decks={1: "Default", 2: "Verbs::Spanish"})
    deck.note(BASIC, "ser", "to be", guid="g1", type=2, queue=2, due=850, ivl=9)
    deck.review(5000, NOW_MS - 9 * DAY_MS, 3)
    deck.note(BASIC, "ir", "to go", guid="g2")
    deck.note(BASIC, "ser", "to <b>exist</b>", guid="g3")
    return deck.package(tmp_path / "in.apkg")


@pytest.fixture
def spanish(desk: Desk, package: Path) -> Desk:
    """A desk with its notes."""
    import_file(desk.collection, package)
    desk.pass_time(hours=1)
    return desk


@pytest.fixture
def folder(spanish: Desk, tmp_path: Path) -> Path:
    """What went out of it."""
    path = tmp_path / "out"
    export(spanish.collection, path, ExportFormat.YAML, names=["verbs::spanish"])
    return path


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change a text in the one file of notes."""
    [file] = folder.rglob("notes.yaml")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def counts(step: ImportStep) -> tuple[int, int, int]:
    return step.added, step.changed, step.unchanged


def events(desk: Desk) -> int:
    with desk.collection.store.read() as unit:
        return unit.journal.count()


def text(desk: Desk, note: str) -> str:
    return str(desk.document(NoteId(note))["back"])


def notes_of(desk: Desk, deck: str) -> list[NoteId]:
    return desk.notes(deck)


def test_a_folder_that_comes_back_changes_nothing(spanish: Desk, folder: Path) -> None:
    before = events(spanish)
    step = import_file(spanish.collection, folder)
    assert counts(step) == (0, 0, 3)
    assert step.remarks == ()
    assert events(spanish) == before


def test_the_folder_is_a_deck_without_errors(folder: Path) -> None:
    assert main(["check", str(folder)]) == 0


def test_an_edited_file_changes_that_note_and_keeps_its_progress(
    spanish: Desk, folder: Path
) -> None:
    before = spanish.card(SER).schedule
    rewrite(folder, "to be", "to be, in essence")
    assert counts(import_file(spanish.collection, folder)) == (0, 1, 2)
    assert text(spanish, "anki:g1") == "to be, in essence"
    assert spanish.card(SER).schedule == before
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)
    spanish.pass_time(hours=1)
    undo(spanish.collection)
    assert text(spanish, "anki:g1") == "to be"


def test_an_edit_made_here_since_stays(spanish: Desk, folder: Path) -> None:
    with spanish.collection.store.read() as unit:
        stored = unit.notes.get(NoteId("anki:g1"))
    edited = parse_note({**stored.document, "back": "mine"})
    keep_edit(spanish.collection, stored, edited)
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)
    assert text(spanish, "anki:g1") == "mine"
    rewrite(folder, "to be", "theirs")
    step = import_file(spanish.collection, folder)
    assert (step.conflicts, step.kept) == (1, 1)
    assert text(spanish, "anki:g1") == "mine"


def test_elsewhere_the_notes_are_who_they_were(
    spanish: Desk, folder: Path, fresh: Desk, package: Path, tmp_path: Path
) -> None:
    assert import_file(fresh.collection, folder).added == 3
    deck = "verbs::spanish"
    assert notes_of(fresh, deck) == notes_of(spanish, deck)
    fresh.pass_time(hours=1)
    step = import_file(fresh.collection, package)
    assert (*counts(step), step.reviews) == (0, 0, 3, 1)
    assert fresh.card(SER).schedule == spanish.card(SER).schedule
    path = tmp_path / "out.json"
    export(fresh.collection, path, ExportFormat.JSON, names=[deck])
    assert counts(import_file(spanish.collection, path)) == (0, 0, 3)


@pytest.mark.parametrize("part", ["verbs/spanish", "verbs/spanish/notes.yaml", "zip"])
def test_a_part_of_the_folder_comes_back_as_well(
    spanish: Desk, folder: Path, part: str, fresh: Desk
) -> None:
    path = folder / part
    if part == "zip":
        path = folder.parent / "out.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*.*")):
                archive.write(file, file.relative_to(folder))
    assert counts(import_file(spanish.collection, path)) == (0, 0, 3)
    import_file(fresh.collection, path)
    assert notes_of(fresh, "verbs::spanish") == notes_of(spanish, "verbs::spanish")


def test_a_note_under_another_id_is_found_by_what_it_says(
    spanish: Desk, folder: Path
) -> None:
    rewrite(folder, "id: ir\n", "id: to-go\n")
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)


def test_a_note_may_name_its_earlier_id_and_be_edited(
    spanish: Desk, folder: Path
) -> None:
    rewrite(folder, "id: ir\n", "id: to-go\n    formerly: [ir]\n")
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)
    rewrite(folder, "to go", "to go, to leave")
    assert counts(import_file(spanish.collection, folder)) == (0, 1, 2)
    assert text(spanish, "anki:g2") == "to go, to leave"
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)


def test_an_earlier_id_in_another_deck_is_not_one_of_this(
    spanish: Desk, folder: Path
) -> None:
    rewrite(folder, "id: ir\n", "id: to-go\n    formerly: [other/notes/ir]\n")
    rewrite(folder, "to go", "to go, to leave")
    assert counts(import_file(spanish.collection, folder)) == (1, 0, 2)


def test_notes_that_say_the_same_are_found_one_by_one(
    desk: Desk, tmp_path: Path
) -> None:
    deck = AnkiDeck(decks={1: "Default", 2: "Twins"})
    deck.note(BASIC, "ser", "to be", guid="g1")
    deck.note(BASIC, "ser", "to be", guid="g2")
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    folder = tmp_path / "out"
    export(desk.collection, folder, ExportFormat.YAML, names=["twins"])
    rewrite(folder, "id: ser", "id: other")
    assert counts(import_file(desk.collection, folder)) == (0, 0, 2)


def test_an_id_that_another_note_has_in_the_folder_is_its_own_here(
    spanish: Desk, folder: Path
) -> None:
    rewrite(folder, "**exist**", "*exist*")
    assert counts(import_file(spanish.collection, folder)) == (0, 1, 2)
    assert spanish.document(NoteId("anki:g3"))["id"] == "ser"
    rewrite(folder, "id: ser-2\n", "id: exist\n    formerly: [other/ser/ser, ser-2]\n")
    assert counts(import_file(spanish.collection, folder)) == (0, 1, 2)
    assert spanish.document(NoteId("anki:g3"))["id"] == "exist"


def test_a_topic_may_be_another_and_lie_in_another_deck(
    spanish: Desk, folder: Path
) -> None:
    other = folder / "french"
    other.mkdir()
    (other / "deck.yaml").write_text("title: French\n", "utf-8")
    rewrite(folder, "topic: notes\n", "topic: verbs\n")
    (folder / "verbs/spanish/notes.yaml").rename(other / "verbs.yaml")
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)


def test_a_copy_of_a_note_is_another_note(spanish: Desk, folder: Path) -> None:
    rewrite(
        folder, "notes:\n", "notes:\n\n  - id: again\n    front: ir\n    back: to go\n"
    )
    assert counts(import_file(spanish.collection, folder)) == (1, 0, 3)
    assert NoteId("spanish/notes/again") in notes_of(spanish, "verbs::spanish")


def test_a_note_that_cannot_be_read_is_nobody_elses(
    spanish: Desk, folder: Path
) -> None:
    rewrite(folder, "- id: ir\n", "- id: ir\n    kind: sonnet\n")
    again = "notes:\n\n  - id: again\n    front: ir\n    back: to go\n"
    rewrite(folder, "notes:\n", again)
    assert counts(import_file(spanish.collection, folder)) == (1, 0, 2)


def test_without_the_file_the_notes_are_those_of_the_folder(
    spanish: Desk, folder: Path
) -> None:
    (folder / "verbs/spanish" / FILE).unlink()
    assert counts(import_file(spanish.collection, folder)) == (3, 0, 0)


def test_a_renamed_deck_is_another_deck_with_the_same_notes(
    spanish: Desk, folder: Path, fresh: Desk
) -> None:
    (folder / "verbs/spanish/deck.yaml").write_text("title: Castilian\n", "utf-8")
    import_file(fresh.collection, folder)
    deck = "castilian::notes"
    assert notes_of(fresh, deck) == notes_of(spanish, "verbs::spanish")


def test_decks_whose_notes_are_where_they_say_have_no_such_file(
    spanish: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "own"
    export(spanish.collection, path, ExportFormat.YAML, names=["mine", "networks"])
    assert [*path.rglob(FILE)] == []
    assert import_file(spanish.collection, path).unchanged == 7


def test_decks_in_decks_of_ones_own_come_back(
    desk: Desk, fresh: Desk, tmp_path: Path
) -> None:
    from drill.sessions.rereading import reread

    desk.write(desk.own / "work/onboarding/deck.yaml", "title: Onboarding\n")
    desk.write(
        desk.own / "work/onboarding/first.yaml",
        "topic: first\ntitle: First\nnotes:\n  - {id: a, front: f, back: b}\n",
    )
    reread(desk.collection)
    path = tmp_path / "own"
    export(desk.collection, path, ExportFormat.YAML, names=["work::onboarding"])
    assert counts(import_file(desk.collection, path)) == (0, 0, 1)
    assert import_file(fresh.collection, path).decks == ("Onboarding › first",)
    assert notes_of(fresh, "onboarding::first") == ["work::onboarding/first/a"]


def test_the_folder_among_ones_own_decks_is_read_as_decks(
    folder: Path, fresh: Desk
) -> None:
    from drill.sessions.rereading import reread

    shutil.copytree(folder / "verbs", fresh.own / "verbs")
    reread(fresh.collection)
    found = notes_of(fresh, "verbs::spanish")
    assert "verbs::spanish/notes/ir" in found
    assert len(found) == 3


def test_two_notes_of_one_identity_are_one_and_told(
    spanish: Desk, folder: Path
) -> None:
    file = folder / "verbs/spanish" / FILE
    file.write_text(file.read_text("utf-8").replace("anki:g2", "anki:g1"), "utf-8")
    step = import_file(spanish.collection, folder)
    assert counts(step) == (0, 0, 2)
    assert step.counts == {"I104": 1}


def test_a_note_removed_here_stays_removed(spanish: Desk, folder: Path) -> None:
    from drill.events import NoteRemoved

    with spanish.collection.store.write() as unit:
        unit.record(NoteRemoved(NoteId("anki:g2")))
    step = import_file(spanish.collection, folder)
    assert (step.removed, *counts(step)) == (1, 0, 0, 2)


def test_a_topic_too_large_for_a_file_goes_into_several(
    spanish: Desk, fresh: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.sessions.exporting_folder.LARGEST_BYTES", 20)
    path = tmp_path / "out"
    export(spanish.collection, path, ExportFormat.YAML, names=["verbs::spanish"])
    files = sorted(each.name for each in path.rglob("notes*.yaml"))
    assert files == ["notes-2.yaml", "notes-3.yaml", "notes.yaml"]
    assert main(["check", str(path)]) == 0
    assert counts(import_file(spanish.collection, path)) == (0, 0, 3)
    import_file(fresh.collection, path)
    assert notes_of(fresh, "verbs::spanish") == notes_of(spanish, "verbs::spanish")


def test_a_note_that_fits_into_no_file_is_refused_and_nothing_is_left(
    spanish: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.content.decoding.LARGEST_BYTES", 150)
    path = tmp_path / "out"
    with pytest.raises(NotWritable, match=r"notes\.yaml"):
        export(spanish.collection, path, ExportFormat.YAML, names=["verbs::spanish"])
    assert [*tmp_path.glob("*out*")] == []


def test_a_folder_that_is_there_is_not_replaced(spanish: Desk, folder: Path) -> None:
    with pytest.raises(NotWritable, match="is there already"):
        export(spanish.collection, folder, ExportFormat.YAML, names=["verbs::spanish"])
    assert counts(import_file(spanish.collection, folder)) == (0, 0, 3)


def test_ids_stay_as_short_as_ids_are() -> None:
    ids = _Ids(["b-2"])
    long = "a" * 80
    assert [ids.free(long) for _ in range(3)] == [
        long,
        f"{long[:78]}-2",
        f"{long[:78]}-3",
    ]
    assert [ids.free("b") for _ in range(3)] == ["b", "b-3", "b-4"]
