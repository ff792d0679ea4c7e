"""From the bytes of a file to text that YAML can be read from.

What no text file may hold is replaced by U+FFFD of the same place, and the lines
are remembered, so that one bad character costs one note and no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.content.library import LARGEST_BYTES
from drill.content.problems import Problem, problem

if TYPE_CHECKING:
    from pathlib import Path

REPORTED: Final = 20
"""Bad characters of one file that are reported one by one."""

_ESCAPED: Final = 0xDC00
"""Added by Python to a byte that is no UTF-8 (`surrogateescape`)."""

FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What libyaml refuses, and three characters that it alone takes for a line's end."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str | None
    """With `\\n` at the end of each line; None if nothing can be read."""
    problems: tuple[Problem, ...]
    broken_lines: frozenset[int]
    """Lines, counted from 0, that hold a bad character."""


def decode(path: Path, content: bytes) -> Decoded:
    """The text of a file's bytes."""
    refused = _refusal(path, content)
    if refused:
        return Decoded(None, (refused,), frozenset())
    problems: list[Problem] = []
    if content.startswith(b"\xef\xbb\xbf"):
        message = "the file begins with a byte order mark"
        problems.append(problem("Y011", path, 1, 1, message, "Save it without."))
        content = content[3:]
    text = content.decode("utf-8", "surrogateescape")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _forbidden(text)
    problems += [_bad_character(path, *bad) for bad in found[:REPORTED]]
    lines = frozenset(line - 1 for line, _, _ in found)
    return Decoded(FORBIDDEN.sub("\ufffd", text), tuple(problems), lines)


def _refusal(path: Path, content: bytes) -> Problem | None:
    if len(content) > LARGEST_BYTES:
        message = f"the file is larger than {LARGEST_BYTES // 2**20} MiB"
        return problem("Y005", path, 1, 1, message, "Divide it into several topics.")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return problem("Y002", path, 1, 1, "the file is UTF-16", "Save it as UTF-8.")
    return None


def _forbidden(text: str) -> list[tuple[int, int, str]]:
    """Line, column (both from 1) and character of all that may not be there."""
    found: list[tuple[int, int, str]] = []
    line = start = 0
    for bad in FORBIDDEN.finditer(text):
        line += text.count("\n", start, bad.start())
        start = bad.start()
        column = start - text.rfind("\n", 0, start)
        found.append((line + 1, column, bad[0]))
    return found


def _bad_character(path: Path, line: int, column: int, found: str) -> Problem:
    number = ord(found)
    if _ESCAPED <= number <= _ESCAPED + 0xFF:
        message = f"the byte 0x{number - _ESCAPED:02X} is no UTF-8"
        return problem("Y002", path, line, column, message, "Save the file as UTF-8.")
    message = f"the character U+{number:04X} may not stand in a deck"
    hint = 'In a quoted text, write it as "\\u0007".' if number else "Remove it."
    return problem("Y003", path, line, column, message, hint)
