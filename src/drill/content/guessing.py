"""Whether choices can be guessed: what solvers score that know nothing.

A question that can be answered without its subject trains nobody. What a single
question gives away is chance; what many give away is a habit of their author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from drill.content.notes import Choice
from drill.content.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drill.content.gathered import CheckedNote, Gathered

MARGIN: Final = 0.05
"""What a solver may score above chance."""
FEWEST: Final = 40
"""Questions below which a score says nothing."""
DEVIATIONS: Final = 1.64
"""Standard deviations above chance that happen by chance once in twenty."""

_WORD = re.compile(r"[a-z0-9]{4,}")
"""Shorter words are in every sentence."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What one blind solver scores."""

    solver: str
    """What it takes: `the longest choice`."""
    questions: int
    score: float
    """The share that it has right, 0 to 1."""
    chance: float
    """What picking at random has right on the mean, 0 to 1."""
    deviation: float
    """The standard deviation of picking at random."""

    @property
    def gain(self) -> float:
        """Above chance; below it, negative."""
        return self.score - self.chance

    @property
    def is_signal(self) -> bool:
        """Whether the choices give themselves away."""
        is_much = self.gain > MARGIN and self.gain > DEVIATIONS * self.deviation
        return self.questions >= FEWEST and is_much


def check_guessing(gathered: Gathered) -> list[Guess]:
    """Add what lets a solver guess over all questions that were read.

    Returns:
        What each blind solver scores.
    """
    notes = _asked(gathered)
    found = guesses([note for _, note in notes])
    for guess in found:
        if guess.is_signal:
            first, _ = notes[0]
            message = (
                f"taking {guess.solver} is right in {guess.score:.0%} of"
                f" {guess.questions} questions, picking blindly in {guess.chance:.0%}"
            )
            hint = "Make wrong choices like the right one in length, words and place."
            at = first.read.position("choices")
            gathered.add("T031", first.path, at, message, hint)
    return found


def _asked(gathered: Gathered) -> list[tuple[CheckedNote, Choice]]:
    found = []
    for checked in gathered.notes.values():
        note = checked.read.note
        if isinstance(note, Choice) and not note.several:
            found.append((checked, note))
    return found


def guesses(notes: Sequence[Choice]) -> list[Guess]:
    """What each blind solver scores; nothing without a question.

    Args:
        notes: with one right choice each.
    """
    if not notes:
        return []
    chances = [1 / len(note.choices) for note in notes]
    chance = sum(chances) / len(notes)
    deviation = sqrt(sum(each * (1 - each) for each in chances)) / len(notes)
    return [
        Guess(name, len(notes), _score(notes, worth), chance, deviation)
        for name, worth in SOLVERS.items()
    ]


def _score(notes: Sequence[Choice], worth: Callable[[Choice], list[float]]) -> float:
    """The mean over the questions; of equally good choices it takes one blindly."""
    return sum(_of_one(note, worth(note)) for note in notes) / len(notes)


def _of_one(note: Choice, worth: list[float]) -> float:
    best = max(worth)
    taken = [
        choice.right
        for choice, each in zip(note.choices, worth, strict=True)
        if each == best
    ]
    return sum(taken) / len(taken)


def _longest(note: Choice) -> list[float]:
    return [float(len(plain(choice.text))) for choice in note.choices]


def _shortest(note: Choice) -> list[float]:
    return [-length for length in _longest(note)]


def _first(note: Choice) -> list[float]:
    return [float(-place) for place in range(len(note.choices))]


def _repeating(note: Choice) -> list[float]:
    asked = _words([plain(note.question)])
    return [float(len(_words([plain(each.text)]) & asked)) for each in note.choices]


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.lower())}


SOLVERS: Final[dict[str, Callable[[Choice], list[float]]]] = {
    "the longest choice": _longest,
    "the shortest choice": _shortest,
    "the first choice": _first,
    "the choice that repeats most words of the question": _repeating,
}
"""By what they take: the worth of each choice to them."""
