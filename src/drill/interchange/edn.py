"""EDN, the notation of Clojure's data, as plain values; nothing in it is run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drill.errors import BrokenSource, OverLimit
from drill.interchange.transit import tagged

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import Limits

_TOKEN: Final = re.compile(
    r"""(?P<blank>(?:[\s,]|;[^\n]*)+)
    |(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")
    |(?P<sign>\\(?:newline|return|space|tab|u[0-9A-Fa-f]{4}|.))
    |(?P<open>\#\{|[(\[{])
    |(?P<close>[)\]}])
    |(?P<drop>\#_)
    |(?P<tag>\#[A-Za-z][\w./*+!?$%&=<>-]*)
    |(?P<word>[^\s,()\[\]{}";\\]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_WHOLE: Final = re.compile(r"[+-]?\d{1,400}N?")
_FLOAT: Final = re.compile(r"[+-]?\d{1,400}(?:\.\d{0,400})?(?:[eE][+-]?\d{1,5})?M?")
_CLOSERS: Final = {"(": ")", "[": "]", "{": "}", "#{": "}"}
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SIGNS: Final = {"newline": "\n", "return": "\r", "space": " ", "tab": "\t"}
_WORDS: Final = {"nil": None, "true": True, "false": False}
_DROP: Final = "_"
_HALF: Final = re.compile("[\0\ud800-\udfff]")
NO_CHARACTER: Final = "\ufffd"
"""In the place of what is no character."""


@dataclass(slots=True)
class _Frame:
    """A collection that is being read."""

    opened: str
    start: int
    items: list[Any] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    """Tags before the next value; `_` drops it."""

    def take(self, value: Any) -> None:
        while self.signs:
            sign = self.signs.pop()
            if sign == _DROP:
                return
            value = tagged(sign, value)
        self.items.append(value)


def edn_of(path: Path, text: str, limits: Limits) -> Any:
    """The first value of a text: keywords as texts, sets as lists, instants in ms.

    Args:
        path: of the file, for messages.
        text: EDN.
        limits: how deep it may be.

    Raises:
        BrokenSource: it is no EDN, with its line.
        OverLimit: it is nested deeper than a person's deck is.
    """
    text = text.replace("\0", NO_CHARACTER)
    frames = [_Frame("", 0)]
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _broken(path, text, at, "something there has no meaning")
        _take(path, text, frames, found)
        if len(frames) + len(frames[-1].signs) > limits.depth:
            raise OverLimit(path, f"it is nested deeper than {limits.depth}")
        at = found.end()
    if len(frames) > 1:
        raise _broken(path, text, frames[-1].start, "a bracket is never closed")
    if not frames[0].items:
        raise _broken(path, text, 0, "there is nothing in it")
    return frames[0].items[0]


def _take(path: Path, text: str, frames: list[_Frame], found: re.Match[str]) -> None:
    """Put a token where it belongs."""
    top, kind, token = frames[-1], found.lastgroup or "", found[0]
    if kind == "open":
        frames.append(_Frame(token, found.start()))
    elif kind == "close":
        if len(frames) == 1 or _CLOSERS[top.opened] != token:
            raise _broken(path, text, found.start(), f"`{token}` closes nothing")
        frames.pop()
        frames[-1].take(_collected(path, text, top))
    elif kind in {"drop", "tag"}:
        top.signs.append(_DROP if kind == "drop" else token[1:])
    elif kind != "blank":
        top.take(_value(kind, token))


def _collected(path: Path, text: str, frame: _Frame) -> Any:
    if frame.opened != "{":
        return frame.items
    if len(frame.items) % 2:
        raise _broken(path, text, frame.start, "a map there has a key without a value")
    pairs = zip(frame.items[::2], frame.items[1::2], strict=True)
    return {_key(key): value for key, value in pairs}


def _key(key: Any) -> str:
    return key if isinstance(key, str) else repr(key)


def _value(kind: str, token: str) -> Any:
    if kind == "text":
        return _characters(_ESCAPE.sub(_unescaped, token[1:-1]))
    if kind == "sign":
        name = token[1:]
        is_code = len(name) > 1 and name not in _SIGNS
        return _characters(
            chr(int(name[1:], 16)) if is_code else _SIGNS.get(name, name)
        )
    if token in _WORDS:
        return _WORDS[token]
    if _WHOLE.fullmatch(token):
        return int(token.removesuffix("N"))
    if _FLOAT.fullmatch(token):
        return float(token.removesuffix("M"))
    return token.removeprefix(":")


def _characters(text: str) -> str:
    """A text that can be stored: halves are put together, or replaced."""
    if not _HALF.search(text):
        return text
    both = text.replace("\0", NO_CHARACTER).encode("utf-16-le", "surrogatepass")
    return both.decode("utf-16-le", "replace")


def _unescaped(found: re.Match[str]) -> str:
    name = found[1]
    if len(name) > 1:
        return chr(int(name[1:], 16))
    return _ESCAPES.get(name, name)


def _broken(path: Path, text: str, at: int, reason: str) -> BrokenSource:
    line = text.count("\n", 0, at) + 1
    return BrokenSource(path, f"it is no EDN: {reason}", line=line)
