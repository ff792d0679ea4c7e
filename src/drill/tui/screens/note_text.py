"""The YAML of a note without a file of the learner's own, and what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.reactive import var
from textual.widgets import TextArea

from drill.tui.bindings import bindings_of
from drill.tui.form_lines import verdict_lines
from drill.tui.frame_lines import rule
from drill.tui.latest import Latest
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.screens.listing import LOW
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from drill.sessions.note_steps import DraftPreview, EditTarget
    from drill.sessions.steps import Changed

VERDICT_ROWS = 5
"""Rows for what is wrong, their rule among them."""
PAUSE_S = 0.25
WHERE = {
    "shipped": "becomes yours",
    "override": "yours already",
    "added": "in your collection",
    "imported": "in your collection",
}
"""What an edit of a note of each origin becomes."""


class NoteTextScreen(DrillScreen[bool]):
    """A note as text; True when it was kept."""

    KEYS = "yaml"
    HELP = "general.help-typing"
    BINDINGS: ClassVar = bindings_of("yaml")

    preview: var[DraftPreview | None] = var(None, init=False)
    shows_original: var[bool] = var(False, init=False)  # noqa: FBT003 - its start

    def __init__(self, target: EditTarget, text: str) -> None:
        """Edit a note.

        Args:
            target: what is edited.
            text: what stands there; another than the note's where an edit was refused.
        """
        super().__init__()
        self._target = target
        self._text = text
        self._latest: Latest[DraftPreview] = Latest(self.ask)
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The text, the deck's own wording beside it, what is wrong below."""
        yield Lines(id="top")
        with Horizontal(id="desk"):
            yield TextArea(
                self._text, id="yaml", show_line_numbers=True, tab_behavior="indent",
                compact=True, highlight_cursor_line=False,
            )  # fmt: skip
            yield Page()
        yield Lines(id="detail")
        yield Lines(id="keys")

    def lay_out(self, width: int, height: int) -> int:
        """Rows for what is wrong, where there is room."""
        rows = VERDICT_ROWS if height >= LOW else 2
        self.query_one("#detail", Lines).styles.height = rows
        self.page.styles.width = width // 2
        return rows

    # --- what is shown ------------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Which note, and what becomes of an edit."""
        where = WHERE.get(self._target.origin, "")
        return (Run(f" {one_line(self._target.note)}", "muted"),), (
            Run(where, "muted"),
        )

    def page_lines(self, width: int) -> list[Line]:
        """The deck's own wording, as it is now."""
        if not self.shows_original:
            return []
        lines: list[Line] = [(Run(" the deck has it so now", "accent"),), ()]
        for text in self._target.original.splitlines():
            lines += wrap([Run(f" {text}")], width)
        return lines

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the original and what is wrong."""
        self.page.display = self.shows_original
        super().repaint_page(offset)
        width = self.size.width
        rows = VERDICT_ROWS - 1
        words = verdict_lines(self.preview, width, rows, is_empty=False)
        self.query_one("#detail", Lines).paint([rule(width), *words])

    def watch_preview(self) -> None:
        """Paint what is wrong."""
        self.repaint()

    def watch_shows_original(self) -> None:
        """Paint the deck's wording, or take it away."""
        self.repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The deck's wording is of interest when it changed since."""
        if action == "original":
            return bool(self._target.original)
        return super().check_action(action, parameters)

    # --- editing --------------------------------------------------------------------

    def on_mount(self) -> None:
        """Look at the text at once."""
        self.query_one(TextArea).focus()
        self.shows_original = bool(self._target.original)
        self.look()

    def on_text_area_changed(self) -> None:
        """Look at the text when typing rests."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_S, self.look)

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.query_one(TextArea).text

    def look(self) -> None:
        """Ask what would become of the text."""
        note, text = self._target.note, self.text
        self._latest.want(
            self.drill.asking(lambda workspace: workspace.preview_yaml(note, text)),
            self._take,
        )

    def _take(self, preview: DraftPreview) -> None:
        self.preview = preview

    def action_save(self) -> None:
        """Keep the note, if nothing is wrong with it."""
        note, text = self._target.note, self.text
        call = refusable(lambda workspace: workspace.save_edit(note, text))
        self.ask(self.drill.asking(call), self._saved)

    def _saved(self, changed: Changed | Refused) -> None:
        if isinstance(changed, Refused):
            self.drill.notify_plainly("Not kept yet.", changed.words, "warning")
            self.look()
            return
        self.drill.notify_plainly(changed.message)
        self.dismiss(True)  # noqa: FBT003 - the screen's result

    def action_original(self) -> None:
        """Show the deck's wording, or hide it."""
        self.shows_original = not self.shows_original

    def action_leave(self) -> None:
        """Leave; asks first when something would be lost."""
        from drill.tui.screens.dialogs import Confirm

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - a result
            if is_yes:
                self.dismiss(False)  # noqa: FBT003 - the screen's result

        if self.text == self._target.yaml:
            self.dismiss(False)  # noqa: FBT003 - the screen's result
            return
        self.drill.push_screen(
            Confirm("Leave without keeping the note?", "What you typed is lost."),
            answered,
        )
