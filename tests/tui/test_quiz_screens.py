"""Quizzes on the screen: set up, asked, left, taken up again, reported."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drill.events import SittingClosed
from drill.quiz.composing import Mix
from drill.sessions.opening import open_collection
from drill.sessions.sitting_steps import QuizPhase
from drill.sessions.sitting_wishes import QuizWishes
from drill.sessions.workspace import Workspace
from drill.tui.quizzing import beginning_with_quiz
from drill.tui.screens.dialogs import Confirm
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.quiz import QuizScreen
from drill.tui.screens.quiz_report import QuizReportScreen
from drill.tui.screens.quiz_setup import QuizSetupScreen, named, say_scope
from drill.tui.screens.quizzes import QuizzesScreen
from drill.tui.screens.review import ReviewScreen
from tests.sessions import questions as asked
from tests.tui.conftest import Hand
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from drill.sessions.sitting_steps import QuizStep
    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk

SIZES = [(80, 24), (120, 36)]


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    desk.reopen()
    asked.write_questions(desk)
    desk.collection.close()


@pytest.fixture
async def play(desk: Desk, make_app: Callable[..., DrillApp]) -> AsyncIterator[Hand]:
    """A hand on the keys of an app at home, 80 by 24."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        found = Hand(pilot, desk)
        await found.settle()
        yield found


def screen_of(hand: Hand, kind: type) -> QuizScreen:
    """The screen on top, which must be of a kind."""
    screen = hand.pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen  # type: ignore[return-value]


def step_of(hand: Hand) -> QuizStep:
    """What the quiz shows."""
    step = screen_of(hand, QuizScreen).step
    assert step is not None
    return step


def setup_of(hand: Hand) -> QuizSetupScreen:
    """The screen of the choices, which must be on top."""
    screen = hand.pilot.app.screen
    assert isinstance(screen, QuizSetupScreen)
    return screen


async def tick(hand: Hand) -> None:
    """What the screen's timer does, behind a dialog too."""
    stack = hand.pilot.app.screen_stack
    [quiz] = [screen for screen in stack if isinstance(screen, QuizScreen)]
    quiz._tick()
    await hand.settle()


async def begun(hand: Hand, *keys: str) -> None:
    """A quiz that was set up by some keys and begun, with mark and clock."""
    await hand.press("t", *keys, "enter")
    assert step_of(hand).phase is QuizPhase.ASKED


async def answered(hand: Hand) -> None:
    """One question answered by `I do not know`."""
    await hand.press("ctrl+d")


# --- setting up -------------------------------------------------------------------


async def test_enter_begins_a_quiz_with_what_is_there(play: Hand) -> None:
    await play.press("t")
    screen_of(play, QuizSetupScreen)
    assert "6 questions of 1 topic" in play.text()
    await play.press("enter")
    step = step_of(play)
    assert (step.place, step.number) == (1, 6)
    assert "6 of 10 asked for: no more fit" in play.text()
    assert "10:00 left" in play.text()


async def test_the_choices_are_changed_by_the_arrows(play: Hand) -> None:
    await play.press("t", "down", "left", "down", "right", "down", "left")
    screen = setup_of(play)
    wishes = screen.setup.wishes
    assert (wishes.number, wishes.minutes, wishes.each_s) == (5, None, 45)
    await play.press("down", *["right"] * 3)
    assert screen.setup.wishes.mix is Mix.MISTAKES
    assert "answered wrong in the last 7 days" in play.text()
    await play.press("enter")
    assert play.pilot.app.screen is screen
    await play.press("down", "right", "down", "right", "down", "right")
    wishes = screen.setup.wishes
    assert (wishes.mistakes_days, wishes.difficulty, wishes.kinds) == (
        14, 1, ("choice",),
    )  # fmt: skip
    await play.press("down", "right", "down", "right", "left", "right")
    assert not screen.setup.wishes.marks_at_once
    assert screen.setup.wishes.may_pause


async def test_decks_are_stepped_through_or_named(play: Hand) -> None:
    await play.press("t", "right")
    screen = setup_of(play)
    assert screen.setup.wishes.scope == ("mine",)
    await play.press("slash", *["backspace"] * 4, *"mine", "slash", *"asked", "enter")
    assert screen.setup.wishes.scope == ("mine/asked",)
    await play.press("right")
    assert not screen.setup.wishes.scope
    await play.press("left", "slash", "escape")
    assert screen.setup.wishes.scope == ("networks",)
    assert "no question of networks can be asked" in play.text()


def test_a_line_of_ids_is_read_as_it_is_typed() -> None:
    assert named(" a, b/c  a ") == ("a", "b/c")
    assert say_scope("", ["a"]).words == "the decks that are studied"
    assert say_scope("a", ["a"]).is_good
    refused = say_scope("netwrks", ["networks"])
    assert not refused.is_good
    assert refused.words.endswith("did you mean networks?")


