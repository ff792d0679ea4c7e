"""The tree of errors drawn in `drill.errors` is the tree of its classes."""

from __future__ import annotations

import inspect

import drill.errors
from drill.errors import DrillError


def drawing(parent: type[DrillError], indent: str = "") -> list[str]:
    lines = []
    children = parent.__subclasses__()
    for child in children:
        is_last = child is children[-1]
        lines.append(f"{indent}{'└── ' if is_last else '├── '}{child.__name__}")
        lines += drawing(child, indent + ("    " if is_last else "│   "))
    return lines


def test_the_drawing_shows_every_class_in_the_order_of_the_file() -> None:
    drawn = inspect.cleandoc(drill.errors.__doc__ or "").splitlines()
    start = drawn.index("DrillError")
    assert drawn[start + 1 :] == drawing(DrillError)


def test_every_error_lives_in_the_module_that_draws_it() -> None:
    def below(parent: type[DrillError]) -> list[type[DrillError]]:
        children = parent.__subclasses__()
        return children + [leaf for child in children for leaf in below(child)]

    strangers = [
        error.__name__
        for error in below(DrillError)
        if error.__module__ != "drill.errors"
    ]
    assert strangers == []


def test_every_error_says_what_it_is_for() -> None:
    classes = [
        value
        for value in vars(drill.errors).values()
        if isinstance(value, type) and issubclass(value, DrillError)
    ]
    assert [error.__name__ for error in classes if not error.__doc__] == []
