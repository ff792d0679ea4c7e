"""The JSON Schema of the deck format, for editors that complete and check YAML."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel

from drill.content.base import BaseNote
from drill.content.kata import Kata
from drill.content.notes import KINDS
from drill.content.topics import DeckHead, TopicHead
from drill.content.validation import inner_model

FileKind: TypeAlias = Literal["topic", "deck", "kata"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: FileKind = "topic") -> dict[str, Any]:
    """The schema of one kind of file.

    Args:
        kind: a topic's file, a `deck.yaml` or a `kata.yaml`.
    """
    if kind == "topic":
        return {"$schema": DIALECT, **_topic()}
    model = DeckHead if kind == "deck" else Kata
    definitions: dict[str, Any] = {}
    found = _of(model, definitions)
    if kind == "kata":
        found["required"] = ["kind", *found["required"]]
    return {"$schema": DIALECT, **found, "$defs": definitions}


def _topic() -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    head = _of(TopicHead, definitions)
    chosen: list[dict[str, Any]] = []
    for name, model in KINDS.items():
        if name == "kata":
            continue
        definitions[model.__name__] = _of(model, definitions)
        chosen.append(_when(name, model.__name__))
    kinds = [name for name in KINDS if name != "kata"]
    note = {
        "type": "object",
        "properties": {"kind": {"enum": kinds, "default": "basic"}},
        "required": ["id"],
        "allOf": chosen,
    }
    head["properties"]["notes"] = {
        "type": ["array", "null"],
        "items": note,
        "description": "The notes, in the order of study.",
    }
    head["required"].append("notes")
    return {**head, "$defs": definitions}


def _when(kind: str, name: str) -> dict[str, Any]:
    """The rule that a note of a kind follows that kind's model."""
    says = {"properties": {"kind": {"const": kind}}}
    # A note that does not say its kind is basic, so there `kind` may be missing.
    condition = says if kind == "basic" else {**says, "required": ["kind"]}
    return {"if": condition, "then": {"$ref": f"#/$defs/{name}"}}


def _of(model: type[BaseModel], definitions: dict[str, Any]) -> dict[str, Any]:
    found = model.model_json_schema(by_alias=True)
    inner = found.pop("$defs", {})
    for each in inner_models(model):
        _describe(inner[each.__name__], each)
    definitions.update(inner)
    _describe(found, model)
    return found


def _describe(found: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the docstrings of a model into its schema."""
    del found["title"]
    found["description"] = summary(model)
    for name, field in model.model_fields.items():
        value = found["properties"][field.alias or name]
        value.pop("title", None)
        if text := field_texts(model).get(name):
            value["description"] = text


def inner_models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The models of the mappings within a model's, each once."""
    found: list[type[BaseModel]] = []
    for field in model.model_fields.values():
        inner = inner_model(field.annotation)
        if inner is not BaseModel:
            found += [inner, *inner_models(inner)]
    return list(dict.fromkeys(found))


def summary(model: type[BaseModel]) -> str:
    """The first sentence of a model's docstring."""
    return (inspect.getdoc(model) or "").partition("\n\n")[0].replace("\n", " ")


@cache
def field_texts(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings under the fields of a model and of those it builds on."""
    texts: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each is BaseNote or each.__module__.startswith("drill.content."):
            texts.update(_own_texts(each))
    return texts


def _own_texts(model: type) -> dict[str, str]:
    body = ast.parse(inspect.getsource(model)).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    texts: dict[str, str] = {}
    for field, below in pairwise(statements):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            text = inspect.cleandoc(str(below.value.value))
            texts[field.target.id] = text.replace("\n", " ")
    return texts
