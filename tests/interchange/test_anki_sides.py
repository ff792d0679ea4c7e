"""Notes that show a field on either side: converted without filling in templates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.interchange import anki_notes
from drill.interchange.anki_collection import AnkiType, CardRow, NoteRow, Template
from drill.interchange.anki_notes import Note, sides_of
from drill.interchange.package import Report

BACKS = (
    "{{FrontSide}}<hr id=answer>{{Back}}",
    '{{FrontSide}}\n\n<hr id="answer">\n\n{{Back}}\n',
    " {{FrontSide}}\n<hr  id=answer />{{Back}}{{!comment}}",
)
CARD = CardRow(1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, "")
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


def made(front: str, back: str, template: str, *, quickly: bool = True) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        if not quickly:
            patch.setattr(anki_notes, "sides_of", lambda *_: ("", ""))
        templates = (Template(0, "Card 1", " {{Front}}\n", template),)
        type_ = AnkiType(1, "Basic", 0, ("Front", "Back"), templates, "")
        row = NoteRow(1, "guid", 1, 0, " one two ", f"{front}\x1f{back}")
        report = Report()
        return Note(row, type_, [CARD], report).made([]), report


@given(HTML, HTML, st.sampled_from(BACKS))
def test_the_short_way_makes_of_a_note_what_the_long_one_makes(
    front: str, back: str, template: str
) -> None:
    one, told = made(front, back, template)
    other, told_too = made(front, back, template, quickly=False)
    assert one == other
    assert told.counts == told_too.counts


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
