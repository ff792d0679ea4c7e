"""What browse, settings, authoring, figures and upkeep ask of the sessions.

A part of `drill.tui.ports.Workspace`: every method is called on the writer thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from drill.ids import CardId, NoteId, StudyDay
    from drill.sessions.deck_page_steps import DeckPage
    from drill.sessions.exporting import ExportStep
    from drill.sessions.import_steps import ImportOptions, ImportStep
    from drill.sessions.note_steps import DeckChoice, Draft, DraftPreview, TopicChoice
    from drill.sessions.selection import Selection
    from drill.sessions.steps import (
        BrowsePage,
        Changed,
        Holiday,
        ReportedCard,
        SearchForm,
        Statistics,
    )
    from drill.sessions.upkeep_steps import BackupRow, Finding, OperationRow, SettingRow


class LibraryPort(Protocol):
    """The library and its upkeep, as far as the screens need them."""

    # --- browse -----------------------------------------------------------------

    def today(self) -> StudyDay:
        """The present study day."""
        ...

    def browse(
        self, text: str, sort: str, *, descending: bool, offset: int, limit: int
    ) -> BrowsePage:
        """Some of the cards that a search finds; a search that cannot be read is one.

        Args:
            text: in the language of searches; empty finds every card.
            sort: `due`, `front`, `deck`, `created`, `retrievability`, `stability`,
                `difficulty` or `lapses`.
            descending: the largest first.
            offset: cards to pass over.
            limit: cards at most.
        """
        ...

    def matching(self, text: str) -> tuple[CardId, ...]:
        """Every card that a search finds.

        Raises:
            InvalidSearch: the search cannot be read.
        """
        ...

    def search_forms(self) -> tuple[SearchForm, ...]:
        """The language of searches, form by form."""
        ...

    def bury(self, cards: Sequence[CardId]) -> Changed:
        """Hide cards until the next study day."""
        ...

    def unbury(self, cards: Sequence[CardId]) -> Changed:
        """Show buried cards again on this study day."""
        ...

    def suspend(self, cards: Sequence[CardId]) -> Changed:
        """Hide cards until told otherwise."""
        ...

    def unsuspend(self, cards: Sequence[CardId]) -> Changed:
        """Let suspended cards come up again."""
        ...

    def flag(self, cards: Sequence[CardId], number: int) -> Changed:
        """Put a flag 1 to 7 on cards; 0 takes it off."""
        ...

    def reset(self, cards: Sequence[CardId]) -> Changed:
        """Make cards new again; their history stays to be seen."""
        ...

    def set_due(self, cards: Sequence[CardId], day: StudyDay) -> Changed:
        """Choose the study day on which cards come up.

        Raises:
            ScheduleError: a day that is over, or too far.
        """
        ...

    def reposition(
        self, cards: Sequence[CardId], position: int | None = None
    ) -> Changed:
        """Give new cards places in a row; None: before every other new card."""
        ...

    # --- decks and notes --------------------------------------------------------

    def deck_choices(self) -> tuple[DeckChoice, ...]:
        """All decks, studied or not."""
        ...

    def set_studied(self, deck: str, studied: bool) -> None:  # noqa: FBT001 - the value
        """Study a deck from now on, or leave it with all it holds."""
        ...

    def new_deck(self, deck: str, title: str) -> Changed:
        """Make a deck of the learner's own with one topic, studied from now on.

        Args:
            deck: its id; `[a-z0-9-]+`.
            title: empty: made of the id.

        Raises:
            DeckExists: the id is taken.
            ContentError: the id is none, or the folder cannot be written.
        """
        ...

    def topic_choices(self) -> tuple[TopicChoice, ...]:
        """The topics that a note may be written into, the latest one first."""
        ...

    def preview(self, draft: Draft) -> DraftPreview:
        """What a draft would become, and what is wrong with it."""
        ...

    def save_draft(self, draft: Draft) -> Changed:
        """Keep a note that was written in the form.

        Raises:
            InvalidNote: the draft has problems.
            NotWritable: the deck's file cannot be written.
        """
        ...

    def preview_yaml(self, note: NoteId, yaml: str) -> DraftPreview:
        """What a note edited as YAML would become; problems name their line."""
        ...

    # --- custom study and holidays ----------------------------------------------

    def available(self, selection: Selection) -> int:
        """How many cards a session over a selection would start with."""
        ...

    def holidays(self) -> tuple[Holiday, ...]:
        """Every declared holiday, earliest first."""
        ...

    def declare_holiday(self, first: StudyDay, last: StudyDay) -> Changed:
        """Take study days off; cards that come due in them move."""
        ...

    def lift_holiday(self, first: StudyDay, last: StudyDay) -> Changed:
        """Take a holiday back."""
        ...

    def spread_backlog(self, days: int) -> Changed:
        """Deal the backlog out over study days, today the first."""
        ...

    # --- settings -----------------------------------------------------------------

    def settings(self) -> tuple[SettingRow, ...]:
        """Every setting, group by group; keys are not among them."""
        ...

    def change_setting(self, path: str, text: str) -> None:
        """Keep a setting in the settings file, as it was typed.

        Raises:
            ConfigError: the value is not allowed; nothing was written.
            NotWritable: the file cannot be written.
        """
        ...

    def reset_setting(self, path: str) -> None:
        """Take a setting out of the settings file, so that its default holds."""
        ...

    def change_keys(self, command: str, keys: str) -> None:
        """Keep the keys of a command; an empty text brings the default back."""
        ...

    # --- decks of other programs ----------------------------------------------------

    def import_file(  # noqa: PLR0913 - what is wished, and how one is told
        self,
        path: Path,
        options: ImportOptions,
        *,
        mapping: Mapping[str, Any] | None = None,
        is_dry: bool = False,
        on_progress: Callable[[int, int], None] = lambda *_: None,
        cancelled: threading.Event | None = None,
    ) -> ImportStep:
        """Import a file as one operation, or say what that would do.

        Args:
            path: of the file.
            options: what the learner chose.
            mapping: of a table: what to understand otherwise than it would be guessed.
            is_dry: whether to change nothing.
            on_progress: told how many notes were looked at, and how many there are.
            cancelled: ends it when set.

        Raises:
            InterchangeError: it cannot be read, or was cancelled.
        """
        ...

    # --- figures and upkeep -------------------------------------------------------

    def statistics(self, days: int) -> Statistics:
        """Figures over the last study days, today the last of them."""
        ...

    def deck_page(self, deck: str) -> DeckPage:
        """Open a deck: its topics, what comes first, its sources.

        Raises:
            DeckNotFound: there is none of that id.
        """
        ...

    def export_notes(  # noqa: PLR0913 - what is wished, and how one is told
        self,
        path: Path,
        format_: str,
        *,
        names: Sequence[str] = (),
        search: str = "",
        on_progress: Callable[[int, int], None] = lambda *_: None,
        cancelled: threading.Event | None = None,
    ) -> ExportStep:
        """Write notes into a file, which is replaced, or into a new folder.

        Args:
            path: of it.
            format_: one of `ExportFormat`.
            names: ids of decks and topics; none for all that are there.
            search: only notes that have a card found by it.
            on_progress: told how many notes were looked at, and how many there are.
            cancelled: ends it when set.

        Raises:
            ExportCancelled: it was cancelled; nothing was written.
            NotWritable: it cannot be written.
        """
        ...

    def backup(self) -> BackupRow:
        """Take a backup now."""
        ...

    def backups(self) -> tuple[BackupRow, ...]:
        """The backups there are, latest first."""
        ...

    def findings(self) -> tuple[Finding, ...]:
        """What the doctor finds; nothing is changed."""
        ...

    def reported(self) -> tuple[ReportedCard, ...]:
        """The cards that are said to be wrong or have a note to oneself."""
        ...

    def export_reported(self, path: Path) -> Changed:
        """Write those cards to a file, as Markdown.

        Raises:
            NotWritable: the file cannot be written.
        """
        ...

    def operations(self, limit: int) -> tuple[OperationRow, ...]:
        """This device's latest operations, latest first."""
        ...
