"""Transit, as Clojure's programs write JSON: tags, keywords, a cache of words.

Both forms are read: the verbose one, whose maps are objects, and the compact one,
whose maps are arrays and whose repeated words are codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drill.interchange.instants import milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

MAP: Final = "^ "
"""Begins an array that is a map."""
CACHED: Final = ("~:", "~$", "~#")
SHORTEST_CACHED: Final = 4
BASE: Final = 44
FIRST: Final = 48
"""Codes of the cache count in digits from `0` (48) on."""


def plain_of(value: Any) -> Any:
    """Transit as plain values: keywords as texts, sets as lists, instants in ms.

    Args:
        value: what JSON says, at most a few hundred levels deep.
    """
    return _Reader(is_compact=isinstance(value, list)).value(value)


class _Reader:
    def __init__(self, *, is_compact: bool) -> None:
        self._is_compact = is_compact
        self._cache: list[str] = []

    def value(self, given: Any) -> Any:
        if isinstance(given, str):
            return scalar_of(self._word(given, is_key=False))
        if isinstance(given, list):
            return self._array(given)
        if isinstance(given, dict):
            return self._object(given)
        return given

    def _array(self, given: list[Any]) -> Any:
        if given and given[0] == MAP:
            return self._pairs(given[1:])
        if len(given) == 2 and isinstance(given[0], str):  # noqa: PLR2004 - tag and value
            word = self._word(given[0], is_key=False)
            if word.startswith("~#"):
                return tagged(word[2:], self.value(given[1]))
            return [scalar_of(word), self.value(given[1])]
        return [self.value(each) for each in given]

    def _object(self, given: dict[str, Any]) -> Any:
        if len(given) == 1:
            [(key, inner)] = given.items()
            if key.startswith("~#"):
                return tagged(key[2:], self.value(inner))
        return {str(scalar_of(key)): self.value(each) for key, each in given.items()}

    def _pairs(self, items: list[Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for place in range(0, len(items) - 1, 2):
            key = items[place]
            if isinstance(key, str):
                key = scalar_of(self._word(key, is_key=True))
            else:
                key = self.value(key)
            made[str(key)] = self.value(items[place + 1])
        return made

    def _word(self, text: str, *, is_key: bool) -> str:
        """A text, or the one that a code stands for."""
        if not self._is_compact:
            return text
        if text.startswith("^"):
            place = _place(text[1:])
            return self._cache[place] if 0 <= place < len(self._cache) else text
        if len(text) >= SHORTEST_CACHED and (is_key or text.startswith(CACHED)):
            if len(self._cache) >= BASE * BASE:
                self._cache.clear()
            self._cache.append(text)
        return text


def _place(code: str) -> int:
    """The place in the cache that a code of one or two digits means."""
    if not 1 <= len(code) <= 2:  # noqa: PLR2004 - digits
        return -1
    place = 0
    for digit in code:
        place = place * BASE + ord(digit) - FIRST
    return place


def scalar_of(text: str) -> Any:
    """The value that a text of Transit stands for."""
    if not text.startswith("~") or len(text) < 2:  # noqa: PLR2004 - a sign and more
        return text
    sign, rest = text[1], text[2:]
    if sign in "~^`":
        return text[1:]
    if sign in SCALARS:
        try:
            return SCALARS[sign](rest)
        except (ValueError, OverflowError):
            return rest
    return rest if sign in ":$urcb" else text


def _instant(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdecimal() else milliseconds(text)


SCALARS: Final[dict[str, Callable[[str], Any]]] = {
    "i": int,
    "n": int,
    "d": float,
    "f": float,
    "m": int,
    "t": _instant,
    "?": lambda text: text == "t",
    "_": lambda _: None,
    "z": lambda _: None,
}
"""By the sign after the tilde."""


def tagged(tag: str, value: Any) -> Any:
    """A value under a tag; of a tag that is not known, the value alone."""
    if tag in {"dt", "inst"} and isinstance(value, str):
        return milliseconds(value)
    if tag == "cmap" and isinstance(value, list):
        pairs = zip(value[::2], value[1::2], strict=False)
        return {str(key): each for key, each in pairs}
    return value
