"""The frozen pictures of an interview drill: its sections, a prompt, the report.

As in `drill.sessions.steps`, texts are raw Markdown of decks: data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import CardId, EventId, StudyDay
    from drill.sessions.selection import Selection
    from drill.sessions.sitting_steps import QuizStep


class InterviewPhase(Enum):
    """Where an interview drill stands."""

    INTRO = "intro"
    """A section is about to begin; no clock runs."""
    QUESTIONS = "questions"
    """Questions are asked: see `quiz`."""
    PROMPT = "prompt"
    """A prompt is being answered; its clock runs."""
    KATA = "kata"
    """Code is being written; its clock runs."""
    JUDGING = "judging"
    """The learner judges an answer by its rubric; no clock runs."""
    BREAK = "break"
    LEFT = "left"
    """Half way, to be gone on with later."""
    FINISHED = "finished"


class SectionFate(Enum):
    """What became of a section."""

    AHEAD = "ahead"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section in the outline of a sitting."""

    title: str
    kind: str
    """`questions`, `prompt`, `kata` or `break`."""
    round: str
    seconds: float
    fate: SectionFate
    lack: str = ""
    """Why there is nothing to ask in it, or less than it wants."""
    can_be_sat: bool = True
    """Whether something is asked in it; a break is one at any time."""


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of a prompt, as it is being answered."""

    title: str
    seconds: float
    """As the format plans it."""
    spent_s: float
    ask: str = ""
    """What the interviewer says when it begins."""
    headings: tuple[str, ...] = ()
    text: str = ""
    """What was written in it so far."""


@dataclass(frozen=True, slots=True)
class PromptStep:
    """A prompt, as it is being answered."""

    title: str
    text: str
    phases: tuple[PhaseStep, ...]
    at: int
    """Index of the phase at hand."""
    hints: tuple[str, ...] = ()
    """Those that were asked for."""
    hints_left: int = 0
    follow_ups: tuple[str, ...] = ()
    """What the interviewer has asked by now, the latest last."""


@dataclass(frozen=True, slots=True)
class CodeStep:
    """A kata, as it is being written on its own screen."""

    card: CardId
    title: str
    minutes: int | None
    """What it usually takes."""
    runs: int
    verdict: str
    """Of the latest run; empty before the first."""
    credit: float
    """0 to 1, of the best run: what the section is worth so far."""
    hints: int
    """How many were shown."""
    is_over: bool
    """Whether it was passed, or the solution was shown."""


@dataclass(frozen=True, slots=True)
class CriterionStep:
    """One line of the rubric."""

    text: str
    points: float
    """Of 100, as far as all sections with a weight are counted."""
    phase: str
    """The title of the phase that it counts for."""
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class RubricStep:
    """An answer beside its rubric and the outline of a good one."""

    title: str
    criteria: tuple[CriterionStep, ...]
    outline: str
    answer: str
    """What was written, phase by phase, as Markdown; empty when it was on paper."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """One moment of an interview drill."""

    phase: InterviewPhase
    serial: int
    sitting: EventId
    title: str
    at: int
    """Index of the section at hand in `sections`."""
    sections: tuple[SectionRow, ...]
    quiz: QuizStep | None = None
    """In phase QUESTIONS."""
    prompt: PromptStep | None = None
    """In phase PROMPT."""
    code: CodeStep | None = None
    """In phase KATA."""
    rubric: RubricStep | None = None
    """In phase JUDGING."""
    report: InterviewReport | None = None
    """In phase FINISHED."""
    is_running: bool = False
    section_left_s: float = 0.0
    """Of the section's own clock; of one that was not begun: all of it."""
    whole_left_s: float = 0.0
    """Of this and all sections to come."""
    taken_at: float = 0.0
    """The moment of these figures, as `Clock.boottime` has it: a screen counts on."""
    message: str = ""


