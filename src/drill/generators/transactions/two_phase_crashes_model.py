"""How a two-phase commit ends when its coordinator fails after all have voted yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COMMIT: Final = "Commit at each of them"
ABORT: Final = "Abort at each of them"
SPLIT: Final = "Commit at some, abort at some"
DOUBT: Final = "Doubt at each of them"


@dataclass(frozen=True, slots=True)
class Crash:
    """What a coordinator that has all votes does before and after it fails."""

    does: str
    then: str
    ends: str
    why: str


BACK: Final = "An hour later it restarts from its log"
CRASHES: Final = (
    Crash(
        "crashes before it has written a decision",
        f"{BACK}; no participant has failed.",
        ABORT,
        "Without a commit record the transaction never committed: after the restart the"
        " coordinator answers abort to whoever asks, though all had voted yes. Until"
        " then the participants are blocked: they cannot know.",
    ),
    Crash(
        "forces its commit record to disk and crashes before it tells anybody",
        f"{BACK}; no participant has failed.",
        COMMIT,
        "The commit record on disk is the commit point. After the restart the"
        " coordinator finds it and sends commit until all have acknowledged. Until then"
        " everybody waits.",
    ),
    Crash(
        "forces its commit record to disk, tells {told} and crashes",
        f"{BACK}; no participant has failed.",
        COMMIT,
        "The commit record on disk is the commit point. {told} committed at once, the"
        " others when the coordinator was back, at the latest.",
    ),
    Crash(
        "forces its commit record to disk, tells {told} and crashes",
        "To free the locks, an operator aborts the transaction at {other} by hand."
        f" {BACK}.",
        SPLIT,
        "{told} committed, and {other} aborted though it had promised not to: a"
        " heuristic decision, which the protocol cannot undo. The coordinator finds its"
        " commit record and can only report the damage.",
    ),
    Crash(
        "forces its commit record to disk and is lost with its disk before it tells"
        " anybody",
        "The participants ask one another, and no operator steps in.",
        DOUBT,
        "Only the lost disk knew the decision. All have voted yes, so none may decide"
        " alone, and none can tell the others anything.",
    ),
)
