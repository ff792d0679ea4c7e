"""Expression parser: fill in `parse`. Add classes and functions as you like."""

from typing import Any


def parse(tokens: list[str]) -> str | list[Any]:
    """The tree of an expression.

    Raises:
        ValueError: the tokens are no expression.
    """
    raise NotImplementedError
