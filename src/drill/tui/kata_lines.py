"""What a kata shows: its statement, what a run came to, how it ended. Pure.

All text comes from decks or from the learner's code: it goes through `text_lines` or
is made visible first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.kata_steps import KataPhase, StageState
from drill.tui.quiz_lines import HURRY_S, clock_text
from drill.tui.runs import EMPTY, MARK, Line, Run, cells, clip_line, cut
from drill.tui.text import one_line, text_lines
from drill.tui.text_safety import visible
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.ids import Rating
    from drill.sessions.kata_steps import CaseStep, KataStep, ResultStep

MARGIN = 1
MEASURE = 84
LABEL = 9
STAGES = {
    StageState.AHEAD: ("·", "muted"),
    StageState.PASSED: ("✓", "success"),
    StageState.FAILED: ("✗", "error"),
}
RATINGS = ("again", "hard", "good", "easy")
STOP: Line = (Run("ctrl+c stops it", "muted"),)
UNTRIED = "Not run yet: ctrl+r runs it over all cases."


def room_of(width: int) -> int:
    """Cells of text on a page of a width."""
    return max(8, min(width - 2 * MARGIN, MEASURE))


def top_of_kata(step: KataStep, elapsed_s: float, rung: str) -> tuple[Line, Line]:
    """Where one is; the run, the time, the sandbox.

    Args:
        step: what is shown.
        elapsed_s: seconds of work since it was made.
        rung: the sandbox; empty while it is not known.
    """
    is_choice = len(step.languages) > 1
    start = (
        Run(f" {one_line(step.place)} › ", "muted"),
        Run(one_line(step.card.rpartition("/")[2].partition("#")[0])),
        *([Run(f" · {TITLES[step.language]}", "muted")] if is_choice else ()),
    )
    end = [Run(f"run {step.attempt} · ", "muted"), _time(step, elapsed_s)]
    if rung:
        style = "error" if rung == "none" else "muted"
        words = "NO SANDBOX" if rung == "none" else f"sandbox {rung}"
        end += [Run(" · ", "faint"), Run(words, style)]
    return start, tuple(end)


def _time(step: KataStep, elapsed_s: float) -> Run:
    """What was worked; in an interview drill what is left."""
    if step.left_s is not None:
        left_s = step.left_s - elapsed_s
        style = "warning" if left_s <= HURRY_S else ""
        return Run(f"{clock_text(left_s)} left", style)
    of = f" of {clock_text(60 * step.minutes)}" if step.minutes else ""
    return Run(f"{clock_text(step.spent_s + elapsed_s)}{of}", "muted")


TITLES = {
    "python": "Python",
    "cpp": "C++",
    "rust": "Rust",
    "go": "Go",
    "javascript": "JavaScript",
}
"""Of languages, for people."""


# --- the statement ------------------------------------------------------------------


def statement_lines(step: KataStep, width: int, *, syntax: bool) -> list[Line]:
    """All that the learner works from; once it is over, what is learned comes first."""
    room = room_of(width)
    lines = [EMPTY, *wrap([Run(one_line(step.title), "title")], room), EMPTY]
    if step.phase is not KataPhase.WORKING:
        lines += ending_lines(step, room, syntax=syntax)
        lines += [(Run("─" * room, "faint"),), EMPTY]
    lines += text_lines(step.statement, room, syntax=syntax)
    if step.stages:
        lines += [EMPTY, *_stage_list(step, room)]
    for stage in step.stages:
        lines += [EMPTY, *wrap([Run(one_line(stage.title), "heading")], room)]
        lines += text_lines(stage.statement, room, syntax=syntax)
    lines += [EMPTY, *text_lines(f"```{step.language}\n{step.signature}\n```", room)]
    if step.constraints:
        lines += [EMPTY, *text_lines(step.constraints, room, syntax=syntax)]
    for example in step.examples:
        lines += [EMPTY, (Run(f"example  {one_line(example.name)}", "muted"),)]
        lines += _code(example.call, room)
        lines += _code(f"→ {example.result}", room)
    for number, hint in enumerate(step.hints, 1):
        lines += [EMPTY, (Run(f"hint {number}", "accent"),)]
        lines += text_lines(hint, room, syntax=syntax)
    return _margin(lines)


def _stage_list(step: KataStep, room: int) -> list[Line]:
    lines: list[Line] = []
    is_next = True
    for stage in step.stages:
        sign, style = STAGES[stage.state]
        if stage.state is not StageState.PASSED and is_next:
            sign, is_next = (MARK if stage.state is StageState.AHEAD else sign), False
        count = f"  {stage.passed} of {stage.total}" if stage.total else ""
        line = (
            Run(f"{sign} ", style),
            Run(one_line(stage.title)),
            Run(count, "muted"),
        )
        lines.append(clip_line(line, room))
    return lines


# --- the end -----------------------------------------------------------------------


def ending_lines(step: KataStep, room: int, *, syntax: bool) -> list[Line]:
    """The rating that waits, why the solution is so, and how one's own differs."""
    lines: list[Line] = []
    if step.rating is not None:
        lines += _rating_lines(step, room)
    elif step.message:
        lines += wrap([Run(one_line(step.message), "success")], room)
    if step.why:
        lines += [EMPTY, *text_lines(step.why, room, syntax=syntax)]
    if step.source:
        joined = "; ".join(map(one_line, step.source))
        lines += [EMPTY, *wrap([Run(f"from  {joined}", "muted")], room)]
    if step.difference:
        lines += [EMPTY, (Run("from your solution to the reference", "heading"),)]
        lines += [_difference(line, room) for line in step.difference]
    elif step.reference:
        lines += [EMPTY, (Run("your solution is the reference", "muted"),)]
    return [*lines, EMPTY]


