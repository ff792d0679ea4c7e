"""Anki's importer and exporter on a package; runs in Anki's environment.

python bench/anki_imports.py FOLDER [NOTES]

The collection to copy is `FOLDER/into/anki/collection.anki2`, if there is one.
With a number it writes `FOLDER/basic.apkg` of so many basic notes, and ends.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import (
    Collection,
    DeckIdLimit,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from worker import INTO, PACKAGE, serve, timed

if TYPE_CHECKING:
    from worker import Samples


def make(folder: Path, notes: int) -> None:
    """A package as Anki exports it."""
    with tempfile.TemporaryDirectory() as own:
        collection = Collection(str(Path(own, "a.anki2")))
        basic = collection.models.by_name("Basic")
        deck = collection.decks.id("Words")
        for number in range(notes):
            note = collection.new_note(basic)
            note["Front"] = f"What does word number {number} of this language mean?"
            note["Back"] = f"It is a word for thing {number}, roughly &lt;said&gt;."
            collection.add_note(note, deck)
        collection.export_anki_package(
            out_path=str(folder / PACKAGE), options=_options(), limit=DeckIdLimit(deck)
        )
        collection.close()


def _options() -> ExportAnkiPackageOptions:
    return ExportAnkiPackageOptions(
        with_scheduling=True, with_media=True, with_deck_configs=False, legacy=False
    )


class Work:
    """The tasks; each import begins with a collection as it was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._into = folder / INTO / "anki" / "collection.anki2"

    def imports(self, _: int) -> Samples:
        """The package taken in, once more, and all of it exported."""
        request = ImportAnkiPackageRequest(
            package_path=str(self._folder / PACKAGE),
            options=ImportAnkiPackageOptions(with_scheduling=True),
        )
        with tempfile.TemporaryDirectory() as own:
            path = Path(own, "b.anki2")
            if self._into.exists():
                shutil.copy(self._into, path)
            collection = Collection(str(path))
            first = timed(collection.import_anki_package, request)
            again = timed(collection.import_anki_package, request)
            export = timed(
                collection.export_anki_package,
                out_path=str(Path(own, "out.apkg")),
                options=_options(),
                limit=DeckIdLimit(collection.decks.id_for_name("Words")),
            )
            collection.close()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"first": [first], "again": [again], "export": [export], "mb": [most]}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        make(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        serve({"imports": Work(Path(sys.argv[1])).imports})
