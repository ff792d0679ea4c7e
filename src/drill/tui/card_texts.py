"""The texts that a card shows at a moment; the same with its maths as source. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.sessions.steps import Phase
from drill.tui.text import as_source

if TYPE_CHECKING:
    from drill.sessions.question_steps import MarkedStep, QuestionStep
    from drill.sessions.steps import Face, ReviewStep


def texts_of(step: ReviewStep, hints: int = 0) -> tuple[str, ...]:
    """The Markdown that is on the screen, from top to bottom.

    Args:
        step: any; without a card there is none.
        hints: how many hints are shown.
    """
    if step.phase not in {Phase.FRONT, Phase.BACK}:
        return ()
    is_back = step.phase is Phase.BACK
    if step.question is not None:
        return _of_question(step.question, step.marked if is_back else None, hints)
    if step.face is not None:
        return _of_face(step.face, hints, is_back=is_back)
    return ()


def _of_face(face: Face, hints: int, *, is_back: bool) -> tuple[str, ...]:
    if is_back and face.is_cloze:
        return (face.back, face.why)
    shown = (face.front, *face.hints[:hints])
    return (*shown, face.back, face.why) if is_back else shown


def _of_question(
    question: QuestionStep, marked: MarkedStep | None, hints: int
) -> tuple[str, ...]:
    if marked is None:
        return (question.text, *question.hints[:hints], *question.entries)
    entries = (text for each in marked.entries for text in (each.text, each.why))
    return (question.text, *entries, marked.answer, marked.why)


def step_as_source(step: ReviewStep) -> ReviewStep:
    """A step whose maths is shown as its source."""
    face, question, marked = step.face, step.question, step.marked
    return replace(
        step,
        face=_face_as_source(face) if face else None,
        question=question_as_source(question) if question else None,
        marked=_marked_as_source(marked) if marked else None,
    )


def _face_as_source(face: Face) -> Face:
    return replace(
        face,
        front=as_source(face.front),
        back=as_source(face.back),
        why=as_source(face.why),
        hints=tuple(map(as_source, face.hints)),
    )


def question_as_source(question: QuestionStep) -> QuestionStep:
    """A question whose maths is shown as its source."""
    return replace(
        question,
        text=as_source(question.text),
        entries=tuple(map(as_source, question.entries)),
        hints=tuple(map(as_source, question.hints)),
        outline=as_source(question.outline),
    )


def _marked_as_source(marked: MarkedStep) -> MarkedStep:
    entries = tuple(
        replace(each, text=as_source(each.text), why=as_source(each.why))
        for each in marked.entries
    )
    return replace(
        marked,
        entries=entries,
        answer=as_source(marked.answer),
        why=as_source(marked.why),
    )
