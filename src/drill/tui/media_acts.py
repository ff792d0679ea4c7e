"""Shows or opens what a card mentions: one file at once, of several the chosen one."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from drill.errors import OpenerFailed
from drill.tui.background import Failed
from drill.tui.outside import open_outside, opener_command
from drill.tui.pictures import can_show
from drill.tui.terminal_pictures import protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from drill.sessions.media import MediaFile
    from drill.tui.media_names import Medium
    from drill.tui.ports import Workspace
    from drill.tui.screens.base import DrillScreen


def open_media(screen: DrillScreen[Any], media: Sequence[Medium]) -> None:
    """Show what a card mentions; one file that cannot be shown is opened outside."""

    def found(file: MediaFile) -> None:
        if media[0].is_picture and protocol(file.images, os.environ) != "off":
            _show(screen, media)
        else:
            _open(screen, file)

    if len(media) > 1:
        _show(screen, media)
    elif media and can_show():
        screen.ask(screen.drill.asking(partial(_file, media[0])), found)
    elif media:
        open_medium(screen, media[0])


def open_medium(screen: DrillScreen[Any], medium: Medium) -> None:
    """Open a file outside of the terminal; what is wrong is said."""
    call = screen.drill.asking(partial(_file, medium))
    screen.ask(call, partial(_open, screen))


def _file(medium: Medium, workspace: Workspace) -> MediaFile:
    return workspace.media(medium.name)


def _show(screen: DrillScreen[Any], media: Sequence[Medium]) -> None:
    from drill.tui.screens.media import MediaScreen

    screen.drill.push_screen(MediaScreen(tuple(media)))


def _open(screen: DrillScreen[Any], file: MediaFile) -> None:
    try:
        command = opener_command(file.opener, os.environ, sys.platform, file.path)
    except OpenerFailed as error:
        screen.drill.notify_plainly(error.message, error.hint, "warning")
        return
    screen.run_worker(_opened(screen, command, file.path), group="opened")


async def _opened(screen: DrillScreen[Any], command: list[str], path: Path) -> None:
    """Start the program beside everything else, and say if it fails."""
    background = screen.drill.background
    if not background.is_open:
        return
    settled = await background.settle(background.read(open_outside, command, path))
    if isinstance(settled, Failed):
        screen.drill.notify_plainly(settled.message, settled.hint, "warning")
