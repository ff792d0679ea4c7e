"""Where a kata is worked on: the areas of its screen, its clock, its file.

What is typed is saved after a moment, so that leaving, or being killed, loses next to
nothing; what somebody else saves is taken over, and run.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import var

from drill.errors import ConsentNeeded
from drill.sessions.kata_steps import KataPhase, KataStep
from drill.tui.frame_lines import cue
from drill.tui.kata_editor import KataEditor
from drill.tui.kata_keys import hint_words
from drill.tui.kata_lines import (
    result_lines,
    running_lines,
    statement_lines,
    top_of_kata,
)
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.ports_of_katas import KataSession
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.intents import SessionScreen
from drill.tui.text import one_line
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from drill.ids import CardId
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace
    from drill.tui.ports_of_katas import KataBench

SIDE_BY_SIDE = 100
"""Cells from which the statement stands beside the editor."""
TICK_S = 0.1
"""Between two looks at the file, and two paints of a run."""
SAVE_S = 1.5
"""After so long without a key, what was typed is saved."""
RESULT_ROWS = 9
HIGH = 30
"""Rows of a terminal from which the result gets a third of them."""
END = 1_000_000
"""A line that no page has: the window then stands at its end."""


class KataDesk(SessionScreen[KataSession, KataStep]):
    """Shows one kata; a subclass runs it and takes commands."""

    KEYS = "kata"
    HELP = "general.help-typing"
    KEY_ROWS = 3

    step: var[KataStep | None] = var(None, init=False)

    def __init__(self, card: CardId, language: str = "python") -> None:
        """Take up a kata.

        Args:
            card: of the kata.
            language: what it is written in.
        """
        super().__init__()
        self.card = card
        self.language = language
        self.editor = KataEditor()
        self.view = "code"
        """What is shown where not all has room."""
        self.bench: KataBench | None = None
        self.rung = ""
        self.progress: tuple[int, int, str] | None = None
        """Of a run that is going on: cases done, cases in all, the latest."""
        self.stamp: tuple[int, int] | None = None
        """Of the file as it was last read or written by this screen."""
        self._taken_at = 0.0
        self._runs_next = False
        """Whether the file that is being read is to be run: somebody else saved it."""
        self.typed_at: float | None = None
        """When something was typed that is not saved yet."""

    def make_session(self, workspace: Workspace) -> KataSession:
        """The kata, with its file."""
        return workspace.open_kata(self.card, self.language)

    def compose(self) -> ComposeResult:
        """The statement beside the editor, the result below that."""
        yield Lines(id="top")
        with Horizontal(id="work"):
            yield Page()
            with Vertical(id="bench"):
                yield self.editor
                yield Page(id="result")
        yield Lines(id="keys")

    @property
    def page(self) -> Page:
        """The statement."""
        return self.query_one("#page", Page)

    @property
    def result(self) -> Page:
        """What a run came to."""
        return self.query_one("#result", Page)

    def on_mount(self) -> None:
        """Ask for the kata, and watch the clock and the file."""
        self._taken_at = self.drill.clock.boottime()
        self.submit(lambda session: session.start())
        self.set_interval(TICK_S, self._tick)
        self.run_worker(self._find_bench(), group="bench")

    async def _find_bench(self) -> None:
        """Find out which sandbox there is, before anybody waits for it."""
        bench = await self.asked(lambda workspace: workspace.bench())
        self.bench = bench
        try:
            self.rung = await asyncio.wrap_future(bench.rung())
        except ConsentNeeded:
            self.rung = "none"
        if not (self.is_attached and self.is_mounted):
            return
        self.repaint_top()
        if self._session is not None and self.progress is None:
            bench.warm(self._session.kata)  # what it needs consent for waits for a run

    def asked(self, call: Callable[[Workspace], Any]) -> Awaitable[Any]:
        """Queue a call on the writer thread, to be awaited."""
        return self.drill.background.write(self.drill.asking(call))

    # --- layout ---------------------------------------------------------

    @property
    def is_wide(self) -> bool:
        """Whether all three areas have room."""
        return self.size.width >= SIDE_BY_SIDE

    def lay_out(self, width: int, height: int) -> int:
        """The statement on the left, the rest on the right; or one view at a time."""
        is_wide = width >= SIDE_BY_SIDE
        page, result, right = self.page, self.result, self.query_one("#bench")
        page.display = is_wide or self.view == "statement"
        right.display = is_wide or self.view != "statement"
        self.editor.display = is_wide or self.view == "code"
        result.display = is_wide or self.view == "result"
        left = self._left(width)
        rows = height // 3 if height >= HIGH else RESULT_ROWS
        page.styles.width, right.styles.width = left, width - left if is_wide else width
        result.styles.height = rows if is_wide else "1fr"
        below = height - 3 - self.rows_of_keys(height)
        result.fit(Size(width - left, rows) if is_wide else Size(width, below))
        return 0

    @staticmethod
    def _left(width: int) -> int:
        """Cells of the statement on a terminal of a width."""
        return width * 9 // 20 if width >= SIDE_BY_SIDE else width

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the statement, and what the run came to."""
        super().repaint_page(offset)
        self.repaint_result()

    def repaint_result(self, offset: int | None = None) -> None:
        """Paint how far a run is, or what it came to."""
        width = self.result.area.width
        if not width or self.step is None:
            return
        if self.progress is not None:
            self.result.show(running_lines(*self.progress, width))
            return
        place = self.result.offset_lines if offset is None else offset
        self.result.show(result_lines(self.step, width), offset=place)

    # --- what is shown ---------------------------------------------------------

    def show(self, step: KataStep) -> None:
        """Take over the step that came; run what somebody else saved."""
        self.step = step
        if self._runs_next and step.phase is KataPhase.WORKING:
            self._runs_next = False
            self.action_run()

    def watch_step(self, before: KataStep | None, step: KataStep) -> None:
        """Paint the step; take the file over where it is another one."""
        self._taken_at = self.drill.clock.boottime()
        is_over = step.phase is not KataPhase.WORKING
        self.editor.read_only = is_over
        if before is None or (step.text != before.text and self.typed_at is None):
            self._fill(step)
        if before is None:
            self.editor.speak(step.language, syntax=self.drill.syntax)
            self.turn("statement" if step.attempt == 1 else "code")
        is_new_phase = before is not None and before.phase is not step.phase
        if is_new_phase:
            self.turn("statement" if is_over else "code")
        self.repaint_top()
        more_hints = before is not None and len(step.hints) > len(before.hints)
        super().repaint_page(0 if is_new_phase else END if more_hints else None)
        if more_hints and not self.is_wide:
            self.turn("statement")
        old = None if before is None else (before.result, before.own)
        self.repaint_result(None if old == (step.result, step.own) else 0)
        self.repaint_keys()

    def _fill(self, step: KataStep) -> None:
        if self.editor.text != step.text:
            self.editor.fill(step.text)
        self.typed_at = None
        self._note_stamp()

    def top_line(self) -> tuple[Line, Line]:
        """Which kata; the run, the time, the sandbox."""
        if self.step is None:
            return (Run(" kata", "muted"),), (Run("opening …", "muted"),)
        elapsed = self.drill.clock.boottime() - self._taken_at
        goes_on = self.step.phase is KataPhase.WORKING or self.step.left_s is not None
        return top_of_kata(self.step, elapsed if goes_on else 0.0, self.rung)

    def page_lines(self, width: int) -> list[Line]:
        """The statement."""
        if self.step is None:
            return []
        room = self._left(width) - (1 if self.is_wide else 0)
        return statement_lines(self.step, room, syntax=self.drill.syntax)

    def key_rows(self, width: int) -> list[Line]:
        """What can be done; what was said; everything else."""
        hidden = self.hidden_keys()
        typing = self.step is None or self.step.phase is KataPhase.WORKING
        help_id = self.HELP if typing else "general.help"
        if self.rows_of_keys(self.size.height) == 1:
            return [
                key_line(
                    "kata", width, self.keymap, hidden=hidden, help_id=help_id,
                    is_typing=typing,
                )
            ]  # fmt: skip
        labels = {"kata.hint": hint_words(self.step)}
        if self.step is not None and self.step.rating is None:
            labels["kata.rate-proposed"] = "done"
        first = primary_line("kata", width, self.keymap, hidden=hidden, labels=labels)
        rest = key_line(
            "kata", width, self.keymap, hidden=hidden, ranks=SECONDARY,
            help_id=help_id, is_typing=typing,
        )  # fmt: skip
        return [first, self._message(), rest]

    def _message(self) -> Line:
        words = self.step.message if self.step is not None else ""
        return (Run(f"   {one_line(words)}", "muted"),) if words else EMPTY

    # --- time, and the file ---------------------------------------------------------

    def _tick(self) -> None:
        """Paint the clock and a run; save what was typed; notice who else saved."""
        if self.step is None or not self.is_current:
            return
        self.repaint_top()
        if self.progress is not None:
            self.repaint_result()
        if self.is_busy or self.can_retry or self._session is None:
            return
        now = self.drill.clock.monotonic()
        if self.typed_at is not None:
            if now - self.typed_at >= SAVE_S:
                self._save()
        elif self.step.phase is KataPhase.WORKING:
            stamp = self._session.stamp()
            if stamp is not None and stamp != self.stamp:
                self.stamp = stamp
                self._runs_next = True
                self.submit(lambda session: session.start())

    def _save(self) -> None:
        text = self.editor.text
        self.typed_at = None
        self.submit(lambda session: self.saved(session, text))

    def saved(self, session: KataSession, text: str) -> KataStep:
        """Save a text; on the writer thread."""
        step = session.save(text)
        self.stamp = session.stamp()
        return step

    def _note_stamp(self) -> None:
        if self._session is not None:
            self.stamp = self._session.stamp()

    def on_text_area_changed(self) -> None:
        """Something was typed; it is saved in a moment."""
        if self.step is not None and self.editor.text != self.step.text:
            self.typed_at = self.drill.clock.monotonic()

    def on_unmount(self) -> None:
        """The screen goes: what runs ends, what was typed is written down."""
        if self.bench is not None:
            self.bench.cancel()
        session, text = self._session, self.unsaved()
        if session is not None and self.drill.background.is_open:
            self.drill.background.write(lambda: session.leave(text))

    def unsaved(self) -> str | None:
        """What was typed and is not saved yet; None without that."""
        is_working = self.step is not None and self.step.phase is KataPhase.WORKING
        return self.editor.text if is_working and self.typed_at is not None else None

    def turn(self, view: str) -> None:
        """Show another view, where not all have room."""
        self.view = view
        self._fit(self.size)
        is_seen = self.is_wide or view == "code"
        self.set_focus(self.editor if is_seen and not self.editor.read_only else None)
        self.say_outside()

    @property
    def seen(self) -> Page | None:
        """The page that is read; None while the code alone is seen."""
        if self.is_wide or self.view == "statement":
            return self.page
        return self.result if self.view == "result" else None

    def on_page_scrolled(self, message: Page.Scrolled) -> None:
        """Say on the rule what lies outside of the page that is read."""
        del message  # of either page
        self.say_outside()

    def say_outside(self) -> None:
        """How many lines lie above and below."""
        page = self.seen
        self._cue = cue(page.offset_lines, page.hidden_below) if page else ()
        self.repaint_keys()

    def action_run(self) -> None:
        """Run the code over all cases."""
        raise NotImplementedError

    def _refuse(self, intent: object, failure: Failed) -> None:
        """A kata that cannot be opened leaves the screen; the application says why."""
        super()._refuse(intent, failure)  # type: ignore[arg-type]
        if self.step is None and not self.can_retry:
            self.dismiss()
