"""A new note as a form in YAML, for people who write in their editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.errors import InvalidNote
from drill.ids import TopicId
from drill.sessions.note_steps import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("topic", "front", "back", "text", "both_ways", "why", "source", "tags")
_FORM = """\
# A new note. Save and close the editor to go on; leave it empty to write nothing.
topic: {topic}

front: |

back: |

# For a text with gaps fill in this one, and leave front and back empty:
#   A majority of five is {{{{c1::three::how many}}}}.
text: |

both_ways: false
why: |

source:
tags: []
"""


def form(topic: str) -> str:
    """An empty form.

    Args:
        topic: where the note goes unless the form says otherwise; may be empty.
    """
    return _FORM.format(topic=topic)


def draft_of_form(text: str) -> Draft | None:
    """What was written into a form; None when it asks nothing.

    Raises:
        InvalidNote: it is no YAML, lacks a topic, or has keys that a form has not.
    """
    fields = _fields(text)
    front, back, gaps = (_text(fields, key) for key in ("front", "back", "text"))
    if not (front or back or gaps):
        return None
    if gaps and (front or back):
        raise InvalidNote(("fill in front and back, or text, but not both",))
    topic = _text(fields, "topic")
    if not topic:
        raise InvalidNote(("the topic is missing: write `topic: deck/topic`",))
    return Draft(
        topic=TopicId(topic),
        kind="cloze" if gaps else "basic",
        front=gaps or front,
        back=back,
        both_ways=_flag(fields),
        why=_text(fields, "why"),
        source="\n".join(_texts(fields, "source")),
        tags=" ".join(_texts(fields, "tags")),
    )


def _fields(text: str) -> Mapping[str, Any]:
    from drill.content.syntax import SyntaxDefect, read_tree

    if not text.strip():
        return {}
    try:
        data = read_tree(text).data
    except SyntaxDefect as error:
        found = error.found
        place = f"line {found.line}, column {found.column}"
        reason = f"{place}: {found.message}. {found.hint}".strip()
        raise InvalidNote((reason,)) from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise InvalidNote(("the form is keys with their values, such as `front: …`",))
    strange = [f"the form has no key {key!r}" for key in data if key not in KEYS]
    if strange:
        raise InvalidNote(tuple(strange))
    return data


def _text(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidNote((f"{key} is one text",))
    return str(value).strip()


def _texts(fields: Mapping[str, Any], key: str) -> list[str]:
    value = fields.get(key)
    found = value if isinstance(value, list) else [value]
    if not all(each is None or isinstance(each, str) for each in found):
        raise InvalidNote((f"{key} is a text or a list of texts",))
    return [str(each).strip() for each in found if each is not None]


def _flag(fields: Mapping[str, Any]) -> bool:
    said = _text(fields, "both_ways").lower()
    if said not in {"", "true", "false"}:
        raise InvalidNote((f"both_ways is true or false, and not {said!r}",))
    return said == "true"
