"""Schedules of other programs in the store: due days, first estimates, once only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import CardId
from drill.interchange.documents import digest
from drill.sessions.import_doors import import_file
from drill.srs.schedule import Memory, Reviewing
from drill.store import doctor
from tests.interchange.making_hashcards import answer, basic, database, state
from tests.interchange.making_mnemosyne import DAY_S, MnemosyneDeck
from tests.interchange.making_mochi import (
    BEGAN_MS,
    DAY_MS,
    card,
    data,
    deck,
    export,
    review,
)
from tests.sessions.desk import NOW, TODAY, Desk

if TYPE_CHECKING:
    from pathlib import Path

NOW_MS = int(NOW.timestamp() * 1000)
AGO = (NOW_MS - BEGAN_MS) / DAY_MS
"""Days from the beginning of the exports of tests to the present of the desk."""


def answered(day: float, due: float, interval: float) -> dict[str, object]:
    """An answer so many days ago, and when the card was due then."""
    return review(AGO - day, AGO - due, interval)


def test_a_card_of_mochi_is_due_on_the_day_it_was_due_there(tmp_path: Path) -> None:
    known = [answered(9, 6, 3), answered(6, -4, 10)]
    said = data(deck("D", "Nature", card("cat", "cat\n---\nfelis", reviews=known)))
    path = export(tmp_path / "x.mochi", said)
    desk = Desk(tmp_path)
    try:
        step = import_file(desk.collection, path)
        assert (step.format, step.total) == ("mochi", 1)
        imported = desk.card(CardId("mochi:cat#front"))
        state = imported.schedule.state
        assert isinstance(state, Reviewing)
        assert state.due == TODAY + 4
        assert state.memory.stability > 1
        again = import_file(desk.collection, path)
        assert again.total == 1
        assert desk.card(CardId("mochi:cat#front")) == imported
        assert doctor.is_healthy(doctor.examine(desk.collection.store))
    finally:
        desk.collection.close()


def test_an_interval_of_mnemosyne_gives_a_first_estimate(tmp_path: Path) -> None:
    now_s = NOW_MS // 1000
    due_s = (now_s // DAY_S + 10) * DAY_S
    deck = MnemosyneDeck()
    key = deck.fact(f="front", b="back")
    deck.card(key, "1.1", grade=4, easiness=1.9, last_rep=due_s - 30 * DAY_S,
              next_rep=due_s, ret_reps=4)  # fmt: skip
    desk = Desk(tmp_path)
    try:
        step = import_file(desk.collection, deck.database(tmp_path / "default.db"))
        assert (step.format, step.total) == ("mnemosyne", 1)
        state = desk.card(CardId("mnemosyne:fact1#front")).schedule.state
        assert isinstance(state, Reviewing)
        assert state.due == TODAY + 10
        assert 25 < state.memory.stability < 35
        assert doctor.is_healthy(doctor.examine(desk.collection.store))
    finally:
        desk.collection.close()


def test_hashcards_own_memory_of_a_card_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "a.md").write_text("Q: front\nA: back\n")
    name = basic("front", "back")
    known = state(name, "2026-02-20T18:30:00", "2026-03-09")
    database(folder, [known], [answer(name, "2026-02-20T18:30:00", "good")])
    desk = Desk(tmp_path)
    try:
        step = import_file(desk.collection, folder)
        assert (step.format, step.total) == ("hashcards", 1)
        note = f"hashcards:{digest('front')}"
        found = desk.card(CardId(f"{note}#front")).schedule.state
        assert isinstance(found, Reviewing)
        assert (found.due, found.memory) == (TODAY + 7, Memory(12.5, 4.25))
    finally:
        desk.collection.close()
