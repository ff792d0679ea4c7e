"""Which questions a quiz asks, and in which order. Pure: chance is handed in.

Cards are dealt one topic after the other, so that a quiz is spread over all topics
that it is about; what is dealt first depends on the mix. The order of dealing is the
order of asking: when time runs out, what mattered most was asked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from heapq import heapify, heappop, heapreplace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from drill.chance import Chance

T = TypeVar("T")

UNSEEN_RECALL: Final = 0.5
"""What a card that was never answered counts for in the mean of its topic."""
LEAST_WEIGHT: Final = 0.05
"""A topic that is known perfectly comes up this much."""
MISFIT: Final = 2.0
"""More than any recall: cards of another difficulty come after all others."""
BANDS: Final = {1: (0.0, 4.0), 2: (4.0, 7.0), 3: (7.0, 10.1)}
"""FSRS difficulties (1 to 10) that belong to each difficulty of a quiz."""


class Mix(Enum):
    """What comes first in a quiz."""

    WEAK = "weak"
    """Topics in proportion to how much of them is forgotten; in each the weakest."""
    DUE = "due"
    """What is due, most forgotten first; then what was seen, then what is new."""
    NEW = "new"
    """What was never answered, alone."""
    MISTAKES = "mistakes"
    """What was answered wrong in the last days, alone."""
    ANY = "any"
    """All alike."""


class Candidate(NamedTuple):
    """A card that could be asked. A tuple, because there are thousands."""

    key: int
    """What names it."""
    topic: int
    """Likewise."""
    recall: float | None
    """The chance of recalling it now; None when it was never answered."""
    difficulty: float | None = None
    """By FSRS, 1 to 10; None when it was never answered."""
    is_due: bool = False
    is_mistake: bool = False
    """Answered wrong within the days that are asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a quiz shall be of."""

    mix: Mix = Mix.WEAK
    difficulty: int | None = None
    """1 to 3: cards that were as difficult for the learner come first in their topic;
    those never answered count as fitting. None: all alike."""

    def admitted(self, pool: Iterable[Candidate]) -> list[Candidate]:
        """Cards that may be asked at all."""
        if self.mix is Mix.NEW:
            return [each for each in pool if each.recall is None]
        if self.mix is Mix.MISTAKES:
            return [each for each in pool if each.is_mistake]
        return list(pool)

    def banded(self, pool: Sequence[Candidate]) -> list[Sequence[Candidate]]:
        """The pool in parts of which each comes before the next."""
        if self.mix is not Mix.DUE:
            return [pool]
        others = [each for each in pool if not each.is_due]
        return [
            [each for each in pool if each.is_due],
            [each for each in others if each.recall is not None],
            [each for each in others if each.recall is None],
        ]

    def ranks(self, cards: Sequence[Candidate]) -> list[float]:
        """The order within a topic, lowest first; chance decides between equals."""
        is_weakest = self.mix is Mix.WEAK or self.mix is Mix.DUE
        ranks = [recall_of(each) if is_weakest else 0.0 for each in cards]
        if self.difficulty is None:
            return ranks
        pairs = zip(ranks, cards, strict=True)
        return [rank + MISFIT * (not self._fits(each)) for rank, each in pairs]

    def _fits(self, candidate: Candidate) -> bool:
        if self.difficulty is None or candidate.difficulty is None:
            return True
        least, most = BANDS[self.difficulty]
        return least <= candidate.difficulty < most


def recall_of(candidate: Candidate) -> float:
    """The chance of recalling a card, as it counts for its topic."""
    return UNSEEN_RECALL if candidate.recall is None else candidate.recall


def dealt(
    pool: Iterable[Candidate], wanted: Wanted, chance: Chance
) -> Iterator[Candidate]:
    """All cards of the pool that may be asked, in the order in which they are dealt.

    Args:
        pool: what there is, in an order that is always the same.
        wanted: what the quiz shall be of.
        chance: decides between equals.
    """
    admitted = wanted.admitted(pool)
    weights = _weights(admitted, wanted.mix)
    order = {topic: n for n, topic in enumerate(chance.shuffled(sorted(weights)))}
    taken = dict.fromkeys(weights, 0)

    def turn(topic: int) -> tuple[float, int, int]:
        """The topic that is furthest behind its share comes first (Sainte-Laguë)."""
        return (taken[topic] + 0.5) / weights[topic], order[topic], topic

    for band in wanted.banded(admitted):
        topics = _by_topic(band)
        heap = [turn(topic) for topic in topics]
        heapify(heap)
        ranked: dict[int, list[Candidate]] = {}
        while heap:
            topic = heap[0][2]
            if topic not in ranked:  # most topics never get so far
                ranked[topic] = _ranked(topics[topic], wanted, chance)
            taken[topic] += 1
            yield ranked[topic].pop()
            if ranked[topic]:
                heapreplace(heap, turn(topic))
            else:
                heappop(heap)


def _by_topic(cards: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    found: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in cards:
        found[candidate.topic].append(candidate)
    return found


def _ranked(cards: list[Candidate], wanted: Wanted, chance: Chance) -> list[Candidate]:
    """The cards of one topic, the one to deal first at the end."""
    ranks = wanted.ranks(cards)
    found = [
        (rank, chance.fraction(), each) for rank, each in zip(ranks, cards, strict=True)
    ]
    found.sort(reverse=True)
    return [candidate for _, _, candidate in found]


def _weights(pool: Sequence[Candidate], mix: Mix) -> dict[int, float]:
    """How often each topic is dealt from, as against the others."""
    if mix is not Mix.WEAK:
        return dict.fromkeys((each.topic for each in pool), 1.0)
    recalls: dict[int, list[float]] = defaultdict(list)
    for _, topic, recall, *_ in pool:
        recalls[topic].append(UNSEEN_RECALL if recall is None else recall)
    return {
        topic: max(LEAST_WEIGHT, 1 - sum(found) / len(found))
        for topic, found in recalls.items()
    }


class Note(NamedTuple):
    """What one question would give away."""

    note: str
    contrast: Collection[str] = ()
    """Notes that are easily confused with it: one answers the other."""


def unspoiled(
    cards: Iterable[tuple[T, Note]], number: int, before: Sequence[Note] = ()
) -> list[tuple[T, Note]]:
    """The first of some cards of which none gives another one away.

    Args:
        cards: with their notes, in the order in which they are dealt.
        number: how many at most.
        before: notes of those that were taken already.
    """
    notes = {each.note for each in before}
    spoiled = {other for each in before for other in each.contrast}
    kept: list[tuple[T, Note]] = []
    for card, note in cards:
        if len(kept) >= number:
            break
        if note.note in notes | spoiled or not notes.isdisjoint(note.contrast):
            continue
        kept.append((card, note))
        notes.add(note.note)
        spoiled.update(note.contrast)
    return kept
