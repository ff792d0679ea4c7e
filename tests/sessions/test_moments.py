"""An answer happens at one instant, however long it takes to record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from drill.events import Reviewed
from drill.ids import Rating
from drill.sessions.collection import seconds_left
from tests.sessions.sitting import session

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from tests.sessions.desk import Desk


def test_the_instant_of_an_answer_is_the_one_its_effect_is_computed_from(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, calendar = desk.clock, desk.collection.calendar
    review = session(desk)
    review.start()
    review.reveal()

    def ticking() -> datetime:
        clock.advance(timedelta(seconds=1))
        return type(clock).now(clock)

    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", ticking)
        review.rate(Rating.GOOD)
    with desk.collection.store.read() as unit:
        found = [(event.at, event.body) for _, event in unit.journal.events()]
    answers = [(at, body) for at, body in found if isinstance(body, Reviewed)]
    [(at, body)] = answers
    assert body.day_left_s == seconds_left(calendar, at)
