"""What the screens of katas ask of the sessions.

A part of `drill.tui.ports.Workspace`: its methods are called on the writer thread.
Those of the bench may be called from any thread, and give futures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from typing import Any

    from drill.content.kata_files import KataFolder
    from drill.ids import CardId, Rating
    from drill.judge.referee import OwnRun
    from drill.judge.verdicts import CaseVerdict, Judgement
    from drill.sessions.kata_steps import AttemptRow, KatasStep, KataStep


class KataBench(Protocol):
    """Where submissions run, one after the other."""

    is_unconfined: bool
    """Whether the learner agreed, for this session, to run without walls."""

    def agree(self, kata: KataFolder) -> None:
        """Let the code of a kata's deck run, as long as none of it changes."""
        ...

    def decline(self, kata: KataFolder) -> None:
        """Run only what needs no code of the deck, for this session."""
        ...

    def judge(
        self,
        kata: KataFolder,
        source: str,
        on_case: Callable[[CaseVerdict, int, int], None] = ...,
        only: str | None = None,
        *,
        language: str = "python",
    ) -> Future[Judgement]:
        """Judge a submission."""
        ...

    def try_input(
        self,
        kata: KataFolder,
        source: str,
        arguments: Mapping[str, Any],
        *,
        language: str = "python",
    ) -> Future[OwnRun]:
        """Run a submission, and the reference, on an input of one's own."""
        ...

    def warm(self, kata: KataFolder) -> Future[None]:
        """Prepare the next run of a kata."""
        ...

    def rung(self) -> Future[str]:
        """The name of the sandbox that submissions run in."""
        ...

    def cancel(self) -> None:
        """End the run that is going on."""
        ...


class KataSession(Protocol):
    """One kata being worked on; each intent returns the step that follows."""

    kata: KataFolder
    language: str
    """What it is written in."""

    @property
    def example(self) -> str:
        """An input as one may type it."""
        ...

    def start(self) -> KataStep:
        """The present step, with the file as it is now."""
        ...

    def stamp(self) -> tuple[int, int] | None:
        """What tells whether somebody saved the file."""
        ...

    def save(self, text: str) -> KataStep:
        """Put a text into the file."""
        ...

    def reset(self) -> KataStep:
        """Begin the file anew."""
        ...

    def hint(self) -> KataStep:
        """Show one more hint."""
        ...

    def parse(self, text: str) -> Mapping[str, Any]:
        """An input of one's own, as the judge takes it."""
        ...

    def judged(self, judgement: Judgement, source: str) -> KataStep:
        """Record a run, and show it."""
        ...

    def shown(self, judgement: Judgement) -> KataStep:
        """Show the run of one case."""
        ...

    def tried(self, run: OwnRun) -> KataStep:
        """Show a run on an input of one's own."""
        ...

    def give_up(self) -> KataStep:
        """Show the solution."""
        ...

    def rate(self, rating: Rating) -> KataStep:
        """Record a rating."""
        ...

    def attempts(self) -> tuple[AttemptRow, ...]:
        """Earlier runs, the latest first."""
        ...

    def leave(self, text: str | None = None) -> None:
        """Keep the file and the time."""
        ...


class KataPort(Protocol):
    """Katas, as far as the screens need them."""

    def katas(self) -> KatasStep:
        """The katas there are."""
        ...

    def open_kata(self, card: CardId, language: str = "python") -> KataSession:
        """Take up a kata, or go on with it."""
        ...

    def kata_attempts(self, card: CardId) -> tuple[AttemptRow, ...]:
        """Earlier runs of a kata, the latest first."""
        ...

    def bench(self) -> KataBench:
        """Where submissions run."""
        ...
