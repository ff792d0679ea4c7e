"""A counter that replicas change apart and merge in any order (Shapiro et al. 2011)."""

State = dict[str, tuple[int, int]]
"""From a replica to how much it has added and how much it has taken away."""


class PNCounter:
    """One replica's copy of the counter."""

    def __init__(self, replica: str) -> None:
        self._replica = replica
        self._counts: State = {}
        self._value = 0
        self._changed: set[str] = set()

    def add(self, amount: int) -> None:
        """Count up, or down if the amount is negative."""
        added, taken = self._counts.get(self._replica, (0, 0))
        self._raise(self._replica, added + max(amount, 0), taken + max(-amount, 0))

    def value(self) -> int:
        """What the counter shows here."""
        return self._value

    def state(self) -> State:
        """All that is known here."""
        return dict(self._counts)

    def merge(self, state: State) -> None:
        """Learn what a state knows, be it whole or a delta."""
        for replica, (added, taken) in state.items():
            self._raise(replica, added, taken)

    def delta(self) -> State:
        """What has changed here since the last delta."""
        delta = {replica: self._counts[replica] for replica in self._changed}
        self._changed.clear()
        return delta

    def _raise(self, replica: str, added: int, taken: int) -> None:
        """Let a replica's counts be at least these."""
        before = self._counts.get(replica, (0, 0))
        after = max(before[0], added), max(before[1], taken)
        if after != before:
            self._counts[replica] = after
            self._value += (after[0] - before[0]) - (after[1] - before[1])
            self._changed.add(replica)
