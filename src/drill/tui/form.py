"""The fields of a note, with what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Input, TextArea

from drill.tui.form_lines import (
    LABEL,
    both_line,
    kind_line,
    topic_line,
    verdict_lines,
)
from drill.tui.runs import Run
from drill.tui.widgets import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from drill.sessions.note_steps import Draft, DraftPreview, TopicChoice

FIELDS = ("front", "back", "why", "source", "tags")
AREAS = ("front", "back", "why")
"""Fields of several lines."""
GAP = "{{c%d::%s}}"


class NoteForm(Vertical):
    """Topic and kind as lines, the texts as fields, below them what is wrong."""

    def compose(self) -> ComposeResult:
        """The fields with their names before them."""
        yield Lines(id="choices")
        for name in FIELDS:
            with Horizontal(classes=f"field {name}"):
                yield Lines(id=f"label-{name}")
                if name in AREAS:
                    yield TextArea(
                        id=name, compact=True, tab_behavior="focus",
                        highlight_cursor_line=False,
                    )  # fmt: skip
                else:
                    yield Input(id=name, compact=True)
        yield Lines(id="verdict")

    @property
    def front(self) -> TextArea:
        """The first field, of the question or of the text with gaps."""
        return self.query_one("#front", TextArea)

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            name: self.query_one(f"#{name}", TextArea).text
            if name in AREAS
            else self.query_one(f"#{name}", Input).value
            for name in FIELDS
        }

    def clear(self) -> None:
        """Empty what is of one note alone; source and tags stay for the next."""
        for name in AREAS:
            self.query_one(f"#{name}", TextArea).text = ""
        self.front.focus()

    def show_back(self, is_shown: bool) -> None:  # noqa: FBT001 - what is set
        """Show the field of the back; a text with gaps has none."""
        self.query_one(".back").display = is_shown

    def make_gap(self) -> None:
        """Make a gap of the selected words, with the next number."""
        area = self.front
        number = 1
        while f"{{{{c{number}::" in area.text:
            number += 1
        words = area.selected_text
        area.replace(GAP % (number, words), *area.selection)
        if not words:
            row, column = area.cursor_location
            area.move_cursor((row, column - 2))

    def paint(
        self,
        draft: Draft,
        topic: TopicChoice | None,
        preview: DraftPreview | None,
        key: str,
    ) -> None:
        """Paint what stands around the fields.

        Args:
            draft: as it is now.
            topic: where it goes; None while that is not chosen.
            preview: what would become of it, as far as that is known.
            key: what chooses the topic.
        """
        choices = [topic_line(topic, key), kind_line(draft), both_line(draft)]
        self.query_one("#choices", Lines).paint(choices)
        names = {"front": "text"} if draft.kind == "cloze" else {}
        for name in FIELDS:
            label = Run(f" {names.get(name, name):<{LABEL - 1}}", "muted")
            self.query_one(f"#label-{name}", Lines).paint([(label,)])
        verdict = self.query_one("#verdict", Lines)
        is_empty = not (draft.front or draft.back)
        size = verdict.size
        verdict.paint(
            verdict_lines(preview, size.width, max(1, size.height), is_empty=is_empty)
        )
