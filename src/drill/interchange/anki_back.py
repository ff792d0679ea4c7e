"""A note of Anki's that was changed here, put back into the fields that it came from.

That can be done where a template shows one field plainly on a side. Whether it was done
right is told by reading the note again as an import would: it must show the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, unquote

from drill.interchange.anki_collection import (
    CLOZE,
    SEPARATOR,
    AnkiType,
    CardRow,
    NoteRow,
    Template,
)
from drill.interchange.anki_kinds import MEDIA
from drill.interchange.anki_notes import Note, part_of_template
from drill.interchange.anki_templates import SPECIAL, fields_of, parsed
from drill.interchange.html import markdown_of
from drill.interchange.markdown_html import html_of
from drill.interchange.package import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

UNSEEN: Final = frozenset({"id", "kind", "tags", "revision", "needs", "contrast"})
"""What a note says that no card shows."""
_REFERENCE: Final = re.compile(r"\(media:([^)\s]{1,300})\)")


class GivenBack(NamedTuple):
    """What goes back to Anki."""

    fields: list[str]
    media: dict[str, str]
    """By their names there: the names that drill has them under."""


def type_of(id_: str, contents: Mapping[str, Any]) -> AnkiType:
    """A kind of note of Anki's as an import kept it."""
    return AnkiType(
        id=int(id_),
        name=str(contents["name"]),
        kind=int(contents["kind"]),
        fields=tuple(contents["fields"]),
        templates=tuple(Template(*each) for each in contents["templates"]),
        css=str(contents["css"]),
    )


def given_back(
    type_: AnkiType,
    fields: Sequence[str],
    media: Mapping[str, str],
    document: Mapping[str, Any],
    ordinals: Sequence[int],
) -> GivenBack | None:
    """A changed note in Anki's fields; None where its kind does not tell how.

    Args:
        type_: its kind.
        fields: what they held when it was imported, HTML.
        media: names there, and under which drill has them.
        document: what the note says now.
        ordinals: of its cards.
    """
    said = _said(type_, document, ordinals)
    if said is None:
        return None
    names = _Names(media)
    made = list(fields) + [""] * (len(type_.fields) - len(fields))
    for name, markdown in said.items():
        place = type_.fields.index(name)
        if names.here(markdown_of(made[place]).text) != markdown:
            made[place] = html_of(names.there(markdown)).replace(SEPARATOR, "")
    again = _read_again(type_, made, ordinals)
    if again is None or _shown(again, names.here) != _shown(document):
        return None
    return GivenBack(made, names.used)


class _Names:
    """Names of media, there and here."""

    def __init__(self, media: Mapping[str, str]) -> None:
        self.used = dict(media)
        self._there = {kept: name for name, kept in media.items()}

    def here(self, markdown: str) -> str:
        """A text with references to the files that drill has."""
        return _REFERENCE.sub(self._here, markdown)

    def _here(self, found: re.Match[str]) -> str:
        name = unquote(found[1])
        return f"(media:{self.used[name]})" if name in self.used else found[0]

    def there(self, markdown: str) -> str:
        """A text with the names that files have there; of new ones their own."""
        new = (name for name in MEDIA.findall(markdown) if name not in self._there)
        self.used |= {name: name for name in new}
        return _REFERENCE.sub(self._name, markdown)

    def _name(self, found: re.Match[str]) -> str:
        return f"(media:{quote(self._there.get(found[1], found[1]), safe='')})"


def _said(
    type_: AnkiType, document: Mapping[str, Any], ordinals: Sequence[int]
) -> dict[str, str] | None:
    """What each field that is shown shall say, as Markdown.

    None where a side shows several fields, or two sides want one field otherwise.
    """
    templates = {each.ordinal: each for each in type_.templates}
    said: dict[str, str] = {}
    for ordinal, front, back in _sides(document, ordinals):
        template = templates.get(0 if type_.kind == CLOZE else ordinal)
        asked = template and _field(type_, template.front)
        answered = template and _field(type_, template.back, but=asked)
        for name, markdown in ((asked, front), (answered, back)):
            if not name and not markdown:
                continue
            if not name or said.setdefault(name, markdown) != markdown:
                return None
    return said or None


def _sides(
    document: Mapping[str, Any], ordinals: Sequence[int]
) -> Iterator[tuple[int, str, str]]:
    """Ordinals of cards, with what stands on the front and the back of each."""
    match document:
        case {"kind": "cloze", "text": text}:
            yield 0, text, document.get("why", "")
        case {"kind": "typed", "question": question, "answer": answer}:
            yield 0, question, answer
        case {"kind": "cards", "cards": cards}:
            sides = {each["part"]: (each["front"], each["back"]) for each in cards}
            for ordinal in ordinals:
                yield ordinal, *sides.get(part_of_template(ordinal), ("", ""))
        case {"front": front, "back": back}:
            yield 0, front, back


def _field(type_: AnkiType, side: str, but: str | None = None) -> str | None:
    """The only field that a side shows, but for one that the other shows."""
    shown = {
        each.name
        for each in fields_of(parsed(side))
        if but is not None or "type" not in each.filters  # a box on a front
    }
    known = (shown - SPECIAL - {but}).intersection(type_.fields)
    return known.pop() if len(known) == 1 else None


def _read_again(
    type_: AnkiType, fields: Sequence[str], ordinals: Sequence[int]
) -> Mapping[str, Any] | None:
    """What an import would make of the fields."""
    row = NoteRow(0, "", type_.id, 0, "", SEPARATOR.join(fields))
    made = Note(row, type_, [_card(each) for each in ordinals], Report()).made(())
    return None if made is None else made.document


def _card(ordinal: int) -> CardRow:
    nothing = dict.fromkeys(CardRow._fields, 0)
    return CardRow(**{**nothing, "ordinal": ordinal, "data": None})  # type: ignore[arg-type]


def _shown(document: Any, here: Any = str) -> Any:
    """What a note shows, as HTML: Markdown says the same in several ways."""
    if isinstance(document, str):
        return html_of(here(document))
    if isinstance(document, list):
        return [_shown(each, here) for each in document]
    if isinstance(document, dict):
        shown = {key: _shown(each, here) for key, each in document.items()}
        return {key: each for key, each in shown.items() if key not in UNSEEN}
    return document
