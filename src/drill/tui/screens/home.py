"""Home: what is due today, and the decks; one key starts a review."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.selection import Selection
from drill.tui.bindings import bindings_of
from drill.tui.home_lines import ALL, HomeView, home_picture, visible_rows
from drill.tui.home_parts import top_of_home
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.base import DrillScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from drill.sessions.sitting_steps import QuizRow
    from drill.sessions.steps import Changed, DeckRow, HomeStep
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace


PATIENCE_S = 0.4
"""A shorter wait needs no word."""
WATCH_S = 2.0
"""Between two looks at whether others have written: a tenth of a millisecond."""


class HomeScreen(DrillScreen[None]):
    """The first screen; stands below all others."""

    KEYS = "home"
    BINDINGS: ClassVar = bindings_of("home")

    step: var[HomeStep | None] = var(None, init=False)
    view: var[HomeView] = var(HomeView(), init=False)

    def __init__(self, snapshot: HomeStep | None) -> None:
        """Start from what home showed last; None paints an empty page for a moment."""
        super().__init__()
        self.set_reactive(HomeScreen.step, snapshot)
        self._is_current = False
        self._since: float | None = None
        """When it was asked for, on the clock that only goes forward."""
        self._ticking: Timer | None = None

    # --- what is shown ----------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """The name, the day and the streak."""
        if self.step is None:
            return (Run(" drill", "title"),), (Run("opening …", "muted"),)
        return top_of_home(self.step)

    def page_lines(self, width: int) -> list[Line]:
        """Today, figures and decks."""
        if self.step is None:
            return self._waiting_lines()
        return list(home_picture(self.step, self.view, width).lines)

    def _waiting_lines(self) -> list[Line]:
        """A sign of life: the first reading of the decks takes a while."""
        waited = 0.0
        if self._since is not None:
            waited = self.drill.clock.monotonic() - self._since
        if waited < PATIENCE_S:
            return []
        words = f"   Opening the collection and reading the decks … {waited:.0f} s"
        return [EMPTY, (Run(words, "muted"),)]

    def _tick(self) -> None:
        if self.step is None:
            self.repaint_page()
        elif self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def watch_step(self) -> None:
        """Paint what came."""
        self._move_to(self.view.cursor)
        self.repaint()

    def watch_view(self) -> None:
        """Paint the mark at its new place, and scroll it into the window."""
        if self.step is None or not self.is_mounted:
            return
        picture = home_picture(self.step, self.view, self.page.area.width)
        place = picture.first_row + self.view.cursor if self.view.cursor >= 0 else 0
        self.repaint_page(0)
        self.repaint_page(self.page.keep_visible(place))
        self.repaint_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Folding needs a deck at the mark."""
        if action == "fold":
            row = self._row()
            return row is not None and not row.depth
        return super().check_action(action, parameters)

    # --- life -------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the collection behind the frame.

        Not before the frame is painted: what opening imports would hold it up.
        """
        self._since = self.drill.clock.monotonic()
        self.call_after_refresh(self._look)
        if self.step is None:
            self._ticking = self.set_interval(PATIENCE_S, self._tick)
        self.set_interval(WATCH_S, self.watch_record)

    def _look(self) -> None:
        self.ask(self.drill.asking(_first_look), self._opened, self._not_opened)

    def on_screen_resume(self) -> None:
        """Back from another screen: the counts have changed."""
        super().on_screen_resume()
        if self._is_current:
            self.refresh_step()

    def refresh_step(self) -> None:
        """Ask for today anew."""
        self.ask(self.drill.asking(lambda workspace: workspace.home()), self._show)

    def watch_record(self) -> None:
        """Show what others wrote, and a study day that began meanwhile."""
        shown = self.step
        if not (self._is_current and self.is_active) or shown is None:
            return

        def show(step: HomeStep | None) -> None:
            if step is not None:
                self.step = step

        self.ask(self.drill.asking(lambda workspace: workspace.home_anew(shown)), show)

    def _opened(self, look: tuple[bool, HomeStep]) -> None:
        is_first_run, step = look
        self._is_current = True
        self.step = step
        if is_first_run:
            from drill.tui.screens.welcome import WelcomeScreen

            self.drill.push_screen(WelcomeScreen(), lambda _: self.drill.begin())
        else:
            self.drill.begin()
        self.drill.opened()
        call = self.drill.asking(lambda workspace: workspace.half_way_quiz())
        self.ask(call, self._tell_half_way)

    def _tell_half_way(self, row: QuizRow | None) -> None:
        """Say that a quiz of today or yesterday was broken off."""
        if row is not None and self.step is not None and row.day >= self.step.day - 1:
            done = f"{row.counted} of {row.number} answered"
            self.drill.notify_plainly(f"A quiz was left half way, {done}: t goes on.")

    def _not_opened(self, failure: Failed) -> None:
        from drill.tui.screens.trouble import TroubleScreen

        self.drill.push_screen(TroubleScreen(failure), self._try_again)

    def _try_again(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if is_wanted:
            self._look()

    def _show(self, step: HomeStep) -> None:
        self.step = step

    # --- commands -----------------------------------------------------------------

    def action_review(self) -> None:
        """Review what the mark stands at."""
        from drill.tui.screens.review import ReviewScreen

        row = self._row()
        scope = (row.id,) if row is not None else ()
        self.drill.push_screen(ReviewScreen(Selection(scope=scope)))

    def action_quiz(self) -> None:
        """Set up a quiz of what the mark stands at."""
        from drill.tui.screens.quiz_setup import QuizSetupScreen

        row = self._row()
        self.drill.push_screen(QuizSetupScreen(() if row is None else (row.id,)))

    def action_move(self, rows: int) -> None:
        """Move the mark."""
        self._move_to(self.view.cursor + rows)

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there; a click at the mark reviews."""
        if row == self.view.cursor:
            self.action_review()
        else:
            self._move_to(row)

    def action_expand(self, is_open: bool) -> None:  # noqa: FBT001 - of an action
        """Show or hide the topics of the deck at the mark."""
        row = self._row()
        if row is None or self.step is None:
            return
        deck = row.id if not row.depth else row.id.partition("/")[0]
        unfolded = (
            self.view.unfolded | {deck} if is_open else self.view.unfolded - {deck}
        )
        rows = [each.id for each in visible_rows(self.step, unfolded)]
        here = row.id if row.id in rows else deck
        self.view = replace(self.view, cursor=rows.index(here), unfolded=unfolded)

    def action_fold(self) -> None:
        """Show or hide the topics of the deck at the mark."""
        row = self._row()
        if row is not None:
            self.action_expand(row.id not in self.view.unfolded)

    def action_open(self, name: str) -> None:
        """Go to another screen."""
        from drill.tui.doors import screen_named

        self.drill.push_screen(screen_named(name))

    def action_spread(self) -> None:
        """Deal the backlog out over some days."""
        from drill.tui.screens.holidays import ask_spread

        if self._is_current and self.step is not None and not self.step.counts.backlog:
            self.drill.notify_plainly("Nothing is late.")
            return
        ask_spread(self, lambda _: self.refresh_step())

    def action_choose(self) -> None:
        """Choose decks, new cards a day and the rollover hour."""
        from drill.tui.screens.welcome import WelcomeScreen

        self.drill.push_screen(WelcomeScreen())

    def action_undo(self) -> None:
        """Take back the latest operation."""
        self.ask(self.drill.asking(lambda workspace: workspace.undo()), self._changed)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.ask(self.drill.asking(lambda workspace: workspace.redo()), self._changed)

    def _changed(self, changed: Changed) -> None:
        self.drill.notify_plainly(changed.message)
        self.refresh_step()

    # --- the mark -----------------------------------------------------------------

    def _row(self) -> DeckRow | None:
        """The row at the mark; None where it stands at everything."""
        if self.step is None or self.view.cursor == ALL:
            return None
        return visible_rows(self.step, self.view.unfolded)[self.view.cursor]

    def _move_to(self, row: int) -> None:
        if self.step is not None:
            last = len(visible_rows(self.step, self.view.unfolded)) - 1
            self.view = replace(self.view, cursor=min(max(ALL, row), last))


def _first_look(workspace: Workspace) -> tuple[bool, HomeStep]:
    return workspace.is_first_run(), workspace.home()
