"""What an interview drill shows beside its questions: sections, a prompt, a break.

Pure functions from steps to lines.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.sessions.interview_steps import InterviewPhase, SectionFate
from drill.sessions.question_steps import QuestionStep
from drill.tui.drawing import meter
from drill.tui.quiz_lines import HURRY_S, clock_text
from drill.tui.runs import (
    EMPTY,
    MARK,
    Line,
    Run,
    cells,
    clip,
    clip_line,
    indented,
    left,
    right,
    width_of,
)
from drill.tui.text import one_line, text_lines
from drill.tui.text_safety import visible
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from drill.sessions.interview_steps import (
        CodeStep,
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
    "kata": (
        "A kata on its own screen. Runs until the time is up count, the best of them is"
        " what the section is worth: all stages weigh the same."
    ),
    "break": "Stretch your legs.",
}


PHASE = "### "
"""Begins the title of a phase in what was written."""
HALF_WAY = (
    "It was begun before: it goes on where it stood, with the time that was left."
)
NOTHING_WRITTEN = "Nothing was written: judge what you have on paper."


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
    if step.phase is InterviewPhase.FINISHED:
        return (Run(f" {one_line(step.title)}", "muted"),), ()
    parts = [Run(one_line(words), style) for words, style in _place(step)]
    line = [Run(" "), parts[0]]
    for part in parts[1:]:
        line += [Run(" · ", "faint"), part]
    is_judging = step.phase is InterviewPhase.JUDGING
    return tuple(line), () if is_judging else _clocks(step, elapsed_s)


def _place(step: InterviewStep) -> Iterator[tuple[str, str]]:
    """The sitting, the section, the question; the sitting gives way to the others."""
    section, count = step.sections[step.at], len(step.sections)
    if count == 1 or step.quiz is None:
        yield step.title, "muted"
    if count > 1:
        yield f"{step.at + 1} of {count}", "muted"
    if section.title != step.title:
        yield section.title, ""
    if step.quiz is not None:
        yield f"question {step.quiz.place} of {step.quiz.number}", "muted"


def _clocks(step: InterviewStep, elapsed_s: float) -> Line:
    own = step.section_left_s - elapsed_s
    words = clock_text(own)
    style = "warning" if step.is_running and own <= HURRY_S else ""
    found: list[Run] = []
    question = step.quiz.question_left_s if step.quiz is not None else None
    if question is not None:
        left_s = question - elapsed_s
        hurry = "warning" if left_s <= HURRY_S else ""
        found += [
            Run(f"{clock_text(left_s)} this question", hurry),
            Run(" · ", "faint"),
        ]
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
    lines += [EMPTY, *wrap([Run(one_line(section.title), "heading")], room)]
    about = HALF_WAY if is_half_way(step) else ABOUT[section.kind]
    if not section.can_be_sat:
        about = ""
    for words, style in ((about, ""), (section.lack, "warning")):
        lines += wrap([Run(one_line(words), style)], room) if words else []
    return indented(lines, MARGIN)


def is_half_way(step: InterviewStep) -> bool:
    """Whether the section that waits was begun before."""
    return step.section_left_s < step.sections[step.at].seconds


def outline_lines(sections: Iterable[SectionRow], room: int) -> list[Line]:
    """All sections with what became of them, under their rounds."""
    lines: list[Line] = []
    before = ""
    title = min(TITLE, max(TITLE // 3, room - 14))
    for row in sections:
        if row.round != before and row.round:
            lines.append(clip_line((Run(one_line(row.round), "muted"),), room))
        before = row.round
        sign, style = FATES[row.fate]
        minutes = f"{row.seconds / 60:g} min"
        line: Line = (
            Run(f"{'  ' if row.round else ''}{sign} ", style),
            Run(left(one_line(row.title), title)),
            Run(right(minutes, 8), "muted"),
        )
        kind = Run(f"  {KINDS[row.kind]}", "muted")
        has_room = width_of((*line, kind)) <= room
        lines.append((*line, kind) if has_room else clip_line(line, room))
    return lines


def break_lines(step: InterviewStep, elapsed_s: float, width: int) -> list[Line]:
    """How long the break goes on, and what comes then."""
    left_s = clock_text(step.section_left_s - elapsed_s)
    following = step.sections[step.at + 1 :]
    lines: list[Line] = [EMPTY, (Run("A break: ", "muted"), Run(f"{left_s} left"))]
    if following:
        words = f"Then: {one_line(following[0].title)}"
        lines += wrap([Run(words, "muted")], room_of(width))
    return indented(lines, MARGIN)


# --- code ---------------------------------------------------------------------------


def code_lines(code: CodeStep, width: int) -> list[Line]:
    """The kata of a section, and what its runs came to so far."""
    room = room_of(width)
    usual = f"  usually {code.minutes} min" if code.minutes else ""
    lines: list[Line] = [EMPTY]
    lines += wrap([Run(one_line(code.title), "title"), Run(usual, "muted")], room)
    if code.runs:
        runs = f"{code.runs} run{'' if code.runs == 1 else 's'}"
        style = "success" if code.verdict == "passed" else "warning"
        worth = f"  worth {100 * code.credit:.0f} of 100 so far, {runs}"
        line = [Run(one_line(code.verdict), style), Run(worth, "muted")]
        lines += [EMPTY, *wrap(line, room)]
    else:
        lines += [EMPTY, *wrap([Run("not run yet", "muted")], room)]
    if code.is_over:
        lines += [EMPTY, *wrap([Run("Nothing is left to do here.")], room)]
    return indented(lines, MARGIN)


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
    lines: list[Line] = [_phases_line(prompt, room), _time_line(phase, elapsed_s, room)]
    if phase.ask:
        lines += wrap([Run(f"“{one_line(phase.ask)}”", "emphasis")], room)
    for text in prompt.follow_ups[-1:]:
        lines += wrap([Run("now asked  ", "accent"), Run(one_line(text))], room)
    lines += [EMPTY, *wrap([Run(one_line(prompt.title), "heading")], room)]
    lines += text_lines(prompt.text, room, syntax=syntax)
    earlier = prompt.follow_ups[:-1]
    for text in earlier:
        lines += [EMPTY, *wrap([Run("asked  ", "muted"), Run(one_line(text))], room)]
    for text in prompt.hints:
        lines += [EMPTY, *wrap([Run("hint   ", "hard"), Run(one_line(text))], room)]
    return indented(lines, MARGIN)


def _phases_line(prompt: PromptStep, room: int) -> Line:
    """All phases by name; where that is too long, the one at hand and its place."""
    whole = _phase_runs(prompt, is_whole=True)
    if width_of(whole) <= room:
        return whole
    place = Run(f"{prompt.at + 1} of {len(prompt.phases)}", "muted")
    return clip_line((*_phase_runs(prompt, is_whole=False), place), room)


def _phase_runs(prompt: PromptStep, *, is_whole: bool) -> Line:
    runs: list[Run] = []
    for place, phase in enumerate(prompt.phases):
        is_here = place == prompt.at
        sign = MARK if is_here else "✓" if phase.text.strip() else "·"
        runs.append(Run(f"{sign} ", "accent" if is_here else "muted"))
        if is_here or is_whole:
            style = "strong" if is_here else "muted"
            runs.append(Run(f"{one_line(phase.title)}  ", style))
    return tuple(runs)


def _time_line(phase: PhaseStep, elapsed_s: float, room: int) -> Line:
    spent = phase.spent_s + elapsed_s
    filled, rest = meter(spent / phase.seconds, BAR)
    is_over = spent > phase.seconds
    words = f" {clock_text(spent)} of {clock_text(phase.seconds)} planned"
    words += ", over" if is_over else ""
    text = Run(words, "warning" if is_over else "muted")
    bar = (Run(filled, "warning" if is_over else "heat-3"), Run(rest, "faint"))
    has_room = BAR + cells(words) <= room
    return (*bar, text) if has_room else (text._replace(text=clip(words[1:], room)),)


def pane_text(phase: PhaseStep) -> str:
    """What the pane of a phase begins with: its headings, if nothing was written."""
    if phase.text or not phase.headings:
        return phase.text
    return "\n\n".join(f"{one_line(heading)}:\n" for heading in phase.headings)


def pane_place(phase: PhaseStep) -> tuple[int, int]:
    """Where the caret of a pane stands at first: row and column.

    Below the first heading; else behind what was written.
    """
    if phase.headings and not phase.text:
        return (1, 0)
    lines = phase.text.split("\n")
    return (len(lines) - 1, len(lines[-1]))


def written(phase: PhaseStep, pane: str) -> str:
    """What a pane holds of the learner's own: nothing, while only headings stand."""
    bare = pane_text(replace(phase, text=""))
    return "" if pane.strip() == bare.strip() else pane


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


