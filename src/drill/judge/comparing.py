"""What came beside what is wanted: the first place where the two part, in words.

Both are plain JSON values. The rules are those of `compare` in `kata.yaml`; a checker
is code of the deck and runs elsewhere (`drill.judge.deck_worker`). Nothing here runs
code or recurses into a value, so that a hostile one costs no more than its length.
"""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from functools import partial
from itertools import islice, zip_longest
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drill.content.kata import Compare

MOST: Final = 72
"""Characters of a value that are shown."""
AROUND: Final = 20
"""Characters that are shown before the place where two texts part."""
LONGEST_NUMBER: Final = 1000
"""Bits of a whole number that is written out."""

Step: TypeAlias = int | str
Path: TypeAlias = tuple[Step, ...]
Same: TypeAlias = "Callable[[Any, Any], bool]"


class _Nothing:
    """Stands where the other value has no element, or no such key."""


NOTHING: Final = _Nothing()


def difference(
    wanted: Any, got: Any, compare: Compare, calls: Sequence[Sequence[Any]] = ()
) -> tuple[str, ...]:
    """Where what came parts from what is wanted, as lines; none if it is right.

    Exact but for 1 and 1.0, which are one number; true is no number, and what is no
    number (NaN) is the same as itself. `floats` allows for each number the larger of
    its two tolerances, the relative one being a share of the number wanted.
    `unordered` takes the outer list as a multiset.

    Args:
        wanted: a plain value.
        got: a plain value of any kind.
        compare: how; a checker is not asked here.
        calls: of a class, what each element of the result answers.
    """
    if _is_one_text(wanted, got):
        return ()
    if compare.how == "unordered" and isinstance(wanted, list):
        if isinstance(got, list):
            return _multisets(wanted, got)
        return _told((), wanted, got)
    same: Same = _same
    if compare.how == "floats":
        same = partial(_near, compare.relative, compare.absolute)
    parting = _parting(wanted, got, same)
    if parting is None:
        return ()
    path, left, right = parting
    lines = _told(path, left, right, calls)
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) != len(got):
        return *lines, f"wanted length {len(wanted)}, got {len(got)}"
    return lines


def brief(value: Any, most: int = MOST) -> str:
    """A value as JSON on one line, cut where it gets too long."""
    text = ""
    for piece in _pieces(value, most):
        text += piece
        if len(text) > most:
            return f"{text[: most - 1]}…"
    return text


def path_text(path: Path) -> str:
    """A place in a value: `[3].name[0]`; empty for the value itself."""
    return "".join(
        f".{step}" if isinstance(step, str) and step.isidentifier() else f"[{shown}]"
        for step in path
        for shown in (brief(step, 40),)
    )


def _is_one_text(wanted: Any, got: Any) -> bool:
    """Whether two values are the same as JSON: quick, and nearly always so.

    Two spellings may still be the same value; that is for the slower ways.
    """
    try:
        return json.dumps(wanted) == json.dumps(got)
    except (RecursionError, ValueError):  # too deep, or a number of 5,000 digits
        return False


def _parting(wanted: Any, got: Any, same: Same) -> tuple[Path, Any, Any] | None:
    """The first place, in the order of reading, where two values differ."""
    path: list[Step] = []
    frames: list[Iterator[tuple[Step, Any, Any]]] = [iter([(0, wanted, got)])]
    while frames:
        found = next(frames[-1], None)
        if found is None:
            frames.pop()
            if path:
                path.pop()
            continue
        step, left, right = found
        below = _paired(left, right)
        if below is not None:
            path.append(step)
            frames.append(below)
        elif not same(left, right):
            return (*path[1:], step) if path else (), left, right
    return None


def _paired(left: Any, right: Any) -> Iterator[tuple[Step, Any, Any]] | None:
    """The parts of two lists or two mappings beside each other, else None."""
    if isinstance(left, list) and isinstance(right, list):
        pairs = zip_longest(left, right, fillvalue=NOTHING)
        return ((place, *pair) for place, pair in enumerate(pairs))
    if isinstance(left, dict) and isinstance(right, dict):
        keys = dict.fromkeys([*left, *right])
        return ((key, left.get(key, NOTHING), right.get(key, NOTHING)) for key in keys)
    return None


def _same(wanted: Any, got: Any) -> bool:
    """Whether two values that are not both lists or mappings are one."""
    if _is_number(wanted) and _is_number(got):
        return bool(wanted == got) or (_is_nan(wanted) and _is_nan(got))
    return type(wanted) is type(got) and bool(wanted == got)


