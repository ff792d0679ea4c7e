"""A large collection for measuring: 100,000 cards, a million journal entries.

The same figures always give the same collection. Histories are folded with drill's
own scheduler for some hundred model cards and then moved in time, which fuzz
would forbid, so the preset has none; `drill doctor` finds nothing wrong with it.

    python bench/collection.py DATA [--cards 100000] [--reviewed 50000] [--answers 20]
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill.clock import Calendar, FixedClock, day_of
from drill.content.indexing import document_hash
from drill.events import Event, PresetRecorded, Reviewed, encode, microseconds
from drill.ids import CardId, DeviceId, EventId, OperationId, Rating, StudyDay
from drill.srs.fold import advance
from drill.srs.memory import ALGORITHM
from drill.srs.preset import Preset
from drill.srs.schedule import Reviewing, Schedule
from drill.store.envelopes import event_id
from drill.store.history import pack
from drill.store.schedule_rows import SCHEDULE_COLUMNS, values_of
from drill.store.store import Store
from drill.store.tallying import COUNTERS, HOUR_US, contribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.srs.schedule import State

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DEVICE = DeviceId("be" * 16)
CALENDAR = Calendar(UTC)
PRESET = Preset(fuzz=False, maximum_interval_days=200)
DECKS, TOPICS = 20, 19
MODELS = 400
DAY_US = 86_400_000_000

WORDS = """
quorum ledger packet branch cache socket mutex tensor kernel replica shard index
token lease vector heap stack queue thread fiber page frame block inode journal
commit abort retry timeout clock epoch term leader follower vote log entry snapshot
compact merge split bucket hash tree leaf root pointer offset buffer stream window
segment header checksum parity latency bandwidth throughput window backoff gossip
probe suspect confirm gradient batch layer weight bias loss epochal attention
softmax embed decode beam prune quantize distil schema tuple column predicate join
filter scan sort spill plan cost cardinality histogram isolation anomaly phantom
write skew lock latch
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a model card: days and microseconds count from its first day."""

    day: int
    us: int
    rating: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A history, and the schedule that it adds up to."""

    answers: tuple[Answer, ...]
    schedule: Schedule
    forgotten_day: int | None


def build(
    path: Path,
    *,
    cards: int = 100_000,
    reviewed: int = 50_000,
    answers: int = 20,
    now: datetime = NOW,
) -> int:
    """Make the database; returns how many events it holds.

    Args:
        path: where; nothing may be there yet.
        cards: how many.
        reviewed: how many of them have a history.
        answers: about how many a history has, at least 2.
        now: the present instant of the collection: what is due is due on its day.
    """
    clock = FixedClock(datetime(2000, 1, 1, tzinfo=UTC))
    store = Store.open(path, clock=clock, calendar=CALENDAR, device=DEVICE)
    with store.write("preset") as unit:
        unit.record(PresetRecorded(PRESET.id(), PRESET.contents()))
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as link:
        link.execute("PRAGMA synchronous = OFF")
        link.execute("BEGIN IMMEDIATE")
        _library(link, cards, now)
        events = _histories(link, _models(answers), reviewed, now)
        _counters(link)
        link.execute("INSERT INTO note_words(note_words) VALUES ('rebuild')")
        link.execute("COMMIT")
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        link.execute("ANALYZE")
    return events + 1


def card_name(number: int) -> CardId:
    """The id of one of the collection's cards, counted from 0."""
    deck, topic = number % DECKS, number // DECKS % TOPICS
    return CardId(f"bench-{deck:02}/topic-{topic:02}/note-{number:06}#front")


def _library(link: sqlite3.Connection, cards: int, now: datetime) -> None:
    chance = random.Random(1)  # noqa: S311  # noqa: S311 - the same every time
    for deck in range(DECKS):
        row = (deck + 1, f"bench-{deck:02}", f"Bench {deck}")
        link.execute("INSERT INTO decks(key, deck_id, title) VALUES (?, ?, ?)", row)
        for topic in range(TOPICS):
            row = (
                deck * TOPICS + topic + 1,
                f"bench-{deck:02}/topic-{topic:02}",
                deck + 1,
                f"Topic {topic}",
                topic,
            )
            link.execute(
                "INSERT INTO topics(key, topic_id, deck, title, ordinal)"
                " VALUES (?, ?, ?, ?, ?)",
                row,
            )
    notes = [_note(number, chance) for number in range(cards)]
    link.executemany(
        "INSERT INTO notes(key, note_id, topic, present, kind, ordinal, origin,"
        " document, content_hash, text, tags, history)"
        " VALUES (?, ?, ?, 1, 'basic', ?, 'imported', ?, ?, ?, ?, x'')",
        (note[:-1] for note in notes),
    )
    link.executemany(
        "INSERT INTO tags(tag, note) VALUES (?, ?)",
        [(tag, note[0]) for note in notes for tag in note[7].split()],
    )
    link.executemany(
        "INSERT INTO cards(key, card_id, note, topic, part, ordinal, present,"
        " askable, created_us, front, lane, history)"
        " VALUES (?, ?, ?, ?, 'front', ?, 1, 1, ?, ?, 0, x'')",
        (
            (
                note[0],
                f"{note[1]}#front",
                note[0],
                note[2],
                note[3] * 1000,
                microseconds(now) - note[0],
                note[-1],
            )
            for note in notes
        ),
    )


