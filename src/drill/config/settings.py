"""Every setting with its default, its limits and its explanation.

The docstring under a field is what the settings screen and `docs/settings.md`
show. Nothing here reads or writes files.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from drill.config.durations import seconds_of


class ReviewOrder(StrEnum):
    """In which order due reviews come when not all can be done."""

    RETRIEVABILITY = "retrievability"
    DUE = "due"
    DIFFICULTY = "difficulty"
    RANDOM = "random"


class NewCards(StrEnum):
    """Where new cards come in a session."""

    MIXED = "mixed"
    LAST = "last"
    FIRST = "first"


class Images(StrEnum):
    """How pictures are shown in the terminal."""

    AUTO = "auto"
    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"
    OFF = "off"


def _is_duration(text: str) -> str:
    seconds_of(text)
    return text


def _is_zone(name: str) -> str:
    if name:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            msg = f"no time zone is called {name!r}"
            raise ValueError(msg) from None
    return name


Duration = Annotated[str, AfterValidator(_is_duration)]
Zone = Annotated[str, AfterValidator(_is_zone)]


class Section(BaseModel):
    """A table of the settings file; unknown names are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class Study(Section):
    """What is studied, and how much of it in a day."""

    decks: tuple[str, ...] = ()
    """The decks that are studied. The others wait, with all they hold."""
    new_a_day: Annotated[int, Field(ge=0, le=9_999)] = 10
    """New cards a study day, over all decks. Each of them asks for some seven
    reviews in its first month."""
    reviews_a_day: Annotated[int, Field(ge=0, le=99_999)] = 200
    """Reviews a study day, today's and the backlog's together."""
    rollover_hour: Annotated[int, Field(ge=0, le=23)] = 4
    """The hour at which a study day begins: what is done after midnight and before
    it belongs to the evening."""
    zone: Zone = ""
    """The time zone of the study days, such as `Europe/Lisbon`; empty: the
    machine's."""
    review_order: ReviewOrder = ReviewOrder.RETRIEVABILITY
    """Which due reviews come first: `retrievability` (those most likely still
    known, which remembers most for the time spent), `due`, `difficulty` (easiest
    first) or `random`."""
    new_cards: NewCards = NewCards.MIXED
    """Where new cards come: `mixed` among the reviews, `last` or `first`."""
    prompt_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    """Open questions of up to so many minutes come in the daily review; 0: none do,
    they wait for the interview drill."""
    kata_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    """Due katas of up to so many minutes are offered at the end of the daily review;
    0: none are, they wait in the list of katas."""
    bury_siblings: bool = True
    """Hide the other cards of a note until the next study day once one of them
    was answered."""


class Preset(Section):
    """How cards are scheduled. Decks without a preset of their own use `default`."""

    desired_retention: Annotated[float, Field(ge=0.70, le=0.97)] = 0.9
    """The chance of recall that a due day is chosen for. 0.95 costs about twice the
    reviews of 0.90."""
    maximum_interval_days: Annotated[int, Field(ge=1, le=36_500)] = 36_500
    """No interval is longer than this."""
    learning_steps: tuple[Duration, ...] = ("1m", "10m")
    """Delays before a new card's first interval in days; none: it gets that at
    once."""
    relearning_steps: tuple[Duration, ...] = ("10m",)
    """Delays after a card was forgotten."""
    learn_ahead: Duration = "20m"
    """How early a learning card may be shown when nothing else is left."""
    leech_lapses: Annotated[int, Field(ge=1, le=99)] = 8
    """A card forgotten so often is a leech, and again at every half of it more."""
    leech_suspends: bool = False
    """Suspend a card when it becomes a leech."""
    fuzz: bool = True
    """Spread due days a little, so that cards learned together part ways."""
    parameters: tuple[float, ...] = ()
    """The 21 parameters of FSRS-6; empty: the published defaults."""


class Deck(Section):
    """Exceptions for one deck."""

    preset: str = "default"
    """The name of its preset."""
    new_a_day: Annotated[int, Field(ge=0, le=9_999)] | None = None
    """A cap on this deck's new cards a study day, below the one for all."""
    reviews_a_day: Annotated[int, Field(ge=0, le=99_999)] | None = None
    """A cap on this deck's reviews a study day."""


class Appearance(Section):
    """What it looks like."""

    theme: str = "drill-dark"
    """The colours: `drill-dark`, `drill-light`, `drill-contrast` (colour-blind safe)
    or a theme of Textual."""
    syntax: bool = True
    """Colour code on cards by its language."""
    images: Images = Images.AUTO
    """How pictures are shown, with the extra `images` installed: `kitty`, `sixel`,
    coloured `blocks`, as the terminal is known for (`auto`), or not at all (`off`)."""


class Files(Section):
    """Where things are."""

    decks: tuple[str, ...] = ()
    """More folders with decks of your own; `~` is your home."""
    editor: str = ""
    """The editor for `e`; empty: $VISUAL, then $EDITOR."""
    opener: str = ""
    """The command that opens pictures, sounds and films, such as `mpv`; empty: what
    the desktop has for them."""
    backups: Annotated[int, Field(ge=0, le=1_440)] = 30
    """Minutes between automatic backups while something changes; 0: none."""


class Settings(BaseModel):
    """All settings; `default` is always among the presets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    study: Study = Study()
    appearance: Appearance = Appearance()
    files: Files = Files()
    presets: dict[str, Preset] = {}
    decks: dict[str, Deck] = {}
    keys: dict[str, str] = {}
    """Command id to its keys, separated by commas."""

    def preset(self, name: str) -> Preset:
        """The preset of that name; `default` exists without being written down."""
        return self.presets.get(name, Preset())

    def preset_name(self, deck: str) -> str:
        """The name of the preset that a deck uses."""
        return self.decks.get(deck, Deck()).preset
