"""Exporting: which notes, into which file, and what comes back from it."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.errors import (
    DeckNotFound,
    ExportCancelled,
    InterchangeError,
    NotWritable,
)
from drill.ids import CardId, NoteId, Rating
from drill.interchange.anki import read
from drill.interchange.own_json import read as read_own
from drill.sessions.editing import keep_edit
from drill.sessions.exporting import ENDINGS, ExportFormat, export
from drill.sessions.import_doors import import_file
from drill.sessions.rereading import reread
from drill.sessions.undoing import undo
from drill.srs.schedule import Reviewing
from tests.interchange.making_anki import BASIC, CLOZE, REVERSED, AnkiDeck, archive
from tests.sessions.desk import ACKS, WINDOW, Desk

if TYPE_CHECKING:
    from pathlib import Path

GENERATED = """
topic: made
title: Made
notes:
  - id: delay
    kind: generated
    title: How long a queue delays
    generator: capacity.littles_law
    source: Little, 1961
  - id: pick
    kind: choice
    question: Which one?
    choices:
      - {text: this, right: true}
      - {text: that, why: It is not.}
  - id: gap
    kind: cloze
    text: "A {{c1::gap::hint}} [here] is {{c2::$x^2$}}."
    why: Because.
"""


@pytest.fixture
def laden(desk: Desk) -> Desk:
    """A desk with notes of many kinds, some of them imported, some answered."""
    desk.write(desk.own / "mine/made.yaml", GENERATED)
    reread(desk.collection)
    deck = AnkiDeck(media={"a b.mp3": b"sound"}, decks={2: "Verbs::Spanish"})
    deck.note(BASIC, "ser [sound:a b.mp3]", "to <b>be</b>", guid="g1", tags="verb")
    deck.note(REVERSED, "ir", "to go", guid="g2", cards=(0, 1), flags=2)
    deck.note(CLOZE, "{{c1::tener}} is {{c2::to have}}", "", guid="g3", cards=(0, 1))
    import_file(desk.collection, deck.package(desk.own.parent / "in.apkg"))
    desk.clock.advance(timedelta(seconds=5))
    return desk


def test_a_package_holds_notes_cards_reviews_and_media(
    laden: Desk, tmp_path: Path
) -> None:
    laden.learn(WINDOW)
    step = export(laden.collection, tmp_path / "x.apkg", ExportFormat.APKG)
    assert step.reviews == 1
    package = read(tmp_path / "x.apkg")
    notes = {note.identity: note for note in package.notes()}
    assert len(notes) == step.notes
    ser, window = notes[NoteId("anki:g1")], notes[NoteId("networks/tcp/window")]
    assert (ser.is_ours, ser.deck) == (False, ("Verbs", "Spanish"))
    assert (window.is_ours, window.deck) == (True, ("Networks",))
    made = ser.make()
    assert made is not None
    assert made.extra["fields"] == ["ser [sound:a b.mp3]", "to <b>be</b>"]
    assert package.media.open("a b.mp3").read() == b"sound"
    [card] = window.make().cards  # type: ignore[union-attr]
    assert card.schedule is not None
    assert card.schedule.stability == pytest.approx(
        laden.card(WINDOW).schedule.memory.stability,  # type: ignore[union-attr]
        abs=1e-4,
    )
    assert [each.rating for each in card.reviews] == [Rating.EASY]
    delay = notes[NoteId("mine/made/delay")].make()
    assert delay is not None
    assert "**5.** " in json.dumps(dict(delay.document))
    package.close()


def test_answers_are_the_same_read_in_one_pass_and_looked_up(
    desk: Desk, tmp_path: Path
) -> None:
    for card in (WINDOW, ACKS, WINDOW):
        desk.learn(card)
        desk.clock.advance(timedelta(minutes=1))
    undo(desk.collection)
    whole = export(desk.collection, tmp_path / "all.apkg", ExportFormat.APKG)
    some = export(
        desk.collection, tmp_path / "tcp.apkg", ExportFormat.APKG, names=["networks"]
    )
    one = export(
        desk.collection, tmp_path / "one.apkg", ExportFormat.APKG, search="window"
    )
    assert (whole.reviews, some.reviews, one.reviews) == (2, 2, 1)
    assert answers(tmp_path / "all.apkg") == answers(tmp_path / "tcp.apkg")
    assert answers(tmp_path / "one.apkg") < answers(tmp_path / "all.apkg")


def answers(path: Path) -> set[tuple[NoteId, int, Rating]]:
    """The answers in a package: to which note, when, and how."""
    package = read(path)
    found = {
        (note.identity, review.at_ms, review.rating)
        for note in package.notes()
        if (made := note.make())
        for card in made.cards
        for review in card.reviews
    }
    package.close()
    return found


@pytest.mark.parametrize("name", ["x.apkg", "x.json", "x.csv", "x.md"])
def test_a_cancelled_export_leaves_what_was_there(
    laden: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "out" / name
    path.parent.mkdir()
    path.write_text("older")
    gone = threading.Event()
    told: list[tuple[int, int]] = []
    kind = ENDINGS[path.suffix]
    gone.set()
    with pytest.raises(ExportCancelled):
        export(laden.collection, path, kind, cancelled=gone)
    assert [each.name for each in path.parent.iterdir()] == [name]
    assert path.read_text() == "older"
    gone.clear()
    step = export(
        laden.collection,
        path,
        kind,
        on_progress=lambda *done: told.append(done),
        cancelled=gone,
    )
    assert told[-1] == (step.notes, step.notes)


def test_it_can_be_cancelled_among_the_answers(desk: Desk, tmp_path: Path) -> None:
    desk.learn(WINDOW, ACKS)
    gone = threading.Event()
    path = tmp_path / "x.apkg"
    with pytest.raises(ExportCancelled):
        export(
            desk.collection,
            path,
            ExportFormat.APKG,
            on_progress=lambda *_: gone.set(),
            cancelled=gone,
        )
    assert not path.exists()
    assert export(desk.collection, path, ExportFormat.APKG).reviews == 2


def test_an_interrupt_leaves_no_half_of_a_file(laden: Desk, tmp_path: Path) -> None:
    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "out" / "x.json"
    path.parent.mkdir()
    with pytest.raises(KeyboardInterrupt):
        export(laden.collection, path, ExportFormat.JSON, on_progress=interrupt)
    assert not list(path.parent.iterdir())


def test_a_note_of_a_newer_drill_stays_behind(laden: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    every = export(laden.collection, path, ExportFormat.JSON).notes
    with closing(sqlite3.connect(laden.collection.store.path)) as link:
        link.execute(
            'UPDATE notes SET document = replace(document, \'"kind":"choice"\','
            ' \'"kind":"sonnet"\')'
        )
        link.commit()
    assert export(laden.collection, path, ExportFormat.JSON).notes == every - 1


def test_what_went_out_comes_back_unchanged(laden: Desk, tmp_path: Path) -> None:
    laden.learn(WINDOW)
    path = tmp_path / "x.apkg"
    step = export(laden.collection, path, ExportFormat.APKG)
    back = import_file(laden.collection, path)
    assert (back.added, back.changed, back.reviews) == (0, 0, 0)
    assert back.unchanged == step.notes


def test_reviews_made_elsewhere_come_back_onto_the_same_cards(
    laden: Desk, tmp_path: Path
) -> None:
    laden.learn(WINDOW)
    path = tmp_path / "x.apkg"
    export(laden.collection, path, ExportFormat.APKG)
    reviewed = elsewhere(path, tmp_path, laden)
    laden.clock.advance(timedelta(days=4))
    before = laden.card(WINDOW).schedule
    step = import_file(laden.collection, reviewed)
    assert (step.added, step.reviews) == (0, 1)
    after = laden.card(WINDOW).schedule
    assert after.repetitions == before.repetitions + 1
    assert isinstance(after.state, Reviewing)
    assert import_file(laden.collection, reviewed).reviews == 0


def elsewhere(path: Path, folder: Path, desk: Desk) -> Path:
    """The package after a review of the window on a telephone, three days later."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    database = folder / "phone.db"
    database.write_bytes(members["collection.anki21"])
    at_ms = int((desk.collection.now + timedelta(days=3)).timestamp() * 1000)
    with sqlite3.connect(database) as link:
        link.execute(
            "INSERT INTO revlog SELECT ?, c.id, -1, 3, 9, 3, 2500, 4000, 1 FROM cards c"
            " JOIN notes n ON n.id = c.nid WHERE n.guid = 'drill:networks/tcp/window'",
            (at_ms,),
        )
    link.close()
    members["collection.anki21"] = database.read_bytes()
    return archive(folder / "phone.apkg", members)


