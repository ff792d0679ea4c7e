"""Kinds of files that notes mention, told by the endings of their names."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

IMAGES: Final = frozenset(
    ["avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"]
)
SOUNDS: Final = frozenset(
    ["aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "spx", "wav", "wma"]
)
FILMS: Final = frozenset(
    ["avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "webm"]
)
KINDS: Final = IMAGES | SOUNDS | FILMS
"""Endings of files that are looked at or listened to; a program has none of them."""


def ending(name: str) -> str:
    """The ending of a file's name in small letters, without its dot."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()
