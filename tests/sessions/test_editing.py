"""Changing notes that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.errors import InvalidNote, NoteNotFound, OutOfTurn
from drill.events import NotePut
from drill.ids import CardId, NoteId, TopicId
from drill.sessions.authoring import save
from drill.sessions.editing import (
    edit_target,
    lift_override,
    preview_yaml,
    remove_note,
    save_edit,
)
from drill.sessions.note_steps import Draft
from drill.sessions.undoing import undo
from tests.sessions.desk import WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk

NOTE = NoteId("networks/tcp/window")
OWN_NOTE = NoteId("mine/words/fold")
KATA = """\
id: window-size
kind: kata
topic: tcp
title: Window size
source: RFC 9293
signature: |
  def window(free: int) -> int
statement: |
  How large is the window?
"""


def edit(desk: Desk, old: str, new: str, note: NoteId = NOTE) -> str:
    """Edit a note's YAML as an editor would; what was said of it."""
    target = edit_target(desk.collection, note)
    assert old in target.yaml
    return save_edit(desk.collection, note, target.yaml.replace(old, new)).message


def added(desk: Desk) -> NoteId:
    save(desk.collection, Draft(TopicId("networks/tcp"), front="RTT?", back="time"))
    return NoteId("networks/tcp/rtt")


def ship(desk: Desk, old: str, new: str) -> None:
    """Bring a new release of the shipped decks."""
    path = desk.folder / "shipped/networks/tcp.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    desk.reopen()


# --- targets --------------------------------------------------------------------


def test_an_own_note_is_edited_in_its_file_at_its_line(desk: Desk) -> None:
    target = edit_target(desk.collection, OWN_NOTE)
    assert (target.origin, target.yaml) == ("file", "")
    assert target.path == desk.own / "mine/words.yaml"
    line = target.path.read_text("utf-8").splitlines()[target.line - 1]
    assert line == "  - id: fold"


def test_a_shipped_note_is_edited_as_yaml_of_its_own(desk: Desk) -> None:
    target = edit_target(desk.collection, NOTE)
    assert (target.path, target.line, target.origin) == (None, 1, "shipped")
    assert target.yaml.startswith("- id: window\n  front: |\n    What does")
    assert target.original == ""


def test_notes_in_the_record_are_edited_as_yaml(desk: Desk) -> None:
    assert edit_target(desk.collection, added(desk)).origin == "added"
    imported = NotePut(
        "anki:x", "spanish/verbs", {"id": "x", "front": "a", "back": "b"}, "imported"
    )
    with desk.collection.store.write("import") as unit:
        unit.record(imported)
    target = edit_target(desk.collection, NoteId("anki:x"))
    assert (target.origin, target.path) == ("imported", None)
    assert target.yaml == "- id: x\n  front: |\n    a\n  back: |\n    b\n"


def test_a_note_that_is_gone_cannot_be_edited(desk: Desk) -> None:
    desk.learn(WINDOW)
    (desk.folder / "shipped/networks/tcp.yaml").unlink()
    desk.reopen()
    with pytest.raises(NoteNotFound):
        edit_target(desk.collection, NOTE)
    with pytest.raises(NoteNotFound):
        save_edit(desk.collection, NoteId("networks/tcp/none"), "")


# --- shipped notes ----------------------------------------------------------------


def test_an_edit_of_a_shipped_note_lies_over_it(desk: Desk) -> None:
    desk.learn(WINDOW)
    assert edit(desk, "in flight", "under way") == f"{NOTE} changed"
    assert "under way" in desk.document(NOTE)["back"]
    assert desk.card(WINDOW).schedule.repetitions == 1
    assert desk.operations()[0] == f"edit {NOTE}"
    assert edit_target(desk.collection, NOTE).origin == "override"
    desk.reopen()
    assert "under way" in desk.document(NOTE)["back"]


def test_an_edit_can_be_undone(desk: Desk) -> None:
    edit(desk, "in flight", "under way")
    undo(desk.collection)
    assert "in flight" in desk.document(NOTE)["back"]
    assert edit_target(desk.collection, NOTE).origin == "shipped"


def test_an_unchanged_text_records_nothing(desk: Desk) -> None:
    yaml = edit_target(desk.collection, NOTE).yaml
    changed = save_edit(desk.collection, NOTE, f"# a comment\n{yaml}\n")
    assert (changed.message, changed.count) == ("nothing changed", 0)
    assert not changed.can_undo
    assert desk.operations() == []


def test_an_edit_back_to_the_shipped_wording_lifts_the_override(desk: Desk) -> None:
    edit(desk, "in flight", "under way")
    edit(desk, "under way", "in flight")
    assert edit_target(desk.collection, NOTE).origin == "shipped"


def test_an_upgrade_that_changes_the_original_shows_both(desk: Desk) -> None:
    edit(desk, "in flight", "under way")
    ship(desk, "How much may be", "How many bytes may be")
    target = edit_target(desk.collection, NOTE)
    assert "under way" in target.yaml
    assert "How many bytes may be in flight" in target.original
    edit(desk, "How much", "How many bytes")
    assert edit_target(desk.collection, NOTE).original == ""


