"""What an interview drill shows beside its questions: sections, a prompt, a break.

Pure functions from steps to lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.interview_steps import InterviewPhase, SectionFate
from drill.sessions.question_steps import QuestionStep
from drill.tui.drawing import meter
from drill.tui.quiz_lines import HURRY_S, clock_text
from drill.tui.runs import EMPTY, MARK, Line, Run, clip_line, indented, left, right
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.sessions.interview_steps import (
        InterviewStep,
        PhaseStep,
        PromptStep,
        RubricStep,
        SectionRow,
    )

MARGIN = 3
MEASURE = 92
BAR = 16
TITLE = 30
FATES = {
    SectionFate.AHEAD: ("·", "muted"),
    SectionFate.RUNNING: (MARK, "accent"),
    SectionFate.DONE: ("✓", "success"),
    SectionFate.SKIPPED: ("–", "muted"),
}
KINDS = {
    "questions": "questions, marked at the end",
    "prompt": "an open question",
    "kata": "code",
    "break": "a break",
}
ABOUT = {
    "questions": "Each question is asked once; the marks come with the report.",
    "prompt": (
        "Read the prompt, then answer it phase by phase in the pane, or on paper. Some"
        " follow-up questions come at their minute. Afterwards you judge the answer by"
        " its rubric."
    ),
    "kata": "",
    "break": "Stretch your legs.",
}


def room_of(width: int) -> int:
    """Cells of text on a page of a width."""
    return max(8, min(width - 2 * MARGIN, MEASURE))


# --- the quiet line -----------------------------------------------------------------


def top_of_interview(step: InterviewStep, elapsed_s: float) -> tuple[Line, Line]:
    """Which section it is; the section's clock, then that of the whole.

    Args:
        step: what is shown.
        elapsed_s: since the step was made, while its clock runs.
    """
    start = [Run(f" {one_line(step.title)}", "muted")]
    if step.phase is InterviewPhase.FINISHED:
        return tuple(start), ()
    is_judging = step.phase is InterviewPhase.JUDGING
    section = step.sections[step.at]
    place = f"{step.at + 1} of {len(step.sections)}"
    start += [Run(" · ", "faint"), Run(place, "muted")]
    start += [Run(" · ", "faint"), Run(one_line(section.title))]
    if step.quiz is not None:
        asked = f"question {step.quiz.place} of {step.quiz.number}"
        start += [Run(" · ", "faint"), Run(asked, "muted")]
    return tuple(start), () if is_judging else _clocks(step, elapsed_s)


def _clocks(step: InterviewStep, elapsed_s: float) -> Line:
    own = step.section_left_s - elapsed_s
    words = clock_text(own)
    style = "warning" if step.is_running and own <= HURRY_S else ""
    found: list[Run] = []
    question = step.quiz.question_left_s if step.quiz is not None else None
    if question is not None:
        left_s = question - elapsed_s
        hurry = "warning" if left_s <= HURRY_S else ""
        found += [Run(f"{clock_text(left_s)} here", hurry), Run(" · ", "faint")]
    found += [Run(words, style), Run(" left", "muted")]
    if len(step.sections) > 1:
        whole = clock_text(step.whole_left_s - elapsed_s)
        found += [Run(" · ", "faint"), Run(f"{whole} in all", "muted")]
    return tuple(found)


# --- between sections ---------------------------------------------------------------


def intro_lines(step: InterviewStep, width: int) -> list[Line]:
    """The outline of the sitting, and what the section at hand is like."""
    room = room_of(width)
    lines: list[Line] = [EMPTY]
    lines += outline_lines(step.sections, room)
    section = step.sections[step.at]
    lines += [EMPTY, (Run(one_line(section.title), "heading"),)]
    for words, style in ((ABOUT.get(section.kind, ""), ""), (section.lack, "warning")):
        lines += wrap([Run(one_line(words), style)], room) if words else []
    return indented(lines, MARGIN)


def outline_lines(sections: Iterable[SectionRow], room: int) -> list[Line]:
    """All sections with what became of them, under their rounds."""
    lines: list[Line] = []
    before = ""
    for row in sections:
        if row.round != before and row.round:
            lines.append((Run(one_line(row.round), "muted"),))
        before = row.round
        sign, style = FATES[row.fate]
        minutes = f"{row.seconds / 60:g} min"
        line = (
            Run(f"{'  ' if row.round else ''}{sign} ", style),
            Run(left(one_line(row.title), TITLE)),
            Run(right(minutes, 8), "muted"),
            Run(f"  {KINDS.get(row.kind, row.kind)}", "muted"),
        )
        lines.append(clip_line(line, room))
    return lines


def break_lines(step: InterviewStep, elapsed_s: float) -> list[Line]:
    """How long the break goes on."""
    left_s = clock_text(step.section_left_s - elapsed_s)
    following = step.sections[step.at + 1 :]
    lines: list[Line] = [EMPTY, (Run("A break: ", "muted"), Run(f"{left_s} left"))]
    if following:
        lines.append((Run(f"Then: {one_line(following[0].title)}", "muted"),))
    return indented(lines, MARGIN)


def away_lines(minutes: float, width: int) -> list[Line]:
    """The machine slept while a question was asked."""
    words = (
        f"The machine slept, or drill did not run, for {minutes:.0f} min while this"
        " question was asked. Take the question out, or go on with it: the time then"
        " counts, but no more than its share."
    )
    return indented([EMPTY, *wrap([Run(words)], room_of(width))], MARGIN)


# --- a prompt -------------------------------------------------------------------------


def prompt_lines(
    prompt: PromptStep, elapsed_s: float, width: int, *, syntax: bool = True
) -> list[Line]:
    """The phases with their times, what the interviewer says, and the prompt.

    Args:
        prompt: as it is being answered.
        elapsed_s: since the step was made.
        width: of the page, in cells.
        syntax: whether to colour code.
    """
    room = room_of(width)
    phase = prompt.phases[prompt.at]
    lines: list[Line] = [
        EMPTY,
        _phases_line(prompt, room),
        _time_line(phase, elapsed_s),
    ]
    if phase.ask:
        lines += wrap([Run(f"“{one_line(phase.ask)}”", "emphasis")], room)
    for text in prompt.follow_ups[-1:]:
        lines += wrap([Run("now asked  ", "accent"), Run(one_line(text))], room)
    lines += [EMPTY, (Run(one_line(prompt.title), "heading"),)]
    lines += text_lines(prompt.text, room, syntax=syntax)
    earlier = prompt.follow_ups[:-1]
    for text in earlier:
        lines += [EMPTY, *wrap([Run("asked  ", "muted"), Run(one_line(text))], room)]
    for text in prompt.hints:
        lines += [EMPTY, *wrap([Run("hint   ", "hard"), Run(one_line(text))], room)]
    return indented(lines, MARGIN)


def _phases_line(prompt: PromptStep, room: int) -> Line:
    runs: list[Run] = []
    for place, phase in enumerate(prompt.phases):
        is_here = place == prompt.at
        sign = f"{MARK} " if is_here else "✓ " if phase.text.strip() else "· "
        style = "strong" if is_here else "muted"
        runs += [Run(sign, "accent" if is_here else "muted")]
        runs += [Run(one_line(phase.title), style), Run("  ")]
    return clip_line(tuple(runs), room)


def _time_line(phase: PhaseStep, elapsed_s: float) -> Line:
    spent = phase.spent_s + elapsed_s
    filled, rest = meter(spent / phase.seconds, BAR)
    is_over = spent > phase.seconds
    words = f" {clock_text(spent)} of {clock_text(phase.seconds)}"
    return (
        Run(filled, "warning" if is_over else "heat-3"),
        Run(rest, "faint"),
        Run(words + (" over" if is_over else ""), "warning" if is_over else "muted"),
    )


def pane_text(phase: PhaseStep) -> str:
    """What the pane of a phase begins with: its headings, if nothing was written."""
    if phase.text or not phase.headings:
        return phase.text
    return "\n".join(f"{heading}:\n\n" for heading in phase.headings)


# --- judging --------------------------------------------------------------------------


def rubric_question(rubric: RubricStep) -> QuestionStep:
    """The rubric as a question whose criteria are ticked."""
    return QuestionStep(
        kind="prompt",
        text=f"What did your answer to “{rubric.title}” show?",
        entries=tuple(f"{each.text} ({each.phase})" for each in rubric.criteria),
        places=tuple(range(len(rubric.criteria))),
        weights=tuple(each.points for each in rubric.criteria),
    )


def beside_rubric(rubric: RubricStep, width: int, *, syntax: bool = True) -> list[Line]:
    """What a good answer has, and what was written."""
    room = room_of(width)
    lines: list[Line] = []
    own = rubric.answer or "*Nothing was written: judge what you have on paper.*"
    for head, text in (("A good answer", rubric.outline), ("Yours", own)):
        if text:
            lines += [EMPTY, (Run(head, "heading"),), EMPTY]
            lines += text_lines(text, room, syntax=syntax)
    return indented(lines, MARGIN)
