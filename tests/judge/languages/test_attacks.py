"""Attacks on the host by programs of other languages, and their positive control.

The host looks for itself: at a file, at a process, at who called.
"""

# ruff: noqa: E501 - programs as they would be written
from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from drill.errors import ToolchainMissing
from drill.judge.answers import AnswerKind
from drill.judge.languages.toolchains import toolchain
from tests.judge.languages.programs import ALLOWANCE, HERE, called, needs, worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.judge.answers import Answer

SECRET = "the secret of the host"  # noqa: S105 - what attacks look for
SIGNATURE = (
    "def attack(name: str, secret: str, target: str, victim: int, port: int) -> str"
)
CPP = (HERE / "hostile.cpp").read_text("utf-8")
ATTACKS = [
    line.split('"')[1]
    for line in CPP.splitlines()
    if line.strip().startswith('{"') and "[](const Host" in line
]
HARMFUL_OUTSIDE = {
    *("become_a_daemon", "end_all_processes", "chroot", "become_root"),
    *("mount", "forget_seccomp", "read_the_log", "write_the_program_itself"),
    *("start_a_library", "vfork", "raise_limits", "clone3"),
}
"""Not made without a sandbox: they would end the tests, or need what machines lack."""
CONTROL = """
#include <cstdio>
#include "hostile.cpp"

int main(int, char** words) {
    const auto said = attack(words[1], words[2], words[3], std::atoi(words[4]), std::atoi(words[5]));
    std::puts(said.c_str());
}
"""


@dataclass
class Scene:
    """What may be harmed."""

    secret: Path
    target: Path
    victim: subprocess.Popen[bytes]
    listener: socket.socket

    @property
    def arguments(self) -> dict[str, str | int]:
        return {
            "secret": str(self.secret),
            "target": str(self.target),
            "victim": self.victim.pid,
            "port": self.listener.getsockname()[1],
        }

    def harm(self, said: str) -> list[str]:
        """What was harmed, or came out."""
        found = [] if SECRET not in said else ["the secret came out"]
        found += ["it says that it is through"] if "through" in said else []
        if not self.secret.exists() or self.secret.read_text("utf-8") != SECRET:
            found.append("the secret was changed")
        elif self.secret.stat().st_mode & 0o777 != 0o600:
            found.append("the secret's mode was changed")
        if self.target.exists() or self.target.is_symlink():
            found.append("the target was written")
        if self.victim.poll() is not None:
            found.append("the victim is dead")
        self.listener.settimeout(0)
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return found
        return [*found, "somebody called"]