# --- the report -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """One phase of a prompt, when it is over."""

    title: str
    points: float
    of: float
    """Points that could be had."""
    spent_s: float
    seconds: float
    """As planned."""

    @property
    def is_over(self) -> bool:
        """Whether it took more than a tenth longer than planned."""
        return self.spent_s > 1.1 * self.seconds


@dataclass(frozen=True, slots=True)
class SlowAnswer:
    """A question that took much longer than such a one usually takes."""

    card: CardId
    title: str
    """One line of its front, plain text."""
    spent_s: float
    expected_s: float


@dataclass(frozen=True, slots=True)
class SectionResult:
    """One section, when it is over."""

    title: str
    kind: str
    round: str
    share: float | None
    """0 to 1 of its points; None when it does not count."""
    weight: float
    """Its share in the score of the whole."""
    points: float
    of: float
    spent_s: float
    seconds: float
    phases: tuple[PhaseResult, ...] = ()
    """Of a prompt."""
    prompt: str = ""
    """Its title."""
    kata: str = ""
    """Its title."""
    verdict: str = ""
    """Of a kata: what its latest run came to; empty if there was none."""
    runs: int = 0
    """Of a kata: how often it was run."""
    hints: int = 0
    """Of a kata: how many were shown."""
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """Criteria."""
    answer: str = ""
    """What was written, as Markdown."""
    note: str = ""
    """The learner's note to themselves."""
    slow: tuple[SlowAnswer, ...] = ()
    lack: str = ""
    """Why it does not count."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """What was shown of one topic."""

    topic: str
    """TopicId."""
    title: str
    """`networking › tcp`."""
    share: float
    """0 to 1."""
    asked: int


@dataclass(frozen=True, slots=True)
class ReviewHint:
    """Cards of one topic to review next."""

    title: str
    cards: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class SittingRow:
    """One sitting in the list of earlier ones."""

    sitting: EventId
    format: str
    title: str
    at: datetime
    day: StudyDay
    date_label: str
    """`Fri 20 Nov`."""
    share: float | None
    """Of the whole, 0 to 1; None while nothing of it counts."""
    spent_s: float
    is_open: bool
    """Half way: neither finished nor given up."""
    can_resume: bool
    """Open, and begun on this device."""
    number: int = 0
    """Which sitting of its format this is, from 1."""


@dataclass(frozen=True, slots=True)
class InterviewReport:
    """What an interview drill came to."""

    row: SittingRow
    points: float | None
    """0 to 4; None when nothing counts."""
    decision: str
    """`lean hire`; empty when nothing counts."""
    how: str
    """How the score was computed, in one sentence."""
    sections: tuple[SectionResult, ...]
    topics: tuple[TopicScore, ...]
    """Weakest first."""
    earlier: tuple[SittingRow, ...]
    """Finished sittings of this format before this one, oldest first."""
    review: tuple[ReviewHint, ...]
    selection: Selection | None
    """All cards of `review`, to be asked at once; None when there is nothing."""

    @property
    def slow(self) -> tuple[SlowAnswer, ...]:
        """The slowest answers of all sections, slowest first against what is usual."""
        each = [answer for section in self.sections for answer in section.slow]
        return tuple(sorted(each, key=lambda a: a.expected_s / max(a.spent_s, 0.001)))

    @property
    def missed(self) -> tuple[str, ...]:
        """All criteria that were missed."""
        return tuple(line for section in self.sections for line in section.missed)


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format in the list to choose from."""

    id: str
    title: str
    description: str
    minutes: float
    sections: tuple[str, ...]
    """`10 questions, 15 min`, one a section."""
    last: SittingRow | None = None
    """The latest finished sitting of it."""


@dataclass(frozen=True, slots=True)
class InterviewsStep:
    """What the first screen of interviews shows."""

    formats: tuple[FormatRow, ...]
    open: tuple[SittingRow, ...]
    """Sittings that wait half way, latest first."""
    done: tuple[SittingRow, ...]
    """Finished ones, latest first."""
    problems: tuple[str, ...] = ()
    """Defects of format files: `PATH:LINE: message`."""
