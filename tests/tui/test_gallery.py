"""How many pictures a card may have at once, and when the terminal forgets them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from drill.sessions.media import MediaFile
from drill.tui.background import Done
from drill.tui.gallery import MOST_DRAWN, MOST_KEPT, Gallery
from drill.tui.runs import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

image = pytest.importorskip("PIL.Image")


class Screen:
    """Answers at once, with a picture for every file."""

    is_attached = True
    page = SimpleNamespace(area=SimpleNamespace(height=40))

    def __init__(self) -> None:
        self.decoded: list[Path] = []
        self.drill = SimpleNamespace(asking=lambda call: call, background=self)
        self.is_open = True

    def ask(self, call: Any, take: Callable[[MediaFile], None]) -> None:
        [medium] = call.args
        take(MediaFile(Path(medium.name), images="kitty"))

    def read(self, _: Any, path: Path) -> Path:
        self.decoded.append(path)
        return path

    async def settle(self, _: Path) -> Done[Any]:
        return Done(image.new("RGB", (400, 40)))

    def run_worker(self, work: Coroutine[Any, Any, None], group: str) -> None:
        with pytest.raises(StopIteration):
            work.send(None)


def text(card: str, count: int) -> str:
    return " ".join(f"![x](media:{card}{number}.png)" for number in range(count))


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pictures that the terminal was told to forget, by when they were drawn."""
    drawn: list[int] = []
    gone: list[int] = []

    def lines(*_: object) -> tuple[list[tuple[Run, ...]], Callable[[], None]]:
        drawn.append(number := len(drawn))
        return [(Run(str(number)),)], lambda: gone.append(number)

    monkeypatch.setattr("drill.tui.gallery.kitty_lines", lines)
    monkeypatch.setattr("drill.tui.gallery.can_show", lambda: True)
    return gone


def test_of_very_many_pictures_some_are_decoded(forgotten: list[int]) -> None:
    screen = Screen()
    gallery = Gallery(screen)  # type: ignore[arg-type]
    card = text("a", 1_000)
    gallery.want([card], lambda: None)
    gallery.want([card], lambda: None)
    assert [path.name for path in screen.decoded] == [
        f"a{number}.png" for number in range(MOST_KEPT)
    ]
    assert len(gallery.lines(card, 80)) == 2 * MOST_KEPT
    assert forgotten == []


def test_pictures_of_cards_before_are_forgotten_and_none_of_this(
    forgotten: list[int],
) -> None:
    gallery = Gallery(Screen())  # type: ignore[arg-type]
    for card in ("a", "b"):
        gallery.want([text(card, 4)], lambda: None)
        gallery.lines(text(card, 4), 80)
    assert forgotten in ([], [0, 1, 2, 3])
    gallery.want([text("c", MOST_KEPT)], lambda: None)
    gallery.lines(text("c", MOST_KEPT), 80)
    assert set(forgotten) == set(range(8))
    gallery.free()
    assert sorted(forgotten) == list(range(8 + MOST_KEPT))


def test_pictures_of_the_card_before_are_decoded_no_second_time(
    forgotten: list[int],
) -> None:
    screen = Screen()
    gallery = Gallery(screen)  # type: ignore[arg-type]
    for card in ("a", "b", "a"):
        gallery.want([text(card, 3)], lambda: None)
    assert "".join(path.stem for path in screen.decoded) == "a0a1a2b0b1b2"


def test_a_picture_in_many_sizes_takes_no_more_of_the_terminal(
    forgotten: list[int],
) -> None:
    gallery = Gallery(Screen())  # type: ignore[arg-type]
    gallery.want([text("a", 1)], lambda: None)
    for room in range(1, MOST_DRAWN + 1):
        gallery.lines(text("a", 1), room)
    assert forgotten == []
    gallery.lines(text("a", 1), MOST_DRAWN + 1)
    assert forgotten == list(range(MOST_DRAWN))
