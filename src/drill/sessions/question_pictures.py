"""From a question to its pictures: asked, and marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    Chosen,
    NumericQuestion,
    OrderQuestion,
    RubricQuestion,
    Ticked,
    TypedQuestion,
    Written,
    kind_of_question,
)
from drill.sessions.question_steps import MarkedEntry, MarkedStep, QuestionStep

if TYPE_CHECKING:
    from drill.content.questions import Question, Response
    from drill.sessions.asking import Asked, Marked


def question_step(asked: Asked) -> QuestionStep:
    """The picture of a question before it is answered."""
    question, places = asked.question, asked.places
    common = QuestionStep(
        kind=kind_of_question(question),
        text=question.text,
        hints=asked.hints,
        is_generated=bool(asked.generator),
    )
    match question:
        case ChoiceQuestion(choices=choices, several=several):
            entries = tuple(choices[place].text for place in places)
            return replace(common, entries=entries, places=places, several=several)
        case OrderQuestion(items=items):
            entries = tuple(items[place] for place in places)
            return replace(common, entries=entries, places=places)
        case NumericQuestion(unit=unit):
            return replace(common, unit=unit)
        case RubricQuestion():
            return _rubric(common, question)
        case _:
            return common


def _rubric(common: QuestionStep, question: RubricQuestion) -> QuestionStep:
    rubric = question.rubric
    return replace(
        common,
        entries=tuple(each.text for each in rubric),
        places=tuple(range(len(rubric))),
        title=question.title,
        outline=question.outline,
        weights=tuple(each.weight for each in rubric),
        areas=tuple(each.area for each in rubric),
        minutes=question.minutes,
        follow_ups=tuple((each.minute, each.text) for each in question.follow_ups),
    )


def marked_step(marked: Marked) -> MarkedStep:
    """The picture of a question after it was answered."""
    worth, asked = marked.mark, marked.asked
    return MarkedStep(
        verdict=worth.verdict,
        credit=worth.credit,
        remark=worth.remark,
        entries=_entries(asked.question, asked.places, marked.response),
        answer=answer_text(asked.question),
        given=marked.response.text if isinstance(marked.response, Written) else "",
        understood=worth.understood,
        difference=worth.difference,
        mistake=worth.mistake,
        why=asked.why,
        source=asked.source,
        elapsed_s=marked.elapsed_s,
        hints=marked.hints,
        proposed=marked.proposal.rating,
        allowed=marked.proposal.allowed,
        because=marked.proposal.because,
    )


def answer_text(question: Question) -> str:
    """The right answer as Markdown, where the marked entries do not show it."""
    match question:
        case NumericQuestion(answer=answer, unit=unit):
            return f"{number_text(answer)} {unit}".strip()
        case TypedQuestion(answer=answer):
            return answer
        case RubricQuestion(outline=outline):
            return outline
        case _:
            return ""


def number_text(number: float) -> str:
    """A number as people write it: `4,194,304`, `0.25`, `1e-09`."""
    if isinstance(number, int) or float(number).is_integer():
        return f"{int(number):,}" if abs(number) < _LONGEST else f"{number:g}"
    return f"{number:,}" if abs(number) >= _SMALLEST else f"{number:g}"


_LONGEST = 1e15
_SMALLEST = 1e-4


def _entries(
    question: Question, places: tuple[int, ...], response: Response
) -> tuple[MarkedEntry, ...]:
    match question:
        case ChoiceQuestion(choices=choices):
            chosen = response.places if isinstance(response, Chosen) else ()
            return tuple(
                MarkedEntry(each.text, each.right, place in chosen, each.why)
                for place, each in ((place, choices[place]) for place in places)
            )
        case OrderQuestion(items=items):
            put = response.places if isinstance(response, Arranged) else ()
            shown = put if sorted(put) == list(range(len(items))) else places
            is_given = shown is put
            return tuple(
                MarkedEntry(items[p], p == spot, is_given, place=p + 1)
                for spot, p in enumerate(shown)
            )
        case RubricQuestion(rubric=rubric):
            ticked = response.places if isinstance(response, Ticked) else ()
            return tuple(
                MarkedEntry(each.text, is_right=True, is_given=place in ticked)
                for place, each in enumerate(rubric)
            )
        case _:
            return ()
