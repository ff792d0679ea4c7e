"""Which kata a section of an interview drill asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import SandboxUnavailable
from drill.events import Attempted
from drill.quiz.composing import UNSEEN_RECALL
from drill.quiz.kata_proposing import USUAL_MINUTES
from drill.sessions.collection import deck_of_topic
from drill.srs.memory import retrievability
from drill.srs.outcomes import elapsed_days

if TYPE_CHECKING:
    from drill.chance import Chance
    from drill.content.formats import KataSection
    from drill.ids import CardId
    from drill.judge.sandbox.probing import Ladder
    from drill.sessions.collection import Collection
    from drill.store.card_rows import StoredCard
    from drill.store.katas import StoredKata
    from drill.store.units import ReadUnit

COUNTS_NOT = "This section stands for itself and does not count."


def kata_for(
    collection: Collection,
    unit: ReadUnit,
    section: KataSection,
    taken: set[CardId],
    chance: Chance,
) -> CardId | None:
    """The kata of a section: one never tried, else the one least remembered.

    Args:
        collection: the learner's.
        unit: what is read.
        section: says where it may come from; it must fit into its minutes.
        taken: those of earlier sections.
        chance: which of several that are alike.
    """
    day = collection.calendar.day(unit.at)
    scope = section.scope or collection.chosen
    fitting = [
        each.card
        for each in unit.katas()
        if each.card not in taken and _fits(each, scope, section.minutes)
    ]
    known = unit.cards.many(chance.shuffled(fitting))

    def rank(card: StoredCard) -> tuple[bool, float]:
        memory = card.schedule.memory
        if memory is None:
            return _was_tried(unit, card.card), UNSEEN_RECALL
        preset = collection.preset_of(deck_of_topic(card.topic))
        elapsed = elapsed_days(card.schedule.state, day)
        return True, retrievability(memory, elapsed, preset.parameters)

    best = min(known.values(), key=rank, default=None)
    return None if best is None else best.card


def _fits(kata: StoredKata, scope: tuple[str, ...], minutes: float) -> bool:
    needed = kata.document.get("minutes") or USUAL_MINUTES
    deck = kata.topic.partition("/")[0]
    return needed <= minutes and bool({deck, kata.topic} & set(scope))


def _was_tried(unit: ReadUnit, card: CardId) -> bool:
    entries = unit.journal.history(card)
    return any(isinstance(entry.event.body, Attempted) for entry in entries)


def lack_of_walls(ladder: Ladder) -> str:
    """Why no code can be run in a sandbox here, in a sentence; empty if it can."""
    try:
        ladder.best()
    except SandboxUnavailable as error:
        return f"There is no sandbox here: {error.reason}. {COUNTS_NOT}"
    return ""
