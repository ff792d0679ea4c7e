"""Credit for choices, orders and rubrics: right less wrong, so guessing gains none.

Places that a question does not have, and places named twice, count for nothing.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from drill.quiz.marks import Mark
from drill.quiz.wording import plain_number

if TYPE_CHECKING:
    from drill.content.questions import (
        Arranged,
        ChoiceQuestion,
        Chosen,
        OrderQuestion,
        RubricQuestion,
        Ticked,
    )

NO_ANSWER = Mark(0.0, is_answered=False)


def mark_choice(question: ChoiceQuestion, response: Chosen) -> Mark:
    """One right choice: all or nothing; several: (right - wrong) / all right ones."""
    chosen = _known(response.places, len(question.choices))
    if not chosen:
        return NO_ANSWER
    right = {place for place, each in enumerate(question.choices) if each.right}
    if set(chosen) == right:
        return Mark(1.0)
    if question.several:
        return _several(len(right & set(chosen)), len(set(chosen) - right), len(right))
    return Mark(0.0, remark="one choice is asked for" if len(chosen) > 1 else "")


def _several(found: int, wrong: int, wanted: int) -> Mark:
    remark = f"{found} of {wanted} found"
    if wrong:
        remark += f", {wrong} wrong: ({found} − {wrong}) / {wanted}"
    return Mark(max(0, found - wrong) / max(1, wanted), remark=remark)


def mark_order(question: OrderQuestion, response: Arranged) -> Mark:
    """Pairs in the right order less those in the wrong one, as a share of all pairs.

    That is Kendall's rank correlation, and 0 where it is negative: an order drawn by
    lot gains nothing on average.
    """
    count = len(question.items)
    placed = _known(response.places, count)
    if not placed:
        return NO_ANSWER
    pairs = count * (count - 1) // 2
    right = sum(one < other for one, other in combinations(placed, 2))
    wrong = len(placed) * (len(placed) - 1) // 2 - right
    if right == pairs:
        return Mark(1.0)
    remark = f"{right} of {pairs} pairs in order: ({right} − {wrong}) / {pairs}"
    return Mark(max(0, right - wrong) / pairs, remark=remark)


def mark_rubric(question: RubricQuestion, response: Ticked) -> Mark:
    """The weights of the criteria that were met, as a share of all weights."""
    met = _known(response.places, len(question.rubric))
    points = sum(question.rubric[place].weight for place in met)
    most = sum(each.weight for each in question.rubric)
    is_full = len(met) == len(question.rubric)
    remark = f"{plain_number(points)} of {plain_number(most)} points"
    return Mark(1.0 if is_full else min(1.0, points / most), remark=remark)


def _known(places: tuple[int, ...], count: int) -> tuple[int, ...]:
    """Those of some places that there are, each once."""
    return tuple(dict.fromkeys(place for place in places if 0 <= place < count))
