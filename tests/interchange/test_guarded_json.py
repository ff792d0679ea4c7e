"""JSON of strangers: what is refused before it is read, and how soon."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from drill.errors import BrokenSource, OverLimit
from drill.interchange.guarded_json import guarded_json
from drill.interchange.package import LIMITS

PATH = Path("deck.json")
SIZE = 200_000


@pytest.mark.parametrize(
    "text",
    [
        '"' + '\\"' * SIZE,
        '"\\' * SIZE,
        '["' + "a" * SIZE,
        "[" + ("9" * 399 + " ") * (SIZE // 400),
    ],
    ids=["escaped quotes", "odd quotes", "no end", "numbers"],
)
def test_what_is_no_json_is_refused_in_linear_time(text: str) -> None:
    began = process_time()
    with pytest.raises(BrokenSource, match="no JSON"):
        guarded_json(PATH, text, LIMITS)
    assert process_time() - began < 0.5


def test_numbers_of_hundreds_of_digits_are_refused() -> None:
    with pytest.raises(BrokenSource, match="hundreds of digits"):
        guarded_json(PATH, f'{{"due": {"9" * 400}}}', LIMITS)


def test_texts_of_hundreds_of_digits_are_texts() -> None:
    pi = "3." + "1415926535" * 100
    assert guarded_json(PATH, f'{{"back": "{pi}"}}', LIMITS) == {"back": pi}


def test_brackets_within_texts_are_not_depth() -> None:
    said = '"' + "[" * (LIMITS.depth + 1) + '\\""'
    assert guarded_json(PATH, f"[{said}]", LIMITS) == ["[" * (LIMITS.depth + 1) + '"']
    with pytest.raises(OverLimit):
        guarded_json(PATH, "[" * (LIMITS.depth + 1), LIMITS)
