"""The database of a package for Anki, row by row.

It is written without a journal and without waiting for the disk: what breaks off half
way is thrown away. Rows go in some hundred at a time, indices after them.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from array import array
from datetime import timedelta
from hashlib import sha1
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from drill.interchange.anki_collection import SEPARATOR
from drill.interchange.anki_kinds import OURS, Kinds
from drill.interchange.anki_shapes import INDICES, PRESET, TABLES, deck_of
from drill.interchange.outgoing import NEW, KeptNote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drill.interchange.outgoing import OutgoingNote, Standing
    from drill.interchange.package import DeckPath

AnswerRow: TypeAlias = tuple[int, int, int, int]
"""Key of a card, when in milliseconds since 1970, rating, how long in milliseconds."""
SUSPENDED: Final = -1
BUTTONS: Final = frozenset({1, 2, 3, 4})
DAY_S: Final = 86_400
USUAL_FACTOR, LEAST_FACTOR, MOST_FACTOR = 2500, 1300, 9999
DEEPEST: Final = 10
"""Decks in decks that a package may have, but for one more; Anki refuses the rest."""
AT_ONCE: Final = 500
CACHE_KIB: Final = 16_384
PRAGMAS: Final = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -{CACHE_KIB};
"""
_NOTE: Final = "INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,?,0,'')"
_CARD: Final = "INSERT INTO cards VALUES (?,?,?,?,?,-1,?,?,?,?,?,?,?,?,0,0,?,?)"
_ANSWER: Final = "INSERT OR IGNORE INTO revlog VALUES (?,?,-1,?,1,0,2500,?,1)"
_ANSWERED: Final = """
UPDATE cards
SET data = substr(data, 1, length(data) - 1) || ', "lrt": ' || (last / 1000) || '}'
FROM (SELECT cid, max(id) AS last FROM revlog GROUP BY cid) AS answered
WHERE answered.cid = cards.id AND cards.data <> ''
"""
"""Anki's checks want to know when a card was last answered."""


