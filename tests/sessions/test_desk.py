"""The desk that all tests of the sessions sit at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.srs.schedule import Reviewing
from tests.sessions.desk import CARDS, COMMIT, TODAY, WINDOW

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


def test_the_desk_holds_nine_new_cards(desk: Desk) -> None:
    with desk.collection.store.read() as unit:
        found = unit.cards.many(CARDS)
        problems = unit.library.problems()
    assert len(found) == 9
    assert problems == []
    assert desk.collection.today == TODAY


def test_what_was_learned_outlives_a_restart(desk: Desk) -> None:
    desk.learn(WINDOW)
    desk.rate(COMMIT, Rating.AGAIN)
    desk.pass_time(days=1)
    desk.reopen()
    assert isinstance(desk.card(WINDOW).schedule.state, Reviewing)
    assert desk.card(COMMIT).schedule.repetitions == 1
    assert desk.operations() == [f"again on {COMMIT}", f"easy on {WINDOW}"]
