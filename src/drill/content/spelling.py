"""Which plain texts other readers of YAML take for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from yaml.resolver import Resolver

from drill.content.fields import Spelling

if TYPE_CHECKING:
    from drill.content.tree import Mark

_MEANINGS: Final = {
    "bool": "yes or no",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
    "value": "a default value",
    "merge": "a merge key",
}
_OTHER_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?[eE][-+]?\d+|0o[0-7]+|\.\d+)")
"""Numbers in YAML 1.2 that YAML 1.1 takes for text."""

_RESOLVERS: Any = Resolver.yaml_implicit_resolvers


def meaning_of(text: str) -> str:
    """What a plain scalar is taken for, if not for text: `a number`; else empty."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return _MEANINGS.get(tag.rpartition(":")[2], "")
    return "a number" if _OTHER_NUMBER.fullmatch(text) else ""


def as_written(text: str, mark: Mark, offset: int) -> str | None:
    """A plain scalar: text, or a `Spelling`, or None where nothing stands.

    Args:
        text: what stands there.
        mark: where it begins.
        offset: lines of the file before the text that was parsed.
    """
    if not text:
        return None
    meaning = meaning_of(text)
    if not meaning:
        return text
    spelling = Spelling(text)
    spelling.meaning = meaning
    spelling.line, spelling.column = mark.line + 1 + offset, mark.column + 1
    return spelling
