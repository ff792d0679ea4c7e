"""What the verdicts of cases come to."""

from __future__ import annotations

import pytest

from drill.judge.verdicts import (
    GrowthResult,
    Judgement,
    StageResult,
    VerdictKind,
    credit,
    verdict_of,
)

STEEP = GrowthResult(points=(), at_most=1.5, slope=2.0, is_steep=True)
FLAT = GrowthResult(points=(), at_most=1.5, slope=1.0, is_steep=False)


def stage(
    passed: int, total: int, ended_by: VerdictKind = VerdictKind.PASSED
) -> StageResult:
    return StageResult("a", passed, total, ended_by)


FAILED = VerdictKind.FAILED


@pytest.mark.parametrize(
    ("stages", "worth"),
    [
        ([stage(10, 10)], 1.0),
        ([stage(5, 10, FAILED)], 0.25),  # half of the way, by half
        ([stage(9, 10, VerdictKind.TIME_LIMIT)], 0.45),
        ([stage(0, 10, FAILED)], 0.0),
        ([stage(3, 3), stage(0, 5, FAILED)], 0.5),
        ([stage(3, 3), stage(2, 4, FAILED), stage(8, 8), stage(1, 1)], 0.8125),
        ([stage(0, 4, FAILED), stage(4, 4)], 0.5),  # a later stage by itself
        ([], 0.0),
    ],
)
def test_a_stage_counts_whole_or_by_half_of_its_way(
    stages: list[StageResult], worth: float
) -> None:
    assert credit(stages) == worth


def test_a_steep_growth_costs_a_fifth() -> None:
    assert credit([stage(4, 4)], STEEP) == 0.8
    assert credit([stage(4, 4)], FLAT) == 1.0


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "failed", "error"], "failed"),  # the earliest
        (["deck error", "time limit"], "time limit"),  # certain whatever the deck does
        (["deck code refused", "deck error"], "deck error"),
        (["passed", "deck code refused"], "deck code refused"),
        (["failed", "cancelled"], "cancelled"),
        (["failed", "sandbox unavailable"], "sandbox unavailable"),
        ([], "passed"),
    ],
)
def test_the_verdict_of_a_submission_is_of_its_earliest_failing_stage(
    kinds: list[str], verdict: str
) -> None:
    stages = [stage(0, 1, VerdictKind(kind)) for kind in kinds]
    assert verdict_of(stages) == verdict


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_only_what_the_submission_did_counts_against_the_learner(
    kind: VerdictKind,
) -> None:
    innocent = {
        "passed",
        "deck error",
        "deck code refused",
        "sandbox unavailable",
        "toolchain missing",
        "cancelled",
    }
    assert Judgement(kind).counts_against_learner is (kind not in innocent)
    assert Judgement(kind).is_passed is (kind == "passed")
