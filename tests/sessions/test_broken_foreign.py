"""Broken files of Mochi, Mnemosyne and hashcards: the store stays whole."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.errors import InterchangeError
from drill.sessions.import_doors import import_file
from drill.store import doctor
from tests.interchange.breaking import broken
from tests.interchange.making_anki import archive
from tests.interchange.making_hashcards import answer, basic, database, gap, state
from tests.interchange.making_mnemosyne import BEGAN_S, DAY_S, MnemosyneDeck, written
from tests.interchange.making_mochi import card, data, deck, review
from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "15"))
MOCHI = data(
    deck("A", "Top", card("c1", "{{1::a}} {{b}}", reviews=[review(0, 1, 2)])),
    deck("B", "Below", card("c2", "c\n---\nd", reviews=[review(0, 9, 9)],
         reverse_reviews=[review(1, 3, 2)]), parent_id="~:A"),
)  # fmt: skip
NAMES = [basic("a", "b"), gap("x and y", 0, 0)]
HASHCARDS = {
    "cards": [state(name, "2025-02-15T18:30:00", "2025-02-25") for name in NAMES],
    "reviews": [answer(name, "2025-02-15T18:30:00", "good") for name in NAMES],
}


def mnemosyne() -> dict[str, Any]:
    made = MnemosyneDeck()
    key = made.fact(f="front", b="back")
    times = {"last_rep": BEGAN_S, "next_rep": BEGAN_S + 9 * DAY_S}
    made.tag(made.card(key, "2.1", grade=4, **times), "tag")
    made.answer(1, 0, 4)
    made.gap(made.fact(text="[a:b] [c]"), "5.1", 1, grade=5, **times)
    return made.tables()


def mochi_file(choices: st.DataObject, folder: Path) -> Path:
    said = json.dumps(broken(choices, MOCHI)).encode("utf-8", "replace")
    return archive(folder / "x.mochi", {"data.json": said})


def mnemosyne_file(choices: st.DataObject, folder: Path) -> Path:
    tables = broken(choices, mnemosyne())
    return written(folder / "x.db", {key: lists(rows) for key, rows in tables.items()})


def hashcards_folder(choices: st.DataObject, folder: Path) -> Path:
    rows = broken(choices, HASHCARDS)
    (folder / "cards").mkdir()
    (folder / "cards/a.md").write_text("Q: a\nA: b\n\nC: [x] and [y]\n")
    database(folder / "cards", lists(rows.get("cards")), lists(rows.get("reviews")))
    return folder / "cards"


def lists(rows: Any) -> list[Any]:
    given = rows if isinstance(rows, list) else []
    return [row for row in given if isinstance(row, list)]


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    choices=st.data(),
    make=st.sampled_from([mochi_file, mnemosyne_file, hashcards_folder]),
)
def test_what_comes_of_a_broken_source_leaves_the_store_whole(
    choices: st.DataObject, make: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("broken")
    try:
        path = make(choices, folder)
    except (sqlite3.Error, OverflowError, UnicodeEncodeError):
        return  # no such file can be
    desk = Desk(folder)
    try:
        import_file(desk.collection, path)
        import_file(desk.collection, path)
        assert doctor.is_healthy(doctor.examine(desk.collection.store))
    except InterchangeError:
        pass
    finally:
        desk.collection.close()
