"""Many notes at once: the same in the end as one after the other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from drill.events import (
    DeckNamed,
    Flagged,
    ForeignKept,
    NotePut,
    StateImported,
    Suspended,
)
from drill.ids import CardId, DeckId, DeviceId, EventId, NoteId, Rating, StudyDay
from drill.srs.schedule import New, Reviewing
from drill.store import retracting, sqlite
from drill.store.arrivals import Arrival, Dated
from drill.store.importing import next_id
from drill.store.schema import cards, days, notes, tags, topics
from tests.store.records import PRESET, START, Record, reviewed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from drill.store.store import Store

TOPIC = "languages::spanish/notes"
SER = NoteId("anki:ser")
SER_FRONT = CardId("anki:ser#front")
SER_BACK = CardId("anki:ser#back")
FIRST_REVIEW = EventId("11" * 16)
SECOND_REVIEW = EventId("22" * 16)


def put(name: str = "ser", **document: Any) -> NotePut:
    """An imported note."""
    said = {"id": name, "front": f"what is {name}?", "back": "be", **document}
    return NotePut(f"anki:{name}", TOPIC, said, "imported", extra={"guid": name})


def answer(card: CardId, days_ago: int, id_: EventId, rating: Rating) -> Dated:
    at = START - timedelta(days=days_ago)
    day = StudyDay((at.date() - START.date()).days + DAY)
    return Dated(reviewed(card, rating), id_, at, day)


DAY = StudyDay(20_514)
"""The study day of `START`."""

HISTORY = (
    answer(SER_FRONT, 9, FIRST_REVIEW, Rating.GOOD),
    answer(SER_FRONT, 2, SECOND_REVIEW, Rating.AGAIN),
    Dated(StateImported(SER_FRONT, 3.5, 6.0, StudyDay(DAY + 4), StudyDay(DAY - 2), 6)),
    Dated(Flagged(SER_BACK, 3)),
    Dated(Suspended(SER_BACK)),
)
ARRIVALS = (
    Arrival(put(both_ways=True, tags=["Verb", "A1"]), HISTORY),
    Arrival(put("estar", tags=["verb"])),
    Arrival(put("agua", kind="cloze", text="{{c1::agua}} is {{c2::water}}")),
)


def clean(arrival: Arrival) -> Arrival:
    """A document of a cloze has no front or back."""
    made = arrival.put
    if made is None or made.document.get("kind") != "cloze":
        return arrival
    kept = {k: v for k, v in made.document.items() if k not in {"front", "back"}}
    return Arrival(
        NotePut(made.note, made.topic, kept, made.origin, extra=made.extra),
        arrival.events,
    )


CLEAN = tuple(map(clean, ARRIVALS))


def take_in(record: Record, *arrivals: Arrival) -> int:
    record.clock.advance(timedelta(seconds=1))
    with record.store.write("import") as unit:
        unit.keep_preset(PRESET)
        return unit.take_in(arrivals or CLEAN)


def one_by_one(record: Record, *arrivals: Arrival) -> None:
    record.clock.advance(timedelta(seconds=1))
    with record.store.write("import") as unit:
        unit.keep_preset(PRESET)
        for arrival in arrivals or CLEAN:
            assert arrival.put is not None
            unit.record(arrival.put)
            for body, id_, at, day in arrival.events:
                unit.record(body, id_=id_, at=at, day=day)


def tables(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The caches as they stand, but for the order that only an import gives."""
    with store.read() as unit:
        found = {
            table.name: [
                dict(zip(table.c.keys(), row, strict=True))
                for row in unit.link.rows(select(table))
            ]
            for table in (notes, cards, tags, topics, days)
        }
    for row in (*found["notes"], *found["cards"]):
        row.pop("ordinal")
    return found


def rows_of_imports(record: Record) -> list[dict[str, Any]]:
    rows = tables(record.store)["notes"]
    return [row for row in rows if row["note_id"].startswith("anki:")]


def test_all_at_once_ends_as_one_after_the_other(tmp_path: Path) -> None:
    quick, slow = Record(tmp_path / "quick"), Record(tmp_path / "slow")
    assert take_in(quick) == len(HISTORY)
    one_by_one(slow)
    assert tables(quick.store) == tables(slow.store)
    assert quick.is_healthy()
    with quick.store.read() as mine, slow.store.read() as theirs:
        found, wanted = mine.journal.events(), theirs.journal.events()
        assert [each for _, each in found] == [each for _, each in wanted]
    quick.store.close()
    slow.store.close()


def test_what_came_in_is_found_and_stands_in_order(record: Record) -> None:
    take_in(record)
    with record.store.read() as unit:
        verbs = unit.link.rows(select(tags.c.note).where(tags.c.tag == "verb"))
        assert len(verbs) == 2
        words = sqlite.notes_with([("water", False)])
        assert len(unit.link.rows(words)) == 1
        ordinals = {
            row[0]: row[1]
            for row in unit.link.rows(select(cards.c.card_id, cards.c.ordinal))
            if row[0].startswith("anki:")
        }
    assert sorted(ordinals, key=ordinals.__getitem__) == [
        *("anki:ser#front", "anki:ser#back", "anki:estar#front"),
        *("anki:agua#c1", "anki:agua#c2"),
    ]


def test_one_undo_takes_an_import_back_and_redo_brings_it_again(
    record: Record,
) -> None:
    before = tables(record.store)["topics"]
    take_in(record)
    after = tables(record.store)
    record.undo()
    assert not any(
        row["cards"] for row in tables(record.store)["topics"][len(before) :]
    )
    assert record.schedule(SER_FRONT).state == New()
    assert record.is_healthy()
    record.redo()
    again = tables(record.store)
    assert again["topics"] == after["topics"]
    assert again["days"] == after["days"]
    assert isinstance(record.schedule(SER_FRONT).state, Reviewing)
    assert record.is_healthy()


