"""hashcards' database of reviews, which lies beside its texts (`hashcards.db`).

It knows a card by the hash of what stands on it, so that a card's history is found by
hashing it as hashcards does, and is lost where its text was changed since.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from blake3 import blake3

from drill.errors import OverLimit
from drill.ids import Rating
from drill.interchange.foreign_database import (
    ForeignDatabase,
    is_database,
    real,
    tables_of,
    whole,
    words,
)
from drill.interchange.instants import (
    DAY_MS,
    local_milliseconds,
    noon_milliseconds,
)
from drill.interchange.package import ForeignCard, ForeignReview, ForeignSchedule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import Limits
    from drill.interchange.text_cards import TextCard

NAME: Final = "hashcards.db"
TABLES: Final = frozenset({"cards", "reviews", "sessions"})
NEEDED: Final = {
    "cards": ("card_hash",),
    "reviews": (
        *("card_hash", "reviewed_at", "grade", "stability", "difficulty", "due_date"),
    ),
}
STATE: Final = (
    *("last_reviewed_at", "stability", "difficulty", "interval_days", "due_date"),
    "review_count",
)
"""What later versions keep of a card beside its reviews; earlier ones lack some."""
RATINGS: Final = {
    "forgot": Rating.AGAIN,
    "again": Rating.AGAIN,
    "hard": Rating.HARD,
    "good": Rating.GOOD,
    "easy": Rating.EASY,
}
LONGEST_DAYS: Final = 36_500
_GAP: Final = re.compile(r"\{\{c(\d{1,6})::(.*?)\}\}", re.DOTALL)


@dataclass(slots=True)
class _Known:
    """What the database says of one card."""

    state: Mapping[str, Any]
    reviews: list[ForeignReview]
    last: Mapping[str, Any]
    """The state after the latest review."""
    is_taken: bool = False


def is_reviews(path: Path) -> bool:
    """Whether a file is hashcards' database of reviews."""
    return is_database(path) and tables_of(path) >= TABLES


class HashcardsReviews:
    """One database, read as a whole."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Read it.

        Raises:
            BrokenSource: it is damaged, or not of hashcards.
            OverLimit: it holds more than a person's would.
        """
        self._known: dict[str, _Known] = {}
        with closing(ForeignDatabase(path, limits, NEEDED)) as database:
            if database.count("cards") > limits.notes:
                raise OverLimit(path, f"it holds over {limits.notes:,} cards")
            has = [each for each in STATE if each in database.columns["cards"]]
            columns = ", ".join(["card_hash", *has])
            for name, *row in database.rows(f"SELECT {columns} FROM cards"):  # noqa: S608 - ours
                state = dict(zip(has, row, strict=True))
                self._known[words(name)] = _Known(state, [], {})
            self._read_reviews(database)

    def _read_reviews(self, database: ForeignDatabase) -> None:
        names = NEEDED["reviews"]
        columns = ", ".join(names)
        statement = f"SELECT {columns} FROM reviews ORDER BY reviewed_at"  # noqa: S608 - ours
        for row in database.rows(statement):
            said = dict(zip(names, row, strict=True))
            known = self._known.get(words(said["card_hash"]))
            at = local_milliseconds(said["reviewed_at"])
            rating = RATINGS.get(words(said["grade"]).casefold())
            if known is None or at is None or rating is None:
                continue
            if not known.reviews or at > known.reviews[-1].at_ms:
                known.reviews.append(ForeignReview(at, rating))
                known.last = said

    def cards(self, card: TextCard) -> list[ForeignCard]:
        """What is known of a note's cards; of two alike, the first has the history."""
        found: list[ForeignCard] = []
        for part, names in _names(card):
            known = next(
                (self._known[name] for name in names if name in self._known), None
            )
            if known is None or known.is_taken:
                continue
            known.is_taken = True
            schedule = _schedule(known)
            found.append(ForeignCard(part, schedule, tuple(known.reviews)))
        return found

    def begin(self) -> None:
        """Forget which cards were found."""
        for known in self._known.values():
            known.is_taken = False

    def lost(self) -> int:
        """Cards with reviews that no text has any more, of those since `begin`."""
        return sum(
            1 for each in self._known.values() if each.reviews and not each.is_taken
        )


