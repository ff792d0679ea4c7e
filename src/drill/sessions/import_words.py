"""What an import did or would do, in words; and columns of a table, said and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.errors import InvalidMapping
from drill.interchange.tables import NAMES
from drill.sessions.labels import named, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.sessions.import_steps import ImportStep

MOST_DIGITS = 6
SURE_S = 2.0
"""Seconds before a time left is worth telling."""


def progress_said(done: int, total: int, elapsed_s: float) -> str:
    """How far a long import is, and how long it will take, once that can be told.

    Args:
        done: notes that were looked at.
        total: notes there are, as far as is known.
        elapsed_s: seconds since it began.
    """
    share = min(1.0, done / total) if total else 0.0
    parts = [f"{done:,} of {total:,} notes", f"{share:.0%}"]
    if elapsed_s >= SURE_S and share:
        parts.append(f"{_span(elapsed_s * (1 - share) / share)} left")
    return "   ".join(parts)


def _span(seconds: float) -> str:
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes >= 1 else f"{max(1, round(seconds))} s"


def counted(step: ImportStep) -> list[tuple[int, str]]:
    """How many notes, reviews and files there are of each sort; none is left out."""
    would = "would be " if step.is_dry else ""
    rows = [
        (step.added, f"{would}added, with {plural(step.cards, 'card')}"),
        (step.changed, f"{would}changed, with their progress kept"),
        (step.unchanged, "unchanged"),
        (step.kept, "kept as you changed them"),
        (step.conflicts, "of them changed in the file, too"),
        (step.removed, "left out: you removed them"),
        (step.reviews, f"{named(step.reviews, 'review')} {would}added"),
        (step.media, f"{named(step.media, 'file')} {would}copied"),
    ]
    return [(count, words) for count, words in rows if count]


def columns_said(mapping: Mapping[str, Any]) -> str:
    """How a table was understood, as `columns_read` reads it: `front=1 back=2`."""
    words = []
    for key, value in mapping.items():
        match value:
            case bool():
                words.append(f"{key}={'yes' if value else 'no'}")
            case None | []:
                continue
            case list():
                words.append(f"{key}={','.join(map(str, value))}")
            case _:
                words.append(f"{key}={NAMES.get(value, value)}")
    return " ".join(words)


def columns_read(words: Sequence[str]) -> dict[str, Any]:
    """`front=2`, `has_header=no`, `more=3,4` as values; `mapping_of` looks at those.

    Raises:
        InvalidMapping: a word has no `=`.
    """
    found: dict[str, Any] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            reason = f"{word!r} is not like `front=2`"
            raise InvalidMapping(reason)
        found[key] = _value(value)
    return found


def _value(text: str) -> Any:
    match text.casefold():
        case "true" | "yes":
            return True
        case "false" | "no":
            return False
        case "none" | "":
            return None
        case digits if digits.isdecimal():
            return int(digits[:MOST_DIGITS])
        case listed if all(map(str.isdecimal, parts := listed.strip(",").split(","))):
            return [int(each[:MOST_DIGITS]) for each in parts]
        case _:
            return text
