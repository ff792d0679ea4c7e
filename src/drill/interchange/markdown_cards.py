"""Cards in Markdown: the dialects of hashcards, repeater, Obsidian and mdanki.

Each takes the lines of a text and gives cards; none of them stops at a line that it
does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from drill.interchange.markdown_texts import Line, joined
from drill.interchange.package import ForeignSchedule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drill.interchange.markdown_texts import MarkdownText

_MARK: Final = re.compile(r"([QAC]):(?:[ \t]+|$|(?=\S))")
_ESCAPED: Final = ("\\[", "\\]")
_TAG: Final = re.compile(r"#([\w/-]{1,200})")
_SR: Final = re.compile(r"<!--SR:([^>]{1,2000})-->")
_SR_ONE: Final = re.compile(r"!(\d{4})-(\d\d)-(\d\d),(\d{1,6}),(\d{1,5})")
_HIGHLIGHT: Final = re.compile(r"==([^=\n](?:[^=\n]|=(?!=)){0,2000})==")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.{1,1000}?)[ \t]*#*$")
_MDANKI_TAG: Final = re.compile(r"\[#([^\]\n]{1,100})\]\([^)\n]{0,300}\)")
_COMMENT: Final = re.compile(r"<!--[^>]{0,5000}-->")


@dataclass(frozen=True, slots=True)
class TextCard:
    """A note as a dialect of Markdown has it."""

    line: int
    """Where it begins, from 1."""
    front: str = ""
    back: str = ""
    both_ways: bool = False
    gaps: str = ""
    """A text with `{{c1::…}}`, in the place of front and back."""
    tags: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    """Below the deck of its file, or instead of it where a tag says so."""
    schedules: tuple[ForeignSchedule | None, ...] = ()
    """Of its cards, in order."""
    id: str = ""
    """Where the text gives it one."""


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
        yield TextCard(block.line, front=front, gaps=gaps if gaps != front else "")
    elif block.back is not None:
        back = _COMMENT.sub("", joined(block.back)).strip()
        yield TextCard(block.line, front, back)
    else:
        yield TextCard(block.line, front)


def _bracketed(text: str, *, is_one_gap: bool) -> str:
    """A text whose `[…]` are gaps; images, links and escaped ones stay."""
    made: list[str] = []
    number = at = 0
    while at < len(text):
        if text.startswith(_ESCAPED, at):
            made.append(text[at + 1])
            at += 2
            continue
        end = text.find("]", at) if text[at] == "[" else -1
        is_other = text[at - 1 : at] == "!" or text[end + 1 : end + 2] == "("
        inner = text[at + 1 : end] if end > at else ""
        if inner.strip() and not is_other and "[" not in inner:
            number += 1
            answer, _, hint = inner.partition("::")
            said = f"{answer.strip()}::{hint.strip()}" if hint else answer.strip()
            made.append(f"{{{{c{1 if is_one_gap else number}::{said}}}}}")
            at = end + 1
        else:
            made.append(text[at])
            at += 1
    return "".join(made)


# --- obsidian-spaced-repetition -------------------------------------------------------


def obsidian(text: MarkdownText) -> Iterator[TextCard]:
    """`::`, `:::`, `?`, `??` and `==gaps==`, with schedules in comments."""
    deck: tuple[str, ...] = ()
    for block in _paragraphs(text):
        tags = [] if block[0].is_code else _TAG.findall(block[0].text)
        decks = [tag for tag in tags if tag.split("/")[0] in {"flashcards", "review"}]
        if decks:
            deck = tuple(decks[0].split("/")[1:])
            block[0] = Line(
                block[0].number, _TAG.sub("", block[0].text).strip(), is_code=False
            )
        lines = [line for line in block if line.text.strip() or line.is_code]
        if lines:
            yield from _obsidian(lines, deck)


def _obsidian(lines: list[Line], deck: tuple[str, ...]) -> Iterator[TextCard]:
    """The cards of one paragraph."""
    schedules = _scheduled("\n".join(line.text for line in lines))
    plain = [
        Line(each.number, _SR.sub("", each.text), is_code=each.is_code)
        for each in lines
    ]
    plain = [each for each in plain if each.text.strip() or each.is_code]
    for place, line in enumerate(plain):
        sign = line.text.strip()
        if sign in {"?", "??"} and not line.is_code and 0 < place < len(plain) - 1:
            front, back = joined(plain[:place]), joined(plain[place + 1 :])
            yield TextCard(
                plain[0].number,
                front,
                back,
                sign == "??",
                deck=deck,
                schedules=schedules,
            )
            return
    singles = [
        line for line in plain if not line.is_code and "::" in _without_code(line.text)
    ]
    for line in singles:
        sign = ":::" if ":::" in line.text else "::"
        front, _, back = (part.strip() for part in line.text.partition(sign))
        if front and back:
            yield TextCard(
                line.number, front, back, sign == ":::", deck=deck,
                schedules=schedules if len(singles) == 1 else (),
            )  # fmt: skip
    whole = joined(plain)
    if not singles and not any(line.is_code for line in plain):
        gaps, count = _highlighted(whole)
        if count:
            yield TextCard(
                plain[0].number, whole, gaps=gaps, deck=deck, schedules=schedules
            )


def _paragraphs(text: MarkdownText) -> Iterator[list[Line]]:
    """Lines between blank ones; a fence is not parted, a comment stays behind."""
    block: list[Line] = []
    for line in text.lines:
        if line.text.strip() or line.is_code:
            is_comment = _SR.fullmatch(line.text.strip()) is not None
            if is_comment and not block:
                continue
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]{0,1000}`", "", text)


def _highlighted(text: str) -> tuple[str, int]:
    number = 0

    def gap(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{{{{c{number}::{found[1].strip()}}}}}"

    return _HIGHLIGHT.sub(gap, text), number


def _scheduled(text: str) -> tuple[ForeignSchedule | None, ...]:
    found = _SR.search(text)
    if found is None:
        return ()
    schedules: list[ForeignSchedule | None] = []
    for each in _SR_ONE.finditer(found[1]):
        year, month, day, interval, percent = map(int, each.groups())
        try:
            due = datetime(year, month, day, 12, tzinfo=UTC)
        except ValueError:
            schedules.append(None)
            continue
        due_ms = int(due.timestamp()) * 1000
        schedules.append(
            ForeignSchedule(
                max(1, interval), due_ms, sm2_factor=max(130, percent) / 100
            )
        )
    return tuple(schedules)


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


def dialect_of(text: MarkdownText) -> str | None:
    """The dialect of a text, by the whole cards it has; None if it has none."""
    marks = {
        found[1] for line in text.lines
        if not line.is_code and (found := _MARK.match(line.text))
    }  # fmt: skip
    if "C" in marks or {"Q", "A"} <= marks:
        whole = [each for each in hashcards(text) if each.back or each.gaps]
        if whole:
            return "hashcards"
    whole = list(obsidian(text))
    is_said = any(
        _SR.search(line.text) or "#flashcards" in line.text for line in text.lines
    )
    if whole and (is_said or len(whole) >= _least(text.lines)):
        return "obsidian"
    if any(True for _ in mdanki(text)):
        return "mdanki"
    return None


def _least(lines: Sequence[Line]) -> int:
    """How many cards a text without a sign of its program must have to be a deck."""
    return max(2, sum(1 for line in lines if line.text.strip()) // 8)
