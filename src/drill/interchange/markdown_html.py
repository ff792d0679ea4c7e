"""From Markdown to the HTML of other programs; nothing of a text passes as markup."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_IMAGE: Final = re.compile(r'src="media:([^"]{1,500})"')
_SOUND: Final = re.compile(
    r'<a href="media:([^"]{1,500})">\[?sound: [^<]{0,300}\]?</a>'
)
_MATHS: Final = re.compile(
    r"(?<!`)(`+)(?!`)(?s:.{1,20000}?)(?<!`)\1(?!`)|^(~{3,})(?s:.{0,20000}?)^\2"
    r"|\$\$([^$\n]{1,2000})\$\$|\$(?=\S)([^$\n]{1,500})(?<=\S)\$(?!\d)",
    re.MULTILINE,
)
"""Maths, or code, whose dollars are none."""
_LATEX: Final = re.compile(r"[\\^_{}]")
_PLAIN: Final = re.compile(r"[^\W\d_][\w ,.;:?!()'/%=+-]*(?<!\s)")
"""One line of words: no mark of Markdown, none of HTML, nothing to escape."""


def html_of(markdown: str) -> str:
    """A text as HTML; media by their plain names, maths as MathJax has it."""
    if not markdown or ("_" not in markdown and _PLAIN.fullmatch(markdown)):
        return markdown  # a thousand times as quick, and most texts of most decks
    aside: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        latex = found[3] or found[4]
        if not latex or not _LATEX.search(latex):
            return found[0]
        opening, closing = ("\\[", "\\]") if found[3] else ("\\(", "\\)")
        aside.append(f"{opening}{escape(latex, quote=False)}{closing}")
        return f"\ue001{len(aside) - 1}\ue002"

    text = _MATHS.sub(put_aside, markdown.replace("\ue001", "").replace("\ue002", ""))
    html = _renderer().render(text).strip()
    html = _SOUND.sub(lambda found: f"[sound:{unquote(found[1])}]", html)
    html = _IMAGE.sub(lambda found: f'src="{escape(unquote(found[1]))}"', html)
    html = re.sub("\ue001(\\d{1,6})\ue002", lambda found: aside[int(found[1])], html)
    is_one = html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>")
    return html[3:-4] if is_one else html


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
