"""What a worker answers, on every rung: values, faults, and each limit."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drill.judge.allowance import KIB, MIB, Allowance
from drill.judge.answers import AnswerKind, Call, FaultFrame
from tests.judge.rungs import ALLOWANCE, RUNGS, WALLED, ask, worker

if TYPE_CHECKING:
    from drill.judge.process import Worker
    from drill.judge.sandbox.rungs import Rung

every_rung = pytest.mark.parametrize("rung", RUNGS)
ONE = RUNGS[-1]
"""Where the rung does not matter."""


# --- values --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("None", None),
        ("[True, 1, 1.5, 'é\\x00\U0001f600']", [True, 1, 1.5, "é\0\U0001f600"]),
        ("(1, (2, [3, ()]))", [1, [2, [3, []]]]),
        ("{'a': (1,), '': {}}", {"a": [1], "": {}}),
        ("10 ** 400", 10**400),
        ("__import__('collections').Counter('aab')", {"a": 2, "b": 1}),
        ("__import__('collections').namedtuple('P', 'x y')(1, [2])", [1, [2]]),
        ("__import__('http').HTTPStatus.OK", 200),
        ("float('inf')", float("inf")),
        ("list(range(100_000))", list(range(100_000))),
    ],
)
def test_plain_values_come_back_and_tuples_become_lists(
    expression: str, value: Any
) -> None:
    answer = ask(ONE, f"def f(): return {expression}")
    assert (answer.kind, answer.value) == (AnswerKind.OK, value)
    assert type(answer.value) is type(value)


@pytest.mark.parametrize(
    ("expression", "where"),
    [
        ("{1, 2}", "result is of type set"),
        ("[0, {'a': b'x'}]", "result[1]['a'] is of type bytes"),
        ("{1: 2}", "result has the key 1 of type int"),
        ("[{(1, 2): 2}]", "result[0] has the key (1, 2) of type tuple"),
        ("range(3)", "result is of type range"),
        ("(n for n in 'ab')", "result is of type generator"),
        ("1j", "result is of type complex"),
        ("10 ** 5000", "cannot be told"),
        ("'\\ud800'", "cannot be told"),
        ("'x' * (2 << 20)", "bytes as JSON; at most 1,048,576 are allowed"),
    ],
)
def test_other_values_are_an_error_that_says_where(expression: str, where: str) -> None:
    answer = ask(ONE, f"def f(): return {expression}")
    assert answer.kind is AnswerKind.ERROR
    assert answer.error is not None
    assert answer.error.type == "ResultNotAllowed"
    assert where in answer.error.message


def test_a_list_that_holds_itself_is_an_error() -> None:
    answer = ask(ONE, "def f():\n    x = []\n    x.append(x)\n    return [x]")
    assert answer.error is not None
    assert "nested deeper than 200" in answer.error.message


def test_arguments_come_as_they_were_sent() -> None:
    value = {"a": [1, 2.5, None, True, "é"], "b": {"c": []}}
    assert ask(ONE, "def f(x): return x", x=value).value == value


def test_two_megabytes_of_arguments_arrive() -> None:
    assert ask(ONE, "def f(x): return len(x)", x="x" * (2 * MIB)).value == 2 * MIB


# --- faults --------------------------------------------------------------------------

FAULTY = """
def g(n):
    return [1][n]


def f(n):
    return g(n)
