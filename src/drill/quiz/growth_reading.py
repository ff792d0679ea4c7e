"""Reading growth classes: `O(n log n)`, `n·lg n`, `Θ(n²)`, `2^n`, `√n`, `α(n)`.

Letters side by side are multiplied (`VE`), capital and small letters are the same
variable unless both occur, and a logarithm without a base has any but in an exponent,
where it is binary. What is not surely read is not read at all.
"""

from __future__ import annotations

import re
import unicodedata
from math import log
from typing import Final

from drill.quiz.growth_sums import (
    Sum,
    Unread,
    added,
    constant,
    divided,
    exponential,
    factorial,
    multiplied,
    natural_log,
    raised,
    value_of,
)
from drill.quiz.growth_terms import Atom, single
from drill.quiz.numbers import clean

LONGEST: Final = 80
DEEPEST: Final = 10

_SAID: Final = {
    "constant": "1",
    "logarithmic": "log n",
    "linear": "n",
    "linearithmic": "n log n",
    "quadratic": "n^2",
    "cubic": "n^3",
}
"""Classes that have a name."""

_ASIDE = re.compile(
    r"\b(?:amorti[sz]ed|expected|(?:on |in the )?(?:average|worst|best)(?:[- ]case)?"
    r"|per operation|time|space|memory|extra|additional)\b",
    re.IGNORECASE,
)
_OUTER = re.compile(r"(?<!\w)(?:big[- ])?(?:[OoΘθ0]|theta)\s*(?=\()", re.IGNORECASE)
_LATEX = str.maketrans({"\\": "", "$": "", "{": "(", "}": ")", "[": "(", "]": ")"})
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,12}(?:\.\d{1,12})?)"
    r"|(?P<name>(?i:log|lg|ln|sqrt|max|min|alpha)|[^\W\d_](?:_\w+)?)"
    r"|(?P<sign>\*\*|[-+*/^!(),_|√]))",
)
_FUNCTION = re.compile(r"log|lg|ln|sqrt|max|min|alpha", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4}|^\s*(?:omega|[Ωω])", re.IGNORECASE)
"""Prose, or a bound from below, which says another thing."""
_LOGS: Final = {"log": 2.0, "lg": 2.0, "ln": 0.0}
"""Names of logarithms with their bases; 0 stands for e."""


def read_growth(text: str) -> Sum:
    """The sum that a growth class is written as.

    Raises:
        Unread: it is none, or one that cannot be reckoned with.
    """
    if len(text) > LONGEST:
        raise Unread
    said = _prepared(text)
    said = _SAID.get(said.lower(), said)
    if _WORD.search(_FUNCTION.sub(" ", said)):
        raise Unread
    return _Reader(_tokens(said)).whole()


def _prepared(text: str) -> str:
    for latex in ("\\cdot", "\\times"):
        text = text.replace(latex, "*")
    text = "".join(map(_lowered, text)).translate(_LATEX)
    text = " ".join(_ASIDE.sub(" ", clean(text)).split()).rstrip(".")
    return _OUTER.sub(lambda found: "" if _is_outside(found) else found[0], text)


def _is_outside(found: re.Match[str]) -> bool:
    """Whether an `O` is about the whole or a part of it: `n^O(1)` is another class."""
    before = found.string[: found.start()].rstrip()
    is_inside = before.count("(") > before.count(")")
    return not is_inside and not before.endswith(("^", "**"))


def _lowered(character: str) -> str:
    """A raised letter as a power; raised digits are cleaned with the numbers."""
    if character.isalpha():
        kind, _, meant = unicodedata.decomposition(character).partition(" ")
        if kind == "<super>":
            return f"^{chr(int(meant.split()[0], 16))}"
    return character


def _tokens(text: str) -> list[tuple[str, str, bool]]:
    """Kinds and texts of tokens, and whether each stands close to the one before."""
    found: list[tuple[str, str, bool]] = []
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise Unread
        kind = str(token.lastgroup)
        is_close = place > 0 and not text[place].isspace()
        name = token[kind]
        is_function = kind == "name" and _FUNCTION.fullmatch(name)
        found.append((kind, name.lower() if is_function else name, is_close))
        place = token.end()
    return _in_one_case(found)


