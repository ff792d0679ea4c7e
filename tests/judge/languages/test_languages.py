# ruff: noqa: E501 - programs as they would be written
"""What becomes of submissions in other languages: every verdict, in each of them."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drill.content.kata_check import weaknesses
from drill.errors import SandboxUnavailable
from drill.judge.allowance import MIB
from drill.judge.answers import Answer, AnswerKind, Call
from drill.judge.languages import building, compiling, toolchains
from drill.judge.languages.building import Builder
from drill.judge.languages.glue import rust_glue
from drill.judge.languages.language import CPP, LANGUAGES
from drill.judge.languages.names import camel, pascal, shape_of
from drill.judge.languages.toolchains import Toolchain, toolchain
from drill.judge.proving import prove
from drill.judge.referee import Referee
from drill.judge.sandbox.probing import probe
from drill.judge.sandbox.rungs import Rung
from drill.judge.verdicts import VerdictKind
from tests.judge.katas import kata, sandbox, wrong
from tests.judge.languages.programs import (
    ALLOWANCE,
    built,
    called,
    needs,
    shaped,
    worker,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.judge.verdicts import Judgement

ALL = sorted(LANGUAGES)
TWICE = "def twice(n: int) -> int"
SHORT = replace(ALLOWANCE, cpu_s=0.5, wall_s=2)

PAIRS = {
    "cpp": """
        #include <vector>
        long pairs(std::vector<long> numbers, long total) {
            long found = 0;
            for (std::size_t one = 0; one < numbers.size(); ++one)
                for (std::size_t other = one + 1; other < numbers.size(); ++other)
                    found += numbers[one] + numbers[other] == total;
            return found;
        }
    """,
    "rust": """
        pub fn pairs(numbers: Vec<i64>, total: i64) -> usize {
            (0..numbers.len())
                .map(|one| numbers[one + 1..].iter().filter(|other| numbers[one] + **other == total).count())
                .sum()
        }
    """,
    "go": """
        package main

        func Pairs(numbers []int, total int) int {
            found := 0
            for one := range numbers {
                for _, other := range numbers[one+1:] {
                    if numbers[one]+other == total {
                        found++
                    }
                }
            }
            return found
        }
    """,
    "javascript": """
        function pairs(numbers, total) {
          return numbers.reduce((sum, one, at) => sum + numbers.slice(at + 1).filter((other) => one + other === total).length, 0);
        }
    """,
}
"""Of `pair-count`, right but slow."""


def judged(source: str, language: str, *, name: str = "pair-count") -> Judgement:
    needs(language)
    with Referee(kata(name), sandbox(), deck_sandbox=sandbox()) as referee:
        return referee.judge(source, language=language)


# --- right and wrong -------------------------------------------------------------------


@pytest.mark.parametrize("language", ALL)
def test_a_right_solution_passes_all_cases_but_a_slow_one_not_the_large(
    language: str,
) -> None:
    judgement = judged(PAIRS[language], language)
    small = [each for each in judgement.cases if each.case.name != "large"]
    assert all(each.is_passed for each in small), judgement.failed
    assert len(small) > 5


WRONG = {
    "cpp": "#include <vector>\nlong pairs(std::vector<long> numbers, long total) { return 0; }",
    "rust": "pub fn pairs(_: Vec<i64>, _: i64) -> i64 { 0 }",
    "go": "package main\n\nfunc Pairs(numbers []int, total int) int { return 0 }",
    "javascript": "function pairs() { return 0; }",
}


@pytest.mark.parametrize("language", ALL)
def test_a_wrong_solution_fails_with_the_smallest_input(language: str) -> None:
    judgement = judged(WRONG[language], language)
    assert judgement.kind is VerdictKind.FAILED
    assert judgement.failed is not None
    assert judgement.failed.difference


# --- the verdicts of one call ----------------------------------------------------------

ENDLESS = {
    "cpp": "long twice(long n) { for (volatile long at = 0;;) at = at + 1; }",
    "rust": "pub fn twice(mut n: i64) -> i64 { loop { n = unsafe { std::ptr::read_volatile(&n) }.wrapping_add(1); } }",
    "go": "package main\n\nfunc Twice(n int) int {\n\tfor {\n\t\tn++\n\t}\n}",
    "javascript": "function twice(n) { for (;;) n += 1; }",
}
ASLEEP = {
    "cpp": "#include <unistd.h>\nlong twice(long n) { sleep(60); return n; }",
    "rust": "pub fn twice(n: i64) -> i64 { std::thread::sleep(std::time::Duration::from_secs(60)); n }",
    "go": 'package main\n\nimport "time"\n\nfunc Twice(n int) int { time.Sleep(time.Minute); return n }',
    "javascript": "function twice(n) { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000); return n; }",
}
GREEDY = {
    "cpp": "#include <vector>\nlong twice(long n) { std::vector<std::vector<char>> all; for (;;) all.emplace_back(1 << 24, 'x'); }",
    "rust": "pub fn twice(_: i64) -> i64 { let mut all = Vec::new(); loop { all.push(vec![1u8; 1 << 24]); } }",
    "go": "package main\n\nfunc Twice(n int) int {\n\tvar all [][]byte\n\tfor {\n\t\tmore := make([]byte, 1<<24)\n\t\tfor at := range more {\n\t\t\tmore[at] = 1\n\t\t}\n\t\tall = append(all, more)\n\t}\n}",
    "javascript": "function twice(n) { const all = []; for (;;) all.push(new Array(1 << 16).fill(n + all.length)); }",
}
LOUD = {
    "cpp": '#include <cstdio>\nlong twice(long n) { for (;;) std::puts("again and again"); }',
    "rust": 'pub fn twice(n: i64) -> i64 { loop { println!("again and again {}", n); } }',
    "go": 'package main\n\nimport "fmt"\n\nfunc Twice(n int) int { for { fmt.Println("again and again") } }',
    "javascript": 'function twice(n) { for (;;) console.log("again and again"); }',
}
ENDING = {
    "cpp": "#include <cstdlib>\nlong twice(long n) { std::exit(3); }",
    "rust": "pub fn twice(_: i64) -> i64 { std::process::exit(3) }",
    "go": 'package main\n\nimport "os"\n\nfunc Twice(n int) int { os.Exit(3); return n }',
    "javascript": "function twice(n) { process.exit(3); }",
}
CRASHING = {
    "cpp": "#include <csignal>\nlong twice(long n) { std::raise(SIGSEGV); return n; }",
    "rust": "pub fn twice(_: i64) -> i64 { std::process::abort() }",
    "go": 'package main\n\nimport "syscall"\n\nfunc Twice(n int) int { syscall.Kill(syscall.Getpid(), syscall.SIGKILL); return n }',
    "javascript": "function twice(n) { process.abort(); }",
}
HEARD = {
    "cpp": '#include <cstdio>\nlong twice(long n) { std::printf("n is %ld", n); return 2 * n; }',
    "rust": 'pub fn twice(n: i64) -> i64 { print!("n is {}", n); 2 * n }',
    "go": 'package main\n\nimport "fmt"\n\nfunc Twice(n int) int { fmt.Printf("n is %d", n); return 2 * n }',
    "javascript": "function twice(n) { process.stdout.write(`n is ${n}`); return 2 * n; }",
}
KEEPING = {
    "cpp": "static long calls = 0;\nlong twice(long n) { return ++calls; }",
    "rust": "use std::sync::atomic::{AtomicI64, Ordering};\nstatic CALLS: AtomicI64 = AtomicI64::new(0);\npub fn twice(_: i64) -> i64 { CALLS.fetch_add(1, Ordering::SeqCst) + 1 }",
    "go": "package main\n\nvar calls int\n\nfunc Twice(n int) int { calls++; return calls }",
    "javascript": "let calls = 0;\nfunction twice(n) { calls += 1; return calls; }",
}
RAISING = {
    "cpp": (
        '#include <stdexcept>\n\nlong twice(long n) { throw std::out_of_range("too far"); }',
        "std::out_of_range",
        None,
    ),
    "rust": ('\n\npub fn twice(_: i64) -> i64 { panic!("too far") }', "panic", 3),
    "go": ('package main\n\nfunc Twice(n int) int { panic("too far") }', "panic", 3),
    "javascript": (
        '\n\nfunction twice(n) { throw new RangeError("too far"); }',
        "RangeError",
        3,
    ),
}
FAILING = {
    "cpp": "struct Oops {};\nlong twice(long n) { throw Oops(); }",
    "rust": 'pub fn twice(_: i64) -> Result<i64, String> { Err("too far".into()) }',
    "go": 'package main\n\nimport "errors"\n\nfunc Twice(n int) (int, error) { return 0, errors.New("too far") }',
    "javascript": 'function twice(n) { throw "too far"; }',
}
ENDINGS: tuple[tuple[AnswerKind, Mapping[str, str]], ...] = (
    (AnswerKind.TIME, ENDLESS),
    (AnswerKind.WALL, ASLEEP),
    (AnswerKind.MEMORY, GREEDY),
    (AnswerKind.OUTPUT, LOUD),
    (AnswerKind.EXITED, ENDING),
    (AnswerKind.CRASHED, CRASHING),
    (AnswerKind.ERROR, FAILING),
)


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize(("kind", "sources"), ENDINGS)
def test_every_way_to_end_has_its_verdict(
    kind: AnswerKind, sources: Mapping[str, str], language: str
) -> None:
    short = SHORT if kind in {AnswerKind.TIME, AnswerKind.WALL} else ALLOWANCE
    answer = called(TWICE, language, sources[language], {"n": 4}, short)
    assert answer.kind is kind, answer


@pytest.mark.parametrize("language", ALL)
def test_an_exception_is_told_with_its_type_and_line(language: str) -> None:
    source, type_, line = RAISING[language]
    answer = called(TWICE, language, source, {"n": 4})
    assert answer.error is not None
    assert (answer.error.type, answer.error.message) == (type_, "too far")
    lines = [frame.line for frame in answer.error.frames]
    assert lines == ([] if line is None else [line])


@pytest.mark.parametrize("language", ALL)
def test_what_is_printed_comes_apart(language: str) -> None:
    answer = called(TWICE, language, HEARD[language], {"n": 4})
    assert (answer.value, answer.output) == (8, "n is 4")


@pytest.mark.parametrize("language", ALL)
def test_each_call_begins_with_fresh_globals(language: str) -> None:
    with worker(TWICE, language, KEEPING[language]) as made:
        call = Call("function", "", {"n": 1}, is_fresh=True)
        assert [made.call(call).value for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("language", ALL)
def test_a_call_can_be_cancelled(language: str) -> None:
    cancelled = threading.Event()
    with worker(TWICE, language, ASLEEP[language]) as made:
        threading.Timer(0.2, cancelled.set).start()
        answer = made.call(Call("function", "", {"n": 1}), cancelled=cancelled)
    assert answer.kind is AnswerKind.CANCELLED
    assert answer.wall_s < 1


@pytest.mark.parametrize("language", ALL)
def test_code_that_cannot_be_read_is_an_error_with_its_line(language: str) -> None:
    needs(language)
    source = PAIRS[language].replace("total", "total )", 1)
    judgement = judged(source, language)
    assert judgement.kind is VerdictKind.ERROR
    assert judgement.failed is not None
    fault = judgement.failed.fault
    assert fault is not None
    assert fault.type in {"CompileError", "SyntaxError"}
    if fault.frames:
        assert "total )" in fault.frames[0].source
    assert "/scratch" not in fault.message


@pytest.mark.parametrize("language", ALL)
def test_any_exception_does_where_one_is_wanted(language: str) -> None:
    needs(language)
    signature = "def twice(n: int) -> int"
    found = shaped(signature)
    case = replace(
        found.cases[0], name="raises", arguments={"n": 4}, has_want=False, want=None,
        raises="ValueError", stage=None,
    )  # fmt: skip
    note = found.note.model_copy(
        update={"cases": found.note.cases and found.note.cases.model_copy(
            update={"generator": None, "random": None, "large": None, "growth": None}
        )}
    )  # fmt: skip
    one = replace(found, cases=(case,), note=note)
    with Referee(one, sandbox(), deck_sandbox=sandbox()) as referee:
        source = RAISING[language][0]
        assert referee.judge(source, language=language).kind is VerdictKind.PASSED
        heard = referee.judge(HEARD[language], language=language)
        assert heard.kind is VerdictKind.FAILED


# --- values ------------------------------------------------------------------------------

ECHO = {
    "cpp": "#include <map>\n#include <optional>\n#include <string>\n#include <tuple>\n#include <vector>\nusing Row = std::tuple<long, double, std::string, bool, std::optional<long>>;\nstd::map<std::string, std::vector<Row>> echo(std::map<std::string, std::vector<Row>> value) { return value; }",
    "rust": "use std::collections::BTreeMap;\ntype Row = (i64, f64, String, bool, Option<i64>);\npub fn echo(value: BTreeMap<String, Vec<Row>>) -> BTreeMap<String, Vec<Row>> { value }",
    "go": "package main\n\nfunc Echo(value map[string][][]any) map[string][][]any { return value }",
    "javascript": "function echo(value) { return value; }",
}
VALUES = {
    'α\n"\\\u0001': [[-7, 0.1, "ß𝄞", True, None], [0, 1e300, "", False, 12]],
    "none": [],
}


@pytest.mark.parametrize("language", ALL)
def test_values_go_in_and_come_out_unchanged(language: str) -> None:
    answer = called(
        "def echo(value: dict) -> dict", language, ECHO[language], {"value": VALUES}
    )
    assert answer.value == VALUES, answer


LARGE = {
    "cpp": "#include <string>\nstd::string twice(long n) { return std::string(2 << 20, 'x'); }",
    "rust": 'pub fn twice(_: i64) -> String { "x".repeat(2 << 20) }',
    "go": 'package main\n\nimport "strings"\n\nfunc Twice(n int) string { return strings.Repeat("x", 2<<20) }',
    "javascript": 'function twice(n) { return "x".repeat(2 << 20); }',
}


@pytest.mark.parametrize("language", ALL)
def test_a_result_that_is_too_large_is_told_so(language: str) -> None:
    answer = called(TWICE, language, LARGE[language], {"n": 1})
    assert answer.error is not None
    assert answer.error.type == "ResultNotAllowed"
    assert "2,097" in answer.error.message or "2097" in answer.error.message


@pytest.mark.parametrize("language", ["cpp", "rust", "go"])
def test_an_argument_that_the_type_cannot_hold_is_told_so(language: str) -> None:
    answer = called(TWICE, language, HEARD[language], {"n": "four"})
    assert answer.error is not None
    assert answer.error.type == "ArgumentNotAllowed"


DEEP = {
    "cpp": "long twice(long n) { volatile long one = 1; return n == 0 ? 0 : one + twice(n - 1); }",
    "rust": "pub fn twice(n: i64) -> i64 { if n == 0 { 0 } else { 1 + twice(unsafe { std::ptr::read_volatile(&n) } - 1) } }",
    "go": "package main\n\nfunc Twice(n int) int {\n\tif n == 0 {\n\t\treturn 0\n\t}\n\treturn 1 + Twice(n-1)\n}",
    "javascript": "function twice(n) { return n === 0 ? 0 : 1 + twice(n - 1); }",
}


@pytest.mark.parametrize("language", ALL)
def test_functions_may_call_themselves_ten_thousand_times(language: str) -> None:
    answer = called(TWICE, language, DEEP[language], {"n": 10_000})
    assert answer.value == 10_000, answer


THREADS = {
    "cpp": "#include <atomic>\n#include <thread>\n#include <vector>\nlong twice(long n) { std::atomic<long> sum = 0; std::vector<std::thread> all; for (long at = 0; at < n; ++at) all.emplace_back([&] { sum += 2; }); for (auto& each : all) each.join(); return sum; }",
    "rust": "pub fn twice(n: i64) -> i64 { (0..n).map(|_| std::thread::spawn(|| 2)).collect::<Vec<_>>().into_iter().map(|each| each.join().unwrap()).sum() }",
    "go": "package main\n\nfunc Twice(n int) int {\n\tresults := make(chan int)\n\tfor at := 0; at < n; at++ {\n\t\tgo func() { results <- 2 }()\n\t}\n\tsum := 0\n\tfor at := 0; at < n; at++ {\n\t\tsum += <-results\n\t}\n\treturn sum\n}",
}


@pytest.mark.parametrize("language", sorted(THREADS))
def test_threads_are_ordinary(language: str) -> None:
    assert called(TWICE, language, THREADS[language], {"n": 8}).value == 16


# --- the compile step --------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ['#include "{secret}"', 'asm(".incbin \\"{secret}\\"");', '#include "/etc/passwd"'],
)
def test_a_compiler_cannot_read_files_of_the_host(
    line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    needs("cpp")
    secret = tmp_path_factory.mktemp("host") / "secret.h"
    secret.write_text("static const char* secret = 0;")
    source = (
        line.replace("{secret}", str(secret)) + "\nlong twice(long n) { return n; }"
    )
    answer = built(TWICE, "cpp", source)
    assert isinstance(answer, Answer)
    assert answer.error is not None
    assert answer.error.type == "CompileError"


def test_a_compiler_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs("cpp")
    monkeypatch.setattr(compiling, "WALL_S", 1.5)
    lines = [f"#define A{n} A{n - 1} + A{n - 1}" for n in range(1, 31)]
    bomb = "\n".join(["#define A0 1", *lines, "long twice(long n) { return A30; }"])
    answer = Builder(shaped(TWICE), sandbox()).build(bomb, "cpp")
    assert isinstance(answer, Answer)
    assert answer.kind is AnswerKind.TIME
    assert "compiling" in answer.detail


def test_compiling_can_be_cancelled() -> None:
    needs("cpp")
    cancelled = threading.Event()
    cancelled.set()
    builder = Builder(shaped(TWICE), sandbox())
    answer = builder.build(HEARD["cpp"] + "// other", "cpp", cancelled=cancelled)
    assert isinstance(answer, Answer)
    assert answer.kind is AnswerKind.CANCELLED


def test_the_same_source_is_compiled_once() -> None:
    needs("cpp")
    builder = Builder(shaped(TWICE), sandbox())
    first = builder.build(HEARD["cpp"], "cpp")
    assert builder.build(HEARD["cpp"], "cpp") is first
    for number in range(building.KEPT):
        builder.build(f"oops {number}", "cpp")
    assert builder.build(HEARD["cpp"], "cpp") is not first


# --- where it cannot be done ---------------------------------------------------------------


@pytest.mark.parametrize("language", ALL)
def test_a_missing_toolchain_says_what_to_install(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sandbox().rung is not Rung.STRONG_PLUS:
        pytest.skip("NOT RUN: here is no bubblewrap")
    monkeypatch.setenv("PATH", "/nowhere")
    with Referee(kata("pair-count"), sandbox(), deck_sandbox=sandbox()) as referee:
        judgement = referee.judge(PAIRS[language], language=language)
        own = referee.try_input(
            PAIRS[language], {"numbers": [1], "total": 2}, language=language
        )
    assert judgement.kind is VerdictKind.TOOLCHAIN_MISSING
    assert f"`{LANGUAGES[language].package}`" in judgement.remark
    assert judgement.credit == 0.0
    assert not judgement.kind.is_of_submission
    assert own.mine.kind is VerdictKind.TOOLCHAIN_MISSING


def test_a_compiler_that_does_not_work_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("bin")
    (folder / "rustc").write_text("#!/bin/sh\nexit 1\n")
    (folder / "rustc").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    found = toolchains._found("rust", str(folder))
    assert isinstance(found, str)
    assert "does not say where it keeps its library" in found


def test_other_languages_need_bubblewrap() -> None:
    other = replace(sandbox(), rung=Rung.STRONG)
    with pytest.raises(SandboxUnavailable, match="bubblewrap"):
        Builder(kata("pair-count"), other).build(PAIRS["cpp"], "cpp")
    tools = Toolchain(CPP, sandbox().view.interpreter, "", ())
    task = compiling.Task({}, (), "program", {})
    with pytest.raises(SandboxUnavailable, match="bubblewrap alone"):
        compiling.compile_task(other, tools, task)


def test_a_compilers_sandbox_that_ends_at_once_says_why() -> None:
    needs("cpp")
    tools = toolchain("cpp")
    broken = replace(sandbox(), disable_userns=False)
    gone = replace(broken.view, interpreter=broken.view.interpreter.with_name("none"))
    task = compiling.Task({}, (), "program", {})
    with pytest.raises(SandboxUnavailable, match="none"):
        compiling.compile_task(replace(broken, view=gone), tools, task)


# --- names, glue, proof ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "inner", "outer"),
    [
        ("two_sum", "twoSum", "TwoSum"),
        ("LRUCache", "lRUCache", "LRUCache"),
        ("put", "put", "Put"),
        ("_x__y", "xY", "XY"),
    ],
)
def test_names_are_written_as_each_language_does(
    name: str, inner: str, outer: str
) -> None:
    assert (camel(name), pascal(name)) == (inner, outer)


def test_a_signature_that_takes_any_number_has_no_shape() -> None:
    assert shape_of(shaped("def f(*numbers): ...")) is None
    spread = "class Box:\n    def __init__(self): ...\n    def put(self, *all): ..."
    assert shape_of(shaped(spread)) is None
    needs("cpp")
    answer = Builder(shaped("def f(*numbers): ..."), sandbox()).build("", "cpp")
    assert isinstance(answer, Answer)
    assert answer.error is not None
    assert "does not say how it is called" in answer.error.message


def test_glue_calls_by_position() -> None:
    shape = shape_of(shaped("def two_sum(numbers, target): ..."))
    assert shape is not None
    assert (
        'solution::two_sum(given.at("numbers")?.get()?, given.at("target")?.get()?)'
        in rust_glue(shape)
    )


def test_the_proof_holds_other_languages_against_all_cases() -> None:
    needs("javascript")
    found = kata("pair-count")
    slow = wrong("pair-count", found.wrong[0].name)
    assert slow
    right = PAIRS["javascript"]
    broken = replace(
        found,
        starters=(*found.starters, ("javascript", right)),
        solutions=(*found.solutions, ("javascript", WRONG["javascript"])),
    )
    codes = {each.code: each for each in prove(broken, sandbox()).problems}
    assert codes["K030"].path.name == "solution.js"


def test_the_proof_says_what_it_could_not_prove(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs("cpp")
    found = kata("twice")
    other = replace(
        found,
        starters=(*found.starters, ("cpp", "int")),
        solutions=(*found.solutions, ("cpp", "int")),
    )
    assert "K043" in {each.code for each in prove(other, sandbox()).problems}
    monkeypatch.setenv("PATH", "/nowhere")
    codes = {each.code: each for each in prove(other, sandbox()).problems}
    assert "cannot be run here" in codes["K042"].message


def test_the_check_finds_starters_that_nothing_can_call() -> None:
    cpp = ("cpp", "int x;")
    relay = kata("relay")
    driven = replace(
        relay, starters=(*relay.starters, cpp), solutions=(*relay.solutions, cpp)
    )
    assert "K029" in {each.code for each in weaknesses(driven)}
    spread = shaped("def f(*numbers): ...")
    spread = replace(spread, starters=(*spread.starters, cpp))
    assert "K029" in {each.code for each in weaknesses(spread)}
    assert "K029" not in {each.code for each in weaknesses(kata("twice"))}


def test_memory_is_counted_without_what_the_runtime_holds() -> None:
    needs("javascript")
    half = "function twice(n) { return new Array(n).fill(1.5).length; }"
    allowance = replace(ALLOWANCE, memory_bytes=64 * MIB)
    answer = called(TWICE, "javascript", half, {"n": 3_000_000}, allowance)
    assert answer.kind is AnswerKind.OK, answer


def test_the_ladder_knows_nothing_of_languages() -> None:
    assert {each.rung for each in probe(None).sandboxes} <= set(Rung)
