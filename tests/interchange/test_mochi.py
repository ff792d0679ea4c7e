"""Mochi's exports as notes of the deck format."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.notes import parse_note
from drill.errors import BrokenSource, InterchangeError, OverLimit
from drill.ids import Rating
from drill.interchange.edn import edn_of
from drill.interchange.formats import read, recognise
from drill.interchange.package import LIMITS, Limits
from drill.interchange.transit import plain_of
from tests.interchange.breaking import broken
from tests.interchange.making_anki import archive
from tests.interchange.making_mochi import (
    BEGAN_MS,
    DAY_MS,
    card,
    data,
    deck,
    export,
    fields,
    review,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import ForeignNote, Made, Package

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "40"))


def made(package: Package) -> list[tuple[ForeignNote, Made]]:
    try:
        found = [(note, note.make()) for note in package.notes()]
    finally:
        package.close()
    return [(note, each) for note, each in found if each is not None]


def only(folder: Path, content: str, **more: Any) -> Made:
    said = data(deck("D", "Deck", card("c1", content, **more)))
    [(_, found)] = made(read(export(folder / "x.mochi", said)))
    return found


def document(folder: Path, content: str, **more: Any) -> dict[str, Any]:
    said = dict(only(folder, content, **more).document)
    del said["id"]
    return said


# --- what is on a card ----------------------------------------------------------------


def test_sides_part_at_dashes_outside_of_code(tmp_path: Path) -> None:
    assert document(tmp_path, "What?\n---\nThis\n---\nand that") == {
        "front": "What?", "back": "This\n\n---\n\nand that"
    }  # fmt: skip
    fenced = "A\n```yaml\n---\na: 1\n```\n---\nB"
    assert document(tmp_path, fenced)["front"] == "A\n```yaml\n---\na: 1\n```"
    assert document(tmp_path, "One side") == {
        "kind": "cards", "cards": [{"part": "front", "front": "One side"}]
    }  # fmt: skip


def test_gaps_of_no_group_are_hidden_together(tmp_path: Path) -> None:
    said = document(tmp_path, "{{a}} and {{b}} in `{{ jinja }}`\n---\nbecause {{x}}")
    assert said == {
        "kind": "cloze",
        "text": "{{c1::a}} and {{c1::b}} in `{{ jinja }}`",
        "why": "because x",
    }
    assert document(tmp_path, "{{1::a}} {{2::b}} {{1::c}} {{d}} {{2::e::f}}") == {
        "kind": "cloze",
        "text": "{{c1::a}} {{c2::b}} {{c1::c}} {{c3::d}} {{c2::`e::f`}}",
    }


def test_every_group_of_gaps_has_a_history_of_its_own(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        "{{1::a}} {{2::b}} {{3::c}}",
        reviews=[review(0, 1)],
        cloze_reviews={"1": [review(1, 4, 3.2)], "2": [review(2, 3, knew=False)]},
    )
    first, second, third = found.cards
    assert [len(each.reviews) for each in found.cards] == [1, 1, 0]
    assert first.schedule is not None
    assert first.schedule.interval_days == 3
    assert second.reviews[0].rating is Rating.AGAIN
    assert (third.position, first.position) == (1, None)


def test_a_template_shows_the_fields_of_a_card(tmp_path: Path) -> None:
    template = {
        "~:id": "~:T",
        "~:name": "Vocabulary",
        "~:content": "<< Word >>\n<< ^Mute >>say << Audio >> <</ Mute >>\n---\n"
        "<<Meaning>><< #Mute >>!<< /Mute >>",
        "~:fields": {
            "~:name": {"~:id": "~:name", "~:name": "Meaning"},
            "~:w": {"~:id": "~:w", "~:name": "Word"},
            "~:a": {"~:id": "~:a", "~:name": "Audio", "~:type": "~:speech"},
            "~:m": {"~:id": "~:m", "~:name": "Mute", "~:type": "~:boolean"},
        },
    }
    loud = card("c1", "", template="~:T", fields=fields(name="cat", w="neko", m=False))
    mute = card("c2", "", fields=fields(name="dog", w="inu", m=True))
    lost = card("c3", "", template="~:gone", fields=fields(name="x", w="y"))
    said = data(
        deck("D", "Deck", loud, mute, lost, template_id="~:T"),
        templates={"~#list": [template]},
    )
    package = read(export(tmp_path / "x.mochi", said))
    documents = [each.document for _, each in made(package)]
    assert [(each["front"], each["back"]) for each in documents] == [
        ("neko\nsay", "cat"), ("inu", "dog!"), ("x", "y")
    ]  # fmt: skip
    assert package.report.counts == {"I702": 1, "I703": 1}


def test_links_and_media_are_ours(tmp_path: Path) -> None:
    text = (
        "![cat](@media/cat.png) ![](@media/purr.mp3) [[c2]] [[Other|c2]] ![[c2/1]]"
        "\n---\n"
        '@[page](https://a.b) @[card](mochi://c) <speech lang="ja">neko</speech>'
    )
    said = data(deck("D", "Deck", card("c1", text), card("c2", "Second\n---\ntwo")))
    package = read(export(tmp_path / "x.mochi", said, cat_png=b"cat", purr_mp3=b"purr"))
    assert package.media.has("cat.png")
    assert package.media.size("cat.png") == 3
    assert package.media.open("purr.mp3").read() == b"purr"
    assert not package.media.has("data.json")
    (_, first), _ = made(package)
    assert first.document["front"] == (
        "![cat](media:cat.png) [sound: purr.mp3](media:purr.mp3) Second Other Second"
    )
    assert first.document["back"] == "[page](<https://a.b>) card neko"
    assert first.media == {"cat.png", "purr.mp3"}


# --- decks, history -------------------------------------------------------------------


def test_decks_nest_and_what_is_thrown_away_stays_there(tmp_path: Path) -> None:
    gone = {"~#dt": BEGAN_MS}
    said = data(
        deck("A", "Top", card("c1", "a\n---\nb", archived=True)),
        deck("B", "Below", card("c2", "c\n---\nd", tags={"~#set": ["x y"]}),
             parent_id="~:A"),
        deck("C", "Old", card("c3", "e\n---\nf"), **{"trashed?": gone}),
        deck("L", "Loop", card("c4", "g\n---\nh", trashed=gone), parent_id="~:L"),
        cards=[{"~:deck-id": "~:B", "~:content": "i\n---\nj"}],
    )  # fmt: skip
    package = read(export(tmp_path / "x.mochi", said))
    found = made(package)
    assert [note.deck for note, _ in found] == [
        ("Top",), ("Top", "Below"), ("Top", "Below")
    ]  # fmt: skip
    assert [note.identity for note, _ in found][:2] == ["mochi:c1", "mochi:c2"]
    assert found[0][1].cards[0].suspended
    assert found[1][1].document["tags"] == ["x-y"]
    assert package.report.counts == {"I701": 2}
    assert package.total == 5


def test_reviews_come_with_the_interval_that_they_led_to(tmp_path: Path) -> None:
    learnt = [review(0, 1), review(1, 3, 2.2), review(3, 8, 5.4, knew=False)]
    [front] = only(tmp_path, "a\n---\nb", reviews=[learnt[2], *learnt[:2]]).cards
    assert [each.rating for each in front.reviews] == [
        Rating.GOOD, Rating.GOOD, Rating.AGAIN
    ]  # fmt: skip
    assert front.reviews[0].duration_ms == 4_000
    assert front.schedule is not None
    assert front.schedule.interval_days == 5
    assert front.schedule.due_ms == BEGAN_MS + 8 * DAY_MS
    assert front.schedule.last_ms == BEGAN_MS + 3 * DAY_MS
    assert front.schedule.sm2_factor is None
    [early] = only(tmp_path, "a\n---\nb", reviews=[review(0, 0, 0.01)]).cards
    assert early.schedule is None


def test_a_card_asked_from_both_sides_has_two_histories(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        "a\n---\nb",
        reviews=[review(0, 2, 2)],
        reverse_reviews=[review(1, 4, 3)],
    )
    assert found.document["both_ways"] is True
    assert [each.schedule and each.schedule.interval_days for each in found.cards] == [
        2, 3
    ]  # fmt: skip


# --- notations ------------------------------------------------------------------------


def test_edn_says_the_same_as_transit(tmp_path: Path) -> None:
    text = """; of Mochi
    {:version 2, :decks [{:name "Deck \\"1\\"" :id :D
      :cards [{:id :c1 :content "a\\n---\\n\\u00e9" :tags #{"t"} :pos nil
               :reviews [{:date #inst "2023-11-14T22:13:20Z" :interval 2.0
                          :remembered? true} #_ #_ 1
                          {:date 1 :remembered? true}]}]}]}"""
    path = archive(tmp_path / "x.mochi", {"data.edn": text.encode()})
    assert recognise(path) == "mochi"
    [(note, found)] = made(read(path))
    assert note.deck == ('Deck "1"',)
    assert (found.document["back"], found.document["tags"]) == ("é", ["t"])
    [front] = found.cards
    assert [each.at_ms for each in front.reviews] == [BEGAN_MS]
    assert front.schedule is not None
    assert front.schedule.due_ms == BEGAN_MS + 2 * DAY_MS


def test_the_compact_form_of_transit_repeats_words_by_codes() -> None:
    said = [
        "^ ", "~:decks",
        [["^ ", "~:name", "A", "~:a", 0, "~:card", 1], ["^ ", "^1", "B", "^2", 2]],
        "~:set", ["~#set", ["~~x", "~^y", "~i7", "~d1.5", "~?t", "~_", "~m5"]],
        "other", ["^4", [1]], "at", "~t2023-11-14T22:13:20Z",
    ]  # fmt: skip
    assert plain_of(said) == {
        "decks": [{"name": "A", "a": 0, "card": 1}, {"name": "B", "card": 2}],
        "set": ["~x", "^y", 7, 1.5, True, None, 5],
        "other": [1],
        "at": BEGAN_MS,
    }
    assert plain_of({"~#cmap": ["a", {"~#dt": 5}]}) == {"a": 5}
    assert plain_of("^0") == "^0"
    assert plain_of(["^9", "^zzz", "~iX"]) == ["^9", "^zzz", "X"]


def test_edn_that_is_none_names_its_line(tmp_path: Path) -> None:
    text = r"[\a \newline \u0041 1N -2.5e1M ##Inf #my/tag x]"
    assert edn_of(tmp_path, text, LIMITS) == [
        "a", "\n", "A", 1, -25.0, "##Inf", "x"
    ]  # fmt: skip
    for text, reason in (
        ("", "nothing"), ("{:a", "never closed"), ("{:a 1 :b}", "key without"),
        ("\n]", ":2"), ('"abc', "no meaning"), ("(1]", "closes nothing"),
    ):  # fmt: skip
        with pytest.raises(BrokenSource, match=reason):
            edn_of(tmp_path, text, LIMITS)
    for deep in ("[" * 300, "#_" * 300):
        with pytest.raises(OverLimit):
            edn_of(tmp_path, deep, LIMITS)


def test_archives_that_are_no_export_say_so(tmp_path: Path) -> None:
    for members in (
        {"data.json": b"[]"}, {"data.json": b"{"}, {"data.json": b'{"~:decks": 5}'},
        {"data.edn": b"{:decks []}"}, {"other": b""},
    ):  # fmt: skip
        path = archive(tmp_path / "x.mochi", members)
        with pytest.raises(BrokenSource):
            read(path, "mochi")
    path = archive(tmp_path / "x.mochi", {"data.json": b'{"~:decks": [{}]}'})
    with pytest.raises(OverLimit):
        read(path, limits=Limits(unpacked_bytes=3))


# --- whatever comes -------------------------------------------------------------------

WHOLE = data(
    deck(
        "A", "Top",
        card("c1", "a {{1::b}} {{c}}\n---\nd", reviews=[review(0, 1)],
             cloze_reviews={"1": [review(1, 3, 2)]}),
        card("c2", "", template="~:T", fields=fields(name="cat", w="neko", m=True)),
    ),
    deck("B", "Below", card("c3", "![x](@media/a.png)\n---\n[[c1]]", reviews=[
        review(0, 2, 2.5)], reverse_reviews=[review(1, 2, 1)]), parent_id="~:A"),
    templates={"~#list": [{
        "~:id": "~:T", "~:content": "<< #m >><< Word >><</ m >>\n---\n<< Name >>",
        "~:fields": {"~:w": {"~:id": "~:w", "~:name": "Word"}},
    }]},
)  # fmt: skip


def test_what_is_broken_below_is_whole_before(tmp_path: Path) -> None:
    assert len(made(read(export(tmp_path / "x.mochi", WHOLE)))) == 3


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(choices=st.data(), is_compact=st.booleans())
def test_nothing_but_our_own_errors_comes_out_of_any_export(
    choices: st.DataObject,
    is_compact: bool,  # noqa: FBT001 - drawn
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    said = broken(choices, WHOLE)
    text = json.dumps(["~#'", said] if is_compact else said)
    name = choices.draw(st.sampled_from(["data.json", "data.edn"]))
    if name == "data.edn":
        text = text.replace('"~:', '"').replace(":", " ")
    path = tmp_path_factory.mktemp("fuzz") / "x.mochi"
    archive(path, {name: text.encode("utf-8", "replace"), "a.png": b"x"})
    try:
        package = read(path, "mochi")
    except InterchangeError:
        return
    for _, found in made(package):
        parse_note(found.document)


@pytest.mark.parametrize(
    "content",
    ["{{" * 200_000, "<<" * 200_000, "---\n" * 100_000, "[[" * 200_000, "![" * 200_000,
     "`{{" * 100_000, "@[" * 200_000, "{{1::a}}`" * 20_000, "<speech" * 50_000],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_cards_made_to_take_long_do_not(content: str, tmp_path: Path) -> None:
    from time import process_time

    template = {"~:id": "~:T", "~:content": content, "~:fields": {}}
    said = data(
        deck("D", "Deck", card("c1", content), card("c2", "", template="~:T",
             fields=fields(name="x"))),
        templates=[template],
    )  # fmt: skip
    began = process_time()
    made(read(export(tmp_path / "x.mochi", said)))
    assert process_time() - began < 10
