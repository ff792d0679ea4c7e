"""What the rules of marking and the generators find in a note of a deck.

`content` knows neither, so that `drill check` and the forms hand this to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from drill.content.finding import Finding
from drill.content.notes import Generated, Numeric, Typed
from drill.content.plain import plain
from drill.content.validation import complaints, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.notes import Note

_ASKED_IN = re.compile(r"\bin (?:whole )?([^\W\d_]+(?:/[^\W\d_]+)?)(?=[ ,.;:?)]|$)")


def judge(note: Note) -> Iterator[Finding]:
    """The defects and weaknesses of a question that only its marking shows."""
    match note:
        case Generated():
            yield from _generated(note)
        case Numeric():
            yield from _numeric(note)
        case Typed():
            yield from _typed(note)
        case _:
            pass


def _generated(note: Generated) -> Iterator[Finding]:
    from drill.generators.catalogue import find, names  # its module, and no other

    generator = find(note.generator)
    if generator is None:
        message = f"there is no generator {note.generator!r}"
        hint = nearest_hint(note.generator, names())
        yield Finding("N010", ("generator",), message, hint)
        return
    try:
        generator.parameters.model_validate(note.parameters)
    except ValidationError as error:
        for each in complaints(error, generator.parameters):
            at = ("parameters", *each.place)
            yield Finding("N011", at, each.message, each.hint)


def _numeric(note: Numeric) -> Iterator[Finding]:
    from drill.quiz.units import is_ambiguous, read_unit

    if note.unit:
        if is_ambiguous(note.unit):
            message = f"the unit {note.unit!r} can be read in two ways"
            yield Finding("T027", ("unit",), message, "Mind capital letters: MB, Mb.")
        return
    for found in _ASKED_IN.finditer(plain(note.question)):
        if not is_ambiguous(found[1]) and read_unit(found[1], binary=False).dimension:
            message = f"the question asks in {found[1]}, and the note has no unit"
            hint = f"Say `unit: {found[1]}`, and other units of its kind are read."
            yield Finding("T028", ("answer",), message, hint)
            return


def _typed(note: Typed) -> Iterator[Finding]:
    from drill.quiz.growth import growth
    from drill.quiz.spelling import is_same

    if note.big_o and growth(note.answer) is None:
        message = f"{note.answer!r} cannot be read as a growth class"
        hint = "Then only its spelling counts. Write it as `O(n log n)`."
        yield Finding("T029", ("answer",), message, hint)
    spellings = (note.answer, *note.accept)
    for place, each in enumerate(note.accept):
        if any(is_same(each, earlier) for earlier in spellings[: place + 1]):
            message = f"{each!r} is accepted without being listed"
            hint = "Case, hyphens, articles and plurals are forgiven."
            yield Finding("T030", ("accept", place), message, hint)
