"""Questions that lie over a screen: yes or no, and a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

BOX = """
    & { align: center middle; background: $background 60%; }
    & > Vertical {
        width: 64; max-width: 90%; height: auto; padding: 1 2;
        background: $raised; border-left: outer $accent;
    }
    & Static { width: 100%; height: auto; }
    & .title { text-style: bold; }
    & .keys { color: $muted; margin-top: 1; }
"""


class Confirm(ModalScreen[bool]):
    """A question with yes and no; no is the way out."""

    DEFAULT_CSS = "Confirm {" + BOX + "}"
    BINDINGS: ClassVar = [
        Binding("y,enter", "answer(True)", "yes"),
        Binding("n,escape,q", "answer(False)", "no"),
    ]

    def __init__(self, question: str, consequence: str = "") -> None:
        """Ask something.

        Args:
            question: one sentence, shown as it is.
            consequence: what yes will do, if that is not plain.
        """
        super().__init__()
        self._question = question
        self._consequence = consequence

    def compose(self) -> ComposeResult:
        """The question above its two keys."""
        with Vertical():
            yield Static(self._question, markup=False, classes="title")
            if self._consequence:
                yield Static(self._consequence, markup=False)
            yield Static("y yes   n no", markup=False, classes="keys")

    def action_answer(self, is_yes: bool) -> None:  # noqa: FBT001 - an action's parameter
        """Close with the answer."""
        self.dismiss(is_yes)


class TextPrompt(ModalScreen[str | None]):
    """A line of text; None when the learner thinks better of it."""

    DEFAULT_CSS = (
        "TextPrompt {"
        + BOX
        + """
    & Input {
        border: none; height: 1; padding: 0; margin-top: 1;
        background: $background;
        &:focus { border: none; }
    }
    }"""
    )
    BINDINGS: ClassVar = [Binding("escape", "cancel", "leave")]

    def __init__(self, title: str, text: str = "") -> None:
        """Ask for a text.

        Args:
            title: what for, shown as it is.
            text: what stands there already.
        """
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The title above the line and its keys."""
        with Vertical():
            yield Static(self._title, markup=False, classes="title")
            yield Input(self._text, select_on_focus=False)
            yield Static(
                "⏎ keep   esc leave   empty takes it away",
                markup=False,
                classes="keys",
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text."""
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Close without a text."""
        self.dismiss(None)
