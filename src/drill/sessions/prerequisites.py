"""Which new cards may come up, by the topics and notes that they need."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from drill.ids import NoteId
from drill.sessions.collection import deck_of_topic
from drill.sessions.queued import is_known
from drill.srs.needs import Progress, unmet_needs

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable

    from drill.ids import DeckId, StudyDay, TopicId
    from drill.store.tallies import TopicCounts
    from drill.store.units import ReadUnit


class Prerequisites:
    """What is known of needed topics and notes at one moment."""

    def __init__(self, unit: ReadUnit, day: StudyDay, chosen: Some[DeckId]) -> None:
        """Ask of one snapshot.

        Args:
            unit: where it is read.
            day: the study day, for what is buried.
            chosen: the decks that are studied; needs in others hold nothing back.
        """
        self._unit = unit
        self._day = day
        self._chosen = chosen
        self._notes: dict[str, Progress | None] = {}

    def are_met(self, needs: Iterable[str]) -> bool:
        """Whether nothing that is needed still holds a new card back."""
        found = {need: self._progress(need) for need in needs}
        known = {need: each for need, each in found.items() if each is not None}
        return not unmet_needs(known, known, self._chosen)

    def closed(self, scope: Some[str]) -> list[TopicCounts]:
        """Topics of some decks and topics with new cards that must all wait."""
        return [
            counts
            for counts in self._topics.values()
            if counts.new
            and (counts.deck in scope or counts.topic in scope)
            and not self.are_met(self._needs.get(counts.topic, ()))
        ]

    def open(self, scope: Some[str], closed: Iterable[TopicCounts]) -> list[TopicId]:
        """The other topics of those decks and topics that hold new cards."""
        shut = {counts.topic for counts in closed}
        return [
            topic
            for topic, counts in self._topics.items()
            if (counts.deck in scope or topic in scope) and topic not in shut
        ]

    def needs_of(self, topic: TopicId | None) -> tuple[str, ...]:
        """What a topic needs as a whole."""
        return () if topic is None else self._needs.get(topic, ())

    @cached_property
    def _needs(self) -> dict[TopicId, tuple[str, ...]]:
        return {each.topic: each.needs for each in self._unit.library.topics()}

    @cached_property
    def _topics(self) -> dict[TopicId, TopicCounts]:
        return {each.topic: each for each in self._unit.cards.counts(self._day)}

    @cached_property
    def _topic_progress(self) -> dict[str, Progress]:
        return {
            topic: Progress(each.deck, each.cards, each.known)
            for topic, each in self._topics.items()
        }

    def _progress(self, need: str) -> Progress | None:
        """How far a needed topic or note is; None when nothing is known of it."""
        if need in self._topic_progress:
            return self._topic_progress[need]
        if need not in self._notes:
            self._notes[need] = self._progress_of_note(NoteId(need))
        return self._notes[need]

    def _progress_of_note(self, note: NoteId) -> Progress | None:
        cards = self._unit.cards.of_notes([note])
        asked = [card for card in cards if card.askable]
        if not asked:
            return None
        deck = deck_of_topic(asked[0].topic)
        return Progress(deck, len(asked), sum(map(is_known, asked)))
