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
    return next((_names(each) for each in _parsed(note)), None)


def method_parameters(note: Kata) -> dict[str, tuple[str, ...]] | None:
    """Of each method of the class its parameters in order, without the object.

    None where the signature names no class, or does not say all of them plainly.
    """
    classes = (each for each in _parsed(note) if isinstance(each, ast.ClassDef))
    found = next(classes, None)
    if found is None:
        return None
    methods: dict[str, tuple[str, ...]] = {}
    for each in found.body:
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
            names = _of_function(each)
            if not names:  # any number, or no object that it is called on
                return None
            methods[each.name] = names[1:]
    return methods


def _parsed(note: Kata) -> list[ast.stmt]:
    """The statements of the signature; none where it cannot be parsed."""
    source = note.signature.rstrip()
    body = "" if source.endswith("...") else " ..." if source.endswith(":") else ": ..."
    try:
        return ast.parse(source + body).body
    except (SyntaxError, ValueError):
        return []


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
