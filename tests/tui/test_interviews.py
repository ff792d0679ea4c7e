"""Interview drills on the screen, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.tui.screens.interview import InterviewScreen
from drill.tui.screens.interview_report import InterviewReportScreen
from drill.tui.screens.interviews import InterviewsScreen
from tests.sessions.desk import Desk
from tests.sessions.interviews import QUEUE, write_formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from tests.tui.conftest import Hand


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with formats and prompts; the queue was asked before."""
    found = Desk(tmp_path)
    write_formats(found)
    found.rate(QUEUE)
    found.collection.close()
    yield found
    found.close()


async def open_list(hand: Hand) -> None:
    await hand.settle()
    await hand.press("i")
    assert isinstance(hand.pilot.app.screen, InterviewsScreen)


async def choose(hand: Hand, title: str) -> None:
    """Open the row of the list that begins with a title."""
    screen = hand.pilot.app.screen
    assert isinstance(screen, InterviewsScreen)
    titles = [row.title for row in screen._rows()]
    for _ in range(titles.index(title)):
        await hand.press("down")
    await hand.press("enter")


async def test_formats_are_listed_with_what_they_ask(
    make_app: Callable[..., DrillApp], hand: Callable[[Pilot[int]], Hand]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        person = hand(pilot)
        await open_list(person)
        text = person.text()
        for words in ("Formats", "Design", "30 min", "Talk"):
            assert words in text


async def test_a_prompt_is_written_judged_and_reported(
    make_app: Callable[..., DrillApp], hand: Callable[[Pilot[int]], Hand]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        person = hand(pilot)
        await open_list(person)
        await choose(person, "Design")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert "begin, the clock starts" in person.text()
        await person.press("enter")
        text = person.text()
        assert "A cache for a shop" in text
        assert "Must:" in text  # the headings of the first phase
        await person.press("a", "b", "c", after_s=0.1)
        await person.press("f4")
        assert "High level" in person.text()
        await person.press("x", "f3", after_s=0.1)
        assert "Must:\n abc\n" in person.text()
        await person.press("f2")
        assert "How often does a price change?" in person.text()
        await person.press("ctrl+s", "y")
        text = person.text()
        assert "What did your answer" in text
        await person.press("1", "2", "enter", "y", after_s=1)
        assert isinstance(pilot.app.screen, InterviewReportScreen)
        text = person.text()
        assert "of 4" in text
        assert "missed" in text


async def test_follow_ups_come_at_their_minute(
    make_app: Callable[..., DrillApp],
    hand: Callable[[Pilot[int]], Hand],
    desk: Desk,
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        person = hand(pilot)
        await open_list(person)
        await choose(person, "Design")
        await person.press("enter")
        assert "How large is an article?" not in person.text()
        desk.pass_time(minutes=2, seconds=1)
        await pilot.pause(0.6)
        await person.settle()
        assert "How large is an article?" in person.text()


async def test_a_sitting_that_was_left_is_offered_again(
    make_app: Callable[..., DrillApp], hand: Callable[[Pilot[int]], Hand]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        person = hand(pilot)
        await open_list(person)
        await choose(person, "Design")
        await person.press("enter")
        await person.press("h", "i", after_s=0.1)
        await person.press("escape", "y")
        assert isinstance(pilot.app.screen, InterviewsScreen)
        assert "Half way" in person.text()
        await person.press("up", "up", "up", "enter")
        await person.press("enter")
        assert "Must:\n hi\n" in person.text()


async def test_questions_of_a_section_are_asked_without_marks(
    make_app: Callable[..., DrillApp], hand: Callable[[Pilot[int]], Hand]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        person = hand(pilot)
        await open_list(person)
        await choose(person, "Talk")
        await person.press("enter")
        assert "question 1 of 3" in person.text()
        for _ in range(3):
            await person.press("ctrl+d")
        assert "Katas do not exist yet" in person.text()
        await person.press("enter")
        assert isinstance(pilot.app.screen, InterviewReportScreen)
        assert "0.0 of 4" in person.text()
        assert "no hire" in person.text()
