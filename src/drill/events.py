"""The events of the journal: what happened, once, for ever.

An `Event` is an envelope (who, when, in which order) around a body (what). Bodies
are frozen values; `encode` and `decode` turn them into JSON objects and back.
A body of a kind or version that this program does not know decodes to `Unknown`:
it is kept and ignored.

A review carries all that its effect depends on besides the card's earlier
events (preset, revision, holidays), so that the fold of one card needs that card's
events and the presets alone, and two machines that hold the same events agree.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from drill.ids import CardId, DeviceId, EventId, OperationId, PresetId, Rating, StudyDay

if TYPE_CHECKING:
    from collections.abc import Mapping

DURATION_LIMIT_MS = 60_000
"""Time on a card counts up to this much."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was rated in a review."""

    kind: ClassVar[str] = "review"
    version: ClassVar[int] = 1
    card: CardId
    rating: Rating
    preset: PresetId
    algorithm: str
    """What computed the memory state, such as `fsrs-6/6.3.2`."""
    duration_ms: int = 0
    """Time from showing the front to the rating, 0 to 60,000."""
    revision: int = 1
    """The note's revision that was shown."""
    planned: bool = False
    """Chosen by an interview plan, or due elsewhere: counts although not due."""
    day_left_s: int = 86_400
    """Seconds from the rating to the end of its study day: a learning step that
    is longer becomes a day step."""
    holidays: tuple[tuple[StudyDay, StudyDay], ...] = ()
    """Declared holidays, first and last day, that a new due day shall avoid."""
    instance: Mapping[str, Any] | None = None
    """Of a question: seed, generator and its version, response and mark."""


@dataclass(frozen=True, slots=True)
class Practised:
    """A card was answered in a quiz, a cram or for fun.

    The fold counts it as a review only when it is the first answer of the study
    day to a card that was due or planned; a wrong one makes the card due today.
    """

    kind: ClassVar[str] = "practice"
    version: ClassVar[int] = 1
    card: CardId
    rating: Rating
    preset: PresetId
    algorithm: str
    duration_ms: int = 0
    revision: int = 1
    planned: bool = False
    day_left_s: int = 86_400
    holidays: tuple[tuple[StudyDay, StudyDay], ...] = ()
    context: str = "cram"
    """Where it happened: `ahead`, `forgotten`, `search`, `quiz`, …"""
    instance: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Retracted:
    """An operation was taken back; retracting that retraction is redo."""

    kind: ClassVar[str] = "retraction"
    version: ClassVar[int] = 1
    target: OperationId


@dataclass(frozen=True, slots=True)
class Buried:
    """A card is hidden up to, not including, a study day; the past unburies."""

    kind: ClassVar[str] = "bury"
    version: ClassVar[int] = 1
    card: CardId
    until: StudyDay
    by: str = "learner"
    """`learner`, or `sibling` when another card of the note was answered."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card is hidden until told otherwise, or comes back."""

    kind: ClassVar[str] = "suspend"
    version: ClassVar[int] = 1
    card: CardId
    suspended: bool = True


@dataclass(frozen=True, slots=True)
class Flagged:
    """A card got a flag, 1 to 7; 0 takes it off."""

    kind: ClassVar[str] = "flag"
    version: ClassVar[int] = 1
    card: CardId
    flag: int


@dataclass(frozen=True, slots=True)
class Reset:
    """A card is new again: what came before no longer counts for its memory."""

    kind: ClassVar[str] = "reset"
    version: ClassVar[int] = 1
    card: CardId


@dataclass(frozen=True, slots=True)
class DueSet:
    """The learner chose the study day on which a card comes up."""

    kind: ClassVar[str] = "set-due"
    version: ClassVar[int] = 1
    card: CardId
    due: StudyDay
    preset: PresetId | None = None
    """Needed to give a new card a memory; None leaves the card's own."""


