"""The file that says who the notes of a folder of decks are."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import BrokenSource, InterchangeError, OverLimit
from drill.ids import NoteId
from drill.interchange.formats import read
from drill.interchange.identities import (
    FILE,
    Identified,
    Identities,
    as_json,
    read_identities,
    said_by,
)
from drill.interchange.package import LIMITS, Report
from tests.interchange.breaking import broken

if TYPE_CHECKING:
    from drill.interchange.package import ForeignNote

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "25"))
DECK = "title: Verbs › Spanish\n"
NOTES = """topic: notes
title: notes
notes:
- id: ser
  front: ser
  back: to be
- id: ir
  front: ir
  back: to go
"""
SER = {"front": "ser", "back": "to be"}
FILED: dict[str, Any] = {
    "format": "drill-identities",
    "version": 1,
    "decks": {"notes": ["Verbs", "Spanish"]},
    "notes": {
        "notes/ser": {"identity": "anki:g1", "said": said_by(SER), "id": "to-be"},
        "notes/gone": {"identity": "anki:g2", "said": "1"},
    },
}


def laid_out(folder: Path, content: bytes | str) -> Path:
    deck = folder / "spanish"
    deck.mkdir(exist_ok=True)
    (deck / "deck.yaml").write_text(DECK, "utf-8")
    (deck / "notes.yaml").write_text(NOTES, "utf-8")
    raw = content if isinstance(content, bytes) else content.encode()
    (deck / FILE).write_bytes(raw)
    return deck


names = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
)

slugs = st.from_regex(r"([a-z0-9-]{1,80})?", fullmatch=True)


@given(
    st.dictionaries(names, st.builds(Identified, names.map(NoteId), names, slugs)),
    st.dictionaries(names, st.lists(names).map(tuple)),
)
@settings(max_examples=FUZZ, deadline=None)
def test_what_is_written_is_what_is_read(
    notes: dict[str, Identified], decks: dict[str, tuple[str, ...]]
) -> None:
    told, report = Identities(notes, decks), Report()
    content = as_json(told).encode("utf-8", "surrogatepass")
    assert read_identities(Path("x"), content, LIMITS, report) == told
    assert not report.counts


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff{}", "no text in UTF-8"),
        ("{", "no JSON"),
        ("[]", "does not say who notes are"),
        ("{}", "does not say who notes are"),
        ('{"format": "drill-identities", "version": 2}', "a newer drill"),
        ('{"format": "drill-identities", "version": 1, "notes": 5}', "`notes`"),
        ('{"format": "drill-identities", "version": 1, "decks": []}', "`decks`"),
        ("[" * 300 + "]" * 300, "deeper"),
        ("9" * 500, "digits"),
    ],
)
def test_a_damaged_file_is_named_and_nothing_is_taken_for_new(
    content: bytes | str, words: str, tmp_path: Path
) -> None:
    deck = laid_out(tmp_path, content)
    with pytest.raises(InterchangeError, match=words) as caught:
        read(deck)
    assert str(deck / FILE) in str(caught.value)
    assert caught.value.hint


def test_a_file_of_lines_that_two_people_wrote_says_how_to_go_on(
    tmp_path: Path,
) -> None:
    deck = laid_out(tmp_path, "<<<<<<< HEAD\n{}")
    with pytest.raises(BrokenSource) as caught:
        read(deck)
    assert "take it away" in caught.value.hint


def test_a_file_larger_than_any_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = laid_out(tmp_path, json.dumps(FILED))
    monkeypatch.setattr("drill.interchange.own_decks.MOST_BYTES", 200)
    with pytest.raises(OverLimit, match="larger than 200 bytes"):
        read(deck)


def test_a_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    deck = laid_out(tmp_path, json.dumps(FILED))
    (deck / FILE).rename(tmp_path / "elsewhere")
    (deck / FILE).symlink_to(tmp_path / "elsewhere")
    for path in (deck, deck / "notes.yaml"):
        found = [each.identity for each in read(path).notes()]
        assert found == ["spanish/notes/ser", "spanish/notes/ir"]


def test_an_entry_that_says_nothing_is_told_and_left_out(tmp_path: Path) -> None:
    table = deepcopy(FILED)
    table["decks"] |= {"a": "b", "c": [1]}
    table["notes"] |= {
        "notes/ir": 5,
        "notes/a": {"identity": 1, "said": "x"},
        "notes/b": {"identity": "", "said": "x"},
        "notes/c": {"identity": "anki:g9", "said": None},
        "notes/d": {"identity": "anki:g9", "said": "x", "id": "No Id"},
        "notes/e": {"identity": "anki:g9", "said": "x", "id": None},
    }
    package = read(laid_out(tmp_path, json.dumps(table)))
    assert [each.identity for each in package.notes()] == [
        "anki:g1",
        "spanish/notes/ir",
    ]
    assert package.report.counts == {"I503": 8}


def test_a_deck_that_holds_the_file_alone_is_no_deck(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(FILED))
    with pytest.raises(InterchangeError):
        read(tmp_path, "decks")
    with pytest.raises(InterchangeError):
        read(tmp_path / FILE)


def test_an_edited_note_is_told_from_one_that_was_not(tmp_path: Path) -> None:
    deck = laid_out(tmp_path, json.dumps(FILED))
    ser, _ = read(deck).notes()
    assert (ser.identity, ser.deck, ser.is_ours) == (
        "anki:g1",
        ("Verbs", "Spanish"),
        True,
    )
    (deck / "notes.yaml").write_text(NOTES.replace("to be", "to exist"), "utf-8")
    ser, _ = read(deck).notes()
    assert (ser.identity, ser.is_ours) == ("anki:g1", False)


@given(st.data())
@settings(
    max_examples=FUZZ,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_the_file_says_every_note_comes_once_or_the_file_is_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    table = broken(data, FILED)
    text = json.dumps(table, allow_nan=True)
    cut = data.draw(st.none() | st.integers(0, len(text)))
    deck = laid_out(tmp_path, text[:cut].encode("utf-8", "replace"))
    found: list[ForeignNote] = []
    refusal = ""
    try:
        found = list(read(deck).notes())
    except (BrokenSource, OverLimit) as error:
        refusal = str(error)
    assert FILE in refusal or all(each.make() for each in found)
    assert len({each.identity for each in found}) == (0 if refusal else 2)