def _rating_lines(step: KataStep, room: int) -> list[Line]:
    words = f"{step.because}: "
    proposed = _name(step.rating)
    lines = wrap([Run(words), Run(proposed, proposed), Run(" is proposed")], room)
    for outcome in step.outcomes:
        name = _name(outcome.rating)
        if outcome.rating in step.allowed:
            sign = MARK if outcome.rating is step.rating else " "
            lines.append(
                (
                    Run(f"{sign} ", "mark"),
                    Run(f"{int(outcome.rating)} ", f"{name}-key"),
                    Run(f"{name:<6}", name),
                    Run(outcome.label, "muted"),
                )
            )
    return lines


def _name(rating: Rating | None) -> str:
    return RATINGS[int(rating) - 1] if rating is not None else ""


def _difference(line: str, room: int) -> Line:
    style = {"+": "success", "-": "warning", "@": "accent"}.get(line[:1], "muted")
    return clip_line((Run(visible(line), style),), room)


# --- a run --------------------------------------------------------------------------


def running_lines(number: int, total: int, name: str, width: int) -> list[Line]:
    """A run that is going on: how far it is.

    Args:
        number: cases that have run.
        total: 0 while they are being prepared.
        name: of the latest case.
        width: of the page.
    """
    if not total:
        return _margin([(Run("running …", "muted"),), STOP])
    done = 24 * number // total
    bar = (Run("█" * done, "accent"), Run("░" * (24 - done), "faint"))
    words = (*bar, Run(f"  {number} of {total}  "), Run(one_line(name), "muted"))
    return _margin([clip_line(words, room_of(width)), STOP])


def result_lines(step: KataStep, width: int) -> list[Line]:
    """What the latest run came to, and the latest input of one's own."""
    room = room_of(width)
    lines: list[Line] = []
    if step.own is not None:
        lines += _own(step.own, room)
    if step.result is None:
        lines += [(Run(UNTRIED, "muted"),)] if step.own is None else []
        return _margin(lines)
    if lines:
        lines.append(EMPTY)
    lines += _result(step.result, room)
    return _margin(lines)


def _result(result: ResultStep, room: int) -> list[Line]:
    style = "success" if result.is_passed else "error" if result.counts else "warning"
    sign = "✓" if result.is_passed else "✗" if result.counts else "!"
    figures = f"  {result.passed} of {result.total} cases · {result.cpu_s:.2f} s"
    head = (Run(f"{sign} {result.verdict}", style), Run(figures, "muted"))
    lines = [clip_line(head, room)]
    if not result.counts and not result.is_passed:
        words = "Nothing is held against you: the deck or this machine is at fault."
        lines += wrap([Run(words, "muted")], room)
    if result.remark:
        lines += wrap([Run(one_line(result.remark))], room)
    if result.failed is not None:
        lines += [EMPTY, *_case(result.failed, room)]
    return lines


def _own(case: CaseStep, room: int) -> list[Line]:
    head = (Run("your input", "heading"), Run(f"  {case.verdict}", "muted"))
    return [head, *_parts(case, room)]


def _case(case: CaseStep, room: int) -> list[Line]:
    name = f"{case.stage}: {case.name}" if case.stage else case.name
    lines = wrap(
        [Run(one_line(name), "heading"), Run(f"  {case.verdict}", "error")], room
    )
    if case.is_smallest:
        lines += [(Run("the smallest input that was found to fail", "muted"),)]
    return [*lines, *_parts(case, room)]


def _parts(case: CaseStep, room: int) -> Iterator[Line]:
    yield from _part("call", case.call, room)
    yield from _part("wanted", case.wanted, room, "success")
    yield from _part("got", case.got, room, "error")
    yield from _part("raised", case.fault, room, "error")
    yield from _part("", "\n".join(case.trace), room, "muted")
    if not case.fault:
        yield from _part("", "\n".join(case.difference), room, "muted")
    yield from _part("printed", case.output, room, "code")


def _part(name: str, text: str, room: int, style: str = "") -> Iterator[Line]:
    """A labelled text, each of its lines on as many rows as it needs."""
    if not text:
        return
    label = name
    for line in visible(text).split("\n"):
        rest = line
        while True:
            head, rest = cut(rest, max(8, room - LABEL))
            yield (Run(f"{label:<{LABEL}}", "muted"), Run(head, style))
            label = ""
            if not rest:
                break


def _code(text: str, room: int) -> list[Line]:
    lines: list[Line] = []
    for line in visible(text).split("\n"):
        rest = line
        while cells(rest) > room:
            head, rest = cut(rest, room)
            lines.append((Run(head, "code"),))
        lines.append((Run(rest, "code"),))
    return lines


def _margin(lines: list[Line]) -> list[Line]:
    return [(Run(" " * MARGIN), *line) if line else line for line in lines]
