"""Which commands each moment of a review allows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.sessions.steps import Phase
from drill.tui.card_texts import texts_of
from drill.tui.commands import of_screen
from drill.tui.media_names import media_of
from drill.tui.text import holds_maths

if TYPE_CHECKING:
    from drill.sessions.steps import ReviewStep
    from drill.tui.media_names import Medium

RATINGS = frozenset(f"review.{name}" for name in ("again", "hard", "good", "easy"))
NEEDS = {
    "reveal": "goes_on",
    "rate": "is_back",
    "next": "is_marked",
    "another": "has_another",
    "retry": "can_retry",
    "hint": "has_hint",
    "undo": "can_undo",
    "redo": "can_redo",
    "edit": "has_card",
    "bury": "has_card",
    "suspend": "has_card",
    "flag": "has_card",
    "remark": "has_card",
    "report": "has_card",
    "info": "has_card",
    "contrast": "has_contrast",
    "kata": "has_kata",
    "open": "has_media",
    "source": "has_maths",
}
"""What an action needs of the moment; actions that are not named need nothing."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A step, and what the screen itself knows."""

    step: ReviewStep | None
    hints: int = 0
    """How many hints are shown."""
    can_retry: bool = False
    """Whether an intent could not be saved and waits for another try."""
    has_more: bool = False
    """Whether lines lie below the window."""

    def allows(self, action: str) -> bool:
        """Whether an action can be asked for now."""
        need = NEEDS.get(action)
        return need is None or bool(getattr(self, need))

    def hidden(self) -> set[str]:
        """Ids of the commands that the bottom lines leave out."""
        hidden = {
            command.id
            for command in of_screen("review")
            if not self.allows(command.action.partition("(")[0])
        }
        if self.is_back:
            hidden.add("review.reveal")
        return hidden | RATINGS if self.can_retry else hidden

    @property
    def goes_on(self) -> bool:
        """On the front, at the end, or where the answer goes on below.

        A question is answered, and not looked at.
        """
        if self._asks:
            return False
        return self._in(Phase.FRONT, Phase.FINISHED) or (self.is_back and self.has_more)

    @property
    def is_marked(self) -> bool:
        """Whether a question was answered and waits for its rating."""
        return self.is_back and self.step is not None and self.step.marked is not None

    @property
    def has_another(self) -> bool:
        """Whether a marked question can be asked with other figures."""
        question = self.step.question if self.step is not None else None
        return self.is_marked and question is not None and question.is_generated

    @property
    def is_back(self) -> bool:
        """Whether the card can be rated."""
        return self._in(Phase.BACK)

    @property
    def has_card(self) -> bool:
        """Whether there is a card to do something with."""
        return self._in(Phase.FRONT, Phase.BACK)

    @property
    def has_hint(self) -> bool:
        """Whether a hint is left to show."""
        step = self.step
        if step is None or not self._in(Phase.FRONT):
            return False
        shown = step.question or step.face
        return shown is not None and self.hints < len(shown.hints)

    @property
    def has_contrast(self) -> bool:
        """Whether a contrasting card is known."""
        return self.has_card and self.step is not None and bool(self.step.contrasts)

    @property
    def has_media(self) -> bool:
        """Whether a picture, sound or film is mentioned."""
        return bool(self.media)

    @property
    def media(self) -> tuple[Medium, ...]:
        """The files that the card mentions now."""
        step = self.step
        return () if step is None else media_of(texts_of(step, self.hints))

    @property
    def has_maths(self) -> bool:
        """Whether maths is shown."""
        step = self.step
        return step is not None and any(map(holds_maths, texts_of(step, self.hints)))

    @property
    def has_kata(self) -> bool:
        """Whether a kata is offered at the end."""
        summary = self.step.summary if self.step is not None else None
        return summary is not None and bool(summary.katas)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.step is not None and self.step.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back last."""
        return self.step is not None and self.step.can_redo

    @property
    def _asks(self) -> bool:
        return self.step is not None and self.step.question is not None

    def _in(self, *phases: Phase) -> bool:
        return self.step is not None and self.step.phase in phases


def is_same_front(before: ReviewStep | None, step: ReviewStep) -> bool:
    """A flag or a note to oneself changes the step, not the card in front of one."""
    if before is None:
        return False
    return before.phase is step.phase and before.card == step.card
