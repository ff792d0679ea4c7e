"""Tables of texts: CSV, TSV, pipes, Quizlet's export, Anki's text with its headers.

How a table is meant is guessed from its rows (a delimiter that gives the same number of
columns everywhere), said as a mapping before anything is written, and taken as the
learner corrects it.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drill.errors import InvalidMapping
from drill.ids import NoteId
from drill.interchange.anki_text import headers_of
from drill.interchange.documents import (
    digest,
    document_of,
    fitting,
    named,
    normal,
    tags_of,
)
from drill.interchange.html import markdown_of
from drill.interchange.package import LIMITS, Made, Package, Report, ready
from drill.interchange.text_export import COLUMNS, SIGNS
from drill.interchange.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from drill.interchange.package import ForeignNote, Limits

NAMES: Final = {
    "\t": "tab",
    ",": "comma",
    ";": "semicolon",
    "|": "pipe",
    "---": "dashes",
    " - ": "dash",
    "::": "colons",
}
DELIMITERS: Final = tuple(NAMES)
"""Of two that part the rows alike, the one that stands first is taken."""
STEADY: Final = 0.7
"""The share of rows alike from which a text is a table."""
SAMPLE: Final = 200
"""Rows that a mapping is judged by."""
FRONTS: Final = frozenset(
    {
        *("front", "question", "term", "word", "prompt", "expression", "q"),
        *("frage", "vorderseite", "recto"),
    }
)
BACKS: Final = frozenset(
    {
        *("back", "answer", "definition", "meaning", "translation", "a"),
        *("antwort", "rückseite", "verso"),
    }
)
TAGS: Final = frozenset({"tags", "tag", "labels"})
DECKS: Final = frozenset({"deck", "category", "subject"})
IDS: Final = frozenset({"id", "guid", "uuid"})
SHORTEST_ID: Final = 8
"""Letters and digits of an id that no other table is likely to have."""
HTML: Final = ("<br", "<b>", "<i>", "<div", "<p>", "&nbsp;", "<img", "<ul", "<span")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How the columns of a table are meant; columns are counted from 1."""

    delimiter: str = "\t"
    has_header: bool = False
    is_html: bool = False
    front: int = 1
    back: int = 2
    tags: int | None = None
    deck: int | None = None
    id: int | None = None
    more: tuple[int, ...] = ()
    """Columns that are shown after the answer."""

    def table(self) -> dict[str, Any]:
        """As plain values."""
        return {**asdict(self), "more": list(self.more)}


def mapping_of(values: Mapping[str, Any]) -> TableMapping:
    """A mapping from plain values, as `TableMapping.table` gives them.

    Raises:
        InvalidMapping: a key is unknown, or a value is no column.
    """
    known = TableMapping()
    table = known.table()
    for key, value in values.items():
        if key not in table:
            reason = f"there is no {key!r}; there are {', '.join(table)}"
            raise InvalidMapping(reason)
        table[key] = value
    names = {name: sign for sign, name in NAMES.items()}
    table["delimiter"] = names.get(str(table["delimiter"]), table["delimiter"])
    if table["delimiter"] not in DELIMITERS:
        reason = f"the delimiter is one of {', '.join(NAMES.values())}"
        raise InvalidMapping(reason)
    for key in ("has_header", "is_html"):
        if not isinstance(table[key], bool):
            reason = f"{key} is true or false"
            raise InvalidMapping(reason)
    more = table["more"]
    table["more"] = tuple(more) if isinstance(more, list | tuple) else (more,)
    if more is None:
        table["more"] = ()
    needed = [table["front"], table["back"], *table["more"]]
    optional = [table[key] for key in ("tags", "deck", "id")]
    if not all(
        [
            *(_is_column(each) for each in needed),
            *(each is None or _is_column(each) for each in optional),
        ]
    ):
        reason = "columns are whole numbers, counted from 1"
        raise InvalidMapping(reason)
    return TableMapping(**table)


def _is_column(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def read(
    path: Path,
    *,
    limits: Limits = LIMITS,
    mapping: Mapping[str, Any] | None = None,
) -> Package:
    """A table of texts.

    Args:
        path: of the file.
        limits: what it may claim.
        mapping: what to understand otherwise than it would be guessed.

    Raises:
        BrokenSource: it cannot be opened.
        OverLimit: it is larger than a person's would be.
        InvalidMapping: the mapping is none.
    """
    text, encoding = text_of(path, limits)
    report = Report()
    headers, body, first = headers_of(text)
    guess = headers.applied(_guess(body, headers.delimiter))
    chosen = mapping_of({**guess.table(), **(mapping or {})})
    is_own = body.startswith(",".join(COLUMNS))
    is_sure = bool(headers.columns.get("guid column") or (mapping or {}).get("id"))
    reading = _Reading(
        body, first, chosen, report, path.stem, headers.deck, is_own, is_sure
    )
    if encoding == "cp1252":
        report.add("I303", "read as Windows-1252", path.name, "Save it as UTF-8.")
    return Package(
        format="table",
        title=headers.deck or path.stem,
        total=sum(1 for _ in reading.rows()),
        notes=reading.notes,
        report=report,
        mapping=chosen.table(),
    )


def is_table(text: str) -> bool:
    """Whether most rows of a text part into the same number of columns."""
    headers, body, _ = headers_of(text)
    if headers.delimiter or headers.columns:
        return True
    sample = "\n".join(body.split("\n", 4 * SAMPLE)[: 4 * SAMPLE])
    return _steadiness(sample, _delimiter(sample)) >= STEADY


def _guess(body: str, delimiter: str) -> TableMapping:
    """How a table is meant, by its first rows."""
    sample = "\n".join(body.split("\n", 4 * SAMPLE)[: 4 * SAMPLE])
    chosen = delimiter or _delimiter(sample)
    rows = [row for row in _parsed(sample, chosen) if any(map(str.strip, row))][:SAMPLE]
    width = max((len(row) for row in rows), default=2)
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    known = FRONTS | BACKS | TAGS | DECKS | IDS
    has_header = len(set(header) & known) >= min(2, width) and len(set(header)) == len(
        header
    )
    is_html = any(mark in cell for row in rows for cell in row for mark in HTML)
    found = TableMapping(chosen, has_header, is_html)
    if not has_header:
        more = tuple(range(3, width + 1))
        return replace(found, back=min(2, width), more=more)
    places = {
        "front": _column(header, FRONTS) or 1,
        "back": _column(header, BACKS),
        "tags": _column(header, TAGS),
        "deck": _column(header, DECKS),
        "id": _column(header, IDS),
    }
    taken = {place for place in places.values() if place}
    if tuple(header) == COLUMNS:
        taken.add(COLUMNS.index("kind") + 1)  # drill's own sort of note is no text
    rest = [place for place in range(1, len(header) + 1) if place not in taken]
    if places["back"] is None:
        places["back"] = rest.pop(0) if rest else places["front"]
    return replace(found, **places, more=tuple(rest))  # type: ignore[arg-type]


def _column(header: Sequence[str], names: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(header, 1) if name in names), None)


