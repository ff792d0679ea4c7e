"""Mnemosyne's database (`default.db`): facts with their cards, tags and log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drill.errors import OverLimit
from drill.interchange.foreign_database import ForeignDatabase, real, whole, words
from drill.interchange.mnemosyne_facts import (
    BUILT_IN,
    Answer,
    Fact,
    FactCard,
    known,
    view_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.interchange.mnemosyne_facts import View
    from drill.interchange.package import Limits

NEEDED: Final = {
    "facts": ("_id", "id"),
    "data_for_fact": ("_fact_id", "key", "value"),
    "cards": (
        *("_id", "id", "card_type_id", "_fact_id", "fact_view_id", "grade"),
        *("next_rep", "last_rep", "easiness", "acq_reps", "ret_reps", "lapses"),
    ),
    "tags": ("_id", "name"),
    "tags_for_card": ("_card_id", "_tag_id"),
    "log": ("event_type", "timestamp", "object_id", "grade", "thinking_time"),
    "fact_views": ("id", "name", "q_fact_keys", "a_fact_keys"),
}
FACTS: Final = "SELECT _id, id FROM facts WHERE typeof(_id) = 'integer' ORDER BY _id"
TEXTS: Final = (
    "SELECT _fact_id, key, value FROM data_for_fact"
    " WHERE typeof(_fact_id) = 'integer' ORDER BY _fact_id"
)
TAGS: Final = (
    "SELECT c._fact_id, t._card_id, t._tag_id"
    " FROM tags_for_card t JOIN (SELECT _id, _fact_id FROM cards"
    " WHERE typeof(_fact_id) = 'integer' GROUP BY _id) c ON c._id = t._card_id"
    " ORDER BY c._fact_id"
)
ANSWERS: Final = (
    "SELECT c._fact_id, c._id, l.timestamp, l.grade, l.thinking_time"
    " FROM log l JOIN (SELECT id, _fact_id, _id FROM cards"
    " WHERE typeof(_fact_id) = 'integer' GROUP BY id) c ON c.id = l.object_id"
    " WHERE l.event_type = 9 ORDER BY c._fact_id, l.timestamp"
)
"""Events of the ninth kind are repetitions. A card of each id is asked for, as a file
in which many go by one could make millions of a few thousand."""


class MnemosyneDatabase:
    """One database, opened for reading."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Look at the tables, and read all but the facts.

        Raises:
            BrokenSource: it is no database of Mnemosyne's, or damaged.
            OverLimit: it holds more than a person's would.
        """
        self._database = ForeignDatabase(path, limits, NEEDED)
        try:
            self.count = self._database.count("facts")
            if self.count > limits.notes:
                raise OverLimit(path, f"it holds over {limits.notes:,} facts")  # noqa: TRY301 - closed below
            self.views = self._views()
            """How cards of each view look, by its id."""
            self._tags = {
                whole(key): words(name)
                for key, name in self._database.rows("SELECT _id, name FROM tags")
            }
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Close it, and remove the copy."""
        self._database.close()

    def facts(self) -> Iterator[Fact]:
        """All facts in the order they were made."""
        rows = self._database.rows
        texts, cards = _Grouped(rows(TEXTS)), _Grouped(self._cards())
        tags, answers = _Grouped(rows(TAGS)), _Grouped(rows(ANSWERS))
        for key, id_ in rows(FACTS):
            said = {words(name): words(value) for name, value in texts.of(key)}
            mine = {whole(row[0]): _card(row) for row in cards.of(key)}
            for card, tag in tags.of(key):
                if whole(card) in mine:
                    mine[whole(card)].tags.append(self._tags.get(whole(tag), ""))
            for card, at, mark, seconds in answers.of(key):
                if whole(card) in mine:
                    answer = Answer(whole(at, -1), whole(mark, -1), whole(seconds))
                    mine[whole(card)].answers.append(answer)
            yield Fact(words(id_), known(said), list(mine.values()))

    def _cards(self) -> Iterator[tuple[Any, ...]]:
        has = self._database.columns["cards"]
        more = [
            name if name in has else f"{otherwise} AS {name}"
            for name, otherwise in (("active", "1"), ("extra_data", "''"))
        ]
        return self._database.rows(
            "SELECT _fact_id, _id, id, card_type_id, fact_view_id, grade, next_rep,"  # noqa: S608 - ours
            f" last_rep, easiness, acq_reps, ret_reps, lapses, {', '.join(more)}"
            " FROM cards WHERE typeof(_fact_id) = 'integer' ORDER BY _fact_id, _id"
        )

    def _views(self) -> dict[str, View]:
        found = dict(BUILT_IN)
        rows = "SELECT id, name, q_fact_keys, a_fact_keys FROM fact_views"
        for id_, name, front, back in self._database.rows(rows):
            view = view_of(words(front), words(back), words(name))
            if view is not None:
                found.setdefault(words(id_), view)
        return found


def _card(row: tuple[Any, ...]) -> FactCard:
    (_, id_, type_, view, mark, next_s, last_s, easiness, *rest) = row
    acquired, retained, lapses, active, extra = rest
    return FactCard(
        id=words(id_),
        type=words(type_),
        view=words(view),
        mark=whole(mark, -1),
        next_s=whole(next_s, -1),
        last_s=whole(last_s, -1),
        easiness=real(easiness),
        repetitions=max(0, whole(acquired)) + max(0, whole(retained)),
        lapses=max(0, whole(lapses)),
        is_active=whole(active, 1) != 0,
        extra=words(extra),
    )


class _Grouped:
    """Rows ordered by a whole number, handed out number by number without it."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: int) -> list[tuple[Any, ...]]:
        """What belongs to a number; numbers are asked for in ascending order."""
        found: list[tuple[Any, ...]] = []
        while self._next is not None and self._next[0] <= key:
            if self._next[0] == key:
                found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found
