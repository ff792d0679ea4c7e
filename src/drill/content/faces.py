"""What the cards of a note show, front and back, as Markdown.

A learner meets these on the review screen, so nothing here may be slow and
nothing imports YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from drill.content.cloze import Gap, gaps, numbers, parse_cloze
from drill.content.kata import Kata
from drill.content.notes import (
    Basic,
    Cards,
    Choice,
    Cloze,
    Generated,
    Note,
    Numeric,
    Order,
    Prompt,
    Typed,
)

if TYPE_CHECKING:
    from drill.content.cloze import Piece


class CardFace(NamedTuple):
    """What one card of a note shows."""

    part: str
    """`front`, `back`, `c1`…, `q`; what the author says of each of several cards."""
    front: str
    back: str
    hint: str = ""
    """Of a cloze: what stands in the gap on the front, if the author says so."""
    is_askable: bool = True
    """Whether a review can ask it; else it is content for later."""
    is_cloze: bool = False
    """Front and back are one text: the back replaces the front."""


def faces(note: Note) -> tuple[CardFace, ...]:
    """One face for each card of a note, in the order of its parts."""
    match note:
        case Basic():
            return _basic(note)
        case Cards():
            return tuple(
                CardFace(each.part, each.front, each.back) for each in note.cards
            )
        case Cloze():
            return _cloze(note)
        case Choice() | Numeric() | Typed() | Order():
            front, back = _question(note)
        case Generated():
            front, back = note.title, note.why
        case Prompt():
            front, back = note.question, note.outline
        case Kata():
            front, back = _kata(note), note.why
        case _:
            assert_never(note)
    return (CardFace("q", front, back, is_askable=not isinstance(note, Kata)),)


def parts(note: Note) -> tuple[str, ...]:
    """The parts of a note's cards, in order."""
    return tuple(face.part for face in faces(note))


def _basic(note: Basic) -> tuple[CardFace, ...]:
    front = CardFace("front", note.front, note.back)
    if not note.both_ways:
        return (front,)
    return (front, CardFace("back", note.back, note.front))


def _cloze(note: Cloze) -> tuple[CardFace, ...]:
    pieces = parse_cloze(note.text)
    return tuple(
        CardFace(
            f"c{number}",
            _shown(pieces, number, is_back=False),
            _shown(pieces, number, is_back=True),
            hint=_first_hint(pieces, number),
            is_cloze=True,
        )
        for number in numbers(pieces)
    )


def _first_hint(pieces: tuple[Piece, ...], number: int) -> str:
    found = (gap.hint for gap in gaps(pieces) if gap.number == number and gap.hint)
    return next(found, "")


def _shown(pieces: tuple[Piece, ...], asked: int, *, is_back: bool) -> str:
    text = ""
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        after = following[:1] if isinstance(following, str) else "{"
        if isinstance(piece, str):
            text += piece
        elif piece.number != asked:
            text += _shown(piece.pieces, asked, is_back=is_back)
        elif is_back:
            answer = _shown(piece.pieces, asked, is_back=True)
            text += answer if piece.code else _emphasised(answer, text[-1:], after)
        else:
            text += _gap(piece, after)
    return text


def _gap(gap: Gap, after: str) -> str:
    label = gap.hint or "…"
    if not gap.code and after and after in "([:":  # would make a link of it
        return f"\\[{label}\\]"
    return f"[{label}]"


def _emphasised(answer: str, before: str, after: str) -> str:
    """The answer in bold, where Markdown can express that."""
    plain = answer.strip()
    if "\n\n" in plain or "```" in plain or "**" in plain:
        return answer
    if not (_can_open(before, plain[0]) and _can_open(after, plain[-1])):
        return answer
    return answer.replace(plain, f"**{plain}**")


def _can_open(outside: str, inside: str) -> bool:
    """Whether `**` between two characters is taken for emphasis (CommonMark 6.2)."""
    return outside != "*" and (inside.isalnum() or not outside.isalnum())


def _question(note: Choice | Numeric | Typed | Order) -> tuple[str, str]:
    match note:
        case Choice():
            listed = [f"- {choice.text}" for choice in note.choices]
            front = "\n".join([note.question, "", *listed])
            return front, "\n".join(_marked(note))
        case Numeric():
            return note.question, f"{note.answer} {note.unit}".strip()
        case Typed():
            return note.question, "\n".join([note.answer, *_accepted(note)])
        case Order():
            shuffled = [f"- {item}" for item in sorted(note.items)]
            ordered = [f"{place}. {item}" for place, item in enumerate(note.items, 1)]
            return "\n".join([note.question, "", *shuffled]), "\n".join(ordered)
        case _:
            assert_never(note)


def _marked(note: Choice) -> list[str]:
    lines = []
    for choice in note.choices:
        sign = "✓" if choice.right else "✗"
        because = f" ({choice.why})" if choice.why else ""
        lines.append(f"- {sign} {choice.text}{because}")
    return lines


def _accepted(note: Typed) -> list[str]:
    return ["", f"Also: {', '.join(note.accept)}"] if note.accept else []


def _kata(note: Kata) -> str:
    return f"{note.statement}\n\n```python\n{note.signature}\n```"
