"""Makes Textual bindings and palette entries of the declared commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from drill.tui.commands import of_screen

if TYPE_CHECKING:
    from drill.tui.commands import Command


def bindings_of(screen: str) -> list[BindingType]:
    """The bindings of one screen, by the ids that a keymap names."""
    return [_binding(command) for command in of_screen(screen)]


def _binding(command: Command) -> Binding:
    return Binding(
        command.keys,
        command.action,
        command.label,
        id=command.id,
        tooltip=command.help,
        priority=command.is_priority,
    )