async def test_a_quiz_of_the_deck_at_the_mark(play: Hand) -> None:
    await play.press("down", "t")
    screen = setup_of(play)
    assert screen.setup.wishes.scope == ("mine",)


# --- in the quiz ------------------------------------------------------------------


async def test_a_quiz_goes_from_question_to_mark_to_report(play: Hand) -> None:
    await begun(play)
    for _ in range(6):
        await answered(play)
        step = step_of(play)
        assert step.phase is QuizPhase.MARKED
        assert "proposed" not in play.text()
        while isinstance(play.pilot.app.screen, QuizScreen) and (
            step_of(play).phase is QuizPhase.MARKED
        ):
            await play.press("enter")
    screen_of(play, QuizReportScreen)
    assert "6 no answer" in play.text()
    assert "0 %" in play.text()
    await play.press("enter")
    screen_of(play, ReviewScreen)
    await play.press("q")
    await play.press("escape")
    screen_of(play, QuizSetupScreen)


async def test_the_countdown_runs_in_the_top_line(play: Hand, desk: Desk) -> None:
    await begun(play)
    desk.pass_time(seconds=29)
    await tick(play)
    assert "9:31 left" in play.text()
    desk.pass_time(seconds=563)
    await tick(play)
    assert "!  0:08 left" in play.text()


async def test_time_out_is_marked_by_itself(play: Hand, desk: Desk) -> None:
    await begun(play, "down", "down", "right")
    assert "1:00 left" in play.text()
    desk.pass_time(seconds=60)
    await tick(play)
    assert step_of(play).phase is QuizPhase.MARKED
    assert "time is out for this question" in play.text()


async def test_a_long_sleep_is_told_and_the_question_can_be_voided(
    play: Hand, desk: Desk
) -> None:
    await begun(play)
    card = step_of(play).card
    desk.clock.sleep(timedelta(hours=8, minutes=3))
    await tick(play)
    assert step_of(play).phase is QuizPhase.ASLEEP
    assert "Nothing ran for 8 h 3 min." in play.text()
    assert "of that time 2 min count" in play.text()
    await play.press("v")
    assert step_of(play).place == 2
    await play.press("ctrl+z")
    assert step_of(play).card == card
    desk.clock.sleep(timedelta(hours=1))
    await tick(play)
    await play.press("enter")
    assert step_of(play).phase is QuizPhase.ASKED
    assert step_of(play).spent_s >= 100


async def test_a_pause_hides_the_question(play: Hand, desk: Desk) -> None:
    await begun(play, *["down"] * 8, "right")
    assert step_of(play).may_pause
    await play.press("f4")
    assert "Paused" in play.text()
    desk.pass_time(hours=3)
    await tick(play)
    await play.press("enter")
    assert step_of(play).phase is QuizPhase.ASKED
    assert step_of(play).spent_s < 60


