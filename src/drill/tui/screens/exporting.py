"""Export: a deck, or what a search finds, into a file for other programs."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.labels import plural
from drill.tui.bindings import bindings_of
from drill.tui.export_lines import (
    SHAPES,
    export_lines,
    file_for,
    say_target,
    shape_of,
    working_words,
)
from drill.tui.import_lines import path_of
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drill.sessions.exporting import ExportStep
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace

TICK_S = 0.25


class ExportScreen(DrillScreen[None]):
    """Some notes, the shapes that they can take, and the file."""

    KEYS = "export"
    BINDINGS: ClassVar = bindings_of("export")

    place: var[int] = var(0, init=False)
    """Of the chosen shape."""
    said: var[tuple[Run, ...]] = var((), init=False)
    """What became of it."""

    def __init__(
        self, title: str, *, names: tuple[str, ...] = (), search: str = ""
    ) -> None:
        """Offer some notes.

        Args:
            title: what they are called.
            names: ids of decks and topics; none for all.
            search: only notes that have a card found by it.
        """
        super().__init__()
        self._title = title
        self._names = names
        self._search = search
        self._path = file_for(title, SHAPES[0])
        self._began: float | None = None
        self._done = (0, 0)
        self._cancelled = threading.Event()

    # --- painting -------------------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Which notes."""
        return (Run(f" export › {one_line(self._title)}", "muted"),), ()

    def page_lines(self, width: int) -> list[Line]:
        """The shapes, the file, and how far it is."""
        said = self.said
        if self._began is not None:
            elapsed = self.drill.clock.monotonic() - self._began
            said = (Run(working_words(*self._done, elapsed), "muted"),)
        return export_lines(self._title, self.place, self._path, width, said=said)

    def watch_place(self) -> None:
        """Paint another shape."""
        self.repaint_page()

    def watch_said(self) -> None:
        """Paint what became of it."""
        self.repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is chosen while it is written."""
        if action in {"go", "file", "move"} and self._began is not None:
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Show signs of life on a long way."""
        self.set_interval(TICK_S, self._tick)

    def on_unmount(self) -> None:
        """Nobody waits for what is still being written."""
        self._cancelled.set()

    def _tick(self) -> None:
        if self._began is not None:
            self.repaint_page()

    # --- commands -------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Choose another shape; the file's ending follows."""
        self.place = (self.place + by) % len(SHAPES)
        self._path = self._path.with_suffix(SHAPES[self.place].ending)
        self.said = ()
        self.repaint_page()

    def action_file(self) -> None:
        """Choose another file; the shape follows from its ending."""
        from drill.tui.screens.asking import Ask

        def take(text: str | None) -> None:
            if text is not None:
                self._path = path_of(text)
                self.place = SHAPES.index(shape_of(self._path, SHAPES[self.place]))
                self.said = ()
                self.repaint_page()

        about = "The ending says how: .apkg, .json, .csv, .md; none: a folder."
        screen = Ask("Into which file?", say_target, text=str(self._path), about=about)
        self.drill.push_screen(screen, take)

    def action_go(self) -> None:
        """Write it; asks before a file is replaced."""
        if self._path.is_dir():
            words = "A folder of that name is there already: n chooses another."
            self.said = (Run(words, "warning"),)
        elif self._path.exists():
            from drill.tui.screens.dialogs import Confirm

            question = f"Replace {one_line(self._path.name)}?"
            consequence = "A file of that name is there already."
            self.drill.push_screen(Confirm(question, consequence), self._answered)
        else:
            self._write()

    def _answered(self, is_yes: bool | None) -> None:  # noqa: FBT001 - a dialog's
        if is_yes:
            self._write()

    def _write(self) -> None:
        self._began = self.drill.clock.monotonic()
        self._done = (0, 0)
        self._cancelled = threading.Event()
        self.repaint()
        call = partial(
            _written,
            self._path,
            SHAPES[self.place].name,
            self._names,
            self._search,
            self._progressed,
            self._cancelled,
        )
        self.ask(self.drill.asking(call), self._take, self._fail)

    def _progressed(self, done: int, total: int) -> None:
        """Keep how far it is; on the writer thread, so nothing is painted here."""
        self._done = (done, total)

    def action_leave(self) -> None:
        """Stop an export that is under way, or go back."""
        if self._began is None:
            self.dismiss()
        else:
            self._cancelled.set()

    def _take(self, step: ExportStep) -> None:
        self._began = None
        counts = (
            plural(step.notes, "note"),
            plural(step.cards, "card"),
            plural(step.reviews, "review"),
        )
        words = f"Written: {', '.join(counts)}, into {one_line(step.path)}"
        if step.left_out:
            words += f"; {plural(step.left_out, 'kata')} left out"
        self.said = (Run(words, "success"),)

    def _fail(self, failure: Failed) -> None:
        self._began = None
        self.said = (Run(f"{failure.message} {failure.hint}".strip(), "warning"),)


def _written(  # noqa: PLR0913, PLR0917 - bound one by one, called with the last
    path: Path,
    shape: str,
    names: tuple[str, ...],
    search: str,
    on_progress: Callable[[int, int], None],
    cancelled: threading.Event,
    workspace: Workspace,
) -> ExportStep:
    return workspace.export_notes(
        path,
        shape,
        names=names,
        search=search,
        on_progress=on_progress,
        cancelled=cancelled,
    )
