"""A review that looks again: after a failed look, after a rename."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from drill.errors import StoreLocked
from drill.ids import CardId, Rating
from drill.sessions import acting
from drill.sessions.rereading import reread
from tests.sessions.desk import ACKS, FOLD
from tests.sessions.sitting import answer, other_window, session, through

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.store.units import ReadUnit
    from tests.sessions.desk import Desk


@contextmanager
def failing() -> Iterator[ReadUnit]:
    raise StoreLocked("drill.db")
    yield


def test_what_others_did_is_seen_although_the_first_look_failed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = session(desk, scope=("networks",))
    review.start()
    review.reveal()
    with other_window(desk) as other:
        acting.suspend(other, [ACKS])
    with monkeypatch.context() as patch:
        patch.setattr(desk.collection.store, "read", failing)
        with pytest.raises(StoreLocked):
            review.rate(Rating.EASY)
    step = review.rate(Rating.EASY)
    assert step.counts.new == step.left == 1
    assert ACKS not in through(review, step)


def test_undo_of_a_rating_shows_a_card_that_was_renamed_since_once(desk: Desk) -> None:
    review = session(desk, scope=("mine",))
    step = review.start()
    while step.card != FOLD:
        step = answer(review, Rating.EASY)
    answer(review, Rating.EASY)
    path = desk.own / "mine/words.yaml"
    renamed = "- id: reduce\n    formerly: [fold]"
    path.write_text(path.read_text("utf-8").replace("- id: fold", renamed), "utf-8")
    reread(desk.collection)
    step = review.undo()
    assert step.card == CardId("mine/words/reduce#front")
    assert step.counts.new == step.left == 1
    assert through(review, step) == [step.card]
