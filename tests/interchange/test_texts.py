"""Markdown, Org, tables and CrowdAnki as notes of the deck format."""

from __future__ import annotations

import json
import os
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drill.content.notes import parse_note
from drill.errors import (
    BrokenSource,
    InterchangeError,
    InvalidMapping,
    OverLimit,
    UnknownFormat,
)
from drill.interchange.crowdanki import read as read_crowdanki
from drill.interchange.folders import FolderMedia, texts_below
from drill.interchange.formats import FORMATS, read, recognise
from drill.interchange.markdown_cards import hashcards
from drill.interchange.markdown_texts import lines_of
from drill.interchange.package import Limits
from drill.interchange.tables import mapping_of

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import ForeignNote, Made, Package

FUZZ = int(os.environ.get("DRILL_TEST_FUZZ", "40"))


def opened(folder: Path, name: str, text: str, **more: Any) -> Package:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return read(path, **more)


def made(package: Package) -> list[tuple[ForeignNote, Made]]:
    found = [(note, note.make()) for note in package.notes()]
    return [(note, each) for note, each in found if each is not None]


def documents(package: Package) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in each.document.items() if key != "id"}
        for _, each in made(package)
    ]


# --- hashcards, repeater --------------------------------------------------------------

HASHCARDS = """---
name = "Rust"
---

Q: What is `Q: x`?
A: Two
lines.

```text
C: [no card]
```

C: The [borrow checker] sees ![a picture](pic/a b.png) and [a link](x) \\[not\\].

<!-- a remark -->
Q: Left alone

---
A: nothing
C: no gap at all
"""


def test_questions_answers_and_deletions_are_notes(tmp_path: Path) -> None:
    (tmp_path / "pic").mkdir()
    (tmp_path / "pic/a b.png").write_bytes(b"x")
    package = opened(tmp_path, "rust.md", HASHCARDS)
    assert package.format == "hashcards"
    found = made(package)
    assert documents(package) == [
        {
            "front": "What is `Q: x`?",
            "back": "Two\nlines.\n\n```text\nC: [no card]\n```",
        },
        {
            "kind": "cloze",
            "text": "The {{c1::borrow checker}} sees ![a picture](pic/a b.png) and"
            " [a link](x) [not].",
        },
    ]
    assert {note.deck for note, _ in found} == {("Rust",)}
    assert found[0][0].place == "rust.md, line 5"
    assert package.report.counts["I403"] == 2 * 2


def test_an_answer_that_changes_keeps_the_identity(tmp_path: Path) -> None:
    one = opened(tmp_path, "a.md", "Q: what?\nA: this\n")
    other = opened(tmp_path, "b.md", "Q:  what?\nA: that\n\nQ: what?\nA: more\n")
    [(first, _)], (second, third) = made(one), (note for note, _ in made(other))
    assert first.identity == second.identity
    assert third.identity == f"{first.identity}~2"
    assert first.stamp != second.stamp


def test_repeater_asks_all_deletions_at_once(tmp_path: Path) -> None:
    text = "C: [a] and [b::hint]\n"
    assert documents(opened(tmp_path, "x.md", text, format_="repeater")) == [
        {"kind": "cloze", "text": "{{c1::a}} and {{c1::b::hint}}"}
    ]


# --- obsidian -------------------------------------------------------------------------

OBSIDIAN = """---
tags: x
---
#flashcards/science/physics Some prose.

front::back <!--SR:!2024-03-20,124,270-->

both:::ways
<!--SR:!2024-03-20,4,250!2024-13-99,4,250-->

What is
asked?
?
The
answer

one
??
other

The ==gap== and ==another gap== [[Note|here]] and ![[pic.png]].

```
code::is no card
```

`also::none` but this::is
"""


