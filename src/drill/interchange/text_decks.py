"""Markdown and Org as foreign notes: files, folders and vaults of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drill.content.cloze import ClozeError, parse_cloze
from drill.errors import InterchangeError, UnknownFormat
from drill.ids import NoteId
from drill.interchange.documents import (
    digest,
    document_of,
    fitting,
    named,
    normal,
    tags_of,
)
from drill.interchange.folders import FolderMedia, deck_of_file, texts_below
from drill.interchange.hashcards_reviews import NAME, HashcardsReviews, is_reviews
from drill.interchange.markdown_cards import DIALECTS, dialect_of
from drill.interchange.markdown_texts import lines_of, with_media
from drill.interchange.obsidian_cards import obsidian
from drill.interchange.org_cards import looks_like_org, org_cards, title_of
from drill.interchange.package import (
    LIMITS,
    ForeignCard,
    Made,
    Package,
    Report,
    ready,
)
from drill.interchange.text_settings import settings_of
from drill.interchange.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.interchange.package import DeckPath, ForeignNote, Limits
    from drill.interchange.text_cards import TextCard
    from drill.interchange.text_settings import TextSettings

MARKDOWN: Final = (".md", ".markdown", ".txt")
ORG: Final = (".org",)


def read(path: Path, *, dialect: str = "", limits: Limits = LIMITS) -> Package:
    """A file of Markdown or Org, or a folder of such.

    Args:
        path: of the file or the folder.
        dialect: of `DIALECTS`, or `org`; empty to see it file by file.
        limits: what it may claim.

    Raises:
        UnknownFormat: nothing in it looks like cards.
        BrokenSource: it cannot be opened.
        OverLimit: it holds more than a person's would.
    """
    report = Report()
    files = texts_below(path, (*MARKDOWN, *ORG), limits)
    opening = _Opening(dialect, settings_of(path, limits, report), limits, report)
    texts = [each for file in files if (each := opening.opened(file))]
    if not texts:
        raise UnknownFormat(path, "no text in it has cards that drill knows")
    names = {each.dialect for each in texts}
    reading = _Reading(
        path, tuple(texts), report, _reviews(path, texts, limits, report)
    )
    return Package(
        format=names.pop() if len(names) == 1 else "markdown",
        title=path.stem if path.is_file() else path.name,
        total=sum(len(each.cards) for each in texts),
        notes=reading.notes,
        report=report,
        media=FolderMedia(path),
    )


def knows(path: Path, text: str, settings: TextSettings | None = None) -> str:
    """The dialect of a text that is one of these; empty if it is none.

    Args:
        path: of the text.
        text: what is in it.
        settings: of its folder; None to look for them.
    """
    chosen = settings or settings_of(path, LIMITS)
    is_org = looks_like_org(text, chosen.org)
    if path.suffix.casefold() == ".org" or is_org:
        return "org" if is_org else ""
    return dialect_of(lines_of(text), chosen.obsidian) or ""


@dataclass(frozen=True, slots=True)
class _Text:
    """One file."""

    path: Path
    dialect: str
    name: str
    cards: tuple[TextCard, ...]
    is_by_folder: bool = False
    """Whether its deck is its folder, whatever tags say."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """How the texts of one import are opened."""

    dialect: str
    settings: TextSettings
    limits: Limits
    report: Report

    def opened(self, file: Path) -> _Text | None:
        """A file with its cards; None if it has none, or cannot be read."""
        try:
            text, _ = text_of(file, self.limits)
        except InterchangeError as error:
            self.report.add("I401", error.message, file.name)
            return None
        chosen = self.dialect or knows(file, text, self.settings)
        if chosen == "org":
            name = title_of(text) or file.stem
            return _Text(file, chosen, name, tuple(org_cards(text, self.settings.org)))
        if chosen not in DIALECTS:
            return None
        lines = lines_of(text)
        name = lines.name or file.stem
        obsidian_ = self.settings.obsidian
        if chosen != "obsidian":
            return _Text(file, chosen, name, tuple(DIALECTS[chosen](lines)))
        cards = tuple(obsidian(lines, obsidian_))
        return _Text(file, chosen, name, cards, is_by_folder=obsidian_.is_by_folder)


def _reviews(
    root: Path, texts: list[_Text], limits: Limits, report: Report
) -> dict[Path, HashcardsReviews]:
    """Databases of reviews that lie beside texts of hashcards or above, by folder."""
    found: dict[Path, HashcardsReviews] = {}
    top = root if root.is_dir() else root.parent
    folders = {each.path.parent for each in texts if each.dialect == "hashcards"}
    above = {upper for folder in folders for upper in (folder, *folder.parents)}
    for folder in sorted(above):
        file = folder / NAME
        if folder.is_relative_to(top) and is_reviews(file):
            try:
                found[folder] = HashcardsReviews(file, limits)
            except InterchangeError as error:
                report.add("I705", error.message, str(file.relative_to(top)))
    return found


@dataclass(slots=True)
class _Reading:
    """The notes of some files."""

    root: Path
    texts: tuple[_Text, ...]
    report: Report
    reviews: dict[Path, HashcardsReviews]

    def notes(self) -> Iterator[ForeignNote]:
        """A note a card, in the order of the files."""
        seen: Counter[str] = Counter()
        for reviews in self.reviews.values():
            reviews.begin()
        for text in self.texts:
            below = deck_of_file(self.root, text.path, text.name)
            folder = self._folder(text.path)
            for card in text.cards:
                place = f"{text.path.name}, line {card.line}"
                made = self._made(card, text, folder, place)
                if made is None:
                    continue
                name = _identity(text.dialect, card)
                seen[name] += 1
                suffix = f"~{seen[name]}" if seen[name] > 1 else ""
                deck = _deck(text, card, below)
                yield ready(NoteId(f"{name}{suffix}"), deck, made, place)
        for reviews in self.reviews.values():
            for _ in range(reviews.lost()):
                message = "reviews of a card that no text has as it was"
                self.report.add("I706", message, NAME)

    def _folder(self, file: Path) -> str:
        """Where a file lies below the root, as media are named."""
        if self.root.is_file():
            return ""
        parts = file.parent.relative_to(self.root).parts
        return "".join(f"{part}/" for part in parts)

    def _made(
        self, card: TextCard, text: _Text, folder: str, place: str
    ) -> Made | None:
        names: set[str] = set()

        def shown(text: str) -> str:
            text, media = with_media(text, folder)
            names.update(media)
            return fitting(text, self.report, place)

        values = self._values(replace(card, front=shown(card.front)), shown, place)
        if values is None:
            return None
        values["tags"] = tags_of(card.tags)
        document = document_of(values, self.report, place)
        if document is None:
            return None
        cards = self._cards(card, text, _parts(document))
        return Made(document, cards, {"line": card.line}, frozenset(names))

    def _cards(
        self, card: TextCard, text: _Text, parts: list[str]
    ) -> list[ForeignCard]:
        """What the text itself says of its cards, or the database beside it."""
        said = [
            ForeignCard(part, schedule)
            for part, schedule in zip(parts, card.schedules, strict=False)
            if schedule is not None
        ]
        folders = (text.path.parent, *text.path.parent.parents)
        near = next((each for each in folders if each in self.reviews), None)
        if near is None or text.dialect != "hashcards":
            return said
        return [each for each in self.reviews[near].cards(card) if each.part in parts]

    def _values(self, card: TextCard, shown: Any, place: str) -> dict[str, Any] | None:
        if card.gaps:
            text = shown(card.gaps)
            try:
                parse_cloze(text)
            except ClozeError as error:
                self.report.add("I402", error.message, place, line=card.line)
                return None
            return named({"kind": "cloze", "text": text}, card.front)
        back = shown(card.back)
        if not card.front:
            self.report.add("I301", "there is no front", place, line=card.line)
            return None
        if not back:
            message = "there is no answer to it"
            self.report.add("I403", message, place, line=card.line)
            return None
        values: dict[str, Any] = {"front": card.front, "back": back}
        if card.both_ways:
            values["both_ways"] = True
        return named(values, card.front)


def _identity(dialect: str, card: TextCard) -> str:
    """What makes a card this one: the id that its text gives, or what it asks."""
    family = "hashcards" if dialect == "repeater" else dialect
    if card.id:
        return f"{family}:{card.id}"
    asked = card.front.replace("[", "").replace("]", "").replace("==", "")
    return f"{family}:{digest(normal(asked))}"


def _deck(text: _Text, card: TextCard, below: DeckPath) -> DeckPath:
    """Obsidian's tags name decks of their own; a title of mdanki is one below."""
    if text.is_by_folder:
        return below[:-1] or below
    if text.dialect == "obsidian":
        return card.deck or below
    return (*below, *card.deck)


def _parts(document: dict[str, Any]) -> list[str]:
    from drill.content.faces import parts
    from drill.content.notes import parse_note

    return list(parts(parse_note(document)))
