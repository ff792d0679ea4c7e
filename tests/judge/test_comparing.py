"""What counts as right, and how the first difference is told."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.content.kata import Compare
from drill.judge.comparing import brief, difference, path_text

EXACT = Compare()
FLOATS = Compare(how="floats", relative=1e-6, absolute=1e-9)
UNORDERED = Compare(how="unordered")

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def nested(depth: int, core: Any = 1) -> Any:
    value = core
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (1, 1.0),  # one number
        (0.0, -0.0),
        (2**70, float(2**70)),
        (nan, nan),  # both say that there is no number
        ([1, [2, {"a": None}]], [1, [2, {"a": None}]]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),  # a mapping has no order
        ("é", "é"),
        ([], []),
    ],
)
def test_these_are_the_same(wanted: Any, got: Any) -> None:
    assert difference(wanted, got, EXACT) == ()


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (1, True),
        (True, 1),
        (0, False),
        (0, None),
        (False, None),
        ("1", 1),
        ([], {}),
        ([], None),
        ("", []),
        (1, 1.0000001),
        (2**53, 2**53 + 1),
        ("é", "e\u0301"),
        ([1, 2], [2, 1]),
        ([1], [True]),
        ({"a": None}, {}),
        ({}, {"a": None}),
    ],
)
def test_these_are_not_the_same(wanted: Any, got: Any) -> None:
    assert difference(wanted, got, EXACT) != ()


@pytest.mark.parametrize(
    ("wanted", "got", "lines"),
    [
        (5, 6, ("wanted 5", "got 6")),
        (True, 1, ("wanted true", "got 1")),
        ([1, 2, 3], [1, 5, 3], ("at [1]", "wanted 2", "got 5")),
        (
            [1, 2],
            [1],
            ("at [1]", "wanted 2", "got nothing", "wanted length 2, got 1"),
        ),
        (
            [1],
            [1, 7],
            ("at [1]", "wanted nothing", "got 7", "wanted length 1, got 2"),
        ),
        (
            {"a": {"b c": [0]}},
            {"a": {"b c": [1]}},
            ('at .a["b c"][0]', "wanted 0", "got 1"),
        ),
        ({"a": 1}, {}, ("at .a", "wanted 1", "got nothing")),
        ({}, {"a": 1}, ("at .a", "wanted nothing", "got 1")),
        ([[1], [2]], [[1], 2], ("at [1]", "wanted [2]", "got 2")),
        ("cat", "cut", ('wanted "cat"', 'got "cut"', "they part at character 2")),
        ("cat", "dog", ('wanted "cat"', 'got "dog"')),
        ("cat", "cats", ('wanted "cat"', 'got "cats"', "they part at character 4")),
    ],
)
def test_the_first_place_where_two_values_part_is_told(
    wanted: Any, got: Any, lines: tuple[str, ...]
) -> None:
    assert difference(wanted, got, EXACT) == lines


def test_a_result_of_a_class_is_told_by_its_call() -> None:
    calls: list[list[Any]] = [["put", 1, [2]], ["get", 1], ["size"]]
    assert difference([None, 1, [3, 4]], [None, -1, [3, 4]], EXACT, calls) == (
        "call 2, get(1)",
        "wanted 1",
        "got -1",
    )
    assert difference([None, 1, [3, 4]], [None, 1, [3, 5]], EXACT, calls)[0] == (
        "call 3, size(), at [1]"
    )


def test_many_arguments_of_a_call_are_cut() -> None:
    calls: list[list[Any]] = [["add", *range(9)]]
    assert difference([1], [2], EXACT, calls)[0] == "call 1, add(0, 1, 2, 3, 4, 5, …)"


def test_long_texts_are_shown_from_before_the_place_where_they_part() -> None:
    one, other = "a" * 200 + "b" * 100, "a" * 200 + "c" * 100
    wanted, got, place = difference(one, other, EXACT)
    assert wanted.startswith('wanted …"' + "a" * 20 + "bbb")
    assert got.startswith('got …"' + "a" * 20 + "ccc")
    assert place == "they part at character 201"
    assert max(len(wanted), len(got)) < 90


@pytest.mark.parametrize(
    ("wanted", "got", "is_near"),
    [
        (1.0, 1.0000005, True),  # by the relative tolerance
        (1.0, 1.000002, False),
        (0.0, 5e-10, True),  # by the absolute one
        (0.0, 2e-9, False),
        (1, 1.0000005, True),
        (1e300, 1.0000005e300, True),
        (inf, inf, True),
        (inf, -inf, False),
        (inf, 1e308, False),
        (1e308, inf, False),
        (nan, nan, True),
        (nan, 1.0, False),
        (1.0, nan, False),
        (True, 1.0, False),
        (1.0, True, False),
        ("1", 1.0, False),
        (10**400, 10**400 + 1, True),  # beyond every float
        (10**400, 2 * 10**400, False),
        (10**400, 1.5, False),
        (1.5, 10**400, False),
        ([1.0, {"a": 2.0}], [1.0000005, {"a": 2.0000005}], True),
        ([1.0, {"a": 2.0}], [1.0, {"a": 2.1}], False),
        ([1.0], [1.0, 1.0], False),
    ],
)
def test_numbers_are_near_by_share_or_difference(
    wanted: Any, got: Any, *, is_near: bool
) -> None:
    assert (difference(wanted, got, FLOATS) == ()) is is_near


def test_the_tolerance_is_a_share_of_the_number_wanted() -> None:
    half = Compare(how="floats", relative=0.5, absolute=0)
    assert difference(1.0, 1.5, half) == ()
    assert difference(1.0, 2.0, half) != ()  # half of 2, but all of 1


@pytest.mark.parametrize(
    ("wanted", "got", "lines"),
    [
        ([1, 2, 2], [2, 1, 2], ()),
        ([1, 2], [2.0, 1.0], ()),
        ([[1, 2], [3]], [[3], [1, 2]], ()),
        ([{"a": 1, "b": 2}], [{"b": 2, "a": 1}], ()),
        ([nan, 1], [1, nan], ()),
        ([[1, 2]], [[2, 1]], ("missing [1, 2]", "not wanted [2, 1]")),  # inside: order
        ([1, True], [1, 1], ("missing true", "not wanted 1")),
        (
            [1, 2, 2],
            [1, 2],
            ("missing 2", "wanted length 3, got 2"),
        ),
        (
            [1],
            [1, 4, 5, 6],
            ("not wanted 4, and 2 more", "wanted length 1, got 4"),
        ),
        ([1], 1, ("wanted [1]", "got 1")),
        (["1"], [1], ('missing "1"', "not wanted 1")),
        ([None], [False], ("missing null", "not wanted false")),
        (3, 3, ()),  # no list is wanted: exact
        (3, 4, ("wanted 3", "got 4")),
    ],
)
def test_an_outer_list_may_be_a_multiset(
    wanted: Any, got: Any, lines: tuple[str, ...]
) -> None:
    assert difference(wanted, got, UNORDERED) == lines


@given(value=plain)
def test_a_value_is_the_same_as_itself_in_every_way(value: Any) -> None:
    for compare in (EXACT, FLOATS, UNORDERED):
        assert difference(value, value, compare) == ()


@given(value=plain, other=plain)
def test_a_difference_is_found_from_both_sides(value: Any, other: Any) -> None:
    for compare in (EXACT, UNORDERED):
        one, two = difference(value, other, compare), difference(other, value, compare)
        assert bool(one) is bool(two)


@given(values=st.lists(plain, max_size=6), chance=st.randoms(use_true_random=False))
def test_a_multiset_has_no_order(values: list[Any], chance: Any) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert difference(values, shuffled, UNORDERED) == ()
    assert difference([*values, 1], shuffled, UNORDERED) != ()


@pytest.mark.parametrize("compare", [EXACT, FLOATS, UNORDERED])
def test_depth_costs_no_more_than_length(compare: Compare) -> None:
    assert difference(nested(50_000), nested(50_000), compare) == ()
    assert difference(nested(50_000), nested(50_000, 2), compare) != ()


def test_a_large_value_is_told_in_a_few_lines() -> None:
    lines = difference([0] * 200_000, [0] * 199_999 + [1], EXACT)
    assert lines == ("at [199999]", "wanted 0", "got 1")
    [wanted, got] = difference(list(range(100_000)), "x" * 100_000, EXACT)
    assert len(wanted) < 90
    assert len(got) < 90


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (False, "false"),
        (nan, "NaN"),
        ({"a": [1, "b"], "c": {}}, '{"a": [1, "b"], "c": {}}'),
        (list(range(100)), "[0, 1, 2, 3, 4, …"),
        ("x" * 100, '"xxxxxxxxxxxxxxx…'),
        ([10**5000], "[a whole number …"),
        ("\x1b]52;", '"\\u001b]52;"'),
        (nested(1000), "[[[[[[[[[[[[[[[[…"),
    ],
)
def test_a_value_is_shown_as_json_on_one_line(value: Any, shown: str) -> None:
    assert brief(value, 17 if shown.endswith("…") else 72) == shown


def test_a_path_reads_like_code() -> None:
    assert path_text((3, "name", 0)) == "[3].name[0]"
    assert path_text(("two words", "")) == '["two words"][""]'
    assert path_text(()) == ""
