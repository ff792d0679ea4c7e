"""The backup that is taken before an import changes anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from drill.sessions.collection import Collection


class BackupBefore:
    """Copies what was written last, while notes are being converted beside it.

    The import is one transaction, so that the copy cannot see any of it; and it does
    not end before the copy is there.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._worker = ThreadPoolExecutor(1, "drill-backup")
        self._taken: Future[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for a copy that is on its way."""
        self._worker.shutdown(cancel_futures=True)

    def begin(self) -> None:
        """Take it, unless it was begun already."""
        if self._taken is None:
            self._taken = self._worker.submit(_taken, self._collection)

    def name(self) -> str:
        """Its name, once it is there; empty if there was nothing to lose.

        Raises:
            StoreError: it cannot be taken.
        """
        return "" if self._taken is None else self._taken.result()


def _taken(collection: Collection) -> str:
    from drill.sessions.maintenance import backup

    with collection.store.read() as unit:
        if not unit.journal.count():
            return ""
    return backup(collection.locations, collection.clock).name
