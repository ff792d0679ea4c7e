"""`drill export`: writes notes for other programs, and for other people."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.opening import reading
from drill.cli.progress import Progress
from drill.errors import MissingArgument, NobodyToAsk, NotWritable
from drill.locations import path_of

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context


def run(arguments: Namespace, context: Context) -> int:
    """Write a file or a folder; returns the exit status."""
    from drill.sessions.exporting import ENDINGS, ExportFormat, export
    from drill.sessions.labels import plural

    if not arguments.to:
        raise MissingArgument("--to", "Such as `--to notes.apkg`.")
    path = path_of(arguments.to)
    name = arguments.format or ENDINGS.get(path.suffix.casefold(), "")
    if not name:
        reason = "its name does not say what it shall be; --format does"
        raise NotWritable(path, reason)
    # `Path.is_file` raises where a folder above may not be looked into.
    if os.path.isfile(path) and not arguments.yes:  # noqa: PTH113
        question = f"{path} is there already, and would be replaced."
        raise NobodyToAsk(question, "--yes")
    progress = Progress(path.name, is_shown=not arguments.json)
    with reading(context) as collection:
        try:
            step = export(
                collection,
                path,
                ExportFormat(name),
                names=arguments.names,
                search=arguments.search or "",
                on_progress=progress,
            )
        except KeyboardInterrupt:
            progress.end()
            context.output.say(f"{path}: stopped; nothing was written.")
            raise
        finally:
            progress.end()
    if arguments.json:
        context.output.json(asdict(step))
        return 0
    cards, reviews = plural(step.cards, "card"), plural(step.reviews, "review")
    notes = plural(step.notes, "note")
    context.output.data(f"{path}: {notes}, {cards}, {reviews}")
    if step.left_out:
        katas = plural(step.left_out, "kata")
        context.output.say(f"{katas} left out: each is a folder of its own.")
    return 0
