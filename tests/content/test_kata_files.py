"""A kata's folder: what is read of it, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drill.content.kata import Entry
from drill.content.kata_check import misnamed
from drill.content.kata_files import FolderRead, Harness, read_kata_folder
from drill.content.kata_signature import method_parameters, parameter_names
from drill.content.notes import parse_note
from tests.content.making import (
    DATA,
    checked,
    codes,
    deck,
    kata_deck,
    kata_files,
    note,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drill.content.kata_files import KataFolder

CASE = "- {name: a, args: {n: 1}, want: 2}"
GENERATED = {
    "cases": "{generator: cases.py, random: {count: 9, size: {from: 0, to: 9}}}",
    "cases_py": "def case(rng, size):\n    return {'n': size}\n",
    "cases_yaml": "",
}


def read(folder: Path, **more: str) -> FolderRead:
    """What is read of a kata that differs in some keys or files."""
    deck(folder, kata_files(**more))
    return read_kata_folder(folder)


def kata_of(folder: Path, **more: str) -> KataFolder:
    found = read(folder, **more)
    assert found.problems == ()
    assert found.kata
    return found.kata


def said(folder: Path, **more: str) -> list[tuple[str, str, int, str]]:
    """Of each problem the code, the file, the line and the sentence."""
    found = read(folder, **more)
    assert found.kata is None
    return [
        (each.code, each.path.name, each.line, each.message) for each in found.problems
    ]


def test_the_model_kata_is_read_whole() -> None:
    found = read_kata_folder(DATA / "networking/katas/reno-sender", is_shipped=True)
    assert found.problems == ()
    kata = found.kata
    assert kata
    assert kata.is_shipped
    assert kata.entry == Entry("function", "reno")
    assert len(kata.cases) == 21
    assert kata.cases[0].is_example
    assert kata.cases[0].line == 2
    assert kata.cases[0].want == [[3, 8, [0, 1, 2]]]
    assert [each.name for each in kata.wrong][:2] == [
        *("counts_acks", "halves_at_every_timeout")
    ]
    assert kata.languages == ("python",)
    assert "NotImplementedError" in kata.starter()
    assert "class Sender" in kata.solution()
    assert kata.solution("go") == ""
    assert kata.needs_deck_code


def test_a_kata_of_written_cases_needs_no_code_of_its_deck(tmp_path: Path) -> None:
    kata = kata_of(tmp_path)
    assert not kata.needs_deck_code
    assert len(kata.cases) == 8
    assert kata.cases[3].arguments == {"n": 3}
    assert kata.cases[3].want == 6


def test_a_case_without_a_want_asks_the_solution(tmp_path: Path) -> None:
    kata = kata_of(tmp_path, cases_yaml="- {name: a, args: {n: 1}}")
    assert kata.needs_deck_code
    assert not kata.cases[0].has_want


def test_nothing_can_also_be_wanted(tmp_path: Path) -> None:
    kata = kata_of(tmp_path, cases_yaml="- {name: a, args: {n: 1}, want: null}")
    assert kata.cases[0].has_want
    assert kata.cases[0].want is None


def test_an_exception_can_be_wanted(tmp_path: Path) -> None:
    kata = kata_of(tmp_path, cases_yaml="- {name: a, args: {n: x}, raises: TypeError}")
    assert kata.cases[0].raises == "TypeError"
    assert not kata.needs_deck_code


def test_a_class_is_driven_by_calls(tmp_path: Path) -> None:
    kata = kata_of(
        tmp_path,
        signature='"class Box:"',
        cases_yaml="- {name: a, init: {n: 1}, calls: [[put, 2], [get]], want: [2]}",
    )
    assert kata.entry == Entry("class", "Box")
    assert kata.cases[0].arguments == {"init": {"n": 1}, "calls": [["put", 2], ["get"]]}
    assert parameter_names(kata.note) is None


def test_every_language_with_a_starter_is_offered(tmp_path: Path) -> None:
    kata = kata_of(tmp_path, starter_go="package main", solution_go="package a")
    assert kata.languages == ("python", "go")
    assert kata.starter("go") == "package main"
    assert kata.solution("go") == "package a"


def test_consent_is_pinned_to_all_code_of_the_deck() -> None:
    whole = Harness("a", "b", "c", "d")
    others = [
        *(Harness("x", "b", "c", "d"), Harness("a", "x", "c", "d")),
        *(Harness("a", "b", "x", "d"), Harness("a", "b", "c", "x")),
        Harness("ab", "", "c", "d"),
    ]
    prints = {each.fingerprint for each in others}
    assert len(prints) == 5
    assert whole.fingerprint not in prints
    assert whole.fingerprint == Harness("a", "b", "c", "d").fingerprint


def test_what_is_no_kata_says_so(tmp_path: Path) -> None:
    assert codes(read_kata_folder(tmp_path).problems) == ["F001"]
    deck(tmp_path, {"kata.yaml": "kind: basic\n"})
    assert codes(read_kata_folder(tmp_path).problems) == ["F008"]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"starter_py": ""}, ("K001", "kata.yaml", 1, "`starter.py` is not in")),
        ({"cases_yaml": ""}, ("K001", "kata.yaml", 1, "`cases.yaml` is not in")),
        (
            {"solution_py": "", "cases_yaml": "- {name: a, args: {n: 1}}"},
            ("K001", "kata.yaml", 1, "nothing says what its cases want"),
        ),
        (
            {**GENERATED, "solution_py": ""},
            ("K001", "kata.yaml", 1, "nothing says what its cases want"),
        ),
        ({"driver": "drive.py"}, ("K001", "kata.yaml", 1, "`drive.py` is not in")),
        (
            {"signature": "double"},
            ("K002", "kata.yaml", 1, "the signature names neither"),
        ),
        ({"cases": ""}, ("K005", "kata.yaml", 1, "the kata says no cases")),
        (
            {"stages": "[{id: a, title: A, statement: s}]"},
            ("K004", "cases.yaml", 1, "“n0”: a case of a kata in stages says"),
        ),
        (
            {"cases_yaml": "- {name: a, stage: b, args: {n: 1}, want: 2}"},
            ("K004", "cases.yaml", 1, "“a”: there is no stage `b`"),
        ),
        ({"cases_yaml": f"{CASE}\n{CASE}"}, ("K006", "cases.yaml", 2, "the case “a”")),
        (
            {"cases_yaml": "- {name: a, calls: [[f]], want: 2}"},
            ("K007", "cases.yaml", 1, "“a”: a case of the function `double` has"),
        ),
        (
            {"cases_yaml": "- {name: a, args: {n: 1}, want: 2, raises: E}"},
            ("K007", "cases.yaml", 1, "“a”: it wants a value and an exception"),
        ),
        (
            {"signature": '"class A:"'},
            ("K007", "cases.yaml", 1, "“n0”: a case of the class `A` has `calls`"),
        ),
        (
            {
                "signature": '"class A:"',
                "cases_yaml": "- {name: a, calls: [get], want: 2}",
            },
            ("F005", "cases.yaml", 1, "calls: a call that is no list"),
        ),
        (
            {"signature": '"class A:"', "cases_yaml": "- {name: a, calls: 3, want: 2}"},
            ("F005", "cases.yaml", 1, "calls: expected a list of calls"),
        ),
        ({"cases_yaml": "a: 1"}, ("F002", "cases.yaml", 1, "expected a list of cases")),
        ({"cases_yaml": "- a"}, ("F005", "cases.yaml", 1, "expected a case, found")),
        (
            {"cases_yaml": "- {name: a, argz: {n: 1}}"},
            ("F003", "cases.yaml", 1, "unknown key `argz`"),
        ),
        (
            {"cases_yaml": "- {name: a, name: b, args: {n: 1}, want: 2}"},
            ("Y007", "cases.yaml", 1, ""),
        ),
        ({"cases_yaml": "- {name: a"}, ("Y001", "cases.yaml", 2, "")),
        (
            {"solution_py": "def f(:\n"},
            ("K008", "solution.py", 1, "invalid syntax"),
        ),
        ({"wrong__0_py": f"a = {'-' * 100_000}1\n"}, ("K008", "0.py", 1, "it cannot")),
        (
            {"wrong__0_py": "a = '\0'\n"},
            ("K008", "0.py", 1, "source code string cannot contain null bytes"),
        ),
    ],
)
def test_a_defect_has_its_file_and_its_line(
    tmp_path: Path, more: dict[str, str], problem: tuple[str, str, int, str]
) -> None:
    found = said(tmp_path, **more)
    assert any(each[:3] == problem[:3] and problem[3] in each[3] for each in found)


@pytest.mark.parametrize(
    ("keys", "code", "message"),
    [
        ({"cases": "{}"}, "N006", "cases: neither a file of cases nor a generator"),
        (
            {"cases": "{file: cases.yaml, large: {size: 9}}"},
            *("N006", "cases: `large` needs a generator"),
        ),
        (
            {
                "cases": "{generator: c.py, random: "
                "{count: 1, size: {from: 3, to: 1}}}",
            },
            *("N006", "sizes run from 3 down to 1"),
        ),
        (
            {"compare": "{how: checker}"},
            *("N006", "compare: `how: checker` needs a file"),
        ),
        (
            {"compare": "{how: floats, file: c.py}"},
            *("N006", "compare: `how: floats` has no file"),
        ),
        ({"driver": "../drive.py"}, "F006", "driver: '../drive.py' is no name of a"),
    ],
)
def test_a_key_that_does_not_fit_is_refused(
    tmp_path: Path, keys: dict[str, str], code: str, message: str
) -> None:
    [found] = read(tmp_path, **keys).problems
    assert (found.code, message in found.message) == (code, True)


def test_two_stages_cannot_share_a_name(tmp_path: Path) -> None:
    stage = "{id: a, title: A, statement: s}"
    case = "- {name: a, stage: a, args: {n: 1}, want: 2}"
    found = said(tmp_path, stages=f"[{stage}, {stage}]", cases_yaml=case)
    assert found == [("K004", "kata.yaml", 1, "there are two stages `a`")]


def test_random_cases_of_a_stage_need_a_generator(tmp_path: Path) -> None:
    drawn = "random: {count: 1, size: {from: 0, to: 1}}"
    found = said(
        tmp_path,
        stages=f"[{{id: a, title: A, statement: s, {drawn}}}]",
        cases_yaml="- {name: a, stage: a, args: {n: 1}, want: 2}",
    )
    message = "the random cases of the stage `a` need a generator"
    assert found == [("K005", "kata.yaml", 1, message)]


def test_a_file_that_is_no_text_or_too_large_has_a_problem(tmp_path: Path) -> None:
    deck(tmp_path, kata_files())
    (tmp_path / "solution.py").write_bytes(b"a = 1\nb = '\xff'\n")
    (tmp_path / "starter.py").write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    found = read_kata_folder(tmp_path)
    assert [(each.code, each.path.name, each.line) for each in found.problems] == [
        *[("Y002", "solution.py", 2), ("Y005", "starter.py", 1)]
    ]
    (tmp_path / "cases.yaml").write_bytes(b"- name: \xff\n")
    assert "Y002" in codes(read_kata_folder(tmp_path).problems)
    (tmp_path / "cases.yaml").write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    assert "Y005" in codes(read_kata_folder(tmp_path).problems)


def test_what_is_no_code_in_the_folder_of_wrong_solutions_is_left(
    tmp_path: Path,
) -> None:
    deck(tmp_path, {"wrong/notes.txt": "a", "wrong/.hidden.py": "("})
    assert len(kata_of(tmp_path).wrong) == 3


def test_arguments_are_compared_with_the_signature_where_cases_are_written(
    tmp_path: Path,
) -> None:
    kata = kata_of(tmp_path, **GENERATED)
    assert list(misnamed(kata)) == []


def test_an_odd_escape_in_code_is_left_to_whoever_runs_it(tmp_path: Path) -> None:
    kata_of(tmp_path, solution_py="def double(n):\n    '\\d'\n    return 2 * n\n")


STAGE = "[{id: a, title: A, statement: s}, {id: b, title: B, statement: s}]"
WIDE = "|\n  ```\n  " + "x" * 80 + "\n  ```"


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        ({"cases_yaml": CASE}, "K020", "1 written cases, at least 8 are asked"),
        ({"hints": "[a, b]"}, "K021", "2 hints, at least 3 are asked"),
        ({"wrong__1_py": ""}, "K022", "2 wrong solutions, at least 3 are asked"),
        ({"cases_yaml": CASE}, "K023", "no case is shown as an example"),
        (
            {"cases_yaml": "- {name: a, args: {m: 1}, want: 2}"},
            *("K024", "“a”: its arguments and the signature differ: m, n"),
        ),
        (
            {
                "stages": STAGE,
                "cases_yaml": "- {name: a, stage: a, args: {n: 1}, want: 2}",
            },
            *("K025", "the stage `b` has no case"),
        ),
        (
            {"driver": "drive.py", "drive_py": "n = 1\n", "starter_go": "package main"},
            *("K029", "its driver is Python, and there are starters in go"),
        ),
        (
            {
                "signature": '"def double(*n: int) -> int"',
                "starter_go": "package main",
            },
            *("K029", "the signature does not say how to call it in go"),
        ),
        ({"limits": ""}, "K026", "the kata does not say its `limits`"),
        ({"minutes": ""}, "K026", "the kata does not say its `minutes`"),
        ({"statement": WIDE}, "K027", "a line of code or of a table is wider"),
        (
            {
                "stages": f"[{{id: a, title: A, statement: {'x' * 9}}}]",
                "cases_yaml": "- {name: a, stage: a, args: {n: 1}, want: 2}",
            },
            *("K020", "1 written cases"),
        ),
    ],
)
def test_a_kata_that_is_hard_to_trust_is_warned_of(
    tmp_path: Path, more: dict[str, str], code: str, message: str
) -> None:
    topic = "topic: topic\ntitle: T\nnotes: [{id: a, front: f, back: b, source: s}]\n"
    deck(tmp_path, kata_deck(**more))
    found = checked(tmp_path, topic=topic)
    assert any(each.code == code and message in each.message for each in found)
    assert not any(each.is_error for each in found)


def test_a_good_kata_has_no_problem(tmp_path: Path) -> None:
    topic = "topic: topic\ntitle: T\nnotes: [{id: a, front: f, back: b, source: s}]\n"
    deck(tmp_path, kata_deck())
    assert checked(tmp_path, topic=topic) == []
    deck(tmp_path, {"deck/katas/k/starter.go": "package main\n"})
    assert codes(checked(tmp_path, topic=topic)) == ["K028"]


def test_a_broken_kata_is_no_warning_besides(tmp_path: Path) -> None:
    topic = "topic: topic\ntitle: T\nnotes: [{id: a, front: f, back: b, source: s}]\n"
    deck(tmp_path, kata_deck(starter_py="", hints=""))
    assert codes(checked(tmp_path, topic=topic)) == ["K001"]


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("def double(n: int) -> int", ("n",)),
        ("def double(n: int, /, m=1, *, k) -> int:", ("n", "m", "k")),
        ("def double(n) -> int: ...", ("n",)),
        ("def double(\n    n: int,\n) -> int", ("n",)),
        ("def double(*n)", None),
        ("def double(**n)", None),
        ("def double(n", None),
        ("  def double(n) -> int: ...", None),
        ("x = 1; y", None),
        ("class A:\n    def __init__(self, n: int) -> None: ...", ("n",)),
        ("class A:\n    def get(self) -> int: ...", ()),
        ("class A:", None),
    ],
)
def test_the_parameters_are_those_of_the_signature(
    signature: str, names: tuple[str, ...] | None
) -> None:
    note = parse_note({**KATA_DOCUMENT, "signature": signature})
    assert note.kind == "kata"
    assert parameter_names(note) == names


KATA_DOCUMENT = {
    "kind": "kata",
    "id": "k",
    "topic": "topic",
    "title": "t",
    "statement": "s",
}


@pytest.mark.parametrize(
    ("signature", "methods"),
    [
        ("def f(a): ...", None),
        ("class Box:", None),
        ("class Box:\n    def put(): ...", None),
        ("class Box:\n    def put(self, *all): ...", None),
        (
            (
                "class Box:\n    def __init__(self, n): ...\n    size = 1\n"
                "    def put(self, a, b): ...\n    def all(self): ..."
            ),
            {"put": ("a", "b"), "all": ()},
        ),
        ("class Box:\n    def (", None),
    ],
)
def test_methods_are_known_where_the_signature_says_them_plainly(
    signature: str, methods: dict[str, tuple[str, ...]] | None
) -> None:
    kata = note("kata", signature=signature)
    assert kata.kind == "kata"
    found = method_parameters(kata)
    assert found == ({} if signature == "class Box:" else methods)
