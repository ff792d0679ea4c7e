"""Which generators there are, found by their names."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drill.content.validation import nearest_hint
from drill.errors import InvalidNote

if TYPE_CHECKING:
    from drill.generators.framework import Generator

_HERE: Final = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@cache
def names() -> tuple[str, ...]:
    """The names of all generators, sorted; nothing of them is imported.

    A module in an area is a generator unless its name ends in `_model`.
    """
    return tuple(
        sorted(
            f"{path.parent.name}.{path.stem}"
            for path in _HERE.glob("*/*.py")
            if not path.stem.endswith("_model") and path.stem != "__init__"
        )
    )


def find(name: str) -> Generator[Any] | None:
    """The generator of a name; None when this program has none."""
    if not _NAME.fullmatch(name) or name.endswith("_model"):
        return None
    module = f"{__package__}.{name}"
    try:
        if find_spec(module) is None:
            return None
    except ModuleNotFoundError:  # no such area
        return None
    generator: Generator[Any] | None = getattr(import_module(module), "GENERATOR", None)
    return generator


def get(name: str) -> Generator[Any]:
    """The generator of a name.

    Raises:
        InvalidNote: this program has none of that name.
    """
    generator = find(name)
    if generator is None:
        hint = nearest_hint(name, names())
        raise InvalidNote((f"there is no generator {name!r}. {hint}".strip(),))
    return generator
