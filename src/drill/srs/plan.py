"""Which cards an interview asks for today, beside those that are due.

A plan is an overlay of choices, made anew whenever it is asked for; it never moves a
due day. Every study day until the date has the same room, so that work is spread
evenly. Until the last pass it is filled in this order:

1. Weak cards are built up: those of a low stability come when recall has fallen to
   0.9, as in plain FSRS. Left alone they would be forgotten by the pass, and a card
   that is forgotten then costs three times as much and is little better for it. The
   less time there is for each card, the fewer count as weak (`BUILT`).
2. New cards: as many as bring all of them in, a share of those left each day that
   falls with the days (`NEW_SHARE`). Late ones cost less to keep, early ones are
   spaced.
3. Other reviews by marginal gain: expected recall on the date if the card is reviewed
   today, less what it would be without, for each answer that it is likely to cost. They
   are asked for when they gain much; the others are worth more in the pass. Cards that
   are due compete with the others on the same terms.

The last days are a pass over all cards, which asks for whatever still gains something,
after new cards. It takes as many days as the room of a day needs for each card once.
What would gain more on the eve comes later: a weak card, soon forgotten again. Where
time is short the pass fills the whole period.

Source: a greedy choice by marginal gain per cost, as in knapsacks, with two prices.
FSRS gives the gains (`drill.srs.foresight`), `bench/interview_plan.py` measures it and
tells how much is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drill.srs.foresight import Foresight, Worth
    from drill.srs.prospect import Group, Prospect

ANSWERS_OF_NEW = 3
"""A new card is answered so often on its first day: once, and in its steps."""
ANSWERS_OF_LAPSE = 3
"""A forgotten card takes about three times as long as one that is known: 23 and 7.8
seconds in the default simulation of fsrs-rs, its relearning with it."""
NEW_SHARE = 2.5
"""New cards are spread as if they had to be in by so small a part of the days left."""
BUILT = 0.4
"""Cards are weak below so many days of stability for each answer that the time left
holds for a card: 2 days when it can be asked five times."""
BUILT_AT = 0.9
"""The recall at which they are asked for: plain FSRS of drill's defaults."""
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

    @property
    def working(self) -> int:
        """Those of them that are no holidays, at least one."""
        return max(1, self.ahead - self.days_off)

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
    """A review that could be asked for."""

    builds: bool
    """Whether it builds up a weak card."""
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
    choices = _Choices(groups, period)
    day = _Day(period.answers - _spent(cards, period.today))
    day.take(choices.building, 0.0)
    new = min(_new_today(cards, period), max(0, ceil(day.room / ANSWERS_OF_NEW)))
    day.room -= new * ANSWERS_OF_NEW
    day.take(choices.others, NEAR_GAIN if choices.in_pass else FAR_GAIN)
    return Plan(tuple(day.reviews), new, frozenset(day.yielding))


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
    a_day = ceil((left + had) / max(1, period.working / NEW_SHARE))
    return min(left, max(0, a_day - had))


class _Choices:
    """Reviews that could be asked for: of notes that were not answered today."""

    def __init__(self, groups: Sequence[Group], period: Period) -> None:
        cards = [card for group in groups for card in group.cards]
        self._period = period
        opened = max(1, sum(card.is_open for card in cards))
        days = 1 + ceil(ANSWERS_OF_PASS * opened / max(1.0, period.answers))
        self.in_pass = period.ahead <= days
        self._weak = BUILT * period.answers * period.working / opened
        """Days of stability below which cards are built up before the pass."""
        today = period.today
        answered = {period.kin(card) for card in cards if card.last_answer_day == today}
        found = sorted(
            (
                self._choice(foresight, card)
                for foresight, card in _weakest(groups, period)
                if period.kin(card) not in answered
            ),
            key=lambda each: (-each.rate, each.card),
        )
        self.building = [each for each in found if each.builds]
        self.others = [each for each in found if not each.builds]

    def _choice(self, foresight: Foresight, card: Prospect) -> _Choice:
        today, ahead = self._period.today, self._period.ahead
        asked = card.stability, card.difficulty, today - card.last_day
        worth = foresight.worth(*asked, ahead)
        rate, builds = _rate(worth), False
        if not self.in_pass:
            builds = card.stability < self._weak and worth.now <= BUILT_AT
        elif ahead > 1:
            eve = foresight.worth(*asked[:2], asked[2] + ahead - 1, 1)
            rate -= max(0.0, _rate(eve) - rate)
        kin, is_due = self._period.kin(card), card.due <= today
        return _Choice(
            builds, rate, card.card, kin, worth.gain, _answers(worth), is_due
        )


def _answers(worth: Worth) -> float:
    """How many answers a review is likely to cost."""
    return worth.now + (1 - worth.now) * ANSWERS_OF_LAPSE


def _rate(worth: Worth) -> float:
    return worth.gain / _answers(worth)


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


class _Day:
    """What is asked for on one day, while it is filled."""

    def __init__(self, room: float) -> None:
        self.room = room
        """Answers that there is room for still."""
        self.reviews: list[int] = []
        self.yielding: set[int] = set()
        self._kin: set[int] = set()

    def take(self, choices: Iterable[_Choice], least: float) -> None:
        """The first that there is room for; the last of them may pass it.

        Args:
            choices: best first.
            least: what a review must gain, unless it builds up.
        """
        for choice in choices:
            if choice.kin in self._kin:
                continue
            if self.room > 0 and (choice.builds or choice.gain >= least):
                self.reviews.append(choice.card)
                self._kin.add(choice.kin)
                self.room -= choice.answers
            elif choice.is_due:
                self.yielding.add(choice.card)
