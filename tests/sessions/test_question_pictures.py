"""What a marked question shows as its answer."""

from __future__ import annotations

import pytest

from drill.sessions.question_pictures import number_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4_194_304, "4,194,304"),
        (20.0, "20"),
        (0.25, "0.25"),
        (1234.5, "1,234.5"),
        (1e-09, "1e-09"),
        (10**18, "1e+18"),
        (1e21, "1e+21"),
    ],
)
def test_numbers_are_written_as_people_do(number: float, text: str) -> None:
    assert number_text(number) == text
