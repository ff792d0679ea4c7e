"""JSON of strangers: bounded before it is read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from drill.errors import BrokenSource, OverLimit

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import Limits

_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
DIGITS: Final = re.compile(r"\d{400}")


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
    if _depth(text) > limits.depth:
        raise OverLimit(path, f"it is nested deeper than {limits.depth}")
    if DIGITS.search(text):
        raise BrokenSource(path, "it holds a number of hundreds of digits")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenSource(
            path, f"it is no JSON: {error.msg}", line=error.lineno
        ) from error
    except (ValueError, RecursionError) as error:
        raise BrokenSource(path, f"it is no JSON: {error}") from error


def _depth(text: str) -> int:
    """How many brackets are open at most, those in texts left out."""
    depth = most = 0
    for each in re.findall(r"[\[\]{}]", _TEXT.sub("", text)):
        depth += 1 if each in "[{" else -1
        most = max(most, depth)
    return most
