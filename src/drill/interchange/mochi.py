"""Exports of Mochi (`.mochi`): a zip with `data.json` or `data.edn`, and media."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from drill.errors import BrokenSource
from drill.ids import NoteId
from drill.interchange.archive_media import ArchiveMedia
from drill.interchange.archives import Archive
from drill.interchange.documents import digest, normal
from drill.interchange.edn import edn_of
from drill.interchange.guarded_json import guarded_json
from drill.interchange.mochi_cards import MochiCard
from drill.interchange.mochi_texts import template_of, text_of
from drill.interchange.package import LIMITS, ForeignNote, Package, Report, stamp_of
from drill.interchange.transit import plain_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import DeckPath, Limits, Made

JSON, EDN = "data.json", "data.edn"
MOST_DATA: Final = 128 << 20
"""Bytes of the data without media: hundreds of thousands of cards."""
VERSION: Final = 1
"""Raised when cards are converted otherwise, so that they are converted again."""


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """An export of Mochi.

    Raises:
        BrokenSource: it is none, or damaged.
        OverLimit: it is larger or deeper than a person's would be.
    """
    archive = Archive(path, limits)
    try:
        member = _data_member(path, archive)
        reading = _Reading(_data(path, archive, member, limits), Report())
    except BaseException:
        archive.close()
        raise
    return Package(
        format="mochi",
        title=path.stem,
        total=sum(1 for _ in reading.cards()),
        notes=reading.notes,
        report=reading.report,
        media=ArchiveMedia(archive, {member}),
        close=archive.close,
    )


def _data_member(path: Path, archive: Archive) -> str:
    found = {PurePosixPath(name).name: name for name in reversed(archive.names())}
    member = found.get(JSON) or found.get(EDN)
    if member is None:
        hint = "Export it from Mochi as a `.mochi` file."
        reason = f"there is no `{JSON}` and no `{EDN}` in it"
        raise BrokenSource(path, reason, hint)
    return member


def _data(path: Path, archive: Archive, member: str, limits: Limits) -> dict[str, Any]:
    content = archive.read(member, MOST_DATA)
    text = content.decode("utf-8-sig", "replace")
    if member.endswith(JSON):
        data = plain_of(guarded_json(path, text, limits))
    else:
        data = edn_of(path, text, limits)
    if not isinstance(data, dict) or not (_maps(data, "decks") or _maps(data, "cards")):
        raise BrokenSource(path, f"`{member}` in it holds no decks of Mochi's")
    return data


def _maps(given: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The maps in a list, or in the values of a map."""
    inner = given.get(key)
    items = list(inner.values()) if isinstance(inner, dict) else inner
    if not isinstance(items, list):
        return []
    return [each for each in items if isinstance(each, dict)]


class _Reading:
    """The cards of an export."""

    def __init__(self, data: Mapping[str, Any], report: Report) -> None:
        self.report = report
        self._data = data
        self._decks = {
            text_of(each.get("id")) or f"#{number}": each
            for number, each in enumerate(_maps(data, "decks"))
        }
        self._templates = {
            text_of(each.get("id")): template_of(each)
            for each in _maps(data, "templates")
        }
        self._names = {
            text_of(card.get("id")): " ".join(text_of(card.get("name")).split())[:200]
            for card, _ in self.cards()
        }

    def cards(self) -> Iterator[tuple[dict[str, Any], str]]:
        """All cards with the ids of their decks."""
        for id_, deck in self._decks.items():
            cards = _maps(deck, "cards")
            for card in sorted(cards, key=lambda each: text_of(each.get("pos"))):
                yield card, id_
        for card in _maps(self._data, "cards"):
            yield card, text_of(card.get("deck-id"))

    def notes(self) -> Iterator[ForeignNote]:
        """A note a card, in the order of Mochi's lists."""
        seen: Counter[str] = Counter()
        for number, (card, deck_id) in enumerate(self.cards(), 1):
            place = f"card {number}"
            deck, is_gone = self._deck(deck_id)
            if is_gone or card.get("trashed?"):
                self.report.add("I701", "the card lies in the bin", place)
                continue
            name = self._name(card)
            seen[name] += 1
            suffix = f"~{seen[name]}" if seen[name] > 1 else ""
            yield self._note(card, deck_id, NoteId(f"{name}{suffix}"), deck, number)

    def _note(
        self,
        card: dict[str, Any],
        deck_id: str,
        identity: NoteId,
        deck: DeckPath,
        number: int,
    ) -> ForeignNote:
        above = self._decks.get(deck_id, {})
        template_id = text_of(card.get("template-id") or above.get("template-id"))
        template = self._templates.get(template_id)
        place = f"card {number}"

        def make() -> Made | None:
            converted = MochiCard(card, template, self._names, self.report, place)
            is_reversed = bool(above.get("review-reverse?"))
            return converted.made(number, is_reversed=is_reversed)

        stamp = stamp_of(VERSION, card, template, deck, above.get("review-reverse?"))
        return ForeignNote(identity, deck, stamp, make, place)

    def _name(self, card: Mapping[str, Any]) -> str:
        """Mochi's own id, else a digest of what the card says."""
        id_ = text_of(card.get("id")).strip()
        if id_:
            return f"mochi:{id_[:100]}"
        said = text_of(card.get("content")) or repr(card.get("fields"))
        return f"mochi:{digest(normal(said.partition('---')[0]))}"

    def _deck(self, id_: str) -> tuple[DeckPath, bool]:
        """The names of a deck and of those above it, and whether it is thrown away."""
        names: list[str] = []
        seen: set[str] = set()
        is_gone = False
        while id_ in self._decks and id_ not in seen:
            seen.add(id_)
            deck = self._decks[id_]
            name = " ".join(text_of(deck.get("name")).split())[:200]
            names.append(name or "Deck")
            is_gone = is_gone or bool(deck.get("trashed?"))
            id_ = text_of(deck.get("parent-id"))
        return tuple(reversed(names)), is_gone
