"""Where submissions run: one thread that lives as long as its bench, and its walls.

A worker dies with the thread that started it, so no short-lived thread may start one.
Methods may be called from any thread; what they give back comes through futures.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

from drill.content.atomic import write_atomically
from drill.errors import ConsentNeeded, SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from typing import Any, Self

    from drill.content.kata_files import KataFolder
    from drill.judge.referee import OwnRun, Referee
    from drill.judge.sandbox.probing import Ladder
    from drill.judge.sandbox.rungs import Sandbox
    from drill.judge.verdicts import CaseVerdict, Judgement
    from drill.locations import Locations

    OnCase = Callable[[CaseVerdict, int, int], None]

T = TypeVar("T")

DECK_CODE: Final = "deck code"
NO_SANDBOX: Final = "no sandbox"
CONSENTS: Final = "deck-code"
"""A file in the state folder: fingerprints of code that may run, one a line."""
STRONG: Final = frozenset({"strong+", "strong"})


class KataBench:
    """Runs submissions one after the other; close it, or use it with `with`."""

    def __init__(self, locations: Locations) -> None:
        """Take the folders; no sandbox is tried before the first run."""
        self._locations = locations
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drill-judge")
        self._cancelled = threading.Event()
        self._ladder: Ladder | None = None
        self._referee: tuple[object, Referee] | None = None
        self._declined: set[str] = set()
        self.is_unconfined = False
        """Whether the learner agreed, for this session, to run without walls."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- consent ------------------------------------------------------------------

    def is_agreed(self, kata: KataFolder) -> bool:
        """Whether the code of a kata's deck may run."""
        return kata.is_shipped or kata.harness.fingerprint in self._agreed()

    def agree(self, kata: KataFolder) -> None:
        """Let the code of a kata's deck run, as long as none of it changes.

        Raises:
            NotWritable: the state folder cannot be written.
        """
        agreed = sorted({*self._agreed(), kata.harness.fingerprint})
        path = self._locations.state / CONSENTS
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, "".join(f"{each}\n" for each in agreed).encode())

    def decline(self, kata: KataFolder) -> None:
        """Run only what needs no code of the deck, for this session."""
        self._declined.add(kata.harness.fingerprint)

    def _agreed(self) -> frozenset[str]:
        try:
            text = (self._locations.state / CONSENTS).read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return frozenset()
        return frozenset(text.split())

    # --- running --------------------------------------------------------------------

    def judge(
        self,
        kata: KataFolder,
        source: str,
        on_case: OnCase = lambda *_: None,
        only: str | None = None,
        *,
        language: str = "python",
    ) -> Future[Judgement]:
        """Judge a submission; a run that is still going on is cancelled first.

        Args:
            kata: which.
            source: the submission.
            on_case: told of each case, on the bench's own thread.
            only: the name of the only case to run.
            language: that the submission is written in.

        The future raises:
            ConsentNeeded: code of the deck, or a run without walls, was not agreed to.
            CaseNotFound: there is no such case.
        """

        def run(cancelled: threading.Event) -> Judgement:
            referee = self._of(kata)
            return referee.judge(
                source,
                language=language,
                only=only,
                on_case=on_case,
                cancelled=cancelled,
            )

        return self._submit(run)

    def try_input(
        self,
        kata: KataFolder,
        source: str,
        arguments: Mapping[str, Any],
        *,
        language: str = "python",
    ) -> Future[OwnRun]:
        """Run a submission, and the reference, on an input of one's own.

        Args:
            kata: which.
            source: the submission.
            arguments: of the function by name; of a class `init` and `calls`.
            language: that the submission is written in.

        The future raises:
            ConsentNeeded: as of `judge`.
        """

        def run(cancelled: threading.Event) -> OwnRun:
            referee = self._of(kata)
            return referee.try_input(
                source, arguments, language=language, cancelled=cancelled
            )

        return self._submit(run)

    def case_names(self, kata: KataFolder) -> Future[tuple[str, ...]]:
        """The names of all cases of a kata, in the order of running."""
        return self._submit(lambda _: self._of(kata).case_names)

    def warm(self, kata: KataFolder) -> Future[None]:
        """Draw the cases of a kata and start a process, so that its next run is quick.

        The future raises:
            ConsentNeeded: as of `judge`.
        """
        return self._submit(lambda gone: self._of(kata).warm(cancelled=gone))

    def rung(self) -> Future[str]:
        """The name of the sandbox that submissions run in.

        The future raises:
            ConsentNeeded: there is none here.
        """
        return self._submit(lambda _: self._sandbox().rung.value)

    def cancel(self) -> None:
        """End the run that is going on, within a tenth of a second."""
        self._cancelled.set()

    def close(self) -> None:
        """End what runs, and wait for it: no process stays behind."""
        self.cancel()
        self._thread.submit(self._put_away)
        self._thread.shutdown(wait=True)

    def _submit(self, run: Callable[[threading.Event], T]) -> Future[T]:
        self.cancel()
        mine = self._cancelled = threading.Event()
        return self._thread.submit(run, mine)

    def _put_away(self) -> None:
        if self._referee is not None:
            self._referee[1].close()
        self._referee = None

    def _of(self, kata: KataFolder) -> Referee:
        """The referee of a kata, kept as long as the kata is the same."""
        from drill.judge.referee import Referee

        sandbox = self._sandbox()
        self._check(kata, sandbox)
        key = (kata, sandbox.rung, self.is_agreed(kata))
        if self._referee is None or self._referee[0] != key:
            self._put_away()
            referee = Referee(
                kata,
                sandbox,
                deck_sandbox=sandbox,
                allow_deck_code=self.is_agreed(kata),
            )
            self._referee = (key, referee)
        return self._referee[1]

    def _check(self, kata: KataFolder, sandbox: Sandbox) -> None:
        if not kata.needs_deck_code or self.is_agreed(kata):
            return
        if kata.harness.fingerprint in self._declined:
            return  # cases that need none of it still run
        if sandbox.rung.value not in STRONG:
            return  # the referee refuses, and says why
        reason = "it draws or checks the cases with code of its own"
        hint = (
            "It runs in the sandbox; `--agree` lets it. Agree to code you trust alone."
        )
        raise ConsentNeeded(DECK_CODE, reason, hint)

    def _sandbox(self) -> Sandbox:
        """The strongest walls of this machine; none at all only when agreed to."""
        from drill.judge.sandbox.probing import probe
        from drill.judge.sandbox.rungs import Rung

        if self._ladder is None:
            self._ladder = probe(self._locations.cache)
        try:
            return self._ladder.best()
        except SandboxUnavailable as error:
            if self.is_unconfined:
                return self._ladder.at(Rung.NONE)
            hint = f"{error.hint} `--without-sandbox` runs your own code without walls."
            raise ConsentNeeded(NO_SANDBOX, error.reason, hint) from error
