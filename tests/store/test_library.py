"""Deck files come in, change, move and vanish; no progress is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.indexing import document_hash
from drill.errors import NoteNotFound
from drill.events import Flagged, NotePut, NoteRemoved
from drill.ids import CardId, NoteId, Rating
from drill.srs.schedule import New, Reviewing
from drill.store.deck_page import notes_of_deck
from tests.store.records import ALL, LEADER, QUORUM, RAFT, TERM, TERM_2, Record

if TYPE_CHECKING:
    from drill.store.notes import StoredNote

NOTE = NoteId("ds/raft/leader")


def note(record: Record, note: NoteId = NOTE) -> StoredNote:
    with record.store.read() as unit:
        return unit.notes.get(note)


def found(record: Record, search: str = "") -> list[CardId]:
    with record.store.read() as unit:
        return unit.search.cards(search, record.day)


def test_every_part_of_a_note_is_a_card(record: Record) -> None:
    assert found(record) == list(ALL)
    with record.store.read() as unit:
        assert [card.card for card in unit.cards.siblings(TERM)] == [TERM_2]
        assert unit.cards.get(TERM).front == "A […] has at most one leader."


def test_a_second_reading_of_the_same_changes_nothing(record: Record) -> None:
    identity = record.store.identity()
    record.index()
    with record.store.read() as unit:
        assert unit.journal.count() == 0
        files = unit.library.files()
    assert len(files) == 1
    assert record.store.identity() == identity


def test_a_mended_wording_keeps_the_progress(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.put(RAFT.replace("Who appends", "Who alone appends"))
    assert record.schedule(LEADER) == before
    assert found(record, "alone") == [LEADER]
    assert found(record, '"Who appends"') == []


def test_a_raised_revision_brings_the_card_back(record: Record) -> None:
    record.learn(LEADER)
    record.put(RAFT.replace("id: leader", "id: leader\n    revision: 2"))
    after = record.schedule(LEADER)
    assert after.revised
    assert isinstance(after.state, Reviewing)
    assert after.state.due == record.day
    assert not record.schedule(QUORUM).revised
    record.index()
    with record.store.read() as unit:
        assert len(unit.journal.history(LEADER)) == 3
        latest = unit.operations.latest()
    assert latest is not None
    assert latest.label.startswith("GOOD")
    assert record.is_healthy()


def test_an_answer_to_the_old_wording_is_no_check_of_the_new(record: Record) -> None:
    record.put(RAFT.replace("id: leader", "id: leader\n    revision: 2"))
    record.rate(LEADER)  # the card was on the screen before the file changed
    assert record.schedule(LEADER).revised
    record.undo()
    assert record.schedule(LEADER).state == New()
    assert not record.schedule(LEADER).revised
    assert record.is_healthy()


def test_a_vanished_card_is_kept_aside_and_comes_back_whole(record: Record) -> None:
    record.learn(LEADER)
    before = record.card(LEADER)
    record.put("topic: raft\ntitle: Raft\nnotes: []\n")
    assert not record.card(LEADER).present
    assert found(record) == []
    assert found(record, "is:vanished") == [LEADER]
    with record.store.read() as unit:
        assert not unit.cards.get(QUORUM).present
        assert sum(topic.cards for topic in unit.cards.counts(record.day)) == 0
    record.put()
    assert record.card(LEADER) == before
    assert found(record) == list(ALL)
    assert record.is_healthy()


def test_a_deleted_file_sets_its_cards_aside(record: Record) -> None:
    record.learn(LEADER)
    path = record.put()
    path.unlink()
    record.index()
    assert not record.card(LEADER).present
    with record.store.read() as unit:
        assert unit.library.files() == {}
        assert unit.library.decks() == []
    assert record.is_healthy()


def test_a_renamed_note_carries_its_history(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.put(RAFT.replace("id: leader", "id: head\n    formerly: [leader]"))
    head = CardId("ds/raft/head#front")
    assert record.schedule(head) == before
    assert record.card(LEADER).card == head
    record.pass_days(4)
    record.rate(head, Rating.AGAIN)
    assert record.schedule(head).repetitions == 3
    with record.store.read() as unit:
        assert len(unit.journal.history(LEADER)) == 4
        assert unit.notes.find(NOTE) is None
    assert record.is_healthy()


def test_a_renamed_note_without_a_history_is_renamed_in_silence(
    record: Record,
) -> None:
    record.put(RAFT.replace("id: leader", "id: head\n    formerly: [leader]"))
    with record.store.read() as unit:
        assert unit.journal.count() == 0
        assert unit.cards.find(LEADER) is None
    assert len(found(record)) == 4


def test_a_rename_that_is_taken_back_keeps_everything(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    record.put(RAFT.replace("id: leader", "id: head\n    formerly: [leader]"))
    record.put(RAFT.replace("id: leader", "id: leader\n    formerly: [head]"))
    assert record.schedule(LEADER) == before
    assert record.card(CardId("ds/raft/head#front")).card == LEADER
    assert record.is_healthy()


def test_a_renamed_topic_carries_all_its_cards(record: Record) -> None:
    record.learn(LEADER)
    before = record.schedule(LEADER)
    path = record.put()
    path.unlink()
    text = RAFT.replace("topic: raft", "topic: consensus\nformerly: [raft]")
    record.put(text, "consensus")
    moved = CardId("ds/consensus/leader#front")
    assert record.schedule(moved) == before
    assert record.card(moved).topic == "ds/consensus"
    assert len(found(record)) == 4
    assert record.is_healthy()


def test_cards_that_change_their_deck_take_their_figures_along(
    record: Record,
) -> None:
    record.learn(LEADER)
    record.put().unlink()
    text = RAFT.replace("topic: raft", "topic: raft\nformerly: [ds/raft]")
    record.put(text, deck="other")
    with record.store.read() as unit:
        done = unit.days.by_deck(record.day)
    assert {deck: each.reviews for deck, each in done.items()} == {"other": 2}
    assert record.is_healthy()


def test_two_ids_that_turn_out_to_be_one_card_are_joined(record: Record) -> None:
    head = CardId("ds/raft/head#front")
    record.learn(LEADER)
    record.do(Flagged(head, 3))
    record.put(RAFT.replace("id: leader", "id: head\n    formerly: [leader]"))
    assert record.schedule(head).repetitions == 2
    assert record.schedule(head).flag == 3
    with record.store.read() as unit:
        assert len(unit.journal.history(head)) == 4
    assert record.is_healthy()


def test_a_note_that_cannot_be_read_now_keeps_its_cards(record: Record) -> None:
    record.learn(LEADER)
    before = record.card(LEADER)
    record.put(RAFT.replace("back: The leader.", "bakc: The leader."))
    assert record.card(LEADER) == before
    with record.store.read() as unit:
        (problem, *_) = unit.library.problems()
    assert problem["path"].endswith("raft.yaml")


def test_a_note_of_a_newer_program_may_name_sources_in_another_way(
    record: Record,
) -> None:
    for number, source in enumerate((5, {"title": "a"}, ["a", {"title": "b"}], "a")):
        document = {"kind": "hologram", "source": source}
        record.do(NotePut(f"ds/raft/new{number}", "ds/raft", document))
    with record.store.read() as unit:
        found = notes_of_deck(unit.link, "ds")
    assert [note.sources for note in found if note.kind == "hologram"] == [
        *((), (), ("a",), ("a",))
    ]


def test_an_override_lies_over_the_file_until_it_is_lifted(record: Record) -> None:
    record.learn(LEADER)
    document = {"id": "leader", "front": "Who appends?", "back": "Nobody."}
    base = note(record).content_hash
    record.do(NotePut(NOTE, "ds/raft", document, "override", base), label="edit")
    shown = note(record)
    assert (shown.origin, shown.document["back"]) == ("override", "Nobody.")
    assert not shown.is_outdated
    assert found(record, "nobody") == [LEADER]
    record.do(NoteRemoved(NOTE))
    assert note(record).origin == "file"
    assert note(record).document["back"] == "The leader."
    assert note(record).file_document is None
    assert record.schedule(LEADER).repetitions == 2
    assert record.is_healthy()


def test_an_upgrade_under_an_override_shows_both(record: Record) -> None:
    base = note(record).content_hash
    document = {"id": "leader", "front": "Mine?", "back": "Yes."}
    record.do(NotePut(NOTE, "ds/raft", document, "override", base))
    record.put(RAFT.replace("The leader.", "The leader alone."))
    shown = note(record)
    assert shown.document == document
    assert shown.is_outdated
    assert shown.file_document is not None
    assert shown.file_document["back"] == "The leader alone."
    record.undo()
    assert note(record).document["back"] == "The leader alone."


def test_the_latest_of_several_edits_counts(record: Record) -> None:
    for back in ("One.", "Two.", "Three."):
        document = {"id": "leader", "front": "Who?", "back": back}
        record.do(NotePut(NOTE, "ds/raft", document, "override"))
    record.undo()
    assert note(record).document["back"] == "Two."
    record.undo()
    record.undo()
    assert note(record).origin == "file"


def test_an_added_note_needs_no_file(record: Record) -> None:
    document = {"id": "log", "front": "What is a log?", "back": "A list."}
    added = NoteId("mine/general/log")
    record.do(NotePut(added, "mine/general", document))
    assert note(record, added).path is None
    assert note(record, added).content_hash == document_hash(document)
    with record.store.read() as unit:
        assert [deck.deck for deck in unit.library.decks()] == ["ds", "mine"]
    record.rate(CardId("mine/general/log#front"))
    record.do(NoteRemoved(added))
    assert not note(record, added).present
    assert found(record, "is:vanished") == ["mine/general/log#front"]
    assert record.is_healthy()


def test_a_note_of_an_unknown_kind_is_kept_without_cards(record: Record) -> None:
    document = {"id": "x", "kind": "hologram", "depth": 3}
    record.do(NotePut("mine/general/x", "mine/general", document, "imported"))
    assert note(record, NoteId("mine/general/x")).document == document
    assert len(found(record)) == 4


def test_a_note_never_heard_of_is_not_found(record: Record) -> None:
    with record.store.read() as unit, pytest.raises(NoteNotFound):
        unit.notes.get(NoteId("no/such/note"))


def test_similar_notes_come_best_first(record: Record) -> None:
    with record.store.read() as unit:
        ((first, likeness), *_) = unit.notes.similar("Who appends to the log?")
        assert unit.notes.similar("?!") == []
    assert (first.note, likeness) == (NOTE, 1.0)


def test_decks_are_in_the_order_that_their_file_gives(record: Record) -> None:
    record.put("topic: paxos\ntitle: Paxos\nnotes: []\n", "paxos")
    text = "title: Distributed\ndescription: d\nlicence: MIT\ntopics: [raft, paxos]\n"
    record.put(text, "deck")
    with record.store.read() as unit:
        (deck,) = unit.library.decks()
        topics = [topic.topic for topic in unit.library.topics()]
    assert (deck.title, deck.cards) == ("Distributed", 4)
    assert topics == ["ds/raft", "ds/paxos"]
    record.put(text.replace("[raft, paxos]", "[paxos, raft]"), "deck")
    with record.store.read() as unit:
        assert [each.topic for each in unit.library.topics()] == topics[::-1]


def test_a_card_that_was_never_answered_is_not_missed(record: Record) -> None:
    record.put(RAFT.replace("id: quorum", "id: majority"))
    assert not record.card(QUORUM).present
    assert found(record, "is:vanished") == []
    assert record.schedule(CardId("ds/raft/majority#front")).state == New()
    record.put()
    assert record.card(QUORUM).present
    assert record.is_healthy()
