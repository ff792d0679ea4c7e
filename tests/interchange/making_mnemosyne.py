"""Databases and shared cards of Mnemosyne 2, made for tests."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from tests.interchange.making_anki import archive

if TYPE_CHECKING:
    from pathlib import Path

DAY_S = 86_400
BEGAN_S = 1_700_006_400
"""A midnight in UTC."""
VIEWS: dict[str, tuple[tuple[str, str], ...]] = {
    "1": (("f", "b"),),
    "2": (("f", "b"), ("b", "f")),
}


@dataclass
class MnemosyneDeck:
    """What is to be in a database; keys are given out in order."""

    facts: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=lambda: {"__UNTAGGED__": 1})
    tagged: list[tuple[Any, ...]] = field(default_factory=list)
    log: list[tuple[Any, ...]] = field(default_factory=list)
    views: list[tuple[Any, ...]] = field(default_factory=list)

    def fact(self, *cards: str, **texts: str) -> int:
        """Add a fact with cards of some views (`2.1`), and return its key."""
        key = len(self.facts) + 1
        self.facts.append((key, f"fact{key}", ""))
        self.texts += [(key, name, text) for name, text in texts.items()]
        for view in cards:
            self.card(key, view)
        return key

    def card(self, fact: int, view: str, **more: Any) -> int:
        """Add a card, new but for what is told, and return its key."""
        key = len(self.cards) + 1
        self.cards.append(
            {
                "_id": key,
                "id": f"card{key}",
                "card_type_id": view.rpartition(".")[0],
                "_fact_id": fact,
                "fact_view_id": view,
                "grade": -1,
                "next_rep": -1,
                "last_rep": -1,
                "easiness": 2.5,
                "acq_reps": 0,
                "ret_reps": 0,
                "lapses": 0,
                "extra_data": "",
                "active": 1,
                **more,
            }
        )
        return key

    def gap(self, fact: int, view: str, index: int, **more: Any) -> int:
        """Add a card of a gap, counted from 0."""
        extra = repr({"cloze": "x", "index": index})
        return self.card(fact, view, extra_data=extra, **more)

    def tag(self, card: int, name: str) -> None:
        """Give a card a tag."""
        number = self.tags.setdefault(name, len(self.tags) + 1)
        self.tagged.append((card, number))

    def answer(self, card: int, day: float, mark: int, seconds: int = 5) -> None:
        """Add an answer, days after `BEGAN_S`."""
        at = BEGAN_S + round(day * DAY_S)
        self.log.append((9, at, f"card{card}", mark, seconds))

    def tables(self) -> dict[str, list[list[Any]]]:
        """All rows by table."""
        return {
            "facts": [list(row) for row in self.facts],
            "data_for_fact": [list(row) for row in self.texts],
            "cards": [list(card.values()) for card in self.cards],
            "tags": [
                [number, f"t{number}", name] for name, number in self.tags.items()
            ],
            "tags_for_card": [list(row) for row in self.tagged],
            "log": [list(row) for row in self.log],
            "fact_views": [list(row) for row in self.views],
        }

    def database(self, path: Path) -> Path:
        """Write a database."""
        return written(path, self.tables())

    def shared(self, path: Path, **media: bytes) -> Path:
        """Write shared cards; names of media are written `cat_png` for `cat.png`."""
        files = {name.replace("_", "."): content for name, content in media.items()}
        members = {"cards.xml": self.xml().encode(), "METADATA": b"tags:x\n"}
        return archive(path, {**members, **files})

    def xml(self) -> str:
        """The log of events that shared cards are."""
        events = [
            _event("10", f"t{number}", {}, {"name": name})
            for name, number in self.tags.items()
        ]
        for id_, name, front, back in self.views:
            keys = {"q_fact_keys": front, "a_fact_keys": back}
            events.append(_event("19", id_, {}, {"name": name, **keys}))
        for key, id_, _ in self.facts:
            texts = {name: text for fact, name, text in self.texts if fact == key}
            events.append(_event("16", id_, {}, texts))
        for card in self.cards:
            tags = [f"t{tag}" for key, tag in self.tagged if key == card["_id"]]
            said = {
                "card_t": card["card_type_id"],
                "fact": f"fact{card['_fact_id']}",
                "fact_v": card["fact_view_id"],
                "tags": ",".join(tags),
                "gr": card["grade"],
                "e": card["easiness"],
                "l_rp": card["last_rep"],
                "n_rp": card["next_rep"],
            }
            events.append(_event("6", card["id"], said, {"extra": card["extra_data"]}))
        return f"<openSM2sync number_of_entries='9'>{''.join(events)}</openSM2sync>"


def _event(kind: str, id_: str, more: dict[str, Any], said: dict[str, str]) -> str:
    attributes = "".join(f" {key}={quoteattr(str(v))}" for key, v in more.items())
    inner = "".join(f"<{key}>{escape(v)}</{key}>" for key, v in said.items() if v)
    return f'<log type="{kind}" o_id="{id_}"{attributes}>{inner}</log>\n'


def written(path: Path, tables: dict[str, list[list[Any]]]) -> Path:
    """Write a database of the tables given."""
    path.unlink(missing_ok=True)
    link = sqlite3.connect(path)
    link.executescript(TABLES)
    for table, rows in tables.items():
        for row in rows:
            marks = ",".join("?" * len(row))
            link.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - ours
    link.commit()
    link.close()
    return path


TABLES = """
CREATE TABLE facts (_id integer primary key, id text, extra_data text);
CREATE TABLE data_for_fact (_fact_id integer, key text, value text);
CREATE TABLE cards (_id integer primary key, id text, card_type_id text,
  _fact_id integer, fact_view_id text, grade integer, next_rep integer,
  last_rep integer, easiness real, acq_reps integer, ret_reps integer,
  lapses integer, extra_data text, active boolean);
CREATE TABLE tags (_id integer primary key, id text, name text);
CREATE TABLE tags_for_card (_card_id integer, _tag_id integer);
CREATE TABLE log (event_type integer, timestamp integer, object_id text,
  grade integer, thinking_time integer);
CREATE TABLE fact_views (id text primary key, name text, q_fact_keys text,
  a_fact_keys text);
"""
