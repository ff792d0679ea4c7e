"""Answers that are lists to be typed: `3 7 1`, `3, 7, 1` and `[3, 7, 1]` alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.questions import Mistake, TypedQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def list_question(
    text: str,
    items: Sequence[object],
    wrong: Iterable[tuple[Sequence[object], str]] = (),
) -> TypedQuestion:
    """A question for a list.

    Args:
        text: says that the things are written with spaces between them.
        items: right, in their order.
        wrong: lists of wrong models, and the error of each; those that are empty,
            right, or like an earlier one are left out.
    """
    known = [list(items)]
    mistakes = []
    for other, why in wrong:
        if other and list(other) not in known:
            known.append(list(other))
            mistakes.append(Mistake(_spaced(other), why))
    return TypedQuestion(
        text, _spaced(items), _spellings(items), mistakes=tuple(mistakes)
    )


def _spaced(items: Sequence[object]) -> str:
    return " ".join(map(str, items))


def _spellings(items: Sequence[object]) -> tuple[str, ...]:
    """What else a correct person may type."""
    words = [str(each) for each in items]
    bare = (", ".join(words), ",".join(words))
    bracketed = [f"[{each}]" for each in (*bare, " ".join(words))]
    other = dict.fromkeys((*bare, *bracketed))
    return tuple(each for each in other if each != _spaced(items))