@contextmanager
def scene(folder: Path) -> Iterator[Scene]:
    secret = folder / "secret"
    secret.write_text(SECRET, "utf-8")
    secret.chmod(0o600)
    waiting = [sys.executable, "-c", "import time; time.sleep(60)"]
    with (
        subprocess.Popen(waiting) as victim,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        try:
            yield Scene(secret, folder / "target", victim, listener)
        finally:
            victim.kill()


def test_there_are_many_attacks() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 48


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_of_a_compiled_program_gets_through(
    name: str, tmp_path: Path
) -> None:
    needs("cpp")
    with scene(tmp_path) as found:
        arguments = {"name": name, **found.arguments}
        answer = called(SIGNATURE, "cpp", CPP, arguments)
        assert found.harm(str(answer.value)) == []
    assert answer.kind in {
        *(AnswerKind.OK, AnswerKind.FORBIDDEN, AnswerKind.EXITED),
        *(AnswerKind.CRASHED, AnswerKind.PROTOCOL, AnswerKind.WALL),
    }, answer


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same attacks as a program without any walls."""
    try:
        tools = toolchain("cpp")
    except ToolchainMissing as error:
        pytest.skip(f"NOT RUN: {error.message}")
    folder = tmp_path_factory.mktemp("control")
    (folder / "hostile.cpp").write_text(CPP, "utf-8")
    (folder / "control.cpp").write_text(CONTROL, "utf-8")
    program = folder / "control"
    flags = ("-std=c++20", "-O1", "-w", "-pthread", "-o", str(program))
    command = [str(tools.program), *flags, str(folder / "control.cpp")]
    subprocess.run(command, check=True, capture_output=True)
    return program


def test_most_attacks_get_through_where_there_is_no_sandbox(
    outside: Path, tmp_path: Path
) -> None:
    through = []
    for name in sorted({*ATTACKS} - HARMFUL_OUTSIDE):
        folder = tmp_path / name
        folder.mkdir()
        with scene(folder) as found:
            words = [name, *map(str, found.arguments.values())]
            ran = subprocess.run(
                [str(outside), *words],
                check=False,
                capture_output=True,
                text=True,
                timeout=20,
                stdin=subprocess.DEVNULL,
            )
            if found.harm(ran.stdout):
                through.append(name)
    # What machines differ in: privileges, kernels, what is installed.
    assert {
        *("read_a_secret", "read_passwords", "write_a_file", "empty_a_file"),
        *("change_modes", "remove_a_file", "rename_a_file", "make_a_folder"),
        *("make_a_link", "fork", "clone", "start_a_shell", "spawn"),
        *("end_another_process", "socket_inet", "socket_unix", "call_the_host"),
    } <= set(through)


def test_nothing_but_the_program_itself_can_be_executed(tmp_path: Path) -> None:
    """It may execute itself, and is as confined as before."""
    source = (
        CPP
        + """
#include <iostream>
static int again = [] {
    if (::getenv("AGAIN")) { std::cout << contents_again() << std::flush; }
    return 0;
}();
"""
    ).replace(
        "std::string attack(std::string name",
        "static std::string contents_again() { return hostile::contents("
        'std::getenv("AGAIN")); }\nstd::string attack(std::string name',
    )
    source = source.replace(
        "return hostile::attacks().at(name)(hostile::Host{",
        'if (name == "again") { ::setenv("AGAIN", secret.c_str(), 1);'
        ' char* none[] = {const_cast<char*>("/submission"), nullptr};'
        ' ::execve("/submission", none, environ); return std::strerror(errno); }\n'
        "    return hostile::attacks().at(name)(hostile::Host{",
    )
    needs("cpp")
    with scene(tmp_path) as found:
        arguments = {"name": "again", **found.arguments}
        answer = called(SIGNATURE, "cpp", source, arguments)
        assert found.harm(f"{answer.value} {answer.output}") == []
    assert answer.kind is not AnswerKind.OK


# --- the other languages -------------------------------------------------------------

JAVASCRIPT = """
const attempts = {
  read: ({ secret }) => require("node:fs").readFileSync(secret, "utf8"),
  write: ({ target }) => { require("node:fs").writeFileSync(target, "x"); return "through"; },
  remove: ({ secret }) => { require("node:fs").unlinkSync(secret); return "through"; },
  list: () => require("node:fs").readdirSync("/root").join() + " through",
  shell: ({ target }) => { require("node:child_process").execSync(`echo > ${target}`); return "through"; },
  spawn: ({ target }) => {
    const ran = require("node:child_process").spawnSync("/bin/sh", ["-c", `echo > ${target}`]);
    return ran.error ? String(ran.error) : "through";
  },
  node: ({ target }) => {
    const ran = require("node:child_process").spawnSync(process.execPath, ["-e", `require("fs").writeFileSync("${target}", "x")`]);
    return ran.error ? String(ran.error) : "through";
  },
  kill: ({ victim }) => { process.kill(victim, "SIGTERM"); return "through"; },
  binding: ({ secret }) => String(process.binding("fs").internalModuleReadJSON?.(secret)),
  inspector: () => {
    const inspector = require("node:inspector");
    inspector.open(0);
    return inspector.url() ? "through" : "closed";
  },
  library: () => { process.dlopen({ exports: {} }, "/tmp/x.node"); return "through"; },
  become: () => { process.setuid(0); require("node:fs").readFileSync("/etc/shadow"); return "through"; },
  folder: ({ target }) => { process.chdir("/tmp"); require("node:fs").mkdirSync(target); return "through"; },
  evaluate: ({ secret }) => (0, eval)(`require("node:fs").readFileSync(${JSON.stringify(secret)}, "utf8")`),
};

function attack(name, secret, target, victim, port) {
  try {
    return attempts[name]({ secret, target, victim, port });
  } catch (error) {
    return String(error);
  }
}
"""
SCRIPTED = [
    line.split(":")[0].strip()
    for line in JAVASCRIPT.splitlines()
    if line.startswith("  ") and "=>" in line and "const" not in line
]
GO = """package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
)

