"""Rooms stay small: nobody finds anything in a module of a thousand lines."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.project import SOURCE, modules, room, tree

MOST_LINES = 400

LARGER: dict[str, str] = {
    "errors.py": "one class a failure: the whole tree of errors on a page",
    "events.py": "one value an event: the whole vocabulary of the journal on a page",
}
"""Rooms that may be larger than `MOST_LINES`, each with the reason."""

GATHERERS = {"app.py", "cli.py", "client.py", "db.py"}
"""Names under which every known code base has its room that grew past all bounds."""


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_room_is_larger_than_it_may_be() -> None:
    too_large = {
        room(path): count
        for path in modules()
        if (count := line_count(path)) > MOST_LINES and room(path) not in LARGER
    }
    assert too_large == {}


def test_every_larger_room_has_a_reason_and_is_larger() -> None:
    for name, reason in LARGER.items():
        assert line_count(SOURCE / name) > MOST_LINES, name
        assert len(reason.split()) > 3, name


def test_rooms_that_gather_everything_are_never_excepted() -> None:
    assert [name for name in LARGER if Path(name).name in GATHERERS] == []


def test_package_roots_import_nothing() -> None:
    importing = [
        room(path)
        for path in modules()
        if path.name == "__init__.py"
        and any(
            isinstance(node, ast.Import | ast.ImportFrom)
            and getattr(node, "module", None) != "__future__"
            for node in ast.walk(tree(path))
        )
    ]
    assert importing == []


def test_every_module_says_what_it_owns() -> None:
    silent = [room(path) for path in modules() if not ast.get_docstring(tree(path))]
    assert silent == []
