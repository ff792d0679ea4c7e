"""`drill stats`: figures about the last study days."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.opening import reading
from drill.cli.output import Style, Styled
from drill.sessions.labels import plural

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.sessions.steps import Statistics

BARS = "▁▂▃▄▅▆▇█"
RATINGS = ("again", "hard", "good", "easy")
WEEK = 7


def run(arguments: Namespace, context: Context) -> int:
    """Print the figures; returns the exit status."""
    from drill.sessions.progress import statistics

    with reading(context) as collection:
        found = statistics(collection, arguments.days)
    if arguments.json:
        context.output.json(asdict(found))
        return 0
    span = f"Last {found.days} study days" if found.days > 1 else "Today"
    context.output.data(Styled(span, Style.HEADING))
    context.output.table(rows(found))
    return 0


def rows(found: Statistics) -> list[tuple[str, str]]:
    """The figures as lines of a name and a value."""
    ratings = zip(found.ratings, RATINGS, strict=True)
    streak = plural(found.streak_days, "day")
    states = (f"{count:,} {state}" for state, count in found.states.items())
    return [
        ("reviews", f"{found.reviews:,} in {found.minutes:,.0f} min"),
        ("practice", f"{found.practice:,}"),
        ("ratings", ", ".join(f"{count:,} {name}" for count, name in ratings)),
        ("passed", share(found.passed_share)),
        ("known now", share(found.mean_retrievability)),
        ("streak", f"{streak}, longest {found.longest_streak_days}"),
        ("each day", bars(found.by_day)),
        ("days ahead", bars(found.forecast)),
        ("due in a week", f"{sum(found.forecast[:WEEK]):,}"),
        ("cards", ", ".join(states) or "none"),
    ]


def share(value: float | None) -> str:
    """A share in per cent; a dash where nothing is known."""
    return "–" if value is None else f"{100 * value:.1f} %"


def bars(counts: tuple[int, ...]) -> str:
    """A bar for each count, and the largest one in figures; the last 60 of them."""
    shown = counts[-60:]
    most = max(shown, default=0)
    if not most:
        return "none"
    heights = (round(count / most * (len(BARS) - 1)) for count in shown)
    drawn = "".join(
        BARS[height] if count else " "
        for height, count in zip(heights, shown, strict=True)
    )
    return f"{drawn}  max {most:,}"
