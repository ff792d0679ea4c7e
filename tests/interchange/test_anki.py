"""Anki's packages of every generation, as notes of the deck format."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.faces import faces
from drill.content.notes import parse_note
from drill.errors import BrokenSource, InterchangeError, OverLimit, UnknownFormat
from drill.ids import Rating
from drill.interchange.anki import read
from drill.interchange.anki_templates import DEEPEST, fields_of, parsed
from drill.interchange.anki_wire import new_message
from drill.interchange.formats import read as read_any
from drill.interchange.formats import recognise
from drill.interchange.package import Limits
from tests.interchange.making_anki import (
    BASIC,
    CLOZE,
    CREATED_S,
    REVERSED,
    TYPES,
    TYPING,
    WIDE,
    AnkiDeck,
    archive,
)

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from drill.interchange.package import ForeignNote, Made

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "25"))
DAY_S = 86_400
NOON_S = 8 * 3_600
"""From the beginning of a study day to its noon."""


def notes(path: Path) -> list[tuple[ForeignNote, Made | None]]:
    package = read(path)
    try:
        return [(note, note.make()) for note in package.notes()]
    finally:
        package.close()


def only(deck: AnkiDeck, folder: Path, version: int = 2) -> tuple[ForeignNote, Made]:
    """The one note of a deck."""
    [(note, made)] = notes(deck.package(folder / "x.apkg", version))
    assert made is not None
    return note, made


def document(folder: Path, type_: int, *fields: str, **more: Any) -> dict[str, Any]:
    deck = AnkiDeck()
    deck.note(type_, *fields, **more)
    return dict(only(deck, folder)[1].document)


# --- generations ----------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_generation_says_the_same(version: int, tmp_path: Path) -> None:
    deck = AnkiDeck(media={"a b.mp3": b"sound"})
    deck.note(BASIC, "front [sound:a b.mp3]", "back", guid="g#/1", tags=" x y ")
    deck.note(CLOZE, "a {{c1::gap}}", "", cards=(0,))
    package = read(deck.package(tmp_path / "x.apkg", version))
    first, second = (note for note in package.notes())
    made = first.make()
    assert made is not None
    assert (first.identity, first.deck) == ("anki:g#/1", ("A", "B"))
    assert made.document["front"] == "front [sound: a b.mp3](media:a%20b.mp3)"
    assert made.document["tags"] == ["x", "y"]
    assert made.media == {"a b.mp3"}
    assert made.extra["fields"] == ["front [sound:a b.mp3]", "back"]
    assert second.identity == "anki:guid1"
    assert package.total == 2
    assert package.media.has("a b.mp3")
    assert package.media.size("a b.mp3") > 0
    assert package.media.open("a b.mp3").read() == b"sound"
    assert {each.contents["name"] for each in package.types} >= {"Basic", "Cloze"}
    package.close()
    assert recognise(tmp_path / "x.apkg") == "anki"


def test_a_loose_collection_is_read_too(tmp_path: Path) -> None:
    deck = AnkiDeck()
    deck.note(BASIC, "front", "back")
    path = tmp_path / "collection.anki2"
    path.write_bytes(deck.database(tmp_path / "made.db"))
    package = read_any(path)
    assert [note.identity for note in package.notes()] == ["anki:guid0"]
    assert not package.media.has("x")
    package.close()


def test_of_two_notes_with_one_guid_both_are_kept(tmp_path: Path) -> None:
    deck = AnkiDeck()
    deck.note(BASIC, "one", "1", guid="same")
    deck.note(BASIC, "two", "2", guid="same")
    found = notes(deck.package(tmp_path / "x.apkg"))
    assert [note.identity for note, _ in found] == ["anki:same", "anki:same~2"]


# --- kinds ----------------------------------------------------------------------------


def test_a_note_of_one_template_is_basic(tmp_path: Path) -> None:
    said = document(tmp_path, BASIC, "<b>Where</b>?", "Here &amp; <i>there</i>")
    assert said == {
        "id": "where", "front": "**Where**?", "back": "Here & *there*"
    }  # fmt: skip


def test_mirror_images_are_one_note_both_ways(tmp_path: Path) -> None:
    said = document(tmp_path, REVERSED, "ser", "to be", cards=(0, 1))
    assert said["both_ways"] is True
    assert "both_ways" not in document(tmp_path, REVERSED, "ser", "to be")


def test_other_templates_are_cards_of_their_own(tmp_path: Path) -> None:
    said = document(tmp_path, WIDE, "ser", "to be", "", cards=(0, 2))
    assert said["kind"] == "cards"
    assert said["cards"] == [
        {"part": "front", "title": "Card 1", "front": "ser", "back": "to be"},
        {"part": "card3", "title": "Card 3", "front": "no sound", "back": "ser"},
    ]


def test_a_back_that_is_alone_keeps_its_name(tmp_path: Path) -> None:
    said = document(tmp_path, REVERSED, "ser", "to be", cards=(1,))
    assert [each["part"] for each in said["cards"]] == ["back"]


def test_a_short_answer_is_typed_in(tmp_path: Path) -> None:
    said = document(tmp_path, TYPING, "capital?", "Paris")
    assert said == {
        "id": "capital", "kind": "typed", "question": "capital?", "answer": "Paris"
    }  # fmt: skip
    long = document(tmp_path, TYPING, "capital?", "Paris<br>of France")
    assert long["back"] == "Paris\\\nof France"


def test_gaps_keep_their_numbers_and_hints(tmp_path: Path) -> None:
    said = document(
        tmp_path, CLOZE, "{{c1::<b>A</b>::letter}} and {{c3::\\(x^2\\)}}",
        "more<br>text", cards=(0, 2),
    )  # fmt: skip
    assert said["text"] == "{{c1::**A**::letter}} and {{c3::$x^2$}}"
    assert said["why"] == "more\\\ntext"
    assert [face.part for face in faces(parse_note(said))] == ["c1", "c3"]


def test_a_text_without_a_gap_asks_all_of_itself(tmp_path: Path) -> None:
    said = document(tmp_path, CLOZE, "no gap", "extra")
    assert said["cards"] == [{"part": "c1", "front": "no gap", "back": "extra"}]


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{furigana:Front}}", "漢字(かんじ)"),
        ("{{kanji:Front}}", "漢字"),
        ("{{kana:Front}}", "かんじ"),
        ("{{text:Front}}", "漢字[かんじ]"),
        ("{{hint:Front}}", "漢字[かんじ]"),
        ("{{tts en_US:Front}}x", "x"),
        ("{{odd:Front}}", "漢字[かんじ]"),
        ("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes"),
        ("{{#Back}}yes{{^Front}}no", "yes"),
        ("{{Type}} {{Gone}}{{! comment}}", "Basic"),
        ("{{#Tags}}{{Tags}}{{/Tags}}", "t1 t2"),
        ("{{/Front}}x", "x"),
        ("", "(empty)"),
    ],
)
def test_templates_are_filled_in_as_anki_does(
    template: str, shown: str, tmp_path: Path
) -> None:
    name, kind, fields, _ = TYPES[BASIC]
    shape = (name, kind, fields, [(template, "{{FrontSide}}<hr id=answer>{{Back}}")])
    deck = AnkiDeck(types={BASIC: shape})
    deck.note(BASIC, "漢字[かんじ]", "b", tags="t1 t2")
    assert only(deck, tmp_path)[1].document["front"] == shown


def test_what_a_back_says_beside_the_front_stays(tmp_path: Path) -> None:
    name, kind, fields, _ = TYPES[BASIC]
    shape = (name, kind, fields, [("{{Front}}", "Think!<hr id='answer'>{{Back}}")])
    deck = AnkiDeck(types={BASIC: shape})
    deck.note(BASIC, "f", "b")
    assert only(deck, tmp_path)[1].document["back"] == "Think!\n\nb"


def test_sections_deeper_than_any_template_are_text() -> None:
    deep = "{{#a}}" * (DEEPEST + 10) + "{{b}}"
    assert [field.name for field in fields_of(parsed(deep))][-1] == "b"


# --- what cannot be kept --------------------------------------------------------------


def test_what_is_lost_is_counted_and_said(tmp_path: Path) -> None:
    deck = AnkiDeck()
    deck.note(CLOZE, "{{c1::image-occlusion:rect:left=.1}}", "")
    deck.note(99, "no kind", "")
    deck.note(BASIC, "no card", "", cards=())
    deck.note(WIDE, "two decks", "m", "", cards=(0,))
    deck.card(1003, 2, did=1)
    deck.note(BASIC, "<script>x</script>scripted<svg></svg>", "b")
    deck.types[TYPING + 10] = ("T", 0, ["F", "B"], [
        ("{{F}}{{type:B}}", "{{B}}"), ("{{B}}", "{{F}}!")
    ])  # fmt: skip
    deck.note(TYPING + 10, "f", "b", cards=(0, 1))
    deck.types[50] = ("Bare", 1, ["F"], [])
    deck.note(50, "bare")
    deck.note(BASIC, "x" * 60_000, "b")
    package = read(deck.package(tmp_path / "x.apkg"))
    made = [note.make() for note in package.notes()]
    assert sum(each is not None for each in made) == 4
    assert set(package.report.counts) == {
        *("I202", "I203", "I201", "I207", "I601", "I603", "I605", "I209", "I604"),
    }
    assert all(each.place for each in package.report.remarks)
    package.close()


# --- schedules ------------------------------------------------------------------------


def schedule(folder: Path, **card: Any) -> Any:
    deck = AnkiDeck()
    deck.note(BASIC, "f", "b", cards=())
    id_ = deck.card(1000, **card)
    deck.review(id_, (CREATED_S + 3 * DAY_S) * 1000, 3)
    deck.review(id_, (CREATED_S + 2 * DAY_S) * 1000, 0)
    [found] = only(deck, folder)[1].cards
    return found


def test_reviews_come_in_order_and_resets_are_none(tmp_path: Path) -> None:
    found = schedule(tmp_path)
    assert [(each.rating, each.duration_ms) for each in found.reviews] == [
        (Rating.GOOD, 5_000)
    ]
    assert found.schedule is None
    assert found.position == 1


def test_a_reviewing_card_is_due_on_a_day_of_its_collection(tmp_path: Path) -> None:
    found = schedule(
        tmp_path, type=2, queue=2, due=10, ivl=7, factor=2300, reps=4, lapses=1,
        data='{"s": 12.5, "d": 6.5}', flags=11,
    )  # fmt: skip
    told = found.schedule
    assert told.due_ms == (CREATED_S + NOON_S + 10 * DAY_S) * 1000
    assert told.last_ms == (CREATED_S + 3 * DAY_S) * 1000
    assert (told.interval_days, told.sm2_factor) == (7, 2.3)
    assert (told.stability, told.difficulty) == (12.5, 6.5)
    assert (told.repetitions, told.lapses, found.flag) == (4, 1, 3)


def test_a_filtered_deck_only_borrows_a_card(tmp_path: Path) -> None:
    deck = AnkiDeck(decks={1: "Home", 9: "Filtered"})
    deck.note(BASIC, "f", "b", cards=())
    deck.card(1000, did=9, odid=1, odue=20, due=-100000, type=2, queue=2, ivl=5)
    note, made = only(deck, tmp_path)
    assert note.deck == ("Home",)
    assert made.cards[0].schedule is not None
    assert made.cards[0].schedule.due_ms == (CREATED_S + NOON_S + 20 * DAY_S) * 1000


@pytest.mark.parametrize(
    ("card", "due_s"),
    [
        ({"due": CREATED_S + 99}, CREATED_S + 99),
        ({"due": 5}, CREATED_S + 6 * DAY_S),
        ({"due": 5, "queue": 3}, CREATED_S + NOON_S + 5 * DAY_S),
    ],
)
def test_a_card_that_is_learned_again_is_due_at_its_step(
    card: dict[str, int], due_s: int, tmp_path: Path
) -> None:
    told = {"type": 3, "queue": 1, "ivl": 3, "reps": 2, **card}
    found = schedule(tmp_path, **told)
    assert found.schedule.due_ms == due_s * 1000


def test_a_card_that_is_learned_again_is_where_all_its_answers_left_it(
    tmp_path: Path,
) -> None:
    found = schedule(tmp_path, type=3, queue=1, ivl=3, reps=1, due=CREATED_S + 99)
    assert len(found.reviews) == 1
    assert found.schedule is None


@pytest.mark.parametrize("data", ["", "{", "[1]", '{"s": "x", "d": true}', "{" * 9999])
def test_odd_data_of_a_card_does_no_harm(data: str, tmp_path: Path) -> None:
    found = schedule(tmp_path, type=2, queue=-1, due=1, ivl=2, data=data)
    assert found.suspended
    assert found.schedule.stability is None


def test_the_stamp_follows_all_that_a_note_is_made_of(tmp_path: Path) -> None:
    def stamp(front: str = "f", **card: Any) -> str:
        deck = AnkiDeck()
        deck.note(BASIC, front, "b", **card)
        return only(deck, tmp_path)[0].stamp

    assert stamp() == stamp()
    others = {stamp(), stamp("g"), stamp(due=9), stamp(did=1), stamp(tags="t")}
    assert len(others) == 5


# --- hostile and broken ---------------------------------------------------------------


def members(folder: Path, version: int = 2) -> dict[str, bytes]:
    deck = AnkiDeck(media={"a.png": b"x"})
    deck.note(BASIC, "f", "b")
    return deck.members(folder, version)


def refused(path: Path, kind: type[InterchangeError], words: str | None = None) -> None:
    with pytest.raises(kind, match=words):
        notes(path)


def test_archives_that_are_no_packages_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.apkg"
    good = members(tmp_path)
    path.write_bytes(b"PK\x03\x04 and no more")
    refused(path, BrokenSource, "no sound zip archive")
    refused(archive(path, {"readme": b"hello"}), BrokenSource, "no collection of Anki")
    refused(archive(path, {**good, "meta": b"\xff\xff"}), BrokenSource, "`meta`")
    newer = new_message("Meta", version=9).SerializeToString()
    refused(archive(path, {**good, "meta": newer}), BrokenSource, "version 9")
    refused(archive(path, {**good, "media": b"[1, 2"}), BrokenSource, "list of media")
    odd = {**good, "collection.anki21": b"no database"}
    refused(archive(path, odd), BrokenSource, "is no database")
    refused(tmp_path / "none.apkg", BrokenSource, "no sound zip archive")
    third = members(tmp_path, 3)
    refused(
        archive(path, {**third, "collection.anki21b": b"x"}), BrokenSource, "damaged"
    )
    broken = {**third, "media": zstandard.compress(b"\xff\xff")}
    refused(archive(path, broken), BrokenSource, "list of media")
    data = archive(path, good).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    refused(path, BrokenSource)


def test_media_that_are_listed_and_missing_are_not_there(tmp_path: Path) -> None:
    good = members(tmp_path)
    del good["0"]
    package = read(archive(tmp_path / "x.apkg", good))
    assert not package.media.has("a.png")
    package.close()


def test_archives_beyond_all_reason_are_refused(tmp_path: Path) -> None:
    good = members(tmp_path)
    path = archive(tmp_path / "x.apkg", good)
    for limits, words in (
        (Limits(file_bytes=10), "larger than 10 bytes"),
        (Limits(entries=2), "over 2 members"),
        (Limits(unpacked_bytes=100), "unpacks to over 100"),
        (Limits(small_bytes=10, ratio=2), "packed as no honest file"),
        (Limits(notes=0), "over 0 notes"),
    ):
        with pytest.raises(OverLimit, match=words):
            read(path, limits=limits)
    loose = tmp_path / "collection.anki2"
    loose.write_bytes(AnkiDeck().database(tmp_path / "made.db"))
    with pytest.raises(OverLimit, match="larger than 10"):
        read(loose, limits=Limits(file_bytes=10))
    third = members(tmp_path, 3)
    bomb = {**third, "collection.anki21b": zstandard.compress(bytes(50 << 20))}
    with pytest.raises(OverLimit, match="honest"):
        read(archive(path, bomb), limits=Limits(small_bytes=1 << 20))


def test_encrypted_and_doubled_members_are_refused(tmp_path: Path) -> None:
    data = bytearray(archive(tmp_path / "x.apkg", members(tmp_path)).read_bytes())
    place = data.index(b"PK\x01\x02") + 8
    data[place] |= 1
    (tmp_path / "x.apkg").write_bytes(data)
    refused(tmp_path / "x.apkg", BrokenSource, "encrypted")
    import zipfile

    with zipfile.ZipFile(tmp_path / "y.apkg", "w") as file:
        file.writestr("media", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("media", "{}")
    refused(tmp_path / "y.apkg", BrokenSource, "twice")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TABLE revlog", "no table `revlog`"),
        (
            "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n",
            "`notes`",
        ),
        ("UPDATE col SET models = '{'", "`models`"),
        ("ALTER TABLE notes DROP COLUMN flds", "damaged"),
    ],
)
def test_databases_that_are_not_as_they_should_be_are_refused(
    statement: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "collection.anki2"
    deck = AnkiDeck()
    deck.note(BASIC, "f", "b")
    deck.database(path)
    with sqlite3.connect(path) as link:
        link.executescript(statement)
    link.close()
    refused(path, BrokenSource, words)


def test_values_of_other_types_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    deck = AnkiDeck()
    deck.note(BASIC, "f", "b")
    deck.database(path)
    with sqlite3.connect(path) as link:
        link.execute("UPDATE col SET models = '[]', decks = '{\"1\": 5}'")
        link.execute("UPDATE notes SET flds = x'ff00fe', guid = NULL")
    link.close()
    assert notes(path) == []


def test_triggers_of_a_file_never_run(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    deck = AnkiDeck()
    deck.note(BASIC, "f", "b")
    deck.database(path)
    with sqlite3.connect(path) as link:
        link.executescript(
            "CREATE TRIGGER t AFTER UPDATE ON notes BEGIN DELETE FROM cards; END"
        )
    link.close()
    before = path.read_bytes()
    assert len(notes(path)) == 1
    assert path.read_bytes() == before


def test_a_pickle_is_refused_and_never_loaded(tmp_path: Path) -> None:
    path = tmp_path / "default.mem"
    path.write_bytes(b"\x80\x04c__builtin__\nexit\n.")
    with pytest.raises(BrokenSource, match="pickle"):
        recognise(path)


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"\0\1\2", "of no format")]
)
def test_a_file_of_no_format_says_so(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(UnknownFormat, match=words):
        recognise(path)
    with pytest.raises(UnknownFormat, match="no program"):
        recognise(archive(path, {"readme": b"hello"}))
    with pytest.raises(UnknownFormat, match="no text in it has cards"):
        read_any(tmp_path)


SIZES = st.integers(0, 1 << 40)


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_but_our_own_errors_comes_out_of_any_package(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    texts = st.text(max_size=60) | st.sampled_from(
        ["{{c1::", "}}", "<div>" * 300, "[sound:../../x]", '<img src="../../etc">']
    )
    deck = AnkiDeck()
    for _ in range(data.draw(st.integers(0, 4))):
        kind = data.draw(st.sampled_from([*TYPES, 77]))
        deck.note(
            kind, *data.draw(st.lists(texts, max_size=4)),
            guid=data.draw(texts).replace("\0", ""), tags=data.draw(texts),
            cards=tuple(data.draw(st.lists(st.integers(-3, 9), max_size=4))),
            type=data.draw(st.integers(-1, 5)), due=data.draw(SIZES),
            ivl=data.draw(st.integers(-100, 1 << 33)), factor=data.draw(SIZES),
            data=data.draw(texts), flags=data.draw(SIZES),
        )  # fmt: skip
    deck.types[BASIC] = ("B", 0, ["F"], [(data.draw(texts), data.draw(texts))])
    made = deck.members(folder, data.draw(st.integers(1, 3)))
    path = archive(folder / "x.apkg", made)
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=3)):
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, 9)) and None])
    try:
        package = read_any(path)
    except InterchangeError:
        return
    try:
        for note in package.notes():
            found = note.make()
            if found is not None:
                parse_note(found.document)
        if package.media.has("0"):
            package.media.open("0")
    except InterchangeError:
        pass
    finally:
        package.close()


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    chance=st.randoms(use_true_random=False),
    count=st.integers(1, 3),
    is_new=st.booleans(),
)
def test_nothing_but_our_own_errors_comes_out_of_any_damaged_database(
    chance: Random,
    count: int,
    tmp_path_factory: pytest.TempPathFactory,
    is_new: bool,  # noqa: FBT001 - drawn
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    deck = AnkiDeck(settings={"creationOffset": -60})
    for number in range(3):
        deck.note(BASIC, f"front {number}", "back", cards=(0,), guid=f"g{number}")
    data = bytearray(deck.database(folder / "x.db", is_new=is_new))
    written = [place for place, byte in enumerate(data) if byte]
    for place in chance.choices(written, k=count):
        data[place] = chance.randrange(256)
    path = folder / "collection.anki2"
    path.write_bytes(data)
    try:
        package = read_any(path)
        with closing(package):
            for note in package.notes():
                note.make()
    except InterchangeError:
        pass
