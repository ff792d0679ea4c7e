"""Emphasis, code and links within a paragraph, as styled runs.

The input is made visible by `text_safety` already. Searches are bounded, so that no
text costs more than a fixed number of steps a character.
"""

from __future__ import annotations

import re

from drill.tui.media_names import is_media, medium, named
from drill.tui.runs import Run

REACH = 1_000
"""How far apart the two ends of an emphasis or a code span may be."""
DEEPEST = 4
"""Emphasis within emphasis is read down to here; then it is plain text."""

INLINE = re.compile(
    rf"""
    \\(?P<escape>[!-/:-@\[-`{{-~])
  | (?P<ticks>`{{1,3}})(?!`)(?P<code>.{{1,{REACH}}}?)(?<!`)(?P=ticks)(?!`)
  | (?<![\w*])\*\*\*(?=\S)(?P<both>.{{1,{REACH}}}?)(?<=\S)\*\*\*(?!\*)
  | \*\*(?=\S)(?P<strong>.{{1,{REACH}}}?)(?<=\S)\*\*(?!\*)
  | (?<!\w)__(?=\S)(?P<strong_>.{{1,{REACH}}}?)(?<=\S)__(?!\w)
  | (?<![\w*])\*(?=[^\s*])(?P<emphasis>.{{1,{REACH}}}?)(?<=[^\s*])\*(?![\w*])
  | (?<![\w_])_(?=[^\s_])(?P<emphasis_>.{{1,{REACH}}}?)(?<=[^\s_])_(?![\w_])
  | ~~(?=\S)(?P<strike>.{{1,{REACH}}}?)(?<=\S)~~
  | \[sound:(?P<sound>[^\]\n]{{1,250}})\](?!\()
  | !\[(?P<alt>[^\]\n]{{0,{REACH}}})\]\((?P<image>[^()\s]{{1,{REACH}}})\)
  | (?<!!)\[(?P<link>[^\]\n]{{1,{REACH}}})\]\((?P<target>[^()\s]{{1,{REACH}}})\)
    """,
    re.VERBOSE | re.DOTALL,
)
STYLES = {
    "both": "strong-emphasis",
    "strong": "strong",
    "strong_": "strong",
    "emphasis": "emphasis",
    "emphasis_": "emphasis",
    "strike": "strike",
}
SPECIAL = re.compile(r"[\\`*_~\[!]")


def inline(text: str, style: str = "", depth: int = 0) -> list[Run]:
    """The runs of a paragraph; marks that close nothing stay as they are."""
    if not SPECIAL.search(text) or depth > DEEPEST:
        return [Run(text, style)] if text else []
    runs: list[Run] = []
    at = 0
    for found in INLINE.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()], style))
        runs.extend(_styled(found, style, depth))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:], style))
    return runs


def _styled(found: re.Match[str], style: str, depth: int) -> list[Run]:
    kind = found.lastgroup or ""
    if kind == "escape":
        return [Run(found["escape"], style)]
    if kind == "code":
        return [Run(_code(found["code"]), "code")]
    if kind in {"image", "sound"} or (kind == "target" and is_media(found["target"])):
        return [Run(named(medium(found)), "muted")]
    if kind == "target":
        return [Run(found["link"], "link"), *_address(found["link"], found["target"])]
    return inline(found[kind], _combined(style, STYLES[kind]), depth + 1)


def _code(text: str) -> str:
    spaced = text.replace("\n", " ")
    both = spaced.startswith(" ") and spaced.endswith(" ") and spaced.strip()
    return spaced[1:-1] if both else spaced


def _address(text: str, target: str) -> list[Run]:
    return [] if text == target else [Run(f" ⟨{target}⟩", "muted")]


def _combined(outer: str, inner: str) -> str:
    if {outer, inner} == {"strong", "emphasis"}:
        return "strong-emphasis"
    return inner
