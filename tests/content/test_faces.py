"""What the cards of each kind show."""

from __future__ import annotations

from typing import Any

import pytest

from drill.content.faces import CardFace, faces, parts
from drill.content.notes import parse_note
from drill.errors import InvalidNote
from tests.content.making import note


def cloze(text: str, part: str = "c1") -> CardFace:
    return {face.part: face for face in faces(note("cloze", text=text))}[part]


def test_a_basic_note_asks_its_front() -> None:
    [face] = faces(note(front="f", back="b"))
    assert face == CardFace("front", "f", "b")


def test_both_ways_asks_the_back_as_well() -> None:
    _, back = faces(note(front="f", back="b", both_ways=True))
    assert (back.part, back.front, back.back) == ("back", "b", "f")


def test_a_cloze_has_a_card_for_each_number() -> None:
    made = note("cloze", text="{{c3::a}} {{c1::b::h}} {{c3::c}}")
    assert parts(made) == ("c1", "c3")
    assert cloze("{{c3::a}} {{c1::b::h}} {{c3::c}}", "c3") == CardFace(
        "c3", "[…] b […]", "**a** b **c**", is_cloze=True
    )
    assert cloze("{{c3::a}} {{c1::b::h}}").hint == "h"


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("is {{c1::a b::x}}.", "is [x].", "is **a b**."),
        ("is {{c1::`a`}}.", "is […].", "is **`a`**."),
        # In code neither emphasis nor escapes would be read.
        ("`x = {{c1::5}}`", "`x = […]`", "`x = 5`"),
        ("```\n{{c1::5::n}}(\n```", "```\n[n](\n```", "```\n5\n```".replace("5", "5(")),
        # `[x](y)` would be a link.
        ("{{c1::f::x}}(y)", "\\[x\\](y)", "**f**(y)"),
        # Markdown takes these for stars, not for emphasis.
        ("a{{c1::(b)}}c", "a[…]c", "a(b)c"),
        ("a{{c1::b}}c", "a[…]c", "a**b**c"),
        ("{{c1::**b** c}}", "[…]", "**b** c"),
        ("{{c1:: b }}", "[…]", " **b** "),
        ("{{c1::a\n\nb}}", "[…]", "a\n\nb"),
        ("{{c1::\n```\na\n```\n}}", "[…]", "\n```\na\n```\n"),
        ("{{c1::a}}{{c1::b}}", "[…][…]", "**a**b"),
        ("{{c1::a {{c2::b}}}} c", "[…] c", "**a b** c"),
    ],
)
def test_the_front_hides_and_the_back_shows(text: str, front: str, back: str) -> None:
    face = cloze(text)
    assert (face.front, face.back) == (front, back)


def test_an_inner_gap_is_asked_within_the_outer_answer() -> None:
    face = cloze("x {{c1::a {{c2::b::w}}}} c", "c2")
    assert (face.front, face.back) == ("x a [w] c", "x a **b** c")


@pytest.mark.parametrize(
    ("kind", "values", "front", "back"),
    [
        (
            "choice",
            {},
            "Which one is it?\n\n- this\n- that\n- both",
            "- ✓ this\n- ✗ that (No.)\n- ✗ both (No.)",
        ),
        ("numeric", {"unit": "s"}, "How many are there?", "3 s"),
        ("numeric", {}, "How many are there?", "3"),
        ("typed", {}, "What is it called?", "name"),
        ("typed", {"accept": ["n", "m"]}, "What is it called?", "name\n\nAlso: n, m"),
        ("order", {}, "In which order?\n\n- a\n- b", "1. b\n2. a"),
        ("generated", {"why": "w"}, "Made afresh", "w"),
        ("prompt", {"outline": "o"}, "Design it.", "o"),
        ("kata", {"why": "w"}, "Build f.\n\n```python\ndef f(): ...\n```", "w"),
    ],
)
def test_other_kinds_ask_one_question_but_for_katas(
    kind: str, values: dict[str, Any], front: str, back: str
) -> None:
    [face] = faces(note(kind, **values))
    assert face == CardFace("q", front, back, is_askable=kind != "kata")


def test_a_note_of_several_cards_shows_each_under_its_own_name() -> None:
    note = parse_note(
        {
            "id": "ser",
            "kind": "cards",
            "cards": [
                {"part": "front", "title": "Recognition", "front": "ser", "back": "be"},
                {"part": "card3", "front": "being, forever"},
            ],
        }
    )
    assert [(each.part, each.front, each.back) for each in faces(note)] == [
        ("front", "ser", "be"),
        ("card3", "being, forever", ""),
    ]
    assert note.asked == "ser"


def test_two_cards_of_a_note_may_not_have_one_name() -> None:
    twice = [{"part": "front", "front": "a"}, {"part": "front", "front": "b"}]
    with pytest.raises(InvalidNote, match="the part `front` stands twice"):
        parse_note({"id": "twice", "kind": "cards", "cards": twice})
