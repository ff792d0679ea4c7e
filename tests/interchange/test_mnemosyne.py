"""Mnemosyne 2's databases and shared cards as notes of the deck format."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.notes import parse_note
from drill.errors import BrokenSource, InterchangeError, OverLimit
from drill.ids import Rating
from drill.interchange.formats import read, recognise
from drill.interchange.package import Limits
from tests.interchange.breaking import broken
from tests.interchange.making_anki import archive
from tests.interchange.making_mnemosyne import BEGAN_S, DAY_S, MnemosyneDeck, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.interchange.package import ForeignNote, Made, Package

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "40"))


def made(package: Package) -> list[tuple[ForeignNote, Made]]:
    try:
        found = [(note, note.make()) for note in package.notes()]
    finally:
        package.close()
    return [(note, each) for note, each in found if each is not None]


@contextmanager
def closed(package: Package) -> Iterator[Package]:
    try:
        yield package
    finally:
        package.close()


def notes(deck: MnemosyneDeck, folder: Path) -> list[dict[str, Any]]:
    """Its documents without their ids, of the database and of the shared cards."""
    both = [
        [dict(found.document) for _, found in made(read(path))]
        for path in (deck.database(folder / "x.db"), deck.shared(folder / "x.cards"))
    ]
    assert both[0] == both[1]
    for document in both[0]:
        del document["id"]
    return both[0]


# --- kinds ----------------------------------------------------------------------------


def test_front_to_back_and_both_ways(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("1.1", f="<b>Where</b>\nto?", b="here &amp; there")
    deck.fact("2.1", "2.2", f="ser", b="to be")
    deck.fact("2.2", f="ir", b="to go")
    deck.fact("1::Capitals.1", q="Peru", a="Lima")
    assert notes(deck, tmp_path) == [
        {"front": "**Where**\\\nto?", "back": "here & there"},
        {"front": "ser", "back": "to be", "both_ways": True},
        {"kind": "cards", "cards": [{
            "part": "back", "title": "Back-to-front", "front": "to go", "back": "ir"}]},
        {"front": "Peru", "back": "Lima"},
    ]  # fmt: skip


def test_a_word_is_recognised_and_produced(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("3.1", "3.2", f="neko", p_1="ne-ko", m_1="cat", n="an animal")
    deck.fact("3.1", "3.2", f="inu", m_1="dog")
    word, plain = notes(deck, tmp_path)
    assert [(each["front"], each["back"]) for each in word["cards"]] == [
        ("neko", "ne-ko\n\ncat\n\nan animal"), ("cat", "neko\n\nne-ko\n\nan animal")
    ]  # fmt: skip
    assert plain == {"front": "inu", "back": "dog", "both_ways": True}


def test_gaps_with_hints_are_cloze(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    key = deck.fact(text="The [democrats:party] and [std::move] at [http://x]")
    for index in (1, 0, 2, 7):
        deck.gap(key, "5.1", index)
    assert notes(deck, tmp_path) == [{
        "kind": "cloze",
        "text": "The {{c1::democrats::party}} and {{c2::`std::move`}} at"
        " {{c3::http://x}}",
    }]  # fmt: skip
    package = read(tmp_path / "x.db")
    [(_, found)] = made(package)
    assert [each.part for each in found.cards] == ["c1", "c2", "c3"]
    assert package.report.counts == {"I704": 1}


def test_a_sentence_is_understood_and_completed(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    key = deck.fact("6.1", f="La [casa:house] es [grande]", m_1="The house is big")
    for index in (0, 1, 5):
        deck.gap(key, "6.2", index)
    [sentence] = notes(deck, tmp_path)
    faces = sentence["cards"]
    assert [(each["part"], each["front"], each["back"]) for each in faces] == [
        ("front", "La casa es grande", "The house is big"),
        ("c1", "La [house] es grande", "casa\n\nThe house is big"),
        ("c2", "La casa es [...]", "grande\n\nThe house is big"),
    ]  # fmt: skip


def test_kinds_of_the_learners_own_show_what_their_views_say(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("7::Own.1", "7::Own.2", "8.1", one="1", two="2", three="3")
    deck.fact("9.1", f="x", b="y")
    deck.views = [
        ("7::Own.1", "Forth", "['one', 'two']", "['three']"),
        ("7::Own.2", "Back", "('three',)", "['one']"),
        ("8.1", "Bad", "__import__('os').abort()", "[]"),
        ("9.1", "Of Anki", "[]", "[]"),
    ]
    [own] = notes(deck, tmp_path)
    assert [(each["title"], each["front"], each["back"]) for each in own["cards"]] == [
        ("Forth", "1\n\n2", "3"), ("Back", "3", "1")
    ]  # fmt: skip
    package = read(tmp_path / "x.db")
    made(package)
    assert package.report.counts == {"I203": 2, "I201": 1}


def test_pictures_sounds_and_maths_come_along(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact(
        "1.1",
        f="<img src=\"img/a b.png\"> <audio src='cat.mp3'></audio>",
        b="<$>x^2</$> <latex>\\alpha</latex>",
    )
    [said] = notes(deck, tmp_path)
    assert said["front"] == (
        "![img/a b.png](media:img%2Fa%20b.png) [sound: cat.mp3](media:cat.mp3)"
    )
    assert said["back"] == "$x^2$ $$\\alpha$$"
    with closed(read(tmp_path / "x.db")) as package:
        assert not package.media.has("cat.mp3")
    (tmp_path / "x.db_media").mkdir()
    (tmp_path / "x.db_media/cat.mp3").write_bytes(b"purr")
    (tmp_path / "cat.png").write_bytes(b"other")
    with closed(read(tmp_path / "x.db")) as package:
        with package.media.open("cat.mp3") as stream:
            assert stream.read() == b"purr"
        assert not package.media.has("../cat.png")
    with closed(read(deck.shared(tmp_path / "y.cards", cat_mp3=b"purr"))) as package:
        assert package.media.open("cat.mp3").read() == b"purr"
        assert not package.media.has("cards.xml")


# --- history --------------------------------------------------------------------------


def test_sm2s_state_and_log_come_along(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    key = deck.fact(f="front", b="back")
    card = deck.card(
        key, "1.1", grade=4, easiness=2.36, acq_reps=2, ret_reps=3, lapses=1,
        last_rep=BEGAN_S + 9 * DAY_S + 3_600, next_rep=BEGAN_S + 21 * DAY_S,
    )  # fmt: skip
    for day, mark in ((9, 4), (0, 0), (1, 2), (2, 3), (4, 5), (4, 5), (5, 9)):
        deck.answer(card, day, mark)
    deck.log += [(9, BEGAN_S, "gone", 4, 5), (6, BEGAN_S, "card1", 4, 5)]
    deck.card(key, "1.1", active=0)
    learning = deck.fact(f="f", b="b")
    deck.card(learning, "1.1", grade=1, last_rep=BEGAN_S, next_rep=BEGAN_S, active=0)
    (note, found), (_, other) = made(read(deck.database(tmp_path / "x.db")))
    assert (note.identity, note.deck) == ("mnemosyne:fact1", ())
    [state] = found.cards
    assert [each.rating for each in state.reviews] == [
        Rating.AGAIN, Rating.HARD, Rating.HARD, Rating.EASY, Rating.GOOD
    ]  # fmt: skip
    assert state.reviews[0].duration_ms == 5_000
    assert state.schedule is not None
    assert (state.schedule.interval_days, state.schedule.sm2_factor) == (12, 2.36)
    assert (state.schedule.repetitions, state.schedule.lapses) == (5, 1)
    assert state.schedule.due_ms == (BEGAN_S + 21 * DAY_S + DAY_S // 2) * 1000
    assert (other.cards[0].schedule, other.cards[0].suspended) == (None, True)


def test_an_answer_is_of_one_card_though_several_go_by_its_id(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    cards = [
        deck.card(deck.fact(f=f"front {n}", b="back"), "1.1", id="card1")
        for n in range(2_000)
    ]
    for day in range(2_000):
        deck.answer(cards[0], day, 4)
    found = made(read(deck.database(tmp_path / "x.db")))
    counts = [len(card.reviews) for _, note in found for card in note.cards]
    assert sum(counts) == max(counts) == 2_000


def test_tags_are_of_all_cards_of_a_fact(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    key = deck.fact(f="front", b="back")
    for view, tag in (("2.1", "Europe::Peru x"), ("2.2", "__UNTAGGED__")):
        deck.tag(deck.card(key, view), tag)
    [said] = notes(deck, tmp_path)
    assert said["tags"] == ["Europe::Perux"]


# --- refusals -------------------------------------------------------------------------


def test_files_are_recognised_by_what_is_in_them(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("1.1", f="front", b="back")
    assert recognise(deck.database(tmp_path / "x.bin")) == "mnemosyne"
    assert recognise(deck.shared(tmp_path / "y.bin")) == "mnemosyne"


def test_pickles_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "default.mem"
    for content in (
        b"--- Mnemosyne Data Base --- Format Version 2 ---\ncos\nsystem\n",
        b"\x80\x02]q\x00.", b"(lp1\n.", b"cos\nsystem\np0\n.", b"(imain\nItem\np1\n",
    ):  # fmt: skip
        path.write_bytes(content)
        for name in ("", "mnemosyne"):
            with pytest.raises(BrokenSource, match=r"pickle|no sound zip"):
                read(path, name)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "b">]><openSM2sync/>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><openSM2sync/>',
    "<openSM2sync><log><f>&a;</f></log></openSM2sync>",
    "<other/>", "<openSM2sync>", "", "text",
    '<?xml version="1.0" encoding="nonsense"?><openSM2sync/>',
    '<?xml version="1.0" encoding="big5"?><openSM2sync/>',
)  # fmt: skip


@pytest.mark.parametrize("xml", ENTITIES)
def test_xml_is_read_without_entities(xml: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "x.cards", {"cards.xml": xml.encode()})
    with pytest.raises(BrokenSource):
        read(path)


def test_xml_is_bounded(tmp_path: Path) -> None:
    deep = "<openSM2sync>" + "<a>" * 300
    path = archive(tmp_path / "x.cards", {"cards.xml": deep.encode()})
    with pytest.raises(OverLimit):
        read(path)
    deck = MnemosyneDeck()
    for _ in range(5):
        deck.fact("1.1", f="f", b="b")
    for source in (deck.shared(path), deck.database(path.with_suffix(".db"))):
        with pytest.raises(OverLimit):
            read(source, limits=Limits(notes=3))
    with pytest.raises(OverLimit):
        read(path.with_suffix(".db"), limits=Limits(file_bytes=9))
    with pytest.raises(BrokenSource, match=r"cards\.xml"):
        read(archive(path, {"other": b""}), "mnemosyne")


def test_views_and_triggers_of_a_database_never_run(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("1.1", f="front", b="back")
    path = deck.database(tmp_path / "x.db")
    link = sqlite3.connect(path)
    link.executescript(
        "CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM facts; END;"
        "DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS _id, load_extension('x')"
        " AS name;"
    )
    link.close()
    before = path.read_bytes()
    with pytest.raises(BrokenSource, match="no table `tags`"):
        read(path, "mnemosyne")
    assert path.read_bytes() == before


def test_what_is_still_in_the_log_of_a_database_is_read(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    deck.fact("1.1", f="front", b="back")
    path = deck.database(tmp_path / "x.db")
    link = sqlite3.connect(path)
    link.execute("PRAGMA journal_mode = wal")
    link.execute("UPDATE data_for_fact SET value = 'later' WHERE key = 'b'")
    link.commit()
    [(_, found)] = made(read(path))
    link.close()
    assert found.document["back"] == "later"


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    deck = MnemosyneDeck()
    for number in range(200):
        deck.fact("1.1", f=f"front {number}", b="back" * 50)
    path = deck.database(tmp_path / "x.db")
    content = path.read_bytes()
    path.write_bytes(content[:9_000] + b"\xff" * 8_000 + content[17_000:])
    with pytest.raises(BrokenSource, match="damaged"):
        made(read(path, "mnemosyne"))
    with pytest.raises(BrokenSource):
        read(tmp_path / "gone", "mnemosyne")


# --- whatever comes -------------------------------------------------------------------


def _whole() -> MnemosyneDeck:
    deck = MnemosyneDeck()
    deck.fact("1.1", f="<img src='a.png'>", b="back")
    deck.fact("2.1", "2.2", f="ser", b="to be")
    key = deck.fact(text="The [democrats:party] and [x]")
    deck.gap(key, "5.1", 0, grade=4, last_rep=BEGAN_S, next_rep=BEGAN_S + DAY_S)
    key = deck.fact("6.1", f="La [casa:house]", m_1="house")
    deck.tag(deck.gap(key, "6.2", 0), "tag")
    deck.fact("7.1", one="1")
    deck.views = [("7.1", "Own", "['one']", "['one']")]
    for card in (1, 2, 4):
        deck.answer(card, card, card)
    return deck


def test_what_is_broken_below_is_whole_before(tmp_path: Path) -> None:
    assert len(notes(_whole(), tmp_path)) == 5


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(choices=st.data(), is_shared=st.booleans())
def test_nothing_but_our_own_errors_comes_out_of_any_source(
    choices: st.DataObject,
    is_shared: bool,  # noqa: FBT001 - drawn
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "x"
    if is_shared:
        content = bytearray(_whole().xml().encode())
        for _ in range(choices.draw(st.integers(1, 4))):
            start = choices.draw(st.integers(0, len(content) - 1))
            end = start + choices.draw(st.integers(0, 12))
            content[start:end] = choices.draw(st.sampled_from(PIECES))
        archive(path, {"cards.xml": bytes(content)})
    else:
        path = _odd(path, broken(choices, _whole().tables()))
        if choices.draw(st.booleans()):
            data = bytearray(path.read_bytes())
            for _ in range(choices.draw(st.integers(1, 8))):
                place = choices.draw(st.integers(100, len(data) - 1))
                data[place] = choices.draw(st.integers(0, 255))
            path.write_bytes(data)
    try:
        package = read(path, "mnemosyne")
    except InterchangeError:
        return
    try:
        for _, found in made(package):
            parse_note(found.document)
    except BrokenSource:
        return


PIECES = [
    *(b"", b"<", b">", b"&", b"</log>", b"<log>", b"type='6'", b"\xff\xfe", b"\0"),
    *(b"[", b"]", b"9" * 30, b"-1", b"1e999", b"nan", b"{{c1::", b"'index': 99999"),
]


def _odd(path: Path, tables: Any) -> Path:
    """A database of tables in which anything stands in the place of anything."""
    rows = {
        name: [row for row in given if isinstance(row, list)]
        for name, given in tables.items()
        if isinstance(given, list)
    }
    try:
        return written(path, rows)
    except (sqlite3.Error, OverflowError, UnicodeEncodeError):
        return _whole().database(path)


@pytest.mark.parametrize(
    "text",
    ["[" * 300_000, "[a" * 100_000, "<audio " * 50_000, "<$>" * 50_000,
     "[a:" * 100_000],
    ids=lambda text: text[:7],
)  # fmt: skip
def test_facts_made_to_take_long_do_not(text: str, tmp_path: Path) -> None:
    from time import process_time

    deck = MnemosyneDeck()
    deck.gap(deck.fact(text=text), "5.1", 0)
    deck.gap(deck.fact("6.1", f=text), "6.2", 0)
    began = process_time()
    made(read(deck.database(tmp_path / "x.db")))
    assert process_time() - began < 10
