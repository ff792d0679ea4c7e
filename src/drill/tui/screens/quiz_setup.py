"""A quiz before it begins: sensible choices, so that enter starts at once."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.sitting_wishes import QuizWishes
from drill.tui.bindings import bindings_of
from drill.tui.latest import Latest
from drill.tui.quiz_setup import Row, Setup, started_with
from drill.tui.quiz_setup_lines import setup_detail, setup_picture
from drill.tui.readings import Reading
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.home_steps import DeckRow
    from drill.sessions.sitting_pool import Composed
    from drill.sessions.sitting_steps import QuizRow
    from drill.tui.list_lines import ListPicture
    from drill.tui.ports import Workspace


class QuizSetupScreen(ListScreen[None]):
    """What is asked, how much of it, and against which clock."""

    KEYS = "quiz-setup"
    DETAIL_ROWS = 4
    BINDINGS: ClassVar = bindings_of("quiz-setup")

    setup: var[Setup] = var(Setup(), init=False)

    def __init__(self, scope: tuple[str, ...] = ()) -> None:
        """Choose for some decks and topics.

        Args:
            scope: their ids; empty: the decks that are studied.
        """
        super().__init__()
        self.set_reactive(QuizSetupScreen.setup, started_with(QuizWishes(scope=scope)))
        self._offer: Composed | None = None
        self._refused = ""
        self._half_way: QuizRow | None = None
        self._decks: tuple[DeckRow, ...] = ()
        self._offers: Latest[Composed | Refused] = Latest(self.ask)
        self._is_asked = False

    # --- what is shown ----------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        return (Run(" quiz", "muted"),), ()

    def row_count(self) -> int:
        """The choices that mean something now."""
        return len(self.setup.rows)

    def picture(self, width: int) -> ListPicture:
        """The choices with their values."""
        return setup_picture(self.setup, self._half_way, width)

    def detail_lines(self, width: int) -> list[Line]:
        """What the quiz would be of, and what the row at the mark means."""
        return setup_detail(self.setup, self._offer, self._refused, width)

    def watch_cursor(self) -> None:
        """The mark is a part of the choices."""
        self.setup = replace(self.setup, cursor=self.clamped(self.cursor))
        super().watch_cursor()

    def watch_setup(self, before: Setup, after: Setup) -> None:
        """Paint, and ask what the quiz would be of when that has changed."""
        self.show_cursor()
        if before.wishes != after.wishes:
            self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going on needs something that was left."""
        if action == "resume":
            return self._half_way is not None
        return super().check_action(action, parameters)

    # --- asking -----------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask what there is."""
        self._refresh()

    def on_screen_resume(self) -> None:
        """Back from a quiz: what there is has changed."""
        super().on_screen_resume()
        if self._is_asked:
            self._refresh()

    def _refresh(self) -> None:
        self._is_asked = True
        self.ask(self.drill.asking(_what_there_is), self._take)
        self._look()

    def _take(self, found: tuple[QuizRow | None, tuple[DeckRow, ...]]) -> None:
        is_new = self._half_way is None and found[0] is not None
        self._half_way, self._decks = found
        self.show_cursor()
        if is_new and self.is_active:
            self._offer_to_go_on()

    def _look(self) -> None:
        """Ask what a quiz of these wishes would be of."""
        wishes = self.setup.wishes
        call = refusable(lambda workspace: workspace.quiz_offer(wishes))
        self._offers.want(self.drill.asking(call), self._offered)

    def _offered(self, offer: Composed | Refused) -> None:
        is_refused = isinstance(offer, Refused)
        self._refused = offer.words if isinstance(offer, Refused) else ""
        self._offer = None if is_refused else offer  # type: ignore[assignment]
        self.show_cursor()

    def _offer_to_go_on(self) -> None:
        from drill.tui.screens.dialogs import Confirm

        row = self._half_way
        if row is None:
            return
        words = f"{row.counted} of {row.number} questions, {row.date_label}."
        question = "Go on with the quiz that was left half way?"
        self.drill.push_screen(Confirm(question, words), self._go_on_if)

    def _go_on_if(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if is_wanted:
            self.action_resume()

    # --- commands -----------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Another value at the mark."""
        decks = [row.id for row in self._decks if not row.depth]
        self.setup = self.setup.stepped(step, decks)

    def action_scope(self) -> None:
        """Name decks and topics."""
        from drill.tui.screens.asking import Ask

        def keep(text: str | None) -> None:
            if text is not None:
                self.cursor = self.setup.rows.index(Row.SCOPE)
                self.setup = self.setup.wishing(scope=named(text))

        known = [row.id for row in self._decks]
        self.drill.push_screen(
            Ask(
                "Which decks and topics?",
                partial(say_scope, known=known),
                text=", ".join(self.setup.wishes.scope),
                about="Such as: databases, networking/tcp; empty: those you study",
            ),
            keep,
        )

    def action_start(self) -> None:
        """Begin."""
        from drill.tui.screens.quiz import QuizScreen

        if self._refused:
            self.drill.notify_plainly(self._refused, severity="warning")
        else:
            self.drill.push_screen(QuizScreen(self.setup.wishes))

    def action_resume(self) -> None:
        """Go on with what was left half way."""
        from drill.tui.screens.quiz import QuizScreen

        row = self._half_way
        if row is not None:
            self._half_way = None
            self.drill.push_screen(QuizScreen(sitting=row.sitting))

    def action_list(self) -> None:
        """Earlier quizzes."""
        from drill.tui.screens.quizzes import QuizzesScreen

        self.drill.push_screen(QuizzesScreen())


def named(text: str) -> tuple[str, ...]:
    """The ids in a line, in their order."""
    words = (word.strip() for word in text.replace(",", " ").split())
    return tuple(dict.fromkeys(word for word in words if word))


def say_scope(text: str, known: Sequence[str]) -> Reading:
    """How a line of ids is understood."""
    scope = named(text)
    for name in scope:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            return Reading(f"there is no deck or topic {name!r}{hint}", is_good=False)
    if not scope:
        return Reading("the decks that are studied")
    return Reading(f"questions of {', '.join(scope)}")


def _what_there_is(
    workspace: Workspace,
) -> tuple[QuizRow | None, tuple[DeckRow, ...]]:
    return workspace.half_way_quiz(), workspace.home().decks
