"""What a finished session says: what was done, and what comes tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import Rating, StudyDay
from drill.sessions.labels import plural
from drill.sessions.selection import Kind
from drill.sessions.steps import Summary
from drill.sessions.today import to_do

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.answering import Answer
    from drill.sessions.collection import Collection
    from drill.sessions.queued import Queue
    from drill.sessions.selection import Selection
    from drill.sessions.steps import Counts, KataOffer


def summary(
    collection: Collection,
    selection: Selection,
    answers: Sequence[Answer],
    queue: Queue,
) -> Summary:
    """The end of a session.

    Args:
        collection: the learner's.
        selection: what the session was about.
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
        katas=_katas(collection, selection),
    )


def _katas(collection: Collection, selection: Selection) -> tuple[KataOffer, ...]:
    """What a daily review offers besides: due katas, as long as the learner allows."""
    most = collection.settings.study.kata_minutes
    if not most or selection.kind is not Kind.TODAY:
        return ()
    from drill.sessions.kata_rooms import due_katas

    return due_katas(collection, most, selection.scope or collection.chosen)


def _tomorrow(collection: Collection) -> Counts:
    """What a session would hold tomorrow if nothing more was done today."""
    with collection.store.read() as unit:
        return to_do(collection, unit, StudyDay(collection.today + 1))[0]


def _reason(collection: Collection, selection: Selection, queue: Queue) -> str:
    """Why nothing is left."""
    study = collection.settings.study
    if selection.kind is not Kind.TODAY:
        return "That was all of this selection."
    if not (selection.scope or collection.chosen):
        return "No deck is chosen yet."
    if queue.is_review_limited:
        most = plural(study.reviews_a_day, "review")
        return f"The limit of {most} a day is reached."
    if queue.is_new_limited:
        most = plural(study.new_a_day, "new card")
        return f"The limit of {most} a day is reached."
    if queue.held_back:
        waiting = plural(queue.held_back, "new card")
        verb = "waits" if queue.held_back == 1 else "wait"
        return f"{waiting} {verb} for what comes first."
    return "All that is due is done."
