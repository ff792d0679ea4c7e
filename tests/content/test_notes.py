"""The models of notes: what they take, what they refuse, what they keep."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from drill.content.notes import KEY_ORDER, KINDS, note_document, parse_note
from drill.errors import InvalidNote
from tests.content.making import note
from tests.content.strategies import notes


def reasons(document: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(InvalidNote) as raised:
        parse_note(document)
    return raised.value.reasons


def refusal(kind: str, **values: Any) -> str:
    with pytest.raises(InvalidNote) as raised:
        note(kind, **values)
    return str(raised.value)


def test_a_note_is_basic_unless_it_says_otherwise() -> None:
    assert parse_note({"id": "a", "front": "f", "back": "b"}).kind == "basic"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_model(kind: str) -> None:
    assert note(kind).kind == kind


@given(notes())
def test_a_note_survives_its_document(made: Any) -> None:
    assert parse_note(note_document(made)) == made


@given(notes())
def test_a_document_is_what_the_model_dumps(made: Any) -> None:
    dumped = made.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    kind = {} if made.kind == "basic" else {"kind": made.kind}
    keys = sorted({**dumped, **kind}, key=KEY_ORDER.index)
    assert list(note_document(made).items()) == [
        (key, {**dumped, **kind}[key]) for key in keys
    ]


def test_a_document_leaves_defaults_out_and_keeps_the_order_of_keys() -> None:
    made = note("numeric", tags=["t"], why="w", source="s", unit="s")
    assert list(note_document(made)) == [
        *("id", "kind", "question", "answer", "unit", "why", "source", "tags")
    ]


def test_every_key_of_every_kind_has_its_place_in_the_order() -> None:
    keys = {key for model in KINDS.values() for key in model.model_fields}
    assert keys == set(KEY_ORDER)
    assert len(KEY_ORDER) == len(set(KEY_ORDER))


def test_one_source_may_stand_without_a_list() -> None:
    assert note(source="RFC 1").source == ("RFC 1",)
    assert note(source=["RFC 1", "RFC 2"]).source == ("RFC 1", "RFC 2")


def test_a_note_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        note().id = "two"


def test_the_line_end_of_a_block_does_not_belong_to_the_text() -> None:
    assert note(front="\n \nasked\n  more\n\n").asks == "front"
    made = parse_note({"id": "a", "front": "\n \n asked\r\nx\r", "back": "b \n"})
    assert note_document(made) == {"id": "a", "front": " asked\nx", "back": "b"}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"id": "a", "kind": "sonnet"}, "kind 'sonnet' is none of basic, cards"),
        ({"id": "a", "kind": 3}, "kind 3 is none of"),
        ({"id": "a", "front": "f"}, "the key `back` is missing"),
        ({"id": "a", "front": 5, "back": "b"}, "front: expected text, found a number"),
        (
            {"id": "a", "front": ["f"], "back": "b"},
            "front: expected text, found a list",
        ),
        ({"id": "a", "front": {}, "back": "b"}, "expected text, found a mapping"),
        ({"id": "a", "front": True, "back": "b"}, "expected text, found true or false"),
        ({"id": "a", "front": None, "back": "b"}, "front: nothing stands here"),
        ({"id": "a", "front": " ", "back": "b"}, "front: the text is empty"),
        ({"id": "a", "front": "f\0", "back": "b"}, "holds the character U+0000"),
        ({"id": "a", "front": "\ud800", "back": "b"}, "holds the character U+D800"),
        ({"id": "A b", "front": "f", "back": "b"}, "id: 'A b' is no id"),
        ({"id": "?", "front": "f", "back": "b"}, "id: '?' is no id"),
        ({"id": "a" * 81, "front": "f", "back": "b"}, "is no id"),
        ({"id": "a", "front": "f" * 50_001, "back": "b"}, "has 50,001 characters"),
        ({"id": "a\nb", "front": "f", "back": "b"}, "id: expected one line"),
    ],
)
def test_a_defect_is_said_with_its_key(document: dict[str, Any], said: str) -> None:
    assert said in "; ".join(reasons(document))


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("basic", {"revision": 0}, "revision: input should be greater"),
        ("basic", {"revision": 1.5}, "revision: expected a whole number, found 1.5"),
        ("basic", {"revision": True}, "expected a whole number, found True"),
        ("basic", {"revision": "1" * 50}, "expected a whole number"),
        ("basic", {"both_ways": "yes"}, "expected true or false, found 'yes'"),
        ("basic", {"both_ways": ["yes"]}, "expected true or false, found ['yes']"),
        ("basic", {"tags": "reno"}, "tags: expected a list, as in [a, b]"),
        ("basic", {"tags": ["a b"]}, "tags.0: 'a b' is no tag"),
        ("basic", {"needs": ["a/b/c/d"]}, "needs.0: 'a/b/c/d' is no reference"),
        ("basic", {"needs": ["A"]}, "is no reference"),
        ("basic", {"fornt": "x"}, "fornt: unknown key `fornt`"),
        ("cloze", {"text": "no gap"}, "text: no gap in the text"),
        ("choice", {"choices": [{"text": "a"}]}, "choices: expected at least 2"),
        ("choice", {"choices": [{"text": "a"}, {"text": "b"}]}, "no choice is right"),
        ("choice", {"choices": ["a", "b"]}, "choices.0: expected a mapping"),
        ("numeric", {"answer": "017"}, "answer: expected a number, found '017'"),
        ("numeric", {"answer": float("nan")}, "expected a number, found nan"),
        ("numeric", {"answer": 10**60}, "expected a number"),
        ("numeric", {"answer": "9" * 39}, "expected a number"),
        ("numeric", {"answer": "9" * 41}, "expected a number"),
        ("numeric", {"tolerance": {}}, "a tolerance has one form"),
        ("numeric", {"tolerance": {"absolute": -1}}, "greater than or equal to 0"),
        ("order", {"items": ["a", "a"]}, "'a' stands twice"),
        ("generated", {"generator": "tcp"}, "'tcp' is no name of a generator"),
        ("generated", {"parameters": {"a": float("inf")}}, "expected a number"),
        ("generated", {"parameters": {"k" * 81: 1}}, "is too long"),
        ("generated", {"parameters": []}, "parameters: expected a mapping"),
        ("prompt", {"rubric": []}, "rubric: expected at least 1"),
        ("kata", {"limits": {"time_s": 0}}, "limits.time_s: input should be greater"),
    ],
)
def test_what_a_kind_does_not_allow(
    kind: str, values: dict[str, Any], said: str
) -> None:
    assert said in refusal(kind, **values)


def test_another_kind_within_a_model_is_refused() -> None:
    with pytest.raises(ValueError, match="literal_error"):
        KINDS["basic"].model_validate({"id": "a", "kind": "cloze"})


def test_several_right_choices_must_be_asked_for() -> None:
    right = [{"text": "a", "right": True}, {"text": "b", "right": True}]
    assert "2 choices are right" in refusal("choice", choices=right)
    assert note("choice", choices=right, several=True).kind == "choice"


def test_a_bad_member_of_a_list_is_not_also_a_short_list() -> None:
    assert reasons(
        {"id": "a", "kind": "order", "question": "q", "items": [1, "a", 2]}
    ) == (
        "items.0: expected text, found a number",
        "items.2: expected text, found a number",
    )


def test_a_long_value_is_cut_in_the_message() -> None:
    assert "…" in refusal("basic", id="A" * 200)
