"""What becomes of submissions: every verdict, stages, leaks, cancelling, own input."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drill.errors import CaseNotFound
from drill.judge.referee import Referee
from drill.judge.sandbox.rungs import Rung
from drill.judge.verdicts import CaseVerdict, Origin, VerdictKind, Wanted
from tests.judge.katas import (
    KATAS,
    RIGHT,
    judged,
    kata,
    sandbox,
    with_code,
    with_note,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def pairs() -> Iterator[Referee]:
    with Referee(kata("pair-count"), sandbox(), deck_sandbox=sandbox()) as referee:
        yield referee


def body(lines: str) -> str:
    """A submission to `pair-count` with a body."""
    return "def pairs(numbers, total):\n" + "\n".join(
        f"    {line}" for line in lines.splitlines()
    )


# --- right and wrong ---------------------------------------------------------------


@pytest.mark.parametrize("name", KATAS)
def test_the_reference_of_every_kind_of_kata_passes(name: str) -> None:
    judgement = judged(kata(name), kata(name).harness.solution)
    assert judgement.kind == "passed", judgement.failed
    assert judgement.credit == 1.0
    assert judgement.failed is None
    assert all(verdict.is_passed for verdict in judgement.cases)
    assert sum(stage.total for stage in judgement.stages) == len(judgement.cases)
    assert judgement.rung == sandbox().rung.value


@pytest.mark.parametrize(
    ("name", "solution", "kind", "case", "difference"),
    [
        ("pair-count", "distinct", "failed", "halves", ("wanted 3", "got 2")),
        ("pair-count", "naive", "time limit", "large", ()),
        (
            "counter",
            "from_nought",
            "failed",
            "adding once",
            ("call 1, add(1)", "wanted 6", "got 1"),
        ),
        (
            "counter",
            "one_step",
            "error",
            "going back twice",
            ("raised IndexError", "in call 4"),
        ),
        (
            "counter",
            "never_raises",
            "failed",
            "nothing to go back to",
            ("wanted IndexError to be raised", "got [0]"),
        ),
        ("divisor", "itself", "failed", "a prime", ("7 has no divisor",)),
        ("mean", "whole", "failed", "thirds", ("wanted 0.3333333", "got 0")),
        (
            "twice",
            "each_time",
            "failed",
            "thrice",
            ('not wanted "a"', "wanted length 1, got 2"),
        ),
        (
            "relay",
            "waits",
            "time limit",
            "three",
            ("no answer within 1.0 s, whatever it waits for",),
        ),
    ],
)
def test_wrong_solutions_fail_in_their_own_way(
    name: str, solution: str, kind: str, case: str, difference: tuple[str, ...]
) -> None:
    judgement = judged(kata(name), wrong(name, solution))
    assert judgement.kind == kind
    assert judgement.counts_against_learner
    assert judgement.failed is not None
    assert judgement.failed.case.name == case
    assert judgement.failed.difference == difference
    assert 0 <= judgement.credit < 1


@pytest.mark.parametrize("name", KATAS)
def test_starters_fail_by_what_they_raise(name: str) -> None:
    judgement = judged(kata(name), kata(name).starter())
    assert judgement.kind == "error"
    assert judgement.failed is not None
    assert judgement.failed.fault is not None
    assert judgement.failed.fault.type == "NotImplementedError"
    assert judgement.failed.fault.frames[-1].module == "solution"


# --- every verdict -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (body("return 0"), "failed"),
        (body("return {}[0]"), "error"),
        (body("return {1, 2}"), "error"),  # a set is no plain value
        ("def pairs(:", "error"),
        ("raise SystemError", "error"),
        ("def other(): ...", "error"),
        (body("while True: pass"), "time limit"),
        ("while True: pass", "time limit"),
        (body("return len([0] * 10**9)"), "memory limit"),
        (body("print('x' * 100_000)\nreturn 0"), "output limit"),
        (body("import os\nos.kill(os.getpid(), 11)\nreturn 0"), "crashed"),
        (body("import os\nos._exit(0)"), "exited"),
        (body("return 'x' * 2_000_000"), "error"),
        (
            body("import os, sys\nfor fd in range(3, 40):\n"
                 "    try: os.write(fd, b'\\0\\0\\0\\4true')\n"
                 "    except OSError: pass\nreturn 0"),
            "protocol",
        ),
    ],
)  # fmt: skip
def test_golden_verdicts(pairs: Referee, source: str, kind: str) -> None:
    judgement = pairs.judge(source, only="nothing" if kind != "failed" else "halves")
    assert judgement.kind == kind, judgement
    assert judgement.counts_against_learner
    assert judgement.credit == 0.0


def test_a_verdict_tells_what_was_measured_and_printed(pairs: Referee) -> None:
    source = "print('loaded')\n" + body("print('called')\nreturn 7")
    [verdict] = pairs.judge(source, only="halves").cases
    assert (verdict.kind, verdict.got, verdict.has_got) == ("failed", 7, True)
    assert verdict.wanted == Wanted(3)
    assert verdict.arguments == {"numbers": [2, 2, 2], "total": 4}
    assert verdict.output.endswith("called\n")
    assert 0 < verdict.wall_s < 5
    assert verdict.cpu_s < 0.4


def test_the_line_of_an_error_is_the_learners(pairs: Referee) -> None:
    judgement = pairs.judge(body("missing = None\nreturn missing.x"), only="nothing")
    assert judgement.failed is not None
    fault = judgement.failed.fault
    assert fault is not None
    assert (fault.type, fault.frames[-1].line) == ("AttributeError", 3)
    assert fault.frames[-1].source == "return missing.x"


def test_an_exception_below_the_wanted_one_will_do() -> None:
    source = kata("counter").harness.solution.replace(
        'raise IndexError("nothing to take back")',
        'raise type("Empty", (IndexError,), {})',
    )
    assert judged(kata("counter"), source).is_passed


def test_another_exception_than_the_wanted_one_is_an_error() -> None:
    source = kata("counter").harness.solution.replace("IndexError", "KeyError")
    judgement = judged(kata("counter"), source, only="nothing to go back to")
    assert judgement.kind == "error"
    assert judgement.failed is not None
    assert judgement.failed.difference[-1] == "wanted IndexError to be raised"


# --- stages ------------------------------------------------------------------------


def test_a_stage_stops_at_its_first_failing_case_and_the_next_one_still_runs() -> None:
    judgement = judged(kata("counter"), wrong("counter", "never_raises"))
    assert [(each.id, each.passed, each.total) for each in judgement.stages] == [
        ("adding", 8, 8),
        ("undoing", 2, 11),
    ]
    assert judgement.stages[1].ended_by == "failed"
    assert judgement.credit == 0.5 + 0.5 * 0.5 * 2 / 11

    judgement = judged(kata("counter"), wrong("counter", "from_nought"))
    assert [each.is_passed for each in judgement.stages] == [False, False]
    names = [each.case.name for each in judgement.cases]
    assert names == ["nothing is called", "adding once", "going back"]


def test_later_stages_are_left_out_when_told_so() -> None:
    judgement = judged(
        kata("counter"), wrong("counter", "never_raises"), upto_stage="adding"
    )
    assert judgement.is_passed
    assert [each.id for each in judgement.stages] == ["adding"]


def test_cases_run_in_their_order_and_sizes_grow(pairs: Referee) -> None:
    judgement = pairs.judge(kata("pair-count").harness.solution)
    origins = [verdict.case.origin for verdict in judgement.cases]
    assert origins == [Origin.WRITTEN] * 8 + [Origin.RANDOM] * 12 + [Origin.LARGE]
    sizes = [each.case.size for each in judgement.cases if each.case.size is not None]
    assert sizes[0] == 0
    assert sizes[11:] == [24, 50_000]
    assert sizes == sorted(sizes)
    numbers = [verdict.case.number for verdict in judgement.cases]
    assert numbers == list(range(1, 22))


def test_random_cases_of_a_stage_are_drawn_for_it() -> None:
    with Referee(kata("counter"), sandbox(), deck_sandbox=sandbox()) as referee:
        judgement = referee.judge(kata("counter").harness.solution)
        assert "adding random 1" in referee.case_names
    drawn = [each for each in judgement.cases if each.case.origin is Origin.RANDOM]
    adding = [each for each in drawn if each.case.stage == "adding"]
    assert len(adding) == 5
    calls = [call[0] for each in adding for call in each.arguments["calls"]]
    assert set(calls) == {"add"}
    rest = [each for each in drawn if each.case.stage == "undoing"]
    assert "undo" in {call[0] for each in rest for call in each.arguments["calls"]}


def test_one_case_is_run_alone(pairs: Referee) -> None:
    judgement = pairs.judge(kata("pair-count").harness.solution, only="random 3")
    assert judgement.is_passed
    assert judgement.growth is None
    [verdict] = judgement.cases
    assert (verdict.case.name, verdict.case.size) == ("random 3", 4)


@pytest.mark.parametrize("asked", [{"only": "no such"}, {"upto_stage": "no such"}])
def test_a_case_that_is_not_there_cannot_be_run(
    pairs: Referee, asked: dict[str, Any]
) -> None:
    with pytest.raises(CaseNotFound, match="has neither a case nor a stage 'no such'"):
        pairs.judge(RIGHT, **asked)


def test_progress_is_told_case_by_case(pairs: Referee) -> None:
    told: list[tuple[str, int, int]] = []

    def on_case(verdict: CaseVerdict, done: int, total: int) -> None:
        told.append((verdict.case.name, done, total))

    pairs.judge(wrong("pair-count", "distinct"), on_case=on_case)
    assert told[0] == ("nothing", 1, 21)
    assert told[-1] == ("halves", 6, 21)
    assert len(told) == 6


# --- what one case leaves to the next ----------------------------------------------

REMEMBERS = """
seen = []

