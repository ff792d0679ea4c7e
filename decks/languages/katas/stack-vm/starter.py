"""Stack machine: fill in `run`. Add classes and functions as you like."""

from typing import Any


def run(program: list[list[Any]], limit: int) -> dict[str, Any]:
    """What a program prints, why it ends and where."""
    raise NotImplementedError
