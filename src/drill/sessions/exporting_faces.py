"""What the cards of a note show in another program, which neither asks nor marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.faces import faces
from drill.content.notes import Generated
from drill.interchange.text_export import BLOCK
from drill.sessions.asking import asked_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.faces import CardFace
    from drill.content.notes import Note

INSTANCES: Final = 5
"""Of a generated question, that an export shows."""


def shown_faces(note: Note) -> Iterator[CardFace]:
    """The faces of a note's cards; a generated question as some of its instances."""
    for face in faces(note):
        if isinstance(note, Generated):
            front, back = _instances(note)
            yield face._replace(front=front, back=back)
        else:
            yield face


def why_of(note: Note) -> str:
    """What is shown after the answer: the explanation, and where to check it."""
    if not note.source:
        return note.why
    sources = "\n".join(f"- {each}" for each in note.source)
    return "\n\n".join(filter(None, [note.why, sources]))


def _behind(text: str) -> str:
    """A text as it stands behind its number: a block of Markdown begins a line."""
    return f"\n\n{text}" if BLOCK.match(text) else text


def _instances(note: Generated) -> tuple[str, str]:
    """Some instances of a generated question: asked in front, answered behind."""
    fronts, backs = [f"**{note.title}**"], []
    for number in range(1, INSTANCES + 1):
        asked = asked_of(note, number)
        assert asked is not None  # noqa: S101 - such a note asks
        # No list: what does not fit on a line would fall out of it.
        fronts.append(f"**{number}.** {_behind(asked.question.text)}")
        backs.append(f"**{number}.** {_behind(asked.why)}")
    return "\n\n".join(fronts), "\n\n".join(backs)
