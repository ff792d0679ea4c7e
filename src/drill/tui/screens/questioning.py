"""A screen that asks questions: the answer in the making, and its keys.

While a question waits for its answer, its keys come before those of the screen, and
where an answer is typed every key that types a character is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from drill.tui.commands import GENERAL, keys_of, of_screen
from drill.tui.commands_of_questions import QUESTION
from drill.tui.key_lines import SECONDARY, filled, key_line
from drill.tui.question_entry import entry_of
from drill.tui.question_keys import (
    ENTRY_ACTIONS,
    MOVES,
    allows,
    asked_entries,
    keymap_of,
)
from drill.tui.question_lines import asked_picture
from drill.tui.review_lines import MARGIN
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.base import parsed
from drill.tui.screens.intents import Press, SessionScreen

if TYPE_CHECKING:
    from textual import events

    from drill.content.questions import Response
    from drill.sessions.question_steps import QuestionStep
    from drill.tui.command import Command
    from drill.tui.question_entry import Entry
    from drill.tui.question_lines import QuestionPicture

S = TypeVar("S")
P = TypeVar("P")


class QuestionScreen(SessionScreen[S, P]):
    """Plays a session that asks questions.

    A subclass calls `take_up` with every step, paints `asked_picture` and `asked_rows`
    while there is an `entry`, and is told of an answer by `answer`.
    """

    ALSO: ClassVar[tuple[str, ...]] = (QUESTION,)
    TYPING_HELP: ClassVar[str] = "general.help-typing"

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        """The answer in the making; None: no question waits."""
        self.hints = 0
        """How many hints are shown."""
        self.complaint = ""
        """Why the entry cannot be handed in, or not be marked."""
        self._of: object = None

    # --- what a subclass fills in -------------------------------------------------

    def answer(self, response: Response, hints: int) -> None:
        """Submit what the learner answered; None: they do not know."""
        raise NotImplementedError

    def price_of_hint(self, hints: int) -> str:  # noqa: ARG002 - for a subclass
        """What it costs that so many hints are shown, in words; empty: not said."""
        return ""

    # --- the question ---------------------------------------------------------------

    def take_up(
        self,
        question: QuestionStep | None,
        *,
        of: object = None,
        complaint: str = "",
        is_open: bool = False,
    ) -> None:
        """Ask a question; the one that waits already keeps what was entered.

        Args:
            question: None: no question waits any more.
            of: what tells this asking from another of the same question.
            complaint: why what was entered could not be marked.
            is_open: of a prompt: whether its rubric is shown at once.
        """
        self.complaint = complaint
        is_same = self.entry is not None and self.entry.question == question
        if question is None:
            self.entry = None
        elif not is_same or self._of != of:
            self.entry = entry_of(question, is_open=is_open)
            self.hints = 0
            self.guard.revealed(self.drill.clock.monotonic())
        self._of = of

    @property
    def is_typing(self) -> bool:
        """Whether characters are text now."""
        return self.entry is not None and self.entry.wants_text

    @property
    def help_key(self) -> str:
        """The command for help that works now."""
        return self.TYPING_HELP if self.is_typing else self.HELP

    def asked_picture(self, entry: Entry, width: int) -> QuestionPicture:
        """The page of the question that waits."""
        return asked_picture(
            entry,
            width,
            hints=self.hints,
            complaint=self.complaint,
            syntax=self.drill.syntax,
        )

    def asked_rows(
        self, width: int, hidden: set[str], message: Line = EMPTY
    ) -> list[Line]:
        """The rows of keys while a question waits: its own, a message, the others.

        Args:
            width: in cells.
            hidden: ids of commands that are left out.
            message: what the last intent did.
        """
        if self.entry is None:
            return []
        price = self.price_of_hint(self.hints + 1)
        keys = asked_entries(self.entry, self.keymap, self.hints, price, hidden)
        is_short = self.rows_of_keys(self.size.height) == 1
        rest = key_line(
            self.KEYS,
            width,
            self.keymap,
            hidden=hidden | {f"{self.KEYS}.hint"},
            ranks=SECONDARY,
            help_id=self.help_key,
            is_typing=self.is_typing,
            before=keys if is_short else (),
        )
        return (
            [rest]
            if is_short
            else [filled(keys, Run(" " * MARGIN), width), message, rest]
        )

    def _enter(self, entry: Entry) -> None:
        """Take over what was entered, with the mark or the caret in the window."""
        self.entry = entry
        self.complaint = ""
        self._repaint_entry()

    def _repaint_entry(self) -> None:
        self.repaint_page()
        self._follow_focus()
        self.repaint_keys()

    def _follow_focus(self) -> None:
        """Move the window as little as shows the mark or the caret."""
        if self.entry is not None:
            page = self.page
            focus = self.asked_picture(self.entry, page.area.width).focus
            page.move(page.keep_visible(focus) - page.offset_lines)

    def repaint(self) -> None:
        """Paint all; on a terminal that became smaller, what was entered stays seen."""
        super().repaint()
        if self.entry is not None and not self.entry.is_empty:
            self._follow_focus()

    def _complain(self, words: str) -> None:
        self.complaint = words
        self._repaint_entry()

    def help_groups(self) -> tuple[str, ...]:
        """The keys of a question first, while one waits."""
        groups = super().help_groups()
        if self.entry is None:
            return groups
        return (QUESTION, *(each for each in groups if each != QUESTION))

    # --- keys -----------------------------------------------------------------------

    def takes(self, press: Press) -> bool:
        """Whether a question takes a key: as text, or as one of its commands."""
        if self.is_busy:
            return self._holds(press)
        entry = self.entry
        if entry is not None and entry.wants_text and self._edits(entry, press):
            return True
        command = self._command_of(press.key)
        if command is not None:
            self._run(command, press)
        return command is not None

    def _edits(self, entry: Entry, press: Press) -> bool:
        """Take a key as text; one that is held since before does not begin a text."""
        after: Entry | None = entry
        if not (press.text and entry.is_empty and self.guard.is_repeat):
            after = entry.typed(press.text) if press.text else entry.pressed(press.key)
        if after is None or (entry.is_empty and not press.text):
            return False
        self._enter(after)
        return True

    def _holds(self, press: Press) -> bool:
        """Keep a key whose meaning depends on the step that comes."""
        is_general = any(
            press.key in keys_of(command, self.keymap) for command in of_screen(GENERAL)
        )
        is_kept = not is_general and bool(press.text or self._keyed(press.key))
        if is_kept:
            self.hold(press)
        return is_kept

    def _command_of(self, key: str) -> Command | None:
        """What a key means for a question now."""
        found = (
            command
            for command in self._keyed(key)
            if self.check_action(*parsed(command.action))
        )
        return next(found, None)

    def _keyed(self, key: str) -> list[Command]:
        keymap = keymap_of(self.entry, self.keymap)
        return [
            command
            for group in self.ALSO
            for command in of_screen(group)
            if key in keys_of(command, keymap)
        ]

    def _run(self, command: Command, press: Press) -> None:
        """Run a command, unless its key was held or came too soon to be meant."""
        name, parameters = parsed(command.action)
        is_meant = self.guard.admits_rating(press.at)
        if name not in MOVES and not is_meant:
            return
        if name == "pick":
            place = keys_of(command, self.keymap).index(press.key) + 1
            parameters = (place,)
        getattr(self, f"action_{name}")(*parameters)

    def on_paste(self, event: events.Paste) -> None:
        """A text from the clipboard; a newline in it hands nothing in."""
        event.stop()
        press = Press("", event.text, self.drill.clock.monotonic())
        if self.is_busy:
            self.hold(press)
        elif self.entry is not None:
            self._enter(self.entry.typed(press.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the answer in the making allows; while a call runs, all waits."""
        if action in ENTRY_ACTIONS or action == "hint":
            return self.is_busy or allows(self.entry, action, self.hints)
        return super().check_action(action, parameters)

    def hidden_question_keys(self) -> set[str]:
        """Ids of commands of questions that cannot be used, or not by their name."""
        hidden = {
            command.id
            for group in self.ALSO
            for command in of_screen(group)
            if not self.check_action(*parsed(command.action))
        }
        return hidden | {"question.pick"}

    # --- commands -------------------------------------------------------------------

    def action_answer(self) -> None:
        """Hand in the answer, if it is one."""
        if self.waits("answer") or self.entry is None:
            return
        after = self.entry.entered()
        if after is not self.entry:
            self._enter(after)
        elif lack := self.entry.lack:
            self._complain(lack)
        else:
            self.answer(self.entry.response(), self.hints)

    def action_give_up(self) -> None:
        """Say that one does not know."""
        if not self.waits("give_up") and self.entry is not None:
            self.answer(None, self.hints)

    def action_pick(self, number: int) -> None:
        """A row by its number, from 1."""
        if not self.waits("pick", number) and self.entry is not None:
            self._enter(self.entry.picked(number - 1))

    def action_tick(self) -> None:
        """Tick, take up or show."""
        if not self.waits("tick") and self.entry is not None:
            self._enter(self.entry.toggled())

    def action_mark(self, rows: int) -> None:
        """Move the mark."""
        if not self.waits("mark", rows) and self.entry is not None:
            self._enter(self.entry.moved(rows))

    def action_carry(self, rows: int) -> None:
        """Move the item at the mark."""
        if not self.waits("carry", rows) and self.entry is not None:
            self._enter(self.entry.carried(rows))

    def action_hint(self) -> None:
        """Show the next hint."""
        if not self.waits("hint"):
            self.hints += 1
            self._repaint_entry()
            if self.entry is not None:  # the hint stands last
                page = self.page
                lines = self.asked_picture(self.entry, page.area.width).lines
                page.move(page.keep_visible(len(lines) - 1) - page.offset_lines)
