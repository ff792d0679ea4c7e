"""Custom study: more new cards, ahead, what was forgotten, or a search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.selection import Kind, Selection
from drill.tui.bindings import bindings_of
from drill.tui.readings import Reading
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen
from drill.tui.study_lines import KINDS, Wishes, study_detail, study_picture

if TYPE_CHECKING:
    from drill.tui.list_lines import ListPicture


class StudyScreen(ListScreen[None]):
    """Four ways to study beyond today."""

    KEYS = "study"
    DETAIL_ROWS = 4
    BINDINGS: ClassVar = bindings_of("study")

    wishes: var[Wishes] = var(Wishes(), init=False)

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[Selection, int] = {}
        self._refused = ""

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        return (Run(" custom study", "muted"),), ()

    def row_count(self) -> int:
        """Four."""
        return len(KINDS)

    def picture(self, width: int) -> ListPicture:
        """The four with their numbers."""
        return study_picture(self.wishes, self._found, width)

    def detail_lines(self, width: int) -> list[Line]:
        """Whether the answers count for the schedule."""
        return study_detail(self.wishes, width, self._refused)

    def watch_cursor(self) -> None:
        """The mark is a part of the wishes."""
        self.wishes = replace(self.wishes, cursor=self.clamped(self.cursor))
        super().watch_cursor()

    def watch_wishes(self) -> None:
        """Paint, and ask how many cards that would be."""
        self.show_cursor()
        self._count(self.wishes.selection())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only numbers step."""
        if action == "step":
            return self.wishes.can_step
        return super().check_action(action, parameters)

    # --- counting ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Count all four."""
        self._count_all()

    def on_screen_resume(self) -> None:
        """Back from a session: the counts have changed."""
        if self._found:
            self._found.clear()
            self._count_all()

    def _count_all(self) -> None:
        for kind in KINDS:
            self._count(self.wishes.selection(kind))

    def _count(self, selection: Selection) -> None:
        is_empty = selection.kind is Kind.SEARCH and not selection.text
        if selection in self._found or is_empty:
            return

        def counted(count: int | Refused) -> None:
            if isinstance(count, Refused):
                self._refused = count.words
                count = 0
            self._found[selection] = count
            self.show_cursor()

        call = refusable(lambda workspace: workspace.available(selection))
        self.ask(self.drill.asking(call), counted)

    # --- commands -----------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Change the number at the mark."""
        self.wishes = self.wishes.stepped(step)

    def action_search(self) -> None:
        """Write the search."""
        from drill.tui.screens.asking import Ask

        def keep(text: str | None) -> None:
            if text is not None:
                self._refused = ""
                self.cursor = KINDS.index(Kind.SEARCH)
                self.wishes = replace(self.wishes, text=text)

        self.drill.push_screen(
            Ask(
                "Study the cards of a search",
                _say_search,
                text=self.wishes.text,
                about='Such as: tag:situation, is:leech, deck:raft "leader election"',
            ),
            keep,
        )

    def action_start(self) -> None:
        """Study the cards at the mark."""
        from drill.tui.screens.review import ReviewScreen

        selection = self.wishes.selection()
        if selection.kind is Kind.SEARCH and not selection.text:
            self.action_search()
        elif self._found.get(selection, 1):
            self.drill.push_screen(ReviewScreen(selection))
        else:
            self.drill.notify_plainly("There is no such card now.")


def _say_search(text: str) -> Reading:
    if not text:
        return Reading("an empty search would be every card there is", is_good=False)
    return Reading("its cards are counted when you go on")
