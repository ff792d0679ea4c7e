"""Units of measure: how large they are, and which can be turned into one another.

Known are times, amounts of data, their rates and frequencies, power, energy,
operations and shares; every other word is a thing that is counted. Prefixes of data
follow IEC (`KiB` is 1,024 B, always) and SI (`kB` is 1,000 B), unless a question
declares binary prefixes: then `kB` is 1,024 B too. A small `b` is a bit.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from drill.quiz.numbers import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Dimension = tuple[tuple[str, int], ...]
"""Powers of known bases, such as (("data", 1), ("time", -1)), sorted."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is multiplied with, and what it then counts."""

    factor: Fraction = Fraction(1)
    dimension: Dimension = ()
    words: frozenset[str] = frozenset()
    """Things that are counted, singular, in lower case."""
    is_of_bits: bool = False


ONE: Final = Unit()

_SI: Final = {"k": 1, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_IEC: Final = {name: power for name, power in _SI.items() if name.isupper()}
_ALONE: Final = frozenset((*"kKMGTPEgt", *(f"{letter}i" for letter in "kKMGTPEmgt")))
"""Prefixes as they may stand without a unit."""
_SMALL: Final = {"m": -1, "u": -2, "μ": -2, "n": -3, "p": -4}
_LONG: Final = {"kilo": 1, "mega": 2, "giga": 3, "tera": 4, "peta": 5, "exa": 6}
_LONG_IEC: Final = {"kibi": 1, "mebi": 2, "gibi": 3, "tebi": 4, "pebi": 5, "exbi": 6}
_LONG_SMALL: Final = {"milli": -1, "micro": -2, "nano": -3, "pico": -4}

_TIMES: Final = {
    Fraction(1): ("s", "sec", "secs", "second", "seconds"),
    Fraction(60): ("min", "mins", "minute", "minutes"),
    Fraction(3600): ("h", "hr", "hrs", "hour", "hours"),
    Fraction(86_400): ("d", "day", "days"),
    Fraction(604_800): ("w", "wk", "week", "weeks"),
    Fraction(2_592_000): ("month", "months"),
    Fraction(31_536_000): ("y", "yr", "yrs", "year", "years"),
}
"""A month has 30 days and a year 365."""
_BITS: Final = ("b", "bit", "bits")
_BYTES: Final = ("B", "byte", "bytes", "octet", "octets")
_OTHERS: Final[dict[str, Dimension]] = {
    "W": (("power", 1),),
    "J": (("energy", 1),),
    "Hz": (("time", -1),),
    "FLOP": (("operations", 1),),
    "FLOPs": (("operations", 1),),
    "FLOPS": (("operations", 1), ("time", -1)),
}
_SHARES: Final = {
    "%": Fraction(1, 100),
    "percent": Fraction(1, 100),
    "per cent": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "permille": Fraction(1, 1000),
    "ppm": Fraction(1, 10**6),
}
_A_SECOND: Final = ("qps", "rps", "tps", "iops")
"""Rates of what everybody knows to be counted."""
SCALES: Final = {
    "hundred": Fraction(100),
    "thousand": Fraction(1000),
    **dict.fromkeys(("million", "millions", "mio", "mln"), Fraction(10**6)),
    **dict.fromkeys(("billion", "billions", "bn"), Fraction(10**9)),
    **dict.fromkeys(("trillion", "trillions"), Fraction(10**12)),
}
"""Words for powers of ten."""

NAMES: Final[dict[Dimension, str]] = {
    (): "a plain number",
    (("time", 1),): "a time",
    (("time", -1),): "a rate",
    (("data", 1),): "an amount of data",
    (("data", 1), ("time", -1)): "a data rate",
    (("power", 1),): "a power",
    (("energy", 1),): "an energy",
    (("operations", 1),): "a number of operations",
    (("operations", 1), ("time", -1)): "a rate of operations",
}


def kind_of_unit(unit: Unit) -> str:
    """What a unit measures, with its article."""
    return NAMES.get(unit.dimension, "something else")


def prefix(text: str, *, binary: bool) -> Fraction | None:
    """The factor of a prefix that stands alone: `k`, `Mi`; None if it is none.

    Small letters are taken for large ones where no other meaning is near: `m` may be
    thousandths.
    """
    power = _SI.get(text[:1].upper())
    if power is None or text not in _ALONE:
        return None
    return Fraction(1024 if binary or len(text) > 1 else 1000) ** power


@cache
def _tables(*, binary: bool) -> tuple[dict[str, Unit], dict[str, dict[Unit, str]]]:
    """Units by their exact spelling, and by their spelling in small letters."""
    exact: dict[str, Unit] = {}
    folded: dict[str, dict[Unit, str]] = {}
    for name, unit in _spelled(binary=binary):
        exact.setdefault(name, unit)
        folded.setdefault(name.lower(), {}).setdefault(unit, name)
    return exact, folded


def _spelled(*, binary: bool) -> Iterator[tuple[str, Unit]]:
    yield from ((name, Unit(share)) for name, share in _SHARES.items())
    yield from _times_spelled()
    yield from _data(1024 if binary else 1000)
    for name in _A_SECOND:
        yield from _prefixed(name, (("time", -1),), _SI)
    for name, dimension in _OTHERS.items():
        yield from _prefixed(name, dimension, _SI)
    for name in ("W", "J"):
        yield from _prefixed(name, _OTHERS[name], _SMALL)


def _times_spelled() -> Iterator[tuple[str, Unit]]:
    time = (("time", 1),)
    for factor, names in _TIMES.items():
        yield from ((name, Unit(factor, time)) for name in names)
    for name in ("s", "sec"):
        yield from _prefixed(name, time, _SMALL)
    for name in ("second", "seconds"):
        yield from _prefixed(name, time, _LONG_SMALL)


def _prefixed(
    name: str, dimension: Dimension, table: dict[str, int]
) -> Iterator[tuple[str, Unit]]:
    yield name, Unit(dimension=dimension)
    for short, factor in _prefixes(table, 1000):
        yield short + name, Unit(factor, dimension)


def _data(thousand: int) -> Iterator[tuple[str, Unit]]:
    shorts = [("", Fraction(1)), *_prefixes(_SI, thousand)]
    shorts += [(f"{short}i", power) for short, power in _prefixes(_IEC, 1024)]
    longs = [("", Fraction(1)), *_prefixes(_LONG, thousand)]
    longs += _prefixes(_LONG_IEC, 1024)
    for names, size, is_of_bits in ((_BITS, 1, True), (_BYTES, 8, False)):
        for short, power in shorts:
            amount = Unit(power * size, (("data", 1),), is_of_bits=is_of_bits)
            rate = Unit(
                power * size, (("data", 1), ("time", -1)), is_of_bits=is_of_bits
            )
            yield f"{short}{names[0]}ps", rate
            for name in names:
                yield short + name, amount
        for long, power in longs:
            amount = Unit(power * size, (("data", 1),), is_of_bits=is_of_bits)
            for name in names[1:]:
                yield long + name, amount


def _prefixes(table: dict[str, int], thousand: int) -> list[tuple[str, Fraction]]:
    return [(name, Fraction(thousand) ** power) for name, power in table.items()]


def spelled(word: str, *, binary: bool) -> dict[Unit, str]:
    """The units that a word may be, with their spelling: none, one, or several.

    `KB` and `Kb` are told apart, `kb` and `mb` are not: who writes small letters only
    may mean either. `mbps` is a rate of bits by everybody's habit.
    """
    exact, folded = _tables(binary=binary)
    if word in exact and not _may_be_either(word):
        return {exact[word]: word}
    found = folded.get(word.lower(), {})
    ending = word.lower().removesuffix("ps")[-1:]
    if ending != "b" or _may_be_either(word):
        return found
    is_of_bits = not word.removesuffix("ps").endswith("B")
    return {unit: name for unit, name in found.items() if unit.is_of_bits is is_of_bits}


def _may_be_either(word: str) -> bool:
    """Whether bits and bytes look the same in small letters: `kb`, `gib`."""
    return len(word) > 1 and word == word.lower() and word.endswith("b")


_PER = re.compile(r"\s*/\s*|\s+per\s+|\bper\s+|\s+a\s+(?=second|minute|hour|day)")


def is_ambiguous(text: str) -> bool:
    """Whether a unit can be read in two ways, such as `mb`."""
    return any(
        len(spelled(word, binary=False)) > 1
        for part in _PER.split(text)
        for word in part.split()
    )


def read_unit(text: str, *, binary: bool, asked: Unit = ONE) -> Unit:
    """The unit of a text such as `requests/s`, `MB per minute` or `round trips`.

    Args:
        text: cleaned; may be empty.
        binary: whether SI prefixes of data are powers of 1,024.
        asked: decides whether `mb` means bits.

    Raises:
        Unreadable: it can be read in two ways.
    """
    over, *under = _PER.split(text)
    unit = _product(over, binary=binary, asked=asked)
    for part in under:
        unit = _quotient(unit, _product(part, binary=binary, asked=asked))
    return unit


def _product(text: str, *, binary: bool, asked: Unit) -> Unit:
    if whole := _one(text, binary=binary, asked=asked):
        return whole
    unit = ONE
    for word in text.split():
        known = _one(word, binary=binary, asked=asked)
        unit = _times(unit, known or Unit(words=frozenset({singular(word)})))
    return unit


def _one(word: str, *, binary: bool, asked: Unit) -> Unit | None:
    found = spelled(word, binary=binary)
    if len(found) > 1 and asked.is_of_bits:
        found = {unit: name for unit, name in found.items() if unit.is_of_bits}
    if len(found) > 1:
        names = " or ".join(
            f"{name}it" if name.endswith("b") else name for name in found.values()
        )
        refuse(f"“{word}” can be read in two ways: write {names}")
    return next(iter(found), None)


def _times(one: Unit, other: Unit, sign: int = 1) -> Unit:
    powers = Counter(dict(one.dimension))
    for base, power in other.dimension:
        powers[base] += sign * power
    dimension = tuple(sorted((base, n) for base, n in powers.items() if n))
    return Unit(
        one.factor * other.factor**sign,
        dimension,
        one.words | other.words,
        one.is_of_bits or other.is_of_bits,
    )


def _quotient(one: Unit, other: Unit) -> Unit:
    return _times(one, other, -1)


def singular(word: str) -> str:
    """A word in lower case without the `s` of the plural."""
    word = word.lower()
    if len(word) < 4 or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - `ms`, `gas`
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def words_of(text: str) -> Iterable[str]:
    """The words of a text, singular and in lower case."""
    return map(singular, re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|[$€£¥]", text))
