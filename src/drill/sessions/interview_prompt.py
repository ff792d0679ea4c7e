"""A prompt being answered: its panes, its phases, its clock, its interviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.content.questions import RubricQuestion
from drill.sessions.asking import ask
from drill.sessions.interview_steps import PhaseStep, PromptStep
from drill.sessions.sitting_clock import QuestionClock

if TYPE_CHECKING:
    from drill.clock import Clock
    from drill.sessions.asking import Asked
    from drill.sessions.interview_moves import SectionState
    from drill.sessions.interview_plans import PlannedSection
    from drill.store.units import ReadUnit

SAVE_EVERY_S = 5.0
"""Seconds after which a text that changed is written down by itself."""


class PromptRun:
    """What is known of an answer while it is being given; it writes nothing."""

    def __init__(
        self, section: PlannedSection, asked: Asked, state: SectionState, clock: Clock
    ) -> None:
        """Go on with a prompt where its state says; the clock stands.

        Args:
            section: the plan.
            asked: the prompt, as its note has it now.
            state: what the journal tells of it.
            clock: the machine's.
        """
        self.section = section
        self.asked = asked
        self._texts = dict(state.texts)
        self._phase_s = dict(state.phase_s)
        self._hints = state.hints
        self._clock = QuestionClock(clock)
        self._clock.start(state.spent_s)
        self._clock.stop()
        self._at = self._place_of(state.phase)
        self._counted_s = state.spent_s
        self._saved_s = state.spent_s
        self._is_changed = False

    def _place_of(self, phase: str) -> int:
        ids = [each.id for each in self.section.phases]
        return ids.index(phase) if phase in ids else 0

    # --- time ---------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether its clock runs."""
        return self._clock.is_running

    @property
    def spent_s(self) -> float:
        """Seconds that count so far."""
        return self._clock.spent_s

    @property
    def left_s(self) -> float:
        """Seconds until its time is out; below 0 when it is."""
        return self.section.seconds - self._clock.spent_s

    def go_on(self) -> None:
        """Let the clock run."""
        self._clock.start(self._clock.spent_s)

    def halt(self) -> None:
        """Let the clock stand."""
        self._count()
        self._clock.stop()

    def slept_s(self) -> float:
        """Seconds of a long sleep of the machine, which do not count; 0 without one."""
        slept = self._clock.slept_s()
        if slept:
            self._clock.start(self._clock.spent_s)
        return slept

    def _count(self) -> None:
        """Add the time since the last look to the phase at hand."""
        spent = self._clock.spent_s
        phase = self.section.phases[self._at].id
        since = max(0.0, spent - self._counted_s)
        self._phase_s[phase] = self._phase_s.get(phase, 0.0) + since
        self._counted_s = spent

    # --- what the learner does ------------------------------------------------------

    def write(self, text: str) -> None:
        """Take over what stands in the pane of the phase at hand."""
        phase = self.section.phases[self._at].id
        if self._texts.get(phase, "") != text:
            self._texts[phase] = text
            self._is_changed = True

    def move(self, steps: int) -> None:
        """Go to another phase; beyond the first and the last one is none."""
        self._count()
        last = len(self.section.phases) - 1
        self._at = min(max(0, self._at + steps), last)
        self._is_changed = True

    def hint(self) -> bool:
        """Show one more hint; False when there is none."""
        if self._hints >= len(self.asked.hints):
            return False
        self._hints += 1
        self._is_changed = True
        return True

    @property
    def is_to_be_saved(self) -> bool:
        """Whether something changed some seconds ago and is not written down yet."""
        waited = self._clock.spent_s - self._saved_s
        return self._is_changed and waited >= SAVE_EVERY_S

    def told(self) -> dict[str, Any]:
        """All that a move tells of the answer; what was saved is saved then."""
        self._count()
        self._is_changed, self._saved_s = False, self._clock.spent_s
        return {
            "texts": dict(self._texts),
            "phase_s": {key: round(s, 3) for key, s in self._phase_s.items()},
            "phase": self.section.phases[self._at].id,
            "spent_s": round(self._clock.spent_s, 3),
            "hints": self._hints,
        }

    # --- pictures -------------------------------------------------------------------

    def step(self) -> PromptStep:
        """The picture of this moment."""
        self._count()
        question = rubric_of(self.asked, self.section.title)
        return PromptStep(
            title=question.title,
            text=question.text,
            phases=tuple(
                PhaseStep(
                    title=each.title,
                    seconds=each.seconds,
                    spent_s=self._phase_s.get(each.id, 0.0),
                    ask=each.ask,
                    headings=each.headings,
                    text=self._texts.get(each.id, ""),
                )
                for each in self.section.phases
            ),
            at=self._at,
            hints=self.asked.hints[: self._hints],
            hints_left=len(self.asked.hints) - self._hints,
            follow_ups=self._asked_by_now(),
        )

    def _asked_by_now(self) -> tuple[str, ...]:
        """The interviewer's questions whose minute has come."""
        spent = self._clock.spent_s
        ups = rubric_of(self.asked, "").follow_ups
        come = [each for each in ups if each.minute * 60 <= spent]
        return tuple(each.text for each in sorted(come, key=lambda each: each.minute))


def asked_prompt(unit: ReadUnit, section: PlannedSection) -> Asked | None:
    """The prompt of a section, as its note has it now; None when it is gone."""
    card = None if section.card is None else unit.cards.find(section.card)
    if card is None or not card.present:
        return None
    return ask(unit.notes.get(card.note).document, section.seed)


def rubric_of(asked: Asked | None, title: str) -> RubricQuestion:
    """The prompt that is asked; a bare one of that title when it is gone."""
    question = asked.question if asked is not None else None
    if isinstance(question, RubricQuestion):
        return question
    return RubricQuestion(title, "", ())


def answer_text(section: PlannedSection, state: SectionState) -> str:
    """What was written, phase by phase, as Markdown; empty when nothing was."""
    parts = [
        f"### {phase.title}\n\n{text}"
        for phase in section.phases
        if (text := state.texts.get(phase.id, "").strip())
    ]
    return "\n\n".join(parts)
