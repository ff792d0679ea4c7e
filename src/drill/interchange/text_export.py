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
SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""With which a formula may begin."""
BLOCK: Final = re.compile(r"```|~~~|    |[-*+] |[>|#<]|\d{1,9}[.)] ")
"""How other blocks than paragraphs begin."""
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)")
_MARK: Final = re.compile(r"^([QAC]):")
_RULE: Final = re.compile(r"^---[ \t]*$")
_GAP: Final = re.compile(r"\{\{c\d{1,3}::(.*?)(?:::.*?)?\}\}", re.DOTALL)


def as_csv(notes: Iterable[OutgoingNote]) -> str:
    """A row a card, with a header; no cell is a formula to a spreadsheet."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for note in notes:
        deck = "::".join(note.deck)
        for card in note.cards:
            cells = (f"{note.note}#{card.part}", deck, note.kind, card.front, card.back)
            writer.writerow(map(_inert, [*cells, note.why, " ".join(note.tags)]))
    return made.getvalue()


def _inert(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands; `tables` takes the mark away."""
    return f"'{cell}" if cell.startswith(SIGNS) else cell


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
            blocks.append(_marked("C", bracketed))
            continue
        blocks += [
            f"{_marked('Q', card.front)}\n{_marked('A', card.back)}"
            for card in note.cards
        ]
    return "\n\n".join(blocks) + "\n"


def _marked(mark: str, text: str) -> str:
    """A text behind its mark: a block begins a line, no line of it is a mark."""
    lines, fence = [], ""
    for line in text.strip("\n").split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1][:3]
        elif found and found[1].startswith(fence):
            fence = ""
        lines.append(line if fence else _RULE.sub("----", _MARK.sub(r"\1\:", line)))
    said = "\n".join(lines)
    return f"{mark}:\n{said}" if BLOCK.match(said) else f"{mark}: {said}"
