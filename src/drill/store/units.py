"""Units of work: the rooms of the record, within one transaction."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from drill.events import PresetRecorded, Retracted
from drill.store.cards import Cards
from drill.store.days import Days
from drill.store.envelopes import Envelopes
from drill.store.folding import Folding
from drill.store.holidays import read_holidays
from drill.store.journal import Journal
from drill.store.library import Library
from drill.store.notes import Notes
from drill.store.operations import Operations
from drill.store.presets import is_known
from drill.store.recording import Recording
from drill.store.shared import KnownPresets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from drill.events import Body, Event
    from drill.ids import EventId, OperationId, PresetId, StudyDay
    from drill.srs.preset import Preset
    from drill.store.arrivals import Arrival
    from drill.store.holidays import Holiday
    from drill.store.importing import Importing
    from drill.store.indexing import Indexing
    from drill.store.katas import StoredKata
    from drill.store.link import Link
    from drill.store.outgoing import Outgoing
    from drill.store.pools import Pools
    from drill.store.prompts import StoredPrompt
    from drill.store.prospects import Prospects
    from drill.store.search.page import Search
    from drill.store.shared import Shared
    from drill.store.sittings import Sittings


class ReadUnit:
    """One snapshot of the record; good until its `with` ends."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self.link = link
        self.shared = shared
        self.at = shared.clock.now()
        """The instant that it is of; what a write records happened then."""

    @cached_property
    def cards(self) -> Cards:
        """Cards, queues and counts."""
        return Cards(self.link)

    @cached_property
    def notes(self) -> Notes:
        """Notes as they are shown now."""
        return Notes(self.link)

    @cached_property
    def library(self) -> Library:
        """Decks, topics and the files that were read."""
        return Library(self.link)

    @cached_property
    def journal(self) -> Journal:
        """The events themselves."""
        return Journal(self.link, self.shared)

    @cached_property
    def operations(self) -> Operations:
        """What can be taken back."""
        return Operations(self.link, self.shared)

    @cached_property
    def days(self) -> Days:
        """What was done on each study day."""
        return Days(self.link, self.shared)

    @cached_property
    def search(self) -> Search:
        """Cards by what one types."""
        from drill.store.search.page import Search

        return Search(self.link, self.shared)

    @cached_property
    def sittings(self) -> Sittings:
        """Quizzes, interview drills and goals."""
        from drill.store.sittings import Sittings

        return Sittings(self.link, self.shared)

    @cached_property
    def pools(self) -> Pools:
        """Cards that a quiz may ask."""
        from drill.store.pools import Pools

        return Pools(self.link)

    @cached_property
    def prospects(self) -> Prospects:
        """Cards as an interview plan looks at them."""
        from drill.store.prospects import Prospects

        return Prospects(self.link)

    @cached_property
    def outgoing(self) -> Outgoing:
        """Notes, cards and answers as an export reads them."""
        from drill.store.outgoing import Outgoing

        return Outgoing(self.link)

    def prompts(self) -> list[StoredPrompt]:
        """The open questions there are, by topic and place."""
        from drill.store.prompts import stored_prompts

        return stored_prompts(self.link)

    def katas(self) -> list[StoredKata]:
        """The katas there are, by topic and place."""
        from drill.store.katas import stored_katas

        return stored_katas(self.link)

    def unseen(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Arrivals without the events that came in before."""
        from drill.store.importing import unseen

        return unseen(self.link, arrivals)

    @property
    def presets(self) -> Mapping[PresetId, Preset]:
        """Every preset that was recorded."""
        return KnownPresets(self.link, self.shared)

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        """First and last study day of every declared holiday, earliest first."""
        return read_holidays(self.link)


class WriteUnit(ReadUnit):
    """One operation; it is committed when its `with` ends."""

    def __init__(
        self, link: Link, shared: Shared, *, label: str, is_hidden: bool
    ) -> None:
        super().__init__(link, shared)
        self._recording = Recording(
            link,
            shared,
            Envelopes(link, shared, self.at, label=label, is_hidden=is_hidden),
            Folding(link, shared),
        )
        self._importing: Importing | None = None

    @property
    def operation(self) -> OperationId | None:
        """The id by which this operation is taken back; None while it is empty."""
        return self._recording.envelopes.id

    @cached_property
    def library(self) -> Indexing:
        """Decks, topics and files, which may be put and dropped."""
        from drill.store.indexing import Indexing  # pydantic costs 200 ms

        return Indexing(self.link, self.shared, self._recording)

    def record(
        self,
        body: Body,
        *,
        id_: EventId | None = None,
        at: datetime | None = None,
        day: StudyDay | None = None,
    ) -> Event:
        """Append an event to the journal and do what it says.

        Args:
            id_: of an imported review, hashed from where it came from.
            at: when it happened, if not now; it folds as if recorded then.
            day: the study day of `at`; the calendar's when left out.

        Raises:
            StoreError: it cannot be written.
        """
        return self._recording.record(body, id_=id_, at=at, day=day)

    def retract(self, operation: OperationId) -> Event:
        """Take an operation back; taking back a retraction is redo."""
        return self.record(Retracted(operation))

    def keep_preset(self, preset: Preset) -> PresetId:
        """The id of a preset, which is recorded unless it was before."""
        kept = self.shared.kept.get(preset)
        if kept is None:
            kept = preset.id()
            if not is_known(self.link, kept):
                self.record(PresetRecorded(kept, preset.contents()))
            self.shared.kept[preset] = kept
        return kept

    def merge(self, events: Iterable[Event]) -> int:
        """Take in events of other devices; how many were new.

        The result does not depend on the order in which journals are merged. Nothing
        else may be recorded in the same unit.
        """
        from drill.store.merging import Merging

        return Merging(self.link, self.shared, self._recording).merge(events)

    def take_in(self, arrivals: Sequence[Arrival]) -> int:
        """Import notes with their cards' history, many at a time.

        Returns:
            How many events of cards were new; reviews that came in before are not.
        """
        if self._importing is None:
            from drill.store.importing import Importing  # pydantic costs 200 ms

            self._importing = Importing(self.link, self._recording)
        return self._importing.take_in(arrivals)

    def finish(self) -> None:
        """Write what is written once for an operation; the store calls it."""
        if self._importing is not None:
            self._importing.finish()
        self._recording.finish()
