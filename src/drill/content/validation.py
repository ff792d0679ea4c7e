"""What pydantic found wrong with a document, in an author's words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Place = tuple[str | int, ...]
"""Keys and indexes that lead to a value within a document."""

HINTED: Final = 20
"""Defects of one document for which similar keys are looked up."""

_TYPES: Final = {
    "tuple_type": "a list, as in [a, b]",
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "literal_error": "another value",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One defect of a document, before it has a path and a line."""

    code: str
    place: Place
    message: str
    hint: str = ""
    line: int = 0
    """Within the text of the value, counted from 0."""

    @property
    def sentence(self) -> str:
        """Where and what, for somebody who sees no line numbers."""
        where = ".".join(str(step) for step in self.place)
        return f"{where}: {self.message}" if where else self.message


def complaints(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """All defects that a validation found, in the document's words.

    Args:
        error: what pydantic raised.
        model: the model that refused the document.
    """
    found = error.errors(include_url=False, include_input=False)
    places = [tuple(details["loc"]) for details in found]
    return [
        _complaint(details, model, is_early=number < HINTED)
        for number, details in enumerate(found)
        # What is left of a list with bad members looks too short to pydantic.
        if details["type"] != "too_short" or not _has_inner(details["loc"], places)
    ]


def _has_inner(place: Place, places: list[Place]) -> bool:
    return any(len(other) > len(place) and _within(other, place) for other in places)


def _within(place: Place, outer: Place) -> bool:
    return place[: len(outer)] == outer


def _complaint(
    details: ErrorDetails, model: type[BaseModel], *, is_early: bool
) -> Complaint:
    place: Place = tuple(details["loc"])
    sort = details["type"]
    context: dict[str, Any] = details.get("ctx", {})
    if sort == "extra_forbidden":
        return _unknown_key(place, model, is_early=is_early)
    if sort == "missing":
        return Complaint("F004", place[:-1], f"the key `{place[-1]}` is missing")
    if sort == "too_short":
        least = context["min_length"]
        return Complaint("N006", place, f"expected at least {least} of them")
    if sort in _TYPES:
        return Complaint("F005", place, f"expected {_TYPES[sort]}")
    if "message" in context:
        return Complaint(
            sort, place, context["message"], context["hint"], context["line"]
        )
    return Complaint("N006", place, _lowered(details["msg"]))


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _unknown_key(place: Place, model: type[BaseModel], *, is_early: bool) -> Complaint:
    key = str(place[-1])
    known = keys_of(_model_at(model, place[:-1]))
    hint = nearest_hint(key, known) if is_early else ""
    return Complaint("F003", place, f"unknown key `{key[:40]}`", hint)


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?`, or all words there are."""
    words = list(known)
    near = get_close_matches(word[:40], words, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(words)}."


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as an author writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    for step in place:
        if isinstance(step, str):
            fields = model.model_fields
            model = inner_model(fields[step].annotation) if step in fields else model
    return model


def inner_model(annotation: Any) -> type[BaseModel]:
    """The model within a type such as `tuple[Stage, ...]`, else BaseModel itself."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [inner_model(part) for part in get_args(annotation) if part is not Ellipsis]
    return next((part for part in inner if part is not BaseModel), BaseModel)
