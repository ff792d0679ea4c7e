"""What an error of the YAML parser means to somebody who writes a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

_INDENTATION = "Look at the quotes and the indentation here and in the line before."
_HINTS = {
    "mapping values are not allowed": (
        "A colon and a space begin a value: put the text in quotes, or below a `|`."
    ),
    "found unknown escape character": (
        "In double quotes a backslash is special: use single quotes, or a `|`."
    ),
    "found unexpected end of stream": "A quote or a bracket was not closed.",
    "did not find expected alphabetic": "A text with `*` or `&` first needs quotes.",
    "while parsing a quoted scalar": "A quote was not closed.",
}


def syntax_defect(
    error: MarkedYAMLError, text: str, offset: int
) -> tuple[str, int, int, str, str]:
    """Code, line, column, message and hint for an error of the parser.

    Args:
        error: what the parser raised.
        text: what it read.
        offset: lines of the file before the text.
    """
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    reason = str(error.problem or error.context)
    at = (line + 1 + offset, column + 1)
    character = _character(text, line, column)
    if character == "\t":
        hint = "Indent with spaces."
        return "Y004", *at, "a tab stands where YAML wants spaces", hint
    if "cannot start any token" in reason:
        hint = "Put the text in quotes, or below a `|`."
        return "Y001", *at, f"a plain text cannot begin with `{character}`", hint
    return "Y001", *at, reason, _hint(reason, str(error.context or ""))


def _hint(reason: str, context: str) -> str:
    for words, hint in _HINTS.items():
        if words in reason or words in context:
            return hint
    return _INDENTATION


def _character(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    return lines[line][column : column + 1] if line < len(lines) else ""
