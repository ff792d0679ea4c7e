"""What holds for every generator, whatever it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.content.questions import (
    Arranged,
    ChoiceQuestion,
    NumericQuestion,
    OrderQuestion,
    TypedQuestion,
    Written,
)
from drill.errors import InvalidNote
from drill.generators.catalogue import find, get, names
from drill.quiz.marking import mark
from drill.tui.runs import width_of
from drill.tui.text import text_lines
from tests.generators.instances import DIFFICULTIES, frozen, present

if TYPE_CHECKING:
    from drill.content.questions import Question
    from drill.generators.framework import Instance

WIDTH = 74
"""Cells of text on a screen of 80."""
PAGE = 17
"""Rows of a page on a screen of 24, below an empty one."""
WHY_ROWS = 14

every = pytest.mark.parametrize("name", names())
seeds = st.integers(0, 2**31)


def rows(text: str, width: int) -> int:
    return len(text_lines(text, width))


def make(name: str, seed: int, difficulty: int) -> Instance:
    return get(name).instance({"difficulty": difficulty}, seed)


def test_generators_are_found_by_their_names() -> None:
    assert len(names()) == len(set(names())) > 0
    assert find("tcp.no_such") is None
    assert find("no_such.area") is None
    assert find("tcp.reno_model") is None
    assert find("../tcp") is None
    with pytest.raises(InvalidNote, match=r"tcp\.reno_window"):
        get("tcp.reno_windw")


@every
def test_a_generator_is_called_as_its_module_lies(name: str) -> None:
    generator = get(name)
    assert generator.name == name
    assert generator.version >= 1
    assert generator.title
    assert generator.source


@every
@given(seed=seeds, difficulty=st.sampled_from(DIFFICULTIES))
@settings(max_examples=25)
def test_an_instance_can_be_made_again_marked_and_shown(
    name: str, seed: int, difficulty: int
) -> None:
    # One test of three, since making an instance costs more than looking at it.
    instance = make(name, seed, difficulty)
    assert instance == make(name, seed, difficulty)
    _check_answers(instance.question)
    _check_size(instance)


def _check_answers(question: Question) -> None:
    """The answer is among the choices once, and distractors differ."""
    match question:
        case ChoiceQuestion(choices=choices, several=several):
            texts = [" ".join(each.text.split()).casefold() for each in choices]
            assert len(set(texts)) == len(texts)
            assert 3 <= len(texts) <= 6
            right = sum(each.right for each in choices)
            assert right >= 1 if several else right == 1
            assert all(each.why for each in choices if not each.right)
        case NumericQuestion() | TypedQuestion():
            _check_typed(question)
        case OrderQuestion(items=items):
            assert 3 <= len(items) == len(set(items))
            assert mark(question, Arranged(tuple(range(len(items))))).is_right
        case _:
            pytest.fail(f"no learner can be marked on {question}")


def _check_typed(question: NumericQuestion | TypedQuestion) -> None:
    """What is right is marked right, and each known mistake as that."""
    assert mark(question, Written(str(question.answer))).is_right
    for each in question.mistakes:
        assert each.why
        worth = mark(question, Written(each.answer))
        assert not worth.is_right, each
        assert worth.mistake, each
    if isinstance(question, TypedQuestion):
        assert all(mark(question, Written(each)).is_right for each in question.accept)


def _check_size(instance: Instance) -> None:
    """The text fits a screen of 80 columns and 24 lines."""
    question = instance.question
    height = 0
    match question:
        case ChoiceQuestion(choices=choices):
            height += 1 + sum(rows(each.text, WIDTH - 6) for each in choices)
            assert all(rows(each.why, WIDTH - 6) <= 2 for each in choices)
        case OrderQuestion(items=items):
            height += 1 + sum(rows(each, WIDTH - 6) for each in items)
        case _:
            height += 3
    asked, why = (text_lines(each, WIDTH) for each in (question.text, instance.why))
    assert len(asked) + height <= PAGE
    assert 0 < len(why) <= WHY_ROWS
    assert all(width_of(line) <= WIDTH for line in (*asked, *why))
    for text in (question.text, instance.why):
        assert all(len(line) <= WIDTH for line in _code_lines(text))


def _code_lines(text: str) -> list[str]:
    lines, is_code = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            lines.append(line)
    return lines


@every
@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_instances_vary(name: str, difficulty: int) -> None:
    asked = {str(make(name, seed, difficulty).question) for seed in range(24)}
    assert len(asked) >= 12


@every
def test_an_unknown_parameter_is_refused(name: str) -> None:
    with pytest.raises(InvalidNote):
        get(name).instance({"no_such_parameter": 1}, 1)
    with pytest.raises(InvalidNote):
        get(name).instance({"difficulty": 9}, 1)


@every
def test_instances_stay_as_they_were_frozen(name: str) -> None:
    written = frozen(name)
    assert written is not None, f"run: python -m tests.generators.instances {name}"
    now = present(name)
    assert written["version"] == now["version"], "freeze the new version"
    assert written == now, f"{name} changed: raise its version, then freeze it anew"
