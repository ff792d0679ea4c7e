"""Sets the old value, but leaves the LSN of the page."""

from heapq import heapify, heappop, heapreplace
from typing import Any

Record = list[Any]


class Recovery:
    def __init__(self, log: list[Record], disk: dict[str, list[int]]) -> None:
        self._log = [*log]
        self._pages = {page: (value, lsn) for page, (value, lsn) in disk.items()}
        self._active: dict[str, tuple[str, int]] = {}
        self._dirty: dict[str, int] = {}

    def analysis(self) -> dict[str, Any]:
        start = 1
        for lsn, record in enumerate(self._log, 1):
            if record[0] == "checkpoint":
                start = lsn
        for lsn, record in enumerate(self._log[start - 1 :], start):
            self._note(lsn, record)
        return {"transactions": dict(self._active), "dirty": dict(self._dirty)}

    def redo(self) -> list[int]:
        repeated = []
        first = min(self._dirty.values(), default=len(self._log) + 1)
        for lsn, record in enumerate(self._log[first - 1 :], first):
            if record[0] not in ("update", "clr"):
                continue
            page = record[3]
            if self._dirty.get(page, lsn + 1) <= lsn and self._pages[page][1] < lsn:
                value = record[5] if record[0] == "update" else record[4]
                self._pages[page] = (value, lsn)
                repeated.append(lsn)
        return repeated

    def undo(self) -> list[Record]:
        written = len(self._log)
        for name, (status, last) in sorted(self._active.items()):
            if status == "committed":
                self._log.append(["end", name, last])
        losers = [
            (-last, name, last)
            for name, (status, last) in self._active.items()
            if status != "committed"
        ]
        heapify(losers)
        while losers:
            at, name, last = losers[0]
            next_lsn, last = self._take_back(-at, name, last)
            if next_lsn:
                heapreplace(losers, (-next_lsn, name, last))
            else:
                heappop(losers)
                self._log.append(["end", name, last])
        return self._log[written:]

    def pages(self) -> dict[str, tuple[int, int]]:
        return dict(self._pages)

    def _note(self, lsn: int, record: Record) -> None:
        kind = record[0]
        if kind == "checkpoint":
            self._active = {
                name: (status, at) for name, (status, at) in record[1].items()
            }
            self._dirty = dict(record[2])
        elif kind == "end":
            self._active.pop(record[1], None)
        else:
            before, _ = self._active.get(record[1], ("active", 0))
            status = {"commit": "committed", "abort": "aborting"}.get(kind, before)
            self._active[record[1]] = (status, lsn)
            if kind in ("update", "clr"):
                self._dirty.setdefault(record[3], lsn)

    def _take_back(self, lsn: int, name: str, last: int) -> tuple[int, int]:
        record = self._log[lsn - 1]
        if record[0] == "clr":
            return (record[5], last)
        if record[0] == "abort":
            return (record[2], last)
        _, _, prev, page, old, _ = record
        self._log.append(["clr", name, last, page, old, prev])
        self._pages[page] = (old, self._pages[page][1])
        return (prev, len(self._log))