def ticked(rubric: RubricStep) -> frozenset[int]:
    """The criteria that were ticked before the sitting was left."""
    return frozenset(place for place, each in enumerate(rubric.criteria) if each.is_met)


def judged_words(rubric: RubricStep, met: Collection[int]) -> str:
    """What a judgement comes to, before it is handed in."""
    points = sum(rubric.criteria[place].points for place in met)
    return f"{len(met)} of {len(rubric.criteria)} criteria, {points:.0f} of 100 points."


def beside_rubric(
    rubric: RubricStep, note: str, width: int, *, syntax: bool = True
) -> list[Line]:
    """The note so far, what a good answer has, and what was written.

    Args:
        rubric: an answer beside its rubric.
        note: to oneself; empty for none.
        width: of the page, in cells.
        syntax: whether to colour code.
    """
    room = room_of(width)
    lines: list[Line] = []
    if note:
        lines += [EMPTY, *wrap([Run("note  ", "muted"), Run(one_line(note))], room)]
    if rubric.outline:
        lines += [EMPTY, (Run("A good answer", "heading"),), EMPTY]
        lines += text_lines(rubric.outline, room, syntax=syntax)
    lines += [EMPTY, (Run("Yours", "heading"),), EMPTY]
    lines += own_lines(rubric.answer, room)
    return indented(lines, MARGIN)


def own_lines(answer: str, room: int) -> list[Line]:
    """What the learner wrote, line by line as they did: a diagram stays one."""
    if not answer:
        return wrap([Run(NOTHING_WRITTEN, "muted")], room)
    lines: list[Line] = []
    for text in visible(answer).split("\n"):
        if text.startswith(PHASE):
            lines += wrap([Run(text.removeprefix(PHASE), "heading")], room)
        elif cells(text) <= room:
            lines.append((Run(text),) if text.strip() else EMPTY)
        else:
            lines += wrap([Run(text)], room)
    return lines
