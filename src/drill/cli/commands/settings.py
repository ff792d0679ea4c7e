"""`drill settings`: prints settings with their values, or changes one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.opening import changing, reading
from drill.cli.output import Style, Styled

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.cli.output import Output
    from drill.sessions.upkeep_steps import SettingRow

DEFAULT = "default"
"""Typed as a value: the setting leaves the file."""


def run(arguments: Namespace, context: Context) -> int:
    """Print, or change one; returns the exit status."""
    if arguments.action == "path":
        context.output.data(str(context.locations.config))
    elif arguments.action == "get":
        row = _row(arguments.name, context)
        _print(row, context.output, is_json=arguments.json)
    elif arguments.action == "set":
        row = _changed(arguments.name, arguments.value, context)
        context.output.data(f"{row.path} = {row.value}")
    else:
        _list(context, is_json=arguments.json)
    return 0


def _list(context: Context, *, is_json: bool) -> None:
    from drill.sessions.settings_view import setting_rows

    with reading(context) as collection:
        rows = setting_rows(collection)
    if is_json:
        context.output.json([asdict(row) for row in rows])
        return
    context.output.table(_cells(row) for row in rows)
    context.output.say(f"* chosen in {context.locations.config} or a variable")


def _cells(row: SettingRow) -> tuple[str, str]:
    return (f"{'*' if row.is_set else ' '} {row.path}", row.value or "–")


def _row(name: str, context: Context) -> SettingRow:
    from drill.sessions.settings_view import setting

    with reading(context) as collection:
        return setting(collection, name)


def _changed(name: str, value: str, context: Context) -> SettingRow:
    from drill.sessions.settings_view import change

    with changing(context) as workspace:
        text = None if value == DEFAULT else value
        return change(workspace.collection, name, text)


def _print(row: SettingRow, output: Output, *, is_json: bool) -> None:
    if is_json:
        output.json(asdict(row))
        return
    output.data(row.value)
    allowed = ", ".join(row.choices) or row.limits
    output.say(Styled(row.explanation, Style.QUIET))
    output.say(f"default: {row.default or 'empty'}; {allowed or row.kind}")
