"""Notes as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def csv_of(notes: Iterable[OutgoingNote]) -> Iterator[str]:
    """A row a card, with a header; no cell is a formula to a spreadsheet."""
    yield _row(COLUMNS)
    for note in notes:
        deck = "::".join(note.deck)
        for card in note.cards:
            cells = (f"{note.note}#{card.part}", deck, note.kind, card.front, card.back)
            yield _row(map(_inert, [*cells, note.why, " ".join(note.tags)]))


def _row(cells: Iterable[str]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerow(cells)
    return made.getvalue()


def _inert(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands; `tables` takes the mark away."""
    return f"'{cell}" if cell.startswith(SIGNS) else cell


def json_of(notes: Iterable[OutgoingNote]) -> Iterator[str]:
    """All that drill knows of notes, to be read back by `drill import`."""
    yield f'{{\n "format": "{FORMAT}",\n "version": {VERSION},\n "notes": ['
    mark = ""
    for note in notes:
        table = {
            "note": note.note,
            "topic": note.topic,
            "deck": list(note.deck),
            "document": dict(note.document),
            "cards": [_card(card) for card in note.cards],
            **({"extra": dict(note.extra)} if note.extra else {}),
        }
        said = json.dumps(table, ensure_ascii=False, indent=1)
        indented = said.replace("\n", "\n  ")
        yield f"{mark}\n  {indented}"
        mark = ","
    yield "\n ]\n}\n" if mark else "]\n}\n"


def _card(card: OutgoingCard) -> dict[str, Any]:
    reviews = [
        [each.at_ms, int(each.rating), each.duration_ms] for each in card.reviews
    ]
    standing = card.standing._asdict()
    if card.standing.interval_days is None:  # its answers tell where it stands
        standing |= {"due_ms": 0, "stability": 0, "difficulty": 0}
    standing |= {"steps_left": 0, "step_ends_ms": 0}
    table = {"part": card.part, **standing, "reviews": reviews}
    return {
        key: value for key, value in table.items() if value not in (None, 0, False, [])
    }


def markdown_of(notes: Iterable[OutgoingNote]) -> Iterator[str]:
    """`Q:` and `A:`, and `C:` with gaps in brackets, as hashcards has it."""
    deck: tuple[str, ...] | None = None
    mark = ""
    for note in notes:
        blocks = _blocks(note)
        if note.deck != deck:
            deck = note.deck
            blocks.insert(0, f"<!-- {' › '.join(deck)} -->")
        for block in blocks:
            yield mark + block
            mark = "\n\n"
    yield "\n"


def _blocks(note: OutgoingNote) -> list[str]:
    if note.kind == "cloze":
        text = str(note.document["text"]).replace("[", "\\[").replace("]", "\\]")
        return [_marked("C", _GAP.sub(r"[\1]", text))]
    return [
        f"{_marked('Q', card.front)}\n{_marked('A', card.back)}" for card in note.cards
    ]


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