def _schedule(known: _Known) -> ForeignSchedule | None:
    """Where FSRS has put a card; None of one that was never asked."""
    last = known.reviews[-1].at_ms if known.reviews else None
    state = known.state if known.state.get("due_date") else known.last
    last = local_milliseconds(state.get("last_reviewed_at")) or last
    due = noon_milliseconds(state.get("due_date"))
    if due is None or last is None:
        return None
    stability, difficulty = real(state.get("stability")), real(state.get("difficulty"))
    is_memory = (
        *(stability is not None and 0 < stability <= LONGEST_DAYS,),
        *(difficulty is not None and 1 <= difficulty <= 10,),  # noqa: PLR2004 - as FSRS has it
    )
    days = whole(state.get("interval_days")) or round((due - last) / DAY_MS)
    again = [each.rating for each in known.reviews[1:]].count(Rating.AGAIN)
    count = whole(state.get("review_count")) or len(known.reviews)
    return ForeignSchedule(
        interval_days=min(max(1, days), LONGEST_DAYS),
        due_ms=due,
        last_ms=last,
        stability=stability if all(is_memory) else None,
        difficulty=difficulty if all(is_memory) else None,
        repetitions=min(max(0, count), 1_000_000),
        lapses=again,
    )


# --- names of cards -------------------------------------------------------------------


def _names(card: TextCard) -> Iterator[tuple[str, list[str]]]:
    """The cards of a note by their parts, with the hashes that each may have."""
    front, back = card.raw
    if not card.gaps:
        if front and back:
            pairs = [(front, back), *_without_remarks(front, back)]
            yield "front", [_basic(*pair) for pair in pairs]
        return
    texts = [front, *(each for each, _ in _without_remarks(front, ""))]
    spellings = [deletions(text) for text in texts]
    gaps = [(int(gap[1]), gap[2]) for gap in _GAP.finditer(card.gaps)]
    for place, (_, _, inner) in enumerate(spellings[0][1]):
        if gaps and _spelled(inner) == gaps[0][1]:  # else a link, asked there as well
            number, _ = gaps.pop(0)
            yield (
                f"c{number}",
                [
                    _cloze(clean, *found[place][:2])
                    for clean, found in spellings
                    if len(found) == len(spellings[0][1])
                ],
            )


def _basic(front: str, back: str) -> str:
    said = f"Basic{front.strip()}{back.strip()}"
    return blake3(said.encode("utf-8", "replace")).hexdigest()


def _cloze(text: bytes, start: int, end: int) -> str:
    """Of a deletion, by its first and its last byte in the text without brackets."""
    places = start.to_bytes(8, "little") + end.to_bytes(8, "little")
    return blake3(b"Cloze" + text + places).hexdigest()


def _without_remarks(front: str, back: str) -> list[tuple[str, str]]:
    """Texts without lines that begin with `#`, as early versions left them out."""
    if "#" not in front and "#" not in back:
        return []
    kept = [
        "\n".join(
            line for line in text.split("\n") if not line.lstrip().startswith("#")
        )
        for text in (front, back)
    ]
    return [] if kept == [front, back] else [(kept[0], kept[1])]


def deletions(text: str) -> tuple[bytes, list[tuple[int, int, str]]]:
    r"""A text without the brackets of its deletions, and where those lie in it.

    As hashcards counts: in bytes, the last one included; `![` begins an image, `\[` and
    `\]` are letters.
    """
    given = text.strip().encode("utf-8", "replace")
    clean, found = bytearray(), []
    start, begun = None, 0
    is_image = is_escaped = False
    for place, byte in enumerate(given):
        following = given[place + 1 : place + 2]
        if byte == OPENING and not is_image and not is_escaped:
            start, begun = len(clean), place + 1
        elif byte == CLOSING and not is_image and not is_escaped:
            if start is not None:
                inner = given[begun:place].decode("utf-8", "replace")
                found.append((start, max(0, len(clean) - 1), inner))
                start = None
        elif byte == ESCAPE and not is_escaped and following in {b"[", b"]"}:
            is_escaped = True
            continue
        else:
            clean.append(byte)
            is_image = (is_image and byte != CLOSING) or (
                byte == IMAGE and following == b"["
            )
        is_escaped = False
    return bytes(clean), found


OPENING, CLOSING, ESCAPE, IMAGE = b"[]\\!"


def _spelled(inner: str) -> str:
    """A deletion as our own gaps have it."""
    answer, _, hint = inner.partition("::")
    return f"{answer.strip()}::{hint.strip()}" if hint else answer.strip()
