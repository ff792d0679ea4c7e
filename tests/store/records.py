"""A small library and a store over it, for the tests of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from drill.clock import Calendar, FixedClock
from drill.content.indexing import Indexer
from drill.content.library import Root, scan
from drill.events import Practised, Reviewed
from drill.ids import CardId, DeviceId, OperationId, PresetId, Rating
from drill.srs.preset import Preset
from drill.store import doctor
from drill.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from drill.events import Body
    from drill.ids import StudyDay
    from drill.srs.schedule import Schedule
    from drill.store.card_rows import StoredCard

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DEVICE = DeviceId("a1" * 16)
PRESET = Preset()

RAFT = """
topic: raft
title: Raft
notes:
  - id: leader
    front: Who appends to the log?
    back: The leader.
    tags: [Consensus, raft::roles]
  - id: term
    kind: cloze
    text: A {{c1::term}} has at most one {{c2::leader}}.
  - id: quorum
    front: How many of five servers commit an entry?
    back: Three.
"""
LEADER = CardId("ds/raft/leader#front")
TERM = CardId("ds/raft/term#c1")
TERM_2 = CardId("ds/raft/term#c2")
QUORUM = CardId("ds/raft/quorum#front")
ALL = (LEADER, TERM, TERM_2, QUORUM)


@dataclass
class Record:
    """A store in a folder, with deck files beside it and a clock to move."""

    folder: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(START))
    calendar: Calendar = field(default_factory=lambda: Calendar(UTC))
    device: DeviceId = DEVICE
    name: str = "drill.db"

    def __post_init__(self) -> None:
        self.store = self.opened()

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def day(self) -> StudyDay:
        return self.calendar.day(self.clock.now())

    def opened(self, device: DeviceId | None = None) -> Store:
        return Store.open(
            self.path,
            clock=self.clock,
            calendar=self.calendar,
            device=device or self.device,
        )

    def restart(self) -> None:
        self.store.close()
        self.store = self.opened()

    def put(self, text: str = RAFT, name: str = "raft", deck: str = "ds") -> Path:
        """Write a topic's file and index the decks again."""
        path = self.folder / "decks" / deck / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.index()
        return path

    def index(self) -> None:
        """Bring the library up to date with the deck files, as a session does."""
        indexer = Indexer()
        with self.store.write("indexing", hidden=True) as unit:
            known = unit.library.files()
            stamps = scan([Root(self.folder / "decks")])
            for stamp in stamps:
                file = known.get(stamp.path)
                read = indexer.read(stamp, file.content_hash if file else None)
                if read is not None:
                    unit.library.put_file(read)
            for gone in known.keys() - {stamp.path for stamp in stamps}:
                unit.library.drop_file(gone)

    def do(self, *bodies: Body, label: str = "") -> OperationId:
        """Record events as one operation, a second after the last."""
        self.clock.advance(timedelta(seconds=1))
        with self.store.write(label) as unit:
            unit.keep_preset(PRESET)
            for body in bodies:
                unit.record(body)
            assert unit.operation is not None
            return unit.operation

    def rate(self, card: CardId, rating: Rating = Rating.GOOD) -> OperationId:
        return self.do(reviewed(card, rating), label=f"{rating.name} on {card}")

    def learn(self, card: CardId) -> None:
        """Take a new card through its steps, so that it has an interval."""
        self.rate(card)
        self.clock.advance(timedelta(minutes=11))
        self.rate(card)

    def pass_days(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    def undo(self) -> None:
        with self.store.write("undo") as unit:
            latest = unit.operations.latest()
            assert latest is not None
            unit.retract(latest.id)

    def redo(self) -> None:
        with self.store.write("redo") as unit:
            latest = unit.operations.latest_retraction()
            assert latest is not None
            unit.retract(latest.id)

    def card(self, card: CardId) -> StoredCard:
        with self.store.read() as unit:
            return unit.cards.get(card)

    def schedule(self, card: CardId) -> Schedule:
        return self.card(card).schedule

    def is_healthy(self) -> bool:
        findings = doctor.examine(self.store)
        assert doctor.is_healthy(findings), findings
        return True


def reviewed(card: CardId, rating: Rating = Rating.GOOD) -> Reviewed:
    return Reviewed(card, rating, PRESET.id(), "fsrs-6", 5_000, day_left_s=40_000)


def practised(card: CardId, rating: Rating = Rating.GOOD) -> Practised:
    return Practised(card, rating, PRESET.id(), "fsrs-6", 3_000, day_left_s=40_000)


UNKNOWN_PRESET = PresetId("0" * 16)
