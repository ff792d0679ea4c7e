"""Code of decks in a worker of its own: what it makes, and what goes wrong with it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drill.judge.deck_worker import DeckWorker, Trouble
from drill.judge.sandbox.rungs import Rung
from drill.judge.verdicts import Wanted
from tests.judge.katas import kata, sandbox, with_code

if TYPE_CHECKING:
    from drill.content.kata_files import KataFolder


def trouble(found: object) -> Trouble:
    assert isinstance(found, Trouble), found
    return found


def asked(found: KataFolder, ask: str, *arguments: Any) -> Any:
    with DeckWorker(found, sandbox()) as deck:
        return getattr(deck, ask)(*arguments)


def test_a_draw_follows_from_its_seed() -> None:
    with DeckWorker(kata("pair-count"), sandbox()) as deck:
        once, again = deck.draw("1:5", 10), deck.draw("1:5", 10)
        other = deck.draw("1:6", 10)
    assert not isinstance(once, Trouble)
    assert once == again != other
    assert len(once["numbers"]) == 10
    assert asked(kata("pair-count"), "draw", "1:5", 10) == once


def test_a_generator_is_told_the_stage() -> None:
    with DeckWorker(kata("counter"), sandbox()) as deck:
        drawn = deck.draw("1", 30, "adding")
        free = deck.draw("1", 30)
    assert not isinstance(drawn, Trouble)
    assert not isinstance(free, Trouble)
    assert {call[0] for call in drawn["calls"]} == {"add"}
    assert {call[0] for call in free["calls"]} == {"add", "undo"}


@pytest.mark.parametrize(
    ("name", "arguments", "wanted"),
    [
        ("pair-count", {"numbers": [1, 2], "total": 3}, Wanted(1)),
        ("counter", {"init": {"start": 1}, "calls": [["add", 2]]}, Wanted([3])),
        ("counter", {"init": {"start": 1}, "calls": [["undo"]]},
         Wanted(raises="IndexError")),
        ("relay", {"items": [1, 2]}, Wanted([1, 2])),
    ],
)  # fmt: skip
def test_the_reference_says_what_is_wanted(
    name: str, arguments: dict[str, Any], wanted: Wanted
) -> None:
    assert asked(kata(name), "wanted", arguments) == wanted


def test_a_checker_says_what_is_wrong() -> None:
    with DeckWorker(kata("divisor"), sandbox()) as deck:
        assert deck.check({"number": 12}, 6, 2) is None
        assert deck.check({"number": 12}, 5, 2) == "5 is no divisor of 12"


# --- what goes wrong ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("generator", "said"),
    [
        (
            "def case(rng, size):\n    raise ValueError('no such size')",
            "asked for the size 3, raised ValueError: no such size (cases.py, line 2)",
        ),
        ("def case(rng, size): return [1]", "gave list where the arguments by name"),
        ("def case(rng, size): return {'a': {1}}", "ResultNotAllowed"),
        ("def case(size): return {}", "TypeError"),
        ("def other(): ...", "AttributeError"),
        ("def case(rng, size):\n    while True: pass", "took more CPU time"),
        ("def case(rng, size): import os; os._exit(0)", "ended its own process"),
        ("def case(rng, size): return {'a': 'x' * 2_000_000}", "bytes"),
        ("def case(rng, size): print('x' * 2_000_000)", "printed more"),
        ("import nothing_here", "ModuleNotFoundError"),
    ],
)
def test_whatever_a_generator_does_wrong_is_an_error_of_the_deck(
    generator: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drill.judge.limits.DECK_CPU_S", 0.5)
    broken = with_code(kata("pair-count"), generator=generator)
    found = trouble(asked(broken, "draw", "1", 3))
    assert found.kind == "deck error"
    assert said in found.message


@pytest.mark.parametrize(
    "value",
    ["{}", "{'init': {}, 'calls': {}}", "{'init': [], 'calls': []}",
     "{'init': {}, 'calls': [[1]]}", "{'init': {}, 'calls': [[]]}",
     "{'init': {}, 'calls': ['add']}", "{'init': {}, 'calls': [], 'more': 1}"],
)  # fmt: skip
def test_arguments_of_a_class_are_its_calls(value: str) -> None:
    generator = f"def case(rng, size): return {value}"
    broken = with_code(kata("counter"), generator=generator)
    assert trouble(asked(broken, "draw", "1", 3)).kind == "deck error"


def test_a_reference_may_only_raise_what_a_written_case_wants() -> None:
    counter = kata("counter")
    other = counter.harness.solution.replace("IndexError", "KeyError")
    arguments = {"init": {"start": 0}, "calls": [["undo"]]}
    with DeckWorker(with_code(counter, solution=other), sandbox()) as deck:
        found = trouble(deck.wanted(arguments))
        assert found.message.startswith("the reference raised KeyError")
        # What a learner typed may be outside of the constraints.
        assert deck.wanted(arguments, is_own=True) == Wanted(raises="KeyError")


@pytest.mark.parametrize(
    ("checker", "said"),
    [
        ("def check(args, got, want): return False", "returned neither None nor text"),
        ("def check(args, got, want): return got[0]", "checker.py raised TypeError"),
        ("def check(args): ...", "checker.py raised TypeError"),
    ],
)
def test_a_checker_that_fails_is_an_error_of_the_deck(checker: str, said: str) -> None:
    broken = with_code(kata("divisor"), checker=checker)
    found = trouble(asked(broken, "check", {"number": 4}, 2, 2))
    assert found.kind == "deck error"
    assert said in found.message


def test_code_that_died_is_started_again() -> None:
    generator = (
        "def case(rng, size):\n"
        "    if size == 1: import os; os._exit(0)\n"
        "    return {'numbers': [], 'total': 0}\n"
    )
    broken = with_code(kata("pair-count"), generator=generator)
    with DeckWorker(broken, sandbox()) as deck:
        assert trouble(deck.draw("1", 1)).kind == "deck error"
        assert deck.draw("1", 2) == {"numbers": [], "total": 0}


def test_code_of_a_deck_can_be_cancelled() -> None:
    slow = with_code(kata("pair-count"), generator="def case(rng, size):\n while 1: 0")
    cancelled = threading.Event()
    with DeckWorker(slow, sandbox()) as deck:
        threading.Timer(0.3, cancelled.set).start()
        found = trouble(deck.draw("1", 1, cancelled=cancelled))
    assert found.kind == "cancelled"


def test_code_of_a_deck_can_be_cancelled_while_it_is_loaded() -> None:
    cancelled = threading.Event()
    cancelled.set()
    with DeckWorker(kata("pair-count"), sandbox()) as deck:
        assert trouble(deck.draw("1", 1, cancelled=cancelled)).kind == "cancelled"
        assert trouble(deck.check({}, 1, 1, cancelled=cancelled)).kind == "cancelled"
        assert not isinstance(deck.draw("1", 1), Trouble)  # afterwards it goes on


def test_walls_that_cannot_be_put_up_are_told() -> None:
    gone = replace(sandbox(), rung=Rung.STRONG_PLUS, bwrap=kata("mean").folder / "no")
    with DeckWorker(kata("pair-count"), gone) as deck:
        found = trouble(deck.draw("1", 1))
    assert found.kind == "sandbox unavailable"
    assert found.message


# --- consent -----------------------------------------------------------------------


def test_code_is_not_run_without_a_sandbox() -> None:
    with DeckWorker(kata("pair-count"), None) as deck:
        found = trouble(deck.draw("1", 1))
    assert (found.kind, found) == ("deck code refused", deck.refusal)


@pytest.mark.parametrize(
    ("rung", "is_allowed", "said"),
    [
        (Rung.STRONG_PLUS, True, None),
        (Rung.STRONG, True, None),
        (Rung.STRONG_PLUS, False, "nobody has agreed"),
        (Rung.MACOS, True, "the sandbox here is “macos”"),
        (Rung.NONE, True, "the sandbox here is “none”"),
    ],
)
def test_code_of_a_foreign_deck_needs_strong_walls_and_consent(
    rung: Rung, *, is_allowed: bool, said: str | None
) -> None:
    foreign = kata("pair-count", is_shipped=False)
    walls = replace(sandbox(), rung=rung)
    deck = DeckWorker(foreign, walls, is_allowed=is_allowed)
    assert (deck.refusal is None) is (said is None)
    if deck.refusal and said:
        assert said in deck.refusal.message


def test_code_of_a_shipped_deck_needs_no_consent() -> None:
    walls = replace(sandbox(), rung=Rung.NONE)
    assert DeckWorker(kata("pair-count"), walls).refusal is None
