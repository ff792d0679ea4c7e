from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from drill.cli import shells
from drill.cli.main import main
from drill.cli.table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = {"bash": shells.bash, "zsh": shells.zsh, "fish": shells.fish}


def has(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"no {shell} here")


def drill_in(folder: Path) -> str:
    """A `drill` that knows two ids, in a folder to be put before the PATH."""
    command = folder / "bin" / "drill"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\nprintf 'networks\\nnetworks/tcp\\n'\n")
    command.chmod(0o755)
    return str(command.parent)


def offered_by_bash(folder: Path, *words: str) -> set[str]:
    typed = " ".join(f"'{word}'" for word in words)
    script = (
        f"PATH={drill_in(folder)}:$PATH\n{shells.bash()}\n"
        f"COMP_WORDS=(drill {typed}); COMP_CWORD={len(words)}\n"
        '_drill 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    answer = subprocess.run(
        ["bash", "-c", script], cwd=folder, check=True, capture_output=True, text=True
    )
    return set(answer.stdout.splitlines())


def offered_by_fish(folder: Path, line: str) -> set[str]:
    script = f"set PATH {drill_in(folder)} $PATH\n{shells.fish()}\ncomplete -C '{line}'"
    answer = subprocess.run(
        ["fish", "--no-config", "-c", script],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return {each.split("\t")[0] for each in answer.stdout.splitlines()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_can_read_its_script(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(SCRIPTS[shell]())
    subprocess.run([shell, "-n", str(script)], check=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_in_every_script(shell: str) -> None:
    script = SCRIPTS[shell]()
    for command in COMMANDS:
        assert command.name in script
        for argument in command.arguments:
            if argument.is_option:
                assert argument.name.lstrip("-") in script


@has("bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["du"], {"due"}),
        (["due", "--j"], {"--json"}),
        (["--data", "somewhere", "due", "--j"], {"--json"}),
        (["decks", "st"], {"study"}),
        (["decks", "study", "netw"], {"networks", "networks/tcp"}),
        (["decks", "--json", "leave", "networks/"], {"networks/tcp"}),
        (["add", "--topic", "networks/"], {"networks/tcp"}),
        (["add", "--front", "ne"], {""}),
        (["settings", ""], {"list", "get", "set", "path", "--json", "--help",
                            "--data", "--config"}),
        (["completion", "z"], {"zsh"}),
        (["check", "my "], {"my decks"}),
        (["--data", "my"], {"my decks"}),
    ],
)  # fmt: skip
def test_bash_offers_what_can_be_typed(
    words: list[str], offered: set[str], tmp_path: Path
) -> None:
    (tmp_path / "my decks").mkdir()
    assert offered_by_bash(tmp_path, *words) == offered


@has("fish")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("drill du", {"due"}),
        ("drill due --j", {"--json"}),
        ("drill decks st", {"study"}),
        ("drill decks study netw", {"networks", "networks/tcp"}),
        ("drill settings pa", {"path"}),
        ("drill completion z", {"zsh"}),
    ],
)
def test_fish_offers_what_can_be_typed(
    line: str, offered: set[str], tmp_path: Path
) -> None:
    assert offered_by_fish(tmp_path, line) == offered


@has("zsh")
def test_zsh_completes_a_command_and_an_id(tmp_path: Path) -> None:
    import pexpect

    (tmp_path / ".zshrc").write_text(
        f"PATH={drill_in(tmp_path)}:$PATH\nPS1='> '\n"
        f"autoload -U compinit; compinit -u -d {tmp_path}/dump\n{shells.zsh()}\n"
    )
    shell = pexpect.spawn(
        "zsh", ["-i"], env={"ZDOTDIR": str(tmp_path), "PATH": "/usr/bin:/bin",
                            "TERM": "dumb", "HOME": str(tmp_path)},
        timeout=20, encoding="utf-8",
    )  # fmt: skip
    try:
        shell.expect("> ")
        shell.send("print -- drill du\t")
        shell.send("\x15drill rest\t")
        shell.expect("drill restore ")
        shell.send("\x15drill decks stu\t")
        shell.expect("drill decks study ")
        shell.send("networks/\t")
        shell.expect("networks/tcp")
    finally:
        shell.close(force=True)


def test_the_ids_that_are_offered_are_those_of_the_last_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "data")
    assert main(["--data", data, "completion", "decks"]) == 0
    assert capsys.readouterr().out == ""
    main(["--data", data, "due"])
    capsys.readouterr()
    assert main(["--data", data, "completion", "decks"]) == 0
    assert "distributed-systems/raft" in capsys.readouterr().out.splitlines()


def test_another_shell_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "'bash', 'zsh', 'fish'" in capsys.readouterr().err
