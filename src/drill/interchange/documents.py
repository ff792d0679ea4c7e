"""From texts of other programs to notes of the deck format: ids, tags, lengths."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from drill.content.fields import TEXT_LENGTH
from drill.content.notes import note_document, parse_note
from drill.content.plain import plain
from drill.errors import InvalidNote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.content.notes import Note
    from drill.interchange.package import Report

SLUG_LENGTH: Final = 40
SHORT: Final = 60
"""Characters of an answer that is typed in."""
_WORDS: Final = re.compile(r"[a-z0-9]+")
_MARKED: Final = re.compile(r"[*_`\[\]$<>|\\]")


def slug_of(text: str) -> str:
    """A readable id of a text; a hash where it has no Latin letters or digits."""
    plainer = text[:400].lower()
    if not plainer.isascii():
        decomposed = unicodedata.normalize("NFKD", text[:400]).lower()
        plainer = decomposed.encode("ascii", "ignore").decode()
    words = "-".join(_WORDS.findall(plainer))
    # Whole words: the end of one that is too long goes.
    end = (
        len(words)
        if len(words) <= SLUG_LENGTH
        else words.rfind("-", 0, SLUG_LENGTH + 1)
    )
    slug = words[: max(0, end)]
    return slug or f"note-{digest(text)[:8]}"


def digest(*parts: str) -> str:
    """A hash of texts, 24 hexadecimal digits."""
    whole = "\x1f".join(parts).encode("utf-8", "replace")
    return blake2b(whole, digest_size=12).hexdigest()


def normal(text: str) -> str:
    """A text as it tells notes apart: composed, blanks folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tags_of(words: Iterable[str]) -> list[str]:
    """Tags that the deck format takes, each once."""
    return [tag for tag in dict.fromkeys(map(_tag, words)) if tag]


@lru_cache(maxsize=4_000)
def _tag(word: str) -> str:
    """A word as a tag; empty if nothing of it can be seen."""
    tag = "".join(word.split())[:80]
    return "".join(filter(str.isprintable, tag)).replace(",", "-")


def fitting(text: str, report: Report, place: str) -> str:
    """A text no longer than a note's may be."""
    if len(text) <= TEXT_LENGTH:
        return text
    report.add("I604", f"a text of {len(text):,} characters was cut", place)
    return text[: TEXT_LENGTH - 1] + "…"


def is_short_answer(text: str) -> bool:
    """Whether a text is something that one types in."""
    return (
        bool(text)
        and len(text) <= SHORT
        and not _MARKED.search(text)
        and "\n" not in text
    )


def document_of(
    values: dict[str, Any], report: Report, place: str
) -> dict[str, Any] | None:
    """The document of a note; None, and told, if it cannot be one."""
    note = note_of(values, report, place)
    return None if note is None else note_document(note)


def note_of(values: dict[str, Any], report: Report, place: str) -> Note | None:
    """A note of the deck format; None, and told, if it cannot be one."""
    given = {key: value for key, value in values.items() if value not in ("", [], None)}
    try:
        return parse_note(given)
    except InvalidNote as error:
        report.add("I208", error.reasons[0] if error.reasons else str(error), place)
        return None


def named(values: dict[str, Any], text: str) -> dict[str, Any]:
    """Values with an id made of a text in Markdown."""
    return {"id": slug_of(plain(text[:400])), **values}
