"""The writer thread, the readers, and the promise that no write is lost.

Sessions are synchronous and are called on the one writer thread only, in the order
of the key presses. A write is queued the moment it is asked for; whoever waits for
it may go away, the write stays. Methods are called on the event loop's thread.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeAlias, TypeVar

from drill.errors import DrillError, StoreClosed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future

P = ParamSpec("P")
T = TypeVar("T")
READERS = 2


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A call that came to its end."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """A call that raised, in words for the learner."""

    message: str
    hint: str
    error: Exception
    is_expected: bool
    """True for a `DrillError`; anything else is a defect of drill."""


Settled: TypeAlias = "Done[T] | Failed"


def failure_of(error: Exception) -> Failed:
    """An exception in words, with what to do about it."""
    if isinstance(error, DrillError):
        return Failed(error.message, error.hint, error, is_expected=True)
    return Failed(
        f"internal error: {type(error).__name__}: {error}",
        "This is a defect of drill; what was answered before is safe.",
        error,
        is_expected=False,
    )


class Background:
    """One thread that writes, in order, and a few that read."""

    def __init__(self, on_failure: Callable[[Failed], None]) -> None:
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="drill-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="drill-reader")
        self._on_failure = on_failure
        self._closed = False
        self._waiting = 0

    @property
    def is_open(self) -> bool:
        """Whether calls are still taken."""
        return not self._closed

    @property
    def waiting(self) -> int:
        """How many writes are queued or running."""
        return self._waiting

    def write(
        self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Awaitable[T]:
        """Queue a write now; awaiting it can be cancelled, the write cannot.

        A write that fails is reported once through `on_failure`, whether anybody
        awaits it or not.

        Raises:
            StoreClosed: after `close`.
        """
        if self._closed:
            raise StoreClosed
        queued = self._writer.submit(call, *args, **kwargs)
        self._waiting += 1
        finished = asyncio.wrap_future(queued)
        finished.add_done_callback(self._finish)
        return asyncio.shield(finished)

    def read(
        self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> Awaitable[T]:
        """Run a read beside the writes; cancelling the wait drops its result.

        Raises:
            StoreClosed: after `close`.
        """
        if self._closed:
            raise StoreClosed
        return asyncio.wrap_future(self._readers.submit(call, *args, **kwargs))

    async def settle(self, pending: Awaitable[T]) -> Settled[T]:
        """Wait for a call; a failure comes back as a value."""
        try:
            return Done(await pending)
        except Exception as error:  # noqa: BLE001 - the front end's one seam
            return failure_of(error)

    async def close(self) -> None:
        """Take no more calls, and wait until every queued write has come to its end."""
        self._closed = True
        await asyncio.shield(asyncio.to_thread(self._shut_down))
        await asyncio.sleep(0)

    def join(self) -> None:
        """Like `close`, where no event loop runs any more; from the main thread."""
        self._closed = True
        self._shut_down()

    def _shut_down(self) -> None:
        self._readers.shutdown(cancel_futures=True)
        self._writer.shutdown()

    def _finish(self, finished: Future[T] | asyncio.Future[T]) -> None:
        self._waiting -= 1
        error = None if finished.cancelled() else finished.exception()
        if isinstance(error, Exception):
            self._on_failure(failure_of(error))
