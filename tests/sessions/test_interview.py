"""An interview drill: sections against their clocks, judged, and gone on with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.errors import FormatNotFound, OutOfTurn, SittingNotFound
from drill.events import Practised, SittingClosed, SittingOpened
from drill.ids import EventId
from drill.sessions.interview_rooms import (
    export_interview,
    interview_report,
    interviews,
    open_interview,
    resume_interview,
)
from drill.sessions.interview_steps import InterviewPhase, SectionFate
from drill.sessions.sitting_questions import QuestionRun
from drill.sessions.sitting_steps import QuizPhase
from drill.srs.schedule import New
from tests.sessions.interviews import CACHE, DESIGN, DESIGNS, QUEUE, write_formats
from tests.sessions.quizzes import RIGHT, quiz

if TYPE_CHECKING:
    from pathlib import Path

    from drill.sessions.interview import InterviewSession
    from drill.sessions.interview_steps import InterviewStep
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _formats(desk: Desk) -> None:
    write_formats(desk)


def begun(desk: Desk, name: str = "design") -> tuple[InterviewSession, InterviewStep]:
    session = open_interview(desk.collection, name)
    session.start()
    return session, session.begin()


def on_cache(desk: Desk) -> tuple[InterviewSession, InterviewStep]:
    """A sitting on the prompt of the cache: the queue was asked before."""
    desk.rate(QUEUE)
    return begun(desk)


def answer_all(session: InterviewSession, step: InterviewStep) -> InterviewStep:
    """Say of every question that one does not know."""
    while step.phase is InterviewPhase.QUESTIONS:
        step = session.quiz(lambda run: run.answer(None))
    return step


# --- what there is ----------------------------------------------------------------


def test_formats_are_listed_with_their_sections_and_minutes(desk: Desk) -> None:
    found = {row.id: row for row in interviews(desk.collection).formats}
    assert set(found) == {"design", "day", "talk"}
    assert found["day"].minutes == 30
    assert found["talk"].sections == (
        "Questions: 3 questions, 5 min",
        "Code: kata, 10 min",
    )
    assert found["day"].sections == (
        "First round, 15 min",
        "Coffee, 5 min",
        "Second round, 10 min",
    )


def test_a_broken_format_is_told_and_hides_no_other(desk: Desk) -> None:
    desk.write(desk.own / "formats/half.yaml", "format: half\nsections:\n  - kind: pr")
    step = interviews(desk.collection)
    assert len(step.formats) == 3
    assert any("half.yaml:" in problem for problem in step.problems)


def test_an_unknown_format_is_refused_with_the_nearest_one(desk: Desk) -> None:
    with pytest.raises(FormatNotFound) as caught:
        open_interview(desk.collection, "desing")
    assert "design" in caught.value.hint
    with pytest.raises(FormatNotFound):
        open_interview(desk.collection, "zzz")


def test_a_sitting_is_on_disk_before_its_first_section(desk: Desk) -> None:
    before = desk.events()
    open_interview(desk.collection, "design")
    assert desk.events() == before + 1
    assert desk.operations() == []  # nothing that undo would take back


# --- prompts ----------------------------------------------------------------------


def test_a_section_waits_until_it_is_begun(desk: Desk) -> None:
    session = open_interview(desk.collection, "design")
    step = session.start()
    assert step.phase is InterviewPhase.INTRO
    assert (step.section_left_s, step.whole_left_s) == (600, 600)
    desk.pass_time(minutes=20)
    assert session.tick().section_left_s == 600
    step = session.begin()
    assert step.phase is InterviewPhase.PROMPT
    assert step.is_running


def test_the_prompt_that_was_asked_longest_ago_comes_first(desk: Desk) -> None:
    _, step = on_cache(desk)
    assert step.prompt is not None
    assert step.prompt.title == "A cache for a shop"
    assert [phase.title for phase in step.prompt.phases] == [
        "Requirements",
        "High level",
        "Telling",
    ]
    assert step.prompt.phases[0].headings == ("Must", "May")


def test_what_is_written_stays_with_its_phase(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.pass_time(minutes=2)
    step = session.turn(1, "10 reads a second")
    assert step.prompt is not None
    assert step.prompt.at == 1
    assert step.prompt.phases[0].text == "10 reads a second"
    assert step.prompt.phases[0].spent_s == 120
    desk.pass_time(minutes=1)
    step = session.turn(-1, "a box")
    assert step.prompt is not None
    assert [phase.spent_s for phase in step.prompt.phases] == [120, 60, 0]
    step = session.turn(-5, "10 reads a second, 1 write")
    assert step.prompt is not None
    assert step.prompt.at == 0


def test_the_interviewer_asks_at_their_minute(desk: Desk) -> None:
    session, step = on_cache(desk)
    assert step.prompt is not None
    assert step.prompt.follow_ups == ()
    desk.pass_time(minutes=2)
    step = session.tick("")
    assert step.prompt is not None
    assert step.prompt.follow_ups == ("How large is an article?",)
    desk.pass_time(minutes=4)
    step = session.tick("")
    assert step.prompt is not None
    assert step.prompt.follow_ups[-1] == "And on Black Friday?"


def test_hints_are_shown_by_degrees(desk: Desk) -> None:
    session, step = on_cache(desk)
    shown = []
    for _ in range(3):
        step = session.hint("so far")
        assert step.prompt is not None
        shown.append((len(step.prompt.hints), step.prompt.hints_left))
    assert shown == [(1, 1), (2, 0), (2, 0)]
    assert step.prompt is not None
    assert step.prompt.phases[0].text == "so far"


def test_the_clock_of_a_section_ends_its_answer(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.pass_time(minutes=10)
    step = session.tick("all I had")
    assert step.phase is InterviewPhase.JUDGING
    assert "time" in step.message
    assert step.rubric is not None
    assert step.rubric.answer == "### Requirements\n\nall I had"
    assert step.rubric.outline == "Rates first."


def test_a_sleep_of_the_machine_does_not_count(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.pass_time(minutes=1)
    desk.clock.sleep(timedelta(hours=2))
    step = session.tick("x")
    assert "slept for 120 minutes" in step.message
    assert step.section_left_s == 540
    desk.clock.sleep(timedelta(seconds=30))
    assert session.tick("x").section_left_s == 510


def test_a_sleep_does_not_count_whatever_is_pressed_first(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.pass_time(minutes=1)
    desk.clock.sleep(timedelta(hours=2))
    step = session.turn(1, "x")
    assert step.section_left_s == 540
    assert step.prompt is not None
    assert step.prompt.phases[0].spent_s == 60
    assert "slept for 120 minutes" in session.tick("").message
    desk.clock.sleep(timedelta(hours=3))
    session.leave("y")
    assert session.start().section_left_s == 540


def test_a_clock_that_is_set_changes_nothing(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.clock.set(desk.clock.now() - timedelta(days=3))
    assert session.tick("").section_left_s == 600
    desk.clock.set(desk.clock.now() + timedelta(days=9))
    assert session.tick("").section_left_s == 600


def test_text_is_saved_by_itself_now_and_then(desk: Desk) -> None:
    session, step = on_cache(desk)
    desk.pass_time(seconds=2)
    session.tick("a")
    quiet = desk.events()
    desk.pass_time(seconds=4)
    session.tick("a")
    assert desk.events() == quiet + 1
    desk.pass_time(seconds=60)
    session.tick("a")  # nothing changed
    assert desk.events() == quiet + 1
    session.write("ab")
    assert desk.events() == quiet + 2
    again = resume_interview(desk.reopen(), step.sitting)
    again.start()
    step = again.begin()
    assert step.prompt is not None
    assert step.prompt.phases[0].text == "ab"
    assert step.section_left_s == 534


def test_a_look_at_the_clock_leaves_the_text_alone(desk: Desk) -> None:
    session, _ = on_cache(desk)
    session.write("ab")
    step = session.tick()
    assert step.prompt is not None
    assert step.prompt.phases[0].text == "ab"


def test_a_rubric_is_judged_by_weight_and_phase(desk: Desk) -> None:
    session, _ = on_cache(desk)
    step = session.finish("x")
    assert step.rubric is not None
    assert [(c.text, round(c.points, 1)) for c in step.rubric.criteria] == [
        ("Asks for the rates", 7.5),
        ("Names what may be stale", 22.5),
        ("Draws where it stands", 30.0),
        ("Says what happens when it dies", 30.0),  # claimed by the heaviest phase
        ("Leads", 10.0),
    ]
    step = session.judge([1, 2, 99, -1], "ask about rates!")
    assert step.phase is InterviewPhase.FINISHED
    report = step.report
    assert report is not None
    assert report.points == pytest.approx(4 * 0.525)
    assert report.decision == "lean no hire"
    [section] = report.sections
    assert section.missed == (
        "Asks for the rates",
        "Says what happens when it dies",
        "Leads",
    )
    assert section.met == ("Names what may be stale", "Draws where it stands")
    assert section.note == "ask about rates!"
    assert [round(each.points, 1) for each in section.phases] == [22.5, 30.0, 0.0]


def test_a_judged_prompt_was_practised(desk: Desk) -> None:
    session, step = on_cache(desk)
    session.finish("x")
    session.judge([0, 1, 2, 3, 4], "")
    with desk.collection.store.read() as unit:
        [entry] = unit.journal.history(CACHE)
    body = entry.event.body
    assert isinstance(body, Practised)
    assert body.context == "interview"
    assert body.instance is not None
    assert body.instance["sitting"] == step.sitting
    assert body.instance["response"] == {"ticked": [0, 1, 2, 3]}
    assert isinstance(desk.card(CACHE).schedule.state, New)  # practice, no review


def test_a_phase_without_criteria_takes_no_points(desk: Desk) -> None:
    desk.rate(CACHE)
    session, step = begun(desk)
    assert step.prompt is not None
    assert step.prompt.title == "A queue"
    session.finish("")
    step = session.judge([0], "")
    assert step.report is not None
    [section] = step.report.sections
    assert [each.of for each in section.phases] == [75.0, 0.0, 25.0]
    assert section.answer == ""


def test_a_format_without_a_fitting_prompt_says_so_and_goes_on(desk: Desk) -> None:
    text = DESIGN.replace("tags: [design]", "tags: [opera]")
    desk.write(desk.own / "formats/design.yaml", text)
    session = open_interview(desk.collection, "design")
    step = session.start()
    assert "No prompt fits" in step.sections[0].lack
    step = session.begin()
    assert step.phase is InterviewPhase.FINISHED
    assert step.report is not None
    assert step.report.points is None
    assert step.report.decision == ""
    assert "no score" in step.report.how


@pytest.mark.parametrize("scope", ["mine", "mine/designs"])
def test_a_section_can_be_of_certain_decks_or_topics(desk: Desk, scope: str) -> None:
    text = DESIGN.replace("tags: [design]", f"scope: [{scope}]")
    desk.write(desk.own / "formats/design.yaml", text)
    _, step = begun(desk)
    assert step.phase is InterviewPhase.PROMPT
    desk.write(desk.own / "formats/design.yaml", text.replace(scope, "networks"))
    assert begun(desk)[1].phase is InterviewPhase.FINISHED


def test_a_prompt_that_is_gone_meanwhile_is_passed_over(desk: Desk) -> None:
    session = open_interview(desk.collection, "design")
    head = DESIGNS[: DESIGNS.index("      - id: ca")]
    other = "      - {id: x, front: a?, back: b, source: c}\n"
    desk.write(desk.own / "mine/designs.yaml", head + other)
    from drill.sessions.rereading import reread

    reread(desk.collection)
    session.start()
    step = session.begin()
    assert step.phase is InterviewPhase.FINISHED
    assert "gone" in step.message


# --- questions, katas, breaks -----------------------------------------------------


def test_a_day_goes_through_its_rounds(desk: Desk) -> None:
    session = open_interview(desk.collection, "day")
    step = session.start()
    assert [(row.title, row.kind, row.round) for row in step.sections] == [
        ("Questions", "questions", "First round"),
        ("Code", "kata", "First round"),
        ("Coffee", "break", ""),
        ("Design", "prompt", "Second round"),
    ]
    step = session.begin()
    assert step.phase is InterviewPhase.QUESTIONS
    assert step.quiz is not None
    assert step.quiz.phase is QuizPhase.ASKED
    step = answer_all(session, step)
    assert step.phase is InterviewPhase.INTRO
    assert "No kata of these decks fits into 10 minutes" in step.sections[1].lack
    step = session.begin()  # stands for itself
    assert step.sections[1].fate is SectionFate.SKIPPED
    step = session.begin()
    assert step.phase is InterviewPhase.BREAK
    desk.pass_time(minutes=2)
    assert session.tick().section_left_s == 180
    desk.pass_time(minutes=3)
    step = session.tick()
    assert step.phase is InterviewPhase.INTRO
    step = session.begin()
    session.finish("x")
    step = session.judge([0], "")
    report = step.report
    assert report is not None
    shares = [section.share for section in report.sections]
    assert shares[:3] == [0.0, None, None]
    assert shares[3] is not None
    assert report.points == pytest.approx(4 * 0.6 * shares[3] / (0.6 + 0.3))
    assert {each.title for each in report.topics} == {"mine › asked", "mine › designs"}
    assert report.selection is not None


def test_a_break_can_be_ended_early(desk: Desk) -> None:
    session = open_interview(desk.collection, "day")
    session.start()
    session.skip()
    session.skip()
    session.begin()
    assert session.end_break().at == 3


def test_a_break_is_slept_through(desk: Desk) -> None:
    session = open_interview(desk.collection, "day")
    session.start()
    session.skip()
    session.skip()
    session.begin()
    desk.clock.sleep(timedelta(minutes=2))
    assert session.tick().section_left_s == 180
    desk.pass_time(seconds=30)
    assert session.tick().section_left_s == 150
    desk.clock.sleep(timedelta(minutes=40))
    assert session.tick().phase is InterviewPhase.INTRO


def test_the_questions_of_a_section_have_its_clock(desk: Desk) -> None:
    session, step = begun(desk, "talk")
    assert step.section_left_s == 300
    desk.pass_time(minutes=5)
    step = session.tick()
    assert step.phase is InterviewPhase.INTRO
    assert "time is up" in step.message


def test_an_answer_is_taken_back(desk: Desk) -> None:
    session, _ = begun(desk, "talk")
    step = session.quiz(lambda run: run.answer(None))
    assert step.quiz is not None
    assert step.quiz.place == 2
    step = session.quiz(QuestionRun.undo)
    assert step.quiz is not None
    assert step.quiz.place == 1


def test_an_empty_pool_is_said_and_does_not_count(desk: Desk) -> None:
    text = (
        "format: talk\ntitle: Talk\nsections:\n"
        "- {kind: questions, title: Q, minutes: 5, number: 3, scope: [networks]}\n"
    )
    desk.write(desk.own / "formats/talk.yaml", text)
    session = open_interview(desk.collection, "talk")
    step = session.start()
    assert "no question of networks" in step.sections[0].lack
    assert session.begin().phase is InterviewPhase.FINISHED


def test_a_skipped_section_does_not_count(desk: Desk) -> None:
    session = open_interview(desk.collection, "design")
    session.start()
    step = session.skip()
    assert step.report is not None
    assert step.report.points is None
    assert "passed over" in step.report.sections[0].lack


# --- leaving and going on ---------------------------------------------------------


def test_a_sitting_that_was_left_goes_on_where_it_stood(desk: Desk) -> None:
    session, _ = on_cache(desk)
    desk.pass_time(minutes=3)
    step = session.leave("half a thought")
    assert step.phase is InterviewPhase.LEFT
    [row] = interviews(desk.collection).open
    desk.pass_time(days=2)
    session = resume_interview(desk.reopen(), row.sitting)
    step = session.start()
    assert step.phase is InterviewPhase.INTRO
    assert step.section_left_s == 420
    step = session.begin()
    assert step.prompt is not None
    assert step.prompt.phases[0].text == "half a thought"
    assert step.section_left_s == 420


def test_the_same_session_goes_on_after_leaving(desk: Desk) -> None:
    session, _ = on_cache(desk)
    session.leave()
    assert session.start().phase is InterviewPhase.INTRO
    with pytest.raises(OutOfTurn):
        session.turn(1, "")


def test_questions_that_were_left_go_on(desk: Desk) -> None:
    session, _ = begun(desk, "talk")
    desk.pass_time(seconds=30)
    session.quiz(lambda run: run.answer(None))
    step = session.leave()
    assert step.phase is InterviewPhase.LEFT
    session = resume_interview(desk.reopen(), step.sitting)
    assert session.start().section_left_s == 270
    step = session.begin()
    assert step.quiz is not None
    assert step.quiz.place == 2


def test_a_killed_process_loses_a_few_seconds_at_most(desk: Desk) -> None:
    session, step = on_cache(desk)
    desk.pass_time(seconds=30)
    session.tick("typed before the crash")
    desk.pass_time(seconds=3)
    session.tick("typed before the crash, and a word")
    session = resume_interview(desk.reopen(), step.sitting)
    session.start()
    step = session.begin()
    assert step.prompt is not None
    assert step.prompt.phases[0].text == "typed before the crash"


def test_a_rubric_waits_through_a_restart(desk: Desk) -> None:
    session, step = on_cache(desk)
    session.finish("x")
    session = resume_interview(desk.reopen(), step.sitting)
    step = session.start()
    assert step.phase is InterviewPhase.JUDGING
    assert session.leave().phase is InterviewPhase.LEFT


def test_a_judgement_in_the_making_is_kept(desk: Desk) -> None:
    session, step = on_cache(desk)
    session.finish("x")
    session.draft([1], "")
    step = session.draft([0, 2], "less haste")
    assert step.phase is InterviewPhase.JUDGING
    so_far = interview_report(desk.collection, step.sitting).sections[0]
    assert (so_far.share, so_far.met, so_far.missed) == (None, (), ())
    assert sum(each.points for each in so_far.phases) == 0
    session.leave()
    session = resume_interview(desk.reopen(), step.sitting)
    rubric = session.start().rubric
    assert rubric is not None
    assert [each.is_met for each in rubric.criteria] == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert rubric.note == "less haste"
    session.judge([1], "")
    with pytest.raises(OutOfTurn):
        session.draft([], "")


def test_a_sitting_that_is_given_up_ends(desk: Desk) -> None:
    session, step = begun(desk, "talk")
    session.quiz(lambda run: run.answer(None))
    step = session.give_up()
    assert step.phase is InterviewPhase.FINISHED
    assert interviews(desk.collection).open == ()
    [row] = interviews(desk.collection).done
    assert row.number == 1
    for act in (session.give_up, session.leave, session.begin):
        with pytest.raises(OutOfTurn):
            act()


def test_a_prompt_that_is_given_up_does_not_count(desk: Desk) -> None:
    session, _ = on_cache(desk)
    step = session.give_up()
    assert step.report is not None
    assert step.report.points is None
    assert "not finished" in step.report.sections[0].lack


def test_a_sitting_is_closed_once(desk: Desk) -> None:
    session, step = on_cache(desk)
    session.finish("")
    session.judge([], "")
    again = resume_interview(desk.collection, step.sitting)
    assert again.start().phase is InterviewPhase.FINISHED
    with desk.collection.store.read() as unit:
        end = unit.sittings.end(step.sitting)
    assert end is not None
    assert isinstance(end.body, SittingClosed)
    assert end.body.contents["share"] == 0


def test_nothing_goes_on_before_it_was_started(desk: Desk) -> None:
    session = open_interview(desk.collection, "design")
    with pytest.raises(OutOfTurn, match="not started"):
        session.begin()
    with pytest.raises(OutOfTurn, match="not started"):
        session.tick()


@pytest.mark.parametrize(
    "plan", [{}, {"sections": []}, {"sections": [{"id": "s1"}]}, {"sections": 5}]
)
def test_a_sitting_of_a_foreign_program_is_not_gone_on_with(
    desk: Desk, plan: dict[str, object]
) -> None:
    with desk.collection.store.write(hidden=True) as unit:
        sitting = unit.record(SittingOpened("design", "Design", plan)).id
    with pytest.raises(SittingNotFound):
        resume_interview(desk.collection, sitting)
    with pytest.raises(SittingNotFound):
        interview_report(desk.collection, sitting)
    assert interviews(desk.collection).open == ()


def test_an_unknown_sitting_is_refused(desk: Desk) -> None:
    for act in (resume_interview, interview_report):
        with pytest.raises(SittingNotFound):
            act(desk.collection, EventId("0" * 32))


# --- the report -------------------------------------------------------------------


def sat(desk: Desk, *met: int) -> InterviewStep:
    session, _ = begun(desk)
    desk.pass_time(minutes=5)
    session.finish("x")
    return session.judge(met, "")


def test_a_report_compares_with_earlier_sittings_of_its_format(desk: Desk) -> None:
    sat(desk, 0)
    sat(desk, 0, 1)
    step = sat(desk)
    assert step.report is not None
    assert step.report.row.number == 3
    assert [row.number for row in step.report.earlier] == [1, 2]
    [design, *_] = [f for f in interviews(desk.collection).formats if f.id == "design"]
    assert design.last is not None
    assert design.last.number == 3


def test_a_phase_that_took_too_long_is_marked(desk: Desk) -> None:
    step = sat(desk, 0)
    assert step.report is not None
    [section] = step.report.sections
    assert [phase.is_over for phase in section.phases] == [True, False, False]


def test_what_to_review_are_cards_of_weak_topics(desk: Desk) -> None:
    step = sat(desk)
    assert step.report is not None
    [hint] = step.report.review
    assert hint.title == "mine › designs"
    assert hint.cards == ("mine/designs/stale#front",)
    assert step.report.missed


def test_what_was_answered_slowly_is_told(desk: Desk) -> None:
    session, step = begun(desk, "talk")
    desk.pass_time(seconds=240)
    step = session.quiz(lambda run: run.answer(None))
    step = answer_all(session, step)
    step = session.begin()
    report = step.report
    assert report is not None
    assert len(report.slow) == 1
    assert report.slow[0].spent_s == 240


def test_what_was_answered_rightly_is_not_reviewed(desk: Desk) -> None:
    session, step = begun(desk, "talk")
    known: set[object] = set()
    unknown: set[object] = set()
    while step.quiz is not None:
        card = step.quiz.card
        response = RIGHT.get(card) if card is not None else None
        (unknown if response is None else known).add(card)
        step = session.quiz(lambda run, response=response: run.answer(response))  # type: ignore[misc]
    report = session.begin().report
    assert report is not None
    assert known
    assert {card for hint in report.review for card in hint.cards} == unknown


def test_quizzes_are_no_interviews(desk: Desk) -> None:
    quiz(desk)
    step = sat(desk, 0)
    found = interviews(desk.collection)
    assert [row.sitting for row in found.done] == [step.sitting]
    assert found.open == ()


def test_a_report_is_written_as_markdown(desk: Desk, tmp_path: Path) -> None:
    sat(desk, 0)
    step = sat(desk, 0, 1)
    path = tmp_path / "report.md"
    changed = export_interview(desk.collection, step.sitting, path)
    assert str(path) in changed.message
    text = path.read_text("utf-8")
    assert text.startswith("# Design\n")
    for words in ("of 4", "Earlier sittings", "| Requirements |", "Missed", "over"):
        assert words in text


def test_the_report_of_a_day_is_written_whole(desk: Desk, tmp_path: Path) -> None:
    session = open_interview(desk.collection, "day")
    session.start()
    desk.pass_time(seconds=1)
    step = session.begin()
    desk.pass_time(seconds=200)
    step = answer_all(session, step)
    session.begin()
    session.begin()
    session.end_break()
    session.begin()
    session.finish("my answer")
    step = session.judge([], "less haste")
    path = tmp_path / "report.md"
    export_interview(desk.collection, step.sitting, path)
    text = path.read_text("utf-8")
    for words in ("Slowest", "By topic", "To review", "First round", "less haste",
                  "my answer", "No kata of these decks"):  # fmt: skip
        assert words in text


def test_a_report_outlives_its_prompt(desk: Desk) -> None:
    step = sat(desk, 0)
    (desk.own / "mine/designs.yaml").unlink()
    desk.reopen()
    report = interview_report(desk.collection, step.sitting)
    assert report.points == step.report.points if step.report else False
    assert report.sections[0].prompt.startswith("mine/designs/")


def test_an_open_sitting_has_a_report_so_far(desk: Desk) -> None:
    _, step = begun(desk, "talk")
    report = interview_report(desk.collection, step.sitting)
    assert report.points is None
    assert report.row.is_open
