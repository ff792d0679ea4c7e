"""What a generator is: from parameters and a seed to one instance of a question.

A generator is pure. All chance comes from the `Chance` it is handed, so that an
instance can be made again from its seed, the parameters and the generator's version.
Each lives in a module of its own, `drill.generators.<area>.<name>`, as `GENERATOR`;
notes of decks name it `area.name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Generic, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from drill.chance import Chance
from drill.content.fields import Extent, Model, Whole, defect, shown
from drill.content.validation import complaints
from drill.errors import InvalidNote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from drill.content.questions import Question

TRIES: Final = 200
"""Draws until one is worth asking; a generator that needs more is at fault."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One question, made for one learner at one moment."""

    question: Question
    why: str
    """The worked explanation of this very instance, as Markdown."""
    hints: tuple[str, ...] = ()
    """Help by degrees, the smallest first."""


# --- parameters -----------------------------------------------------------------

Difficulty = Annotated[Whole, Field(ge=1, le=3)]
"""1: the rule by itself; 2: as in an interview; 3: with its corner cases."""


class Parameters(Model):
    """What a note may set of a generator; each generator extends it."""

    difficulty: Difficulty = 2
    """1: the rule by itself; 2: as in an interview; 3: with its corner cases."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Whole numbers of which one is drawn for each instance."""

    values: tuple[int, ...]
    """Each as likely as the next; never empty."""

    def draw(self, chance: Chance) -> int:
        """One of the numbers."""
        return chance.pick(self.values)

    @property
    def least(self) -> int:
        """The smallest of them."""
        return min(self.values)

    @property
    def most(self) -> int:
        """The largest of them."""
        return max(self.values)


_WIDEST = 100_000


def spread(least: int, most: int) -> Spread:
    """All whole numbers from `least` to `most`, both included."""
    return Spread(tuple(range(least, most + 1)))


def _spread(value: object) -> Spread:
    """Read `8`, `[8, 16]` or `{from: 8, to: 16}`."""
    if isinstance(value, Spread):
        return value
    if isinstance(value, dict):
        extent = Extent.model_validate(value)
        least, most = extent.least, extent.most
        is_whole = isinstance(least, int) and isinstance(most, int)
        if not is_whole or not 0 <= most - least <= _WIDEST:
            raise defect(
                "N006", f"{shown(value)} is no range", "Write {from: 2, to: 9}."
            )
        return spread(int(least), int(most))
    given = value if isinstance(value, list | tuple) else [value]
    values = tuple(int(each) for each in given if type(each) is int)
    if not values or len(values) < len(given):
        hint = "Write a number, a list of numbers, or {from: 2, to: 9}."
        raise defect("F005", f"expected whole numbers, found {shown(value)}", hint)
    return Spread(values)


Numbers = Annotated[Spread, BeforeValidator(_spread)]
"""A number, a list to draw one from, or a range `{from, to}`. Each parameter says with
`between` or `one_of` what it takes, or a note could ask for what is never done."""


def between(least: int, most: int) -> AfterValidator:
    """Takes `Numbers` from `least` to `most`, both included."""
    return _bounds(range(least, most + 1), f"{least} to {most}")


def one_of(*allowed: int) -> AfterValidator:
    """Takes `Numbers` of some, two at least."""
    *first, last = map(str, allowed)
    return _bounds(allowed, f"{', '.join(first)} or {last}")


def _bounds(allowed: Collection[int], said: str) -> AfterValidator:
    def checked(given: Spread) -> Spread:
        for each in given.values:
            if each not in allowed:
                raise defect("N006", f"expected {said}, found {shown(each)}")
        return given

    return AfterValidator(checked)


P = TypeVar("P", bound=Parameters)


# --- generators -----------------------------------------------------------------


def by_difficulty(
    asked: Mapping[int, Sequence[Callable[[Chance], Instance | None]]],
) -> Callable[[Parameters, Chance], Instance | None]:
    """What draws one of the things to ask, and has it draw its instance.

    Args:
        asked: by difficulty, 1 to 3; what stands twice is asked twice as often.
    """

    def make(parameters: Parameters, chance: Chance) -> Instance | None:
        return chance.pick(asked[parameters.difficulty])(chance)

    return make


@dataclass(frozen=True, slots=True)
class Generator(Generic[P]):
    """How one sort of question is made afresh."""

    name: str
    """`area.name`: where its module lies, and what notes call it."""
    version: int
    """Raised when a seed gives another instance than before; from 1."""
    title: str
    """What it asks, in a few words."""
    source: tuple[str, ...]
    """Where the model is described."""
    parameters: type[P]
    """What a note may set."""
    make: Callable[[P, Chance], Instance | None]
    """Draws one instance; None when a draw is not worth asking: the next is tried."""

    def instance(self, parameters: Mapping[str, Any], seed: int) -> Instance:
        """The instance of a seed, the same on every Python.

        Raises:
            InvalidNote: the parameters are none that this generator knows, or leave
                nothing to ask.
        """
        settings = self.read(parameters)
        for attempt in range(TRIES):
            chance = Chance(self.name, self.version, seed, attempt)
            if (found := self.make(settings, chance)) is not None:
                return found
        reason = f"{self.name} finds nothing to ask with {dict(parameters)!r}"
        raise InvalidNote((reason,))

    def read(self, parameters: Mapping[str, Any]) -> P:
        """The parameters of a note.

        Raises:
            InvalidNote: with one reason a defect.
        """
        try:
            return self.parameters.model_validate(dict(parameters))
        except ValidationError as error:
            found = complaints(error, self.parameters)
            raise InvalidNote(tuple(each.sentence for each in found)) from None
