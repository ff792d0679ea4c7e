"""Working on a kata: its file, hints, runs, giving up, rating, coming back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drill.errors import (
    KataNotFound,
    KataUnreadable,
    LanguageNotFound,
    NotWritable,
    OutOfTurn,
    RatingRefused,
    SubmissionTooLong,
    WorkUnreadable,
)
from drill.events import Attempted, Practised, Reviewed
from drill.ids import CardId, Rating
from drill.judge.answers import Fault
from drill.judge.referee import OwnRun
from drill.judge.verdicts import GrowthResult, VerdictKind, Wanted
from drill.sessions.kata_pictures import difference_of, shortened
from drill.sessions.kata_rooms import due_katas, find_kata, katas
from drill.sessions.kata_steps import KataPhase, KataState, StageState
from drill.sessions.kata_work import LONGEST, Work, WorkNotes, worked
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import Phase
from drill.srs.schedule import New, Reviewing
from tests.sessions.desk import WINDOW
from tests.sessions.katas import (
    BOX,
    DOUBLE,
    FAILED,
    HEAD,
    RAISED,
    REFERENCE,
    RIGHT,
    STARTER,
    STEEP,
    WRONG,
    judgement,
    lay_out,
    opened,
    verdict,
)

if TYPE_CHECKING:
    from tests.sessions.desk import Desk


@pytest.fixture(autouse=True)
def _katas(desk: Desk) -> None:
    lay_out(desk)


# --- the list ---------------------------------------------------------------------


def test_the_list_says_where_one_stands_with_each(desk: Desk) -> None:
    rows = katas(desk.collection).rows
    assert [(row.id, row.topic, row.title) for row in rows] == [
        ("box", "mine/words", "A box"),
        ("double", "networks/tcp", "Double it"),
    ]
    assert [(row.state, row.minutes, row.attempts) for row in rows] == [
        (KataState.NEW, None, 0),
        (KataState.NEW, 10, 0),
    ]
    session = opened(desk)
    desk.pass_time(minutes=2)
    session.judged(judgement(VerdictKind.FAILED, 1, FAILED), WRONG)
    [first, _] = katas(desk.collection).rows
    assert (first.id, first.is_begun, first.last_verdict) == ("double", True, "failed")
    assert first.best_s is None
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    [_, row] = katas(desk.collection).rows
    assert (row.state, row.is_begun, row.attempts) == (KataState.LATER, False, 2)
    assert row.due_label.startswith("in ")
    assert row.best_s == 120
    desk.pass_time(days=40)
    [row, _] = katas(desk.collection).rows
    assert (row.state, row.due_label) == (KataState.DUE, "today")


def test_a_suspended_kata_says_so(desk: Desk) -> None:
    from drill.sessions.acting import suspend

    suspend(desk.collection, [DOUBLE])
    assert katas(desk.collection).rows[1].state is KataState.SUSPENDED


def test_a_kata_is_found_by_its_name(desk: Desk) -> None:
    for name in ("double", "networks/tcp/double", "networks/tcp/double#q"):
        assert find_kata(desk.collection, name) == DOUBLE
    with pytest.raises(KataNotFound) as caught:
        find_kata(desk.collection, "doubel")
    assert "double" in caught.value.hint
    with pytest.raises(KataNotFound) as caught:
        find_kata(desk.collection, "zzz")
    assert "drill kata list" in caught.value.hint


def test_a_name_that_two_katas_have_asks_for_more(desk: Desk) -> None:
    folder = desk.own / "mine" / "katas" / "double"
    folder.mkdir()
    other = desk.folder / "shipped/networks/katas/double"
    for each in other.iterdir():
        text = each.read_text().replace("topic: tcp", "topic: words")
        (folder / each.name).write_text(text)
    lay_out(desk)
    with pytest.raises(KataNotFound) as caught:
        find_kata(desk.collection, "double")
    assert "mine/words/double, networks/tcp/double" in caught.value.hint


@pytest.mark.parametrize("card", [WINDOW, CardId("networks/tcp/none#q")])
def test_what_is_no_kata_cannot_be_opened(desk: Desk, card: CardId) -> None:
    with pytest.raises(KataNotFound):
        opened(desk, card)


def test_a_kata_whose_files_are_broken_says_what_is_wrong(desk: Desk) -> None:
    (desk.folder / "shipped/networks/katas/double/starter.py").unlink()
    with pytest.raises(KataUnreadable) as caught:
        opened(desk)
    assert "`starter.py` is not in the kata's folder" in caught.value.message
    (desk.folder / "shipped/networks/katas/double/kata.yaml").write_text("- a")
    with pytest.raises(KataUnreadable):
        opened(desk)


# --- the file ----------------------------------------------------------------------


def test_a_kata_begins_with_its_starter_in_a_folder_of_drill(desk: Desk) -> None:
    step = opened(desk).start()
    assert step.phase is KataPhase.WORKING
    assert step.text == STARTER
    assert step.path.is_relative_to(desk.locations.data / "katas")
    assert step.path.name == "solution.py"
    assert step.place == "networks › tcp"
    assert [(each.call, each.result) for each in step.examples] == [
        ("double(n=1)", "2"),
        ("double(n='ab')", "raises TypeError"),
    ]
    assert [(each.id, each.state, each.total) for each in step.stages] == [
        ("small", StageState.AHEAD, 0),
        ("all", StageState.AHEAD, 0),
    ]
    assert (step.reference, step.why, step.source, step.difference) == ("", "", (), ())
    assert (step.result, step.rating, step.outcomes) == (None, None, ())


def test_work_goes_on_where_it_stopped(desk: Desk) -> None:
    session = opened(desk)
    session.save(WRONG)
    desk.pass_time(seconds=90)
    session.leave("x = 1\n")
    step = opened(desk).start()
    assert step.text == "x = 1\n"
    assert step.spent_s == 90
    session.leave()
    session.leave("x = 1\n")
    assert opened(desk).source() == "x = 1\n"


def test_what_an_editor_saved_is_seen(desk: Desk) -> None:
    session = opened(desk)
    before = session.stamp()
    session.work.path.write_text("y = 22222\r\n")
    assert session.stamp() != before
    assert session.start().text == "y = 22222\n"
    session.work.path.unlink()
    assert session.stamp() is None
    assert session.source() == ""


def test_a_reset_brings_the_starter_back_and_keeps_what_was_there(desk: Desk) -> None:
    session = opened(desk)
    session.save(WRONG)
    assert session.reset().text == STARTER
    earlier = session.work.folder / "earlier.py"
    assert earlier.read_text() == WRONG
    session.reset()  # a starter is not worth keeping
    assert earlier.read_text() == WRONG
    session.work.path.write_bytes(b"\xff")
    assert session.reset().text == STARTER


def test_each_language_has_a_file_of_its_own(desk: Desk) -> None:
    step = opened(desk, language="javascript").start()
    assert step.path.name == "solution.js"
    assert step.text == "function double(n) {}\n"
    assert step.languages == ("python", "javascript")
    with pytest.raises(LanguageNotFound) as caught:
        opened(desk, language="go")
    assert "python, javascript" in caught.value.hint


def test_a_file_that_is_too_long_or_no_text_is_refused(desk: Desk) -> None:
    session = opened(desk)
    with pytest.raises(SubmissionTooLong):
        session.save("#" * (LONGEST + 1))
    assert session.source() == STARTER
    session.work.path.write_bytes(b"#" * (LONGEST + 1))
    with pytest.raises(SubmissionTooLong):
        session.source()
    session.work.path.write_bytes(b"\xff")
    with pytest.raises(WorkUnreadable):
        session.source()
    assert opened(desk).reset().text == STARTER


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"spent_s": "x"}', '{"attempts": 1.5}', '{"other": 1}'),
        *('{"shown": 1}', '{"shown": ["a"]}'),
    ],
)
def test_notes_that_are_broken_begin_anew(desk: Desk, text: str) -> None:
    session = opened(desk)
    (session.work.folder / "work.json").write_text(text)
    assert session.work.notes() == WorkNotes()


def test_notes_survive_and_take_whole_seconds(desk: Desk) -> None:
    work = Work(desk.locations.data, DOUBLE, "python")
    notes = WorkNotes(spent_s=5, shown=(2, 0))
    work.keep(notes)
    assert work.notes() == notes
    assert work.notes().hints == 2


@pytest.mark.parametrize(
    ("now", "saved_at", "counted"),
    [
        (1_200, 0, 200),
        (1_300, 0, 300),
        (1_301, 0, 300),
        (2_000, 1_900, 1_000),
        (2_000, 1_600, 900),
        (9_999, 1_600, 900),
        (9_999, 9_000, 1_200),
        (900, 0, 0),
        (1_100, 9_999, 100),
    ],
)
def test_work_goes_on_until_the_latest_save_and_a_little_more(
    now: float, saved_at: float, counted: float
) -> None:
    notes = WorkNotes(spent_s=10, seen_at=1_000)
    found = worked(notes, now, saved_at, 1_200)
    assert (found.spent_s, found.seen_at) == (10 + counted, now)


def test_what_was_left_counts_from_when_it_is_taken_up_again() -> None:
    assert worked(WorkNotes(spent_s=10), 5_000, 4_900, 900) == WorkNotes(
        spent_s=10, seen_at=5_000
    )


def test_time_between_two_commands_of_a_shell_counts(desk: Desk) -> None:
    opened(desk)  # `drill kata start`
    desk.pass_time(minutes=9)
    assert opened(desk).start().spent_s == 540
    desk.pass_time(hours=9)
    assert opened(desk).start().spent_s == 540 + 600  # as long as it usually takes


def test_a_kata_that_was_left_does_not_count_time(desk: Desk) -> None:
    session = opened(desk)
    desk.pass_time(minutes=2)
    session.leave()
    desk.pass_time(minutes=2)
    assert opened(desk).start().spent_s == 120


def test_work_that_cannot_be_written_down_is_said(desk: Desk) -> None:
    (desk.locations.data / "katas").write_text("in the way")
    with pytest.raises(NotWritable):
        opened(desk)
    session_folder = desk.locations.data / "katas"
    session_folder.unlink()
    session = opened(desk)
    session.work.path.unlink()
    session.work.path.mkdir()
    with pytest.raises(NotWritable):
        session.reset()


# --- hints, runs ------------------------------------------------------------------


def test_hints_come_one_by_one_and_cost(desk: Desk) -> None:
    session = opened(desk)
    assert (session.start().hints_left, session.start().best) == (3, "")
    step = session.hint()
    assert step.hints == ("Count fingers.",)
    assert step.best == "hard at best"
    session.hint()
    assert session.hint().hints[-1] == "Write `2 * n`."
    with pytest.raises(OutOfTurn):
        session.hint()
    assert opened(desk).start().hints_left == 0


def test_hints_are_those_of_the_stage_at_hand_then_the_katas(desk: Desk) -> None:
    path = desk.folder / "shipped/networks/katas/double/kata.yaml"
    path.write_text(HEAD.replace("statement: Any.", "statement: Any., hints: [Add.]"))
    session = opened(desk)
    step = session.judged(judgement(VerdictKind.FAILED, 2, FAILED), WRONG)
    assert step.hints_left == 3
    assert [session.hint().hints[-1] for _ in range(2)] == ["Add.", "Add it to itself."]
    [row] = session.attempts()
    assert row.hints == 0
    step = session.judged(judgement(VerdictKind.FAILED, 1, FAILED), WRONG)
    assert step.hints == ("Add.", "Add it to itself.")
    assert session.hint().hints[-1] == "Count fingers."
    path.write_text(HEAD.replace("hints: [Count fingers.]", "hints: []"))
    assert "Add it to itself." not in opened(desk).start().hints[:1]


def test_a_run_is_recorded_with_its_code(desk: Desk) -> None:
    session = opened(desk)
    desk.pass_time(seconds=61)
    step = session.judged(judgement(VerdictKind.FAILED, 1, FAILED), WRONG)
    assert (step.attempt, step.phase) == (2, KataPhase.WORKING)
    result = step.result
    assert result
    assert (result.verdict, result.passed, result.total) == ("failed", 1, 4)
    assert result.failed
    assert (result.failed.call, result.failed.wanted, result.failed.got) == (
        *("double(n=1)", "2", "1"),
    )
    assert result.failed.stage == "Small numbers"
    assert [stage.state for stage in step.stages] == [
        *(StageState.FAILED, StageState.FAILED),
    ]
    [row] = session.attempts()
    assert (row.verdict, row.source, row.spent_s) == ("failed", WRONG, 61)
    assert desk.operations() == []  # undo passes over runs
    assert desk.card(DOUBLE).schedule.state == New()


def test_a_traceback_is_that_of_the_learners_lines(desk: Desk) -> None:
    step = opened(desk).judged(judgement(VerdictKind.ERROR, 0, RAISED), WRONG)
    assert step.result
    failed = step.result.failed
    assert failed
    assert failed.fault == "ValueError: no"
    assert failed.trace == ("line 2, in double: raise x",)
    for call, words in ((0, "E (in the constructor)"), (3, "E (in call 3)")):
        fault = Fault("E", "", (), call=call)
        seen = replace(RAISED, fault=fault, arguments={}, wanted=Wanted(raises="E"))
        step = opened(desk).judged(judgement(VerdictKind.ERROR, 0, seen), WRONG)
        assert step.result
        assert step.result.failed
        assert step.result.failed.fault == words
        assert (step.result.failed.call, step.result.failed.wanted) == ("", "raises E")


def test_what_the_learner_is_not_at_fault_for_counts_for_nothing(desk: Desk) -> None:
    session = opened(desk)
    step = session.judged(
        judgement(VerdictKind.DECK_ERROR, 0, remark="cases.py broke"), WRONG
    )
    assert step.result
    assert (step.result.counts, step.result.remark) == (False, "cases.py broke")
    assert step.attempt == 1
    assert session.attempts() == ()


def test_one_case_is_no_attempt(desk: Desk) -> None:
    session = opened(desk)
    step = session.shown(judgement(VerdictKind.FAILED, 1, FAILED))
    assert step.result
    assert step.attempt == 1
    assert session.attempts() == ()


def test_an_input_of_ones_own_stands_beside_the_reference(desk: Desk) -> None:
    session = opened(desk)
    mine = verdict(VerdictKind.FAILED, wanted=None, got=4, has_got=True)
    step = session.tried(OwnRun(mine, Wanted(6)))
    assert step.own
    assert (step.own.got, step.own.wanted) == ("4", "6")
    step = session.tried(OwnRun(mine, None, "no reference"))
    assert step.own
    assert step.own.wanted == ""


def test_a_growth_that_is_too_steep_is_told(desk: Desk) -> None:
    step = opened(desk).judged(judgement(growth=STEEP), RIGHT)
    assert step.result
    assert step.result.remark == (
        "Right, but its time grows like n^2.0, n^1.5 is asked: 10.0 ms at 100,"
        " 40.0 ms at 200."
    )
    assert (step.rating, step.because) == (
        *(Rating.HARD, "passed, but its time grows too steeply"),
    )
    flat = GrowthResult((), 1.5, None, is_steep=False, remark="too quick to measure")
    step = opened(desk).judged(judgement(growth=flat), RIGHT)
    assert step.result
    assert step.result.remark == "too quick to measure"


def test_output_and_values_that_are_huge_are_cut_and_say_so(desk: Desk) -> None:
    huge = verdict(
        VerdictKind.FAILED, got="x" * 9_000, has_got=True, output="a\n" * 500
    )
    step = opened(desk).judged(judgement(VerdictKind.FAILED, 0, huge), WRONG)
    assert step.result
    assert step.result.failed
    assert step.result.failed.got.endswith("… (9,002 characters)")
    assert step.result.failed.output.endswith("… (500 lines)")
    assert shortened("short") == "short"


# --- the end ----------------------------------------------------------------------


def test_a_pass_shows_the_reference_and_proposes_good(desk: Desk) -> None:
    session = opened(desk)
    session.save(RIGHT)
    desk.pass_time(minutes=4)
    step = session.judged(judgement(), RIGHT)
    assert step.phase is KataPhase.PASSED
    assert (step.reference, step.why) == (REFERENCE, "Twice is two times.")
    assert step.source == ("Euclid, book 7",)
    assert "+    return 2 * n" in step.difference
    assert (step.rating, step.because) == (Rating.GOOD, "passed")
    assert step.allowed == tuple(Rating)
    assert [each.rating for each in step.outcomes] == list(Rating)
    for intent in (session.hint, session.give_up):
        with pytest.raises(OutOfTurn):
            intent()
    rated = session.rate(Rating.GOOD)
    assert rated.phase is KataPhase.RATED
    assert rated.message.startswith("rated good: ")
    assert isinstance(desk.card(DOUBLE).schedule.state, Reviewing)
    assert desk.operations() == ["kata: Double it"]
    with pytest.raises(OutOfTurn):
        session.rate(Rating.GOOD)


def test_a_pass_waits_for_its_rating_across_restarts(desk: Desk) -> None:
    opened(desk).judged(judgement(), RIGHT)
    desk.reopen()
    step = opened(desk).start()
    assert (step.phase, step.rating) == (KataPhase.PASSED, Rating.GOOD)


def test_a_solution_that_is_the_reference_has_no_difference(desk: Desk) -> None:
    assert difference_of(RIGHT, RIGHT) == ()


def test_a_hint_makes_it_hard_at_best(desk: Desk) -> None:
    session = opened(desk)
    session.hint()
    step = session.judged(judgement(), RIGHT)
    assert (step.rating, step.allowed) == (Rating.HARD, (Rating.AGAIN, Rating.HARD))
    with pytest.raises(RatingRefused):
        session.rate(Rating.GOOD)
    assert desk.card(DOUBLE).schedule.state == New()


def test_giving_up_shows_the_reference_and_is_again(desk: Desk) -> None:
    session = opened(desk)
    step = session.give_up()
    assert step.phase is KataPhase.GIVEN_UP
    assert step.reference == REFERENCE
    assert (step.rating, step.allowed) == (Rating.AGAIN, (Rating.AGAIN,))
    session.rate(Rating.AGAIN)
    state = desk.card(DOUBLE).schedule.state
    assert isinstance(state, Reviewing)  # days, not minutes
    assert state.interval_days == 1


def test_somebody_who_came_far_may_say_hard(desk: Desk) -> None:
    session = opened(desk)
    session.judged(judgement(VerdictKind.FAILED, 2, FAILED), WRONG)
    assert session.give_up().allowed == (Rating.AGAIN, Rating.HARD)


def test_a_kata_comes_back_as_a_clean_file_when_it_is_due(desk: Desk) -> None:
    session = opened(desk)
    session.save(RIGHT)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    step = opened(desk).start()
    assert (step.phase, step.text) == (KataPhase.RATED, RIGHT)
    assert step.reference == REFERENCE
    desk.pass_time(days=40)
    step = opened(desk).start()
    assert (step.phase, step.text, step.attempt) == (KataPhase.WORKING, STARTER, 1)
    assert step.spent_s == 0


def test_a_language_that_nothing_here_runs_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    message = opened(desk, language="javascript").start().message
    assert message.startswith("JavaScript cannot be run here: node or nodejs is not on")
    assert "`nodejs`" in message
    assert opened(desk).start().message == ""


def test_it_comes_back_clean_in_every_language(desk: Desk) -> None:
    opened(desk, language="javascript").save("let x;\n")
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    desk.pass_time(days=40)
    opened(desk)
    step = opened(desk, language="javascript").start()
    assert step.text == "function double(n) {}\n"
    assert (session.work.folder / "earlier.js").read_text() == "let x;\n"


def test_a_rating_that_is_taken_back_is_asked_for_again(desk: Desk) -> None:
    from drill.sessions.undoing import undo

    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.EASY)
    undo(desk.collection)
    step = opened(desk).start()
    assert (step.phase, step.rating) == (KataPhase.PASSED, Rating.GOOD)
    opened(desk).rate(Rating.GOOD)
    assert opened(desk).start().phase is KataPhase.RATED


def test_a_rating_records_how_it_came_about(desk: Desk) -> None:
    session = opened(desk)
    session.judged(judgement(VerdictKind.FAILED, 2, FAILED), WRONG)
    session.hint()
    session.judged(judgement(), RIGHT)
    session.rate(Rating.HARD)
    session.reset()
    session.give_up()
    session.rate(Rating.AGAIN)
    with desk.collection.store.read() as unit:
        bodies = [entry.event.body for entry in unit.journal.history(DOUBLE)]
    first, _, rated, practised = bodies
    assert isinstance(first, Attempted)
    assert (first.stage, first.passed, first.total) == ("all", 2, 4)
    assert len(first.harness) == 32
    assert isinstance(rated, Reviewed)
    assert rated.instance == {
        "verdict": "passed", "credit": 1.0, "attempts": 2, "hints": 1,
        "spent_s": 0.0, "passed": True, "language": "python",
    }  # fmt: skip
    assert isinstance(practised, Practised)
    assert practised.instance
    assert practised.instance["verdict"] == "given up"


def test_another_round_before_that_is_practice(desk: Desk) -> None:
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    before = desk.card(DOUBLE).schedule
    assert session.judged(judgement(), RIGHT).phase is KataPhase.RATED
    step = session.reset()
    assert (step.phase, step.text) == (KataPhase.WORKING, STARTER)
    session.judged(judgement(), RIGHT)
    assert session.rate(Rating.EASY).message == "rated easy: practice"
    assert desk.card(DOUBLE).schedule.state == before.state


def test_what_an_interview_asks_for_counts_before_its_day(desk: Desk) -> None:
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    desk.pass_time(days=1)
    before = desk.card(DOUBLE).schedule.state
    session = opened(desk, is_planned=True)
    session.reset()
    session.judged(judgement(), RIGHT)
    session.rate(Rating.EASY)
    assert desk.card(DOUBLE).schedule.state != before


def test_time_is_measured_by_the_learners_own_passes(desk: Desk) -> None:
    session = opened(desk)
    for _ in range(4):
        desk.pass_time(minutes=4)
        session.save(RIGHT)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    session.reset()
    for _ in range(9):
        desk.pass_time(minutes=4)
        session.save(RIGHT)
    step = session.judged(judgement(), RIGHT)
    assert step.because == "passed, but slow"
    assert step.allowed == (Rating.AGAIN, Rating.HARD, Rating.GOOD)


def test_a_kata_whose_meaning_changed_begins_anew(desk: Desk) -> None:
    session = opened(desk)
    session.save(RIGHT)
    session.hint()
    path = desk.folder / "shipped/networks/katas/double/kata.yaml"
    path.write_text(path.read_text() + "revision: 2\n")
    step = opened(desk).start()
    assert (step.text, step.hints) == (STARTER, ())


def test_what_it_asks_for_in_words_of_its_own(desk: Desk) -> None:
    session = opened(desk, BOX)
    assert session.example == "Box(size=1); put('x')"
    assert session.parse("Box(2); put('a'); put('b')") == {
        "init": {"size": 2},
        "calls": [["put", "a"], ["put", "b"]],
    }


# --- the daily review ---------------------------------------------------------------


def due_katas_of(desk: Desk) -> list[tuple[str, int]]:
    """What a finished daily review offers."""
    session = ReviewSession(desk.collection, Selection(Kind.TODAY))
    step = session.start()
    while step.phase is not Phase.FINISHED:
        assert step.card
        session.reveal()
        step = session.rate(Rating.EASY)
    assert step.summary
    return [(each.title, each.minutes) for each in step.summary.katas]


def test_a_daily_review_offers_due_katas_that_are_short_enough(desk: Desk) -> None:
    for card in (DOUBLE, BOX):
        session = opened(desk, card)
        session.judged(judgement(), RIGHT)
        session.rate(Rating.GOOD)
    desk.set(study={"kata_minutes": 10})
    desk.reopen()
    assert due_katas_of(desk) == []  # none is due
    desk.pass_time(days=60)
    assert due_katas_of(desk) == [("Double it", 10)]
    desk.set(study={"kata_minutes": 20})
    desk.reopen()
    assert due_katas_of(desk) == [("A box", 20), ("Double it", 10)]
    desk.set(study={"kata_minutes": 0})
    desk.reopen()
    assert due_katas_of(desk) == []


def test_katas_are_offered_of_what_is_reviewed(desk: Desk) -> None:
    session = opened(desk)
    session.judged(judgement(), RIGHT)
    session.rate(Rating.GOOD)
    desk.pass_time(days=60)
    for scope, count in ((["mine"], 0), (["networks"], 1), (["networks/tcp"], 1)):
        assert len(due_katas(desk.collection, 240, scope)) == count
