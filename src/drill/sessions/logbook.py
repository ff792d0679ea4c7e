"""What a session did, as undo and redo leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import OperationId
    from drill.sessions.answering import Answer


class Logbook:
    """The answers of one session."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        """Those that were not taken back, in order."""
        self._taken_back: dict[OperationId, Answer] = {}

    def answered(self, answer: Answer) -> None:
        """Note an answer."""
        self.answers.append(answer)
        self._taken_back.clear()

    def did(self) -> None:
        """Note that something else was done: what was taken back stays so."""
        self._taken_back.clear()

    def undone(self, operation: OperationId) -> Answer | None:
        """Note that an operation was taken back; the answer that it was, if any."""
        found = next((a for a in self.answers if a.operation == operation), None)
        if found is not None:
            self.answers.remove(found)
            self._taken_back[operation] = found
        return found

    def redone(self, operation: OperationId) -> None:
        """Note that an operation counts again."""
        if (answer := self._taken_back.pop(operation, None)) is not None:
            self.answers.append(answer)
