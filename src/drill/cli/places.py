"""What can be typed where: the declarations as a completion script needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.cli.declaration import Argument, Command, Completion, Kind
from drill.cli.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP = Argument("--help", "say what can be typed")
VERSION = Argument("--version", "print the version")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next word is typed."""

    command: str = ""
    action: str = ""
    commands: tuple[Command, ...] = ()
    """Commands or actions that may follow."""
    options: tuple[Argument, ...] = ()
    """Without those that stand anywhere."""
    texts: tuple[Argument, ...] = ()
    """Arguments in their place."""

    @property
    def words(self) -> list[tuple[str, str]]:
        """Everything that can be offered as it is, each with its explanation."""
        return [
            *((each.name, each.help) for each in self.commands),
            *((each, text.help) for text in self.texts for each in text.choices),
            *((each.name, each.help) for each in self.options),
        ]

    @property
    def completions(self) -> set[Completion]:
        """What the texts in their place stand for."""
        return {each.completion for each in self.texts} - {Completion.NOTHING}

    @property
    def valued(self) -> tuple[Argument, ...]:
        """Options that are followed by a text."""
        return tuple(each for each in self.options if each.kind is not Kind.FLAG)


def places() -> Iterator[Place]:
    """Every place, `drill` alone first."""
    yield Place(commands=COMMANDS, options=(HELP, VERSION))
    for command in COMMANDS:
        yield _place(command, command.name)
        for action in command.actions:
            yield _place(action, command.name, action.name)


def _place(of: Command, command: str, action: str = "") -> Place:
    options = tuple(each for each in of.arguments if each.is_option)
    texts = tuple(each for each in of.arguments if not each.is_option)
    return Place(command, action, of.actions, (*options, HELP), texts)
