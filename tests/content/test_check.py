"""What `check` says of decks: their files, their links, their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.check import check
from drill.content.linking import SEARCHED, circles
from drill.content.problems import CODES, Severity
from drill.ids import DeckId
from tests.content.making import (
    BASIC,
    DATA,
    checked,
    codes,
    deck,
    kata_deck,
    kata_files,
    topic_text,
)

if TYPE_CHECKING:
    from pathlib import Path


def noted(name: str, *keys: str, front: str = "") -> str:
    """A note with an id of its own that asks something of its own."""
    extra = "".join(f"\n  {key}" for key in keys)
    asked = front or f"What does {name} mean in the deck of {name}?"
    return f"- id: {name}\n  front: {asked}\n  back: b\n  source: s{extra}"


def one_problem(folder: Path, **files: str) -> tuple[str, str, int, int, str]:
    [found] = checked(folder, **files)
    at = (found.line, found.column)
    return (found.code, found.path.name, *at, found.message)


def test_the_model_deck_is_clean_but_for_what_is_not_in_it() -> None:
    problems = check([DATA])
    assert not any(found.is_error for found in problems)
    assert [(found.code, found.line) for found in problems] == [
        *[("F023", 5), ("T004", 139), ("F023", 470)]
    ]


def test_problems_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    bad = topic_text("- id: a\n  front: f", "- id: b\n  back: f")
    deck(tmp_path, {"z/topic.yaml": bad, "a/topic.yaml": bad, "a/deck.yaml": "title:"})
    problems = check([tmp_path / "z", tmp_path / "a", tmp_path])
    assert problems == sorted(problems, key=lambda found: found.order)
    assert len(problems) == len(set(problems)) == 5


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert codes(check([tmp_path / "gone"])) == ["F001"]


def test_a_file_that_cannot_be_opened_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    deck(tmp_path, {"deck/topic.yaml": topic_text(BASIC)})
    monkeypatch.setattr("drill.content.gathered.content_of", refuse)
    [found] = check([tmp_path])
    assert (found.code, "Permission denied" in found.message) == ("F001", True)


def test_a_single_file_is_checked_with_its_deck_in_mind(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "deck/deck.yaml": "title: t\ntopics: [topic]\n",
            "deck/topic.yaml": topic_text(noted("a", "needs: [deck/other/b]")),
            "deck/other.yaml": topic_text(noted("b", "needs: [gone]")).replace(
                "topic: topic", "topic: other"
            ),
            **kata_deck(),
            **kata_deck("l", hints=""),
        },
    )
    assert check([tmp_path / "deck" / "topic.yaml"]) == []
    assert codes(check([tmp_path / "deck" / "other.yaml"])) == ["F020", "F023"]
    assert check([tmp_path / "deck" / "katas" / "k" / "kata.yaml"]) == []


def test_a_file_of_any_name_can_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "Odd Folder" / "topic.yml"
    path.parent.mkdir()
    path.write_text(topic_text(BASIC))
    assert check([path]) == []


def test_names_that_keep_files_from_being_read(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "Bad Deck/topic.yaml": "",
            "Empty Folder/readme.txt": "",
            "With Katas/katas/k/kata.yaml": "",
            "good/topic.yml": "",
            "good/topic.yaml": topic_text(BASIC),
            "good/Worse One/a.yaml": "",
            "formats/Any Name/a.yaml": "",
        },
    )
    assert [(found.code, found.path.name) for found in check([tmp_path])] == [
        *[("F010", "Bad Deck"), ("F010", "With Katas"), ("F010", "Worse One")],
        ("F022", "topic.yml"),
    ]
    assert codes(check([tmp_path / "Bad Deck"])) == ["F010"]


def test_a_topic_listed_needs_a_file(tmp_path: Path) -> None:
    listed = "title: t\ntopics:\n  - topic\n  - gone\n  - topic\n"
    problems = checked(tmp_path, deck=listed, topic=topic_text(BASIC))
    assert [(found.code, found.line) for found in problems] == [
        ("F011", 4),
        ("N005", 5),
    ]


def test_a_topic_that_is_not_listed_comes_last(tmp_path: Path) -> None:
    files = {
        "deck": "title: t\ntopics: [other]\n",
        "topic": topic_text(BASIC),
        "other": topic_text(noted("a")).replace("topic: topic", "topic: other"),
    }
    assert one_problem(tmp_path, **files)[:3] == ("F020", "topic.yaml", 1)


def test_a_deck_without_a_list_of_topics_lists_none(tmp_path: Path) -> None:
    assert checked(tmp_path, deck="title: t\n", topic=topic_text(BASIC)) == []


def test_two_files_of_one_topic(tmp_path: Path) -> None:
    files = {"other": topic_text(noted("a")), "topic": topic_text(BASIC)}
    problems = checked(tmp_path, **files)
    assert [(found.code, found.path.name) for found in problems] == [
        ("F021", "other.yaml"),
        ("F009", "topic.yaml"),
    ]


def test_a_kata_is_named_like_its_folder_and_has_a_topic(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "deck/topic.yaml": topic_text(noted("m"), noted("k")),
            **{f"deck/katas/l/{name}": text for name, text in kata_files("m").items()},
            **kata_deck("n", topic="gone"),
            "deck/katas/o/kata.yaml": "- a",
        },
    )
    assert [(found.code, found.line) for found in check([tmp_path])] == [
        *[("F007", 2), ("F021", 2), ("F023", 3), ("F002", 1)]
    ]


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        ("needs: [b, gone]", "F023", "`deck/topic/gone` is not among these"),
        ("contrast: [deck/topic/bb]", "F023", "`deck/topic/bb` is not among these"),
        ("needs: [deck/gone]", "F023", "`deck/gone` is not among these"),
        ("contrast: [deck/topic]", "F023", "a note contrasts with notes"),
        ("needs: [a]", "F024", "refers to itself"),
        ("contrast: [a]", "F024", "refers to itself"),
        ("needs: [deck/topic]", "F015", "needs its own topic"),
        ("formerly: [b]", "F013", "`deck/topic/b` is still there"),
        ("formerly: [topic/b]", "F013", "`deck/topic/b` is still there"),
        ("formerly: [c, c]", "F014", "former id of `deck/topic/a` already"),
    ],
)
def test_links_that_lead_nowhere(
    tmp_path: Path, keys: str, code: str, said: str
) -> None:
    text = topic_text(noted("a", keys), noted("b"))
    found = one_problem(tmp_path, topic=text)
    assert (found[0], said in found[4]) == (code, True)


def test_the_nearest_id_is_the_hint(tmp_path: Path) -> None:
    text = topic_text(noted("handshake"), noted("b", "needs: [handshak]"))
    [found] = checked(tmp_path, topic=text)
    assert found.hint == "Did you mean `handshake`?"


def test_where_very_much_is_unknown_no_hints_are_looked_up(tmp_path: Path) -> None:
    wrong = ", ".join(["handshak"] * (SEARCHED + 1))
    text = topic_text(noted("handshake"), noted("b", f"needs:\n    [{wrong}]"))
    found = checked(tmp_path, topic=text)
    assert [bool(each.hint) for each in found] == [True] * SEARCHED + [False]


def test_a_note_with_errors_can_be_referred_to(tmp_path: Path) -> None:
    text = topic_text("- id: bad\n  front: f", noted("b", "needs: [bad]"))
    assert one_problem(tmp_path, topic=text)[0] == "F004"


def test_former_ids_of_topics_and_decks_may_not_be_in_use(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "one/deck.yaml": "title: t\nformerly: [two]\n",
            "one/topic.yaml": topic_text(BASIC, head="formerly: [two/topic, x]\n"),
            "two/deck.yaml": "title: t\n",
            "two/topic.yaml": topic_text(noted("a"), head="formerly: [one/x]\n"),
        },
    )
    assert [(found.code, found.path.name) for found in check([tmp_path])] == [
        *[("F013", "deck.yaml"), ("F013", "topic.yaml"), ("F014", "topic.yaml")]
    ]


def test_needs_in_a_circle_are_found_once(tmp_path: Path) -> None:
    text = topic_text(
        noted("a", "needs: [b]"), noted("b", "needs: [c]"), noted("c", "needs: [b]")
    )
    found = one_problem(tmp_path, topic=text)
    assert found[:4] == ("F015", "topic.yaml", 13, 12)
    assert found[4].startswith("`deck/topic/b` needs `deck/topic/c` needs")


def test_topics_in_a_circle_are_found(tmp_path: Path) -> None:
    problems = checked(
        tmp_path,
        topic=topic_text(BASIC, head="needs: [other]\n"),
        other=topic_text(noted("a"), head="needs: [deck/topic, deck/none]\n").replace(
            "topic: topic", "topic: other"
        ),
    )
    assert codes(problems) == ["F015", "F023"]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a", "gone"]}, []),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"y": ["x"], "x": ["a"], "a": ["b"], "b": ["a"], "z": ["a"]}, [["a", "b"]]),
    ],
)
def test_circles(needs: dict[str, list[str]], expected: list[list[str]]) -> None:
    assert circles(needs) == expected


def test_a_deck_may_not_claim_a_shipped_id(tmp_path: Path) -> None:
    deck(
        tmp_path, {"deck/deck.yaml": "title: t\n", "deck/topic.yaml": topic_text(BASIC)}
    )
    assert codes(check([tmp_path], shipped=frozenset({DeckId("deck")}))) == ["F012"]
    assert check([tmp_path], shipped=frozenset({DeckId("other")})) == []


def test_two_folders_may_not_claim_one_deck(tmp_path: Path) -> None:
    one = deck(tmp_path / "one", {"deck/topic.yaml": topic_text(BASIC)})
    two = deck(tmp_path / "two", {"deck/topic.yaml": topic_text(BASIC)})
    assert codes(check([one, two])) == ["F016"]


def test_every_code_says_what_it_means() -> None:
    for code, what in CODES.items():
        assert code[0] in "YFNTK"
        assert len(code) == 4
        assert what.meaning.endswith(".")
    teaching = [what.severity for code, what in CODES.items() if code[0] == "T"]
    assert set(teaching) == {Severity.WARNING}
