"""`drill import`: takes in decks of other programs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from drill.cli.opening import changing
from drill.cli.progress import Progress
from drill.errors import BrokenSource, DrillError
from drill.locations import path_of

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.cli.output import Output
    from drill.sessions.import_steps import ImportStep

MOST_REMARKS = 20
"""That are printed word by word, unless all are asked for."""
FAILED = 1


def run(arguments: Namespace, context: Context) -> int:
    """Import each file; returns the exit status."""
    from drill.sessions.import_doors import import_file
    from drill.sessions.import_steps import ImportOptions, Policy
    from drill.sessions.import_words import columns_read

    options = ImportOptions(arguments.deck or "", Policy(arguments.policy or "mine"))
    mapping = columns_read(arguments.map or ())
    steps: list[ImportStep] = []
    failed = False
    with changing(context) as workspace:
        for name in arguments.files:
            progress = Progress(Path(name).name, is_shown=not arguments.json)
            try:
                step = import_file(
                    workspace.collection,
                    _file(name),
                    options,
                    format_=arguments.format or "",
                    mapping=mapping,
                    is_dry=arguments.dry_run,
                    on_progress=progress,
                )
            except KeyboardInterrupt:
                progress.end()
                context.output.say(f"{name}: stopped; nothing of it came in.")
                raise
            except DrillError as error:
                progress.end()
                if len(arguments.files) == 1:
                    raise
                context.output.say(f"{error.message}  {error.hint}".rstrip())
                failed = True
                continue
            progress.end()
            steps.append(step)
            if not arguments.json:
                _tell(step, context.output, is_all=arguments.all_remarks)
    if arguments.json:
        context.output.json([as_table(step) for step in steps])
    return FAILED if failed else 0


def _file(name: str) -> Path:
    if not name.strip():  # of a script whose variable is empty; it is not `.`
        raise BrokenSource(repr(name), "it is no name of a file")
    return path_of(name)


def as_table(step: ImportStep) -> dict[str, object]:
    """An import for programs."""
    table = asdict(step)
    del table["samples"]
    return table


def _tell(step: ImportStep, output: Output, *, is_all: bool) -> None:
    from drill.interchange.codes import CODES
    from drill.sessions.import_words import columns_said, counted
    from drill.sessions.labels import plural

    name = Path(step.path).name
    output.data(f"{name}: {plural(step.total, 'note')}, read as {step.format}")
    if step.mapping is not None:
        output.data(f"  columns: {columns_said(step.mapping)}")
    for count, words in counted(step):
        output.data(f"  {count:6,}  {words}")
    if step.added and step.decks:
        listed = ", ".join(step.decks[:8])
        rest = f" and {len(step.decks) - 8} more" if len(step.decks) > 8 else ""  # noqa: PLR2004 - on one line
        output.data(f"  into {listed}{rest}")
    if step.is_nothing:
        output.data("  nothing to do")
    for code, count in sorted(step.counts.items()):
        output.data(f"  {count:6,}  {code} {CODES.get(code, '')}")
    shown = step.remarks if is_all else step.remarks[:MOST_REMARKS]
    for each in shown:
        hint = f"  {each.hint}" if each.hint else ""
        output.say(f"  {each.place}: {each.code} {each.message}{hint}")
    if len(shown) < len(step.remarks):
        output.say(f"  … {len(step.remarks) - len(shown)} more: --all-remarks")
    if not step.is_dry and not step.is_nothing:
        output.say("`drill undo` takes it back.")
