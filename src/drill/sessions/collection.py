"""One learner's record, clock and settings, opened together.

Sessions are made from a collection. It is synchronous and belongs to one thread at
a time; it knows what holds everywhere (the study day, the presets, the decks that
are studied), and no rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from drill.clock import Calendar
from drill.config.durations import seconds_of
from drill.config.writing import change_settings
from drill.ids import DeckId, StudyDay
from drill.sessions.remembered import Remembered
from drill.srs.outcomes import Context
from drill.srs.preset import DEFAULT_PARAMETERS, Preset, check_preset
from drill.store.device import device_identity
from drill.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from types import TracebackType

    from drill.clock import Clock
    from drill.config.settings import Settings
    from drill.ids import CardId, TopicId
    from drill.locations import Locations
    from drill.srs.holidays import Holidays

NO_DECK = DeckId("")
"""Where a card stands whose note is gone."""


class Collection:
    """Everything a session needs, handed in once."""

    def __init__(
        self, locations: Locations, settings: Settings, clock: Clock, store: Store
    ) -> None:
        self.locations = locations
        self.settings = settings
        self.clock = clock
        self.store = store
        self._presets: dict[str, Preset] = {}
        self.remembered = Remembered()
        """What follows from the record and the settings as they are."""

    @classmethod
    def open(cls, locations: Locations, settings: Settings, clock: Clock) -> Self:
        """Open the record of the data folder; both are made when missing.

        Deck files are not looked at: see `drill.sessions.rereading`.

        Raises:
            StoreError: the database cannot be opened.
            ScheduleError: a preset of the settings cannot be scheduled with.
        """
        for name in ("default", *settings.presets):
            scheduling_preset(settings, name)  # now, not in the middle of a review
        store = Store.open(
            locations.database,
            clock=clock,
            calendar=calendar_of(settings),
            device=device_identity(locations.device),
        )
        return cls(locations, settings, clock, store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; a second time does nothing."""
        self.store.close()

    # --- time -----------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return self.clock.now()

    @property
    def calendar(self) -> Calendar:
        """What tells study days, in the learner's present zone."""
        return self.store.calendar

    @property
    def today(self) -> StudyDay:
        """The present study day."""
        return self.calendar.day(self.clock.now())

    # --- settings ---------------------------------------------------------------

    @property
    def chosen(self) -> tuple[DeckId, ...]:
        """The decks that are studied."""
        return tuple(DeckId(deck) for deck in self.settings.study.decks)

    def change(self, changes: Mapping[tuple[str, ...], Any]) -> None:
        """Write settings to the file and go by them from now on.

        Raises:
            ConfigError: a value is not allowed; nothing was written.
            NotWritable: the file cannot be written.
        """
        change_settings(self.locations.config, changes)
        self.use(overlaid(self.settings, changes))

    def use(self, settings: Settings) -> None:
        """Go by other settings from now on."""
        self.settings = settings
        self._presets.clear()
        self.remembered.forget()
        self.store.calendar = calendar_of(settings)

    def preset_of(self, deck: str) -> Preset:
        """How a deck's cards are scheduled.

        Raises:
            ScheduleError: its preset cannot be scheduled with; a collection is never
                opened with such a one.
        """
        name = self.settings.preset_name(deck)
        if name not in self._presets:
            self._presets[name] = scheduling_preset(self.settings, name)
        return self._presets[name]

    def context(
        self, card: CardId, deck: str, holidays: Holidays, at: datetime | None = None
    ) -> Context:
        """What the outcomes of a rating depend on, at an instant (now by default)."""
        instant = at or self.clock.now()
        day = self.calendar.day(instant)
        return Context(
            preset=self.preset_of(deck),
            day=day,
            at=instant,
            day_left_s=seconds_left(self.calendar, instant),
            card=card,
            holidays=holidays,
        )


def calendar_of(settings: Settings) -> Calendar:
    """The calendar that the settings ask for."""
    zone = ZoneInfo(settings.study.zone) if settings.study.zone else None
    return Calendar(zone, settings.study.rollover_hour)


def seconds_left(calendar: Calendar, at: datetime) -> int:
    """Whole seconds from an instant to the end of its study day, at least 1."""
    end = calendar.start(StudyDay(calendar.day(at) + 1))
    return max(1, int((end - at).total_seconds()))


def scheduling_preset(settings: Settings, name: str) -> Preset:
    """A preset of the settings as the scheduler takes it.

    Raises:
        ScheduleError: its parameters cannot be scheduled with.
    """
    chosen = settings.preset(name)
    preset = Preset(
        desired_retention=chosen.desired_retention,
        maximum_interval_days=chosen.maximum_interval_days,
        parameters=chosen.parameters or DEFAULT_PARAMETERS,
        learning_steps_s=tuple(seconds_of(step) for step in chosen.learning_steps),
        relearning_steps_s=tuple(seconds_of(step) for step in chosen.relearning_steps),
        learn_ahead_s=seconds_of(chosen.learn_ahead),
        leech_lapses=chosen.leech_lapses,
        leech_suspends=chosen.leech_suspends,
        fuzz=chosen.fuzz,
    )
    check_preset(preset)
    return preset


def overlaid(settings: Settings, changes: Mapping[tuple[str, ...], Any]) -> Settings:
    """Settings in force with some changed; None takes a value back to its default."""
    table = settings.model_dump(exclude_unset=True)
    for (*parents, name), value in changes.items():
        place = table
        for parent in parents:
            place = place.setdefault(parent, {})
        if value is None:
            place.pop(name, None)
        else:
            place[name] = value
    return type(settings).model_validate(table)


def deck_of_topic(topic: TopicId | None) -> DeckId:
    """The deck that a stored card belongs to."""
    return NO_DECK if topic is None else DeckId(topic.partition("/")[0])
