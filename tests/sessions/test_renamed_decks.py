"""A deck that goes by another id is studied on, with its exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.choosing import deck_choices
from tests.sessions.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

CAPS = {"mine": {"new_a_day": 1, "preset": "gentle"}}
PRESETS = {"default": {"fuzz": False}, "gentle": {"desired_retention": 0.85}}


def rename(desk: Desk, formerly: str = "[mine]") -> None:
    """Give the learner's own deck the id `yours`."""
    (desk.own / "mine").rename(desk.own / "yours")
    head = f"title: My notes\nformerly: {formerly}\n"
    desk.write(desk.own / "yours" / "deck.yaml", head)


def test_a_renamed_deck_is_studied_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rename(desk)
    desk.reopen()
    assert desk.collection.chosen == ("networks", "yours")
    assert desk.reopen().chosen == ("networks", "yours")


def test_exceptions_of_a_renamed_deck_go_along(tmp_path: Path) -> None:
    desk = Desk(tmp_path, decks=CAPS, presets=PRESETS)
    rename(desk)
    desk.reopen()
    for collection in (desk.collection, desk.reopen()):
        assert collection.settings.decks["yours"].new_a_day == 1
        assert collection.preset_of("yours").desired_retention == 0.85


def test_exceptions_for_the_new_id_stand_above_those_for_the_former(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, decks={**CAPS, "yours": {"new_a_day": 7}}, presets=PRESETS)
    rename(desk)
    collection = desk.reopen()
    assert collection.settings.decks["yours"].new_a_day == 7
    assert collection.settings.preset_name("yours") == "gentle"


def test_a_deck_that_was_not_studied_is_not_studied_after_its_renaming(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.set(study={"decks": ["networks"]})
    rename(desk)
    desk.reopen()
    assert desk.collection.chosen == ("networks",)


def test_a_former_id_that_is_still_that_of_a_deck_stays_studied(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    rename(desk, "[networks]")
    desk.reopen()
    assert "networks" in desk.collection.chosen
    assert "yours" not in desk.collection.chosen
    assert len(deck_choices(desk.collection)) == 2