def test_an_override_can_be_lifted(desk: Desk) -> None:
    edit(desk, "in flight", "under way")
    assert lift_override(desk.collection, NOTE).count == 1
    assert "in flight" in desk.document(NOTE)["back"]
    undo(desk.collection)
    assert "under way" in desk.document(NOTE)["back"]


def test_what_was_never_changed_cannot_be_lifted(desk: Desk) -> None:
    with pytest.raises(OutOfTurn, match="never changed"):
        lift_override(desk.collection, NOTE)


# --- previews -----------------------------------------------------------------------


def test_a_preview_shows_the_cards_of_the_edited_yaml(desk: Desk) -> None:
    yaml = edit_target(desk.collection, NOTE).yaml.replace("in flight", "under way")
    found = preview_yaml(desk.collection, NOTE, yaml)
    assert found.problems == ()
    assert "under way" in found.faces[0].back
    assert found.warnings == ()


def test_a_preview_of_yaml_names_defects_and_teaching_problems(desk: Desk) -> None:
    found = preview_yaml(desk.collection, NOTE, "- id: window\n  front: a\n")
    assert found.problems == ("line 1, column 3: the key `back` is missing.",)
    assert found.faces == ()
    bare = "- id: window\n  front: a\n  back: b\n"
    [warning] = preview_yaml(desk.collection, NOTE, bare).warnings
    assert warning.startswith("`window` has no source.")


# --- other notes --------------------------------------------------------------------


def test_an_added_note_is_edited_and_removed(desk: Desk) -> None:
    note = added(desk)
    edit(desk, "time", "a while", note)
    assert desk.document(note)["back"].strip() == "a while"
    assert edit_target(desk.collection, note).origin == "added"
    card = CardId(f"{note}#front")
    desk.learn(card)
    assert remove_note(desk.collection, note).message == f"{note} removed"
    assert not desk.card(card).present
    undo(desk.collection)
    assert desk.card(card).present
    assert desk.card(card).schedule.repetitions == 1


@pytest.mark.parametrize("note", [NOTE, OWN_NOTE])
def test_a_note_in_a_file_is_not_removed_here(desk: Desk, note: NoteId) -> None:
    with pytest.raises(OutOfTurn, match="file"):
        remove_note(desk.collection, note)


def test_an_own_note_is_put_back_into_its_file(desk: Desk) -> None:
    path = desk.own / "mine/words.yaml"
    yaml = "- id: fold\n  front: What is it?\n  back: A catamorphism.\n"
    changed = save_edit(desk.collection, OWN_NOTE, yaml)
    assert not changed.can_undo
    text = path.read_text("utf-8")
    assert "A catamorphism." in text
    assert "# A comment that stays." in text
    assert desk.operations() == []
    assert desk.document(OWN_NOTE)["front"].strip() == "What is it?"


def test_a_kata_is_edited_as_a_whole_file(desk: Desk) -> None:
    folder = desk.folder / "shipped/networks/katas/window-size"
    desk.write(folder / "kata.yaml", KATA)
    desk.reopen()
    note = NoteId("networks/tcp/window-size")
    edit(desk, "How large", "How wide", note)
    assert "How wide" in desk.document(note)["statement"]
    with pytest.raises(InvalidNote, match="line 2, column 7"):
        save_edit(desk.collection, note, "id: window-size\nkind: basic\n")


# --- defects --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yaml", "reasons"),
    [
        (
            "- id: window\n  front: a\n  bakc: b\n",
            (
                "line 1, column 3: the key `back` is missing.",
                "line 3, column 3: unknown key `bakc`. Did you mean `back`?",
            ),
        ),
        ("- id: other\n  front: a\n  back: b\n", ("the id stays 'window'",)),
        ("", ("expected one note, found 0",)),
        ("\n# nothing\n", ("expected one note, found 0",)),
        ("front: a\n", ("line 1",)),
        (
            "- id: window\n  front: a\n  back: b\n- id: b\n  front: a\n  back: b\n",
            ("expected one note, found 2",),
        ),
        ("- id: window\n  front: [\n", ("line ",)),
        ("- id: window\n  front: a\n  front: b\n  back: c\n", ("line 3, column 3",)),
    ],
)
def test_an_edit_with_defects_is_refused_with_their_places(
    desk: Desk, yaml: str, reasons: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidNote) as caught:
        save_edit(desk.collection, NOTE, yaml)
    found = caught.value.reasons
    for reason in reasons:
        assert any(each.startswith(reason) for each in found), found
    assert desk.operations() == []


def test_a_generator_that_is_not_there_is_told_while_a_note_is_edited(
    desk: Desk,
) -> None:
    yaml = (
        "- id: window\n  kind: generated\n  title: T\n  generator: tcp.reno_windoww\n"
        "  source: RFC 5681\n"
    )
    [warning] = preview_yaml(desk.collection, NOTE, yaml).warnings
    assert "tcp.reno_windoww" in warning
    assert "`tcp.reno_window`" in warning
