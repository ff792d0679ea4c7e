"""Pictures of cards: decoded within limits, and drawn as coloured half blocks.

A file of a foreign deck is hostile until proved otherwise: only a few formats are
read, what is too large is refused before it is decoded, and whatever a decoder raises
is said in words. Pillow comes with the extra `images`, and is imported on first need.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from drill.errors import MediaRefused
from drill.tui.runs import Line, Run

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 25_000_000
"""Width times height; decoded it takes up to four bytes each."""
LONGEST_SIDE: Final = 1_600
"""Pixels that are kept; no terminal shows more."""
FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
"""What is decoded; all other formats can be opened outside."""
WHITE: Final = (255, 255, 255, 255)
"""Behind what is transparent: drawings are made for paper."""
CELL: Final = (10, 20)
"""Pixels of a cell across and down, where the terminal does not say."""
HALF: Final = "▀"


@cache
def can_show() -> bool:
    """Whether the extra `images` is installed."""
    return find_spec("PIL") is not None and find_spec("textual_image") is not None


def decoded(path: Path) -> Image:
    """A picture, made small enough for a screen, opaque; of several its first.

    Takes up to a second: for a thread beside the one that paints.

    Raises:
        MediaRefused: it is too large, damaged, or of another format.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        reason = f"it has {size:,} bytes, more than {MOST_BYTES:,}"
        raise MediaRefused(path.name, reason, "shown")
    try:
        return _decoded(path)
    except MediaRefused:
        raise
    except Exception as error:  # a decoder of a damaged file may raise anything
        reason = f"it cannot be decoded ({type(error).__name__})"
        raise MediaRefused(path.name, reason, "shown") from error


def _decoded(path: Path) -> Image:
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own warning of too many pixels, and such
        with Image.open(path, formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                reason = f"it has {width * height:,} pixels, more than {MOST_PIXELS:,}"
                raise MediaRefused(path.name, reason, "shown")
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    paper = Image.new("RGBA", upright.size, WHITE)
    return Image.alpha_composite(paper, upright).convert("RGB")


def fitted(
    picture: Image, columns: int, rows: int, cell: tuple[int, int] = CELL
) -> tuple[int, int]:
    """Cells across and down that a picture takes: as it is, or smaller.

    Args:
        picture: decoded.
        columns: at most so many.
        rows: at most so many.
        cell: its pixels across and down.
    """
    across, down = picture.width / cell[0], picture.height / cell[1]
    share = min(1.0, columns / across, rows / down)
    return max(1, round(across * share)), max(1, round(down * share))


def half_blocks(picture: Image, columns: int, rows: int) -> list[Line]:
    """A picture in cells of two pixels each, one above the other."""
    pixels = picture.resize((columns, 2 * rows)).tobytes()
    colours = [f"#{pixels[at : at + 3].hex()}" for at in range(0, len(pixels), 3)]
    return [
        tuple(
            Run(HALF, upper + lower)
            for upper, lower in zip(
                colours[at : at + columns],
                colours[at + columns : at + 2 * columns],
                strict=True,
            )
        )
        for at in range(0, len(colours), 2 * columns)
    ]