"""


@every_rung
def test_an_exception_is_told_with_the_lines_that_led_to_it(rung: Rung) -> None:
    error = ask(rung, FAULTY, n=3).error
    assert error is not None
    assert (error.type, error.message) == ("IndexError", "list index out of range")
    assert error.bases == ("LookupError", "Exception", "BaseException")
    assert error.frames == (
        FaultFrame("solution", 7, "f", "return g(n)"),
        FaultFrame("solution", 3, "g", "return [1][n]"),
    )
    assert error.call is None


def test_a_module_that_does_not_parse_is_told_with_its_line() -> None:
    made, started = worker(ONE, solution="x = 1\ndef f(:\n")
    made.close()
    assert started.error is not None
    assert started.error.type == "SyntaxError"
    assert started.error.frames == (FaultFrame("solution", 2, "", "def f(:"),)


def test_a_module_that_raises_while_it_is_loaded_is_told_so() -> None:
    made, started = worker(ONE, solution="import helper", helper="\n1 / 0\n")
    made.close()
    assert started.error is not None
    assert started.error.type == "ZeroDivisionError"
    assert [frame.module for frame in started.error.frames] == ["solution", "helper"]


def test_a_name_that_is_missing_is_an_error() -> None:
    answer = ask(ONE, "def g(): pass")
    assert answer.error is not None
    assert answer.error.type == "AttributeError"


def test_a_long_traceback_keeps_both_its_ends() -> None:
    source = "def f(): return g(10**6)\ndef g(n): return g(n - 1)"
    error = ask(ONE, source).error
    assert error is not None
    assert error.type == "RecursionError"
    assert error.frames[0].function == "f"
    assert len(error.frames) == 40


@every_rung
def test_a_traceback_that_the_program_prints_has_its_lines(rung: Rung) -> None:
    source = """
import traceback
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        traceback.print_exc()
"""
    answer = ask(rung, source)
    assert 'File "solution.py", line 5, in f' in answer.output
    assert "    1 / 0" in answer.output


def test_leaving_by_an_exception_is_an_error_with_a_line() -> None:
    answer = ask(ONE, "import sys\ndef f(): sys.exit(3)")
    assert answer.error is not None
    assert (answer.error.type, answer.error.message) == ("SystemExit", "3")


# --- kinds of calls ------------------------------------------------------------------

COUNTER = """
class Counter:
    def __init__(self, start):
        self.seen = [start]

    def add(self, n, times=1):
        self.seen += [n] * times
        return self.seen

    def fail(self):
        raise ValueError("no")
"""


def test_a_class_is_built_and_called_in_turn() -> None:
    made, _ = worker(ONE, solution=COUNTER)
    with made:
        script = {"init": {"start": 1}, "calls": [["add", 2], ["add", 3, 2]]}
        answer = made.call(Call("class", "Counter", script))
    # Each result as it was then, although it is one list that grows.
    assert answer.value == [[1, 2], [1, 2, 3, 3]]


@pytest.mark.parametrize(
    ("script", "number"),
    [
        ({"init": {}, "calls": []}, 0),
        ({"init": {"start": 1}, "calls": [["add", 2], ["fail"]]}, 2),
        ({"init": {"start": {}}, "calls": [["missing"]]}, 1),
    ],
)
def test_a_fault_says_which_call_it_was(script: dict[str, Any], number: int) -> None:
    made, _ = worker(ONE, solution=COUNTER)
    with made:
        answer = made.call(Call("class", "Counter", script))
        assert answer.error is not None
        assert answer.error.call == number
        # And the next call, of another kind, is no call of a class.
        other = made.call(Call("function", "nothing", {}))
    assert other.error is not None
    assert other.error.call is None


def test_a_driver_gets_the_solution_as_a_module() -> None:
    driver = "def drive(solution, n):\n    return solution.f(n) + 1"
    made, _ = worker(ONE, solution="def f(n): return 2 * n", driver=driver)
    with made:
        assert made.call(Call("drive", "drive", {"n": 4})).value == 9


def test_a_seed_becomes_a_generator_that_goes_before_the_arguments() -> None:
    made, _ = worker(ONE, cases="def case(rng, size): return [rng.random(), size]")
    with made:
        call = Call("function", "case", {"size": 3}, rng="kata/7/1")
        first, again = made.call(call), made.call(call)
        other = made.call(replace(call, rng="kata/7/2"))
    assert first.value == again.value != other.value
    assert 0 <= first.value[0] < 1


def test_a_call_may_name_another_module() -> None:
    made, _ = worker(ONE, cases="import solution", solution="def f(): return 5")
    with made:
        assert made.call(Call("function", "f", {}, module="solution")).value == 5


def test_what_a_program_keeps_stays_from_call_to_call_but_for_a_fresh_one() -> None:
    source = "seen = []\ndef f():\n    seen.append(1)\n    return len(seen)"
    made, _ = worker(ONE, solution=source)
    with made:
        calls = [Call("function", "f", {}), Call("function", "f", {})]
        fresh = Call("function", "f", {}, is_fresh=True)
        assert [made.call(each).value for each in [*calls, fresh]] == [1, 2, 1]


# --- limits: one golden verdict each -------------------------------------------------

SMALL = Allowance(cpu_s=0.2, wall_s=3, memory_bytes=128 * MIB, output_bytes=4 * KIB)
LIMITS = [
    ("while True: pass", AnswerKind.TIME, {}),
    ("return sum(range(10**9))", AnswerKind.TIME, {}),  # in C, all the while
    ("import re; re.match('(a*)*b', 'a' * 40)", AnswerKind.TIME, {}),
    ("return len(bytes(1 << 30))", AnswerKind.MEMORY, {}),
    ("while True: kept.append('x' * 100_000)", AnswerKind.MEMORY, {}),
    ("while True: print('x' * 100)", AnswerKind.OUTPUT, {}),
    ("while True: os.write(2, b'x' * 100)", AnswerKind.OUTPUT, {}),
    ("print('x' * 5000)", AnswerKind.OUTPUT, {}),
    ("os.abort()", AnswerKind.CRASHED, {"signal": 6}),
    ("import ctypes; ctypes.string_at(0)", AnswerKind.CRASHED, {"signal": 11}),
    ("os._exit(0)", AnswerKind.EXITED, {"status": 0}),
    ("os._exit(3)", AnswerKind.EXITED, {"status": 3}),
    ("raise MemoryError", AnswerKind.MEMORY, {}),
]


@every_rung
@pytest.mark.parametrize(("body", "kind", "fields"), LIMITS, ids=str)
def test_each_limit_has_its_verdict(
    rung: Rung, body: str, kind: AnswerKind, fields: dict[str, int]
) -> None:
    source = f"import os\nkept = []\ndef f():\n    {body}\n"
    cpu_s = SMALL.cpu_s if kind is AnswerKind.TIME else 3
    answer = ask(rung, source, allowance=replace(SMALL, cpu_s=cpu_s))
    assert answer.kind is kind, answer
    assert {name: getattr(answer, name) for name in fields} == fields
    assert len(answer.output) <= SMALL.output_bytes
    assert not answer.is_alive


@every_rung
def test_a_worker_that_floods_its_replies_is_stopped_at_once(rung: Rung) -> None:
    source = """
