"""Plans and moves of sittings as a journal has them, whoever wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.events import Event, SittingMoved
from drill.ids import CardId, DeviceId, EventId, OperationId, Rating, StudyDay
from drill.sessions.sitting_moves import Progress, decided_in, moved, progress_of
from drill.sessions.sitting_plans import PlannedQuestion, QuestionPlan, plan_of

SITTING = EventId("1" * 32)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)

seconds = st.none() | st.floats(0.001, 1e6)
plans = st.builds(
    QuestionPlan,
    st.lists(
        st.builds(
            PlannedQuestion,
            st.text(min_size=1).map(CardId),
            st.integers(0, 2**31),
            st.sampled_from([None, 1, 2, 3]),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    seconds,
    seconds,
    st.booleans(),
    st.booleans(),
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["card", "seed", "place", "credit", "rating", "spent_s", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=8,
)
words = st.sampled_from(
    ["asked", "answered", "timed-out", "voided", "paused", "left", "wrote"]
)


def event(move: str, place: Any = 0, number: int = 0, **told: Any) -> Event:
    body = SittingMoved(SITTING, move, {"place": place, **told})
    return wrapped(body, number)


def wrapped(body: Any, number: int = 0) -> Event:
    operation = OperationId(f"{number:032x}")
    return Event(EventId("2" * 32), operation, DeviceId("d"), 1, number, AT,
                 StudyDay(1), body)  # fmt: skip


@given(plans)
def test_a_plan_is_read_as_it_was_written(plan: QuestionPlan) -> None:
    assert plan_of(plan.document()) == plan


@given(json, json, json)
def test_no_journal_makes_reading_a_plan_fail(
    listed: object, total: object, each: object
) -> None:
    found = plan_of({"questions": listed, "total_s": total, "each_s": each})
    assert found is None or found.questions
    question = {"card": "a", "seed": 1}
    found = plan_of({"questions": [question], "total_s": total, "each_s": each})
    assert found is not None
    for limit in (found.total_s, found.each_s):
        assert limit is None or limit > 0


@pytest.mark.parametrize("questions", [None, [], {}, [{}], [{"card": "a"}], [3]])
def test_a_plan_without_questions_is_none(questions: object) -> None:
    assert plan_of({"questions": questions}) is None


def test_the_share_of_a_question_is_its_limit_or_its_part_of_the_whole() -> None:
    question = PlannedQuestion(CardId("a"), 1)
    plan = QuestionPlan((question, question))
    assert plan.share_s() is None
    assert replace(plan, total_s=60.0).share_s() == 30
    assert replace(plan, total_s=60.0, each_s=45.0).share_s() == 45


@given(st.lists(st.tuples(words, json, json), max_size=8))
def test_no_journal_makes_reading_moves_fail(moves: list[tuple[str, Any, Any]]) -> None:
    events = [
        event(move, place, number, credit=more, spent_s=more, rating=more, card=more)
        for number, (move, place, more) in enumerate(moves)
    ]
    progress = progress_of(events)
    assert 0 <= progress.credit <= progress.counted
    assert progress.used_s >= 0
    progress.next_place(3)
    progress.latest_answer()


def test_what_is_no_move_changes_nothing() -> None:
    from drill.events import SittingClosed

    other = wrapped(SittingClosed(SITTING, {}))
    assert progress_of([other]) == Progress()
    assert Progress().after(other) == Progress()
    assert decided_in(other) is None
    assert decided_in(event("asked")) is None
    assert decided_in(event("answered", "first")) is None


def test_moves_of_other_rooms_change_nothing() -> None:
    asked = event("asked", 0)
    assert progress_of([asked, event("wrote", 0)]) == progress_of([asked])


def test_the_first_decision_on_a_question_stands() -> None:
    progress = progress_of(
        [
            event("asked", 0, spent_s=1.5),
            event("answered", 0, 1, card="a", credit=1, spent_s=4, rating=3),
            event("answered", 0, 2, card="a", credit=0, spent_s=9),
            event("asked", 0),
        ]
    )
    assert (progress.credit, progress.used_s, progress.at_hand) == (1, 4, None)
    assert progress.decided[0].rating is Rating.GOOD
    assert progress.next_place(2) == 1
    assert progress.next_place(1) is None


def test_sections_are_told_apart() -> None:
    events = [
        wrapped(moved(SITTING, "", "answered", 0, card="a", credit=1)),
        wrapped(moved(SITTING, "design", "answered", 1, card="b")),
        wrapped(SittingMoved(SITTING, "answered", {"place": 2, "section": 7})),
    ]
    assert set(progress_of(events).decided) == {0, 2}
    assert set(progress_of(events, "design").decided) == {1}


def test_a_question_beyond_the_plan_is_not_asked() -> None:
    progress = progress_of([event("asked", 9)])
    assert progress.at_hand == 9
    assert progress.next_place(3) == 0


def test_leaving_between_two_questions_names_none() -> None:
    left = wrapped(moved(SITTING, "", "left", None))
    assert progress_of([left]).last == "left"
    assert progress_of([left]).at_hand is None


def test_what_could_not_be_asked_is_not_the_learners_to_take_back() -> None:
    gone = event("voided", 1, 2, reason="it is gone")
    answered = event("answered", 0, 1, credit=1)
    latest = progress_of([answered, gone]).latest_answer()
    assert latest is not None
    assert latest.place == 0
    asleep = event("voided", 2, 3, reason="asleep")
    latest = progress_of([answered, gone, asleep]).latest_answer()
    assert latest is not None
    assert latest.place == 2
    assert progress_of([answered, event("timed-out", 1, 2)]).latest_answer() is None
