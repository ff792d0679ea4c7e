"""The frozen pictures that sessions hand to whoever paints them.

Everything a screen shows is in its step; screens never ask again. This module
imports nothing but the standard library and `drill.ids`, because the first frame
is painted from a step before the database is opened.

Text of decks is raw Markdown here. Whoever paints it must treat it as data: see
`drill.tui.text` for the one way to the terminal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from drill.sessions.home_steps import Counts, DeckRow, DueStep, HomeStep, Ready

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import CardId, NoteId, Rating, StudyDay
    from drill.sessions.question_steps import MarkedStep, QuestionStep

__all__ = ["Counts", "DeckRow", "DueStep", "HomeStep", "Ready"]
"""What the first paint needs lies apart, and is imported from here by all others."""


# --- review -------------------------------------------------------------------


class Phase(Enum):
    """Where a review stands."""

    FRONT = "front"
    BACK = "back"
    WAITING = "waiting"
    """Only learning cards that are not due yet are left."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What pressing one rating will do."""

    rating: Rating
    label: str
    """`10 min`, `6 days`, `2.1 months`."""
    interval_days: int | None
    """None for a learning step."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows, front and back, as Markdown."""

    front: str
    back: str
    why: str = ""
    source: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    is_cloze: bool = False
    """Front and back are one text then: the back replaces the front."""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One moment of a review."""

    phase: Phase
    serial: int
    """Grows with every step, so that a late repaint can be told from a new one."""
    title: str = ""
    """`networking › tcp-congestion`, or the name of the selection."""
    card: CardId | None = None
    note: NoteId | None = None
    state: str = ""
    """`new`, `learning`, `reviewing` or `relearning`."""
    face: Face | None = None
    outcomes: tuple[Outcome, ...] = ()
    """Four, in rating order; empty on the front."""
    left: int = 0
    """Cards still to do in this session."""
    counts: Counts = Counts()  # noqa: RUF009 - it is frozen
    """What is left, by class."""
    flag: int = 0
    remark: str = ""
    report: str = ""
    leech: bool = False
    contrasts: tuple[CardId, ...] = ()
    """Cards easily confused with this one."""
    counts_for_schedule: bool = True
    """False in a cram: the answer is practice."""
    revised: bool = False
    """The meaning of the note changed since it was last seen."""
    question: QuestionStep | None = None
    """Of a card that the app marks: what is asked; `face` says nothing then."""
    marked: MarkedStep | None = None
    """In phase BACK of such a card: the response, marked."""
    can_undo: bool = False
    can_redo: bool = False
    message: str = ""
    """What the last intent did, in one line: `undone: good on …`."""
    waiting_until: datetime | None = None
    """In phase WAITING: when the next learning card is due."""
    summary: Summary | None = None
    """In phase FINISHED."""
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a finished session says."""

    answered: int
    minutes: float
    ratings: tuple[int, int, int, int]
    """Again, hard, good, easy."""
    new: int
    """New cards seen for the first time."""
    passed_share: float | None
    """Share of reviews of due cards that were not Again; None without any."""
    tomorrow: Counts
    leeches: tuple[str, ...] = ()
    """Titles of cards that became leeches."""
    reason: str = ""
    """Why nothing is left: all done, the limit of new cards, prerequisites, …"""
    katas: tuple[KataOffer, ...] = ()
    """Due katas that are short enough, the longest due first."""


@dataclass(frozen=True, slots=True)
class KataOffer:
    """A kata that is due."""

    card: CardId
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One line of a card's history."""

    at: datetime
    day: StudyDay
    rating: Rating | None
    """None for events that are no answers."""
    what: str
    """`review`, `practice`, `reset`, `set due`, `suspended`, …"""
    interval_days: float
    stability: float
    difficulty: float
    duration_ms: int
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class CardInfo:
    """All that is known of one card."""

    card: CardId
    title: str
    state: str
    due_label: str
    """`in 14 days, Fri 4 Dec`."""
    stability: float | None
    difficulty: float | None
    retrievability: float | None
    """Now."""
    interval_days: int | None
    repetitions: int
    lapses: int
    flag: int
    suspended: bool
    buried: bool
    leech: bool
    preset: str
    desired_retention: float
    history: tuple[ReviewRecord, ...]
    """Latest first."""
    curve: tuple[float, ...]
    """Retrievability on each day from the last review on, past the due day."""
    curve_today: int
    """Index of today in `curve`."""
    remark: str = ""
    report: str = ""
    origin: str = ""
    """The file and line, `added`, `imported` or `override`."""
    tags: tuple[str, ...] = ()
    revision: int = 1


# --- browse -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BrowseRow:
    """One card in the list of a search."""

    card: CardId
    front: str
    """One line, plain text."""
    deck: str
    topic: str
    state: str
    due_label: str
    retrievability: float | None
    stability: float | None
    difficulty: float | None
    lapses: int
    flag: int
    suspended: bool
    buried: bool
    leech: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """The first rows of a search, and how many there are in all."""

    text: str
    sort: str
    descending: bool
    rows: tuple[BrowseRow, ...]
    offset: int
    total: int
    error: str = ""
    """Why the search cannot be read; the rows are then those of the last good one."""
    error_hint: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation on cards or notes did."""

    message: str
    """`12 cards suspended`; one line."""
    count: int
    can_undo: bool = True


@dataclass(frozen=True, slots=True)
class SearchForm:
    """One form of the language of searches, for the help screen."""

    form: str
    """`is:due`, `prop:r<0.9`"""
    meaning: str


@dataclass(frozen=True, slots=True)
class ReportedCard:
    """A card with what the learner wrote on it."""

    card: CardId
    title: str
    """`networking › tcp`, or empty when its note is gone."""
    front: str
    """One line, plain text."""
    report: str
    """What is wrong with it."""
    remark: str
    """A note to oneself."""
    origin: str
    """The file and line, `added` or `imported`."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Study days that were taken off."""

    first: StudyDay
    last: StudyDay
    label: str
    """`Mon 9 Mar to Fri 13 Mar`."""
    is_over: bool


# --- progress -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures over a span of study days."""

    days: int
    reviews: int
    practice: int
    minutes: float
    passed_share: float | None
    ratings: tuple[int, int, int, int]
    by_day: tuple[int, ...]
    """Reviews a study day, oldest first, today last."""
    minutes_by_day: tuple[float, ...]
    by_hour: tuple[int, ...]
    """24 numbers, local hours."""
    forecast: tuple[int, ...]
    """Cards due on the next 30 study days, tomorrow first."""
    states: dict[str, int] = field(default_factory=dict)
    """Cards by state, and `suspended`."""
    streak_days: int = 0
    longest_streak_days: int = 0
    mean_retrievability: float | None = None
    """Over the cards that have been reviewed."""
