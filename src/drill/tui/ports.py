"""What the front end asks of the sessions, as protocols.

Every method is called on the writer thread only. Nothing here imports a session:
the first frame is painted before the database is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drill.tui.ports_of_goals import GoalPort
from drill.tui.ports_of_interviews import InterviewPort
from drill.tui.ports_of_katas import KataPort
from drill.tui.ports_of_library import LibraryPort
from drill.tui.ports_of_sittings import QuizPort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from drill.content.questions import Response
    from drill.ids import CardId, NoteId, Rating
    from drill.sessions.media import MediaFile
    from drill.sessions.note_steps import EditTarget, WelcomeStep
    from drill.sessions.selection import Selection
    from drill.sessions.steps import CardInfo, Changed, HomeStep, ReviewStep
    from drill.sessions.upkeep_steps import BackupRow

    OpenWorkspace: TypeAlias = Callable[[], "Workspace"]
    """Opens the collection; called on the writer thread behind the first frame."""


class ReviewSession(Protocol):
    """A review in progress; each intent returns the step that follows."""

    def start(self) -> ReviewStep:
        """The first step, or the present one again after a wait or an edit."""
        ...

    def reveal(self) -> ReviewStep:
        """Show the back."""
        ...

    def rate(self, rating: Rating) -> ReviewStep:
        """Record a rating durably, and go on."""
        ...

    def answer(self, response: Response, hints: int) -> ReviewStep:
        """Mark the response to a question and show its back, as `reveal` does.

        None: the learner does not know. What cannot be marked, such as a number that
        is none, comes back as the same front with a message.
        """
        ...

    def another(self) -> ReviewStep:
        """Rate the marked question as proposed, and ask another instance of it."""
        ...

    def undo(self) -> ReviewStep:
        """Take back the latest operation."""
        ...

    def redo(self) -> ReviewStep:
        """Do again what was taken back."""
        ...

    def bury(self) -> ReviewStep:
        """Hide the note's cards until the next study day."""
        ...

    def suspend(self) -> ReviewStep:
        """Hide the card until told otherwise."""
        ...

    def flag(self, flag: int) -> ReviewStep:
        """Put a flag 1 to 7 on the card; 0 takes it off."""
        ...

    def remark(self, text: str) -> ReviewStep:
        """Keep a note to oneself; empty text removes it."""
        ...

    def report(self, text: str) -> ReviewStep:
        """Say that the card is wrong; empty text withdraws that."""
        ...

    def show(self, card: CardId) -> ReviewStep:
        """Jump to a card, such as a contrasting one."""
        ...


class Workspace(LibraryPort, QuizPort, GoalPort, InterviewPort, KataPort, Protocol):
    """An open collection, as far as the screens of this package need it."""

    def home(self) -> HomeStep:
        """What the first screen shows now."""
        ...

    def home_anew(self, shown: HomeStep) -> HomeStep | None:
        """The same, when what is shown is no longer so; else None."""
        ...

    def is_first_run(self) -> bool:
        """Whether nothing was ever chosen."""
        ...

    def welcome(self) -> WelcomeStep:
        """The few choices with their present values."""
        ...

    def choose(
        self, decks: Sequence[str], new_a_day: int, rollover_hour: int
    ) -> HomeStep:
        """Keep the choices in the settings file."""
        ...

    def review(self, selection: Selection) -> ReviewSession:
        """A session that has not started yet."""
        ...

    def card_info(self, card: CardId) -> CardInfo:
        """All that is known of a card."""
        ...

    def media(self, name: str) -> MediaFile:
        """The file that a note refers to; it is there and may be opened."""
        ...

    def undo(self) -> Changed:
        """Take back this device's latest operation."""
        ...

    def redo(self) -> Changed:
        """Do again what was taken back."""
        ...

    def edit_target(self, note: NoteId) -> EditTarget:
        """Where a note is edited."""
        ...

    def save_edit(self, note: NoteId, yaml: str) -> Changed:
        """Keep an edited note that has no file of the learner's own."""
        ...

    def edit_folder(self) -> Path:
        """Where the text that an editor is given lies; made when missing."""
        ...

    def reread(self) -> None:
        """Read deck files that changed on disk."""
        ...

    def back_up_if_due(self) -> BackupRow | None:
        """Take a backup when the latest is old and something changed since.

        The one method that any thread may call.
        """
        ...

    def close(self) -> None:
        """Leave the snapshot for the next start and close the store."""
        ...
