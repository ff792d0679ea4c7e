"""Models of compilers, against textbooks and independent reckoning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.chance import Chance
from drill.generators.compilers import grammar_model as grammars
from drill.generators.compilers import registers_model as registers
from drill.generators.compilers.first_follow import _grammar
from drill.generators.compilers.grammar_model import EMPTY, END, Clash, Grammar
from drill.generators.compilers.register_colouring import _program
from drill.generators.compilers.registers_model import Graph, Line

# --- grammars --------------------------------------------------------------------

EXPRESSIONS = {
    "E": ("TX",),
    "X": ("+TX", ""),
    "T": ("FY",),
    "Y": ("*FY", ""),
    "F": ("(E)", "i"),
}
"""Aho et al., 2nd edition, grammar 4.28, with X and Y for E' and T'."""

DANGLING_ELSE = {"S": ("iEtST", "a"), "T": ("eS", ""), "E": ("b",)}
"""The same, example 4.33, with T for S'."""

APPEL = {"Z": ("d", "XYZ"), "Y": ("", "c"), "X": ("Y", "a")}
"""Appel, Modern Compiler Implementation, grammar 3.12."""


def test_the_sets_of_the_expression_grammar_are_reproduced() -> None:
    # Example 4.30.
    first, follow = grammars.first(EXPRESSIONS), grammars.follow(EXPRESSIONS)
    assert first["F"] == first["T"] == first["E"] == set("(i")
    assert first["X"] == {"+", EMPTY}
    assert first["Y"] == {"*", EMPTY}
    assert follow["E"] == follow["X"] == {")", END}
    assert follow["T"] == follow["Y"] == {"+", ")", END}
    assert follow["F"] == {"+", "*", ")", END}
    assert grammars.clashes(EXPRESSIONS) == []


def test_the_conflict_of_the_dangling_else_is_found() -> None:
    # Example 4.33: M[S', e] holds both bodies.
    assert grammars.clashes(DANGLING_ELSE) == [Clash("T", "e", "FIRST/FOLLOW")]


def test_the_sets_of_a_grammar_with_much_that_vanishes_are_reproduced() -> None:
    # Appel, section 3.2; he leaves the end marker out.
    first, follow = grammars.first(APPEL), grammars.follow(APPEL)
    assert first["X"] == {"a", "c", EMPTY}
    assert first["Y"] == {"c", EMPTY}
    assert first["Z"] == {"a", "c", "d"}
    assert follow["X"] == follow["Y"] == {"a", "c", "d"}
    assert follow["Z"] == {END}
    # His table has two bodies in Z on d, X on a and Y on c.
    cells = {(each.head, each.token) for each in grammars.clashes(APPEL)}
    assert cells == {("Z", "d"), ("X", "a"), ("Y", "c")}


def test_left_recursion_is_a_conflict_of_first_sets() -> None:
    # Section 4.4.3: no left-recursive grammar is LL(1).
    assert grammars.clashes({"S": ("Sa", "b")}) == [Clash("S", "b", "FIRST/FIRST")]
    both = {"S": ("A", "B"), "A": ("a", ""), "B": ("b", "")}
    assert grammars.clashes(both) == [Clash("S", END, "mixed")]


def seen(grammar: Grammar, longest: int, most: int) -> tuple[dict[str, set[str]], ...]:
    """FIRST and FOLLOW as far as derivations of limited length show them."""
    start = next(iter(grammar))
    first: dict[str, set[str]] = {head: set() for head in grammar}
    follow: dict[str, set[str]] = {head: set() for head in grammar}
    for head in grammar:
        known, waiting = {head}, [head]
        while waiting and len(known) < most:
            form = waiting.pop(0)
            if not form or form[0] not in grammar:
                first[head].add(form[:1] or EMPTY)
            if head == start:
                for one, other in zip(form, f"{form}{END}"[1:], strict=True):
                    if one in grammar and other not in grammar:
                        follow[one].add(other)
            for place, symbol in enumerate(form):
                for body in grammar.get(symbol, ()):
                    new = form[:place] + body + form[place + 1 :]
                    if len(new) <= longest and new not in known:
                        known.add(new)
                        waiting.append(new)
    return first, follow