def _delimiter(sample: str) -> str:
    """The one that gives most rows the same number of columns, more than one."""
    return max(DELIMITERS, key=lambda each: _steadiness(sample, each))


def _steadiness(sample: str, delimiter: str) -> float:
    """The share of rows that have the commonest number of columns; 0 for one column."""
    widths = Counter(
        len(row) for row in _parsed(sample, delimiter) if any(map(str.strip, row))
    )
    if not widths:
        return 0.0
    width, rows = widths.most_common(1)[0]
    return rows / sum(widths.values()) if width > 1 else 0.0


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    for row, _ in _numbered(text, delimiter):
        yield row


def _numbered(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Rows with the line that each begins in; quotes that never close do no harm."""
    csv.field_size_limit(1 << 30)
    is_quoted = '"' in text and len(delimiter) == 1
    lines = text.split("\n")
    if not is_quoted:
        for number, line in enumerate(lines, 1):
            if line:
                yield line.split(delimiter), number
        return
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield row, begins


@dataclass(slots=True)
class _Reading:
    """The rows of one table."""

    body: str
    first_line: int
    """Where the body begins in the file, from 1."""
    mapping: TableMapping
    report: Report
    title: str
    deck: str
    is_own: bool
    """Whether it is an export of drill's: then its texts are Markdown."""
    is_sure: bool
    """Whether its ids were said to be ids, and not only guessed."""

    def rows(self) -> Iterator[tuple[list[str], int]]:
        """The rows with something in them, and their lines in the file."""
        is_first = self.mapping.has_header
        for row, line in _numbered(self.body, self.mapping.delimiter):
            if not any(map(str.strip, row)):
                continue
            if is_first:
                is_first = False
                continue
            yield row, line + self.first_line - 1

    def notes(self) -> Iterator[ForeignNote]:
        """A note a row."""
        seen: Counter[str] = Counter()
        for row, line in self.rows():
            place = f"line {line}"
            front = self._cell(row, self.mapping.front, place)
            back = self._cell(row, self.mapping.back, place)
            if not front:
                self.report.add("I301", "there is no front", place, line=line)
                continue
            made = self._made(row, front, back, place)
            if made is None:
                continue
            name = self._name(row, front)
            seen[name] += 1
            suffix = f"~{seen[name]}" if seen[name] > 1 else ""
            yield ready(NoteId(f"{name}{suffix}"), self._deck(row), made, place)

    def _made(self, row: list[str], front: str, back: str, place: str) -> Made | None:
        more = (self._cell(row, column, place) for column in self.mapping.more)
        why = "\n\n".join(filter(None, more))
        values: dict[str, Any] = {"front": front, "back": back, "why": why}
        if not back or self.mapping.back == self.mapping.front:
            card = {"part": "front", "front": front}
            values = {"kind": "cards", "cards": [card], "why": why}
        values["tags"] = self._tags(row)
        document = document_of(named(values, front), self.report, place)
        return None if document is None else Made(document, extra={"row": row})

    def _cell(self, row: list[str], column: int | None, place: str) -> str:
        raw = row[column - 1].strip() if column and column <= len(row) else ""
        if not raw:
            return ""
        if self.is_own:
            raw = raw[1:] if raw[0] == "'" and raw[1:].startswith(SIGNS) else raw
            return fitting(raw, self.report, place)
        html = raw if self.mapping.is_html else _as_html(raw)
        return fitting(markdown_of(html, self.report, place).text, self.report, place)

    def _tags(self, row: list[str]) -> list[str]:
        column = self.mapping.tags
        raw = row[column - 1] if column and column <= len(row) else ""
        return tags_of(raw.replace(",", " ").replace(";", " ").split())

    def _deck(self, row: list[str]) -> tuple[str, ...]:
        column = self.mapping.deck
        raw = row[column - 1].strip() if column and column <= len(row) else ""
        return tuple(
            part.strip() for part in (raw or self.deck).split("::") if part.strip()
        )

    def _name(self, row: list[str], front: str) -> str:
        column = self.mapping.id
        raw = row[column - 1].strip() if column and column <= len(row) else ""
        # A short one says which row it is, and not of which table.
        is_id = self.is_sure or len(raw) >= SHORTEST_ID
        return f"anki:{raw}" if raw and is_id else f"table:{digest(normal(front))}"


def _as_html(text: str) -> str:
    """Plain text so that it shows as it stands."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return escaped.replace("\n", "<br>")
