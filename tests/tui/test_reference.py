"""The page of the keys is that of the declared commands."""

from __future__ import annotations

from pathlib import Path

from drill.tui.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_of_the_keys_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == reference()
