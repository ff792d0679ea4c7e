"""Runs on a bench: judged, tried, cancelled, agreed to. Real runs, on a strong rung."""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

import pytest

from drill.errors import ConsentNeeded
from drill.judge.sandbox.probing import Ladder
from drill.judge.sandbox.rungs import Refusal, Rung
from drill.judge.verdicts import VerdictKind
from drill.sessions.kata_bench import DECK_CODE, NO_SANDBOX, KataBench
from drill.sessions.kata_rooms import kata_folder
from drill.sessions.workspace import Workspace
from tests.sessions.katas import BOX, DOUBLE, RIGHT, WRONG, judgement, lay_out, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.judge.verdicts import CaseVerdict
    from tests.sessions.desk import Desk

OPEN = Ladder((), (Refusal(Rung.STRONG, "the kernel is too old"),))


@pytest.fixture
def bench(desk: Desk) -> Iterator[KataBench]:
    lay_out(desk)
    with KataBench(desk.locations) as found:
        yield found


def test_a_submission_is_judged_case_by_case(bench: KataBench, desk: Desk) -> None:
    session = opened(desk)
    told: list[tuple[str, int, int]] = []

    def on_case(verdict: CaseVerdict, number: int, total: int) -> None:
        told.append((verdict.case.name, number, total))

    found = bench.judge(session.kata, RIGHT, on_case).result(60)
    assert found.kind is VerdictKind.PASSED
    assert told[0] == ("one", 1, 4)
    assert len(told) == 4
    assert found.rung == bench.rung().result(60)
    step = session.judged(found, RIGHT)
    assert step.result
    assert step.result.is_passed
    assert bench.case_names(session.kata).result(60) == ("one", "none", "text", "many")


def test_a_run_that_was_prepared_is_like_any_other(
    bench: KataBench, desk: Desk
) -> None:
    session = opened(desk)
    bench.warm(session.kata).result(60)
    assert bench.judge(session.kata, RIGHT).result(60).is_passed
    with pytest.raises(ConsentNeeded):
        bench.warm(kata_folder(desk.collection, BOX)).result(60)


def test_a_wrong_one_fails_at_its_smallest_case(bench: KataBench, desk: Desk) -> None:
    session = opened(desk)
    step = session.judged(bench.judge(session.kata, WRONG).result(60), WRONG)
    assert step.result
    assert step.result.failed
    assert (step.result.failed.wanted, step.result.failed.got) == ("2", "1")
    alone = bench.judge(session.kata, WRONG, only="none").result(60)
    assert alone.is_passed


def test_an_own_input_is_run_beside_the_reference(bench: KataBench, desk: Desk) -> None:
    session = opened(desk)
    run = bench.try_input(session.kata, WRONG, session.parse("7")).result(60)
    step = session.tried(run)
    assert step.own
    assert (step.own.got, step.own.wanted) == ("49", "14")


def test_a_run_can_be_stopped(bench: KataBench, desk: Desk) -> None:
    session = opened(desk)
    pending = bench.judge(session.kata, "while True: pass\n")
    bench.cancel()
    assert pending.result(60).kind is VerdictKind.CANCELLED


def test_a_new_run_stops_the_one_before(bench: KataBench, desk: Desk) -> None:
    session = opened(desk)
    first = bench.judge(session.kata, "while True: pass\n")
    second = bench.judge(session.kata, RIGHT)
    assert first.result(60).kind is VerdictKind.CANCELLED
    assert second.result(60).kind is VerdictKind.PASSED


def test_code_of_another_deck_waits_for_consent(bench: KataBench, desk: Desk) -> None:
    kata = kata_folder(desk.collection, BOX)
    source = kata.solution()
    with pytest.raises(ConsentNeeded) as caught:
        bench.judge(kata, source).result(60)
    assert caught.value.what == DECK_CODE
    bench.decline(kata)
    found = bench.judge(kata, source).result(60)
    assert found.kind is VerdictKind.DECK_REFUSED  # what needs none of it has run
    bench.agree(kata)
    assert bench.judge(kata, source).result(60).kind is VerdictKind.PASSED


def test_consent_is_for_this_very_code(bench: KataBench, desk: Desk) -> None:
    bench.agree(kata_folder(desk.collection, BOX))
    with KataBench(desk.locations) as another:
        assert another.is_agreed(kata_folder(desk.collection, BOX))
    path = desk.own / "mine/katas/box/cases.py"
    path.write_text(path.read_text() + "\n# more\n")
    assert not bench.is_agreed(kata_folder(desk.collection, BOX))
    assert bench.is_agreed(kata_folder(desk.collection, DOUBLE))  # it came with drill


def test_consents_that_cannot_be_read_are_none(bench: KataBench, desk: Desk) -> None:
    desk.locations.state.mkdir(parents=True, exist_ok=True)
    (desk.locations.state / "deck-code").write_bytes(b"\xff")
    assert not bench.is_agreed(kata_folder(desk.collection, BOX))


def test_without_a_sandbox_nothing_runs_unasked(bench: KataBench, desk: Desk) -> None:
    bench._ladder = OPEN
    kata = kata_folder(desk.collection, DOUBLE)
    with pytest.raises(ConsentNeeded) as caught:
        bench.judge(kata, RIGHT).result(60)
    assert caught.value.what == NO_SANDBOX
    assert "the kernel is too old" in caught.value.message
    bench.is_unconfined = True
    assert bench.rung().result(60) == "none"


def test_without_a_sandbox_other_peoples_katas_never_run(
    bench: KataBench, desk: Desk
) -> None:
    bench._ladder = OPEN
    bench.is_unconfined = True
    kata = kata_folder(desk.collection, BOX)
    found = bench.judge(kata, kata.solution()).result(60)
    assert found.kind is VerdictKind.SANDBOX_UNAVAILABLE


def test_closing_ends_what_runs(desk: Desk) -> None:
    lay_out(desk)
    bench = KataBench(desk.locations)
    pending = bench.judge(kata_folder(desk.collection, DOUBLE), "while True: pass\n")
    bench.close()
    try:
        assert pending.result(0).kind is VerdictKind.CANCELLED
    except CancelledError:  # it had not begun
        assert pending.cancelled()


def test_the_workspace_keeps_one_bench_and_closes_it(desk: Desk) -> None:
    lay_out(desk)
    workspace = Workspace(desk.collection)
    bench = workspace.bench()
    assert workspace.bench() is bench
    assert [row.id for row in workspace.katas().rows] == ["box", "double"]
    session = workspace.open_kata(DOUBLE)
    session.judged(judgement(), RIGHT)
    [row] = workspace.kata_attempts(DOUBLE)
    assert row.source == RIGHT
    workspace.close()
    assert bench._thread._shutdown
    workspace.close_bench()
