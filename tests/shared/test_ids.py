from __future__ import annotations

import pytest

from drill.ids import (
    CardId,
    DeckId,
    NoteId,
    Rating,
    TopicId,
    card_id,
    deck_of,
    note_of,
    part_of,
)


@pytest.mark.parametrize(
    ("card", "note", "part"),
    [
        ("networking/tcp/bdp#front", "networking/tcp/bdp", "front"),
        ("networking/tcp/bdp#c12", "networking/tcp/bdp", "c12"),
        ("anki:Qz#1~b#0", "anki:Qz#1~b", "0"),  # a GUID may hold the sign itself
    ],
)
def test_a_card_is_its_note_and_a_part(card: str, note: str, part: str) -> None:
    assert card_id(NoteId(note), part) == card
    assert note_of(CardId(card)) == note
    assert part_of(CardId(card)) == part


@pytest.mark.parametrize(
    ("topic", "deck"),
    [
        ("networking/tcp", "networking"),
        ("work::onboarding/first-week", "work::onboarding"),
    ],
)
def test_a_topic_belongs_to_a_deck(topic: str, deck: str) -> None:
    assert deck_of(TopicId(topic)) == DeckId(deck)


def test_ratings_are_numbered_from_again_to_easy() -> None:
    assert [rating.name for rating in sorted(Rating)] == [
        "AGAIN",
        "HARD",
        "GOOD",
        "EASY",
    ]
    assert [int(rating) for rating in Rating] == [1, 2, 3, 4]
