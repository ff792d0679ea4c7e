from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill import events as journal
from drill.ids import CardId, DeviceId, EventId, OperationId, PresetId, Rating, StudyDay
from tests.srs.journals import bodies

CARD = CardId("distributed-systems/raft/log-matching#front")
REVIEW: dict[str, Any] = {
    "card": CARD,
    "rating": 3,
    "preset": "0123456789abcdef",
    "algorithm": "fsrs-6/6.3.2",
}


def stored(body: journal.Body) -> journal.Body:
    """A body that went through the JSON of the journal."""
    contents = json.loads(json.dumps(journal.encode(body)))
    return journal.decode(body.kind, body.version, contents)


def event(body: journal.Body, **changes: Any) -> journal.Event:
    at = datetime(2024, 10, 4, 9, tzinfo=UTC)
    known = journal.Event(
        EventId("0" * 32), OperationId("0" * 32), DeviceId("a"), 1, 5, at,
        StudyDay(20_000), body,
    )  # fmt: skip
    return replace(known, **changes)


@given(bodies)
def test_a_body_survives_the_journal(body: journal.Body) -> None:
    # NaN is no number that equals itself; its text is.
    assert repr(stored(body)) == repr(body)


def test_what_a_body_does_not_say_is_not_stored() -> None:
    body = journal.Reviewed(CARD, Rating.GOOD, PresetId("p"), "fsrs-6/6.3.2")
    assert journal.encode(body) == {
        "card": CARD,
        "rating": 3,
        "preset": "p",
        "algorithm": "fsrs-6/6.3.2",
    }


def test_a_review_comes_back_with_all_that_it_said() -> None:
    body = journal.Reviewed(
        CARD,
        Rating.AGAIN,
        PresetId("p"),
        "fsrs-6/6.3.2",
        duration_ms=4_200,
        revision=2,
        planned=True,
        day_left_s=60,
        holidays=((StudyDay(20_001), StudyDay(20_009)),),
        instance={"seed": 7, "version": 1},
    )
    found = stored(body)
    assert found == body
    assert isinstance(found, journal.Reviewed)
    assert found.rating is Rating.AGAIN


@pytest.mark.parametrize("kind", sorted(journal.KINDS))
def test_another_version_of_a_kind_is_kept_and_not_understood(kind: str) -> None:
    found = journal.decode(kind, 99, {"card": CARD, "of": "tomorrow"})
    assert found == journal.Unknown(kind, 99, {"card": CARD, "of": "tomorrow"})
    assert journal.encode(found) == {"card": CARD, "of": "tomorrow"}


@pytest.mark.parametrize(
    ("kind", "contents"),
    [
        ("mood", {}),  # no such kind
        ("review", {}),  # everything is missing
        ("review", {**REVIEW, "weather": "rain"}),  # an entry too many
        ("review", {**REVIEW, "rating": 0}),
        ("review", {**REVIEW, "rating": 5}),
        ("review", {**REVIEW, "rating": "good"}),
        ("review", {**REVIEW, "rating": None}),
        ("review", {**REVIEW, "card": None}),
        ("review", {**REVIEW, "day_left_s": "long"}),
        ("review", {**REVIEW, "day_left_s": 0.5}),
        ("review", {**REVIEW, "planned": 1}),
        ("review", {**REVIEW, "holidays": 5}),
        ("review", {**REVIEW, "holidays": [5]}),
        ("review", {**REVIEW, "holidays": [[1, 2, 3]]}),
        ("review", {**REVIEW, "holidays": [["a", "b"]]}),
        ("review", {**REVIEW, "instance": "seed"}),
        ("bury", {"card": CARD}),
        ("bury", {"card": CARD, "until": "tomorrow"}),
        ("set-due", {"card": CARD, "due": None}),
        ("preset", {"preset": "p", "contents": []}),
    ],
)
def test_contents_that_are_not_understood_are_kept(
    kind: str, contents: dict[str, Any]
) -> None:
    assert journal.decode(kind, 1, contents) == journal.Unknown(kind, 1, contents)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.data())
def test_any_json_object_decodes(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(journal.KINDS)))
    names = [column.name for column in fields(journal.KINDS[kind])]
    contents = data.draw(st.dictionaries(st.sampled_from(names), json_values))
    found = journal.decode(kind, 1, contents)
    assert (found.kind, found.version) == (kind, 1)


def test_every_kind_has_a_name_of_its_own_and_a_version() -> None:
    assert all(body.kind == kind for kind, body in journal.KINDS.items())
    assert all(body.version >= 1 for body in journal.KINDS.values())


def test_events_come_in_the_order_of_hybrid_time_device_and_sequence() -> None:
    reset = journal.Reset(CARD)
    events = [
        event(reset, hybrid_us=6),
        event(reset, device=DeviceId("b"), sequence=0),
        event(reset, sequence=2),
        event(reset),
        event(reset, hybrid_us=4, device=DeviceId("z"), sequence=9),
    ]
    assert sorted(events, key=lambda each: each.order) == list(reversed(events))


def test_an_event_names_the_card_that_it_touches() -> None:
    assert event(journal.Reset(CARD)).card == CARD
    assert event(journal.NoteRemoved("raft/x")).card is None
    assert event(journal.Unknown("mood", 1, {"card": CARD})).card is None


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1970, 1, 2, 0, 0, 1, 5, tzinfo=UTC), 86_401_000_005),
        (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1),
        (datetime(1970, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), 0),
    ],
)
def test_instants_count_in_whole_microseconds(instant: datetime, expected: int) -> None:
    assert journal.microseconds(instant) == expected
