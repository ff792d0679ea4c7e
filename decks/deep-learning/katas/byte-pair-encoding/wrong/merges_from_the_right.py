"""Replaces the pair from right to left."""

from collections import Counter
from itertools import pairwise

Pair = tuple[str, str]

LEAST = 2
"""How often a pair has to come to be worth a rule."""


def merged(tokens: list[str], pair: Pair) -> list[str]:
    """The tokens with each occurrence of the pair made one, from left to right."""
    result: list[str] = []
    place = len(tokens)
    while place > 0:
        if tuple(tokens[max(place - 2, 0) : place]) == pair:
            result.insert(0, pair[0] + pair[1])
            place -= 2
        else:
            result.insert(0, tokens[place - 1])
            place -= 1
    return result


def commonest(text: list[tuple[list[str], int]]) -> Pair | None:
    """The pair that comes most often; None if none comes twice.

    Args:
        text: of each word its tokens, and how often it comes.
    """
    counts: Counter[Pair] = Counter()
    for tokens, often in text:
        for pair in pairwise(tokens):
            counts[pair] += often
    best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
    return None if best is None or counts[best] < LEAST else best


class Bpe:
    """A tokenizer: the rules it has learned, in order."""

    def __init__(self, words: dict[str, int], merges: int) -> None:
        self._learned: list[Pair] = []
        text = [(list(word), count) for word, count in words.items()]
        while len(self._learned) < merges:
            pair = commonest(text)
            if pair is None:
                break
            self._learned.append(pair)
            text = [(merged(tokens, pair), count) for tokens, count in text]

    def rules(self) -> list[list[str]]:
        """The pairs that became rules."""
        return [list(pair) for pair in self._learned]

    def encode(self, word: str) -> list[str]:
        """The tokens of a word."""
        tokens = list(word)
        for pair in self._learned:
            tokens = merged(tokens, pair)
        return tokens
