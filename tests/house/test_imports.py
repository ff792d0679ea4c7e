"""What each entry point imports, seen in a clean interpreter.

Names in `sys.modules`, not milliseconds: they are the same on every machine.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.house.project import ROOT

PROBE = """
import json, sys
before = set(sys.modules)
sys.argv = ["drill", *sys.argv[1:]]
status = 0
try:
    from drill.cli.main import main
    status = main()
except SystemExit as leaving:
    status = leaving.code
names = {name.partition(".")[0] for name in set(sys.modules) - before}
foreign = sorted(names - sys.stdlib_module_names - {"drill"})
print("\\n" + json.dumps([status, foreign]))
"""
"""Runs a command and prints its status and the packages it took from elsewhere."""

HEAVY = {"alembic", "fsrs", "pydantic", "rich", "sqlalchemy", "textual", "yaml"}


def foreign_imports(*arguments: str) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        check=False,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    status, names = json.loads(answer.stdout.splitlines()[-1])
    assert status in {0, None}, (status, answer.stderr)
    return {name for name in names if not name.startswith("__")}


def imported_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_import_nothing_from_elsewhere(flag: str) -> None:
    assert foreign_imports(flag) == set()


@pytest.mark.parametrize(
    "command",
    ["add", "backup", "check", "decks", "doctor", "due", "new", "restore", "stats"],
)
def test_the_help_of_a_command_imports_nothing_from_elsewhere(command: str) -> None:
    assert foreign_imports(command, "--help") == set()


def test_checking_decks_imports_neither_the_database_nor_the_terminal() -> None:
    assert (
        foreign_imports("check", str(ROOT / "decks"))
        & {
            "sqlalchemy",
            "alembic",
            "sqlite3",
            "textual",
            "rich",
        }
        == set()
    )


def test_what_is_due_imports_no_terminal() -> None:
    assert foreign_imports("due") & {"textual", "rich"} == set()


def test_the_package_root_imports_nothing() -> None:
    names = imported_by("import drill")
    assert {name for name in names if name.startswith("drill.")} == set()
    assert names & HEAVY == set()


def test_the_first_frame_needs_neither_the_database_nor_the_models() -> None:
    late = {"alembic", "fsrs", "pydantic", "sqlalchemy", "yaml"}
    assert imported_by("import drill.tui.application") & late == set()


@pytest.mark.parametrize(
    "module", ["errors", "ids", "clock", "chance", "events", "locations"]
)
def test_shared_words_stand_on_the_standard_library(module: str) -> None:
    assert imported_by(f"import drill.{module}") & HEAVY == set()
