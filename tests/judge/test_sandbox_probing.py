"""Finding out which rungs hold: by trying, with reasons, and never silently less."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from drill.errors import SandboxUnavailable
from drill.judge.answers import Program
from drill.judge.process import Worker
from drill.judge.sandbox import probing
from drill.judge.sandbox.probing import FILE, Ladder, probe
from drill.judge.sandbox.report import HELD, lines
from drill.judge.sandbox.rungs import Refusal, Rung, Sandbox
from drill.judge.sandbox.trying import weakness
from drill.judge.spawning import LATE
from tests.judge.rungs import ALLOWANCE, WALLED, ladder, sandbox

if TYPE_CHECKING:
    from pathlib import Path

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="rungs of Linux")
PROGRAM = Program({"solution": ""}, "solution")


def bubblewrap_that(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program called `bwrap` before any other."""
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return program


def refusal(found: Ladder, rung: Rung) -> Refusal:
    [said] = [each for each in found.refusals if each.rung is rung]
    return said


def test_every_rung_is_either_had_or_refused_with_a_reason() -> None:
    found = ladder()
    rungs = [box.rung for box in found.sandboxes] + [x.rung for x in found.refusals]
    assert sorted(rungs) == sorted(set(Rung) - {Rung.NONE})
    assert all(each.reason for each in found.refusals)


@pytest.mark.parametrize("rung", WALLED)
def test_a_rung_that_holds_has_no_weakness(rung: Rung) -> None:
    assert weakness(sandbox(rung)) == ""


@LINUX
def test_walls_that_are_none_are_noticed() -> None:
    said = weakness(Sandbox(Rung.NONE))
    for what in ("reading files", "writing files", "starting processes", "signalling"):
        assert what in said


@LINUX
def test_a_bubblewrap_that_shares_everything_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It starts the command as it is; Landlock and seccomp hold, the tree is seen."""
    sandbox(Rung.STRONG)
    script = 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"'
    bubblewrap_that(tmp_path, script, monkeypatch)
    found = probe(None)
    assert refusal(found, Rung.STRONG_PLUS).reason == "it does not hinder seeing files"
    assert found.best().rung is Rung.STRONG


@LINUX
def test_without_bubblewrap_the_next_rung_is_taken_and_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox(Rung.STRONG)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = probe(None)
    said = refusal(found, Rung.STRONG_PLUS)
    assert said.reason == "bubblewrap is not installed"
    assert "`bubblewrap`" in said.what_to_install
    assert found.best().rung is Rung.STRONG
    assert found.best().why_not_higher == (said,)
    with pytest.raises(SandboxUnavailable, match="not installed"):
        found.at(Rung.STRONG_PLUS)


@LINUX
def test_a_bubblewrap_that_may_make_no_namespaces_is_refused_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox(Rung.STRONG)
    words = "bwrap: setting up uid map: Permission denied"
    bubblewrap_that(tmp_path, f'echo "{words}" >&2; exit 1', monkeypatch)
    said = refusal(probe(None), Rung.STRONG_PLUS)
    assert words in said.reason
    assert "AppArmor" in said.what_to_install


@LINUX
def test_a_system_without_user_namespaces_has_the_strong_rung() -> None:
    sandbox(Rung.STRONG)
    code = """
from drill.judge.sandbox.probing import probe
found = probe(None)
print(*(box.rung for box in found.sandboxes), found.refusals[0].reason, sep="|")
"""
    closing = 'echo 0 > /proc/sys/user/max_user_namespaces && exec $0 -c "$1"'
    answer = subprocess.run(
        ["unshare", "--map-root-user", "sh", "-c", closing, sys.executable, code],
        check=False,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        pytest.skip(f"NOT RUN, namespaces cannot be closed here: {answer.stderr}")
    rung, reason = answer.stdout.strip().split("|")
    assert rung == "strong"
    assert "bwrap" in reason or "bubblewrap is not installed" in reason


@LINUX
def test_a_bubblewrap_that_cannot_forbid_namespaces_is_used_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sandbox(Rung.STRONG_PLUS).bwrap
    script = f"""
