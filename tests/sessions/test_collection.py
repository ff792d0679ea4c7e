"""A record, its clock and its settings together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from drill.clock import Calendar
from drill.config.settings import Settings
from drill.errors import ConfigMalformed, InvalidSetting, ScheduleError, StoreClosed
from drill.ids import TopicId
from drill.sessions.collection import (
    NO_DECK,
    Collection,
    calendar_of,
    deck_of_topic,
    overlaid,
    scheduling_preset,
    seconds_left,
)
from drill.sessions.opening import open_collection
from tests.sessions.desk import FOLD, TODAY

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_a_collection_closes_with_its_block(desk: Desk) -> None:
    desk.close()
    with Collection.open(
        desk.locations, desk.collection.settings, desk.clock
    ) as collection:
        assert collection.today == TODAY
    with pytest.raises(StoreClosed), collection.store.read():
        pass
    collection.close()
    desk.reopen()


def test_changed_settings_hold_at_once_and_after_a_restart(desk: Desk) -> None:
    desk.collection.change({("study", "rollover_hour"): 10})
    assert desk.collection.today == TODAY - 1
    assert desk.reopen().today == TODAY - 1
    desk.collection.change({("study", "rollover_hour"): None})
    assert desk.collection.today == TODAY


def test_a_changed_preset_holds_for_the_next_answer(desk: Desk) -> None:
    collection = desk.collection
    assert collection.preset_of("mine").desired_retention == 0.9
    collection.change({("presets", "default", "desired_retention"): 0.8})
    assert collection.preset_of("mine").desired_retention == 0.8


def test_a_deck_may_have_a_preset_of_its_own(desk: Desk) -> None:
    desk.collection.change(
        {
            ("presets", "slow", "learn_ahead"): "1h",
            ("decks", "mine", "preset"): "slow",
        }
    )
    assert desk.collection.preset_of("mine").learn_ahead_s == 3_600
    assert desk.collection.preset_of("networks").learn_ahead_s == 1_200


def test_a_setting_that_is_not_allowed_changes_nothing(desk: Desk) -> None:
    before = desk.collection.settings
    with pytest.raises(InvalidSetting):
        desk.collection.change({("study", "new_a_day"): -1})
    assert desk.collection.settings == before


def test_a_preset_that_nobody_can_schedule_with_is_refused() -> None:
    settings = Settings.model_validate({"presets": {"odd": {"parameters": [1.0]}}})
    with pytest.raises(ScheduleError):
        scheduling_preset(settings, "odd")


def test_the_zone_is_the_machines_unless_one_is_chosen() -> None:
    assert calendar_of(Settings()) == Calendar(None, 4)
    chosen = Settings.model_validate({"study": {"zone": "Asia/Tokyo"}})
    assert calendar_of(chosen) == Calendar(ZoneInfo("Asia/Tokyo"), 4)


def test_the_day_left_is_counted_to_the_rollover_and_never_nothing() -> None:
    calendar = Calendar(UTC, 4)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert seconds_left(calendar, noon) == 16 * 3_600
    last = datetime(2026, 3, 3, 3, 59, 59, 900_000, tzinfo=UTC)
    assert seconds_left(calendar, last) == 1


def test_a_day_of_23_hours_has_an_hour_less_left() -> None:
    calendar = Calendar(ZoneInfo("Europe/Berlin"), 4)
    start = calendar.start(calendar.day(datetime(2026, 3, 28, 12, tzinfo=UTC)))
    assert seconds_left(calendar, start) == 23 * 3_600


def test_a_context_is_of_now_unless_an_instant_is_given(desk: Desk) -> None:
    collection = desk.collection
    assert collection.context(FOLD, "mine", ()).at == collection.now
    later = collection.now + timedelta(days=2)
    assert collection.context(FOLD, "mine", (), later).day == TODAY + 2


def test_changes_lie_over_what_was_set() -> None:
    settings = Settings.model_validate({"study": {"new_a_day": 3}})
    changed = overlaid(
        settings,
        {
            ("study", "new_a_day"): None,
            ("study", "zone"): "UTC",
            ("decks", "a", "new_a_day"): 1,
            ("decks", "b", "new_a_day"): None,
        },
    )
    assert changed.study.new_a_day == 10
    assert changed.study.zone == "UTC"
    assert changed.decks["a"].new_a_day == 1


def test_a_card_whose_note_is_gone_stands_in_no_deck() -> None:
    assert deck_of_topic(None) == NO_DECK
    assert deck_of_topic(TopicId("work::onboarding/git")) == "work::onboarding"


# --- opening ------------------------------------------------------------------------


def test_opening_reads_settings_variables_flags_and_decks(desk: Desk) -> None:
    desk.close()
    collection = open_collection(
        desk.locations,
        desk.clock,
        {"DRILL_STUDY__NEW_A_DAY": "7"},
        {"study": {"reviews_a_day": 5}},
    )
    assert collection.settings.study.new_a_day == 7
    assert collection.settings.study.reviews_a_day == 5
    with collection.store.read() as unit:
        assert unit.cards.find(FOLD) is not None
    collection.close()
    desk.reopen()


def test_opening_with_a_broken_settings_file_says_so(desk: Desk) -> None:
    text = desk.locations.config.read_text("utf-8")
    desk.locations.config.write_text("[study", "utf-8")
    with pytest.raises(ConfigMalformed):
        open_collection(desk.locations, desk.clock, {})
    desk.locations.config.write_text(text, "utf-8")


def test_a_collection_whose_decks_cannot_be_taken_in_is_closed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    real = Collection.close

    def close(collection: Collection) -> None:
        closed.append(collection)
        real(collection)

    def fail(collection: Collection) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Collection, "close", close)
    monkeypatch.setattr("drill.sessions.opening.reread", fail)
    with pytest.raises(KeyboardInterrupt):
        open_collection(desk.locations, desk.clock, {})
    assert len(closed) == 1
