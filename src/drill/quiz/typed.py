"""Marking short typed answers: accepted spellings, small slips, growth classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.quiz.difference import difference
from drill.quiz.growth import Growth, compared, growth
from drill.quiz.marks import Mark
from drill.quiz.partial import NO_ANSWER
from drill.quiz.spelling import is_same, key, slips

if TYPE_CHECKING:
    from drill.content.questions import TypedQuestion

LONGEST: Final = 300
"""Characters that are looked at, or twice the longest accepted spelling."""


def mark_typed(question: TypedQuestion, text: str) -> Mark:
    """Right as one of the accepted spellings, or but for a slip; otherwise wrong."""
    accepted = (question.answer, *question.accept)
    most = max(LONGEST, 2 * max(map(len, accepted)))
    if len(text) > most:
        return Mark(0.0, remark="that is longer than any answer")
    if not text.split():
        return NO_ANSWER
    if any(is_same(text, each) for each in accepted):
        return Mark(1.0)
    if question.big_o and (given := growth(text)) is not None:
        return _mark_growth(question, text, given)
    return _mark_words(question, text)


def _mark_words(question: TypedQuestion, text: str) -> Mark:
    accepted = (question.answer, *question.accept)
    for each in question.mistakes:
        if is_same(text, each.answer):
            return Mark(
                0.0, mistake=each.why, difference=difference(text, question.answer)
            )
    near = [(wrong, each) for each in accepted if (wrong := slips(text, each))]
    others = [
        wrong for each in question.mistakes if (wrong := slips(text, each.answer))
    ]
    if near and (not others or min(near)[0] < min(others)):
        return Mark(
            1.0,
            remark=f"a slip: it is spelled {min(near)[1]}",
            difference=difference(text, min(near)[1]),
        )
    return Mark(0.0, difference=difference(text, _nearest(text, accepted)))


def _nearest(text: str, accepted: tuple[str, ...]) -> str:
    """The spelling with the most pairs of letters in common; the first of equals.

    Source: the coefficient of Dice, 1945, over pairs of neighbouring letters.
    """
    typed = _pairs(text)

    def shared(each: str) -> float:
        pairs = _pairs(each)
        return 2 * len(typed & pairs) / max(1, len(typed) + len(pairs))

    return max(accepted, key=shared)


def _pairs(text: str) -> set[str]:
    letters = key(text)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}


def _mark_growth(question: TypedQuestion, text: str, given: Growth) -> Mark:
    accepted = [
        (each, known)
        for each in (question.answer, *question.accept)
        if (known := growth(each)) is not None
    ]
    for _, known in accepted:
        if known == given:
            return Mark(1.0, understood=f"{text.strip()} = {question.answer}")
    for each in question.mistakes:
        if growth(each.answer) == given:
            return Mark(0.0, mistake=each.why)
    return Mark(0.0, remark=compared(given, accepted[0][1]) if accepted else "")