def pairs(numbers, total):
    seen.extend(numbers)
    return sum(
        one + other == total
        for i, one in enumerate(seen)
        for other in seen[i + 1 :]
    )
"""

REMEMBERS_ELSEWHERE = """
import math

def pairs(numbers, total):
    math.seen = [*getattr(math, "seen", ()), *numbers]
    return sum(
        one + other == total
        for i, one in enumerate(math.seen)
        for other in math.seen[i + 1 :]
    )
"""

WRONG_AT_FIRST = """
calls = []

def pairs(numbers, total):
    calls.append(1)
    if numbers and len(calls) == 1:
        return -1
    return sum(
        one + other == total
        for i, one in enumerate(numbers)
        for other in numbers[i + 1 :]
    )
"""


@pytest.mark.parametrize("source", [REMEMBERS, REMEMBERS_ELSEWHERE])
def test_what_a_case_leaves_behind_lets_no_right_case_fail(
    pairs: Referee, source: str
) -> None:
    judgement = pairs.judge(source)
    by_name = {each.case.name: each for each in judgement.cases}
    small = [each for name, each in by_name.items() if name != "large"]
    assert len(small) == 20
    assert all(each.is_passed for each in small)


def test_what_a_case_leaves_behind_lets_no_wrong_case_pass(pairs: Referee) -> None:
    judgement = pairs.judge(WRONG_AT_FIRST)
    assert judgement.kind == "failed"
    assert judgement.failed is not None
    assert judgement.failed.case.name == "one number is no pair"


def test_a_process_that_died_is_replaced() -> None:
    source = kata("counter").harness.solution.replace(
        "self.sums.append(self.sums[-1] + number)",
        "import os\n        if number == 1: os._exit(3)\n"
        "        self.sums.append(self.sums[-1] + number)",
    )
    judgement = judged(kata("counter"), source)
    assert judgement.kind == "exited"
    assert judgement.failed is not None
    assert judgement.failed.difference == ("ended its own process with status 3",)
    assert judgement.stages[1].passed >= 3


# --- whose fault it is -------------------------------------------------------------


def test_code_of_a_foreign_deck_is_not_run_without_consent() -> None:
    foreign = kata("pair-count", is_shipped=False)
    if sandbox().rung is Rung.NONE:
        pytest.skip("katas of other people run in a strong sandbox alone")
    with Referee(foreign, sandbox(), deck_sandbox=sandbox()) as referee:
        judgement = referee.judge(foreign.harness.solution)
        assert judgement.kind == "deck code refused"
        assert "nobody has agreed" in judgement.remark
        assert not judgement.counts_against_learner
        # What is written down needs no code of the deck.
        assert sum(each.is_passed for each in judgement.cases) == 7
        failed = referee.judge(wrong("pair-count", "distinct"))
        assert failed.kind == "failed"
    with Referee(
        foreign, sandbox(), deck_sandbox=sandbox(), allow_deck_code=True
    ) as referee:
        assert referee.judge(foreign.harness.solution).is_passed


def test_a_driver_of_a_foreign_deck_is_not_run_without_consent() -> None:
    foreign = kata("relay", is_shipped=False)
    if sandbox().rung is Rung.NONE:
        pytest.skip("katas of other people run in a strong sandbox alone")
    judgement = judged(foreign, foreign.harness.solution)
    assert (judgement.kind, judgement.cases) == ("deck code refused", ())


@pytest.mark.parametrize("rung", [Rung.MACOS, Rung.NONE])
def test_a_foreign_kata_does_not_run_in_a_weak_sandbox(rung: Rung) -> None:
    foreign = kata("mean", is_shipped=False)
    weak = replace(sandbox(), rung=rung)
    with Referee(foreign, weak, deck_sandbox=weak, allow_deck_code=True) as referee:
        judgement = referee.judge(foreign.harness.solution)
        own = referee.try_input(foreign.harness.solution, {"values": [1]})
    assert judgement.kind == own.mine.kind == "sandbox unavailable"
    assert rung.value in judgement.remark
    assert judgement.cases == ()


def test_an_error_of_the_deck_never_counts_against_the_learner() -> None:
    broken = with_code(kata("pair-count"), generator="def case(rng, size): 1 / 0")
    judgement = judged(broken, broken.harness.solution)
    assert judgement.kind == "deck error"
    assert "ZeroDivisionError" in judgement.remark
    assert not judgement.counts_against_learner
    assert judgement.credit == 0.0
    assert judgement.failed is None


def test_a_sure_failure_goes_before_an_error_of_the_deck() -> None:
    broken = with_code(kata("pair-count"), generator="def case(rng, size): 1 / 0")
    assert judged(broken, wrong("pair-count", "distinct")).kind == "failed"


def test_a_sandbox_that_cannot_be_put_up_is_nobodys_failure() -> None:
    gone = replace(sandbox(), rung=Rung.STRONG_PLUS, bwrap=kata("mean").folder / "no")
    with Referee(kata("mean"), gone, deck_sandbox=gone) as referee:
        judgement = referee.judge(kata("mean").harness.solution)
        own = referee.try_input(kata("mean").harness.solution, {"values": [1]})
    assert judgement.kind == own.mine.kind == VerdictKind.SANDBOX_UNAVAILABLE
    assert not judgement.counts_against_learner
    assert judgement.remark


# --- cancelling --------------------------------------------------------------------


def test_judging_ends_within_a_tenth_of_a_second_when_cancelled() -> None:
    limits = kata("pair-count").note.limits
    assert limits is not None
    patient = with_note(
        kata("pair-count"), limits=limits.model_copy(update={"time_s": 30.0})
    )
    cancelled = threading.Event()
    ended = []

    def cancel() -> None:
        ended.append(time.monotonic())
        cancelled.set()

    with Referee(patient, sandbox(), deck_sandbox=sandbox()) as referee:
        timer = threading.Timer(0.5, cancel)
        timer.start()
        judgement = referee.judge(body("while True: pass"), cancelled=cancelled)
        took = time.monotonic() - ended[0]
    assert judgement.kind == "cancelled"
    assert not judgement.counts_against_learner
    assert took < 0.1 + 0.2  # ending a process is not counted too closely here


def test_nothing_runs_that_was_cancelled_before(pairs: Referee) -> None:
    cancelled = threading.Event()
    cancelled.set()
    judgement = pairs.judge(RIGHT, cancelled=cancelled)
    assert judgement.kind == "cancelled"
    assert [each.kind for each in judgement.cases] == ["cancelled"]


# --- an input of one's own ---------------------------------------------------------


def test_an_own_input_is_run_beside_the_reference(pairs: Referee) -> None:
    arguments = {"numbers": [4, 4, 4], "total": 8}
    run = pairs.try_input(wrong("pair-count", "distinct"), arguments)
    assert run.reference == Wanted(3)
    assert (run.mine.kind, run.mine.got) == ("failed", 2)
    assert run.mine.difference == ("wanted 3", "got 2")
    assert run.mine.case.origin is Origin.OWN
    right = pairs.try_input(RIGHT, arguments)
    assert right.mine.is_passed


def test_the_reference_may_raise_for_an_own_input(pairs: Referee) -> None:
    run = pairs.try_input(RIGHT, {"numbers": ["a", 1], "total": 8})
    assert run.reference == Wanted(raises="TypeError")
    assert run.mine.is_passed
    lost = pairs.try_input(RIGHT, {"figures": []})
    assert lost.reference == Wanted(raises="TypeError")


def test_an_own_input_is_run_even_where_the_reference_may_not() -> None:
    with Referee(kata("mean"), sandbox(), deck_sandbox=None) as referee:
        run = referee.try_input("def mean(values): return 1", {"values": [3]})
        assert (run.reference, run.mine.got, run.mine.has_got) == (None, 1, True)
        assert run.mine.kind == "deck code refused"
        assert "no sandbox" in run.trouble
        run = referee.try_input("def mean(values): 1 / 0", {"values": [3]})
        assert run.mine.kind == "error"


@pytest.mark.parametrize("value", ["\ud800", {1}, [10**5000]])
def test_an_own_input_that_cannot_be_handed_over_is_refused(
    pairs: Referee, value: Any
) -> None:
    run = pairs.try_input(RIGHT, {"numbers": [value], "total": 1})
    assert run.mine.kind == "error"
    assert run.trouble.startswith("this input cannot be handed over: ")


def test_a_submission_with_half_a_character_is_no_python(pairs: Referee) -> None:
    judgement = pairs.judge(RIGHT + "\ud800", only="nothing")
    assert judgement.failed is not None
    assert judgement.failed.fault is not None
    assert judgement.failed.fault.type == "SyntaxError"


def test_a_checker_that_fails_is_no_failure_of_the_submission() -> None:
    broken = with_code(kata("divisor"), checker="def check(args, got, want): 1 / 0")
    judgement = judged(broken, broken.harness.solution)
    assert judgement.kind == "deck error"
    assert "ZeroDivisionError" in judgement.remark


# --- being ready -------------------------------------------------------------------


def test_a_warm_referee_judges_the_same() -> None:
    with Referee(kata("pair-count"), sandbox(), deck_sandbox=sandbox()) as cold:
        before = cold.judge(wrong("pair-count", "distinct"))
    with Referee(kata("pair-count"), sandbox(), deck_sandbox=sandbox()) as warm:
        for _ in range(2):
            warm.warm()
            after = warm.judge(wrong("pair-count", "distinct"))
            assert after.stages == before.stages
            assert after.failed is not None
            assert before.failed is not None
            assert after.failed.difference == before.failed.difference
        warm.warm()  # closed without having been used


def test_a_warm_referee_draws_no_case_when_it_judges() -> None:
    with Referee(kata("counter"), sandbox(), deck_sandbox=sandbox()) as referee:
        referee.warm()
        spent = referee.deck.spent_s
        assert spent > 0
        assert referee.judge(kata("counter").harness.solution).is_passed
        assert referee.deck.spent_s == spent


def test_what_cannot_be_made_ready_is_told_when_judging() -> None:
    gone = replace(sandbox(), rung=Rung.STRONG_PLUS, bwrap=kata("mean").folder / "no")
    with Referee(kata("mean"), gone, deck_sandbox=gone) as referee:
        referee.warm()
        assert referee.judge(RIGHT).kind == "sandbox unavailable"
    foreign = kata("mean", is_shipped=False)
    weak = replace(sandbox(), rung=Rung.NONE)
    with Referee(foreign, weak, deck_sandbox=None) as referee:
        referee.warm()
        assert referee.judge(RIGHT).kind == "sandbox unavailable"


def test_a_spare_that_died_meanwhile_is_replaced(pairs: Referee) -> None:
    pairs.warm()
    spare = pairs._spare
    assert spare is not None
    spare.close()
    assert pairs.judge(RIGHT, only="halves").is_passed
