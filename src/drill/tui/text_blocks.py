"""Reads the blocks of a card's Markdown: paragraphs, code, lists, tables, quotes.

Only the shape is found here; `drill.tui.text` draws it. Lenient: what is no block
of the kinds below is a paragraph, and nothing is ever dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})\s*(?P<language>[^`\s]*)[^`]*$")
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
QUOTE = re.compile(r"^ {0,3}> ?(?P<text>.*)$")
ITEM = re.compile(r"^(?P<mark>\s*(?:[-*+•]|\d{1,9}[.)])\s{1,3})(?P<text>\S.*)$")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
"""A number that starts the next point of a list; a year does not."""
FIRST = re.compile(r"^\s*1[.)]\s")
"""A number that starts a list within a paragraph: as CommonMark has it, only a one."""
DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
DRAWN = re.compile(r"[\u2500-\u259f\u2800-\u28ff]")
"""Box drawings, blocks and braille: a paragraph with any of them is a picture."""
CODE_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its line ends are spaces but for hard breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a card."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text kept as it stands, line by line."""

    lines: tuple[str, ...]
    language: str = ""
    is_picture: bool = False
    """A drawing outside of a fence."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks that somebody else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list."""

    mark: str
    """`•`, or the number as written."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows; the first row is the header."""

    rows: tuple[tuple[str, ...], ...]
    flush_right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block: TypeAlias = Paragraph | Heading | Code | Quote | Points | Table | Rule
DEEPEST = 6
"""Quotes and lists within each other are read down to here."""


def blocks(text: str, depth: int = 0) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    found: list[Block] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _block(lines, at, depth, is_first=not found)
        found.append(block)
    return tuple(found)


def _block(  # noqa: PLR0911 - a kind, a return
    lines: list[str], at: int, depth: int, *, is_first: bool
) -> tuple[Block, int]:
    line = lines[at]
    if fence := FENCE.match(line):
        return _fenced(lines, at, fence)
    if line.startswith(CODE_INDENT) and (is_first or not lines[at - 1].strip()):
        return _indented(lines, at)
    if heading := HEADING.match(line):
        return Heading(heading["text"]), at + 1
    if RULE.match(line):
        return Rule(), at + 1
    if _is_table(lines, at):
        return _table(lines, at)
    if depth < DEEPEST and QUOTE.match(line):
        return _quote(lines, at, depth)
    if depth < DEEPEST and ITEM.match(line):
        return _points(lines, at, depth)
    return _paragraph(lines, at)


def _fenced(lines: list[str], at: int, fence: re.Match[str]) -> tuple[Block, int]:
    mark = fence["fence"]
    margin = len(lines[at]) - len(lines[at].lstrip(" "))
    end = at + 1
    while end < len(lines) and not _closes(lines[end], mark):
        end += 1
    body = tuple(_dedented(line, margin) for line in lines[at + 1 : end])
    return Code(body, fence["language"]), end + 1


def _closes(line: str, mark: str) -> bool:
    text = line.strip()
    return len(text) >= len(mark) and set(text) == {mark[0]}


def _dedented(line: str, margin: int) -> str:
    return line[min(margin, len(line) - len(line.lstrip(" "))) :]


def _indented(lines: list[str], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and (
        lines[end].startswith(CODE_INDENT) or not lines[end].strip()
    ):
        end += 1
    body = [line[len(CODE_INDENT) :] for line in lines[at:end]]
    while body and not body[-1].strip():
        body.pop()
    return Code(tuple(body)), end


def _quote(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    inner: list[str] = []
    while at < len(lines) and (quoted := QUOTE.match(lines[at])):
        inner.append(quoted["text"])
        at += 1
    return Quote(blocks("\n".join(inner), depth + 1)), at


def _points(lines: list[str], at: int, depth: int) -> tuple[Block, int]:
    items: list[Item] = []
    outer = _margin(lines[at])
    while True:
        start = _after_blanks(lines, at)
        item = ITEM.match(lines[start]) if start < len(lines) else None
        if item is None or _margin(lines[start]) < outer or _turns(items, item):
            return Points(tuple(items)), at
        inner, at = _item(lines, start, len(item["mark"]))
        mark = item["mark"].strip()
        text = "\n".join([item["text"], *inner])
        items.append(Item(mark if mark[0].isdigit() else "•", blocks(text, depth + 1)))


def _turns(items: list[Item], item: re.Match[str]) -> bool:
    """Whether a numbered list ends at a bullet, or the other way round."""
    if not items:
        return False
    return item["mark"].strip()[0].isdigit() == (items[0].mark == "•")


def _item(lines: list[str], at: int, inner: int) -> tuple[list[str], int]:
    """The lines of a point after its first, dedented, and where they end."""
    outer = _margin(lines[at])
    body: list[str] = []
    at += 1
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            following = _after_blanks(lines, at)
            if following == len(lines) or _margin(lines[following]) <= outer:
                break
        elif _margin(line) <= outer and _interrupts(lines, at, NUMBERED):
            break
        body.append(_dedented(line, inner))
        at += 1
    return body, at


def _after_blanks(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_table(lines: list[str], at: int) -> bool:
    return (
        "|" in lines[at]
        and at + 1 < len(lines)
        and "|" in lines[at + 1]
        and DELIMITER.match(lines[at + 1]) is not None
    )


def _table(lines: list[str], at: int) -> tuple[Block, int]:
    header = _cells(lines[at])
    marks = _cells(lines[at + 1])
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = [header, *(_cells(line) for line in lines[at + 2 : end])]
    count = max(map(len, rows))
    flush = [mark.endswith(":") and not mark.startswith(":") for mark in marks]
    flush += [False] * (count - len(flush))
    full = tuple((*row, *[""] * (count - len(row))) for row in rows)
    return Table(full, tuple(flush[:count])), end


def _cells(line: str) -> tuple[str, ...]:
    text = line.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    parts = re.split(r"(?<!\\)\|", text)
    return tuple(part.strip().replace("\\|", "|") for part in parts)


def _paragraph(lines: list[str], at: int) -> tuple[Block, int]:
    end = at + 1
    while (
        end < len(lines) and lines[end].strip() and not _interrupts(lines, end, FIRST)
    ):
        end += 1
    body = lines[at:end]
    if any(DRAWN.search(line) for line in body):
        return Code(tuple(body), is_picture=True), end
    return Paragraph(_joined(body)), end


def _interrupts(lines: list[str], at: int, numbered: re.Pattern[str]) -> bool:
    """Whether a line ends the paragraph or the point before it."""
    line = lines[at]
    if item := ITEM.match(line):
        return not item["mark"].strip()[0].isdigit() or numbered.match(line) is not None
    kinds = (FENCE, HEADING, RULE, QUOTE)
    return any(kind.match(line) for kind in kinds) or _is_table(lines, at)


def _joined(body: list[str]) -> str:
    parts: list[str] = []
    for line in body:
        if line.endswith("  "):
            parts.append(line.strip() + "\n")
        elif line.endswith("\\") and line is not body[-1]:
            parts.append(line[:-1].strip() + "\n")
        else:
            parts.append(line.strip() + " ")
    return "".join(parts).rstrip()