def _near(relative: float, absolute: float, wanted: Any, got: Any) -> bool:
    if _same(wanted, got):
        return True
    if not (_is_number(wanted) and _is_number(got)):
        return False
    if not all(isinstance(each, int) or isfinite(each) for each in (wanted, got)):
        return False
    try:
        return bool(abs(wanted - got) <= max(absolute, relative * abs(wanted)))
    except OverflowError:  # a whole number beyond every float
        left, right = Fraction(wanted), Fraction(got)
        allowed = max(Fraction(absolute), Fraction(relative) * abs(left))
        return abs(left - right) <= allowed


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and isnan(value)


def _multisets(wanted: list[Any], got: list[Any]) -> tuple[str, ...]:
    ours, theirs = Counter(map(_key, wanted)), Counter(map(_key, got))
    missing = _left_over(wanted, ours - theirs)
    extra = _left_over(got, theirs - ours)
    lines = []
    if missing:
        lines.append(f"missing {_some(missing)}")
    if extra:
        lines.append(f"not wanted {_some(extra)}")
    if lines and len(wanted) != len(got):
        lines.append(f"wanted length {len(wanted)}, got {len(got)}")
    return tuple(lines)


def _left_over(values: list[Any], keys: Counter[Any]) -> list[Any]:
    """The values that the other list lacks, in their order."""
    left = []
    for value in values:
        key = _key(value)
        if keys[key] > 0:
            keys[key] -= 1
            left.append(value)
    return left


def _some(values: list[Any]) -> str:
    more = len(values) - 1
    return brief(values[0]) + (f", and {more} more" if more else "")


def _key(value: Any) -> tuple[Any, ...]:
    """What two values share exactly when they are the same."""
    tokens: list[tuple[Any, ...]] = []
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, list):
            tokens.append(("list", len(each)))
            rest += reversed(each)
        elif isinstance(each, dict):
            keys = sorted(each)
            tokens.append(("mapping", *keys))
            rest += [each[key] for key in reversed(keys)]
        elif _is_number(each):
            tokens.append(("number", "NaN" if _is_nan(each) else each))
        else:
            tokens.append((type(each).__name__, each))
    return tuple(tokens)


def _told(
    path: Path, wanted: Any, got: Any, calls: Sequence[Sequence[Any]] = ()
) -> tuple[str, ...]:
    """The place, what is wanted there and what is there instead."""
    lines = [f"wanted {_shown(wanted)}", f"got {_shown(got)}"]
    if isinstance(wanted, str) and isinstance(got, str):
        lines = _texts(wanted, got)
    place = _place(path, calls)
    return (place, *lines) if place else tuple(lines)


def _place(path: Path, calls: Sequence[Sequence[Any]]) -> str:
    first = path[0] if path else None
    if isinstance(first, int) and first < len(calls):
        name, *arguments = calls[first]
        listed = ", ".join(brief(each, 24) for each in arguments[:6])
        more = ", …" if len(arguments) > 6 else ""  # noqa: PLR2004 - as shown above
        rest = f", at {path_text(path[1:])}" if path[1:] else ""
        return f"call {first + 1}, {name}({listed}{more}){rest}"
    return f"at {path_text(path)}" if path else ""


def _texts(wanted: str, got: str) -> list[str]:
    """Two texts from a little before the place where they part."""
    pairs = enumerate(zip_longest(wanted, got))
    place = next(place for place, (ours, theirs) in pairs if ours != theirs)
    start = max(0, place - AROUND) if max(len(wanted), len(got)) > MOST else 0
    before = "…" if start else ""
    lines = [
        f"{word} {before}{brief(text[start:])}"
        for word, text in (("wanted", wanted), ("got", got))
    ]
    if place:
        lines.append(f"they part at character {place + 1}")
    return lines


def _shown(value: Any) -> str:
    return "nothing" if value is NOTHING else brief(value)


def _pieces(value: Any, most: int) -> Iterator[str]:
    """A value as JSON, piece by piece; each level of depth yields before the next."""
    if isinstance(value, list):
        yield "["
        for place, each in enumerate(value):
            yield ", " if place else ""
            yield from _pieces(each, most)
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for place, (key, each) in enumerate(value.items()):
            yield f"{', ' if place else ''}{_text(key, most)}: "
            yield from _pieces(each, most)
        yield "}"
    elif isinstance(value, str):
        yield _text(value, most)
    elif isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        yield f"a whole number of {value.bit_length():,} bits"
    else:
        yield json.dumps(value)


def _text(text: str, most: int) -> str:
    start = "".join(islice(text, most + 1))
    return json.dumps(start, ensure_ascii=False)
