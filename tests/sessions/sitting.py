"""Short words for tests of reviews: sessions, answers, decks of plain notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.ids import CardId, Rating
from drill.sessions.review import ReviewSession
from drill.sessions.selection import Selection
from drill.sessions.steps import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.collection import Collection
    from drill.sessions.steps import ReviewStep
    from tests.sessions.desk import Desk


def session(desk: Desk, **fields: Any) -> ReviewSession:
    """A session at the desk that has not started."""
    return ReviewSession(desk.collection, Selection(**fields))


def answer(review: ReviewSession, rating: Rating = Rating.GOOD) -> ReviewStep:
    """Turn the card at hand and rate it."""
    review.reveal()
    return review.rate(rating)


def through(
    review: ReviewSession, step: ReviewStep, rating: Rating = Rating.EASY
) -> list[str]:
    """Answer all that comes, with one rating; the cards in their order."""
    seen = []
    while step.phase is Phase.FRONT:
        assert step.card is not None
        seen.append(str(step.card))
        step = answer(review, rating)
    return seen


def queue(desk: Desk, **fields: Any) -> list[str]:
    """The cards of a selection in the order in which they come, nothing recorded."""
    from drill.sessions.waiting import QueueBuilder

    with desk.collection.store.read() as unit:
        built = QueueBuilder(desk.collection, unit, Selection(**fields)).build()
    return [each.card for each in built.cards]


def write_topic(
    desk: Desk, topic: str, notes: Sequence[str], **head: Sequence[str] | str
) -> list[CardId]:
    """Write a topic of the learner's own, `deck/topic`, with plain notes; its cards."""
    deck, _, name = topic.partition("/")
    path = desk.own / deck / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"topic: {name}", f"title: {name}"]
    for key, value in head.items():
        text = value if isinstance(value, str) else f"[{', '.join(value)}]"
        lines.append(f"{key}: {text}")
    lines.append("notes:")
    for note in notes:
        lines += [
            f"- id: {note}",
            f"  front: What is {note}?",
            f"  back: It is {note}.",
        ]
        lines += ["  source: a book"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return [CardId(f"{topic}/{note}#front") for note in notes]


def other_window(desk: Desk) -> Collection:
    """A second program on the same files."""
    from drill.sessions.collection import Collection

    settings = desk.collection.settings
    return Collection.open(desk.locations, settings, desk.clock)
