"""Which commands each moment of an interview drill allows, and their words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.sitting_steps import QuizPhase

if TYPE_CHECKING:
    from drill.sessions.interview_steps import InterviewStep

ALLOWED = {
    "skip": (InterviewPhase.INTRO,),
    "finish": (InterviewPhase.PROMPT,),
    "turn": (InterviewPhase.PROMPT,),
    "prompt_hint": (InterviewPhase.PROMPT,),
    "note": (InterviewPhase.JUDGING,),
}
"""In which phases a command means something; those that are not named: in all."""
BEGIN = {
    "questions": "begin, the clock starts",
    "prompt": "begin, the clock starts",
    "kata": "go on",
    "break": "begin the break",
}
"""What enter does before a section of each kind."""


def allows(step: InterviewStep, action: str) -> bool:
    """Whether a command can be asked for now."""
    match action:
        case "go_on":
            pauses = {InterviewPhase.INTRO, InterviewPhase.BREAK}
            return step.phase in pauses or is_away(step)
        case "void":
            return is_away(step)
        case "undo":
            return step.quiz is not None and step.quiz.can_undo
        case _:
            return step.phase in ALLOWED.get(action, (step.phase,))


def is_away(step: InterviewStep) -> bool:
    """Whether the machine slept while a question was asked."""
    return step.quiz is not None and step.quiz.phase is QuizPhase.ASLEEP


def go_on_words(step: InterviewStep | None) -> str:
    """What going on does now."""
    if step is None or step.phase is not InterviewPhase.INTRO:
        return "go on"
    section = step.sections[step.at]
    is_bare = bool(section.lack) and section.kind != "questions"
    return "go on" if is_bare else BEGIN.get(section.kind, "begin")
