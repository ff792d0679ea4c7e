"""What stands on a card of Mochi's: sides, templates, gaps, media, as Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drill.content.markdown import code_parts
from drill.interchange.html import media_reference
from drill.interchange.markdown_texts import with_media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SIDE: Final = re.compile(r"^[ \t]{0,3}---[ \t]*$", re.MULTILINE)
_PLACE: Final = re.compile(
    r"<<[ \t]{0,20}([#^/]?)[ \t]{0,20}([^<>\n]{1,200}?)\s{0,20}>>"
)
_GAP: Final = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}]{1,2000})\}\}")
_LINK: Final = re.compile(r"@\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)")
_CARD: Final = re.compile(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_TAG: Final = re.compile(
    r"</?(?:speech|translate|translation|ai|dictionary|pinyin|furigana|image)\b[^<>\n]{0,300}>"
)
_SOUND: Final = re.compile(
    r"!\[([^\[\]\n]{0,300})\]\(([^()\s]{1,300}\.(?:mp3|m4a|wav|ogg|oga|opus|flac|aac|webm|mp4))\)",
    re.IGNORECASE,
)
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
MADE: Final = frozenset(
    {"ai", "speech", "translate", "transcription", "dictionary", "pinyin", "furigana"}
    | {"draw", "image"}
)
"""Kinds of field that Mochi fills by itself; their words are not in the card."""


@dataclass(frozen=True, slots=True)
class Template:
    """How cards of one kind look."""

    content: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Name and kind by id."""


def template_of(given: Mapping[str, Any]) -> Template:
    """A template from plain values."""
    fields = given.get("fields")
    known = list(fields.values()) if isinstance(fields, dict) else fields
    known = known if isinstance(known, list) else []
    named = {
        str(each.get("id", "")): (str(each.get("name", "")), str(each.get("type", "")))
        for each in known
        if isinstance(each, dict)
    }
    return Template(text_of(given.get("content")), named)


def text_of(value: Any) -> str:
    """A text of a card; numbers as they are written, anything else as nothing."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        return _UNSEEN.sub("", lines)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value)[:400] if is_number else ""


def filled(template: Template, values: Mapping[str, Any]) -> tuple[str, bool]:
    """A template with a card's fields in it.

    Args:
        template: of the card.
        values: of its fields, by their ids.

    Returns:
        Also whether a field was left empty that Mochi fills by itself.
    """
    ids = {name.casefold(): id_ for id_, (name, _) in template.fields.items()}
    made: list[str] = []
    shut: list[tuple[str, bool]] = []
    """Sections that are open, and whether each hides what is in it."""
    lacks, at = False, 0
    for found in _PLACE.finditer(template.content):
        is_hidden = any(hides for _, hides in shut)
        if not is_hidden:
            made.append(template.content[at : found.start()])
        at = found.end()
        sign, name = found[1], found[2].strip()
        id_ = ids.get(name.casefold(), name)
        value = values.get(id_)
        if sign in {"#", "^"}:
            is_true = bool(value) and value != "false"
            shut.append((name, is_true == (sign == "^")))
        elif sign == "/":
            if shut:
                shut.pop()
        elif not is_hidden:
            made.append(text_of(value))
            kind = template.fields.get(id_, ("", ""))[1]
            lacks = lacks or (not value and kind in MADE)
    if not any(hides for _, hides in shut):
        made.append(template.content[at:])
    return "".join(made), lacks


def sides_of(content: str) -> list[str]:
    """The sides of a card: what lines of `---` part, outside of code."""
    blocks = [part for part in code_parts(content) if part.is_block]
    sides: list[str] = []
    begins = place = 0
    for found in _SIDE.finditer(content):
        while place < len(blocks) and blocks[place].end <= found.start():
            place += 1
        if place < len(blocks) and blocks[place].start < found.start():
            continue
        sides.append(content[begins : found.start()])
        begins = found.end()
    sides.append(content[begins:])
    return [side.strip("\n").rstrip() for side in sides]


def gapped(text: str) -> tuple[str, dict[int, int | None]]:
    """A text whose gaps are spelled as here.

    Returns:
        Also, by the number of each gap here, its group there; None: of no group.
    """
    groups: dict[int, int | None] = {}
    largest = max(
        (int(found[1]) for found in _gaps(text) if found[1]),
        default=0,
    )

    def gap(found: re.Match[str]) -> str:
        group = int(found[1]) if found[1] else None
        number = max(1, group) if group is not None else largest + 1
        groups.setdefault(number, group)
        answer = found[2].strip()
        if "::" in answer and "`" not in answer:
            answer = f"`{answer}`"  # else it would begin a hint
        return f"{{{{c{number}::{answer}}}}}" if answer else ""

    return _outside_code(text, lambda part: _GAP.sub(gap, part)), groups


def without_gaps(text: str) -> str:
    """A text whose gaps are filled."""
    return _outside_code(text, lambda part: _GAP.sub(lambda found: found[2], part))


def _gaps(text: str) -> Iterator[re.Match[str]]:
    found: list[re.Match[str]] = []

    def keep(part: str) -> str:
        found.extend(_GAP.finditer(part))
        return part

    _outside_code(text, keep)
    yield from found


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text that is changed where it is no code; code in a gap belongs to it."""
    made: list[str] = []
    at = 0
    inside = [(each.start(), each.end()) for each in _GAP.finditer(text)]
    for part in code_parts(text):
        place = bisect_left(inside, (part.start, 0)) - 1
        if part.start < at or (place >= 0 and part.end < inside[place][1]):
            continue
        made += [change(text[at : part.start]), text[part.start : part.end]]
        at = part.end
    return "".join([*made, change(text[at:])])


def shown(text: str, names: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """A side as Markdown of the deck format, and the media it mentions.

    Args:
        text: as it stands in the card.
        names: of cards by id, for links to them.
    """
    media: set[str] = set()

    def sound(found: re.Match[str]) -> str:
        name = found[2]
        media.add(name)
        return f"[sound: {found[1] or name}]({media_reference(name)})"

    def card(found: re.Match[str]) -> str:
        target = (found[3] or found[2]).partition("/")[0].strip()
        words = found[2] if found[3] else names.get(target, target)
        return words.replace("[", "(").replace("]", ")")

    text = _LINK.sub(_linked, text)
    text = _CARD.sub(card, text.replace("](@media/", "]("))
    text = _SOUND.sub(sound, _TAG.sub("", text))
    text, more = with_media(text, "")
    return text, frozenset(media) | more


def _linked(found: re.Match[str]) -> str:
    is_page = found[2].startswith(("http:", "https:"))
    return f"[{found[1]}](<{found[2]}>)" if is_page else found[1]
