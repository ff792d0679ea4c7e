"""Keeps a table of the words and compares each of them with the prefix."""

from collections import Counter


class Trie:
    def __init__(self) -> None:
        self.words: Counter[str] = Counter()

    def insert(self, word: str) -> None:
        self.words[word] += 1

    def count(self, word: str) -> int:
        return self.words[word]

    def count_prefix(self, prefix: str) -> int:
        return sum(n for word, n in self.words.items() if word.startswith(prefix))

    def delete(self, word: str) -> bool:
        if self.words[word] == 0:
            return False
        self.words[word] -= 1
        return True

    def nodes(self) -> int:
        words = [word for word, n in self.words.items() if n]
        prefixes = {word[:end] for word in words for end in range(len(word) + 1)}
        return len(prefixes | {""})
