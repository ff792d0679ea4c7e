"""Notes that a file brings for the first time: together as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from drill.store import indexing, sqlite
from drill.store.schema import cards, notes, tags, topics
from tests.store.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
