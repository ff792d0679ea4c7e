"""The files that imported notes mention: kept by their content, found by its hash."""

from __future__ import annotations

import re
from contextlib import suppress
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from drill.content.atomic import write_atomically
from drill.errors import InterchangeError
from drill.interchange.html import media_reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drill.interchange.package import MediaFiles, Report

FOLDER: Final = "media"
"""In the data folder."""
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


class MediaStore:
    """Copies files into the data folder; those of an import that fails go again."""

    def __init__(
        self, data: Path, media: MediaFiles, report: Report, *, is_dry: bool
    ) -> None:
        self._folder = data / FOLDER
        self._media = media
        self._report = report
        self._is_dry = is_dry
        self._known: dict[str, str | None] = {}
        self._written: list[Path] = []

    @property
    def count(self) -> int:
        """Files that notes mention and that are there."""
        return sum(1 for name in self._known.values() if name)

    def document(
        self, document: dict[str, Any], names: frozenset[str]
    ) -> dict[str, Any]:
        """A document whose references lead to the files kept here."""
        found = {name: self._kept(name) for name in sorted(names)}
        changes = {
            media_reference(name): f"media:{kept}"
            for name, kept in found.items()
            if kept
        }
        replaced: dict[str, Any] = _replaced(document, changes)
        return replaced

    def kept(self, names: frozenset[str]) -> dict[str, str]:
        """By the names that a source has them under: the names of files here."""
        found = ((name, self._known.get(name)) for name in sorted(names))
        return {name: kept for name, kept in found if kept}

    def forget(self) -> None:
        """Remove what was copied: the import did not come to its end."""
        for path in self._written:
            with suppress(OSError):
                path.unlink()

    def _kept(self, name: str) -> str | None:
        """The name of a file here; None, and told, if it is not there."""
        if name not in self._known:
            self._known[name] = self._copied(name)
        return self._known[name]

    def _copied(self, name: str) -> str | None:
        if not self._media.has(name):
            self._report.add("I102", f"the file {name!r} is not there", name)
            return None
        try:
            with self._media.open(name) as stream:
                data = stream.read()
        except InterchangeError as error:
            self._report.add("I101", error.message, name)
            return None
        ending = _ENDING.search(PurePosixPath(name).name)
        kept = blake2b(data, digest_size=16).hexdigest() + (
            ending[0].lower() if ending else ""
        )
        path = self._folder / kept
        if not self._is_dry and not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
            self._written.append(path)
        return kept


def _replaced(value: Any, changes: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if "media:" in value:
            for old, new in changes.items():
                value = value.replace(f"({old})", f"({new})")
        return value
    if isinstance(value, dict):
        return {key: _replaced(each, changes) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, changes) for each in value]
    return value
