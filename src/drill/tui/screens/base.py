"""What all screens share: three areas, keys made from commands, calls in order.

A subclass names its commands (`KEYS`), builds lines from its step, and asks for
session calls through `ask`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.geometry import Size
from textual.screen import Screen

from drill.tui.background import Done, Failed
from drill.tui.commands import of_screen
from drill.tui.frame_lines import cue, rule
from drill.tui.key_lines import key_line
from drill.tui.runs import apart
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from drill.tui.application import DrillApp
    from drill.tui.commands import Command
    from drill.tui.runs import Line

T = TypeVar("T")
R = TypeVar("R")


class DrillScreen(Screen[R]):
    """A quiet line on top, a page, the keys at the bottom."""

    KEYS: ClassVar[str] = "general"
    """The first part of the ids of this screen's commands."""
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Further such parts: of commands that this screen takes up by itself."""
    HELP: ClassVar[str] = "general.help"
    """The command for help; another one where letters are text."""
    AUTO_FOCUS: ClassVar[str | None] = ""
    KEY_ROWS: ClassVar[int] = 1
    """Rows of keys below the rule, where the screen is high enough."""

    def __init__(self) -> None:
        super().__init__()
        self._cue: Line = ()

    @property
    def drill(self) -> DrillApp:
        """The application, with our own attributes."""
        return cast("DrillApp", self.app)

    @property
    def keymap(self) -> dict[str, str]:
        """The learner's own keys, checked."""
        return self.drill.own_keys

    def compose(self) -> ComposeResult:
        """Three areas; each paints itself when its lines are known."""
        yield Lines(id="top")
        yield Page()
        yield Lines(id="keys")

    @property
    def page(self) -> Page:
        """The middle."""
        return self.query_one(Page)

    # --- what a subclass fills in ---------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Where am I, flush left, and how much is left, flush right."""
        raise NotImplementedError

    def page_lines(self, width: int) -> Sequence[Line]:
        """The lines of the page."""
        raise NotImplementedError

    def key_rows(self, width: int) -> list[Line]:
        """The lines below the rule."""
        hidden = self.hidden_keys()
        return [
            key_line(self.KEYS, width, self.keymap, hidden=hidden, help_id=self.HELP)
        ]

    def help_groups(self) -> tuple[str, ...]:
        """The first parts of the ids of the commands that help lists, in that order."""
        return (self.KEYS, *self.ALSO)

    def help_pairs(self) -> Sequence[tuple[str, str]]:
        """What the help screen lists beside the keys: a form, and what it means."""
        return ()

    def hidden_keys(self) -> set[str]:
        """Ids of the commands that cannot be used now."""
        return {
            command.id
            for group in (self.KEYS, *self.ALSO)
            for command in of_screen(group)
            if not self.check_action(*parsed(command.action))
        }

    # --- painting ---------------------------------------------------------------

    def repaint(self) -> None:
        """Paint all three areas, once their sizes are known."""
        if self.is_attached and self.page.area.width:
            self.repaint_top()
            self.repaint_page()
            self.repaint_keys()

    def repaint_top(self) -> None:
        """Paint the quiet line and the rule below it."""
        width = self.page.area.width
        line = apart(*self.top_line(), width - 1)
        self.query_one("#top", Lines).paint([line, rule(width)])

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the page; the window stays where it is unless told otherwise."""
        page = self.page
        lines = self.page_lines(page.area.width)
        page.show(lines, offset=page.offset_lines if offset is None else offset)

    def repaint_keys(self) -> None:
        """Paint the rule with its cue, and the keys."""
        width = self.page.area.width
        rows = self.key_rows(width)
        self.query_one("#keys", Lines).paint([rule(width, self._cue), *rows])

    def on_page_scrolled(self, message: Page.Scrolled) -> None:
        """Say on the rule what lies outside the window."""
        self._cue = cue(message.above, message.below)
        self.repaint_keys()

    def on_mount(self) -> None:
        """Paint before the first layout, so that the first frame is full."""
        self._fit(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again for the new size, before Textual does."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        rows = 1 + self.rows_of_keys(size.height)
        self.query_one("#keys", Lines).styles.height = rows
        others = self.lay_out(size.width, size.height)
        height = max(0, size.height - TOP_ROWS - rows - others)
        self.page.fit(Size(size.width, height))
        self.repaint()

    def lay_out(self, width: int, height: int) -> int:  # noqa: ARG002 - for a subclass
        """Size further areas for a terminal; how many rows they take in all."""
        return 0

    def rows_of_keys(self, height: int) -> int:
        """How many rows of keys a screen of this height has room for."""
        return self.KEY_ROWS if height >= SHORT else 1

    def on_screen_resume(self) -> None:
        """Paint again: what lay above may have changed something."""
        self.repaint()

    # --- calls to the sessions ----------------------------------------------------

    def ask(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Failed], None] | None = None,
    ) -> None:
        """Queue a session call on the writer thread now; go on when it is done.

        The call happens even if this screen goes away; `then` and `failed` do not.
        A failure is reported by the application in any case.
        """
        if not self.drill.background.is_open:
            return  # a timer of a screen that is about to go
        pending = self.drill.background.write(call)
        self.run_worker(self._settle(pending, then, failed), group="asked")

    async def _settle(
        self,
        pending: Awaitable[T],
        then: Callable[[T], None],
        failed: Callable[[Failed], None] | None,
    ) -> None:
        match await self.drill.background.settle(pending):
            case Done(value):
                then(value)
            case Failed() as failure if failed is not None:
                failed(failure)

    # --- commands -------------------------------------------------------------------

    async def run_command(self, command: Command) -> None:
        """Run a command that was chosen by other means than its key."""
        await self.run_action(command.target)

    def action_scroll(self, pages: int) -> None:
        """Scroll by most of a page; arrow keys by a line would be too slow here."""
        self.page.move(pages * max(1, self.page.area.height - 2))

    def action_leave(self) -> None:
        """Back to the screen before."""
        self.dismiss()


TOP_ROWS = 2
"""The quiet line and the rule below it."""
SHORT = 16
"""Rows of a terminal below which one line of keys has to do."""


def parsed(action: str) -> tuple[str, tuple[object, ...]]:
    """A Textual action as its name and parameters."""
    from textual.actions import parse

    _, name, parameters = parse(action)
    return name, parameters
