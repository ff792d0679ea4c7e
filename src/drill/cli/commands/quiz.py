"""`drill quiz`: the app, straight in a quiz; and the list of earlier ones."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.naming import check_names
from drill.cli.starting import need_terminal, open_app
from drill.quiz.composing import Mix
from drill.sessions.sitting_wishes import QuizWishes

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from drill.cli.context import Context
    from drill.sessions.sitting_steps import QuizRow
    from drill.tui.application import DrillApp

HISTORY = ["history"]
USUAL_DAYS = 7


def run(arguments: Namespace, context: Context) -> int:
    """Open the app in a quiz, or print earlier ones; returns the exit status.

    Raises:
        NoTerminal: there is none to be asked at.
        DeckNotFound: nothing is called so.
    """
    if arguments.names == HISTORY:
        return _history(context, is_json=arguments.json)
    need_terminal()
    check_names(arguments.names, context)
    wishes = wishes_of(arguments)

    def app() -> type[DrillApp]:
        from drill.tui.quizzing import beginning_with_quiz

        return beginning_with_quiz(wishes)

    return open_app(context, kind=app)


def wishes_of(arguments: Namespace) -> QuizWishes:
    """What was typed, with the defaults: a minute for each question, all together."""
    is_timed = not (arguments.untimed or arguments.per_question)
    minutes = arguments.minutes or (arguments.number if is_timed else None)
    usual = Mix.MISTAKES if arguments.mistakes_days else Mix.WEAK
    return QuizWishes(
        scope=tuple(arguments.names),
        number=arguments.number,
        minutes=minutes,
        each_s=arguments.per_question,
        mix=Mix(arguments.mix) if arguments.mix else usual,
        difficulty=int(arguments.difficulty) if arguments.difficulty else None,
        mistakes_days=arguments.mistakes_days or USUAL_DAYS,
        kinds=tuple(dict.fromkeys(arguments.kind)),
        marks_at_once=not arguments.marks_at_end,
        may_pause=arguments.pauses,
    )


def _history(context: Context, *, is_json: bool) -> int:
    from drill.cli.opening import reading
    from drill.sessions.sitting_history import quiz_rows

    with reading(context) as collection, collection.store.read() as unit:
        rows = quiz_rows(unit)
    if is_json:
        context.output.json([_table(row) for row in rows])
    elif rows:
        head = ("date", "quiz", "score", "questions", "minutes", "")
        context.output.table([head, *(_cells(row) for row in rows)], right=(2, 3, 4))
    else:
        context.output.say("no quiz yet")
    return 0


def _cells(row: QuizRow) -> tuple[str, ...]:
    score = "–" if row.score is None else f"{100 * row.score:.0f} %"
    state = "half way" if row.is_open else "given up" if row.given_up else ""
    asked = f"{row.counted} of {row.number}"
    return row.date_label, row.title, score, asked, f"{row.spent_s / 60:.1f}", state


def _table(row: QuizRow) -> dict[str, Any]:
    return {**asdict(row), "at": row.at.isoformat()}
