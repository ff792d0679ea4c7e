"""What home shows, left beside the database for the next start.

Standard library alone: the first paint reads it before anything else is imported.
A snapshot belongs to a state of the database files and to a study day; whoever
reads it compares both and treats anything odd as no snapshot.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

from drill.ids import StudyDay
from drill.sessions.home_steps import Counts, DeckRow, HomeStep, Ready

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 3
"""To be raised when a value of home comes to mean, or to be, something else."""


def save_home(path: Path, identity: str, step: HomeStep) -> None:
    """Leave a home step for the next start.

    A snapshot is a convenience: when it cannot be written, the next start is a
    little slower and nothing else changes.
    """
    table = {"version": VERSION, "identity": identity, "home": asdict(step)}
    temporary = path.with_name(path.name + ".new")
    try:
        temporary.write_text(sealed(json.dumps(table, default=_plain)), "utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def sealed(text: str) -> str:
    """A text below its checksum, so that damage is seen before anything is painted."""
    return f"{crc32(text.encode()):08x}\n{text}"


def load_home(path: Path) -> tuple[str, HomeStep] | None:
    """The identity and the step of the last snapshot; None when there is none."""
    try:
        if not path.is_file():
            return None  # whatever waits for a writer must not be read
        content = path.read_text("utf-8")
        text = content.partition("\n")[2]
        if content != sealed(text):
            return None
        table = json.loads(text)
        if table["version"] != VERSION:
            return None
        return str(table["identity"]), _home(table["home"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # torn, of another version, or no snapshot at all


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(value)


def _home(table: dict[str, Any]) -> HomeStep:
    names = {field.name for field in fields(HomeStep)}
    if table.keys() != names:
        raise KeyError(*(table.keys() ^ names))
    at = table["next_learning_at"]
    return HomeStep(
        **{
            **table,
            "day": StudyDay(table["day"]),
            "counts": Counts(**table["counts"]),
            "forecast": tuple(table["forecast"]),
            "heat": tuple(table["heat"]),
            "decks": tuple(DeckRow(**row) for row in table["decks"]),
            "next_learning_at": datetime.fromisoformat(at) if at else None,
            "readiness": tuple(Ready(*row) for row in table["readiness"]),
        }
    )
