"""What a session did, as undo and redo leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import CardId, OperationId
    from drill.sessions.answering import Answer


class Logbook:
    """The answers of one session, and the cards that its other operations touched."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        """Those that were not taken back, in order."""
        self._taken_back: dict[OperationId, Answer] = {}
        self._touched: dict[OperationId, CardId] = {}

    def answered(self, answer: Answer) -> None:
        """Note an answer."""
        self.answers.append(answer)
        self._touched[answer.operation] = answer.card.card
        self._taken_back.clear()

    def did(self, operation: OperationId | None, card: CardId) -> None:
        """Note another operation, and the card that was at hand."""
        if operation is not None:
            self._touched[operation] = card
        self._taken_back.clear()

    def undone(self, operation: OperationId) -> CardId | None:
        """Note that an operation was taken back; its card if it was the session's."""
        for answer in self.answers:
            if answer.operation == operation:
                self.answers.remove(answer)
                self._taken_back[operation] = answer
                break
        return self._touched.get(operation)

    def redone(self, operation: OperationId) -> None:
        """Note that an operation counts again."""
        answer = self._taken_back.pop(operation, None)
        if answer is not None:
            self.answers.append(answer)
