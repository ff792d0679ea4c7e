"""Cards that the learner says are wrong, and notes to oneself, as a list to pass on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.sessions.card_info import origin_of
from drill.sessions.shown import title_of
from drill.sessions.steps import ReportedCard

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drill.sessions.collection import Collection

_REPORTED = "is:reported"
_WRITTEN_ON = "(is:reported OR is:remarked)"
_GONE_TOO = "(is:vanished OR -is:vanished)"


def reported_cards(
    collection: Collection, *, with_remarks: bool = True
) -> tuple[ReportedCard, ...]:
    """The cards that are said to be wrong, by id; those with a remark as well."""
    text = f"{_WRITTEN_ON if with_remarks else _REPORTED} {_GONE_TOO}"
    with collection.store.read() as unit:
        cards = unit.cards.many(unit.search.cards(text, collection.today))
        notes = unit.notes.many(card.note for card in cards.values())
    return tuple(
        ReportedCard(
            card=card.card,
            title=title_of(card.topic),
            front=card.front,
            report=card.schedule.report,
            remark=card.schedule.remark,
            origin=origin_of(notes.get(card.note)),
        )
        for _, card in sorted(cards.items())
    )


def as_markdown(cards: Iterable[ReportedCard]) -> str:
    """The list as a text for an issue or a letter to an author."""
    lines = ["# Reports and notes on cards", ""]
    for card in cards:
        lines += [f"- `{card.card}` {_one_line(card.front)}", ""]
        lines += [f"  from {card.origin}", ""]
        if card.report:
            lines += [*_indented(f"wrong: {card.report}"), ""]
        if card.remark:
            lines += [*_indented(f"note: {card.remark}"), ""]
    return "\n".join(lines)


def as_json(cards: Iterable[ReportedCard]) -> str:
    """The list for another program."""
    return json.dumps([asdict(card) for card in cards], ensure_ascii=False, indent=2)


def write_list(path: Path, text: str) -> None:
    """Write the list to a file, all of it or nothing.

    Raises:
        NotWritable: the file cannot be written.
    """
    from drill.content.atomic import write_atomically
    from drill.locations import path_of

    write_atomically(path_of(str(path)), text.encode())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.splitlines()]
