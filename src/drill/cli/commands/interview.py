"""`drill interview`: the app, straight in a sitting; formats, history, a report."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from drill.cli.starting import need_terminal, open_app

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from drill.cli.context import Context
    from drill.sessions.collection import Collection
    from drill.sessions.interview_steps import SittingRow
    from drill.tui.application import DrillApp

NOTHING = 1
"""The status when there is no sitting to export."""


def run(arguments: Namespace, context: Context) -> int:
    """Open the app in a sitting, or print what was asked for; the exit status.

    Raises:
        NoTerminal: there is none to be asked at.
        FormatNotFound: no format is called so, nor was a sitting of that name.
    """
    if arguments.list:
        return _formats(context, is_json=arguments.json)
    if arguments.history:
        return _history(context, arguments.format or "", is_json=arguments.json)
    if arguments.export:
        return _export(context, arguments.format or "", Path(arguments.export))
    need_terminal()
    name: str = arguments.format or ""
    if name:
        _check(name, context)

    def app() -> type[DrillApp]:
        from drill.tui.interviewing import beginning_with_interview

        return beginning_with_interview(name)

    return open_app(context, kind=app)


def _check(name: str, context: Context) -> None:
    from drill.cli.opening import reading
    from drill.sessions.interview_rooms import format_named

    with reading(context) as collection:
        format_named(collection, name)


def _formats(context: Context, *, is_json: bool) -> int:
    from drill.cli.opening import reading
    from drill.sessions.interview_rooms import interviews

    with reading(context) as collection:
        step = interviews(collection)
    if is_json:
        rows = [
            {
                "id": each.id,
                "title": each.title,
                "description": each.description,
                "minutes": each.minutes,
                "sections": list(each.sections),
            }
            for each in step.formats
        ]
        context.output.json(rows)
    else:
        head = ("format", "title", "minutes")
        rows_ = [(each.id, each.title, f"{each.minutes:g}") for each in step.formats]
        context.output.table([head, *rows_], right=(2,))
    for problem in step.problems:
        context.output.say(problem)
    return 0


def _history(context: Context, name: str, *, is_json: bool) -> int:
    from drill.cli.opening import reading

    with reading(context) as collection:
        rows = _rows(collection, name)
    if is_json:
        context.output.json([_table(row) for row in rows])
    elif rows:
        head = ("date", "format", "sitting", "of 4", "minutes", "")
        context.output.table([head, *map(_cells, rows)], right=(2, 3, 4))
    else:
        context.output.say("no interview drill yet")
    return 0


def _rows(collection: Collection, name: str) -> list[SittingRow]:
    from drill.sessions.interview_reports import sitting_rows
    from drill.sessions.interview_rooms import format_named

    with collection.store.read() as unit:
        rows = [row for row in sitting_rows(unit) if name in {"", row.format}]
    if name and not rows:
        format_named(collection, name)
    return rows


def _cells(row: SittingRow) -> tuple[str, ...]:
    points = "–" if row.share is None else f"{4 * row.share:.1f}"
    minutes = "" if row.is_open else f"{row.spent_s / 60:.0f}"
    state = "half way" if row.is_open else ""
    return row.date_label, row.format, str(row.number), points, minutes, state


def _table(row: SittingRow) -> dict[str, Any]:
    return {**asdict(row), "at": row.at.isoformat()}


def _export(context: Context, name: str, path: Path) -> int:
    from drill.cli.opening import reading
    from drill.sessions.interview_rooms import export_interview

    with reading(context) as collection:
        over = [row for row in _rows(collection, name) if not row.is_open]
        if not over:
            context.output.say("no interview drill is over yet")
            return NOTHING
        changed = export_interview(collection, over[0].sitting, path)
    context.output.say(changed.message)
    return 0
