"""JSON of strangers: bounded before it is read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from drill.errors import BrokenSource, OverLimit

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import Limits

_TEXT: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A text, or the beginning of one that never ends; looked at once, never again."""
DIGITS: Final = re.compile(r"(?<!\d)\d{400}")
_HALF: Final = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
"""Perhaps half a character, or none: both can be written in JSON alone."""
_NOT_A_CHARACTER: Final = re.compile("[\0\ud800-\udfff]")


def guarded_json(path: Path, text: str, limits: Limits) -> Any:
    """The value of a text.

    Args:
        path: of the file, for messages.
        text: JSON.
        limits: how deep it may be.

    Raises:
        BrokenSource: it is no JSON, with its line.
        OverLimit: it is nested deeper than a person's deck is.
    """
    outside = _TEXT.sub('""', text)
    if _depth(outside) > limits.depth:
        raise OverLimit(path, f"it is nested deeper than {limits.depth}")
    if DIGITS.search(outside):
        raise BrokenSource(path, "it holds a number of hundreds of digits")
    try:
        value = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise BrokenSource(
            path, f"it is no JSON: {error.msg}", line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:
        raise BrokenSource(path, f"it is no JSON: {error}") from error
    return _whole_characters(value) if _HALF.search(text) else value


def _refuse(word: str) -> Any:
    message = f"{word} is no number"
    raise ValueError(message)


def _whole_characters(value: Any) -> Any:
    """A value whose texts can be stored: what is no character becomes `U+FFFD`."""
    if isinstance(value, str):
        return _NOT_A_CHARACTER.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole_characters(each) for each in value]
    if isinstance(value, dict):
        return {_whole_characters(k): _whole_characters(v) for k, v in value.items()}
    return value


def _depth(outside: str) -> int:
    """How many brackets are open at most.

    Args:
        outside: JSON without its texts.
    """
    depth = most = 0
    for found in re.finditer(r"[\[\]{}]", outside):
        depth += 1 if found[0] in "[{" else -1
        most = max(most, depth)
    return most
