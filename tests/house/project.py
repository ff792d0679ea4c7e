"""Where the project's files lie, and how its source is read, for the house tests."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "drill"


def modules(folder: Path = SOURCE) -> list[Path]:
    """Every Python file below a folder, in order."""
    return sorted(folder.rglob("*.py"))


def room(path: Path) -> str:
    """The name of a module's file as the tests print it: `sessions/steps.py`."""
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def project_file() -> dict[str, Any]:
    """`pyproject.toml` as it stands."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> str | None:
    """`a.b.c` for an expression that is nothing but names, else None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return None if left is None else f"{left}.{node.attr}"
    return None


def imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports from elsewhere."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
