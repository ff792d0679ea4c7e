"""The locks: whole, in step with `pyproject.toml`, and free of addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.project import ROOT, project_file

RUN = ROOT / "requirements.lock"
CHECK = ROOT / "requirements-dev.lock"


@dataclass(frozen=True)
class Pin:
    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        [specifier] = self.requirement.specifier
        assert specifier.operator == "=="
        return specifier.version


def pins(text: str) -> list[Pin]:
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        head, *hashes = line.split("--hash=")
        found.append(Pin(Requirement(head.strip()), tuple(h.strip() for h in hashes)))
    return found


@pytest.fixture(params=[RUN, CHECK], ids=lambda path: path.name)
def lock(request: pytest.FixtureRequest) -> str:
    text = request.param.read_text(encoding="utf-8")
    assert isinstance(text, str)
    return text


def test_a_lock_holds_nothing_but_names_versions_markers_and_hashes(lock: str) -> None:
    pin = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-zA-Z0-9_.'=!<> ()]+)? \\")
    hash_line = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    strange = [
        line
        for line in lock.splitlines()
        if not pin.fullmatch(line) and not hash_line.fullmatch(line)
    ]
    assert strange == []


def test_every_pin_has_a_hash(lock: str) -> None:
    assert [pin.name for pin in pins(lock) if not pin.hashes] == []


def test_compiled_packages_have_hashes_for_many_platforms(lock: str) -> None:
    # Linux and macOS, two processors each, four Pythons: never fewer files than this.
    by_name = {pin.name: pin for pin in pins(lock)}
    for name in ("pydantic-core", "pyyaml", "sqlalchemy", "markupsafe"):
        assert len(by_name[name].hashes) >= 16, name


def wanted(*groups: str) -> list[Requirement]:
    project = project_file()
    lines = list(project["project"]["dependencies"])
    for group in groups:
        for line in project["dependency-groups"][group]:
            if isinstance(line, str):
                lines.append(line)
            else:
                lines += project["dependency-groups"][line["include-group"]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("lock", "groups"), [(RUN, ["build"]), (CHECK, ["dev"])], indirect=["lock"]
)
def test_a_lock_answers_everything_the_project_asks_for(
    lock: str, groups: list[str]
) -> None:
    versions = {pin.name: pin.version for pin in pins(lock)}
    for requirement in wanted(*groups):
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{name}: run scripts/lock"
        assert requirement.specifier.contains(versions[name]), (
            f"{requirement} but locked at {versions[name]}: run scripts/lock"
        )


def test_the_build_back_end_of_the_project_is_the_locked_one() -> None:
    project = project_file()
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]


def test_the_program_is_checked_with_the_versions_it_runs_with() -> None:
    run = {pin.name: pin for pin in pins(RUN.read_text(encoding="utf-8"))}
    check = {pin.name: pin for pin in pins(CHECK.read_text(encoding="utf-8"))}
    assert {name: check.get(name) for name in run} == run


def test_the_scheduling_package_is_pinned_exactly() -> None:
    [fsrs] = [requirement for requirement in wanted() if requirement.name == "fsrs"]
    assert [specifier.operator for specifier in fsrs.specifier] == ["=="]


@pytest.mark.parametrize(
    "path",
    [".ci/run", "pyproject.toml", "scripts/lock", "scripts/run", "scripts/check"],
)
def test_no_address_is_written_into_the_house(path: str) -> None:
    file = ROOT / path
    if not file.exists():
        pytest.skip(f"{path} is not in a source distribution")
    assert "://" not in file.read_text(encoding="utf-8")
