"""Reading files of decks: everything that can be read, and every problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from drill.content import syntax
from drill.content.decoding import REPORTED
from drill.content.library import LARGEST_BYTES
from drill.content.reader import read_deck, read_kata, read_topic
from tests.content.making import (
    BASIC,
    EXAMPLE,
    KATA,
    PATH,
    codes,
    names,
    read,
    topic_text,
)

if TYPE_CHECKING:
    from drill.content.problems import Problem

TWO = BASIC.replace("one", "two")
THREE = BASIC.replace("one", "three")


def only(problems: tuple[Problem, ...]) -> Problem:
    [found] = problems
    return found


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: the Python one stands in where libyaml is absent."""
    monkeypatch.setattr(syntax, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
def test_the_model_topic_has_no_problem() -> None:
    outcome = read_topic(EXAMPLE, EXAMPLE.read_bytes())
    assert outcome.problems == ()
    assert outcome.topic
    assert len(outcome.topic.notes) == 27
    kinds = {each.note.kind for each in outcome.topic.notes}
    assert kinds == {
        *("basic", "cloze", "choice", "numeric", "order", "typed"),
        *("generated", "prompt"),
    }
    assert outcome.topic.head.needs == ("networking/tcp",)


@pytest.mark.usefixtures("loader")
def test_the_model_kata_has_no_problem() -> None:
    outcome = read_kata(KATA, KATA.read_bytes())
    assert outcome.problems == ()
    assert outcome.kata
    assert (outcome.kata.line, outcome.kata.column) == (2, 1)


def test_every_note_knows_its_line() -> None:
    outcome = read(BASIC, TWO)
    assert outcome.topic
    assert [(each.line, each.column) for each in outcome.topic.notes] == [
        (4, 5),
        (8, 5),
    ]
    assert outcome.topic.notes[1].position("back") == (10, 11)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("broken", "code", "line", "column", "said"),
    [
        ("- id: bad\n  front: a: b\n  back: b", "Y001", 9, 13, "mapping values"),
        ("- id: bad\n  front: `x` y\n  back: b", "Y001", 9, 12, "begin with ```"),
        ("- id: bad\n\tfront: b", "Y004", 9, 3, "a tab"),
        ('- id: bad\n  front: "a\\q"', "Y001", 0, 0, "unknown escape"),
        ('- id: bad\n  front: "a', "Y001", 0, 0, ""),
        ("- id: bad\n  front: [a", "Y001", 0, 0, ""),
        ("- id: bad\n  front: *x", "Y008", 9, 12, "*x is not known"),
        ("- id: bad\n  front: !x y", "Y009", 9, 12, "the tag !x"),
        ("- id: bad\n  front: !!int 5", "Y009", 9, 12, "the tag tag:yaml.org"),
        ("- id: bad\n  hints: !x [a]", "Y009", 9, 12, "the tag !x"),
        ("- id: bad\n  <<: {}", "Y009", 9, 5, "merge keys"),
        ("- id: bad\n  ? [a]\n  : b", "Y009", 9, 7, "a plain word"),
        ("- id: &x bad\n  hints: &y [*y]", "Y008", 9, 16, "contains itself"),
        ("- id: bad\n  hints: &y [a]\n  *y : b", "Y009", 10, 5, "a plain word"),
        ("- id: bad\n  why: " + "[" * 40 + "]" * 40, "Y006", 0, 0, "32 levels"),
    ],
)
def test_broken_yaml_costs_one_note(
    broken: str, code: str, line: int, column: int, said: str
) -> None:
    outcome = read(BASIC, broken, TWO)
    found = only(outcome.problems)
    assert (found.code, said in found.message) == (code, True)
    if line:
        assert (found.line, found.column) == (line, column)
    assert names(outcome) == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("front: a: b", "put the text in quotes"),
        ("front: `x`", "put the text in quotes"),
        ("\tfront: b", "Indent with spaces"),
        ('front: "a\\q"', "use single quotes"),
        ('front: "a', "A quote"),
        ("front: *", "needs quotes"),
        ("front: a\n back: b\n  x", "indentation"),
    ],
)
def test_a_hint_says_how_to_mend_the_yaml(text: str, hint: str) -> None:
    found = only(read(BASIC, f"- id: bad\n  {text}").problems)
    assert hint.lower() in found.hint.lower()


def test_each_broken_note_is_reported() -> None:
    bad = "- id: bad\n  front: a: b"
    outcome = read(bad, BASIC, bad, TWO)
    assert [found.line for found in outcome.problems] == [5, 11]
    assert names(outcome) == ["one", "two"]


