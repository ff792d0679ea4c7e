"""Which commands each moment of an interview drill allows, and their words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.sitting_steps import QuizPhase
from drill.tui.interview_lines import is_half_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.interview_steps import InterviewStep

ALLOWED = {
    "skip": (InterviewPhase.INTRO,),
    "finish": (InterviewPhase.PROMPT, InterviewPhase.KATA),
    "turn": (InterviewPhase.PROMPT,),
    "note": (InterviewPhase.JUDGING,),
}
"""In which phases a command means something; those that are not named: in all."""
BEGIN = {
    "questions": "begin, the clock starts",
    "prompt": "begin, the clock starts",
    "kata": "begin, the clock starts",
    "break": "begin the break",
}
"""What enter does before a section of each kind."""


def allows(step: InterviewStep, action: str, parameters: Sequence[object] = ()) -> bool:
    """Whether a command can be asked for now.

    Args:
        step: what is shown.
        action: of the command.
        parameters: of that action.
    """
    match action:
        case "turn" if step.prompt is not None:
            steps = parameters[0] if parameters else 0
            last = len(step.prompt.phases) - 1
            return step.prompt.at < last if steps == 1 else step.prompt.at > 0
        case "prompt_hint":
            return step.prompt is not None and step.prompt.hints_left > 0
        case "go_on":
            pauses = {InterviewPhase.INTRO, InterviewPhase.KATA, InterviewPhase.BREAK}
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
    if step is not None and step.phase is InterviewPhase.KATA:
        is_over = step.code is not None and step.code.is_over
        return "hand it in" if is_over else "to the code"
    if step is None or step.phase is not InterviewPhase.INTRO:
        return "go on"
    section = step.sections[step.at]
    if not section.can_be_sat:
        return "go on"
    return "go on, the clock runs" if is_half_way(step) else BEGIN[section.kind]
