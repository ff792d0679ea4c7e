"""What makes a question hard to answer or to mark although its file is in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drill.content.finding import Finding
from drill.content.layout import words
from drill.content.notes import Choice, Numeric, Order, Prompt, Typed
from drill.content.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.notes import Note, Tolerance

FEWEST_CHOICES: Final = 3
MOST_CHOICES: Final = 5
FEWEST_CRITERIA: Final = 6
MOST_CRITERIA: Final = 12
FEWEST_ITEMS: Final = 3
MOST_ITEMS: Final = 8
TYPED_WORDS: Final = 6
CRITERION_WORDS: Final = 25
UNEVEN: Final = 2.5
"""Times the shortest choice from which the longest stands out."""
UNEVEN_BY: Final = 40
"""Characters that it must be longer, too."""
WIDEST_SHARE: Final = 1
WIDEST_MAGNITUDE: Final = 2

_NEGATIVE = re.compile(
    r"\bwhich\b[^.?!]*(?:\b(?:not|never|cannot|except|false|incorrect|untrue)\b|n['’]t\b)",
    re.IGNORECASE,
)
_ALL_OR_NONE = re.compile(
    r"(?:all|none|both|neither|any) of (?:the|these|those|them)"
    r"(?: (?:above|others?|choices))?\W*",
    re.IGNORECASE,
)


def question_findings(note: Note) -> Iterator[Finding]:
    """The weaknesses of a note that asks a question; none of any other."""
    match note:
        case Choice():
            yield from _choice(note)
        case Numeric():
            yield from _numeric(note)
        case Typed():
            yield from _typed(note)
        case Order():
            yield from _order(note)
        case Prompt():
            yield from _prompt(note)
        case _:
            pass


def _choice(note: Choice) -> Iterator[Finding]:
    count = len(note.choices)
    if not FEWEST_CHOICES <= count <= MOST_CHOICES:
        message = f"{count} choices, {FEWEST_CHOICES} to {MOST_CHOICES} are good"
        yield Finding("T011", ("choices",), message)
    yield from _negative(note)
    yield from _lengths(note)
    for place, choice in enumerate(note.choices):
        at = ("choices", place)
        if not choice.right and not choice.why:
            message = "a wrong choice without `why`"
            yield Finding("T010", at, message, "Say which error leads to it.")
        if not choice.anchor and _ALL_OR_NONE.fullmatch(plain(choice.text)):
            message = "a choice about the others that is shuffled among them"
            yield Finding("T018", at, message, "Say `anchor: true`, and put it last.")
    if all(choice.right for choice in note.choices):
        yield Finding("T019", ("choices",), "every choice is right")


def _negative(note: Choice) -> Iterator[Finding]:
    if found := _NEGATIVE.search(note.question):
        message = "a question in the negative tests reading"
        line = note.question.count("\n", 0, found.end())
        yield Finding("T016", ("question",), message, "Ask for what is so.", line)


def _lengths(note: Choice) -> Iterator[Finding]:
    lengths = [len(plain(choice.text)) for choice in note.choices]
    shortest, longest = min(lengths), max(lengths)
    if longest >= UNEVEN * shortest and longest >= shortest + UNEVEN_BY:
        message = f"choices of {shortest} to {longest} characters"
        hint = "Make them alike in length and detail."
        yield Finding("T017", ("choices",), message, hint)


def _numeric(note: Numeric) -> Iterator[Finding]:
    given = note.tolerance
    if given is None:
        if note.answer != int(note.answer):
            message = f"{note.answer} must be hit to the last digit"
            hint = "Say how to round, and give a `tolerance`."
            yield Finding("T020", ("answer",), message, hint)
        return
    at = ("tolerance",)
    is_share = given.relative is not None or given.magnitude is not None
    if is_share and not note.answer:
        message = "a share of zero is zero"
        yield Finding("T021", at, message, "Give `absolute`.")
    elif _takes_nearly_all(given, note.answer):
        yield Finding("T021", at, "a tolerance that takes nearly any number")


def _takes_nearly_all(given: Tolerance, answer: float) -> bool:
    share = given.relative or 0
    if given.absolute and answer:
        share = given.absolute / abs(answer)
    return share >= WIDEST_SHARE or (given.magnitude or 0) > WIDEST_MAGNITUDE


def _typed(note: Typed) -> Iterator[Finding]:
    if (count := words(note.answer)) > TYPED_WORDS:
        message = f"an answer of {count} words to type, {TYPED_WORDS} at most"
        hint = "Ask for a word of it, or make it a choice or a basic note."
        yield Finding("T022", ("answer",), message, hint)


def _order(note: Order) -> Iterator[Finding]:
    count = len(note.items)
    if not FEWEST_ITEMS <= count <= MOST_ITEMS:
        message = f"{count} items, {FEWEST_ITEMS} to {MOST_ITEMS} are good"
        yield Finding("T023", ("items",), message)


def _prompt(note: Prompt) -> Iterator[Finding]:
    count = len(note.rubric)
    if not FEWEST_CRITERIA <= count <= MOST_CRITERIA:
        message = f"{count} criteria, {FEWEST_CRITERIA} to {MOST_CRITERIA} are good"
        yield Finding("T014", ("rubric",), message)
    if note.minutes is None:
        message = "a prompt that does not say its minutes"
        yield Finding("T024", (), message, "Then it is taken for one of 15.")
    for place, each in enumerate(note.follow_ups):
        if note.minutes is not None and each.minute >= note.minutes:
            message = f"minute {each.minute} of a prompt of {note.minutes} minutes"
            yield Finding("T025", ("follow_ups", place, "minute"), message)
    for place, criterion in enumerate(note.rubric):
        if (count := words(criterion.criterion)) > CRITERION_WORDS:
            message = f"a criterion of {count} words, {CRITERION_WORDS} at most"
            hint = "Make it something to tick at a glance."
            yield Finding("T026", ("rubric", place, "criterion"), message, hint)
