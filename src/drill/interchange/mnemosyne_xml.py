"""Cards that Mnemosyne 2 shares (`.cards`): a log of events in XML.

Declarations of entities, and of a document type at all, are refused: no honest export
has one, and they can grow without bounds or name files of this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from drill.errors import BrokenSource, OverLimit
from drill.interchange.foreign_database import real, whole
from drill.interchange.mnemosyne_facts import BUILT_IN, Fact, FactCard, known, view_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drill.interchange.package import Limits

TAG, CARD, FACT, VIEW = "10", "6", "16", "19"
"""Kinds of event: something was added."""
EVENT_DEPTH: Final = 2
"""Root, then events; what they say lies one deeper."""


class MnemosyneXml:
    """One export, read as a whole."""

    def __init__(self, path: Path, pieces: Iterable[bytes], limits: Limits) -> None:
        """Read all of it.

        Raises:
            BrokenSource: it is no XML of Mnemosyne's, or declares entities.
            OverLimit: it is deeper, or holds more, than a person's would.
        """
        self.views = dict(BUILT_IN)
        self._path = path
        self._limits = limits
        self._tags: dict[str, str] = {}
        self._facts: dict[str, Fact] = {}
        self._open: list[str] = []
        self._attributes: Mapping[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._parse(pieces)

    @property
    def count(self) -> int:
        """Of facts."""
        return len(self._facts)

    def facts(self) -> Iterator[Fact]:
        """All facts in the order of the file."""
        yield from self._facts.values()

    def close(self) -> None:
        """Nothing is held open."""

    def _parse(self, pieces: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        try:
            for piece in pieces:
                parser.Parse(piece, False)  # noqa: FBT003 - positional only
            parser.Parse(b"", True)  # noqa: FBT003 - positional only
        except (expat.ExpatError, LookupError, ValueError) as error:
            line = parser.CurrentLineNumber
            reason = f"its XML is damaged: {error}"
            raise BrokenSource(self._path, reason, line=line) from error

    def _refuse(self, *_: object) -> None:
        reason = "its XML declares a document type or entities, which no export does"
        raise BrokenSource(self._path, reason)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._open and name != "openSM2sync":
            raise BrokenSource(self._path, "its XML is not of Mnemosyne 2")
        self._open.append(name)
        if len(self._open) > self._limits.depth:
            raise OverLimit(
                self._path, f"it is nested deeper than {self._limits.depth}"
            )
        if len(self._open) == EVENT_DEPTH:
            self._attributes, self._texts = attributes, {}
        elif len(self._open) == EVENT_DEPTH + 1:
            self._texts.setdefault(name, [])

    def _say(self, text: str) -> None:
        if len(self._open) == EVENT_DEPTH + 1:
            self._texts[self._open[-1]].append(text)

    def _end(self, _: str) -> None:
        if len(self._open) == EVENT_DEPTH:
            said = {name: "".join(pieces) for name, pieces in self._texts.items()}
            self._take(self._attributes, said)
        self._open.pop()

    def _take(self, event: Mapping[str, str], said: Mapping[str, str]) -> None:
        """Understand an event."""
        kind, id_ = event.get("type", ""), event.get("o_id", "")
        if kind == TAG:
            self._tags[id_] = said.get("name", "")
        elif kind == FACT:
            self._fact(id_).texts.update(known(said))
        elif kind == VIEW:
            front, back = said.get("q_fact_keys", ""), said.get("a_fact_keys", "")
            view = view_of(front, back, said.get("name", ""))
            if view is not None:
                self.views.setdefault(id_, view)
        elif kind == CARD:
            self._fact(event.get("fact", "")).cards.append(self._card(event, said))

    def _fact(self, id_: str) -> Fact:
        if len(self._facts) > self._limits.notes:
            raise OverLimit(self._path, f"it holds over {self._limits.notes:,} facts")
        return self._facts.setdefault(id_, Fact(id_))

    def _card(self, event: Mapping[str, str], said: Mapping[str, str]) -> FactCard:
        tags = event.get("tags", "").split(",")
        return FactCard(
            id=event.get("o_id", ""),
            type=event.get("card_t", ""),
            view=event.get("fact_v", ""),
            mark=whole(event.get("gr"), -1),
            next_s=whole(event.get("n_rp"), -1),
            last_s=whole(event.get("l_rp"), -1),
            easiness=real(event.get("e")),
            repetitions=max(0, whole(event.get("ac_rp")))
            + max(0, whole(event.get("rt_rp"))),
            lapses=max(0, whole(event.get("lps"))),
            extra=said.get("extra", ""),
            tags=[self._tags.get(tag, "") for tag in tags],
        )
