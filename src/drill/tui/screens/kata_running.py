"""Running a kata: the bench judges on a thread of its own, typing goes on meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from drill.errors import ConsentNeeded, InvalidInput
from drill.sessions.kata_steps import KataPhase, KataStep
from drill.tui.background import Done
from drill.tui.screens.kata_desk import KataDesk
from drill.tui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.judge.verdicts import CaseVerdict
    from drill.tui.ports import Workspace

TITLE = 240
"""Characters of the example beside an input of one's own."""


class KataRunning(KataDesk):
    """Runs the code over its cases, or on an input of the learner's."""

    _last_input = ""
    """What was typed the last time."""

    # --- running ---------------------------------------------------------

    def action_run(self) -> None:
        """Run the code over all cases."""
        self._run()

    def action_run_case(self) -> None:
        """Run the case that failed, alone."""
        failed = self.step.result.failed if self.step and self.step.result else None
        if failed is not None:
            self._run(failed.name.removesuffix(", smaller"))

    def _run(self, only: str | None = None) -> None:
        if self.progress is None and self.step is not None:
            self.progress = (0, 0, "")
            self.repaint_result()
            self.repaint_keys()
            self.run_worker(self._judge(self.editor.text, only), group="judge")

    async def _judge(self, text: str, only: str | None) -> None:
        """Save, judge, record; the bench is asked anew once something is agreed to."""
        session, bench = self._session, self.bench
        try:
            if session is None or bench is None:
                return
            self.typed_at = None
            await self._settled(lambda _: self.saved(session, text))
            pending = bench.judge(
                session.kata, text, self._on_case, only, language=session.language
            )
            judgement = await asyncio.wrap_future(pending)
            record = session.shown if only else None

            def keep(_: Workspace) -> KataStep:
                done = record or (lambda each: session.judged(each, text))
                return done(judgement)

            step = await self._settled(keep)
        except ConsentNeeded as needed:
            self._ask_consent(needed, only)
            return
        finally:
            self.progress = None
            self.repaint_keys()
        if step is not None:
            self.rung = judgement.rung or self.rung
            self._follow(step)
            bench.warm(session.kata)
            if not self.is_wide and step.phase is KataPhase.WORKING:
                self.turn("result")

    async def _settled(self, call: Callable[[Workspace], KataStep]) -> KataStep | None:
        settled = await self.drill.background.settle(self.asked(call))
        return settled.value if isinstance(settled, Done) else None

    def _on_case(self, verdict: CaseVerdict, number: int, total: int) -> None:
        """Note how far the run is; called on the bench's thread."""
        if self.progress is not None:
            self.progress = (number, total, verdict.case.name)

    def _ask_consent(self, needed: ConsentNeeded, only: str | None) -> None:
        """Say what would run, and run it if the learner agrees."""
        from drill.tui.screens.dialogs import Confirm

        session, bench = self._session, self.bench
        is_deck = needed.what == "deck code"
        question = "Run code of this deck?" if is_deck else "Run without a sandbox?"

        def decide(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if session is None or bench is None:
                return
            if is_wanted and is_deck:
                bench.agree(session.kata)
            elif is_deck:
                bench.decline(session.kata)
            elif is_wanted:
                bench.is_unconfined = True
                self.rung = "none"
            else:
                return
            self._run(only)

        words = f"{needed.message}. {needed.hint}"
        self.drill.push_screen(Confirm(question, one_line(words)), decide)

    def action_cancel(self) -> None:
        """Stop the run."""
        if self.bench is not None:
            self.bench.cancel()

    def action_own(self) -> None:
        """Ask for an input, and run it."""
        from drill.tui.screens.dialogs import TextPrompt

        session = self._session
        if session is None or self.progress is not None:
            return

        def run(text: str | None) -> None:
            if text:
                self.progress = (0, 0, "")
                self.run_worker(self._try(self.editor.text, text), group="judge")

        title = f"An input of your own, such as: {session.example}"
        self.drill.push_screen(
            TextPrompt(one_line(title)[:TITLE], self._last_input), run
        )

    async def _try(self, source: str, typed: str) -> None:
        """Run the code and the reference on an input."""
        session, bench = self._session, self.bench
        self._last_input = typed
        try:
            if session is None or bench is None:
                return
            given = session.parse(typed)
            run = await asyncio.wrap_future(
                bench.try_input(session.kata, source, given, language=session.language)
            )
            step = await self._settled(lambda _: session.tried(run))
        except InvalidInput as error:
            self.drill.notify_plainly(error.message, error.hint, "warning")
            return
        except ConsentNeeded as needed:
            self._ask_consent(needed, None)
            return
        finally:
            self.progress = None
            self.repaint_keys()
        if step is not None:
            self._follow(step)
            if not self.is_wide:
                self.turn("result")
