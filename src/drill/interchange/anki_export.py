"""Packages that Anki and AnkiDroid open, made of drill's notes.

Notes that came from Anki and were not changed go back as they came, with their own
kinds and fields. All others get kinds of drill's own, whose names begin with `drill `;
the name of each template is the part of the card, and the guid of the note is `drill:`
and its id, so that reviews made elsewhere find their cards again.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from datetime import timedelta
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drill.content.atomic import write_atomically
from drill.interchange.anki_shapes import PRESET, TABLES, deck_of, note_type_of
from drill.interchange.anki_wire import new_message
from drill.interchange.markdown_html import html_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from drill.interchange.outgoing import OutgoingCard, OutgoingNote

OURS: Final = "drill:"
"""How the guid of a note of drill's begins."""
TYPE: Final = "drill "
"""How the name of a kind of drill's begins."""
DAY_S: Final = 86_400
LEGACY_2: Final = 2
USUAL_FACTOR, LEAST_FACTOR, MOST_FACTOR = 2500, 1300, 9999
DEEPEST: Final = 10
"""Decks in decks that a package may have, but for one more; Anki refuses the rest."""
MEDIA: Final = re.compile(r"\(media:([^)\s]{1,300})\)")


def write_package(
    path: Path,
    notes: Iterable[OutgoingNote],
    types: Mapping[str, Mapping[str, Any]],
    media: Callable[[str], bytes | None],
    now: datetime,
) -> int:
    """Write a package; how many notes went in.

    Args:
        path: of the file, which is replaced.
        notes: in the order that Anki shall have them.
        types: kinds of note of Anki's own, by their ids.
        media: the bytes of a file that a text mentions; None if it is not there.
        now: the present instant, in the zone of the learner.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        archive_path = Path(folder, "package")
        database = Path(folder, "collection.anki21")
        writing = _Writing(database, types, now)
        try:
            for note in notes:
                writing.add(note)
            writing.finish()
        finally:
            writing.close()
        with zipfile.ZipFile(archive_path, "w", zipfile.ZIP_DEFLATED) as archive:
            meta = new_message("Meta", version=LEGACY_2).SerializeToString()
            archive.writestr("meta", meta)
            archive.write(database, "collection.anki21")
            archive.writestr("collection.anki2", _dummy(Path(folder, "old"), now))
            listed: dict[str, str] = {}
            for name, kept in sorted(writing.media.items()):
                if (data := media(kept)) is not None:  # one in memory at a time
                    archive.writestr(str(len(listed)), data)
                    listed[str(len(listed))] = name
            archive.writestr("media", json.dumps(listed))
        write_atomically(path, archive_path.read_bytes())
        return writing.count


def _dummy(path: Path, now: datetime) -> bytes:
    """A collection for programs that are too old for this package: it says so."""
    writing = _Writing(path, {}, now)
    now_ms = int(now.timestamp() * 1000)
    text = "Please import this file with a newer version of Anki."
    row = (now_ms, "drill-update", 1, 0, -1, "", f"{text}\x1f", text, 0, 0, "")
    writing.link.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
    writing.finish()
    writing.close()
    return path.read_bytes()


class _Writing:
    """One database on its way."""

    def __init__(
        self, path: Path, types: Mapping[str, Mapping[str, Any]], now: datetime
    ) -> None:
        self.link = sqlite3.connect(path)
        self.link.executescript(TABLES)
        self.count = 0
        self.media: dict[str, str] = {}
        """By their names in the package: the names that drill has them under."""
        self._foreign = types
        self._now_ms = now_ms = int(now.timestamp() * 1000)
        self._east_s = round((now.utcoffset() or timedelta()).total_seconds())
        self._first_day = (now_ms // 1000 + self._east_s) // DAY_S - 1
        """The date of its first study day, in days since 1970."""
        self._models: dict[str, dict[str, Any]] = {}
        self._decks: dict[str, tuple[str, int]] = {}
        """Names and ids, by what Anki tells names apart by."""
        self._card = self._note = now_ms
        self._reviews: set[int] = set()

    def close(self) -> None:
        """Close the database."""
        self.link.close()

    def add(self, note: OutgoingNote) -> None:
        """Write a note with its cards and their reviews."""
        self._note += 1
        self.count += 1
        extra = note.extra or {}
        model = self._foreign.get(str(extra.get("type", "")))
        if model is not None and extra.get("format") == "anki":
            fields = [str(each) for each in extra.get("fields", ())]
            guid = str(extra.get("guid", "")) or f"{OURS}{note.note}"
            kept = extra.get("media")
            self.media.update(kept if isinstance(kept, dict) else {})
            mid = self._foreign_model(str(extra["type"]), model)
            ordinals = {each.part: _ordinal(each.part) for each in note.cards}
        else:
            mid, fields = self._ours(note)
            guid = f"{OURS}{note.note}"
            ordinals = {each.part: n for n, each in enumerate(note.cards)}
            if note.kind == "cloze":
                ordinals = {each.part: _ordinal(each.part) for each in note.cards}
        joined = "\x1f".join(fields)
        first = fields[0] if fields else ""
        checksum = int(sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
        tags = f" {' '.join(note.tags)} " if note.tags else ""
        row = (
            *(self._note, guid, mid, self._now_ms // 1000, -1, tags, joined, first),
            *(checksum, 0, ""),
        )
        self.link.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        *above, name = (*note.deck[:DEEPEST], " › ".join(note.deck[DEEPEST:]))
        deck = self._deck("::".join([*above, name] if name else above))
        factors = extra.get("factors")
        factors = factors if isinstance(factors, dict) else {}
        for card in note.cards:
            ordinal = ordinals[card.part]
            factor = factors.get(str(ordinal))
            self._add_card(card, deck, ordinal, _factor(factor))

    def finish(self) -> None:
        """Write what all notes have in common."""
        self._deck("Default")
        decks = {str(id_): deck_of(id_, name) for name, id_ in self._decks.values()}
        models = {each["id"]: each for each in self._models.values()}
        if not models:  # Anki wants one; of two of one name it renames one
            shapes = [("Card 1", "{{Front}}", "{{Back}}")]
            models["1"] = note_type_of(1, "Basic", ["Front", "Back"], shapes)
        settings = {
            "curDeck": 1,
            "nextPos": self.count + 1,
            "schedVer": 2,
            "creationOffset": -self._east_s // 60,
        }
        created_s = self._first_day * DAY_S + 4 * 3_600 - self._east_s
        self.link.execute(
            "INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,'{}')",
            (
                created_s,
                self._now_ms,
                self._now_ms,
                json.dumps(settings),
                json.dumps(models),
                json.dumps(decks),
                json.dumps({"1": PRESET}),
            ),
        )
        self.link.commit()

    # --- kinds ------------------------------------------------------------------------

    def _ours(self, note: OutgoingNote) -> tuple[int, list[str]]:
        """The kind of a note of drill's, and its fields."""
        why = self._html(note.why)
        if note.kind == "cloze":
            text = self._html(str(note.document["text"]))
            name = f"{TYPE}cloze"
            shown = "{{cloze:Text}}"
            back = "{{cloze:Text}}<hr>{{Why}}"
            mid = self._model(name, ["Text", "Why"], [("Cloze", shown, back)], kind=1)
            return mid, [text, why]
        names, templates, fields = [], [], []
        for card in note.cards:
            front, back = f"Front {card.part}", f"Back {card.part}"
            names += [front, back]
            shown = f"{{{{{front}}}}}"
            behind = f"{{{{FrontSide}}}}<hr id=answer>{{{{{back}}}}}<hr>{{{{Why}}}}"
            templates.append((card.part, shown, behind))
            fields += [self._html(card.front), self._html(card.back)]
        parts = " ".join(card.part for card in note.cards)
        mid = self._model(f"{TYPE}{parts}", [*names, "Why"], templates)
        return mid, [*fields, why]

    def _model(
        self,
        name: str,
        fields: list[str],
        templates: list[tuple[str, str, str]],
        kind: int = 0,
    ) -> int:
        if name not in self._models:
            id_ = int(sha1(name.encode(), usedforsecurity=False).hexdigest()[:10], 16)
            self._models[name] = note_type_of(id_, name, fields, templates, kind)
        return int(self._models[name]["id"])

    def _foreign_model(self, id_: str, contents: Mapping[str, Any]) -> int:
        key = f"anki {id_}"
        if key not in self._models:
            templates = [(t[1], t[2], t[3]) for t in contents["templates"]]
            self._models[key] = note_type_of(
                int(id_),
                str(contents["name"]),
                list(contents["fields"]),
                templates,
                int(contents["kind"]),
                str(contents["css"]),
            )
        return int(id_)

    def _html(self, markdown: str) -> str:
        self.media.update({name: name for name in MEDIA.findall(markdown)})
        return html_of(markdown).replace("\x1f", "")

    # --- cards ------------------------------------------------------------------------

    def _deck(self, name: str) -> int:
        """The id of a deck; Anki takes names in small and in capitals for one."""
        key = unicodedata.normalize("NFC", name).casefold()
        if key not in self._decks:
            new = 1 if key == "default" else self._now_ms + len(self._decks)
            self._decks[key] = name, new
        return self._decks[key][1]

    def _add_card(
        self, card: OutgoingCard, deck: int, ordinal: int, factor: int
    ) -> None:
        self._card += 1
        is_known = card.interval_days is not None
        due = self.count
        if is_known:
            due = (card.due_ms // 1000 + self._east_s) // DAY_S - self._first_day
        data = {"s": card.stability, "d": card.difficulty} if is_known else {}
        if is_known and card.reviews:
            data["lrt"] = card.reviews[-1].at_ms // 1000  # Anki's checks want it
        queue = -1 if card.suspended else 2 if is_known else 0
        row = (
            *(self._card, self._note, deck, ordinal, self._now_ms // 1000, -1),
            *(2 if is_known else 0, queue, due, card.interval_days or 0),
            *(factor if is_known else 0, card.repetitions, card.lapses, 0, 0, 0),
            *(card.flag, json.dumps(data) if data else ""),
        )
        self.link.execute(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", row)  # noqa: S608 - marks
        for review in card.reviews:
            at_ms = review.at_ms
            while at_ms in self._reviews:  # Anki tells them apart by their instant
                at_ms += 1
            self._reviews.add(at_ms)
            answer = (
                *(at_ms, self._card, -1, int(review.rating), 1, 0, 2500),
                *(review.duration_ms, 1),
            )
            self.link.execute("INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)", answer)


def _factor(kept: Any) -> int:
    """Of Anki's older scheduler, in thousandths; `kept` came from a file."""
    is_factor = isinstance(kept, int) and LEAST_FACTOR <= kept <= MOST_FACTOR
    return kept if is_factor else USUAL_FACTOR


def _ordinal(part: str) -> int:
    """The ordinal of a template or of a gap, from a card's part."""
    known = {"front": 0, "back": 1, "q": 0}
    if part in known:
        return known[part]
    digits = part.lstrip("abcdefghijklmnopqrstuvwxyz")
    return max(0, int(digits) - 1) if digits.isdigit() else 0
