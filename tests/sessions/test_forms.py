from __future__ import annotations

import pytest

from drill.errors import InvalidNote
from drill.ids import TopicId
from drill.sessions.forms import draft_of_form, form
from drill.sessions.note_steps import Draft


def reasons(text: str) -> tuple[str, ...]:
    with pytest.raises(InvalidNote) as raised:
        draft_of_form(text)
    return raised.value.reasons


@pytest.mark.parametrize("text", [form("mine/words"), "", " \n", "# nothing\n"])
def test_a_form_that_was_not_filled_in_is_no_draft(text: str) -> None:
    assert draft_of_form(text) is None


def test_a_filled_form_is_a_draft() -> None:
    text = form("mine/words").replace("front: |\n", "front: |\n  What is `[x]`?\n")
    text = text.replace("back: |\n", "back: |\n  One line\n\n  and another.\n")
    text = text.replace("both_ways: false", "both_ways: true")
    text = text.replace("source:\n", "source: [RFC 1, a book]\n")
    text = text.replace("tags: []", "tags: one")
    assert draft_of_form(text) == Draft(
        topic=TopicId("mine/words"),
        front="What is `[x]`?",
        back="One line\n\nand another.",
        both_ways=True,
        source="RFC 1\na book",
        tags="one",
    )


def test_a_text_with_gaps_is_a_cloze() -> None:
    text = form("mine/words").replace("text: |\n", "text: |\n  A {{c1::gap}}.\n")
    assert draft_of_form(text) == Draft(
        topic=TopicId("mine/words"), kind="cloze", front="A {{c1::gap}}."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("front: a\n", "the topic is missing: write `topic: deck/topic`"),
        ("topic: a/b\nfront: x\ntext: y\n",
         "fill in front and back, or text, but not both"),
        ("- a\n", "the form is keys with their values, such as `front: …`"),
        ("front: [a]\n", "front is one text"),
        ("topic: a/b\nfront: a\nsource: {a: b}\n",
         "source is a text or a list of texts"),
        ("topic: a/b\nfront: a\nboth_ways: maybe\n",
         "both_ways is true or false, and not 'maybe'"),
        ("fornt: a\n", "the form has no key 'fornt'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_is_said(text: str, reason: str) -> None:
    assert reasons(text) == (reason,)


def test_a_form_that_is_no_yaml_names_the_place() -> None:
    [reason] = reasons("front: 'a\nback: b\n")
    assert reason.startswith("line ")