import os, threading
def flood(handle):
    while True:
        try:
            os.write(handle, bytes(1 << 16))
        except OSError:
            return
def f():
    for handle in range(3, 60):
        try:
            os.fstat(handle)
        except OSError:
            continue
        threading.Thread(target=flood, args=(handle,)).start()
    threading.Event().wait()
"""
    answer = ask(rung, source)
    # Frames of no length come first, which are no reply to anything.
    assert answer.kind is AnswerKind.PROTOCOL, answer
    assert answer.wall_s < 2


@every_rung
def test_who_sleeps_too_long_has_used_up_the_time_outside(rung: Rung) -> None:
    source = "import time\ndef f(): time.sleep(30)"
    answer = ask(rung, source, allowance=replace(SMALL, wall_s=0.5))
    assert answer.kind is AnswerKind.WALL
    assert 0.5 <= answer.wall_s < 3
    assert answer.cpu_s < 0.2


@every_rung
def test_cpu_time_is_seen_from_outside_whatever_the_program_says(rung: Rung) -> None:
    source = """
import time
time.process_time = time.perf_counter = time.monotonic = lambda: 0.0
def f():
    end = time.thread_time() + 0.15
    while time.thread_time() < end:
        pass
"""
    answer = ask(rung, source)
    assert answer.kind is AnswerKind.OK, answer
    assert 0.15 <= answer.cpu_s < 1


@every_rung
def test_time_of_other_threads_counts(rung: Rung) -> None:
    source = """
import threading, time
def spin():
    while True:
        pass
def f():
    threading.Thread(target=spin, daemon=True).start()
    time.sleep(20)
