"""How the pieces of a formula stand beside each other: spaces, brackets, scripts."""

# ruff: noqa: RUF001 - the letters of maths

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Piece(NamedTuple):
    """A stretch of a formula."""

    text: str
    kind: str
    """`operand`, `group` (within braces), `frac`, `words`, `function`, `big`, `binary`,
    `relation`, `open`, `close`, `comma`, `bare` (no space around it), `prefix` (none
    after it), `space` or `row`."""


_SPACED: Final = frozenset(["binary", "relation"])
_FACTORS: Final = frozenset(
    ["operand", "group", "frac", "words", "function", "big", "prefix"]
)
_WORDS: Final = frozenset(["words", "function", "big"])
_BEFORE_SIGN: Final = frozenset(
    [
        "",
        "row",
        "open",
        "comma",
        "binary",
        "relation",
        "function",
        "big",
        "bare",
        "prefix",
    ]
)
"""After these a plus or a minus is a sign of what follows."""
_SIGNS: Final = frozenset("+−±∓")
_SCRIPTED: Final = re.compile(
    "[∂∇Δ]?[^\\W\\d_][₀-₎ₐ-ₜᴬ-ᵪ¹²³⁰-ⁿ\u0300-\u036f\u20d7′!]*"
    "|\\d+(?:[.,]\\d+)?[¹²³⁰-ⁿᴬ-ᵪ]*|[∞…∅]"
)
"""A number, or a letter with its scripts and accents."""
_PAIRS: Final = {"(": ")", "[": "]", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩", "{": "}"}


def joined(pieces: Sequence[Piece], *, is_tight: bool = False) -> str:
    """Pieces as one text.

    Args:
        pieces: in order.
        is_tight: of scripts: no spaces around signs.
    """
    parts: list[str] = []
    before, had_space, is_sign = "", False, False
    for index, piece in enumerate(pieces):
        text, kind = piece
        if kind == "space":
            had_space = had_space or bool(text)
            continue
        is_now_sign = text in _SIGNS and before in _BEFORE_SIGN
        if kind == "frac" and _touches(pieces, index):
            text = f"({text})"
        if (
            before
            and not is_sign
            and _gap(before, kind, had_space=had_space, is_tight=is_tight)
        ):
            parts.append(" ")
        parts.append(text)
        before, had_space, is_sign = kind, False, is_now_sign
    return "".join(parts)


def _gap(before: str, kind: str, *, had_space: bool, is_tight: bool) -> bool:
    """Whether a space stands between two kinds of pieces."""
    if before in {"row", "open", "prefix"} or kind in {"row", "close", "comma"}:
        return False
    if _is_word_beside(before, kind):
        return True
    if is_tight or (before == "function" and kind == "open"):
        return False
    if before == "comma" or _SPACED & {before, kind}:
        return True
    return had_space and "bare" not in {before, kind}


def _is_word_beside(before: str, kind: str) -> bool:
    """Whether a word stands beside something that it would run into."""
    if before in _WORDS:
        return kind in _FACTORS or (kind == "open" and before == "big")
    return kind in _WORDS and (before in _FACTORS or before == "close")


def _touches(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a factor stands beside a fraction: `2(1/3)`, not `21/3`."""
    before = next(
        (each.kind for each in reversed(pieces[:index]) if each.kind != "space"), ""
    )
    after = next(
        (each.kind for each in pieces[index + 1 :] if each.kind != "space"), ""
    )
    touched = (_FACTORS - {"big"}) | {"close"}
    return before in touched or after in (touched - {"close"}) | {"open", "big"}


def bracketed(text: str, *, is_tight: bool = False) -> str:
    """A text that can stand beside a stroke, with brackets where it needs them.

    Args:
        text: the numerator of a fraction, or what comes after the stroke.
        is_tight: after a stroke or a root even a product needs them.
    """
    if is_tight:
        is_one = _SCRIPTED.fullmatch(text) is not None
    else:
        is_one = not any(sign in _outside(text) for sign in " +−±∓=<>/,;")
    return text if is_one or _is_enclosed(text) else f"({text})"


def _outside(text: str) -> str:
    """What of a text lies outside of its brackets."""
    depth, kept = 0, []
    for each in text:
        depth -= each in _PAIRS.values()
        if depth <= 0:
            kept.append(each)
        depth += each in _PAIRS
    return "".join(kept)


def _is_enclosed(text: str) -> bool:
    """Whether one pair of brackets holds all of it."""
    return _PAIRS.get(text[:1], "") == text[-1:] and len(_outside(text)) == len("()")


def script(base: Piece, text: str, sign: str, table: Mapping[str, str]) -> Piece:
    """A piece with a script: small letters where all of them exist, else its sign."""
    below = base.text
    if base.kind == "frac" or (base.kind == "group" and below):
        below = bracketed(below, is_tight=True)
    kind = "operand" if base.kind in {"group", "frac", "space", "row"} else base.kind
    if text and all(each in table for each in text):
        return Piece(below + "".join(table[each] for each in text), kind)
    is_word = len(text) == 1 or (text.isalnum() and normalize("NFKC", text) == text)
    shown = text if is_word else f"({text})"
    if kind in {"operand", "words"} and len(text) > 1 and is_word:
        kind = "words"
    return Piece(f"{below}{sign}{shown}", kind)
