"""The parser of the command line, made from the declarations.

argparse costs 15 ms and nothing from elsewhere. What leads to the app without it is
in `drill.cli.words`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from drill.cli.declaration import Kind
from drill.cli.table import COMMANDS, GLOBAL
from drill.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drill.cli.declaration import Argument, Command

NUMBERS_OF_WORDS = {Kind.OPTIONAL: "?", Kind.ANY: "*", Kind.SOME: "+"}
PROGRAM = "drill"
MAXIMUM = 36_500
EPILOG = """\
Without a command, drill opens. Data goes to standard output, talk to standard error.
Exit status: 0 fine, 1 problems found, 2 wrong usage or settings, 3 the record cannot
be read or written, 4 an error in drill."""


class Parser(argparse.ArgumentParser):
    """argparse, with errors that are ours."""

    def error(self, message: str) -> NoReturn:
        """Raise what was typed wrongly.

        Raises:
            UsageError: always.
        """
        raise UsageError(message, hint=f"`{self.prog} --help` says what can be typed.")


def parser() -> Parser:
    """The parser of all commands."""
    made = Parser(
        prog=PROGRAM,
        description="Spaced repetition for engineers, in the terminal.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action="store_true", help="print the version")
    _add_all(made, GLOBAL, frozenset())
    made.set_defaults(
        command="", action="", **{each.attribute: None for each in GLOBAL}
    )
    _add_commands(made, COMMANDS, "command", "COMMAND", GLOBAL)
    return made


def _add_commands(
    above: Parser,
    commands: Iterable[Command],
    attribute: str,
    metavar: str,
    inherited: Sequence[Argument],
) -> None:
    """Add commands; what stands above them may be typed after them as well."""
    place = above.add_subparsers(
        dest=attribute,
        metavar=metavar,
        required=above.prog == PROGRAM,
        parser_class=Parser,
    )
    for command in commands:
        made = place.add_parser(
            command.name,
            help=command.help,
            description=_description(command),
            allow_abbrev=False,
        )
        names = frozenset(each.attribute for each in inherited)
        own = {each.attribute for each in command.arguments}
        missing = [each for each in inherited if each.attribute not in own]
        _add_all(made, (*command.arguments, *missing), names)
        if command.actions:
            below = (*inherited, *command.arguments)
            _add_commands(made, command.actions, "action", "ACTION", below)


def _description(command: Command) -> str:
    first = f"{command.help[0].upper()}{command.help[1:]}."
    return f"{first} {command.description}".strip().replace("%", "%%")


def _add_all(
    to: Parser, arguments: Iterable[Argument], inherited: frozenset[str]
) -> None:
    """Add arguments; one that stands above too keeps the value it was given there."""
    for argument in arguments:
        options = _options(argument)
        if argument.attribute in inherited:
            options["default"] = argparse.SUPPRESS
        to.add_argument(argument.name, **options)


def _options(argument: Argument) -> dict[str, Any]:
    choices = f": {', '.join(argument.choices)}" if argument.choices else ""
    options: dict[str, Any] = {"help": f"{argument.help}{choices}".replace("%", "%%")}
    if argument.kind is Kind.FLAG:
        return {**options, "action": "store_true"}
    options["metavar"] = argument.metavar
    if argument.choices:
        options["choices"] = argument.choices
    if argument.kind is Kind.TEXTS:
        return {**options, "action": "append", "default": []}
    if argument.kind is Kind.NUMBER:
        return {**options, "type": whole_number, "default": argument.default}
    if argument.kind in NUMBERS_OF_WORDS:
        options["nargs"] = NUMBERS_OF_WORDS[argument.kind]
    return options


def whole_number(text: str) -> int:
    """A number of days as typed.

    Raises:
        argparse.ArgumentTypeError: it is none, or out of all bounds.
    """
    if text.isascii() and text.isdigit() and 0 < int(text) <= MAXIMUM:
        return int(text)
    msg = f"{text!r} is no whole number from 1 to {MAXIMUM}"
    raise argparse.ArgumentTypeError(msg)
