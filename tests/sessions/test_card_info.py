"""All that is known of one card."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drill.errors import CardNotFound
from drill.events import (
    Event,
    HolidayDeclared,
    PresetRecorded,
    Renamed,
    Revised,
    Spread,
    StateImported,
    Unknown,
)
from drill.ids import (
    CardId,
    DeviceId,
    EventId,
    OperationId,
    Rating,
    StudyDay,
    TopicId,
    note_of,
)
from drill.sessions import acting
from drill.sessions.authoring import save
from drill.sessions.card_info import MOST_DAYS, card_info
from drill.sessions.editing import edit_target, save_edit
from drill.sessions.histories import history_of
from drill.sessions.note_steps import Draft
from drill.sessions.undoing import redo, undo
from drill.srs.preset import Preset
from drill.srs.schedule import Reviewing
from drill.store.journal import HistoryEntry
from tests.sessions.desk import ACKS, FOLD, HANDSHAKE_1, TODAY, TTL, WINDOW

if TYPE_CHECKING:
    from drill.events import Body
    from tests.sessions.desk import Desk


def test_a_reviewing_card_shows_its_figures(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=5)
    acting.remark(desk.collection, [WINDOW], "see RFC 1323")
    info = card_info(desk.collection, WINDOW)
    assert info.title == "networks › tcp › window"
    assert (info.state, info.due_label) == ("reviewing", "in 3 days, Tue 10 Mar")
    assert info.stability == pytest.approx(8.2956)
    assert info.retrievability == pytest.approx(0.9309, abs=1e-4)
    assert (info.interval_days, info.repetitions, info.lapses) == (8, 1, 0)
    assert (info.preset, info.desired_retention) == ("default", 0.9)
    assert info.remark == "see RFC 1323"
    assert info.tags == ("flow", "situation")
    assert info.origin == f"{desk.folder}/shipped/networks/tcp.yaml:5"


def test_a_new_card_has_no_figures_and_no_curve(desk: Desk) -> None:
    info = card_info(desk.collection, FOLD)
    assert (info.state, info.due_label, info.history) == ("new", "", ())
    assert (info.stability, info.retrievability, info.interval_days) == (None,) * 3
    assert (info.curve, info.curve_today) == ((), 0)
    assert info.title == "mine › words › fold"


def test_a_learning_card_tells_its_step_without_a_day(desk: Desk) -> None:
    desk.rate(ACKS, Rating.GOOD)
    info = card_info(desk.collection, ACKS)
    assert (info.state, info.due_label) == ("learning", "in 10 min")
    assert info.interval_days is None
    assert info.curve[0] == 1


def test_the_curve_goes_past_the_due_day_and_today(desk: Desk) -> None:
    desk.learn(WINDOW)
    info = card_info(desk.collection, WINDOW)
    assert len(info.curve) == 15
    assert info.curve_today == 0
    desk.pass_time(days=40)
    info = card_info(desk.collection, WINDOW)
    assert (len(info.curve), info.curve_today) == (41, 40)
    assert info.curve[info.curve_today] == info.retrievability
    assert list(info.curve) == sorted(info.curve, reverse=True)


def test_a_clock_gone_wild_does_not_draw_a_curve_without_end(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.clock.set(datetime(9000, 1, 1, 12, tzinfo=UTC))
    info = card_info(desk.collection, WINDOW)
    assert info.curve_today == MOST_DAYS == len(info.curve) - 1
    desk.clock.set(datetime(2020, 1, 1, 12, tzinfo=UTC))
    assert card_info(desk.collection, WINDOW).retrievability == 1


def test_the_history_tells_where_the_card_stood_after_each_event(desk: Desk) -> None:
    desk.rate(WINDOW, Rating.GOOD, duration_ms=7_000)
    desk.pass_time(minutes=10)
    desk.rate(WINDOW, Rating.GOOD)
    desk.pass_time(days=1)
    desk.practise(WINDOW, Rating.HARD)
    latest, second, first = card_info(desk.collection, WINDOW).history
    assert (first.what, first.rating, first.duration_ms) == ("review", 3, 7_000)
    assert first.interval_days == pytest.approx(600 / 86_400)
    assert (second.what, second.interval_days) == ("review", 2.0)
    assert second.stability == first.stability == pytest.approx(2.3065)
    assert (latest.what, latest.day) == ("practice", TODAY + 1)
    assert latest.interval_days == second.interval_days


def test_the_last_line_of_the_history_is_the_present_state(desk: Desk) -> None:
    for rating in (Rating.EASY, Rating.AGAIN, Rating.GOOD, Rating.HARD):
        desk.rate(WINDOW, rating)
        desk.pass_time(days=9)
    info = card_info(desk.collection, WINDOW)
    assert info.history[0].stability == info.stability
    assert info.history[0].difficulty == info.difficulty
    assert info.history[0].interval_days == info.interval_days


def test_what_was_taken_back_is_marked_and_had_no_effect(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.pass_time(days=8)
    desk.rate(WINDOW, Rating.AGAIN)
    undo(desk.collection)
    again, first = card_info(desk.collection, WINDOW).history
    assert (again.retracted, again.rating) == (True, Rating.AGAIN)
    assert again.stability == first.stability
    redo(desk.collection)
    again, first = card_info(desk.collection, WINDOW).history
    assert not again.retracted
    assert again.stability < first.stability


def test_what_was_done_to_a_card_is_told_in_words(desk: Desk) -> None:
    cards = [WINDOW]
    desk.learn(WINDOW)
    acting.bury(desk.collection, cards)
    acting.unbury(desk.collection, cards)
    acting.suspend(desk.collection, cards)
    acting.unsuspend(desk.collection, cards)
    acting.flag(desk.collection, cards, 2)
    acting.flag(desk.collection, cards, 0)
    acting.set_due(desk.collection, cards, StudyDay(TODAY + 2))
    with desk.collection.store.write("spread") as unit:
        unit.record(Spread(WINDOW, StudyDay(TODAY + 3)))
        unit.record(Revised(WINDOW, 2))
    acting.remark(desk.collection, cards, "hm")
    acting.report(desk.collection, cards, "wrong")
    acting.reset(desk.collection, cards)
    acting.reposition(desk.collection, cards)
    history = card_info(desk.collection, WINDOW).history
    assert [record.what for record in reversed(history)] == [
        "review",
        "buried until Tue 3 Mar",
        "unburied",
        "suspended",
        "no longer suspended",
        "flag 2",
        "flag taken off",
        "set due Wed 4 Mar",
        "moved to Thu 5 Mar",
        "the meaning changed",
        "note to yourself",
        "said to be wrong",
        "reset",
        "moved among the new cards",
    ]
    assert (history[0].stability, history[0].interval_days) == (0.0, 0.0)


def test_events_of_every_kind_have_a_line() -> None:
    bodies: list[Body] = [
        Renamed(WINDOW, TTL),
        StateImported(WINDOW, 3.0, 5.0, TODAY, TODAY, 3),
        PresetRecorded(Preset().id(), {}),
        HolidayDeclared(TODAY, TODAY),
        Unknown("wished", 9, {}),
    ]
    entries = [HistoryEntry(_event(body), retracted=False) for body in bodies]
    what = [record.what for record in reversed(history_of(entries, {}))]
    assert what == ["renamed", "imported", "preset", "holiday", "wished"]


def _event(body: Body) -> Event:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    ids = (EventId("1"), OperationId("1"), DeviceId("1"))
    return Event(*ids, 1, 1, at, TODAY, body)


def test_a_learning_step_of_a_day_counts_in_days(desk: Desk) -> None:
    desk.collection.change({("presets", "default", "learning_steps"): ["2d"]})
    desk.rate(WINDOW, Rating.AGAIN)
    info = card_info(desk.collection, WINDOW)
    assert info.state == "learning"
    assert info.due_label == "in 2 days, Wed 4 Mar"
    assert info.history[0].interval_days == 2.0


def test_an_edited_shipped_note_says_where_its_original_stands(desk: Desk) -> None:
    target = edit_target(desk.collection, note_of(WINDOW))
    yaml = target.yaml.replace("in flight", "under way")
    save_edit(desk.collection, target.note, yaml)
    origin = card_info(desk.collection, WINDOW).origin
    assert origin.startswith("your wording over ")
    assert origin.endswith("networks/tcp.yaml:5")


def test_an_added_note_says_so(desk: Desk) -> None:
    draft = Draft(TopicId("networks/tcp"), front="RTT?", back="time")
    save(desk.collection, draft)
    info = card_info(desk.collection, CardId("networks/tcp/rtt#front"))
    assert info.origin == "added"


def test_a_card_whose_note_is_gone_is_still_told(desk: Desk) -> None:
    desk.learn(WINDOW)
    (desk.folder / "shipped/networks/tcp.yaml").unlink()
    desk.reopen()
    info = card_info(desk.collection, WINDOW)
    assert info.origin == "gone from the decks"
    assert isinstance(desk.card(WINDOW).schedule.state, Reviewing)


def test_a_card_of_which_only_events_are_known_is_told_too(desk: Desk) -> None:
    stray = CardId("nobody/knows/stray#front")
    with desk.collection.store.write("merged") as unit:
        unit.record(StateImported(stray, 3.0, 5.0, TODAY, TODAY, 3))
    info = card_info(desk.collection, stray)
    assert (info.title, info.tags, info.revision) == ("stray", (), 1)
    assert info.preset == "default"


def test_a_card_nobody_knows_is_refused(desk: Desk) -> None:
    with pytest.raises(CardNotFound):
        card_info(desk.collection, CardId("no/such/card#front"))


def test_siblings_have_a_history_each(desk: Desk) -> None:
    desk.learn(HANDSHAKE_1)
    other = CardId(HANDSHAKE_1.replace("#c1", "#c2"))
    assert card_info(desk.collection, other).history == ()
