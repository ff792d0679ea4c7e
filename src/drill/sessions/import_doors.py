"""Opening a foreign file to import it: what the front ends call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from drill.sessions.collection import Collection
    from drill.sessions.exporting import ExportStep
    from drill.sessions.import_steps import ImportOptions, ImportStep


def import_file(  # noqa: PLR0913 - what is wished, and how one is told
    collection: Collection,
    path: Path,
    options: ImportOptions | None = None,
    *,
    format_: str = "",
    mapping: Mapping[str, Any] | None = None,
    is_dry: bool = False,
    on_progress: Callable[[int, int], None] = lambda *_: None,
    cancelled: threading.Event | None = None,
) -> ImportStep:
    """Import a file as one operation, or say what that would do.

    Args:
        collection: the learner's.
        path: of the file.
        options: what the learner chose.
        format_: the name of its format; empty to recognise it.
        mapping: of a table: what to understand otherwise than it would be guessed.
        is_dry: whether to change nothing.
        on_progress: told how many notes were looked at, and how many there are.
        cancelled: ends it when set.

    Raises:
        InterchangeError: it cannot be read, or was cancelled; nothing was changed.
        StoreError: it cannot be written; nothing was changed.
    """
    from drill.interchange.formats import read
    from drill.sessions.importing import import_package

    package = read(path, format_, mapping=mapping)
    try:
        return import_package(
            collection,
            package,
            str(path),
            options,
            is_dry=is_dry,
            on_progress=on_progress,
            cancelled=cancelled,
        )
    finally:
        package.close()


def format_titles() -> dict[str, str]:
    """The formats that can be read, by name."""
    from drill.interchange.formats import FORMATS

    return {name: each.title for name, each in FORMATS.items()}


class ImportDoors:
    """The part of the workspace that takes in foreign decks, and writes them."""

    collection: Collection

    def import_file(  # noqa: PLR0913 - what is wished, and how one is told
        self,
        path: Path,
        options: ImportOptions,
        *,
        mapping: Mapping[str, Any] | None = None,
        is_dry: bool = False,
        on_progress: Callable[[int, int], None] = lambda *_: None,
        cancelled: threading.Event | None = None,
    ) -> ImportStep:
        """Import a file, as `import_file` does."""
        return import_file(
            self.collection,
            path,
            options,
            mapping=mapping,
            is_dry=is_dry,
            on_progress=on_progress,
            cancelled=cancelled,
        )

    def export_notes(  # noqa: PLR0913 - what is wished, and how one is told
        self,
        path: Path,
        format_: str,
        *,
        names: Sequence[str] = (),
        search: str = "",
        on_progress: Callable[[int, int], None] = lambda *_: None,
        cancelled: threading.Event | None = None,
    ) -> ExportStep:
        """Write notes into a file or a folder, as `export` does."""
        from drill.sessions.exporting import ExportFormat, export

        return export(
            self.collection,
            path,
            ExportFormat(format_),
            names=names,
            search=search,
            on_progress=on_progress,
            cancelled=cancelled,
        )