def _note(number: int, chance: random.Random) -> tuple[Any, ...]:
    front = f"q{number} " + _words(chance, chance.randint(4, 12))
    back = f"a{number} " + _words(chance, chance.randint(6, 40))
    tags = sorted({f"tag-{chance.randrange(60)}" for _ in range(chance.randint(1, 3))})
    note = card_name(number).partition("#")[0]
    document = {"id": note.rpartition("/")[2], "front": front, "back": back}
    topic = number % DECKS * TOPICS + number // DECKS % TOPICS + 1
    text = json.dumps(document, separators=(",", ":"))
    digest = document_hash(document)
    words = f"{front} {back}"
    return number + 1, note, topic, number, text, digest, words, " ".join(tags), front


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=count))


def _models(answers: int) -> list[Model]:
    chance = random.Random(2)  # noqa: S311  # noqa: S311 - the same every time
    return [_model(chance, answers) for _ in range(MODELS)]


def _model(chance: random.Random, mean: int) -> Model:
    """A plausible history of about so many answers, folded by drill itself."""
    schedule, answers, forgotten = Schedule(), [], None
    goal = max(2, round(chance.gauss(mean, mean / 5)))
    day, us = 0, int(chance.uniform(8, 18) * 3_600_000_000)
    while len(answers) < goal or not _rests(schedule.state):
        rating = _rating(schedule, chance)
        event = _event(day, us, rating)
        counts = contribution(schedule, event, {PRESET.id(): PRESET})
        schedule = advance(schedule, event, {PRESET.id(): PRESET})
        answers.append(Answer(day, us, rating, counts or ()))
        forgotten = day if rating == Rating.AGAIN else forgotten
        state = schedule.state
        if isinstance(state, Reviewing):
            late = chance.random() * 0.1 * state.interval_days
            day = state.due + int(late)
            us = int(chance.uniform(8, 18) * 3_600_000_000)
        else:
            us += 660_000_000  # eleven minutes: every step has ended
    return Model(tuple(answers), schedule, forgotten)


def _rests(state: State) -> bool:
    """Whether it need not be due today: nobody learns thousands of cards in a day."""
    return isinstance(state, Reviewing) and state.interval_days > 1


def _rating(schedule: Schedule, chance: random.Random) -> Rating:
    if not isinstance(schedule.state, Reviewing):
        return Rating.GOOD
    return chance.choices(list(Rating), (12, 8, 75, 5))[0]


def _event(day: int, us: int, rating: Rating) -> Event:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day, microseconds=us)
    body = Reviewed(
        CardId("x"), rating, PRESET.id(), ALGORITHM, 5_000, day_left_s=9_000
    )
    nobody = EventId("0" * 32)
    return Event(nobody, OperationId(nobody), DEVICE, 1, 1, at, StudyDay(day), body)


def _histories(
    link: sqlite3.Connection, models: list[Model], reviewed: int, now: datetime
) -> int:
    """The journal of all cards in the order of time, and the cards' rows."""
    chance = random.Random(3)  # noqa: S311 - the same every time
    today = day_of(now.date())
    placed = [_placed(key, models, today, chance) for key in range(1, reviewed + 1)]
    answers = sorted(
        (answer.us + (answer.day + shift) * DAY_US + key * 71_993, key, answer, shift)
        for key, model, shift in placed
        for answer in model.answers
    )  # up to an hour apart, so that no two fall together
    positions: dict[int, list[int]] = {}
    latest: dict[int, tuple[int, int]] = {}
    days: dict[tuple[int, int, int], list[int]] = {}
    link.executemany(
        "INSERT INTO journal VALUES (?, ?, ?, 1, ?, ?, ?, ?, 'review', 1, ?, ?)",
        _rows(answers, positions, latest, days),
    )
    first, last = 2, len(answers) + 1
    link.execute(
        "INSERT INTO operations(key, device, last, label)"
        " SELECT position, 1, position, 'good' FROM journal"
        " WHERE position BETWEEN ? AND ?",
        (first, last),
    )
    link.executemany(_UPDATE, (_card(*each, positions, latest) for each in placed))
    link.executemany(
        f"INSERT INTO days(day, hour, deck, {', '.join(COUNTERS)})"  # noqa: S608
        f" VALUES (?, ?, ?{', ?' * len(COUNTERS)})",
        [(*place, *counts) for place, counts in days.items()],
    )
    hybrid_us = max(hybrid for hybrid, _ in latest.values()) if latest else 0
    link.execute(
        "UPDATE devices SET sequence = ?, hybrid_us = max(hybrid_us, ?)",
        (last, hybrid_us),
    )
    return len(answers)


