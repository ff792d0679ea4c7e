"""Exporting notes: which, with what is known of them, and into which kind of file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from drill.content.atomic import write_atomically
from drill.content.faces import faces
from drill.content.notes import Generated, parse_note
from drill.errors import DeckNotFound, InvalidNote, NotWritable
from drill.events import ForeignKept, NotePut, Practised, Reviewed, milliseconds
from drill.ids import DeckId, NoteId, deck_of, note_of
from drill.interchange.outgoing import OutgoingCard, OutgoingNote
from drill.interchange.package import ForeignReview
from drill.interchange.text_export import BLOCK
from drill.sessions.asking import asked_of
from drill.sessions.import_media import FOLDER
from drill.srs.schedule import Relearning, Reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from drill.clock import Calendar
    from drill.content.notes import Note
    from drill.ids import CardId
    from drill.sessions.collection import Collection
    from drill.store.card_rows import StoredCard
    from drill.store.journal import HistoryEntry
    from drill.store.units import ReadUnit

KATA: Final = "kata"
INSTANCES: Final = 5
"""Of a generated question, that an export shows."""
AT_ONCE: Final = 200
NOON_AFTER_MS: Final = 8 * 3_600_000
"""From the beginning of a study day to about its noon."""


class ExportFormat(StrEnum):
    """What can be written."""

    APKG = "apkg"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    YAML = "yaml"


ENDINGS: Final = {
    ".apkg": ExportFormat.APKG,
    ".csv": ExportFormat.CSV,
    ".json": ExportFormat.JSON,
    ".md": ExportFormat.MARKDOWN,
    "": ExportFormat.YAML,
}
"""What the name of a file asks for."""


@dataclass(frozen=True, slots=True)
class ExportStep:
    """What an export wrote."""

    path: str
    format: str
    notes: int
    cards: int
    reviews: int
    left_out: int = 0
    """Katas, which are folders of their own and no notes of a file of a deck."""


def export(
    collection: Collection,
    path: Path,
    format_: ExportFormat,
    *,
    names: Sequence[str] = (),
    search: str = "",
) -> ExportStep:
    """Write notes with their scheduling into a file; YAML into a folder.

    Args:
        collection: the learner's.
        path: what is written; a file is replaced, a folder must be new.
        format_: how.
        names: ids of decks and topics; none for all that are there.
        search: only notes that have a card found by it.

    Raises:
        DeckNotFound: a name is none.
        InvalidSearch: the search cannot be read.
        NotWritable: it cannot be written.
    """
    with collection.store.read() as unit:
        ids = _notes(collection, unit, names, search)
        outgoing = list(_outgoing(collection, unit, ids))
        types = _types(unit) if format_ is ExportFormat.APKG else {}
    found = len(outgoing)
    if format_ is ExportFormat.YAML:
        outgoing = [note for note in outgoing if note.kind != KATA]
    try:
        _write(collection, path, format_, outgoing, types)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from error
    cards = [card for note in outgoing for card in note.cards]
    reviews = sum(len(card.reviews) for card in cards)
    written = len(outgoing)
    return ExportStep(
        str(path), format_.value, written, len(cards), reviews, found - written
    )


def _write(
    collection: Collection,
    path: Path,
    format_: ExportFormat,
    notes: list[OutgoingNote],
    types: Mapping[str, Mapping[str, Any]],
) -> None:
    from drill.interchange import text_export

    match format_:
        case ExportFormat.APKG:
            from drill.interchange.anki_export import write_package

            now = collection.now.astimezone(collection.calendar.zone)
            media = _Media(collection.locations.data / FOLDER)
            write_package(path, notes, types, media, now)
        case ExportFormat.CSV:
            write_atomically(path, text_export.as_csv(notes).encode())
        case ExportFormat.JSON:
            write_atomically(path, text_export.as_json(notes).encode())
        case ExportFormat.MARKDOWN:
            write_atomically(path, text_export.as_markdown(notes).encode())
        case _:
            from drill.sessions.exporting_folder import write_folder

            write_folder(path, notes)


class _Media:
    """The files that notes mention, by the names they have here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str) -> bytes | None:
        """A file's bytes; None if it is not there."""
        if "/" in name or "\\" in name or name.startswith("."):
            return None
        with suppress(OSError, ValueError):
            return (self._folder / name).read_bytes()
        return None


def _notes(
    collection: Collection, unit: ReadUnit, names: Sequence[str], search: str
) -> list[NoteId]:
    """The notes that are asked for, by topic and place."""
    decks = unit.library.decks()
    known = {deck.deck for deck in decks} | {t.topic for d in decks for t in d.topics}
    for name in names:
        if name not in known:
            raise DeckNotFound(name)
    notes = unit.notes.in_order(names)
    if not search.strip():
        return notes
    found = {note_of(card) for card in unit.search.cards(search, collection.today)}
    return [note for note in notes if note in found]


