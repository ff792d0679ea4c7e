"""Add a note: a form, what would become of it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.reactive import var

from drill.ids import TopicId
from drill.sessions.note_steps import Draft
from drill.tui.bindings import bindings_of
from drill.tui.commands import COMMANDS, shown_key
from drill.tui.form import NoteForm
from drill.tui.form_lines import preview_lines
from drill.tui.latest import Latest
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from drill.sessions.note_steps import DraftPreview, TopicChoice
    from drill.sessions.steps import Changed
    from drill.tui.background import Failed

WIDE = 110
"""Cells from which the cards stand beside the form."""
HIGH = 32
"""Rows from which the fields are higher."""
PAUSE_S = 0.25
"""How long typing rests before the draft is looked at."""


class AddScreen(DrillScreen[None]):
    """A form for one note after the other."""

    KEYS = "add"
    HELP = "general.help-typing"
    BINDINGS: ClassVar = bindings_of("add")

    draft: var[Draft] = var(Draft(TopicId("")), init=False)
    preview: var[DraftPreview | None] = var(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._topics: tuple[TopicChoice, ...] = ()
        self._latest: Latest[DraftPreview] = Latest(self.ask)
        self._pause: Timer | None = None
        self._said = ""
        self._shows_cards = False
        self._is_saving = False

    def compose(self) -> ComposeResult:
        """The form, and the cards at its right or instead of it."""
        yield Lines(id="top")
        with Horizontal(id="desk"):
            yield NoteForm(id="form")
            yield Page()
        yield Lines(id="keys")

    # --- layout -------------------------------------------------------------------

    def lay_out(self, width: int, height: int) -> int:
        """The cards stand beside the form where there is room."""
        is_wide = width >= WIDE
        self.set_class(is_wide, "-wide")
        self.set_class(height >= HIGH, "-high")
        form = self.form
        form.display = is_wide or not self._shows_cards
        form.styles.width = width - width // 2 if is_wide else width
        self.page.display = is_wide or self._shows_cards
        self.page.styles.width = width // 2 if is_wide else width
        return 0

    def _arrange(self) -> None:
        """The cards instead of the form, or the form again."""
        self.lay_out(self.size.width, self.size.height)
        self.repaint()

    @property
    def form(self) -> NoteForm:
        """The fields."""
        return self.query_one(NoteForm)

    # --- what is shown ------------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """What was kept last."""
        said = (Run("✓ ", "success"), Run(self._said, "muted")) if self._said else ()
        return (Run(" add a note", "muted"),), said

    def page_lines(self, width: int) -> list[Line]:
        """The cards that would come of it."""
        return preview_lines(self.preview, width, syntax=self.drill.syntax)

    def repaint_page(self, offset: int | None = None) -> None:
        """Paint the cards, and what stands around the fields."""
        super().repaint_page(offset)
        key = shown_key(COMMANDS["add.topic"], self.keymap)
        self.form.paint(self.draft, self._topic, self.preview, key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What goes with the kind, and with the room there is."""
        is_cloze = self.draft.kind == "cloze"
        if action == "both":
            return not is_cloze
        if action == "gap":
            return is_cloze
        if action == "preview":
            return self.size.width < WIDE
        return super().check_action(action, parameters)

    @property
    def _topic(self) -> TopicChoice | None:
        here = (each for each in self._topics if each.topic == self.draft.topic)
        return next(here, None)

    def watch_draft(self) -> None:
        """Paint the choices."""
        self.repaint()

    def watch_preview(self) -> None:
        """Paint the cards and what is wrong."""
        self.repaint()

    # --- the draft ------------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask where notes can go."""
        self.form.front.focus()
        self.ask(
            self.drill.asking(lambda workspace: workspace.topic_choices()),
            self._take_topics,
        )

    def _take_topics(self, topics: tuple[TopicChoice, ...]) -> None:
        self._topics = topics
        if topics and self._topic is None:
            self.draft = self._written(topic=topics[0].topic)
        self.repaint()

    def _written(self, **changes: object) -> Draft:
        """The draft as the fields are now."""
        texts = self.form.texts()
        if (changes.get("kind") or self.draft.kind) == "cloze":
            texts["back"] = ""
        return replace(self.draft, **{**texts, **changes})  # type: ignore[arg-type]

    def on_text_area_changed(self) -> None:
        """Look at the draft when typing rests."""
        self._look_soon()

    def on_input_changed(self) -> None:
        """Look at the draft when typing rests."""
        self._look_soon()

    def _look_soon(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_S, self.look)

    def look(self) -> None:
        """Ask what would become of the draft as it is now."""
        draft = self._written()
        self.draft = draft
        if draft.topic:
            self._latest.want(
                self.drill.asking(lambda workspace: workspace.preview(draft)),
                self._take_preview,
            )

    def _take_preview(self, preview: DraftPreview) -> None:
        self.preview = preview

    # --- commands -------------------------------------------------------------------

    def action_save(self) -> None:
        """Keep the note, and go on with the next one."""
        draft = self._written()
        if self._is_saving:
            return
        if not draft.topic:
            self.action_topic()
            return
        self._is_saving = True
        self.ask(
            self.drill.asking(refusable(lambda workspace: workspace.save_draft(draft))),
            self._saved,
            self._not_saved,
        )

    def _not_saved(self, _: Failed) -> None:
        self._is_saving = False

    def _saved(self, changed: Changed | Refused) -> None:
        self._is_saving = False
        if isinstance(changed, Refused):
            self.look()
            self.drill.notify_plainly("Not kept yet.", changed.words, "warning")
            return
        self._said = changed.message
        self.form.clear()
        self.preview = None
        self.draft = self._written()
        self._shows_cards = False
        self._arrange()

    def action_kind(self) -> None:
        """The other kind; what was typed stays."""
        kind = "basic" if self.draft.kind == "cloze" else "cloze"
        self.draft = self._written(kind=kind)
        self.form.show_back(kind == "basic")
        self.look()

    def action_both(self) -> None:
        """Ask both ways, or not."""
        self.draft = self._written(both_ways=not self.draft.both_ways)
        self.look()

    def action_gap(self) -> None:
        """Make a gap of the selected words."""
        self.form.make_gap()

    def action_topic(self) -> None:
        """Choose where the note goes."""
        from drill.tui.screens.topics import TopicsScreen

        def take(topic: TopicChoice | None) -> None:
            if topic is not None:
                known = [each for each in self._topics if each != topic]
                self._topics = (topic, *known)
                self.draft = self._written(topic=topic.topic)
                self.look()

        self.drill.push_screen(TopicsScreen(self._topics), take)

    def action_preview(self) -> None:
        """Show the cards instead of the form, or the form again."""
        self._shows_cards = not self._shows_cards
        self._arrange()

    def action_leave(self) -> None:
        """Leave; asks first when something would be lost."""
        draft = self._written()
        if self._shows_cards:
            self.action_preview()
        elif draft.front.strip() or draft.back.strip():
            self._ask_to_leave()
        else:
            self.dismiss()

    def _ask_to_leave(self) -> None:
        from drill.tui.screens.dialogs import Confirm

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - a result
            if is_yes:
                self.dismiss()

        self.drill.push_screen(
            Confirm("Leave without keeping this note?", "What you typed is lost."),
            answered,
        )
