"""Interviews to be ready for: their list, and how ready one will be. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from drill.sessions.labels import due_label, plural
from drill.tui.drawing import meter
from drill.tui.list_lines import ListPicture, marked, plain_list, row_style
from drill.tui.readings import Reading
from drill.tui.runs import EMPTY, Line, Run, left, right
from drill.tui.text_safety import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.goal_steps import GoalRow, GoalsStep, ReadyRow, ScopeChoice

TITLE = 26
WHEN = 26
METER = 16
ABOUT = (
    "Until the day, the daily review brings in new cards in time, asks for what gains"
    " most by then for the minutes given, due or not, and ends in a last pass. No due"
    " day is moved; after the day all is as before."
)
NEAR = 0.6
"""How alike two names are for one to be meant by the other."""


def goals_picture(step: GoalsStep, cursor: int, width: int) -> ListPicture:
    """The interviews, and below them readiness for the one at the mark."""
    room = max(8, min(width - 6, 92))
    prose = partial(_prose, room=room)
    head: list[Line] = [EMPTY, *prose(ABOUT), EMPTY]
    if not step.goals:
        head.append((Run("   No interview date is set."),))
        return plain_list((), width, head)
    rows = [
        _goal(goal, step, index, is_marked=index == cursor)
        for index, goal in enumerate(step.goals)
    ]
    picture = plain_list(rows, width, head)
    goal = step.goals[min(cursor, len(step.goals) - 1)]
    below = [
        EMPTY,
        *_today(goal),
        _ready(goal.whole, 0, title="all of it"),
        *(_ready(row, 1 + row.depth) for row in goal.rows),
        EMPTY,
        *prose(_prior(step)),
    ]
    more = plain_list(below, width).lines
    return ListPicture([*picture.lines, *more], picture.places)


def _prose(text: str, room: int) -> list[Line]:
    return [(Run("   "), *line) for line in wrap([Run(text, "muted")], room)]


def _goal(goal: GoalRow, step: GoalsStep, index: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    style = row_style(is_marked=is_marked, style="muted" if goal.days_left < 0 else "")
    when = f"{goal.date_label}, {due_label(goal.day, step.today)}"
    about = f"{goal.minutes} min a day · {one_line(', '.join(goal.scope))}"
    return (
        marked(is_marked),
        Run(left(one_line(goal.title), TITLE), style, action),
        Run(left(when, WHEN), style, action),
        Run(about, "muted", action),
    )


def _today(goal: GoalRow) -> list[Line]:
    if goal.days_left < 0:
        return []
    reviews, new = plural(goal.reviews_today, "review"), goal.new_today
    words = f"   asks for {reviews} and {plural(new, 'new card')} today"
    return [(Run(words, "muted"),), EMPTY]


def _ready(row: ReadyRow, depth: int, title: str = "") -> Line:
    filled, rest = meter(row.mean, METER)
    name = "  " * depth + one_line(title or row.title)
    unseen = f", {row.unseen:,} unseen" if row.unseen else ""
    return (
        Run("   " + left(name, TITLE) + " ", "" if depth < 2 else "muted"),  # noqa: PLR2004 - a topic
        Run(filled, "heat-3"),
        Run(rest, "faint"),
        Run(right(percent(row.mean, row.band), 9)),
        Run(f"   {plural(row.cards, 'card')}{unseen}", "muted"),
    )


def percent(mean: float, band: float) -> str:
    """`74 ± 6`, in points."""
    return f"{100 * mean:.0f} ±{100 * band:2.0f}"


def _prior(step: GoalsStep) -> str:
    return (
        "Cards out of 100 that will be recalled on the day if nothing more is reviewed;"
        f" unseen ones count as {100 * step.prior:.0f}. Four learners out of five end"
        " within the ± range."
    )


# --- what is typed --------------------------------------------------------------------


def named(text: str) -> list[str]:
    """The ids of a text, separated by commas or spaces."""
    return text.replace(",", " ").split()


def say_scope(text: str, choices: Sequence[ScopeChoice]) -> Reading:
    """How some decks and topics are understood."""
    cards = {choice.id: choice.cards for choice in choices}
    wanted = named(text)
    for each in wanted:
        if each not in cards:
            return Reading(_unknown(each, list(cards)), is_good=False)
    if not wanted:
        return Reading("ids of decks or topics, such as "
                       f"{', '.join(list(cards)[:2])}", is_good=False)  # fmt: skip
    whole = {each for each in wanted if "/" not in each}
    total = sum(
        cards[each]
        for each in dict.fromkeys(wanted)
        if each in whole or each.partition("/")[0] not in whole
    )
    return Reading(plural(total, "card"), is_good=bool(total))


def _unknown(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=NEAR)
    begun = [each for each in known if each.startswith(name)][:2]
    hint = ", ".join(begun or near)
    words = f"no deck or topic that is studied is called {one_line(name)}"
    return f"{words}; {hint}?" if hint else words


def say_title(text: str) -> Reading:
    """How a title is understood."""
    if not text:
        return Reading("a word or two for the interview", is_good=False)
    return Reading(f"home and the list call it {one_line(text)}")
