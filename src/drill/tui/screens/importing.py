"""Import: what a foreign file would become, then the import, then its report."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.reactive import var

from drill.sessions.import_steps import ImportOptions, Policy
from drill.tui.bindings import bindings_of
from drill.tui.import_lines import (
    SOME_REMARKS,
    Progress,
    columns,
    import_lines,
    path_of,
    say_columns,
    say_deck_title,
    say_file,
    working_lines,
)
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.screens.holidays import ask_change
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drill.sessions.import_steps import ImportStep
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace

TICK_S = 0.1
POLICIES = tuple(Policy)
AT_REST = {"go", "policy", "deck", "columns", "remarks", "undo"}
"""What has to wait while a file is read."""


class ImportScreen(DrillScreen[None]):
    """One file: a preview that changes with what is chosen, and the way in."""

    KEYS = "import"
    BINDINGS: ClassVar = bindings_of("import")

    step: var[ImportStep | None] = var(None, init=False)
    """The preview or the report; None while there is none."""
    work: var[str] = var("", init=False)
    """What is being done now; empty: nothing."""
    trouble: var[str] = var("", init=False)
    """Why the file cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._options = ImportOptions()
        self._mapping: Mapping[str, Any] | None = None
        self._is_all = False
        self._cancelled = threading.Event()
        self._done = (0, 0)
        self._began = 0.0

    # --- painting -------------------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """The file, and whether it is in."""
        name = one_line(self._path.name)
        step = self.step
        state = "" if step is None else "preview" if step.is_dry else "imported"
        return (Run(f" import › {name}", "muted"),), (Run(state, "muted"),)

    def page_lines(self, width: int) -> list[Line]:
        """Progress, trouble, or what would happen."""
        if self.work:
            elapsed = self.drill.clock.monotonic() - self._began
            return working_lines(self.work, Progress(*self._done, elapsed))
        if self.step is not None:
            return import_lines(
                self.step,
                self._options.policy,
                width,
                is_all=self._is_all,
                syntax=self.drill.syntax,
            )
        words = wrap([Run(one_line(self.trouble), "warning")], max(20, width - 6))
        return [EMPTY, *((Run("   "), *line) for line in words)]

    def watch_step(self) -> None:
        """Paint what came, from its start."""
        self.repaint()

    def watch_work(self) -> None:
        """Paint that something is done, or is over."""
        self.repaint()

    def watch_trouble(self) -> None:
        """Paint what is wrong."""
        self.repaint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on how far it is."""
        if action in AT_REST and action not in self._offered():
            return False
        return super().check_action(action, parameters)

    def _offered(self) -> set[str]:
        """Of what has to wait while a file is read, what makes sense now."""
        step = self.step
        if self.work or step is None:
            return set()
        offered = {"remarks"} if len(step.remarks) > SOME_REMARKS else set()
        if not step.is_dry:
            return offered if step.is_nothing else {*offered, "undo"}
        offered |= {"policy", "deck"}
        if not step.is_nothing:
            offered.add("go")
        if step.mapping is not None:
            offered.add("columns")
        return offered

    # --- reading and writing ----------------------------------------------------------

    def on_mount(self) -> None:
        """Look into the file."""
        self.set_interval(TICK_S, self._tick)
        self._run("looking into the file", is_dry=True)

    def on_unmount(self) -> None:
        """Nobody waits for what is still being read."""
        self._cancelled.set()

    def _tick(self) -> None:
        if self.work:
            self.repaint_page()

    def _run(self, words: str, *, is_dry: bool) -> None:
        self._cancelled = threading.Event()
        self._done = (0, 0)
        self._began = self.drill.clock.monotonic()
        self.trouble = ""
        self.work = words
        call = partial(
            _imported,
            self._path,
            self._options,
            self._mapping,
            self._progressed,
            self._cancelled,
            is_dry,
        )
        self.ask(self.drill.asking(call), self._take, self._fail)

    def _progressed(self, done: int, total: int) -> None:
        """Keep how far it is; on the writer thread, so nothing is painted here."""
        self._done = (done, total)

    def _take(self, step: ImportStep) -> None:
        self.work = ""
        self.step = step
        self.page.move(-len(self.page_lines(self.page.area.width)))

    def _fail(self, failure: Failed) -> None:
        self.work = ""
        if self.step is None:
            self.trouble = f"{failure.message}. {failure.hint}"

    # --- commands -------------------------------------------------------------------

    def action_go(self) -> None:
        """Import it."""
        self._run("importing", is_dry=False)

    def action_policy(self) -> None:
        """Choose what counts where both changed a note."""
        place = POLICIES.index(self._options.policy) + 1
        policy = POLICIES[place % len(POLICIES)]
        self._again(options=ImportOptions(self._options.deck, policy))

    def action_deck(self) -> None:
        """Put all of it into one deck."""

        def take(title: str | None) -> None:
            if title is not None:
                self._again(options=ImportOptions(title, self._options.policy))

        self._ask(
            "Into which deck?", say_deck_title, self._options.deck, take, "its title"
        )

    def action_columns(self) -> None:
        """Say which column is what."""
        from drill.sessions.import_words import columns_said

        def take(text: str | None) -> None:
            if text is not None:
                self._again(mapping=columns(text))

        said = columns_said((self.step and self.step.mapping) or {})
        about = "Columns are counted from 1; such as `front=2 back=3 tags=4`."
        self._ask("Which column is what?", say_columns, said, take, about)

    def action_remarks(self) -> None:
        """Show every remark, or the first ones alone."""
        self._is_all = not self._is_all
        self.repaint_page()

    def action_undo(self) -> None:
        """Take the import back."""
        ask_change(
            self,
            lambda workspace: workspace.undo(),
            lambda _: self._run("looking into the file", is_dry=True),
        )

    def action_leave(self) -> None:
        """Stop an import that is under way, or go back."""
        is_writing = self.work and self.step is not None
        self._cancelled.set()
        if not is_writing:
            self.dismiss()

    def _again(
        self,
        *,
        options: ImportOptions | None = None,
        mapping: Mapping[str, Any] | None = None,
    ) -> None:
        self._options = options or self._options
        self._mapping = mapping or self._mapping
        self._run("looking into the file", is_dry=True)

    def _ask(
        self,
        title: str,
        reader: Callable[[str], Any],
        text: str,
        take: Callable[[str | None], None],
        about: str,
    ) -> None:
        from drill.tui.screens.asking import Ask

        self.drill.push_screen(Ask(title, reader, text=text, about=about), take)


def ask_import(screen: DrillScreen[Any], left: Callable[[], None]) -> None:
    """Ask for a file, and show what it would become.

    Args:
        screen: from where.
        left: called when the import has been left.
    """
    from drill.tui.screens.asking import Ask

    def show(text: str | None) -> None:
        if text is not None:
            screen.drill.push_screen(ImportScreen(path_of(text)), lambda _: left())

    about = "Anki, CSV and other tables, CrowdAnki, Markdown, Org, drill's own JSON."
    screen.drill.push_screen(Ask("Import which file?", say_file, about=about), show)


def _imported(  # noqa: PLR0913, PLR0917 - bound one by one, called with the last
    path: Path,
    options: ImportOptions,
    mapping: Mapping[str, Any] | None,
    on_progress: Callable[[int, int], None],
    cancelled: threading.Event,
    is_dry: bool,  # noqa: FBT001 - likewise
    workspace: Workspace,
) -> ImportStep:
    return workspace.import_file(
        path,
        options,
        mapping=mapping,
        is_dry=is_dry,
        on_progress=on_progress,
        cancelled=cancelled,
    )
