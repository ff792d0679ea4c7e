"""Interviews to be ready for: setting, changing and taking away.

Their title names them. What they ask for on a day is `drill.sessions.planning`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from drill.errors import GoalNotFound, InvalidGoal
from drill.events import GoalSet
from drill.ids import StudyDay
from drill.sessions.goal_steps import GoalRow, GoalsStep, ScopeChoice
from drill.sessions.labels import date_label
from drill.sessions.missing_decks import deck_not_found
from drill.sessions.planning import Goal, Planning, all_goals
from drill.sessions.ready import ready_rows
from drill.sessions.steps import Changed
from drill.srs.readiness import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drill.sessions.collection import Collection
    from drill.sessions.planning import Asked
    from drill.store.units import ReadUnit

TITLE = "interview"
"""Of a goal that is given none."""
MINUTES = 20
MOST_MINUTES = 240
MOST_DAYS = 730
"""What is more than two years away is not prepared for day by day."""
LONGEST_TITLE = 60
_ANY_DAY = StudyDay(0)
"""Counts of all cards are the same on every day."""


def goals(collection: Collection) -> GoalsStep:
    """Every interview with how ready one will be, and what one could be about."""
    day, moment = collection.today, collection.store.moment()
    with collection.store.read() as unit:
        planning = Planning(collection, unit, day, moment)
        asked = {each.goal: each for each in planning.asked(collection.chosen)}
        found = all_goals(unit)
        coming = [goal for goal in found if goal.day >= day]
        over = [goal for goal in reversed(found) if goal.day < day]
        rows = [_row(planning, goal, day, asked.get(goal)) for goal in [*coming, *over]]
        return GoalsStep(day, tuple(rows), _choices(collection, unit), UNSEEN)


def set_goal(
    collection: Collection,
    day: StudyDay,
    scope: Sequence[str] = (),
    *,
    title: str = TITLE,
    minutes: int | None = None,
) -> Changed:
    """Prepare for an interview, or change the one of that title, as one operation.

    Args:
        collection: the learner's.
        day: the study day of the interview, tomorrow or later.
        scope: DeckIds and TopicIds; empty: those it is about already.
        title: names it.
        minutes: how long its cards may take on a study day; None: as before.

    Raises:
        InvalidGoal: a day that is over, a scope without cards, or a number or a title
            that cannot be.
        DeckNotFound: a deck or topic that does not exist.
    """
    title = " ".join(title.split())
    with collection.store.write(f"goal {title}, {date_label(day)}") as unit:
        before = _find(unit, title)
        wanted = tuple(scope) or (before.scope if before else ())
        usual = before.minutes if before else MINUTES
        body = GoalSet(
            goal=before.name if before else title.casefold(),
            title=title,
            day=day,
            scope=_checked_scope(collection, unit, wanted),
            minutes=usual if minutes is None else minutes,
        )
        _check(body, collection.today)
        if before == Goal.of(body):
            message = f"{title} is on {date_label(day)} already"
            return Changed(message, 0, can_undo=False)
        unit.record(body)
    verb = "changed" if before else "set"
    return Changed(f"{title} {verb}: {date_label(day)}, {', '.join(body.scope)}", 1)


def remove_goal(collection: Collection, title: str) -> Changed:
    """Take an interview away; what was reviewed for it stays reviewed.

    Raises:
        GoalNotFound: there is none of that title.
    """
    with collection.store.write(f"no goal {title}") as unit:
        goal = _find(unit, title)
        if goal is None:
            known = [each.title for each in all_goals(unit)]
            near = get_close_matches(title, known, n=1)
            raise GoalNotFound(title, near[0] if near else None)
        unit.record(
            GoalSet(
                goal=goal.name,
                title=goal.title,
                day=goal.day,
                scope=goal.scope,
                minutes=goal.minutes,
                active=False,
            )
        )
    return Changed(f"{goal.title} taken away", 1)


def _find(unit: ReadUnit, title: str) -> Goal | None:
    """The goal of a title, whatever its letters; None when there is none."""
    wanted = title.casefold()
    return next((g for g in all_goals(unit) if g.title.casefold() == wanted), None)


def _check(goal: GoalSet, today: StudyDay) -> None:
    if not 0 < len(goal.title) <= LONGEST_TITLE:
        reason = f"a title has 1 to {LONGEST_TITLE} characters"
        raise InvalidGoal(repr(goal.title), reason)
    when = date_label(goal.day)
    if goal.day <= today:
        hint = "The day before is the last on which one can prepare."
        raise InvalidGoal(when, "is no day after today", hint)
    if goal.day > today + MOST_DAYS:
        hint = "Until it is nearer the daily review is enough."
        raise InvalidGoal(when, f"is more than {MOST_DAYS} days away", hint)
    if not 1 <= goal.minutes <= MOST_MINUTES:
        what = f"{goal.minutes} minutes a day"
        raise InvalidGoal(what, f"expected 1 to {MOST_MINUTES}")


def _checked_scope(
    collection: Collection, unit: ReadUnit, scope: Iterable[str]
) -> tuple[str, ...]:
    """The decks and topics of a scope, each once; topics of a chosen deck go with it.

    Raises:
        DeckNotFound: there is none of that id.
        InvalidGoal: a deck is not studied, or there is no card.
    """
    known = {str(deck.deck): deck.cards for deck in unit.library.decks()}
    known |= {str(each.topic): each.cards for each in unit.cards.counts(_ANY_DAY)}
    wanted = list(dict.fromkeys(scope))
    for each in wanted:
        if each not in known:
            raise deck_not_found(each, known)
        deck = each.partition("/")[0]
        if deck not in collection.chosen:
            raise InvalidGoal(deck, "is not studied", f"Choose {deck} first.")
    whole = {each for each in wanted if "/" not in each}
    kept = [each for each in wanted if each in whole or _deck(each) not in whole]
    if not any(known[each] for each in kept):
        words = ", ".join(kept) or "no deck or topic"
        raise InvalidGoal(words, "there is no card", "Name decks or topics.")
    return tuple(kept)


def _deck(name: str) -> str:
    return name.partition("/")[0]


def _choices(collection: Collection, unit: ReadUnit) -> tuple[ScopeChoice, ...]:
    """The decks that are studied, each followed by its topics."""
    cards = {each.topic: each.cards for each in unit.cards.counts(_ANY_DAY)}
    found = []
    for deck in unit.library.decks():
        if deck.deck in collection.chosen:
            found.append(ScopeChoice(deck.deck, deck.title, deck.cards))
            found += [
                ScopeChoice(each.topic, each.title, cards.get(each.topic, 0))
                for each in deck.topics
            ]
    return tuple(found)


def _row(
    planning: Planning, goal: Goal, today: StudyDay, asked: Asked | None
) -> GoalRow:
    whole, *rows = ready_rows(planning, goal)
    return GoalRow(
        title=goal.title,
        day=goal.day,
        date_label=date_label(goal.day),
        days_left=goal.day - today,
        scope=goal.scope,
        minutes=goal.minutes,
        whole=whole,
        rows=tuple(rows),
        reviews_today=len(asked.reviews) if asked else 0,
        new_today=asked.new if asked else 0,
    )
