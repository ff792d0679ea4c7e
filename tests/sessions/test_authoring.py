"""Writing new notes and decks of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.library import is_slug
from drill.content.notes import parse_note
from drill.errors import (
    DeckExists,
    DeckNotFound,
    InvalidNote,
    NoteNotFound,
    NotWritable,
)
from drill.events import NotePut
from drill.ids import CardId, NoteId, Rating, TopicId
from drill.sessions.authoring import new_deck, save, topics
from drill.sessions.drafting import front_line, preview, slug_of
from drill.sessions.note_steps import Draft
from drill.sessions.undoing import undo
from tests.sessions.desk import FOLD, OWN, WINDOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions.desk import Desk

TCP = TopicId("networks/tcp")
WORDS = TopicId("mine/words")


def basic(front: str, back: str = "An answer.", **fields: object) -> Draft:
    return Draft(TCP, front=front, back=back, **fields)  # type: ignore[arg-type]


def words_file(desk: Desk) -> Path:
    return desk.own / "mine/words.yaml"


# --- previews -----------------------------------------------------------------


def test_a_preview_shows_every_card(desk: Desk) -> None:
    both = basic("segment", "unit of TCP", both_ways=True, why="RFC", source="a\nb")
    front, back = preview(desk.collection, both).faces
    assert (front.front, front.back) == ("segment", "unit of TCP")
    assert (back.front, back.back) == ("unit of TCP", "segment")
    assert (front.why, front.source) == ("RFC", ("a", "b"))


def test_a_cloze_preview_has_a_card_for_each_gap(desk: Desk) -> None:
    draft = Draft(TCP, kind="cloze", front="{{c1::SYN}} before {{c2::ACK}}")
    one, other = preview(desk.collection, draft).faces
    assert (one.front, other.front) == ("[…] before ACK", "SYN before […]")
    assert one.is_cloze


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (basic("Why?", ""), "back"),
        (basic("", "Because."), "front"),
        (Draft(TCP, kind="cloze", front="no gap"), "gap"),
        (Draft(TCP, kind="cloze", front="{{c1::open"), "not closed"),
        (Draft(TCP, kind="riddle", front="x"), "riddle"),
        (basic("nothing \0", "b"), "U+0000"),
    ],
)
def test_defects_are_told_in_words(desk: Desk, draft: Draft, reason: str) -> None:
    found = preview(desk.collection, draft)
    assert found.faces == ()
    assert any(reason in each for each in found.problems)
    with pytest.raises(InvalidNote) as caught:
        save(desk.collection, draft)
    assert caught.value.reasons == found.problems
    assert desk.operations() == []


def test_teaching_problems_do_not_stop_saving(desk: Desk) -> None:
    draft = basic("Name the phases of slow start.", "word " * 31)
    found = preview(desk.collection, draft)
    assert found.problems == ()
    assert any("31 words to recall" in each for each in found.warnings)
    assert any("has no source. Name the paper" in each for each in found.warnings)
    assert save(desk.collection, draft).count == 1


def test_a_good_draft_has_no_warnings(desk: Desk) -> None:
    draft = basic("What opens a connection?", "A SYN.", source="RFC 9293")
    assert preview(desk.collection, draft).warnings == ()


def test_notes_that_ask_the_same_are_shown_as_duplicates(desk: Desk) -> None:
    draft = basic("What does the receive window limit?")
    [found] = preview(desk.collection, draft).duplicates
    assert (found.note, found.similarity) == ("networks/tcp/window", 1.0)
    assert found.front == "What does the receive window limit?"
    assert preview(desk.collection, basic("Something else entirely")).duplicates == ()
    assert preview(desk.collection, basic("")).duplicates == ()


def test_a_note_is_no_duplicate_of_itself(desk: Desk) -> None:
    note = NoteId("networks/tcp/window")
    draft = basic("What does the receive window limit?", note=note)
    assert preview(desk.collection, draft).duplicates == ()


def test_what_is_gone_is_no_duplicate(desk: Desk) -> None:
    desk.learn(WINDOW)
    (desk.folder / "shipped/networks/tcp.yaml").unlink()
    desk.reopen()
    draft = basic("What does the receive window limit?")
    assert preview(desk.collection, draft).duplicates == ()


def test_the_front_of_an_unreadable_note_is_empty() -> None:
    assert front_line({"id": "x", "kind": "of the future"}) == ""
    assert front_line({"id": "x", "kind": "cloze", "text": "{{c1::a}} b"}) == "[…] b"


# --- ids ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "slug"),
    [
        ("What is RTT?", "what-is-rtt"),
        ("A naïve, *bold* `O(n)` claim — isn't it?", "a-naive-bold-o-n-claim"),
        ("日本語", "note"),
        ("日本語 and TCP", "and-tcp"),
        ("x" * 100, "x" * 48),
        ("internationalisation " * 3, "internationalisation-internationalisation"),
    ],
)
def test_ids_are_made_of_the_first_words(front: str, slug: str) -> None:
    assert slug_of(parse_note({"id": "x", "front": front, "back": "y"})) == slug


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Z"])))
def test_whatever_is_asked_the_id_is_one(front: str) -> None:
    try:
        note = parse_note({"id": "x", "front": front, "back": "y"})
    except InvalidNote:
        return
    assert is_slug(slug_of(note))


# --- saving -------------------------------------------------------------------


def test_a_note_for_a_shipped_topic_goes_into_the_record(desk: Desk) -> None:
    draft = basic("What is RTT?", "A round trip's time.", tags="time, basics")
    changed = save(desk.collection, draft)
    assert (changed.message, changed.can_undo) == (
        "networks/tcp/what-is-rtt added",
        True,
    )
    assert desk.document("networks/tcp/what-is-rtt") == {
        "id": "what-is-rtt",
        "front": "What is RTT?",
        "back": "A round trip's time.",
        "tags": ["time", "basics"],
    }
    assert desk.card(CardId("networks/tcp/what-is-rtt#front")).present
    assert desk.operations() == ["add networks/tcp/what-is-rtt"]
    undo(desk.collection)
    assert not desk.card(CardId("networks/tcp/what-is-rtt#front")).present


def test_ids_are_never_used_twice(desk: Desk) -> None:
    for _ in range(2):
        save(desk.collection, basic("What is RTT?"))
    undo(desk.collection)
    save(desk.collection, basic("What is RTT?"))
    with desk.collection.store.read() as unit:
        names = ["what-is-rtt", "what-is-rtt-2", "what-is-rtt-3"]
        notes = [unit.notes.find(NoteId(f"networks/tcp/{name}")) for name in names]
    assert [note.present for note in notes if note] == [True, False, True]


def test_a_note_of_an_own_deck_goes_into_its_file(desk: Desk) -> None:
    draft = Draft(WORDS, kind="cloze", front="A {{c1::monoid}} has a unit.", source="x")
    changed = save(desk.collection, draft)
    assert (changed.count, changed.can_undo) == (1, False)
    text = words_file(desk).read_text("utf-8")
    assert "# A comment that stays." in text
    assert "  - id: a-monoid-has-a-unit\n    kind: cloze\n" in text
    assert desk.card(CardId("mine/words/a-monoid-has-a-unit#c1")).present
    assert desk.operations() == []


def test_a_note_that_was_just_typed_into_the_file_keeps_its_id(desk: Desk) -> None:
    path = words_file(desk)
    more = "\n  - id: what-is-rtt\n    front: a\n    back: b\n"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    save(desk.collection, Draft(WORDS, front="What is RTT?", back="x"))
    assert "id: what-is-rtt-2" in path.read_text("utf-8")


def test_a_new_topic_of_an_own_deck_gets_a_file(desk: Desk) -> None:
    save(desk.collection, Draft(TopicId("mine/sums"), front="What is 2 + 2?", back="4"))
    assert (desk.own / "mine/sums.yaml").exists()
    assert desk.card(CardId("mine/sums/what-is-2-2#front")).present


def test_a_topic_whose_file_has_another_name_is_found(desk: Desk) -> None:
    words_file(desk).rename(desk.own / "mine/vocabulary.yaml")
    save(desk.collection, Draft(WORDS, front="What is a fold of folds?", back="x"))
    assert not words_file(desk).exists()
    assert "fold of folds" in (desk.own / "mine/vocabulary.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("networks/tpc", "Did you mean 'networks/tcp'?"),
        ("nowhere/at-all", "`drill decks` lists them all."),
        ("mine/No Id", "Did you mean 'mine/words'?"),
        ("mine", "`drill decks` lists them all."),
    ],
)
def test_a_topic_that_does_not_exist_is_refused(
    desk: Desk, topic: str, hint: str
) -> None:
    with pytest.raises(DeckNotFound) as caught:
        save(desk.collection, Draft(TopicId(topic), front="a", back="b"))
    assert caught.value.hint == hint


def test_a_file_with_an_error_is_not_written_to(desk: Desk) -> None:
    path = words_file(desk)
    broken = path.read_text("utf-8").replace("back: A start", "bakc: A start")
    path.write_text(broken, "utf-8")
    with pytest.raises(NotWritable, match="error"):
        save(desk.collection, Draft(WORDS, front="a", back="b"))
    assert path.read_text("utf-8") == broken


def test_an_edited_draft_keeps_what_the_form_does_not_show(desk: Desk) -> None:
    note = NoteId("networks/tcp/window")
    draft = basic("What does it limit?", "What is in flight.", source="x", note=note)
    assert preview(desk.collection, draft).problems == ()
    save(desk.collection, draft)
    assert desk.document(note) == {
        "id": "window",
        "front": "What does it limit?",
        "back": "What is in flight.",
        "source": ["x"],
        "contrast": ["third-ack"],
    }
    assert desk.operations() == [f"edit {note}"]


def test_an_edited_draft_of_an_own_deck_changes_its_file(desk: Desk) -> None:
    desk.rate(FOLD, Rating.EASY)
    note = NoteId("mine/words/fold")
    save(desk.collection, Draft(WORDS, front="What is a fold?", back="x", note=note))
    assert "front: |\n      What is a fold?" in words_file(desk).read_text("utf-8")
    assert desk.card(FOLD).front == "What is a fold?"
    assert desk.card(FOLD).schedule.repetitions == 1


def test_a_draft_of_a_note_nobody_knows_is_refused(desk: Desk) -> None:
    with pytest.raises(NoteNotFound):
        save(desk.collection, basic("a", note=NoteId("networks/tcp/none")))


# --- topics and decks -----------------------------------------------------------


def test_topics_to_write_into_begin_with_the_learners_own(desk: Desk) -> None:
    assert [
        (each.topic, each.title, each.is_own) for each in topics(desk.collection)
    ] == [
        ("mine/words", "My notes › Words", True),
        ("networks/tcp", "Networks › TCP", False),
        ("networks/dns", "Networks › DNS", False),
    ]


def test_topics_without_a_file_are_not_ones_own(desk: Desk) -> None:
    imported = NotePut(
        "anki:x", "spanish/verbs", {"id": "x", "front": "a", "back": "b"}
    )
    with desk.collection.store.write("import") as unit:
        unit.record(imported)
    assert [each.is_own for each in topics(desk.collection)] == [
        True,
        False,
        False,
        False,
    ]
    save(desk.collection, Draft(TopicId("spanish/verbs"), front="ir?", back="to go"))
    assert desk.operations()[0] == "add spanish/verbs/ir"


def test_a_new_deck_is_studied_and_ready_for_notes(desk: Desk) -> None:
    path = new_deck(desk.collection, "spanish", "Spanish")
    assert path == desk.own / "spanish/notes.yaml"
    assert (desk.own / "spanish/deck.yaml").read_text("utf-8") == "title: Spanish\n"
    assert desk.collection.chosen == ("networks", "mine", "spanish")
    topic = TopicId("spanish/notes")
    assert topic in [each.topic for each in topics(desk.collection)]
    save(desk.collection, Draft(topic, front="ir", back="to go", both_ways=True))
    assert desk.card(CardId("spanish/notes/ir#back")).present


def test_a_deck_without_a_title_is_called_by_its_id(desk: Desk) -> None:
    new_deck(desk.collection, "spanish")
    assert (desk.own / "spanish/deck.yaml").read_text("utf-8") == "title: spanish\n"


def test_the_first_deck_of_ones_own_makes_the_folder(desk: Desk) -> None:
    for name in OWN:
        (desk.own / name).unlink()
    (desk.own / "mine").rmdir()
    desk.own.rmdir()
    assert new_deck(desk.collection, "spanish").exists()


@pytest.mark.parametrize("name", ["mine", "networks"])
def test_a_deck_of_that_name_stays_as_it_is(desk: Desk, name: str) -> None:
    with pytest.raises(DeckExists, match=name):
        new_deck(desk.collection, name)


def test_a_folder_of_that_name_stays_as_it_is(desk: Desk) -> None:
    (desk.own / "empty").mkdir()
    with pytest.raises(DeckExists):
        new_deck(desk.collection, "empty")


@pytest.mark.parametrize(
    ("name", "title"), [("Spanish", ""), ("a/b", ""), ("a", "b\nc")]
)
def test_a_name_that_is_no_id_is_refused(desk: Desk, name: str, title: str) -> None:
    with pytest.raises(InvalidNote):
        new_deck(desk.collection, name, title)
    assert desk.collection.chosen == ("networks", "mine")
