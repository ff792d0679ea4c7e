r"""From LaTeX's maths to Unicode, where that keeps its meaning.

`\frac{a+b}{c}` becomes `(a + b)/c`, `x^{n+1}` becomes `xⁿ⁺¹`. Total and bounded: what
is not known here, or nests too deep, gives None, and the screen shows the source.
Own tables, since libraries for this drop the brackets of a fraction.
"""

# ruff: noqa: RUF001 - the letters of maths

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from drill.tui.maths_joining import Piece, bracketed, joined, script
from drill.tui.maths_symbols import (
    ACCENTS,
    ALPHABETS,
    BIG,
    BINARY,
    CLOSING,
    FUNCTIONS,
    IGNORED,
    LOWERED,
    MATRICES,
    OPENING,
    OPERANDS,
    PREFIXES,
    RAISED,
    RELATIONS,
    ROWS,
    SPACES,
    WORDS,
)

MOST_CHARS: Final = 2_000
DEEPEST: Final = 24
"""Groups within groups."""

_TOKEN: Final = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|:=|.", re.DOTALL)
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CHARACTERS: Final = {
    **dict.fromkeys("+-*±×÷·", "binary"),
    **dict.fromkeys("=<>≤≥≠≈∈→⇒", "relation"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys(",;:", "comma"),
    **dict.fromkeys("/|!", "bare"),
}
_SIGNS: Final = {"-": "−", "*": "∗", "'": "′"}
_ESCAPED: Final = {
    "\\{": Piece("{", "open"),
    "\\}": Piece("}", "close"),
    "\\|": Piece("‖", "bare"),
    "\\\\": Piece("\n", "row"),
    "\\!": Piece("", "space"),
    **{f"\\{sign}": Piece(sign, "operand") for sign in "%$#&_"},
    **{f"\\{sign}": Piece(" ", "space") for sign in ",;: >"},
}
_TABLES: Final = (
    (OPERANDS, "operand"),
    (PREFIXES, "prefix"),
    (BINARY, "binary"),
    (RELATIONS, "relation"),
    (BIG, "big"),
    (OPENING, "open"),
    (CLOSING, "close"),
    (dict.fromkeys(SPACES, " "), "space"),
    ({name: name for name in FUNCTIONS}, "function"),
)
_KNOWN: Final = {
    f"\\{name}": Piece(sign, kind)
    for table, kind in _TABLES
    for name, sign in table.items()
}


class _Unknown(Exception):
    """Unicode has no way to show it."""


@lru_cache(maxsize=1024)
def unicode_of(latex: str) -> str | None:
    """Maths as Unicode, its rows apart by newlines; None where it does not fit.

    Args:
        latex: without the signs around it.
    """
    if len(latex) > MOST_CHARS:
        return None
    reader = _Reader(_TOKEN.findall(_THOUSANDS.sub("{,}", latex)))
    try:
        text = joined(reader.pieces())
    except _Unknown:
        return None
    rows = [" ".join(row.split()) for row in text.replace("′′", "″").split("\n")]
    return unicodedata.normalize("NFC", "\n".join(filter(None, rows))) or None


class _Reader:
    """The tokens of one formula, from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def pieces(self, *ends: str) -> list[Piece]:
        """Everything up to one of some tokens, which is taken, or to the end."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Unknown
        found: list[Piece] = []
        while (mark := self._next()) not in ends:
            if mark in {"", "}", "\\end"}:
                if mark or ends:
                    raise _Unknown
                break
            if mark in {"^", "_"}:
                self._script(found, mark)
            elif mark == "\\not":
                found.append(Piece(self._argument() + "\u0338", "relation"))
            else:
                found += self._atom(mark)
        self._depth -= 1
        return found

    def _next(self) -> str:
        """The mark at hand, which is taken; empty at the end."""
        mark = self._tokens[self._at] if self._at < len(self._tokens) else ""
        self._at += 1
        return mark

    def _skip_blanks(self) -> None:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1

    def _argument(self, *, is_script: bool = False) -> str:
        """The group or the mark that follows, as text."""
        self._skip_blanks()
        mark = self._next()
        if mark in {"", "}", "^", "_", "&", "\\end"}:
            raise _Unknown
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Unknown
        found = self.pieces("}") if mark == "{" else self._atom(mark)
        self._depth -= 1
        return joined(found, is_tight=is_script).strip()

    def _raw(self) -> str:
        """The words of the group that follows, as they stand."""
        self._skip_blanks()
        if (mark := self._next()) != "{":
            return mark
        parts: list[str] = []
        while (mark := self._next()) != "}":
            if mark in {"", "{", "$"} or mark.startswith("\\"):
                mark = {"\\ ": " ", "\\_": "_", "\\%": "%", "\\&": "&"}.get(mark, "")
                if not mark:
                    raise _Unknown
            parts.append(mark)
        return "".join(parts)

    def _script(self, found: list[Piece], sign: str) -> None:
        """A sub- or superscript, put to what stands before it."""
        table = RAISED if sign == "^" else LOWERED
        text = self._argument(is_script=True)
        while found and found[-1].kind == "space":
            found.pop()
        base = found.pop() if found else Piece("", "operand")
        found.append(script(base, text, sign, table))

    def _atom(self, mark: str) -> list[Piece]:
        """What one mark begins."""
        if mark == "{":
            return [Piece(joined(self.pieces("}")).strip(), "group")]
        if mark.isspace() or mark in {"~", "&"}:
            return [Piece(" ", "space")]
        if mark == ":=":
            return [Piece(mark, "relation")]
        if not mark.startswith("\\"):
            kind = _CHARACTERS.get(mark, "operand")
            return [Piece(_SIGNS.get(mark, mark), kind)]
        known = _ESCAPED.get(mark) or _KNOWN.get(mark)
        return [known] if known else self._command(mark[1:])

    def _command(self, name: str) -> list[Piece]:
        if name in IGNORED:
            return self._delimiter() if name in {"left", "right", "middle"} else []
        if name in WORDS or name == "operatorname*":
            kind = "function" if name.startswith("operatorname") else "words"
            return [Piece(self._raw(), kind)]
        if name in ALPHABETS:
            return [Piece(_lettered(self._raw(), name), "operand")]
        if name in ACCENTS:
            return [Piece(_accented(self._argument(), name), "operand")]
        if name == "begin":
            return self._environment(self._raw())
        return [self._composed(name)]

    def _composed(self, name: str) -> Piece:
        """What is made of arguments."""
        if name in {"frac", "dfrac", "tfrac", "cfrac", "nicefrac"}:
            over, under = self._argument(), self._argument()
            return Piece(f"{bracketed(over)}/{bracketed(under, is_tight=True)}", "frac")
        if name == "sqrt":
            return self._root()
        if name in {"binom", "dbinom", "tbinom"}:
            return Piece(f"C({self._argument()}, {self._argument()})", "operand")
        if name in {"pmod", "pod"}:
            return Piece(f"(mod {self._argument()})", "words")
        if name == "mod":
            return Piece("mod", "binary")
        if name == "boxed":
            return Piece(self._argument(), "group")
        raise _Unknown

    def _root(self) -> Piece:
        degree = ""
        self._skip_blanks()
        if self._at < len(self._tokens) and self._tokens[self._at] == "[":
            self._at += 1
            degree = joined(self.pieces("]"), is_tight=True)
            if not all(each in RAISED for each in degree):
                raise _Unknown
        sign = "".join(RAISED[each] for each in degree) + "√"
        return Piece(sign + bracketed(self._argument(), is_tight=True), "operand")

    def _delimiter(self) -> list[Piece]:
        r"""What `\left` and its like make large; a full stop is nothing."""
        self._skip_blanks()
        if self._at < len(self._tokens) and self._tokens[self._at] == ".":
            self._at += 1
        return []

    def _environment(self, name: str) -> list[Piece]:
        if name in MATRICES:
            return [Piece(self._matrix(name), "operand")]
        if name not in ROWS:
            raise _Unknown
        inner = self.pieces("\\end")
        if self._raw() != name:
            raise _Unknown
        return [Piece("\n", "row"), *inner, Piece("\n", "row")]

    def _matrix(self, name: str) -> str:
        """Rows beside each other: `[1 2; 3 4]`."""
        if name == "array":
            self._raw()
        opening, closing = MATRICES[name]
        inner = joined(self.pieces("\\end"))
        if self._raw() != name:
            raise _Unknown
        rows = (" ".join(row.split()) for row in inner.split("\n"))
        return opening + "; ".join(filter(None, rows)) + closing


def _lettered(text: str, name: str) -> str:
    """Letters of another alphabet of Unicode's."""
    capital, small, others = ALPHABETS[name]
    return "".join(_letter(each, capital, small, others) for each in text)


def _letter(each: str, capital: int, small: int, others: dict[str, str]) -> str:
    if each in others:
        return others[each]
    if "A" <= each <= "Z":
        return chr(capital + ord(each) - ord("A"))
    if small and "a" <= each <= "z":
        return chr(small + ord(each) - ord("a"))
    return each


def _accented(text: str, name: str) -> str:
    """A sign over a letter; over several only where it is a line."""
    if not text or (len(text) > 1 and name not in {"overline", "underline"}):
        raise _Unknown
    return "".join(each + ACCENTS[name] for each in text)
