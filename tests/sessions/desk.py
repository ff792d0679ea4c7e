"""A learner's desk: a data folder with small decks, settings, and a clock.

Two shipped topics of `networks` (the second needs the first) and a deck of the
learner's own, `mine`. Nine cards in all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from drill.clock import FixedClock, day_of
from drill.config.loading import load_settings
from drill.config.writing import change_settings
from drill.events import Practised, Reviewed
from drill.ids import CardId, NoteId, Rating
from drill.locations import locations
from drill.sessions.collection import Collection, deck_of_topic
from drill.sessions.rereading import reread
from drill.srs.memory import ALGORITHM

if TYPE_CHECKING:
    from pathlib import Path

    from drill.store.card_rows import StoredCard

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday morning."""
TODAY = day_of(NOW.date())

WINDOW = CardId("networks/tcp/window#front")
HANDSHAKE_1 = CardId("networks/tcp/handshake#c1")
HANDSHAKE_2 = CardId("networks/tcp/handshake#c2")
ACKS = CardId("networks/tcp/third-ack#front")
TTL = CardId("networks/dns/ttl#front")
RESOLVER = CardId("networks/dns/resolver#c1")
COMMIT = CardId("mine/words/commit#front")
COMMIT_BACK = CardId("mine/words/commit#back")
FOLD = CardId("mine/words/fold#front")

CARDS = (WINDOW, HANDSHAKE_1, HANDSHAKE_2, ACKS, TTL, RESOLVER, COMMIT, COMMIT_BACK,
         FOLD)  # fmt: skip
"""All cards, in the order of their notes' topics."""

SHIPPED = {
    "networks/deck.yaml": """\
        title: Networks
        description: What happens between two machines.
        licence: CC0-1.0
        topics: [tcp, dns]
        """,
    "networks/tcp.yaml": """\
        topic: tcp
        title: TCP

        notes:
          - id: window
            front: |
              What does the receive window limit?
            back: |
              How much may be in flight without an acknowledgement.
            why: |
              The receiver's buffer would overflow.
            source: RFC 9293, section 3.8
            tags: [flow, situation]
            contrast: [third-ack]

          - id: handshake
            kind: cloze
            text: |
              The client opens with {{c1::SYN}}, the server answers
              {{c2::SYN and ACK::two flags}}.
            source: RFC 9293, section 3.5

          - id: third-ack
            front: |
              Which duplicate ACK does Reno take for a loss?
            back: |
              The third.
            source: RFC 5681, section 3.2
            hints: ["Not the first: segments are reordered, too."]
            tags: [congestion]
        """,
    "networks/dns.yaml": """\
        topic: dns
        title: DNS
        needs: [tcp]

        notes:
          - id: ttl
            front: |
              What does the TTL of a record say?
            back: |
              How long it may be cached.
            source: RFC 1035, section 3.2.1

          - id: resolver
            kind: cloze
            text: |
              A stub asks a {{c1::recursive resolver}} and waits.
            source: RFC 1034, section 5.3.1
        """,
}
OWN = {
    "mine/deck.yaml": """\
        title: My notes
        """,
    "mine/words.yaml": """\
        topic: words
        title: Words
        # A comment that stays.
        notes:
          - id: commit
            both_ways: true
            front: commit
            back: to make permanent
            source: a dictionary

          - id: fold
            front: What does a fold need?
            back: A start and a step.
            source: Bird and Wadler, chapter 3
        """,
}


class Desk:
    """A collection in a folder of its own; everything a test of a session needs."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        """Lay out the decks, write the settings and open the collection.

        Args:
            folder: an empty one.
            settings: sections with their values, such as `study={"new_a_day": 3}`;
                both decks are studied in UTC without fuzz unless they say otherwise.
        """
        self.folder = folder
        self.clock = FixedClock(NOW)
        self.locations = replace(locations(folder / "data"), shipped=folder / "shipped")
        for root, files in ((folder / "shipped", SHIPPED), (self.own, OWN)):
            for name, text in files.items():
                self.write(root / name, text)
        self.set(
            study={"decks": ["networks", "mine"], "zone": "UTC"},
            presets={"default": {"fuzz": False}},
        )
        self.set(**settings)
        self.collection = self._open()

    @property
    def own(self) -> Path:
        """The folder of the learner's own decks."""
        return self.locations.own_decks

    def write(self, path: Path, text: str) -> Path:
        """Write a file, indented as the test is; its folders are made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def set(self, **settings: Any) -> None:
        """Write settings before the collection is opened, or reopened."""
        changes: dict[tuple[str, ...], Any] = {
            (section, name): value
            for section, values in settings.items()
            for name, value in values.items()
        }
        if changes:
            change_settings(self.locations.config, changes)

    def reopen(self) -> Collection:
        """Close the collection and open it again, as a restart does."""
        self.collection.close()
        self.collection = self._open()
        return self.collection

    def pass_time(self, days: float = 0, **span: float) -> None:
        """Move the clock on: days, hours, minutes, seconds; back when negative."""
        self.clock.advance(timedelta(days=days, **span))

    def rate(
        self,
        card: CardId,
        rating: Rating = Rating.GOOD,
        duration_ms: int = 5_000,
        **fields: Any,
    ) -> None:
        """Record a review of a card now, as one operation."""
        self._answer(Reviewed, card, rating, duration_ms, fields)

    def practise(
        self, card: CardId, rating: Rating = Rating.GOOD, duration_ms: int = 5_000
    ) -> None:
        """Record an answer outside of a review."""
        self._answer(Practised, card, rating, duration_ms, {})

    def learn(self, *cards: CardId) -> None:
        """Rate cards Easy, so that they have an interval in days at once."""
        for card in cards:
            self.rate(card, Rating.EASY)

    def card(self, card: CardId) -> StoredCard:
        """What the record says of a card now."""
        with self.collection.store.read() as unit:
            return unit.cards.get(card)

    def document(self, note: str) -> dict[str, Any]:
        """What a note says now."""
        with self.collection.store.read() as unit:
            return dict(unit.notes.get(NoteId(note)).document)

    def notes(self, *names: str) -> list[NoteId]:
        """The first notes of some decks and topics, or of all, by topic and place."""
        with self.collection.store.read() as unit:
            keys = unit.outgoing.keys(names)
            return [NoteId(row[1]) for row in unit.outgoing.notes(keys[:100])]

    def operations(self) -> list[str]:
        """The labels of all operations that count, latest first."""
        with self.collection.store.read() as unit:
            found = unit.operations.list(1_000)
        return [each.label for each in found if not each.retracted]

    def events(self) -> int:
        """How many events the journal holds."""
        with self.collection.store.read() as unit:
            return unit.journal.count()

    def close(self) -> None:
        """Close the collection."""
        self.collection.close()

    def _open(self) -> Collection:
        settings = load_settings(self.locations.config, {})
        collection = Collection.open(self.locations, settings, self.clock)
        reread(collection)
        return collection

    def _answer(
        self,
        body: type[Reviewed | Practised],
        card: CardId,
        rating: Rating,
        duration_ms: int,
        fields: dict[str, Any],
    ) -> None:
        collection = self.collection
        preset = collection.preset_of(deck_of_topic(self.card(card).topic))
        label = f"{rating.name.lower()} on {card}"
        with collection.store.write(label) as unit:
            unit.record(
                body(
                    card=card,
                    rating=rating,
                    preset=unit.keep_preset(preset),
                    algorithm=ALGORITHM,
                    duration_ms=duration_ms,
                    **fields,
                )
            )
