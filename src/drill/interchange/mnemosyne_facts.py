"""What a source of Mnemosyne 2 says: facts, their cards, and how cards are made."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_LIST: Final = 2_000
"""Characters of a list of keys; a kind of card has a dozen."""


@dataclass(frozen=True, slots=True)
class View:
    """Which of a fact's texts a card shows: on its front, and behind it."""

    front: tuple[str, ...]
    back: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One repetition."""

    at_s: int
    """When, in seconds since 1970 in UTC."""
    mark: int
    """0 to 5; from 2 on it was remembered."""
    thinking_s: int = 0


@dataclass(slots=True)
class FactCard:
    """One card of a fact."""

    id: str
    type: str
    """`1` to `6`, or of a kind made from one: `2::Capitals`."""
    view: str
    """`2.1`: the first view of the second type."""
    mark: int = -1
    next_s: int = -1
    last_s: int = -1
    easiness: float | None = None
    repetitions: int = 0
    lapses: int = 0
    is_active: bool = True
    extra: str = ""
    tags: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def base(self) -> str:
        """The type that its own was made from."""
        return self.type.partition("::")[0]

    @property
    def view_number(self) -> str:
        """Of the views of its type, from `1`."""
        return self.view.rpartition(".")[2]


@dataclass(slots=True)
class Fact:
    """The texts that some cards share."""

    id: str
    texts: dict[str, str] = field(default_factory=dict)
    """By key: `f`, `b`, `p_1`, `m_1`, `n`, `text`, `loc`, `blank`, `marked`."""
    cards: list[FactCard] = field(default_factory=list)


Views = "Mapping[str, View]"

BUILT_IN: Final = {
    "1.1": View(("f",), ("b",), "Front-to-back"),
    "2.1": View(("f",), ("b",), "Front-to-back"),
    "2.2": View(("b",), ("f",), "Back-to-front"),
    "3.1": View(("f",), ("p_1", "m_1", "n"), "Recognition"),
    "3.2": View(("m_1",), ("f", "p_1", "n"), "Production"),
    "4.1": View(("marked",), ("loc",), "Recognition"),
    "4.2": View(("loc", "blank"), ("marked",), "Production"),
}
"""The views that every copy of Mnemosyne has, of types without rules of their own."""
ALIASES: Final = {"q": "f", "a": "b", "p": "p_1", "t": "m_1"}
"""Keys of the first versions, by which they are called now."""


def view_of(front: str, back: str, name: str) -> View | None:
    """A view as the database writes it: two lists in Python's notation.

    They are read as data, never run; None if they are no lists of texts, or if the
    front shows none (as of kinds whose look is a template of Anki's).
    """
    keys = [_keys(front), _keys(back)]
    if not keys[0] or keys[1] is None:
        return None
    return View(keys[0], keys[1], " ".join(name.split())[:80])


def _keys(text: str) -> tuple[str, ...] | None:
    if len(text) > LONGEST_LIST:
        return None
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    if not isinstance(value, list | tuple):
        return None
    return tuple(each for each in value if isinstance(each, str))


def known(texts: Mapping[str, str]) -> dict[str, str]:
    """A fact's texts under the keys that are in use now; XML marks those of digits."""
    plain = {key.removeprefix("___"): text for key, text in texts.items()}
    return {ALIASES.get(key, key): text for key, text in plain.items()}
