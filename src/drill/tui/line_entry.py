"""A line of text with a caret, as it is typed. Pure; the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drill.tui.runs import Line, Run, cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST: Final = 400
"""Characters; nobody types more as a short answer."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """What is typed, and where the next character goes."""

    text: str = ""
    caret: int = 0
    """From 0 to the length of the text."""

    def typed(self, text: str) -> TextLine:
        """With a text put in at the caret; what does not fit is left out.

        White space of any kind becomes one space a character, so that a paste of
        several lines stays one; what no terminal shows is dropped.
        """
        words = "".join(
            " " if each.isspace() else each
            for each in text
            if each.isspace() or each.isprintable()
        )
        taken = words[: max(0, LONGEST - len(self.text))]
        whole = self.text[: self.caret] + taken + self.text[self.caret :]
        return TextLine(whole, self.caret + len(taken))

    def pressed(self, key: str) -> TextLine | None:
        """After a key that edits; None of a key that does not."""
        edit = EDITS.get(key)
        return edit(self) if edit is not None else None

    # --- edits --------------------------------------------------------------------

    def without(self, start: int, end: int) -> TextLine:
        """Without the characters from `start` to before `end`."""
        return TextLine(self.text[:start] + self.text[end:], start)

    def at(self, caret: int) -> TextLine:
        """With the caret elsewhere."""
        return TextLine(self.text, caret)

    @property
    def before(self) -> int:
        """Where the character before the caret begins, marks above it included."""
        at = max(0, self.caret - 1)
        while at and not cells(self.text[at]):
            at -= 1
        return at

    @property
    def after(self) -> int:
        """Where the character at the caret ends, marks above it included."""
        at = min(len(self.text), self.caret + 1)
        while at < len(self.text) and not cells(self.text[at]):
            at += 1
        return at

    @property
    def word_before(self) -> int:
        """Where the word before the caret begins."""
        kept = self.text[: self.caret].rstrip(" ")
        return kept.rfind(" ") + 1

    @property
    def word_after(self) -> int:
        """Where the word after the caret ends."""
        rest = self.text[self.caret :]
        start = self.caret + len(rest) - len(rest.lstrip(" "))
        end = self.text.find(" ", start)
        return end if end >= 0 else len(self.text)


EDITS: Final[Mapping[str, Callable[[TextLine], TextLine]]] = {
    "backspace": lambda line: line.without(line.before, line.caret),
    "ctrl+h": lambda line: line.without(line.before, line.caret),
    "delete": lambda line: line.without(line.caret, line.after).at(line.caret),
    "ctrl+d": lambda line: line.without(line.caret, line.after).at(line.caret),
    "ctrl+w": lambda line: line.without(line.word_before, line.caret),
    "ctrl+backspace": lambda line: line.without(line.word_before, line.caret),
    "ctrl+u": lambda line: line.without(0, line.caret),
    "ctrl+k": lambda line: line.without(line.caret, len(line.text)),
    "left": lambda line: line.at(line.before),
    "right": lambda line: line.at(line.after),
    "ctrl+left": lambda line: line.at(line.word_before),
    "ctrl+right": lambda line: line.at(line.word_after),
    "home": lambda line: line.at(0),
    "ctrl+a": lambda line: line.at(0),
    "end": lambda line: line.at(len(line.text)),
    "ctrl+e": lambda line: line.at(len(line.text)),
}
"""Keys as every line of a shell has them."""


def field_line(line: TextLine, width: int) -> Line:
    """The text in a field of exactly `width` cells, with the caret in view.

    Args:
        line: what is typed.
        width: in cells, >= 1.
    """
    end = max(line.caret + 1, line.after)
    under = line.text[line.caret : end] or " "
    head = _ending(line.text[: line.caret], width - cells(under))
    tail = clip(line.text[end:], width - cells(head) - cells(under))
    space = " " * (width - cells(head) - cells(under) - cells(tail))
    return (Run(head, "field"), Run(under, "caret"), Run(tail + space, "field"))


def _ending(text: str, room: int) -> str:
    """As much of the end of a text as fits; a mark stays on its character."""
    if cells(text) <= room:
        return text
    at = 0
    while at < len(text) and (cells(text[at:]) > room - 1 or not cells(text[at])):
        at += 1
    return "…" + text[at:] if room > 0 else ""
