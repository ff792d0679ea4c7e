"""Answering questions at the keyboard, over a real collection."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from drill.events import Practised, Reviewed
from drill.ids import CardId, Rating
from drill.quiz.marks import Verdict
from drill.sessions.selection import Kind, Selection
from drill.sessions.steps import Phase, ReviewStep
from drill.tui.question_entry import OrderEntry, TextEntry
from drill.tui.screens.help import HelpScreen
from drill.tui.screens.home import HomeScreen
from drill.tui.screens.review import ReviewScreen
from tests.sessions import questions as asked
from tests.sessions.desk import FOLD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from drill.tui.application import DrillApp
    from tests.sessions.desk import Desk
    from tests.tui.conftest import Hand

    MakeApp = Callable[..., DrillApp]
    MakeHand = Callable[[Pilot[int]], Hand]
    Begin = Callable[..., AbstractAsyncContextManager["Asking"]]


@pytest.fixture(autouse=True)
def _questions(desk: Desk) -> None:
    asked.write_questions(desk)
    desk.collection.close()


class Asking:
    """A review of chosen cards that has begun."""

    def __init__(self, app: DrillApp, hand: Hand) -> None:
        self.app = app
        self.hand = hand
        self.press = hand.press
        self.text = hand.text

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    @property
    def step(self) -> ReviewStep:
        assert self.screen.step is not None
        return self.screen.step

    @property
    def is_marked(self) -> bool:
        return self.step.phase is Phase.BACK and self.step.marked is not None

    @property
    def verdict(self) -> Verdict:
        assert self.step.marked is not None
        return self.step.marked.verdict

    def key_of(self, text: str) -> str:
        """The digit of a choice or an item."""
        assert self.step.question is not None
        return str(self.step.question.entries.index(text) + 1)

    async def write(self, text: str) -> None:
        names = {" ": "space", "?": "question_mark"}
        await self.press(*(names.get(each, each) for each in text), after_s=0.2)

    async def paste(self, text: str) -> None:
        self.app.screen.post_message(Paste(text))
        await self.hand.settle()


@pytest.fixture
def review(make_app: MakeApp, hand: MakeHand) -> Begin:
    """Begins a review of some cards; the first is at hand."""

    @asynccontextmanager
    async def begin(
        *cards: CardId, size: tuple[int, int] = (80, 24), **taste: object
    ) -> AsyncIterator[Asking]:
        app = make_app(**taste)
        async with app.run_test(size=size) as pilot:
            keys = hand(pilot)
            await keys.settle()
            app.push_screen(ReviewScreen(Selection(Kind.SEARCH, cards=cards)))
            await keys.settle()
            keys.desk.pass_time(seconds=1)
            yield Asking(app, keys)

    return begin


def answers(desk: Desk) -> list[Rating]:
    """The ratings in the journal, read after the app has closed it."""
    collection = desk.reopen()
    with collection.store.read() as unit:
        found = [event.body for _, event in unit.journal.events()]
    return [each.rating for each in found if isinstance(each, Reviewed | Practised)]


# --- choices --------------------------------------------------------------------


async def test_a_digit_chooses_and_enter_answers(review: Begin, desk: Desk) -> None:
    async with review(asked.CHOICE) as on:
        await on.press(on.key_of("the receiver"))
        assert not on.is_marked
        assert f"▸ {on.key_of('the receiver')}  the receiver" in on.text()
        await on.press("enter")
        assert on.verdict is Verdict.RIGHT
        assert "✓ yours, right" in on.text()
        assert "3 good ⏎" in on.text()
        await on.press("enter")
        assert on.step.phase is Phase.FINISHED
    assert answers(desk) == [Rating.GOOD]


async def test_arrows_and_letters_move_the_mark(review: Begin) -> None:
    async with review(asked.CHOICE) as on:
        await on.press("down", "j", "k", "up", "up")
        assert on.screen.entry is not None
        assert on.screen.entry.row == 0


async def test_a_click_chooses(review: Begin) -> None:
    async with review(asked.CHOICE) as on:
        on.hand.desk.pass_time(seconds=1)
        await on.hand.pilot.click("#page", offset=(8, 4))
        await on.hand.settle()
        assert on.screen.entry is not None
        assert on.screen.entry.row == 1


async def test_enter_without_a_choice_says_what_is_missing(review: Begin) -> None:
    async with review(asked.CHOICE) as on:
        await on.press("enter")
        assert not on.is_marked
        assert "! Choose one first." in on.text()
        await on.press("1")
        assert "Choose one first" not in on.text()


async def test_not_knowing_is_an_answer(review: Begin, desk: Desk) -> None:
    async with review(asked.CHOICE, asked.ORDER) as on:
        await on.press("0")
        assert on.verdict is Verdict.NO_ANSWER
        assert "○ no answer: again" in on.text()
        await on.press("enter", "ctrl+d")
        assert on.verdict is Verdict.NO_ANSWER
        assert "the right order" in on.text()
    assert answers(desk) == [Rating.AGAIN]


async def test_several_are_ticked_by_digit_and_by_space(review: Begin) -> None:
    async with review(asked.SEVERAL) as on:
        await on.press(on.key_of("SYN"))
        await on.press(*["up"] * 3, *["down"] * (int(on.key_of("FIN")) - 1), "space")
        assert on.text().count("■") == 2
        await on.press("enter")
        assert on.verdict is Verdict.RIGHT


# --- text -----------------------------------------------------------------------


async def test_letters_are_text_where_an_answer_is_typed(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.write("hub nice? 0k")
        assert isinstance(on.screen.entry, TextEntry)
        assert on.screen.entry.line.text == "hub nice? 0k"
        assert "F1 help" in on.text()
        await on.press("ctrl+u")
        await on.write("consistensy")
        await on.press("enter")
        assert on.is_marked
        assert "consisten" in on.text()


async def test_a_number_that_is_none_is_said_and_kept_for_correction(
    review: Begin,
) -> None:
    async with review(asked.NUMERIC) as on:
        await on.write("20 foo")
        await on.press("enter")
        assert not on.is_marked
        assert "! " in on.text()
        assert "answer 20 foo" in on.text()
        await on.press("backspace", "backspace", "backspace")
        assert "! " not in on.text()
        await on.press("enter")
        assert on.verdict is Verdict.RIGHT


async def test_a_paste_of_several_lines_hands_nothing_in(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.paste("consistency\n\x1b[31m\n")
        assert not on.is_marked
        assert "answer consistency [31m" in on.text()


async def test_a_paste_elsewhere_does_nothing(review: Begin) -> None:
    async with review(asked.CHOICE, FOLD) as on:
        await on.paste("1\n")
        assert on.screen.entry is not None
        assert on.screen.entry.is_empty


async def test_giving_up_needs_an_empty_line_and_else_deletes(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.write("ab")
        await on.press("home", "ctrl+d")
        assert not on.is_marked
        assert "answer b" in on.text()
        await on.press("ctrl+d")
        assert not on.is_marked
        await on.press("ctrl+d")
        assert on.verdict is Verdict.NO_ANSWER


async def test_doubled_letters_are_typed_as_fast_as_one_can(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.press("l", "o", "o", "l", "l", after_s=0.03)
        assert isinstance(on.screen.entry, TextEntry)
        assert on.screen.entry.line.text == "looll"


# --- order and prompts ----------------------------------------------------------


async def test_items_are_put_into_order(review: Begin) -> None:
    async with review(asked.ORDER) as on:
        await on.press("enter")
        assert "Bring them into order first" in on.text()
        for place, text in enumerate(("SYN", "SYN and ACK", "ACK"), 1):
            entry = on.screen.entry
            assert isinstance(entry, OrderEntry)
            assert on.step.question is not None
            texts = [on.step.question.entries[each] for each in entry.rows]
            await on.press(*["up"] * 3, *["down"] * texts.index(text), str(place))
        await on.press("enter")
        assert on.verdict is Verdict.RIGHT


async def test_an_item_that_is_held_is_carried_and_put_down_by_enter(
    review: Begin,
) -> None:
    async with review(asked.ORDER) as on:
        await on.press("space", "down")
        assert "↕ 2" in on.text()
        assert "⏎ put down" in on.text()
        await on.press("enter")
        assert not on.is_marked
        await on.press("J", "K", "shift+up", "shift+down", "enter")
        assert on.is_marked


async def test_a_prompt_is_looked_at_and_then_ticked(review: Begin) -> None:
    async with review(asked.PROMPT) as on:
        assert "Rates first." not in on.text()
        await on.press("space")
        assert "Rates first." in on.text()
        await on.press("1", "down", "space", "enter")
        assert on.is_marked
        assert on.verdict is Verdict.RIGHT


# --- hints, ratings, instances --------------------------------------------------


async def test_a_hint_says_its_price_before_and_lowers_the_rating(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.CHOICE) as on:
        assert "F2 hint 1 of 1 (hard at best)" in on.text()
        await on.press("f2")
        assert "Not the one that sends." in on.text()
        assert "hint 1 of 1" not in on.text()
        await on.press("f2", on.key_of("the receiver"), "enter")
        assert "2 hard ⏎" in on.text()
        assert "3 good" not in on.text()
        await on.press("enter")
    assert answers(desk) == [Rating.HARD]


async def test_a_hint_that_lies_below_the_window_is_brought_into_it(
    review: Begin,
) -> None:
    async with review(asked.CHOICE, size=(60, 11)) as on:
        assert "Not the one that sends." not in on.text()
        await on.press("f2")
        assert "Not the one that sends." in on.text()


async def test_a_rating_that_is_not_allowed_is_refused_with_a_reason(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.CHOICE) as on:
        await on.press(on.key_of("the router"), "enter", "4")
        assert on.is_marked
        [note] = on.app._notifications
        assert "cannot be rated easy" in note.message
        await on.press("2")
        assert on.step.phase is Phase.FINISHED
    assert answers(desk) == [Rating.HARD]


async def test_another_instance_is_asked_for_a_generated_question(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.GENERATED) as on:
        first = on.step.question
        await on.press("0")
        assert "n a new instance" in on.text()
        await on.press("n")
        assert on.step.phase is Phase.FRONT
        assert on.step.question != first
        assert "practice" in on.text()
    assert answers(desk) == [Rating.AGAIN]


async def test_another_instance_of_a_fixed_question_is_none(review: Begin) -> None:
    async with review(asked.CHOICE) as on:
        await on.press("0")
        assert "instance" not in on.text()
        await on.press("n", "escape")
        assert on.is_marked  # n wrote a note to oneself


async def test_space_shows_what_lies_below_before_it_rates(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.CHOICE, size=(40, 12)) as on:
        await on.press("0")
        assert "more" in on.text()
        for _ in range(9):
            if not on.screen.page.hidden_below:
                break
            await on.press("space")
            assert on.is_marked
        await on.press("space")
        assert not on.is_marked
    assert answers(desk) == [Rating.AGAIN]


# --- keys that were not meant ---------------------------------------------------


async def test_a_held_enter_answers_one_question_at_most(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.CHOICE, asked.SEVERAL) as on:
        await on.press("1", "enter")
        for _ in range(20):
            await on.press("enter", after_s=0.03)
        assert on.is_marked
        await on.press("enter")
        for _ in range(20):
            await on.press("enter", after_s=0.03)
        assert on.step.phase is Phase.FRONT
        assert not on.screen.complaint
    assert len(answers(desk)) == 1


async def test_a_key_right_after_the_question_came_is_dropped(review: Begin) -> None:
    async with review(asked.CHOICE, asked.SEVERAL) as on:
        await on.press("0", "enter")
        await on.press("0", after_s=0.1)
        assert on.step.phase is Phase.FRONT


async def test_a_key_held_since_the_last_card_begins_no_text(review: Begin) -> None:
    async with review(asked.CHOICE, asked.TYPED) as on:
        await on.press("0", "1")
        for _ in range(5):
            await on.press("1", after_s=0.03)
        assert on.screen.entry is not None
        assert on.screen.entry.is_empty


async def test_keys_typed_while_a_call_runs_belong_to_the_step_that_comes(
    review: Begin,
) -> None:
    async with review(asked.CHOICE, asked.TYPED) as on:
        await on.press("0")
        on.hand.desk.pass_time(seconds=1)
        await on.hand.pilot.press("enter", "c", "u", "b")
        await on.hand.settle()
        assert "answer cub" in on.text()


# --- the rest of the screen -----------------------------------------------------


async def test_a_flag_and_an_overlay_keep_what_was_entered(review: Begin) -> None:
    async with review(asked.CHOICE, size=(100, 30)) as on:
        await on.press("2", "f", "f1", "escape", "i", "escape")
        assert on.screen.entry is not None
        assert on.screen.entry.row == 1
        assert "⚑ flag 1" in on.text()


async def test_undo_asks_the_question_again_from_the_beginning(review: Begin) -> None:
    async with review(asked.CHOICE, asked.TYPED) as on:
        await on.press("1", "enter", "enter")
        await on.press("ctrl+z")
        assert on.step.card == asked.CHOICE
        assert on.screen.entry is not None
        assert on.screen.entry.is_empty
        assert "undone" in on.text()


async def test_help_has_the_keys_of_questions(review: Begin) -> None:
    async with review(asked.TYPED, size=(100, 60)) as on:
        await on.press("f1")
        assert isinstance(on.app.screen, HelpScreen)
        assert on.text().index("A question") < on.text().index("Review")
        assert "A question, marked" in on.text()
        assert "question.unknown" in on.text()


async def test_the_palette_offers_what_the_question_allows(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.press("ctrl+p", *"know")
        await on.hand.pilot.pause(0.4)
        await on.press("enter")
        assert on.verdict is Verdict.NO_ANSWER


async def test_remapped_keys_of_questions_work_and_are_shown(review: Begin) -> None:
    keys = {"question.pick": "a,s,d", "question.answer": "y", "marked.next": "g"}
    async with review(asked.CHOICE, keys=keys) as on:
        assert "a–d choose" in on.text()
        await on.press("s", "y")
        assert on.is_marked
        assert "g next" in on.text()
        await on.press("g")
        assert not on.is_marked
    async with review(asked.TYPED, keys=keys) as on:
        await on.press("y", "enter")
        assert on.is_marked


async def test_leaving_works_while_typing(review: Begin) -> None:
    async with review(asked.TYPED) as on:
        await on.write("x")
        await on.press("escape")
        await on.hand.settle()  # the screen goes in a turn of its own
        assert isinstance(on.app.screen, HomeScreen)


@pytest.mark.parametrize(
    "card", [asked.CHOICE, asked.NUMERIC, asked.ORDER, asked.GENERATED]
)
async def test_resizing_at_any_moment_is_survived(review: Begin, card: CardId) -> None:
    async with review(card) as on:
        for key in ("1", "down", "f2", "ctrl+u", "ctrl+d", "enter"):
            for size in ((40, 10), (20, 8), (1, 1), (200, 60), (80, 24)):
                await on.hand.pilot.resize_terminal(*size)
                await on.hand.pilot.pause()
            await on.press(key)


async def test_an_ordinary_card_is_reviewed_as_ever(review: Begin, desk: Desk) -> None:
    async with review(FOLD) as on:
        await on.press("space", "3")
        assert on.step.phase is Phase.FINISHED
    assert answers(desk) == [Rating.GOOD]


async def test_what_could_not_be_saved_can_be_tried_again_while_typing(
    review: Begin, desk: Desk
) -> None:
    async with review(asked.TYPED) as on:
        with closing(sqlite3.connect(desk.locations.database)) as other:
            other.execute("BEGIN IMMEDIATE")
            on.screen.submit(lambda session: session.flag(1))
            await on.hand.settle()
            assert "F5 try again" in on.text()
        await on.press("f5")
        assert "⚑ flag 1" in on.text()
        assert not on.screen.complaint


async def test_the_time_of_a_question_stops_with_its_answer(review: Begin) -> None:
    async with review(asked.CHOICE) as on:
        await on.press("1", after_s=90)
        await on.press("enter")
        on.hand.desk.pass_time(seconds=30)
        on.screen.repaint_top()
        await on.hand.settle()
        assert "· 1:32" in on.text()


async def test_what_was_entered_stays_seen_when_the_terminal_shrinks(
    review: Begin,
) -> None:
    async with review(asked.NUMERIC) as on:
        await on.write("20")
        await on.hand.pilot.resize_terminal(24, 8)
        await on.hand.settle()
        assert "answer 20" in on.text()
