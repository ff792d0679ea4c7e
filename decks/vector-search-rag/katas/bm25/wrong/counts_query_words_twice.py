"""Adds a word of the query as often as it is asked."""

from collections import Counter, defaultdict
from math import log


class Index:
    """Documents by their words."""

    def __init__(self, k1: float, b: float) -> None:
        self._k1 = k1
        self._b = b
        self._lengths: dict[str, int] = {}
        self._words = 0
        """In all documents together."""
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        """By word the documents that hold it, each with how often."""

    def add(self, name: str, text: str) -> None:
        """Take in a document."""
        words = text.lower().split()
        self._lengths[name] = len(words)
        self._words += len(words)
        for word, often in Counter(words).items():
            self._counts[word][name] = often

    def score(self, name: str, query: str) -> float:
        """How well a document fits a query."""
        return sum(
            self._part(word, name, self._counts[word][name])
            for word in query.lower().split()
            if name in self._counts.get(word, ())
        )

    def search(self, query: str, limit: int) -> list[list]:
        """The best documents with their scores."""
        scores: dict[str, float] = defaultdict(float)
        for word in query.lower().split():
            for name, often in self._counts.get(word, {}).items():
                scores[name] += self._part(word, name, often)
        ranked = sorted(scores.items(), key=lambda each: (-round(each[1], 9), each[0]))
        return [list(each) for each in ranked[:limit]]

    def _part(self, word: str, name: str, often: int) -> float:
        """What one word of the query gives to a document."""
        holding = len(self._counts[word])
        idf = log(1 + (len(self._lengths) - holding + 0.5) / (holding + 0.5))
        mean = self._words / len(self._lengths)
        damping = self._k1 * (1 - self._b + self._b * self._lengths[name] / mean)
        return idf * often * (self._k1 + 1) / (often + damping)
