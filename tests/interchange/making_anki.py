"""Packages and collections of Anki, of every generation, made for tests."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import zstandard

from drill.interchange.anki_wire import new_message

if TYPE_CHECKING:
    from pathlib import Path

CREATED_S = 1_700_006_400
BASIC, REVERSED, CLOZE, TYPING, WIDE = 1, 2, 3, 4, 5
RULE = "{{FrontSide}}\n\n<hr id=answer>\n\n"
TYPES: dict[int, tuple[str, int, list[str], list[tuple[str, str]]]] = {
    BASIC: ("Basic", 0, ["Front", "Back"], [("{{Front}}", RULE + "{{Back}}")]),
    REVERSED: (
        "Reversed",
        0,
        ["Front", "Back"],
        [("{{Front}}", RULE + "{{Back}}"), ("{{Back}}", RULE + "{{Front}}")],
    ),
    CLOZE: (
        "Cloze",
        1,
        ["Text", "Extra"],
        [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}")],
    ),
    TYPING: (
        "Typing",
        0,
        ["Front", "Back"],
        [("{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")],
    ),
    WIDE: (
        "Wide",
        0,
        ["Word", "Meaning", "Sound"],
        [
            ("{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}{{Sound}}"),
            ("{{#Sound}}{{Sound}}{{/Sound}}", "{{FrontSide}}<hr id=answer>{{Word}}"),
            ("{{^Sound}}no sound{{/Sound}}", "{{Word}}"),
        ],
    ),
}


@dataclass
class AnkiDeck:
    """What is to be in a package; ids are given out in order."""

    notes: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[tuple[Any, ...]] = field(default_factory=list)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)
    decks: dict[int, str] = field(default_factory=lambda: {1: "Default", 2: "A::B"})
    media: dict[str, bytes] = field(default_factory=dict)
    types: dict[int, Any] = field(default_factory=lambda: dict(TYPES))
    created_s: int = CREATED_S
    settings: dict[str, int] = field(default_factory=dict)
    """Of the collection: `creationOffset`, `schedVer`."""

    def note(
        self,
        type_: int,
        *fields: str,
        guid: str = "",
        tags: str = "",
        cards: tuple[int, ...] = (0,),
        **card: Any,
    ) -> int:
        """Add a note with new cards, and return its id."""
        id_ = 1000 + len(self.notes)
        guid = guid or f"guid{len(self.notes)}"
        self.notes.append(
            (id_, guid, type_, 1_600_000_000, 0, tags, "\x1f".join(fields))
        )
        for ordinal in cards:
            self.card(id_, ordinal, **card)
        return id_

    def card(self, note: int, ordinal: int = 0, **values: Any) -> int:
        """Add a card, and return its id."""
        id_ = 5000 + len(self.cards)
        row = {
            "id": id_,
            "nid": note,
            "did": 2,
            "ord": ordinal,
            "mod": 0,
            "usn": 0,
            "type": 0,
            "queue": 0,
            "due": 1,
            "ivl": 0,
            "factor": 0,
            "reps": 0,
            "lapses": 0,
            "left": 0,
            "odue": 0,
            "odid": 0,
            "flags": 0,
            "data": "",
            **values,
        }
        self.cards.append(tuple(row.values()))
        return id_

    def review(
        self, card: int, at_ms: int, button: int, time_ms: int = 5_000, kind: int = 1
    ) -> None:
        """Add an answer; 0 to a card that is learned, 1 reviewed, 2 learned again."""
        self.reviews.append((at_ms, card, 0, button, 1, 0, 2500, time_ms, kind))

    # --- databases ------------------------------------------------------------------

    def database(self, path: Path, *, is_new: bool = False) -> bytes:
        """A collection's bytes, of schema 11 or 18."""
        path.unlink(missing_ok=True)
        link = sqlite3.connect(path)
        link.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        link.executescript(TABLES)
        models, decks = ("", "") if is_new else (self._models(), self._decks())
        link.execute(
            "INSERT INTO col VALUES (1, ?, 0, 0, ?, 0, 0, 0, ?, ?, ?, '{}', '{}')",
            (
                self.created_s,
                18 if is_new else 11,
                "" if is_new else json.dumps(self.settings),
                models,
                decks,
            ),
        )
        if is_new:
            self._newer(link)
        link.executemany(
            "INSERT INTO notes VALUES (?,?,?,?,?,?,?,'',0,0,'')", self.notes
        )
        marks = ",".join("?" * 18)
        link.executemany(f"INSERT INTO cards VALUES ({marks})", self.cards)  # noqa: S608 - marks alone
        link.executemany("INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)", self.reviews)
        link.commit()
        link.close()
        return path.read_bytes()

    def _models(self) -> str:
        return json.dumps(
            {
                str(id_): {
                    "name": name,
                    "type": kind,
                    "css": ".card {}",
                    "flds": [{"name": each} for each in fields],
                    "tmpls": [
                        {"name": f"Card {n + 1}", "ord": n, "qfmt": q, "afmt": a}
                        for n, (q, a) in enumerate(templates)
                    ],
                }
                for id_, (name, kind, fields, templates) in self.types.items()
            }
        )

    def _decks(self) -> str:
        return json.dumps({str(k): {"name": name} for k, name in self.decks.items()})

    def _newer(self, link: sqlite3.Connection) -> None:
        link.executescript(NEWER)
        for key, value in self.settings.items():
            link.execute(
                "INSERT INTO config VALUES (?, 0, 0, ?)", (key, str(value).encode())
            )
        for id_, (name, kind, fields, templates) in self.types.items():
            config = new_message("TypeConfig", kind=kind, css=".card {}")
            kept = config.SerializeToString()
            link.execute("INSERT INTO notetypes VALUES (?,?,0,0,?)", (id_, name, kept))
            for number, each in enumerate(fields):
                link.execute(
                    "INSERT INTO fields VALUES (?,?,?,'')", (id_, number, each)
                )
            for number, (front, back) in enumerate(templates):
                said = new_message("TemplateConfig", front=front, back=back)
                row = (
                    id_,
                    number,
                    f"Card {number + 1}",
                    0,
                    0,
                    said.SerializeToString(),
                )
                link.execute("INSERT INTO templates VALUES (?,?,?,?,?,?)", row)
        for id_, name in self.decks.items():
            parted = name.replace("::", "\x1f")
            link.execute("INSERT INTO decks VALUES (?,?,0,0,'','')", (id_, parted))

    # --- packages ---------------------------------------------------------------------

    def members(self, folder: Path, version: int) -> dict[str, bytes]:
        """The members of a package of a version, 1 to 3."""
        data = self.database(folder / "collection.db", is_new=version == 3)
        dummy = AnkiDeck()
        dummy.note(BASIC, "Please update", "")
        old = dummy.database(folder / "dummy.db")
        if version == 1:
            return {"collection.anki2": data, **self._old_media()}
        meta = new_message("Meta", version=version).SerializeToString()
        if version == 2:
            named = {"collection.anki21": data, "collection.anki2": old}
            return {"meta": meta, **named, **self._old_media()}
        packed = zstandard.ZstdCompressor()
        entries = new_message("MediaEntries")
        for name, content in self.media.items():
            entries.entries.add(name=name, size=len(content))
        files = {
            str(number): packed.compress(content)
            for number, content in enumerate(self.media.values())
        }
        # Without a size in front, as Anki writes it.
        pipe = packed.compressobj()
        squeezed = pipe.compress(data) + pipe.flush()
        return {
            "meta": meta,
            "collection.anki21b": squeezed,
            "collection.anki2": old,
            "media": packed.compress(entries.SerializeToString()),
            **files,
        }

    def _old_media(self) -> dict[str, bytes]:
        names = {str(n): name for n, name in enumerate(self.media)}
        files = {str(n): data for n, data in enumerate(self.media.values())}
        return {"media": json.dumps(names).encode(), **files}

    def package(self, path: Path, version: int = 2) -> Path:
        """Write a package."""
        return archive(path, self.members(path.parent, version))


def archive(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


TABLES = """
CREATE TABLE col (id integer, crt integer, mod integer, scm integer, ver integer,
  dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text,
  tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer,
  usn integer, tags text, flds text, sfld text, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer,
  mod integer, usn integer, type integer, queue integer, due integer, ivl integer,
  factor integer, reps integer, lapses integer, left integer, odue integer,
  odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer,
  ivl integer, lastIvl integer, factor integer, time integer, type integer);
"""
NEWER = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs
  integer, usn integer, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob);
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase,
  mtime_secs integer, usn integer, config blob);
CREATE TABLE config (KEY text PRIMARY KEY, usn integer, mtime_secs integer, val blob)
  WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs
  integer, usn integer, common blob, kind blob);
"""
