"""Notes that a file brings for the first time: together as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from drill.store import indexing, sqlite
from drill.store.schema import cards, notes, tags, topics
from tests.store.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    from drill.store.store import Store


def tables(store: Store) -> dict[str, list[dict[str, Any]]]:
    with store.read() as unit:
        return {
            table.name: [
                dict(zip(table.c.keys(), row, strict=True))
                for row in unit.link.rows(select(table))
            ]
            for table in (notes, cards, tags, topics)
        }


def without_paths(found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    for row in found["notes"]:
        row["file"] = str(row["file"]).rpartition("/")[2]
    return found


def test_a_file_read_first_ends_as_note_by_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = Record(tmp_path / "quick"), Record(tmp_path / "slow")
    quick.put()
    monkeypatch.setattr(indexing, "file_new", lambda *given: given[2])
    slow.put()
    found = without_paths(tables(quick.store))
    assert found == without_paths(tables(slow.store))
    assert found["cards"]
    assert quick.is_healthy()
    with quick.store.read() as unit:
        assert unit.link.rows(sqlite.notes_with([("leader", False)]))
    quick.store.close()
    slow.store.close()


RENAMED = """
topic: raft
title: Raft
notes:
  - id: term
    front: What is counted in Raft?
    back: Terms.
  - id: word
    formerly: [term]
    kind: cloze
    text: A {{c1::term}} has at most one {{c2::leader}}.
"""
"""`term` is a new note, below which the old one goes by another name."""
TWICE = """
topic: raft
title: Raft
notes:
  - id: first
    formerly: [leader]
    front: Who appends to the log?
    back: The leader.
  - id: second
    formerly: [leader]
    front: Who is elected?
    back: The leader.
"""


@pytest.mark.parametrize("text", [RENAMED, TWICE])
def test_a_former_id_that_two_notes_claim_ends_as_note_by_note(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = Record(tmp_path / "quick"), Record(tmp_path / "slow")
    for record in (quick, slow):
        record.put()
    quick.put(text)
    monkeypatch.setattr(indexing, "file_new", lambda *given: given[2])
    slow.put(text)
    found = without_paths(tables(quick.store))
    assert found == without_paths(tables(slow.store))
    quick.store.close()
    slow.store.close()
