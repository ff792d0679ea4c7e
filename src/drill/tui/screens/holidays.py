"""Holidays: days off, declared and taken back; a backlog dealt out over some days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.day_words import read_span, say_span
from drill.tui.holidays_lines import holidays_picture
from drill.tui.readings import whole_number
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.ids import StudyDay
    from drill.sessions.steps import Changed, Holiday
    from drill.tui.list_lines import ListPicture
    from drill.tui.ports import Workspace
    from drill.tui.screens.base import DrillScreen

MOST_DAYS = 365


class HolidaysScreen(ListScreen[None]):
    """Every declared holiday."""

    KEYS = "holidays"
    BINDINGS: ClassVar = bindings_of("holidays")

    holidays: var[tuple[Holiday, ...]] = var((), init=False)

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        return (Run(" holidays", "muted"),), ()

    def row_count(self) -> int:
        """All of them, those that are over too."""
        return len(self.holidays)

    def picture(self, width: int) -> ListPicture:
        """The holidays, earliest first."""
        return holidays_picture(self.holidays, self.cursor, width)

    def watch_holidays(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking back needs a holiday."""
        if action == "lift":
            return bool(self.holidays)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the holidays."""
        self._refresh()

    def _refresh(self) -> None:
        self.ask(self.drill.asking(lambda workspace: workspace.holidays()), self._take)

    def _take(self, holidays: tuple[Holiday, ...]) -> None:
        self.holidays = holidays

    def _change(self, call: Callable[[Workspace], Changed]) -> None:
        ask_change(self, call, lambda _: self._refresh())

    # --- commands -----------------------------------------------------------------

    def action_declare(self) -> None:
        """Ask which days are taken off."""
        self.ask(self.drill.asking(lambda workspace: workspace.today()), self._ask_span)

    def _ask_span(self, today: StudyDay) -> None:
        from drill.tui.screens.asking import Ask

        def keep(text: str | None) -> None:
            span = read_span(text, today) if text is not None else None
            if span is not None:
                first, last = span
                self._change(lambda workspace: workspace.declare_holiday(first, last))

        title = "Which days are taken off?"
        about = "From and to, such as: fri to +9, or 24 dec to 1 jan"
        reader = partial(say_span, today=today)
        self.drill.push_screen(Ask(title, reader, about=about), keep)

    def action_lift(self) -> None:
        """Take the holiday at the mark back."""
        holiday = self.holidays[self.cursor]
        self._change(
            lambda workspace: workspace.lift_holiday(holiday.first, holiday.last)
        )

    def action_spread(self) -> None:
        """Deal the backlog out over some days."""
        ask_spread(self, lambda _: self._refresh())

    def action_undo(self) -> None:
        """Take back the latest operation."""
        self._change(lambda workspace: workspace.undo())


def ask_spread(screen: DrillScreen[Any], done: Callable[[Changed], None]) -> None:
    """Ask over how many days the backlog is dealt out, do it, and go on."""
    from drill.tui.screens.asking import Ask

    def spread(text: str | None) -> None:
        if text is not None:
            days = int(text)
            ask_change(screen, lambda workspace: workspace.spread_backlog(days), done)

    words = "deals what is late out over {} days, today the first"
    about = "The most forgotten cards come first; one undo takes it back."
    screen.drill.push_screen(
        Ask(
            "Spread the backlog over how many days?",
            lambda text: whole_number(text, 1, MOST_DAYS, words),
            text="5",
            about=about,
        ),
        spread,
    )


def ask_change(
    screen: DrillScreen[Any],
    call: Callable[[Workspace], Changed],
    done: Callable[[Changed], None],
) -> None:
    """Ask for an operation, say what it did or why it was refused, and go on."""

    def answered(changed: Changed | Refused) -> None:
        if isinstance(changed, Refused):
            screen.drill.notify_plainly(changed.words, severity="warning")
            return
        screen.drill.notify_plainly(changed.message)
        done(changed)

    screen.ask(screen.drill.asking(refusable(call)), answered)