def test_obsidians_cards_come_with_their_schedules(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_bytes(b"x")
    package = opened(tmp_path, "note.md", OBSIDIAN)
    assert package.format == "obsidian"
    assert documents(package) == [
        {"front": "front", "back": "back"},
        {"front": "both", "back": "ways", "both_ways": True},
        {"front": "What is\nasked?", "back": "The\nanswer"},
        {"front": "one", "back": "other", "both_ways": True},
        {
            "kind": "cloze",
            "text": "The {{c1::gap}} and {{c2::another gap}} here and"
            " ![pic.png](media:pic.png).",
        },
        {"front": "`also", "back": "none` but this::is"},
    ]
    found = made(package)
    assert {note.deck for note, _ in found} == {("science", "physics")}
    [card] = found[0][1].cards
    assert card.schedule is not None
    assert (card.schedule.interval_days, card.schedule.sm2_factor) == (124, 2.7)
    assert [each.part for each in found[1][1].cards] == ["front"]
    with package.media.open("pic.png") as stream:
        assert stream.read() == b"x"


def test_a_vault_is_read_file_by_file(tmp_path: Path) -> None:
    vault = tmp_path / "Vault"
    for name, text in (
        ("a.md", "Q: a\nA: 1\n"),
        ("sub/b.md", "#flashcards\nfront::back ![x](../pic.png)\n"),
        ("sub/c.org", "* Item :drill:\nq\n** A\na\n"),
        (".obsidian/d.md", "Q: no\nA: no\n"),
        ("prose.md", "Nothing but prose.\n"),
        ("pic.bin", "x"),
    ):
        file = vault / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (vault / "pic.png").write_bytes(b"p")
    (tmp_path / "secret.md").write_text("Q: secret\nA: s\n")
    (vault / "link.md").symlink_to(tmp_path / "secret.md")
    package = read(vault)
    assert package.format == "markdown"
    decks = [note.deck for note, _ in made(package)]
    assert decks == [("Vault", "a"), ("Vault", "sub", "b"), ("Vault", "sub", "c")]
    assert package.media.has("pic.png")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UnknownFormat):
        read(empty)
    with pytest.raises(OverLimit):
        texts_below(vault, (".md",), Limits(entries=1))
    with pytest.raises(BrokenSource):
        texts_below(tmp_path / "gone", (".md",), Limits())


def test_media_never_leave_their_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.png").write_bytes(b"a")
    (tmp_path / "secret").write_bytes(b"s")
    (tmp_path / "in/link").symlink_to(tmp_path / "secret")
    media = FolderMedia(tmp_path / "in")
    assert (media.has("a.png"), media.size("a.png")) == (True, 1)
    for name in ("../secret", "link", str(tmp_path / "secret"), "", "a\0", "no"):
        assert not media.has(name)
        with pytest.raises(KeyError):
            media.open(name)
        with pytest.raises(KeyError):
            media.size(name)


# --- mdanki, org ----------------------------------------------------------------------


def test_headings_and_bodies_are_notes(tmp_path: Path) -> None:
    text = (
        "# Title\n\n## Front\nbody\n\n[#tag](x)\n\n"
        "## Other\n\nmore\n%\nback\n\n## Empty\n"
    )
    package = opened(tmp_path, "deck.md", text)
    assert package.format == "mdanki"
    assert documents(package) == [
        {"front": "Front", "back": "body", "tags": ["tag"]},
        {"front": "Other\n\nmore", "back": "back"},
    ]
    assert {note.deck for note, _ in made(package)} == {("deck", "Title")}


ORG = """#+TITLE: Science
* Item :drill:bio:
SCHEDULED: <2024-03-20 Wed>
:PROPERTIES:
:ID: abc-1
:DRILL_LAST_INTERVAL: 12.4
:DRILL_EASE: 2.36
:DRILL_TOTAL_REPEATS: 5
:DRILL_FAILURE_COUNT: x
:END:
What is *bold*, /slanted/ and =code=?
** Answer
See [[https://x.y][the page]] and [[file:a.png]].
#+begin_src python
x = 1
#+end_src
* Gaps :drill:
The [answer||hint] is [here].
* Two :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:END:
Which?
** One
left
** Other
right
* Front :fc:
:PROPERTIES:
:FC_TYPE: double
:END:
:REVIEW_DATA:
| position | ease | box | interval | due                  |
|----------+------+-----+----------+----------------------|
| front    |  2.5 |   3 |     6.00 | 2024-03-20T10:00:00Z |
| back     |  2.5 |   0 |        0 | 2024-03-20T10:00:00Z |
| odd      |  x   |   0 |        0 | never                |
:END:
Back
* Cloze :fc:
:PROPERTIES:
:FC_TYPE: cloze
:END:
The {{mitochondria}{organ}@0} and {{cell}@2}.
* Nothing :fc:
:PROPERTIES:
:FC_TYPE: cloze
:END:
* No card
text
"""


