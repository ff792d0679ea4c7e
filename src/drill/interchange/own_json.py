"""What `drill export` wrote as JSON, read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.content.notes import note_document, parse_note
from drill.errors import BrokenSource, InvalidNote
from drill.ids import NoteId, Rating
from drill.interchange.guarded_json import guarded_json
from drill.interchange.package import (
    LIMITS,
    ForeignCard,
    ForeignNote,
    ForeignReview,
    ForeignSchedule,
    Made,
    Package,
    Report,
    stamp_of,
)
from drill.interchange.text_export import FORMAT, VERSION
from drill.interchange.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import Limits


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """An export of drill's.

    Raises:
        BrokenSource: it is none, damaged, or of a newer drill.
        OverLimit: it is larger or deeper than a person's would be.
    """
    text, _ = text_of(path, limits)
    table = guarded_json(path, text, limits)
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise BrokenSource(path, "it is no export of drill")
    if table.get("version") != VERSION:
        raise BrokenSource(path, "a newer drill wrote it", "Update drill.")
    listed = table.get("notes")
    rows = (
        [each for each in listed if isinstance(each, dict)]
        if isinstance(listed, list)
        else []
    )
    report = Report()

    def notes() -> Iterator[ForeignNote]:
        for number, row in enumerate(rows, 1):
            yield _note(row, f"note {number}", report)

    return Package(FORMAT, path.stem, len(rows), notes, report)


def _note(row: Mapping[str, Any], place: str, report: Report) -> ForeignNote:
    deck = tuple(str(each) for each in _list(row.get("deck")))

    def make() -> Made | None:
        try:
            document = note_document(parse_note(_mapping(row.get("document"))))
        except InvalidNote as error:
            report.add("I208", str(error), place)
            return None
        cards = [_card(each) for each in map(_mapping, _list(row.get("cards")))]
        return Made(document, cards, _mapping(row.get("extra")))

    identity = NoteId(str(row.get("note") or f"drill:{stamp_of(row)}"))
    return ForeignNote(identity, deck, stamp_of(row), make, place, is_ours=True)


def _card(row: Mapping[str, Any]) -> ForeignCard:
    reviews = tuple(
        ForeignReview(each[0], Rating(each[1]), each[2])
        for each in _list(row.get("reviews"))
        if isinstance(each, list)
        and len(each) == 3  # noqa: PLR2004 - instant, rating, duration
        and all(isinstance(number, int) for number in each)
        and each[1] in set(Rating)
    )
    schedule = None
    interval = row.get("interval_days")
    if isinstance(interval, int) and interval > 0:
        schedule = ForeignSchedule(
            interval_days=interval,
            due_ms=_whole(row.get("due_ms")),
            last_ms=reviews[-1].at_ms if reviews else None,
            stability=_real(row.get("stability")),
            difficulty=_real(row.get("difficulty")),
            repetitions=_whole(row.get("repetitions")),
            lapses=_whole(row.get("lapses")),
        )
    return ForeignCard(
        str(row.get("part", "front")),
        schedule,
        reviews,
        suspended=row.get("suspended") is True,
        flag=_whole(row.get("flag")) & 7,
    )


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _real(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and value > 0 else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