class PackageDatabase:
    """One database on its way."""

    def __init__(
        self, path: Path, types: Mapping[str, Mapping[str, Any]], now: datetime
    ) -> None:
        """Make one without notes.

        Args:
            path: of the file, which must be new.
            types: kinds of note of Anki's own, by their ids.
            now: the present instant, in the zone of the learner.
        """
        self.kinds = Kinds(types)
        self._link = sqlite3.connect(path, isolation_level=None)
        self._link.executescript(f"{PRAGMAS}{TABLES}BEGIN;")
        self._now_ms = now_ms = int(now.timestamp() * 1000)
        self._now_s = now_ms // 1000
        self._east_s = round((now.utcoffset() or timedelta()).total_seconds())
        self._first_day = (now_ms // 1000 + self._east_s) // DAY_S - 1
        """The date of its first study day, in days since 1970."""
        self._decks: dict[str, tuple[str, int]] = {}
        """Names and ids, by what Anki tells names apart by."""
        self._paths: dict[DeckPath, int] = {}
        self._card = self._note = now_ms
        self._numbers = array("q")
        """Of cards, from 1, by their keys; 0 of others."""
        self._free_ms: dict[int, int] = {}
        """Of instants that several answers have: from where others may be free."""
        self._note_rows: list[tuple[Any, ...]] = []
        self._card_rows: list[tuple[Any, ...]] = []

    @property
    def notes(self) -> int:
        """How many there are so far."""
        return self._note - self._now_ms

    @property
    def cards(self) -> int:
        """How many there are so far."""
        return self._card - self._now_ms

    def close(self) -> None:
        """Close the database."""
        self._link.close()

    def add(self, note: KeptNote | OutgoingNote) -> None:
        """Write a note with its cards."""
        if isinstance(note, KeptNote):
            self._add_kept(note)
        else:
            self._add_ours(note)
        if len(self._note_rows) >= AT_ONCE:
            self.flush()

    def _add_kept(self, note: KeptNote) -> None:
        mid = self.kinds.foreign(note.type)
        if note.media:
            self.kinds.media.update(note.media)
        guid, changed_s = note.guid or f"{OURS}{note.note}", self._now_s
        if note.after_s >= changed_s:
            changed_s = note.after_s + 1
        self._add_note(guid, mid, note.fields, note.tags, changed_s)
        deck, factors = self._deck_of(note.deck), note.factors
        for part, key, standing in note.cards:
            ordinal = ordinal_of(part)
            factor = _factor(factors.get(str(ordinal))) if factors else USUAL_FACTOR
            self._add_card(key, deck, ordinal, standing, factor)

    def _add_ours(self, note: OutgoingNote) -> None:
        mid, fields = self.kinds.ours(note)
        guid, tags = f"{OURS}{note.note}", " ".join(note.tags)
        self._add_note(guid, mid, fields, tags, self._now_s)
        deck, is_cloze = self._deck_of(note.deck), note.kind == "cloze"
        for number, card in enumerate(note.cards):
            ordinal = ordinal_of(card.part) if is_cloze else number
            self._add_card(card.key, deck, ordinal, card.standing)

    def _add_note(
        self, guid: str, mid: int, fields: Sequence[str], tags: str, changed_s: int
    ) -> None:
        self._note += 1
        joined = SEPARATOR.join(fields)
        first = fields[0] if fields else ""
        digest = sha1(first.encode(), usedforsecurity=False).digest()
        checksum = int.from_bytes(digest[:4], "big")
        tags = f" {tags} " if tags else ""
        self._note_rows.append(
            (self._note, guid, mid, changed_s, tags, joined, first, checksum)
        )

    def _add_card(
        self,
        key: int,
        deck: int,
        ordinal: int,
        standing: Standing,
        factor: int = USUAL_FACTOR,
    ) -> None:
        self._card = card = self._card + 1
        try:
            self._numbers[key] = card - self._now_ms
        except IndexError:
            self._numbers.extend([0] * max(AT_ONCE, key + 1 - len(self._numbers)))
            self._numbers[key] = card - self._now_ms
        note, now_s = self._note, self._now_s
        if standing is NEW:  # as most are that were never answered
            due = note - self._now_ms
            self._card_rows.append(
                (card, note, deck, ordinal, now_s, 0, 0, due, 0, 0, 0, 0, 0, 0, "")
            )
            return
        place = (card, note, deck, ordinal, now_s)
        type_, queue, due, days = self._stands(standing)
        data = ""
        if type_:
            memory = f'"s": {standing.stability}, "d": {standing.difficulty}'
            data = f"{{{memory}}}"
        queue = SUSPENDED if standing.suspended else queue
        counts = (standing.repetitions, standing.lapses, standing.steps_left)
        factor = factor if days else 0
        flag = standing.flag
        self._card_rows.append(
            (*place, type_, queue, due, days, factor, *counts, flag, data)
        )

    def _stands(self, standing: Standing) -> tuple[int, int, int, int]:
        """Type, queue, when it is due, and the interval in days.

        Of a card that is learned again that is the next one, as Anki has it: the days
        after which it is recalled nine times in ten.
        """
        days, due_ms = standing.interval_days, standing.due_ms
        due_day = (due_ms // 1000 + self._east_s) // DAY_S - self._first_day
        if not standing.steps_left:
            return (0, 0, self.notes, 0) if days is None else (2, 2, due_day, days)
        if days is None:
            type_, days = 1, 0
        else:
            type_, days = 3, min(days, max(1, round(standing.stability)))
        if standing.step_ends_ms:
            return type_, 1, standing.step_ends_ms // 1000, days
        if standing.suspended:  # Anki tells by its due when it comes back
            return type_, 1, due_ms // 1000, days
        return type_, 3, due_day, days

    def add_answers(self, answers: Sequence[AnswerRow]) -> int:
        """Write answers to the cards that were written; how many there were.

        Args:
            answers: key of the card, when in milliseconds since 1970, rating, and how
                long it took in milliseconds; others' are passed over.
        """
        base, numbers, end = self._now_ms, self._numbers, len(self._numbers)
        rows = [
            (at_ms, base + number, rating, duration_ms)
            for key, at_ms, rating, duration_ms in answers
            if key < end and (number := numbers[key]) and rating in BUTTONS
        ]
        if self._link.executemany(_ANSWER, rows).rowcount != len(rows):
            self._part(rows)
        return len(rows)

    def _part(self, rows: list[tuple[int, int, int, int]]) -> None:
        """Write those of some answers again that met another of the same instant.

        Anki tells answers apart by their instant.
        """
        seen = set()
        sql = "SELECT id, cid, ease, time FROM revlog WHERE id = ?"
        for row in rows:
            if row not in seen and self._link.execute(sql, row[:1]).fetchone() == row:
                seen.add(row)
                continue
            first_ms, *rest = row
            at_ms = self._free_ms.get(first_ms, first_ms)
            while not self._link.execute(_ANSWER, (at_ms, *rest)).rowcount:
                at_ms += 1
            self._free_ms[first_ms] = at_ms + 1

    def finish(self) -> None:
        """Write what all notes have in common."""
        self.flush()
        self._deck("Default")
        decks = {str(id_): deck_of(id_, name) for name, id_ in self._decks.values()}
        settings = {
            "curDeck": 1,
            "nextPos": self.notes + 1,
            "schedVer": 2,
            "creationOffset": -self._east_s // 60,
        }
        created_s = self._first_day * DAY_S + 4 * 3_600 - self._east_s
        self._link.execute(
            "INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,'{}')",
            (
                created_s,
                self._now_ms,
                self._now_ms,
                json.dumps(settings),
                json.dumps(self.kinds.listed()),
                json.dumps(decks),
                json.dumps({"1": PRESET}),
            ),
        )
        self._link.executescript(f"BEGIN;{INDICES}{_ANSWERED};COMMIT;")

    def flush(self) -> None:
        """Write what was collected."""
        self._link.executemany(_NOTE, self._note_rows)
        self._link.executemany(_CARD, self._card_rows)
        self._note_rows.clear()
        self._card_rows.clear()

    def _deck_of(self, path: DeckPath) -> int:
        if path not in self._paths:
            *above, name = (*path[:DEEPEST], " › ".join(path[DEEPEST:]))
            self._paths[path] = self._deck("::".join([*above, name] if name else above))
        return self._paths[path]

    def _deck(self, name: str) -> int:
        """The id of a deck; Anki takes names in small and in capitals for one."""
        key = unicodedata.normalize("NFC", name).casefold()
        if key not in self._decks:
            new = 1 if key == "default" else self._now_ms + len(self._decks)
            self._decks[key] = name, new
        return self._decks[key][1]


def _factor(kept: Any) -> int:
    """Of Anki's older scheduler, in thousandths; `kept` came from a file."""
    is_factor = isinstance(kept, int) and LEAST_FACTOR <= kept <= MOST_FACTOR
    return kept if is_factor else USUAL_FACTOR


def ordinal_of(part: str) -> int:
    """The ordinal of a template or of a gap, from a card's part."""
    if part in _ORDINALS:
        return _ORDINALS[part]
    digits = part.lstrip("abcdefghijklmnopqrstuvwxyz")
    return max(0, int(digits) - 1) if digits.isdigit() else 0


_ORDINALS: Final = {"front": 0, "back": 1, "q": 0}
