"""All that is known of one card: its figures, its forgetting curve, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.acting import is_buried
from drill.sessions.collection import deck_of_topic
from drill.sessions.histories import history_of
from drill.sessions.labels import date_label
from drill.sessions.shown import title_of
from drill.sessions.standing import (
    due_words,
    interval_days,
    retrievability_now,
    state_name,
)
from drill.sessions.steps import CardInfo
from drill.srs.curve import forgetting_curve
from drill.srs.outcomes import elapsed_days
from drill.srs.schedule import New

if TYPE_CHECKING:
    from drill.ids import CardId, StudyDay
    from drill.sessions.collection import Collection
    from drill.srs.preset import Preset
    from drill.srs.schedule import Schedule, State
    from drill.store.card_rows import StoredCard
    from drill.store.notes import StoredNote

FEWEST_DAYS = 14
"""Of a curve: less shows no bend."""
MOST_DAYS = 36_500


def card_info(collection: Collection, card: CardId) -> CardInfo:
    """Everything the record holds of a card.

    Raises:
        CardNotFound: it was never known.
    """
    with collection.store.read() as unit:
        stored = unit.cards.get(card)
        note = unit.notes.find(stored.note)
        history = history_of(unit.journal.history(stored.card), unit.presets)
    deck = deck_of_topic(stored.topic)
    preset, today = collection.preset_of(deck), collection.today
    schedule = stored.schedule
    memory = schedule.memory
    return CardInfo(
        card=stored.card,
        title=_title(stored),
        state=state_name(schedule.state),
        due_label=_due(schedule.state, collection),
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
        retrievability=retrievability_now(schedule, today, preset),
        interval_days=interval_days(schedule.state),
        repetitions=schedule.repetitions,
        lapses=schedule.lapses,
        flag=schedule.flag,
        suspended=schedule.suspended,
        buried=is_buried(schedule, today),
        leech=schedule.leech,
        preset=collection.settings.preset_name(deck),
        desired_retention=preset.desired_retention,
        history=history,
        curve=_curve(schedule, today, preset),
        curve_today=min(elapsed_days(schedule.state, today), MOST_DAYS),
        remark=schedule.remark,
        report=schedule.report,
        origin=origin_of(note),
        tags=note.tags if note else (),
        revision=note.revision if note else schedule.revision or 1,
    )


def origin_of(note: StoredNote | None) -> str:
    """Where a note stands: `decks/networking/tcp.yaml:120`, `added`, `imported`."""
    if note is None or not note.present:
        return "gone from the decks"
    if note.path is None:
        return note.origin
    place = f"{note.path}:{note.line}"
    return f"your wording over {place}" if note.origin == "override" else place


def _title(card: StoredCard) -> str:
    name = card.note.rpartition("/")[2]
    return f"{title_of(card.topic)} › {name}" if card.topic else name


def _due(state: State, collection: Collection) -> str:
    """`in 14 days, Fri 4 Dec`; of steps in minutes without the day."""
    words = due_words(state, collection.today, collection.now)
    if isinstance(state, New) or getattr(state, "due_at", None) is not None:
        return words
    return f"{words}, {date_label(state.due)}"


def _curve(schedule: Schedule, today: StudyDay, preset: Preset) -> tuple[float, ...]:
    """From the last review past the due day and today."""
    memory = schedule.memory
    if memory is None:
        return ()
    planned = (interval_days(schedule.state) or 0) * 3 // 2
    elapsed = elapsed_days(schedule.state, today)
    days = min(max(FEWEST_DAYS, planned, elapsed), MOST_DAYS)
    return forgetting_curve(memory, preset.parameters, days + 1)
