"""Runs the newest of many requests, one at a time: what is typed over is never shown.

No Textual here: whoever uses it says how a call is run and how its end is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from drill.tui.background import Failed

    Asking: TypeAlias = Callable[
        [Callable[[], Any], Callable[[Any], None], Callable[[Failed], None]], None
    ]

T = TypeVar("T")


class Latest(Generic[T]):
    """At most one call runs and at most one waits: the newest."""

    def __init__(self, ask: Asking) -> None:
        """Begin with nothing asked for.

        Args:
            ask: runs a call and then calls one of the two others with its end, such
                as `DrillScreen.ask`.
        """
        self._ask = ask
        self._waiting: tuple[Callable[[], T], Callable[[T], None]] | None = None
        self._is_running = False

    @property
    def is_running(self) -> bool:
        """Whether an answer is still to come."""
        return self._is_running

    def want(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        """Ask for something; whatever was asked for before is not wanted any more."""
        self._waiting = (call, then)
        if not self._is_running:
            self._run_next()

    def _run_next(self) -> None:
        if self._waiting is None:
            return
        call, then = self._waiting
        self._waiting = None
        self._is_running = True

        def done(value: T) -> None:
            self._is_running = False
            if self._waiting is None:
                then(value)
            self._go_on()

        self._ask(call, done, self._failed)

    def _failed(self, _: Failed) -> None:
        self._is_running = False
        self._go_on()

    def _go_on(self) -> None:
        if not self._is_running:
            self._run_next()
