"""From a note of Anki's, with its kind and its cards, to a note of the deck format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drill.content.cloze import ClozeError, parse_cloze
from drill.content.notes import note_document
from drill.interchange.anki_collection import CLOZE, SEPARATOR
from drill.interchange.anki_sides import RULE, extra_of, tags_in
from drill.interchange.anki_templates import (
    filtered,
    parsed,
    rendered,
    typed_fields,
    unknown_filters,
)
from drill.interchange.documents import (
    fitting,
    is_short_answer,
    named,
    note_of,
)
from drill.interchange.html import markdown_of
from drill.interchange.package import Made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.interchange.anki_collection import AnkiType, CardRow, NoteRow, Template
    from drill.interchange.anki_templates import Field
    from drill.interchange.package import ForeignCard, Report

OCCLUSION: Final = re.compile(r"image-occlusion:", re.IGNORECASE)
USUAL_FACTORS: Final = frozenset({0, 2500})
FRONT: Final = "\ue100"
"""Stands for the front on the back."""
TEXT: Final = "\ue101"
"""Stands for the text with gaps on the back."""
_UNSAID: Final = dict.fromkeys(["Deck", "Subdeck", "Card", "CardFlag", "CardID"], "")
"""What a template may show that is not the note's."""


def part_of_template(ordinal: int) -> str:
    """The name of the card that a template makes; it never changes."""
    return {0: "front", 1: "back"}.get(ordinal, f"card{ordinal + 1}")


