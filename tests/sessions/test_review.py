"""Reviewing a day's cards, one after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from drill.errors import NothingToRedo, NothingToUndo, OutOfTurn
from drill.ids import Rating
from drill.sessions.selection import Kind
from drill.sessions.steps import Phase
from drill.srs.schedule import Learning, New, Reviewing
from tests.sessions.desk import (
    ACKS,
    COMMIT,
    FOLD,
    HANDSHAKE_1,
    HANDSHAKE_2,
    WINDOW,
    Desk,
)
from tests.sessions.sitting import answer, session, through


def test_it_starts_with_the_front_of_the_first_card(desk: Desk) -> None:
    step = session(desk).start()
    assert step.phase is Phase.FRONT
    assert step.card == COMMIT
    assert step.face is not None
    assert step.face.front.strip() == "commit"
    assert step.outcomes == ()
    assert step.state == "new"


def test_the_back_shows_what_each_rating_will_do(desk: Desk) -> None:
    review = session(desk)
    review.start()
    step = review.reveal()
    assert step.phase is Phase.BACK
    assert [each.label for each in step.outcomes] == [
        "1 min",
        "6 min",
        "10 min",
        "8 days",
    ]


def test_what_a_button_promised_is_what_happens(desk: Desk) -> None:
    for rating in Rating:
        review = session(desk)
        step = review.start()
        assert step.card is not None
        promised = review.reveal().outcomes[rating - 1]
        review.rate(rating)
        state = desk.card(step.card).schedule.state
        if promised.interval_days is None:
            assert isinstance(state, Learning)
            assert state.due_at is not None
        else:
            assert isinstance(state, Reviewing)
            assert state.interval_days == promised.interval_days
        review.undo()


def test_a_back_must_be_shown_before_it_is_rated(desk: Desk) -> None:
    review = session(desk)
    review.start()
    with pytest.raises(OutOfTurn):
        review.rate(Rating.GOOD)
    review.reveal()
    with pytest.raises(OutOfTurn):
        review.reveal()


def test_every_card_of_the_day_comes_once_when_all_are_easy(desk: Desk) -> None:
    desk.set(study={"bury_siblings": False})
    desk.reopen()
    review = session(desk)
    seen = through(review, review.start(), Rating.EASY)
    assert len(seen) == len(set(seen)) == 9  # dns, too, once tcp is known


def test_new_cards_wait_for_what_comes_first(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    seen = through(review, review.start(), Rating.EASY)
    assert not any(card.startswith("networks/dns") for card in seen)
    again = session(desk, scope=("networks",))
    assert again.start().phase is Phase.FINISHED
    desk.pass_time(days=1)
    later = session(desk, scope=("networks",))
    seen = through(later, later.start(), Rating.EASY)
    assert "networks/tcp/handshake#c2" in seen


def test_siblings_wait_until_the_next_study_day(desk: Desk) -> None:
    review = session(desk)
    seen = through(review, review.start(), Rating.EASY)
    assert (HANDSHAKE_1 in seen) != (HANDSHAKE_2 in seen)
    desk.pass_time(days=1)
    review = session(desk)
    assert HANDSHAKE_2 in through(review, review.start(), Rating.EASY)


def test_a_learning_card_comes_back_when_its_step_ends(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    step = answer(review, Rating.AGAIN)
    assert step.card != first.card
    desk.pass_time(minutes=2)
    step = answer(review, Rating.EASY)
    assert step.card == first.card
    assert step.state == "learning"


def test_a_step_that_ends_soon_is_learned_ahead_when_nothing_else_is_left(
    desk: Desk,
) -> None:
    desk.set(study={"new_a_day": 1})
    desk.reopen()
    review = session(desk)
    first = review.start()
    step = answer(review, Rating.GOOD)
    assert step.phase is Phase.FRONT
    assert step.card == first.card


def test_a_step_that_ends_late_is_waited_for(desk: Desk) -> None:
    desk.set(study={"new_a_day": 1}, presets={"default": {"learning_steps": ["2h"]}})
    desk.reopen()
    review = session(desk)
    first = review.start()
    step = answer(review, Rating.AGAIN)
    assert step.phase is Phase.WAITING
    assert step.waiting_until == desk.collection.now + timedelta(minutes=100)
    desk.pass_time(hours=1, minutes=41)
    step = review.start()
    assert step.phase is Phase.FRONT
    assert step.card == first.card


def test_undo_shows_the_card_again_and_forgets_the_answer(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    answer(review, Rating.EASY)
    step = review.undo()
    assert step.phase is Phase.FRONT
    assert step.card == first.card
    assert first.card is not None
    assert isinstance(desk.card(first.card).schedule.state, New)
    assert "undone" in step.message


def test_undo_brings_buried_siblings_back(desk: Desk) -> None:
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    review.undo()
    with desk.collection.store.read() as unit:
        kin = unit.cards.siblings(COMMIT)
    assert all(card.schedule.buried_until is None for card in kin)


def test_redo_does_the_answer_again(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    second = answer(review, Rating.EASY)
    review.undo()
    step = review.redo()
    assert step.card == second.card
    assert first.card is not None
    assert isinstance(desk.card(first.card).schedule.state, Reviewing)


def test_nothing_is_redone_after_something_new(desk: Desk) -> None:
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    review.undo()
    answer(review, Rating.AGAIN)
    with pytest.raises(NothingToRedo):
        review.redo()


def test_undo_works_after_a_restart(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    answer(review, Rating.EASY)
    desk.reopen()
    step = session(desk).undo()
    assert step.phase is Phase.FRONT
    assert first.card is not None
    assert isinstance(desk.card(first.card).schedule.state, New)


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    with pytest.raises(NothingToUndo):
        session(desk).undo()


def test_burying_hides_the_whole_note_until_tomorrow(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    step = review.start()
    while step.card != HANDSHAKE_1:
        step = answer(review, Rating.EASY)
    step = review.bury()
    assert step.card not in {HANDSHAKE_1, HANDSHAKE_2}
    assert desk.card(HANDSHAKE_2).schedule.buried_until == desk.collection.today + 1
    assert review.undo().card == HANDSHAKE_1


def test_a_suspended_card_is_gone_and_comes_back_with_undo(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    assert review.suspend().card != first.card
    assert review.undo().card == first.card


def test_a_flag_a_note_and_a_report_leave_the_card_where_it_is(desk: Desk) -> None:
    review = session(desk)
    card = review.start().card
    review.reveal()
    assert review.flag(3).flag == 3
    assert review.remark(" mine ").remark == "mine"
    step = review.report("wrong year")
    assert step.report == "wrong year"
    assert step.phase is Phase.BACK
    assert step.card == card


def test_jumping_to_a_contrasting_card_brings_the_first_one_back(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    step = review.start()
    assert step.card == WINDOW
    assert step.contrasts == (ACKS,)
    jumped = review.show(ACKS)
    assert jumped.card == ACKS
    assert answer(review, Rating.EASY).card == WINDOW


def test_time_on_a_card_counts_a_minute_at_most(desk: Desk) -> None:
    review = session(desk)
    review.start()
    desk.pass_time(minutes=30)
    answer(review, Rating.EASY)
    with desk.collection.store.read() as unit:
        assert unit.days.done(desk.collection.today).duration_ms == 60_000


def test_the_summary_says_what_was_done_and_what_comes(desk: Desk) -> None:
    desk.set(study={"new_a_day": 2})
    desk.reopen()
    review = session(desk)
    review.start()
    desk.pass_time(seconds=6)
    answer(review, Rating.EASY)
    desk.pass_time(seconds=6)
    step = answer(review, Rating.EASY)
    assert step.phase is Phase.FINISHED
    assert step.summary is not None
    assert step.summary.answered == 2
    assert step.summary.ratings == (0, 0, 0, 2)
    assert step.summary.new == 2
    assert step.summary.minutes == pytest.approx(0.2)
    assert step.summary.tomorrow.new == 2
    assert "limit of 2 new cards" in step.summary.reason


def test_a_cram_of_cards_that_are_not_due_is_practice(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=1)
    before = desk.card(FOLD).schedule
    review = session(desk, kind=Kind.AHEAD, days=10)
    step = review.start()
    assert step.card == FOLD
    assert not step.counts_for_schedule
    labels = [each.label for each in review.reveal().outcomes]
    assert labels == ["due today", "practice", "practice", "practice"]
    step = review.rate(Rating.GOOD)
    assert step.phase is Phase.FINISHED
    assert desk.card(FOLD).schedule.state == before.state


def test_forgetting_in_a_cram_makes_the_card_due_today(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=1)
    review = session(desk, kind=Kind.AHEAD, days=10)
    review.start()
    step = answer(review, Rating.AGAIN)
    assert step.card == FOLD
    state = desk.card(FOLD).schedule.state
    assert isinstance(state, Reviewing)
    assert state.due == desk.collection.today


def test_more_new_cards_come_beyond_the_limit(desk: Desk) -> None:
    desk.set(study={"new_a_day": 0})
    desk.reopen()
    assert session(desk).start().phase is Phase.FINISHED
    review = session(desk, kind=Kind.MORE_NEW, new=2)
    assert len(through(review, review.start(), Rating.EASY)) == 2


def test_the_queue_is_built_anew_when_the_day_turns(desk: Desk) -> None:
    desk.learn(FOLD)
    review = session(desk, scope=("mine",))
    review.start()
    desk.pass_time(days=30)
    step = answer(review, Rating.EASY)
    assert step.card == FOLD