def _placed(
    key: int, models: list[Model], today: int, chance: random.Random
) -> tuple[int, Model, int]:
    """A card with a history that ends before today; one in twenty is overdue."""
    model = models[chance.randrange(len(models))]
    state = _reviewing(model.schedule)
    if chance.random() < 0.05:
        due_in = -chance.randrange(10)
    else:
        due_in = chance.randrange(1, max(2, state.interval_days))
    shift = today + due_in - state.due
    # The last answer was before today.
    shift = min(shift, today - 1 - state.last_day)
    return key, model, shift


def _rows(
    answers: list[tuple[int, int, Answer, int]],
    positions: dict[int, list[int]],
    latest: dict[int, tuple[int, int]],
    days: dict[tuple[int, int, int], list[int]],
) -> Iterator[tuple[Any, ...]]:
    preset, hybrid_us = PRESET.id(), 0
    for sequence, (at_us, key, answer, shift) in enumerate(answers, start=2):
        hybrid_us = max(at_us, hybrid_us + 1)
        body = Reviewed(
            card_name(key - 1),
            Rating(answer.rating),
            preset,
            ALGORITHM,
            5_000,
            day_left_s=9_000,
        )
        positions.setdefault(key, []).append(sequence)
        latest[key] = (hybrid_us, sequence)
        day = answer.day + shift
        place = (day, at_us // HOUR_US, (key - 1) % DECKS + 1)
        sums = days.setdefault(place, [0] * len(COUNTERS))
        for index, count in enumerate(answer.counts):
            sums[index] += count
        yield (
            sequence,
            bytes.fromhex(event_id(hybrid_us, DEVICE, sequence)),
            sequence,
            sequence,
            hybrid_us,
            at_us,
            day,
            key,
            json.dumps(encode(body), separators=(",", ":")),
        )


_UPDATE = (
    f"UPDATE cards SET lane = 2, {', '.join(f'{n} = ?' for n in SCHEDULE_COLUMNS)},"  # noqa: S608
    " forgotten_day = ?, last_hybrid_us = ?, last_device = 1, last_sequence = ?,"
    " history = ? WHERE key = ?"
)


def _card(
    key: int,
    model: Model,
    shift: int,
    positions: dict[int, list[int]],
    latest: dict[int, tuple[int, int]],
) -> tuple[Any, ...]:
    schedule = model.schedule
    state = _reviewing(schedule)
    moved = replace(
        schedule,
        state=replace(
            state,
            due=StudyDay(state.due + shift),
            last_day=StudyDay(state.last_day + shift),
        ),
        introduced=StudyDay((schedule.introduced or 0) + shift),
        last_answer_day=StudyDay((schedule.last_answer_day or 0) + shift),
    )
    forgotten = model.forgotten_day
    return (
        *values_of(moved),
        None if forgotten is None else forgotten + shift,
        *latest[key],
        pack(positions[key]),
        key,
    )


def _reviewing(schedule: Schedule) -> Reviewing:
    """The state of a model card, whose history ends in reviewing."""
    if not isinstance(schedule.state, Reviewing):
        raise TypeError(schedule.state)
    return schedule.state


def _counters(link: sqlite3.Connection) -> None:
    link.execute(
        "UPDATE topics SET"
        " cards = (SELECT count(*) FROM cards WHERE topic = topics.key),"
        " fresh = (SELECT count(*) FROM cards WHERE topic = topics.key AND lane = 0),"
        " known = (SELECT count(*) FROM cards WHERE topic = topics.key AND state > 1)"
    )


def main() -> None:
    """Build a collection in a folder as `drill --data` uses it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--reviewed", type=int, default=50_000)
    parser.add_argument("--answers", type=int, default=20)
    chosen = parser.parse_args()
    chosen.data.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    path = chosen.data / "drill.db"
    events = build(
        path, cards=chosen.cards, reviewed=chosen.reviewed, answers=chosen.answers
    )
    took = time.perf_counter() - started
    print(f"{events} events, {path.stat().st_size / 2**20:.0f} MiB, {took:.0f} s")


if __name__ == "__main__":
    main()
