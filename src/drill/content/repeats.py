"""Notes that ask what another asks, and choices that give themselves away."""

from __future__ import annotations

import re
from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, Final

from drill.content.cloze import parse_cloze, solved
from drill.content.notes import Choice, Cloze
from drill.content.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drill.content.gathered import CheckedNote, Gathered
    from drill.content.notes import Note

ALIKE: Final = 0.85
"""Shared words as a part of all words of two fronts, from which they are near."""
FEWEST_WORDS: Final = 6
"""Shorter fronts are compared as a whole only."""
UNLIKELY: Final = 0.05
"""The chance below which the longest choice is right too often."""


def check_repeats(gathered: Gathered) -> None:
    """Add what is asked twice."""
    notes = list(gathered.notes.values())
    fronts = [front_words(note.read.note) for note in notes]
    seen: dict[tuple[str, ...], CheckedNote] = {}
    singles: list[int] = []
    for index, (note, front) in enumerate(zip(notes, fronts, strict=True)):
        first = seen.setdefault(front, note)
        if first is note:
            singles.append(index)
            continue
        at = note.read.position(note.read.note.asks)
        message = f"`{note.id}` asks the same as `{first.id}`"
        gathered.add("T007", note.path, at, message)
    for one, other in alike([frozenset(fronts[index]) for index in singles]):
        first, note = notes[singles[one]], notes[singles[other]]
        at = note.read.position(note.read.note.asks)
        message = f"`{note.id}` asks nearly the same as `{first.id}`"
        gathered.add("T008", note.path, at, message)


def front_words(note: Note) -> tuple[str, ...]:
    """The words that a note asks with, in lower case."""
    text = note.asked
    if isinstance(note, Cloze):
        text = solved(parse_cloze(text))
    return tuple(re.findall(r"\w+", plain(text).lower()))


def alike(sets: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of sets whose Jaccard similarity is at least `ALIKE`.

    Two such sets share one of their rarest words, so that only few pairs need to
    be compared (prefix filtering; Chaudhuri, Ganti and Kaushik, ICDE 2006).
    """
    frequency = Counter(word for words in sets for word in words)
    holders: dict[str, list[int]] = {}
    for index, words in enumerate(sets):
        if len(words) < FEWEST_WORDS:
            continue
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(words) - ceil(ALIKE * len(words)) + 1]
        near = {other for word in prefix for other in holders.get(word, ())}
        for other in sorted(near):
            shared = len(words & sets[other])
            if shared >= ALIKE * (len(words) + len(sets[other]) - shared):
                yield other, index
        for word in prefix:
            holders.setdefault(word, []).append(index)


def check_longest(gathered: Gathered) -> None:
    """Add the files in which the longest choice is right too often."""
    files: dict[Path, list[CheckedNote]] = {}
    for note in gathered.notes.values():
        if isinstance(note.read.note, Choice) and not note.read.note.several:
            files.setdefault(note.path, []).append(note)
    for path, notes in files.items():
        questions = [note.read.note for note in notes]
        choices = [each for each in questions if isinstance(each, Choice)]
        longest = [is_right_longest(each) for each in choices]
        chances = [1 / len(each.choices) for each in choices]
        if at_least(sum(longest), chances) < UNLIKELY:
            first = notes[longest.index(True)]
            message = (
                "the right choice is the longest in"
                f" {sum(longest)} of {len(notes)} questions"
            )
            hint = "Make wrong choices as long and as detailed as the right one."
            gathered.add("T006", path, first.read.position("choices"), message, hint)


def is_right_longest(note: Choice) -> bool:
    """Whether the right choice is longer than all others."""
    lengths = [(len(plain(choice.text)), choice.right) for choice in note.choices]
    right = max(length for length, is_right in lengths if is_right)
    return right > max(length for length, is_right in lengths if not is_right)


def at_least(hits: int, chances: Sequence[float]) -> float:
    """The chance of so many hits or more in independent tries."""
    odds = [1.0]
    for chance in chances:
        miss = [share * (1 - chance) for share in odds] + [0.0]
        hit = [0.0] + [share * chance for share in odds]
        odds = [one + other for one, other in zip(miss, hit, strict=True)]
    return sum(odds[hits:])
