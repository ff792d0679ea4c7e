"""The tables.

`journal` is the truth, with `devices`, `operations` and the ids in `cards` and
`notes` as its dictionaries. All other columns of `cards`, `days`, `notes`,
`presets` and `holidays` are a cache that the doctor can compute again; `decks`,
`topics` and `files` mirror the deck files. Integers stand for days (study days),
`_us` for microseconds since 1970 in UTC.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)

HEAD = "0002"
"""The latest revision in `migrations/versions`."""

REVISIONS = ("0001", "0002")
"""Every revision that this program can read or bring up to date."""

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_name)s",
        "uq": "%(table_name)s_%(column_0_name)s_unique",
        "fk": "%(table_name)s_%(column_0_name)s_of_%(referred_table_name)s",
        "pk": "%(table_name)s_key",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the type is INTEGER."""


def _partial_index(
    name: str, *columns: Column[Any], where: str, on_sqlite: str = ""
) -> None:
    """An index of the rows that a condition holds for.

    Naming it for PostgreSQL too would import that dialect at every start, which takes
    17 ms: the condition waits in `info` for whoever makes tables there.
    """
    condition = text(on_sqlite or where)
    Index(name, *columns, sqlite_where=condition, info={"postgresql_where": where})


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text("''"))


devices = Table(
    "devices",
    metadata,
    Column("key", Key, primary_key=True),
    Column("device", Text, nullable=False, unique=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hybrid_us", BigInteger, nullable=False),
)

operations = Table(
    "operations",
    metadata,
    # The position of its first event, whose id is the operation's.
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("device", Key, ForeignKey("devices.key"), nullable=False),
    Column("last", Key, nullable=False),
    _text("label"),
    Column("target", Key, comment="of a retraction: the operation it takes back"),
    _flag("retracted"),
    _flag("hidden"),
)
_partial_index(
    "operations_undoable",
    operations.c.device,
    operations.c.key,
    where="NOT hidden",
    on_sqlite="hidden = 0",
)
_partial_index(
    "operations_target",
    operations.c.target,
    where="target IS NOT NULL",
)

journal = Table(
    "journal",
    metadata,
    Column("position", Key, primary_key=True, autoincrement=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    Column("operation", Key, nullable=False),
    Column("device", Key, ForeignKey("devices.key"), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hybrid_us", BigInteger, nullable=False),
    Column("at_us", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", SmallInteger, nullable=False),
    # No index, no foreign key: each would cost every answer; `cards.history` leads
    # from a card to its events.
    Column("card", Key),
    Column("contents", Text, nullable=False),
)
_partial_index(
    "journal_other",
    journal.c.kind,
    journal.c.position,
    where="card IS NULL",
)

decks = Table(
    "decks",
    metadata,
    Column("key", Key, primary_key=True),
    Column("deck_id", Text, nullable=False, unique=True),
    _text("title"),
    _text("description"),
    _text("licence"),
    _flag("shipped"),
)

topics = Table(
    "topics",
    metadata,
    Column("key", Key, primary_key=True),
    Column("topic_id", Text, nullable=False, unique=True),
    Column("deck", Key, ForeignKey("decks.key"), nullable=False, index=True),
    _text("title"),
    _count("ordinal"),
    Column("needs", Text, nullable=False, server_default=text("'[]'")),
    _count("cards"),
    _count("fresh"),
    _count("known"),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("topic", Key, ForeignKey("topics.key")),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("inode", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("deck", Key, ForeignKey("decks.key")),
    Column("content_hash", Text, nullable=False),
    Column("problems", Text, nullable=False, server_default=text("'[]'")),
)

notes = Table(
    "notes",
    metadata,
    Column("key", Key, primary_key=True),
    Column("note_id", Text, nullable=False, unique=True),
    Column("topic", Key, ForeignKey("topics.key"), index=True),
    _flag("present"),
    _text("kind"),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    _count("ordinal"),
    # As shown now.
    _text("origin"),
    Column("document", Text, nullable=False, server_default=text("'{}'")),
    _text("content_hash"),
    _text("base"),
    # As its file has it; the document only while something lies over it.
    Column("file", Text, ForeignKey("files.path"), index=True),
    Column("file_topic", Key, ForeignKey("topics.key")),
    _count("line"),
    _text("file_hash"),
    Column("file_document", Text),
    # What searches look at.
    _text("text"),
    _text("tags"),
    Column("needs", Text, nullable=False, server_default=text("'[]'")),
    Column("contrast", Text, nullable=False, server_default=text("'[]'")),
    Column("history", LargeBinary, nullable=False, default=b""),
)

tags = Table(
    "tags",
    metadata,
    Column("tag", Text, nullable=False),
    Column("note", Key, ForeignKey("notes.key"), nullable=False, index=True),
    PrimaryKeyConstraint("tag", "note"),
    sqlite_with_rowid=False,
)

cards = Table(
    "cards",
    metadata,
    Column("key", Key, primary_key=True),
    Column("card_id", Text, nullable=False, unique=True),
    Column("note", Key, ForeignKey("notes.key")),
    Column("topic", Key, ForeignKey("topics.key")),
    _text("part"),
    _count("ordinal"),
    _flag("present"),
    _flag("askable"),
    Column("created_us", BigInteger, nullable=False),
    _text("front"),
    # The state of cards that may come up; -1: suspended; -2: not present, not askable.
    Column("lane", SmallInteger, nullable=False, server_default=text("-2")),
    Column("state", SmallInteger, nullable=False, server_default=text("0")),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("step", SmallInteger),
    Column("due", Integer),
    Column("due_us", BigInteger),
    Column("last_day", Integer),
    Column("interval_days", Integer),
    _count("repetitions"),
    _count("lapses"),
    Column("introduced", Integer),
    Column("last_answer_day", Integer),
    Column("position", Integer),
    _flag("suspended"),
    Column("buried_until", Integer),
    _text("buried_by"),
    Column("flag", SmallInteger, nullable=False, server_default=text("0")),
    _flag("leech"),
    Column("revision", Integer),
    _flag("revised"),
    _text("remark"),
    _text("report"),
    Column("forgotten_day", Integer, comment="of the latest Again"),
    # Where the fold stands.
    Column("last_hybrid_us", BigInteger),
    Column("last_device", Key),
    Column("last_sequence", BigInteger),
    Column("stamp", Key, nullable=False, server_default=text("0")),
    Column("history", LargeBinary, nullable=False, default=b""),
)
Index("cards_queue", cards.c.lane, cards.c.due, cards.c.topic, cards.c.buried_until)
Index("cards_topic", cards.c.topic, cards.c.lane, cards.c.state, cards.c.ordinal)
# Searches for words count what they find without looking at the rows.
Index("cards_note", cards.c.note, cards.c.present)
_partial_index(
    "cards_placed",
    cards.c.position,
    where="lane = 0 AND position IS NOT NULL",
)
_partial_index(
    "cards_buried",
    cards.c.buried_until,
    cards.c.lane,
    cards.c.topic,
    where="buried_until IS NOT NULL",
)

aliases = Table(
    "aliases",
    metadata,
    Column("formerly", Text, primary_key=True),
    Column("card", Key, ForeignKey("cards.key"), nullable=False, index=True),
)

days = Table(
    "days",
    metadata,
    Column("day", Integer, nullable=False),
    Column("hour", Integer, nullable=False, comment="hours since 1970 in UTC"),
    Column("deck", Key, nullable=False, comment="0 while the card has none"),
    *(
        _count(name)
        for name in (
            "reviews",
            "practice",
            "again",
            "hard",
            "good",
            "easy",
            "introduced",
            "due",
            "passed",
        )
    ),
    Column("duration_ms", BigInteger, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("day", "hour", "deck"),
    sqlite_with_rowid=False,
)

presets = Table(
    "presets",
    metadata,
    Column("preset", Text, primary_key=True),
    Column("contents", Text, nullable=False),
)

holidays = Table(
    "holidays",
    metadata,
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("first", "last"),
)

undo_slots = Table(
    "undo_slots",
    metadata,
    Column("slot", SmallInteger, primary_key=True, autoincrement=False),
    Column("operation", Key, nullable=False),
    Column("contents", Text, nullable=False),
)

revisions = Table(
    "alembic_version", metadata, Column("version_num", Text, primary_key=True)
)
