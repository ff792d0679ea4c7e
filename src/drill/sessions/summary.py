"""What a finished session says: what was done, and what comes tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.sessions.labels import plural
from drill.sessions.selection import Kind
from drill.sessions.steps import Counts, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.answering import Answer
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.sessions.waiting import Queue


def summary(
    collection: Collection,
    selection: Selection,
    answers: Sequence[Answer],
    queue: Queue,
) -> Summary:
    """The end of a session.

    Args:
        answers: those given and not taken back, in order.
        queue: as it was built last.
    """
    ratings = [sum(each.rating == rating for each in answers) for rating in Rating]
    due = [each for each in answers if each.is_due_review]
    passed = sum(each.rating > Rating.AGAIN for each in due)
    again, hard, good, easy = ratings
    return Summary(
        answered=len(answers),
        minutes=sum(each.duration_ms for each in answers) / 60_000,
        ratings=(again, hard, good, easy),
        new=sum(each.is_first for each in answers),
        passed_share=passed / len(due) if due else None,
        tomorrow=_tomorrow(collection),
        leeches=tuple(
            dict.fromkeys(each.card.front for each in answers if each.made_leech)
        ),
        reason=_reason(collection, selection, queue),
    )


def _tomorrow(collection: Collection) -> Counts:
    """Reviews due by then, and as many new cards as the limit takes."""
    decks = collection.chosen
    with collection.store.read() as unit:
        (due,) = unit.cards.forecast(collection.today, 1, decks)
        left = unit.cards.count_due(collection.today, decks)
        most = collection.settings.study.new_a_day
        new = len(unit.cards.new(collection.today, decks=decks, limit=most))
    return Counts(review=due, new=new, backlog=left.review + left.backlog)


def _reason(collection: Collection, selection: Selection, queue: Queue) -> str:
    """Why nothing is left."""
    if not collection.chosen:
        return "No deck is chosen yet."
    if selection.kind is not Kind.TODAY:
        return "That was all of this selection."
    if queue.is_new_limited:
        most = collection.settings.study.new_a_day
        return f"The limit of {plural(most, 'new card')} a day is reached."
    if queue.held_back:
        return f"{plural(queue.held_back, 'new card')} wait for what comes first."
    return "All that is due is done."
