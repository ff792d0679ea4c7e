"""Logs for the questions about ARIES: drawn by chance, and written as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.generators.storage import aries_model as model
from drill.generators.storage.aries_model import Checkpoint, Kind, Record
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.chance import Chance

PAGES: Final = ("P1", "P2", "P3", "P4")
TRANSACTIONS: Final = ("T1", "T2", "T3")


def drawn_log(chance: Chance, updates: int, *, is_rolling: bool) -> list[Record]:
    """A log of some updates, in which one or two transactions end.

    Args:
        chance: to draw from.
        updates: how many.
        is_rolling: whether one transaction was being rolled back at the crash.
    """
    whos = [chance.pick(TRANSACTIONS) for _ in range(updates)]
    drafts = [Record(0, Kind.UPDATE, who, chance.pick(PAGES)) for who in whos]
    present = sorted(set(whos))
    committer = chance.pick(present)
    place = updates - whos[::-1].index(committer)
    ending = [Record(0, Kind.COMMIT, committer), Record(0, Kind.END, committer)]
    drafts[place:place] = ending[: chance.whole(1, 2)]
    if is_rolling:
        drafts = _rolled_back(drafts, chance.pick(present))
    return [replace(each, lsn=10 * n) for n, each in enumerate(drafts, 1)]


def _rolled_back(drafts: list[Record], who: str) -> list[Record]:
    """The log with an abort of a transaction and its first CLR at the end."""
    own = [n for n, each in enumerate(drafts, 1) if each.who == who]
    if drafts[own[-1] - 1].kind is not Kind.UPDATE:
        return drafts
    undone, *rest = own[::-1]
    following = 10 * rest[0] if rest else None
    page = drafts[undone - 1].page
    clr = Record(0, Kind.CLR, who, page, following, 10 * undone)
    return [*drafts, Record(0, Kind.ABORT, who), clr]


def checkpointed(log: Sequence[Record], chance: Chance) -> Checkpoint | None:
    """A checkpoint somewhere in the log; a page may have been written before it."""
    place = chance.whole(2, len(log) // 2 + 1)
    found = model.analysis(log[:place], Checkpoint())
    if found.winners:
        return None  # the tables of our checkpoints say nothing of commits
    clean = chance.pick((*found.pages, ""))
    pages = {page: lsn for page, lsn in found.pages.items() if page != clean}
    return Checkpoint(log[place - 1].lsn + 5, found.losers, pages)


def drawing(log: Sequence[Record], start: Checkpoint) -> str:
    """The log in two columns; the left one comes first."""
    lines = []
    for record in log:
        lines.append(_line(record))
        if record.lsn + 5 == start.lsn:
            lines.append(f"{start.lsn:>3}  checkpoint")
    half = -(-len(lines) // 2)
    width = max(map(len, lines[:half])) + 4
    right = [*lines[half:], ""]
    rows = [
        f"{one.ljust(width)}{other}".rstrip()
        for one, other in zip(lines[:half], right, strict=False)
    ]
    return fenced([*rows, *_tables(start)])


def _line(record: Record) -> str:
    page = f" {record.page}" if record.page else ""
    tail = ""
    if record.kind is Kind.CLR:
        tail = f" (undoes {record.undoes}, undoNextLSN {record.undo_next or 'none'})"
    return f"{record.lsn:>3}  {record.who} {record.kind.value}{page}{tail}"


def _tables(start: Checkpoint) -> list[str]:
    if not start.lsn:
        return []
    return [
        f"tables in the checkpoint: active (lastLSN) {pairs(start.transactions)}",
        f"                          dirty (recLSN) {pairs(start.pages)}",
    ]


def pairs(numbers: Mapping[str, int]) -> str:
    """Names and their LSNs: `P1 10, P2 40`."""
    return ", ".join(f"{name} {lsn}" for name, lsn in sorted(numbers.items())) or "none"
