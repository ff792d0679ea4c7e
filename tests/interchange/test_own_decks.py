"""Decks of drill's own format, from a file, a folder, a checkout, a zip."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from drill.errors import BrokenSource, InterchangeError, OverLimit, UnknownFormat
from drill.interchange.formats import read, recognise
from drill.interchange.package import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from drill.interchange.package import ForeignNote, Package

DECK = "title: Networks\n"
TCP = """topic: tcp
title: TCP
notes:
- id: syn
  front: What does SYN ask for?
  back: A connection.
- id: broken
  front: Nothing answers this.
- id: gap
  kind: cloze
  text: "{{c1::FIN}} ends it."
"""


def checkout(folder: Path) -> Path:
    root = folder / "my-decks"
    for name, text in {
        ".git/config.yaml": "topic: no\n",
        "README.md": "Q: no?\nA: no.\n",
        "decks/networks/deck.yaml": DECK,
        "decks/networks/tcp.yaml": TCP,
        "decks/networks/katas/k/kata.yaml": "kind: kata\n",
        "decks/networks/katas/k/cases.yaml": "- {}\n",
        "decks/formats/phone.yaml": "id: phone\n",
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


def notes(package: Package) -> list[ForeignNote]:
    return list(package.notes())


def looks_right(package: Package) -> None:
    found = notes(package)
    assert package.format == "drill"
    assert [each.identity for each in found] == [
        "networks/tcp/syn",
        "networks/tcp/gap",
    ]
    assert {each.deck for each in found} == {("Networks", "TCP")}
    made = found[0].make()
    assert made is not None
    assert made.document["back"] == "A connection."
    assert package.report.counts == {"I501": 1, "I502": 1}
    error = next(each for each in package.report.remarks if each.code == "I501")
    assert error.place.endswith("networks/tcp.yaml, line 7")


def test_a_checkout_is_read_without_its_hidden_folders(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    assert recognise(root) == "decks"
    looks_right(read(root))


def test_a_zip_of_a_folder_is_read_like_the_folder(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    path = tmp_path / "download"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(tmp_path))
    assert recognise(path) == "decks"
    looks_right(read(path))


def test_one_file_belongs_to_the_deck_of_its_folder(tmp_path: Path) -> None:
    file = checkout(tmp_path) / "decks/networks/tcp.yaml"
    assert recognise(file) == "decks"
    found = notes(read(file))
    assert [each.identity for each in found] == [
        "networks/tcp/syn",
        "networks/tcp/gap",
    ]


def test_what_holds_no_topic_says_so(tmp_path: Path) -> None:
    lone = tmp_path / "deck.yaml"
    lone.write_text(DECK)
    with pytest.raises(UnknownFormat, match="no file in it is a topic"):
        read(tmp_path)
    with pytest.raises(BrokenSource):
        read(tmp_path / "gone", "decks")


@pytest.mark.parametrize(
    "text",
    [
        "topic: t\ntitle: T\nnotes: &a [*a]\n",
        "topic: t\na: &a [x, x]\nb: &b [*a, *a]\nnotes: [*b, *b]\n",
        "topic: t\nnotes: " + "[" * 20_000,
        "topic: !!python/object/apply:os.system [true]\n",
        "topic: t\n\x00notes: 5\n",
        "topic: 5\nnotes: {a: b}\n",
    ],
)
def test_hostile_yaml_is_told_and_does_no_harm(text: str, tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(text)
    try:
        package = read(file, "decks")
    except InterchangeError:
        return
    assert notes(package) == []


def test_files_larger_than_any_topic_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_bytes(b"topic: t\n# " + b"x" * (2 << 20))
    with pytest.raises(OverLimit):
        read(file, "decks")
    root = checkout(tmp_path)
    with pytest.raises(OverLimit):
        read(root, limits=Limits(entries=2))
