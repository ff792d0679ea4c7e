"""Leaving because the system says so, with every answer on disk.

A terminal that is still there is given back as it was. One that went away is not
written to any more: whatever is sent to it could wait for ever.
"""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.tui.application import DrillApp

SIGNALLED = 128
"""What shells add to the number of a signal for the status it ends with."""


def heed_signals(app: DrillApp) -> None:
    """Leave in order when told to; from the loop of a running application.

    Does nothing where the loop takes no signals: on Windows.
    """
    if os.name != "posix":  # pragma: no cover - Windows
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, _leave, app)
    loop.add_signal_handler(signal.SIGHUP, _abandon, app)


def _leave(app: DrillApp) -> None:
    app.signalled = signal.SIGTERM
    app.exit()


def _abandon(app: DrillApp) -> None:
    """Keep what was asked for, and end without a word to the lost terminal."""
    app.close_behind()
    app.background.join()
    os._exit(SIGNALLED + signal.SIGHUP)
