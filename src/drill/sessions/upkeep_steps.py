"""The frozen pictures of settings, operations, backups and what the doctor finds.

Like `drill.sessions.steps`: standard library alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting with all that a person needs to choose it."""

    path: str
    """`study.new_a_day`, as the file has it."""
    group: str
    """`Study`, `Preset default`, `Deck networks`."""
    label: str
    """`New a day`."""
    value: str
    """As one types it; empty of a text or a list that holds nothing."""
    default: str
    kind: str
    """`switch`, `choice`, `whole`, `decimal`, `duration`, `text` or `list`."""
    choices: tuple[str, ...]
    """Of a switch or a choice."""
    explanation: str
    is_set: bool
    """Whether it was chosen; the default holds otherwise."""
    limits: str = ""
    """`0 to 9999`; empty where nothing is refused for its size."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup."""

    name: str
    at: datetime
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation of this device, as undo takes it back."""

    label: str
    """`suspend: 12 cards`."""
    at: datetime
    events: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put in the database's place."""

    backup: BackupRow
    aside: Path | None
    """Where the replaced database lies now; None when there was none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what the doctor says."""

    code: str
    """Stable, such as `cards-differ`."""
    severity: str
    """`error`, `repairable` (a cache is wrong), `warning` or `info`."""
    count: int
    """How many of it; 0 for plain information."""
    message: str

    @property
    def is_problem(self) -> bool:
        """Whether something is lost or wrong."""
        return self.severity in {"error", "repairable"}

    @property
    def text(self) -> str:
        """The message with the number of what was found."""
        return f"{self.count:,} {self.message}" if self.count > 1 else self.message