def test_a_broken_head_is_reported_and_nothing_is_read() -> None:
    outcome = read(BASIC, head="needs: [a\n")
    assert outcome.topic is None
    assert codes(outcome.problems) == ["Y001"]


def test_keys_after_the_notes_are_read_from_a_broken_file() -> None:
    text = topic_text(BASIC, "- id: bad\n  front: a: b") + "needs: [a/b]\n"
    outcome = read_topic(PATH, text.encode())
    assert names(outcome) == ["one"]
    assert outcome.topic
    assert outcome.topic.head.needs == ("a/b",)


def test_notes_without_indentation_are_cut_as_well() -> None:
    text = "topic: topic\ntitle: t\nnotes:\n- id: bad\n  front: a: b\n" + BASIC.strip()
    outcome = read_topic(PATH, f"{text}\ntags: x\n".encode())
    assert names(outcome) == ["one"]
    assert codes(outcome.problems) == ["Y001", "F003"]


def test_doubled_keys_of_a_broken_file_are_reported_too() -> None:
    bad = "- id: bad\n  front: a: b"
    outcome = read(bad, BASIC + "  back: c", head="title: again\n")
    assert codes(outcome.problems) == ["Y007", "Y001", "Y007"]
    assert outcome.topic
    assert outcome.topic.unreadable == ("one",)


def test_a_second_document_is_not_read() -> None:
    text = topic_text(BASIC) + "---\ntitle: another\n"
    outcome = read_topic(PATH, text.encode())
    assert ("Y009", 8, 1) in [
        (found.code, found.line, found.column) for found in outcome.problems
    ]


def test_an_error_that_no_part_shows_is_still_reported() -> None:
    many = ", ".join(["x"] * 1_500)
    note = "\n  why: a\n  hints: &a [{many}]\n  tags: *a"
    one, two = (each.rstrip() + note.format(many=many) for each in (BASIC, TWO))
    outcome = read(one, two)
    assert only(outcome.problems).code == "Y008"
    assert names(outcome) == ["one", "two"]


