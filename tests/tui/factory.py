"""Steps built by hand, and a session that plays them, for tests of the screens."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from drill.clock import FixedClock, day_of
from drill.errors import NothingToRedo, NothingToUndo, OutOfTurn
from drill.ids import CardId, NoteId, Rating, note_of
from drill.sessions.steps import (
    CardInfo,
    Changed,
    Counts,
    DeckChoice,
    DeckRow,
    EditTarget,
    Face,
    HomeStep,
    Outcome,
    Phase,
    ReviewRecord,
    ReviewStep,
    Summary,
    WelcomeStep,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.selection import Selection

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
TODAY = day_of(date(2026, 11, 20))

DECKS = (
    DeckRow("distributed-systems", "Distributed systems", 0, 12, 3, 6, 220, 134),
    DeckRow("distributed-systems/raft", "Raft", 1, 4, 1, 0, 36, 30),
    DeckRow("distributed-systems/quorums", "Quorums", 1, 2, 0, 2, 20, 8),
    DeckRow("distributed-systems/hashing", "Consistent hashing", 1, 6, 2, 4, 24, 3),
    DeckRow("databases", "Databases", 0, 5, 3, 4, 180, 63),
    DeckRow("databases/mvcc", "Multi-version concurrency control", 1, 5, 3, 4, 30, 9),
    DeckRow("networking", "Networking", 0, 1, 0, 2, 150, 12),
    DeckRow("networking/tcp", "TCP", 1, 1, 0, 2, 40, 3),
    DeckRow("algorithms", "Algorithms", 0, 0, 0, 90, 90, 0, chosen=False),
)


def home_step(**changes: object) -> HomeStep:
    """A busy morning."""
    heat = tuple((day * 7919) % 53 if day % 6 else 0 for day in range(182))
    step = HomeStep(
        day=TODAY,
        date_label="Fri 20 Nov",
        counts=Counts(review=18, learning=6, new=12, backlog=31),
        minutes=14,
        streak_days=12,
        done_today=8,
        done_minutes=2,
        forecast=(30, 61, 42, 25, 24, 12, 40, 55, 22, 20, 9, 14, 20, 0),
        heat=heat,
        retention=0.912,
        decks=DECKS,
        backlog_days=5,
    )
    return replace(step, **changes)  # type: ignore[arg-type]


FACES = (
    Face(
        front="Why does Reno take the third duplicate ACK for a loss, and not the"
        " first?",
        back="Reordering in the network causes duplicate ACKs too. By the third,"
        " several later segments have arrived, and a loss is far likelier.",
        why="The price: with fewer than four segments in flight too few duplicates"
        " come back, unless limited transmit sends new segments.",
        source=("RFC 5681, section 3.2",),
        hints=("What else makes the receiver repeat an ACK?",),
    ),
    Face(
        front="x was 0. Time runs to the right. Is this history linearizable?\n\n"
        "```text\n"
        "writer    |──────────────── x := 1 ────────────────|\n"
        "reader 1         |─ reads 1 ─|\n"
        "reader 2                         |─ reads 0 ─|\n"
        "```\n",
        back="**No.** Reader 1 had its 1 before reader 2 began, so the write had"
        " taken effect by then, and reader 2 must see it too.",
        source=("Herlihy and Wing, Linearizability, ACM TOPLAS 12(3), 1990",),
    ),
    Face(
        front="A quorum of reads and one of writes must […].",
        back="A quorum of reads and one of writes must **overlap**.",
        is_cloze=True,
    ),
)
OUTCOMES = (
    Outcome(Rating.AGAIN, "10 min", None),
    Outcome(Rating.HARD, "6 days", 6),
    Outcome(Rating.GOOD, "14 days", 14),
    Outcome(Rating.EASY, "31 days", 31),
)


def card_step(face: Face = FACES[0], **changes: object) -> ReviewStep:
    """A card, front up."""
    step = ReviewStep(
        phase=Phase.FRONT,
        serial=1,
        title="networking › tcp-congestion",
        card=CardId("networking/tcp/third-dup-ack#front"),
        note=NoteId("networking/tcp/third-dup-ack"),
        state="reviewing",
        face=face,
        left=17,
        counts=Counts(review=12, learning=2, new=3),
        contrasts=(CardId("networking/tcp/timeout#front"),),
    )
    return replace(step, **changes)  # type: ignore[arg-type]


def back_step(face: Face = FACES[0], **changes: object) -> ReviewStep:
    """A card, back up."""
    return card_step(face, **{"phase": Phase.BACK, "outcomes": OUTCOMES, **changes})


def summary(**changes: object) -> Summary:
    """What a good session comes to."""
    value = Summary(
        answered=24,
        minutes=6.4,
        ratings=(3, 4, 15, 2),
        new=5,
        passed_share=0.89,
        tomorrow=Counts(review=30, learning=2, new=10),
    )
    return replace(value, **changes)  # type: ignore[arg-type]


def card_info(**changes: object) -> CardInfo:
    """A card with some history."""
    curve = tuple((1 + 0.2345 * day / 14.2) ** -0.5 for day in range(29))
    history = tuple(
        ReviewRecord(
            at=NOW - timedelta(days=past),
            day=day_of((NOW - timedelta(days=past)).date()),
            rating=rating,
            what="review",
            interval_days=interval,
            stability=stability,
            difficulty=difficulty,
            duration_ms=duration,
        )
        for past, rating, interval, stability, difficulty, duration in (
            (9, Rating.GOOD, 14, 14.2, 5.3, 8_200),
            (15, Rating.HARD, 6, 6.1, 5.4, 21_000),
            (18, Rating.GOOD, 3, 3.2, 5.0, 12_400),
            (18, Rating.AGAIN, 0, 0.4, 5.2, 31_800),
        )
    )
    info = CardInfo(
        card=CardId("networking/tcp/third-dup-ack#front"),
        title="networking › tcp-congestion › third-dup-ack",
        state="reviewing",
        due_label="in 5 days, Wed 25 Nov",
        stability=14.2,
        difficulty=5.3,
        retrievability=0.933,
        interval_days=14,
        repetitions=4,
        lapses=1,
        flag=0,
        suspended=False,
        buried=False,
        leech=False,
        preset="default",
        desired_retention=0.9,
        history=history,
        curve=curve,
        curve_today=9,
        origin="decks/networking/tcp.yaml:120",
        tags=("congestion", "situation"),
    )
    return replace(info, **changes)  # type: ignore[arg-type]


def welcome_step(**changes: object) -> WelcomeStep:
    """A first run with three shipped decks."""
    step = WelcomeStep(
        decks=(
            DeckChoice(
                "distributed-systems",
                "Distributed systems",
                "Consensus, replication, consistency, time and failure: what every"
                " design interview comes back to.",
                24,
                486,
                chosen=False,
                shipped=True,
            ),
            DeckChoice(
                "databases", "Databases", "Storage to query.", 19, 402,
                chosen=False, shipped=True,
            ),
            DeckChoice("mine", "My notes", "", 1, 3, chosen=False, shipped=False),
        ),
        new_a_day=10,
        rollover_hour=4,
    )  # fmt: skip
    return replace(step, **changes)  # type: ignore[arg-type]


@dataclass
class ScriptedSession:
    """Shows its faces one after the other, and remembers what it was asked."""

    faces: Sequence[Face] = FACES
    asked: list[str] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    failures: list[Exception] = field(default_factory=list)
    """Raised by the next intents, first one first."""
    gate: threading.Event | None = None
    """Intents wait for it, as writes to a slow disk do."""
    place: int = 0
    shows_back: bool = False
    changes: dict[str, object] = field(default_factory=dict)

    def _intent(self, name: str) -> None:
        self.asked.append(name)
        self.threads.add(threading.current_thread().name)
        if self.gate is not None:
            self.gate.wait(5)
        if self.failures:
            raise self.failures.pop(0)

    def _step(self) -> ReviewStep:
        serial = len(self.asked)
        if self.place >= len(self.faces):
            return ReviewStep(
                Phase.FINISHED, serial, "today", summary=summary(), can_undo=True
            )
        face = self.faces[self.place]
        make = back_step if self.shows_back else card_step
        step = make(
            face, serial=serial, left=len(self.faces) - self.place, can_undo=True
        )
        return replace(step, **self.changes)  # type: ignore[arg-type]

    def start(self) -> ReviewStep:
        self._intent("start")
        return self._step()

    def reveal(self) -> ReviewStep:
        self._intent("reveal")
        if self.shows_back:
            raise OutOfTurn("reveal", "back")
        self.shows_back = True
        return self._step()

    def rate(self, rating: Rating) -> ReviewStep:
        self._intent(f"rate {int(rating)}")
        self.shows_back = False
        self.place += 1
        return self._step()

    def undo(self) -> ReviewStep:
        self._intent("undo")
        if not self.place:
            raise NothingToUndo
        self.place -= 1
        self.shows_back = False
        return self._step()

    def redo(self) -> ReviewStep:
        self._intent("redo")
        raise NothingToRedo

    def bury(self) -> ReviewStep:
        self._intent("bury")
        self.place += 1
        self.shows_back = False
        return self._step()

    def suspend(self) -> ReviewStep:
        self._intent("suspend")
        return self.bury()

    def flag(self, flag: int) -> ReviewStep:
        self._intent(f"flag {flag}")
        self.changes["flag"] = flag
        return self._step()

    def remark(self, text: str) -> ReviewStep:
        self._intent(f"remark {text}")
        self.changes["remark"] = text
        return self._step()

    def report(self, text: str) -> ReviewStep:
        self._intent(f"report {text}")
        self.changes["report"] = text
        return self._step()

    def show(self, card: CardId) -> ReviewStep:
        self._intent(f"show {card}")
        return self._step()


@dataclass
class ScriptedWorkspace:
    """A collection that exists on paper only."""

    step: HomeStep = field(default_factory=home_step)
    session: ScriptedSession = field(default_factory=ScriptedSession)
    first_run: bool = False
    welcomed: WelcomeStep = field(default_factory=welcome_step)
    info: CardInfo = field(default_factory=card_info)
    target: EditTarget | None = None
    selections: list[Selection] = field(default_factory=list)
    chosen: list[tuple[tuple[str, ...], int, int]] = field(default_factory=list)
    saved: list[tuple[NoteId, str]] = field(default_factory=list)
    closed: bool = False

    def home(self) -> HomeStep:
        return self.step

    def is_first_run(self) -> bool:
        return self.first_run

    def welcome(self) -> WelcomeStep:
        return self.welcomed

    def choose(
        self, decks: Sequence[str], new_a_day: int, rollover_hour: int
    ) -> HomeStep:
        self.chosen.append((tuple(decks), new_a_day, rollover_hour))
        self.first_run = False
        return self.step

    def review(self, selection: Selection) -> ScriptedSession:
        self.selections.append(selection)
        return self.session

    def card_info(self, card: CardId) -> CardInfo:
        return replace(self.info, card=card)

    def undo(self) -> Changed:
        return Changed("undone: good on third-dup-ack", 1)

    def redo(self) -> Changed:
        raise NothingToRedo

    def edit_target(self, note: NoteId) -> EditTarget:
        return self.target or EditTarget(note, None, 1, "id: x\n", "shipped")

    def save_edit(self, note: NoteId, yaml: str) -> Changed:
        self.saved.append((note, yaml))
        return Changed("note kept", 1)

    def reread(self) -> None:
        self.saved.append((note_of(CardId("reread#x")), ""))

    def close(self) -> None:
        self.closed = True


def fixed_clock() -> FixedClock:
    """Half past eight in the morning of 20 November 2026."""
    return FixedClock(NOW)
