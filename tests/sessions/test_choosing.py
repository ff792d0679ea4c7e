"""Which decks are studied."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from drill.errors import DeckNotFound, InvalidSetting
from drill.sessions.choosing import (
    choose,
    deck_choices,
    is_first_run,
    set_studied,
    welcome,
)
from tests.sessions.desk import FOLD, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    """A desk where nothing was chosen yet."""
    desk = Desk(tmp_path, study={"decks": None})
    yield desk
    desk.close()


def settings_file(desk: Desk) -> dict[str, object]:
    return tomllib.loads(desk.locations.config.read_text("utf-8"))["study"]  # type: ignore[no-any-return]


def test_it_is_the_first_run_until_something_is_chosen(fresh: Desk) -> None:
    assert is_first_run(fresh.collection)
    choose(fresh.collection, ["mine"], 10, 4)
    assert not is_first_run(fresh.collection)
    assert fresh.collection.chosen == ("mine",)


def test_it_is_not_the_first_run_once_something_was_answered(fresh: Desk) -> None:
    fresh.learn(FOLD)
    assert not is_first_run(fresh.collection)


def test_decks_are_listed_with_the_shipped_ones_first(desk: Desk) -> None:
    networks, mine = deck_choices(desk.collection)
    assert (networks.id, networks.title) == ("networks", "Networks")
    assert networks.description == "What happens between two machines."
    assert (networks.topics, networks.cards) == (2, 6)
    assert (networks.shipped, networks.chosen) == (True, True)
    assert (mine.id, mine.topics, mine.cards, mine.shipped) == ("mine", 1, 3, False)


def test_the_welcome_preselects_the_first_shipped_deck(fresh: Desk) -> None:
    step = welcome(fresh.collection)
    assert [deck.id for deck in step.decks if deck.chosen] == ["networks"]
    assert (step.new_a_day, step.rollover_hour) == (10, 4)


def test_the_welcome_shows_what_was_chosen_before(desk: Desk) -> None:
    set_studied(desk.collection, "networks", studied=False)
    step = welcome(desk.collection)
    assert [deck.id for deck in step.decks if deck.chosen] == ["mine"]


def test_the_welcome_without_a_shipped_deck_preselects_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path, study={"decks": None})
    for path in (desk.folder / "shipped/networks").iterdir():
        path.unlink()
    desk.reopen()
    assert [deck.chosen for deck in welcome(desk.collection).decks] == [False]
    desk.close()


def test_choices_are_kept_in_the_settings_file(fresh: Desk) -> None:
    choose(fresh.collection, ["mine", "networks", "mine"], 3, 5)
    assert settings_file(fresh) == {
        "decks": ["mine", "networks"],
        "new_a_day": 3,
        "rollover_hour": 5,
        "zone": "UTC",
    }
    assert fresh.collection.calendar.rollover_hour == 5


def test_defaults_that_were_accepted_are_not_written_down(fresh: Desk) -> None:
    choose(fresh.collection, ["mine"], 10, 4)
    assert settings_file(fresh) == {"decks": ["mine"], "zone": "UTC"}


def test_a_deck_that_does_not_exist_is_refused_with_the_nearest(fresh: Desk) -> None:
    with pytest.raises(DeckNotFound) as caught:
        choose(fresh.collection, ["netwroks"], 10, 4)
    assert caught.value.hint == "Did you mean 'networks'?"
    with pytest.raises(DeckNotFound) as caught:
        set_studied(fresh.collection, "xyzzy", studied=True)
    assert "drill decks" in caught.value.hint
    assert fresh.collection.chosen == ()


def test_a_number_outside_its_limits_changes_nothing(fresh: Desk) -> None:
    with pytest.raises(InvalidSetting):
        choose(fresh.collection, ["mine"], -1, 4)
    assert fresh.collection.chosen == ()


def test_a_deck_is_studied_or_left(desk: Desk) -> None:
    set_studied(desk.collection, "networks", studied=False)
    assert desk.collection.chosen == ("mine",)
    set_studied(desk.collection, "networks", studied=True)
    assert settings_file(desk)["decks"] == ["mine", "networks"]


def test_what_is_so_already_is_not_written(desk: Desk) -> None:
    before = desk.locations.config.stat().st_mtime_ns
    set_studied(desk.collection, "mine", studied=True)
    set_studied(desk.collection, "gone-long-ago", studied=False)
    assert desk.locations.config.stat().st_mtime_ns == before


def test_a_deck_that_is_gone_can_be_left(desk: Desk) -> None:
    desk.set(study={"decks": ["networks", "gone"]})
    desk.reopen()
    set_studied(desk.collection, "gone", studied=False)
    assert desk.collection.chosen == ("networks",)