def _in_one_case(tokens: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    names = {text for kind, text, _ in tokens if kind == "name"}
    if len({name.lower() for name in names}) < len(names):
        return tokens
    return [
        (kind, text.lower() if kind == "name" else text, is_close)
        for kind, text, is_close in tokens
    ]


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, tokens: list[tuple[str, str, bool]]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.is_loose = False
        """Whether something was replaced by what only grows alike."""

    def whole(self) -> Sum:
        found = self._sum()
        if self.place < len(self.tokens):
            raise Unread
        return found

    # --- tokens -----------------------------------------------------------------

    def _peek(self, ahead: int = 0) -> tuple[str, str, bool]:
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else ("end", "", False)

    def _take(self, *signs: str) -> bool:
        kind, text, _ = self._peek()
        if kind == "sign" and text in signs:
            self.place += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise Unread

    # --- sums, products, powers -------------------------------------------------

    def _sum(self) -> Sum:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unread
        found = self._product()
        while self._peek()[1] in {"+", "-"}:
            is_minus = self._take("-") or not self._take("+")
            other = self._product()
            if is_minus and self.is_loose and not other.keys().isdisjoint(found):
                raise Unread  # how much is left cannot be known
            found = added(found, other, -1 if is_minus else 1)
        self.depth -= 1
        return found

    def _product(self) -> Sum:
        found = self._power()
        while True:
            if self._take("/"):
                found = divided(found, self._power())
            elif self._take("*") or self._begins_factor():
                found = multiplied(found, self._power())
            else:
                return found

    def _begins_factor(self) -> bool:
        kind, text, _ = self._peek()
        return kind in {"number", "name"} or text in {"(", "√"}

    def _power(self) -> Sum:
        before, self.is_loose = self.is_loose, False
        found = self._single()
        if self._take("!"):
            if self.is_loose:
                raise Unread
            found, self.is_loose = factorial(found), True
        if self._take("^", "**"):
            found = self._raised(found)
        self.is_loose = self.is_loose or before
        return found

    def _raised(self, base: Sum) -> Sum:
        is_loose, self.is_loose = self.is_loose or len(base) > 1, False
        exponent = self._exponent()
        if self.is_loose:
            raise Unread
        power = value_of(exponent)
        if power is not None:
            self.is_loose = is_loose
            return raised(base, power)
        if is_loose:
            raise Unread
        logarithm, _ = natural_log(base)
        return exponential(multiplied(exponent, logarithm))

    def _exponent(self) -> Sum:
        if self._take("-"):
            return multiplied(constant(-1), self._exponent())
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unread
        found = self._power()
        self.depth -= 1
        return found

    # --- single things ----------------------------------------------------------

    def _single(self) -> Sum:
        if self._take("("):
            return self._closed(")")
        if self._take("|"):
            return self._closed("|")
        if self._take("√"):
            return self._root(self._single())
        kind, text, _ = self._peek()
        self.place += 1
        if kind == "number":
            return constant(float(text))
        if kind != "name":
            raise Unread
        return self._named(text)

    def _closed(self, sign: str) -> Sum:
        found = self._sum()
        self._expect(sign)
        return found

    def _root(self, of: Sum) -> Sum:
        self.is_loose = self.is_loose or len(of) > 1
        return raised(of, 0.5)

    def _named(self, name: str) -> Sum:
        if name in _LOGS:
            return self._logarithm(_LOGS[name])
        if name == "sqrt":
            return self._root(self._single())
        if name == "max":
            return self._largest()
        if name == "min":
            raise Unread
        if name in {"alpha", "α"} and self._peek()[1] == "(":
            return self._slow("alpha")
        return self._variable(name)

    def _variable(self, name: str) -> Sum:
        found = {single(Atom("var", name)): 1.0}
        kind, text, is_close = self._peek()
        if kind == "number" and is_close:  # `n2` is a hasty `n²`, `n1` an index
            if text not in {"2", "3"}:
                raise Unread
            self.place += 1
            return raised(found, float(text))
        return found

    def _largest(self) -> Sum:
        self._expect("(")
        found = self._sum()
        while self._take(","):
            found = added(found, self._sum())
        self._expect(")")
        self.is_loose = True
        return found

    def _slow(self, kind: str) -> Sum:
        """A function that grows slower than all towers, of one variable."""
        is_open = self._take("(")
        name = self._peek()[1]
        if self._peek()[0] != "name" or name in {*_LOGS, "sqrt", "max", "min"}:
            raise Unread
        self.place += 1
        if is_open:
            self._expect(")")
        return {single(Atom(kind, name)): 1.0}

    def _logarithm(self, base: float) -> Sum:
        base = self._base() or base
        if self._is_star():
            self.place += 1
            return self._slow("log*")
        power = 1.0
        if self._take("^", "**"):
            power = value_of(self._exponent()) or 0.0
            if power <= 0:
                raise Unread
        found, is_loose = natural_log(self._argument())
        self.is_loose = self.is_loose or is_loose
        found = multiplied(found, constant(1 / log(base) if base else 1.0))
        return found if power == 1.0 else self._power_of_log(found, power)

    def _power_of_log(self, found: Sum, power: float) -> Sum:
        self.is_loose = self.is_loose or len(found) > 1
        return raised(found, power)

    def _is_star(self) -> bool:
        """Whether `*` belongs to `log*` and is no sign of multiplication."""
        following, text, _ = self._peek(1)
        return self._peek()[1] == "*" and (following == "name" or text == "(")

    def _base(self) -> float:
        """The base behind `log`, if there is one: `log2 n`, `log_10 n`; else 0."""
        kind, text, is_close = self._peek()
        if text == "_":
            self.place += 1
            inner = self._single()
            base = value_of(inner)
        elif kind == "number" and is_close:
            self.place += 1
            base = float(text)
        else:
            return 0.0
        if base is None or base <= 1:
            raise Unread
        return base

    def _argument(self) -> Sum:
        """What a logarithm is of: parentheses, or the next power."""
        if self._take("("):
            return self._closed(")")
        found = self._power()
        kind, _, is_close = self._peek()
        if kind == "name" and is_close:  # `log nm` may be either
            raise Unread
        return found
