"""Cards in Markdown as Obsidian's spaced repetition has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from drill.interchange.markdown_texts import Line, joined
from drill.interchange.package import ForeignSchedule
from drill.interchange.text_cards import TextCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.interchange.markdown_texts import MarkdownText

_TAG: Final = re.compile(r"#([\w/-]{1,200})")
SR: Final = re.compile(r"<!--SR:([^>]{1,2000})-->")
_SR_ONE: Final = re.compile(r"!(\d{4})-(\d\d)-(\d\d),(\d{1,6}),(\d{1,5})")
_HIGHLIGHT: Final = re.compile(r"==([^=\n](?:[^=\n]|=(?!=)){0,2000})==")


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
        Line(each.number, SR.sub("", each.text), is_code=each.is_code) for each in lines
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
            is_comment = SR.fullmatch(line.text.strip()) is not None
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
    found = SR.search(text)
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
