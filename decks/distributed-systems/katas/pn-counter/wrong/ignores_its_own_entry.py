"""Trusts nobody about its own entry, even after a crash."""

State = dict[str, tuple[int, int]]


class PNCounter:
    def __init__(self, replica: str) -> None:
        self._replica = replica
        self._counts: State = {}
        self._value = 0
        self._changed: set[str] = set()

    def add(self, amount: int) -> None:
        added, taken = self._counts.get(self._replica, (0, 0))
        self._raise(self._replica, added + max(amount, 0), taken + max(-amount, 0))

    def value(self) -> int:
        return self._value

    def state(self) -> State:
        return dict(self._counts)

    def merge(self, state: State) -> None:
        for replica, (added, taken) in state.items():
            if replica != self._replica:
                self._raise(replica, added, taken)

    def delta(self) -> State:
        delta = {replica: self._counts[replica] for replica in self._changed}
        self._changed.clear()
        return delta

    def _raise(self, replica: str, added: int, taken: int) -> None:
        before = self._counts.get(replica, (0, 0))
        after = (max(before[0], added), max(before[1], taken))
        if after != before:
            self._counts[replica] = after
            self._value += after[0] - before[0] - (after[1] - before[1])
            self._changed.add(replica)