func Attack(name, secret, target string, victim, port int) string {
	var err error
	switch name {
	case "read":
		text, failed := os.ReadFile(secret)
		return fmt.Sprint(string(text), failed)
	case "write":
		err = os.WriteFile(target, []byte("x"), 0o644)
	case "command":
		err = exec.Command("/bin/sh", "-c", "echo > "+target).Run()
	case "fork":
		_, _, failed := syscall.RawSyscall(syscall.SYS_FORK, 0, 0, 0)
		if failed != 0 {
			err = failed
		}
	case "kill":
		err = syscall.Kill(victim, syscall.SIGTERM)
	case "call":
		_, err = net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	case "listen":
		_, err = net.Listen("tcp", "127.0.0.1:0")
	case "execute":
		err = syscall.Exec("/bin/sh", []string{"sh", "-c", "echo > " + target}, nil)
	}
	if err != nil {
		return err.Error()
	}
	return "through"
}
"""
RUST = """
use std::process::Command;

pub fn attack(name: String, secret: String, target: String, victim: i32, port: u16) -> String {
    let _ = victim;
    let done: Result<(), std::io::Error> = match name.as_str() {
        "read" => return std::fs::read_to_string(secret).unwrap_or_else(|error| error.to_string()),
        "write" => std::fs::write(target, "x"),
        "remove" => std::fs::remove_file(secret),
        "command" => Command::new("/bin/sh").args(["-c", "exit"]).status().map(|_| ()),
        "call" => std::net::TcpStream::connect(("127.0.0.1", port)).map(|_| ()),
        "listen" => std::net::TcpListener::bind("127.0.0.1:0").map(|_| ()),
        _ => std::env::set_current_dir("/root"),
    };
    done.map_or_else(|error| error.to_string(), |_| "through".to_string())
}
"""
OTHERS = [
    *(("javascript", name) for name in SCRIPTED),
    *(
        ("go", name)
        for name in (
            *("read", "write", "command", "fork", "kill", "call", "listen"),
            "execute",
        )
    ),
    *(
        ("rust", name)
        for name in ("read", "write", "remove", "command", "call", "listen", "folder")
    ),
]
SOURCES = {"javascript": JAVASCRIPT, "go": GO, "rust": RUST}


@pytest.mark.parametrize(("language", "name"), OTHERS)
def test_no_attack_of_another_language_gets_through(
    language: str, name: str, tmp_path: Path
) -> None:
    needs(language)
    with scene(tmp_path) as found:
        arguments = {"name": name, **found.arguments}
        answer = called(SIGNATURE, language, SOURCES[language], arguments)
        assert found.harm(str(answer.value)) == [], answer


def test_there_are_attacks_in_every_language() -> None:
    assert len(SCRIPTED) == 14
    assert {language for language, _ in OTHERS} == set(SOURCES)


# --- lies to the referee ---------------------------------------------------------------

FRAME = """
#include <string>
#include <unistd.h>
static void tell(const std::string& body) {
    std::string frame(4, '\\0');
    for (int place = 0; place < 4; ++place) frame[place] = body.size() >> (24 - 8 * place) & 0xFF;
    frame += body;
    for (int file = 3; file < 64; ++file) (void)!::write(file, frame.data(), frame.size());
}
"""
LIES = {
    "a reply before it is asked": 'static int lie = (tell("{\\"id\\":2,\\"ok\\":6}"), 0);'
    " long twice(long n) { return 0; }",
    "two replies": 'long twice(long n) { tell("{\\"id\\":2,\\"ok\\":6}"); return 0; }',
    "another number": 'long twice(long n) { tell("{\\"id\\":3,\\"ok\\":6}"); pause(); }',
    "no JSON": 'long twice(long n) { tell("ok"); pause(); }',
    "too deep": "long twice(long n) { tell(std::string(100000, '[')); pause(); }",
    "too much": "long twice(long n) { for (;;) tell(std::string(1 << 20, ' ')); }",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_program_that_speaks_past_its_runner_gains_nothing(lie: str) -> None:
    needs("cpp")
    signature = "def twice(n: int) -> int"
    answers: list[Answer] = []
    try:
        with worker(signature, "cpp", FRAME + LIES[lie]) as made:
            from drill.judge.answers import Call

            for _ in range(2):
                answers.append(made.call(Call("function", "", {"n": 3})))
                if not answers[-1].is_alive:
                    break
    except AssertionError:  # it did not even load
        return
    # Of two replies the first may be its answer, as it is its right.
    assert answers[-1].kind is AnswerKind.PROTOCOL, answers
    assert ALLOWANCE.wall_s > sum(each.wall_s for each in answers)
