"""Hides notes whose events were all taken back, many at once.

The undo of an import concerns every note that came in; settling them one by one costs
half a millisecond each. A test holds that both ways end the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from drill.store import history, sqlite
from drill.store.quick import Quick
from drill.store.schedule_rows import HIDDEN_LANE
from drill.store.schema import cards, journal, notes, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.store.folding import Folding
    from drill.store.link import Link

AT_ONCE = 500
"""Notes that are looked up together."""

_ROWS = select(
    notes.c.key, notes.c.note_id, notes.c.file, notes.c.history, notes.c.text,
    notes.c.tags,
).where(notes.c.note_id.in_(bindparam("ids", expanding=True)))  # fmt: skip
_OPERATIONS = select(journal.c.position, journal.c.operation).where(
    journal.c.position.in_(bindparam("positions", expanding=True))
)
_HIDE = Quick(
    update(notes)
    .where(notes.c.key == bindparam("row"))
    .values(
        present=bindparam("to_present"),
        origin=bindparam("to_nothing"),
        text=bindparam("to_no_text"),
        tags=bindparam("to_no_tags"),
    )
)
_UNTAG = delete(tags).where(tags.c.note.in_(bindparam("keys", expanding=True)))
_TOPICS = (
    select(cards.c.topic)
    .where(cards.c.note.in_(bindparam("keys", expanding=True)))
    .where(cards.c.topic.is_not(None))
    .distinct()
)
_SET_ASIDE = (
    update(cards)
    .where(cards.c.note.in_(bindparam("keys", expanding=True)))
    .values(present=False, lane=HIDDEN_LANE)
)


def hide_together(link: Link, folding: Folding, wanted: Sequence[str]) -> list[str]:
    """Hide those of some notes that have no file, and no event that counts.

    Args:
        link: of the write.
        folding: is told which topics to count again.
        wanted: ids of notes.

    Returns:
        The others, which have to be settled one by one.
    """
    others: list[str] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = list(wanted[start : start + AT_ONCE])
        gone = _gone(link, folding, some)
        _hide(link, folding, list(gone.values()))
        others += [note for note in some if note not in gone]
    return others


def _gone(link: Link, folding: Folding, ids: list[str]) -> dict[str, Any]:
    """The rows of notes that nothing speaks for any more, by note."""
    rows = [row for row in link.rows(_ROWS, {"ids": ids}) if row[2] is None]
    positions = {row[1]: history.unpack(row[3]) for row in rows}
    every = [each for mine in positions.values() for each in mine]
    counted = _counted(link, folding, every)
    return {row[1]: row for row in rows if counted.isdisjoint(positions[row[1]])}


def _counted(link: Link, folding: Folding, positions: list[int]) -> set[int]:
    """Those of some positions whose operation was not taken back."""
    rows = link.rows_of(_OPERATIONS, "positions", positions)
    found = {row[0]: row[1] for row in rows}
    retracted = folding.retracted(set(found.values()))
    return {each for each, operation in found.items() if operation not in retracted}


def _hide(link: Link, folding: Folding, rows: list[Any]) -> None:
    if not rows:
        return
    keys = [row[0] for row in rows]
    empty = {"to_present": False, "to_nothing": "", "to_no_text": "", "to_no_tags": ""}
    link.quick_run_many(_HIDE, [{"row": key, **empty} for key in keys])
    # The index of words knows every note, those without words too.
    old = [{"key": row[0], "text": row[4], "tags": row[5]} for row in rows]
    link.special(sqlite.forget_words, old)
    link.special(sqlite.index_words, [(key, "", "") for key in keys])
    link.run(_UNTAG, {"keys": keys})
    folding.recount.update(row[0] for row in link.rows(_TOPICS, {"keys": keys}))
    link.run(_SET_ASIDE, {"keys": keys})
