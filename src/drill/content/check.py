"""All problems of decks and formats: of files, their links, and as lessons.

Static and quick, so that an editor can run it at every save.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.copies import check_copies
from drill.content.finding import no_judge
from drill.content.format_reader import check_formats, split_formats
from drill.content.gathered import gather
from drill.content.guessing import check_guessing
from drill.content.kata_check import check_katas
from drill.content.linking import check_links
from drill.content.repeats import check_longest, check_repeats
from drill.content.teaching import check_notes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from drill.content.finding import Judge
    from drill.content.guessing import Guess
    from drill.content.problems import Problem
    from drill.ids import DeckId


@dataclass(frozen=True, slots=True)
class Examined:
    """What a check found."""

    problems: tuple[Problem, ...]
    """By file and line."""
    guesses: tuple[Guess, ...]
    """What blind solvers score over the choices; empty without a choice."""


def check(
    paths: Iterable[Path],
    *,
    shipped: frozenset[DeckId] = frozenset(),
    judge: Judge = no_judge,
) -> list[Problem]:
    """The problems that `examine` finds."""
    return list(examine(paths, shipped=shipped, judge=judge).problems)


def examine(
    paths: Iterable[Path],
    *,
    shipped: frozenset[DeckId] = frozenset(),
    judge: Judge = no_judge,
) -> Examined:
    """All files at and below some paths: their problems, and what can be guessed.

    Args:
        paths: files of decks or formats, decks, or folders of them. Of a single file
            the rest of its folder is read too, but not reported.
        shipped: ids of decks that came with the program and are not below them.
        judge: what marks or makes questions, and finds more in a note.
    """
    formats, others = split_formats(paths)
    gathered, unasked = gather(others)
    check_links(gathered, shipped)
    check_notes(gathered, judge)
    check_katas(gathered, unasked)
    check_repeats(gathered)
    check_longest(gathered)
    check_copies(gathered)
    guesses = check_guessing(gathered)
    each = dict.fromkeys([*gathered.problems, *check_formats(formats)])
    asked = (found for found in each if found.path not in unasked)
    ordered = sorted(asked, key=lambda found: found.order)
    return Examined(tuple(ordered), tuple(guesses))
