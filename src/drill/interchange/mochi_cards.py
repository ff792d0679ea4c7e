"""One card of Mochi's as a note of the deck format, with its schedules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drill.content.cloze import ClozeError, parse_cloze
from drill.content.faces import parts
from drill.content.fields import TEXT_LENGTH
from drill.content.notes import note_document
from drill.ids import Rating
from drill.interchange.documents import fitting, named, note_of, tags_of
from drill.interchange.instants import DAY_MS, milliseconds
from drill.interchange.mochi_texts import (
    filled,
    gapped,
    shown,
    sides_of,
    text_of,
    without_gaps,
)
from drill.interchange.package import (
    ForeignCard,
    ForeignReview,
    ForeignSchedule,
    Made,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.interchange.mochi_texts import Template
    from drill.interchange.package import Report

RATINGS: Final = {
    "forgot": Rating.AGAIN,
    "fail": Rating.AGAIN,
    "again": Rating.AGAIN,
    "hard": Rating.HARD,
    "good": Rating.GOOD,
    "remembered": Rating.GOOD,
    "easy": Rating.EASY,
}
MOST_CHARS: Final = 4 * TEXT_LENGTH
"""Of all that stands on a card."""
LONGEST_DAYS: Final = 36_500
DAY_S: Final = 86_400


@dataclass(slots=True)
class MochiCard:
    """A card, being converted."""

    card: Mapping[str, Any]
    template: Template | None
    names: Mapping[str, str]
    """Of other cards by id, for links to them."""
    report: Report
    place: str
    _media: set[str] = field(default_factory=set)
    _groups: dict[int, int | None] = field(default_factory=dict)
    """Of a text with gaps: the group of each gap here."""

    def made(self, position: int, *, is_reversed: bool) -> Made | None:
        """The note; None, and told, if there is nothing on the card.

        Args:
            position: of a new card in the order of new ones.
            is_reversed: whether its deck asks cards from both sides.
        """
        values = self._values(is_reversed or self._is_reversed())
        if values is None:
            return None
        note = note_of({**values, "tags": self._tags()}, self.report, self.place)
        if note is None:
            return None
        cards = [self._card(part, position) for part in parts(note)]
        extra = {
            key: self.card[key]
            for key in ("id", "content", "fields", "template-id")
            if isinstance(self.card.get(key), str | dict)
        }
        media = frozenset(self._media)
        return Made(note_document(note), cards, extra, media, note)

    def _values(self, is_reversed: bool) -> dict[str, Any] | None:  # noqa: FBT001 - one rule
        content = self._content()
        if len(content) > MOST_CHARS:
            message = f"a text of {len(content):,} characters was cut"
            self.report.add("I604", message, self.place)
        sides = [side for side in sides_of(content[:MOST_CHARS]) if side.strip()]
        if not sides:
            self.report.add("I301", "there is nothing on the card", self.place)
            return None
        front, groups = gapped(self._shown(sides[0]))
        rest = [without_gaps(self._shown(side)) for side in sides[1:]]
        back = fitting("\n\n---\n\n".join(rest), self.report, self.place)
        if groups:
            try:
                parse_cloze(front)
            except ClozeError as error:
                self.report.add("I402", error.message, self.place)
                return None
            self._groups = groups
            asked = without_gaps(sides[0])
            return named({"kind": "cloze", "text": front, "why": back}, asked)
        if not back:
            card = {"part": "front", "front": front}
            return named({"kind": "cards", "cards": [card]}, front)
        return named({"front": front, "back": back, "both_ways": is_reversed}, front)

    def _content(self) -> str:
        """What the card says: its own text, or its template with its fields."""
        content = text_of(self.card.get("content"))
        fields = self.card.get("fields")
        values = {
            str(each.get("id", key)): each.get("value")
            for key, each in (fields.items() if isinstance(fields, dict) else ())
            if isinstance(each, dict)
        }
        if content.strip() or not values:
            return content or text_of(self.card.get("name"))
        if self.template is None:
            self.report.add("I702", "its template is not there", self.place)
            return "\n---\n".join(filter(None, map(text_of, values.values())))
        content, lacks = filled(self.template, values)
        if lacks:
            message = "a field that Mochi fills by itself is empty"
            self.report.add("I703", message, self.place)
        return content

    def _shown(self, side: str) -> str:
        text, media = shown(side, self.names)
        self._media |= media
        return fitting(text.strip("\n"), self.report, self.place)

    def _is_reversed(self) -> bool:
        return self.card.get("review-reverse?") is True or bool(
            _reviews(self.card.get("reverse-reviews"))
        )

    def _tags(self) -> list[str]:
        words: list[str] = []
        for key in ("tags", "manual-tags"):
            given = self.card.get(key)
            words += (
                [text_of(each) for each in given] if isinstance(given, list) else []
            )
        return tags_of(word.lstrip("#").replace(" ", "-") for word in words)

    # --- schedules ----------------------------------------------------------------

    def _card(self, part: str, position: int) -> ForeignCard:
        given = _reviews(self._history(part))
        reviews = tuple(review for review, _ in given)
        is_new = not reviews
        return ForeignCard(
            part=part,
            schedule=self._schedule(given[-1][1]) if given else None,
            reviews=reviews,
            suspended=self.card.get("archived?") is True,
            position=position if is_new else None,
        )

    def _history(self, part: str) -> Any:
        """Reviews of one card: of the front, of the back, of a group of gaps."""
        if part == "back":
            return self.card.get("reverse-reviews")
        group = self._groups.get(int(part[1:])) if self._groups else None
        if group is None:
            return self.card.get("reviews")
        known = self.card.get("cloze/reviews")
        own = known.get(str(group)) if isinstance(known, dict) else None
        return own or (self.card.get("reviews") if len(self._groups) == 1 else None)

    def _schedule(self, last: Mapping[str, Any]) -> ForeignSchedule | None:
        """Where the last review has put the card; None while it is being learned."""
        interval, at = last.get("interval"), milliseconds(last.get("date"))
        is_number = isinstance(interval, int | float) and not isinstance(interval, bool)
        if at is None or not is_number or not 0.5 <= interval <= LONGEST_DAYS:  # type: ignore[operator] # noqa: PLR2004 - half a day
            return None
        due = milliseconds(last.get("due"))
        return ForeignSchedule(
            interval_days=max(1, round(interval)),  # type: ignore[arg-type] # a number
            due_ms=at + round(interval * DAY_MS) if due is None else due,  # type: ignore[operator]
            last_ms=at,
        )


def _reviews(given: Any) -> list[tuple[ForeignReview, Mapping[str, Any]]]:
    """Answers with what Mochi says of each, oldest first, each instant once."""
    found: dict[int, tuple[ForeignReview, Mapping[str, Any]]] = {}
    for each in given if isinstance(given, list) else ():
        if not isinstance(each, dict):
            continue
        at, rating = milliseconds(each.get("date")), _rating(each)
        if at is not None and rating is not None:
            duration = each.get("duration")
            is_time = isinstance(duration, int | float) and 0 <= duration <= DAY_S
            duration_ms = round(duration * 1000) if is_time else 0  # type: ignore[operator]
            found.setdefault(at, (ForeignReview(at, rating, duration_ms), each))
    return [found[at] for at in sorted(found)]


def _rating(review: Mapping[str, Any]) -> Rating | None:
    said = review.get("rating")
    if isinstance(said, str) and said.casefold() in RATINGS:
        return RATINGS[said.casefold()]
    is_remembered = review.get("remembered?")
    if not isinstance(is_remembered, bool):
        return None
    return Rating.GOOD if is_remembered else Rating.AGAIN
