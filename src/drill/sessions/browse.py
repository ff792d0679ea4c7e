"""Searching cards, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import InvalidSearch
from drill.sessions.acting import is_buried
from drill.sessions.collection import NO_DECK, deck_of_topic
from drill.sessions.standing import due_words, retrievability_now, state_name
from drill.sessions.steps import BrowsePage, BrowseRow, SearchForm

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.sessions.collection import Collection
    from drill.store.search.page import FoundCard

PAGE_ROWS = 200
SORTS = (
    "due",
    "retrievability",
    "stability",
    "difficulty",
    "lapses",
    "front",
    "deck",
    "created",
)
_HELP = (
    ("leader elect", "words of a note, each of them from its beginning on"),
    ('"leader election"', "these words in this order"),
    ("deck:networks", "a deck, or a topic by its own name"),
    ("topic:networks/tcp", "a topic"),
    ("tag:situation", "a tag, and those below it; * stands for anything"),
    ("id:networks/tcp/*", "a card or a note by its id"),
    ("is:due", "due today or earlier, and not hidden"),
    ("is:suspended", "also buried, leech, flagged, remarked, reported, revised"),
    ("is:vanished", "cards whose note is gone from the decks"),
    ("state:new", "also learning, reviewing, relearning"),
    ("flag:2", "that flag; flag:>0 for any"),
    ("prop:r<0.9", "retrievability; s stability, d difficulty, in days and 1 to 10"),
    ("prop:lapses>=3", "lapses; also reps and interval"),
    ("due:<7", "due in less than 7 study days; due:0 today"),
    ("rated:7", "answered in the last 7 study days; also added, introduced"),
    ("-tag:situation", "not"),
    ("(tag:flow OR tag:congestion)", "one of them; side by side all must hold"),
)


def sorts() -> tuple[str, ...]:
    """What a list can be sorted by."""
    return SORTS


def search_help() -> tuple[SearchForm, ...]:
    """The language of searches, for the help screen."""
    return tuple(SearchForm(form, meaning) for form, meaning in _HELP)


def page(  # noqa: PLR0913, PLR0917 - what a list of cards is asked for
    collection: Collection,
    text: str,
    sort: str = "due",
    descending: bool = False,  # noqa: FBT001, FBT002 - what the screen toggles
    offset: int = 0,
    limit: int = PAGE_ROWS,
) -> BrowsePage:
    """Some of the cards that a search finds, and how many there are.

    Args:
        collection: the learner's.
        text: the search as it was typed; empty for all cards.
        sort: one of `sorts()`; cards without that quantity come last.
        descending: the largest first.
        offset: cards to pass over.
        limit: cards at most.

    Returns:
        A page; of a search that cannot be read, one without rows that says why.
    """
    try:
        with collection.store.read() as unit:
            found, total = unit.search.page(
                text,
                collection.today,
                sort=sort,
                descending=descending,
                offset=offset,
                limit=limit,
                parameters=collection.preset_of(NO_DECK).parameters,
            )
    except InvalidSearch as error:
        said = (error.message, error.hint)
        return BrowsePage(text, sort, descending, (), offset, 0, *said)
    rows = tuple(_row(collection, each) for each in found)
    return BrowsePage(text, sort, descending, rows, offset, total)


def all_cards(collection: Collection, text: str) -> tuple[CardId, ...]:
    """Every card that a search finds, to act on all of them.

    Raises:
        InvalidSearch: the search cannot be read.
    """
    parameters = collection.preset_of(NO_DECK).parameters
    with collection.store.read() as unit:
        found = unit.search.cards(text, collection.today, parameters=parameters)
    return tuple(found)


def _row(collection: Collection, found: FoundCard) -> BrowseRow:
    card, schedule = found.card, found.card.schedule
    deck = deck_of_topic(card.topic)
    memory = schedule.memory
    today = collection.today
    return BrowseRow(
        card=card.card,
        front=card.front,
        deck=deck,
        topic=card.topic.partition("/")[2] if card.topic else "",
        state=state_name(schedule.state),
        due_label=due_words(schedule.state, today, collection.now),
        retrievability=retrievability_now(schedule, today, collection.preset_of(deck)),
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
        lapses=schedule.lapses,
        flag=schedule.flag,
        suspended=schedule.suspended,
        buried=is_buried(schedule, today),
        leech=schedule.leech,
        tags=found.tags,
    )
