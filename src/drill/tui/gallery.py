"""The pictures of the card at hand, drawn below its text.

By kitty's graphics where the terminal has them; elsewhere as coloured half blocks,
since a sixel picture cannot be scrolled with a text.

Decoded beside everything else, from the front on, so that the back has them at once;
a card is never held up by its pictures. What is wrong with one is said in its place.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from drill.errors import SessionError
from drill.tui.background import Done
from drill.tui.media_names import is_media, media_of
from drill.tui.pictures import can_show, decoded, fitted, half_blocks
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.terminal_pictures import cell_size, kitty_lines, protocol
from drill.tui.text_safety import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any, TypeAlias

    from PIL.Image import Image

    from drill.sessions.media import MediaFile
    from drill.tui.media_names import Medium
    from drill.tui.ports import Workspace
    from drill.tui.screens.base import DrillScreen

    Place: TypeAlias = tuple[str, int, int]
    """A target, and cells across and down."""

MOST_KEPT = 6
"""Decoded pictures that are kept, some megabytes each; a card shows no more at once."""
MOST_DRAWN = 2 * MOST_KEPT
"""Pictures that the terminal keeps, of all cards and sizes."""
LEAST_ROWS = 4
"""A picture may take half of the page, and so many rows at least."""


class Gallery:
    """Pictures by their targets; each is decoded once."""

    def __init__(self, screen: DrillScreen[Any]) -> None:
        self._screen = screen
        self._found: dict[str, Image | str | None] = {}
        """A picture, why there is none, or None while it is on its way."""
        self._wanted: tuple[str, ...] = ()
        """Targets of the card at hand."""
        self._drawn: dict[Place, tuple[list[Line], Callable[[], None]]] = {}
        """With what makes the terminal forget the picture that was sent to it."""
        self._how = "blocks"

    def want(self, texts: Sequence[str], then: Callable[[], None]) -> None:
        """Have the pictures of some texts decoded; `then` follows each that came."""
        media = [each for each in media_of(texts) if _is_shown(each)][:MOST_KEPT]
        self._wanted = tuple(each.target for each in media)
        if not media or not can_show():
            return
        for medium in media:
            if medium.target not in self._found:
                self._make_room()
                self._found[medium.target] = None
                call = self._screen.drill.asking(partial(_file, medium))
                self._screen.ask(call, partial(self._came, medium.target, then))

    def lines(self, text: str, room: int) -> list[Line]:
        """The pictures of a text, each with a blank line before it.

        Args:
            text: Markdown that was wanted before.
            room: cells across.
        """
        lines: list[Line] = []
        for medium in media_of((text,)):
            found = self._found.get(medium.target)
            if isinstance(found, str):
                lines += [EMPTY, *wrap([Run(one_line(found), "muted")], room)]
            elif found is not None:
                lines += [EMPTY, *self._lines_of(medium.target, found, room)]
        return lines

    def free(self) -> None:
        """Forget what was drawn, in the terminal as well."""
        self._forget(list(self._drawn))

    def _lines_of(self, target: str, picture: Image, room: int) -> list[Line]:
        rows = max(LEAST_ROWS, self._screen.page.area.height // 2)
        size = fitted(picture, room, rows, cell_size())
        place = (target, *size)
        if place not in self._drawn:
            if len(self._drawn) >= MOST_DRAWN:
                self._forget(self._stale(target))
            self._drawn[place] = self._draw(picture, size)
        return self._drawn[place][0]

    def _draw(
        self, picture: Image, size: tuple[int, int]
    ) -> tuple[list[Line], Callable[[], None]]:
        if self._how == "kitty":
            return kitty_lines(picture, size)
        return half_blocks(picture, *size), lambda: None

    def _stale(self, target: str) -> list[Place]:
        """Pictures of other cards; without any, those of a target in other sizes."""
        others = [each for each in self._drawn if each[0] not in self._wanted]
        return others or [each for each in self._drawn if each[0] == target]

    def _forget(self, places: list[Place]) -> None:
        for place in places:
            _, forget = self._drawn.pop(place)
            forget()

    def _make_room(self) -> None:
        """Let pictures of other cards go; of this one there are never too many."""
        others = [each for each in self._found if each not in self._wanted]
        for target in others[: max(0, len(self._found) - MOST_KEPT + 1)]:
            del self._found[target]

    def _came(
        self, target: str, then: Callable[[], None], answer: MediaFile | str
    ) -> None:
        if isinstance(answer, str):
            self._keep(target, answer, then)
            return
        if target not in self._found:
            return  # another card is at hand by now
        self._how = protocol(answer.images, os.environ)
        if self._how != "off":
            decoding = self._decode(target, answer.path, then)
            self._screen.run_worker(decoding, group="decoded")

    async def _decode(self, target: str, path: Path, then: Callable[[], None]) -> None:
        background = self._screen.drill.background
        if not background.is_open:
            return
        settled = await background.settle(background.read(decoded, path))
        if isinstance(settled, Done):
            self._keep(target, settled.value, then)
        else:
            self._keep(target, settled.message, then)

    def _keep(self, target: str, found: Image | str, then: Callable[[], None]) -> None:
        if target not in self._found:
            return
        self._found[target] = found
        if self._screen.is_attached:
            then()


def _is_shown(medium: Medium) -> bool:
    return medium.is_picture and is_media(medium.target)


def _file(medium: Medium, workspace: Workspace) -> MediaFile | str:
    """The file of a medium, or why there is none: no reason to interrupt a review."""
    try:
        return workspace.media(medium.name)
    except SessionError as error:
        return f"{error.message}."
