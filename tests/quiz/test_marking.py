"""What holds for every question and every response."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    NumericQuestion,
    Offered,
    OrderQuestion,
    Question,
    Response,
    RubricQuestion,
    Ticked,
    TypedQuestion,
    Written,
)
from drill.ids import Rating
from drill.quiz.marking import complaint, mark
from drill.quiz.marks import Change, Mark, Verdict
from drill.quiz.proposing import propose
from tests.quiz import strategies as drawn

CHOICE = ChoiceQuestion("?", (Offered("a", right=True), Offered("b")))
NUMBER = NumericQuestion("?", 12)
WORD = TypedQuestion("?", "timeout")
ORDER = OrderQuestion("?", ("a", "b"))


@given(drawn.questions, drawn.responses)
@settings(max_examples=150)
def test_marking_never_raises_and_credit_is_a_share(
    question: Question, response: Response
) -> None:
    worth = mark(question, response)
    assert 0 <= worth.credit <= 1
    assert worth.is_answered or worth.credit == 0
    assert "\n" not in worth.remark
    assert mark(question, response) == worth


@given(drawn.questions, drawn.responses)
def test_what_is_complained_of_is_never_right(
    question: Question, response: Response
) -> None:
    reason = complaint(question, response)
    assert reason == "" or reason.endswith(".")
    if reason:
        assert mark(question, response).credit == 0


@given(drawn.questions, drawn.responses)
def test_a_proposal_is_among_what_is_allowed_and_a_wrong_answer_is_hard_at_best(
    question: Question, response: Response
) -> None:
    worth = mark(question, response)
    for hints in (0, 1, 3):
        for elapsed_s in (0.0, 1e6):
            found = propose(question, worth, hints=hints, elapsed_s=elapsed_s)
            assert found.rating in found.allowed
            assert list(found.allowed) == sorted(set(found.allowed))
            assert found.because
            if worth.credit == 0:
                assert found.rating is Rating.AGAIN
                assert max(found.allowed) is Rating.HARD


@given(drawn.questions)
def test_nothing_is_no_answer(question: Question) -> None:
    assert mark(question, None).verdict is Verdict.NO_ANSWER
    assert complaint(question, None) == ""


def right_response(question: Question) -> Response:
    match question:
        case ChoiceQuestion(choices=choices):
            return Chosen(tuple(n for n, each in enumerate(choices) if each.right))
        case NumericQuestion(answer=answer):
            return Written(repr(answer))
        case TypedQuestion(answer=answer):
            return Written(answer)
        case OrderQuestion(items=items):
            return Arranged(tuple(range(len(items))))
        case RubricQuestion(rubric=rubric):
            return Ticked(tuple(range(len(rubric))))


def can_be_answered(question: Question) -> bool:
    """Whether a question has an answer that a program of ours would let through."""
    match question:
        case ChoiceQuestion(choices=choices):
            return any(each.right for each in choices)
        case TypedQuestion(answer=answer):
            return bool(answer.split())
        case OrderQuestion(items=items):
            return len(items) > 0
        case _:
            return True


@given(drawn.questions.filter(can_be_answered))
@settings(max_examples=150)
def test_the_right_answer_is_always_right(question: Question) -> None:
    worth = mark(question, right_response(question))
    assert worth.is_right, worth
    assert worth.mistake == ""
    assert complaint(question, right_response(question)) == ""


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (CHOICE, Written("a")),  # the text of a choice is not a choice
        (CHOICE, Arranged((0,))),
        (CHOICE, Chosen(())),
        (CHOICE, Chosen((7, -1))),  # choices that there are not
        (NUMBER, Chosen((12,))),
        (NUMBER, Written(" \t")),
        (NUMBER, Written("\u200b")),  # nothing that can be seen
        (WORD, Ticked((0,))),
        (WORD, Written("  ")),
        (ORDER, Chosen((0, 1))),
        (ORDER, Arranged(())),
        (ORDER, Arranged((9,))),
    ],
)
def test_a_response_that_says_nothing_is_none(
    question: Question, response: Response
) -> None:
    assert mark(question, response) == Mark(0.0, is_answered=False)


@given(drawn.typed_questions, drawn.hostile)
def test_a_difference_spells_out_a_right_answer(
    question: TypedQuestion, text: str
) -> None:
    shown = mark(question, Written(text)).difference
    kept = "".join(part.text for part in shown if part.change is not Change.EXTRA)
    accepted = {"".join(each.split()) for each in (question.answer, *question.accept)}
    assert not shown or "".join(kept.split()) in accepted
    assert all(part.text for part in shown)


@given(st.integers(1, 7), st.data())
def test_more_right_pairs_are_worth_more(count: int, data: st.DataObject) -> None:
    question = OrderQuestion("?", tuple(map(str, range(count + 1))))
    order = data.draw(st.permutations(range(count + 1)))
    place = data.draw(st.integers(0, count - 1))
    swapped = list(order)
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    better, worse = sorted((swapped, order), key=lambda each: each[place])
    first = mark(question, Arranged(tuple(better))).credit
    second = mark(question, Arranged(tuple(worse))).credit
    assert first >= second
