"""Makes Anki's collections of the same notes and answers; runs in Anki's environment.

Notes come in through Anki's own importer, schedules and reviews as rows, and the
memory states are computed by Anki when FSRS is switched on. There are two: without
limits a day in the folder itself, and with drill's defaults below it in `few`.

    python bench/anki_collection.py DRILL_DB FOLDER STUDY_DAY
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import Collection, ImportCsvRequest
from anki.deck_config_pb2 import UpdateDeckConfigsRequest
from anki.import_export_pb2 import CsvMetadata

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY_MS = 86_400_000
NO_LIMITS = (9_999, 9_999)
DEFAULTS = (10, 200)
"""New cards and reviews a day, as drill has them until it is told otherwise."""
LEARN, REVIEW, RELEARN = 0, 1, 2
STEPS = 2
"""Answers while learning: the model cards of `collection` never fail then."""
AGAIN = 1
_NOTES = """
    SELECT notes.document, notes.tags, decks.title FROM notes
    JOIN topics ON topics.key = notes.topic JOIN decks ON decks.key = topics.deck
    WHERE notes.origin = 'imported' ORDER BY notes.key"""
_CARDS = """
    SELECT cards.front, cards.due, cards.last_day, cards.repetitions, cards.lapses
    FROM cards
    WHERE cards.lane = 2"""
_ANSWERS = """
    SELECT cards.front, journal.at_us, journal.contents
    FROM journal JOIN cards ON cards.key = journal.card
    WHERE journal.kind = 'review' ORDER BY journal.position"""


def main() -> None:
    """Build it."""
    source, folder, present = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / "collection.anki2")
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as drill:
        cards, today = _notes_imported(path, drill, folder / "notes.csv")
        with closing(sqlite3.connect(path)) as link:
            _schedules(link, drill, cards, today - present)
            _reviews(link, drill, cards)
            link.commit()
    few = folder / "few"
    few.mkdir()
    shutil.copy(path, few)
    _finished(path, *NO_LIMITS)
    _finished(str(few / "collection.anki2"), *DEFAULTS)


def _notes_imported(
    path: str, drill: sqlite3.Connection, table: Path
) -> tuple[dict[str, int], int]:
    """The card of every note by the note's first word, and Anki's present day."""
    with table.open("w", newline="", encoding="utf-8") as file:
        file.write("#separator:Comma\n#html:false\n#tags column:3\n#deck column:4\n")
        writer = csv.writer(file)
        for document, tags, deck in drill.execute(_NOTES):
            note = json.loads(document)
            writer.writerow((note["front"], note["back"], tags, f"All::{deck}"))
    collection = Collection(path)
    metadata = collection.get_csv_metadata(str(table), None)
    metadata.dupe_resolution = CsvMetadata.DUPLICATE
    collection.import_csv(ImportCsvRequest(path=str(table), metadata=metadata))
    rows = collection.db.execute(
        "SELECT cards.id, notes.sfld FROM cards JOIN notes ON notes.id = cards.nid"
    )
    cards, today = {_name(front): card for card, front in rows}, collection.sched.today
    collection.close()
    table.unlink()
    return cards, today


def _schedules(
    link: sqlite3.Connection, drill: sqlite3.Connection, cards: dict[str, int], by: int
) -> None:
    """Write due days, moved to where Anki begins to count."""
    rows = [
        (max(1, due - last), due + by, reps, lapses, cards[_name(front)])
        for front, due, last, reps, lapses in drill.execute(_CARDS)
    ]
    link.executemany(
        "UPDATE cards SET type = 2, queue = 2, ivl = ?, due = ?, reps = ?, lapses = ?,"
        " factor = 2500 WHERE id = ?",
        rows,
    )


def _reviews(
    link: sqlite3.Connection, drill: sqlite3.Connection, cards: dict[str, int]
) -> None:
    link.executemany(
        "INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " VALUES (?, ?, -1, ?, ?, ?, ?, 5000, ?)",
        _review_rows(drill, cards),
    )


def _review_rows(
    drill: sqlite3.Connection, cards: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    before: dict[int, tuple[int, int, int, int]] = {}
    at = 0
    for front, at_us, contents in drill.execute(_ANSWERS):
        card, rating = cards[_name(front)], json.loads(contents)["rating"]
        at = max(at + 1, at_us // 1_000)  # it is the review's id
        number, earlier, latest, last = before.get(card, (0, at, 0, 0))
        interval = max(1, (at - earlier) // DAY_MS)
        learned = RELEARN if latest == AGAIN else REVIEW
        kind = LEARN if number < STEPS else learned
        factor = 0 if kind == LEARN else 2_500
        yield at, card, rating, interval, last, factor, kind
        before[card] = number + 1, at, rating, interval


def _finished(path: str, new_a_day: int, reviews_a_day: int) -> None:
    collection = Collection(path)
    _use_fsrs(collection, new_a_day, reviews_a_day)
    collection.decks.select(collection.decks.id_for_name("All"))
    collection.close()


def _use_fsrs(collection: Collection, new_a_day: int, reviews_a_day: int) -> None:
    """Switch FSRS on and set the limits, as the screen of deck options does."""
    found = collection.decks.get_deck_configs_for_update(1)
    request = UpdateDeckConfigsRequest(target_deck_id=1, fsrs=True)
    config = found.all_config[0].config
    config.config.new_per_day = new_a_day
    config.config.reviews_per_day = reviews_a_day
    config.config.desired_retention = 0.9
    request.configs.append(config)
    request.limits.CopyFrom(found.current_deck.limits)
    collection.decks.update_deck_configs(request)


def _name(front: str) -> str:
    return front.partition(" ")[0]


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"Anki's collection: {time.perf_counter() - started:.0f} s", file=sys.stderr)
