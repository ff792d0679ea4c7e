"""The tables of a collection of Anki as its packages have them, and their JSON."""

from __future__ import annotations

from typing import Any, Final

CSS: Final = (
    ".card { font-family: sans-serif; font-size: 18px; text-align: left;"
    " max-width: 40em; margin: auto; } pre { overflow-x: auto; }"
)
TABLES: Final = """
CREATE TABLE col (
  id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null,
  usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null
);
CREATE TABLE notes (
  id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null,
  flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null
);
CREATE TABLE cards (
  id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null,
  type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null,
  lapses integer not null, left integer not null, odue integer not null,
  odid integer not null, flags integer not null, data text not null
);
CREATE TABLE revlog (
  id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null,
  factor integer not null, time integer not null, type integer not null
);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
"""
INDICES: Final = """
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
"""Those that whoever takes a package in looks for; a collection has more."""


def deck_of(id_: int, name: str) -> dict[str, Any]:
    """A deck, as the collection's JSON has it."""
    today = [0, 0]
    return {
        "id": id_,
        "name": name,
        "mod": 0,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "newToday": today,
        "revToday": today,
        "lrnToday": today,
        "timeToday": today,
        "extendNew": 0,
        "extendRev": 0,
    }


def note_type_of(  # noqa: PLR0913, PLR0917 - what a kind of note has
    id_: int,
    name: str,
    fields: list[str],
    templates: list[tuple[str, str, str]],
    kind: int = 0,
    css: str = CSS,
) -> dict[str, Any]:
    """A kind of note, as the collection's JSON has it.

    Args:
        id_: of the kind.
        name: that Anki shows.
        fields: their names, in order.
        templates: of each card its title, front and back.
        kind: 0, or 1 with gaps.
        css: the style of its cards.
    """
    field = {"sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
    return {
        "id": str(id_),
        "name": name,
        "type": kind,
        "mod": 0,
        "usn": -1,
        "did": 1,
        "sortf": 0,
        "tags": [],
        "vers": [],
        "css": css,
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "req": [[0, "any", [0]]],
        "flds": [{"name": each, "ord": n, **field} for n, each in enumerate(fields)],
        "tmpls": [
            {
                "name": title,
                "ord": n,
                "qfmt": front,
                "afmt": back,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
                "bfont": "",
                "bsize": 0,
            }
            for n, (title, front, back) in enumerate(templates)
        ],
    }


PRESET: Final = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "timer": 0,
    "autoplay": True,
    "replayq": True,
    "dyn": False,
    "new": {
        "delays": [1, 10],
        "ints": [1, 4, 0],
        "initialFactor": 2500,
        "bury": False,
        "separate": True,
        "order": 1,
        "perDay": 20,
    },
    "rev": {
        "perDay": 200,
        "ease4": 1.3,
        "ivlFct": 1,
        "maxIvl": 36500,
        "bury": False,
        "fuzz": 0.05,
        "minSpace": 1,
        "hardFactor": 1.2,
    },
    "lapse": {
        "delays": [10],
        "mult": 0,
        "minInt": 1,
        "leechFails": 8,
        "leechAction": 1,
    },
}
"""The options of decks that every collection has."""