def test_org_headings_are_notes_with_schedules(tmp_path: Path) -> None:
    package = opened(tmp_path, "x.org", ORG)
    assert package.format == "org"
    found = made(package)
    assert documents(package) == [
        {
            "front": "What is **bold**, *slanted* and `code`?",
            "back": "See [the page](<https://x.y>) and a.png.\n```python\nx = 1\n```",
            "tags": ["bio"],
        },
        {"kind": "cloze", "text": "Gaps\n\nThe {{c1::answer::hint}} is {{c2::here}}."},
        {"front": "left", "back": "right", "both_ways": True},
        {"front": "Front", "back": "Back", "both_ways": True},
        {
            "kind": "cloze",
            "text": "Cloze\n\nThe {{c1::mitochondria::organ}} and {{c3::cell}}.",
        },
    ]
    assert found[0][0].identity == "org:abc-1"
    assert found[0][0].deck == ("Science",)
    [card] = found[0][1].cards
    assert card.schedule is not None
    assert (card.schedule.interval_days, card.schedule.sm2_factor) == (12, 2.36)
    assert (card.schedule.repetitions, card.schedule.lapses) == (5, 0)
    assert [each.part for each in found[3][1].cards] == ["front"]


# --- tables ---------------------------------------------------------------------------

TABLES = {
    "tabs": ("ser\tto be\nir\tto go\n", "\t", [("ser", "to be"), ("ir", "to go")]),
    "commas": ('a,"b, ""c"""\n"d\ne",f\n', ",", [("a", 'b, "c"'), ("d\\\ne", "f")]),
    "semicolons": ("a;b\nd;e, f\n", ";", [("a", "b"), ("d", "e, f")]),
    "pipes": ("a|b\nc|d\n", "|", [("a", "b"), ("c", "d")]),
    "dashes": ("a---b\nc---d\n", "---", [("a", "b"), ("c", "d")]),
    "carriage returns": ("a\tb\rc\td\r", "\t", [("a", "b"), ("c", "d")]),
    "unclosed": ('a,"b\nc,d\n', ",", [("a", "b\\\nc,d")]),
}


@pytest.mark.parametrize("name", TABLES)
def test_delimiters_are_seen_from_the_rows(name: str, tmp_path: Path) -> None:
    text, delimiter, wanted = TABLES[name]
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode())
    package = read(path, "table" if name == "unclosed" else "")
    assert package.mapping is not None
    assert package.mapping["delimiter"] == delimiter
    assert [(each["front"], each["back"]) for each in documents(package)] == wanted


def test_a_header_says_what_columns_are(tmp_path: Path) -> None:
    text = "Tags;Question;Deck;Answer;Extra\nx y;q*;A::B;a;more\n;;;;\n;;A;b;\n"
    package = opened(tmp_path, "x.csv", text)
    [(note, found)] = made(package)
    assert note.deck == ("A", "B")
    assert found.document["front"] == "q\\*"
    assert (found.document["why"], found.document["tags"]) == ("more", ["x", "y"])
    assert package.report.remarks[0].line == 4


def test_ankis_text_says_it_in_its_headers(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n"
        "#deck column:3\n#tags column:6\ng1\tBasic\tA::B\t<b>q</b>\ta&lt;b\tt\n"
    )
    [(note, found)] = made(opened(tmp_path, "x.txt", text))
    assert (note.identity, note.deck) == ("anki:g1", ("A", "B"))
    assert found.document["front"] == "**q**"
    assert found.document["back"] == "a<b"
    assert found.document["tags"] == ["t"]
    named = opened(tmp_path, "y.txt", "#deck:Verbs\n#separator:@\nser\tto be\n")
    assert made(named)[0][0].deck == ("Verbs",)
    only = opened(tmp_path, "z.txt", "#separator:,\n#tags column:2\nfront,t\n")
    assert documents(only)[0]["cards"] == [{"part": "front", "front": "front"}]
    assert documents(opened(tmp_path, "w.txt", "#not a header\tx\n"))


