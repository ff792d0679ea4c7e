"""Cases for recovery: a database that crashes, sometimes again while it recovers."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from solution import Recovery

T = TypeVar("T")

LARGE = 1000
"""From this size on a case is about speed."""
PASSES = {"analysis": 1, "redo": 2, "undo": 3}


def case(rng: Random, size: int, stage: str = "undo") -> dict[str, Any]:
    """The arguments of a case with a log of about `size` records."""
    log, disk = many_losers(size) if size >= LARGE else crashed(rng, size)
    calls = [[name] for name in list(PASSES)[: PASSES[stage]]]
    calls += [["pages"]] * (stage != "analysis")
    return {"init": {"log": log, "disk": disk}, "calls": calls}


def crashed(rng: Random, size: int) -> tuple[list, dict[str, list[int]]]:
    """Log and disk after a run of two transactions, or after a second crash."""
    database = Database(rng)
    while len(database.log) < size:
        database.step()
    log, disk = database.log, database.disk
    if rng.random() < 0.4:
        recovery = Recovery(log, disk)
        recovery.analysis()
        recovery.redo()
        added = recovery.undo()
        log = log + added[: below(rng, len(added) + 1)]
    return log, disk


class Database:
    """Pages in memory, a log, and a disk that gets each page now and then."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.log: list[list[Any]] = []
        self.disk: dict[str, list[int]] = {page: [0, 0] for page in "xyz"}
        self.memory: dict[str, list[int]] = {page: [0, 0] for page in "xyz"}
        self.active: dict[str, list[Any]] = {}
        self.dirty: dict[str, int] = {}

    def step(self) -> None:
        """Let something happen."""
        rng, name = self.rng, pick(self.rng, ["a", "b", "c"])
        status, last = self.active.get(name, ["active", 0])
        kind = pick(rng, ["update"] * 5 + ["end", "flush", "flush", "checkpoint"])
        if kind == "flush":
            page = pick(rng, "xyz")
            self.disk[page] = [*self.memory[page]]
            self.dirty.pop(page, None)
        elif kind == "checkpoint" and rng.random() < 0.5:
            self.log.append(["checkpoint", dict(self.active), dict(self.dirty)])
        elif status == "committed":
            self.log.append(["end", name, last])
            del self.active[name]
        elif status == "aborting":
            self.roll_back(name, last)
        elif kind == "end" and last:
            word = pick(rng, ["commit", "abort"])
            self.write([word, name, last])
            now = "committed" if word == "commit" else "aborting"
            self.active[name] = [now, len(self.log)]
        elif kind == "update":
            page = pick(rng, "xyz")
            old, new = self.memory[page][0], 1 + below(rng, 99)
            self.write(["update", name, last, page, old, new])

    def roll_back(self, name: str, last: int) -> None:
        """One step of an abort."""
        record = self.log[last - 1]
        at = record[5] if record[0] == "clr" else record[2]
        if at:
            _, _, prev, page, old, _ = self.log[at - 1]
            self.write(["clr", name, last, page, old, prev])
        else:
            self.log.append(["end", name, last])
            del self.active[name]

    def write(self, record: list[Any]) -> None:
        """Log a record, and do what it says to the page in memory."""
        self.log.append(record)
        lsn = len(self.log)
        self.active[record[1]] = [self.active.get(record[1], ["active"])[0], lsn]
        if record[0] in {"update", "clr"}:
            value = record[5] if record[0] == "update" else record[4]
            self.memory[record[3]] = [value, lsn]
            self.dirty.setdefault(record[3], lsn)


def many_losers(size: int) -> tuple[list, dict[str, list[int]]]:
    """Thousands of transactions that never ended, two updates each."""
    half = size // 2
    log = [["update", f"t{each}", 0, f"p{each % 50}", 0, 1] for each in range(half)]
    log += [
        ["update", f"t{each}", each + 1, f"p{each % 50}", 1, 2] for each in range(half)
    ]
    return log, {f"p{each}": [0, 0] for each in range(50)}


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)
