"""The order in which choices and items are shown, from a stored seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.chance import Chance
from drill.content.questions import ChoiceQuestion, OrderQuestion

if TYPE_CHECKING:
    from drill.content.questions import Question


def shown_places(question: Question, seed: int) -> tuple[int, ...]:
    """Indices of a question's choices or items, in the order they are shown.

    Anchored choices keep their place. Items of an order question never come in the
    right order. Empty for a question that has neither.
    """
    match question:
        case ChoiceQuestion():
            anchored = [choice.anchor for choice in question.choices]
            return _shuffled(anchored, Chance("choices", seed))
        case OrderQuestion():
            return _disarranged(len(question.items), Chance("items", seed))
        case _:
            return ()


def _shuffled(anchored: list[bool], chance: Chance) -> tuple[int, ...]:
    free = [place for place, is_anchored in enumerate(anchored) if not is_anchored]
    others = iter(chance.shuffled(free))
    return tuple(
        place if is_anchored else next(others)
        for place, is_anchored in enumerate(anchored)
    )


def _disarranged(count: int, chance: Chance) -> tuple[int, ...]:
    right = tuple(range(count))
    if count < 2:  # noqa: PLR2004 - there is no other order
        return right
    while (found := tuple(chance.shuffled(right))) == right:
        pass
    return found
