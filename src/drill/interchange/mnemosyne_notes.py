"""A fact of Mnemosyne's with its cards as one note of the deck format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drill.content.cloze import ClozeError, parse_cloze
from drill.content.faces import parts
from drill.content.notes import note_document
from drill.ids import Rating
from drill.interchange.documents import fitting, named, note_of, tags_of
from drill.interchange.html import markdown_of
from drill.interchange.instants import DAY_MS
from drill.interchange.package import (
    ForeignCard,
    ForeignReview,
    ForeignSchedule,
    Made,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.interchange.mnemosyne_facts import Fact, FactCard, View
    from drill.interchange.package import Report

CLOZE, SENTENCE = "5", "6"
UNTAGGED: Final = "__UNTAGGED__"
MARKS: Final = {
    0: Rating.AGAIN,
    1: Rating.AGAIN,
    2: Rating.HARD,
    3: Rating.HARD,
    4: Rating.GOOD,
    5: Rating.EASY,
}
"""SM-2's grades: 4 leaves the easiness alone, 2 and 3 lower it, 5 raises it."""
REMEMBERED: Final = 2
"""The least grade of a card that has an interval."""
DAY_S: Final = 86_400
LONGEST_DAYS: Final = 36_500
LATEST_S: Final = 32_503_680_000
_GAP: Final = re.compile(r"\[([^\[\]]{1,2000})\]")
_INDEX: Final = re.compile(r"['\"]index['\"]\s{0,5}:\s{0,5}(\d{1,4})\b")
_PLAYED: Final = re.compile(
    r"<(audio|video)\b[^<>]{0,300}?\bsrc\s{0,5}=\s{0,5}[\"']([^\"'<>\n]{1,250})[\"'][^<>]{0,300}>"
    r"(?:[^<>]{0,300}</\1\s{0,5}>)?",
    re.IGNORECASE,
)
_MATHS: Final = re.compile(r"<(/?)(latex|\$\$|\$)>", re.IGNORECASE)


@dataclass(slots=True)
class FactNote:
    """One fact, being converted."""

    fact: Fact
    views: Mapping[str, View]
    report: Report
    place: str
    _media: set[str] = field(default_factory=set)

    def made(self) -> Made | None:
        """The note; None, and told, if it cannot be one."""
        cards = self._cards()
        if not cards:
            self.report.add("I201", "the fact has no card", self.place)
            return None
        base = next(iter(cards.values())).base
        if base == CLOZE:
            values = self._cloze()
        elif base == SENTENCE:
            values = self._sentence(cards)
        else:
            values = self._of_views(cards)
        if values is None:
            return None
        names = (tag for card in cards.values() for tag in card.tags)
        tags = tags_of(name for name in names if name != UNTAGGED)
        note = note_of({**values, "tags": tags}, self.report, self.place)
        if note is None:
            return None
        shown = set(parts(note))
        if cards.keys() - shown:
            message = "a card asks for a gap that is not in the text"
            self.report.add("I704", message, self.place)
        schedules = [
            _foreign(part, card) for part, card in cards.items() if part in shown
        ]
        first = next(iter(cards.values()))
        extra = {"fact": self.fact.id, "texts": self.fact.texts, "type": first.type}
        media = frozenset(self._media)
        return Made(note_document(note), schedules, extra, media, note)

    def _cards(self) -> dict[str, FactCard]:
        """The cards of the fact that can be shown, by their parts here."""
        found: dict[str, FactCard] = {}
        for card in self.fact.cards:
            part = self._part(card)
            if part is None:
                message = f"there is no view `{card.view[:40]}` of cards"
                self.report.add("I203", message, self.place)
            else:
                found.setdefault(part, card)
        return dict(sorted(found.items(), key=lambda each: _place(each[0])))

    def _part(self, card: FactCard) -> str | None:
        is_production = card.base == SENTENCE and card.view_number == "2"
        if card.base == CLOZE or is_production:
            index = _INDEX.search(card.extra[:10_000])
            return f"c{int(index[1]) + 1}" if index else None
        if card.base == SENTENCE:
            return "front"
        if self._view(card) is None:
            return None
        number = card.view_number
        is_number = number.isascii() and number.isdecimal() and len(number) <= 3  # noqa: PLR2004
        if not is_number or int(number) < 1:
            return "front"
        return {1: "front", 2: "back"}.get(int(number), f"card{int(number)}")

    def _view(self, card: FactCard) -> View | None:
        """Of a kind that was made from a built-in one, the view of that."""
        own = self.views.get(card.view)
        return own or self.views.get(f"{card.base}.{card.view_number}")

    # --- kinds --------------------------------------------------------------------

    def _of_views(self, cards: Mapping[str, FactCard]) -> dict[str, Any] | None:
        faces: list[dict[str, Any]] = []
        for part, card in cards.items():
            view = self._view(card)
            if view is None:
                continue
            front, back = self._joined(view.front), self._joined(view.back)
            if not front:
                self.report.add("I204", "the front of a card is empty", self.place)
                front = "(empty)"
            faces.append(
                {"part": part, "title": view.name, "front": front, "back": back}
            )
        front, back = faces[0]["front"], faces[0]["back"]
        names = [face["part"] for face in faces]
        if names == ["front"] and back:
            return named({"front": front, "back": back}, front)
        if names == ["front", "back"] and back:
            other = faces[1]
            if (other["front"], other["back"]) == (back, front):
                return named({"front": front, "back": back, "both_ways": True}, front)
        return named({"kind": "cards", "cards": faces}, front)

    def _cloze(self) -> dict[str, Any] | None:
        number = 0

        def gap(found: re.Match[str]) -> str:
            nonlocal number
            number += 1
            answer, hint = _parted(found[1])
            said = f"{answer}::{hint}" if hint else answer
            return f"{{{{c{number}::{said}}}}}"

        raw = self.fact.texts.get("text", "")
        text = self._markdown(_GAP.sub(gap, raw))
        try:
            parse_cloze(text)
        except ClozeError as error:
            self.report.add("I402", error.message, self.place)
            return None
        return named({"kind": "cloze", "text": text}, _GAP.sub(r"\1", raw))

    def _sentence(self, cards: Mapping[str, FactCard]) -> dict[str, Any] | None:
        """A sentence to understand, and one to complete for each of its gaps."""
        raw = self.fact.texts.get("f", "")
        gaps = list(_GAP.finditer(raw))
        rest = self._joined(("p_1", "m_1", "n"))
        faces: list[dict[str, Any]] = []
        for part in cards:
            if part == "front":
                front = self._markdown(_GAP.sub(_answered, raw))
                face = {"title": "Recognition", "front": front, "back": rest}
            else:
                number = int(part[1:]) - 1
                if number >= len(gaps):
                    message = "a gap of a sentence is not in it"
                    self.report.add("I402", message, self.place)
                    continue
                front, answer = self._asked(raw, gaps[number])
                back = f"{answer}\n\n{rest}".strip()
                face = {"title": "Production", "front": front, "back": back}
            faces.append({"part": part, **face, "front": face["front"] or "(empty)"})
        if not faces:
            return None
        return named({"kind": "cards", "cards": faces}, faces[0]["front"])

    def _asked(self, raw: str, gap: re.Match[str]) -> tuple[str, str]:
        """A sentence with one of its gaps open, and what belongs there."""
        answer, hint = _parted(gap[1])
        before = _GAP.sub(_answered, raw[: gap.start()])
        after = _GAP.sub(_answered, raw[gap.end() :])
        asked = f"{before}[{hint or '...'}]{after}"
        return self._markdown(asked), self._markdown(answer)

    # --- texts --------------------------------------------------------------------

    def _joined(self, keys: tuple[str, ...]) -> str:
        shown = (self._markdown(self.fact.texts.get(key, "")) for key in keys)
        return fitting("\n\n".join(filter(None, shown)), self.report, self.place)

    def _markdown(self, text: str) -> str:
        html = _PLAYED.sub(r"[sound:\2]", text.replace("\r\n", "\n"))
        html = _MATHS.sub(r"[\1\2]", html).strip().replace("\n", "<br>")
        converted = markdown_of(html, self.report, self.place)
        self._media |= converted.media
        return fitting(converted.text, self.report, self.place)


