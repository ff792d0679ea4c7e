"""The files of imported notes, found by the names that their Markdown has.

Nothing else may be opened or shown: only plain files of known kinds that lie in the
folder of media themselves.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from drill.content.media_kinds import KINDS, ending
from drill.errors import MediaNotFound, MediaRefused
from drill.sessions.import_media import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from drill.sessions.collection import Collection

_NAME: Final = re.compile(r"[\w-][\w.,+ ()-]{0,250}")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that may be opened, and how the learner wants that."""

    path: Path
    opener: str = ""
    """The command of the settings; empty: the desktop's."""
    images: str = "auto"
    """`appearance.images` of the settings."""


def media(collection: Collection, name: str) -> MediaFile:
    """The file of a reference; see `media_file` for what may be wrong with it."""
    path = media_file(collection.locations.data, name)
    settings = collection.settings
    return MediaFile(path, settings.files.opener, settings.appearance.images.value)


def media_file(data: Path, name: str) -> Path:
    """The file of a reference, which is there and may be opened.

    Args:
        data: the data folder.
        name: what follows `media:` in a note.

    Raises:
        MediaNotFound: the import did not bring it along, or it was removed.
        MediaRefused: it is no picture, sound or film, or does not lie in the folder.
    """
    plain = unquote(name)
    if ending(plain) not in KINDS:
        raise MediaRefused(plain, "it is no picture, sound or film")
    if not _NAME.fullmatch(plain):
        raise MediaNotFound(plain, data / FOLDER)
    path = data / FOLDER / plain
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        raise MediaNotFound(plain, data / FOLDER) from None
    if not stat.S_ISREG(mode):
        raise MediaRefused(plain, "it is no plain file")
    return path
