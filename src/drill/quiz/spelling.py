"""When two spellings are one answer: their common form, and slips of the finger."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

ROUNDS: Final = 8
"""Normalisation is repeated until nothing changes, so many times at most."""
EXACT_BELOW: Final = 5
"""Letters of a word below which none may be wrong."""
TWO_FROM: Final = 9
"""Letters of a word from which two may be wrong."""
MOST_SLIPS: Final = 2
"""Wrong letters in a whole answer."""

_MARKS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58]")
_QUOTES = re.compile("[`'\"\u00ab\u00b4\u00bb\u02bc\u2018-\u201f\u2039\u203a]")
_JOINTS = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])|(?<=[^\W\d_]{2})-(?=\d)|_")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_COMMAS = re.compile(r",(?!\d)|(?<!\d),|;|:(?=\s)")
_PAIRS = re.compile(r"(?<=\d),\s+(?=\d)")
_END = re.compile(r"(?<=[^\s.!?,;:])[\s.!?,;:]+$")
_ARTICLES = re.compile(r"^(?:the|an?(?= [^\W\d_]{3}))\s+(?=\S)|(?<=\s)the\s+(?=\S)")
_FLAG = re.compile(r"(?<!\S)-[A-Za-z]+(?!\S)")
_NO_PLURALS: Final = frozenset(
    ("https", "ftps", "imaps", "ldaps", "smtps", "mqtts", "coaps", "series")
)
"""Words that are another concept without their last letter."""
_OPPOSITES: Final = (("inter", "intra"), ("hyper", "hypo"), ("pre", "pro"))
"""Beginnings of words that a slip would turn into another concept."""


@lru_cache(maxsize=512)
def normal(text: str) -> str:
    """The form that all spellings of an answer share, with single spaces.

    Case, accents, quotes, hyphens, underscores, articles and what ends a sentence do
    not matter; digits, signs and the case of flags (`-i`, `-I`) do. Normalising
    twice changes nothing.
    """
    before, rounds = "", 0
    while text != before and rounds < ROUNDS:
        before, text, rounds = text, _step(text), rounds + 1
    return text


def _step(text: str) -> str:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFKC", text)
        text = _DASHES.sub("-", "".join(map(_visible, text)))
    else:
        text = "".join(map(_visible, text))
    text = " ".join(_QUOTES.sub("", _folded(text)).split())
    plain = _PAIRS.sub(",", _THOUSANDS.sub("", text))
    plain = _COMMAS.sub(" ", _JOINTS.sub(" ", plain)).replace(" & ", " and ")
    plain = _END.sub("", " ".join(plain.split()))
    return _ARTICLES.sub("", plain) or text


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _folded(text: str) -> str:
    """In lower case, but for flags."""
    kept = iter(_FLAG.findall(text))
    return "".join(
        piece if place == 0 else next(kept) + piece
        for place, piece in enumerate(map(str.casefold, _FLAG.split(text)))
    )


def key(text: str) -> str:
    """The normal form without its spaces: `time out` and `timeout` are one word."""
    return normal(text).replace(" ", "")


# --- plurals and slips ----------------------------------------------------------


def is_same(typed: str, accepted: str) -> bool:
    """Whether two spellings are one, the plural of a word being as good as it."""
    if key(typed) == key(accepted):
        return True
    ours, theirs = normal(accepted).split(), normal(typed).split()
    return list(map(_singular, ours)) == list(map(_singular, theirs))


def _singular(word: str) -> str:
    is_short = len(word) < 4  # noqa: PLR2004 - `DNS`, `TLS`
    if is_short or word in _NO_PLURALS or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def slips(typed: str, accepted: str) -> int:
    """How many letters are wrong; 0 when it is more than a slip of the finger.

    A slip changes letters only: one of a word of five letters, two of one of nine, none
    of a shorter one or an abbreviation in capitals, and never the first, which turns
    concepts into their opposites (`synchronous`, `asynchronous`).
    """
    ours, theirs = normal(accepted).split(), normal(typed).split()
    if len(ours) != len(theirs):
        if sum(len(word) == 1 for word in ours) > 1:
            return 0  # a list of letters: one more or less is another list
        ours, theirs = ["".join(ours)], ["".join(theirs)]
    fixed = {normal(word) for word in accepted.split() if word.isupper()} | _NO_PLURALS
    total = 0
    for one, other in zip(ours, theirs, strict=True):
        if one != other and _singular(one) != _singular(other):
            found = 0 if {one, other} & fixed else _wrong_letters(one, other)
            if not found:
                return 0
            total += found
    return total if total <= MOST_SLIPS else 0


def _wrong_letters(right: str, typed: str) -> int:
    shorter = min(len(right), len(typed))
    room = 0 if shorter < EXACT_BELOW else 1 if len(right) < TWO_FROM else 2
    if not room or abs(len(right) - len(typed)) > room:
        return 0
    swapped = right[1] + right[0] == typed[:2]
    if (right[0] != typed[0] and not swapped) or _signs(right) != _signs(typed):
        return 0
    if any(_are_opposite(right, typed, *pair) for pair in _OPPOSITES):
        return 0
    found = distance(right, typed, room)
    return found if found <= room else 0


def _signs(word: str) -> list[str]:
    return [character for character in word if not character.isalpha()]


def _are_opposite(one: str, other: str, start: str, end: str) -> bool:
    return {start, end} == {
        beginning
        for word in (one, other)
        for beginning in (start, end)
        if word.startswith(beginning)
    }


def distance(one: str, other: str, most: int) -> int:
    """Letters to insert, delete, change or swap with their neighbour, to `most` + 1.

    Source: optimal string alignment; Damerau, CACM 7(3), 1964.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    older: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row] + [most + 1] * len(other)
        first, end = max(1, row - most), min(len(other), row + most)
        for place in range(first, end + 1):
            change = last[place - 1] + (letter != other[place - 1])
            now[place] = min(change, last[place] + 1, now[place - 1] + 1)
            if (
                row > 1
                and place > 1
                and letter == other[place - 2]
                and one[row - 2] == other[place - 1]
            ):
                now[place] = min(now[place], older[place - 2] + 1)
        if min(now) > most:
            return most + 1
        older, last = last, now
    return min(last[-1], most + 1)
