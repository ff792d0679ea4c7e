"""Opens the app: first something true on the screen, then everything else.

The order is the point. Until the first paint nothing from elsewhere is imported;
Textual comes behind the paint, and the record is opened on the app's writer thread.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from drill.cli.snapshots import true_home
from drill.config.early import early_settings
from drill.errors import NoTerminal
from drill.tui.first_paint import begin

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.cli.context import Context
    from drill.config.early import EarlySettings
    from drill.sessions.selection import Selection
    from drill.sessions.steps import HomeStep
    from drill.tui.application import DrillApp
    from drill.tui.first_paint import Painted

AGAIN_S = 0.05


def open_app(
    context: Context,
    selection: Selection | None = None,
    *,
    kind: Callable[[], type[DrillApp]] | None = None,
) -> int:
    """Run the app until the learner leaves it; returns the exit status.

    Args:
        context: folders, settings and clock.
        selection: what to review at once; None begins with home.
        kind: the app that begins with something else; called behind the first paint.

    Raises:
        NoTerminal: there is no terminal.
    """
    need_terminal()
    early = early_settings(context.locations.config, context.environment)
    home = true_home(context.locations, context.clock.now(), context.environment)
    painted = None
    if home is not None and selection is None and kind is None:
        signal.signal(signal.SIGTERM, _leave)
        painted = begin(home, theme=early.theme, keymap=early.keys)
    try:
        kind = kind or (lambda: _kind_of_app(selection))
        return _run(context, early, home, painted, kind)
    finally:
        if painted is not None:
            painted.restore()


def need_terminal() -> None:
    """Refuse to open the app where it can neither be seen nor typed at.

    Raises:
        NoTerminal: standard input or output is none.
    """
    if not all(each and each.isatty() for each in (sys.stdin, sys.stdout)):
        raise NoTerminal


def _leave(number: int, _: object) -> NoReturn:
    """End what is not yet the app, by way of giving the terminal back."""
    raise SystemExit(128 + number)  # as shells say it


def _run(
    context: Context,
    early: EarlySettings,
    home: HomeStep | None,
    painted: Painted | None,
    kind: Callable[[], type[DrillApp]],
) -> int:
    gc.disable()  # what is imported stays: looking through it costs a tenth
    try:
        app = _app(context, early, home, painted, kind)
    finally:
        gc.freeze()
        gc.enable()
    from threading import Timer

    def again(number: int, _: object) -> None:
        """The app has the screen but heeds no signals yet: tell it in a moment."""
        later = Timer(AGAIN_S, os.kill, (os.getpid(), number))
        later.daemon = True
        later.start()

    signal.signal(signal.SIGTERM, again)
    app.run()
    for failure in app.unsaid:
        context.output.say(f"drill: {failure.message}")
        if failure.hint:
            context.output.say(f"  {failure.hint}")
    return _status(app, context)


def _app(
    context: Context,
    early: EarlySettings,
    home: HomeStep | None,
    painted: Painted | None,
    kind: Callable[[], type[DrillApp]],
) -> DrillApp:
    """The app, with everything from elsewhere that it needs for its first screen."""
    from drill.cli.opening import open_workspace
    from drill.tui.application import Taste

    return kind()(
        lambda: open_workspace(context),
        snapshot=home,
        clock=context.clock,
        taste=Taste(early.theme, early.keys, early.editor, early.syntax),
        painted=painted,
    )


def _kind_of_app(selection: Selection | None) -> type[DrillApp]:
    if selection is None:
        from drill.tui.application import DrillApp

        return DrillApp
    from drill.tui.reviewing import beginning_with

    return beginning_with(selection)


def _status(app: DrillApp, context: Context) -> int:
    """What the app left with; Textual calls a crash of its own 1."""
    from drill.cli.failing import FINE, SIGNALLED, crashed

    if app.signalled:
        return SIGNALLED + app.signalled
    if not app.return_code:
        return FINE
    # Textual has shown the traceback; it keeps the exception in no public place.
    error = getattr(app, "_exception", None) or RuntimeError("the app ended early")
    return crashed(error, context.locations.state, context.output)
