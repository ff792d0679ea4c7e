"""Which decks are studied, and the few choices of the first run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.sessions.missing_decks import deck_not_found
from drill.sessions.note_steps import DeckChoice, WelcomeStep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from drill.sessions.collection import Collection
    from drill.store.library import StoredDeck


def is_first_run(collection: Collection) -> bool:
    """Whether nothing was ever chosen, answered or written."""
    if collection.settings.study.decks:
        return False
    with collection.store.read() as unit:
        return unit.journal.count() == 0


def deck_choices(collection: Collection) -> tuple[DeckChoice, ...]:
    """All decks: the shipped ones first, each kind by title."""
    with collection.store.read() as unit:
        decks = unit.library.decks()
    chosen = set(collection.chosen)
    decks.sort(key=lambda deck: (not deck.shipped, deck.title.casefold(), deck.deck))
    return tuple(_choice(deck, chosen=deck.deck in chosen) for deck in decks)


def welcome(collection: Collection) -> WelcomeStep:
    """The choices of the first run; Enter alone gives something to study."""
    decks = deck_choices(collection)
    if not any(deck.chosen for deck in decks):
        decks = _preselected(decks)
    study = collection.settings.study
    return WelcomeStep(decks, study.new_a_day, study.rollover_hour)


def choose(
    collection: Collection, decks: Iterable[str], new_a_day: int, rollover_hour: int
) -> None:
    """Keep the choices of the welcome in the settings file.

    Raises:
        DeckNotFound: a deck that does not exist.
        ConfigError: a number outside its limits; nothing was written.
        NotWritable: the file cannot be written.
    """
    wanted = list(dict.fromkeys(decks))
    _check_decks(collection, wanted)
    study = collection.settings.study
    values: dict[tuple[str, ...], Any] = {("study", "decks"): wanted}
    if new_a_day != study.new_a_day:
        values["study", "new_a_day"] = new_a_day
    if rollover_hour != study.rollover_hour:
        values["study", "rollover_hour"] = rollover_hour
    collection.change(values)


def set_studied(collection: Collection, deck: str, studied: bool) -> None:  # noqa: FBT001 - the value that is set
    """Study a deck from now on, or leave it with all it holds.

    Raises:
        DeckNotFound: a deck that does not exist.
        NotWritable: the settings file cannot be written.
    """
    present = [str(each) for each in collection.chosen]
    chosen = [each for each in present if each != deck]
    if studied:
        _check_decks(collection, [deck])
        chosen = list(dict.fromkeys([*present, deck]))
    if chosen != present:
        collection.change({("study", "decks"): chosen})


def _choice(deck: StoredDeck, *, chosen: bool) -> DeckChoice:
    return DeckChoice(
        id=deck.deck,
        title=deck.title,
        description=deck.description,
        topics=len(deck.topics),
        cards=deck.cards,
        chosen=chosen,
        shipped=deck.shipped,
    )


def _preselected(decks: tuple[DeckChoice, ...]) -> tuple[DeckChoice, ...]:
    offered = (deck for deck in decks if deck.shipped and deck.cards)
    largest = max(offered, key=lambda deck: deck.cards, default=None)
    first = largest.id if largest is not None else None
    return tuple(replace(deck, chosen=deck.id == first) for deck in decks)


def _check_decks(collection: Collection, wanted: list[str]) -> None:
    with collection.store.read() as unit:
        known = [str(deck.deck) for deck in unit.library.decks()]
    for deck in wanted:
        if deck not in known:
            raise deck_not_found(deck, known)
