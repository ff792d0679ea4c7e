"""The questions of a quiz, chosen out of the record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from drill.chance import Chance
from drill.errors import NothingToAsk
from drill.ids import CardId, StudyDay, deck_of
from drill.quiz.composing import Candidate, Mix, Note, Wanted, dealt, unspoiled
from drill.sessions.asking import new_seed
from drill.sessions.labels import plural
from drill.sessions.missing_decks import deck_not_found
from drill.sessions.sitting_plans import PlannedQuestion
from drill.sessions.sitting_wishes import KINDS
from drill.srs.memory import retrievability
from drill.srs.schedule import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drill.sessions.collection import Collection
    from drill.sessions.sitting_wishes import QuizWishes
    from drill.store.pools import PoolNote
    from drill.store.units import ReadUnit

BY_DAYS: Final = (Mix.DUE, Mix.MISTAKES)
"""Mixes that depend on days of a card."""
RECALL_STEP: Final = 1 / 64
"""Of elapsed days over stability: narrow enough for recall to differ by under 0.002."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The questions that were found."""

    questions: tuple[PlannedQuestion, ...]
    topics: int
    """Topics that they are of."""
    shortfall: str = ""
    """That there are fewer than were asked for; empty when there are not."""


def compose(collection: Collection, unit: ReadUnit, wishes: QuizWishes) -> Composed:
    """Choose the questions of a quiz at the unit's instant.

    Raises:
        DeckNotFound: the wishes name a deck or topic that there is not.
        NothingToAsk: nothing fits them.
    """
    seed = new_seed(CardId("quiz"), unit.at)
    wanted = Wanted(wishes.mix, wishes.difficulty)
    pool = _candidates(collection, unit, wishes)
    order = dealt(pool, wanted, Chance("quiz", seed))
    picked = _picked(unit, order, wishes)
    if not picked:
        raise NothingToAsk(*_why_empty(wishes))
    questions = tuple(
        PlannedQuestion(
            note.card,
            new_seed(note.card, unit.at, place),
            wishes.difficulty if note.kind == "generated" else None,
        )
        for place, (_, note) in enumerate(picked)
    )
    topics = len({candidate.topic for candidate, _ in picked})
    return Composed(questions, topics, _shortfall(len(questions), wishes.number))


def _shortfall(found: int, number: int) -> str:
    if found >= number:
        return ""
    return f"{found} of {number} asked for: no more fit"


def _picked(
    unit: ReadUnit, order: Iterator[Candidate], wishes: QuizWishes
) -> list[tuple[Candidate, PoolNote]]:
    """The first cards in the order of dealing of which none gives another one away."""
    kinds = wishes.kinds or KINDS
    picked: list[tuple[tuple[Candidate, PoolNote], Note]] = []
    while len(picked) < wishes.number:
        some = list(islice(order, wishes.number))
        if not some:
            break
        known = unit.pools.notes(each.key for each in some)
        fitting = (
            ((each, note), Note(note.note, note.contrast))
            for each in some
            if (note := known[each.key]).kind in kinds
        )
        taken = [note for _, note in picked]
        picked += unspoiled(fitting, wishes.number - len(picked), taken)
    return [pair for pair, _ in picked]


def _why_empty(wishes: QuizWishes) -> tuple[str, str]:
    what = f"no question of {', '.join(wishes.scope) or 'the decks that are studied'}"
    if wishes.kinds:
        what += f" is {' or '.join(wishes.kinds)}"
    match wishes.mix:
        case Mix.NEW:
            return f"{what} is new", "Choose another mix."
        case Mix.MISTAKES:
            days = plural(wishes.mistakes_days, "day")
            return f"{what} was answered wrong in the last {days}", "Take more days."
        case _:
            hint = "Choose decks that have questions: `drill decks` lists all."
            return what if wishes.kinds else f"{what} can be asked", hint


# --- candidates -------------------------------------------------------------------


def _candidates(
    collection: Collection, unit: ReadUnit, wishes: QuizWishes
) -> list[Candidate]:
    scope: Sequence[str] = wishes.scope or collection.chosen
    day = collection.calendar.day(unit.at)
    topics = unit.pools.topics()
    _check_scope(wishes.scope, topics.values())
    if not scope:
        return []
    decks = {deck: _Recall(collection, deck) for deck in map(deck_of, topics.values())}
    recall = {key: decks[deck_of(topic)].at for key, topic in topics.items()}
    rows = unit.pools.cards(
        day,
        unit.at,
        StudyDay(day - wishes.mistakes_days + 1),
        scope,
        in_brief=wishes.difficulty is None and wishes.mix not in BY_DAYS,
    )
    return [
        Candidate(
            key,
            topic,
            None if ratio is None else recall[topic](ratio),
            difficulty,
            bool(is_due),
            bool(is_mistake),
        )
        for key, topic, ratio, difficulty, is_due, is_mistake in rows
    ]


class _Recall:
    """The chance of recalling cards of one deck."""

    def __init__(self, collection: Collection, deck: str) -> None:
        self._parameters = collection.preset_of(deck).parameters
        self._known: dict[int, float] = {}

    def at(self, ratio: float) -> float:
        """After so many days over the stability."""
        step = max(0, int(ratio / RECALL_STEP))
        found = self._known.get(step)
        if found is None:
            elapsed_days = (step + 0.5) * RECALL_STEP
            found = retrievability(Memory(1.0, 5.0), elapsed_days, self._parameters)
            self._known[step] = found
        return found


def _check_scope(scope: Sequence[str], topics: Iterable[str]) -> None:
    known = {str(topic) for topic in topics}
    known |= {topic.partition("/")[0] for topic in known}
    for name in scope:
        if name not in known:
            raise deck_not_found(name, sorted(known))