"""
    assert ask(rung, source, allowance=SMALL).kind is AnswerKind.TIME


@every_rung
def test_the_limits_hold_while_a_module_is_loaded(rung: Rung) -> None:
    _, started = worker(rung, SMALL, solution="while True: pass")
    assert started.kind is AnswerKind.TIME


@every_rung
def test_memory_is_the_childs_own(rung: Rung) -> None:
    kept = bytearray(64 * MIB)  # of this process, and none of the child's
    answer = ask(rung, "def f(): return len(bytearray(b'x' * (20 << 20)))")
    del kept
    assert 20 * MIB < answer.peak_bytes < 60 * MIB


@every_rung
def test_what_was_printed_comes_with_the_call_that_printed_it(rung: Rung) -> None:
    source = "import sys\ndef f(n):\n    print(n)\n    print('e', file=sys.stderr)"
    made, _ = worker(rung, solution=source)
    with made:
        answers = [made.call(Call("function", "f", {"n": n})) for n in (1, 2)]
    assert [answer.output for answer in answers] == ["1\ne\n", "2\ne\n"]


def test_what_was_printed_before_the_end_is_not_lost() -> None:
    source = "import os\ndef f():\n    print('before')\n    os._exit(1)"
    assert ask(ONE, source).output == "before\n"


def test_bytes_that_are_no_text_are_shown_all_the_same() -> None:
    source = "import os\ndef f(): os.write(1, b'\\xff!')"
    assert ask(ONE, source).output == "\N{REPLACEMENT CHARACTER}!"


@pytest.mark.parametrize("rung", WALLED)
def test_what_only_an_attack_does_is_forbidden(rung: Rung) -> None:
    source = "import ctypes\ndef f(): ctypes.CDLL(None).ptrace(0, 0, 0, 0)"
    answer = ask(rung, source)
    assert (answer.kind, answer.signal) == (AnswerKind.FORBIDDEN, 31)


@pytest.mark.parametrize("rung", WALLED)
def test_what_is_refused_is_an_exception_with_a_line(rung: Rung) -> None:
    error = ask(rung, "def f():\n    open('/etc/passwd')").error
    assert error is not None
    assert error.type in {"PermissionError", "FileNotFoundError"}
    assert error.frames[-1].line == 2


# --- the life of a worker ------------------------------------------------------------


@every_rung
def test_a_call_can_be_cancelled(rung: Rung) -> None:
    made, _ = worker(rung, solution="def f():\n    while True: pass")
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    with made:
        began = time.monotonic()
        answer = made.call(Call("function", "f", {}), cancelled=cancelled)
    assert answer.kind is AnswerKind.CANCELLED
    assert time.monotonic() - began < 1.5


def test_a_call_may_have_an_allowance_of_its_own() -> None:
    made, _ = worker(ONE, solution="def f():\n    while True: pass")
    with made:
        less = replace(ALLOWANCE, cpu_s=0.1)
        answer = made.call(Call("function", "f", {}), allowance=less)
    assert answer.kind is AnswerKind.TIME
    assert answer.cpu_s < 1


def test_a_dead_worker_is_not_asked_again() -> None:
    made, _ = worker(ONE, solution="import os\ndef f(): os._exit(1)")
    made.call(Call("function", "f", {}))
    with pytest.raises(RuntimeError, match="does not run"):
        made.call(Call("function", "f", {}))


def test_a_worker_can_be_started_again_and_closed_twice() -> None:
    made, _ = worker(ONE, solution="def f(): return 1")
    assert made.start().kind is AnswerKind.OK
    assert made.call(Call("function", "f", {})).value == 1
    made.close()
    made.close()


def test_arguments_that_are_no_plain_values_are_refused_before_anything_is_sent() -> (
    None
):
    made, _ = worker(ONE, solution="def f(x=0): return x")
    with made:
        with pytest.raises(TypeError):
            made.call(Call("function", "f", {"x": {1, 2}}))
        assert made.call(Call("function", "f", {})).value == 0


def test_a_worker_may_be_used_from_a_thread_that_ends() -> None:
    made: list[Worker] = []
    thread = threading.Thread(
        target=lambda: made.append(worker(ONE, solution="def f(): return 1")[0])
    )
    thread.start()
    thread.join()
    time.sleep(0.05)
    with made[0]:
        assert made[0].call(Call("function", "f", {})).value == 1
