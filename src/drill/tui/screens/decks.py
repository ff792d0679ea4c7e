"""Decks: what is studied and what waits, and a new deck of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.decks_lines import (
    deck_detail,
    deck_id_of,
    decks_picture,
    say_deck,
    studied_label,
)
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from drill.sessions.note_steps import DeckChoice
    from drill.sessions.steps import Changed
    from drill.tui.list_lines import ListPicture
    from drill.tui.ports import Workspace
    from drill.tui.screens.base import DrillScreen


class DecksScreen(ListScreen[None]):
    """All decks; those that are chosen are studied."""

    KEYS = "decks"
    DETAIL_ROWS = 5
    BINDINGS: ClassVar = bindings_of("decks")

    decks: var[tuple[DeckChoice, ...]] = var((), init=False)

    def top_line(self) -> tuple[Line, Line]:
        """How much is studied."""
        words = studied_label(self.decks) if self.decks else ""
        return (Run(" decks", "muted"),), (Run(words, "muted"),)

    def row_count(self) -> int:
        """All decks."""
        return len(self.decks)

    def picture(self, width: int) -> ListPicture:
        """The decks with their sizes."""
        return decks_picture(self.decks, self.cursor, width)

    def detail_lines(self, width: int) -> list[Line]:
        """What the deck at the mark is about."""
        deck = self._deck
        return [] if deck is None else deck_detail(deck, width, self.DETAIL_ROWS - 1)

    def watch_decks(self) -> None:
        """Paint what came."""
        self.show_cursor()

    @property
    def _deck(self) -> DeckChoice | None:
        return self.decks[self.cursor] if self.cursor < len(self.decks) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some commands need a deck."""
        if action in {"toggle_deck", "browse", "export_deck", "open"}:
            return bool(self.decks)
        return super().check_action(action, parameters)

    # --- changing ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask for the decks."""
        self.refresh_decks()

    def refresh_decks(self) -> None:
        """Ask for the decks anew."""
        self.ask(self.drill.asking(_decks), self._take)

    def _take(self, decks: tuple[DeckChoice, ...]) -> None:
        self.decks = decks

    def action_toggle_deck(self) -> None:
        """Study the deck at the mark, or leave it."""
        deck = self._deck
        if deck is not None:
            self.ask(self.drill.asking(partial(_toggled, deck)), self._take)

    def action_new(self) -> None:
        """Make a deck of one's own."""
        taken = [deck.id for deck in self.decks]
        ask_deck(self, taken, lambda _: self.refresh_decks())

    def action_add(self) -> None:
        """Write a note."""
        from drill.tui.screens.add import AddScreen

        self.drill.push_screen(AddScreen(), lambda _: self.refresh_decks())

    def action_import_deck(self) -> None:
        """Take in a deck of another program."""
        from drill.tui.screens.importing import ask_import

        ask_import(self, self.refresh_decks)

    def action_open(self) -> None:
        """Open the deck at the mark."""
        from drill.tui.screens.deck import DeckScreen

        if (deck := self._deck) is not None:
            self.drill.push_screen(DeckScreen(deck.id, deck.title))

    def action_export_deck(self) -> None:
        """Write the deck at the mark into a file."""
        from drill.tui.screens.exporting import ExportScreen

        if (deck := self._deck) is not None:
            self.drill.push_screen(ExportScreen(deck.title, names=(deck.id,)))

    def action_browse(self) -> None:
        """Search the cards of the deck at the mark."""
        from drill.tui.screens.browse import BrowseScreen

        if (deck := self._deck) is not None:
            screen = BrowseScreen(f"deck:{deck.id}", is_typing=False)
            self.drill.push_screen(screen)


def ask_deck(
    screen: DrillScreen[Any],
    taken: Collection[str],
    made: Callable[[str], None],
) -> None:
    """Ask for a title, make the deck, and go on with its id."""
    from drill.tui.screens.asking import Ask

    def make(title: str | None) -> None:
        if title is None:
            return
        name = deck_id_of(title)

        def done(changed: Changed) -> None:
            screen.drill.notify_plainly(changed.message)
            made(name)

        call = partial(_make_deck, name, title)
        screen.ask(screen.drill.asking(call), done)

    about = "A deck is a folder of plain text files in your data folder."
    reader = partial(say_deck, taken=taken)
    screen.drill.push_screen(Ask("Title of the new deck", reader, about=about), make)


def _decks(workspace: Workspace) -> tuple[DeckChoice, ...]:
    return workspace.deck_choices()


def _toggled(deck: DeckChoice, workspace: Workspace) -> tuple[DeckChoice, ...]:
    workspace.set_studied(deck.id, not deck.chosen)
    return workspace.deck_choices()


def _make_deck(name: str, title: str, workspace: Workspace) -> Changed:
    return workspace.new_deck(name, title)
