r"""Finds the maths in a card's Markdown, and puts it there as it is to be shown.

Maths stands within `$…$`, `$$…$$`, `\(…\)`, `\[…\]` or Anki's `[$]…[/$]`, `[$$]…[/$$]`
and `[latex]…[/latex]`. Code is left alone, and so are prices: a sign that begins maths
has no blank after it, one that ends it has none before it and no letter or digit
after.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drill.content.markdown import code_parts
from drill.tui.text_blocks import CODE_INDENT, ITEM

if TYPE_CHECKING:
    from collections.abc import Iterator

MATHS: Final = re.compile(
    r"""
    (?<![\\$])\$\$(?!\$)(?P<display>(?:[^$\\]|\\.){1,2000}?)\$\$(?!\$)
  | (?<![\w\\$])\$(?![\s$])(?P<inline>(?:[^$\\\n]|\\[^\n]|\n(?!\s*\n)){1,1000}?)
    (?<!\s)\$(?![\w$])
  | (?<!\\)\\\((?P<round>(?:[^\\]|\\[^()\[\]]){1,1000}?)\\\)
  | (?<!\\)\\\[(?P<square>(?:[^\\]|\\[^()\[\]]){1,2000}?)\\\]
  | (?<!\\)\[\$\$\](?P<block>[^$\[]{1,2000})\[/\$\$\]
  | (?<!\\)\[\$\](?P<anki>[^$\[]{1,1000})\[/\$\]
  | (?<!\\)\[latex\](?P<latex>[^\[]{1,2000})\[/latex\]
    """,
    re.VERBOSE | re.DOTALL,
)
SIGNS: Final = re.compile(r"[\\^_={}+<>]")
"""What prose has none of."""
STRONG: Final = re.compile(r"\\[A-Za-z]|[\^_=]")
"""In brackets that Markdown may only escape: what makes them maths."""
PROSE: Final = re.compile(r"(?:^|\s)[A-Za-z]{2,}(?=\s|$)|\d,? ")
LETTER: Final = re.compile(r"\s*\w\s*")
SPECIAL: Final = re.compile(r"[!-'*-/:-@\[\\^-`{-~]")
"""Punctuation that is escaped; brackets that close or are round mean nothing alone, and
escaped they would begin maths."""
GAP_MARK: Final = "**"
"""Around the answer of a gap within maths, which LaTeX has no bold for."""
_BLANK: Final = re.compile(r"\n[ \t]*\n")


def plain_maths(text: str) -> str:
    """A text that has no Markdown any more, its maths as Unicode, on one line."""
    pieces, done = [], 0
    for found in _spans(text):
        words = _in_words(found).replace("\n", "; ")
        pieces += [text[done : found.start()], words]
        done = found.end()
    return "".join([*pieces, text[done:]])


@lru_cache(maxsize=256)
def has_maths(text: str) -> bool:
    """Whether a text holds maths."""
    return next(_spans(text), None) is not None


def with_maths(text: str, *, as_source: bool = False) -> str:
    """A text of Markdown whose maths will be shown as Unicode, or as its source.

    Args:
        text: a text of a note, its hidden characters made visible.
        as_source: to show the source of all of it; what Unicode cannot show is shown
            so in any case.
    """
    pieces, done = [], 0
    for found in _spans(text):
        pieces += [text[done : found.start()], _shown(found, as_source=as_source)]
        done = found.end()
    return "".join([*pieces, text[done:]])


def _spans(text: str) -> Iterator[re.Match[str]]:
    """The maths of a text outside of its code, in order."""
    code = sorted(
        [(part.start, part.end) for part in code_parts(text)] + _indented(text)
    )
    at = 0
    for start, end in [*code, (len(text), len(text))]:
        if at < start:
            spans = MATHS.finditer(text, at, start)
            yield from (found for found in spans if _is_maths(found))
        at = max(at, end)


def _indented(text: str) -> list[tuple[int, int]]:
    """Where code stands that is told by its four blanks alone."""
    if not text.startswith(CODE_INDENT) and f"\n{CODE_INDENT}" not in text:
        return []
    found: list[tuple[int, int]] = []
    at, before, is_code = 0, "", False
    is_after_blank, is_in_list = True, False
    for line in text.split("\n"):
        if line.strip():
            is_deep = line.startswith(CODE_INDENT)
            is_code = is_deep and (is_code or is_after_blank) and not is_in_list
            if not is_deep:
                is_in_list = ITEM.match(line) is not None or (
                    is_in_list and (line.startswith("  ") or bool(before.strip()))
                )
            if is_code:
                found.append((at, at + len(line)))
        is_after_blank = not line.strip()
        at, before = at + len(line) + 1, line
    return found


def _is_maths(found: re.Match[str]) -> bool:
    """Whether what stands within the signs is no prose."""
    kind = found.lastgroup or ""
    inner = found[kind]
    if not inner.strip() or _BLANK.search(inner):
        return False
    if kind in {"round", "square"}:
        is_letter = kind == "round" and LETTER.fullmatch(inner) is not None
        return is_letter or STRONG.search(inner) is not None
    if kind in {"display", "inline"}:
        return SIGNS.search(inner) is not None or PROSE.search(inner) is None
    return True


def _shown(found: re.Match[str], *, as_source: bool) -> str:
    """Maths as text that Markdown leaves as it is."""
    shown = _in_words(found, as_source=as_source)
    escaped = SPECIAL.sub(r"\\\g<0>", shown)
    margin = _margin(found)
    if margin is None:
        return escaped.replace("\n", "; ")
    escaped = escaped.replace("\n", f"\\\n{margin}")
    return f"\n{margin}{escaped}\n" if _is_apart(found, margin) else escaped


def _in_words(found: re.Match[str], *, as_source: bool = False) -> str:
    """Maths as Unicode, its rows apart by newlines, or its source on one line."""
    from drill.tui.maths import unicode_of

    inner = found[found.lastgroup or ""].replace(GAP_MARK, "")
    shown = None if as_source else unicode_of(" ".join(inner.split()))
    return shown or " ".join(found[0].replace(GAP_MARK, "").split())


def _margin(found: re.Match[str]) -> str | None:
    """The blanks before maths that begins its line; None where words do."""
    begins = found.string.rfind("\n", 0, found.start()) + 1
    margin = found.string[begins : found.start()]
    return None if margin.strip() else margin


def _is_apart(found: re.Match[str], margin: str) -> bool:
    """Whether maths has its lines to itself, as a paragraph of its own."""
    after = found.string[found.end() : found.end() + 80].partition("\n")[0]
    is_display = found.lastgroup in {"display", "square", "block", "latex"}
    return is_display and not after.strip() and len(margin) < len(CODE_INDENT)