@dataclass(frozen=True, slots=True)
class Repositioned:
    """A new card got another place in the order of new cards."""

    kind: ClassVar[str] = "reposition"
    version: ClassVar[int] = 1
    card: CardId
    position: int


@dataclass(frozen=True, slots=True)
class PresetRecorded:
    """The contents of a preset that later reviews name by hash."""

    kind: ClassVar[str] = "preset"
    version: ClassVar[int] = 1
    preset: PresetId
    contents: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Revised:
    """The meaning of a card's note changed: it comes back for a check."""

    kind: ClassVar[str] = "revised"
    version: ClassVar[int] = 1
    card: CardId
    revision: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A card goes by another id; everything under the former one is its own."""

    kind: ClassVar[str] = "renamed"
    version: ClassVar[int] = 1
    card: CardId
    """The new id."""
    formerly: CardId


@dataclass(frozen=True, slots=True)
class HolidayDeclared:
    """No reviews between two study days, both included; `declared` False lifts it."""

    kind: ClassVar[str] = "holiday"
    version: ClassVar[int] = 1
    first: StudyDay
    last: StudyDay
    declared: bool = True


@dataclass(frozen=True, slots=True)
class Spread:
    """A reviewing card of a backlog or a holiday got another due day."""

    kind: ClassVar[str] = "spread"
    version: ClassVar[int] = 1
    card: CardId
    due: StudyDay


@dataclass(frozen=True, slots=True)
class StateImported:
    """A card arrived with a schedule of its own from elsewhere."""

    kind: ClassVar[str] = "imported-state"
    version: ClassVar[int] = 1
    card: CardId
    stability: float
    """Days, > 0."""
    difficulty: float
    """1 to 10."""
    due: StudyDay
    last_day: StudyDay
    interval_days: int
    repetitions: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Remarked:
    """A note to oneself about a card; empty text removes it."""

    kind: ClassVar[str] = "remark"
    version: ClassVar[int] = 1
    card: CardId
    text: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The learner says that a card is wrong; empty text withdraws that."""

    kind: ClassVar[str] = "report"
    version: ClassVar[int] = 1
    card: CardId
    text: str


@dataclass(frozen=True, slots=True)
class Attempted:
    """A submission to a kata was judged; it moves no schedule by itself."""

    kind: ClassVar[str] = "attempt"
    version: ClassVar[int] = 1
    card: CardId
    verdict: str
    """A `drill.judge` verdict, such as `passed` or `time limit`."""
    source: str
    """The submission, as it was judged."""
    credit: float = 0.0
    """0 to 1."""
    passed: int = 0
    """Cases that passed."""
    total: int = 0
    """Cases there are."""
    language: str = "python"
    hints: int = 0
    """How many had been shown by then."""
    spent_s: float = 0.0
    """Seconds of work on the kata by then, since it was taken up afresh."""
    revision: int = 1
    """Of the kata."""
    rung: str = ""
    """The sandbox it ran in."""
    stage: str = ""
    """The id of the stage that it came to; empty of a kata without stages."""
    harness: str = ""
    """The fingerprint of the kata's own code, which drew and checked the cases."""


@dataclass(frozen=True, slots=True)
class NotePut:
    """A note was added in the app, imported, or put over a shipped one."""

    kind: ClassVar[str] = "note-put"
    version: ClassVar[int] = 1
    note: str
    """NoteId; `deck/topic/id` of an added note, the shipped id of an override."""
    topic: str
    """TopicId under which it is shown; an attribute, never identity."""
    document: Mapping[str, Any]
    """The note as the deck format has it, JSON-compatible."""
    origin: str = "added"
    """`added`, `override` or `imported`."""
    base: str = ""
    """Of an override: the content hash of the shipped note it was made from. Of an
    imported note: what it said when it was imported last, as two hashes; with three
    between them, what it said in a folder of decks that came back."""
    extra: Mapping[str, Any] | None = None
    """Of an imported note: what the document cannot hold, for an export to where it
    came from."""


