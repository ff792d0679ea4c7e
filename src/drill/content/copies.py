"""Long runs of words that two notes share: one was written from the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drill.content.notes import Generated
from drill.content.plain import plain
from drill.content.repeats import ALIKE, front_words
from drill.content.teaching import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.gathered import CheckedNote, Gathered
    from drill.content.notes import Note

RUN: Final = 10
"""Words in a row that no two notes share by chance."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_NOT_PROSE = frozenset(
    [
        *("id", "source", "needs", "contrast", "tags", "formerly"),
        *("signature", "constraints"),  # of katas: half code, and alike by nature
    ]
)


def check_copies(gathered: Gathered) -> None:
    """Add the notes that share a long run of words with one before them."""
    holders: dict[tuple[str, ...], CheckedNote] = {}
    told: set[tuple[str, str]] = set()
    for checked in gathered.notes.values():
        for words in prose(checked.read.note):
            for place in range(len(words) - RUN + 1):
                run = words[place : place + RUN]
                first = holders.setdefault(run, checked)
                pair = (first.id, checked.id)
                if first is checked or pair in told:
                    continue
                told.add(pair)
                if _ask_the_same(first.read.note, checked.read.note):
                    continue  # which is said already
                message = f"`{checked.id}` has these words from `{first.id}`:"
                message += f" “{' '.join(run)}”"
                at = checked.read.position(checked.read.note.asks)
                hint = "Say it in words of its own, or ask only once."
                gathered.add("T032", checked.path, at, message, hint)


def _ask_the_same(one: Note, other: Note) -> bool:
    words, others = set(front_words(one)), set(front_words(other))
    return len(words & others) >= ALIKE * len(words | others)


def prose(note: Note) -> Iterator[tuple[str, ...]]:
    """The words of each text of a note, in lower case, without code.

    The text of a generated question is its generator's; its title is short.
    """
    if isinstance(note, Generated):
        return
    for place, text in texts(note):
        if place[0] not in _NOT_PROSE:
            said = plain(_FENCE.sub(" ", text))
            yield tuple(word.lower() for word in _WORD.findall(said))
