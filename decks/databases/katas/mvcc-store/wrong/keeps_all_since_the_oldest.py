"""Keeps every version since the oldest snapshot, also those nobody sees."""

from bisect import bisect_right
from dataclasses import dataclass, field

Value = int | None


@dataclass
class Transaction:
    """An open transaction: what it sees, and what it wrote."""

    snapshot: int
    """The number of the latest commit when it began."""
    writes: dict[str, Value] = field(default_factory=dict)


@dataclass
class Versions:
    """The versions of one key, the oldest first."""

    numbers: list[int] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def seen(self, snapshot: int) -> int:
        """The place of the newest version up to a snapshot; -1 if there is none."""
        return bisect_right(self.numbers, snapshot) - 1

    def keep(self, places: set[int]) -> None:
        """Drop all versions but those at some places."""
        self.numbers = [self.numbers[place] for place in sorted(places)]
        self.values = [self.values[place] for place in sorted(places)]


class Store:
    """Keys with versions, and the transactions that are open."""

    def __init__(self) -> None:
        self._commits = 0
        self._open: dict[str, Transaction] = {}
        self._keys: dict[str, Versions] = {}
        self._latest: dict[str, int] = {}
        """Of each key the latest commit of it, also when no version is left."""

    def begin(self, name: str) -> None:
        """Open a transaction."""
        self._open[name] = Transaction(self._commits)

    def read(self, name: str, key: str) -> Value:
        """What a transaction sees of a key."""
        transaction = self._open[name]
        if key in transaction.writes:
            return transaction.writes[key]
        versions = self._keys.get(key, Versions())
        place = versions.seen(transaction.snapshot)
        return versions.values[place] if place >= 0 else None

    def write(self, name: str, key: str, value: Value) -> None:
        """Set a key for a transaction alone."""
        self._open[name].writes[key] = value

    def commit(self, name: str) -> bool:
        """Make the writes seen; False, and all of it gone, if somebody was first."""
        transaction = self._open.pop(name)
        is_first = all(
            self._latest.get(key, 0) <= transaction.snapshot
            for key in transaction.writes
        )
        if is_first:
            self._commits += 1
            for key, value in transaction.writes.items():
                versions = self._keys.setdefault(key, Versions())
                versions.numbers.append(self._commits)
                versions.values.append(value)
                self._latest[key] = self._commits
        self._clean()
        return is_first

    def abort(self, name: str) -> None:
        """Forget a transaction."""
        del self._open[name]
        self._clean()

    def versions(self, key: str) -> int:
        """How many versions of a key are kept."""
        return len(self._keys[key].numbers) if key in self._keys else 0

    def _clean(self) -> None:
        """Drop what no open transaction sees, nor any that begins from now on."""
        snapshots = {each.snapshot for each in self._open.values()}
        for key, versions in list(self._keys.items()):
            last = len(versions.numbers) - 1
            if last == 0 and versions.values[0] is not None:
                continue
            seen = {versions.seen(snapshot) for snapshot in snapshots} - {-1}
            versions.keep(set(range(min(seen | {last}), last + 1)))
            if versions.values == [None]:
                del self._keys[key]
