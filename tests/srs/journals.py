"""Events for tests of the fold: short ways to write and to draw them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from drill import events as journal
from drill.ids import DeviceId, EventId, OperationId, PresetId, Rating, StudyDay
from drill.srs.preset import Preset
from tests.srs.strategies import AT, CARD, START, days, holidays, instants, ratings

PLAIN = Preset(fuzz=False)
STRICT = Preset(fuzz=False, desired_retention=0.95, learning_steps_s=())
PRESETS = {preset.id(): preset for preset in (PLAIN, STRICT)}


def happened(
    body: journal.Body,
    day: int = 0,
    second: int = 0,
    *,
    number: int = 0,
    device: str = "a",
) -> journal.Event:
    """An event so many study days after `START`, so many seconds after nine."""
    at = AT + timedelta(days=day, seconds=second)
    return journal.Event(
        EventId(f"{number:032x}"),
        OperationId(f"{number:032x}"),
        DeviceId(device),
        number,
        journal.microseconds(at),
        at,
        StudyDay(START + day),
        body,
    )


def reviewed(
    rating: int, *, preset: Preset = PLAIN, revision: int = 1, planned: bool = False
) -> journal.Reviewed:
    return journal.Reviewed(
        CARD,
        Rating(rating),
        preset.id(),
        "fsrs-6/6.3.2",
        revision=revision,
        planned=planned,
        day_left_s=50_000,
    )


def practised(
    rating: int, *, revision: int = 1, planned: bool = False
) -> journal.Practised:
    return journal.Practised(
        CARD,
        Rating(rating),
        PLAIN.id(),
        "fsrs-6/6.3.2",
        revision=revision,
        planned=planned,
        day_left_s=50_000,
    )


_preset_ids = st.sampled_from([*PRESETS, PresetId("never recorded")])
_day_left = st.integers(-10, 90_000)
_floats = st.floats()
_texts = st.text(max_size=5)
_answers = [
    st.builds(
        kind,
        st.just(CARD),
        ratings,
        _preset_ids,
        st.just("fsrs-6/6.3.2"),
        revision=st.integers(0, 4),
        planned=st.booleans(),
        day_left_s=_day_left,
        holidays=holidays,
    )
    for kind in (journal.Reviewed, journal.Practised)
]
bodies: st.SearchStrategy[journal.Body] = st.one_of(
    *_answers,
    *_answers,
    st.builds(journal.Buried, st.just(CARD), days, _texts),
    st.builds(journal.Suspended, st.just(CARD), st.booleans()),
    st.builds(journal.Flagged, st.just(CARD), st.integers()),
    st.builds(journal.Reset, st.just(CARD)),
    st.builds(journal.DueSet, st.just(CARD), days, st.none() | _preset_ids),
    st.builds(journal.Repositioned, st.just(CARD), st.integers()),
    st.builds(journal.Revised, st.just(CARD), st.integers(0, 4)),
    st.builds(journal.Renamed, st.just(CARD), st.just(CARD)),
    st.builds(journal.Spread, st.just(CARD), days),
    st.builds(
        journal.StateImported,
        st.just(CARD),
        _floats,
        _floats,
        days,
        days,
        st.integers(),
        st.integers(),
        st.integers(),
    ),
    st.builds(journal.Remarked, st.just(CARD), _texts),
    st.builds(journal.Reported, st.just(CARD), _texts),
    st.builds(journal.Retracted, st.just(OperationId("0" * 32))),
    st.builds(journal.HolidayDeclared, days, days, st.booleans()),
    st.builds(journal.PresetRecorded, _preset_ids, st.just({})),
    st.builds(journal.NotePut, _texts, _texts, st.just({})),
    st.builds(journal.NoteRemoved, _texts),
    st.builds(journal.Unknown, _texts, st.integers(), st.just({})),
)


@st.composite
def journals(draw: st.DrawFn, most: int = 25) -> list[journal.Event]:
    """Events of one card from two devices, in fold order, with days as they come."""
    found = draw(st.lists(st.tuples(bodies, days, instants), max_size=most))
    return [
        journal.Event(
            EventId(f"{number:032x}"),
            OperationId(f"{number:032x}"),
            DeviceId("ab"[number % 2]),
            number,
            number // 3,
            at,
            day,
            body,
        )
        for number, (body, day, at) in enumerate(found)
    ]
