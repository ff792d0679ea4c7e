"""What Anki's database says, whatever its schema: kinds of note, decks, rows."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drill.errors import BrokenSource, OverLimit
from drill.interchange.anki_settings import (
    NAMES,
    AnkiSettings,
    settings_of_rows,
    settings_of_text,
)
from drill.interchange.anki_wire import read_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import Limits

CLOZE: Final = 1
"""The kind of a note type whose cards are gaps."""
SEPARATOR: Final = "\x1f"
"""Between the fields of a note, and between the parts of a deck's name."""
NEEDED: Final = ("col", "notes", "cards", "revlog")
STEPS: Final = 2_000_000_000
"""Steps of SQLite's machine for one statement; none of ours comes near."""
STEPS_A_LOOK: Final = 10_000_000


def _whole(*names: str) -> str:
    return ", ".join(f"CAST(coalesce({name}, 0) AS INTEGER)" for name in names)


def _texts(*names: str) -> str:
    return ", ".join(f"CAST(coalesce({name}, '') AS TEXT)" for name in names)


# Any column of a database may hold anything: of what they hold, what is meant is taken.
_NOTE: Final = ", ".join(
    [_whole("id"), _texts("guid"), _whole("mid", "mod"), _texts("tags", "flds")]
)
_CARD: Final = ", ".join(
    [
        _whole("id", "nid", "ord", "did", "type", "queue", "due", "ivl", "factor"),
        _whole("reps", "lapses", "odue", "odid", "flags"),
        "CASE WHEN data NOT IN ('', '{}') THEN CAST(data AS TEXT) END",
    ]
)
_REVIEW: Final = _whole("c.nid", "r.id", "r.cid", "r.ease", "r.time", "r.type")


class Template(NamedTuple):
    """How one card of a kind of note looks."""

    ordinal: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class AnkiType:
    """A kind of note."""

    id: int
    name: str
    kind: int
    """`CLOZE`, or anything else for ordinary ones."""
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    css: str

    @property
    def contents(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "name": self.name,
            "kind": self.kind,
            "fields": list(self.fields),
            "templates": [list(each) for each in self.templates],
            "css": self.css,
        }


class NoteRow(NamedTuple):
    """A row of `notes`."""

    id: int
    guid: str
    type: int
    modified: int
    tags: str
    fields: str


def note_of_row(row: tuple[Any, ...]) -> NoteRow:
    """A note as `AnkiCollection.notes` reads it."""
    id_, guid, type_, modified, tags, fields = row
    return NoteRow(id_, decoded(guid), type_, modified, decoded(tags), decoded(fields))


def decoded(text: bytes) -> str:
    """A text of a database, whatever is in it."""
    return text.decode("utf-8", "replace")


class CardRow(NamedTuple):
    """A row of `cards`."""

    id: int
    note: int
    ordinal: int
    deck: int
    type: int
    queue: int
    due: int
    interval: int
    factor: int
    repetitions: int
    lapses: int
    original_due: int
    original_deck: int
    flags: int
    data: bytes | None


class ReviewRow(NamedTuple):
    """A row of `revlog`, and the note that its card is of."""

    note: int
    id: int
    card: int
    button: int
    duration_ms: int
    kind: int


