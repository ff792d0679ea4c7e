"""What generators build questions with: choices from wrong models, small tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.questions import (
    ChoiceQuestion,
    Leeway,
    Mistake,
    NumericQuestion,
    Offered,
)
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from drill.chance import Chance

CHOICES = 4
FEWEST_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Wrong:
    """The answer of a model that makes one named error."""

    text: str
    why: str
    """The error, such as `counts all 32 heads: that is without grouped queries`."""


def choice_question(
    text: str, right: str, wrong: Iterable[Wrong], chance: Chance, count: int = CHOICES
) -> ChoiceQuestion | None:
    """A question with one right choice and up to `count` - 1 distractors.

    Wrong models that happen to give the right answer, or one another's, are left out.

    Returns:
        None when fewer than two distractors remain: the draw is not worth asking.
    """
    different = {
        each.text: each for each in reversed(list(wrong)) if each.text != right
    }
    if len(different) < FEWEST_CHOICES - 1:
        return None
    kept = chance.shuffled(list(different.values()))[: count - 1]
    offered = [Offered(each.text, why=each.why) for each in kept]
    return ChoiceQuestion(text, (Offered(right, right=True), *offered))


def numeric_question(  # noqa: PLR0913 - the parts of the question
    text: str,
    answer: float,
    wrong: Iterable[tuple[float, str]] = (),
    *,
    unit: str = "",
    leeway: Leeway | None = None,
    places: int = 2,
) -> NumericQuestion:
    """A question for a number, which is rounded half up to `places`.

    Args:
        text: says the unit and how to round.
        answer: of the model.
        wrong: answers of wrong models, and the error of each; those that the leeway
            would take for the answer, or for an earlier one, are left out.
        unit: of all of them.
        leeway: of the answer.
        places: after the point.
    """
    right = _rounded(answer, places)
    known = [right]
    mistakes = []
    for number, why in wrong:
        given = _rounded(number, places)
        if not any(_within(given, each, leeway) for each in known):
            known.append(given)
            mistakes.append(Mistake(str(given), why))
    return NumericQuestion(text, right, unit, leeway, mistakes=tuple(mistakes))


def _rounded(number: float, places: int) -> float:
    text = decimal(number, places).replace(",", "")
    return float(text) if "." in text else int(text)


def _within(given: float, answer: float, leeway: Leeway | None) -> bool:
    """Whether a number is, or nearly is, what the leeway takes for the answer."""
    if leeway is None:
        return given == answer
    if leeway.magnitude is not None:
        room = 10**leeway.magnitude
        return answer / room <= given <= answer * room
    reach = leeway.absolute or abs(answer) * (leeway.relative or 0)
    return abs(given - answer) <= 1.5 * reach


def table(rows: Sequence[Sequence[object]], *, gap: str = "  ") -> str:
    """Rows as a fenced block of text with columns flush right, the first flush left.

    Args:
        rows: of equal length; the first is the head.
        gap: between columns.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        gap.join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return fenced(lines)


def grouped(number: int) -> str:
    """A whole number with commas: `65,536`."""
    return f"{number:,}"


def percent(share: float | Fraction, places: int = 1) -> str:
    """A share of 1 in percent, rounded as `decimal` does: `2.5 %`."""
    return f"{decimal(float(share * 100), places)} %"


def decimal(number: float, places: int = 2) -> str:
    """A number rounded half up as people do, without needless zeros: `2.5`, `0.07`.

    Binary fractions just below a half, such as 2.675, count as the half they mean.
    """
    scale = 10**places
    scaled = abs(number) * scale
    whole = int(scaled + min(scaled * 1e-12, 1e-6) + 0.5)
    text = f"{whole // scale:,}"
    if rest := f"{whole % scale:0{places}}".rstrip("0") if places else "":
        text += f".{rest}"
    return f"-{text}" if number < 0 and whole else text
