"""Data with places: what stands where, and where what is missing would stand."""

from __future__ import annotations

import pytest

from drill.content.syntax import SyntaxDefect, read_tree
from drill.content.tree import Tree

TEXT = """\
a: 1
b:
  - x
  - {c: [d,
    e
    ]}
f: |
  one
  two

# a comment
g: "x
  y"
h:
"""


def test_a_place_leads_to_a_value() -> None:
    tree = read_tree(TEXT)
    assert tree.value(("b", 1, "c", 0)) == "d"
    assert tree.value(()) == tree.data
    assert tree.value(("z",)) is None
    assert tree.value(("b", 7)) is None
    assert tree.value(("b", "x")) is None
    assert tree.value(("a", "x")) is None


def test_a_place_has_a_line_and_a_column() -> None:
    tree = read_tree(TEXT)
    assert tree.position(()) == (1, 1)
    assert tree.position(("b", 1, "c", 0)) == (4, 10)
    assert tree.position(("b",), is_key=True) == (2, 1)
    assert tree.position(("b", 1), is_key=True) == (4, 5)


def test_where_nothing_stands_the_way_ends_earlier() -> None:
    tree = read_tree(TEXT)
    assert tree.position(("b", 1, "z")) == (4, 5)
    assert tree.position(("b", 1, "z"), is_key=True) == (4, 5)
    assert tree.position(("a", "z")) == (1, 4)
    assert tree.node(("a", "z")) is None
    assert Tree(None, None, offset=4).position(("a",)) == (5, 1)


def test_a_line_within_a_block_is_known() -> None:
    tree = read_tree(TEXT, offset=10)
    assert tree.line_within(("f",), 1) == (19, 1)
    assert tree.line_within(("g",), 1) == (22, 4)
    assert tree.line_within(("z",), 1) == (11, 1)


def test_values_fill_lines() -> None:
    tree = read_tree(TEXT)
    assert tree.lines(("a",)) == range(1)
    assert tree.lines(("b",)) == range(2, 6)
    assert tree.lines(("b", 1)) == range(3, 6)
    assert tree.lines(("f",)) == range(6, 10)
    assert tree.lines(("g",)) == range(11, 13)
    assert len(tree.lines(("h",))) == 1
    assert tree.lines(("z",)) == range(0)
    assert read_tree(TEXT, 5).lines(("a",)) == range(5, 6)


@pytest.mark.parametrize("bad", ["\x07", "\udc80", "\x85"])
def test_what_yaml_may_not_hold_has_a_place(bad: str) -> None:
    with pytest.raises(SyntaxDefect) as raised:
        read_tree(f"a: b\nc: d{bad}", offset=3)
    found = raised.value.found
    assert (found.code, found.line, found.column) == ("Y003", 5, 5)
