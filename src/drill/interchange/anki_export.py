"""Packages that Anki and AnkiDroid open, made of drill's notes.

Notes that came from Anki and were not changed go back as they came, with their own
kinds and fields. All others get kinds of drill's own, whose names begin with `drill `;
the name of each template is the part of the card, and the guid of the note is `drill:`
and its id, so that reviews made elsewhere find their cards again.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drill.content.atomic import writing_atomically
from drill.interchange.anki_kinds import OURS, TYPE
from drill.interchange.anki_rows import PackageDatabase
from drill.interchange.anki_shapes import CSS
from drill.interchange.anki_wire import new_message
from drill.interchange.outgoing import KeptNote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from drill.interchange.anki_rows import AnswerRow
    from drill.interchange.outgoing import OutgoingNote

__all__ = ["OURS", "TYPE", "NewPackage", "new_package"]

LEGACY_2: Final = 2
LEVEL: Final = 2
"""Of compression: a quarter of the time of the usual one, files a tenth larger."""
TOO_OLD: Final = KeptNote(
    note="",
    guid="drill-update",
    type="1",
    fields=("Please import this file with a newer version of Anki.", ""),
    deck=(),
    tags="",
    media={},
    factors={},
    cards=(),
)
BASIC: Final = {
    "name": "Basic",
    "fields": ["Front", "Back"],
    "templates": [(0, "Card 1", "{{Front}}", "{{Back}}")],
    "kind": 0,
    "css": CSS,
}


class NewPackage:
    """A package on its way."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._database = folder / "collection.anki21"
        self._old = folder / "collection.anki2"
        self._now = now
        self._media: dict[str, str] = {}

    def fill(
        self,
        types: Mapping[str, Mapping[str, Any]],
        notes: Iterable[KeptNote | OutgoingNote],
        answers: Iterable[Sequence[AnswerRow]],
    ) -> tuple[int, int, int]:
        """Put in notes, then answers; how many notes, cards and answers there were.

        Args:
            types: kinds of note of Anki's own, by their ids.
            notes: in the order that Anki shall have them.
            answers: to their cards, some at a time; others' are passed over. They are
                asked for after the notes.
        """
        with closing(PackageDatabase(self._database, types, self._now)) as database:
            for note in notes:
                database.add(note)
            count = sum(map(database.add_answers, answers))
            database.finish()
            self._media = database.kinds.media
            return database.notes, database.cards, count

    def write(self, path: Path, media: Callable[[str], bytes | None]) -> None:
        """Put all into one file.

        Args:
            path: of the file, which is replaced.
            media: the bytes of a file that a text mentions; None if it is not there.

        Raises:
            NotWritable: it cannot be written.
        """
        meta = new_message("Meta", version=LEGACY_2).SerializeToString()
        with (
            writing_atomically(path) as file,
            zipfile.ZipFile(
                file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL
            ) as archive,
        ):
            archive.writestr("meta", meta)
            archive.write(self._database, self._database.name)
            self._fill_old()
            archive.write(self._old, self._old.name)
            listed: dict[str, str] = {}
            for name, kept in sorted(self._media.items()):
                if (data := media(kept)) is not None:  # one in memory at a time
                    archive.writestr(str(len(listed)), data)
                    listed[str(len(listed))] = name
            archive.writestr("media", json.dumps(listed))

    def _fill_old(self) -> None:
        """A collection for programs that are too old for this package: it says so."""
        with closing(PackageDatabase(self._old, {"1": BASIC}, self._now)) as database:
            database.add(TOO_OLD)
            database.finish()


@contextmanager
def new_package(now: datetime) -> Iterator[NewPackage]:
    """A package without notes, in a folder that is gone afterwards.

    Args:
        now: the present instant, in the zone of the learner.
    """
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        yield NewPackage(Path(folder), now)