@pytest.mark.parametrize("grammar", [EXPRESSIONS, APPEL])
def test_derivations_show_the_same_sets(grammar: Grammar) -> None:
    first, follow = seen(grammar, 8, 2500)
    assert first == grammars.first(grammar)
    assert follow == grammars.follow(grammar)


@given(st.integers(0, 2**31))
@settings(max_examples=50)
def test_derivations_of_drawn_grammars_show_nothing_else(seed: int) -> None:
    grammar = _grammar(Chance(seed))
    first, follow = seen(grammar, 6, 200)
    for head in grammar:
        assert first[head] <= grammars.first(grammar)[head]
        assert follow[head] <= grammars.follow(grammar)[head]


# --- registers -------------------------------------------------------------------


def lines(*each: str) -> list[Line]:
    """Of `target: uses`."""
    parts = [text.split(":") for text in each]
    return [Line(part[0], tuple(part[1].split()), "") for part in parts]


PROGRAM = lines("g:j", "h:k", "f:g h", "e:j", "m:j", "b:f", "c:e", "d:c", "k:m", "j:b")
"""Appel, graph 11.1: live-in k and j, live-out d, k and j."""
OUT = frozenset("dkj")


def test_the_program_of_a_textbook_is_coloured_with_four_registers() -> None:
    # Section 11.1; of its moves, c and d, and b and j do not interfere.
    graph = registers.interference(PROGRAM, OUT)
    assert graph["h"] == set("gj")
    assert "d" not in graph["c"]
    assert "j" not in graph["b"]
    # Three are live at once, but k and j are defined twice and need a fourth.
    assert registers.pressure(PROGRAM, OUT) == 3
    assert registers.chromatic_number(graph) == 4
    done = registers.allocate(graph, 4)
    assert not done.spilled
    assert all(
        done.colours[one] != done.colours[other]
        for one in graph
        for other in graph[one]
    )


def graph_of(*edges: str) -> Graph:
    names = sorted({name for edge in edges for name in edge})
    return {
        name: frozenset(edge.replace(name, "") for edge in edges if name in edge)
        for name in names
    }


def test_briggs_colours_a_square_that_chaitin_spills() -> None:
    # Briggs, Cooper and Torczon 1994, figure 2: four nodes in a ring, two colours.
    square = graph_of("wx", "xy", "yz", "wz")
    assert registers.blocked(square, 2) == list("wxyz")
    assert registers.allocate(square, 2).spilled == []
    assert registers.allocate(square, 2, is_optimistic=False).spilled == ["w"]
    assert registers.blocked(square, 3) == []


@given(st.integers(0, 2**31))
def test_a_straight_line_needs_as_many_registers_as_are_live(seed: int) -> None:
    # Interference of single definitions in a line is that of intervals, so perfect:
    # Golumbic 1980; Hack, Grund and Goos 2006 for SSA.
    drawn, at_end = _program(Chance(seed))
    graph = registers.interference(drawn, at_end)
    assert registers.chromatic_number(graph) == registers.pressure(drawn, at_end)


@given(st.integers(0, 2**31))
def test_variables_interfere_when_their_intervals_overlap(seed: int) -> None:
    drawn, at_end = _program(Chance(seed))
    graph = registers.interference(drawn, at_end)
    starts = {line.target: place for place, line in enumerate(drawn)}
    ends = {
        name: max(
            [starts[name]]
            + [place for place, line in enumerate(drawn) if name in line.uses]
            + [len(drawn)] * (name in at_end)
        )
        for name in starts
    }
    for one in starts:
        for other in starts:
            if one != other:
                late, early = sorted((one, other), key=lambda each: -starts[each])
                assert (other in graph[one]) == (ends[early] > starts[late])


@given(st.integers(0, 2**31), st.integers(1, 4))
@settings(max_examples=50)
def test_an_allocator_that_hopes_spills_no_more(seed: int, count: int) -> None:
    drawn, at_end = _program(Chance(seed))
    graph = registers.interference(drawn, at_end)
    hoped = registers.allocate(graph, count)
    assert set(hoped.spilled) <= set(hoped.doubtful)
    at_once = registers.allocate(graph, count, is_optimistic=False)
    assert at_once.spilled == list(reversed(hoped.doubtful))
    assert bool(registers.blocked(graph, count)) == bool(hoped.doubtful)
