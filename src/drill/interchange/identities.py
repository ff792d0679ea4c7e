"""Who the notes of an exported folder of decks are: a file in each deck's folder.

In a deck's folder a note is known by its place, `topic/note`. A note that came from
elsewhere is known by more, and that stands beside the decks, so that the texts are
what a person would have written. Beside it stands a digest of what the note said when
it went out: it tells a note that was edited since from one that was not, and finds
one whose id was changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drill.content.indexing import document_hash
from drill.content.library import is_slug
from drill.errors import BrokenSource
from drill.ids import NoteId
from drill.interchange.guarded_json import guarded_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import DeckPath, Limits, Report

FILE: Final = "identities.drill.json"
"""No folder of a deck has a dot in its name, so this is never the JSON of CrowdAnki."""
FORMAT: Final = "drill-identities"
VERSION: Final = 1
ABOUT: Final = "Who the notes of this deck are. Keep it beside them."
MOST_BYTES: Final = 64 << 20
"""Half a million notes of one deck."""
MEND: Final = (
    "Mend it, or take it away: then its notes come in as those of the folder alone."
)


@dataclass(frozen=True, slots=True)
class Identified:
    """Who one note is, and what it said when it went out."""

    identity: NoteId
    said: str
    """`said_by` its document."""
    name: str = ""
    """Its readable id, where another note of the topic has that in the folder."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Who the notes of one deck are, as far as their places do not tell."""

    notes: Mapping[str, Identified] = field(default_factory=dict)
    """By `topic/note`."""
    decks: Mapping[str, DeckPath] = field(default_factory=dict)
    """By topic: the deck that its notes went out of, which had no topics."""

    def deck_of(self, topic: str, title: str | None) -> DeckPath | None:
        """The deck that a topic was, unless somebody has given it another title.

        Args:
            topic: its id in the deck.
            title: of the deck's folder; None where nothing says it.
        """
        path = self.decks.get(topic)
        return path if path and title in {None, title_of(path)} else None


def title_of(deck: DeckPath) -> str:
    """The title of a deck's folder."""
    return " › ".join(deck)


def said_by(document: Mapping[str, Any]) -> str:
    """A digest of what a note says, whatever its ids are or were."""
    names = ("id", "formerly")
    return document_hash({key: document[key] for key in document if key not in names})


def as_json(identities: Identities) -> str:
    """The file's text: a line a note, for people who keep their decks in git."""
    head = {"format": FORMAT, "version": VERSION, "about": ABOUT}
    lines = [*_lines(head), f'"decks": {_json(identities.decks)}']
    notes = {
        place: {
            "identity": each.identity,
            "said": each.said,
            **({"id": each.name} if each.name else {}),
        }
        for place, each in identities.notes.items()
    }
    listed = ",\n  ".join(_lines(notes))
    lines.append(f'"notes": {{\n  {listed}\n }}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_json(key)}: {_json(value)}" for key, value in values.items())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_identities(
    path: Path, content: bytes, limits: Limits, report: Report
) -> Identities:
    """What such a file says.

    Args:
        path: of the file, for messages.
        content: its bytes.
        limits: how deep it may be.
        report: takes the entries that say nothing usable.

    Raises:
        BrokenSource: it is none, damaged, or of a newer drill.
        OverLimit: it is nested deeper than such a file is.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenSource(path, "it is no text in UTF-8", MEND) from error
    try:
        table = guarded_json(path, text, limits)
    except BrokenSource as error:
        error.hint = MEND
        raise
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise BrokenSource(path, "it does not say who notes are", MEND)
    if table.get("version") != VERSION:
        raise BrokenSource(path, "a newer drill wrote it", "Update drill.")
    return Identities(
        dict(_notes(path, _table(path, table, "notes"), report)),
        dict(_decks(path, _table(path, table, "decks"), report)),
    )


def _table(path: Path, table: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise BrokenSource(path, f"its `{key}` are no object", MEND)
    return found


def _notes(
    path: Path, table: Mapping[str, Any], report: Report
) -> Iterator[tuple[str, Identified]]:
    for place, entry in table.items():
        found = entry if isinstance(entry, dict) else {}
        identity, said = found.get("identity"), found.get("said")
        name = found.get("id", "")
        is_name = isinstance(name, str) and (not name or is_slug(name))
        is_told = isinstance(identity, str) and isinstance(said, str)
        if is_told and is_name and identity:
            yield place, Identified(NoteId(str(identity)), str(said), name)
        else:
            report.add("I503", f"{place!r:.100} has no identity", f"{path}")


def _decks(
    path: Path, table: Mapping[str, Any], report: Report
) -> Iterator[tuple[str, DeckPath]]:
    for topic, names in table.items():
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            yield topic, tuple(names)
        else:
            report.add("I503", f"{topic!r:.100} names no deck", f"{path}")
