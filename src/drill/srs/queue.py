"""The order of a study day: what comes, how much of it, and in which order.

Learning steps that are due, then learning steps of whole days, then reviews, then
new cards. A class never hides cards of an earlier one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from drill.srs.mixing import contrasted, mixed
from drill.srs.order import Candidate, ReviewOrder, ordered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from drill.ids import CardId, DeckId, NoteId


class NewCards(StrEnum):
    """Where new cards come."""

    MIXED = "mixed"
    """Evenly among the reviews."""
    LAST = "last"
    FIRST = "first"
    """Before the reviews, behind the learning cards."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cards that could be shown now, by class; none buried or suspended."""

    learning: Sequence[Candidate] = ()
    """Learning steps that are due at this instant, earliest first."""
    day_steps: Sequence[Candidate] = ()
    """Learning steps of whole days, and those that crossed the rollover."""
    reviews: Sequence[Candidate] = ()
    """Reviewing cards due today or earlier, in any order."""
    new: Sequence[Candidate] = ()
    """New cards whose needs are met, in the order in which they are learned."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many cards of a class a study day takes, and how many it had already."""

    a_day: int
    done: int = 0
    """Cards of the class that this study day had already."""
    caps: Mapping[DeckId, int] = field(default_factory=dict)
    """Decks with a number of their own below `a_day`."""
    done_by_deck: Mapping[DeckId, int] = field(default_factory=dict)

    def take(self, cards: Iterable[Candidate]) -> list[Candidate]:
        """The first cards that fit under the limit and under their deck's cap."""
        left = max(0, self.a_day - self.done)
        taken: list[Candidate] = []
        counts = Counter(self.done_by_deck)
        for candidate in cards:
            if len(taken) >= left:
                break
            cap = self.caps.get(candidate.deck)
            if cap is None or counts[candidate.deck] < cap:
                counts[candidate.deck] += 1
                taken.append(candidate)
        return taken


@dataclass(frozen=True, slots=True)
class Rules:
    """What the learner chose about the order of a day."""

    reviews: Limit
    new: Limit
    order: ReviewOrder = ReviewOrder.RETRIEVABILITY
    seed: str = ""
    """Of a random order: anything that stays the same during the study day."""
    new_cards: NewCards = NewCards.MIXED
    bury_siblings: bool = True
    answered: Collection[NoteId] = ()
    """Notes of which a card was answered today: their reviews and new cards wait."""
    contrasts: Mapping[NoteId, Collection[NoteId]] = field(default_factory=dict)
    """Notes that are easily confused with a note."""
    wanted: Collection[CardId] = ()
    """Reviews that an interview asks for: the limit lets them in before others."""
    yielding: Collection[CardId] = ()
    """Due reviews that it does not ask for: let in after others, and shown last."""


def arranged(waiting: Waiting, rules: Rules) -> list[Candidate]:
    """The queue of the day, first card first.

    Cards of a class that are hidden because of a sibling do not count to its limit.
    """
    steps = [*waiting.learning, *waiting.day_steps]
    reviews, last = _limited(waiting.reviews, rules, steps)
    # Siblings of reviews that the limit keeps for another day may be learned.
    new = rules.new.take(_visible(waiting.new, rules, [*steps, *reviews, *last]))
    due = _with_new(reviews, new, rules.new_cards)
    return [*steps, *contrasted(due, rules.contrasts), *last]


def _limited(
    cards: Sequence[Candidate], rules: Rules, steps: Iterable[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """The reviews that the limit lets in, each part in order; those that yield last."""
    reviews = ordered(cards, rules.order, seed=rules.seed)
    if not rules.wanted and not rules.yielding:
        return rules.reviews.take(_visible(reviews, rules, steps)), []
    first = [each for each in reviews if each.card in rules.wanted]
    last = [each for each in reviews if each.card in rules.yielding]
    apart = {each.card for each in [*first, *last]}
    others = [each for each in reviews if each.card not in apart]
    taken = rules.reviews.take(_visible([*first, *others, *last], rules, steps))
    kept = {each.card for each in taken}
    late = {each.card for each in last} & kept
    return (
        [each for each in reviews if each.card in kept - late],
        [each for each in last if each.card in late],
    )


def _visible(
    cards: Iterable[Candidate], rules: Rules, earlier: Iterable[Candidate]
) -> Iterable[Candidate]:
    if not rules.bury_siblings:
        return cards
    return without_siblings(cards, {*rules.answered, *(each.note for each in earlier)})


def without_siblings(
    cards: Iterable[Candidate], seen: Collection[NoteId] = ()
) -> list[Candidate]:
    """The first card of each note that is not among those seen, in order."""
    known = set(seen)
    kept: list[Candidate] = []
    for candidate in cards:
        if candidate.note not in known:
            known.add(candidate.note)
            kept.append(candidate)
    return kept


def _with_new(
    reviews: list[Candidate], new: list[Candidate], place: NewCards
) -> list[Candidate]:
    if place is NewCards.MIXED:
        return mixed(reviews, new)
    return reviews + new if place is NewCards.LAST else new + reviews
