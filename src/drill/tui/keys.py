"""How keys are written: in commands, in the keymap and on the screen.

The standard library alone.
"""

from __future__ import annotations

import re
import unicodedata

SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "minus": "-",
    "plus": "+",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
"""Textual's names of keys that have a shorter one."""
NAMED = frozenset(
    [
        *SHOWN,
        *("tab", "backspace", "delete", "insert", "home", "end"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
MODIFIERS = frozenset(["ctrl", "shift", "alt", "super"])
WITHOUT_CHARACTER = frozenset(
    [
        *("enter", "escape", "up", "down", "left", "right", "pageup", "pagedown"),
        *("tab", "backspace", "delete", "insert", "home", "end"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters whose key Textual calls otherwise than Unicode calls the character."""


def shown(key: str) -> str:
    """A key as the bottom line writes it: `⏎`, `^p`, `F1`, `?`."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    text = SHOWN.get(name, name)
    if re.fullmatch(r"f\d+", name):
        text = name.upper()
    for modifier in reversed(modifiers):
        text = f"^{text}" if modifier == "ctrl" else f"{modifier}+{text}"
    return text


def separate(keys: str) -> list[str]:
    """The keys of a list separated by commas; a lone comma is the comma key."""
    if keys.strip() == ",":
        return ["comma"]
    return [canonical(key.strip()) for key in keys.split(",")]


def canonical(key: str) -> str:
    """A key by Textual's name: `question_mark` for `?`."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace(" ", "_").replace("-", "_")
    return SHORTER.get(name, name)


def types(key: str) -> bool:
    """Whether a key types a character, and so is text where text is typed."""
    *modifiers, name = key.split("+")
    return not modifiers and name not in WITHOUT_CHARACTER


def is_key(key: str) -> bool:
    """Whether a text names a key: `a`, `?`, `ctrl+p`, `f1`, `question_mark`."""
    *modifiers, name = key.split("+")
    if not set(modifiers) <= MODIFIERS:
        return False
    return name in NAMED or _is_character(name)


def _is_character(name: str) -> bool:
    if len(name) == 1:
        return name.isprintable() and name != " "
    original = {short: long for long, short in SHORTER.items()}.get(name, name)
    candidates = (original.replace("_", " "), original.replace("_", "-"))
    for candidate in candidates:
        try:
            return unicodedata.lookup(candidate.upper()).isprintable()
        except KeyError:
            continue
    return False
