"""Plans and moves of interview drills, as a journal may hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.events import SittingMoved
from drill.ids import CardId, EventId
from drill.sessions.interview_export import as_markdown
from drill.sessions.interview_moves import SectionState
from drill.sessions.interview_plans import (
    InterviewPlan,
    PlannedCriterion,
    PlannedPhase,
    PlannedSection,
    interview_plan_of,
)
from drill.sessions.interview_prompt import PromptRun
from drill.sessions.interview_rooms import (
    give_up_interview,
    interview_report,
    open_interview,
)
from drill.sessions.interview_scores import prompt_share
from drill.sessions.interview_steps import InterviewPhase, SectionFate
from drill.sessions.sitting_plans import PlannedQuestion, QuestionPlan
from tests.sessions.interviews import DESIGN, DESIGNS, write_formats

if TYPE_CHECKING:
    from tests.sessions.desk import Desk

PLAN = InterviewPlan(
    "day",
    "Day",
    (
        PlannedSection(
            "s1", "questions", "Q", 300, 2, "First",
            questions=QuestionPlan((PlannedQuestion(CardId("a/b/c#q"), 7),), 300.0),
        ),
        PlannedSection(
            "s2", "prompt", "P", 600, 1, card=CardId("a/b/d#q"), seed=5,
            phases=(PlannedPhase("one", "One", 60, 3, "Why?", ("A", "B")),),
            criteria=(PlannedCriterion("Says so", 2, "one"),),
        ),
        PlannedSection("s3", "break", "B", 60, 0),
        PlannedSection("s4", "kata", "K", 60, 1, lack="None yet."),
    ),
)  # fmt: skip

json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ("sections", "id", "kind", "title", "seconds", "weight", "phases",
             "criteria", "questions", "card", "text", "phase", "headings", "texts",
             "phase_s", "met", "note", "spent_s", "hints", "section")
        ),
        inner,
        max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip


def test_a_plan_survives_the_journal() -> None:
    assert interview_plan_of("day", "Day", PLAN.document()) == PLAN
    assert PLAN.seconds == 1020


@given(st.dictionaries(st.just("sections"), json))
def test_no_plan_of_others_can_harm(document: dict[str, Any]) -> None:
    found = interview_plan_of("x", "X", document)
    assert found is None or found.sections


def section(**changes: Any) -> dict[str, Any]:
    return {"id": "s1", "kind": "prompt", "title": "P", "seconds": 60} | changes


@pytest.mark.parametrize(
    "sections",
    [
        [section(), section()],  # one id twice
        [section(kind="opera")],
        [section(seconds=0)],
        [section(seconds="long")],
        [section(id="")],
        [section(), 5],
    ],
)
def test_a_plan_that_cannot_be_sat_is_none(sections: list[Any]) -> None:
    assert interview_plan_of("x", "X", {"sections": sections}) is None


def test_parts_that_say_nothing_are_left_out() -> None:
    phases = [{"id": "a"}, 5, {"id": "a", "title": "A", "headings": ["H", 3]}]
    criteria = [{"phase": "a"}, {"text": "T", "phase": "a"}]
    document = {"sections": [section(phases=phases, criteria=criteria)]}
    plan = interview_plan_of("x", "X", document)
    assert plan is not None
    [found] = plan.sections
    assert found.phases == (PlannedPhase("a", "A", 1.0, 0.0, "", ("H",)),)
    assert found.criteria == (PlannedCriterion("T", 1.0, "a"),)


moves = st.sampled_from(
    ("begun", "wrote", "ended", "drafted", "judged", "skipped", "opera")
)


@given(st.lists(st.tuples(moves, st.dictionaries(st.text(max_size=3), json) | json)))
def test_no_move_of_others_can_harm(told: list[tuple[str, Any]]) -> None:
    state = SectionState()
    for move, contents in told:
        if isinstance(contents, dict):
            state = state.after(SittingMoved(EventId("0"), move, contents))
    assert state.spent_s >= 0


def test_a_judgement_stands_against_what_is_written_later() -> None:
    state = SectionState()
    for move, told in (
        ("wrote", {"texts": {"a": "one"}}),
        ("judged", {"met": [1, 1, "x", -1, 0]}),
        ("wrote", {"texts": {"a": "two"}}),
        ("ended", {}),
        ("skipped", {}),
    ):
        state = state.after(SittingMoved(EventId("0"), move, told))
    assert (dict(state.texts), state.met) == ({"a": "one"}, (0, 1))
    assert not state.is_skipped


def test_a_judgement_is_not_drafted_again() -> None:
    state = SectionState()
    for move, met in (("drafted", [3]), ("judged", [1]), ("drafted", [2])):
        state = state.after(SittingMoved(EventId("0"), move, {"met": met}))
    assert (state.met, state.is_judged) == ((1,), True)


def test_a_move_of_no_section_changes_none(formats: Desk) -> None:
    session = open_interview(formats.collection, "design")
    sitting = session.start().sitting
    with formats.collection.store.write(hidden=True) as unit:
        unit.record(SittingMoved(sitting, "skipped", {}))
    assert session.begin().phase is InterviewPhase.PROMPT


def test_criteria_that_there_are_not_harm_no_report(formats: Desk) -> None:
    session = open_interview(formats.collection, "design")
    sitting = session.start().sitting
    told = {"section": "s1", "met": [0, 99]}
    with formats.collection.store.write(hidden=True) as unit:
        unit.record(SittingMoved(sitting, "judged", told))
    [section] = interview_report(formats.collection, sitting).sections
    assert len(section.met) == 1


def test_phases_without_weight_leave_nothing_to_score() -> None:
    bare = PlannedSection(
        "s1", "prompt", "P", 60, 1,
        phases=(PlannedPhase("a", "A", 60, 0), PlannedPhase("b", "B", 60, 1)),
        criteria=(PlannedCriterion("T", 1, "a"),),
    )  # fmt: skip
    assert prompt_share(bare, SectionState(is_judged=True)) is None


@pytest.fixture
def formats(desk: Desk) -> Desk:
    write_formats(desk)
    return desk


def test_a_prompt_whose_criteria_weigh_nothing_is_judged_without_a_score(
    formats: Desk,
) -> None:
    desk = formats
    text = DESIGN.replace("weight: 30", "weight: 0").replace(
        "weight: 10}", "weight: 0}"
    )
    text = text.replace("area: telling", "area: requirements")
    desk.write(desk.own / "formats/design.yaml", text)
    only = DESIGNS[: DESIGNS.index("      - id: cache")]
    queue = DESIGNS[DESIGNS.index("      - id: queue") :]
    desk.write(desk.own / "mine/designs.yaml", only + queue)
    desk.reopen()
    session = open_interview(desk.collection, "design")
    session.start()
    session.begin()
    session.finish("")
    step = session.judge([0], "")
    assert step.phase is InterviewPhase.FINISHED
    assert step.report is not None
    assert step.report.points is None
    assert "No score." in as_markdown(step.report)


def test_a_rubric_outlives_its_prompt(formats: Desk) -> None:
    desk = formats
    session = open_interview(desk.collection, "design")
    session.start()
    session.begin()
    session.finish("x")
    (desk.own / "mine/designs.yaml").unlink()
    from drill.sessions.rereading import reread

    reread(desk.collection)
    step = session.start()
    assert step.rubric is not None
    assert step.rubric.title == "Design"
    before = desk.events()
    session.judge([0], "")
    assert desk.events() == before + 2  # the judgement and the end; no practice


def test_what_is_ahead_and_behind_is_marked(formats: Desk) -> None:
    session = open_interview(formats.collection, "day")
    step = session.start()
    fates = [row.fate for row in step.sections]
    assert fates == [SectionFate.RUNNING, *[SectionFate.AHEAD] * 3]
    session.begin()
    while (step := session.quiz(lambda run: run.answer(None))).quiz is not None:
        pass
    assert step.sections[0].fate is SectionFate.DONE


def test_a_sitting_that_is_over_is_given_up_without_harm(formats: Desk) -> None:
    session = open_interview(formats.collection, "design")
    sitting = session.start().sitting
    give_up_interview(formats.collection, sitting)
    before = formats.events()
    report = give_up_interview(formats.collection, sitting)
    assert report == interview_report(formats.collection, sitting)
    assert formats.events() == before


def test_an_intent_that_comes_twice_shows_the_present_step(formats: Desk) -> None:
    session = open_interview(formats.collection, "design")
    session.start()
    session.begin()
    assert session.start().phase is InterviewPhase.PROMPT


def test_a_prompt_without_a_clock_stands(formats: Desk) -> None:
    from drill.sessions.asking import ask

    desk = formats
    asked = ask(desk.document("mine/designs/cache"), 1)
    assert asked is not None
    run = PromptRun(PLAN.sections[1], asked, SectionState(phase="gone"), desk.clock)
    assert not run.is_running
    assert (run.spent_s, run.left_s) == (0, 600)
    assert run.step().at == 0


def test_a_known_topic_is_reviewed_by_what_is_forgotten(formats: Desk) -> None:
    desk = formats
    stale = CardId("mine/designs/stale#front")
    desk.learn(stale)
    desk.pass_time(days=30)
    session = open_interview(desk.collection, "design")
    session.start()
    session.begin()
    session.finish("")
    step = session.judge([], "")
    assert step.report is not None
    assert step.report.selection is not None
    assert stale in step.report.selection.cards
