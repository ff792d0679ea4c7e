"""Time and chance are handed in: only the front ends and their two rooms find any."""

from __future__ import annotations

import ast

import pytest

from tests.house.project import SOURCE, dotted, imports, modules, room, tree

MAY_ASK = ("chance.py", "clock.py", "cli/", "tui/", "__main__.py")

EXCEPTED: dict[str, str] = {
    "judge/meters.py": "how long a program runs cannot be handed in",
    "judge/worker.py": "runs in a child, and makes a generator of a seed it is given",
}
"""Rooms below the front ends that may ask all the same, each with the reason."""

CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.gmtime",
    "time.localtime",
    "time.monotonic",
    "time.monotonic_ns",
    "time.time",
    "time.time_ns",
}

CHANCES = {"random", "secrets"}


def askings(module: ast.Module) -> list[str]:
    """Where a module looks at the machine's clock or draws from its chance."""
    found = []
    for line, name in imports(module):
        if name.split(".")[0] in CHANCES or name in CLOCKS:
            found.append(f"line {line}: import {name}")
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            name = dotted(node) or ""
            if name.removeprefix("datetime.") in CLOCKS or name in CLOCKS:
                found.append(f"line {node.lineno}: {name}")
    return found


def test_nothing_below_the_front_ends_asks_the_machine_for_time_or_chance() -> None:
    found = [
        f"{room(path)} {asking}"
        for path in modules()
        if not room(path).startswith(MAY_ASK) and room(path) not in EXCEPTED
        for asking in askings(tree(path))
    ]
    assert found == []


def test_every_excepted_room_asks_and_has_a_reason() -> None:
    for name, reason in EXCEPTED.items():
        assert askings(tree(SOURCE / name)), name
        assert len(reason.split()) > 3, name


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now(UTC)",
        "datetime.date.today()",
        "date.today()",
        "default = time.time",
        "from time import monotonic",
        "import random",
        "from random import Random",
        "import secrets",
    ],
)
def test_every_way_of_asking_is_seen(source: str) -> None:
    assert len(askings(ast.parse(source))) == 1


@pytest.mark.parametrize("source", ["clock.now()", "self.chance.fraction()"])
def test_what_was_handed_in_may_be_used(source: str) -> None:
    assert askings(ast.parse(source)) == []
