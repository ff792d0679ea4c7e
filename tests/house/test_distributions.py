"""What is built from the project: a wheel and a source archive, both with the decks."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import drill
from drill.locations import shipped_decks
from tests.house.project import ROOT

# Built once for all of them: one worker takes them all.
pytestmark = pytest.mark.xdist_group("distributions")

DECKS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "decks").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


@dataclass(frozen=True)
class Distributions:
    wheel: Path
    archive: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The wheel, built from the source archive as an installer would, and that."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    [archive] = folder.glob("*.tar.gz")
    return Distributions(wheel, archive)


def python_in(environment: Path) -> Path:
    return environment / "bin" / "python"


def pip() -> list[str]:
    """This environment's pip, or the machine's that made it where it has none."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    return [shutil.which("pip3") or shutil.which("pip") or "pip"]


@pytest.fixture(scope="session")
def installed(built: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, where the dependencies are only seen.

    They come from this environment by a path file, so that no index is asked. Path
    files in a folder reached so are not read: the editable install is not seen.
    """
    environment = tmp_path_factory.mktemp("installed")
    make = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(make, check=True)
    install = [
        *(*pip(), "--python", str(python_in(environment))),
        *("install", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-index", str(built.wheel)),
    ]
    subprocess.run(install, check=True, capture_output=True)
    site = Path(sysconfig.get_path("purelib")).relative_to(sys.prefix)
    dependencies = environment / site / "dependencies.pth"
    dependencies.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return environment


def run(environment: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(environment / "bin" / "drill"), *arguments],
        cwd=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_wheel_carries_the_package_and_the_decks_in_it(
    built: Distributions,
) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    assert {"drill/__init__.py", "drill/py.typed", "drill/cli/main.py"} <= names
    assert {f"drill/{deck}" for deck in DECKS} <= names
    assert DECKS


def test_the_wheel_carries_nothing_else(built: Distributions) -> None:
    roots = {name.split("/")[0] for name in zipfile.ZipFile(built.wheel).namelist()}
    assert roots == {"drill", f"drill-{drill.__version__}.dist-info"}


def test_the_source_archive_has_source_decks_and_tests(built: Distributions) -> None:
    folder = f"drill-{drill.__version__}"
    with tarfile.open(built.archive) as archive:
        names = {name.removeprefix(f"{folder}/") for name in archive.getnames()}
    expected = {"src/drill/__init__.py", "tests/conftest.py", "scripts/run"}
    expected |= {"LICENSE", "README.md", "pyproject.toml", "requirements.lock"}
    assert expected | set(DECKS) <= names


def test_an_installed_wheel_gives_the_command(installed: Path) -> None:
    answer = run(installed, "--version")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert drill.__version__ in answer.stdout


def test_an_installed_wheel_reads_the_decks_inside_it(installed: Path) -> None:
    code = "from drill.locations import shipped_decks; print(shipped_decks())"
    answer = subprocess.run(
        [str(python_in(installed)), "-c", code],
        cwd=installed,
        check=True,
        capture_output=True,
        text=True,
    )
    [decks] = installed.resolve().glob("lib/python*/site-packages/drill/decks")
    assert Path(answer.stdout.strip()) == decks


def test_an_editable_install_reads_the_decks_at_the_root() -> None:
    assert shipped_decks() == ROOT / "decks"


def test_an_installed_wheel_finds_its_decks(installed: Path) -> None:
    answer = run(installed, "decks")
    assert (answer.returncode, "Traceback" in answer.stderr) == (0, False)
    for deck in {Path(name).parts[1] for name in DECKS if name.endswith("deck.yaml")}:
        assert deck in answer.stdout


def test_the_decks_in_an_installed_wheel_have_no_problems(installed: Path) -> None:
    [decks] = installed.glob("lib/python*/site-packages/drill/decks")
    answer = run(installed, "check", "--strict", str(decks))
    assert (answer.returncode, answer.stdout) == (0, "")
