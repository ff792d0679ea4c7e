"""Notes of Anki's that show one field on either side of one card, as most do.

There is no template to fill in, and nothing of the parser's to find: they are converted
in a third of the time. A test holds that both ways make the same of a note.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from drill.content.fields import TEXT_LENGTH
from drill.interchange.anki_collection import CLOZE, SEPARATOR
from drill.interchange.anki_templates import Field, parsed
from drill.interchange.documents import named, tags_of
from drill.interchange.html import markdown_of
from drill.interchange.package import Made

if TYPE_CHECKING:
    from drill.interchange.anki_collection import AnkiType, NoteRow
    from drill.interchange.anki_templates import Part

RULE: Final = re.compile(
    r"<hr[^<>]{0,100}\bid\s*=\s*[\"']?answer\b[^<>]{0,100}>", re.IGNORECASE
)
"""Between the front and the answer."""


def places_of(type_: AnkiType) -> tuple[int, int] | None:
    """Which fields stand on the front and on the back of a kind's only card.

    None if there are several cards, or more to see on them.
    """
    if type_.kind == CLOZE or [each.ordinal for each in type_.templates] != [0]:
        return None
    [template] = type_.templates
    sides = sides_of(template.front, template.back)
    known = [type_.fields.count(name) for name in (*sides, "FrontSide")]
    if known != [1, 1, 0]:
        return None
    asked, answered = map(type_.fields.index, sides)
    return asked, answered


def made_of_sides(
    row: NoteRow, type_: AnkiType, places: tuple[int, int]
) -> Made | None:
    """A note without marks of HTML; None of any other.

    Args:
        row: of a note whose card nothing is known of.
        type_: its kind.
        places: as `places_of` has them.
    """
    texts = row.fields.split(SEPARATOR)
    if "<" in row.fields or len(texts) < len(type_.fields):
        return None
    front, back = (markdown_of(texts[place]) for place in places)
    if front.media or back.media or not (front.text and back.text):
        return None
    if max(map(len, texts)) > TEXT_LENGTH // 2:
        return None
    document = named({"front": front.text, "back": back.text}, front.text)
    if row.tags and (tags := tags_in(row.tags)):
        document["tags"] = list(tags)
    return Made(document, extra=extra_of(row, type_, texts), is_plain=True)


def extra_of(row: NoteRow, type_: AnkiType, texts: list[str]) -> dict[str, Any]:
    """What an export gives back to Anki: the kind, the fields as they came."""
    return {
        "type": type_.id,
        "guid": row.guid,
        "fields": texts,
        "modified": row.modified,
    }


@lru_cache(maxsize=1_000)
def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a note; most share theirs with others."""
    return tuple(tags_of(text.split()))


@lru_cache(maxsize=1_000)
def sides_of(front: str, back: str) -> tuple[str, str]:
    """The names of the fields that a template shows on its front and its back.

    Empty ones unless it shows these alone: a rule between, and nothing around them.
    """
    asked, answered = _parts(front), _parts(back)
    match asked, answered:
        case [Field(name=one, filters=())], [
            Field(name="FrontSide"),
            str() as rule,
            Field(name=other, filters=()),
        ] if RULE.fullmatch(rule.strip()):
            return one, other
    return "", ""


def _parts(template: str) -> list[Part]:
    """The parts of a template; blanks around it, and comments, show nothing."""
    return [each for each in parsed(template.strip()) if each != ""]
