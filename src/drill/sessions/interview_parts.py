"""What only some moments of an interview drill show: a question, a rubric, a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.sitting_moves import LEFT, PAUSED
from drill.sessions.sitting_steps import QuizPhase

if TYPE_CHECKING:
    from drill.sessions.interview_desk import InterviewDesk
    from drill.sessions.interview_plans import PlannedSection
    from drill.sessions.sitting_questions import QuestionRun
    from drill.sessions.sitting_steps import QuizStep


def parts_of(
    phase: InterviewPhase,
    desk: InterviewDesk,
    section: PlannedSection,
    quiz: QuizStep | None,
) -> dict[str, Any]:
    """The fields of a step that its phase fills in.

    Args:
        phase: where the sitting stands.
        desk: its record.
        section: the one at hand.
        quiz: what its questions show; None without any.
    """
    match phase:
        case InterviewPhase.QUESTIONS:
            return {"quiz": quiz, "is_running": quiz is not None and quiz.is_running}
        case InterviewPhase.JUDGING:
            return {"rubric": desk.rubric(section)}
        case InterviewPhase.BREAK:
            return {"is_running": True}
        case InterviewPhase.FINISHED:
            return {"report": desk.report()}
        case _:
            return {}


def resumed(run: QuestionRun) -> QuizStep:
    """Start a run; one that was paused or left goes on: the learner said `begin`."""
    step = run.start()
    was_left = run.progress.last in {PAUSED, LEFT}
    return run.resume() if step.phase is QuizPhase.PAUSED and was_left else step
