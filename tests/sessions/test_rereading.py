"""Deck files on their way into the record."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drill.content.library import FileStamp, content_of, scan
from drill.ids import CardId
from drill.sessions.rereading import deck_roots, missing_roots, reread
from drill.srs.schedule import Reviewing
from tests.sessions.desk import COMMIT, FOLD, OWN, WINDOW
from tests.sessions.sitting import queue, write_topic

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.sessions.desk import Desk


def codes(desk: Desk) -> list[str]:
    with desk.collection.store.read() as unit:
        return [str(each["code"]) for each in unit.library.problems()]


def present(desk: Desk, card: CardId) -> bool:
    with desk.collection.store.read() as unit:
        found = unit.cards.find(card)
    return found is not None and found.present


def test_nothing_changed_is_nothing_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr("drill.content.indexing.Indexer.read", refuse)
    monkeypatch.setattr(desk.collection.store, "write", refuse)
    assert reread(desk.collection) == 0


def test_a_file_that_was_touched_and_says_the_same_is_read_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(desk.own / "mine/words.yaml", (1, 1))
    events = desk.events()
    assert reread(desk.collection) == 0
    assert desk.events() == events
    test_nothing_changed_is_nothing_read(desk, monkeypatch)


def test_a_file_that_is_gone_sets_its_cards_aside_and_brings_them_back(
    desk: Desk,
) -> None:
    desk.learn(FOLD)
    before = desk.card(FOLD).schedule
    path = desk.own / "mine/words.yaml"
    path.unlink()
    assert reread(desk.collection) == 1
    assert not present(desk, FOLD)
    assert desk.card(FOLD).schedule == before
    assert FOLD not in queue(desk)
    desk.write(path, OWN["mine/words.yaml"])
    assert reread(desk.collection) == 1
    assert present(desk, FOLD)
    assert isinstance(desk.card(FOLD).schedule.state, Reviewing)


def test_a_broken_file_keeps_what_was_known_of_it(desk: Desk) -> None:
    path = desk.own / "mine/words.yaml"
    path.write_text("topic: words\nnotes: [", "utf-8")
    assert reread(desk.collection) == 1
    assert codes(desk) != []
    assert present(desk, FOLD)


def unreadable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refuse(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return content_of(path)

    monkeypatch.setattr("drill.content.indexing.content_of", refuse)


def test_a_file_that_cannot_be_opened_keeps_its_cards_and_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.own / "mine/words.yaml"
    os.utime(path, (1, 1))
    with monkeypatch.context() as patch:
        unreadable(patch, "words.yaml")
        assert reread(desk.collection) == 1
        assert codes(desk) == ["F001"]
        assert present(desk, FOLD)
        assert reread(desk.collection) == 0  # known, and nothing to write
    assert reread(desk.collection) == 1  # its permissions were mended, no more
    assert codes(desk) == []


def test_folders_of_the_settings_hold_decks_too(desk: Desk) -> None:
    stick = desk.folder / "stick"
    shutil.copytree(desk.own / "mine", stick / "more")
    desk.set(files={"decks": [str(stick)]}, study={"decks": ["more"]})
    desk.reopen()
    assert "more/words/fold#front" in queue(desk)
    shutil.rmtree(stick)
    assert missing_roots(desk.collection) == [stick]
    assert reread(desk.collection) == 2
    assert queue(desk) == []


def test_a_tilde_is_the_home_folder(desk: Desk, no_real_home: Path) -> None:
    (no_real_home / "notes").mkdir()
    desk.set(files={"decks": ["~/notes"]})
    desk.reopen()
    assert no_real_home / "notes" in [root.path for root in deck_roots(desk.collection)]


def test_a_program_without_decks_has_those_of_the_learner(desk: Desk) -> None:
    desk.collection.locations = replace(desk.locations, shipped=None)
    assert [root.path for root in deck_roots(desk.collection)] == [desk.own]
    assert reread(desk.collection) == 3
    assert not present(desk, WINDOW)
    assert present(desk, FOLD)


def test_a_deck_that_claims_a_shipped_id_is_a_problem_and_gives_no_notes(
    desk: Desk,
) -> None:
    cards = write_topic(desk, "networks/mine", ["one"])
    assert reread(desk.collection) == 1
    assert codes(desk) == ["F012"]
    assert not present(desk, cards[0])
    assert present(desk, WINDOW)
    assert reread(desk.collection) == 0
    (desk.own / "networks").rename(desk.own / "fine")
    assert reread(desk.collection) == 2
    assert codes(desk) == []
    assert present(desk, CardId("fine/mine/one#front"))


def test_a_shipped_deck_that_comes_later_takes_its_id(desk: Desk) -> None:
    desk.learn(COMMIT)
    shipped = desk.locations.shipped
    assert shipped is not None
    shutil.copytree(desk.own / "mine", shipped / "mine")
    reread(desk.collection)
    assert codes(desk) == ["F012"]
    with desk.collection.store.read() as unit:
        note = unit.notes.get(desk.card(COMMIT).note)
    assert note.path == shipped / "mine/words.yaml"
    assert isinstance(desk.card(COMMIT).schedule.state, Reviewing)
    shutil.rmtree(shipped / "mine")
    reread(desk.collection)
    assert codes(desk) == []
    assert present(desk, COMMIT)


def test_a_file_that_goes_between_looking_and_reading_is_a_problem_of_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.own / "mine/gone.yaml"
    stamp = FileStamp(path, 1, 1, 1, "mine", "topic", is_shipped=False)  # type: ignore[arg-type]
    monkeypatch.setattr(
        "drill.sessions.rereading.scan", lambda roots: [*scan(roots), stamp]
    )
    assert reread(desk.collection) == 1
    assert codes(desk) == ["F001"]
    monkeypatch.undo()
    assert reread(desk.collection) == 1
    assert codes(desk) == []
