"""CrowdAnki's decks: a folder with `deck.json` and its media, or the file alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drill.errors import BrokenSource
from drill.ids import NoteId
from drill.interchange.anki_collection import AnkiType, CardRow, NoteRow, Template
from drill.interchange.anki_notes import Note
from drill.interchange.folders import FolderMedia
from drill.interchange.guarded_json import guarded_json
from drill.interchange.package import (
    LIMITS,
    ForeignNote,
    NoteType,
    Package,
    Report,
    stamp_of,
)
from drill.interchange.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import DeckPath, Limits, Made


class _Media(FolderMedia):
    """CrowdAnki keeps media in a folder of their own."""

    def has(self, name: str) -> bool:
        return super().has(f"media/{name}")

    def size(self, name: str) -> int:
        return super().size(f"media/{name}")

    def open(self, name: str) -> Any:
        return super().open(f"media/{name}")


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """A deck of CrowdAnki's.

    Raises:
        BrokenSource: it is none, or damaged.
        OverLimit: it is larger or deeper than a person's would be.
    """
    file = _deck_file(path)
    text, _ = text_of(file, limits)
    deck = guarded_json(file, text, limits)
    if not isinstance(deck, dict) or deck.get("__type__") != "Deck":
        raise BrokenSource(path, "it is no deck of CrowdAnki's")
    reading = _Reading(deck, Report())
    return Package(
        format="anki",
        title=str(deck.get("name") or file.parent.name),
        total=sum(1 for _ in reading.rows()),
        notes=reading.notes,
        report=reading.report,
        types=tuple(
            NoteType(str(each.id), each.contents) for each in reading.types.values()
        ),
        media=_Media(file.parent),
    )


def _deck_file(path: Path) -> Path:
    if path.is_file():
        return path
    inside = [path / "deck.json", path / f"{path.name}.json"]
    found = next((each for each in inside if each.is_file()), None)
    if found is None:
        raise BrokenSource(path, "there is no `deck.json` in it")
    return found


class _Reading:
    """The notes of a deck and of those below it."""

    def __init__(self, deck: Mapping[str, Any], report: Report) -> None:
        self.report = report
        self._deck = deck
        self.types = {key: _type(n, m) for n, (key, m) in enumerate(self._models(), 1)}

    def _models(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for deck, _ in self._decks():
            for model in _mappings(deck.get("note_models")):
                yield str(model.get("crowdanki_uuid", "")), model

    def _decks(self) -> Iterator[tuple[Mapping[str, Any], DeckPath]]:
        waiting: list[tuple[Mapping[str, Any], DeckPath]] = [(self._deck, ())]
        while waiting:
            deck, above = waiting.pop(0)
            name = str(deck.get("name") or "Deck").split("::")
            path = tuple(name) if len(name) > 1 else (*above, *name)
            yield deck, path
            waiting += [(each, path) for each in _mappings(deck.get("children"))]

    def rows(self) -> Iterator[tuple[Mapping[str, Any], DeckPath]]:
        """All notes with their decks."""
        for deck, path in self._decks():
            for note in _mappings(deck.get("notes")):
                yield note, path

    def notes(self) -> Iterator[ForeignNote]:
        """All notes, converted when they are asked for."""
        seen: dict[str, int] = {}
        for number, (note, deck) in enumerate(self.rows(), 1):
            place = f"note {number}"
            type_ = self.types.get(str(note.get("note_model_uuid", "")))
            if type_ is None:
                self.report.add("I203", "its kind is not there", place)
                continue
            guid = str(note.get("guid") or f"id-{number}")
            seen[guid] = seen.get(guid, 0) + 1
            suffix = f"~{seen[guid]}" if seen[guid] > 1 else ""
            fields = "\x1f".join(map(str, _list(note.get("fields"))))
            tags = " ".join(map(str, _list(note.get("tags"))))
            row = NoteRow(number, guid, type_.id, 0, tags, fields)

            def make(row: NoteRow = row, type_: AnkiType = type_) -> Made | None:
                return Note(row, type_, _cards(row, type_), self.report).made(())

            stamp = stamp_of("crowdanki", type_, deck, tags, fields)
            yield ForeignNote(NoteId(f"anki:{guid}{suffix}"), deck, stamp, make, place)


def _cards(row: NoteRow, type_: AnkiType) -> list[CardRow]:
    """The cards that Anki would make: those whose front says something."""
    from drill.interchange.anki_templates import filtered, parsed, rendered

    fields = dict(zip(type_.fields, row.fields.split("\x1f"), strict=False))

    def shown(template: Template) -> bool:
        html = rendered(parsed(template.front), fields, {}, filtered)
        bare = rendered(parsed(template.front), {}, {}, filtered)
        return html.strip() != bare.strip()

    ordinals = [each.ordinal for each in type_.templates if shown(each)]
    if type_.kind == 1 or not ordinals:
        ordinals = ordinals[:1] or [0]
    return [
        CardRow(0, row.id, each, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, None)
        for each in ordinals
    ]


def _type(number: int, model: Mapping[str, Any]) -> AnkiType:
    templates = tuple(
        Template(
            place,
            str(each.get("name", "")),
            str(each.get("qfmt", "")),
            str(each.get("afmt", "")),
        )
        for place, each in enumerate(_mappings(model.get("tmpls")))
    )
    names = tuple(str(each.get("name", "")) for each in _mappings(model.get("flds")))
    kind = model.get("type")
    return AnkiType(
        number,
        str(model.get("name", "")),
        kind if isinstance(kind, int) else 0,
        names,
        templates,
        str(model.get("css", "")),
    )


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def is_crowdanki(text: str) -> bool:
    """Whether a JSON text is a deck of CrowdAnki's."""
    return '"crowdanki_uuid"' in text[:20_000] or json.dumps("__type__") in text[:2_000]
