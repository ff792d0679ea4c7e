"""What browse does to the selected cards: each key one operation, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from drill.sessions.labels import plural
from drill.sessions.selection import Kind, Selection
from drill.tui.day_words import FORMS, read_day, say_day
from drill.tui.hits import Selected
from drill.tui.readings import whole_number
from drill.tui.screens.browse_search import BrowseSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.ids import CardId, StudyDay
    from drill.sessions.steps import Changed
    from drill.tui.ports import Workspace

MOST_FLAG = 7
ACTS: dict[str, Callable[[Workspace, Sequence[CardId]], Changed]] = {
    "bury": lambda workspace, cards: workspace.bury(cards),
    "unbury": lambda workspace, cards: workspace.unbury(cards),
    "suspend": lambda workspace, cards: workspace.suspend(cards),
    "unsuspend": lambda workspace, cards: workspace.unsuspend(cards),
    "reset": lambda workspace, cards: workspace.reset(cards),
    "reposition": lambda workspace, cards: workspace.reposition(cards),
}
"""What asks for nothing more, by the word in its action."""


class BrowseActs(BrowseSearch):
    """Acts on the selected cards, or on the one at the mark."""

    selected: var[Selected] = var(Selected(), init=False)

    def said(self, message: str) -> None:
        """Say what was done, and search again."""
        self.message = message
        self.search_again()

    # --- selecting ----------------------------------------------------------------

    def action_select(self) -> None:
        """Select the card at the mark or leave it, and go on to the next."""
        row = self.row_at_mark
        if row is not None:
            self.selected = self.selected.toggled(row.card, self.cursor)
            self.action_move(1)

    def action_select_all(self) -> None:
        """Select every card that the search finds; once more: none."""
        if len(self.selected) >= self.hits.total:
            self.selected = Selected()
            return
        text = self.hits.wanted.text
        self.ask(
            self.drill.asking(lambda workspace: workspace.matching(text)),
            lambda cards: self._join(cards, self.cursor),
        )

    def action_range(self) -> None:
        """Select all from the card that was selected last to the mark."""
        anchor = self.selected.anchor
        first, last = sorted((self.cursor if anchor is None else anchor, self.cursor))
        wanted = self.hits.wanted
        self.ask(
            self.drill.asking(
                lambda workspace: workspace.browse(
                    wanted.text,
                    wanted.sort,
                    descending=wanted.descending,
                    offset=first,
                    limit=last - first + 1,
                )
            ),
            lambda page: self._join([row.card for row in page.rows], self.cursor),
        )

    def _join(self, cards: Sequence[CardId], place: int) -> None:
        self.selected = self.selected.joined(cards, place)

    # --- acting ---------------------------------------------------------------------

    @property
    def targets(self) -> tuple[CardId, ...]:
        """The selected cards, or else the one at the mark."""
        if len(self.selected):
            return tuple(self.selected.cards)
        row = self.row_at_mark
        return () if row is None else (row.card,)

    @property
    def _whose(self) -> str:
        return plural(len(self.targets), "card")

    def change(self, call: Callable[[Workspace], Changed]) -> None:
        """Ask for an operation, and say what it did."""
        self.ask(self.drill.asking(call), lambda changed: self.said(changed.message))

    def action_act(self, name: str) -> None:
        """Do something that asks for nothing more."""
        cards = self.targets
        if cards:
            self.change(lambda workspace: ACTS[name](workspace, cards))

    def action_reset(self) -> None:
        """Make cards new again, after a question."""
        from drill.tui.screens.dialogs import Confirm

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - a result
            if is_yes:
                self.action_act("reset")

        question = f"Make {self._whose} new again?"
        if self.targets:
            self.drill.push_screen(
                Confirm(question, "The history stays to be seen; undo brings it back."),
                answered,
            )

    def action_flag(self) -> None:
        """Put a flag on cards, or take it off."""
        from drill.tui.screens.asking import Ask

        cards = self.targets

        def keep(text: str | None) -> None:
            if text is not None:
                self.change(lambda workspace: workspace.flag(cards, int(text)))

        if cards:
            self.drill.push_screen(
                Ask(
                    f"Which flag for {self._whose}?",
                    lambda text: whole_number(text, 0, MOST_FLAG, "flag {}"),
                    about="1 to 7; 0 takes it off",
                ),
                keep,
            )

    def action_set_due(self) -> None:
        """Choose the day on which cards come up."""
        if self.targets:
            self.ask(
                self.drill.asking(lambda workspace: workspace.today()), self._ask_day
            )

    def _ask_day(self, today: StudyDay) -> None:
        from drill.tui.screens.asking import Ask

        cards = self.targets

        def keep(text: str | None) -> None:
            day = read_day(text, today) if text is not None else None
            if day is not None:
                self.change(lambda workspace: workspace.set_due(cards, day))

        self.drill.push_screen(
            Ask(
                f"When are {self._whose} due?" if len(cards) > 1
                else "When is the card due?",
                lambda text: say_day(text, today),
                about=FORMS,
            ),
            keep,
        )  # fmt: skip

    # --- studying, undoing ----------------------------------------------------------

    def action_review(self) -> None:
        """Review the selected cards, or all that were found."""
        from drill.tui.screens.review import ReviewScreen

        chosen = tuple(self.selected.cards)
        text = self.hits.wanted.text
        if self.hits.total:
            self.drill.push_screen(
                ReviewScreen(Selection(Kind.SEARCH, text=text, cards=chosen))
            )

    def action_export(self) -> None:
        """Write the notes that the search finds into a file."""
        from drill.tui.screens.exporting import ExportScreen

        text = self.hits.wanted.text
        self.drill.push_screen(ExportScreen(text or "All notes", search=text))

    def action_undo(self) -> None:
        """Take back the latest operation."""
        self.change(lambda workspace: workspace.undo())

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.change(lambda workspace: workspace.redo())
