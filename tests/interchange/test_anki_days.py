"""Days and buttons of Anki's collections, which depend on where and when they began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from drill.ids import Rating
from drill.interchange.anki import read
from drill.interchange.anki_settings import AnkiSettings, settings_of_text
from tests.interchange.making_anki import BASIC, AnkiDeck

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import ForeignCard

DAY_MS = 86_400_000


def only_card(deck: AnkiDeck, folder: Path, version: int) -> ForeignCard:
    package = read(deck.package(folder / "x.apkg", version))
    try:
        [note] = package.notes()
        made = note.make()
    finally:
        package.close()
    assert made is not None
    [card] = made.cards
    return card


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("west_h", [-13, -5.5, 0, 7, 10])
def test_a_card_is_due_on_its_date_where_the_collection_was_made(
    tmp_path: Path, version: int, west_h: float
) -> None:
    zone = timezone(timedelta(hours=-west_h))
    created = datetime(2025, 7, 1, 4, tzinfo=zone)
    deck = AnkiDeck(
        created_s=int(created.timestamp()),
        settings={"creationOffset": round(west_h * 60)},
    )
    deck.note(BASIC, "f", "b", type=2, queue=2, due=183, ivl=5)
    told = only_card(deck, tmp_path, version).schedule
    assert told is not None
    due = datetime.fromtimestamp(told.due_ms / 1000, UTC).astimezone(zone)
    assert due == datetime(2025, 12, 31, 12, tzinfo=zone)


def test_an_old_collection_of_summer_is_due_on_its_date_in_winter(
    tmp_path: Path,
) -> None:
    summer, winter = timezone(timedelta(hours=-7)), timezone(timedelta(hours=-8))
    created = datetime(2015, 7, 1, 4, tzinfo=summer)
    deck = AnkiDeck(created_s=int(created.timestamp()))
    deck.note(BASIC, "f", "b", type=2, queue=2, due=183, ivl=5)
    told = only_card(deck, tmp_path, 1).schedule
    assert told is not None
    due = datetime.fromtimestamp(told.due_ms / 1000, UTC).astimezone(winter)
    assert due == datetime(2015, 12, 31, 11, tzinfo=winter)


def test_a_card_may_be_overdue_since_before_its_collection_began(
    tmp_path: Path,
) -> None:
    deck = AnkiDeck(settings={"creationOffset": 0})
    deck.note(BASIC, "f", "b", type=2, queue=2, due=-40, ivl=5)
    early = only_card(deck, tmp_path, 2).schedule
    deck.cards = [(*row[:8], 0, *row[9:]) for row in deck.cards]
    late = only_card(deck, tmp_path, 2).schedule
    assert early is not None
    assert late is not None
    assert late.due_ms - early.due_ms == 40 * DAY_MS


@pytest.mark.parametrize(
    ("settings", "ratings"),
    [
        ({}, [1, 3, 4, 2, 3]),
        ({"schedVer": 1}, [1, 3, 4, 2, 3]),
        ({"schedVer": 2}, [1, 2, 3, 2, 2]),
        ({"creationOffset": 60}, [1, 2, 3, 2, 2]),
    ],
)
@pytest.mark.parametrize("version", [1, 3])
def test_the_second_of_three_buttons_says_good(
    tmp_path: Path, version: int, settings: dict[str, int], ratings: list[int]
) -> None:
    deck = AnkiDeck(settings=settings)
    deck.note(BASIC, "f", "b")
    for at_ms, button, kind in (
        *((1_000, 1, 0), (2_000, 2, 0), (3_000, 3, 0)),
        *((4_000, 2, 1), (5_000, 2, 2)),
    ):
        deck.review(5000, at_ms, button, kind=kind)
    found = [each.rating for each in only_card(deck, tmp_path, version).reviews]
    assert found == [Rating(each) for each in ratings]


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "[" * 100_000, '{"creationOffset": "now"}', b"\xff"]
)
def test_settings_that_cannot_be_read_say_nothing(text: object) -> None:
    assert settings_of_text(text) == AnkiSettings()


def test_an_offset_beyond_a_day_is_none() -> None:
    assert AnkiSettings(99_999).first_noon_s(0) == AnkiSettings().first_noon_s(0)
