"""Folders of decks that come back are compared with what went out with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drill.content.notes import parse_note
from drill.events import NotePut
from drill.ids import NoteId, TopicId
from drill.interchange.identities import FILE
from drill.sessions.editing import keep_edit, remove_note
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.import_bases import Base, base_of
from drill.sessions.import_doors import import_file
from drill.sessions.import_steps import ImportOptions, Policy
from drill.sessions.undoing import redo, undo
from drill.store import doctor
from tests.interchange.making_anki import BASIC, AnkiDeck

if TYPE_CHECKING:
    from pathlib import Path

    from drill.sessions.import_steps import ImportStep
    from tests.sessions.desk import Desk

SER = NoteId("anki:g1")
ADDED = NoteId("mine/words/added")
SHIPPED = NoteId("networks/tcp/third-ack")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of Anki's."""
    return packed(tmp_path / "in.apkg", "to be")


@pytest.fixture
def spanish(desk: Desk, package: Path) -> Desk:
    """A desk with its notes."""
    import_file(desk.collection, package)
    desk.pass_time(hours=1)
    return desk


def packed(path: Path, back: str) -> Path:
    deck = AnkiDeck(decks={1: "Default", 2: "Verbs::Spanish"})
    deck.note(BASIC, "ser", back, guid="g1")
    deck.note(BASIC, "ir", "to go", guid="g2")
    return deck.package(path)


