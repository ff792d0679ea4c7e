"""From the HTML of other programs to Markdown as the deck format has it.

The conversion is `html-to-markdown`'s, a parser in Rust that takes any input of any
depth in linear time. What it does not know is put aside before, and back after: maths,
sounds, sub- and superscripts, gaps.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from drill.content.markdown import code_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from drill.interchange.package import Report

MOST_CHARS: Final = 2_000_000
"""Of one text, before it is converted; nobody reads more."""

_SPECIAL: Final = re.compile(
    r"[*_`\\<&\[\]~|\x00-\x1f\x7f-\xa0\xad\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ue000-\uf8ff\ud800-\udfff]"
)
_BEGINNING: Final = re.compile(r"\s*(?:[#>+=-]|\d+[.)])")
_BLANK: Final = re.compile(r"\s\s")
"""With these, what a text holds that must be looked at closer; one pattern for all
would take three times as long."""
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ue000-\uf8ff\ud800-\udfff]"
)
"""Control, direction and private characters, and half ones."""
_SOUND: Final = re.compile(r"\[sound:([^\]\n]{1,250})\]")
_MATHS: Final = (
    ("\\(", "\\)", "$"),
    ("\\[", "\\]", "$$"),
    ("[$$]", "[/$$]", "$$"),
    ("[$]", "[/$]", "$"),
    ("[latex]", "[/latex]", "$$"),
)
"""How maths begins and ends, and the sign for it here."""
_MOST_MATHS: Final = 5_000
_RAISED: Final = re.compile(r"<(su[bp])[^<>]{0,200}>([^<>]{1,60})</\1>", re.IGNORECASE)
_LINK_LENGTH: Final = 2_000
_LINK_BEGINS: Final = re.compile(r"<a\b[^<>]{0,1950}>\s{0,20}\Z", re.IGNORECASE)
_EMPTY_LINK: Final = re.compile(
    r"<a\b[^<>]{0,2000}>(?:\s|&nbsp;|&#160;){0,20}</a\s{0,5}>", re.IGNORECASE
)
"""Anchors of a page; they would show their address."""
_BEGINS_A_BLOCK: Final = re.compile(r"(\\\n *)(?:([#>+=-])|(\d{1,9})([.)]))")
"""A line after a break that Markdown would take for a list, a heading or a rule."""
_TAG: Final = re.compile(r"<[^<>]{0,1000}>")
_MARK: Final = re.compile("\ue001(\\d{1,7})\ue002")
_IMAGE: Final = re.compile(
    r"!\[([^\]\n]{0,300})\]\((<[^>\n]{1,500}>|[^()\s]{1,500})(?: [^()\n]{0,300})?\)"
)
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_COUNTED: Final = (
    ("I601", "<script", "a script was left out"),
    ("I602", "<style", "a style was left out"),
    ("I603", "<svg", "a drawing was left out"),
)
_BLANKS: Final = re.compile(r"(?:\\?\n){3,}|(?:\\\n){2,}")
_SUPER: Final = str.maketrans("0123456789+-=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣ")
_SUB: Final = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")


class Converted(NamedTuple):
    """A text as Markdown."""

    text: str
    media: frozenset[str] = frozenset()
    """Names of files that it mentions, as the source names them."""


def markdown_of(html: str, report: Report | None = None, place: str = "") -> Converted:
    """A text of HTML as Markdown; total, whatever it holds.

    Args:
        html: as it stands in the source.
        report: is told what was left out.
        place: where the text stands.
    """
    html = html.strip()  # what is around it shows nothing, and the library minds it
    if _is_plain(html):
        return Converted(html)
    if len(html) > MOST_CHARS:
        html = html[:MOST_CHARS]
        _tell(report, "I604", "the text was cut", place)
    if report is not None and "<" in html:
        lowered = html.lower()
        for code, word, message in _COUNTED:
            if word in lowered:
                report.add(code, message, place)
    return _Converting(report, place).converted(_UNSEEN.sub("", html))


def _is_plain(html: str) -> bool:
    if _SPECIAL.search(html) or "  " in html or _BEGINNING.match(html):
        return False
    return html.isascii() or not _BLANK.search(html)


class _Converting:
    """One text on its way; holds what is put aside."""

    def __init__(self, report: Report | None, place: str) -> None:
        self._report = report
        self._place = place
        self._aside: list[str] = []
        self._media: set[str] = set()

    def converted(self, html: str) -> Converted:
        if "[" in html or "\\" in html:
            html = _SOUND.sub(self._sound, html)
            for opening, closing, sign in _MATHS:
                if opening in html:
                    html = "".join(self._without_maths(html, opening, closing, sign))
        html = _RAISED.sub(self._raised, html)
        if "</a" in html.lower():
            html = _EMPTY_LINK.sub("", _without_drawings(html))
        text = _broken(_library(html))
        if "![" in text:
            text = _IMAGE.sub(self._image, text)
        text = _MARK.sub(lambda found: self._back(int(found[1])), text)
        text = _without_last_break(_BLANKS.sub("\n\n", text).strip())
        return Converted(text, frozenset(self._media))

    def _put_aside(self, text: str) -> str:
        self._aside.append(text)
        return f"\ue001{len(self._aside) - 1}\ue002"

    def _back(self, number: int) -> str:
        return self._aside[number] if number < len(self._aside) else ""

    def _sound(self, found: re.Match[str]) -> str:
        name = unescape(found[1]).strip()
        self._media.add(name)
        return self._put_aside(f"[sound: {_label(name)}]({media_reference(name)})")

    def _without_maths(
        self, html: str, opening: str, closing: str, sign: str
    ) -> Iterator[str]:
        """A text in pieces, with marks for its maths; in linear time."""
        done, end = 0, 0
        start = html.find(opening)
        while start >= 0:
            inner = start + len(opening)
            if end < inner:
                end = html.find(closing, inner)
            if end < 0:
                break
            if end - inner <= _MOST_MATHS:
                yield html[done:start]
                yield self._maths(html[inner:end], sign)
                done = end + len(closing)
            start = html.find(opening, max(done, inner))
        yield html[done:]

    def _maths(self, latex: str, sign: str) -> str:
        latex = unescape(_TAG.sub(" ", latex.replace("&nbsp;", " ")))
        latex = " ".join(latex.split()).strip("$ ")
        return self._put_aside(f"{sign}{latex}{sign}") if latex else ""

    def _raised(self, found: re.Match[str]) -> str:
        text = unescape(found[2])
        is_up = found[1].lower() == "sup"
        table = _SUPER if is_up else _SUB
        if all(ord(each) in table for each in text):
            return text.translate(table)
        return f"^({found[2]})" if is_up else f"({found[2]})"

    def _image(self, found: re.Match[str]) -> str:
        target = found[2].strip("<>")
        if target.startswith("data:"):
            _tell(self._report, "I605", "an image within the text", self._place)
            return _label(found[1]) or "[image]"
        if _SCHEME.match(target) or target.startswith("//"):
            label, around = _label(found[1]) or "image", found.string
            start, end = found.span()
            if around[start - 1 : start] == "[" and around.startswith("](", end):
                return label  # it is what a link shows: no link within it
            return f"[{label}](<{target}>)"
        name = unquote(target.replace("\\", ""))
        self._media.add(name)
        return f"![{_label(found[1]) or _label(name)}]({media_reference(name)})"


def _without_last_break(text: str) -> str:
    """Without the backslash of a break that had nothing but blanks behind it."""
    count = len(text) - len(text.rstrip("\\"))
    return text[:-1].rstrip() if count % 2 else text


def _without_drawings(html: str) -> str:
    """A text without the icons that links begin with, in linear time."""
    pieces, done = [], 0
    lowered = html.lower()
    start = lowered.find("<svg")
    while start >= 0:
        end = lowered.find("</svg>", start)
        if end < 0:
            break
        end += len("</svg>")
        if _LINK_BEGINS.search(html, max(done, start - _LINK_LENGTH), start):
            pieces.append(html[done:start])
            done = end
        start = lowered.find("<svg", end)
    return "".join([*pieces, html[done:]])


def _broken(text: str) -> str:
    """Markdown whose lines after a break stay lines of their paragraph."""
    if not _BEGINS_A_BLOCK.search(text):
        return text
    pieces, done = [], 0
    for part in code_parts(text):
        pieces.append(_BEGINS_A_BLOCK.sub(_escaped, text[done : part.start]))
        pieces.append(text[part.start : part.end])
        done = part.end
    return "".join([*pieces, _BEGINS_A_BLOCK.sub(_escaped, text[done:])])


def _escaped(found: re.Match[str]) -> str:
    before, sign, digits, mark = found.groups()
    return f"{before}\\{sign}" if sign else f"{before}{digits}\\{mark}"


def media_reference(name: str) -> str:
    """How Markdown refers to a file of a source."""
    return f"media:{quote(name, safe='')}"


def _label(text: str) -> str:
    """Words that are safe within brackets."""
    return re.sub(r"[\[\]\\*_`\n]", " ", text).strip()[:120]


def _library(html: str) -> str:
    convert, options = _converter()
    text: str = convert(html=html, options=options, visitor=None).content or ""
    return text


@cache
def _converter() -> tuple[Any, Any]:
    """The library's function and the options for it: 3 ms, and 10 MB.

    Its public `convert` builds the options anew at each call, at twice the price of
    converting; a test holds that both give the same.
    """
    from html_to_markdown import _html_to_markdown as rust
    from html_to_markdown.api import _to_rust_conversion_options

    return rust.convert, _to_rust_conversion_options(options())


def options() -> Any:
    """How the library is asked to convert."""
    from html_to_markdown import ConversionOptions, PreprocessingOptions

    return ConversionOptions(
        escape_asterisks=True,
        escape_underscores=True,
        extract_metadata=False,
        autolinks=False,
        br_in_tables=False,
        bullets="-",
        preprocessing=PreprocessingOptions(enabled=False),
        newline_style="backslash",
        highlight_style="bold",
    )


def _tell(report: Report | None, code: str, message: str, place: str) -> None:
    if report is not None:
        report.add(code, message, place)
