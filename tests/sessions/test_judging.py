"""What the rules of marking and the generators find in notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from drill.content.check import check
from drill.content.problems import CODES
from drill.sessions.judging import judge
from tests.content.making import deck, note, topic_text

if TYPE_CHECKING:
    from pathlib import Path


def found(kind: str, **values: Any) -> list[str]:
    return [each.code for each in judge(note(kind, **values))]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"generator": "tcp.reno_window"}, []),
        ({"generator": "tcp.reno_window", "parameters": {"difficulty": 3}}, []),
        ({"generator": "tcp.reno_windows"}, ["N010"]),
        ({"generator": "tcp.reno_model"}, ["N010"]),  # a model is no generator
        ({"generator": "no_such.area"}, ["N010"]),
        ({"generator": "tcp.reno_window", "parameters": {"dificulty": 3}}, ["N011"]),
        (
            {"generator": "tcp.reno_window", "parameters": {"x": 1, "difficulty": 9}},
            ["N011", "N011"],
        ),
    ],
)
def test_generators_and_their_parameters(
    values: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(found("generated", **values)) == expected


def test_an_unknown_generator_or_parameter_is_an_error_with_the_nearest_name(
    tmp_path: Path,
) -> None:
    made = "- id: {}\n  kind: generated\n  title: {}\n  source: s\n  generator: {}"
    text = topic_text(
        made.format("a", "First", "tcp.reno_windw"),
        made.format("b", "Second", "tcp.reno_window\n  parameters: {dificulty: 2}"),
    )
    path = deck(tmp_path, {"deck/topic.yaml": text})
    first, second = check([path], judge=judge)
    assert first.is_error
    assert (first.code, first.line) == ("N010", 8)
    assert first.hint == "Did you mean `tcp.reno_window`?"
    assert second.is_error
    assert (second.code, second.line) == ("N011", 14)
    assert second.message == "unknown key `dificulty`"
    assert second.hint == "Did you mean `difficulty`?"


@pytest.mark.parametrize(
    ("unit", "question", "expected"),
    [
        ("B", "How many bytes?", []),
        ("", "How many segments?", []),
        ("", "How long is it, in ms?", ["T028"]),
        ("", "Give the size in bytes.", ["T028"]),
        ("", "What is the rate in MB/s, and in MB/s only?", ["T028"]),
        ("", "What is its length in whole seconds (rounded)?", ["T028"]),
        ("", "How many are in flight?", []),
        ("", "How many mb, in mb?", []),  # who knows
        ("ms", "How long is it, in ms?", []),
        ("mb", "How much is it?", ["T027"]),
        ("kb/s", "How fast is it?", ["T027"]),
        ("requests/s", "How many?", []),
    ],
)
def test_units(unit: str, question: str, expected: list[str]) -> None:
    assert found("numeric", unit=unit, question=question) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"answer": "timeout", "accept": ["RTO"]}, []),
        ({"answer": "timeout", "accept": ["Time-out"]}, ["T030"]),
        ({"answer": "timeout", "accept": ["RTO", "the RTO", "timeouts"]}, ["T030"] * 2),
        ({"answer": "O(n log n)", "big_o": True}, []),
        ({"answer": "O(n log n)"}, []),
        ({"answer": "min(n, m)", "big_o": True}, ["T029"]),
    ],
)
def test_spellings(values: dict[str, Any], expected: list[str]) -> None:
    assert found("typed", **values) == expected


@pytest.mark.parametrize("kind", ["basic", "choice", "order", "prompt", "kata"])
def test_of_other_notes_there_is_nothing_to_say(kind: str) -> None:
    assert found(kind) == []


def test_every_finding_has_a_code_that_is_known() -> None:
    assert {"N010", "N011", "T027", "T028", "T029", "T030"} <= set(CODES)