def sent(desk: Desk, path: Path, deck: str = "verbs::spanish") -> Path:
    """A folder that went out."""
    export(desk.collection, path, ExportFormat.YAML, names=[deck])
    return path


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change a text in the folder."""
    [file] = [each for each in folder.rglob("*.yaml") if old in each.read_text("utf-8")]
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def edit(desk: Desk, back: str, note: NoteId = SER) -> None:
    desk.pass_time(hours=1)
    with desk.collection.store.read() as unit:
        stored = unit.notes.get(note)
    keep_edit(desk.collection, stored, parse_note({**stored.document, "back": back}))
    desk.pass_time(hours=1)


def take_in(desk: Desk, path: Path, policy: Policy = Policy.MINE) -> ImportStep:
    desk.pass_time(hours=1)
    return import_file(desk.collection, path, ImportOptions(policy=policy))


def figures(step: ImportStep) -> tuple[int, ...]:
    """Added, changed, unchanged, kept, conflicts."""
    return step.added, step.changed, step.unchanged, step.kept, step.conflicts


def text(desk: Desk, note: NoteId = SER) -> str:
    return str(desk.document(note)["back"])


def events(desk: Desk) -> int:
    with desk.collection.store.read() as unit:
        return unit.journal.count()


def is_healthy(desk: Desk) -> bool:
    return doctor.is_healthy(doctor.examine(desk.collection.store))


def add(desk: Desk) -> None:
    """A note that was written in the app."""
    document = {"id": "added", "front": "Who?", "back": "ourselves"}
    with desk.collection.store.write("add") as unit:
        unit.record(NotePut(ADDED, TopicId("mine/words"), document))
    desk.pass_time(hours=1)


# --- edited here before it went out ---------------------------------------------------


def test_a_note_edited_here_before_it_went_out_takes_what_the_folder_made_of_it(
    spanish: Desk, tmp_path: Path
) -> None:
    edit(spanish, "mine")
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "mine", "mine, and more")
    assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
    assert text(spanish) == "mine, and more"
    before = events(spanish)
    assert figures(take_in(spanish, folder)) == (0, 0, 2, 0, 0)
    assert events(spanish) == before
    assert is_healthy(spanish)


@pytest.mark.parametrize(
    ("policy", "wanted", "back"),
    [
        (Policy.MINE, (0, 0, 1, 1, 1), "mine again"),
        (Policy.THEIRS, (0, 1, 1, 0, 1), "theirs"),
        (Policy.BOTH, (1, 0, 1, 1, 1), "mine again"),
    ],
)
def test_one_edited_here_after_it_went_out_as_well_goes_by_the_policy(
    spanish: Desk, tmp_path: Path, policy: Policy, wanted: tuple[int, ...], back: str
) -> None:
    edit(spanish, "mine")
    folder = sent(spanish, tmp_path / "out")
    edit(spanish, "mine again")
    rewrite(folder, "mine", "theirs")
    assert figures(take_in(spanish, folder, policy)) == wanted
    assert text(spanish) == back
    if policy is Policy.BOTH:
        assert text(spanish, NoteId(f"{SER}~theirs")) == "theirs"
    # Settled: the same folder says no more, and the next edit of it is another.
    assert figures(take_in(spanish, folder, policy)) == (0, 0, 2, 0, 0)
    rewrite(folder, "theirs", "newer")
    assert take_in(spanish, folder).conflicts == (policy is not Policy.THEIRS)


def test_a_note_added_in_the_app_is_known_when_it_comes_back(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk)
    folder = sent(desk, tmp_path / "out", "mine")
    assert [each.parent.name for each in folder.rglob(FILE)] == ["mine"]
    before = events(desk)
    assert take_in(desk, folder).unchanged > 1
    assert events(desk) == before
    rewrite(folder, "ourselves", "yourselves")
    step = take_in(desk, folder)
    assert (step.changed, step.conflicts) == (1, 0)
    assert text(desk, ADDED) == "yourselves"
    rewrite(folder, "yourselves", "themselves")
    step = take_in(desk, folder)
    assert (step.changed, step.conflicts) == (1, 0)
    with desk.collection.store.read() as unit:
        assert unit.notes.get(ADDED).origin == "added"
    edit(desk, "mine", ADDED)
    assert take_in(desk, folder).changed == 0
    rewrite(folder, "themselves", "everybody")
    assert take_in(desk, folder).conflicts == 1
    remove_note(desk.collection, ADDED)
    assert take_in(desk, folder).removed == 1


def test_one_that_is_kept_in_other_words_of_the_format_is_not_edited_by_that(
    desk: Desk, tmp_path: Path
) -> None:
    document = {
        "kind": "basic",
        "id": "added",
        "front": "Who?",
        "back": "we",
        "why": "",
    }
    with desk.collection.store.write("add") as unit:
        unit.record(NotePut(ADDED, TopicId("mine/words"), document))
    folder = sent(desk, tmp_path / "out", "mine")
    rewrite(folder, "Who?", "Who is there?")
    step = take_in(desk, folder)
    assert (step.changed, step.conflicts) == (1, 0)


def test_one_added_and_edited_here_stays_when_the_folder_was_not_touched(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk)
    folder = sent(desk, tmp_path / "out", "mine")
    edit(desk, "you", ADDED)
    assert take_in(desk, folder, Policy.THEIRS).changed == 0
    assert text(desk, ADDED) == "you"


def test_an_edit_of_a_shipped_note_goes_on_in_the_folder(
    desk: Desk, tmp_path: Path
) -> None:
    edit(desk, "our wording", SHIPPED)
    folder = sent(desk, tmp_path / "out", "networks")
    rewrite(folder, "our wording", "our own wording")
    step = take_in(desk, folder)
    assert (step.changed, step.conflicts) == (1, 0)
    rewrite(folder, "our own wording", "our final wording")
    step = take_in(desk, folder)
    assert (step.changed, step.conflicts) == (1, 0)
    assert text(desk, SHIPPED) == "our final wording"


# --- changed back in the folder -------------------------------------------------------


def test_a_text_changed_back_to_what_was_imported_is_taken(
    spanish: Desk, tmp_path: Path
) -> None:
    edit(spanish, "mine")
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "mine", "to be")
    assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
    assert text(spanish) == "to be"


def test_a_text_changed_back_to_what_went_out_is_taken(
    spanish: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    for old, new in [("to be", "other"), ("other", "to be"), ("to be", "other")]:
        rewrite(folder, old, new)
        assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
        assert text(spanish) == new
    edit(spanish, "mine")
    rewrite(folder, "other", "to be")
    assert figures(take_in(spanish, folder)) == (0, 0, 1, 1, 1)
    assert text(spanish) == "mine"


def test_a_later_folder_begins_from_what_went_out_with_it(
    spanish: Desk, tmp_path: Path
) -> None:
    first = sent(spanish, tmp_path / "first")
    rewrite(first, "to be", "from the first")
    take_in(spanish, first)
    edit(spanish, "mine")
    second = sent(spanish, tmp_path / "second")
    assert figures(take_in(spanish, second)) == (0, 0, 2, 0, 0)
    edit(spanish, "mine again")
    assert figures(take_in(spanish, second, Policy.THEIRS)) == (0, 0, 2, 0, 0)
    edit(spanish, "mine")
    rewrite(second, "mine", "from the second")
    assert figures(take_in(spanish, second)) == (0, 1, 1, 0, 0)
    assert text(spanish) == "from the second"


def test_a_later_folder_that_was_not_touched_is_no_change(
    spanish: Desk, tmp_path: Path
) -> None:
    first = sent(spanish, tmp_path / "first")
    rewrite(first, "to be", "other")
    take_in(spanish, first)
    second = sent(spanish, tmp_path / "second")
    before = events(spanish)
    assert figures(take_in(spanish, second)) == (0, 0, 2, 0, 0)
    assert events(spanish) == before


def test_a_later_folder_may_say_again_what_an_earlier_one_said(
    spanish: Desk, tmp_path: Path
) -> None:
    first = sent(spanish, tmp_path / "first")
    rewrite(first, "to be", "other")
    take_in(spanish, first)
    edit(spanish, "mine")
    second = sent(spanish, tmp_path / "second")
    rewrite(second, "mine", "other")
    assert figures(take_in(spanish, second)) == (0, 1, 1, 0, 0)
    assert text(spanish) == "other"


def test_a_text_changed_back_here_was_changed_here(
    spanish: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "to be", "other")
    take_in(spanish, folder)
    edit(spanish, "to be")
    rewrite(folder, "other", "another")
    assert figures(take_in(spanish, folder)) == (0, 0, 1, 1, 1)


# --- the source from which it came ----------------------------------------------------


def test_the_first_package_again_says_nothing_new(
    spanish: Desk, package: Path, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "to be", "other")
    take_in(spanish, folder)
    assert figures(take_in(spanish, package, Policy.THEIRS)) == (0, 0, 2, 0, 0)
    assert text(spanish) == "other"


def test_a_package_that_says_something_else_is_a_conflict_and_the_folder_stays_known(
    spanish: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "to be", "other")
    take_in(spanish, folder)
    newer = packed(tmp_path / "newer.apkg", "to be, for ever")
    assert figures(take_in(spanish, newer)) == (0, 0, 1, 1, 1)
    assert text(spanish) == "other"
    assert figures(take_in(spanish, folder)) == (0, 0, 2, 0, 0)
    rewrite(folder, "other", "another")
    assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
    assert figures(take_in(spanish, newer)) == (0, 0, 2, 0, 0)


def test_what_the_package_had_beside_its_text_still_goes_back_there(
    spanish: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "to be", "other")
    take_in(spanish, folder)
    with spanish.collection.store.read() as unit:
        [key] = unit.outgoing.keys_of([f"{SER}#front"])  # type: ignore[list-item]
        kept = unit.outgoing.kept(unit.outgoing.notes([key]))
    assert (kept[key][1], *kept[key][3:5]) == ("anki", "g1", ["ser", "to be"])
    rewrite(folder, "other", "to be")
    take_in(spanish, folder)
    path = tmp_path / "out.json"
    export(spanish.collection, path, ExportFormat.JSON, names=["verbs::spanish"])
    assert '"guid": "g1"' in path.read_text("utf-8")


# --- undone, and elsewhere ------------------------------------------------------------


def test_undo_forgets_what_the_folder_said_and_redo_knows_it(
    spanish: Desk, tmp_path: Path
) -> None:
    edit(spanish, "mine")
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "mine", "theirs")
    take_in(spanish, folder)
    undo(spanish.collection)
    assert text(spanish) == "mine"
    redo(spanish.collection)
    assert figures(take_in(spanish, folder)) == (0, 0, 2, 0, 0)
    undo(spanish.collection)
    assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
    undo(spanish.collection)
    rewrite(folder, "theirs", "mine")
    assert figures(take_in(spanish, folder)) == (0, 0, 2, 0, 0)
    assert text(spanish) == "mine"
    assert is_healthy(spanish)


def test_another_machine_follows_the_folder(
    spanish: Desk, fresh: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    assert figures(take_in(fresh, folder)) == (2, 0, 0, 0, 0)
    assert figures(take_in(fresh, folder)) == (0, 0, 2, 0, 0)
    for old, new in [("to be", "other"), ("other", "to be")]:
        rewrite(folder, old, new)
        assert figures(take_in(fresh, folder)) == (0, 1, 1, 0, 0)
        assert text(fresh) == new
    edit(fresh, "hers")
    rewrite(folder, "to be", "other")
    assert take_in(fresh, folder).conflicts == 1
    assert is_healthy(fresh)


def test_another_machine_takes_what_goes_out_later(
    spanish: Desk, fresh: Desk, tmp_path: Path
) -> None:
    take_in(fresh, sent(spanish, tmp_path / "first"))
    edit(spanish, "newer")
    later = sent(spanish, tmp_path / "later")
    assert figures(take_in(fresh, later)) == (0, 1, 1, 0, 0)
    assert text(fresh) == "newer"
    edit(spanish, "newest")
    latest = sent(spanish, tmp_path / "latest")
    rewrite(latest, "newest", "newest, edited")
    assert figures(take_in(fresh, latest)) == (0, 1, 1, 0, 0)
    assert text(fresh) == "newest, edited"


def test_a_note_of_a_newer_program_is_not_what_went_out(
    spanish: Desk, tmp_path: Path
) -> None:
    folder = sent(spanish, tmp_path / "out")
    rewrite(folder, "to be", "other")
    strange = {"id": "ser", "kind": "sonnet", "front": "ser", "back": "to be"}
    with spanish.collection.store.write("newer") as unit:
        topic = unit.notes.get(SER).topic
        unit.record(NotePut(SER, topic, strange, origin="imported"))
    assert take_in(spanish, folder).conflicts == 1
    assert spanish.document(SER)["kind"] == "sonnet"


@pytest.mark.parametrize("said", ["", "1", "no digest at all"])
def test_what_is_no_digest_says_nothing_of_what_went_out(
    spanish: Desk, tmp_path: Path, said: str
) -> None:
    folder = sent(spanish, tmp_path / "out")
    [file] = folder.rglob(FILE)
    told = json.loads(file.read_text("utf-8"))
    told["notes"]["notes/ser"]["said"] = said
    file.write_text(json.dumps(told), "utf-8")
    rewrite(folder, "to be", "other")
    assert figures(take_in(spanish, folder)) == (0, 1, 1, 0, 0)
    assert figures(take_in(spanish, folder)) == (0, 0, 2, 0, 0)


# --- as it is kept --------------------------------------------------------------------


@pytest.mark.parametrize(
    "base",
    [
        Base("stamp", digest="digest"),
        Base("stamp", "seen", "out", "said", "digest"),
        Base("", "seen", "out", "said", "said"),
    ],
)
def test_what_is_kept_is_what_is_read(base: Base) -> None:
    assert base_of(base.text) == base


@pytest.mark.parametrize("text", ["", "hash", "a b c"])
def test_other_bases_are_of_no_source(text: str) -> None:
    assert base_of(text) == Base()
