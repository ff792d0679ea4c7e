"""The work file of a kata, and what is known of the work on it.

One file of a fixed name in a folder of drill's own; nothing of a deck ever becomes
another file there, so no editor can be told anything by one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drill.content.atomic import write_atomically
from drill.content.kata_files import EXTENSIONS
from drill.errors import NotWritable, SubmissionTooLong, WorkUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drill.ids import CardId

FOLDER: Final = "katas"
"""In the data folder."""
NOTES: Final = "work.json"
EARLIER: Final = "earlier"
"""The stem of the file that keeps what was cleared away last."""
LONGEST: Final = 512 * 1024
"""Bytes of a submission."""
BREAK_S: Final = 300.0
"""Seconds without a sign of life after which work is taken to rest."""


@dataclass(frozen=True, slots=True)
class WorkNotes:
    """What is known of the work since the kata was taken up afresh."""

    spent_s: float = 0.0
    shown: tuple[int, ...] = ()
    """Places of the hints that were shown, in that order."""
    stage: int = 0
    """Index of the stage that the latest run came to."""
    attempts: int = 0
    """Runs that were judged and count."""
    credit: float = 0.0
    """Of the best run."""
    verdict: str = ""
    """Of the latest run that counts, in the judge's words."""
    is_passed: bool = False
    is_given_up: bool = False
    is_rated: bool = False
    rating: str = ""
    """The operation that rated it."""
    revision: int = 1
    seen_at: float = 0.0
    """Of the latest sign of life, seconds since 1970 UTC; 0 once it was left."""

    @property
    def hints(self) -> int:
        """How many hints were shown."""
        return len(self.shown)


class Work:
    """The folder of one kata and one learner."""

    def __init__(self, data: Path, card: CardId, language: str) -> None:
        """Name the folder; nothing is made yet.

        Args:
            data: the data folder, or that of a sitting.
            card: of the kata, `deck/topic/note#q`.
            language: what it is written in.
        """
        parts = card.partition("#")[0].replace(":", "-").split("/")
        self.folder = data.joinpath(FOLDER, *parts)
        self.language = language
        self.path = self._path("solution", language)

    def _path(self, stem: str, language: str) -> Path:
        return self.folder / f"{stem}.{EXTENSIONS[language]}"

    def notes(self) -> WorkNotes:
        """What is known; nothing of a file that is missing or broken."""
        with suppress(OSError, ValueError, TypeError, RecursionError):
            found = json.loads((self.folder / NOTES).read_text("utf-8"))
            return _notes(found)
        return WorkNotes()

    def keep(self, notes: WorkNotes) -> None:
        """Write down what is known.

        Raises:
            NotWritable: the folder cannot be written.
        """
        self._make_folder()
        text = json.dumps(asdict(notes), indent=1)
        write_atomically(self.folder / NOTES, text.encode())

    def text(self) -> str | None:
        """What stands in the work file; None if there is none.

        Raises:
            SubmissionTooLong: it is larger than a submission may be.
            WorkUnreadable: it is no text, or cannot be opened.
        """
        try:
            with self.path.open("rb") as file:
                content = file.read(LONGEST + 1)
            if len(content) > LONGEST:
                raise SubmissionTooLong(self.path, LONGEST)
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise WorkUnreadable(self.path, str(error)) from error

    def write(self, text: str) -> None:
        """Put a text into the work file.

        Raises:
            SubmissionTooLong: it is larger than a submission may be.
            NotWritable: the file cannot be written.
        """
        content = text.encode("utf-8", "replace")
        if len(content) > LONGEST:
            raise SubmissionTooLong(self.path, LONGEST)
        self._make_folder()
        write_atomically(self.path, content)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotWritable(self.folder, error.strerror or str(error)) from error

    def clear(self, starters: Mapping[str, str]) -> None:
        """Take work files away; what differs from its starter is kept as `earlier`.

        Args:
            starters: by language, of the files that go.

        Raises:
            NotWritable: one cannot be put aside.
        """
        for language, starter in starters.items():
            path = self._path("solution", language)
            try:
                if path.read_bytes() != starter.encode():
                    path.replace(self._path(EARLIER, language))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise NotWritable(path, error.strerror or str(error)) from error

    def stamp(self) -> tuple[int, int] | None:
        """What tells whether somebody saved the file; None while there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return (stat.st_mtime_ns, stat.st_size)

    @property
    def saved_at(self) -> float:
        """When the file was saved last, seconds since 1970 UTC; 0 without one."""
        stamp = self.stamp()
        return stamp[0] / 1e9 if stamp else 0.0


def worked(notes: WorkNotes, now: float, saved_at: float, most_s: float) -> WorkNotes:
    """The notes with the time since the last sign of life.

    Work goes on until the latest save, and some minutes more; the rest is a break. So
    it can be measured where drill is not watching: between two commands of a shell.

    Args:
        notes: as they were.
        now: seconds since 1970 UTC.
        saved_at: when the work file was saved last, likewise.
        most_s: what may pass at once; a night between two saves is no work.
    """
    if not notes.seen_at:
        return replace(notes, seen_at=now)
    until = min(now, max(notes.seen_at, saved_at) + BREAK_S)
    gap = min(max(0.0, until - notes.seen_at), max(BREAK_S, most_s))
    return replace(notes, spent_s=notes.spent_s + gap, seen_at=now)


def _notes(found: Any) -> WorkNotes:
    """The notes of a JSON object, if each value has its type.

    Raises:
        TypeError: one has not.
    """
    if not isinstance(found, dict):
        raise TypeError(found)
    usual = asdict(WorkNotes())
    for name, value in found.items():
        kind = type(usual.get(name))
        if kind is tuple:
            found = {**found, name: _places(value)}
        elif type(value) is not kind and not (kind is float and type(value) is int):
            raise TypeError(name)
    return WorkNotes(**found)


def _places(value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and all(type(each) is int for each in value):
        return tuple(value)
    raise TypeError(value)