def test_an_imported_note_that_was_changed_goes_out_as_it_is_here(
    laden: Desk, tmp_path: Path
) -> None:
    from drill.content.notes import parse_note

    with laden.collection.store.read() as unit:
        stored = unit.notes.get(NoteId("anki:g1"))
    keep_edit(laden.collection, stored, parse_note({**stored.document, "back": "mine"}))
    export(laden.collection, tmp_path / "x.apkg", ExportFormat.APKG)
    package = read(tmp_path / "x.apkg")
    notes = {note.identity: note for note in package.notes()}
    made = notes[NoteId("anki:g1")].make()
    assert made is not None
    assert made.document["back"].startswith("mine")
    package.close()


def test_json_comes_back_whole_on_another_machine(laden: Desk, tmp_path: Path) -> None:
    laden.learn(WINDOW)
    path = tmp_path / "x.json"
    step = export(laden.collection, path, ExportFormat.JSON)
    assert import_file(laden.collection, path).unchanged == step.notes
    package = read_own(path)
    found = {note.identity: note.make() for note in package.notes()}
    window = found[NoteId("networks/tcp/window")]
    assert window is not None
    assert window.document == laden.document(NoteId("networks/tcp/window"))
    [card] = window.cards
    assert card.schedule is not None
    assert len(card.reviews) == 1


