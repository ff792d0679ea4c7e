"""Measures drill's own work on a collection; see `worker`.

python bench/drill_work.py DATA
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from worker import WORDS, serve, timed

from drill.clock import SystemClock
from drill.events import Reviewed
from drill.ids import Rating
from drill.locations import locations
from drill.sessions import browse, today, undoing
from drill.sessions.opening import open_collection
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Selection
from drill.srs.memory import ALGORITHM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker import Samples

    from drill.sessions.collection import Collection
    from drill.store.units import WriteUnit

RATINGS = (
    Rating.GOOD,
    Rating.GOOD,
    Rating.GOOD,
    Rating.EASY,
    Rating.AGAIN,
    Rating.HARD,
)


class Work:
    """The tasks, on one open collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._ratings = cycle(RATINGS)
        self._writes: list[float] = []
        self._write = collection.store.write
        collection.store.write = self._watched  # type: ignore[method-assign]

    def counts(self, times: int) -> Samples:
        """Counts of all decks and topics; all of home."""
        counts = [timed(self._counts) for _ in range(times)]
        home = [timed(today.home, self._collection) for _ in range(times)]
        return {"counts": counts, "home": home}

    def review(self, times: int) -> Samples:
        """A session: the answer with its commit, the next card; then all undone."""
        session = ReviewSession(self._collection, Selection())
        found: Samples = {"queue": [timed(session.start)]}
        for _ in range(times):
            reveal = timed(session.reveal)
            self._writes.clear()
            rate = timed(session.rate, next(self._ratings))
            [answer] = self._writes
            for name, took in (
                ("reveal", reveal),
                ("answer", answer),
                ("next", rate - answer),
                ("cycle", reveal + rate),
            ):
                found.setdefault(name, []).append(took)
        shown = times // 3
        found["undo shown"] = [timed(session.undo) for _ in range(shown)]
        found["undo"] = self._undone(times - shown)
        return found

    def store(self, times: int) -> Samples:
        """Answers written without a session, and taken back."""
        collection = self._collection
        with collection.store.read() as unit:
            due = unit.cards.due_reviews(collection.today, limit=times)
        with collection.store.write("preset") as unit:
            preset = unit.keep_preset(collection.preset_of(""))
        found = []
        for card in due:
            body = Reviewed(card.card, next(self._ratings), preset, ALGORITHM, 5_000)
            found.append(timed(self._record, body))
        return {"write": found, "undo": self._undone(len(found))}

    def search(self, times: int) -> Samples:
        """The first page of a search for each word."""
        page = [
            timed(browse.page, self._collection, word)
            for _ in range(times)
            for word in WORDS
        ]
        return {"search": page}

    def hits(self, _: int) -> Samples:
        """How many cards each search finds."""
        pages = [browse.page(self._collection, word) for word in WORDS]
        return {"hits": [float(page.total) for page in pages]}

    def _counts(self) -> None:
        with self._collection.store.read() as unit:
            unit.cards.counts(self._collection.today)

    def _record(self, body: Reviewed) -> None:
        with self._collection.store.write("bench") as unit:
            unit.record(body)

    def _undone(self, times: int) -> list[float]:
        return [timed(undoing.undo, self._collection) for _ in range(times)]

    @contextmanager
    def _watched(self, label: str = "", *, hidden: bool = False) -> Iterator[WriteUnit]:
        started = time.perf_counter()
        with self._write(label, hidden=hidden) as unit:
            yield unit
        self._writes.append(time.perf_counter() - started)


def main() -> None:
    """Open the collection and wait for tasks."""
    folder = Path(sys.argv[1])
    with open_collection(locations(folder), SystemClock(), {}) as collection:
        work = Work(collection)
        names = ("counts", "review", "store", "search", "hits")
        serve({name: getattr(work, name) for name in names})


if __name__ == "__main__":
    main()