case " $* " in *" --disable-userns "*) echo unknown >&2; exit 1;; esac
exec {real} "$@"
"""
    bubblewrap_that(tmp_path, script, monkeypatch)
    box = probe(tmp_path).at(Rung.STRONG_PLUS)
    assert not box.disable_userns
    # And so it is remembered.
    assert not probe(tmp_path).at(Rung.STRONG_PLUS).disable_userns


@LINUX
def test_without_landlock_a_worker_of_the_strong_rung_does_not_start() -> None:
    sandbox(Rung.STRONG)
    made = Worker(Sandbox(Rung.STRONG, landlock=0), PROGRAM, ALLOWANCE)
    with pytest.raises(SandboxUnavailable, match="Landlock"):
        made.start()


def test_what_was_found_is_remembered(tmp_path: Path) -> None:
    first = probe(tmp_path / "new" / "cache")
    assert probe(tmp_path / "new" / "cache") == first
    told = json.loads((tmp_path / "new" / "cache" / FILE).read_text("utf-8"))
    assert len(told["key"]) == 64


@LINUX
def test_what_was_found_is_taken_and_not_tried_again_until_asked(
    tmp_path: Path,
) -> None:
    probe(tmp_path)
    path = tmp_path / FILE
    told = json.loads(path.read_text("utf-8"))
    made_up = {"rung": "strong+", "reason": "made up", "what_to_install": ""}
    path.write_text(json.dumps({**told, "held": [], "refusals": [made_up]}), "utf-8")
    remembered = (Refusal(Rung.STRONG_PLUS, "made up"),)
    assert probe(tmp_path).refusals == remembered
    assert probe(tmp_path, is_fresh=True).refusals != remembered


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"key": 1}',
        '{"key": "KEY", "held": [["lead", true]], "refusals": []}',
        '{"key": "KEY", "held": [["none", true]], "refusals": []}',
        '{"key": "KEY", "held": [], "refusals": [{}]}',
        '{"key": "other", "held": [], "refusals": []}',
    ],
)
def test_a_damaged_or_foreign_memory_is_none(tmp_path: Path, damage: str) -> None:
    found = probe(tmp_path)
    path = tmp_path / FILE
    key = json.loads(path.read_text("utf-8"))["key"]
    path.write_text(damage.replace("KEY", key), encoding="utf-8")
    assert probe(tmp_path) == found


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert probe(tmp_path / "file").sandboxes == ladder().sandboxes


@LINUX
def test_a_machine_under_load_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was late once is not taken for missing for ever."""
    bubblewrap_that(tmp_path, f'echo "{LATE}" >&2; exit 1', monkeypatch)
    assert refusal(probe(tmp_path / "cache"), Rung.STRONG_PLUS).reason == LATE
    assert not (tmp_path / "cache").exists()


def test_other_programs_and_code_have_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {probing._key(None), probing._key(tmp_path / "bwrap")}
    monkeypatch.setattr("drill.__version__", "99")
    keys.add(probing._key(None))
    assert len(keys) == 3


def test_no_walls_are_had_by_name_alone() -> None:
    nothing = Ladder((), (Refusal(Rung.STRONG, "no Landlock"),))
    with pytest.raises(SandboxUnavailable, match="strong: no Landlock"):
        nothing.best()
    with pytest.raises(SandboxUnavailable, match="no Landlock"):
        nothing.at(Rung.STRONG)
    assert nothing.at(Rung.NONE).rung is Rung.NONE
    assert nothing.at(Rung.NONE).why_not_higher == nothing.refusals


@LINUX
def test_walls_that_cannot_be_put_up_stop_the_worker(tmp_path: Path) -> None:
    box = Sandbox(Rung.STRONG_PLUS, bwrap=tmp_path / "missing")
    with pytest.raises(SandboxUnavailable, match="No such file"):
        Worker(box, PROGRAM, ALLOWANCE).start()


# --- what the doctor says ------------------------------------------------------------


def test_the_doctor_names_the_rung_and_why_no_stronger_one_holds() -> None:
    refused = Refusal(Rung.STRONG_PLUS, "bubblewrap is not installed", "Install it.")
    held = Ladder((Sandbox(Rung.STRONG, (refused,)),), (refused,))
    assert [tuple(line) for line in lines(held)] == [
        (
            "info",
            f"strong: {HELD[Rung.STRONG]}",
        ),
        ("info", "not strong+: bubblewrap is not installed. Install it."),
    ]


def test_the_doctor_warns_where_nothing_holds() -> None:
    refusals = (Refusal(Rung.STRONG, "no Landlock"),)
    [first, second] = lines(Ladder((), refusals))
    assert first.severity == "warning"
    assert second.message == "not strong: no Landlock."


def test_the_doctor_has_nothing_to_add_to_the_strongest() -> None:
    [line] = lines(Ladder((Sandbox(Rung.STRONG_PLUS),), ()))
    assert line.message == "strong+: bubblewrap, Landlock and seccomp"
