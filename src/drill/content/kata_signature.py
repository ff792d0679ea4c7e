"""What the signature of a kata says of its arguments."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.content.kata import Kata


def parameter_names(note: Kata) -> tuple[str, ...] | None:
    """The names that the function takes, or the constructor of the class, in order.

    None where the signature does not say it plainly: it cannot be parsed, or takes any
    number of arguments.
    """
    source = note.signature.rstrip()
    body = "" if source.endswith("...") else " ..." if source.endswith(":") else ": ..."
    try:
        tree = ast.parse(source + body)
    except (SyntaxError, ValueError):
        return None
    return next((_names(each) for each in tree.body), None)


def _names(found: ast.stmt) -> tuple[str, ...] | None:
    match found:
        case ast.FunctionDef():
            return _of_function(found)
        case ast.ClassDef():
            inner = [each for each in found.body if isinstance(each, ast.FunctionDef)]
            made = next((each for each in inner if each.name == "__init__"), None)
            names = _of_function(made) if made else () if inner else None
            return names[1:] if names else names
        case _:
            return None


def _of_function(found: ast.FunctionDef) -> tuple[str, ...] | None:
    arguments = found.args
    if arguments.vararg or arguments.kwarg:
        return None
    listed = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return tuple(each.arg for each in listed)