def _outgoing(
    collection: Collection, unit: ReadUnit, ids: list[NoteId]
) -> Iterator[OutgoingNote]:
    titles = {deck.deck: deck.title for deck in unit.library.decks()}
    extras, calendar = _extras(unit), collection.calendar
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        stored = unit.notes.many(some)
        cards: dict[NoteId, dict[str, StoredCard]] = {}
        for card in unit.cards.of_notes(some):
            cards.setdefault(card.note, {})[card.part] = card
        ids_of_cards = [each.card for mine in cards.values() for each in mine.values()]
        histories = unit.journal.histories(ids_of_cards)
        for id_ in some:
            note = stored[id_]
            with suppress(InvalidNote):  # of a newer program
                made = parse_note(note.document)
                extra = extras.get((id_, note.base))
                is_same = note.base.endswith(f" {note.content_hash}")
                yield OutgoingNote(
                    note=id_,
                    topic=note.topic,
                    deck=_deck(titles, deck_of(note.topic)),
                    document=note.document,
                    cards=tuple(_cards(made, cards.get(id_, {}), histories, calendar)),
                    why=_why(made),
                    tags=note.tags,
                    extra=extra if is_same else None,
                )


def _deck(titles: Mapping[DeckId, str], deck: DeckId) -> tuple[str, ...]:
    return tuple(titles.get(deck, deck).split(" › "))


def _extras(unit: ReadUnit) -> dict[tuple[NoteId, str], Mapping[str, Any]]:
    """What imports kept of notes for exports, by note and what it said then.

    So an import that was undone, or came later from another machine, changes nothing.
    """
    found: dict[tuple[NoteId, str], Mapping[str, Any]] = {}
    for event in unit.journal.of_kind(NotePut.kind):
        body = event.body
        if isinstance(body, NotePut) and body.extra is not None:
            found[NoteId(body.note), body.base] = body.extra
    return found


def _types(unit: ReadUnit) -> dict[str, Mapping[str, Any]]:
    """Kinds of note of Anki's that imports kept, by their ids."""
    bodies = (event.body for event in unit.journal.of_kind(ForeignKept.kind))
    kept = [body for body in bodies if isinstance(body, ForeignKept)]
    return {body.name.removeprefix("anki-type:"): body.contents for body in kept}


def _cards(
    made: Note,
    stored: Mapping[str, StoredCard],
    histories: Mapping[CardId, Sequence[HistoryEntry]],
    calendar: Calendar,
) -> Iterator[OutgoingCard]:
    for face in faces(made):
        card = stored.get(face.part)
        front, back = face.front, face.back
        if isinstance(made, Generated):
            front, back = _instances(made)
        yield OutgoingCard(
            part=face.part,
            front=front,
            back=back,
            is_cloze=face.is_cloze,
            **(_standing(card, calendar) if card else {}),
            reviews=_reviews(histories.get(card.card, ())) if card else (),
        )


def _standing(card: StoredCard, calendar: Calendar) -> dict[str, Any]:
    schedule, state = card.schedule, card.schedule.state
    values: dict[str, Any] = {
        "suspended": schedule.suspended,
        "flag": schedule.flag,
        "repetitions": schedule.repetitions,
        "lapses": schedule.lapses,
    }
    if isinstance(state, Reviewing | Relearning):
        values |= {
            "interval_days": state.interval_days,
            "due_ms": milliseconds(calendar.start(state.due)) + NOON_AFTER_MS,
            "stability": round(state.memory.stability, 4),
            "difficulty": round(state.memory.difficulty, 4),
        }
    return values


def _reviews(history: Sequence[HistoryEntry]) -> tuple[ForeignReview, ...]:
    """All answers to a card that count, oldest first."""
    return tuple(
        ForeignReview(
            milliseconds(entry.event.at),
            entry.event.body.rating,
            entry.event.body.duration_ms,
        )
        for entry in history
        if not entry.retracted and isinstance(entry.event.body, Reviewed | Practised)
    )


def _why(note: Note) -> str:
    """What is shown after the answer: the explanation, and where to check it."""
    sources = "\n".join(f"- {each}" for each in note.source)
    return "\n\n".join(filter(None, [note.why, sources]))


def _behind(text: str) -> str:
    """A text as it stands behind its number: a block of Markdown begins a line."""
    return f"\n\n{text}" if BLOCK.match(text) else text


def _instances(note: Generated) -> tuple[str, str]:
    """Some instances of a generated question: asked in front, answered behind."""
    fronts, backs = [f"**{note.title}**"], []
    for number in range(1, INSTANCES + 1):
        asked = asked_of(note, number)
        assert asked is not None  # noqa: S101 - such a note asks
        # No list: what does not fit on a line would fall out of it.
        fronts.append(f"**{number}.** {_behind(asked.question.text)}")
        backs.append(f"**{number}.** {_behind(asked.why)}")
    return "\n\n".join(fronts), "\n\n".join(backs)
