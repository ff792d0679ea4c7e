"""Pictures, sounds and films that a card's Markdown mentions, and how they are named.

An imported note refers to its files as `media:NAME`: `![a graph](media:0a1b.png)`,
`[sound: hello.mp3](media:2c3d.mp3)`. Anki's own `[sound:hello.mp3]` is read as well.
Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from drill.content.media_kinds import FILMS, SOUNDS, ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCHEME: Final = "media:"
_MEDIA: Final = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,1000})\]\((?P<image>[^()\s]{1,1000})\)"
    r"|\[(?P<link>[^\]\n]{1,1000})\]\((?P<target>media:[^()\s]{1,1000})\)"
    r"|\[sound:(?P<sound>[^\]\n]{1,250})\](?!\()"
)


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that a card mentions."""

    label: str
    """What the note calls it."""
    target: str
    """As the Markdown has it."""

    @property
    def name(self) -> str:
        """The name of the file among the media; what lies elsewhere keeps its path."""
        return self.target.removeprefix(SCHEME)

    @property
    def ending(self) -> str:
        """In small letters, without its dot."""
        return ending(self.target)

    @property
    def sign(self) -> str:
        """`▣` a picture, `♪` a sound, `▶` a film."""
        if self.ending in SOUNDS:
            return "♪"
        return "▶" if self.ending in FILMS else "▣"

    @property
    def is_picture(self) -> bool:
        """Whether it may be shown in a terminal."""
        return self.sign == "▣"


def is_media(target: str) -> bool:
    """Whether a link leads to a file of an imported note."""
    return target.startswith(SCHEME)


def medium(found: re.Match[str]) -> Medium:
    """What a picture, a link or a sound of Markdown refers to.

    Args:
        found: with the groups `alt` and `image`, `link` and `target`, and `sound`.
    """
    if found["sound"]:
        name = found["sound"].strip()
        return Medium(name, name)
    if found["image"]:
        return Medium(found["alt"].strip(), found["image"])
    return Medium(found["link"].removeprefix("sound:").strip(), found["target"])


def named(each: Medium) -> str:
    """A file in words: its sign, what the note calls it, and its name or kind."""
    words = each.label or PurePosixPath(each.name).name
    if words.lower().endswith(f".{each.ending}"):
        return f"{each.sign} {words}"
    kind = each.ending if is_media(each.target) else PurePosixPath(each.target).name
    return f"{each.sign} {words} ⟨{kind}⟩" if kind else f"{each.sign} {words}"


def media_of(texts: Sequence[str]) -> tuple[Medium, ...]:
    """The files that texts of a note mention, in order, each once."""
    found = (each for text in texts for each in _in_text(text))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def _in_text(text: str) -> tuple[Medium, ...]:
    if "](" not in text and "[sound:" not in text:
        return ()
    return tuple(_outside_code(text))


def _outside_code(text: str) -> Iterator[Medium]:
    from drill.content.markdown import code_parts

    code = [(part.start, part.end) for part in code_parts(text)]
    at = 0
    for start, end in [*code, (len(text), len(text))]:
        found = _MEDIA.finditer(text, at, start)
        yield from (medium(each) for each in found)
        at = end