@dataclass(frozen=True, slots=True)
class DeckNamed:
    """A deck without a file got a title for people; the latest event decides."""

    kind: ClassVar[str] = "deck-named"
    version: ClassVar[int] = 1
    deck: str
    title: str
    description: str = ""
    """Markdown."""


@dataclass(frozen=True, slots=True)
class ForeignKept:
    """Something of another program, such as a kind of note, kept for exports to it."""

    kind: ClassVar[str] = "foreign-kept"
    version: ClassVar[int] = 1
    name: str
    """What it is called by those that need it; the latest event of a name decides."""
    contents: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NoteRemoved:
    """An added or imported note is gone, or an override was lifted."""

    kind: ClassVar[str] = "note-removed"
    version: ClassVar[int] = 1
    note: str


@dataclass(frozen=True, slots=True)
class SittingOpened:
    """A quiz or an interview drill began; the event's id names the sitting."""

    kind: ClassVar[str] = "sitting"
    version: ClassVar[int] = 1
    format: str
    """`quiz`, or the id of an interview format."""
    title: str
    plan: Mapping[str, Any]
    """Everything needed to go on with it after a crash: questions with their seeds,
    sections with their minutes."""


@dataclass(frozen=True, slots=True)
class SittingMoved:
    """Something happened in a sitting: an answer, a text, a pause, a section's end."""

    kind: ClassVar[str] = "sitting-move"
    version: ClassVar[int] = 1
    sitting: EventId
    move: str
    """`answered`, `timed-out`, `voided`, `paused`, `wrote`, `judged`, …"""
    contents: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SittingClosed:
    """A sitting came to its end, or was given up."""

    kind: ClassVar[str] = "sitting-end"
    version: ClassVar[int] = 1
    sitting: EventId
    contents: Mapping[str, Any]
    """The report's figures, as they were shown."""


@dataclass(frozen=True, slots=True)
class GoalSet:
    """An interview on a date; the latest event of a goal decides."""

    kind: ClassVar[str] = "interview-goal"
    version: ClassVar[int] = 1
    goal: str
    """Names it for ever."""
    title: str
    day: StudyDay
    """The study day of the interview."""
    scope: tuple[str, ...]
    """Deck and topic ids."""
    minutes: int = 20
    """How long its cards may take on a study day."""
    active: bool = True
    """False takes it away."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A body of a kind or version that this program does not know."""

    kind: str
    version: int
    contents: Mapping[str, Any]


CardBody: TypeAlias = (
    Reviewed
    | Practised
    | Buried
    | Suspended
    | Flagged
    | Reset
    | DueSet
    | Repositioned
    | Revised
    | Renamed
    | Spread
    | StateImported
    | Remarked
    | Reported
    | Attempted
)
"""Bodies that touch one card, named by their field `card`."""

SittingBody: TypeAlias = SittingOpened | SittingMoved | SittingClosed
"""Bodies that tell of a quiz or an interview drill."""

Body: TypeAlias = (
    CardBody
    | Retracted
    | PresetRecorded
    | HolidayDeclared
    | NotePut
    | NoteRemoved
    | DeckNamed
    | ForeignKept
    | SittingBody
    | GoalSet
    | Unknown
)

KINDS: dict[str, type[Any]] = {
    body.kind: body
    for body in (
        Reviewed,
        Practised,
        Retracted,
        Buried,
        Suspended,
        Flagged,
        Reset,
        DueSet,
        Repositioned,
        PresetRecorded,
        Revised,
        Renamed,
        HolidayDeclared,
        Spread,
        StateImported,
        Remarked,
        Reported,
        Attempted,
        NotePut,
        NoteRemoved,
        DeckNamed,
        ForeignKept,
        SittingOpened,
        SittingMoved,
        SittingClosed,
        GoalSet,
    )
}
"""Every known kind with its class."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal."""

    id: EventId
    operation: OperationId
    """What undo takes back as a whole; the id of its first event."""
    device: DeviceId
    sequence: int
    """That device's own count, from 1, without gaps."""
    hybrid_us: int
    """Hybrid logical time: max(wall clock in microseconds, last + 1)."""
    at: datetime
    """The instant it happened by the wall clock, aware UTC."""
    day: StudyDay
    """The study day it happened on, in the learner's zone of that moment."""
    body: Body = field(repr=True)

    @property
    def order(self) -> tuple[int, str, int]:
        """Where the event stands in the fold: hybrid time, device, sequence."""
        return (self.hybrid_us, self.device, self.sequence)

    @property
    def card(self) -> CardId | None:
        """The card that the event touches, None when it touches none."""
        return cast("CardId | None", getattr(self.body, "card", None))


