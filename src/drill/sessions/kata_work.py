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
from drill.errors import SubmissionTooLong, WorkUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from drill.ids import CardId

FOLDER: Final = "katas"
"""In the data folder."""
NOTES: Final = "work.json"
LONGEST: Final = 512 * 1024
"""Bytes of a submission."""
LONG_AGO_S: Final = 300.0
"""Seconds between two signs of life that count as work; a longer gap is a break."""


@dataclass(frozen=True, slots=True)
class WorkNotes:
    """What is known of the work since the kata was taken up afresh."""

    spent_s: float = 0.0
    hints: int = 0
    attempts: int = 0
    """Runs that were judged and count."""
    credit: float = 0.0
    """Of the best run."""
    is_passed: bool = False
    is_given_up: bool = False
    is_rated: bool = False
    revision: int = 1


class Work:
    """The folder of one kata and one learner."""

    def __init__(self, data: Path, card: CardId, language: str) -> None:
        """Name the folder; nothing is made yet.

        Args:
            data: the data folder.
            card: of the kata, `deck/topic/note#q`.
            language: what it is written in.
        """
        parts = card.partition("#")[0].replace(":", "-").split("/")
        self.folder = data.joinpath(FOLDER, *parts)
        self.language = language
        self.path = self.folder / f"solution.{EXTENSIONS[language]}"

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
        self.folder.mkdir(parents=True, exist_ok=True)
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
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, content)

    def stamp(self) -> tuple[int, int] | None:
        """What tells whether somebody saved the file; None while there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return (stat.st_mtime_ns, stat.st_size)


def worked(notes: WorkNotes, since: float, now: float) -> WorkNotes:
    """The notes with the time since the last sign of life; a long gap is a break.

    Args:
        notes: as they were.
        since: seconds of a clock that counts a suspended machine.
        now: of the same clock.
    """
    gap = max(0.0, now - since)
    return replace(notes, spent_s=notes.spent_s + (gap if gap <= LONG_AGO_S else 0.0))


def _notes(found: Any) -> WorkNotes:
    """The notes of a JSON object, if each value has its type.

    Raises:
        TypeError: one has not.
    """
    if not isinstance(found, dict):
        raise TypeError(found)
    usual = asdict(WorkNotes())
    for name, value in found.items():
        kind = float if isinstance(usual.get(name), float) else type(usual.get(name))
        is_number = kind is float and type(value) is int
        if type(value) is not kind and not is_number:
            raise TypeError(name)
    return WorkNotes(**found)
