"""What the journal tells of an interview drill's sections, read again as a state.

Moves of questions are those of `drill.sessions.sitting_moves`; here are those of the
sections around them, and of prompts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from drill.events import SittingMoved
from drill.sessions.sitting_moves import number, section_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.events import Event

BEGUN: Final = "begun"
"""A section's clock runs."""
WROTE: Final = "wrote"
"""What stands in a phase's pane, and how the time went."""
ENDED: Final = "ended"
"""A section's time is over: a prompt is to be judged now."""
DRAFTED: Final = "drafted"
"""A judgement in the making: criteria ticked so far, the note so far."""
JUDGED: Final = "judged"
"""The criteria that were met, and a note to oneself."""
SKIPPED: Final = "skipped"
"""A section was passed over; it does not count."""


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far one section has come."""

    is_begun: bool = False
    is_ended: bool = False
    """Its time is over; of a prompt: it may be judged."""
    is_judged: bool = False
    is_skipped: bool = False
    spent_s: float = 0.0
    texts: Mapping[str, str] = field(default_factory=dict)
    """What was written, by phase."""
    phase_s: Mapping[str, float] = field(default_factory=dict)
    """Seconds spent in each phase."""
    phase: str = ""
    """The phase that was at hand."""
    hints: int = 0
    credit: float = 0.0
    """Of a kata's best run, 0 to 1."""
    verdict: str = ""
    """Of its latest one."""
    runs: int = 0
    met: tuple[int, ...] = ()
    """Indices of the criteria that the answer met; so far, until it is judged."""
    note: str = ""
    """A note to oneself."""

    def after(  # noqa: PLR0911 - a move, a return
        self, body: SittingMoved
    ) -> SectionState:
        """The state when one more move of the section is read."""
        told = body.contents
        match body.move:
            case "begun":
                return replace(self, is_begun=True)
            case "wrote" if not self.is_judged:
                return self._written(told)
            case "ended" if not self.is_ended:
                return replace(self._written(told), is_ended=True)
            case "drafted" if not self.is_judged:
                return self._considered(told)
            case "judged":
                return replace(self._considered(told), is_ended=True, is_judged=True)
            case "skipped" if not self.is_ended:
                return replace(self, is_ended=True, is_skipped=True)
            case _:
                return self

    def _considered(self, told: Mapping[str, object]) -> SectionState:
        met, note = _places(told.get("met")), text_of(told.get("note"))
        return replace(self, met=met, note=note)

    def _written(self, told: Mapping[str, object]) -> SectionState:
        texts, spent = told.get("texts"), told.get("phase_s")
        return replace(
            self,
            spent_s=number(told.get("spent_s")),
            texts=dict(self.texts) | _texts(texts),
            phase_s=dict(self.phase_s) | _numbers(spent),
            phase=text_of(told.get("phase")) or self.phase,
            hints=int(number(told.get("hints"))),
            credit=min(1.0, number(told.get("credit"))),
            verdict=text_of(told.get("verdict")),
            runs=int(number(told.get("runs"))),
        )


def states_of(events: Iterable[Event]) -> dict[str, SectionState]:
    """The states of a sitting's sections by id, from its moves in fold order."""
    states: dict[str, SectionState] = {}
    for event in events:
        body = event.body
        if isinstance(body, SittingMoved) and (section := section_of(body)):
            before = states.get(section, SectionState())
            states[section] = before.after(body)
    return states


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def _numbers(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        return {}
    return {str(key): number(each) for key, each in value.items()}


def _places(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(sorted({each for each in value if type(each) is int and each >= 0}))
