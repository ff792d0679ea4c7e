"""Inputs of one's own: read as data, never run.

Of a function its arguments as in a call, `3, limit=10`, or a JSON object; of a class
the constructor's arguments and calls, `LRUCache(2); put(1, 1); get(1)`.
"""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any, Final

from drill.content.kata_signature import parameter_names
from drill.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.content.kata_files import KataFolder

LONGEST: Final = 100_000
"""Characters."""


def parse_input(kata: KataFolder, text: str) -> Mapping[str, Any]:
    """The arguments that a learner typed, as the judge takes them.

    Raises:
        InvalidInput: with what is wrong, and an example of this kata.
    """
    example = input_example(kata)
    if len(text) > LONGEST:
        reason = f"an input may have {LONGEST:,} characters at most"
        raise InvalidInput(reason, example)
    try:
        found = _parsed(kata, text.strip())
        json.dumps(found, allow_nan=True)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError) as error:
        reason = f"this input cannot be read: {_said(error)}"
        raise InvalidInput(reason, example) from error
    return found


def input_example(kata: KataFolder) -> str:
    """An input of this kata as one may type it: its first short case."""
    shortest = min(kata.cases, key=lambda case: len(repr(case.arguments)), default=None)
    if shortest is None:
        return "1, 2"
    return call_text(kata, shortest.arguments, is_input=True)


def call_text(
    kata: KataFolder, arguments: Mapping[str, Any], *, is_input: bool = False
) -> str:
    """A case as Python would write it.

    Args:
        kata: says what is called.
        arguments: as the judge takes them.
        is_input: whether it is one that `parse_input` reads back: of a function the
            arguments alone, of a class calls apart by semicolons.
    """
    if kata.entry.kind == "function":
        inner = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
        return inner if is_input else f"{kata.entry.name}({inner})"
    made = ", ".join(f"{name}={value!r}" for name, value in arguments["init"].items())
    calls = [
        f"{name}({', '.join(map(repr, given))})" for name, *given in arguments["calls"]
    ]
    return ("; " if is_input else "\n").join([f"{kata.entry.name}({made})", *calls])


def _parsed(kata: KataFolder, text: str) -> dict[str, Any]:
    names = parameter_names(kata.note)
    if kata.entry.kind == "class":
        return _calls(kata, text, names)
    if text.startswith("{") and (found := _object(text)) is not None:
        return found
    call = ast.parse(f"_({text}\n)", mode="eval").body
    if not isinstance(call, ast.Call):
        message = "it is no list of arguments"
        raise TypeError(message)
    return _arguments(call, names)


def _object(text: str) -> dict[str, Any] | None:
    """A JSON object; None if the text is something else."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _calls(
    kata: KataFolder, text: str, names: tuple[str, ...] | None
) -> dict[str, Any]:
    init: dict[str, Any] = {}
    calls: list[list[Any]] = []
    for place, statement in enumerate(ast.parse(text).body):
        call = statement.value if isinstance(statement, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            message = "each part is a call, such as `get(1)`"
            raise TypeError(message)
        if place == 0 and call.func.id == kata.entry.name:
            init = _arguments(call, names)
        elif call.keywords:
            message = "arguments of a method are given by their places"
            raise TypeError(message)
        else:
            given = [_plain(ast.literal_eval(each)) for each in call.args]
            calls.append([call.func.id, *given])
    return {"init": init, "calls": calls}


def _arguments(call: ast.Call, names: tuple[str, ...] | None) -> dict[str, Any]:
    if call.args and names is None:
        message = "arguments of this kata are given by name"
        raise TypeError(message)
    if len(call.args) > len(names or ()):
        message = f"{len(call.args)} arguments, {len(names or ())} are taken"
        raise TypeError(message)
    found = dict(zip(names or (), map(ast.literal_eval, call.args), strict=False))
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg in found:
            message = f"the argument {keyword.arg or '**'} cannot be given here"
            raise TypeError(message)
        if names is not None and keyword.arg not in names:
            message = f"there is no argument {keyword.arg!r}"
            raise TypeError(message)
        found[keyword.arg] = ast.literal_eval(keyword.value)
    if names is not None and (missing := [n for n in names if n not in found]):
        message = f"the argument {missing[0]!r} is missing"
        raise TypeError(message)
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    """A value as JSON has it: tuples become lists.

    Raises:
        TypeError: it is none that JSON has.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _plain(each) for key, each in value.items()}
    message = f"{type(value).__name__} is no value of a case: use lists and text"
    raise TypeError(message)


def _said(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return error.msg
    return str(error) or "it lies too deep in brackets"