class Note:
    """One note, being converted."""

    def __init__(
        self, row: NoteRow, type_: AnkiType, cards: Sequence[CardRow], report: Report
    ) -> None:
        self.row = row
        self.type = type_
        self.cards = cards
        self.report = report
        self.place = f"note {row.id}"
        texts = row.fields.split(SEPARATOR)
        texts += [""] * (len(type_.fields) - len(texts))
        self.fields = dict(zip(type_.fields, texts, strict=False))
        self.media: set[str] = set()
        self.extra = extra_of(row, type_, texts)
        factors = {
            str(card.ordinal): card.factor
            for card in cards
            if card.factor not in USUAL_FACTORS
        }
        if factors:  # of its older scheduler, for an export
            self.extra["factors"] = factors

    # --- kinds ------------------------------------------------------------------------

    def made(self, schedules: Sequence[ForeignCard]) -> Made | None:
        """The note as the deck format has it; None, and told, if it cannot be."""
        values = self._cloze() if self.type.kind == CLOZE else self._ordinary()
        if values is None:
            return None
        tags = tags_in(self.row.tags)
        note = note_of({**values, "tags": tags}, self.report, self.place)
        if note is None:
            return None
        cards = self._renamed(schedules, note.kind)
        document = note_document(note)
        return Made(document, cards, self.extra, frozenset(self.media), note)

    def _renamed(
        self, schedules: Sequence[ForeignCard], kind: str
    ) -> Sequence[ForeignCard]:
        if kind != "typed":
            return schedules
        from dataclasses import replace

        return [replace(each, part="q") for each in schedules]

    def _ordinary(self) -> dict[str, Any] | None:
        templates = {each.ordinal: each for each in self.type.templates}
        shown = [each for each in self.cards if each.ordinal in templates]
        faces: list[tuple[CardRow, Template, str, str]] = []
        for card in shown:
            template = templates[card.ordinal]
            front, back = self._face(template)
            if not front:
                self.report.add("I204", "the front of a card is empty", self.place)
                front = "(empty)"
            faces.append((card, template, front, back))
        if not faces:
            self.report.add("I201", "the note has no card", self.place)
            return None
        return self._of_faces(faces)

    def _of_faces(
        self, faces: list[tuple[CardRow, Template, str, str]]
    ) -> dict[str, Any]:
        card, template, front, back = faces[0]
        if len(faces) == 1 and card.ordinal == 0:
            answer = self._typed_answer(template)
            if answer:
                return named(
                    {"kind": "typed", "question": front, "answer": answer}, front
                )
            if back:
                return named({"front": front, "back": back}, front)
        if len(faces) == 2 and [each[0].ordinal for each in faces] == [0, 1]:  # noqa: PLR2004 - front and back
            _, _, other_front, other_back = faces[1]
            if back and (other_front, other_back) == (back, front):
                return named({"front": front, "back": back, "both_ways": True}, front)
        if any(self._asks_typing(each[1]) for each in faces):
            message = "the answer is not typed in, as the note has several cards"
            self.report.add("I209", message, self.place)
        cards = [
            {
                "part": part_of_template(row.ordinal),
                "title": " ".join(shape.name.split())[:80],
                "front": face,
                "back": other,
            }
            for row, shape, face, other in faces
        ]
        return named({"kind": "cards", "cards": cards}, front)

    def _cloze(self) -> dict[str, Any] | None:
        if any(OCCLUSION.search(text) for text in self.fields.values()):
            message = "image occlusion cannot be shown in a terminal"
            self.report.add("I202", message, self.place)
            return None
        template = self.type.templates[0] if self.type.templates else None
        if template is None:
            self.report.add("I203", "its kind has no template", self.place)
            return None
        text = self._markdown(self._html(template.front, self._gaps))
        back = self._html(template.back, self._without_gaps).replace(FRONT, "")
        why = self._markdown(RULE.sub("", back.replace(TEXT, "")))
        try:
            parse_cloze(text)
        except ClozeError as error:
            self.report.add(
                "I205", f"it asks its whole text: {error.message}", self.place
            )
            face = {"part": "c1", "front": text or "(empty)", "back": why}
            return named({"kind": "cards", "cards": [face]}, text)
        return named({"kind": "cloze", "text": text, "why": why}, _without_marks(text))

    # --- faces ----------------------------------------------------------------------

    def _face(self, template: Template) -> tuple[str, str]:
        """A card's front and back as Markdown; the back without the front."""
        front = self._markdown(self._html(template.front, self._shown))
        html = self._html(template.back, self._answered)
        before, rule, after = _split(html)
        if not rule:
            return front, self._markdown(html.replace(FRONT, ""))
        above = self._markdown(before.replace(FRONT, ""))
        below = self._markdown(after.replace(FRONT, ""))
        if above and above != front and FRONT not in before:
            return front, f"{above}\n\n{below}".strip()
        return front, below

    def _html(self, template: str, show: Any) -> str:
        for name in unknown_filters(template):
            self.report.add("I206", f"the filter `{name}`", self.place)
        special = {
            **_UNSAID,
            "FrontSide": FRONT,
            "Tags": self.row.tags.strip(),
            "Type": self.type.name,
        }
        return rendered(parsed(template), self.fields, special, show)

    def _shown(self, field: Field, html: str) -> str:
        """On a front: a box to type in shows nothing."""
        return "" if "type" in field.filters else filtered(field, html)

    def _answered(self, field: Field, html: str) -> str:
        return filtered(field, html)

    def _gaps(self, field: Field, html: str) -> str:
        if "type" in field.filters and "cloze" not in field.filters:
            return ""
        return filtered(field, html)

    def _without_gaps(self, field: Field, html: str) -> str:
        is_cloze = "cloze" in field.filters or "cloze-only" in field.filters
        return TEXT if is_cloze else filtered(field, html)

    def _asks_typing(self, template: Template) -> bool:
        return bool(typed_fields(template.front))

    def _typed_answer(self, template: Template) -> str:
        """What is to be typed in; empty if nothing, or nothing that one can type."""
        for field in typed_fields(template.front):
            if "cloze" not in field.filters:
                answer = self._markdown(self.fields.get(field.name, ""))
                return answer if is_short_answer(answer) else ""
        return ""

    def _markdown(self, html: str) -> str:
        converted = markdown_of(html, self.report, self.place)
        if converted.media:
            self.media |= converted.media
        return fitting(converted.text, self.report, self.place)


def _split(html: str) -> tuple[str, bool, str]:
    """A back at the last rule between front and answer, if there is one."""
    if "<" not in html:
        return "", False, html
    rules = list(RULE.finditer(html))
    if not rules:
        return "", False, html
    return html[: rules[-1].start()], True, html[rules[-1].end() :]


def _without_marks(text: str) -> str:
    return re.sub(r"\{\{c\d+::|::[^{}]{0,200}\}\}|\}\}", "", text)
