"""Interview drills on the screen, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from drill.errors import OutOfTurn
from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.opening import open_collection
from drill.sessions.workspace import Workspace
from drill.tui.background import Failed
from drill.tui.interviewing import beginning_with_interview
from drill.tui.runs import MARK
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.interview import InterviewScreen
from drill.tui.screens.interview_report import InterviewReportScreen
from drill.tui.screens.interviews import InterviewsScreen
from drill.tui.screens.review import ReviewScreen
from tests.sessions.desk import Desk
from tests.sessions.interviews import DESIGNS, QUEUE, TALK, write_formats
from tests.tui.conftest import Hand
from tests.tui.test_screens import compare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp


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


@pytest.fixture
async def play(desk: Desk, make_app: Callable[..., DrillApp]) -> AsyncIterator[Hand]:
    """A hand on the keys of an app that shows the list, 80 by 24."""
    async with make_app().run_test(size=(80, 24)) as pilot:
        found = Hand(pilot, desk)
        await open_list(found)
        yield found


def screen_of(hand: Hand) -> InterviewScreen:
    screen = hand.pilot.app.screen
    assert isinstance(screen, InterviewScreen), screen
    return screen


def on_top(hand: Hand) -> object:
    return hand.pilot.app.screen


async def answering(hand: Hand) -> InterviewScreen:
    """The prompt of the cache, being answered."""
    await choose(hand, "Design")
    await hand.press("enter")
    return screen_of(hand)


async def tick(hand: Hand) -> None:
    """What the screen's timer does."""
    screen_of(hand)._tick()
    await hand.settle()


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
        assert "No kata of these decks fits into 10 minutes" in person.text()
        await person.press("enter")
        assert isinstance(pilot.app.screen, InterviewReportScreen)
        assert "0.0 of 4" in person.text()
        assert "no hire" in person.text()


# --- keys that do something, and only those -------------------------------------------


async def test_a_section_is_passed_over_when_that_is_meant(play: Hand) -> None:
    await choose(play, "Talk")
    await play.press("s", "n")
    assert "1 of 2" in play.text()
    await play.press("s", "y")
    assert "2 of 2" in play.text()
    assert "– Questions" in play.text()


async def test_hints_are_shown_and_end(play: Hand) -> None:
    await answering(play)
    assert "F2 hint" in play.text()
    await play.press("f2")
    assert "How often does a price change?" in play.text()
    await play.press("f2")
    assert "Who may see an old one?" in play.text()  # below: the page follows
    assert "F2 hint" not in play.text()


async def test_the_first_and_the_last_phase_say_where_one_can_go(play: Hand) -> None:
    await answering(play)
    assert "F3" not in play.text()
    await play.press("f4")
    assert "F3" in play.text()
    await play.press("f4")
    assert "F4" not in play.text()
    await play.press("f4")
    assert f"{MARK} Telling" in play.text()


