"""Notes as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.interchange.outgoing import OutgoingCard, OutgoingNote

COLUMNS: Final = ("id", "deck", "kind", "front", "back", "why", "tags")
FORMAT: Final = "drill"
VERSION: Final = 1
_GAP: Final = re.compile(r"\{\{c\d{1,3}::(.*?)(?:::.*?)?\}\}", re.DOTALL)


def as_csv(notes: Iterable[OutgoingNote]) -> str:
    """A row a card, with a header; one cell never begins with a formula's sign."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for note in notes:
        deck = "::".join(note.deck)
        for card in note.cards:
            cells = (f"{note.note}#{card.part}", deck, note.kind, card.front, card.back)
            writer.writerow([*cells, note.why, " ".join(note.tags)])
    return made.getvalue()


def as_json(notes: Iterable[OutgoingNote]) -> str:
    """All that drill knows of notes, to be read back by `drill import`."""
    listed = [
        {
            "note": note.note,
            "topic": note.topic,
            "deck": list(note.deck),
            "document": dict(note.document),
            "cards": [_card(card) for card in note.cards],
            **({"extra": dict(note.extra)} if note.extra else {}),
        }
        for note in notes
    ]
    table = {"format": FORMAT, "version": VERSION, "notes": listed}
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _card(card: OutgoingCard) -> dict[str, Any]:
    table = asdict(card)
    for name in ("front", "back", "is_cloze"):
        del table[name]
    table["reviews"] = [
        [each.at_ms, int(each.rating), each.duration_ms] for each in card.reviews
    ]
    return {
        key: value for key, value in table.items() if value not in (None, 0, False, [])
    }


def as_markdown(notes: Iterable[OutgoingNote]) -> str:
    """`Q:` and `A:`, and `C:` with gaps in brackets, as hashcards has it."""
    blocks: list[str] = []
    deck: tuple[str, ...] | None = None
    for note in notes:
        if note.deck != deck:
            deck = note.deck
            blocks.append(f"<!-- {' › '.join(deck)} -->")
        if note.kind == "cloze":
            text = str(note.document["text"]).replace("[", "\\[").replace("]", "\\]")
            bracketed = _GAP.sub(r"[\1]", text)
            blocks.append(f"C: {bracketed}")
            continue
        blocks += [f"Q: {card.front}\nA: {card.back}" for card in note.cards]
    return "\n\n".join(blocks) + "\n"
