"""What all Markdown decks have in common: lines, fences, front matter, media."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from drill.interchange.html import media_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FENCE: Final = re.compile(
    r"([QAC]:[ \t]*| {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}| {0,3})"
    r"(`{3,}(?=[^`]*$)|~{3,})"
)
"""How a fence begins: behind the mark of a card or of an item of a list, too."""
_FENCE_END: Final = re.compile(r"[ \t]{0,20}(`{3,}|~{3,})[ \t]*$")
_IMAGE: Final = re.compile(r"!\[([^\]\n]{0,300})\]\((<[^>\n]{1,500}>|[^()\s]{1,500})\)")
_EMBED: Final = re.compile(r"!\[\[([^\[\]|\n]{1,300})(?:\|[^\]\n]{0,100})?\]\]")
_LINK: Final = re.compile(r"(?<!!)\[\[([^\[\]|\n]{1,300})(?:\|([^\]\n]{0,300}))?\]\]")
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_YAML_LINE: Final = re.compile(r"([A-Za-z][\w-]{0,60}):[ \t]*(.{0,500})")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text."""

    number: int
    """From 1."""
    text: str
    is_code: bool
    """Whether it lies in a fence, or is one."""


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A text in lines, without its front matter."""

    lines: tuple[Line, ...]
    front_matter: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the front matter calls the deck; empty if it does not."""
        name = self.front_matter.get("name") or self.front_matter.get("deck") or ""
        return " ".join(str(name).split())[:200]


def lines_of(text: str) -> MarkdownText:
    """A text in lines; front matter of TOML or of YAML's plain pairs is taken off."""
    raw = _UNSEEN.sub("", text).split("\n")
    start, matter = 0, {}
    if raw and raw[0].strip() in {"---", "+++"}:
        for number in range(1, min(len(raw), 200)):
            if raw[number].strip() == raw[0].strip():
                matter = _front_matter("\n".join(raw[1:number]))
                start = number + 1 if matter else 0
                break
    return MarkdownText(tuple(_lines(raw, start)), matter)


def _lines(raw: list[str], start: int) -> Iterator[Line]:
    fence = ""
    for number, text in enumerate(raw[start:], start + 1):
        if fence:
            yield Line(number, text, is_code=True)
            ended = _FENCE_END.match(text)
            fence = "" if ended and ended[1].startswith(fence) else fence
        else:
            found = _FENCE.match(text)
            fence = found[2] if found else ""
            # What stands behind a mark is read as a mark first.
            yield Line(number, text, is_code=bool(found and not found[1].strip()))


def _front_matter(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        pairs = (_YAML_LINE.fullmatch(line.rstrip()) for line in text.split("\n"))
        return {found[1]: found[2].strip("\"' ") for found in pairs if found}


def joined(lines: list[Line]) -> str:
    """Lines as one text, without blank ones around it."""
    return "\n".join(line.text.rstrip() for line in lines).strip("\n")


def with_media(text: str, folder: str) -> tuple[str, frozenset[str]]:
    """A text whose images and sounds are named as media, and their names.

    Args:
        text: Markdown; `[[…]]` as Obsidian has it becomes its words.
        folder: where the text lies within the source, empty or ending in `/`.
    """
    names: set[str] = set()

    def image(found: re.Match[str]) -> str:
        target = found[2].strip("<>")
        if _SCHEME.match(target):
            return found[0]
        name = _joined(folder, unquote(target))
        names.add(name)
        return f"![{found[1] or target}]({media_reference(name)})"

    def embedded(found: re.Match[str]) -> str:
        name = _joined(folder, found[1].strip())
        names.add(name)
        return f"![{found[1].strip()}]({media_reference(name)})"

    text = _EMBED.sub(embedded, text)
    text = _LINK.sub(lambda found: found[2] or found[1], text)
    return _IMAGE.sub(image, text), frozenset(names)


def _joined(folder: str, name: str) -> str:
    """A name below a folder, `.` and `..` taken out; it may lead outside."""
    parts: list[str] = []
    for part in f"{folder}{name}".split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