def test_a_file_without_notes_and_with_broken_yaml_says_so() -> None:
    outcome = read_topic(PATH, b"a: b: c")
    assert (outcome.topic, codes(outcome.problems)) == (None, ["Y001"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "found nothing"),
        ("# nothing but a comment", "found nothing"),
        ("- a", "found a list"),
        ("word", "found text"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, said: str) -> None:
    for reader in (read_topic, read_deck, read_kata):
        outcome = reader(PATH, text.encode())
        found = only(outcome.problems)
        assert (found.code, said in found.message) == ("F002", True)


@pytest.mark.usefixtures("loader")
def test_a_doubled_key_is_an_error_of_its_note() -> None:
    outcome = read(BASIC + "  back: c", TWO)
    found = only(outcome.problems)
    assert (found.code, found.line, found.column) == ("Y007", 8, 5)
    assert "line 6" in found.message
    assert names(outcome) == ["two"]
    assert outcome.topic
    assert outcome.topic.unreadable == ("one",)


def test_an_alias_stands_for_its_value() -> None:
    outcome = read(BASIC + "  why: &w because", TWO + "  why: *w")
    assert outcome.problems == ()
    assert outcome.topic
    assert [each.note.why for each in outcome.topic.notes] == ["because", "because"]


def test_aliases_that_multiply_are_stopped() -> None:
    bomb = "- id: bad\n  hints:\n    - &a [x, x, x, x, x, x, x, x, x]\n"
    for one, other in ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"):
        bomb += f"    - &{other} [{', '.join([f'*{one}'] * 9)}]\n"
    outcome = read(BASIC, bomb)
    assert only(outcome.problems).code == "Y008"
    assert names(outcome) == ["one"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_that_would_overflow_the_stack_is_a_problem(opening: str) -> None:
    outcome = read(f"- id: bad\n  why:\n    {opening * 100_000}", BASIC)
    assert "Y006" in codes(outcome.problems)
    assert names(outcome) == ["one"]


@pytest.mark.parametrize(
    "text",
    ["no", "1.10", "12:30", "017", "2026-01-01", "~", "1e9", "0o17", ".5", "=", "On"],
)
def test_text_is_taken_as_written_and_the_author_is_told(text: str) -> None:
    outcome = read(f"- id: one\n  front: {text}\n  back: b")
    assert outcome.topic
    [made] = outcome.topic.notes
    assert getattr(made.note, "front", "") == text
    found = only(outcome.problems)
    assert (found.code, found.line, found.column) == ("Y010", 5, 12)
    assert f'"{text}"' in found.hint


def test_a_text_in_quotes_is_text() -> None:
    outcome = read("- id: 'no'\n  front: \"1.10\"\n  back: |\n    12:30")
    assert outcome.problems == ()


def test_an_id_that_looks_like_a_number_stays_as_written() -> None:
    outcome = read(BASIC.replace("one", "007"))
    assert names(outcome) == ["007"]
    assert codes(outcome.problems) == ["Y010"]


def test_free_values_are_what_every_yaml_takes_them_for() -> None:
    outcome = read(
        """
        - id: one
          kind: generated
          title: t
          generator: a.b
          parameters: {a: 1, b: true, c: 1.5, d: no, e: [x, ~], f: "1", g: 1e3, h: 010}
        """
    )
    assert outcome.topic
    [made] = outcome.topic.notes
    assert getattr(made.note, "parameters", {}) == {
        "a": 1,
        "b": True,
        "c": 1.5,
        "d": "no",
        "e": ["x", None],
        "f": "1",
        "g": 1000.0,
        "h": "010",
    }
    assert [found.message.split()[5] for found in outcome.problems] == ["no", "010"]


@pytest.mark.parametrize("text", ["017", "12:30", "1_000", "five", "[1]"])
def test_a_number_is_written_plainly(text: str) -> None:
    note = f"- id: one\n  kind: numeric\n  question: q\n  answer: {text}"
    assert codes(read(note).problems) == ["F005"]


@pytest.mark.parametrize(
    ("note", "code", "line", "column", "said"),
    [
        ("- id: one\n  front: f\n  bakc: b\n  back: b", "F003", 6, 5, "`bakc`"),
        ("- id: one\n  front: f", "F004", 4, 5, "`back`"),
        ("- id: one\n  front: [f]\n  back: b", "F005", 5, 12, "found a list"),
        ("- id: one\n  front:\n  back: b", "F005", 5, 11, "nothing stands here"),
        ("- id: One\n  front: f\n  back: b", "F006", 4, 9, "'One' is no id"),
        ("- id: one\n  kind: cloz\n  text: t", "F008", 5, 11, "'cloz'"),
        ("- id: one\n  kind: [a]\n  text: t", "F008", 5, 11, "no kind"),
        ("- just text", "F005", 4, 5, "expected a note, found text"),
        ("-", "F005", 4, 4, "expected a note, found nothing"),
        (
            "- id: one\n  kind: cloze\n  text: |\n    a\n    {{c1::b",
            *("N002", 8, 1, "not closed"),
        ),
        (
            '- id: one\n  kind: cloze\n  text: "a\n\n    {{c1::b"',
            *("N002", 6, 11, "not closed"),
        ),
        (
            "- id: one\n  kind: order\n  question: q\n  items: [a, [b], c]",
            *("F005", 7, 16, "items.1: expected text"),
        ),
    ],
)
def test_a_defect_is_found_where_it_stands(
    note: str, code: str, line: int, column: int, said: str
) -> None:
    outcome = read(note, TWO)
    found = only(outcome.problems)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert said in found.message
    assert names(outcome) == ["two"]


def test_the_nearest_key_is_the_hint() -> None:
    wrong = "- id: one\n  front: f\n  back: b\n  sorce: s"
    assert only(read(wrong).problems).hint == "Did you mean `source`?"
    far = "- id: one\n  front: f\n  back: b\n  xyz: s"
    assert only(read(far).problems).hint.startswith("Known: id, revision")
    inner = (
        "- id: one\n  kind: choice\n  question: q\n  choices:\n"
        "    - {text: a, rigth: true, right: true}\n    - {text: b}"
    )
    found = only(read(inner).problems)
    assert (found.hint, found.line) == ("Did you mean `right`?", 8)
    kind = only(read("- id: one\n  kind: claze\n  text: t").problems)
    assert kind.hint == "Did you mean `cloze`?"


def test_the_second_note_of_an_id_is_left_out() -> None:
    outcome = read(BASIC, BASIC, TWO)
    found = only(outcome.problems)
    assert (found.code, found.line, found.column) == ("F007", 8, 9)
    assert names(outcome) == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("topic: topic\ntitle: t\n", "F004"),
        ("topic: topic\ntitle: t\nnotes:\n", "F025"),
        ("topic: topic\ntitle: t\nnotes: []\n", "F025"),
        ("topic: topic\ntitle: t\nnotes: {a: b}\n", "F005"),
        ("topic: topic\ntitle: t\nnotes: some\n", "F005"),
    ],
)
def test_a_topic_without_a_list_of_notes(text: str, code: str) -> None:
    outcome = read_topic(PATH, text.encode())
    assert codes(outcome.problems) == [code]
    assert names(outcome) == []


