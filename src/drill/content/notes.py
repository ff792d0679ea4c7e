"""The notes of the deck format, one frozen model a kind.

Every kind parses here, also those that no screen asks yet. Nothing here knows
YAML: `parse_note` takes what JSON can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, cast

from pydantic import Field, ValidationError, field_validator, model_validator

from drill.content.base import BaseNote
from drill.content.cloze import ClozeError, parse_cloze
from drill.content.fields import (
    Count,
    Flag,
    GeneratorName,
    Line,
    MaybeText,
    Model,
    NotNegative,
    Number,
    Parameters,
    Positive,
    Slug,
    Text,
    defect,
    shown,
)
from drill.content.kata import Kata
from drill.content.validation import complaints
from drill.errors import InvalidNote

if TYPE_CHECKING:
    from collections.abc import Mapping


class Basic(BaseNote):
    """A front and a back, rated by the learner."""

    kind: Literal["basic"] = "basic"
    asks: ClassVar[str] = "front"
    both_ways: Flag = False
    """Asks the back for the front too; for true pairs only."""
    front: Text
    back: Text


class Cloze(BaseNote):
    """A text with gaps `{{c1::answer::hint}}`, a card for each number."""

    kind: Literal["cloze"] = "cloze"
    asks: ClassVar[str] = "text"
    text: Text

    @field_validator("text")
    @classmethod
    def _has_gaps(cls, text: str) -> str:
        try:
            parse_cloze(text)
        except ClozeError as error:
            line = text.count("\n", 0, error.offset)
            raise defect(error.code, error.message, error.hint, line) from None
        return text


class WrittenCard(Model):
    """One card of a note that has several."""

    part: Slug
    """Names the card for ever: `front`, `back`, `card3`."""
    title: MaybeText = ""
    """What the author calls cards of this sort, such as `Recognition`."""
    front: Text
    back: MaybeText = ""


class Cards(BaseNote):
    """Several cards about one thing, each with its own front and back.

    What other programs make of templates; authors of decks write `basic`.
    """

    kind: Literal["cards"] = "cards"
    asks: ClassVar[str] = "cards"
    cards: Annotated[tuple[WrittenCard, ...], Field(min_length=1)]

    @field_validator("cards")
    @classmethod
    def _have_names(cls, cards: tuple[WrittenCard, ...]) -> tuple[WrittenCard, ...]:
        seen: set[str] = set()
        for card in cards:
            if card.part in seen:
                raise defect("N005", f"the part `{card.part}` stands twice")
            seen.add(card.part)
        return cards

    @property
    def asked(self) -> str:
        """The front of the first card."""
        return self.cards[0].front


class OfferedChoice(Model):
    """One of the things to choose from."""

    text: Text
    right: Flag = False
    why: MaybeText = ""
    """Of a wrong one: the error that leads to it."""
    anchor: Flag = False
    """Keeps its place when the others are shuffled."""


class Choice(BaseNote):
    """One or several right choices; marked by the app."""

    kind: Literal["choice"] = "choice"
    asks: ClassVar[str] = "question"
    several: Flag = False
    """Any number may be right, and all of those are asked for."""
    question: Text
    choices: Annotated[tuple[OfferedChoice, ...], Field(min_length=2)]

    @field_validator("choices")
    @classmethod
    def _are_distinct(
        cls, choices: tuple[OfferedChoice, ...]
    ) -> tuple[OfferedChoice, ...]:
        _refuse_twins([choice.text for choice in choices])
        return choices

    @model_validator(mode="after")
    def _has_right_ones(self) -> Choice:
        right = sum(choice.right for choice in self.choices)
        if not right:
            raise defect("N004", "no choice is right", "Mark one with `right: true`.")
        if right > 1 and not self.several:
            hint = "Say `several: true` when all of them are asked for."
            raise defect("N004", f"{right} choices are right", hint)
        return self


class Tolerance(Model):
    """How far off a number may be; exactly one of the three."""

    absolute: NotNegative | None = None
    """In the unit of the answer."""
    relative: NotNegative | None = None
    """As a share of the answer: 0.05 is 5 %."""
    magnitude: NotNegative | None = None
    """In powers of ten: 1 takes a tenth and the tenfold."""

    @model_validator(mode="after")
    def _is_one(self) -> Tolerance:
        given = [self.absolute, self.relative, self.magnitude]
        if sum(value is not None for value in given) != 1:
            hint = "Give exactly one of absolute, relative, magnitude."
            raise defect("N007", "a tolerance has one form", hint)
        return self


class Numeric(BaseNote):
    """A number with its unit; marked by the app."""

    kind: Literal["numeric"] = "numeric"
    asks: ClassVar[str] = "question"
    question: Text
    answer: Number
    unit: MaybeText = ""
    tolerance: Tolerance | None = None
    """Without it the number itself is asked for."""
    binary_prefixes: Flag = False
    """`4k` is 4096 and not 4000."""


class Typed(BaseNote):
    """A short answer to type; marked by the app."""

    kind: Literal["typed"] = "typed"
    asks: ClassVar[str] = "question"
    question: Text
    answer: Line
    accept: tuple[Line, ...] = ()
    """Other spellings that are right."""
    big_o: Flag = False
    """The answer is a growth class: equivalent ones are right."""


class Order(BaseNote):
    """Things to bring into order, written in the right one; marked by the app."""

    kind: Literal["order"] = "order"
    asks: ClassVar[str] = "question"
    question: Text
    items: Annotated[tuple[Text, ...], Field(min_length=2)]

    @field_validator("items")
    @classmethod
    def _are_distinct(cls, items: tuple[str, ...]) -> tuple[str, ...]:
        _refuse_twins(list(items))
        return items


class Generated(BaseNote):
    """A question made afresh each time, from a generator and its parameters."""

    kind: Literal["generated"] = "generated"
    asks: ClassVar[str] = "title"
    title: Line
    generator: GeneratorName
    parameters: Parameters = Field(default_factory=dict)


class Criterion(Model):
    """One thing that a good answer to a prompt shows."""

    criterion: Line
    area: Slug | None = None
    weight: Positive = 1


class FollowUp(Model):
    """What an interviewer asks while a prompt is being answered."""

    minute: Positive
    """Minutes from the beginning of the prompt."""
    ask: Text


class Prompt(BaseNote):
    """An open question, judged by the learner against a rubric."""

    kind: Literal["prompt"] = "prompt"
    asks: ClassVar[str] = "question"
    title: Line
    minutes: Count | None = None
    question: Text
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    outline: MaybeText = ""
    """What a good answer contains."""
    follow_ups: tuple[FollowUp, ...] = ()
    """What an interviewer asks at its minute, in the interview drill."""


Note: TypeAlias = (
    Basic | Cards | Cloze | Choice | Numeric | Typed | Order | Generated | Prompt | Kata
)
"""What an author writes; told apart by `kind`."""

KINDS: dict[str, type[Note]] = {
    "basic": Basic,
    "cards": Cards,
    "cloze": Cloze,
    "choice": Choice,
    "numeric": Numeric,
    "typed": Typed,
    "order": Order,
    "generated": Generated,
    "prompt": Prompt,
    "kata": Kata,
}
"""Every kind by its name; `basic` is the default."""

KEY_ORDER: tuple[str, ...] = (
    *("id", "kind", "topic", "revision", "formerly", "title", "minutes"),
    *("both_ways", "several", "front", "back", "cards", "text", "question"),
    "choices",
    *("items", "answer", "accept", "big_o", "unit", "tolerance", "binary_prefixes"),
    *("generator", "parameters", "follow_ups", "rubric", "outline", "signature"),
    *("statement",),
    *("stages", "constraints", "limits", "hints", "compare", "cases", "driver"),
    *("why", "source", "needs", "contrast", "tags"),
)
"""The order in which keys of a note are written."""

_PLACES = {key: place for place, key in enumerate(KEY_ORDER)}

_OF_MOST = frozenset({"id", "kind", "front", "back", "tags"})
"""All that most notes of other programs have: of those a dump costs too much."""


def parse_note(document: Mapping[str, Any]) -> Note:
    """The note of a JSON-compatible document, as `note_document` gives it.

    Raises:
        InvalidNote: with one reason a defect.
    """
    kind = document.get("kind", "basic")
    if not isinstance(kind, str) or kind not in KINDS:
        raise InvalidNote((f"kind {shown(kind)} is none of {', '.join(KINDS)}",))
    try:
        return KINDS[kind].model_validate(dict(document))
    except ValidationError as error:
        reasons = complaints(error, KINDS[kind])
        raise InvalidNote(tuple(reason.sentence for reason in reasons)) from None


def note_document(note: Note) -> dict[str, Any]:
    """The JSON-compatible document of a note: defaults left out, keys in order."""
    if isinstance(note, Basic) and note.model_fields_set <= _OF_MOST:
        tags = {"tags": list(note.tags)} if note.tags else {}
        return {"id": note.id, "front": note.front, "back": note.back, **tags}
    values = note.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if note.kind != "basic":
        values["kind"] = note.kind
    ordered = sorted(values, key=_PLACES.__getitem__)
    return cast("dict[str, Any]", {key: values[key] for key in ordered})


def _refuse_twins(texts: list[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise defect("N005", f"{shown(text)} stands twice")
        seen.add(text)
