"""The cards of a note: made, moved, set aside, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, delete, insert, or_, select, update

from drill.ids import CardId, NoteId, card_id
from drill.store.schedule_rows import HIDDEN_LANE, SUSPENDED_LANE
from drill.store.schema import aliases, cards
from drill.store.topic_rows import deck_key_of

if TYPE_CHECKING:
    from drill.store.folding import Folding
    from drill.store.link import Link
    from drill.store.wording import Wording

CARDS_A_NOTE = 1_000
"""More than any note has, so that a card's place follows from both numbers."""

_KNOWN = select(
    cards.c.key, cards.c.card_id, cards.c.topic, cards.c.history, cards.c.revision
).where(
    or_(
        cards.c.note == bindparam("note"),
        cards.c.card_id.in_(bindparam("wanted", expanding=True)),
    )
)
_FORMER = (
    select(
        aliases.c.formerly,
        cards.c.key,
        cards.c.card_id,
        cards.c.topic,
        cards.c.history,
        cards.c.revision,
    )
    .join(cards, cards.c.key == aliases.c.card)
    .where(
        aliases.c.formerly.in_(bindparam("wanted", expanding=True)),
        or_(cards.c.note == bindparam("note"), ~cards.c.present),
    )
)
_UNALIAS = delete(aliases).where(aliases.c.formerly == bindparam("card"))
_ADD = insert(cards)
_PLACE = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(
        note=bindparam("to_note"),
        topic=bindparam("to_topic"),
        part=bindparam("to_part"),
        ordinal=bindparam("to_ordinal"),
        front=bindparam("to_front"),
        present=True,
        askable=bindparam("is_askable"),
        lane=case(
            (~bindparam("can_be_asked", type_=cards.c.askable.type), HIDDEN_LANE),
            (cards.c.suspended, SUSPENDED_LANE),
            else_=cards.c.state,
        ),
    )
)
_SET_ASIDE = (
    update(cards)
    .where(cards.c.key == bindparam("row"))
    .values(present=False, lane=HIDDEN_LANE)
)


class Placing:
    """Keeps the cards of notes where their notes are."""

    def __init__(self, link: Link, folding: Folding) -> None:
        self._link = link
        self._folding = folding

    def place(self, row: dict[str, Any], topic: int, said: Wording) -> list[CardId]:
        """Give a note the cards that its wording asks for.

        Returns:
            Cards that were answered under an earlier revision.
        """
        note = NoteId(row["note_id"])
        wanted = {card_id(note, part.part): part for part in said.parts}
        known = {found[1]: found for found in self._known(row["key"], wanted)}
        renamed = self._renamed(row["key"], [id_ for id_ in wanted if id_ not in known])
        kept = {found[0] for found in renamed.values()}
        self._set_aside(
            [
                found
                for id_, found in known.items()
                if id_ not in wanted and found[0] not in kept
            ]
        )
        known |= renamed
        first = row["ordinal"] * CARDS_A_NOTE
        for place, (id_, part) in enumerate(wanted.items(), start=first):
            values = {
                "to_note": row["key"],
                "to_topic": topic,
                "to_part": part.part,
                "to_ordinal": place,
                "to_front": part.front,
                "is_askable": part.askable,
                "can_be_asked": part.askable,
            }
            found = known.get(id_)
            key = self._new(id_) if found is None else found[0]
            self._move(found, topic)
            self._link.run(_PLACE, {"row": key, **values})
        self._folding.recount.add(topic)
        return [
            CardId(id_)
            for id_, found in known.items()
            if id_ in wanted and found[4] is not None and found[4] < said.revision
        ]

    def set_aside(self, row: dict[str, Any]) -> None:
        """Hide the cards of a note that is gone, until it comes back."""
        self._set_aside(list(self._known(row["key"], {})))

    def _known(self, note: int, wanted: dict[CardId, Any]) -> list[tuple[Any, ...]]:
        return list(self._link.rows(_KNOWN, {"note": note, "wanted": list(wanted)}))

    def _renamed(self, note: int, missing: list[CardId]) -> dict[str, tuple[Any, ...]]:
        """Cards that go by another id since a machine with newer decks was merged."""
        rows = self._link.rows(_FORMER, {"wanted": missing, "note": note})
        return {row[0]: row[1:] for row in rows} if missing else {}

    def _new(self, card: CardId) -> int:
        # An id that another card went by before is this note's own from now on.
        self._link.run(_UNALIAS, {"card": card})
        created_us = self._folding.now_us()
        return self._link.insert(_ADD, {"card_id": card, "created_us": created_us})

    def _set_aside(self, gone: list[tuple[Any, ...]]) -> None:
        for key, _, topic, _, _ in gone:
            if topic is not None:
                self._folding.recount.add(topic)
            self._link.run(_SET_ASIDE, {"row": key})

    def _move(self, found: tuple[Any, ...] | None, topic: int) -> None:
        """Roll-ups go by deck: those of a card that changes it go along."""
        if found is None or found[2] == topic:
            return
        if found[2] is not None:
            self._folding.recount.add(found[2])
        old, new = deck_key_of(self._link, found[2]), deck_key_of(self._link, topic)
        if found[3] and old != new:
            self._folding.move(found[0], old, new)
