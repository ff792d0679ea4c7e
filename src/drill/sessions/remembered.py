"""What was computed of one moment of the record, for as long as that is the present."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Remembered:
    """Results of one moment; the first of another one lets go of them all."""

    def __init__(self) -> None:
        self._moment: Hashable = None
        self._found: dict[Hashable, object] = {}

    def forget(self) -> None:
        """Let go of everything: the settings changed."""
        self._moment = None
        self._found = {}

    def of(self, moment: Hashable, what: Hashable, compute: Callable[[], T]) -> T:
        """What was computed at that moment, or computes it now.

        Args:
            moment: of the record, read before the snapshot that `compute` reads: a
                result may then be newer than its moment, which the next look finds
                out, and never older. None remembers nothing.
            what: names the result among those of the moment; always of one type.
            compute: makes it.
        """
        if moment is None:
            return compute()
        if moment != self._moment:
            self._moment, self._found = moment, {}
        if what not in self._found:
            self._found[what] = compute()
        return cast("T", self._found[what])