def test_notes_are_hidden_together_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, slow = Record(tmp_path / "quick"), Record(tmp_path / "slow")
    for record in (quick, slow):
        take_in(record)
        with record.store.write("edit") as unit:
            unit.record(put("estar", back="to be, for a while"))
        record.undo()
        take_in(record, Arrival(put("ir")))
        record.undo()
    quick.undo()
    monkeypatch.setattr(retracting, "hide_together", lambda *given: given[-1])
    slow.undo()
    assert tables(quick.store) == tables(slow.store)
    assert not any(row["present"] for row in rows_of_imports(quick))
    assert quick.is_healthy()
    quick.store.close()
    slow.store.close()


def test_a_note_that_was_written_anew_since_outlives_the_undo_of_its_import(
    record: Record,
) -> None:
    take_in(record)
    with record.store.read() as unit:
        imported = unit.operations.latest()
        assert imported is not None
    with record.store.write("edit") as unit:
        unit.record(put("estar", back="to be, for a while"))
    with record.store.write("undo") as unit:
        unit.retract(imported.id)
    present = {row["note_id"] for row in rows_of_imports(record) if row["present"]}
    assert present == {"anki:estar"}
    assert record.is_healthy()


def test_reviews_come_in_once(record: Record) -> None:
    take_in(record)
    days_before = tables(record.store)["days"]
    assert take_in(record, Arrival(None, HISTORY[:2])) == 0
    assert tables(record.store)["days"] == days_before


def test_reviews_that_were_taken_back_come_in_again(record: Record) -> None:
    take_in(record)
    figures = tables(record.store)["days"]
    for _ in range(2):
        record.undo()
        take_in(record)
        assert [
            row for row in tables(record.store)["days"] if row["reviews"]
        ] == figures
        assert record.is_healthy()
    assert take_in(record, Arrival(None, HISTORY[:2])) == 0


def test_a_later_file_changes_a_note_and_keeps_its_progress(record: Record) -> None:
    take_in(record)
    before = record.schedule(SER_FRONT)
    take_in(record, Arrival(put(both_ways=True, back="to be"), HISTORY[:2]))
    assert record.schedule(SER_FRONT) == before
    with record.store.read() as unit:
        assert unit.notes.get(SER).document["back"] == "to be"
    assert record.is_healthy()


def test_a_note_that_stands_twice_in_a_file_is_kept_as_it_stands_last(
    record: Record,
) -> None:
    take_in(record, Arrival(put()), Arrival(put(back="to be")))
    with record.store.read() as unit:
        assert unit.notes.get(SER).document["back"] == "to be"
    assert record.is_healthy()


def test_events_of_cards_that_no_note_yields_are_kept(record: Record) -> None:
    take_in(record, Arrival(put(), (Dated(Flagged(SER_BACK, 2)),)))
    assert record.card(SER_BACK).schedule.flag == 2
    assert not record.card(SER_BACK).present
    assert record.is_healthy()


def test_a_card_that_had_events_before_its_note_came_keeps_them(
    record: Record,
) -> None:
    record.do(Flagged(SER_BACK, 5))
    take_in(record, Arrival(put(both_ways=True)))
    assert record.card(SER_BACK).schedule.flag == 5
    assert record.card(SER_BACK).present
    assert record.is_healthy()


def test_two_machines_that_import_one_file_agree(
    tmp_path: Path, record: Record
) -> None:
    other = Record(tmp_path / "other", device=DeviceId("0b" * 16))
    take_in(record)
    other.clock.advance(timedelta(hours=3))
    take_in(other)
    with other.store.read() as unit:
        events = [event for _, event in unit.journal.events()]
    with record.store.write("merge", hidden=True) as unit:
        unit.merge(events)
    assert record.schedule(SER_FRONT) == other.schedule(SER_FRONT)
    reviews = sum(row["reviews"] for row in tables(record.store)["days"])
    assert reviews == sum(row["reviews"] for row in tables(other.store)["days"]) == 2
    assert record.is_healthy()
    other.store.close()


def test_a_deck_without_a_file_has_the_title_it_was_given(record: Record) -> None:
    take_in(record)
    deck = DeckId("languages::spanish")

    def title() -> str:
        with record.store.read() as unit:
            found = {each.deck: each.title for each in unit.library.decks()}
            return found[deck]

    assert title() == "languages::spanish"
    record.do(DeckNamed(deck, "Español", "From a teacher."))
    assert title() == "Español"
    record.do(DeckNamed(deck, "Spanish"))
    assert title() == "Spanish"
    record.undo()
    assert title() == "Español"


def test_a_deck_with_a_file_keeps_the_title_of_its_file(record: Record) -> None:
    path = record.folder / "decks" / "ds" / "deck.yaml"
    path.write_text("title: Distributed systems\n", "utf-8")
    record.index()
    record.do(DeckNamed("ds", "Other"))
    with record.store.read() as unit:
        [found] = [each for each in unit.library.decks() if each.deck == "ds"]
    assert found.title == "Distributed systems"


def test_what_is_kept_for_another_program_is_in_the_journal(record: Record) -> None:
    record.do(ForeignKept("anki-type:1", {"name": "Basic"}))
    with record.store.read() as unit:
        bodies = [event.body for _, event in unit.journal.events()]
    assert ForeignKept("anki-type:1", {"name": "Basic"}) in bodies


def test_the_next_id_of_an_event_is_always_the_same() -> None:
    assert next_id(FIRST_REVIEW) == next_id(FIRST_REVIEW) != next_id(SECOND_REVIEW)
    assert len(next_id(FIRST_REVIEW)) == 32
