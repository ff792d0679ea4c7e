"""How referee and worker talk: JSON behind its length, and nothing believed.

A frame is four bytes of length, the most significant first, and as many bytes of JSON
in UTF-8. What a worker sends is hostile: whatever it is, reading it ends in a reply or
in `BrokenReply`, never in another exception.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from drill.judge.answers import Fault, FaultFrame

HEADER = 4
MOST_DEPTH = 200
"""Lists and mappings inside one another in a result."""
MOST_FRAMES = 40
MOST_TEXT = 4000
"""Characters of a message, a name or a line of source."""


class BrokenReply(Exception):
    """Bytes that are no reply to what was asked; the text says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says: a value, or why there is none."""

    value: Any = None
    fault: Fault | None = None
    is_memory: bool = False
    """Whether the fault is that memory ran out."""


def framed(message: object) -> bytes:
    """A message as bytes.

    Args:
        message: plain values; numbers that are none and infinite ones are kept.

    Raises:
        TypeError: it holds something else.
        ValueError: it holds itself, or text that UTF-8 cannot say.
    """
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    return len(body).to_bytes(HEADER, "big") + body


class FrameReader:
    """Collects the bytes of one direction and cuts them into frames."""

    def __init__(self, most: int) -> None:
        self.most = most
        """Bytes of the largest frame that is read."""
        self._held = bytearray()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has come beyond what was taken."""
        return not self._held

    @property
    def is_full(self) -> bool:
        """Whether more is held than a frame may have: there is nothing to wait for."""
        return len(self._held) > self.most + HEADER

    def feed(self, data: bytes) -> None:
        """Add what was read."""
        self._held += data

    def take(self) -> bytes | None:
        """The next frame's body; None while it is not whole.

        Raises:
            BrokenReply: it says that it is larger than allowed.
        """
        if len(self._held) < HEADER:
            return None
        size = int.from_bytes(self._held[:HEADER], "big")
        if size > self.most:
            raise BrokenReply(f"a reply of {size:,} bytes; at most {self.most:,}")
        if len(self._held) < HEADER + size:
            return None
        body = bytes(self._held[HEADER : HEADER + size])
        del self._held[: HEADER + size]
        return body


def read_reply(body: bytes, wanted: int) -> Reply:
    """The reply in a frame.

    Args:
        body: of the frame, as it came.
        wanted: the number of the request.

    Raises:
        BrokenReply: it is anything but a reply to that request.
    """
    message = _loaded(body)
    if not isinstance(message, dict):
        raise BrokenReply("a reply that is no mapping")
    number = message.get("id")
    if type(number) is not int or number != wanted:
        raise BrokenReply("a reply to something that was not asked")
    match message:
        case {"id": _, "ok": value, **others} if not others:
            return Reply(value)
        case {"id": _, "err": dict(error), **others} if not others:
            return Reply(fault=_fault(error), is_memory=error.get("memory") is True)
        case _:
            raise BrokenReply("a reply that is neither a value nor an error")


def _loaded(body: bytes) -> Any:
    try:
        value = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise BrokenReply(f"a reply that is no JSON: {type(error).__name__}") from error
    if not _is_shallow(value):
        raise BrokenReply(f"a reply nested deeper than {MOST_DEPTH}")
    if b"\\u" in body:
        _refuse_surrogates(value)
    return value


def _is_shallow(value: Any) -> bool:
    """Whether it can be walked by functions that call themselves."""
    level = [value]
    for _ in range(MOST_DEPTH + 3):  # the reply itself, and an error's own lists
        inner: list[Any] = []
        for each in level:
            if type(each) is list:
                inner += each
            elif type(each) is dict:
                inner += each.values()
        level = [each for each in inner if type(each) in {list, dict}]
        if not level:
            return True
    return False


def _refuse_surrogates(value: Any) -> None:
    """Half a character can be written as an escape and never be encoded again."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError as error:
        raise BrokenReply("a reply with half a character in it") from error


def _fault(error: dict[str, Any]) -> Fault:
    call = error.get("call")
    if call is not None and (type(call) is not int or call < 0):
        raise BrokenReply("an error in a call that has no number")
    frames = error.get("frames", [])
    bases = error.get("bases", [])
    if type(frames) is not list or type(bases) is not list:
        raise BrokenReply("an error without its lists")
    return Fault(
        type=_text(error.get("type")),
        message=_text(error.get("message")),
        frames=tuple(_frame(each) for each in frames[:MOST_FRAMES]),
        bases=tuple(_text(each) for each in bases[:MOST_FRAMES]),
        call=call,
    )


def _frame(frame: Any) -> FaultFrame:
    match frame:
        case [module, int(line), function, source] if type(line) is int:
            return FaultFrame(_text(module), line, _text(function), _text(source))
        case _:
            raise BrokenReply("an error with a line that is none")


def _text(value: Any) -> str:
    if type(value) is not str:
        raise BrokenReply("an error with something that is no text")
    return value[:MOST_TEXT]
