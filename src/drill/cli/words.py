"""Takes what stands beside every command out of the typed words, without argparse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GLOBAL = ("--data", "--config")
"""Options with a value that stand before or after any command."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed, taken apart."""

    rest: list[str]
    """All but the global options; empty: the app is wanted."""
    data: str | None = None
    config: str | None = None

    @property
    def command(self) -> str:
        """The command's name; empty when the first word is an option or nothing."""
        first = self.rest[0] if self.rest else ""
        return "" if first.startswith("-") else first


def split(argv: Sequence[str]) -> Words:
    """Take the global options out, wherever they stand before a `--`.

    One whose value is missing is left where it is: the parser says what is wrong.
    """
    values: dict[str, str] = {}
    rest: list[str] = []
    ahead = list(argv)
    while ahead and ahead[0] != "--":
        word = ahead.pop(0)
        name, equals, value = word.partition("=")
        if name not in GLOBAL:
            rest.append(word)
        elif equals:
            values[name] = value
        elif ahead and not ahead[0].startswith("-"):
            values[name] = ahead.pop(0)
        else:
            rest.append(word)
    rest += ahead
    return Words(rest, values.get("--data"), values.get("--config"))
