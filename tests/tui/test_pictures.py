"""Pictures in the terminal: decoded within limits, fitted and drawn."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from drill.errors import MediaRefused
from drill.tui import pictures
from drill.tui.pictures import decoded, fitted, half_blocks
from drill.tui.runs import width_of
from drill.tui.terminal_pictures import (
    cell_size,
    kitty_lines,
    picture_widget,
    protocol,
)
from drill.tui.text_safety import printable

if TYPE_CHECKING:
    from pathlib import Path

Image = pytest.importorskip("PIL.Image")
RED, BLUE = (255, 0, 0), (0, 0, 255)


def png(path: Path, size: tuple[int, int] = (40, 40)) -> Path:
    """A picture, red above and blue below."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (0, size[1] // 2, *size))
    picture.save(path, format="PNG")
    return path


def claiming(path: Path, width: int, height: int) -> Path:
    """A small PNG that says it is large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        size, check = len(data), zlib.crc32(kind + data)
        return size.to_bytes(4) + kind + data + check.to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 100))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data + chunk(b"IEND", b""))
    return path


def test_a_picture_is_decoded_and_made_small(tmp_path: Path) -> None:
    assert decoded(png(tmp_path / "a.png")).size == (40, 40)
    large = decoded(png(tmp_path / "b.png", (4_000, 1_000)))
    assert large.size == (1_600, 400)
    assert large.mode == "RGB"


def test_what_is_transparent_shows_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (2, 2), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert decoded(tmp_path / "a.png").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (2**31 - 1, 1)])
def test_a_picture_of_too_many_pixels_is_refused_undecoded(
    tmp_path: Path, width: int, height: int
) -> None:
    with pytest.raises(MediaRefused, match="not shown"):
        decoded(claiming(tmp_path / "bomb.png", width, height))


def test_the_limit_of_pixels_is_told(tmp_path: Path) -> None:
    path = claiming(tmp_path / "bomb.png", 5_001, 5_000)
    with pytest.raises(MediaRefused, match="25,005,000 pixels, more than 25,000,000"):
        decoded(path)


def test_a_file_of_too_many_bytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(MediaRefused, match="bytes, more than 10"):
        decoded(png(tmp_path / "a.png"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"P6 1 1 255\n\0\0\0",  # whole, but of a format that is not on the list
        b"GIF89a" + b"\xff" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        b"BM" + b"\xff" * 60,
        b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 20,
    ],
)
def test_what_cannot_be_decoded_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(MediaRefused, match=r"'a\.png' is not shown: it cannot be"):
        decoded(path)


def test_a_picture_cut_short_is_told(tmp_path: Path) -> None:
    whole = png(tmp_path / "whole.png", (400, 400)).read_bytes()
    path = tmp_path / "half.png"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(MediaRefused):
        decoded(path)


@pytest.mark.parametrize(
    ("size", "room", "cells"),
    [
        ((100, 100), (80, 20), (10, 5)),
        ((1_600, 400), (80, 20), (80, 10)),
        ((400, 1_600), (80, 20), (10, 20)),
        ((1, 1), (80, 20), (1, 1)),
        ((1_600, 4), (8, 20), (8, 1)),
    ],
)
def test_a_picture_fits_and_keeps_its_shape(
    size: tuple[int, int], room: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert fitted(Image.new("RGB", size), *room) == cells


def test_a_cell_shows_two_pixels_one_above_the_other(tmp_path: Path) -> None:
    lines = half_blocks(decoded(png(tmp_path / "a.png")), 3, 3)
    styles = [{run.style for run in line} for line in lines]
    assert [len(line) for line in lines] == [3, 3, 3]
    assert styles[0] == {"#ff0000#ff0000"}
    assert styles[2] == {"#0000ff#0000ff"}


@pytest.mark.parametrize(
    ("environment", "how"),
    [
        ({"TERM": "xterm-kitty", "COLORTERM": "truecolor"}, "kitty"),
        ({"TERM": "xterm-ghostty", "COLORTERM": "24bit"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty", "COLORTERM": "truecolor"}, "kitty"),
        ({"TERM": "xterm-kitty"}, "blocks"),
        ({"TERM": "kitty", "COLORTERM": "truecolor", "NO_COLOR": "1"}, "blocks"),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "sixel"),
        ({"TERM": "foot-direct"}, "sixel"),
        ({"KONSOLE_VERSION": "240802"}, "sixel"),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, "blocks"),
        ({"TERM": "xterm-kitty", "TMUX": "x"}, "blocks"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({}, "blocks"),
    ],
)
def test_the_terminal_is_told_by_its_environment(
    environment: dict[str, str], how: str
) -> None:
    assert protocol("auto", environment) == how
    assert protocol("off", environment) == "off"
    assert protocol("sixel", environment) == "sixel"


def test_the_size_of_a_cell_is_guessed_where_nobody_says_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    assert cell_size() == pictures.CELL


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ("kitty", "textual_image.widget.TGPImage"),
        ("sixel", "textual_image.widget.sixel.Image"),
        ("blocks", "drill.tui.widgets.Lines"),
    ],
)
def test_each_protocol_has_its_widget(tmp_path: Path, how: str, name: str) -> None:
    widget = picture_widget(decoded(png(tmp_path / "a.png")), (4, 2), how)
    assert f"{type(widget).__module__}.{type(widget).__name__}" == name


def test_kitty_gets_a_picture_and_forgets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = StringIO()
    monkeypatch.setattr(sys, "__stdout__", terminal)
    lines, forget = kitty_lines(decoded(png(tmp_path / "a.png")), (4, 2))
    assert [width_of(line) for line in lines] == [4, 4]
    assert all(re.fullmatch("#[0-9a-f]{6}", line[0].style) for line in lines)
    assert [printable(line[0].text) for line in lines] == [
        line[0].text for line in lines
    ]
    sent = terminal.getvalue()
    assert "a=p" in sent
    assert "a=d" not in sent
    forget()
    assert "a=d" in terminal.getvalue()


def test_the_library_asks_the_terminal_nothing() -> None:
    code = """
import sys
class Terminal:
    def isatty(self): return True
    def write(self, text): raise SystemExit(f"asked: {text!r}")
    flush = fileno = write
sys.__stdout__ = terminal = Terminal()
from PIL import Image
from drill.tui.terminal_pictures import picture_widget
picture_widget(Image.new("RGB", (9, 9)), (4, 2), "sixel")
assert sys.__stdout__ is terminal
from textual_image._terminal import get_cell_size
assert get_cell_size() == (10, 20)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