def _parted(gap: str) -> tuple[str, str]:
    """The answer in a gap, and its hint after a single colon."""
    answer, _, hint = gap.partition(":")
    if not answer.strip() or hint.startswith((":", "//")):
        return (f"<code>{gap.strip()}</code>" if "::" in gap else gap.strip()), ""
    return answer.strip(), hint.strip()


def _answered(found: re.Match[str]) -> str:
    return _parted(found[1])[0]


def _place(part: str) -> tuple[int, int]:
    order = {"front": 0, "back": 1}.get(part, 2)
    return order, int(part.lstrip("card")) if order > 1 else 0


def _foreign(part: str, card: FactCard) -> ForeignCard:
    """What the source knows of one card."""
    found = {
        each.at_s: ForeignReview(
            each.at_s * 1000,
            MARKS[each.mark],
            min(max(0, each.thinking_s), DAY_S) * 1000,
        )
        for each in card.answers
        if each.mark in MARKS and 0 < each.at_s < LATEST_S
    }
    reviews = tuple(found[at] for at in sorted(found))
    return ForeignCard(
        part=part,
        schedule=_schedule(card),
        reviews=reviews,
        suspended=not card.is_active,
    )


def _schedule(card: FactCard) -> ForeignSchedule | None:
    """Where SM-2 has put a card; None while it is not yet remembered."""
    is_known = card.mark >= REMEMBERED and 0 < card.last_s < LATEST_S
    if not is_known or not 0 < card.next_s < LATEST_S:
        return None
    # Due days are kept as their midnight in UTC: noon is that day in every zone.
    is_day = card.next_s % DAY_S == 0
    due_ms = card.next_s * 1000 + (DAY_MS // 2 if is_day else 0)
    days = round((card.next_s - card.last_s) / DAY_S)
    is_factor = card.easiness is not None and 1 <= card.easiness <= 10  # noqa: PLR2004 - SM-2's range, and room
    return ForeignSchedule(
        interval_days=min(max(1, days), LONGEST_DAYS),
        due_ms=due_ms,
        last_ms=card.last_s * 1000,
        sm2_factor=card.easiness if is_factor else None,
        repetitions=min(card.repetitions, 1_000_000),
        lapses=min(card.lapses, 1_000_000),
    )
