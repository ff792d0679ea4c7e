"""Which changes are made to a reference, and which are not."""

from __future__ import annotations

import ast

import pytest

from drill.judge.mutants import mutants


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants(source).chosen]


def in_function(line: str) -> list[str]:
    """The changes to one line of a function that returns something."""
    source = f"def f(a, b):\n    {line}\n    return None\n"
    return [mutant.change for mutant in mutants(source).chosen if mutant.line > 1]


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("g(a < b)", ["`g(a < b)` is left out", "`a < b` becomes `a <= b`"]),
        ("g(a == b)", ["`g(a == b)` is left out", "`a == b` becomes `a != b`"]),
        (
            "g(a < b <= 7)",
            [
                "`g(a < b <= 7)` is left out",
                "`a < b <= 7` becomes `a <= b <= 7`",
                "`a < b <= 7` becomes `a < b < 7`",
                "`7` becomes `8`",
                "`7` becomes `6`",
            ],
        ),
        ("g(a in b)", ["`g(a in b)` is left out", "`a in b` becomes `a not in b`"]),
        ("g(a + b)", ["`g(a + b)` is left out", "`a + b` becomes `a - b`"]),
        ("g(a // b)", ["`g(a // b)` is left out", "`a // b` becomes `a * b`"]),
        ("g(a and b)", ["`g(a and b)` is left out", "`a and b` becomes `a or b`"]),
        ("g(not a)", ["`g(not a)` is left out", "`not a` becomes `a`"]),
        ("g(True)", ["`g(True)` is left out", "`True` becomes `False`"]),
        ("g(0)", ["`g(0)` is left out", "`0` becomes `1`", "`0` becomes `-1`"]),
        ("g(-1)", ["`g(-1)` is left out", "`-1` becomes `1`", "`1` becomes `2`"]),
        ("g(max(a))", ["`g(max(a))` is left out", "`max(a)` becomes `min(a)`"]),
        ("a += b", ["`a += b` becomes `a -= b`", "`a += b` is left out"]),
        ("a.b = b", ["`a.b = b` is left out"]),
        (
            "raise ValueError(f'{a + 1}')",
            ["`raise ValueError(f'{a + 1}')` is left out"],
        ),
        ("return a", ["`return a` becomes `return None`"]),
        ("g([x for x in a if x])", ["`x` becomes `False`", "`x` becomes `True`"]),
        ("g(b if a else 'x')", ["`a` becomes `False`", "`a` becomes `True`"]),
        ("if a: g()", ["`a` becomes `False`", "`a` becomes `True`"]),
        ("while a: break", ["`a` becomes `False`", "`break` becomes `continue`"]),
        ("for x in a: continue", ["`continue` becomes `break`"]),
        ("g(f'{a - b}')", ["`a - b` becomes `a + b`"]),
    ],
)
def test_every_kind_of_change_is_made(line: str, made: list[str]) -> None:
    found = in_function(line)
    if not made[0].startswith("`g"):
        found = [each for each in found if "g(" not in each]
    assert found == made


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring with 1 + 1."""',
        "import a\nfrom b import c",
        "x: int",
        "def f(a: 'x < 1' = None) -> 'x + 1': ...",
        "@decorated(slots=True)\nclass A: ...",
        "class A(B[1]): ...",
        "class A:\n    def __repr__(self): return 'a' + 'b'",
        "assert a < 1",
        "if TYPE_CHECKING:\n    x = 1 + 1",
        "x = 'text'",
        "x = f'a{b:>10}'",
        "__slots__ = (1, 2)",
        "while True:\n    pass",
    ],
)
def test_what_no_result_depends_on_is_left_alone(source: str) -> None:
    assert [each for each in changes(source) if each != "`True` becomes `False`"] == []


def test_a_name_that_is_set_once_is_not_left_unset() -> None:
    assert changes("def f(a):\n    b = a\n    g(b)") == ["`g(b)` is left out"]
    again = changes("def f(a):\n    b = a\n    while b:\n        b = g(b)")
    assert "`b = a` is left out" in again
    assert "`b = g(b)` is left out" in again


def test_mutants_are_whole_programs_that_all_differ() -> None:
    source = (
        "def f(n):\n    total = 0\n    for i in range(n + 1):\n        total += i\n"
    )
    made = mutants(source).chosen
    sources = [mutant.source for mutant in made]
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(source)) not in sources
    for mutant in made:
        compile(mutant.source, "mutant", "exec")


def test_a_mutant_knows_its_line() -> None:
    made = mutants("a = 'x'\n\n\ndef f(b):\n\n    return b < 2\n").chosen
    assert {mutant.line for mutant in made} == {6}


def test_of_too_many_mutants_an_even_choice_is_tried_and_the_rest_is_counted() -> None:
    source = "\n".join(f"g({number})" for number in range(10, 60))
    everything = mutants(source)
    some = mutants(source, most=30)
    assert everything.left_out == 0
    assert len(some.chosen) == 30
    assert some.left_out == len(everything.chosen) - 30
    assert some.chosen[0].line == 1
    assert some.chosen[-1].line > 45
