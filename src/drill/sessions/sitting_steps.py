"""The frozen pictures of a quiz: its questions, its clock, its report.

As in `drill.sessions.steps`, texts are raw Markdown of decks: data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import CardId, EventId, StudyDay
    from drill.sessions.question_steps import MarkedStep, QuestionStep
    from drill.sessions.selection import Selection


class QuizPhase(Enum):
    """Where a quiz stands."""

    ASKED = "asked"
    """A question waits for its response; its clock runs."""
    MARKED = "marked"
    """Its mark is shown; the clock stands."""
    PAUSED = "paused"
    """The clock stands, and the question is not shown."""
    ASLEEP = "asleep"
    """The machine slept, or the program did not run: void the question or go on."""
    LEFT = "left"
    """Half way, to be gone on with later."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class QuizStep:
    """One moment of a quiz."""

    phase: QuizPhase
    serial: int
    """Grows with every step, so that a late repaint can be told from a new one."""
    sitting: EventId
    title: str
    place: int
    """Of the question at hand, from 1; of a finished quiz the number of questions."""
    number: int
    """Questions in all."""
    card: CardId | None = None
    topic: str = ""
    """`networking › tcp`."""
    question: QuestionStep | None = None
    """None where it is not to be seen."""
    marked: MarkedStep | None = None
    """In phase MARKED."""
    is_running: bool = False
    """Whether the clock goes on from what is said here."""
    spent_s: float = 0.0
    """On the question at hand."""
    question_left_s: float | None = None
    """Until its own limit; None without one."""
    total_left_s: float | None = None
    """Until the end of the whole time; None without one."""
    taken_at: float = 0.0
    """The moment of these figures, as `Clock.boottime` has it: a screen counts on."""
    credit: float = 0.0
    """So far."""
    counted: int = 0
    """Questions it was given for."""
    marks_at_once: bool = True
    may_pause: bool = False
    can_undo: bool = False
    absence_s: float = 0.0
    """In phase ASLEEP: how long it was."""
    absence_costs_s: float = 0.0
    """What counts of it for whoever goes on."""
    message: str = ""
    complaint: str = ""
    """Why the response could not be marked."""
    result: QuizResult | None = None
    """In phase FINISHED."""

    @property
    def left_s(self) -> float | None:
        """Seconds until the nearer of the two limits; None without any."""
        limits = (self.question_left_s, self.total_left_s)
        return min((each for each in limits if each is not None), default=None)


# --- the report -------------------------------------------------------------------


class Fate(Enum):
    """What became of a question."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    NO_ANSWER = "no answer"
    TIMED_OUT = "timed out"
    VOIDED = "voided"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question of a quiz, when it is over."""

    place: int
    """From 1."""
    card: CardId
    title: str
    """One line of its front, plain text; the id of a card that is gone."""
    topic: str
    """TopicId; empty when it is not known."""
    kind: str
    fate: Fate
    credit: float
    spent_s: float
    expected_s: float
    """What such a question usually takes; 0: not known."""
    usual_s: float | None
    """The learner's own median for questions of its kind; None with too few."""
    hints: int
    is_slow: bool
    """Took much longer than it should."""


@dataclass(frozen=True, slots=True)
class TopicResult:
    """The questions of one topic."""

    topic: str
    title: str
    """`networking › tcp`."""
    credit: float
    counted: int
    mean_s: float

    @property
    def score(self) -> float:
        """0 to 1."""
        return self.credit / self.counted


@dataclass(frozen=True, slots=True)
class KindTime:
    """How long questions of one kind took."""

    kind: str
    counted: int
    median_s: float
    expected_s: float
    """Mean of what they usually take."""
    usual_s: float | None
    """The learner's own median before; None with too few."""


@dataclass(frozen=True, slots=True)
class QuizRow:
    """One sitting in the list of earlier ones."""

    sitting: EventId
    title: str
    at: datetime
    day: StudyDay
    date_label: str
    """`Fri 20 Nov`"""
    number: int
    """Questions in all."""
    counted: int
    score: float | None
    """0 to 1; None while it goes on, or when nothing counted."""
    spent_s: float
    is_open: bool
    """Half way: neither finished nor given up."""
    given_up: bool
    can_resume: bool
    """Open, and begun on this device."""


@dataclass(frozen=True, slots=True)
class QuizResult:
    """The report of a quiz."""

    row: QuizRow
    credit: float
    questions: tuple[QuestionResult, ...]
    topics: tuple[TopicResult, ...]
    """Weakest first."""
    kinds: tuple[KindTime, ...]
    slow: tuple[QuestionResult, ...]
    """Slowest first, as against what they should take."""
    review: Selection | None
    """What was missed, to be asked once more; None when nothing was."""
    earlier: tuple[QuizRow, ...]
    """Finished quizzes up to this one, oldest first."""
    reason: str = ""
    """Why it ended: `all questions are done`, `the time is up`, `given up`."""

    def of(self, fate: Fate) -> int:
        """How many questions met that fate."""
        return sum(each.fate is fate for each in self.questions)
