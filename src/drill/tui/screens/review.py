"""Review: one card after the other; every answer is queued at its key press."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual._time import get_time
from textual.reactive import var

from drill.events import DURATION_LIMIT_MS
from drill.ids import Rating
from drill.sessions.steps import Phase, ReviewStep
from drill.tui.bindings import bindings_of
from drill.tui.commands import COMMANDS, keys_of
from drill.tui.guard import KeyGuard
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.keys import shown
from drill.tui.review_lines import (
    buttons,
    card_picture,
    short_buttons,
    summary_lines,
    top_of_review,
    waiting_lines,
)
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.screens.review_keys import NEEDS, hidden_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from drill.sessions.selection import Selection
    from drill.tui.background import Failed
    from drill.tui.ports import ReviewSession, Workspace

RATING_KEYS = ("review.again", "review.hard", "review.good", "review.easy")


class Intent(NamedTuple):
    """Something that the learner asked for, to be done by the session."""

    name: str
    call: Callable[[ReviewSession], ReviewStep]


class ReviewScreen(DrillScreen[None]):
    """A review of today's cards or of a selection."""

    KEYS = "review"
    KEY_ROWS = 3
    BINDINGS: ClassVar = bindings_of("review")

    step: var[ReviewStep | None] = var(None, init=False)

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self._selection = selection
        self._session: ReviewSession | None = None
        self._guard = KeyGuard()
        self._held: deque[tuple[str, tuple[object, ...], float]] = deque()
        self._pending = False
        self._refused: Intent | None = None
        self._hints = 0
        self._shown_at = 0.0
        self._pressed_at = 0.0

    # --- what is shown ----------------------------------------------------------

    def top_line(self, width: int) -> tuple[Line, Line]:
        """The topic of the card; what is left and the time on this card."""
        step = self.step
        if step is None:
            return (Run(" " + self._selection.title, "muted"),), (
                Run("opening …", "muted"),
            )
        on_card = step.phase in {Phase.FRONT, Phase.BACK}
        return top_of_review(step, self._elapsed() if on_card else None)

    def page_lines(self, width: int, height: int) -> list[Line]:
        """The card, the countdown or the summary."""
        step = self.step
        if step is None:
            return []
        if step.phase is Phase.FINISHED and step.summary is not None:
            return summary_lines(step.summary, width)
        if step.phase is Phase.WAITING:
            return waiting_lines(self._seconds_to_wait(), step.left)
        return list(
            card_picture(step, width, self._hints, syntax=self.drill.syntax).lines
        )

    def key_rows(self, width: int) -> list[Line]:
        """Two rows for what the phase asks, one for everything else."""
        step, hidden = self.step, self.hidden_keys()
        is_short = self.rows_of_keys(self.size.height) == 1
        if step is not None and step.phase is Phase.BACK and self._refused is None:
            keys = tuple(self._key(name) for name in RATING_KEYS)
            if is_short:
                return [short_buttons(step.outcomes, keys)]
            first = buttons(step.outcomes, keys, width)
        elif is_short:
            return [key_line("review", width, self.keymap, hidden=hidden)]
        else:
            labels = {"review.reveal": "back to home"} if self._is_finished else {}
            first = [
                primary_line(
                    "review", width, self.keymap, hidden=hidden, labels=labels
                ),
                self._message(),
            ]
        rest = key_line("review", width, self.keymap, hidden=hidden, ranks=SECONDARY)
        return [*first, rest]

    @property
    def _is_finished(self) -> bool:
        return self.step is not None and self.step.phase is Phase.FINISHED

    def _message(self) -> Line:
        if self.step is None or not self.step.message:
            return EMPTY
        return (Run("   " + self.step.message, "muted"),)

    def _key(self, name: str) -> str:
        return shown(keys_of(COMMANDS[name], self.keymap)[0])

    def watch_step(self, before: ReviewStep | None, step: ReviewStep) -> None:
        """Paint the step that came, and start the card's time if it is another card."""
        now = self.drill.clock.monotonic()
        is_new = step.phase is Phase.FRONT
        if is_new:
            self._shown_at = now
            self._hints = 0
        if step.phase is Phase.BACK and (before is None or before.phase is Phase.FRONT):
            self._guard.revealed(now)
        self.repaint_top()
        self.repaint_page(self._answer_offset(step) if not is_new else 0)
        self.repaint_keys()

    def _answer_offset(self, step: ReviewStep) -> int:
        """Lines to scroll so that as much of the answer shows as there is room for."""
        if step.phase is not Phase.BACK:
            return 0
        page = self.page
        picture = card_picture(
            step, page.size.width, self._hints, syntax=self.drill.syntax
        )
        overflow = len(picture.lines) - page.size.height
        return max(0, min(overflow, picture.answer_at))

    def _elapsed(self) -> float:
        elapsed = self.drill.clock.monotonic() - self._shown_at
        return min(elapsed, DURATION_LIMIT_MS / 1000)

    def _seconds_to_wait(self) -> float:
        until = self.step.waiting_until if self.step is not None else None
        if until is None:
            return 0.0
        return (until - self.drill.clock.now()).total_seconds()

    # --- life -------------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask for the first card, and count the seconds."""
        self._submit(Intent("start", lambda session: session.start()))
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        step = self.step
        if step is None or not self.is_current:
            return
        if step.phase is Phase.WAITING:
            self.repaint_page(0)
            if self._seconds_to_wait() <= 0:
                self._submit(Intent("start", lambda session: session.start()))
        elif step.phase is not Phase.FINISHED:
            self.repaint_top()

    def on_key(self, event: events.Key) -> None:
        """Note when a key arrived, before its command runs."""
        lag = get_time() - event.time
        self._pressed_at = self.drill.clock.monotonic() - lag
        self._guard.pressed(event.key, self._pressed_at)

    # --- intents ------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the phase allows; while a call runs, everything waits its turn."""
        if action not in NEEDS or self._pending:
            return super().check_action(action, parameters)
        if action == "retry":
            return self._refused is not None
        return NEEDS[action](self.step, self._hints)

    def hidden_keys(self) -> set[str]:
        """What the phase forbids."""
        return hidden_in(self.step, self._hints, can_retry=self._refused is not None)

    def _waits(self, action: str, *parameters: object) -> bool:
        """Keep an action for later while a call runs, so that no key is lost."""
        if self._pending:
            if not self._guard.is_repeat:
                self._held.append((action, parameters, self._moment()))
            return True
        return not self.check_action(action, parameters)

    def _moment(self) -> float:
        return self._pressed_at or self.drill.clock.monotonic()

    def _submit(self, intent: Intent) -> None:
        self._pending = True
        self.ask(
            self.drill.asking(partial(self._call, intent)),
            self._follow,
            partial(self._refuse, intent),
        )

    def _call(self, intent: Intent, workspace: Workspace) -> ReviewStep:
        """On the writer thread: the session is made by the first intent."""
        if self._session is None:
            self._session = workspace.review(self._selection)
        return intent.call(self._session)

    def _follow(self, step: ReviewStep) -> None:
        self._pending = False
        self._refused = None
        self.step = step
        self._take_held()

    def _refuse(self, intent: Intent, failure: Failed) -> None:
        """Keep the intent for another try; keys typed behind it meant another card."""
        self._pending = False
        self._held.clear()
        self._refused = intent if self.drill.is_worth_retrying(failure) else None
        self.repaint_keys()

    def _take_held(self) -> None:
        while self._held and not self._pending:
            action, parameters, at = self._held.popleft()
            self._pressed_at = at
            if self.check_action(action, parameters):
                getattr(self, f"action_{action}")(*parameters)

    # --- commands -------------------------------------------------------------------

    def action_reveal(self) -> None:
        """Show the back; on a finished session, leave."""
        if self._waits("reveal"):
            return
        if self.step is not None and self.step.phase is Phase.FINISHED:
            self.action_leave()
        elif not self._guard.is_repeat:
            self._submit(Intent("reveal", lambda session: session.reveal()))

    def action_rate(self, rating: int) -> None:
        """Rate the card, unless the key was held or pressed too soon to be meant."""
        if self._waits("rate", rating):
            return
        if self._guard.admits_rating(self._moment()):
            chosen = Rating(rating)
            self._submit(Intent("rate", lambda session: session.rate(chosen)))

    def action_retry(self) -> None:
        """Try again what could not be saved."""
        if self._refused is not None and not self._pending:
            self._submit(self._refused)

    def action_undo(self) -> None:
        """Take back the latest operation."""
        if not self._waits("undo"):
            self._submit(Intent("undo", lambda session: session.undo()))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self._waits("redo"):
            self._submit(Intent("redo", lambda session: session.redo()))

    def action_bury(self) -> None:
        """Hide the note's cards until the next study day."""
        if not self._waits("bury"):
            self._submit(Intent("bury", lambda session: session.bury()))

    def action_suspend(self) -> None:
        """Hide the card until told otherwise."""
        if not self._waits("suspend"):
            self._submit(Intent("suspend", lambda session: session.suspend()))

    def action_flag(self) -> None:
        """Put a flag on the card, or take it off."""
        if self._waits("flag") or self.step is None:
            return
        flag = 0 if self.step.flag else 1
        self._submit(Intent("flag", lambda session: session.flag(flag)))

    def action_contrast(self) -> None:
        """Jump to a card that is easily confused with this one."""
        if self._waits("contrast") or self.step is None:
            return
        card = self.step.contrasts[0]
        self._submit(Intent("contrast", lambda session: session.show(card)))

    def action_hint(self) -> None:
        """Show the next hint."""
        if not self._waits("hint"):
            self._hints += 1
            self.repaint_page()
            self.repaint_keys()

    def action_remark(self) -> None:
        """Write a note to oneself."""
        if not self._waits("remark") and self.step is not None:
            self._ask_for_text("Note to yourself", self.step.remark, "remark")

    def action_report(self) -> None:
        """Say that the card is wrong."""
        if not self._waits("report") and self.step is not None:
            self._ask_for_text(
                "What is wrong with this card?", self.step.report, "report"
            )

    def _ask_for_text(self, title: str, text: str, intent: str) -> None:
        from drill.tui.screens.dialogs import TextPrompt

        def keep(answer: str | None) -> None:
            if answer is not None:
                self._submit(
                    Intent(intent, lambda session: getattr(session, intent)(answer))
                )

        self.drill.push_screen(TextPrompt(title, text), keep)

    def action_info(self) -> None:
        """History, memory and curve of the card."""
        from drill.tui.screens.info import InfoScreen

        if not self._waits("info") and self.step is not None and self.step.card:
            self.drill.push_screen(InfoScreen(self.step.card))

    def action_edit(self) -> None:
        """Edit the note in the learner's editor, then show the card anew."""
        from drill.tui.editing import edit_note

        if not self._waits("edit") and self.step is not None and self.step.note:
            edit_note(self, self.step.note, self._edited)

    def _edited(self) -> None:
        self._submit(Intent("start", lambda session: session.start()))

    def action_leave(self) -> None:
        """Back to home."""
        self.dismiss()
