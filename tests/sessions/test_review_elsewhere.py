"""A review while the rest of the world goes on: other windows, clocks, full disks."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from drill.errors import (
    NothingToUndo,
    OutOfTurn,
    ScheduleError,
    StoreFull,
    StoreLocked,
)
from drill.ids import CardId, Rating
from drill.sessions import acting, undoing
from drill.sessions.rereading import reread
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import Phase
from drill.srs.schedule import Learning, New, Relearning, Reviewing
from drill.store import sqlite
from tests.sessions.desk import (
    ACKS,
    COMMIT,
    COMMIT_BACK,
    FOLD,
    HANDSHAKE_1,
    HANDSHAKE_2,
    TTL,
    WINDOW,
)
from tests.sessions.sitting import answer, other_window, session, through, write_topic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from drill.sessions.collection import Collection
    from drill.sessions.queued import Queued
    from drill.store.store import Store
    from drill.store.units import ReadUnit
    from tests.sessions.desk import Desk


@pytest.fixture
def other(desk: Desk) -> Iterator[Collection]:
    """Another window on the same files."""
    found = other_window(desk)
    yield found
    found.close()


@contextmanager
def locked(desk: Desk) -> Iterator[None]:
    """Another program holds the database."""
    link = sqlite3.connect(desk.locations.database, isolation_level=None)
    try:
        link.execute("BEGIN IMMEDIATE")
        yield
    finally:
        link.close()


# --- locks and full disks -----------------------------------------------------------


def test_a_locked_record_changes_nothing_and_the_same_key_works_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 20)
    review = session(desk)
    card = review.start().card
    review.reveal()
    events = desk.events()
    with locked(desk), pytest.raises(StoreLocked):
        review.rate(Rating.EASY)
    assert desk.events() == events
    assert card is not None
    assert isinstance(desk.card(card).schedule.state, New)
    step = review.rate(Rating.EASY)
    assert step.card != card
    assert desk.operations() == [f"easy on {card}"]


def test_a_full_disk_changes_nothing_and_the_same_key_works_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = session(desk)
    review.start()
    review.reveal()
    real = desk.collection.store.write

    @contextmanager
    def full(label: str = "", *, hidden: bool = False) -> Iterator[Any]:
        with real(label, hidden=hidden) as unit:
            yield unit
            raise StoreFull(str(desk.locations.database))

    with monkeypatch.context() as patch:
        patch.setattr(desk.collection.store, "write", full)
        with pytest.raises(StoreFull):
            review.rate(Rating.EASY)
    assert desk.operations() == []
    review.rate(Rating.EASY)
    assert len(desk.operations()) == 1


@contextmanager
def failing_reads(store: Store, patch: pytest.MonkeyPatch) -> Iterator[None]:
    @contextmanager
    def fail() -> Iterator[ReadUnit]:
        raise StoreLocked("drill.db")
        yield

    with patch.context() as context:
        context.setattr(store, "read", fail)
        yield


@pytest.mark.parametrize("intent", ["rate", "bury", "suspend", "undo", "flag"])
def test_what_was_written_is_not_written_again_when_only_its_step_failed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, intent: str
) -> None:
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    review.reveal()
    given: dict[str, list[int]] = {"rate": [Rating.EASY], "flag": [2]}
    arguments = given.get(intent, [])
    store = desk.collection.store
    with failing_reads(store, monkeypatch), pytest.raises(StoreLocked):
        getattr(review, intent)(*arguments)
    done = desk.operations()
    step = getattr(review, intent)(*arguments)
    assert desk.operations() == done
    assert len(done) == (0 if intent == "undo" else 2)
    assert step.phase in {Phase.FRONT, Phase.BACK}
    if step.phase is Phase.BACK:
        step = review.rate(Rating.EASY)
    seen = through(review, step)  # no card was lost on the way
    known = {COMMIT, FOLD, WINDOW, HANDSHAKE_1, ACKS}
    assert {card for card in known if not desk.card(card).schedule.repetitions} == (
        {FOLD} if intent in {"bury", "suspend"} else set()
    )
    assert len(seen) == len(set(seen))


# --- other windows ------------------------------------------------------------------


def test_an_answer_in_another_window_takes_the_card_out_of_this_one(
    desk: Desk, other: Collection
) -> None:
    review, second = session(desk), ReviewSession(other, Selection())
    first = review.start()
    assert second.start().card == first.card
    answer(second, Rating.EASY)
    step = review.reveal()
    assert step.phase is Phase.FRONT
    assert step.card != first.card
    assert first.card not in through(review, step)


def test_two_sessions_side_by_side_ask_no_card_twice(desk: Desk) -> None:
    first, second = session(desk), session(desk)
    steps = [first.start(), second.start()]
    assert steps[0].card == steps[1].card
    while any(step.card for step in steps):
        for place, review in enumerate((first, second)):
            step = review.start()
            if step.phase is Phase.FRONT:
                step = review.reveal()
            steps[place] = review.rate(Rating.EASY) if step.card else step
    done = desk.operations()
    assert len(done) == len(set(done)) == 5
    summaries = [step.summary for step in steps]
    assert sum(each.answered for each in summaries if each) == 5


def test_what_a_button_said_is_not_done_to_a_card_that_changed(
    desk: Desk, other: Collection
) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=10)
    review = session(desk, scope=("mine",))
    assert review.start().card == FOLD
    review.reveal()
    acting.set_due(other, [FOLD], desk.collection.today)
    acting.reset(other, [FOLD])
    step = review.rate(Rating.GOOD)
    assert desk.card(FOLD).schedule.repetitions == 0
    assert step.card == FOLD
    assert step.phase is Phase.BACK
    assert step.state == "new"
    assert "changed meanwhile" in step.message
    review.rate(Rating.GOOD)
    assert isinstance(desk.card(FOLD).schedule.state, Learning)


def test_a_card_suspended_elsewhere_is_not_asked_any_more(
    desk: Desk, other: Collection
) -> None:
    review = session(desk, scope=("networks",))
    first = review.start()
    acting.suspend(other, [ACKS])
    seen = through(review, first)
    assert ACKS not in seen


def test_a_card_suspended_in_the_very_moment_it_is_taken_is_passed_over(
    desk: Desk, other: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = session(desk, scope=("mine",))
    assert review.start().card == COMMIT
    review.reveal()
    upcoming = review._presenter.upcoming
    real = upcoming.take

    def take(now: datetime) -> Queued | None:
        acting.suspend(other, [FOLD])
        return real(now)

    monkeypatch.setattr(upcoming, "take", take)
    assert review.rate(Rating.EASY).phase is Phase.FINISHED


def test_a_card_suspended_on_another_screen_is_not_asked_any_more(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    first = review.start()
    acting.suspend(desk.collection, [ACKS, WINDOW])
    step = review.start()
    assert step.card not in {first.card, ACKS}
    assert "not to come" in step.message


def test_the_present_card_stays_when_others_change(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    first = review.start()
    back = review.reveal()
    desk.pass_time(seconds=9)
    acting.suspend(desk.collection, [ACKS])
    step = review.start()
    assert step.card == first.card
    assert step.phase is Phase.BACK
    assert step.outcomes == back.outcomes
    assert step.left == back.left - 1
    assert step.shown_at == first.shown_at


def test_undo_elsewhere_brings_a_card_back_here(desk: Desk, other: Collection) -> None:
    review = session(desk, scope=("mine",))
    first = review.start().card
    answer(review, Rating.EASY)
    undoing.undo(other)
    assert first in through(review, review.start())


def test_undo_shows_the_card_of_an_earlier_session(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=20)
    desk.rate(FOLD)
    review = session(desk)
    assert review.start().card != FOLD
    assert review.undo().card == FOLD


def test_undo_of_what_was_done_to_many_stays_with_the_present_card(desk: Desk) -> None:
    acting.flag(desk.collection, [TTL, FOLD], 3)
    review = session(desk, scope=("networks",))
    step = review.start()
    assert review.undo().card == step.card


def test_undo_of_a_rating_shows_a_card_that_is_not_due(desk: Desk) -> None:
    review = session(desk)
    review.start()
    jumped = review.show(TTL)
    assert jumped.card == TTL
    answer(review, Rating.EASY)
    assert review.undo().card == TTL


def test_undo_of_a_rating_passes_over_a_card_that_is_hidden_now(
    desk: Desk, other: Collection
) -> None:
    review = session(desk)
    first = review.start().card
    answer(review, Rating.EASY)
    path = desk.own / "mine/words.yaml"
    path.unlink()
    review.undo()
    assert first == COMMIT
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    reread(desk.collection)
    step = review.undo()
    assert step.card not in {COMMIT, COMMIT_BACK, FOLD}


def test_redo_keeps_the_card_at_hand_when_it_was_not_about_its_answer(
    desk: Desk,
) -> None:
    review = session(desk)
    first = review.start().card
    review.flag(4)
    review.undo()
    step = review.redo()
    assert step.card == first
    assert step.flag == 4


def test_redo_of_a_rating_from_another_session_goes_on(desk: Desk) -> None:
    review = session(desk)
    first = review.start().card
    answer(review, Rating.EASY)
    review.undo()
    again = session(desk)
    again.start()
    assert again.redo().card != first


# --- clocks -------------------------------------------------------------------------


def test_a_day_that_turns_over_behind_a_back_brings_new_buttons(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=10, hours=18, minutes=50)  # ten minutes before the rollover
    review = session(desk, scope=("mine",))
    review.start()
    before = review.reveal()
    desk.pass_time(hours=30)
    step = review.rate(Rating.GOOD)
    assert desk.operations() == [f"easy on {FOLD}"]
    assert step.card == FOLD
    assert step.outcomes != before.outcomes
    review.rate(Rating.GOOD)
    state = desk.card(FOLD).schedule.state
    assert isinstance(state, Reviewing)
    assert state.interval_days == step.outcomes[2].interval_days


def test_a_step_that_would_pass_the_rollover_now_is_promised_anew(desk: Desk) -> None:
    desk.pass_time(hours=18, minutes=45)
    review = session(desk, scope=("mine",))
    review.start()
    assert review.reveal().outcomes[2].label == "10 min"
    desk.pass_time(minutes=10)
    step = review.rate(Rating.GOOD)
    assert step.outcomes[2].label == "1 day"
    assert desk.operations() == []


def test_a_clock_that_was_set_back_loses_nothing(desk: Desk) -> None:
    review = session(desk)
    review.start()
    answer(review, Rating.EASY)
    desk.pass_time(days=-3)
    seen = through(review, review.start())
    assert len(desk.operations()) == 1 + len(seen)
    assert len(seen) == len(set(seen))


def test_a_card_that_is_not_due_on_the_day_the_clock_was_set_back_to_waits(
    desk: Desk,
) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=8)
    review = session(desk, scope=("mine",))
    assert review.start().card == FOLD
    desk.pass_time(days=-2)
    assert review.reveal().card == COMMIT
    assert FOLD not in through(review, review.start())


def test_a_step_that_is_too_early_since_the_clock_was_set_back_is_waited_for(
    desk: Desk,
) -> None:
    desk.set(study={"new_a_day": 1})
    desk.reopen()
    review = session(desk)
    review.start()
    assert answer(review, Rating.GOOD).phase is Phase.FRONT  # ten minutes ahead
    desk.pass_time(minutes=-30)
    step = review.reveal()
    assert step.phase is Phase.WAITING
    assert step.waiting_until is not None
    assert step.waiting_until > desk.collection.now


# --- cards that go ------------------------------------------------------------------


def test_a_card_that_vanishes_behind_its_front_is_passed_over(desk: Desk) -> None:
    review = session(desk, scope=("mine", "networks"))
    assert review.start().card == COMMIT
    (desk.own / "mine/words.yaml").unlink()
    reread(desk.collection)
    step = review.reveal()
    assert step.card == WINDOW
    assert step.phase is Phase.FRONT


def test_a_card_that_vanishes_behind_its_back_is_not_rated(desk: Desk) -> None:
    desk.rate(COMMIT, Rating.AGAIN)  # it has a history, so that its row stays
    desk.pass_time(minutes=5)
    review = session(desk)
    assert review.start().card == COMMIT
    review.reveal()
    (desk.own / "mine/words.yaml").unlink()
    reread(desk.collection)
    step = review.rate(Rating.GOOD)
    assert step.card == WINDOW
    assert desk.operations() == [f"again on {COMMIT}"]


def test_jumping_to_a_card_that_is_gone_says_so(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    step = review.show(CardId("networks/tcp/nothing#front"))
    assert step.card == first.card
    assert step.message == "that card is gone"


def test_jumping_to_and_fro_asks_each_card_once(desk: Desk) -> None:
    review = session(desk, scope=("networks",))
    assert review.start().card == WINDOW
    review.show(TTL)  # waits for its topic: it does not belong to this session
    step = review.show(WINDOW)
    seen = through(review, step)
    assert seen[0] == WINDOW
    assert seen.count(WINDOW) == 1
    assert TTL not in seen


def test_jumping_to_the_card_at_hand_changes_nothing(desk: Desk) -> None:
    review = session(desk)
    first = review.start()
    step = review.show(COMMIT)
    assert (step.card, step.left) == (first.card, first.left)
    review.show(ACKS)
    assert COMMIT in through(review, review.start())


def test_a_suspended_card_is_shown_when_one_jumps_to_it(desk: Desk) -> None:
    acting.suspend(desk.collection, [ACKS])
    review = session(desk, scope=("networks",))
    review.start()
    assert review.show(ACKS).card == ACKS
    assert review.reveal().phase is Phase.BACK
    assert review.start().card == ACKS


def spoil(desk: Desk, note: str, document: dict[str, Any]) -> None:
    """Put in the record what a newer program could have put there."""
    with desk.collection.store.write() as unit:
        unit.link.run(
            text("UPDATE notes SET document = :document WHERE note_id = :note"),
            {"document": json.dumps(document), "note": note},
        )


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"id": "commit", "kind": "hologram"}, "hologram"),
        ({"id": "commit", "kind": "cloze", "text": "{{c7::x}}"}, "no card 'front'"),
    ],
)
def test_a_note_of_a_newer_program_is_passed_over_and_said(
    desk: Desk, document: dict[str, Any], reason: str
) -> None:
    spoil(desk, "mine/words/commit", document)
    review = session(desk, scope=("mine",))
    step = review.start()
    assert step.card == FOLD
    assert "cannot be shown" in step.message
    assert reason in step.message
    step = answer(review, Rating.EASY)
    assert step.phase is Phase.FINISHED
    assert "cannot be shown" in step.message


def test_jumping_to_a_note_of_a_newer_program_says_why_not(desk: Desk) -> None:
    spoil(desk, "mine/words/commit", {"id": "commit", "kind": "hologram"})
    review = session(desk, scope=("networks",))
    first = review.start()
    step = review.show(COMMIT)
    assert step.card == first.card
    assert "hologram" in step.message


def test_a_note_that_becomes_unreadable_behind_its_front_is_passed_over(
    desk: Desk,
) -> None:
    review = session(desk, scope=("mine",))
    assert review.start().card == COMMIT
    spoil(desk, "mine/words/commit", {"id": "commit", "kind": "hologram"})
    step = review.start()
    assert step.card == FOLD
    assert "hologram" in step.message


def test_a_card_one_jumped_to_stays_when_something_else_is_undone(desk: Desk) -> None:
    acting.flag(desk.collection, [FOLD, COMMIT], 3)
    review = session(desk, scope=("networks",))
    review.start()
    review.show(TTL)  # waits for its topic
    step = review.undo()
    assert step.card == TTL
    assert step.message == "undone: flag 3: 2 cards"


def test_a_card_one_jumped_to_goes_when_its_answer_elsewhere_is_undone(
    desk: Desk, other: Collection
) -> None:
    desk.learn(FOLD)
    review = session(desk, scope=("networks",))
    first = review.start()
    assert review.show(FOLD).card == FOLD
    step = review.undo()
    assert step.card == first.card
    assert isinstance(desk.card(FOLD).schedule.state, New)


def edit(desk: Desk, old: str, new: str) -> None:
    path = desk.own / "mine/words.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    reread(desk.collection)


def test_a_typo_mended_behind_a_front_shows_the_front_again(desk: Desk) -> None:
    review = session(desk, scope=("mine",))
    assert review.start().card == COMMIT
    edit(desk, "front: commit", "front: to commit")
    step = review.reveal()
    assert (step.card, step.phase) == (COMMIT, Phase.FRONT)
    assert step.face is not None
    assert step.face.front.strip() == "to commit"
    assert review.reveal().phase is Phase.BACK


def test_a_typo_mended_behind_a_back_keeps_nobody_from_rating(desk: Desk) -> None:
    review = session(desk, scope=("mine",))
    review.start()
    review.reveal()
    edit(desk, "front: commit", "front: to commit")
    review.rate(Rating.EASY)
    assert desk.operations() == [f"easy on {COMMIT}"]


def test_an_answer_to_an_earlier_meaning_is_not_recorded(desk: Desk) -> None:
    review = session(desk, scope=("mine",))
    review.start()
    review.reveal()
    edit(desk, "front: commit", "front: undo a commit\n    revision: 2")
    step = review.rate(Rating.EASY)
    assert desk.operations() == []
    assert (step.card, step.phase) == (COMMIT, Phase.BACK)
    assert step.face is not None
    assert step.face.front.strip() == "undo a commit"
    review.rate(Rating.EASY)
    assert desk.card(COMMIT).schedule.revision == 2


# --- out of turn ----------------------------------------------------------------------


def test_nothing_is_done_to_a_card_when_none_is_at_hand(desk: Desk) -> None:
    review = session(desk, scope=("nowhere",))
    assert review.start().phase is Phase.FINISHED
    for intent, arguments in (
        ("reveal", []),
        ("rate", [Rating.GOOD]),
        ("bury", []),
        ("suspend", []),
        ("flag", [1]),
        ("remark", ["x"]),
        ("report", ["x"]),
    ):
        with pytest.raises(OutOfTurn, match="finished"):
            getattr(review, intent)(*arguments)


def test_a_wait_is_no_turn_either(desk: Desk) -> None:
    desk.set(study={"new_a_day": 1}, presets={"default": {"learning_steps": ["5h"]}})
    desk.reopen()
    review = session(desk)
    review.start()
    assert answer(review, Rating.AGAIN).phase is Phase.WAITING
    with pytest.raises(OutOfTurn, match="waiting"):
        review.bury()


def test_there_are_seven_flags(desk: Desk) -> None:
    review = session(desk)
    review.start()
    with pytest.raises(ScheduleError):
        review.flag(8)
    assert desk.operations() == []


def test_undo_can_be_the_first_thing_a_session_does(desk: Desk) -> None:
    desk.learn(FOLD)
    review = session(desk)
    assert review.undo().card == FOLD
    with pytest.raises(NothingToUndo):
        review.undo()


# --- waiting, steps and leeches -------------------------------------------------------


def test_a_lapse_goes_through_its_step_within_the_session(desk: Desk) -> None:
    desk.learn(FOLD)
    desk.pass_time(days=20)
    review = session(desk, scope=("mine/words",))
    while review.start().card != FOLD:
        answer(review, Rating.EASY)
    step = answer(review, Rating.AGAIN)
    assert isinstance(desk.card(FOLD).schedule.state, Relearning)
    assert step.counts.learning == 1
    assert through(review, step)[-1] == FOLD


def test_a_leech_that_is_suspended_does_not_come_back(desk: Desk) -> None:
    desk.set(
        study={"new_a_day": 0},
        presets={"default": {"leech_lapses": 1, "leech_suspends": True}},
    )
    desk.reopen()
    desk.learn(FOLD)
    desk.pass_time(days=20)
    review = session(desk)
    assert review.start().card == FOLD
    step = answer(review, Rating.AGAIN)
    assert step.phase is Phase.FINISHED
    assert step.left == 0
    assert step.summary is not None
    assert step.summary.leeches == ("What does a fold need?",)


def test_a_leech_of_a_practice_that_is_suspended_is_not_repeated(desk: Desk) -> None:
    desk.set(presets={"default": {"leech_lapses": 1, "leech_suspends": True}})
    desk.reopen()
    desk.learn(FOLD)
    desk.pass_time(days=20)
    review = session(desk, kind=Kind.SEARCH, text="fold")
    review.start()
    assert answer(review, Rating.AGAIN).phase is Phase.FINISHED
    assert desk.card(FOLD).schedule.suspended


def test_a_step_begun_after_the_day_turned_belongs_to_the_new_day(desk: Desk) -> None:
    review = session(desk, scope=("mine",))
    first = review.start().card
    review.reveal()
    desk.pass_time(hours=24)
    review.rate(Rating.GOOD)
    assert desk.operations() == [f"good on {first}"]
    desk.pass_time(minutes=11)
    assert first in through(review, review.start())


def test_a_step_of_another_deck_is_not_waited_for(desk: Desk) -> None:
    desk.rate(FOLD, Rating.AGAIN)
    review = session(desk, scope=("networks/dns",))
    assert review.start().phase is Phase.FINISHED


def test_what_is_left_counts_down_to_the_card_at_hand(desk: Desk) -> None:
    desk.learn(FOLD, WINDOW)
    desk.pass_time(days=1)
    desk.rate(HANDSHAKE_1, Rating.AGAIN)
    desk.pass_time(days=30)
    review = session(desk)
    step = review.start()
    lefts = []
    while step.phase is Phase.FRONT:
        lefts.append(step.left)
        assert step.left == step.counts.total
        step = answer(review, Rating.EASY)
    opened = lefts.index(1) + 1  # then dns opens, because tcp is known
    assert lefts[:opened] == list(range(opened, 0, -1))
    assert step.left == 0


def test_new_cards_come_in_as_soon_as_what_they_need_is_known(desk: Desk) -> None:
    base = write_topic(desk, "mine/base", ["one"])
    later = write_topic(desk, "mine/later", ["two"], needs=["base"])
    desk.set(study={"decks": ["mine"]})
    desk.reopen()
    review = session(desk)
    seen = through(review, review.start())
    assert seen.index(base[0]) < seen.index(later[0])


def test_a_sibling_comes_when_the_first_card_was_suspended(desk: Desk) -> None:
    review = session(desk, scope=("networks/tcp",))
    step = review.start()
    while step.card != HANDSHAKE_1:
        step = answer(review, Rating.EASY)
    step = review.suspend()
    assert HANDSHAKE_2 in through(review, step)


def test_a_new_card_of_a_search_is_practised_and_stays_new(desk: Desk) -> None:
    review = session(desk, kind=Kind.SEARCH, text="fold")
    assert review.start().card == FOLD
    assert [each.label for each in review.reveal().outcomes] == ["practice"] * 4
    assert review.rate(Rating.EASY).phase is Phase.FINISHED
    assert isinstance(desk.card(FOLD).schedule.state, New)
