"""Our import and export on a package, in an empty collection or in a copy of one.

python bench/drill_imports.py FOLDER

The collection to copy lies in `FOLDER/into/large`, if there is one.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from worker import INTO, PACKAGE, serve, timed

from drill.clock import SystemClock
from drill.interchange import anki, html
from drill.locations import locations
from drill.sessions import importing
from drill.sessions.exporting import ExportFormat, export
from drill.sessions.import_doors import import_file
from drill.sessions.opening import open_collection
from drill.sessions.undoing import undo

if TYPE_CHECKING:
    from worker import Samples

LOADED = (anki, html, importing)
"""Modules of the first import; Anki's engine has all of itself loaded, too."""


class Work:
    """The tasks."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / PACKAGE
        self._into = folder / INTO / "large"

    def imports(self, _: int) -> Samples:
        """The package taken in, once more, all exported, and the import undone."""
        with tempfile.TemporaryDirectory() as own:
            if self._into.exists():
                shutil.copytree(self._into, own, dirs_exist_ok=True)
            collection = open_collection(locations(Path(own)), SystemClock(), {})
            first = timed(import_file, collection, self._path)
            again = timed(import_file, collection, self._path)
            out = Path(own, "out.apkg")
            kind, names = ExportFormat.APKG, ["words"]
            written = timed(export, collection, out, kind, names=names)
            undone = timed(undo, collection)
            collection.close()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "first": [first],
            "again": [again],
            "export": [written],
            "undo": [undone],
            "mb": [most],
        }


if __name__ == "__main__":
    serve({"imports": Work(Path(sys.argv[1])).imports})
