"""The names of things, and the two scales everybody shares.

Strings with a meaning get a type of their own; nothing here has behaviour
beyond taking an id apart.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NewType

DeckId = NewType("DeckId", str)
"""`networking`; of a nested user deck `work/onboarding` the folders joined by `::`."""

TopicId = NewType("TopicId", str)
"""`networking/tcp`: deck and topic."""

NoteId = NewType("NoteId", str)
"""`networking/tcp/bdp`, or `anki:<guid>` of an imported one."""

CardId = NewType("CardId", str)
"""`networking/tcp/bdp#front`: a note and its part."""

EventId = NewType("EventId", str)
"""32 hexadecimal digits: a UUIDv7, or a hash for imported reviews."""

OperationId = NewType("OperationId", str)
"""What one undo takes back: the id of the operation's first event."""

DeviceId = NewType("DeviceId", str)
"""32 hexadecimal digits, one for each installation."""

PresetId = NewType("PresetId", str)
"""The hash of a preset's contents."""

StudyDay = NewType("StudyDay", int)
"""A day as the learner counts it: days from 1970-01-01 to its local date."""


class Rating(IntEnum):
    """How well a card was recalled, in the learner's own judgement."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def card_id(note: NoteId, part: str) -> CardId:
    """The id of a note's card; parts are `front`, `back`, `c1`…, `q`."""
    return CardId(f"{note}#{part}")


def note_of(card: CardId) -> NoteId:
    """The note that a card was made from."""
    return NoteId(card.rpartition("#")[0])


def part_of(card: CardId) -> str:
    """Which of its note's cards this is."""
    return card.rpartition("#")[2]


def deck_of(topic: TopicId) -> DeckId:
    """The deck that a topic belongs to."""
    return DeckId(topic.partition("/")[0])
