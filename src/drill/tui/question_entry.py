"""What the learner has entered of an answer so far, and what each move makes of it.

Frozen values; nothing here knows of keys, widgets or marking. A row is a place on the
screen, from 0; what a response names are the places in the question.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drill.content.questions import Arranged, Chosen, Ticked, Written
from drill.tui.line_entry import TextLine

if TYPE_CHECKING:
    from drill.content.questions import Response
    from drill.sessions.question_steps import QuestionStep

TEXT_KINDS = frozenset(["numeric", "typed"])


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer in the making; a move that a kind does not have changes nothing."""

    question: QuestionStep

    @property
    def wants_text(self) -> bool:
        """Whether characters are text, and no commands."""
        return False

    @property
    def row(self) -> int | None:
        """The row at which the mark stands; None: there is no mark."""
        return None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered yet."""
        return True

    @property
    def lack(self) -> str:
        """Why it cannot be handed in yet; empty when it can."""
        return ""

    def response(self) -> Response:
        """What the session is told."""
        return None

    def moved(self, rows: int) -> Entry:  # noqa: ARG002 - for a kind that has it
        """The mark moved down, or up by a negative number."""
        return self

    def picked(self, row: int) -> Entry:  # noqa: ARG002 - likewise
        """A row named by its number."""
        return self

    def toggled(self) -> Entry:
        """The row at the mark ticked or not; taken up or put down."""
        return self

    def carried(self, rows: int) -> Entry:  # noqa: ARG002 - likewise
        """The item at the mark moved down, or up by a negative number."""
        return self

    def entered(self) -> Entry:
        """What has to come before it is handed in; itself when nothing has."""
        return self

    def typed(self, text: str) -> Entry:  # noqa: ARG002 - likewise
        """A text typed or pasted."""
        return self

    def pressed(self, key: str) -> Entry | None:  # noqa: ARG002 - likewise
        """A key that edits the text; None of any other."""
        return None

    def _places(self, rows: frozenset[int]) -> tuple[int, ...]:
        return tuple(sorted(self.question.places[row] for row in rows))


def entry_of(question: QuestionStep, *, is_open: bool = False) -> Entry:
    """An empty answer to a question.

    Args:
        question: what is asked.
        is_open: of a prompt: whether its rubric is shown at once.
    """
    if question.kind in TEXT_KINDS:
        return TextEntry(question)
    if question.kind == "order":
        return OrderEntry(question, tuple(range(len(question.entries))))
    if question.kind == "prompt":
        return RubricEntry(question, is_open=is_open)
    return SeveralEntry(question) if question.several else ChoiceEntry(question)


@dataclass(frozen=True, slots=True)
class ChoiceEntry(Entry):
    """One of some choices: the one at which the mark stands."""

    mark: int | None = None

    @property
    def row(self) -> int | None:
        """The chosen row."""
        return self.mark

    @property
    def is_empty(self) -> bool:
        """Whether none is chosen."""
        return self.mark is None

    @property
    def lack(self) -> str:
        """A choice."""
        return "Choose one first." if self.mark is None else ""

    def response(self) -> Response:
        """The one choice."""
        if self.mark is None:
            return None
        return Chosen(self._places(frozenset([self.mark])))

    def moved(self, rows: int) -> Entry:
        """The choice below or above, beginning at the end that it comes from."""
        return replace(self, mark=_moved(self.mark, rows, len(self.question.entries)))

    def picked(self, row: int) -> Entry:
        """That choice."""
        return replace(self, mark=row) if _is_row(row, self.question) else self


@dataclass(frozen=True, slots=True)
class SeveralEntry(Entry):
    """Any number of some choices."""

    mark: int | None = None
    ticked: frozenset[int] = frozenset()

    @property
    def row(self) -> int | None:
        """Where the mark stands."""
        return self.mark

    @property
    def is_empty(self) -> bool:
        """Whether none is ticked."""
        return not self.ticked

    @property
    def lack(self) -> str:
        """A tick."""
        return "" if self.ticked else "Tick at least one first."

    def response(self) -> Response:
        """All that are ticked."""
        return Chosen(self._places(self.ticked))

    def moved(self, rows: int) -> Entry:
        """The mark elsewhere; the ticks stay."""
        return replace(self, mark=_moved(self.mark, rows, len(self.question.entries)))

    def picked(self, row: int) -> Entry:
        """That choice ticked, or not any more."""
        if not _is_row(row, self.question):
            return self
        return replace(self, mark=row, ticked=self.ticked ^ {row})

    def toggled(self) -> Entry:
        """The choice at the mark ticked, or not any more."""
        return self.picked(self.mark if self.mark is not None else -1)


@dataclass(frozen=True, slots=True)
class TextEntry(Entry):
    """A number or a few words."""

    line: TextLine = field(default_factory=TextLine)

    @property
    def wants_text(self) -> bool:
        """Always."""
        return True

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.line.text

    @property
    def lack(self) -> str:
        """Some text."""
        return "" if self.line.text.strip() else "Type an answer first."

    def response(self) -> Response:
        """The text as it was typed."""
        return Written(self.line.text)

    def typed(self, text: str) -> Entry:
        """With a text at the caret."""
        return replace(self, line=self.line.typed(text))

    def pressed(self, key: str) -> Entry | None:
        """After a key that edits."""
        line = self.line.pressed(key)
        return replace(self, line=line) if line is not None else None


@dataclass(frozen=True, slots=True)
class OrderEntry(Entry):
    """Items to bring into order."""

    rows: tuple[int, ...]
    """Of each row the entry of the question that stands there now."""
    mark: int = 0
    is_held: bool = False
    """Whether the item at the mark goes where the mark goes."""
    is_touched: bool = False

    @property
    def row(self) -> int | None:
        """Where the mark stands."""
        return self.mark

    @property
    def is_empty(self) -> bool:
        """Whether no item was moved."""
        return not self.is_touched

    @property
    def lack(self) -> str:
        """A move: the order in which items are shown is never the right one."""
        return "" if self.is_touched else "Bring them into order first."

    def response(self) -> Response:
        """The items as they stand."""
        return Arranged(tuple(self.question.places[each] for each in self.rows))

    def moved(self, rows: int) -> Entry:
        """The mark elsewhere, and with it an item that is held."""
        if self.is_held:
            return self.carried(rows)
        return replace(self, mark=self._within(self.mark + rows))

    def picked(self, row: int) -> Entry:
        """The item at the mark put to that place."""
        return self.carried(row - self.mark) if _is_row(row, self.question) else self

    def toggled(self) -> Entry:
        """The item at the mark taken up, or put down."""
        return replace(self, is_held=not self.is_held)

    def carried(self, rows: int) -> Entry:
        """The item at the mark moved, the mark with it."""
        target = self._within(self.mark + rows)
        if target == self.mark:
            return self
        order = list(self.rows)
        order.insert(target, order.pop(self.mark))
        return replace(self, rows=tuple(order), mark=target, is_touched=True)

    def entered(self) -> Entry:
        """An item that is held is put down first."""
        return self.toggled() if self.is_held else self

    def _within(self, row: int) -> int:
        return max(0, min(row, len(self.rows) - 1))


@dataclass(frozen=True, slots=True)
class RubricEntry(Entry):
    """Criteria that the learner's own answer met; hidden until it was given."""

    is_open: bool = False
    """Whether the outline and the criteria are shown."""
    mark: int = 0
    ticked: frozenset[int] = frozenset()

    @property
    def row(self) -> int | None:
        """Where the mark stands."""
        return self.mark if self.is_open else None

    @property
    def is_empty(self) -> bool:
        """Whether no criterion is ticked."""
        return not self.ticked

    def response(self) -> Response:
        """All that are ticked; none is an answer, too."""
        return Ticked(self._places(self.ticked))

    def moved(self, rows: int) -> Entry:
        """The mark elsewhere; the ticks stay."""
        if not self.is_open:
            return self
        last = len(self.question.entries) - 1
        return replace(self, mark=max(0, min(self.mark + rows, last)))

    def picked(self, row: int) -> Entry:
        """That criterion ticked, or not any more."""
        if not self.is_open or not _is_row(row, self.question):
            return self
        return replace(self, mark=row, ticked=self.ticked ^ {row})

    def toggled(self) -> Entry:
        """Shown, if it is not; else the criterion at the mark ticked or not."""
        return self.picked(self.mark) if self.is_open else self.entered()

    def entered(self) -> Entry:
        """The rubric is looked at before it is handed in."""
        return self if self.is_open else replace(self, is_open=True)


def _moved(mark: int | None, rows: int, count: int) -> int:
    if mark is None:
        return 0 if rows > 0 else count - 1
    return max(0, min(mark + rows, count - 1))


def _is_row(row: int, question: QuestionStep) -> bool:
    return 0 <= row < len(question.entries)
