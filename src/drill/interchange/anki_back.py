"""A note of Anki's that was changed here, put back into the fields that it came from.

That can be done where a template shows one field plainly on a side. Whether it was done
right is told by reading the note again as an import would: it must show the same.
"""

from __future__ import annotations

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
from drill.interchange.anki_templates import fields_of, parsed
from drill.interchange.markdown_html import html_of
from drill.interchange.package import Report

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

UNSEEN: Final = frozenset({"id", "kind", "tags", "revision", "needs", "contrast"})
"""What a note says that no card shows."""


class Kept(NamedTuple):
    """A note of Anki's as it came, with the tags that it has now."""

    fields: Sequence[str]
    """HTML."""
    media: Mapping[str, str]
    """Names there, and under which drill has them."""
    tags: str


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
    kept: Kept,
    document: Mapping[str, Any],
    cards: Sequence[int],
) -> GivenBack | None:
    """A changed note in Anki's fields; None where its kind does not tell how.

    Args:
        type_: its kind.
        kept: what it was when it was imported.
        document: what it says now.
        cards: their ordinals.
    """
    fields = [*kept.fields, *[""] * (len(type_.fields) - len(kept.fields))]
    names = _Names(kept.media)
    before = _read_again(type_, fields, kept.tags, cards)
    if before is None:
        return None
    for place, markdown in _changes(type_, fields, (before, document), cards, names):
        fields[place] = html_of(names.there(markdown)).replace(SEPARATOR, "")
    after = _read_again(type_, fields, kept.tags, cards)
    if after is None or _shown(after, names.here) != _shown(document):
        return None
    return GivenBack(fields, names.used)


class _Names:
    """Names of media, there and here."""

    def __init__(self, media: Mapping[str, str]) -> None:
        self.used = dict(media)
        self._there = {kept: name for name, kept in media.items()}

    def here(self, markdown: str) -> str:
        """A text with references to the files that drill has."""
        return MEDIA.sub(self._here, markdown)

    def _here(self, found: re.Match[str]) -> str:
        name = unquote(found[1])
        return f"(media:{self.used[name]})" if name in self.used else found[0]

    def there(self, markdown: str) -> str:
        """A text with the names that files have there; of new ones their own."""
        new = (name for name in MEDIA.findall(markdown) if name not in self._there)
        self.used |= {name: name for name in new}
        return MEDIA.sub(self._name, markdown)

    def _name(self, found: re.Match[str]) -> str:
        return f"(media:{quote(self._there.get(found[1], found[1]), safe='')})"


def _changes(
    type_: AnkiType,
    fields: Sequence[str],
    documents: tuple[Mapping[str, Any], Mapping[str, Any]],
    cards: Sequence[int],
    names: _Names,
) -> Iterator[tuple[int, str]]:
    """Places of fields that stand alone on a side that was changed, and what it says.

    Args:
        type_: the kind of note.
        fields: as they were.
        documents: what the note said, and what it says now.
        cards: their ordinals.
        names: of its media.
    """
    templates = {each.ordinal: each for each in type_.templates}
    before, now = (list(_sides(each, cards)) for each in documents)
    for (ordinal, *old), (_, *new) in zip(before, now, strict=False):
        template = templates.get(0 if type_.kind == CLOZE else ordinal)
        if template is None:
            continue
        asked = _place(type_, fields, template.front)
        answered = _place(type_, fields, template.back, but=asked)
        for place, was, markdown in zip((asked, answered), old, new, strict=True):
            if place is not None and html_of(names.here(was)) != html_of(markdown):
                yield place, markdown


def _sides(
    document: Mapping[str, Any], cards: Sequence[int]
) -> Iterator[tuple[int, str, str]]:
    """Ordinals of cards, with what stands on the front and the back of each."""
    match document:
        case {"kind": "cloze", "text": text}:
            yield 0, text, document.get("why", "")
        case {"kind": "typed", "question": question, "answer": answer}:
            yield 0, question, answer
        case {"kind": "cards", "cards": listed}:
            sides = {
                each["part"]: (each["front"], each.get("back", "")) for each in listed
            }
            for ordinal in cards:
                yield ordinal, *sides.get(part_of_template(ordinal), ("", ""))
        case {"front": front, "back": back}:
            yield 0, front, back


def _place(
    type_: AnkiType, fields: Sequence[str], side: str, but: int | None = None
) -> int | None:
    """The only field that a side shows, but for one that the other shows.

    Empty ones do not count where others are not; neither do boxes on a front.
    """
    shown = {
        type_.fields.index(each.name)
        for each in fields_of(parsed(side))
        if each.name in type_.fields and (but is not None or "type" not in each.filters)
    } - {but}
    filled = {place for place in shown if fields[place].strip()} or shown
    return filled.pop() if len(filled) == 1 else None


def _read_again(
    type_: AnkiType, fields: Sequence[str], tags: str, cards: Sequence[int]
) -> Mapping[str, Any] | None:
    """What an import would make of the fields."""
    row = NoteRow(0, "", type_.id, 0, tags, SEPARATOR.join(fields))
    made = Note(row, type_, [_card(each) for each in cards], Report()).made(())
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
