"""Cards in Markdown: the dialects of hashcards, repeater, Obsidian and mdanki.

Each takes the lines of a text and gives cards; none of them stops at a line that it
does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drill.interchange.markdown_texts import Line, joined
from drill.interchange.obsidian_cards import is_tagged, obsidian
from drill.interchange.text_cards import TextCard
from drill.interchange.text_settings import ObsidianSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drill.interchange.markdown_texts import MarkdownText

_MARK: Final = re.compile(r"([QAC]):(?:[ \t]+|$|(?=\S))")
_BRACKETS: Final = re.compile(r"\\([\[\]])|(?<!!)\[([^\[\]]*+)\](?!\()")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.{1,1000}?)[ \t]*#*$")
_MDANKI_TAG: Final = re.compile(r"\[#([^\]\n]{1,100})\]\([^)\n]{0,300}\)")
_COMMENT: Final = re.compile(r"<!--(?:(?!<!--|-->)[^>])*+-->")
"""None within another: so that no letter is looked at twice."""


Dialect = "Callable[[MarkdownText], Iterator[TextCard]]"


# --- hashcards, repeater ------------------------------------------------------------


def hashcards(text: MarkdownText) -> Iterator[TextCard]:
    """`Q:` and `A:`, or `C:` with a card for each `[deletion]`."""
    return _marked(text, is_one_gap=False)


def repeater(text: MarkdownText) -> Iterator[TextCard]:
    """The same, but that all deletions of a `C:` are asked at once."""
    return _marked(text, is_one_gap=True)


@dataclass(slots=True)
class _Block:
    """A card that is being collected."""

    line: int = 0
    front: list[Line] = field(default_factory=list)
    back: list[Line] | None = None
    is_cloze: bool = False


def _marked(text: MarkdownText, *, is_one_gap: bool) -> Iterator[TextCard]:
    block: _Block | None = None
    for line in text.lines:
        found = None if line.is_code else _MARK.match(line.text)
        mark = found[1] if found else ""
        rest = Line(
            line.number, line.text[found.end() :] if found else "", is_code=False
        )
        if mark in {"Q", "C"}:
            yield from _card(block, is_one_gap=is_one_gap)
            block = _Block(line.number, [rest], is_cloze=mark == "C")
        elif mark == "A" and block is not None and block.back is None:
            block.back = [rest]
        elif not line.is_code and line.text.strip() == "---":
            yield from _card(block, is_one_gap=is_one_gap)
            block = None
        elif block is not None:
            (block.front if block.back is None else block.back).append(line)
    yield from _card(block, is_one_gap=is_one_gap)


def _card(block: _Block | None, *, is_one_gap: bool) -> Iterator[TextCard]:
    if block is None:
        return
    front = _COMMENT.sub("", joined(block.front)).strip()
    if block.is_cloze:
        gaps = _bracketed(front, is_one_gap=is_one_gap)
        gaps = gaps if gaps != front else ""
        yield TextCard(block.line, front=front, gaps=gaps, raw=(_raw(block.front), ""))
    elif block.back is not None:
        back = _COMMENT.sub("", joined(block.back)).strip()
        raw = (_raw(block.front), _raw(block.back))
        yield TextCard(block.line, front, back, raw=raw)
    else:
        yield TextCard(block.line, front)


def _raw(lines: list[Line]) -> str:
    """Lines letter by letter, but for blanks around the first and the whole."""
    first, *rest = (line.text for line in lines)
    return "\n".join([first.strip(), *rest]).strip()


def _bracketed(text: str, *, is_one_gap: bool) -> str:
    """A text whose `[…]` are gaps; images, links and escaped ones stay."""
    number = 0

    def gap(found: re.Match[str]) -> str:
        nonlocal number
        escaped, inner = found.groups(default="")
        if not inner.strip():
            return escaped or found[0]
        number += 1
        answer, _, hint = inner.partition("::")
        said = f"{answer.strip()}::{hint.strip()}" if hint else answer.strip()
        return f"{{{{c{1 if is_one_gap else number}::{said}}}}}"

    return _BRACKETS.sub(gap, text)


# --- mdanki, headings --------------------------------------------------------------


def mdanki(text: MarkdownText) -> Iterator[TextCard]:
    """Headings of the second degree as fronts, or what stands above a `%`."""
    title, front, line = "", "", 0
    body: list[Line] = []
    for each in (*text.lines, None):
        found = _HEADING.match(each.text) if each and not each.is_code else None
        if each is None or (found and len(found[1]) <= 2):  # noqa: PLR2004 - title and front
            yield from _headed(front, body, line, title)
            body = []
            if each is not None and found:
                is_title = len(found[1]) == 1
                title = found[2].strip() if is_title else title
                front, line = ("" if is_title else found[2].strip()), each.number
        else:
            body.append(each)


def _headed(front: str, body: list[Line], line: int, title: str) -> Iterator[TextCard]:
    if not front:
        return
    tags: list[str] = []
    while body and (not body[-1].text.strip() or _MDANKI_TAG.search(body[-1].text)):
        tags += _MDANKI_TAG.findall(body.pop().text)
    signs = [
        n
        for n, each in enumerate(body)
        if each.text.strip() == "%" and not each.is_code
    ]
    if signs:
        more = joined(body[: signs[0]])
        front = f"{front}\n\n{more}" if more else front
        body = body[signs[0] + 1 :]
    back = joined(body)
    if back:
        deck = (title,) if title else ()
        yield TextCard(line, front, back, tags=tuple(tags), deck=deck)


DIALECTS: Final = {
    "hashcards": hashcards,
    "repeater": repeater,
    "obsidian": obsidian,
    "mdanki": mdanki,
}
"""By the name of the format."""


def dialect_of(
    text: MarkdownText, settings: ObsidianSettings | None = None
) -> str | None:
    """The dialect of a text, by the whole cards it has; None if it has none.

    Args:
        text: of any dialect.
        settings: of the vault that it lies in, if any.
    """
    marks = {
        found[1] for line in text.lines
        if not line.is_code and (found := _MARK.match(line.text))
    }  # fmt: skip
    if "C" in marks or {"Q", "A"} <= marks:
        whole = [each for each in hashcards(text) if each.back or each.gaps]
        if whole:
            return "hashcards"
    chosen = settings or ObsidianSettings()
    whole = list(obsidian(text, chosen))
    is_said = is_tagged(text, chosen)
    if whole and (is_said or len(whole) >= _least(text.lines)):
        return "obsidian"
    if any(True for _ in mdanki(text)):
        return "mdanki"
    return None


def _least(lines: Sequence[Line]) -> int:
    """How many cards a text without a sign of its program must have to be a deck."""
    return max(2, sum(1 for line in lines if line.text.strip()) // 8)
