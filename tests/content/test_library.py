"""Finding the files of decks, and what the store is told of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from drill.content.indexing import Indexer, document_hash, holder_of
from drill.content.library import (
    DeckFile,
    FileStamp,
    Root,
    TopicFile,
    content_hash,
    content_if_any,
    is_slug,
    scan,
    topic_position,
    without_claims,
)
from drill.content.notes import parse_note
from tests.content.making import BASIC, DATA, codes, deck, topic_text

if TYPE_CHECKING:
    from pathlib import Path

TOPIC = topic_text(BASIC)


def found(*roots: Path) -> list[tuple[str, str, str]]:
    return [
        (stamp.deck, stamp.role, stamp.path.name)
        for stamp in scan([Root(root) for root in roots])
    ]


def index(folder: Path) -> dict[str, TopicFile | DeckFile | None]:
    indexer = Indexer()
    files: dict[str, TopicFile | DeckFile | None] = {}
    for stamp in scan([Root(folder)]):
        read = indexer.read(stamp)
        assert read
        files[str(stamp.path.relative_to(folder))] = read.file
    return files


def topic_file(folder: Path, name: str) -> TopicFile:
    file = index(folder)[name]
    assert isinstance(file, TopicFile)
    return file


def test_a_folder_of_decks_is_found_by_its_files(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "one/deck.yaml": "",
            "one/topic.yaml": "",
            "one/katas/build/kata.yaml": "",
            "one/katas/build/cases.yaml": "",
            "one/katas/readme.yaml": "",
            "work/onboarding/topic.yaml": "",
            "formats/design.yaml": "",
            "Bad Name/topic.yaml": "",
            ".hidden/topic.yaml": "",
            "__pycache__/topic.yaml": "",
            "one/.topic.yaml": "",
            "one/topic.yml": "",
            "one/picture.png": "",
        },
    )
    assert found(tmp_path) == [
        ("one", "deck", "deck.yaml"),
        ("one", "kata", "kata.yaml"),
        ("one", "topic", "topic.yaml"),
        ("work::onboarding", "topic", "topic.yaml"),
    ]


def test_a_root_may_be_a_deck_itself(tmp_path: Path) -> None:
    folder = deck(tmp_path / "mine", {"a.yaml": "", "more/b.yaml": ""})
    assert found(folder) == [
        ("mine", "topic", "a.yaml"),
        ("mine::more", "topic", "b.yaml"),
    ]


def test_a_root_that_lies_in_another_is_not_read_twice(tmp_path: Path) -> None:
    folder = deck(tmp_path / "mine", {"a.yaml": ""})
    assert found(tmp_path, folder) == [("mine", "topic", "a.yaml")]


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    deck(tmp_path, {"one/a.yaml": ""})
    (tmp_path / "one" / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "one" / "folder.yaml").mkdir()
    (tmp_path / "one" / "katas").mkdir()
    os.mkfifo(tmp_path / "one" / "pipe.yaml")
    (tmp_path / "turn").symlink_to(tmp_path / "turn")
    assert found(tmp_path, tmp_path / "missing") == [("one", "topic", "a.yaml")]


@pytest.mark.parametrize("where", [".", "one", "one/two"])
def test_a_link_to_a_folder_above_is_no_deck(tmp_path: Path, where: str) -> None:
    deck(tmp_path, {"one/a.yaml": "", "one/two/a.yaml": ""})
    (tmp_path / "one" / "two" / "again").symlink_to(tmp_path / where)
    assert {name for name, _, _ in found(tmp_path)} == {"one", "one::two"}


def test_a_link_to_a_deck_elsewhere_is_a_deck(tmp_path: Path) -> None:
    deck(tmp_path / "elsewhere", {"b.yaml": ""})
    deck(tmp_path / "mine", {"one/a.yaml": ""})
    (tmp_path / "mine" / "two").symlink_to(tmp_path / "elsewhere")
    names = {name for name, _, _ in found(tmp_path / "mine")}
    assert names == {"one", "two"}


def test_folders_that_lie_in_each_other_for_ever_end(tmp_path: Path) -> None:
    deck(tmp_path, {"one/a.yaml": "", "two/b.yaml": ""})
    (tmp_path / "one" / "other").symlink_to(tmp_path / "two")
    (tmp_path / "two" / "other").symlink_to(tmp_path / "one")
    decks = {name for name, _, _ in found(tmp_path)}
    assert "one::other" in decks
    assert len(decks) < 24


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    deck(tmp_path, {"one/a.yaml": TOPIC})
    [before] = scan([Root(tmp_path)])
    assert scan([Root(tmp_path)]) == [before]
    (tmp_path / "one" / "a.yaml").write_text(TOPIC + "# more\n")
    [after] = scan([Root(tmp_path)])
    assert after.stamp != before.stamp


def test_scanning_imports_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys, drill.content.library;"
        "print([name for name in ('yaml', 'pydantic') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_showing_cards_imports_no_yaml() -> None:
    code = (
        "import sys, drill.content.faces, drill.content.plain;"
        "print('yaml' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "False"


def claims(*roots: Root) -> tuple[list[FileStamp], list[str]]:
    usable, problems = without_claims(scan(roots))
    return usable, codes(problems)


def test_a_shipped_deck_keeps_its_id(tmp_path: Path) -> None:
    files = {"one/a.yaml": "", "one/b.yaml": ""}
    own = deck(tmp_path / "a-own", files)
    shipped = deck(tmp_path / "shipped", files)
    usable, problems = claims(Root(own), Root(shipped, is_shipped=True))
    assert {stamp.path.parents[1] for stamp in usable} == {shipped}
    assert problems == ["F012"]


def test_of_two_decks_of_ones_own_the_first_is_read(tmp_path: Path) -> None:
    one = deck(tmp_path / "a", {"one/a.yaml": "", "one/katas/k/kata.yaml": ""})
    two = deck(tmp_path / "b", {"one/a.yaml": ""})
    usable, problems = claims(Root(one), Root(two))
    assert {stamp.folder for stamp in usable} == {one / "one"}
    assert problems == ["F016"]


def test_the_model_deck_is_indexed_whole() -> None:
    files = index(DATA)
    head = files["networking/deck.yaml"]
    assert isinstance(head, DeckFile)
    assert (head.deck, head.title, head.topics, head.licence) == (
        *("networking", "Computer networks", ("tcp-congestion",), "MIT"),
    )
    topic = files["networking/tcp-congestion.yaml"]
    assert isinstance(topic, TopicFile)
    assert (topic.topic, topic.position) == ("networking/tcp-congestion", 0)
    assert topic.needs == ("networking/tcp",)
    bdp = topic.notes[1]
    assert (bdp.id, bdp.parts, bdp.is_askable, bdp.position, bdp.line) == (
        *("networking/tcp-congestion/bdp", ("front", "back"), True, 1, 24),
    )
    window = topic.notes[8]
    assert window.contrast == ("networking/tcp-congestion/timeout-is-harsher",)
    assert "sets ssthresh to half of what is in flight, resends" in window.text
    kata = files["networking/katas/reno-sender/kata.yaml"]
    assert isinstance(kata, TopicFile)
    [build] = kata.notes
    assert (build.id, build.parts, build.is_askable) == (
        *("networking/tcp-congestion/reno-sender", ("q",), False),
    )
    assert build.position > len(topic.notes)
    assert "networking/tcp-congestion/growth-rules" in build.needs


def test_documents_are_json_and_give_the_note_back() -> None:
    topic = topic_file(DATA, "networking/tcp-congestion.yaml")
    for note in topic.notes:
        document = json.loads(json.dumps(note.document))
        assert parse_note(document).id == note.id.rpartition("/")[2]
        assert document_hash(document) == note.content_hash


def test_a_hash_does_not_depend_on_the_order_of_keys() -> None:
    assert document_hash({"a": 1, "b": "é"}) == document_hash({"b": "é", "a": 1})
    assert document_hash({"a": 1}) != document_hash({"a": "1"})


def test_a_file_of_a_known_hash_is_not_parsed(tmp_path: Path) -> None:
    deck(tmp_path, {"one/topic.yaml": TOPIC})
    [stamp] = scan([Root(tmp_path)])
    assert Indexer().read(stamp, content_hash(TOPIC.encode())) is None
    assert Indexer().read(stamp, "another")


def test_notes_with_errors_are_named_so_that_they_can_stay(tmp_path: Path) -> None:
    bad = "- id: bad\n  front: f"
    deck(tmp_path, {"one/topic.yaml": topic_text(BASIC, bad)})
    file = topic_file(tmp_path, "one/topic.yaml")
    assert [note.id for note in file.notes] == ["one/topic/one"]
    assert file.unreadable == ("one/topic/bad",)


def test_the_order_of_topics_is_that_of_deck_yaml(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "one/deck.yaml": "title: t\ntopics: [z, topic]\n",
            "one/topic.yaml": TOPIC,
            "one/other.yaml": TOPIC.replace("topic: topic", "topic: other"),
        },
    )
    assert topic_file(tmp_path, "one/topic.yaml").position == 1
    assert topic_file(tmp_path, "one/other.yaml").position == 2
    assert topic_position("z", ("y", "z")) == 1


def test_former_ids_of_deck_topic_and_note_multiply(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "one/deck.yaml": "title: t\nformerly: [zero]\n",
            "one/topic.yaml": topic_text(
                BASIC + "  formerly: [uno, there/ein, far/away/un]",
                head="formerly: [old, other/gone]\n",
            ),
            "one/katas/k/kata.yaml": (
                "kind: kata\nid: k\ntopic: topic\ntitle: t\n"
                "signature: s\nstatement: s\n"
            ),
            "one/katas/l/kata.yaml": (
                "kind: kata\nid: l\ntopic: lost\ntitle: t\nsignature: s\nstatement: s\n"
            ),
        },
    )
    file = topic_file(tmp_path, "one/topic.yaml")
    assert file.formerly == ("zero/topic", "one/old", "zero/old", "other/gone")
    [note] = file.notes
    assert note.formerly == (
        *("zero/topic/one", "one/old/one", "zero/old/one", "other/gone/one"),
        *("one/topic/uno", "zero/topic/uno", "one/old/uno", "zero/old/uno"),
        *("other/gone/uno", "one/there/ein", "zero/there/ein", "other/there/ein"),
        "far/away/un",
    )
    kata = topic_file(tmp_path, "one/katas/k/kata.yaml")
    assert kata.notes[0].formerly == (
        *("zero/topic/k", "one/old/k", "zero/old/k", "other/gone/k"),
    )
    lost = topic_file(tmp_path, "one/katas/l/kata.yaml")
    assert lost.notes[0].formerly == ("zero/lost/l",)


def test_a_copy_of_a_topic_is_left_out(tmp_path: Path) -> None:
    deck(tmp_path, {"one/topic.yaml": TOPIC, "one/copy.yaml": TOPIC})
    files = index(tmp_path)
    assert files["one/copy.yaml"] is None
    assert files["one/topic.yaml"] is not None


def test_a_topic_may_lie_in_a_file_of_another_name(tmp_path: Path) -> None:
    other = TOPIC.replace("topic: topic", "topic: else")
    deck(tmp_path, {"one/a.yaml": other, "one/b.yaml": TOPIC, "one/c.yaml": TOPIC})
    files = index(tmp_path)
    assert files["one/c.yaml"] is None
    held = topic_file(tmp_path, "one/b.yaml")
    assert held.topic == "one/topic"


def test_a_topic_is_found_in_whichever_file_it_lies(tmp_path: Path) -> None:
    deck(tmp_path, {"a.yaml": "", "b.yaml": TOPIC, "c.yaml": "topic: topics\n"})
    assert holder_of(tmp_path / "topic.yaml", "topic") == tmp_path / "b.yaml"
    assert holder_of(tmp_path / "gone.yaml", "gone") == tmp_path / "gone.yaml"


def test_files_that_say_nothing_give_problems_and_nothing_else(tmp_path: Path) -> None:
    deck(
        tmp_path,
        {
            "one/deck.yaml": "- a",
            "one/topic.yaml": "- a",
            "one/katas/k/kata.yaml": "- a",
        },
    )
    indexer = Indexer()
    for stamp in scan([Root(tmp_path)]):
        read = indexer.read(stamp)
        assert read
        assert (read.file, codes(read.problems)) == (None, ["F002"])


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    deck(tmp_path, {"one/topic.yaml": TOPIC})
    [stamp] = scan([Root(tmp_path)])
    stamp.path.unlink()
    read = Indexer().read(stamp)
    assert read
    assert (read.content_hash, codes(read.problems)) == ("", ["F001"])
    assert content_if_any(stamp.path) is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("a-1", True), ("", False), ("A", False), ("a b", False), ("a" * 81, False)],
)
def test_ids_are_lower_case_letters_digits_and_hyphens(name: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_slug(name) is is_one
