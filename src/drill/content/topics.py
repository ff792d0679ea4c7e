"""The heads of files: what a topic's file says beside its notes, and `deck.yaml`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from drill.content import fields
from drill.content.fields import Line, MaybeText, Model, Reference, Slug, defect, shown
from drill.ids import DeckId

_DECK = re.compile(r"[a-z0-9-]+(?:::[a-z0-9-]+)*")


def _deck_id(value: object, info: ValidationInfo) -> str:
    text = fields.line_of(value, info)
    if _DECK.fullmatch(text):
        return text
    hint = "A folder's name, or several joined by `::`."
    raise defect("F006", f"{shown(text)} is no id of a deck", hint)


DeckReference = Annotated[
    DeckId,
    BeforeValidator(_deck_id),
    WithJsonSchema({"type": "string", "pattern": f"^{_DECK.pattern}$"}),
]


class TopicHead(Model):
    """What a topic's file says of the topic."""

    topic: Slug
    """Unique in the deck; the file is named like it."""
    title: Line
    formerly: tuple[Reference, ...] = ()
    """Earlier ids: `topic`, or `deck/topic` if it came from another deck."""
    needs: tuple[Reference, ...] = ()
    """Topics and notes that come before all of this one's."""


class DeckHead(Model):
    """What `deck.yaml` says of the deck."""

    title: Line
    description: MaybeText = ""
    """What one learns from it."""
    licence: MaybeText = ""
    """Under which its texts may be used, such as `MIT`."""
    topics: tuple[Slug, ...] = ()
    """The order of study."""
    formerly: tuple[DeckReference, ...] = ()
    """Ids under which the deck was known before."""
