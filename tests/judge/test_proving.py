"""What a proof of a kata finds."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from drill.content.kata_files import WrongSolution
from drill.errors import SandboxUnavailable
from drill.judge.drawing_cases import Case
from drill.judge.killing import survivors
from drill.judge.mutants import mutants
from drill.judge.proving import Proof, prove
from drill.judge.referee import Referee
from drill.judge.sandbox.rungs import Rung
from tests.judge.katas import KATAS, RIGHT, kata, sandbox, with_code, with_note


def codes(proof: Proof) -> list[str]:
    return [each.code for each in proof.problems if each.code != "K040"]


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    return {name: prove(kata(name), sandbox()) for name in KATAS if name != "relay"}


def test_a_good_kata_has_no_problem_but_what_small_changes_leave(
    proofs: dict[str, Proof],
) -> None:
    assert {name: codes(proof) for name, proof in proofs.items()} == {
        "pair-count": [], "counter": [], "divisor": [], "mean": [], "twice": [],
    }  # fmt: skip


def test_a_proof_has_its_figures(proofs: dict[str, Proof]) -> None:
    proof = proofs["pair-count"]
    assert proof.cases == 21
    assert 0 < proof.slowest_s < 0.08
    assert proof.limit_s == 0.4
    assert proof.over is not None
    assert 4.95 <= proof.over < 6  # ended at five times the limit
    assert proof.mutants >= 8
    assert proof.untried == 0
    assert proofs["mean"].over is None


def test_mutants_that_no_case_notices_are_told_with_their_place(
    proofs: dict[str, Proof],
) -> None:
    [left] = [each for each in proofs["divisor"].problems if each.code == "K040"]
    assert (left.path.name, left.line, left.column) == ("solution.py", 3, 11)
    assert left.message == (
        "no case notices that `candidate * candidate` becomes `candidate + candidate`"
    )
    assert not left.is_error
    assert proofs["divisor"].survivors == 1


def test_a_case_less_is_a_mutant_more(proofs: dict[str, Proof]) -> None:
    note = kata("divisor").note
    assert note.cases is not None
    fewer = replace(
        with_note(
            kata("divisor"), cases=note.cases.model_copy(update={"random": None})
        ),
        cases=kata("divisor").cases[:2],  # without the square
    )
    proof = prove(fewer, sandbox())
    told = [each.message for each in proof.problems if each.code == "K040"]
    assert len(told) > 1
    assert any("<= number` becomes `candidate * candidate < number" in t for t in told)


def test_a_kata_with_a_driver_is_proved() -> None:
    proof = prove(kata("relay"), sandbox())
    assert codes(proof) == []
    assert (proof.mutants, proof.survivors) == (3, 0)


def test_a_reference_that_fails_a_written_case_is_told_at_the_case() -> None:
    off = kata("mean").harness.solution.replace("/", "//")
    proof = prove(with_code(kata("mean"), solution=off), sandbox())
    [found] = proof.problems
    assert (found.code, found.path.name, found.line) == ("K030", "cases.yaml", 2)
    assert found.message == "“thirds”: wanted 0.3333333; got 0 (failed)"
    assert found.is_error
    assert proof.mutants == 0


def test_a_kata_without_a_reference_cannot_be_proved() -> None:
    proof = prove(with_code(kata("mean"), solution=""), sandbox())
    assert codes(proof) == ["K030"]


def test_code_of_the_deck_that_fails_is_told() -> None:
    broken = with_code(kata("pair-count"), generator="def case(rng, size): 1 / 0")
    [found] = prove(broken, sandbox()).problems
    assert (found.code, found.path.name) == ("K031", "cases.py")
    assert "ZeroDivisionError" in found.message


def test_what_must_fail_and_passes_is_told() -> None:
    right = kata("mean").harness.solution
    careless = replace(
        kata("mean"),
        starters=(("python", right), ("go", "package main")),
        wrong=(WrongSolution("fine", right), *kata("mean").wrong),
    )
    proof = prove(careless, sandbox())
    assert [(each.code, each.path.name) for each in proof.problems] == [
        ("K033", "starter.py"),
        ("K032", "fine.py"),
    ]


def test_a_slow_reference_is_told() -> None:
    slow = with_code(
        kata("mean"),
        solution="def mean(values):\n    sum(range(9_000_000))\n"
        "    return sum(values) / len(values)\n",
    )
    found = [each for each in prove(slow, sandbox()).problems if each.code == "K034"]
    assert len(found) == 1
    assert found[0].path.name == "cases.yaml"
    assert "over a fifth of the limit of 0.4 s" in found[0].message


def test_draws_that_depend_on_more_than_their_seed_are_told() -> None:
    generator = (
        "import os\n"
        "def case(rng, size):\n"
        "    return {'numbers': [id(object()) % 1009, os.getpid()], 'total': hash('a')}"
    )
    note = kata("pair-count").note
    assert note.cases is not None
    cases = note.cases.model_copy(update={"growth": None, "large": None})
    hasty = with_note(with_code(kata("pair-count"), generator=generator), cases=cases)
    proof = prove(replace(hasty, wrong=()), sandbox())
    assert codes(proof) == ["K036"]


def test_a_slow_wrong_solution_that_is_hardly_too_slow_is_told() -> None:
    note = kata("pair-count").note
    limits, cases = note.limits, note.cases
    assert limits is not None
    assert cases is not None
    assert cases.large is not None
    large = cases.large.model_copy(update={"size": 6000})
    quick = with_note(
        kata("pair-count"),
        limits=limits.model_copy(update={"time_s": 0.25}),
        cases=cases.model_copy(update={"large": large, "growth": None}),
    )
    naive = replace(quick, wrong=(WrongSolution("naive", RIGHT),))
    proof = prove(naive, sandbox())
    if proof.over is None:  # a very fast machine
        assert codes(proof) == ["K032"]
    elif proof.over < 4.9:
        assert codes(proof) == ["K041"]
        assert f"{proof.over:.1f} times the limit" in proof.problems[0].message


def test_a_reference_that_grows_too_steeply_is_told() -> None:
    note = kata("pair-count").note
    assert note.cases is not None
    assert note.cases.growth is not None
    growth = note.cases.growth.model_copy(update={"at_most": 0.1})
    cases = note.cases.model_copy(update={"growth": growth})
    flat = replace(with_note(kata("pair-count"), cases=cases), wrong=())
    proof = prove(flat, sandbox())
    assert codes(proof) == ["K037"]


def test_katas_of_others_are_proved_behind_strong_walls_alone() -> None:
    weak = replace(sandbox(), rung=Rung.NONE)
    with pytest.raises(SandboxUnavailable, match="strong sandbox alone"):
        prove(kata("mean", is_shipped=False), weak)


def test_a_cancelled_proof_ends_early() -> None:
    cancelled = threading.Event()
    cancelled.set()
    proof = prove(kata("pair-count"), sandbox(), cancelled=cancelled)
    assert (proof.problems, proof.mutants) == ((), 0)


def test_mutants_beyond_the_cap_of_time_are_counted() -> None:
    found = kata("pair-count")
    made = mutants(found.harness.solution)
    with Referee(found, sandbox(), deck_sandbox=sandbox()) as referee:
        judgement = referee.judge(found.harness.solution, only="two numbers")
        planned = referee.book.stages[0].cases[2]
        case = referee.book.case(planned)
    assert isinstance(case, Case)
    left = survivors(
        found,
        sandbox(),
        made,
        [case],
        judgement.cases,
        budget_s=0.0,
    )
    assert left.tried == 1
    assert left.untried == len(made.chosen) - 1
