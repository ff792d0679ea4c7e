"""The `drill` command: one way to the app, one to each other command.

The only place of the front ends that catches everything. `drill` alone takes the
way to the app: no parser, and nothing from elsewhere before the first paint.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from drill.cli.context import Context
from drill.cli.words import split
from drill.errors import DrillError, UnknownCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.cli.words import Words

OBJECTS = 100_000
"""A command is over before it makes so many new objects that looking for garbage
pays: not doing so among what is imported saves a sixth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run drill.

    Args:
        argv: the words after the program's name; those of the process by default.

    Returns:
        The exit status: see `drill.cli.failing`.
    """
    _survive_any_stream()
    words = split(sys.argv[1:] if argv is None else argv)
    if words.rest:
        gc.set_threshold(OBJECTS)
    context = Context(os.environ, data=words.data, config=words.config)
    try:
        return run(words, context)
    except BrokenPipeError:
        from drill.cli.failing import reader_left

        return reader_left()
    except KeyboardInterrupt:
        from drill.cli.failing import INTERRUPTED

        return INTERRUPTED
    finally:
        if words.rest:
            # Python looks through all that is left when it ends: another sixth.
            gc.freeze()


def run(words: Words, context: Context) -> int:
    """Run what was asked for, and say what went wrong; returns the exit status.

    Raises:
        BrokenPipeError: nobody reads standard output any more.
        KeyboardInterrupt: the learner pressed Ctrl-C.
    """
    try:
        status = _dispatch(words, context)
        context.output.flush()
    except BrokenPipeError:
        raise
    except DrillError as error:
        from drill.cli.failing import failed

        return failed(error, context.output)
    except Exception as error:  # noqa: BLE001 - the seam: nobody else is left
        from drill.cli.failing import crashed

        return crashed(error, context.locations.state, context.output)
    return status


def _dispatch(words: Words, context: Context) -> int:
    if words.rest in ([], ["--"]):
        from drill.cli.starting import open_app

        return open_app(context)
    if words.rest[0] == "--version":
        from drill import __version__

        context.output.data(f"drill {__version__}")
        return 0
    if words.rest in (["due"], ["due", "--json"]):
        return _due(context, is_json="--json" in words.rest)
    return _parsed(words, context)


def _due(context: Context, *, is_json: bool) -> int:
    """What a shell prompt asks at every line, without the price of a parser."""
    from types import SimpleNamespace

    from drill.cli.commands import due

    return due.run(SimpleNamespace(json=is_json), context)


def _parsed(words: Words, context: Context) -> int:
    """Parse the words with argparse, and import the module of the command only."""
    from drill.cli.parsing import parser
    from drill.cli.table import COMMANDS

    modules = {each.name: each.module for each in COMMANDS}
    _check_command(words.command, list(modules))
    try:
        arguments = parser().parse_args(words.rest)
    except SystemExit as leaving:  # argparse leaves so after --help
        return int(leaving.code or 0)
    status: int = import_module(modules[arguments.command]).run(arguments, context)
    return status


def _check_command(name: str, known: list[str]) -> None:
    if not name or name in known:
        return
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    raise UnknownCommand(name, close[0] if close else None)


def _survive_any_stream() -> None:
    """Whatever the output is connected to, writing to it raises nothing strange.

    A stream that was closed before the start becomes the null device; a character
    that the encoding lacks is written as its number.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            null = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, null)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
