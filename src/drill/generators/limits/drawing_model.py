"""What questions about limiters share: bursts of requests, and how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.generators.drafting import table
from drill.generators.limits.limiter_model import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.chance import Chance


def seconds(milliseconds: int) -> str:
    """Milliseconds as seconds with one decimal."""
    return f"{milliseconds // 1000}.{milliseconds % 1000 // 100}"


def bursts(chance: Chance, *, costs: bool) -> list[Request]:
    """Bursts with pauses between."""
    now, found = 0, []
    for _ in range(chance.whole(7, 8)):
        found.append(Request(now, chance.pick((1, 1, 2, 3)) if costs else 1))
        now += 100 * chance.pick((1, 2, 2, 3, 4, 4, 6, 10, 16))
    return found


def drawn(requests: Sequence[Request], *, costs: bool) -> str:
    """The requests as a table, with what they need if `costs`."""
    rows: list[list[object]] = [
        ["request", *range(1, len(requests) + 1)],
        ["time in s", *(seconds(each.at) for each in requests)],
    ]
    if costs:
        rows.append(["tokens", *(each.cost for each in requests)])
    return table(rows)


def refused(passes: Sequence[bool]) -> str:
    """The requests that are refused, in words."""
    places = [str(place) for place, each in enumerate(passes, 1) if not each]
    if not places:
        return "None of them"
    *first, last = places
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Request{'s' if first else ''} {listed}"
