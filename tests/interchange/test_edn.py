"""EDN of strangers: characters that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from drill.interchange.edn import edn_of
from drill.interchange.package import LIMITS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\ud800b"', "a\ufffdb"),
        (r'"\u0000"', "\ufffd"),
        ('"a\0b"', "a\ufffdb"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        (r'"\ude00\ud83d"', "\ufffd\ufffd"),
        (r"\ud800", "\ufffd"),
        (r"\u00e9", "é"),
        (":a\0", "a\ufffd"),
    ],
)
def test_what_is_no_character_is_replaced(text: str, value: str) -> None:
    assert edn_of(Path("x.edn"), text, LIMITS) == value
