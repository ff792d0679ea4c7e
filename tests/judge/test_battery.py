"""Attacks against every sandbox of this machine, and against none.

The last test says which rungs were really run; a rung that this machine lacks is
skipped with its reason, and never taken for held.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from drill.errors import SandboxUnavailable
from drill.judge.answers import AnswerKind, Call
from drill.judge.sandbox.probing import Ladder, probe
from drill.judge.sandbox.rungs import Rung
from tests.judge.battery.arena import HERE, Arena, sources
from tests.judge.battery.attacks import ATTACKS, ROOT, Attack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drill.judge.answers import Answer

IS_MAC = sys.platform == "darwin"
WALLED = (Rung.MACOS,) if IS_MAC else (Rung.STRONG_PLUS, Rung.STRONG)
WANTED = 8_191_817_161
"""What nobody tells the worker; it is `answer(2)` of no code in the arena."""
FORGERIES = [
    line.removeprefix("def ").partition("(")[0]
    for line in sources()["forging"].splitlines()
    if line.startswith("def ") and line.endswith("(n):")
]

BROKEN = [
    "reply_to_another_question",
    "reply_with_the_number_as_text",
    "reply_with_a_truth_as_number",
    "reply_with_everything",
    "reply_with_the_largest_frame",
    "reply_with_much",
    "reply_nested",
    "reply_nested_a_little_too_deep",
    "reply_with_half_a_character",
    "reply_with_a_long_number",
    "reply_with_no_text",
    "reply_with_an_odd_error",
    "reply_with_an_error_in_no_call",
    "reply_with_a_line_that_is_none",
    "reply_with_nothing",
    "reply_with_a_list",
    "close_and_wait",
]
"""Forgeries that say what no honest worker says."""


@pytest.fixture(scope="session")
def ladder() -> Ladder:
    return probe(None)


@pytest.fixture(scope="session")
def arena_of(
    ladder: Ladder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Rung], Arena]]:
    arenas: dict[Rung, Arena] = {}

    def arena(rung: Rung) -> Arena:
        try:
            sandbox = ladder.at(rung)
        except SandboxUnavailable as error:
            pytest.skip(f"NOT RUN, {rung} is missing: {error.reason}")
        if rung not in arenas:
            arenas[rung] = Arena.inside(sandbox, tmp_path_factory.mktemp("arena"))
        return arenas[rung]

    yield arena
    for each in arenas.values():
        each.close()


def number_of(attack: Attack) -> int:
    return ATTACKS.index(attack)


def test_there_are_attacks_enough() -> None:
    assert len(ATTACKS) >= 60
    assert len(FORGERIES) >= 30
    assert set(BROKEN) < set(FORGERIES)
    assert {attack.name for attack in ATTACKS if attack.passes} == {
        "see_the_size_of_a_file"
    }


@pytest.mark.parametrize("rung", WALLED)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_gets_through(
    attack: Attack, rung: Rung, arena_of: Callable[[Rung], Arena]
) -> None:
    through, answer = arena_of(rung).attack(attack, number_of(attack))
    assert through == (rung in attack.passes), answer
    assert is_honest(answer), f"failed for another reason than the sandbox: {answer}"


def is_honest(answer: Answer) -> bool:
    """Whether an attack did what it could: it was refused or killed, or did nothing."""
    if answer.error is None:
        return answer.kind in {AnswerKind.OK, AnswerKind.FORBIDDEN}
    if "Too many open files" in answer.error.message:
        return False
    kinds = {answer.error.type, *answer.error.bases}
    # What `sqlite3` and `resource` make of a refusal.
    return bool(kinds & {"OSError", "OperationalError"}) or (
        "not allowed to raise" in answer.error.message
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_without_a_sandbox_the_same_attack_succeeds(
    attack: Attack, arena_of: Callable[[Rung], Arena]
) -> None:
    through, answer = arena_of(Rung.NONE).attack(attack, number_of(attack))
    if not through and attack.needs and (attack.needs != ROOT or os.getuid()):
        pytest.skip(f"NO CONTROL, it needs {attack.needs}: {answer}")
    assert through, answer


@pytest.mark.parametrize("rung", [*WALLED, Rung.NONE])
@pytest.mark.parametrize("name", FORGERIES)
def test_no_forgery_passes(
    name: str, rung: Rung, arena_of: Callable[[Rung], Arena]
) -> None:
    answer = arena_of(rung).ask(name)
    assert (answer.kind, answer.value) != (AnswerKind.OK, WANTED)
    assert type(answer.value) in {type(None), int, list}
    assert all(type(each) is str for each in (answer.output, answer.detail))
    if name in BROKEN:
        assert answer.kind is AnswerKind.PROTOCOL
        assert answer.detail


@pytest.mark.parametrize("rung", [*WALLED, Rung.NONE])
def test_an_answer_before_it_is_asked_for_is_noticed_at_the_next_call(
    rung: Rung, arena_of: Callable[[Rung], Arena]
) -> None:
    """A thread that replies late replies to the call after."""
    worker = arena_of(rung).ready()
    call = Call("function", "reply_late_from_a_thread", {"n": 2}, module="forging")
    assert worker.call(call).value == 0
    time.sleep(0.2)
    answer = worker.call(call)
    assert (answer.kind, answer.detail) == (
        AnswerKind.PROTOCOL,
        "it spoke without being asked",
    )
    arena_of(rung).close()


NAIVE = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
import forging
wanted = {WANTED}
got = getattr(forging, sys.argv[1])(2)
if got != wanted:
    sys.exit(1)
"""


@pytest.mark.parametrize(
    "name",
    [
        "exit_at_once",
        "exit_politely",
        "exit_later",
        "be_equal_to_anything",
        "look_into_frames",
        "look_into_all_objects",
        "look_for_any_large_number",
        "reply_and_exit",
    ],
)
def test_a_judge_in_the_same_process_is_fooled(name: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-B", "-c", NAIVE, name], check=False, capture_output=True
    )
    assert answer.returncode == 0, answer.stderr


def test_it_is_said_which_rungs_were_run(
    ladder: Ladder,
    record_property: Callable[[str, object], None],
) -> None:
    held = [str(sandbox.rung) for sandbox in ladder.sandboxes]
    missing = [f"{each.rung} ({each.reason})" for each in ladder.refusals]
    said = f"rungs run: {', '.join(held) or 'NONE'}; missing: {'; '.join(missing)}"
    record_property("rungs", said)  # printed below all results
    if sys.platform == "linux":
        assert held, said
