"""Steps built by hand, for tests of what the screens make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from drill.clock import day_of
from drill.ids import CardId, NoteId, Rating
from drill.sessions.note_steps import DeckChoice, WelcomeStep
from drill.sessions.steps import (
    CardInfo,
    Counts,
    DeckRow,
    Face,
    HomeStep,
    Outcome,
    Phase,
    ReviewRecord,
    ReviewStep,
    Summary,
)

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