class AnkiCollection:
    """One database, opened for reading."""

    def __init__(self, path: Path, link: sqlite3.Connection, limits: Limits) -> None:
        """Look at the tables, and read all but the notes.

        Raises:
            BrokenSource: it is no database of Anki's, or damaged.
            OverLimit: it holds more than a person's collection would.
        """
        self._path = path
        self._link = link
        self._steps = 0
        link.set_progress_handler(self._looked, STEPS_A_LOOK)
        with self._guarded():
            self._check_tables()
            self.created_s = _int(self._one("SELECT crt FROM col"), 0)
            """When its first study day began, in seconds since 1970."""
            self.count = int(self._one("SELECT count(*) FROM notes"))
            if self.count > limits.notes:
                raise OverLimit(path, f"it holds over {limits.notes:,} notes")
            is_new = "notetypes" in self._tables
            settings = self._settings() if is_new else self._old_settings()
            self.first_noon_s = settings.first_noon_s(self.created_s)
            """Noon of that day where it was made, in seconds since 1970."""
            self.has_three_buttons = settings.has_three_buttons
            """Whether cards being learned were answered with three buttons."""
            self.types = self._types() if is_new else self._old_types()
            self.decks = self._decks() if is_new else self._old_decks()
            """Names of decks by id, `\\x1f` between their parts."""
        link.text_factory = bytes  # of most notes nobody reads it: they are known

    def notes(self) -> Iterator[tuple[Any, ...]]:
        """All notes by id: what `note_of_row` takes."""
        return self._rows(f"SELECT {_NOTE} FROM notes ORDER BY id")  # noqa: S608 - ours

    def cards(self) -> Iterator[tuple[Any, ...]]:
        """All cards by note and ordinal, with the fields of `CardRow`."""
        return self._rows(f"SELECT {_CARD} FROM cards ORDER BY 2, 3")  # noqa: S608 - ours

    def reviews(self) -> Iterator[tuple[Any, ...]]:
        """The reviews of cards that are there, by note and time: `ReviewRow`."""
        return self._rows(
            f"SELECT {_REVIEW} FROM revlog r"  # noqa: S608 - ours
            " JOIN cards c ON c.id = r.cid ORDER BY 1, 2"
        )

    def _rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        with self._guarded():
            self._steps = 0
            # Not `yield from`: who leaves early would close a cursor that is closed.
            for row in self._link.execute(statement):  # noqa: UP028
                yield row

    def _one(self, statement: str) -> Any:
        row = self._link.execute(statement).fetchone()
        return row[0] if row else None

    def _check_tables(self) -> None:
        """Views and virtual tables could run code of the file's; none is asked."""
        rows = self._link.execute(
            "SELECT name, type, sql FROM sqlite_master"
        ).fetchall()
        self._tables = {
            str(name)
            for name, kind, sql in rows
            if kind == "table" and str(sql).lstrip().upper().startswith("CREATE TABLE")
        }
        lacking = [name for name in NEEDED if name not in self._tables]
        if lacking:
            reason = f"it has no table `{lacking[0]}`, which Anki's collections have"
            raise BrokenSource(self._path, reason)

    def _old_types(self) -> dict[int, AnkiType]:
        models = self._json("models")
        found: dict[int, AnkiType] = {}
        for key, model in models.items():
            templates = tuple(
                Template(
                    _int(each.get("ord"), place),
                    str(each.get("name", "")),
                    str(each.get("qfmt", "")),
                    str(each.get("afmt", "")),
                )
                for place, each in enumerate(_mappings(model.get("tmpls")))
            )
            names = tuple(
                str(each.get("name", "")) for each in _mappings(model.get("flds"))
            )
            id_ = _int(key, 0)
            kind, name = _int(model.get("type"), 0), str(model.get("name", ""))
            css = str(model.get("css", ""))
            found[id_] = AnkiType(id_, name, kind, names, templates, css)
        return found

    def _old_decks(self) -> dict[int, str]:
        return {
            _int(key, 0): str(deck.get("name", "")).replace("::", SEPARATOR)
            for key, deck in self._json("decks").items()
        }

    def _json(self, column: str) -> Mapping[str, Mapping[str, Any]]:
        text = self._one(f"SELECT {column} FROM col")  # noqa: S608 - ours
        try:
            value = json.loads(text or "{}")
        except (ValueError, RecursionError, TypeError) as error:
            reason = f"the column `{column}` of its collection cannot be read"
            raise BrokenSource(self._path, reason) from error
        if not isinstance(value, dict):
            return {}
        return {key: each for key, each in value.items() if isinstance(each, dict)}

    def _old_settings(self) -> AnkiSettings:
        return settings_of_text(self._one("SELECT conf FROM col"))

    def _settings(self) -> AnkiSettings:
        if "config" not in self._tables:
            return AnkiSettings()
        marks = ", ".join("?" * len(NAMES))
        statement = f"SELECT key, val FROM config WHERE key IN ({marks})"  # noqa: S608 - marks
        return settings_of_rows(self._link.execute(statement, NAMES))

    def _types(self) -> dict[int, AnkiType]:
        names: dict[int, list[str]] = {}
        for type_, name in self._rows(
            f"SELECT {_whole('ntid')}, name FROM fields ORDER BY 1, ord"  # noqa: S608 - ours
        ):
            names.setdefault(type_, []).append(str(name))
        templates: dict[int, list[Template]] = {}
        for type_, ordinal, name, config in self._rows(
            f"SELECT {_whole('ntid', 'ord')}, name, config FROM templates"  # noqa: S608 - ours
            " ORDER BY 1, 2"
        ):
            said = self._message("TemplateConfig", config)
            made = Template(ordinal, str(name), said.front, said.back)
            templates.setdefault(type_, []).append(made)
        found: dict[int, AnkiType] = {}
        for type_, name, config in self._rows(
            f"SELECT {_whole('id')}, name, config FROM notetypes"  # noqa: S608 - ours
        ):
            said = self._message("TypeConfig", config)
            found[type_] = AnkiType(
                type_,
                str(name),
                said.kind,
                tuple(names.get(type_, ())),
                tuple(templates.get(type_, ())),
                said.css,
            )
        return found

    def _decks(self) -> dict[int, str]:
        return {
            id_: str(name)
            for id_, name in self._rows(f"SELECT {_whole('id')}, name FROM decks")  # noqa: S608 - ours
        }

    def _message(self, name: str, config: Any) -> Any:
        try:
            return read_message(name, config if isinstance(config, bytes) else b"")
        except (ValueError, TypeError) as error:
            reason = "the settings of a kind of note cannot be read"
            raise BrokenSource(self._path, reason) from error

    def _looked(self) -> int:
        """Ends a statement that takes far more steps than any of ours."""
        self._steps += STEPS_A_LOOK
        return int(self._steps > STEPS)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise BrokenSource(
                self._path, f"its database is damaged: {error}"
            ) from error


def _int(value: Any, otherwise: int) -> int:
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        return otherwise


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return (
        [each for each in value if isinstance(each, dict)]
        if isinstance(value, list)
        else []
    )
