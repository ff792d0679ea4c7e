"""`drill due`: how much is due, in one line for a status bar.

What the last run left is enough most of the time; then nothing from elsewhere is
imported.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from drill.cli.snapshots import true_home
from drill.store.identity import identity

if TYPE_CHECKING:
    from drill.cli.context import Context
    from drill.sessions.steps import HomeStep


class Arguments(Protocol):
    """What may be typed."""

    json: bool


def run(arguments: Arguments, context: Context) -> int:
    """Print what is to do today; returns the exit status."""
    home = true_home(context.locations, context.clock.now(), context.environment)
    if home is None:
        home = _counted(context)
    if arguments.json:
        context.output.json(due_table(home))
    else:
        context.output.data(due_line(home))
    return 0


def due_line(home: HomeStep) -> str:
    """`42 due · 9 min`, or `nothing due`."""
    if not home.counts.total:
        return "nothing due"
    return f"{home.counts.total} due · {home.minutes} min"


def due_table(home: HomeStep) -> dict[str, object]:
    """The same for programs, with the classes and what was done."""
    at = home.next_learning_at
    return {
        "due": home.counts.total,
        "minutes": home.minutes,
        **asdict(home.counts),
        "done_today": home.done_today,
        "streak_days": home.streak_days,
        "next_learning_at": at.isoformat() if at else None,
        "on_holiday": bool(home.on_holiday),
    }


def _counted(context: Context) -> HomeStep:
    """What the record says now, left for the next time.

    The workspace of the app does the same, but brings the review along: 25 ms.
    """
    from drill.cli.opening import reading
    from drill.sessions.snapshot import save_home
    from drill.sessions.today import home

    with reading(context) as collection:
        step = home(collection)
    places = context.locations
    save_home(places.snapshot, identity(places.database), step)
    return step
