"""A deck as a page: its topics, what they hold, what comes first, its sources."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from drill.sessions.deck_page_steps import MASTERED_DAYS, DeckPage, TopicOnPage
from drill.sessions.missing_decks import deck_not_found
from drill.store.deck_page import CardsOnPage, cards_of_deck, notes_of_deck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.ids import TopicId
    from drill.sessions.collection import Collection
    from drill.store.deck_page import NoteOnPage
    from drill.store.library import StoredDeck, StoredTopic

SORTS: Final = {
    "basic": "cards",
    "cards": "cards",
    "cloze": "cards",
    "generated": "generated",
    "kata": "katas",
    "prompt": "prompts",
}
"""What notes of a kind are counted as; all others are questions."""
NONE: Final = CardsOnPage(0, 0, 0)
_PLACE: Final = re.compile(
    r",? (?:(?:sub)?sections?|§|chapters?|pages?|pp?\.|figures?|tables?|appendix"
    r"|lecture|lemma|theorem|item|part|problem|exercise)s? .*$",
    re.IGNORECASE,
)
"""Where in a work: what comes behind its name."""


def deck_page(collection: Collection, deck: str) -> DeckPage:
    """Open a deck.

    Raises:
        DeckNotFound: there is none of that id.
    """
    with collection.store.read() as unit:
        decks = unit.library.decks()
        found = next((each for each in decks if each.deck == deck), None)
        if found is None:
            raise deck_not_found(deck, (each.deck for each in decks))
        notes = notes_of_deck(unit.link, deck)
        cards = cards_of_deck(unit.link, deck, MASTERED_DAYS)
    titles = {topic.topic: topic.title for each in decks for topic in each.topics}
    return DeckPage(
        id=found.deck,
        title=found.title,
        description=found.description,
        licence=found.licence,
        shipped=found.shipped,
        chosen=found.deck in collection.chosen,
        topics=tuple(_topics(found, notes, cards, titles)),
        works=tuple(works_of(notes)),
    )


def _topics(
    deck: StoredDeck,
    notes: list[NoteOnPage],
    cards: Mapping[TopicId, CardsOnPage],
    titles: Mapping[TopicId, str],
) -> Iterable[TopicOnPage]:
    kinds: dict[TopicId, Counter[str]] = {}
    for note in notes:
        sort = SORTS.get(note.kind, "questions")
        kinds.setdefault(note.topic, Counter())[sort] += 1
    for topic in deck.topics:
        counted = kinds.get(topic.topic, Counter())
        stands = cards.get(topic.topic, NONE)
        yield TopicOnPage(
            id=topic.topic,
            title=topic.title,
            notes=counted.total(),
            kinds=dict(counted),
            cards=stands.cards,
            seen=stands.seen,
            mastered=stands.mastered,
            first=tuple(_first(topic, titles)),
        )


def _first(topic: StoredTopic, titles: Mapping[TopicId, str]) -> Iterable[str]:
    """Titles of the topics that a topic needs, each once."""
    return dict.fromkeys(
        title
        for need in topic.needs
        if (title := titles.get(_topic_of(need))) and _topic_of(need) != topic.topic
    )


def _topic_of(need: str) -> TopicId:
    from drill.ids import TopicId

    return TopicId("/".join(need.split("/")[:2]))


def works_of(notes: Iterable[NoteOnPage]) -> list[tuple[str, int]]:
    """The works that notes name, without the places in them.

    Returns:
        Each with how many notes name it; those that most name first.
    """
    counted: Counter[str] = Counter()
    for note in notes:
        counted.update({work_of(source) for source in note.sources})
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold()))


def work_of(source: str) -> str:
    """The work of a source: `Ongaro, 2014` of `Ongaro, 2014, section 3.1`."""
    return _PLACE.sub("", source).rstrip(" ,;:") or source
