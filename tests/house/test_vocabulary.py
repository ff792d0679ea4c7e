"""One word for one thing: names that the vocabulary gave to nothing."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.house.project import ROOT, modules, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

SAY_INSTEAD = {
    "delta_t": "elapsed_days",
    "ease": "rating or difficulty",
    "exam": "format or sitting",
    "flashcard": "card",
    "grade": "rating or mark",
    "ivl": "interval",
    "jitter": "fuzz",
    "lure": "distractor",
    "repo": "library or collection",
    "viewmodel": "step",
    "controller": "session",
}
"""Words without an honest other meaning here; the vocabulary has more that do."""


def words(name: str) -> str:
    """A name in snake case, singular: `FlashCards` is `flash_card`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return "_".join(word.removesuffix("s") for word in snake.split("_") if word)


def given_names(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of everything that a module names itself."""
    for node in ast.walk(module):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str(name)):
                yield 0, name
            case _:
                pass


def misnomers(module: ast.Module) -> list[str]:
    return [
        f"line {line}: {name} (say {instead})"
        for line, name in given_names(module)
        for word, instead in SAY_INSTEAD.items()
        if f"_{word}_" in f"_{words(name)}_"
    ]


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_nothing_is_called_by_a_word_the_vocabulary_rejects(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)} {misnomer}"
        for path in modules(ROOT / folder)
        for misnomer in misnomers(tree(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("flashcards = 1", 1),
        ("class FlashCard: ...", 0),  # two words: not worth more cleverness
        ("class Flashcard: ...", 1),
        ("def next_ivl(last_grade): ...", 2),
        ("self.ease = 1", 1),
        ("released = upgraded = increase = 1", 0),
        ("print(theirs.grade)", 0),  # somebody else's name
    ],
)
def test_a_rejected_word_is_found_in_every_kind_of_name(
    source: str, count: int
) -> None:
    assert len(misnomers(ast.parse(source))) == count
