"""What there is of a sitting whatever is asked in it: its record, its place, its turns.

`drill.sessions.interview` makes a whole of it, with a part for each kind of section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import OutOfTurn
from drill.sessions.interview_desk import InterviewDesk
from drill.sessions.labels import plural

if TYPE_CHECKING:
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_moves import SectionState
    from drill.sessions.interview_plans import PlannedSection
    from drill.sessions.interview_steps import InterviewPhase, InterviewStep

TIME_IS_UP = "the time of this section is up"


def slept_words(seconds: float) -> str:
    """What is said of a sleep of the machine; nothing without one."""
    minutes = plural(round(seconds / 60), "minute")
    return f"the machine slept for {minutes}: they do not count" if seconds else ""


class SittingTurns:
    """A sitting, and where it stands."""

    def __init__(self, collection: Collection, sitting: EventId) -> None:
        """Go on with a sitting that was opened.

        Raises:
            SittingNotFound: there is none of that id that this program can read.
        """
        self._collection = collection
        self._desk = InterviewDesk(collection, sitting)
        self._phase: InterviewPhase | None = None
        self._at = 0
        self._serial = 0
        self._slept_s = 0.0
        """Sleeps of the machine during what is written, not told of yet."""

    @property
    def _section(self) -> PlannedSection:
        return self._desk.plan.sections[self._at]

    @property
    def _state(self) -> SectionState:
        return self._desk.state(self._section)

    def _expect(self, intent: str, *phases: InterviewPhase) -> None:
        if self._phase not in phases:
            present = self._phase.value if self._phase is not None else "not started"
            raise OutOfTurn(intent, present)

    def _next_section(self, message: str = "") -> InterviewStep:
        """The next section that is not done."""
        raise NotImplementedError  # pragma: no cover - the whole says it

    def _step(self, message: str = "") -> InterviewStep:
        """The picture of this moment."""
        raise NotImplementedError  # pragma: no cover - the whole says it
