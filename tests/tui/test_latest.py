"""Only the newest request is answered, and one runs at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drill.tui.background import failure_of
from drill.tui.latest import Latest

if TYPE_CHECKING:
    from collections.abc import Callable


class Bench:
    """Runs calls when it is told to."""

    def __init__(self) -> None:
        self.running: list[tuple[Callable[[], Any], Any, Any]] = []
        self.shown: list[str] = []
        self.latest: Latest[str] = Latest(self.ask)

    def ask(self, call: Any, done: Any, failed: Any) -> None:
        self.running.append((call, done, failed))

    def want(self, text: str) -> None:
        self.latest.want(lambda: text, self.shown.append)

    def finish(self) -> None:
        call, done, _ = self.running.pop()
        done(call())

    def fail(self) -> None:
        *_, failed = self.running.pop()
        failed(failure_of(ValueError("no")))


def test_a_single_request_is_answered() -> None:
    bench = Bench()
    bench.want("a")
    bench.finish()
    assert bench.shown == ["a"]
    assert not bench.latest.is_running


def test_what_was_typed_over_is_neither_run_nor_shown() -> None:
    bench = Bench()
    for text in "abcd":
        bench.want(text)
    assert len(bench.running) == 1
    bench.finish()
    assert bench.shown == []
    bench.finish()
    assert bench.shown == ["d"]
    assert bench.running == []


def test_a_failure_does_not_stop_the_next_request() -> None:
    bench = Bench()
    bench.want("a")
    bench.want("b")
    bench.fail()
    bench.finish()
    assert bench.shown == ["b"]


def test_a_request_made_by_an_answer_is_run() -> None:
    bench = Bench()
    bench.latest.want(lambda: "a", lambda _: bench.want("b"))
    bench.finish()
    bench.finish()
    assert bench.shown == ["b"]