async def test_what_was_typed_outlives_a_sleep(
    desk: Desk,
) -> None:
    app = beginning_with_quiz(QuizWishes(scope=("mine/asked",), kinds=("typed",)))(
        lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
        clock=desk.clock,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        await play.press(*"consis")
        desk.clock.sleep(timedelta(minutes=2))
        await tick(play)
        assert "consis" not in play.text()
        await play.press("enter")
        assert "consis" in play.text()
        await play.press(*"tency", "enter")
        step = step_of(play)
        assert (step.phase, step.credit) == (QuizPhase.MARKED, 1)


async def test_an_answer_is_taken_back(play: Hand) -> None:
    await begun(play)
    card = step_of(play).card
    await answered(play)
    await play.press("u")
    step = step_of(play)
    assert (step.phase, step.card, step.counted) == (QuizPhase.ASKED, card, 0)


async def test_leaving_asks_once_and_can_be_gone_on_with(play: Hand) -> None:
    await begun(play)
    await answered(play)
    await play.press("escape")
    assert isinstance(play.pilot.app.screen, Confirm)
    await play.press("n")
    await play.press("escape", "y")
    assert isinstance(play.pilot.app.screen, Confirm)  # the setup offers to go on
    await play.press("y")
    step = step_of(play)
    assert (step.place, step.counted) == (2, 1)
    await play.press("escape", "y", "n")
    screen_of(play, QuizSetupScreen)
    assert "A quiz was left half way" in play.text()
    await play.press("r")
    assert step_of(play).place == 2


async def test_a_quiz_that_was_killed_is_offered_again(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        await begun(play)
        await answered(play)
        while step_of(play).phase is QuizPhase.MARKED:
            await play.press("enter")
    desk.pass_time(seconds=20)
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        [said] = pilot.app._notifications
        assert said.message == "A quiz was left half way, 1 of 6 answered: t goes on."
        await play.press("t", "y")
        step = step_of(play)
        assert step.counted == 1
        assert step.spent_s >= 20


async def test_a_quiz_is_ended_before_its_end(play: Hand, desk: Desk) -> None:
    await begun(play)
    await answered(play)
    await play.press("x", "y")
    screen_of(play, QuizReportScreen)
    assert "given up" in play.text()
    await play.press("t")
    screen_of(play, QuizzesScreen)
    assert "given up" in play.text()
    await play.press("enter")
    screen_of(play, QuizReportScreen)
    await play.press("n")
    screen_of(play, QuizSetupScreen)
    await play.pilot.app.workers.wait_for_complete()
    desk.reopen()
    with desk.collection.store.read() as unit:
        [end] = unit.sittings.closed().values()
    desk.collection.close()
    assert isinstance(end.body, SittingClosed)


async def test_a_quiz_that_ends_behind_a_dialog_shows_its_report_after_it(
    play: Hand, desk: Desk
) -> None:
    await begun(play, *["down"] * 7, "right")
    quiz = play.pilot.app.screen
    await play.press("escape")
    desk.pass_time(minutes=11)
    assert isinstance(quiz, QuizScreen)
    quiz._tick()
    await play.settle()
    assert isinstance(play.pilot.app.screen, Confirm)
    await play.press("y")
    screen_of(play, QuizReportScreen)
    assert "the time is up" in play.text()


async def test_a_quiz_begins_at_once(desk: Desk) -> None:
    wishes = QuizWishes(scope=("mine/asked",), number=3)
    app = beginning_with_quiz(wishes)(
        lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
        clock=desk.clock,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        assert step_of(play).number == 3
        await play.press("escape", "y")
        assert isinstance(app.screen, HomeScreen)


async def test_a_quiz_of_nothing_says_so_and_goes(desk: Desk) -> None:
    app = beginning_with_quiz(QuizWishes(scope=("networks",)))(
        lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
        clock=desk.clock,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        assert isinstance(app.screen, HomeScreen)
        [said] = app._notifications
        assert said.message.startswith("there is nothing to ask")


# --- the list ---------------------------------------------------------------------


async def test_what_is_half_way_is_gone_on_with_or_ended_from_the_list(
    play: Hand,
) -> None:
    await play.press("t", "t")
    assert "No quiz yet" in play.text()
    await play.press("enter", "escape", "enter")
    await answered(play)
    await play.press("escape", "y", "n", "t", "enter")
    assert step_of(play).place == 2
    await play.press("escape", "y")
    assert "! half way" in play.text()
    await play.press("x")
    assert "given up" in play.text()


# --- frames -----------------------------------------------------------------------

FRAMES = {
    "quiz-setup": ("t",),
    "quiz-setup-refused": ("t", *["down"] * 4, *["right"] * 3),
    "quiz-asked": ("t", "enter"),
    "quiz-marked": ("t", "enter", "ctrl+d"),
    "quiz-paused": ("t", *["down"] * 8, "right", "enter", "f4"),
    "quiz-leaving": ("t", "enter", "escape", "tick"),
    "quiz-half-way": ("t", "enter", "ctrl+d", "escape", "y", "n"),
    "quiz-asleep": ("t", "enter", "sleep"),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", FRAMES)
async def test_a_quiz_looks_as_it_should(
    name: str, size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    """Without the generated question, whose text changes with its generator."""
    written, _, rest = asked.TOPIC.partition("      - id: made")
    rest = rest.partition("      - id: design")[2]
    desk.write(desk.own / "mine/asked.yaml", f"{written}      - id: design{rest}")
    async with make_app().run_test(size=size) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        for key in FRAMES[name]:
            if key == "sleep":
                desk.clock.sleep(timedelta(minutes=42))
                await tick(play)
            elif key == "tick":
                await tick(play)
            else:
                await play.press(key)
        compare(f"{name}-{size[0]}x{size[1]}", play.text())


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
async def test_a_report_and_the_list_look_as_they_should(
    size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    from tests.sessions.quizzes import FIVE, quiz, right, wrong

    desk.reopen()
    for number in range(4):
        session, step = quiz(desk, FIVE)
        for place in range(5):
            desk.pass_time(seconds=6 + 30 * (place == 3))
            is_right = place <= number + 1
            session.answer(right(step) if is_right else wrong(step))
            step = session.next()
        desk.pass_time(days=1)
    desk.collection.close()
    async with make_app().run_test(size=size) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        await play.press("t", "t")
        compare(f"quizzes-{size[0]}x{size[1]}", play.text())
        await play.press("down", "enter")
        compare(f"quiz-report-{size[0]}x{size[1]}", play.text())
        await play.press("space")
        compare(f"quiz-report-end-{size[0]}x{size[1]}", play.text())
