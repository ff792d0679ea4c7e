"""What a command of the command line is declared with.

The parser, the table in `docs/command-line.md` and the completion of the shells are
made from declarations. The standard library alone: `--help` imports nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from keyword import iskeyword


class Kind(Enum):
    """What is typed for an argument."""

    FLAG = "flag"
    """Nothing but its name."""
    VALUE = "value"
    """A text after its name."""
    NUMBER = "number"
    """A whole number above 0 after its name."""
    TEXTS = "texts"
    """A text after its name, any number of times."""
    ONE = "one"
    """A text in its place."""
    OPTIONAL = "optional"
    """A text in its place, or nothing."""
    ANY = "any"
    """Any number of texts in their place."""
    SOME = "some"
    """At least one text in its place."""


class Completion(Enum):
    """What a shell offers for an argument's text."""

    NOTHING = "nothing"
    FILES = "files"
    FOLDERS = "folders"
    DECKS = "decks"
    """Ids of decks and topics."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing that may be typed after a command."""

    name: str
    """`--json`, or `deck` for a text in its place."""
    help: str
    """What it does, without a full stop."""
    kind: Kind = Kind.FLAG
    metavar: str = ""
    """What stands for the text in the help."""
    choices: tuple[str, ...] = ()
    default: int | None = None
    """Of a number."""
    completion: Completion = Completion.NOTHING

    @property
    def is_option(self) -> bool:
        """Whether it is typed with its name."""
        return self.name.startswith("-")

    @property
    def attribute(self) -> str:
        """Its name among the parsed arguments: `--both-ways` is `both_ways`."""
        return self.name.lstrip("-").replace("-", "_")

    @property
    def usage(self) -> str:
        """As the table shows it: `--days N`, `[PATH …]`."""
        return USAGES[self.kind].format(name=self.name, text=self.metavar)


USAGES = {
    Kind.FLAG: "{name}",
    Kind.VALUE: "{name} {text}",
    Kind.NUMBER: "{name} {text}",
    Kind.TEXTS: "{name} {text} …",
    Kind.ONE: "{text}",
    Kind.OPTIONAL: "[{text}]",
    Kind.ANY: "[{text} …]",
    Kind.SOME: "{text} …",
}
"""How a table shows each kind."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    name: str
    help: str
    """One line, without a full stop."""
    description: str = ""
    """What its help says beyond that."""
    arguments: tuple[Argument, ...] = ()
    actions: tuple[Command, ...] = ()
    """Commands below it, such as `decks study`; it also runs without one."""

    @property
    def module(self) -> str:
        """The module whose `run` carries it out."""
        # A word of Python's own cannot be imported by name.
        ending = "_" if iskeyword(self.name) else ""
        return f"drill.cli.commands.{self.name}{ending}"
