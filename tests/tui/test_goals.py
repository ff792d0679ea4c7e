"""Interview dates: the block on home, the list, and what is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.ids import StudyDay
from drill.sessions.goal_steps import GoalRow, GoalsStep, ReadyRow, ScopeChoice
from drill.sessions.goals import goals, set_goal
from drill.sessions.steps import Counts, Ready
from drill.tui import first_paint
from drill.tui.goal_lines import goals_picture, say_scope, say_title
from drill.tui.home_lines import HomeView, home_picture
from drill.tui.runs import text_of, width_of
from drill.tui.screens.goals import GoalsScreen, say_interview_day
from drill.tui.screens.home import HomeScreen
from drill.tui.styles import Depth
from drill.tui.themes import DARK
from tests.sessions.desk import ACKS, COMMIT, WINDOW
from tests.tui.conftest import Hand, screen_text
from tests.tui.factory import TODAY, home_step
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk

READY = (
    Ready("Networking", 31, 12),
    Ready("Databases", 58, 9),
    Ready("Distributed systems", 74, 6),
)
GOAL = {"ready_for": "14 Dec, in 24 days", "readiness": READY}
HOSTILE = "a \x1b[31m[bold]red[/bold] \u202e 中文字 " * 3
CHOICES = (
    ScopeChoice("databases", "Databases", 180),
    ScopeChoice("databases/mvcc", "MVCC", 30),
    ScopeChoice("networking", "Networking", 150),
    ScopeChoice("networking/empty", "Nothing yet", 0),
)


def home_text(width: int = 80, **changes: object) -> str:
    step = home_step(**{**GOAL, **changes})
    return "\n".join(map(text_of, home_picture(step, HomeView(), width).lines))


def ready_row(title: str = "Databases", depth: int = 0, mean: float = 0.58) -> ReadyRow:
    return ReadyRow("databases", title, depth, mean, 0.09, 180, 20)


def goals_step(**changes: object) -> GoalsStep:
    goal = GoalRow(
        title="interview",
        day=StudyDay(TODAY + 24),
        date_label="Mon 14 Dec",
        days_left=24,
        scope=("databases", "networking"),
        minutes=20,
        whole=ready_row("interview"),
        rows=(ready_row(), ready_row("MVCC", 1, 0.2)),
        reviews_today=12,
        new_today=1,
    )
    return GoalsStep(TODAY, (replace(goal, **changes),), CHOICES, 0.1)  # type: ignore[arg-type]


def lines(step: GoalsStep, width: int = 80) -> list[str]:
    return [text_of(line) for line in goals_picture(step, 0, width).lines]


# --- home


def test_home_says_how_ready_one_will_be_weakest_first() -> None:
    text = home_text()
    assert "Ready for 14 Dec, in 24 days" in text
    assert text.index("31 ±12") < text.index("58 ± 9") < text.index("74 ± 6")
    assert "Next 14 days" in text


def test_home_without_a_goal_says_nothing_of_one() -> None:
    text = home_text(ready_for="", readiness=())
    assert "Ready" not in text
    assert "Retention" in text


def test_home_shows_three_and_counts_the_others() -> None:
    more = (*READY, Ready("Algorithms", 80, 5), Ready("Security", 90, 5))
    text = home_text(readiness=more)
    assert "and 2 more that are better known" in text
    assert "Algorithms" not in text.split("Decks")[0]


def test_planned_cards_are_counted_apart() -> None:
    counts = Counts(review=18, planned=7)
    assert "  planned     7" in home_text(counts=counts)
    assert "planned" not in home_text(counts=Counts(review=18))


@pytest.mark.parametrize("width", [1, 8, 20, 40, 63, 64, 80, 109, 110, 120, 250])
def test_home_with_a_goal_fits_any_width(width: int) -> None:
    step = home_step(**GOAL, counts=Counts(review=18, planned=7))
    picture = home_picture(step, HomeView(), width)
    assert all(width_of(line) <= max(width, 1) for line in picture.lines)
    assert "74 ± 6" in home_text(width) or width < 40


def test_the_head_of_home_stays_low_enough_for_the_decks() -> None:
    text = home_text(counts=Counts(review=18, planned=7)).split("\n")
    assert next(i for i, line in enumerate(text) if line.startswith(" Decks")) <= 9


def test_a_title_cannot_speak_to_the_terminal() -> None:
    step = home_step(**{**GOAL, "readiness": (Ready("a\x1b]0;pwned\x07b", 1, 1),)})
    text = first_paint.paint(step, (80, 24), palette=DARK, depth=Depth.NONE)
    assert "\x1b]" not in text
    assert "\x07" not in text


# --- the list


def test_the_list_says_what_is_asked_for_and_what_the_figures_mean() -> None:
    text = "\n".join(lines(goals_step()))
    assert "Mon 14 Dec, in 24 days" in text
    assert "asks for 12 reviews and 1 new card today" in text
    assert "58 ± 9   180 cards, 20 unseen" in text
    assert "count as 10" in text


def test_an_interview_that_is_over_asks_for_nothing() -> None:
    text = "\n".join(lines(goals_step(day=StudyDay(TODAY - 3), days_left=-3)))
    assert "3 days ago" in text
    assert "new card" not in text.split("3 days ago")[1]


def test_an_empty_list_says_so() -> None:
    step = replace(goals_step(), goals=())
    assert "No interview date is set." in "\n".join(lines(step))
    assert goals_picture(step, 0, 80).places == range(
        len(lines(step)), len(lines(step))
    )


@given(st.integers(1, 200), st.text(max_size=40))
def test_the_list_fits_any_width_and_any_title(width: int, title: str) -> None:
    step = goals_step(title=title, rows=(ready_row(HOSTILE), ready_row(title, 1)))
    picture = goals_picture(step, 0, width)
    assert all(width_of(line) <= max(width, 8) + 6 for line in picture.lines)
    shown = "".join(map(text_of, picture.lines))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# --- what is typed

UNKNOWN = "no deck or topic that is studied is called"


@pytest.mark.parametrize(
    ("text", "words", "is_good"),
    [
        ("databases", "180 cards", True),
        ("databases, networking", "330 cards", True),
        ("databases databases/mvcc", "180 cards", True),
        ("databases/mvcc", "30 cards", True),
        ("networking/empty", "0 cards", False),
        ("", "ids of decks or topics, such as databases, databases/mvcc", False),
        ("data", f"{UNKNOWN} data; databases, databases/mvcc?", False),
        ("netwrking", f"{UNKNOWN} netwrking; networking?", False),
        ("zzz", f"{UNKNOWN} zzz", False),
    ],
)  # fmt: skip
def test_a_scope_is_understood_while_it_is_typed(
    text: str, words: str, *, is_good: bool
) -> None:
    reading = say_scope(text, CHOICES)
    assert (reading.words, reading.is_good) == (words, is_good)


def test_a_title_is_needed() -> None:
    assert not say_title("").is_good
    assert say_title("acme").is_good


def test_today_is_too_late_for_an_interview() -> None:
    assert not say_interview_day("today", TODAY).is_good
    assert not say_interview_day("nonsense", TODAY).is_good
    assert say_interview_day("+1", TODAY).is_good


# --- by its keys


async def test_an_interview_is_set_changed_and_taken_away(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        await hand.press("g")
        assert isinstance(pilot.app.screen, GoalsScreen)
        assert "No interview date is set." in hand.text()
        await hand.press("n", "enter", "plus", "9", "enter", "enter", "enter")
        assert "Wed 11 Mar, in 9 days" in hand.text()
        assert "20 min a day · mine" in hand.text()
        await hand.press("enter", "ctrl+u", "plus", "1", "2", "enter", "enter", "enter")
        assert "Sat 14 Mar, in 12 days" in hand.text()
        await hand.press("n")
        assert "interview 2" in hand.text()
        await hand.press("escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Ready for 14 Mar, in 12 days" in hand.text()
        await hand.press("g", "x")
        assert "No interview date is set." in hand.text()
        await hand.press("u", "u")
        assert "Wed 11 Mar" in hand.text()
    desk.reopen()
    [goal] = goals(desk.collection).goals
    assert goal.days_left == 9


async def test_leaving_a_line_sets_nothing(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        await hand.press("g", "n", "enter", "escape")
        assert "No interview date is set." in hand.text()
        await hand.press("enter", "x")  # nothing stands at the mark
        assert isinstance(pilot.app.screen, GoalsScreen)


async def test_a_refusal_is_said_in_words(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        await hand.press("g", "n", "enter", *"2039-01-01", "enter", "enter", "enter")
        messages = [note.message for note in app._notifications]
    assert any("more than 730 days away" in message for message in messages)


SHOTS = {
    "goals-home": (HomeScreen, ()),
    "goals": (GoalsScreen, ("down",)),
    "goals-day": (GoalsScreen, ("n", "enter", *"fri")),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", SHOTS)
async def test_a_screen_looks_as_it_should(
    name: str, size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.reopen()
    desk.pass_time(days=-6)
    desk.learn(WINDOW, ACKS, COMMIT)
    desk.pass_time(days=6)
    today = desk.collection.today
    set_goal(desk.collection, StudyDay(today + 2), ["networks", "mine"])
    set_goal(desk.collection, StudyDay(today + 40), ["mine/words"], title="acme")
    desk.collection.close()
    screen, keys = SHOTS[name]
    app = make_app()
    async with app.run_test(size=size, notifications=False) as pilot:
        hand = Hand(pilot, desk)
        await hand.settle()
        if screen is GoalsScreen:
            await pilot.press("g")
            await hand.settle()
        for key in keys:
            await pilot.press(key)
            await hand.settle()
        compare(f"{name}-{size[0]}x{size[1]}", screen_text(app))
