"""Code in an interview drill: drawn, written against a clock, worth its credit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.errors import OutOfTurn
from drill.events import Practised, SittingOpened
from drill.ids import CardId, Rating
from drill.judge.sandbox.probing import Ladder
from drill.judge.sandbox.rungs import Refusal, Rung
from drill.judge.verdicts import VerdictKind
from drill.sessions import interview_katas
from drill.sessions.interview_composing import Composer
from drill.sessions.interview_rooms import (
    export_interview,
    formats_of,
    interview_report,
    open_interview,
    resume_interview,
)
from drill.sessions.interview_steps import InterviewPhase, SectionFate
from drill.sessions.kata_steps import KataPhase
from drill.srs.schedule import New
from tests.sessions.katas import (
    BOX,
    BOX_HEAD,
    DOUBLE,
    FAILED,
    REFERENCE,
    RIGHT,
    STARTER,
    WRONG,
    judgement,
    lay_out,
    opened,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drill.sessions.interview import InterviewSession
    from drill.sessions.interview_steps import InterviewStep
    from tests.sessions.desk import Desk

CODE = """\
    format: code
    title: Code
    sections:
      - {kind: kata, title: Code, minutes: 15, scope: [networks]}
    """
ROUNDS = """\
    format: rounds
    title: Rounds
    sections:
      - {kind: round, title: One, format: code}
      - {kind: kata, title: Any, minutes: 30}
      - {kind: kata, title: One more, minutes: 30}
    """


@pytest.fixture(autouse=True)
def _formats(desk: Desk) -> None:
    lay_out(desk)
    for name, text in (("code", CODE), ("rounds", ROUNDS)):
        desk.write(desk.own / f"formats/{name}.yaml", text)


def begun(desk: Desk) -> tuple[InterviewSession, InterviewStep]:
    session = open_interview(desk.collection, "code")
    session.start()
    return session, session.begin()


def cards_of(session: InterviewSession) -> list[CardId | None]:
    return [section.card for section in session._desk.plan.sections]


# --- which ------------------------------------------------------------------------


def test_a_section_draws_a_kata_of_its_decks_that_fits_into_its_minutes(
    desk: Desk,
) -> None:
    session = open_interview(desk.collection, "code")
    assert cards_of(session) == [DOUBLE]
    step = session.start()
    assert (step.sections[0].lack, step.sections[0].can_be_sat) == ("", True)
    assert step.section_left_s == 900


def test_no_kata_is_asked_twice_in_a_sitting(desk: Desk) -> None:
    session = open_interview(desk.collection, "rounds")
    assert cards_of(session) == [DOUBLE, BOX, None]
    assert session.start().sections[2].lack == (
        "No kata of these decks fits into 30 minutes."
        " This section stands for itself and does not count."
    )


def test_a_kata_that_is_too_long_is_not_asked(desk: Desk) -> None:
    desk.write(desk.own / "formats/code.yaml", CODE.replace("15", "9"))
    assert cards_of(open_interview(desk.collection, "code")) == [None]


def test_one_that_was_never_tried_comes_first_then_the_weakest(desk: Desk) -> None:
    any_ = CODE.replace(", scope: [networks]", "").replace("15", "30")
    desk.write(desk.own / "formats/code.yaml", any_)
    opened(desk).judged(judgement(VerdictKind.FAILED, 0, FAILED), WRONG)
    for _ in range(5):
        assert cards_of(open_interview(desk.collection, "code")) == [BOX]
        desk.pass_time(minutes=1)
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    box = opened(desk, BOX)
    box.judged(judgement(), RIGHT)
    box.rate(Rating.EASY)
    desk.pass_time(days=3)
    assert cards_of(open_interview(desk.collection, "code")) == [DOUBLE]


def test_without_a_sandbox_the_section_stands_for_itself(desk: Desk) -> None:
    refusal = Refusal(Rung.STRONG, "the kernel is too old")
    lack = interview_katas.lack_of_walls(Ladder((), (refusal,)))
    assert lack == (
        "There is no sandbox here: strong: the kernel is too old."
        " This section stands for itself and does not count."
    )
    formats, _ = formats_of(desk.collection)
    with desk.collection.store.write() as unit:
        plan = Composer(desk.collection, unit, formats, lack).plan(formats["code"])
        opened_ = SittingOpened(plan.format, plan.title, plan.document())
        sitting = unit.record(opened_).id
    session = resume_interview(desk.collection, sitting)
    step = session.start()
    assert (step.sections[0].lack, step.sections[0].can_be_sat) == (lack, False)
    step = session.begin()
    assert step.phase is InterviewPhase.FINISHED
    assert step.report is not None
    assert step.report.points is None


# --- writing it -------------------------------------------------------------------


def test_code_is_written_in_a_clean_file_of_the_sitting(desk: Desk) -> None:
    opened(desk).save(WRONG)
    session, step = begun(desk)
    assert step.phase is InterviewPhase.KATA
    assert step.is_running
    assert step.code is not None
    assert (step.code.title, step.code.minutes, step.code.runs) == ("Double it", 10, 0)
    kata = session.kata()
    shown = kata.start()
    assert shown.text == STARTER
    assert shown.left_s == 900
    kata.save(RIGHT)
    assert opened(desk).source() == WRONG
    assert session.kata("javascript").start().path.name == "solution.js"


def test_a_pass_is_worth_all_and_is_practice(desk: Desk) -> None:
    session, _ = begun(desk)
    kata = session.kata()
    desk.pass_time(minutes=4)
    step = kata.judged(judgement(), RIGHT)
    assert step.phase is KataPhase.PASSED
    assert (step.reference, step.rating, step.allowed) == (REFERENCE, None, ())
    with pytest.raises(OutOfTurn):
        kata.rate(Rating.GOOD)
    code = session.tick().code
    assert code is not None
    assert code.is_over
    end = session.finish_code()
    assert end.phase is InterviewPhase.FINISHED
    report = end.report
    assert report is not None
    assert report.points == 4
    [section] = report.sections
    assert (section.kata, section.verdict, section.runs) == ("Double it", "passed", 1)
    assert section.spent_s == 240
    assert [each.topic for each in report.topics] == ["networks/tcp"]
    with desk.collection.store.read() as unit:
        body = unit.journal.history(DOUBLE)[-1].event.body
    assert isinstance(body, Practised)
    assert (body.rating, body.context) == (Rating.GOOD, "interview")
    assert body.instance is not None
    assert body.instance["sitting"] == end.sitting
    assert body.instance["verdict"] == "passed"
    assert desk.card(DOUBLE).schedule.state == New()


def test_half_of_it_is_worth_its_credit_and_hints_are_told(desk: Desk) -> None:
    session, _ = begun(desk)
    kata = session.kata()
    kata.judged(judgement(VerdictKind.FAILED, 3, FAILED), WRONG)
    kata.hint()
    kata.judged(judgement(VerdictKind.ERROR, 0), WRONG)
    code = session.tick().code
    assert code is not None
    assert (code.credit, code.verdict, code.hints) == (0.625, "error", 1)
    report = session.finish_code().report
    assert report is not None
    assert report.points == 2.5


def test_the_time_runs_out_whoever_shows_it(desk: Desk) -> None:
    session, _ = begun(desk)
    kata = session.kata()
    desk.pass_time(minutes=15)
    in_time = kata.judged(judgement(VerdictKind.FAILED, 0, FAILED), WRONG)
    assert (in_time.message, in_time.attempt) == ("", 2)  # it was begun before
    desk.pass_time(seconds=10)
    late = kata.judged(judgement(), RIGHT)
    assert late.message == "the time of this section was up: this run does not count"
    assert (late.phase, late.left_s) == (KataPhase.WORKING, 0)
    step = session.tick()
    assert step.phase is InterviewPhase.FINISHED
    assert "time of this section is up" in step.message
    assert step.report is not None
    assert step.report.points == 0


def test_where_nothing_was_run_the_card_was_not_practised(desk: Desk) -> None:
    session, _ = begun(desk)
    session.kata()
    report = session.finish_code().report
    assert report is not None
    assert report.points == 0
    with desk.collection.store.read() as unit:
        assert unit.journal.history(DOUBLE) == []


def test_a_sleep_does_not_count(desk: Desk) -> None:
    session, _ = begun(desk)
    desk.pass_time(minutes=1)
    desk.clock.sleep(timedelta(minutes=20))
    step = session.tick()
    assert step.message == "the machine slept for 20 minutes: they do not count"
    assert step.section_left_s == 840


def test_it_goes_on_where_it_stood(desk: Desk) -> None:
    session, step = begun(desk)
    session.kata().save(WRONG)
    desk.pass_time(minutes=3)
    session.tick()  # written down
    desk.pass_time(minutes=2)
    assert session.leave().phase is InterviewPhase.LEFT
    desk.pass_time(hours=9)
    desk.reopen()
    again = resume_interview(desk.collection, step.sitting)
    assert again.start().section_left_s == 600
    again.begin()
    assert again.kata().source() == WRONG
    desk.pass_time(seconds=10)
    assert again.tick().section_left_s == 590


def test_giving_a_kata_up_is_worth_what_was_there(desk: Desk) -> None:
    session, _ = begun(desk)
    session.kata().give_up()
    report = session.finish_code().report
    assert report is not None
    assert report.points == 0
    with desk.collection.store.read() as unit:
        body = unit.journal.history(DOUBLE)[-1].event.body
    assert isinstance(body, Practised)
    assert body.rating is Rating.AGAIN
    assert body.instance is not None
    assert body.instance["verdict"] == "given up"


def test_a_kata_that_is_gone_is_passed_over(desk: Desk) -> None:
    session = open_interview(desk.collection, "code")
    session.start()
    (desk.folder / "shipped/networks/katas/double/starter.py").unlink()
    step = session.begin()
    assert step.phase is InterviewPhase.FINISHED
    assert step.message == "the kata of that section is gone"
    assert step.sections[0].fate is SectionFate.SKIPPED
    with pytest.raises(OutOfTurn):
        session.kata()


def test_its_report_is_written_and_outlives_it(desk: Desk, tmp_path: Path) -> None:
    session, step = begun(desk)
    session.kata().judged(judgement(VerdictKind.FAILED, 1, FAILED), WRONG)
    session.finish_code()
    path = tmp_path / "report.md"
    export_interview(desk.collection, step.sitting, path)
    assert "Kata: Double it, failed, 1 run" in path.read_text("utf-8")
    report = interview_report(desk.collection, step.sitting)
    assert report.review  # the topic went badly


def test_a_kata_without_a_length_takes_twenty_minutes(desk: Desk) -> None:
    assert "minutes" not in BOX_HEAD
    any_ = CODE.replace("[networks]", "[mine/words]")
    for minutes, card in (("19", None), ("20", BOX)):
        text = any_.replace("15", minutes)
        desk.write(desk.own / "formats/code.yaml", text)
        assert cards_of(open_interview(desk.collection, "code")) == [card]
