"""What browse asks the session for: the newest search, and the rows that are seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var

from drill.tui.hits import PAGE_ROWS, Hits, Wanted
from drill.tui.latest import Latest
from drill.tui.screens.listing import ListScreen
from drill.tui.widgets import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import BrowsePage, BrowseRow


class BrowseSearch(ListScreen[None]):
    """A list of hits, of which a page is fetched when it is looked at."""

    hits: var[Hits] = var(Hits(), init=False)

    def __init__(self, wanted: Wanted) -> None:
        """Begin with a search; `search` asks for it."""
        super().__init__()
        self.wanted = wanted
        """What is looked for now; the hits may still be of what was before."""
        self.message = ""
        """What was done last."""
        self._latest: Latest[BrowsePage] = Latest(self.ask)
        self._asked_for = -1

    def row_count(self) -> int:
        """All cards that were found."""
        return self.hits.total

    def watch_hits(self) -> None:
        """Paint what came."""
        self.show_cursor()

    @property
    def row_at_mark(self) -> BrowseRow | None:
        """The row at the mark, if it has come yet."""
        return self.hits.row(self.cursor)

    def search(self, wanted: Wanted) -> None:
        """Look for something else; what was looked for before is forgotten."""
        self.wanted = wanted
        self.message = ""
        self._ask_for(0, self._take_first)

    def search_again(self) -> None:
        """The same once more: the cards have changed."""
        place = min(self.cursor, max(0, self.hits.total - 1))
        wanted = self.hits.wanted if self.hits.error else self.wanted
        self._ask_for(place // PAGE_ROWS * PAGE_ROWS, self._take_anew, wanted)

    def fetch_missing(self) -> None:
        """Ask for the first rows in the window that are not known."""
        page = self.page
        wanted = self.hits.missing(page.offset_lines, page.area.height)
        is_behind = self.hits.wanted != self.wanted or bool(self.hits.error)
        if wanted is None or is_behind or self._latest.is_running:
            return
        if wanted != self._asked_for:
            self._ask_for(wanted, self._take_more)

    def _ask_for(
        self,
        offset: int,
        then: Callable[[BrowsePage], None],
        other: Wanted | None = None,
    ) -> None:
        wanted = other or self.wanted
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
            self.set_reactive(BrowseSearch.cursor, 0)
        self.hits = self.hits.taking(page, anew=True)

    def _take_anew(self, page: BrowsePage) -> None:
        """The search that cannot be read still stands in its line."""
        before = self.hits
        found = before.taking(page, anew=True)
        self.hits = replace(found, error=before.error, hint=before.hint)

    def _take_more(self, page: BrowsePage) -> None:
        self.hits = self.hits.taking(page)
        self._asked_for = -1 if page.rows else self._asked_for

    @on(Page.Scrolled)
    def fetch_scrolled(self) -> None:
        """Ask for rows that came into the window."""
        self.fetch_missing()

    def action_sort(self, step: int) -> None:
        """Sort by another column."""
        self.search(self.wanted.sorted_by(step))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.search(self.wanted.reversed())
