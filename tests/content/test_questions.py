"""What is asked and what may be answered, as values and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.notes import Choice, Numeric, Order, Prompt, Typed
from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    Criterion,
    FollowUp,
    Leeway,
    NumericQuestion,
    Offered,
    OrderQuestion,
    Question,
    Response,
    RubricQuestion,
    Ticked,
    TypedQuestion,
    Written,
    kind_of_question,
    question_of,
    response_document,
    response_of,
)
from tests.content.making import note


def asked(kind: str, **values: Any) -> Question:
    made = note(kind, **values)
    assert isinstance(made, Choice | Numeric | Typed | Order | Prompt)
    return question_of(made)


def test_a_choice_asks_what_its_note_says() -> None:
    choices = [
        {"text": "this", "right": True, "why": "It is."},
        {"text": "that", "why": "It is not."},
        {"text": "none of these", "anchor": True},
    ]
    assert asked("choice", choices=choices, several=True) == ChoiceQuestion(
        "Which one is it?",
        (
            Offered("this", right=True, why="It is."),
            Offered("that", why="It is not."),
            Offered("none of these", anchor=True),
        ),
        several=True,
    )


@pytest.mark.parametrize(
    ("tolerance", "leeway"),
    [
        ({"absolute": 2}, Leeway(absolute=2)),
        ({"relative": 0.05}, Leeway(relative=0.05)),
        ({"magnitude": 1}, Leeway(magnitude=1)),
        (None, None),
    ],
)
def test_a_number_is_asked_with_its_unit_and_leeway(
    tolerance: dict[str, float] | None, leeway: Leeway | None
) -> None:
    given_ = {"tolerance": tolerance} if tolerance else {}
    question = asked("numeric", answer=4096, unit="B", binary_prefixes=True, **given_)
    expected = NumericQuestion(
        "How many are there?", 4096, "B", leeway, binary_prefixes=True
    )
    assert question == expected


def test_a_word_and_an_order_are_asked() -> None:
    assert asked("typed", accept=["title"], big_o=True) == TypedQuestion(
        "What is it called?", "name", ("title",), big_o=True
    )
    assert asked("order") == OrderQuestion("In which order?", ("b", "a"))


def test_a_prompt_is_asked_with_its_rubric_and_follow_ups() -> None:
    question = asked(
        "prompt",
        minutes=20,
        outline="Rates first.",
        rubric=[
            {"criterion": "It is there"},
            {"criterion": "It is fast", "area": "estimates", "weight": 3},
        ],
        follow_ups=[{"minute": 5, "ask": "And then?"}],
    )
    assert question == RubricQuestion(
        title="Design",
        text="Design it.",
        rubric=(Criterion("It is there"), Criterion("It is fast", 3, "estimates")),
        outline="Rates first.",
        minutes=20,
        follow_ups=(FollowUp(5, "And then?"),),
    )


@pytest.mark.parametrize("kind", ["choice", "numeric", "typed", "order", "prompt"])
def test_a_question_knows_the_kind_of_its_note(kind: str) -> None:
    assert kind_of_question(asked(kind)) == kind


places = st.lists(st.integers(0, 9), max_size=5).map(tuple)
responses: st.SearchStrategy[Response] = st.one_of(
    st.none(),
    st.builds(Chosen, places),
    st.builds(Written, st.text()),
    st.builds(Arranged, places),
    st.builds(Ticked, places),
)


@given(responses)
def test_a_response_survives_json(response: Response) -> None:
    document = json.loads(json.dumps(response_document(response)))
    assert response_of(document) == response


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"chosen": "0"},
        {"chosen": 0},
        {"chosen": [0, "1"]},
        {"chosen": [True]},  # true is no place
        {"chosen": [-1]},
        {"chosen": [1.0]},
        {"written": 5},
        {"arranged": None},
        {"ticked": [None]},
        {"shouted": [0]},
    ],
)
def test_a_document_that_nobody_wrote_is_no_response(document: dict[str, Any]) -> None:
    assert response_of(document) is None
