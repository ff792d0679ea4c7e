"""Which cards an interview asks for today, beside those that are due.

A plan is an overlay of choices, made anew whenever it is asked for; it never moves a
due day. Every study day until the date has the same room, so that work is spread
evenly. Into it go, in this order:

1. New cards: as many as bring all of them in, a share of those left each day that
   halves with the days (`NEW_SHARE`). Late ones cost less to keep, early ones are
   spaced; in simulations half the time is as good as knowing when the plan began.
2. Reviews by marginal gain: expected recall on the date if the card is reviewed today,
   less what it would be without, for each answer that it is likely to cost. Cards that
   are due compete with the others on the same terms.

The last days are a pass over all cards, which asks for whatever still gains something.
It takes as many days as the room of a day needs for each card once. Before it only
reviews are asked for that gain much: the others are worth more in the pass. Where time
is short the pass fills the whole period, and what gains most comes first all the time.

Source: a greedy choice by marginal gain per cost, as in knapsacks, with two prices.
FSRS gives the gains (`drill.srs.foresight`), `bench/interview_plan.py` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drill.srs.foresight import Foresight
    from drill.srs.prospect import Group, Prospect

ANSWERS_OF_NEW = 3
"""A new card is answered so often on its first day: once, and in its steps."""
ANSWERS_OF_LAPSE = 3
"""A forgotten card takes about three times as long as one that is known: 23 and 7.8
seconds in the default simulation of fsrs-rs, its relearning with it."""
NEW_SHARE = 2
"""New cards are spread as if they had to be in by half of the days that are left."""
AT_MOST = 2_000
"""Reviews that are weighed against each other: of 6,000 the best hundred of these gain
at least 97 % of what the best hundred of all would."""
ANSWERS_OF_PASS = 1.2
"""In the last pass a card takes so many on average."""
NEAR_GAIN = 0.02
"""In the last pass a review is asked for when it adds two points on the date."""
FAR_GAIN = 0.10
"""Before it, only when it adds ten: what adds less is worth more in the pass. Of 0.03
to 0.25 this remembers most in the simulation."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time until an interview, and what a day of it takes."""

    today: int
    """The present study day."""
    day: int
    """That of the interview."""
    answers: float
    """How many answers a study day has room for, those of today included."""
    days_off: int = 0
    """Holidays from tomorrow to the day before the interview."""
    bury_siblings: bool = True

    @property
    def ahead(self) -> int:
        """Study days until the interview."""
        return self.day - self.today

    def kin(self, card: Prospect) -> int:
        """What cards have in common of which a day asks one."""
        return card.note if self.bury_siblings else card.card


@dataclass(frozen=True, slots=True)
class Plan:
    """What the interview asks for on this study day, still to do."""

    reviews: tuple[int, ...] = ()
    """Cards with an interval, due or not, most gain first."""
    new: int = 0
    """New cards to begin with."""
    yielding: frozenset[int] = frozenset()
    """Due cards that it does not ask for today: they come last."""


NOTHING = Plan()


class _Choice(NamedTuple):
    """A review that could be asked for; compared by what it gains."""

    rate: float
    """Gain for each answer that it is likely to cost."""
    card: int
    kin: int
    """One of several with the same is asked on a day."""
    gain: float
    answers: float
    is_due: bool


def plan(groups: Sequence[Group], period: Period) -> Plan:
    """What is to do today for an interview; nothing on its day and after it.

    Asked again after some of it was answered, it gives the rest: answers of today
    count against the room, new cards of today against the new ones.
    """
    if period.ahead < 1:
        return NOTHING
    cards = [card for group in groups for card in group.cards]
    room = period.answers - _spent(cards, period.today)
    new = min(_new_today(cards, period), max(0, ceil(room / ANSWERS_OF_NEW)))
    least = NEAR_GAIN if period.ahead <= _pass_days(cards, period) else FAR_GAIN
    choices = sorted(_choices(groups, period), key=lambda each: (-each.rate, each.card))
    return _filled(choices, new, room - new * ANSWERS_OF_NEW, least)


def _spent(cards: Iterable[Prospect], today: int) -> float:
    """Answers that the scope has had on this study day."""
    return sum(
        ANSWERS_OF_NEW if card.introduced == today else 1
        for card in cards
        if card.last_answer_day == today
    )


def _new_today(cards: Iterable[Prospect], period: Period) -> int:
    """New cards that are still to begin with on this study day."""
    left = had = 0
    for card in cards:
        if card.introduced == period.today:
            had += 1
        elif not card.stability and card.is_open:
            left += 1
    days = max(1, period.ahead - period.days_off)
    a_day = ceil((left + had) / max(1, days / NEW_SHARE))
    return min(left, max(0, a_day - had))


def _pass_days(cards: Iterable[Prospect], period: Period) -> int:
    """How many days the last pass takes: each card once, in the room of a day."""
    answers = ANSWERS_OF_PASS * sum(card.is_open for card in cards)
    return 1 + ceil(answers / max(1.0, period.answers))


def _choices(groups: Sequence[Group], period: Period) -> Iterator[_Choice]:
    """Reviews that could be asked for: of notes that were not answered today."""
    today, ahead = period.today, period.ahead
    answered = {
        period.kin(card)
        for group in groups
        for card in group.cards
        if card.last_answer_day == today
    }
    for foresight, card in _weakest(groups, period):
        elapsed = today - card.last_day
        if period.kin(card) in answered:
            continue
        now, gain = foresight.worth(card.stability, card.difficulty, elapsed, ahead)
        answers = now + (1 - now) * ANSWERS_OF_LAPSE
        kin, is_due = period.kin(card), card.due <= today
        yield _Choice(gain / answers, card.card, kin, gain, answers, is_due)


def _weakest(
    groups: Sequence[Group], period: Period
) -> Iterable[tuple[Foresight, Prospect]]:
    """Cards that could be reviewed; of very many those least known on the day.

    The order of elapsed days over stability is that of recall, and costs no formula.
    """
    found = [
        (foresight, card)
        for foresight, cards in groups
        for card in cards
        if card.has_interval and card.is_open and card.last_day < period.today
    ]
    if len(found) <= AT_MOST:
        return found
    day = period.day
    return nlargest(
        AT_MOST, found, key=lambda each: (day - each[1].last_day) / each[1].stability
    )


def _filled(choices: Sequence[_Choice], new: int, room: float, least: float) -> Plan:
    """The best choices that there is room for; the last of them may pass it."""
    reviews: list[int] = []
    yielding: set[int] = set()
    kin: set[int] = set()
    for choice in choices:
        if choice.kin in kin:
            continue
        if choice.gain >= least and room > 0:
            reviews.append(choice.card)
            kin.add(choice.kin)
            room -= choice.answers
        elif choice.is_due:
            yielding.add(choice.card)
    return Plan(tuple(reviews), new, frozenset(yielding))
