"""Everything the app asks of the sessions, behind one door.

It holds no rules: each method is one function of the room that has them. What only
some screens need is imported when they ask. Belongs to one thread at a time: the
app calls it on its writer thread only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions import today, undoing
from drill.sessions.goal_rooms import GoalRooms
from drill.sessions.import_doors import ImportDoors
from drill.sessions.interview_doors import InterviewDoors
from drill.sessions.kata_doors import KataDoors
from drill.sessions.labels import plural
from drill.sessions.rereading import reread
from drill.sessions.review import ReviewSession
from drill.sessions.sitting_rooms import QuizRooms
from drill.sessions.snapshot import save_home
from drill.sessions.steps import Changed
from drill.sessions.upkeep_steps import OperationRow
from drill.sessions.waiting import QueueBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drill.ids import CardId, NoteId, StudyDay
    from drill.sessions.collection import Collection
    from drill.sessions.deck_page_steps import DeckPage
    from drill.sessions.media import MediaFile
    from drill.sessions.note_steps import (
        DeckChoice,
        Draft,
        DraftPreview,
        EditTarget,
        TopicChoice,
        WelcomeStep,
    )
    from drill.sessions.selection import Selection
    from drill.sessions.steps import (
        BrowsePage,
        CardInfo,
        Holiday,
        HomeStep,
        ReportedCard,
        SearchForm,
        Statistics,
    )
    from drill.sessions.upkeep_steps import BackupRow, Finding, SettingRow


class Workspace(QuizRooms, GoalRooms, InterviewDoors, KataDoors, ImportDoors):
    """An open collection for the screens."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    # --- home and review --------------------------------------------------------

    def home(self) -> HomeStep:
        """What the first screen shows now."""
        return today.home(self.collection)

    def home_anew(self, shown: HomeStep) -> HomeStep | None:
        """Home, when others have written or another study day began; else None."""
        is_changed = self.collection.store.has_foreign_changes()
        if not is_changed and shown.day == self.collection.today:
            return None
        return self.home()

    def review(self, selection: Selection) -> ReviewSession:
        """A session that has not started yet."""
        return ReviewSession(self.collection, selection)

    def available(self, selection: Selection) -> int:
        """How many cards a session over a selection would start with."""
        with self.collection.store.read() as unit:
            return len(QueueBuilder(self.collection, unit, selection).build().cards)

    def card_info(self, card: CardId) -> CardInfo:
        """All that is known of a card."""
        from drill.sessions.card_info import card_info

        return card_info(self.collection, card)

    def today(self) -> StudyDay:
        """The present study day."""
        return self.collection.today

    def media(self, name: str) -> MediaFile:
        """The file that a note refers to; it is there and may be opened."""
        from drill.sessions.media import media

        return media(self.collection, name)

    def reread(self) -> None:
        """Read deck files that changed on disk."""
        reread(self.collection)

    def close(self) -> None:
        """Leave the snapshot for the next start and close the store."""
        self.close_bench()
        store = self.collection.store
        try:
            before, step = store.moment(), self.home()
            is_true = store.moment() == before
        finally:
            self.collection.close()
        if is_true:  # nobody wrote while it was read
            save_home(self.collection.locations.snapshot, store.identity(), step)

    # --- undo -------------------------------------------------------------------

    def undo(self) -> Changed:
        """Take back this device's latest operation."""
        return undoing.undo(self.collection)[0]

    def redo(self) -> Changed:
        """Do again what was taken back."""
        return undoing.redo(self.collection)[0]

    def operations(self, limit: int) -> tuple[OperationRow, ...]:
        """This device's latest operations, latest first."""
        with self.collection.store.read() as unit:
            found = unit.operations.list(limit)
        return tuple(
            OperationRow(each.label, each.at, each.events, each.retracted)
            for each in found
        )

    # --- the first run, and decks -----------------------------------------------

    def is_first_run(self) -> bool:
        """Whether nothing was ever chosen."""
        from drill.sessions.choosing import is_first_run

        return is_first_run(self.collection)

    def welcome(self) -> WelcomeStep:
        """The few choices with their present values."""
        from drill.sessions.choosing import welcome

        return welcome(self.collection)

    def choose(
        self, decks: Sequence[str], new_a_day: int, rollover_hour: int
    ) -> HomeStep:
        """Keep the choices in the settings file."""
        from drill.sessions.choosing import choose

        choose(self.collection, decks, new_a_day, rollover_hour)
        return self.home()

    def deck_choices(self) -> tuple[DeckChoice, ...]:
        """All decks, studied or not."""
        from drill.sessions.choosing import deck_choices

        return deck_choices(self.collection)

    def deck_page(self, deck: str) -> DeckPage:
        """A deck, opened."""
        from drill.sessions.deck_page import deck_page

        return deck_page(self.collection, deck)

    def set_studied(self, deck: str, studied: bool) -> None:  # noqa: FBT001 - the value
        """Study a deck from now on, or leave it with all it holds."""
        from drill.sessions.choosing import set_studied

        set_studied(self.collection, deck, studied)

    def new_deck(self, deck: str, title: str) -> Changed:
        """Make a deck of the learner's own with one topic, studied from now on."""
        from drill.sessions.authoring import new_deck

        folder = new_deck(self.collection, deck, title)
        return Changed(f"{deck} made in {folder}", 1, can_undo=False)

    # --- browse -----------------------------------------------------------------

    def browse(
        self, text: str, sort: str, *, descending: bool, offset: int, limit: int
    ) -> BrowsePage:
        """Some of the cards that a search finds, or why it cannot be read."""
        from drill.sessions.browse import page

        return page(self.collection, text, sort, descending, offset, limit)

    def matching(self, text: str) -> tuple[CardId, ...]:
        """Every card that a search finds."""
        from drill.sessions.browse import all_cards

        return all_cards(self.collection, text)

    def search_forms(self) -> tuple[SearchForm, ...]:
        """The language of searches, form by form."""
        from drill.sessions.browse import search_help

        return search_help()

    def bury(self, cards: Sequence[CardId]) -> Changed:
        """Hide cards until the next study day."""
        from drill.sessions import acting

        return acting.bury(self.collection, cards)

    def unbury(self, cards: Sequence[CardId]) -> Changed:
        """Show buried cards again on this study day."""
        from drill.sessions import acting

        return acting.unbury(self.collection, cards)

    def suspend(self, cards: Sequence[CardId]) -> Changed:
        """Hide cards until told otherwise."""
        from drill.sessions import acting

        return acting.suspend(self.collection, cards)

    def unsuspend(self, cards: Sequence[CardId]) -> Changed:
        """Let suspended cards come up again."""
        from drill.sessions import acting

        return acting.unsuspend(self.collection, cards)

    def flag(self, cards: Sequence[CardId], number: int) -> Changed:
        """Put a flag 1 to 7 on cards; 0 takes it off."""
        from drill.sessions import acting

        return acting.flag(self.collection, cards, number)

    def reset(self, cards: Sequence[CardId]) -> Changed:
        """Make cards new again; their history stays to be seen."""
        from drill.sessions import acting

        return acting.reset(self.collection, cards)

    def set_due(self, cards: Sequence[CardId], day: StudyDay) -> Changed:
        """Choose the study day on which cards come up."""
        from drill.sessions import acting

        return acting.set_due(self.collection, cards, day)

    def reposition(
        self, cards: Sequence[CardId], position: int | None = None
    ) -> Changed:
        """Give new cards places in a row; None: before every other new card."""
        from drill.sessions import acting

        return acting.reposition(self.collection, cards, position)

    # --- writing notes ------------------------------------------------------------

    def topic_choices(self) -> tuple[TopicChoice, ...]:
        """The topics that a note may be written into, the latest one first."""
        from drill.sessions.authoring import topics

        return topics(self.collection)

    def preview(self, draft: Draft) -> DraftPreview:
        """What a draft would become, and what is wrong with it."""
        from drill.sessions.drafting import preview

        return preview(self.collection, draft)

    def save_draft(self, draft: Draft) -> Changed:
        """Keep a note that was written in the form."""
        from drill.sessions.authoring import save

        return save(self.collection, draft)

    def edit_target(self, note: NoteId) -> EditTarget:
        """Where a note is edited."""
        from drill.sessions.editing import edit_target

        return edit_target(self.collection, note)

    def edit_folder(self) -> Path:
        """Where the text that an editor is given lies; made when missing."""
        return self.collection.locations.state / "edit"

    def preview_yaml(self, note: NoteId, yaml: str) -> DraftPreview:
        """What a note edited as YAML would become; problems name their line."""
        from drill.sessions.editing import preview_yaml

        return preview_yaml(self.collection, note, yaml)

    def save_edit(self, note: NoteId, yaml: str) -> Changed:
        """Keep an edited note that has no file of the learner's own."""
        from drill.sessions.editing import save_edit

        return save_edit(self.collection, note, yaml)

    # --- holidays -----------------------------------------------------------------

    def holidays(self) -> tuple[Holiday, ...]:
        """Every declared holiday, earliest first."""
        from drill.sessions.holidays import holidays

        return holidays(self.collection)

    def declare_holiday(self, first: StudyDay, last: StudyDay) -> Changed:
        """Take study days off; cards that come due in them move."""
        from drill.sessions.holidays import declare_holiday

        return declare_holiday(self.collection, first, last)

    def lift_holiday(self, first: StudyDay, last: StudyDay) -> Changed:
        """Take a holiday back."""
        from drill.sessions.holidays import lift_holiday

        return lift_holiday(self.collection, first, last)

    def spread_backlog(self, days: int) -> Changed:
        """Deal the backlog out over study days, today the first."""
        from drill.sessions.holidays import spread_backlog

        return spread_backlog(self.collection, days)

    # --- settings -------------------------------------------------------------------

    def settings(self) -> tuple[SettingRow, ...]:
        """Every setting, group by group; keys are not among them."""
        from drill.sessions.settings_view import setting_rows

        return setting_rows(self.collection)

    def change_setting(self, path: str, text: str) -> None:
        """Keep a setting in the settings file, as it was typed."""
        from drill.sessions.settings_view import change

        change(self.collection, path, text)

    def reset_setting(self, path: str) -> None:
        """Take a setting out of the settings file, so that its default holds."""
        from drill.sessions.settings_view import change

        change(self.collection, path, None)

    def change_keys(self, command: str, keys: str) -> None:
        """Keep the keys of a command; an empty text brings the default back."""
        self.collection.change({("keys", command): keys or None})

    # --- figures and upkeep ---------------------------------------------------------

    def statistics(self, days: int) -> Statistics:
        """Figures over the last study days, today the last of them."""
        from drill.sessions.progress import statistics

        return statistics(self.collection, days)

    def back_up_if_due(self) -> BackupRow | None:
        """Take a backup when the latest is old and something changed since.

        It reads the files over connections of its own, so any thread may call it.
        """
        from drill.sessions.maintenance import backup_if_due

        return backup_if_due(self.collection)

    def backup(self) -> BackupRow:
        """Take a backup now."""
        from drill.sessions.maintenance import backup

        return backup(self.collection.locations, self.collection.clock)

    def backups(self) -> tuple[BackupRow, ...]:
        """The backups there are, latest first."""
        from drill.sessions.maintenance import backups

        return backups(self.collection.locations)

    def findings(self) -> tuple[Finding, ...]:
        """What the doctor finds; nothing is changed."""
        from drill.sessions.maintenance import examine

        return examine(self.collection)

    def reported(self) -> tuple[ReportedCard, ...]:
        """The cards that are said to be wrong or have a note to oneself."""
        from drill.sessions.reports import reported_cards

        return reported_cards(self.collection)

    def export_reported(self, path: Path) -> Changed:
        """Write those cards to a file, as Markdown."""
        from drill.sessions.reports import as_markdown, write_list

        cards = self.reported()
        write_list(path, as_markdown(cards))
        return Changed(f"{plural(len(cards), 'card')} written to {path}", len(cards))
