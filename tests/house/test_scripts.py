"""The two commands: when they set something up, and when they only start."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.house.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("pyproject.toml", "requirements.lock", "requirements-dev.lock")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A project whose environment only says that it was called, stamped as ready."""
    root = tmp_path / "a clone"
    shutil.copytree(ROOT / "scripts", root / "scripts")
    for name in FILES:
        shutil.copy(ROOT / name, root)
    commands = root / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name in ("drill", "python"):
        command = commands / name
        command.write_text(f'#!/bin/sh\necho "{name}: $*, $PWD"\n', encoding="utf-8")
        command.chmod(0o755)
    shell(root, "stamp run; stamp check")
    return root


def shell(root: Path, commands: str) -> int:
    """Run commands with `environment.sh` at hand, and return the last one's status."""
    script = f'root="{root}"\n. "$root/scripts/environment.sh"\n{commands}\n'
    return subprocess.run(["sh", "-c", script], check=False).returncode


def start(script: Path, cwd: Path, *arguments: str) -> str:
    return subprocess.run(
        [str(script), *arguments], cwd=cwd, check=True, capture_output=True, text=True
    ).stdout


def test_the_scripts_are_plain_sh_and_can_be_started() -> None:
    for path in sorted((ROOT / "scripts").iterdir()):
        if path.read_bytes().startswith(b"#!/bin/sh"):
            subprocess.run(["sh", "-n", str(path)], check=True)
            assert os.access(path, os.X_OK), path
    assert os.access(ROOT / "scripts" / "run", os.X_OK)


def test_the_checks_of_every_change_are_the_ones_of_a_person() -> None:
    script = ROOT / ".ci" / "run"
    if not script.exists():
        pytest.skip("a source distribution has no .ci")
    assert "scripts/check" in script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)


def test_a_ready_environment_is_started_where_one_stands(
    clone: Path, tmp_path: Path
) -> None:
    answer = start(clone / "scripts" / "run", tmp_path, "due", "--json")
    assert answer == f"drill: due --json, {tmp_path}\n"


def test_a_link_to_the_script_starts_the_same(clone: Path, tmp_path: Path) -> None:
    link = tmp_path / "drill"
    link.symlink_to("a clone/scripts/run")
    assert start(link, tmp_path) == f"drill: , {tmp_path}\n"


@pytest.mark.parametrize("kind", ["run", "check"])
def test_a_finished_set_up_is_current(clone: Path, kind: str) -> None:
    assert shell(clone, f"is_current {kind}") == 0


@pytest.mark.parametrize(
    ("name", "run", "check"),
    [
        ("pyproject.toml", 1, 1),
        ("requirements.lock", 1, 1),
        ("requirements-dev.lock", 0, 1),
    ],
)
def test_a_changed_file_asks_for_the_set_ups_that_read_it(
    clone: Path, name: str, run: int, check: int
) -> None:
    with (clone / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert shell(clone, "is_current run") == run
    assert shell(clone, "is_current check") == check


def test_a_clone_that_was_moved_is_set_up_again(clone: Path, tmp_path: Path) -> None:
    moved = clone.rename(tmp_path / "elsewhere")
    assert shell(moved, "is_current run") == 1


def test_another_python_asks_for_a_set_up_and_no_wish_for_none(clone: Path) -> None:
    assert shell(clone, "PYTHON=python9; is_current run") == 1
    assert shell(clone, "PYTHON=python9; stamp run; PYTHON=; is_current run") == 0


def test_an_environment_whose_python_is_gone_is_set_up_again(clone: Path) -> None:
    (clone / ".venv" / "bin" / "python").unlink()
    assert shell(clone, "is_current run") == 1


def test_a_broken_off_stamp_is_none(clone: Path) -> None:
    (clone / ".venv" / "drill-run.stamp").write_text("\n", encoding="utf-8")
    assert shell(clone, "is_current run") == 1


def test_without_a_python_one_line_says_what_to_install(clone: Path) -> None:
    shutil.rmtree(clone / ".venv")
    answer = subprocess.run(
        [str(clone / "scripts" / "run")],
        env={**os.environ, "PYTHON": "no-such-python"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 2
    [line] = answer.stderr.splitlines()
    assert "needs Python 3.11 or newer" in line
    assert "no-such-python" in line
