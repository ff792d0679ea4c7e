"""Measures Anki's back end on its collection; runs in Anki's environment.

python bench/anki_work.py DATA
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Card, Collection
from anki.scheduler_pb2 import CardAnswer
from worker import WORDS, serve, timed

if TYPE_CHECKING:
    from worker import Samples

RATINGS = (
    CardAnswer.GOOD,
    CardAnswer.GOOD,
    CardAnswer.GOOD,
    CardAnswer.EASY,
    CardAnswer.AGAIN,
    CardAnswer.HARD,
)


class Work:
    """The tasks, on one open collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._ratings = cycle(RATINGS)

    def counts(self, times: int) -> Samples:
        """The tree of decks with their counts."""
        tree = self._collection.sched.deck_due_tree
        return {"counts": [timed(tree) for _ in range(times)]}

    def review(self, times: int) -> Samples:
        """The next card, the answer with its commit; then all undone.

        Anki can undo 30 operations at most.
        """
        self._forget_queue()
        found: Samples = {"queue": [timed(self._next)]}
        for _ in range(times):
            started = time.perf_counter()
            queued = self._next().cards[0]
            card = Card(self._collection, backend_card=queued.card)
            card.start_timer()
            came = time.perf_counter()
            answer = self._collection.sched.build_answer(
                card=card, states=queued.states, rating=next(self._ratings)
            )
            self._collection.sched.answer_card(answer)
            ended = time.perf_counter()
            for name, took in (
                ("next", came - started),
                ("answer", ended - came),
                ("cycle", ended - started),
            ):
                found.setdefault(name, []).append(took)
        for _ in range(times):
            undo, following = timed(self._collection.undo), timed(self._next)
            found.setdefault("undo", []).append(undo)
            found.setdefault("undo shown", []).append(undo + following)
        return found

    def store(self, _: int) -> Samples:
        """Nothing: Anki answers through its scheduler only."""
        return {}

    def search(self, times: int) -> Samples:
        """A search for each word, and the same sorted as the browser does."""
        find, words = self._collection.find_cards, WORDS * times
        plain = [timed(find, word) for word in words]
        ordered = [timed(find, word, order="c.due asc") for word in words]
        return {"search": plain, "search sorted": ordered}

    def hits(self, _: int) -> Samples:
        """How many cards each search finds."""
        return {"hits": [float(len(self._collection.find_cards(w))) for w in WORDS]}

    def _next(self):  # noqa: ANN202 - a message of Anki's
        return self._collection.sched.get_queued_cards(fetch_limit=1)

    def _forget_queue(self) -> None:
        """Have the queue built again, as choosing another deck does."""
        decks = self._collection.decks
        decks.select(decks.id_for_name("Default"))
        decks.select(decks.id_for_name("All"))


def main() -> None:
    """Open the collection and wait for tasks."""
    collection = Collection(str(Path(sys.argv[1]) / "collection.anki2"))
    work = Work(collection)
    names = ("counts", "review", "store", "search", "hits")
    serve({name: getattr(work, name) for name in names})
    collection.close()


if __name__ == "__main__":
    main()
