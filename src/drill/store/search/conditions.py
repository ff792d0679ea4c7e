"""From the tree of a search to a condition on cards."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, false, func, not_, or_, select, true

from drill.srs.preset import DEFAULT_PARAMETERS
from drill.store import sqlite
from drill.store.schedule_rows import LEARNING, NEW, RELEARNING, REVIEWING
from drill.store.schema import cards, decks, tags, topics
from drill.store.search.language import All, Compared, Either, Is, Named, Not, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, ColumnElement, FromClause

    from drill.ids import StudyDay
    from drill.store.search.language import Query

DAY_US = 86_400_000_000

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_STATES = {
    "new": NEW,
    "learning": LEARNING,
    "reviewing": REVIEWING,
    "relearning": RELEARNING,
}
_BACKSLASH = "\\"


class Conditions:
    """Translates searches as of one study day."""

    def __init__(
        self,
        day: StudyDay,
        day_start_us: int,
        parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
    ) -> None:
        self._day = day
        self._day_start_us = day_start_us
        self._decay = parameters[20]

    def of(self, query: Query) -> ColumnElement[bool]:  # noqa: PLR0911 - one a kind
        """The condition that the cards of a search fulfil."""
        match query:
            case All(parts):
                return self._all(parts)
            case Either(parts):
                return or_(false(), *map(self.of, parts))
            case Not(part):
                # Of an unknown number neither a comparison nor its opposite holds.
                return not_(func.coalesce(self.of(part), false()))
            case Words():
                return _with_words([query])
            case Named():
                return _named(query)
            case Is(what):
                return self._is(what)
            case Compared():
                return self._compared(query)

    def _all(self, parts: tuple[Query, ...]) -> ColumnElement[bool]:
        """Words are looked up together: one search of the index instead of many."""
        words = [part for part in parts if isinstance(part, Words)]
        rest = [self.of(part) for part in parts if not isinstance(part, Words)]
        return and_(true(), _with_words(words), *rest)

    def _is(self, what: str) -> ColumnElement[bool]:
        if what in _STATES:
            return cards.c.state == _STATES[what]
        if what == "due":
            return and_(
                cards.c.lane.in_((LEARNING, REVIEWING, RELEARNING)),
                cards.c.due <= self._day,
                func.coalesce(cards.c.buried_until, 0) <= self._day,
            )
        if what == "buried":
            return cards.c.buried_until > self._day
        return {
            "suspended": cards.c.suspended,
            "leech": cards.c.leech,
            "revised": cards.c.revised,
            "flagged": cards.c.flag > 0,
            "remarked": cards.c.remark != "",
            "reported": cards.c.report != "",
            # Cards that were never answered are kept too, but nobody misses them.
            "vanished": ~cards.c.present & (cards.c.history != b""),
        }[what]

    def _compared(self, query: Compared) -> ColumnElement[bool]:
        compare = _SIGNS[query.sign]
        match query.quantity:
            case "retrievability":
                return self._retrievability(query)
            case "due":
                due: ColumnElement[bool] = compare(
                    cards.c.due - self._day, int(query.number)
                )
                return and_(cards.c.state != NEW, due)
            case "rated":
                return self._ago(cards.c.last_answer_day, query)
            case "introduced":
                return self._ago(cards.c.introduced, query)
            case "added":
                since_us = self._day_start_us - int((query.number - 1) * DAY_US)
                opposite = _SIGNS[_OPPOSITE[query.sign]]
                since: ColumnElement[bool] = opposite(cards.c.created_us, since_us)
                return since
            case quantity:
                found = compare(cards.c[quantity], query.number)
                return cast("ColumnElement[bool]", found)

    def _ago(self, column: Column[Any], query: Compared) -> ColumnElement[bool]:
        """1 is the present study day, 2 the one before as well."""
        compare = _SIGNS[query.sign]
        found: ColumnElement[bool] = compare(self._day - column + 1, int(query.number))
        return found

    def _retrievability(self, query: Compared) -> ColumnElement[bool]:
        """Retrievability falls with elapsed / stability, so those are compared.

        Source: the FSRS-6 forgetting curve, solved for elapsed / stability.
        """
        compare, chance = _SIGNS[query.sign], query.number
        if not 0 < chance <= 1:
            # Every retrievability lies between: all cards with one, or none.
            holds = bool(compare(0.5, chance))
            return and_(cards.c.state != NEW, true() if holds else false())
        factor = 0.9 ** (-1 / self._decay) - 1
        ratio = (chance ** (-1 / self._decay) - 1) / factor
        elapsed = self._day - cards.c.last_day
        opposite = _SIGNS[_OPPOSITE[query.sign]]
        found: ColumnElement[bool] = opposite(elapsed, cards.c.stability * ratio)
        return and_(cards.c.state != NEW, found)


def parted(query: Query) -> tuple[list[Words], Query]:
    """The words that every card of a search must have, and the rest of the search."""
    match query:
        case Words():
            return [query], All(())
        case All(parts):
            words = [part for part in parts if isinstance(part, Words)]
            rest = tuple(part for part in parts if not isinstance(part, Words))
            return words, All(rest)
        case _:
            return [], query


def cards_with(words: list[Words]) -> FromClause:
    """Cards whose notes have all of some words.

    Joining is a fifth quicker than asking whether a card's note is among the hits.
    """
    phrases = _phrases(words)
    if not phrases:
        return cards
    found = sqlite.notes_with(phrases).subquery("found")
    return cards.join(found, found.c.rowid == cards.c.note)


def asks_for_vanished(query: Query) -> bool:
    """Whether a search speaks of cards that are gone from the decks."""
    match query:
        case All(parts) | Either(parts):
            return any(map(asks_for_vanished, parts))
        case Not(part):
            return asks_for_vanished(part)
        case _:
            return query == Is("vanished")


def _with_words(words: list[Words]) -> ColumnElement[bool]:
    """Words without a letter ask for nothing: a quote that was just opened."""
    phrases = _phrases(words)
    return cards.c.note.in_(sqlite.notes_with(phrases)) if phrases else true()


def _phrases(words: list[Words]) -> list[tuple[str, bool]]:
    return [
        (each.text, each.is_prefix)
        for each in words
        if any(map(str.isalnum, each.text))
    ]


def _named(query: Named) -> ColumnElement[bool]:
    match query.key:
        case "tag":
            return cards.c.note.in_(select(tags.c.note).where(_tagged(query.name)))
        case "deck":
            mine = select(topics.c.key).join(decks, decks.c.key == topics.c.deck)
            # People call a topic a deck as well: `deck:raft`.
            chosen = or_(
                _alike(decks.c.deck_id, query.name),
                _like(topics.c.topic_id, f"*/{query.name}"),
            )
            return cards.c.topic.in_(mine.where(chosen))
        case "topic":
            whole = topics.c.topic_id
            name = query.name if "/" in query.name else f"*/{query.name}"
            return cards.c.topic.in_(select(topics.c.key).where(_like(whole, name)))
        case _:
            return _like(cards.c.card_id, f"{query.name}*")


def _tagged(name: str) -> ColumnElement[bool]:
    """Tags are kept in lower case, so that their index serves."""
    name = name.casefold()
    if "*" in name:
        return _like(tags.c.tag, name)
    below = and_(tags.c.tag >= f"{name}::", tags.c.tag < f"{name}:;")
    return or_(tags.c.tag == name, below)


def _alike(column: Column[str], name: str) -> ColumnElement[bool]:
    """The name itself, or one below it: `a` finds `a::b` too."""
    return or_(_like(column, name), _like(column, f"{name}::*"))


def _like(column: Column[str], name: str) -> ColumnElement[bool]:
    escaped = name.replace(_BACKSLASH, _BACKSLASH * 2)
    escaped = escaped.replace("%", r"\%").replace("_", r"\_").replace("*", "%")
    return func.lower(column).like(escaped.lower(), escape=_BACKSLASH)
