"""Interview dates: set, changed and taken away, with how ready one will be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.reactive import var

from drill.clock import date_of
from drill.tui.bindings import bindings_of
from drill.tui.day_words import read_day, say_day
from drill.tui.goal_lines import goals_picture, named, say_scope, say_title
from drill.tui.list_lines import ListPicture
from drill.tui.readings import Reading, whole_number
from drill.tui.runs import Line, Run
from drill.tui.screens.holidays import ask_change
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.ids import StudyDay
    from drill.sessions.goal_steps import GoalRow, GoalsStep
    from drill.sessions.steps import Changed
    from drill.tui.ports import Workspace
    from drill.tui.readings import Reader

MOST_MINUTES = 240
USUAL = "interview"


class Wish(NamedTuple):
    """What was typed of an interview so far."""

    title: str
    day: StudyDay
    scope: tuple[str, ...]


class GoalsScreen(ListScreen[None]):
    """Every interview, and readiness for the one at the mark."""

    KEYS = "goals"
    BINDINGS: ClassVar = bindings_of("goals")

    step: var[GoalsStep | None] = var(None, init=False)

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        return (Run(" interview dates", "muted"),), ()

    def row_count(self) -> int:
        """All of them, those that are over too."""
        return len(self.step.goals) if self.step else 0

    def picture(self, width: int) -> ListPicture:
        """The interviews, the nearest first."""
        if self.step is None:
            return ListPicture((), ())
        return goals_picture(self.step, self.cursor, width)

    def watch_step(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changing and taking away need an interview."""
        if action in {"change", "remove"}:
            return self.row_count() > 0
        if action == "new":
            return self.step is not None
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the interviews."""
        self._refresh()

    def _refresh(self) -> None:
        self.ask(self.drill.asking(lambda workspace: workspace.goals()), self._take)

    def _take(self, step: GoalsStep) -> None:
        self.step = step

    def _change(self, call: Callable[[Workspace], Changed]) -> None:
        ask_change(self, call, lambda _: self._refresh())

    # --- commands -----------------------------------------------------------------

    def action_new(self) -> None:
        """Ask for everything of a new interview, one line after the other."""
        if self.step is None:
            return
        taken = {goal.title.casefold() for goal in self.step.goals}
        free = (f"{USUAL} {number}" for number in range(2, len(taken) + 3))
        title = USUAL if USUAL not in taken else next(t for t in free if t not in taken)

        def go_on(text: str) -> None:
            self._ask_day(text, None)

        self._line("What is it called?", say_title, title, "", go_on)

    def action_change(self) -> None:
        """Ask for everything that can change about the interview at the mark."""
        if self.step is not None:
            goal = self.step.goals[self.cursor]
            self._ask_day(goal.title, goal)

    def _ask_day(self, title: str, goal: GoalRow | None) -> None:
        step = self.step
        if step is None:
            return
        before = date_of(goal.day).isoformat() if goal is not None else ""

        def go_on(text: str) -> None:
            day = read_day(text, step.today)
            if day is not None:
                self._ask_scope(title, day, goal)

        reader = partial(say_interview_day, today=step.today)
        about = "A day such as: +14, fri, 24 dec or 2026-12-24"
        self._line("On which day is it?", reader, before, about, go_on)

    def _ask_scope(self, title: str, day: StudyDay, goal: GoalRow | None) -> None:
        step = self.step
        if step is None:
            return
        decks = [each.id for each in step.choices if "/" not in each.id]
        before = goal.scope if goal is not None else tuple(decks[:1])

        def go_on(text: str) -> None:
            self._ask_minutes(Wish(title, day, tuple(named(text))), goal)

        reader = partial(say_scope, choices=step.choices)
        about = "Decks and topics, such as: databases, networking/tcp"
        self._line("What is it about?", reader, ", ".join(before), about, go_on)

    def _ask_minutes(self, wish: Wish, goal: GoalRow | None) -> None:
        def go_on(text: str) -> None:
            title, day, scope = wish
            self._change(lambda w: w.set_goal(day, scope, title, int(text)))

        before = str(goal.minutes if goal is not None else 20)
        about = "Its cards take no more; what is due beyond that comes last."
        self._line("How many minutes a day?", _say_minutes, before, about, go_on)

    def _line(
        self,
        title: str,
        reader: Reader,
        text: str,
        about: str,
        go_on: Callable[[str], None],
    ) -> None:
        from drill.tui.screens.asking import Ask

        def answered(answer: str | None) -> None:
            if answer is not None:
                go_on(answer)

        self.drill.push_screen(Ask(title, reader, text=text, about=about), answered)

    def action_remove(self) -> None:
        """Take the interview at the mark away."""
        if self.step is not None:
            title = self.step.goals[self.cursor].title
            self._change(lambda workspace: workspace.remove_goal(title))

    def action_undo(self) -> None:
        """Take back the latest operation."""
        self._change(lambda workspace: workspace.undo())


def say_interview_day(text: str, today: StudyDay) -> Reading:
    """How the day of an interview is understood; today is too late."""
    reading = say_day(text, today)
    if reading.is_good and read_day(text, today) == today:
        return Reading("today: the day before is the last to prepare", is_good=False)
    return reading


def _say_minutes(text: str) -> Reading:
    return whole_number(text, 1, MOST_MINUTES, "{} minutes a study day")