def test_what_the_head_lacks_does_not_cost_the_notes() -> None:
    text = "titel: t\nneeds: a\nnotes:\n" + BASIC
    outcome = read_topic(PATH, text.encode())
    assert codes(outcome.problems) == ["F003", "F004", "F004", "F005"]
    assert names(outcome) == ["one"]
    assert outcome.topic
    assert (outcome.topic.head.topic, outcome.topic.head.title) == ("topic", "topic")


def test_without_any_id_there_is_no_topic() -> None:
    text = "title: t\nnotes:\n" + BASIC
    assert read_topic(Path("/My Topic.yaml"), text.encode()).topic is None


def test_bytes_that_are_no_utf_8_cost_one_note() -> None:
    content = topic_text(BASIC, TWO, THREE).encode()
    content = content.replace(b"id: two\n  front: What", b"id: two\n  front: Wh\xe4t")
    outcome = read_topic(PATH, content.replace(b"What is a", b"What \xff a", 1))
    assert codes(outcome.problems) == ["Y002"]
    assert (outcome.problems[0].line, outcome.problems[0].column) == (5, 17)
    assert "0xFF" in outcome.problems[0].message
    assert names(outcome) == ["two", "three"]
    assert outcome.topic
    assert outcome.topic.unreadable == ("one",)


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x85", "\u2028", "\ufffe"])
def test_characters_that_no_text_file_holds_cost_one_note(bad: str) -> None:
    outcome = read(BASIC.replace("front?", f"{bad}front?"), TWO)
    found = only(outcome.problems)
    assert (found.code, found.line) == ("Y003", 5)
    assert f"U+{ord(bad):04X}" in found.message
    assert names(outcome) == ["two"]


def test_a_binary_file_is_a_few_problems_and_no_more() -> None:
    outcome = read_topic(PATH, bytes(range(256)) * 50)
    assert outcome.topic is None
    assert len(outcome.problems) <= REPORTED + 1


def test_a_byte_order_mark_is_only_a_warning() -> None:
    outcome = read_topic(PATH, b"\xef\xbb\xbf" + topic_text(BASIC).encode())
    assert codes(outcome.problems) == ["Y011"]
    assert names(outcome) == ["one"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    content = ("\ufeff" + topic_text(BASIC)).encode(encoding)
    found = only(read_topic(PATH, content).problems)
    assert (found.code, "UTF-16" in found.message) == ("Y002", True)


def test_a_file_that_is_too_large_is_not_read() -> None:
    content = topic_text(BASIC).encode() + b"#" * LARGEST_BYTES
    for reader in (read_topic, read_deck, read_kata):
        found = only(reader(PATH, content).problems)
        assert (found.code, "2 MiB" in found.message) == ("Y005", True)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_are_line_ends(ending: str) -> None:
    content = topic_text(BASIC, TWO).replace("\n", ending).encode()
    outcome = read_topic(PATH, content)
    assert outcome.problems == ()
    assert outcome.topic
    assert [each.line for each in outcome.topic.notes] == [4, 8]


def test_a_deck_with_errors_keeps_what_is_right() -> None:
    text = "titel: t\nlicence: MIT\ntopics: [a, B]\n"
    outcome = read_deck(Path("/decks/deck/deck.yaml"), text.encode())
    assert codes(outcome.problems) == ["F003", "F004", "F006"]
    assert outcome.head
    assert (outcome.head.title, outcome.head.licence) == ("deck", "MIT")


def test_a_former_deck_is_named_by_its_folders() -> None:
    path = Path("/decks/deck/deck.yaml")
    read_well = read_deck(path, b"title: t\nformerly: [old, 'work::older']\n")
    assert read_well.head
    assert read_well.head.formerly == ("old", "work::older")
    wrong = read_deck(path, b"title: t\nformerly: [a/b]\n")
    assert "is no id of a deck" in only(wrong.problems).message


def test_a_kata_says_that_it_is_one() -> None:
    outcome = read_kata(KATA, b"id: a\nfront: f\nback: b\n")
    assert (outcome.kata, codes(outcome.problems)) == (None, ["F008"])


def test_a_kata_with_a_bad_character_or_bad_yaml_is_left_out() -> None:
    content = KATA.read_bytes()
    outcome = read_kata(KATA, content.replace(b"Build the", b"Build \x01 the"))
    assert (outcome.kata, codes(outcome.problems)) == (None, ["Y003"])
    outcome = read_kata(KATA, content.replace(b"minutes: 35", b"minutes: 35: 1"))
    assert (outcome.kata, codes(outcome.problems)) == (None, ["Y001"])
    outcome = read_kata(KATA, content.replace(b"minutes: 35", b"minutes: long"))
    assert (outcome.kata, codes(outcome.problems)) == (None, ["F005"])