async def test_a_long_prompt_is_scrolled_from_the_pane(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    text = DESIGNS.replace("with 10,000 articles.", "x. " * 300 + "The end.")
    desk.write(desk.own / "mine/designs.yaml", text)
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        await answering(play)
        assert "F6 read on" in play.text()
        for _ in range(6):
            await play.press("f6", after_s=0.1)
        assert "The end." in play.text()
        await play.press("f4")
        assert f"{MARK} High level" in play.text()  # what is asked now is on top


async def test_what_is_typed_while_a_phase_is_fetched_goes_there(play: Hand) -> None:
    screen = await answering(play)
    await play.press("a")
    screen.action_turn(1)
    await play.pilot.press("b", "enter", "c")
    await play.settle()
    assert screen.pane.text == "b\nc"
    await play.press("f3")
    assert screen.pane.text == "Must:\na\n\nMay:\n"


async def test_what_is_typed_stays_when_a_phase_cannot_be_fetched(play: Hand) -> None:
    screen = await answering(play)
    screen.pane.wait()
    await play.pilot.press("b")
    failure = Failed("full", "", OutOfTurn("a", "b"), is_expected=True)
    screen._refuse(lambda session: session.start(), failure)
    assert "b" in screen.pane.text


async def test_headings_alone_are_no_answer(play: Hand) -> None:
    await answering(play)
    await play.press("f4", "f4")
    assert "· Requirements" in play.text()
    await play.press("ctrl+s", "y")
    for _ in range(4):
        await play.press("pagedown")
    assert "Nothing was written" in play.text()


async def test_a_rubric_takes_no_dont_know(play: Hand) -> None:
    await answering(play)
    await play.press("ctrl+s", "y")
    assert "don't know" not in play.text()
    await play.press("ctrl+d")
    assert screen_of(play).is_in(InterviewPhase.JUDGING)


async def test_a_judgement_is_handed_in_when_that_is_meant(play: Hand) -> None:
    await answering(play)
    await play.press("ctrl+s", "y", "2", "enter")
    assert "1 of 5 criteria, 22 of 100 points." in play.text()
    await play.press("n")
    assert screen_of(play).is_in(InterviewPhase.JUDGING)
    await play.press("1", "enter", "y")
    assert isinstance(play.pilot.app.screen, InterviewReportScreen)


async def test_own_keys_are_heeded(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    keys = {"interview.next-phase": "f9", "interview.ask-hint": "f7"}
    async with make_app(keys=keys).run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        await answering(play)
        assert "F9 next phase" in play.text()
        await play.press("f9")
        assert f"{MARK} High level" in play.text()


async def test_a_held_enter_begins_one_section_only(play: Hand) -> None:
    await choose(play, "Day")
    await play.press("s", "y", "s", "y")
    await play.press("enter")
    await play.press(*["enter"] * 5, after_s=0.03)
    assert "A break" in play.text()


async def test_an_answer_is_taken_back_on_the_screen(play: Hand) -> None:
    await choose(play, "Talk")
    await play.press("enter", "ctrl+d")
    assert "question 2 of 3" in play.text()
    await play.press("ctrl+z")
    assert "question 1 of 3" in play.text()


# --- time -----------------------------------------------------------------------------


async def test_time_that_is_up_keeps_the_text_and_shows_the_rubric(play: Hand) -> None:
    screen = await answering(play)
    await play.press(*"all I had")
    play.desk.pass_time(minutes=11)
    await tick(play)
    assert screen.is_in(InterviewPhase.JUDGING)
    assert "time of this section is up" in play.text()
    await play.press("enter", "1", after_s=0.3)  # meant for the pane
    assert screen.is_in(InterviewPhase.JUDGING)
    assert "■" not in play.text()
    await play.press("1", after_s=2)
    assert "■" in play.text()
    for _ in range(4):
        await play.press("pagedown")
    assert "all I had" in play.text()


async def test_a_machine_asleep_takes_no_time_of_a_prompt(play: Hand) -> None:
    await answering(play)
    play.desk.clock.sleep(timedelta(hours=3))
    await tick(play)
    assert "the machine slept for 180 minutes" in play.text()
    assert "10:00 left" in play.text().split("\n")[0]
    play.desk.pass_time(seconds=5)
    await tick(play)
    assert "the machine slept" in play.text()  # long enough to be read
    play.desk.pass_time(seconds=30)
    await tick(play)
    assert "the machine slept" not in play.text()


async def test_after_a_sleep_a_question_goes_on_with_what_was_typed(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.write(desk.own / "formats/talk.yaml", TALK.replace("number: 3", "number: 9"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        await choose(play, "Talk")
        await play.press("enter")
        screen = screen_of(play)
        while screen.entry is not None and not screen.entry.wants_text:
            await play.press("ctrl+d")
        await play.press("4", "2")
        before = screen.entry
        assert before is not None
        desk.clock.sleep(timedelta(minutes=40))
        await tick(play)
        assert "Nothing ran for 40 min" in play.text()
        assert "take the question out" in play.text()
        await play.press("enter")
        assert screen.entry == before


async def test_a_break_ends_by_itself_and_by_a_key(play: Hand) -> None:
    await choose(play, "Day")
    await play.press("s", "y", "s", "y", "enter")
    assert "Then: Design" in play.text()
    play.desk.pass_time(minutes=6)
    await tick(play)
    assert "4 of 4" in play.text()
    assert f"{MARK} Design" in play.text()


async def test_the_clock_goes_on_between_two_looks(play: Hand) -> None:
    await answering(play)
    play.desk.pass_time(seconds=1.4)
    await tick(play)
    before = play.text().split("\n")[0]
    play.desk.pass_time(seconds=0.8)
    await tick(play)
    assert play.text().split("\n")[0] != before


# --- leaving, going on, ending --------------------------------------------------------


async def test_a_judgement_in_the_making_outlives_leaving(play: Hand) -> None:
    await answering(play)
    await play.press("ctrl+s", "y", "2", "n", *"less haste", "enter")
    assert "note  less haste" in play.text()
    await play.press("1", "escape")
    await play.press("home", "enter")
    assert play.text().count("■") == 2
    assert "note  less haste" in play.text()
    await play.press("enter", "y")
    for _ in range(4):
        await play.press("pagedown")
    assert "less haste" in play.text()


async def test_an_app_that_ends_writes_down_what_stands_in_the_pane(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        await answering(play)
        await play.press(*"abc", after_s=0.1)
        pilot.app.exit()
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        assert "Half way" in play.text()
        await play.press("enter")
        assert "It was begun before" in play.text()
        assert "go on, the clock runs" in play.text()
        await play.press("enter")
        assert "abc" in screen_of(play).pane.text


async def test_a_half_way_sitting_is_ended_from_the_list(play: Hand) -> None:
    await answering(play)
    await play.press("escape", "y", "down")
    assert "x end it" not in play.text()  # the mark stands at a format
    await play.press("up")
    assert "x end it" in play.text()
    await play.press("x", "n")
    assert "Half way" in play.text()
    await play.press("x", "y")
    assert "Half way" not in play.text()
    assert "no score" in play.text()


async def test_a_prompt_that_is_left_asks_first(play: Hand) -> None:
    screen = await answering(play)
    await play.press("escape", "n")
    assert play.pilot.app.screen is screen
    await play.press("x")
    assert "x" in screen.pane.text  # the pane has the keys again


async def test_a_format_that_is_gone_leaves_the_screen(play: Hand) -> None:
    play.pilot.app.push_screen(InterviewScreen("zzz"))
    await play.settle()
    assert isinstance(play.pilot.app.screen, InterviewsScreen)


# --- the report -----------------------------------------------------------------------


async def reported(play: Hand) -> InterviewReportScreen:
    await answering(play)
    await play.press("a", "ctrl+s", "y", "enter", "y")
    screen = play.pilot.app.screen
    assert isinstance(screen, InterviewReportScreen)
    return screen


async def test_a_report_is_exported(
    play: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # each character of a long path would be a key press
    screen = await reported(play)
    await play.press("e", "ctrl+u", *"r.md", "enter")
    assert "Design" in (tmp_path / "r.md").read_text("utf-8")
    await play.press("e", "ctrl+u", "enter")
    assert "a file is needed" in play.text()
    await play.press("escape")
    assert play.pilot.app.screen is screen


async def test_a_path_that_cannot_be_written_is_told_and_loses_nothing(
    play: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    screen = await reported(play)
    await play.press("e", "ctrl+u", *"no/r.md", "enter")
    assert any("r.md" in each.message for each in play.pilot.app._notifications), (
        play.text()
    )
    assert play.pilot.app.screen is screen
    assert "0.0 of 4" in play.text()


async def test_what_was_missed_is_reviewed_from_the_report(play: Hand) -> None:
    screen = await reported(play)
    assert "review what was missed" in play.text()
    await play.press("enter")
    assert isinstance(on_top(play), ReviewScreen)
    assert "What may be stale?" in play.text()
    await play.press("escape")
    assert on_top(play) is screen
    await play.press("question_mark")
    assert "lean no hire" in play.text()


async def test_earlier_reports_are_opened_from_the_list(play: Hand) -> None:
    await reported(play)
    await play.press("escape", "end", *["down"] * 6, "enter")
    assert isinstance(play.pilot.app.screen, InterviewReportScreen)
    assert "sitting 1" in play.text()


# --- sizes and much text --------------------------------------------------------------


async def test_a_prompt_is_resized_in_the_middle(play: Hand) -> None:
    screen = await answering(play)
    await play.press(*"abc", after_s=0.1)
    for size in ((120, 36), (40, 12), (80, 24)):
        await play.pilot.resize_terminal(*size)
        await play.settle()
        assert "abc" in play.text(), size
        assert screen.focused is screen.pane
    await play.press("d", after_s=0.1)
    assert "abcd" in screen.pane.text


async def test_thousands_of_lines_are_pasted(play: Hand) -> None:
    screen = await answering(play)
    lines = "\n".join(f"line {n}: [bold]\x1b[31m" for n in range(3_000))
    screen.pane.post_message(Paste(lines))
    await play.settle()
    play.desk.pass_time(seconds=7)
    await tick(play)
    await play.press("f4", "f3")
    assert "line 2999" in screen.pane.text
    await play.press("ctrl+s", "y")
    assert screen.is_in(InterviewPhase.JUDGING)
    await play.press("1", "enter", "y")
    assert "\x1b" not in play.text()


async def test_a_broken_format_says_so_and_the_others_stay(
    desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    desk.write(desk.own / "formats/half.yaml", "format: half\nsections:\n  - kind: p")
    async with make_app().run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        text = play.text()
        assert "half.yaml" in text.replace("\n", "").replace(" ", "")
        for words in ("Design", "Talk", "Day"):
            assert words in text


@pytest.mark.parametrize(("name", "kind"), [("talk", InterviewScreen), ("", None)])
async def test_an_app_begins_with_an_interview(
    name: str, kind: type | None, desk: Desk
) -> None:
    app = beginning_with_interview(name)(
        lambda: Workspace(open_collection(desk.locations, desk.clock, {})),
        clock=desk.clock,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        play = Hand(pilot, desk)
        await play.settle()
        assert isinstance(app.screen, kind or InterviewsScreen)
        await play.press("escape")
        assert isinstance(app.screen, HomeScreen)


# --- frames ---------------------------------------------------------------------------

LEFT = ("enter", "enter", *"10 k reads", "escape", "y")
FRAMES = {
    "interviews": (
        "enter", "enter", "a", "ctrl+s", "y", "2", "enter", "y", "escape", *LEFT,
    ),
    "interview-intro": ("down", "down", "enter"),
    "interview-prompt": ("enter", "enter", *"10 k reads", "f2"),
    "interview-rubric": (
        "enter", "enter", *"10 k reads", "ctrl+s", "y", "2", "n",
        *"less haste", "enter",
    ),
    "interview-break": ("down", "down", "enter", "s", "y", "s", "y", "enter"),
    "interview-report": (
        "enter", "enter", *"10 k reads", "f4", *"app -> db",
        "ctrl+s", "y", "2", "3", "enter", "y",
    ),
}  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", FRAMES)
async def test_an_interview_looks_as_it_should(
    name: str, size: tuple[int, int], desk: Desk, make_app: Callable[..., DrillApp]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        play = Hand(pilot, desk)
        await open_list(play)
        for key in FRAMES[name]:
            await play.press("space" if key == " " else key)
        compare(f"{name}-{size[0]}x{size[1]}", play.text())
