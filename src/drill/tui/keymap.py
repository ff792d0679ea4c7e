"""The learner's own keys: checked against the commands, never ignored in silence."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from drill.errors import InvalidKeymap
from drill.tui.commands import COMMANDS, GENERAL, Command, keys_of
from drill.tui.keys import is_key, separate, shown

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_keymap(
    keymap: Mapping[str, str],
) -> tuple[dict[str, str], list[InvalidKeymap]]:
    """Which entries of a keymap hold, and what is wrong with the others.

    Args:
        keymap: command id to keys, separated by commas.

    Returns:
        The entries that hold, and an error for each of the others, in their order.
    """
    accepted: dict[str, str] = {}
    refused: dict[str, InvalidKeymap] = {}
    for name, keys in keymap.items():
        if error := _defect(name, keys):
            refused[name] = error
        else:
            accepted[name] = ",".join(separate(keys))
    # An entry that is refused gives its command the default keys back, and these may
    # clash with an entry that held until then.
    while clashes := _clashes(accepted):
        refused |= clashes
        accepted = {name: accepted[name] for name in accepted.keys() - clashes.keys()}
    return accepted, [refused[name] for name in keymap if name in refused]


def _defect(name: str, keys: str) -> InvalidKeymap | None:
    if name not in COMMANDS:
        near = get_close_matches(name, COMMANDS, 1)
        return InvalidKeymap(name, "no such command", near[0] if near else None)
    for key in separate(keys):
        if not is_key(key):
            return InvalidKeymap(name, f"{key!r} is no key")
    return None


def _clashes(accepted: Mapping[str, str]) -> dict[str, InvalidKeymap]:
    clashes: dict[str, InvalidKeymap] = {}
    for name in accepted:
        mine = COMMANDS[name]
        for other in COMMANDS.values():
            if other is mine or not _meet(mine, other):
                continue
            shared = {*keys_of(mine, accepted)} & {*keys_of(other, accepted)}
            if shared:
                reason = f"{shown(min(shared))!r} is a key of {other.id} already"
                clashes[name] = InvalidKeymap(name, reason)
    return clashes


def _meet(one: Command, other: Command) -> bool:
    return one.screen == other.screen or GENERAL in {one.screen, other.screen}
