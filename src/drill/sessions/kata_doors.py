"""What the app asks of katas, behind the workspace's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.sessions.collection import Collection
    from drill.sessions.kata import KataSession
    from drill.sessions.kata_bench import KataBench
    from drill.sessions.kata_steps import AttemptRow, KatasStep


class KataDoors:
    """The part of the workspace that holds katas."""

    collection: Collection
    _bench: KataBench | None = None

    def katas(self) -> KatasStep:
        """The katas there are."""
        from drill.sessions.kata_rooms import katas

        return katas(self.collection)

    def open_kata(self, card: CardId, language: str = "python") -> KataSession:
        """Take up a kata, or go on with it."""
        from drill.sessions.kata_rooms import open_kata

        return open_kata(self.collection, card, language)

    def kata_attempts(self, card: CardId) -> tuple[AttemptRow, ...]:
        """Earlier runs of a kata, the latest first."""
        from drill.sessions.kata_rooms import attempts

        return attempts(self.collection, card)

    def bench(self) -> KataBench:
        """Where submissions run; it lives as long as the workspace."""
        if self._bench is None:
            from drill.sessions.kata_bench import KataBench

            self._bench = KataBench(self.collection.locations)
        return self._bench

    def close_bench(self) -> None:
        """End what runs; no process stays behind."""
        if self._bench is not None:
            self._bench.close()
            self._bench = None
