"""Progress: heat map, reviews and minutes by day, retention, forecast, states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.latest import Latest
from drill.tui.progress_lines import (
    SPANS,
    YEAR,
    Progress,
    progress_lines,
    span_names,
)
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen

if TYPE_CHECKING:
    from drill.tui.ports import Workspace


class ProgressScreen(DrillScreen[None]):
    """Figures over a span of study days."""

    KEYS = "progress"
    BINDINGS: ClassVar = bindings_of("progress")

    progress: var[Progress | None] = var(None, init=False)
    span: var[int] = var(0, init=False)
    """The place in `SPANS`."""

    def __init__(self) -> None:
        super().__init__()
        self._latest: Latest[Progress] = Latest(self.ask)

    def top_line(self) -> tuple[Line, Line]:
        """The spans one can look at."""
        return (Run(" progress", "muted"),), span_names(SPANS[self.span])

    def page_lines(self, width: int) -> list[Line]:
        """The figures, drawn."""
        return [] if self.progress is None else progress_lines(self.progress, width)

    def watch_progress(self) -> None:
        """Paint what came."""
        self.repaint()

    def watch_span(self) -> None:
        """Ask for the figures of another span."""
        self.repaint_top()
        self.repaint_keys()
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a shortest span and a longest one."""
        if action == "span":
            return self.span + int(str(parameters[0])) in range(len(SPANS))
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the figures."""
        self._read()

    def _read(self) -> None:
        call = partial(_figures, SPANS[self.span])
        self._latest.want(self.drill.asking(call), self._take)

    def _take(self, progress: Progress) -> None:
        self.progress = progress

    def action_span(self, step: int) -> None:
        """A longer span, or a shorter one."""
        self.span = max(0, min(self.span + step, len(SPANS) - 1))

    def action_show_span(self, place: int) -> None:
        """A click on a span."""
        self.span = place


def _figures(days: int, workspace: Workspace) -> Progress:
    year = workspace.statistics(YEAR)
    span = year if days == YEAR else workspace.statistics(days)
    return Progress(span, year, workspace.today())
