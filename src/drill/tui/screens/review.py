"""Review: one card after the other; every answer is queued at its key press."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.errors import RatingRefused
from drill.events import DURATION_LIMIT_MS
from drill.ids import Rating
from drill.sessions.steps import Phase, ReviewStep
from drill.tui.bindings import bindings_of
from drill.tui.card_texts import question_as_source, step_as_source
from drill.tui.commands_of_questions import MARKED, QUESTION
from drill.tui.gallery import Gallery
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.media_acts import open_media
from drill.tui.ports import ReviewSession
from drill.tui.question_keys import ENTRY_ACTIONS, price_in_rating
from drill.tui.question_marks import marked_picture
from drill.tui.review_ends import summary_lines, waiting_lines
from drill.tui.review_lines import (
    CardPicture,
    card_picture,
    own_words,
    text_width,
    top_of_review,
)
from drill.tui.review_rows import rows_of_back
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.questioning import QuestionScreen
from drill.tui.screens.review_keys import Moment, is_same_front

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from drill.content.questions import Response
    from drill.sessions.selection import Selection
    from drill.tui.ports import Workspace
    from drill.tui.question_entry import Entry
    from drill.tui.question_lines import QuestionPicture

    Intent: TypeAlias = Callable[[ReviewSession], ReviewStep]
    TextIntent: TypeAlias = Callable[[str], Intent]


class ReviewScreen(QuestionScreen[ReviewSession, ReviewStep]):
    """A review of today's cards or of a selection."""

    KEYS = "review"
    ALSO: ClassVar[tuple[str, ...]] = (QUESTION, MARKED)
    KEY_ROWS = 3
    BINDINGS: ClassVar = bindings_of("review")

    step: var[ReviewStep | None] = var(None, init=False)

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self._selection = selection
        self._shown_at = 0.0
        self._is_answered = False
        """Whether the step that comes follows an answer to a question."""
        self._shows_source = False
        """Whether maths on this card is shown as its source."""
        self._gallery = Gallery(self)

    def make_session(self, workspace: Workspace) -> ReviewSession:
        """A session over the selection."""
        return workspace.review(self._selection)

    def on_mount(self) -> None:
        """Ask for the first card, and count the seconds."""
        self._start()
        self.set_interval(1.0, self._tick)

    def on_unmount(self) -> None:
        """The terminal forgets the pictures."""
        self._gallery.free()

    def _start(self) -> None:
        self.submit(lambda session: session.start())

    def show(self, step: ReviewStep) -> None:
        """Take over the step that came."""
        self.step = step

    # --- what is shown ----------------------------------------------------------

    def watch_step(self, before: ReviewStep | None, step: ReviewStep) -> None:
        """Paint the step that came; the card's time starts with its front."""
        if step.phase is Phase.FRONT and not is_same_front(before, step):
            self._shown_at = self.drill.clock.monotonic()
            self.hints = 0
            self._shows_source = False
        self._take_up(step)
        if step.face is not None:
            texts = (step.face.front, step.face.back, step.face.why)
            self._gallery.want(texts, self.repaint_page)
        self.repaint_top()
        self.repaint_page(self._answer_offset(step))
        self.repaint_keys()
        if step.phase is Phase.BACK and (
            before is None or before.phase is not step.phase
        ):
            self.guard.revealed(self.drill.clock.monotonic())

    def _take_up(self, step: ReviewStep) -> None:
        """Ask a question on its front; it says what could not be marked."""
        is_front = step.phase is Phase.FRONT
        complaint = step.message if is_front and self._is_answered else ""
        self.take_up(
            step.question if is_front else None,
            of=(step.card, step.shown_at),
            complaint=complaint,
        )

    def top_line(self) -> tuple[Line, Line]:
        """The topic of the card; what is left and the time on this card."""
        step = self.step
        if step is None:
            title = Run(" " + self._selection.title, "muted")
            return (title,), (Run("opening …", "muted"),)
        return top_of_review(step, self._elapsed() if self._moment.has_card else None)

    def page_lines(self, width: int) -> list[Line]:
        """The card, the countdown or the summary."""
        step = self.step
        if step is None:
            return []
        if step.phase is Phase.FINISHED and step.summary is not None:
            return summary_lines(step.summary, width)
        if step.phase is Phase.WAITING:
            return waiting_lines(self._seconds_to_wait(), step.left)
        return list(self._picture(step, width).lines)

    def _picture(self, step: ReviewStep, width: int) -> CardPicture | QuestionPicture:
        syntax = self.drill.syntax
        if self._shows_source:
            step = step_as_source(step)
        if step.question is not None and step.marked is not None:
            own = own_words(step, text_width(width))
            return marked_picture(
                step.question, step.marked, width, own=own, syntax=syntax
            )
        if self.entry is not None:
            return self.asked_picture(self.entry, width)
        pictures = self._gallery.lines
        return card_picture(step, width, self.hints, syntax=syntax, pictures=pictures)

    def asked_picture(self, entry: Entry, width: int) -> QuestionPicture:
        """The page of the question that waits, its maths as the learner wants it."""
        if self._shows_source:
            entry = replace(entry, question=question_as_source(entry.question))
        return super().asked_picture(entry, width)

    def _answer_offset(self, step: ReviewStep) -> int:
        """Lines to scroll so that as much of the answer shows as there is room for."""
        if step.phase is not Phase.BACK:
            return 0
        picture = self._picture(step, self.page.area.width)
        overflow = len(picture.lines) - self.page.area.height
        return max(0, min(overflow, picture.answer_at))

    def key_rows(self, width: int) -> list[Line]:
        """Two rows for what the moment asks, one for everything else."""
        hidden = self.hidden_keys()
        is_short = self.rows_of_keys(self.size.height) == 1
        step = self.step
        if self.entry is not None and not self.can_retry:
            return self.asked_rows(width, hidden, self._message())
        if step is not None and self._moment.is_back and not self.can_retry:
            return rows_of_back(step, width, self.keymap, hidden, is_short=is_short)
        if is_short:
            return [key_line("review", width, self.keymap, hidden=hidden)]
        rest = key_line("review", width, self.keymap, hidden=hidden, ranks=SECONDARY)
        return [self._primary(width, hidden), self._message(), rest]

    def _primary(self, width: int, hidden: set[str]) -> Line:
        is_over = self.step is not None and self.step.phase is Phase.FINISHED
        labels = {"review.reveal": "back to home"} if is_over else {}
        return primary_line(
            "review",
            width,
            self.keymap,
            hidden=hidden,
            labels=labels,
            is_typing=self.is_typing,
        )

    def _message(self) -> Line:
        if self.step is None or self.step.message in {"", self.complaint}:
            return EMPTY
        return (Run("   " + self.step.message, "muted"),)

    # --- time -------------------------------------------------------------------

    def _tick(self) -> None:
        step = self.step
        if step is None or not self.is_current:
            return
        if step.phase is Phase.WAITING:
            self.repaint_page(0)
            if self._seconds_to_wait() <= 0 and not self.is_busy:
                self._start()
        elif self._moment.has_card:
            self.repaint_top()

    def _elapsed(self) -> float:
        """Seconds on the card: of a question those to its answer, however many."""
        elapsed, step = self.drill.clock.monotonic() - self._shown_at, self.step
        if step is None or step.question is None:
            return min(elapsed, DURATION_LIMIT_MS / 1000)
        return elapsed if step.marked is None else step.marked.elapsed_s

    def _seconds_to_wait(self) -> float:
        until = self.step.waiting_until if self.step is not None else None
        if until is None:
            return 0.0
        return (until - self.drill.clock.now()).total_seconds()

    # --- what is allowed --------------------------------------------------------

    @property
    def _moment(self) -> Moment:
        return Moment(self.step, self.hints, self.can_retry, self.page.hidden_below > 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the moment allows; while a call runs, every key waits its turn."""
        if action in ENTRY_ACTIONS:
            return super().check_action(action, parameters)
        return self.is_busy or self._moment.allows(action)

    def hidden_keys(self) -> set[str]:
        """What the moment forbids."""
        return self._moment.hidden() | self.hidden_question_keys()

    # --- commands -----------------------------------------------------------------

    def action_reveal(self) -> None:
        """Show the back; scroll where the answer goes on below; leave at the end."""
        if self.waits("reveal") or self.guard.is_repeat:
            return
        if self._moment.is_back:
            self.action_scroll(1)
        elif self.step is not None and self.step.phase is Phase.FINISHED:
            self.action_leave()
        else:
            self.submit(lambda session: session.reveal())

    def action_rate(self, rating: int) -> None:
        """Rate the card, unless the key was held or came too soon to be meant."""
        if not self.waits("rate", rating) and self.guard.admits_rating(self.moment()):
            self._rate(Rating(rating))

    def _rate(self, rating: Rating) -> None:
        marked = self.step.marked if self.step is not None else None
        if marked is not None and rating not in marked.allowed:
            refused = RatingRefused(rating, marked.verdict.value)
            self.drill.notify_plainly(refused.message, refused.hint, "warning")
        else:
            self.submit(lambda session: session.rate(rating))

    def answer(self, response: Response, hints: int) -> None:
        """Have the answer to a question marked."""
        self.submit(lambda session: session.answer(response, hints))
        self._is_answered = True

    def submit(self, intent: Intent) -> None:
        """Queue an intent; what is said of its step is no complaint."""
        self._is_answered = False
        super().submit(intent)

    def price_of_hint(self, hints: int) -> str:
        """The rating that an answer with so many hints gets."""
        return price_in_rating(hints)

    def action_next(self, scrolls: bool) -> None:  # noqa: FBT001 - an action's parameter
        """Take the proposed rating, or first show what lies below."""
        marked = self.step.marked if self.step is not None else None
        if self.waits("next", scrolls) or marked is None or marked.proposed is None:
            return
        if scrolls and self.page.hidden_below:
            self.action_scroll(1)
        else:
            self.action_rate(marked.proposed)

    def action_another(self) -> None:
        """Take the proposed rating, and practise another instance."""
        if not self.waits("another") and self.guard.admits_rating(self.moment()):
            self.submit(lambda session: session.another())

    def action_undo(self) -> None:
        """Take back the latest operation."""
        if not self.waits("undo"):
            self.submit(lambda session: session.undo())

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self.waits("redo"):
            self.submit(lambda session: session.redo())

    def action_bury(self) -> None:
        """Hide the note's cards until the next study day."""
        if not self.waits("bury") and not self.guard.is_repeat:
            self.submit(lambda session: session.bury())

    def action_suspend(self) -> None:
        """Hide the card until told otherwise."""
        if not self.waits("suspend") and not self.guard.is_repeat:
            self.submit(lambda session: session.suspend())

    def action_flag(self) -> None:
        """Put a flag on the card, or take it off."""
        if not self.waits("flag") and self.step is not None:
            flag = 0 if self.step.flag else 1
            self.submit(lambda session: session.flag(flag))

    def action_contrast(self) -> None:
        """Jump to a card that is easily confused with this one."""
        if not self.waits("contrast") and self.step is not None:
            card = self.step.contrasts[0]
            self.submit(lambda session: session.show(card))

    def action_remark(self) -> None:
        """Write a note to oneself on the card."""
        if not self.waits("remark") and self.step is not None:
            self._prompt("Note to yourself", self.step.remark, _remark)

    def action_report(self) -> None:
        """Say that the card is wrong."""
        if not self.waits("report") and self.step is not None:
            self._prompt("What is wrong with this card?", self.step.report, _report)

    def _prompt(self, title: str, text: str, intent: TextIntent) -> None:
        from drill.tui.screens.dialogs import TextPrompt

        def keep(answer: str | None) -> None:
            if answer is not None:
                self.submit(intent(answer))

        self.drill.push_screen(TextPrompt(title, text), keep)

    def action_info(self) -> None:
        """History, memory and curve of the card."""
        from drill.tui.screens.info import InfoScreen

        if not self.waits("info") and self.step is not None and self.step.card:
            self.drill.push_screen(InfoScreen(self.step.card))

    def action_open(self) -> None:
        """Open the picture, sound or film of the card."""
        if not self.waits("open"):
            open_media(self, self._moment.media)

    def action_source(self) -> None:
        """Show the source of the maths on the card, or the maths again."""
        if not self.waits("source"):
            self._shows_source = not self._shows_source
            self.repaint_page()

    def action_browse(self) -> None:
        """Search cards; the card at hand waits."""
        from drill.tui.screens.browse import BrowseScreen

        if not self.waits("browse"):
            self.drill.push_screen(BrowseScreen(), lambda _: self._start())

    def action_kata(self) -> None:
        """Work on the kata that is due."""
        from drill.tui.screens.kata import KataScreen

        summary = self.step.summary if self.step is not None else None
        if summary is not None and summary.katas and not self.waits("kata"):
            card = summary.katas[0].card
            self.drill.push_screen(KataScreen(card), lambda _: self._start())

    def action_edit(self) -> None:
        """Edit the note in the learner's editor, then show the card anew."""
        from drill.tui.editing import edit_note

        if not self.waits("edit") and self.step is not None and self.step.note:
            edit_note(self, self.step.note, self._start)


def _remark(text: str) -> Intent:
    return lambda session: session.remark(text)


def _report(text: str) -> Intent:
    return lambda session: session.report(text)
