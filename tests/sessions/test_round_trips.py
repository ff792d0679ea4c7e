"""Out to Anki and back again: what was answered here, and what there."""

from __future__ import annotations

import errno
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from drill.errors import NotWritable
from drill.ids import CardId, card_id
from drill.sessions.exporting import ENDINGS, ExportFormat, export
from drill.sessions.import_doors import import_file
from drill.sessions.undoing import undo
from drill.srs.schedule import Reviewing
from tests.interchange.making_anki import BASIC, AnkiDeck, archive
from tests.sessions.desk import NOW, WINDOW, Desk

SER = CardId("anki:g1#front")
NOW_MS = int(NOW.timestamp() * 1000)
DAY_MS = 86_400_000


@pytest.fixture
def spanish(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a note of Anki's that was answered there, and here a day later."""
    deck = AnkiDeck()
    deck.note(
        BASIC, "ser", "to be", guid="g1", type=2, queue=2, due=850, ivl=9, factor=1850
    )
    deck.review(5000, NOW_MS - 9 * DAY_MS, 3)
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    desk.pass_time(days=1)
    desk.learn(SER)
    desk.pass_time(hours=1)
    return desk


def answered_elsewhere(path: Path, folder: Path, guid: str, at_ms: int) -> Path:
    """A package after an answer on a telephone."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    database = folder / "phone.db"
    database.write_bytes(members["collection.anki21"])
    with sqlite3.connect(database) as link:
        link.execute(
            "INSERT INTO revlog SELECT ?, c.id, -1, 3, 9, 3, 2500, 4000, 1 FROM cards c"
            " JOIN notes n ON n.id = c.nid WHERE n.guid = ?",
            (at_ms, guid),
        )
    link.close()
    members["collection.anki21"] = database.read_bytes()
    return archive(folder / "phone.apkg", members)


def test_answers_to_a_note_of_ankis_are_not_doubled_by_its_export(
    spanish: Desk, tmp_path: Path
) -> None:
    before = spanish.card(SER).schedule
    out = tmp_path / "out.apkg"
    assert export(spanish.collection, out, ExportFormat.APKG).reviews == 2
    assert column(tmp_path, "factor", "cards WHERE data > ''") == "1850"
    answered_s = NOW_MS // 1000 + 86_400
    assert f'"lrt": {answered_s}' in column(tmp_path, "data", "cards WHERE data > ''")
    back = import_file(spanish.collection, out)
    assert (back.added, back.changed, back.reviews) == (0, 0, 0)
    assert spanish.card(SER).schedule == before


def test_an_older_export_does_not_set_a_card_back(
    spanish: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out.apkg"
    export(spanish.collection, out, ExportFormat.APKG)
    spanish.pass_time(days=30)
    spanish.learn(SER)
    before = spanish.card(SER).schedule
    spanish.pass_time(hours=1)
    assert import_file(spanish.collection, out).reviews == 0
    assert spanish.card(SER).schedule == before


@pytest.mark.parametrize(
    ("card", "guid"), [(SER, "g1"), (WINDOW, "drill:networks/tcp/window")]
)
def test_what_came_back_and_was_undone_comes_back_once_more(
    spanish: Desk, tmp_path: Path, card: CardId, guid: str
) -> None:
    spanish.learn(WINDOW)
    out = tmp_path / "out.apkg"
    export(spanish.collection, out, ExportFormat.APKG)
    at_ms = int((spanish.collection.now + timedelta(days=2)).timestamp() * 1000)
    phone = answered_elsewhere(out, tmp_path, guid, at_ms)
    spanish.pass_time(days=3)
    before = spanish.card(card).schedule
    assert import_file(spanish.collection, phone).reviews == 1
    after = spanish.card(card).schedule
    spanish.pass_time(hours=1)
    undo(spanish.collection)
    assert spanish.card(card).schedule == before
    assert import_file(spanish.collection, phone).reviews == 1
    assert spanish.card(card).schedule == after
    assert import_file(spanish.collection, phone).reviews == 0


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "UTC", "Pacific/Kiritimati"])
@pytest.mark.parametrize("name", ["out.apkg", "out.json"])
def test_a_card_is_due_on_the_same_day_elsewhere(
    tmp_path: Path, zone: str, name: str
) -> None:
    here = Desk(tmp_path / "here", study={"zone": zone})
    there = Desk(tmp_path / "there", study={"zone": zone})
    path = tmp_path / "in.csv"
    path.write_text("ser,to be\nir,to go\nestar,to be\n")
    step = import_file(here.collection, path)
    assert step.added == 3
    card = card_id(here.notes("in")[0], "front")
    here.pass_time(seconds=1)
    here.learn(card)
    export(here.collection, tmp_path / name, ENDINGS[Path(name).suffix], names=["in"])
    import_file(there.collection, tmp_path / name)
    state = here.card(card).schedule.state
    assert isinstance(state, Reviewing)
    other = there.card(card).schedule.state
    assert isinstance(other, Reviewing)
    assert other.due == state.due
    here.close()
    there.close()


def test_decks_whose_names_differ_in_capitals_alone_are_one_in_anki(
    desk: Desk, tmp_path: Path
) -> None:
    deck = AnkiDeck(decks={1: "Default", 2: "NETWORKS"})
    deck.note(BASIC, "ser", "to be", guid="g1")
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    export(desk.collection, tmp_path / "out.apkg", ExportFormat.APKG)
    names = [each["name"] for each in json.loads(column(tmp_path, "decks")).values()]
    assert sorted(names) == ["Default", "My notes", "NETWORKS"]
    models = json.loads(column(tmp_path, "models")).values()
    assert [each["name"] for each in models].count("Basic") == 1


def test_decks_in_decks_go_out_as_deep_as_anki_takes_them(
    desk: Desk, tmp_path: Path
) -> None:
    deep = "::".join("abcdefghijklmn")
    deck = AnkiDeck(decks={1: "Default", 2: deep})
    deck.note(BASIC, "ser", "to be", guid="g1")
    import_file(desk.collection, deck.package(tmp_path / "in.apkg"))
    export(desk.collection, tmp_path / "out.apkg", ExportFormat.APKG)
    names = [each["name"] for each in json.loads(column(tmp_path, "decks")).values()]
    assert "a::b::c::d::e::f::g::h::i::j::k › l › m › n" in names


def column(folder: Path, name: str, table: str = "col") -> str:
    with zipfile.ZipFile(folder / "out.apkg") as file:
        (folder / "out.db").write_bytes(file.read("collection.anki21"))
    with closing(sqlite3.connect(folder / "out.db")) as link:
        return str(link.execute(f"SELECT {name} FROM {table}").fetchone()[0])  # noqa: S608 - ours


def test_a_note_whose_newer_import_was_undone_goes_back_as_it_first_came(
    desk: Desk, tmp_path: Path
) -> None:
    for number, back in enumerate(("to <b>be</b>", "to <b>exist</b>")):
        deck = AnkiDeck()
        deck.note(BASIC, "ser", back, guid="g1")
        desk.pass_time(hours=1)
        import_file(desk.collection, deck.package(tmp_path / f"{number}.apkg"))
    desk.pass_time(hours=1)
    undo(desk.collection)
    topic = str(desk.card(SER).topic)
    export(desk.collection, tmp_path / "out.apkg", ExportFormat.APKG, names=[topic])
    assert column(tmp_path, "flds", "notes") == "ser\x1fto <b>be</b>"


def test_an_export_that_cannot_be_written_leaves_the_older_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.apkg"
    path.write_bytes(b"older")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("drill.content.atomic.os.fsync", full)
    with pytest.raises(NotWritable, match="No space left"):
        export(desk.collection, path, ExportFormat.APKG)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.glob(".*")) == []
