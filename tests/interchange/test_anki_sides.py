"""Notes that show a field on either side: converted without filling in templates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.notes import note_document, parse_note
from drill.interchange.anki_collection import (
    CLOZE,
    AnkiType,
    CardRow,
    NoteRow,
    Template,
)
from drill.interchange.anki_notes import Note
from drill.interchange.anki_sides import made_of_sides, places_of, sides_of
from drill.interchange.package import Report

BACKS = (
    "{{FrontSide}}<hr id=answer>{{Back}}",
    '{{FrontSide}}\n\n<hr id="answer">\n\n{{Back}}\n',
    " {{FrontSide}}\n<hr  id=answer />{{Back}}{{!comment}}",
)
CARD = CardRow(1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, None)
HTML = st.lists(
    st.sampled_from(
        [
            *("word", " ", "\n", "<br>", "<b>bold</b>", "&lt;", "&nbsp;", "- ", "1. "),
            *("#", "*", "_x_", "`c`", "[sound:a.mp3]", "<img src=a.png>", "\\(x\\)"),
            *(
                "<hr id=answer>",
                "<div>line</div>",
                "{{Front}}",
                "|",
                "\xa0",
                "é",
                "\u3000",
                "\u2009",
            ),
            *("<ul><li>one</li></ul>", "<script>x</script>", "\t", "--", "> ", "  "),
        ]
    ),
    max_size=6,
).map("".join)


FIELDS = ("Front", "Back")


def kind(front: str, back: str, fields: tuple[str, ...] = FIELDS) -> AnkiType:
    return AnkiType(1, "Basic", 0, fields, (Template(0, "Card 1", front, back),), "")


@given(HTML, HTML, st.sampled_from(BACKS), st.sampled_from(["", " one two one "]))
def test_the_short_way_makes_of_a_note_what_the_long_one_makes(
    front: str, back: str, template: str, tags: str
) -> None:
    type_ = kind(" {{Front}}\n", template)
    row = NoteRow(1, "guid", 1, 0, tags, f"{front}\x1f{back}")
    report = Report()
    other = Note(row, type_, [CARD], report).made([])
    one = made_of_sides(row, type_, (0, 1))
    assert other is not None
    if one is None:
        is_odd = "<" in row.fields or other.media or report.counts
        assert is_odd or "back" not in other.document
        return
    assert one.document == note_document(parse_note(one.document))
    assert list(one.document.items()) == list(other.document.items())
    assert one.extra == other.extra
    assert not report.counts
    assert not other.media


@pytest.mark.parametrize(
    ("front", "back"), [("", "b"), ("f", ""), ("f" * 30_000, "b"), ("[sound:a]", "b")]
)
def test_a_note_that_must_be_looked_at_goes_the_long_way(front: str, back: str) -> None:
    row = NoteRow(1, "guid", 1, 0, "", f"{front}\x1f{back}")
    assert made_of_sides(row, kind("{{Front}}", BACKS[0]), (0, 1)) is None


def test_a_note_that_lacks_a_field_goes_the_long_way() -> None:
    row = NoteRow(1, "guid", 1, 0, "", "front")
    assert made_of_sides(row, kind("{{Front}}", BACKS[0]), (0, 1)) is None


def test_the_fields_of_a_kind_may_stand_in_any_order() -> None:
    fields = ("Source", "Back", "Front")
    assert places_of(kind("{{Front}}", BACKS[0], fields)) == (2, 1)


@pytest.mark.parametrize("fields", [("Front",), ("Front", "Back", "FrontSide"), ()])
def test_a_kind_without_these_fields_has_no_sides(fields: tuple[str, ...]) -> None:
    assert places_of(kind("{{Front}}", BACKS[0], fields)) is None


def test_a_kind_of_several_cards_or_with_gaps_has_no_sides() -> None:
    basic = kind("{{Front}}", BACKS[0])
    [template] = basic.templates
    twice = (template, template._replace(ordinal=1))
    assert places_of(replace(basic, kind=CLOZE)) is None
    assert places_of(replace(basic, templates=twice)) is None
    assert places_of(replace(basic, templates=twice[1:])) is None


@pytest.mark.parametrize("back", BACKS)
def test_a_kind_that_shows_a_field_on_either_side_is_known_by_its_template(
    back: str,
) -> None:
    assert sides_of("{{Front}}", back) == ("Front", "Back")


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("{{Front}}", "{{FrontSide}}<hr>{{Back}}"),
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{text:Back}}"),
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}} more"),
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{#Back}}{{Back}}{{/Back}}"),
        ("{{text:Front}}", BACKS[0]),
        ("{{Front}} {{Hint}}", BACKS[0]),
        ("{{Front}}", "{{Back}}"),
        ("", ""),
    ],
)
def test_other_templates_are_filled_in(front: str, back: str) -> None:
    assert sides_of(front, back) == ("", "")
