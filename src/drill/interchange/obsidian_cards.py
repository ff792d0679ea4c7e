"""Cards in Markdown as Obsidian's spaced repetition has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from drill.interchange.markdown_texts import Line, joined
from drill.interchange.package import ForeignSchedule
from drill.interchange.text_cards import TextCard
from drill.interchange.text_settings import ObsidianSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.interchange.markdown_texts import MarkdownText
    from drill.interchange.text_settings import GapMarks

_TAG: Final = re.compile(r"#([\w/-]{1,200})")
LONGEST_GAP: Final = 2_000
NOTES: Final = "review"
"""A tag of whole notes, which may have cards or not."""
SR: Final = re.compile(r"<!--SR:([^<>]{1,2000})-->")
_SR_ONE: Final = re.compile(r"!(\d{4})-(\d\d)-(\d\d),(\d{1,6}),(\d{1,5})")


def obsidian(
    text: MarkdownText, settings: ObsidianSettings | None = None
) -> Iterator[TextCard]:
    """`::`, `:::`, `?`, `??` and `==gaps==`, with schedules in comments.

    Args:
        text: a note of a vault.
        settings: of the vault, where other signs may be chosen.
    """
    chosen = settings or ObsidianSettings()
    deck: tuple[str, ...] = ()
    for block in _paragraphs(text, chosen):
        tags = [] if block[0].is_code else _TAG.findall(block[0].text)
        decks = [below for tag in tags if (below := _below(tag, chosen)) is not None]
        if decks:
            deck = decks[0]
            block[0] = Line(
                block[0].number, _TAG.sub("", block[0].text).strip(), is_code=False
            )
        lines = _trimmed(block)
        if lines:
            yield from _Paragraph(lines, deck, chosen).cards()


def is_tagged(text: MarkdownText, settings: ObsidianSettings) -> bool:
    """Whether a text says that it has cards: by a schedule, or by a tag."""
    tags = [f"#{tag}" for tag in settings.tags if tag != NOTES]
    return any(
        SR.search(line.text) or any(tag in line.text for tag in tags)
        for line in text.lines
    )


def _below(tag: str, settings: ObsidianSettings) -> tuple[str, ...] | None:
    """The deck that a tag names below a tag of cards; None of any other tag."""
    for known in settings.tags:
        if tag == known or tag.startswith(f"{known}/"):
            return tuple(filter(None, tag[len(known) :].split("/")))
    return None


class _Paragraph:
    """Lines between blank ones."""

    def __init__(
        self, lines: list[Line], deck: tuple[str, ...], settings: ObsidianSettings
    ) -> None:
        self._settings = settings
        self._deck = deck
        self._schedules = _scheduled("\n".join(line.text for line in lines))
        self._lines = _trimmed(
            [
                Line(each.number, SR.sub("", each.text), is_code=each.is_code)
                for each in lines
                if each.is_code or not SR.fullmatch(each.text.strip())
            ]
        )

    def cards(self) -> Iterator[TextCard]:
        """Of several lines, of single ones, or of a text with gaps."""
        settings, lines = self._settings, self._lines
        signs = {settings.several: False, settings.several_both: True}
        for place, line in enumerate(lines):
            sign = line.text.strip()
            if sign in signs and not line.is_code and 0 < place < len(lines) - 1:
                front, back = joined(lines[:place]), joined(lines[place + 1 :])
                yield self._card(lines[0].number, front, back, signs[sign])
                return
        singles = [(line, sign) for line in lines if (sign := self._sign(line))]
        for line, sign in singles:
            front, _, back = (part.strip() for part in line.text.partition(sign))
            if front and back:
                both = sign == settings.single_both
                is_only = len(singles) == 1
                yield self._card(line.number, front, back, both, is_only=is_only)
        if not singles and lines and not any(line.is_code for line in lines):
            whole = joined(lines)
            gaps, count = gapped(whole, settings.gaps)
            if count:
                yield TextCard(
                    lines[0].number,
                    whole,
                    gaps=gaps,
                    deck=self._deck,
                    schedules=self._schedules,
                )

    def _sign(self, line: Line) -> str:
        """The sign that parts a single line, the longer one first."""
        if line.is_code:
            return ""
        signs = (self._settings.single, self._settings.single_both)
        bare = _without_code(line.text)
        ordered = sorted(signs, key=len, reverse=True)
        return next((sign for sign in ordered if sign in bare), "")

    def _card(
        self,
        line: int,
        front: str,
        back: str,
        both_ways: bool,  # noqa: FBT001 - as in TextCard
        *,
        is_only: bool = True,
    ) -> TextCard:
        schedules = self._schedules if is_only else ()
        return TextCard(
            line, front, back, both_ways, deck=self._deck, schedules=schedules
        )


def _paragraphs(text: MarkdownText, settings: ObsidianSettings) -> Iterator[list[Line]]:
    """Lines between blank ones; a fence is not parted, a comment stays behind.

    Where the vault has a sign that ends cards of several lines, those go on to it.
    """
    block: list[Line] = []
    is_long = False
    for line in text.lines:
        word = "" if line.is_code else line.text.strip()
        is_end = bool(settings.end) and word == settings.end
        if (word and not is_end) or line.is_code or (is_long and not is_end):
            if not block and SR.fullmatch(word):
                continue
            block.append(line)
            signs = {settings.several, settings.several_both}
            is_long = is_long or (bool(settings.end) and word in signs)
        elif block:
            yield block
            block, is_long = [], False
    if block:
        yield block


def _trimmed(lines: list[Line]) -> list[Line]:
    """Lines without blank ones around them."""
    full = [
        place for place, line in enumerate(lines) if line.is_code or line.text.strip()
    ]
    return lines[full[0] : full[-1] + 1] if full else []


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]{0,1000}`", "", text)


def gapped(text: str, marks: tuple[GapMarks, ...]) -> tuple[str, int]:
    """A text whose gaps are spelled as here, and how many there are."""
    made: list[str] = []
    at = count = 0
    for start, end, inner, mark in _gaps(text, marks):
        if start < at:
            continue
        count += 1
        made += [text[at:start], _gap(inner, mark, count)]
        at = end
    return "".join([*made, text[at:]]), count


def _gaps(
    text: str, marks: tuple[GapMarks, ...]
) -> list[tuple[int, int, str, GapMarks]]:
    """Where gaps begin and end, what is in each, and how it is spelled."""
    found: list[tuple[int, int, str, GapMarks]] = []
    for mark in marks:
        start = text.find(mark.opening)
        while start >= 0:
            inside = start + len(mark.opening)
            end = text.find(mark.closing, inside + 1, inside + LONGEST_GAP)
            inner = text[inside : max(inside, end)]
            if (
                "\n" not in inner
                and inner.strip()
                and not inner.startswith(mark.opening[-1])
            ):
                found.append((start, end + len(mark.closing), inner, mark))
                inside = end + len(mark.closing)
            start = text.find(mark.opening, inside)
    return sorted(found, key=lambda each: each[:2])


def _gap(inner: str, mark: GapMarks, count: int) -> str:
    """One gap as it is spelled here."""
    number, answer, hint = count, inner, ""
    if mark.after_number:
        first, sign, rest = inner.partition(mark.after_number)
        if sign and first.isascii() and first.isdecimal() and rest.strip():
            number, answer = min(max(1, int(first[:3])), 500), rest
    if mark.before_hint:
        first, sign, rest = answer.rpartition(mark.before_hint)
        if sign and first.strip():
            answer, hint = first, rest.strip()
    answer = answer.strip()
    if "::" in answer and "`" not in answer:
        answer = f"`{answer}`"  # else it would begin a hint
    return (
        f"{{{{c{number}::{answer}::{hint}}}}}"
        if hint
        else f"{{{{c{number}::{answer}}}}}"
    )


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
