"""The language of searches: from what one types to a tree.

    leader election       notes with words that begin like both
    "leader election"     these words in this order
    elect*                a word that begins so
    deck:raft  topic:x  tag:y      `*` stands for anything
    is:due state:new flag:2        see `IS` and `STATES`
    prop:r<0.9 prop:lapses>=3      see `PROPERTIES`
    due:<7 added:7 rated:30        study days
    -tag:x  (a OR b)               not; one of

Words next to each other must all hold. A quote that is not closed ends with the
text, so that typing one does not fail half-way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from drill.errors import InvalidSearch

if TYPE_CHECKING:
    from collections.abc import Iterable

IS = (
    "due",
    "new",
    "learning",
    "reviewing",
    "relearning",
    "suspended",
    "buried",
    "leech",
    "flagged",
    "remarked",
    "reported",
    "revised",
    "vanished",
)
"""What `is:` may name; `vanished` cards are found only when asked for."""

STATES = ("new", "learning", "reviewing", "relearning")

PROPERTIES = {
    "r": "retrievability",
    "s": "stability",
    "d": "difficulty",
    "lapses": "lapses",
    "reps": "repetitions",
    "interval": "interval_days",
}
"""What `prop:` may name, and the quantity it means."""

NAMES = ("deck", "topic", "tag", "id")
"""Keys whose value is a name, with `*` for anything."""

DAYS = ("due", "added", "rated", "introduced")
"""Keys whose value is a number of study days."""

KEYS = (*NAMES, *DAYS, "is", "state", "prop", "flag")

MOST_NODES = 200
"""Parts of one search."""

_COMPARISON = re.compile(r"(<=|>=|!=|=|<|>)(.*)", re.DOTALL)
_PROPERTY = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(.*)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z]+):(?!//)")
_TOKEN = re.compile(
    r"""\s+ | [()] | (?P<minus>-)(?=[^\s)])
    | (?P<term>(?:"[^"]*(?:"|$) | [^\s()"])+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a note, in this order."""

    text: str
    is_prefix: bool
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Named:
    """A deck, topic, tag or card by name."""

    key: str
    name: str
    """`*` stands for anything."""


@dataclass(frozen=True, slots=True)
class Is:
    """A property that a card has or has not; one of `IS`."""

    what: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of a card against another."""

    quantity: str
    """A value of `PROPERTIES`, one of `DAYS`, or `flag`."""
    sign: str
    """`<`, `<=`, `=`, `!=`, `>=` or `>`."""
    number: float


@dataclass(frozen=True, slots=True)
class Not:
    """All but."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; nothing at all when there is none."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts holds."""

    parts: tuple[Query, ...]


Query: TypeAlias = Words | Named | Is | Compared | Not | All | Either


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """`(`, `)`, `-`, `OR` or `term`."""
    text: str
    column: int


def parse(text: str) -> Query:
    """The tree of a search; an empty one finds all cards.

    Raises:
        InvalidSearch: with the column where it stops making sense.
    """
    return _Parser(text).parsed()


class _Parser:
    """Reads one search from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._next = 0
        if len(self._tokens) > MOST_NODES:
            column = self._tokens[MOST_NODES].column
            raise InvalidSearch(text, column, f"more than {MOST_NODES} parts")

    def parsed(self) -> Query:
        query = self._alternatives()
        if token := self._peek():
            raise self._refusal(token, "this bracket was never opened")
        return query

    def _alternatives(self) -> Query:
        parts = [self._sequence()]
        while (token := self._peek()) and token.kind == "OR":
            self._next += 1
            parts.append(self._sequence())
        if len(parts) > 1 and All(()) in parts:
            raise self._refusal(self._tokens[self._next - 1], "OR needs two sides")
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _sequence(self) -> Query:
        parts: list[Query] = []
        while (token := self._peek()) and token.kind not in {")", "OR"}:
            self._next += 1
            parts.append(self._part(token))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, token: _Token) -> Query:
        if token.kind == "-":
            following = self._tokens[self._next]
            self._next += 1
            return Not(self._part(following))
        if token.kind == "(":
            return self._group(token)
        return _term(self._text, token)

    def _group(self, opening: _Token) -> Query:
        query = self._alternatives()
        closing = self._peek()
        if closing is None:
            raise self._refusal(opening, "this bracket is never closed")
        self._next += 1
        return query

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _refusal(self, token: _Token, reason: str) -> InvalidSearch:
        return InvalidSearch(self._text, token.column, reason)


def _tokens(text: str) -> Iterable[_Token]:
    for match in _TOKEN.finditer(text):
        found, column = match.group(), match.start() + 1
        if found.isspace():
            continue
        if found in {"(", ")", "OR"}:
            yield _Token(found, found, column)
        elif match["minus"]:
            yield _Token("-", found, column)
        else:
            yield _Token("term", found, column)


def _term(text: str, token: _Token) -> Query:
    match = _KEY.match(token.text)
    if match is None:
        return _words(token.text)
    key, value = match[1].lower(), _unquoted(token.text[match.end() :])
    column = token.column + match.end()
    if key not in KEYS:
        raise InvalidSearch(
            text, token.column, f"unknown key {key!r}", _nearest(key, KEYS)
        )
    if key in NAMES:
        return Named(key, value)
    if key in DAYS or key == "flag":
        return _compared(text, column, key, value)
    if key == "prop":
        return _property(text, column, value)
    choices = IS if key == "is" else STATES
    return Is(_choice(text, column, value.lower(), choices))


def _words(term: str) -> Words:
    """A quoted phrase is meant exactly; a bare word may go on."""
    if '"' in term:
        is_prefix = term.endswith("*")
        return Words(_unquoted(term.removesuffix("*")), is_prefix=is_prefix)
    return Words(term.rstrip("*") or term, is_prefix=True)


def _compared(text: str, column: int, key: str, value: str) -> Compared:
    match = _COMPARISON.fullmatch(value)
    sign, number = (match[1], match[2]) if match else ("", value)
    if not sign:
        # `rated:30` is the last thirty days; `due:3` is that very day.
        sign = "<=" if key in {"added", "rated", "introduced"} else "="
    return Compared(key, sign, _number(text, column, number))


def _property(text: str, column: int, value: str) -> Compared:
    match = _PROPERTY.fullmatch(value.lower())
    if match is None:
        raise InvalidSearch(
            text, column, "expected a comparison", "For example: prop:r<0.9"
        )
    name = _choice(text, column, match[1], tuple(PROPERTIES))
    return Compared(PROPERTIES[name], match[2], _number(text, column, match[3]))


def _number(text: str, column: int, value: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise InvalidSearch(text, column, f"expected a number, not {value!r}")
    return float(value)


def _choice(text: str, column: int, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        reason = f"{value!r} is not one of {', '.join(choices)}"
        raise InvalidSearch(text, column, reason, _nearest(value, choices))
    return value


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return "Put quotes around it to search for the text."


def _unquoted(text: str) -> str:
    return text.replace('"', "")
