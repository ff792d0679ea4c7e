"""The headers of Anki's text exports: `#separator:tab` and the like."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drill.interchange.tables import TableMapping

SEPARATORS: Final = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "\\t": "\t",
}
COLUMNS: Final = ("guid column", "tags column", "deck column", "notetype column")


@dataclass(frozen=True, slots=True)
class Headers:
    """What the lines in front of the rows say."""

    delimiter: str = ""
    """Empty: they do not say."""
    is_html: bool | None = None
    deck: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    """By header, such as `tags column`: its number from 1."""

    def applied(self, guess: TableMapping) -> TableMapping:
        """A mapping with what the headers say in the place of guesses."""
        if self.is_html is not None:
            guess = replace(guess, is_html=self.is_html)
        if not self.columns:
            return guess
        known = (guess.tags, guess.deck, guess.id, *guess.more)
        width = max(guess.front, guess.back, *(each or 0 for each in known))
        columns = {key: n for key, n in self.columns.items() if n <= width}
        special = set(columns.values())
        rest = [place for place in range(1, width + 1) if place not in special]
        front = rest[0] if rest else guess.front
        return replace(
            guess,
            has_header=False,
            front=front,
            back=rest[1] if len(rest) > 1 else front,
            more=tuple(rest[2:]),
            tags=columns.get("tags column"),
            deck=columns.get("deck column"),
            id=columns.get("guid column"),
        )


def headers_of(text: str) -> tuple[Headers, str, int]:
    """The headers of a text, the rows behind them, and the line these begin in."""
    found, start, line = Headers(), 0, 1
    columns: dict[str, int] = {}
    while text.startswith("#", start):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        key, colon, value = text[start + 1 : end].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            break
        if key == "separator":
            found = replace(
                found, delimiter=SEPARATORS.get(value.casefold(), value[:1])
            )
        elif key == "html":
            found = replace(found, is_html=value.casefold() == "true")
        elif key == "deck":
            found = replace(found, deck=value)
        elif key in COLUMNS and value.isdecimal() and 0 < int(value[:6]) < 1_000:  # noqa: PLR2004 - of any table
            columns[key] = int(value[:6])
        elif key not in {*COLUMNS, "notetype", "tags", "columns", "if matches"}:
            break
        start, line = end + 1, line + 1
    if found.delimiter not in {"", "\t", ",", ";", "|"}:
        found = replace(found, delimiter="")
    return replace(found, columns=columns), text[start:], line
