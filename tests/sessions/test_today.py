"""What home says of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import StoreClosed
from drill.events import HolidayDeclared
from drill.ids import Rating, StudyDay
from drill.sessions import acting
from drill.sessions.today import home, to_do
from tests.sessions.desk import ACKS, COMMIT, FOLD, HANDSHAKE_1, TODAY, TTL, WINDOW
from tests.sessions.sitting import answer, queue, session, write_topic

if TYPE_CHECKING:
    from drill.sessions.steps import DeckRow, HomeStep
    from tests.sessions.desk import Desk


def row(step: HomeStep, id_: str) -> DeckRow:
    return next(each for each in step.decks if each.id == id_)


def declare(desk: Desk, first: int, last: int) -> None:
    with desk.collection.store.write("holiday") as unit:
        unit.record(HolidayDeclared(StudyDay(TODAY + first), StudyDay(TODAY + last)))


def test_a_fresh_desk_has_new_cards_and_nothing_else(desk: Desk) -> None:
    step = home(desk.collection)
    assert step.day == TODAY
    assert step.date_label == "Mon 2 Mar"
    assert (step.counts.new, step.counts.total) == (5, 5)
    assert (step.streak_days, step.done_today, step.done_minutes) == (0, 0, 0)
    assert step.forecast == (0,) * 14
    assert step.heat == (0,) * 182
    assert step.retention is None
    assert (step.notice, step.on_holiday, step.problems) == ("", "", 0)
    assert step.next_learning_at is None


def test_the_counts_are_those_of_the_session_behind_them(desk: Desk) -> None:
    desk.learn(FOLD, WINDOW)
    desk.rate(ACKS, Rating.AGAIN)
    desk.pass_time(days=9)
    review = session(desk)
    assert review.start().counts == home(desk.collection).counts


def test_what_is_due_and_what_was_due_are_told_apart(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=2)
    desk.learn(WINDOW)
    desk.pass_time(days=8)
    step = home(desk.collection)
    assert (step.counts.review, step.counts.backlog) == (1, 1)
    assert step.backlog_days == 2


def test_a_learning_step_is_told_with_its_time(desk: Desk) -> None:
    desk.rate(FOLD, Rating.AGAIN)
    step = home(desk.collection)
    assert step.counts.learning == 1
    assert step.next_learning_at is not None
    assert (step.next_learning_at - desk.collection.now).total_seconds() == 60


def test_minutes_follow_the_learners_own_pace_once_it_is_known(desk: Desk) -> None:
    assert home(desk.collection).minutes == 3  # 5 new cards, 3 answers, 12 s each
    for _ in range(19):
        desk.practise(TTL, duration_ms=60_000)
    assert home(desk.collection).minutes == 3
    desk.practise(TTL, duration_ms=60_000)
    assert home(desk.collection).minutes == 15
    desk.pass_time(days=30)  # nobody's pace of last month
    assert home(desk.collection).minutes == 3


def test_nothing_to_do_takes_no_time(desk: Desk) -> None:
    desk.set(study={"decks": []})
    desk.reopen()
    assert home(desk.collection).minutes == 0


def test_anything_to_do_takes_a_minute(desk: Desk) -> None:
    desk.set(study={"new_a_day": 0})
    desk.reopen()
    desk.rate(FOLD, Rating.AGAIN, duration_ms=1)
    assert home(desk.collection).minutes == 1


def test_done_today_counts_reviews_and_practice(desk: Desk) -> None:
    desk.rate(FOLD, duration_ms=60_000)
    desk.practise(TTL, duration_ms=35_000)
    step = home(desk.collection)
    assert (step.done_today, step.done_minutes) == (2, 2)
    assert step.heat[-1] == 2
    assert step.streak_days == 1


def test_a_streak_lives_until_the_end_of_the_next_day_and_over_holidays(
    desk: Desk,
) -> None:
    desk.rate(FOLD)
    desk.pass_time(days=1)
    desk.rate(FOLD)
    desk.pass_time(days=1)
    assert home(desk.collection).streak_days == 2
    desk.pass_time(days=1)
    assert home(desk.collection).streak_days == 0
    declare(desk, 2, 3)
    assert home(desk.collection).streak_days == 2


def test_a_holiday_is_told_while_it_lasts(desk: Desk) -> None:
    declare(desk, 1, 4)
    assert home(desk.collection).on_holiday == ""
    desk.pass_time(days=2)
    assert home(desk.collection).on_holiday == "until Fri 6 Mar"
    desk.pass_time(days=3)
    assert home(desk.collection).on_holiday == ""


def test_buttons_step_around_a_holiday_and_so_does_the_answer(desk: Desk) -> None:
    declare(desk, 7, 9)
    review = session(desk, scope=("mine",))
    step = review.start()
    assert review.reveal().outcomes[3].interval_days not in {7, 8, 9}
    review.rate(Rating.EASY)
    assert step.card is not None
    state: Any = desk.card(step.card).schedule.state
    assert state.due - TODAY not in {7, 8, 9}


def test_the_deck_tree_counts_everything_without_limits(desk: Desk) -> None:
    desk.set(study={"new_a_day": 0, "decks": ["mine"]})
    desk.reopen()
    desk.learn(FOLD)
    desk.pass_time(days=9)
    desk.rate(COMMIT, Rating.AGAIN)
    acting.suspend(desk.collection, [HANDSHAKE_1])
    step = home(desk.collection)
    words, mine = row(step, "mine/words"), row(step, "mine")
    assert (words.due, words.learning, words.new, words.cards, words.known) == (
        1, 1, 1, 3, 1,
    )  # fmt: skip
    assert (mine.title, mine.depth, mine.cards, mine.chosen) == ("My notes", 0, 3, True)
    assert (words.title, words.depth) == ("Words", 1)
    networks = row(step, "networks")
    assert (networks.new, networks.cards, networks.chosen) == (5, 6, False)
    assert [each.id for each in step.decks] == [
        "mine", "mine/words", "networks", "networks/tcp", "networks/dns",
    ]  # fmt: skip


def test_an_empty_topic_has_its_row(desk: Desk) -> None:
    write_topic(desk, "mine/bare", [])
    desk.reopen()
    step = home(desk.collection)
    assert row(step, "mine/bare").cards == 0
    assert step.problems == 0  # a warning for its author, not for each morning


def test_problems_of_deck_files_are_counted(desk: Desk) -> None:
    (desk.own / "mine/broken.yaml").write_text("topic: [", "utf-8")
    desk.reopen()
    assert home(desk.collection).problems == 1


def test_a_clock_that_was_set_back_is_told(desk: Desk) -> None:
    desk.rate(FOLD)
    assert home(desk.collection).notice == ""
    desk.pass_time(days=-4)
    assert "(2026-03-02)" in home(desk.collection).notice


def test_a_folder_of_decks_that_is_missing_is_told(desk: Desk) -> None:
    desk.set(files={"decks": [str(desk.folder / "stick")]})
    desk.reopen()
    assert "stick" in home(desk.collection).notice


def test_tomorrow_can_be_asked_for_today(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=7)
    with desk.collection.store.read() as unit:
        today, _ = to_do(desk.collection, unit)
        tomorrow, _ = to_do(desk.collection, unit, StudyDay(desk.collection.today + 1))
    assert (today.review, tomorrow.review) == (0, 1)


def test_a_store_that_was_closed_is_said(desk: Desk) -> None:
    desk.collection.close()
    with pytest.raises(StoreClosed):
        home(desk.collection)
    desk.reopen()


# --- the end of a session -------------------------------------------------------------


def finish(desk: Desk, rating: Rating = Rating.EASY, **fields: Any) -> Any:
    review = session(desk, **fields)
    step = review.start()
    while step.card is not None:
        step = answer(review, rating)
    assert step.summary is not None
    return step.summary


def test_a_second_session_of_the_day_says_that_the_limit_is_reached(desk: Desk) -> None:
    desk.set(study={"new_a_day": 1})
    desk.reopen()
    finish(desk)
    assert finish(desk).reason == "The limit of 1 new card a day is reached."


def test_the_limit_of_reviews_is_said(desk: Desk) -> None:
    desk.set(study={"new_a_day": 0, "reviews_a_day": 1})
    desk.reopen()
    desk.learn(FOLD, WINDOW)
    desk.pass_time(days=30)
    summary = finish(desk)
    assert summary.reason == "The limit of 1 review a day is reached."
    assert summary.passed_share == 1.0
    assert summary.tomorrow.backlog == 1


def test_cards_that_wait_for_others_are_said(desk: Desk) -> None:
    summary = finish(desk, scope=("networks/dns",))
    assert summary.reason == "2 new cards wait for what comes first."
    acting.suspend(desk.collection, [TTL])
    assert finish(desk, scope=("networks/dns",)).reason == (
        "1 new card waits for what comes first."
    )


def test_no_deck_at_all_is_said(desk: Desk) -> None:
    desk.set(study={"decks": []})
    desk.reopen()
    assert finish(desk).reason == "No deck is chosen yet."


def test_everything_done_is_said(desk: Desk) -> None:
    assert finish(desk, scope=("mine",)).reason == "All that is due is done."


def test_tomorrow_never_exceeds_the_limits(desk: Desk) -> None:
    cards = write_topic(desk, "mine/many", [f"n{number}" for number in range(9)])
    desk.set(study={"new_a_day": 2, "reviews_a_day": 3, "decks": ["mine"]})
    desk.reopen()
    desk.learn(*cards[:6])
    desk.pass_time(days=7)
    tomorrow = finish(desk).tomorrow
    assert (tomorrow.review, tomorrow.new) == (3, 2)
    desk.pass_time(days=1)
    assert len(queue(desk)) == tomorrow.total


def test_reviews_that_were_passed_are_a_share_of_those_that_were_due(
    desk: Desk,
) -> None:
    desk.set(study={"new_a_day": 1})
    desk.learn(FOLD, WINDOW)
    desk.pass_time(days=30)
    desk.reopen()
    review = session(desk)
    step = review.start()
    ratings = iter([Rating.AGAIN, Rating.GOOD, Rating.EASY, Rating.EASY, Rating.EASY])
    while step.card is not None:
        step = answer(review, next(ratings))
    assert step.summary is not None
    assert step.summary.passed_share == 0.5
    assert step.summary.new == 1
