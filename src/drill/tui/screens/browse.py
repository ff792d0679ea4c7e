"""Browse: search as one types, look around, act on many cards at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Input

from drill.ids import note_of
from drill.tui.bindings import bindings_of
from drill.tui.browse_lines import (
    browse_rows,
    error_detail,
    found_label,
    head_line,
    legend,
    nothing_found,
    order_line,
    row_detail,
)
from drill.tui.commands import of_screen
from drill.tui.frame_lines import rule
from drill.tui.hits import Selected, Wanted
from drill.tui.key_lines import SECONDARY, key_line, row_of_keys
from drill.tui.list_lines import ListPicture
from drill.tui.runs import Line, Run
from drill.tui.screens.browse_acts import BrowseActs
from drill.tui.screens.listing import LOW
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from drill.sessions.steps import SearchForm
    from drill.tui.commands import Command

TYPING_HELP = "general.help-typing"
HEAD_ROWS = 3
"""The search, how it is sorted, and the names of the columns."""
HIGH = 30
"""Rows of a terminal from which the card at the mark has more of them."""
EXAMPLE = 'is:due deck:raft prop:r<0.9 "leader election"'


class BrowseScreen(BrowseActs):
    """The cards of a search."""

    KEYS = "browse"
    KEY_ROWS = 2
    DETAIL_ROWS = 7
    BINDINGS: ClassVar = [*bindings_of("browse"), *bindings_of("search")]

    def __init__(self, text: str = "", *, is_typing: bool = True) -> None:
        """Search for something.

        Args:
            text: the search to begin with.
            is_typing: whether the search has the keys at first.
        """
        super().__init__(Wanted(text))
        self._starts_typing = is_typing
        self._is_stale = False
        self._forms: tuple[SearchForm, ...] = ()

    # --- areas ------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The search above the list."""
        yield Lines(id="top")
        with Horizontal(id="searching"):
            yield Lines(id="prompt")
            yield Input(
                self.wanted.text, placeholder=EXAMPLE, compact=True, id="search"
            )
        yield Lines(id="head")
        yield Page()
        yield Lines(id="detail")
        yield Lines(id="keys")

    def lay_out(self, width: int, height: int) -> int:
        """The search and the heads, and the card at the mark where there is room."""
        super().lay_out(width, height)
        rows = self._detail_rows(height)
        self.query_one("#detail", Lines).styles.height = rows
        return HEAD_ROWS + rows

    def _detail_rows(self, height: int) -> int:
        if height < LOW:
            return 0
        return self.DETAIL_ROWS if height >= HIGH else 4

    @property
    def is_typing(self) -> bool:
        """Whether the search has the keys."""
        return isinstance(self.focused, Input)

    # --- what is shown ----------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """How many cards were found and how many are selected."""
        found = found_label(self.hits, self.selected)
        return (Run(" browse", "muted"),), (Run(found, "muted"),)

    def picture(self, width: int) -> ListPicture:
        """The rows, drawn as far as they are seen."""
        rows: Sequence[Line] = browse_rows(self.hits, self.selected, self.cursor, width)
        return ListPicture(rows or nothing_found(self.hits), range(self.hits.total))

    def detail_lines(self, width: int) -> list[Line]:
        """The card at the mark in full words."""
        rows = self._detail_rows(self.size.height) - 1
        if self.hits.error:
            return error_detail(self.hits, width, rows)
        return row_detail(self.row_at_mark, width, rows)

    def repaint_detail(self) -> None:
        """The rule with the legend, and the card at the mark."""
        width = self.size.width
        lines = [rule(width, legend()), *self.detail_lines(width)]
        self.query_one("#detail", Lines).paint(lines)

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the rows with their heads, and ask for those that are missing."""
        width = self.size.width
        self.query_one("#prompt", Lines).paint([(Run(" / ", "key"),)])
        self.query_one("#head", Lines).paint(
            [order_line(self.hits, width, self.message), head_line(self.hits, width)]
        )
        super().repaint_page(offset)
        self.fetch_missing()

    def key_rows(self, width: int) -> list[Line]:
        """The keys of the search while one types, else those of the list."""
        if self.is_typing:
            return [key_line("search", width, self.keymap, help_id=TYPING_HELP)]
        hidden = self.hidden_keys()
        if self.rows_of_keys(self.size.height) == 1:
            return [key_line("browse", width, self.keymap, hidden=hidden)]
        first = row_of_keys("browse", width, self.keymap, hidden=hidden)
        rest = key_line("browse", width, self.keymap, hidden=hidden, ranks=SECONDARY)
        return [first, rest]

    def hidden_keys(self) -> set[str]:
        """What has no card to do it with."""
        if self.hits.total:
            return set()
        return {c.id for c in of_screen("browse") if c.id not in WITHOUT_CARDS}

    def watch_selected(self) -> None:
        """Paint what is selected."""
        self.show_cursor()

    def help_pairs(self) -> Sequence[tuple[str, str]]:
        """The language of searches."""
        return [(form.form, form.meaning) for form in self._forms]

    # --- searching --------------------------------------------------------------

    def on_mount(self) -> None:
        """Search at once."""
        if self._starts_typing:
            self.query_one(Input).focus()
        self.search(self.wanted)
        self.ask(
            self.drill.asking(lambda workspace: workspace.search_forms()),
            self._take_forms,
        )

    def _take_forms(self, forms: tuple[SearchForm, ...]) -> None:
        self._forms = forms

    def on_screen_resume(self) -> None:
        """Back from a card or a review: what was found may have changed."""
        if self._is_stale:
            self.search_again()
        self._is_stale = True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed now."""
        event.stop()
        if event.value != self.wanted.text:
            self.search(Wanted(event.value, self.wanted.sort, self.wanted.descending))

    # --- typing and looking around ------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, letters are words and not commands."""
        if action in {"to_list", "leave_search"}:
            return self.is_typing
        if self.is_typing and action in ACTIONS:
            return False
        return super().check_action(action, parameters)

    async def run_command(self, command: Command) -> None:
        """A command of the palette is meant for the list, typing or not."""
        self.action_to_list()
        await super().run_command(command)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        event.stop()
        self.action_to_list()

    def on_descendant_focus(self) -> None:
        """The keys have changed hands."""
        self.repaint_keys()

    def on_descendant_blur(self) -> None:
        """The keys have changed hands."""
        self.call_after_refresh(self.repaint_keys)

    def action_search(self) -> None:
        """Type a search."""
        self.query_one(Input).focus()

    def action_to_list(self) -> None:
        """Leave the search for the list."""
        self.set_focus(None)
        self.repaint_keys()

    def action_leave_search(self) -> None:
        """Go to the list; leave when there is nothing to go to."""
        if self.hits.total:
            self.action_to_list()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave the selection, then the screen."""
        if len(self.selected):
            self.selected = Selected()
        else:
            self.dismiss()

    # --- the note at the mark -------------------------------------------------------

    def action_info(self) -> None:
        """History, memory and curve of the card."""
        from drill.tui.screens.info import InfoScreen

        if (row := self.row_at_mark) is not None:
            self.drill.push_screen(InfoScreen(row.card))

    def action_edit(self) -> None:
        """Edit the note, then search again."""
        from drill.tui.editing import edit_note

        if (row := self.row_at_mark) is not None:
            edit_note(self, note_of(row.card), self.search_again)


WITHOUT_CARDS = frozenset(
    ("browse.search", "browse.undo", "browse.redo", "browse.leave")
)
"""What can be done where nothing is found."""
ACTIONS = frozenset(command.action.partition("(")[0] for command in of_screen("browse"))
"""What has to wait while a search is typed."""
