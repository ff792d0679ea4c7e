"""What is asked, and what may be answered, whoever made the question.

A note of a deck gives one question, always the same (`question_of`); a generator
gives another for each seed. Both are marked, shown and recorded alike, so they are
the same frozen values. The standard library alone, but for making one of a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.notes import Choice, Numeric, Order, Prompt, Typed

# --- questions ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offered:
    """One of the things to choose from."""

    text: str
    """Markdown."""
    right: bool = False
    why: str = ""
    """Of a wrong one: the error that leads to it; of a right one: why it is."""
    anchor: bool = False
    """Keeps its place when the others are shuffled."""


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """One or several of some choices are right."""

    text: str
    choices: tuple[Offered, ...]
    several: bool = False
    """Any number may be right, and all of those are asked for."""


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far off a number may be: exactly one of the three is given."""

    absolute: float | None = None
    """In the unit of the answer, >= 0."""
    relative: float | None = None
    """As a share of the answer, >= 0: 0.05 is 5 %."""
    magnitude: float | None = None
    """In powers of ten, >= 0: 1 takes a tenth and the tenfold."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that somebody gives who makes a known error."""

    answer: str
    """As it would be typed."""
    why: str
    """The error that leads to it."""


@dataclass(frozen=True, slots=True)
class NumericQuestion:
    """A number with its unit."""

    text: str
    answer: float
    """A whole number may be an `int`."""
    unit: str = ""
    leeway: Leeway | None = None
    """Without it the number itself is asked for."""
    binary_prefixes: bool = False
    """`4k` is 4096 and not 4000."""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A short answer to type."""

    text: str
    answer: str
    accept: tuple[str, ...] = ()
    """Other spellings that are right."""
    big_o: bool = False
    """The answer is a growth class: equivalent ones are right."""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """Things to bring into order."""

    text: str
    items: tuple[str, ...]
    """In the right order."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a good answer to a prompt shows."""

    text: str
    weight: float = 1.0
    """> 0."""
    area: str = ""
    """The part of the method that it belongs to, such as `estimates`."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer asks while the answer is being given."""

    minute: float
    """Minutes from the beginning, > 0."""
    text: str


@dataclass(frozen=True, slots=True)
class RubricQuestion:
    """An open question, judged by the learner against a rubric."""

    title: str
    text: str
    rubric: tuple[Criterion, ...]
    outline: str = ""
    """What a good answer contains, as Markdown."""
    minutes: int | None = None
    follow_ups: tuple[FollowUp, ...] = ()


Question: TypeAlias = (
    ChoiceQuestion | NumericQuestion | TypedQuestion | OrderQuestion | RubricQuestion
)


def kind_of_question(question: Question) -> str:
    """`choice`, `numeric`, `typed`, `order` or `prompt`: as the deck format says."""
    match question:
        case ChoiceQuestion():
            return "choice"
        case NumericQuestion():
            return "numeric"
        case TypedQuestion():
            return "typed"
        case OrderQuestion():
            return "order"
        case RubricQuestion():
            return "prompt"
        case _:
            assert_never(question)


# --- responses ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices, by their index in the question, each once, in rising order."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed: of a numeric or a typed question."""

    text: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """The items of an order question, by their index in the question, as put."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """The criteria of a rubric that the answer met, by their index."""

    places: tuple[int, ...]


Response: TypeAlias = Chosen | Written | Arranged | Ticked | None
"""What the learner answered; None: nothing, for whatever reason."""


def response_document(response: Response) -> dict[str, Any]:
    """A response as JSON has it; empty for none."""
    match response:
        case Chosen(places=places):
            return {"chosen": list(places)}
        case Written(text=text):
            return {"written": text}
        case Arranged(places=places):
            return {"arranged": list(places)}
        case Ticked(places=places):
            return {"ticked": list(places)}
        case None:
            return {}
        case _:
            assert_never(response)


def response_of(document: Mapping[str, Any]) -> Response:
    """The response of a JSON object; None of one that no program of ours wrote."""
    match document:
        case {"chosen": [*places]} if _are_places(places):
            return Chosen(tuple(places))
        case {"written": str(text)}:
            return Written(text)
        case {"arranged": [*places]} if _are_places(places):
            return Arranged(tuple(places))
        case {"ticked": [*places]} if _are_places(places):
            return Ticked(tuple(places))
        case _:
            return None


def _are_places(places: list[Any]) -> bool:
    return all(type(place) is int and place >= 0 for place in places)


# --- of a note ------------------------------------------------------------------


def question_of(note: Choice | Numeric | Typed | Order | Prompt) -> Question:
    """What a note of a deck asks."""
    from drill.content import notes  # pydantic: whoever has a note has paid for it

    match note:
        case notes.Choice():
            offered = tuple(
                Offered(each.text, each.right, each.why, each.anchor)
                for each in note.choices
            )
            return ChoiceQuestion(note.question, offered, note.several)
        case notes.Numeric():
            return _numeric(note)
        case notes.Typed():
            return TypedQuestion(note.question, note.answer, note.accept, note.big_o)
        case notes.Order():
            return OrderQuestion(note.question, note.items)
        case notes.Prompt():
            return _rubric(note)
        case _:
            assert_never(note)


def _numeric(note: Numeric) -> NumericQuestion:
    given = note.tolerance
    leeway = Leeway(given.absolute, given.relative, given.magnitude) if given else None
    return NumericQuestion(
        note.question, note.answer, note.unit, leeway, note.binary_prefixes
    )


def _rubric(note: Prompt) -> RubricQuestion:
    return RubricQuestion(
        title=note.title,
        text=note.question,
        rubric=tuple(
            Criterion(each.criterion, each.weight, each.area or "")
            for each in note.rubric
        ),
        outline=note.outline,
        minutes=note.minutes,
        follow_ups=tuple(FollowUp(each.minute, each.ask) for each in note.follow_ups),
    )
