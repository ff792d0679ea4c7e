"""What an import hands over: notes with what is known of their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from drill.events import CardBody, NotePut
    from drill.ids import EventId, StudyDay
    from drill.store.wording import Wording


class Dated(NamedTuple):
    """Something that happened to a card, elsewhere or now."""

    body: CardBody
    id: EventId | None = None
    """Of a review: hashed from where it came from, so that it comes in only once."""
    at: datetime | None = None
    """Aware; None: now."""
    day: StudyDay | None = None
    """The study day of `at`."""


class Arrival(NamedTuple):
    """A note that comes in, or only events of cards that are there."""

    put: NotePut | None
    """None where the note stays as it is."""
    events: tuple[Dated, ...] = ()
    """Of its cards, oldest first."""
    said: Wording | None = None
    """What the document of `put` says, where it was worked out before."""
