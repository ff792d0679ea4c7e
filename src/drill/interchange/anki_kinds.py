"""Kinds of note in a package for Anki: those that came from it, and drill's own."""

from __future__ import annotations

import re
from hashlib import sha1
from typing import TYPE_CHECKING, Any, Final

from drill.interchange.anki_collection import SEPARATOR
from drill.interchange.anki_shapes import note_type_of
from drill.interchange.markdown_html import html_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.interchange.outgoing import OutgoingNote

OURS: Final = "drill:"
"""How the guid of a note of drill's begins."""
TYPE: Final = "drill "
"""How the name of a kind of drill's begins."""
MEDIA: Final = re.compile(r"\(media:([^)\s]{1,300})\)")


class Kinds:
    """The kinds of note that a package needs, and the media that its texts mention."""

    def __init__(self, foreign: Mapping[str, Mapping[str, Any]]) -> None:
        """Begin with none.

        Args:
            foreign: kinds of note of Anki's own, by their ids.
        """
        self.media: dict[str, str] = {}
        """By their names in the package: the names that drill has them under."""
        self._foreign = foreign
        self._made: dict[str, dict[str, Any]] = {}
        self._foreign_ids: dict[str, int] = {}

    def listed(self) -> dict[str, dict[str, Any]]:
        """All of them by id, as the collection's JSON has them."""
        made = {each["id"]: each for each in self._made.values()}
        if not made:  # Anki wants one; of two of one name it renames one
            shapes = [("Card 1", "{{Front}}", "{{Back}}")]
            made["1"] = note_type_of(1, "Basic", ["Front", "Back"], shapes)
        return made

    def foreign(self, id_: str) -> int:
        """A kind of Anki's own that is given back to it."""
        if id_ not in self._foreign_ids:
            contents = self._foreign[id_]
            self._made[f"anki {id_}"] = note_type_of(
                int(id_),
                str(contents["name"]),
                list(contents["fields"]),
                [(each[1], each[2], each[3]) for each in contents["templates"]],
                int(contents["kind"]),
                str(contents["css"]),
            )
            self._foreign_ids[id_] = int(id_)
        return self._foreign_ids[id_]

    def ours(self, note: OutgoingNote) -> tuple[int, list[str]]:
        """The kind of a note of drill's, and its fields."""
        why = self._html(note.why)
        if note.kind == "cloze":
            text = self._html(str(note.document["text"]))
            shown = "{{cloze:Text}}"
            back = "{{cloze:Text}}<hr>{{Why}}"
            templates = [("Cloze", shown, back)]
            mid = self._own(f"{TYPE}cloze", ["Text", "Why"], templates, kind=1)
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
        mid = self._own(f"{TYPE}{parts}", [*names, "Why"], templates)
        return mid, [*fields, why]

    def _own(
        self,
        name: str,
        fields: list[str],
        templates: list[tuple[str, str, str]],
        kind: int = 0,
    ) -> int:
        if name not in self._made:
            id_ = int(sha1(name.encode(), usedforsecurity=False).hexdigest()[:10], 16)
            self._made[name] = note_type_of(id_, name, fields, templates, kind)
        return int(self._made[name]["id"])

    def _html(self, markdown: str) -> str:
        if "(media:" in markdown:
            self.media.update({name: name for name in MEDIA.findall(markdown)})
        return html_of(markdown).replace(SEPARATOR, "")
