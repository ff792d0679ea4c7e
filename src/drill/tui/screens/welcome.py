"""Welcome: which decks, how many new cards, when a day begins; Enter alone works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.welcome_lines import Choices, choices_of, welcome_lines

if TYPE_CHECKING:
    from drill.sessions.note_steps import WelcomeStep
    from drill.sessions.steps import HomeStep


class WelcomeScreen(DrillScreen[None]):
    """The first run's choices; the same screen changes them later."""

    KEYS = "welcome"
    BINDINGS: ClassVar = bindings_of("welcome")

    choices: var[Choices | None] = var(None, init=False)

    def top_line(self) -> tuple[Line, Line]:
        """A short greeting."""
        return (Run(" drill", "title"), Run(" · what to study", "muted")), ()

    def page_lines(self, width: int) -> list[Line]:
        """The choices with the mark."""
        if self.choices is None:
            return []
        return list(welcome_lines(self.choices, width).lines)

    def watch_choices(self) -> None:
        """Paint the choices, and scroll the mark into the window."""
        if self.choices is None or not self.is_mounted:
            return
        picture = welcome_lines(self.choices, self.page.area.width)
        self.repaint_page()
        self.repaint_page(self.page.keep_visible(picture.marked_at))
        self.repaint_keys()

    def on_mount(self) -> None:
        """Ask for the present choices."""
        self.ask(self.drill.asking(lambda workspace: workspace.welcome()), self._show)

    def _show(self, step: WelcomeStep) -> None:
        self.choices = choices_of(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers change at a number, decks are chosen at a deck."""
        if self.choices is None:
            return action == "leave" or super().check_action(action, parameters)
        if action == "choose_deck":
            return self.choices.is_at_deck
        if action == "change":
            return not self.choices.is_at_deck
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Move the mark."""
        if self.choices is not None:
            self.choices = self.choices.moved(rows)

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there; a click on a deck chooses it."""
        if self.choices is not None:
            self.choices = replace(self.choices, cursor=row)
            self.action_choose_deck()

    def action_choose_deck(self) -> None:
        """Choose the deck at the mark, or leave it."""
        if self.choices is not None and self.choices.is_at_deck:
            self.choices = self.choices.toggled()

    def action_change(self, step: int) -> None:
        """Change the number at the mark."""
        if self.choices is not None and not self.choices.is_at_deck:
            self.choices = self.choices.changed(step)

    def action_start(self) -> None:
        """Keep the choices and go home."""
        chosen = self.choices
        if chosen is not None:
            self.ask(
                self.drill.asking(
                    lambda workspace: workspace.choose(
                        chosen.decks, chosen.new_a_day, chosen.rollover_hour
                    )
                ),
                self._kept,
            )

    def _kept(self, _: HomeStep) -> None:
        self.dismiss()