def encode(body: Body) -> dict[str, Any]:
    """The JSON object of a body, without kind and version; defaults are left out."""
    if isinstance(body, Unknown):
        return dict(body.contents)
    contents: dict[str, Any] = {}
    for name, default in _DEFAULTS[type(body)]:
        value = getattr(body, name)
        if value != default:
            contents[name] = value
    return contents


def decode(kind: str, version: int, contents: Mapping[str, Any]) -> Body:
    """The body of a stored JSON object, of whatever origin.

    `Unknown` when this program does not know the kind, the version or an entry, or when
    a value is missing or of another type: such an event is kept and ignored.
    """
    known = KINDS.get(kind)
    if known is None or version != known.version or not _has_shape(known, contents):
        return Unknown(kind, version, dict(contents))
    values = dict(contents)
    if "rating" in values:
        values["rating"] = Rating(values["rating"])
    if "holidays" in values:
        values["holidays"] = tuple((first, last) for first, last in values["holidays"])
    if "scope" in values:
        values["scope"] = tuple(values["scope"])
    return cast("Body", known(**values))


_TYPES: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "CardId": str,
    "EventId": str,
    "Mapping[str, Any]": dict,
    "Mapping[str, Any] | None": (dict, type(None)),
    "OperationId": str,
    "PresetId": str,
    "PresetId | None": (str, type(None)),
    "Rating": int,
    "StudyDay": int,
    "bool": bool,
    "float": (float, int),
    "int": int,
    "str": str,
    "tuple[str, ...]": (list, tuple),
    "tuple[tuple[StudyDay, StudyDay], ...]": (list, tuple),
}
"""What JSON has for each annotation of a body's fields."""


def _shape(
    body: type[Any],
) -> tuple[dict[str, type[Any] | tuple[type[Any], ...]], frozenset[str]]:
    """Types by name, and the names that must not be left out."""
    types = {column.name: _TYPES[str(column.type)] for column in fields(body)}
    needed = (column.name for column in fields(body) if column.default is MISSING)
    return types, frozenset(needed)


_SHAPES = {body: _shape(body) for body in KINDS.values()}
_DEFAULTS = {
    body: tuple((column.name, column.default) for column in fields(body))
    for body in KINDS.values()
}


def _has_shape(body: type[Any], contents: Mapping[str, Any]) -> bool:
    types, needed = _SHAPES[body]
    if not needed <= contents.keys():
        return False
    for name, value in contents.items():
        if name not in types or not isinstance(value, types[name]):
            return False
    if contents.get("rating", Rating.AGAIN) not in _RATINGS:
        return False
    if not all(isinstance(each, str) for each in contents.get("scope", ())):
        return False
    return all(
        isinstance(span, list | tuple)
        and len(span) == 2  # noqa: PLR2004 - first and last day
        and all(isinstance(day, int) for day in span)
        for span in contents.get("holidays", ())
    )


_RATINGS = frozenset(Rating)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    """Whole microseconds from 1970-01-01T00:00Z to an aware instant."""
    delta = instant - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds from 1970-01-01T00:00Z to an aware instant, rounded down.

    By way of a float one would now and then be lost.
    """
    return microseconds(instant) // 1_000