def test_a_mapping_can_be_corrected(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("1\ta lemma\tb\n2\tother\tmore\n")
    package = read(path, mapping={"front": 2, "back": 3, "more": [], "id": 1})
    assert [note.identity for note, _ in made(package)] == ["anki:1", "anki:2"]
    assert documents(package)[0] == {"front": "a lemma", "back": "b"}
    assert mapping_of({"more": None}).more == ()
    assert mapping_of({"more": 3}).more == (3,)
    for wrong in (
        *({"fornt": 1}, {"front": 0}, {"front": "x"}, {"back": None}, {"tags": True}),
        *({"more": "x"}, {"more": [1, None]}, {"is_html": 1}, {"has_header": None}),
        *({"delimiter": "@"}, {"delimiter": [1]}, {"delimiter": None}),
    ):
        with pytest.raises(InvalidMapping):
            read(path, mapping=wrong)
    assert mapping_of({"delimiter": "tab"}).delimiter == "\t"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("é\tb\n".encode("utf-8-sig"), "é"),
        ("é\tb\n".encode("utf-16"), "é"),
        ("é\tb\n".encode("latin-1"), "é"),
        ("😀\tb\n".encode("utf-32"), "😀"),
    ],
)
def test_letters_are_read_in_any_encoding(
    content: bytes, shown: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(content)
    assert documents(read(path))[0]["front"] == shown


def test_texts_that_are_no_decks_say_so(tmp_path: Path) -> None:
    for name, text in (
        ("x.md", "Nothing but prose.\n"),
        ("x.org", "* A heading\n"),
        ("x.txt", "one line\nanother line here\n"),
        ("x.json", '{"a": 1}'),
    ):
        with pytest.raises(UnknownFormat):
            opened(tmp_path, name, text)
    with pytest.raises(OverLimit):
        opened(tmp_path, "y.md", "## Front\nbody\n", limits=Limits(file_bytes=3))
    with pytest.raises(OverLimit):
        read(tmp_path / "x.txt", "table", limits=Limits(file_bytes=3))
    with pytest.raises(BrokenSource):
        read(tmp_path / "gone", "table")
    assert all(each.title for each in FORMATS.values())


# --- CrowdAnki ------------------------------------------------------------------------

DECK: dict[str, Any] = {
    "__type__": "Deck",
    "crowdanki_uuid": "x",
    "name": "Top",
    "note_models": [
        {
            "crowdanki_uuid": "m1",
            "name": "Basic",
            "type": 0,
            "flds": [{"name": "Front"}, {"name": "Back"}],
            "tmpls": [
                {
                    "name": "1",
                    "qfmt": "{{Front}}",
                    "afmt": "{{FrontSide}}<hr id=answer>{{Back}}",
                },
                {
                    "name": "2",
                    "qfmt": "{{#Back}}{{Back}}{{/Back}}",
                    "afmt": "{{Front}}!",
                },
            ],
        }
    ],
    "notes": [
        {
            "guid": "g",
            "note_model_uuid": "m1",
            "fields": ["f <img src='a.png'>", "b"],
            "tags": ["t"],
        },
        {"guid": "g", "note_model_uuid": "m1", "fields": ["f", ""]},
        {"guid": "h", "note_model_uuid": "none", "fields": []},
    ],
    "children": [
        {"name": "Sub", "notes": [{"note_model_uuid": "m1", "fields": ["x", "y"]}]}
    ],
}


def test_a_deck_of_crowdanki_is_read_with_its_media(tmp_path: Path) -> None:
    folder = tmp_path / "Deck"
    (folder / "media").mkdir(parents=True)
    (folder / "media/a.png").write_bytes(b"x")
    (folder / "deck.json").write_text(json.dumps(DECK))
    assert recognise(folder) == recognise(folder / "deck.json") == "crowdanki"
    package = read(folder)
    found = made(package)
    assert [note.identity for note, _ in found] == ["anki:g", "anki:g~2", "anki:id-4"]
    assert [note.deck for note, _ in found] == [("Top",), ("Top",), ("Top", "Sub")]
    assert [len(each.document.get("cards", "1")) for _, each in found] == [2, 1, 2]
    assert package.report.counts["I203"] == 1
    assert package.media.has("a.png")
    assert package.media.size("a.png") == 1
    with package.media.open("a.png") as stream:
        assert stream.read() == b"x"
    assert package.types[0].contents["name"] == "Basic"


def test_a_broken_deck_of_crowdanki_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deck.json"
    for text, kind in (
        ("[]", BrokenSource),
        ('{"__type__": "Deck", "notes": 5, "note_models": [1]}', None),
        ("{", BrokenSource),
    ):
        path.write_text(text)
        if kind is None:
            assert list(read_crowdanki(path).notes()) == []
        else:
            with pytest.raises(kind):
                read_crowdanki(path)
    with pytest.raises(BrokenSource, match=r"deck\.json"):
        read_crowdanki(tmp_path / "none")


PIECES = st.sampled_from(
    [
        *("Q: x", "A: y", "C: [a] [b", "---", "```", "x::y", "x:::y", "?", "??"),
        *(
            "==a==",
            "<!--SR:!2024-01-01,9,250-->",
            "#flashcards/a",
            "## H",
            "%",
            "* I :drill:",
        ),
        *(
            "** A",
            ":PROPERTIES:",
            ":END:",
            "[a||b]",
            "{{a}{b}@0}",
            "a\tb",
            '"',
            "",
            "\0",
        ),
        *(
            "![[a]]",
            "![x](../../../etc/passwd)",
            "[[",
            "{{c1::",
            "\ufeff",
            "#separator:tab",
        ),
        *("[" * 500, "=" * 500, "| front | 2 | 3 | 4 | 2024-01-01 |", ":REVIEW_DATA:"),
    ]
)


@settings(max_examples=FUZZ, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=st.lists(PIECES | st.text(max_size=30), max_size=40),
    name=st.sampled_from(["x.md", "x.org", "x.txt", "x.csv"]),
    format_=st.sampled_from(
        ["", "table", "hashcards", "repeater", "obsidian", "mdanki", "org"]
    ),
)
def test_nothing_but_our_own_errors_comes_out_of_any_text(
    lines: list[str], name: str, format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_text("\n".join(lines), "utf-8", errors="replace")
    try:
        package = read(path, format_)
    except InterchangeError:
        return
    for note in package.notes():
        found = note.make()
        if found is not None:
            parse_note(found.document)
            for media in found.media:
                assert not package.media.has(media)


@pytest.mark.parametrize(
    "text",
    ["Q: " + "[" * 300_000, "==" * 200_000, "::" * 200_000, "|" * 300_000,
     "* x :drill:\n" + "[a" * 200_000, "#flashcards\n" + "`" * 200_000 + "::x",
     "<!--SR:" * 100_000, "![" * 200_000, '"' * 300_001 + ",\n"],
    ids=lambda text: text[:16],
)  # fmt: skip
def test_texts_made_to_take_long_do_not(text: str, tmp_path: Path) -> None:
    from time import process_time

    path = tmp_path / "x.md"
    path.write_text(text)
    began = process_time()
    for name in ("hashcards", "obsidian", "mdanki", "org", "table"):
        try:
            package = read(path, name)
            for note in package.notes():
                note.make()
        except InterchangeError:
            continue
    assert process_time() - began < 20


@pytest.mark.parametrize("sign", ["[", "[a", "<!--", "<!-- -", "![", "[["])
def test_brackets_that_never_close_are_passed_over_in_linear_time(sign: str) -> None:
    text = lines_of("C: a [b] " + sign * 400_000)
    began = process_time()
    [card] = hashcards(text)
    assert card.gaps.startswith("a {{c1::b}} ")
    assert process_time() - began < 1.0


def test_comments_are_left_out_and_escaped_brackets_stay() -> None:
    [card] = hashcards(
        lines_of("C: a <!-- [x] --><!----> \\[b\\] [c::d] ![e](f) [g](h)")
    )
    assert card.gaps == "a  [b] {{c1::c::d}} ![e](f) [g](h)"
