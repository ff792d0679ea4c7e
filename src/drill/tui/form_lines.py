"""What stands around the form of a note: labels, choices, what would become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.runs import EMPTY, Line, Run, indented
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.note_steps import Draft, DraftPreview, TopicChoice
    from drill.sessions.steps import Face

LABEL = 9
"""Cells of the names of the fields."""
SAME = 0.995
"""Likeness from which a note says the same words."""


def topic_line(topic: TopicChoice | None, key: str) -> Line:
    """Where the note goes, and where it is kept."""
    if topic is None:
        return (
            Run(f" {'topic':<{LABEL - 1}}", "muted"),
            Run("choose one: ", "warning"),
            Run(key, "key"),
        )
    kept = "a file of your own" if topic.is_own else "kept in your collection"
    return (
        Run(f" {'topic':<{LABEL - 1}}", "muted"),
        Run(one_line(topic.title), "", "screen.topic"),
        Run(f"   {kept}", "muted"),
    )


def kind_line(draft: Draft) -> Line:
    """The kind of the note."""
    is_cloze = draft.kind == "cloze"
    runs = [
        Run(f" {'kind':<{LABEL - 1}}", "muted"),
        *_choice("question and answer", "screen.kind", is_chosen=not is_cloze),
        Run("   "),
        *_choice("text with gaps", "screen.kind", is_chosen=is_cloze),
    ]
    return tuple(runs)


def both_line(draft: Draft) -> Line:
    """Whether the note is asked both ways, where that can be."""
    if draft.kind == "cloze":
        return ()
    return (Run(" " * LABEL), *_box("both ways", draft.both_ways))


def _choice(words: str, action: str, *, is_chosen: bool) -> tuple[Run, Run]:
    sign = ("● ", "good") if is_chosen else ("○ ", "muted")
    return Run(*sign, action), Run(words, "" if is_chosen else "muted", action)


def _box(words: str, is_set: bool) -> tuple[Run, Run]:  # noqa: FBT001 - private
    sign = ("■ ", "good") if is_set else ("□ ", "muted")
    return (
        Run(*sign, "screen.both"),
        Run(words, "" if is_set else "muted", "screen.both"),
    )


def verdict_lines(
    preview: DraftPreview | None, width: int, rows: int, *, is_empty: bool
) -> list[Line]:
    """What is wrong with the draft, what is weak, and what it repeats.

    Args:
        preview: None while nothing is known yet.
        width: in cells.
        rows: lines at most.
        is_empty: whether nothing was typed yet, so that there is nothing to say.
    """
    if preview is None or is_empty:
        return []
    said = [
        *(("✗", "error", text) for text in preview.problems),
        *(("≈", "warning", _repeats(each.similarity, each.front, each.note))
          for each in preview.duplicates),
        *(("!", "warning", text) for text in preview.warnings),
    ]  # fmt: skip
    if not said:
        cards = plural(len(preview.faces), "card")
        return [(Run(" ✓ ", "success"), Run(f"makes {cards}", "muted"))]
    lines: list[Line] = []
    for sign, style, text in said:
        words = wrap([Run(one_line(text))], max(8, width - 4))
        lines.append((Run(f" {sign} ", style), *words[0]))
        lines += [(Run("   "), *line) for line in words[1:]]
    if len(lines) > rows:
        hidden = len(lines) - rows + 1
        lines = [*lines[: rows - 1], (Run(f"   and {hidden} more", "muted"),)]
    return lines


def _repeats(similarity: float, front: str, note: str) -> str:
    how = "the same as" if similarity >= SAME else "much like"
    return f"{how} {note}: {front}"


def preview_lines(
    preview: DraftPreview | None, width: int, *, syntax: bool = True
) -> list[Line]:
    """The cards that the draft would make, as a review shows them.

    Args:
        preview: None while nothing is known yet.
        width: in cells.
        syntax: whether to colour code.
    """
    room = max(8, width - 4)
    if preview is None or not preview.faces:
        words = "The cards show here as soon as the note can be read."
        return indented([EMPTY, *wrap([Run(words, "muted")], room)], 2)
    lines: list[Line] = []
    for index, face in enumerate(preview.faces, 1):
        name = f"card {index} of {len(preview.faces)}"
        lines += [EMPTY, (Run(name, "muted"),), EMPTY]
        lines += _face(face, room, syntax=syntax)
    return indented(lines, 2)


def _face(face: Face, room: int, *, syntax: bool) -> list[Line]:
    lines = [*text_lines(face.front, room, syntax=syntax), EMPTY]
    lines += [(Run("─" * room, "faint"),), EMPTY]
    lines += text_lines(face.back, room, syntax=syntax)
    for label, texts in (("why", [face.why]), ("from", face.source)):
        for text in texts:
            if text:
                inner = text_lines(text, room - 7)
                lines += [EMPTY, *_labelled(label, list(inner))]
    return lines


def _labelled(label: str, lines: list[Line]) -> list[Line]:
    first = Run(label.ljust(7), "muted")
    return [(first if not n else Run(" " * 7), *line) for n, line in enumerate(lines)]
