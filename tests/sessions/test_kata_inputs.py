"""Inputs of one's own: what may be typed, and what is said of the rest."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.kata_files import KataFolder, read_kata_folder
from drill.errors import InvalidInput
from drill.sessions.kata_inputs import LONGEST, call_text, input_example, parse_input
from tests.content.making import deck, kata_files

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = "def double(n: int, times: int) -> int"
FUNCTION = {
    "signature": f'"{SIGNATURE}"',
    "cases_yaml": "- {name: a, args: {n: 1, times: 2}, want: 2}",
}
CLASS = {
    "signature": '"class Box:\\n    def __init__(self, size: int) -> None: ..."',
    "cases_yaml": "- {name: a, init: {size: 1}, calls: [[get]], want: [1]}",
}


def kata(folder: Path, **more: str) -> KataFolder:
    deck(folder, kata_files(**more))
    found = read_kata_folder(folder)
    assert found.kata, found.problems
    return found.kata


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("1, 2", {"n": 1, "times": 2}),
        ("1, times=2", {"n": 1, "times": 2}),
        ("n=[1, (2, 3)], times={'a': None}", {"n": [1, [2, 3]], "times": {"a": None}}),
        ('{"n": 1, "times": -2.5}', {"n": 1, "times": -2.5}),
        ("{'a': 1}, True", {"n": {"a": 1}, "times": True}),
        ("  1,\n 2  ", {"n": 1, "times": 2}),
    ],
)
def test_arguments_of_a_function(
    tmp_path: Path, text: str, arguments: dict[str, Any]
) -> None:
    assert parse_input(kata(tmp_path, **FUNCTION), text) == arguments


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1", "the argument 'times' is missing"),
        ("1, 2, 3", "3 arguments, 2 are taken"),
        ("1, n=2", "the argument n cannot be given here"),
        ("1, **{}", "the argument ** cannot be given here"),
        ("1, other=2", "there is no argument 'other'"),
        ("1, print(2)", "malformed node or string"),
        ("1, {1, 2}", "set is no value of a case"),
        ("1, {1: 2}", "dict is no value of a case"),
        ("1, b'a'", "bytes is no value of a case"),
        ("1, (", "'(' was never closed"),
        ("1) + (2", "it is no list of arguments"),
        ("1, " + "[" * 5000, "too many nested"),
        ("1, " + "-" * 100_000 + "1", "an input may have 100,000 characters at most"),
    ],
)
def test_what_is_no_input_is_said_with_an_example(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_input(kata(tmp_path, **FUNCTION), text)
    assert said in caught.value.message
    assert caught.value.hint == "For example: n=1, times=2"


def test_brackets_beyond_all_measure_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_input(kata(tmp_path, **FUNCTION), "1, " + "-" * (LONGEST - 10) + "1")
    assert "it lies too deep in brackets" in caught.value.message


def test_a_signature_that_names_no_arguments_wants_names(tmp_path: Path) -> None:
    found = kata(tmp_path, **{**FUNCTION, "signature": '"def double(*n)"'})
    assert parse_input(found, "n=1") == {"n": 1}
    with pytest.raises(InvalidInput) as caught:
        parse_input(found, "1")
    assert "are given by name" in caught.value.message


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("Box(2); get()", {"init": {"size": 2}, "calls": [["get"]]}),
        ("Box(size=2)\nput('a', 1)\nget()",
         {"init": {"size": 2}, "calls": [["put", "a", 1], ["get"]]}),
        ("get()", {"init": {}, "calls": [["get"]]}),
    ],
)  # fmt: skip
def test_calls_of_a_class(tmp_path: Path, text: str, arguments: dict[str, Any]) -> None:
    assert parse_input(kata(tmp_path, **CLASS), text) == arguments


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Box(2); x = 1", "each part is a call"),
        ("Box(2); 1", "each part is a call"),
        ("Box(2); box.get()", "each part is a call"),
        ("Box(2); get(n=1)", "arguments of a method are given by their places"),
    ],
)
def test_what_is_no_call_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_input(kata(tmp_path, **CLASS), text)
    assert said in caught.value.message


def test_the_example_is_the_shortest_case_and_can_be_typed(tmp_path: Path) -> None:
    found = kata(tmp_path)
    for more in (FUNCTION, CLASS):
        found = kata(tmp_path, **more)
        assert parse_input(found, input_example(found)) == found.cases[0].arguments
    assert input_example(replace(found, cases=())) == "1, 2"


def test_a_call_is_written_as_python_would(tmp_path: Path) -> None:
    found = kata(tmp_path, **CLASS)
    assert call_text(found, found.cases[0].arguments) == "Box(size=1)\nget()"
    found = kata(tmp_path, **FUNCTION)
    assert call_text(found, {"n": "a", "times": 2}) == "double(n='a', times=2)"


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> KataFolder:
    return kata(tmp_path_factory.mktemp("kata"), **FUNCTION)


@given(st.text(max_size=40))
def test_no_text_does_more_than_be_refused(function: KataFolder, text: str) -> None:
    with suppress(InvalidInput):
        assert set(parse_input(function, text)) == {"n", "times"}
