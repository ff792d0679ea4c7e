"""Colours for code on cards, by Pygments where a fence names a language.

Imported by nobody at start-up: `warm_up` runs on a reader thread once the app
stands, so that the first card with code costs no import.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drill.tui.runs import Line

KINDS = (
    ("Token.Comment", "code-comment"),
    ("Token.Keyword", "code-word"),
    ("Token.Operator.Word", "code-word"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Builtin", "code-word"),
    ("Token.Name.Function", ""),
    ("Token.Name.Class", "strong"),
)
"""The first prefix of a token's kind that fits decides its style."""
PLAIN = frozenset(["", "text", "txt", "plain", "output", "console-output"])
LIMIT = 20_000
"""Longer code is shown without colours: it would hold up the screen."""


def warm_up() -> None:
    """Import Pygments and the lexer of the commonest language."""
    lexer_named("python")


@lru_cache(maxsize=32)
def lexer_named(language: str) -> Any | None:
    """The lexer of a language; None when there is none of that name."""
    from pygments.lexers import (  # type: ignore[import-untyped]
        get_lexer_by_name,
    )
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def highlighted(code: str, language: str) -> list[Line] | None:
    """The lines of a code in colour; None when the language is not known."""
    from drill.tui.runs import Run

    if language.lower() in PLAIN or len(code) > LIMIT:
        return None
    lexer = lexer_named(language.lower())
    if lexer is None:
        return None
    lines: list[list[Run]] = [[]]
    for token, text in lexer.get_tokens(code):
        style = _style(str(token))
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(Run(part, style))
    return [tuple(line) for line in lines[: code.count("\n") + 1]]


@lru_cache(maxsize=256)
def _style(kind: str) -> str:
    return next((style for prefix, style in KINDS if kind.startswith(prefix)), "")
