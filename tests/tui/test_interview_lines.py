"""Lines of interview drills: all phases, hostile text, every width."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import CardId, EventId, StudyDay
from drill.sessions.interview_steps import (
    CriterionStep,
    FormatRow,
    InterviewPhase,
    InterviewReport,
    InterviewsStep,
    InterviewStep,
    PhaseResult,
    PhaseStep,
    PromptStep,
    ReviewHint,
    RubricStep,
    SectionFate,
    SectionResult,
    SectionRow,
    SittingRow,
    SlowAnswer,
    TopicScore,
)
from drill.sessions.sitting_steps import QuizPhase, QuizStep
from drill.tui.interview_keys import allows, go_on_words
from drill.tui.interview_lines import (
    beside_rubric,
    break_lines,
    intro_lines,
    judged_words,
    own_lines,
    pane_place,
    pane_text,
    prompt_lines,
    rubric_question,
    ticked,
    top_of_interview,
    written,
)
from drill.tui.interview_report_lines import report_lines
from drill.tui.interviews_lines import detail_lines, interviews_picture, problem_lines
from drill.tui.runs import MARK, Run, text_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drill.tui.runs import Line

WIDTHS = (1, 2, 5, 8, 13, 24, 35, 40, 60, 80, 99, 120, 200)
HOSTILE = (
    "[bold]x[/bold]",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\u202edrow",
    "日本語の設計" * 30,
    "a very long title " * 40,
    "e\u0301👩‍💻\u200b",
    "",
)
ONE = EventId("1")


def row(kind: str = "prompt", **changes: object) -> SectionRow:
    bare = SectionRow("Design", kind, "", 600.0, SectionFate.RUNNING)
    return replace(bare, **changes)  # type: ignore[arg-type]


def step(
    phase: InterviewPhase, *sections: SectionRow, **changes: object
) -> InterviewStep:
    bare = InterviewStep(
        phase, 1, ONE, "System design", 0, sections or (row(),),
        section_left_s=600.0, whole_left_s=600.0,
    )  # fmt: skip
    return replace(bare, **changes)  # type: ignore[arg-type]


def prompt(text: str = "Design it.", **changes: object) -> PromptStep:
    phases = tuple(
        PhaseStep(f"{name} {text}", 240.0, 60.0, text, (text,) if text else ())
        for name in ("Requirements", "Estimates", "High level", "Deep dive")
    )
    bare = PromptStep(text, text, phases, 0, (text,), 1, (text, text))
    return replace(bare, **changes)  # type: ignore[arg-type]


def quiz(**changes: object) -> QuizStep:
    bare = QuizStep(
        phase=QuizPhase.ASKED, serial=1, sitting=ONE, title="x", place=3, number=10
    )
    return replace(bare, **changes)  # type: ignore[arg-type]


def rubric(text: str = "Says so", count: int = 3, **changes: object) -> RubricStep:
    bare = RubricStep(
        text,
        tuple(
            CriterionStep(text, 100 / count, "Closing", n == 1) for n in range(count)
        ),
        text,
        f"### Requirements\n\n{text}" if text else "",
    )
    return replace(bare, **changes)  # type: ignore[arg-type]


def sitting(number: int = 1, **changes: object) -> SittingRow:
    bare = SittingRow(
        ONE, "design", "Design", datetime(2026, 3, 2, tzinfo=UTC), StudyDay(20514),
        "Mon 2 Mar", 0.5, 600.0, is_open=False, can_resume=False, number=number,
    )  # fmt: skip
    return replace(bare, **changes)  # type: ignore[arg-type]


def result(text: str = "Design", **changes: object) -> SectionResult:
    phases = (
        PhaseResult(text, 10.0, 15.0, 300.0, 240.0),
        PhaseResult("Untold", 0.0, 0.0, 0.0, 60.0),
    )
    bare = SectionResult(
        text, "prompt", "", 0.5, 1.0, 50.0, 100.0, 600.0, 2700.0, phases, text,
        met=(text,), missed=(text,), answer=f"### {text}\n\n{text}", note=text,
        slow=(SlowAnswer(CardId("a/b/c#q"), text, 90.0, 30.0),),
    )  # fmt: skip
    return replace(bare, **changes)  # type: ignore[arg-type]


def report(
    *sections: SectionResult, text: str = "x", **changes: object
) -> InterviewReport:
    bare = InterviewReport(
        sitting(4), 2.0, "lean no hire", text, sections,
        (TopicScore("a/b", text, 0.25, 2),),
        (sitting(1, share=None), sitting(2, share=0.25), sitting(3)),
        (ReviewHint(text, (CardId("a/b/c#q"),)),), None,
    )  # fmt: skip
    return replace(bare, **changes)  # type: ignore[arg-type]


def said(lines: Iterable[Line]) -> str:
    return "\n".join(text_of(line).rstrip() for line in lines)


def holds(lines: Sequence[Line], width: int, least: int = 24) -> None:
    """No line is wider than the page (from `least` cells on), nothing hides."""
    for line in lines:
        assert width_of(line) <= max(width, least), text_of(line)
        shown = text_of(line)
        assert not any(hidden in shown for hidden in ("\x1b", "\x07", "\u202e", "\n"))


# --- widths and hostile text --------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_width_and_shows_what_is_hidden(
    width: int, text: str
) -> None:
    rows = tuple(
        row(kind, title=text, round=text, lack=text)
        for kind in ("questions", "prompt", "kata", "break")
    )
    holds(intro_lines(step(InterviewPhase.INTRO, *rows), width), width)
    holds(break_lines(step(InterviewPhase.BREAK, *rows), 5.0, width), width)
    holds(prompt_lines(prompt(text), 30.0, width), width)
    holds(beside_rubric(rubric(text), text, width), width)
    holds(report_lines(report(result(text), result(text), text=text), width), width)
    formats = FormatRow("x", text, text, 45.0, (text, text), sitting(title=text))
    shown = InterviewsStep(
        (formats,),
        (sitting(title=text, is_open=True),),
        (sitting(title=text),),
        (text,),
    )
    for cursor in range(4):
        holds(interviews_picture(shown, cursor, width).lines, width, 35)
        holds(detail_lines(shown, cursor, width), width)
    holds(problem_lines(shown, width), width)


@given(st.text(), st.integers(1, 200))
def test_no_text_of_ones_own_breaks_a_page(text: str, width: int) -> None:
    holds(own_lines(text, max(8, width)), width)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_quiet_line_hides_nothing(text: str) -> None:
    for phase in InterviewPhase:
        start, end = top_of_interview(
            step(phase, row(title=text), row(title="y"), title=text), 0.0
        )
        holds([start, end], 10_000)


# --- the quiet line -------------------------------------------------------------------


def top(shown: InterviewStep, elapsed_s: float = 0.0) -> tuple[str, str]:
    start, end = top_of_interview(shown, elapsed_s)
    return text_of(start).strip(), text_of(end)


def test_one_section_is_not_counted() -> None:
    shown = step(InterviewPhase.PROMPT, is_running=True)
    assert top(shown, 30) == ("System design · Design", "9:30 left")
    same = step(InterviewPhase.INTRO, row(title="System design"))
    assert top(same)[0] == "System design"


def test_several_sections_are_counted_and_have_a_whole() -> None:
    shown = step(InterviewPhase.INTRO, row(), row(), whole_left_s=1200.0)
    assert top(shown) == (
        "System design · 1 of 2 · Design",
        "10:00 left · 20:00 in all",
    )


def test_questions_are_counted_before_all_else() -> None:
    shown = step(InterviewPhase.QUESTIONS, row(), row(), quiz=quiz(question_left_s=9.0))
    start, end = top(shown)
    assert start == "1 of 2 · Design · question 3 of 10"
    assert end.startswith("0:09 this question")


def test_the_end_of_the_time_is_marked() -> None:
    _, end = top_of_interview(step(InterviewPhase.PROMPT, is_running=True), 595)
    assert end[0] == Run("0:05", "warning")


def test_no_clock_stands_over_a_rubric_or_a_report() -> None:
    assert top(step(InterviewPhase.JUDGING, rubric=rubric()))[1] == ""
    assert top(step(InterviewPhase.FINISHED)) == ("System design", "")


# --- between sections -------------------------------------------------------------


def test_the_outline_tells_fates_rounds_and_minutes() -> None:
    rows = (
        row("questions", title="Q", round="First", fate=SectionFate.DONE),
        row("kata", title="K", round="First", fate=SectionFate.SKIPPED),
        row("break", title="Tea"),
        row(title="D", round="Second", fate=SectionFate.AHEAD, seconds=90.0),
    )
    text = said(intro_lines(step(InterviewPhase.INTRO, *rows, at=2), 80))
    assert text.count("First") == 1
    for words in ("✓ Q", "– K", f"{MARK} Tea", "· D", "1.5 min", "Stretch"):
        assert words in text


def test_a_section_that_was_begun_says_so() -> None:
    shown = step(InterviewPhase.INTRO, section_left_s=300.0)
    assert "begun before" in said(intro_lines(shown, 80))
    assert go_on_words(shown) == "go on, the clock runs"


def test_a_section_with_nothing_to_ask_says_only_that() -> None:
    shown = step(InterviewPhase.INTRO, row(lack="Nothing fits.", can_be_sat=False))
    text = said(intro_lines(shown, 80))
    assert "Nothing fits." in text
    assert "Read the prompt" not in text
    assert go_on_words(shown) == "go on"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("questions", "begin, the clock starts"), ("break", "begin the break")],
)
def test_the_key_says_what_begins(kind: str, words: str) -> None:
    assert go_on_words(step(InterviewPhase.INTRO, row(kind))) == words
    assert go_on_words(step(InterviewPhase.BREAK, row(kind))) == "go on"
    assert go_on_words(None) == "go on"


def test_a_break_says_what_comes_then() -> None:
    shown = step(InterviewPhase.BREAK, row("break"), row(title="Second"))
    assert "9:50 left" in said(break_lines(shown, 10, 80))
    assert "Then: Second" in said(break_lines(shown, 10, 80))
    assert "Then" not in said(break_lines(step(InterviewPhase.BREAK), 0, 80))


# --- a prompt -------------------------------------------------------------------------


def test_phases_stand_by_name_where_there_is_room() -> None:
    shown = prompt("", phases=tuple(PhaseStep(n, 60.0, 0.0) for n in ("A", "B", "C")))
    assert f"{MARK} A  · B  · C" in said(prompt_lines(shown, 0, 80))
    narrow = said(prompt_lines(prompt("long" * 9, at=2), 0, 80))
    assert f"· · {MARK} High level" in narrow
    assert "3 of 4" in narrow


def test_what_the_interviewer_asked_last_is_on_top() -> None:
    shown = replace(
        prompt(""), text="The task", follow_ups=("first", "second"), hints=("psst",)
    )
    text = said(prompt_lines(shown, 0, 80))
    assert text.index("now asked  second") < text.index("The task")
    assert text.index("The task") < text.index("asked  first") < text.index("psst")


def test_a_phase_that_takes_longer_than_planned_says_so() -> None:
    shown = prompt("x")
    assert "over" not in said(prompt_lines(shown, 100, 80))
    assert "4:01 of 4:00 planned, over" in said(prompt_lines(shown, 181, 80))


def test_a_pane_begins_with_its_headings_and_the_caret_below_the_first() -> None:
    phase = PhaseStep("R", 60.0, 0.0, headings=("Must", "May"))
    assert pane_text(phase) == "Must:\n\n\nMay:\n"
    assert pane_place(phase) == (1, 0)
    own = replace(phase, text="Must:\n10 k reads")
    assert pane_text(own) == "Must:\n10 k reads"
    assert pane_place(own) == (1, 10)
    assert pane_text(PhaseStep("R", 60.0, 0.0)) == ""
    assert pane_place(PhaseStep("R", 60.0, 0.0)) == (0, 0)


def test_headings_alone_are_nothing_written() -> None:
    phase = PhaseStep("R", 60.0, 0.0, headings=("Must", "May"))
    assert written(phase, pane_text(phase)) == ""
    assert written(phase, pane_text(phase) + "\n \n") == ""
    assert written(phase, "Must:\nx\n\nMay:\n") == "Must:\nx\n\nMay:\n"
    assert written(PhaseStep("R", 60.0, 0.0), " \n") == ""


# --- judging --------------------------------------------------------------------------


def test_a_rubric_is_a_question_with_its_points() -> None:
    asked = rubric_question(rubric("Says so", 2))
    assert asked.entries == ("Says so (Closing)",) * 2
    assert asked.weights == (50.0, 50.0)
    assert ticked(rubric()) == {1}
    assert judged_words(rubric("x", 4), (0, 2)) == "2 of 4 criteria, 50 of 100 points."


def test_a_diagram_stays_as_it_was_drawn() -> None:
    drawn = "client -> lb -> app\n            |\n            db"
    text = said(beside_rubric(rubric(answer=f"### High level\n\n{drawn}"), "", 80))
    for line in drawn.split("\n"):
        assert "   " + line in text.split("\n")
    assert "   High level" in text.split("\n")
    assert "note" not in text


def test_an_answer_on_paper_is_judged_by_it() -> None:
    shown = rubric(answer="", outline="")
    text = said(beside_rubric(shown, "less haste", 80))
    assert "Nothing was written" in text
    assert "A good answer" not in text
    assert "note  less haste" in text


# --- the report -----------------------------------------------------------------------


def test_a_report_tells_score_scale_and_how_it_went_before() -> None:
    text = said(report_lines(report(result(), text="the sum"), 80))
    for words in (
        "2.0 of 4", "lean no hire", "last time 2.0", "the sum", "points",
        "10 of 15", "5:00 of 4:00 over", "not judged", "missed", "slow", "1:30",
        "25 %", "1 card", "met", "note",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("width", [40, 60, 80])
def test_points_are_seen_on_a_narrow_terminal(width: int) -> None:
    text = said(report_lines(report(result("Requirements")), width))
    assert "10 of" in text
    assert ("━" in text) == (width > 70)


def test_a_report_of_nothing_says_so() -> None:
    bare = report(
        text="Nothing was finished.", points=None, decision="", topics=(), earlier=(),
        review=(),
    )  # fmt: skip
    text = said(report_lines(bare, 80))
    assert "no score" in text
    assert "points" not in text


def test_sections_that_do_not_count_say_why() -> None:
    skipped = result("Code", share=None, lack="None yet.", phases=(), answer="")
    rest = result("Tea", share=None, weight=0.0, phases=(), prompt="", note="")
    silent = result("Talk", share=None, lack="", phases=(), prompt="")
    plain = result("Talk two", phases=(), prompt="", answer="")
    text = said(report_lines(report(skipped, rest, silent, plain), 80))
    assert "Code                 None yet." in text
    assert "not counted" in text
    assert "\n   Tea  " not in text
    assert "50 of 100" in text


def test_many_sections_are_all_listed() -> None:
    sections = [result(f"Part {n}") for n in range(40)]
    text = said(report_lines(report(*sections), 80))
    assert all(f"   Part {n} " in text for n in range(40))


# --- the list -------------------------------------------------------------------------

SHOWN = InterviewsStep(
    (FormatRow("a", "Fresh", "About.", 45.0, ("Q, 5 min", "D, 40 min")),
     FormatRow("b", "Sat", "", 10.0, (), sitting(share=None))),
    (sitting(7, title="Begun", is_open=True),),
    (sitting(6, title="Over"),),
)  # fmt: skip


def test_what_is_half_way_comes_first() -> None:
    picture = interviews_picture(SHOWN, 0, 80)
    text = said(picture.lines)
    assert text.index("Half way") < text.index("Formats") < text.index("Earlier")
    assert len(picture.places) == 4
    for words in ("sitting 7", "45 min", "last time no score", "2.0 of 4", "sitting 6"):
        assert words in text


def test_a_narrow_list_leaves_out_what_matters_least() -> None:
    text = said(interviews_picture(SHOWN, 0, 40).lines)
    assert "10 min   no score" in text
    assert "2.0 of 4" in text
    assert "…" not in text


def test_the_row_at_the_mark_is_explained() -> None:
    assert "goes on" in said(detail_lines(SHOWN, 0, 80))
    assert "Q, 5 min · D, 40 min" in said(detail_lines(SHOWN, 1, 80))
    assert "report" in said(detail_lines(SHOWN, 3, 80))
    assert detail_lines(SHOWN, 9, 80) == []
    assert problem_lines(SHOWN, 80) == []


def test_no_more_than_three_problems_are_told() -> None:
    shown = replace(SHOWN, problems=tuple(f"f{n}.yaml:1: bad" for n in range(9)))
    text = said(problem_lines(shown, 80))
    assert "f2.yaml" in text
    assert "f3.yaml" not in text
    assert "6 more" in text


# --- keys -----------------------------------------------------------------------------


def test_only_keys_that_do_something_are_allowed() -> None:
    first = step(InterviewPhase.PROMPT, prompt=prompt("", hints=(), hints_left=1))
    assert allows(first, "turn", (1,))
    assert not allows(first, "turn", (-1,))
    assert allows(first, "prompt_hint")
    last = step(InterviewPhase.PROMPT, prompt=prompt("", at=3, hints_left=0))
    assert not allows(last, "turn", (1,))
    assert allows(last, "turn", (-1,))
    assert not allows(last, "prompt_hint")
    intro = step(InterviewPhase.INTRO)
    assert allows(intro, "skip")
    for action in ("turn", "prompt_hint", "finish", "note", "void", "undo"):
        assert not allows(intro, action), action


def test_after_a_sleep_the_question_can_be_taken_out() -> None:
    away = step(InterviewPhase.QUESTIONS, quiz=quiz(phase=QuizPhase.ASLEEP))
    assert allows(away, "void")
    assert allows(away, "go_on")
    asked = step(InterviewPhase.QUESTIONS, quiz=quiz(can_undo=True))
    assert allows(asked, "undo")
    assert not allows(asked, "go_on")