def test_broken_exports_say_so(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    for text, words in (
        ("[]", "no export"),
        ('{"format": "drill", "version": 9}', "newer drill"),
        ("{", "no JSON"),
        ("[" * 300 + "]" * 300, "deeper"),
        ("9" * 500, "digits"),
    ):
        path.write_text(text)
        with pytest.raises(InterchangeError, match=words):
            read_own(path)
    odd = {
        "format": "drill", "version": 1,
        "notes": [
            5,
            {"note": "a/b/c", "document": {"kind": "sonnet"}},
            {"document": {"id": "x", "front": "f", "back": "b"}, "cards": [
                {"reviews": [[1, 9, 2], [1, 3, 2]], "interval_days": 3},
                {"interval_days": "x", "stability": True},
            ]},
        ],
    }  # fmt: skip
    path.write_text(json.dumps(odd))
    package = read_own(path)
    lost, found = (note.make() for note in package.notes())
    assert lost is None
    assert found is not None
    assert [len(card.reviews) for card in found.cards] == [1, 0]
    path.write_text('{"format": "drill", "version": 1, "notes": 5}')
    assert list(read_own(path).notes()) == []


def test_a_table_has_a_row_a_card(laden: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    step = export(laden.collection, path, ExportFormat.CSV)
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines(keepends=True)))
    assert len(rows) == step.cards
    ids = {row["id"]: row for row in rows}
    assert ids["mine/words/commit#back"]["front"] == "to make permanent"
    assert ids["networks/tcp/window#front"]["tags"] == "flow situation"


def test_markdown_has_questions_and_gaps(laden: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    export(laden.collection, path, ExportFormat.MARKDOWN, names=["mine/made"])
    text = path.read_text("utf-8")
    assert "C: A [gap] \\[here\\] is [$x^2$]." in text
    assert "Q: Which one?" in text
    back = import_file(laden.collection, path, is_dry=True)
    assert back.added == 3


def test_a_folder_of_decks_can_be_studied_again(laden: Desk, tmp_path: Path) -> None:
    path = tmp_path / "decks"
    step = export(laden.collection, path, ExportFormat.YAML, search="")
    assert step.notes
    assert (path / "verbs/spanish/notes.yaml").exists() or any(path.rglob("notes.yaml"))
    text = (path / "networks/tcp.yaml").read_text("utf-8")
    assert "id: window" in text
    for name in ("no/such/folder.csv", "no/such/folder.apkg", "x.csv/decks.yaml"):
        (tmp_path / "x.csv").touch()
        kind = ExportFormat(name.rpartition(".")[2])
        with pytest.raises(NotWritable):
            export(laden.collection, tmp_path / name, kind)
    shutil.rmtree(path)


def test_notes_of_one_readable_id_do_not_meet_in_a_file(
    desk: Desk, tmp_path: Path
) -> None:
    deck = AnkiDeck()
    deck.note(BASIC, "same", "1")
    deck.note(BASIC, "same", "2")
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    export(desk.collection, tmp_path / "out", ExportFormat.YAML, search="same")
    from tests.sessions.katas import lay_out

    lay_out(desk)  # a kata is a folder of its own, and stays behind
    reread(desk.collection)
    export(desk.collection, tmp_path / "all", ExportFormat.YAML)
    assert "kind: kata" not in (tmp_path / "all/networks/tcp.yaml").read_text("utf-8")
    [file] = (tmp_path / "out").rglob("notes.yaml")
    assert file.read_text("utf-8").count("id: same") == 2


def test_only_what_is_asked_for_goes_out(laden: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    assert (
        export(laden.collection, path, ExportFormat.JSON, names=["networks/dns"]).notes
        == 2
    )
    assert export(laden.collection, path, ExportFormat.JSON, search="window").notes == 1
    with pytest.raises(DeckNotFound):
        export(laden.collection, path, ExportFormat.JSON, names=["nothing"])


def test_media_are_taken_from_their_folder_alone(laden: Desk, tmp_path: Path) -> None:
    from drill.sessions.exporting import _Media

    media = _Media(tmp_path)
    (tmp_path / "a.png").write_bytes(b"x")
    assert media("a.png") == b"x"
    for name in ("../a.png", ".hidden", "none", "a\\b"):
        assert media(name) is None


def test_a_suspended_card_is_so_in_the_package(laden: Desk, tmp_path: Path) -> None:
    from drill.events import Suspended

    laden.clock.advance(timedelta(seconds=1))
    with laden.collection.store.write() as unit:
        unit.record(Suspended(CardId("anki:g2#front")))
    export(laden.collection, tmp_path / "x.apkg", ExportFormat.APKG)
    package = read(tmp_path / "x.apkg")
    notes = {note.identity: note.make() for note in package.notes()}
    made = notes[NoteId("anki:g2")]
    assert made is not None
    assert [card.suspended for card in made.cards] == [True, False]
    assert [card.flag for card in made.cards] == [2, 2]
    package.close()
