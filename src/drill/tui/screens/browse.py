"""Browse: search as one types, look around, act on many cards at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.reactive import var
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
from drill.tui.hits import PAGE_ROWS, Hits, Selected, Wanted
from drill.tui.key_lines import SECONDARY, key_line, row_of_keys
from drill.tui.latest import Latest
from drill.tui.list_lines import ListPicture
from drill.tui.runs import Line, Run
from drill.tui.screens.browse_acts import BrowseActs
from drill.tui.screens.listing import LOW, ListScreen
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from drill.ids import CardId
    from drill.sessions.steps import BrowsePage, BrowseRow, SearchForm
    from drill.tui.commands import Command

TYPING_HELP = "general.help-typing"
HEAD_ROWS = 3
"""The search, how it is sorted, and the names of the columns."""
HIGH = 30
"""Rows of a terminal from which the card at the mark has more of them."""
EXAMPLE = 'is:due deck:raft prop:r<0.9 "leader election"'


class BrowseScreen(BrowseActs, ListScreen[None]):
    """The cards of a search."""

    KEYS = "browse"
    KEY_ROWS = 2
    DETAIL_ROWS = 7
    BINDINGS: ClassVar = [*bindings_of("browse"), *bindings_of("search")]

    hits: var[Hits] = var(Hits(), init=False)
    selected: var[Selected] = var(Selected(), init=False)

    def __init__(self, text: str = "", *, is_typing: bool = True) -> None:
        """Search for something.

        Args:
            text: the search to begin with.
            is_typing: whether the search has the keys at first.
        """
        super().__init__()
        self._wanted = Wanted(text)
        self._starts_typing = is_typing
        self._latest: Latest[BrowsePage] = Latest(self.ask)
        self._asked_for = -1
        self._message = ""
        self._is_stale = False
        self._forms: tuple[SearchForm, ...] = ()

    # --- areas ------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The search above the list."""
        yield Lines(id="top")
        with Horizontal(id="searching"):
            yield Lines(id="prompt")
            yield Input(
                self._wanted.text, placeholder=EXAMPLE, compact=True, id="search"
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

    def row_count(self) -> int:
        """All cards that were found."""
        return self.hits.total

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
            [order_line(self.hits, width, self._message), head_line(self.hits, width)]
        )
        super().repaint_page(offset)
        self._fetch_missing()

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

    def watch_hits(self) -> None:
        """Paint what came."""
        self.show_cursor()

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
        self._search(self._wanted)
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
        if event.value != self._wanted.text:
            self._search(
                Wanted(event.value, self._wanted.sort, self._wanted.descending)
            )

    def _search(self, wanted: Wanted) -> None:
        """Look for something else; what was looked for before is forgotten."""
        self._wanted = wanted
        self._message = ""
        self._ask_for(0, self._take_first)

    def search_again(self) -> None:
        """The same once more: the cards have changed."""
        place = min(self.cursor, max(0, self.hits.total - 1))
        self._ask_for(place // PAGE_ROWS * PAGE_ROWS, self._take_anew)

    def _fetch_missing(self) -> None:
        page = self.page
        wanted = self.hits.missing(page.offset_lines, page.area.height)
        is_behind = self.hits.wanted != self._wanted or bool(self.hits.error)
        if wanted is None or is_behind or self._latest.is_running:
            return
        if wanted != self._asked_for:
            self._ask_for(wanted, self._take_more)

    def _ask_for(self, offset: int, then: Callable[[BrowsePage], None]) -> None:
        wanted = self._wanted
        self._asked_for = offset
        self._latest.want(
            self.drill.asking(
                lambda workspace: workspace.browse(
                    wanted.text,
                    wanted.sort,
                    descending=wanted.descending,
                    offset=offset,
                    limit=PAGE_ROWS,
                )
            ),
            then,
        )

    def _take_first(self, page: BrowsePage) -> None:
        if not page.error:
            self.set_reactive(BrowseScreen.cursor, 0)
        self.hits = self.hits.taking(page, anew=True)

    def _take_anew(self, page: BrowsePage) -> None:
        self.hits = self.hits.taking(page, anew=True)

    def _take_more(self, page: BrowsePage) -> None:
        self.hits = self.hits.taking(page)
        self._asked_for = -1 if page.rows else self._asked_for

    @on(Page.Scrolled)
    def fetch_scrolled(self) -> None:
        """Ask for rows that came into the window."""
        self._fetch_missing()

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

    def action_sort(self, step: int) -> None:
        """Sort by another column."""
        self._search(self._wanted.sorted_by(step))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._search(self._wanted.reversed())

    @property
    def row_at_mark(self) -> BrowseRow | None:
        """The row at the mark, if it has come yet."""
        return self.hits.row(self.cursor)

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

    def said(self, message: str) -> None:
        """Say what was done, and search again."""
        self._message = message
        self.search_again()


WITHOUT_CARDS = frozenset(
    ("browse.search", "browse.undo", "browse.redo", "browse.leave")
)
"""What can be done where nothing is found."""
ACTIONS = frozenset(command.action.partition("(")[0] for command in of_screen("browse"))
"""What has to wait while a search is typed."""
