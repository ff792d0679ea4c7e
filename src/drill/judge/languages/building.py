"""From a submission's source to a program that a worker can be."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from drill.errors import SandboxUnavailable
from drill.judge.answers import Answer, AnswerKind, Fault, FaultFrame, Program
from drill.judge.languages.compiling import SCRATCH, Task, compile_task
from drill.judge.languages.glue import cpp_glue, go_glue, javascript_entry, rust_glue
from drill.judge.languages.language import CPP, GO, JAVASCRIPT, RUST
from drill.judge.languages.names import shape_of
from drill.judge.languages.toolchains import toolchain
from drill.judge.sandbox.executables import SUBMISSION, Executable
from drill.judge.sandbox.rungs import Rung
from drill.judge.submission import COMPILE_ERROR

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from drill.content.kata_files import KataFolder
    from drill.judge.languages.compiling import Compiled
    from drill.judge.languages.names import Shape
    from drill.judge.languages.toolchains import Toolchain
    from drill.judge.sandbox.rungs import Sandbox

KEPT: Final = 4
"""Programs that are kept, so that the same source is not compiled again."""
MOST_SAID: Final = 3_800
"""Characters of diagnostics."""
NODE_FLAGS: Final = ("--no-warnings", "--stack-size=30000")
"""The stack, in KiB, is well below what the sandbox allows."""
NODE_CALLS: Final = ("mincore", "pkey_alloc", "pkey_mprotect")
ONLY_BUBBLEWRAP: Final = (
    "katas in other languages than Python need bubblewrap, in which they are compiled"
)


class Builder:
    """Makes programs of submissions to one kata, and keeps the last few."""

    def __init__(self, kata: KataFolder, sandbox: Sandbox) -> None:
        self._kata = kata
        self._sandbox = sandbox
        self._kept: OrderedDict[tuple[str, str], Program | Answer] = OrderedDict()

    def build(
        self,
        source: str,
        language: str,
        *,
        cancelled: threading.Event | None = None,
    ) -> Program | Answer:
        """The program of a source; what came of compiling it, if there is none.

        Args:
            source: hostile until proved otherwise.
            language: the name of one, but not Python.
            cancelled: ends it when set.

        Raises:
            SandboxUnavailable: here is no sandbox that programs can be compiled in.
            ToolchainMissing: nothing here compiles or runs the language.
        """
        if self._sandbox.rung is not Rung.STRONG_PLUS:
            raise SandboxUnavailable(Rung.STRONG_PLUS, ONLY_BUBBLEWRAP)
        key = language, source
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        built = self._built(source, toolchain(language), cancelled)
        if isinstance(built, Program) or built.kind is not AnswerKind.CANCELLED:
            self._kept[key] = built
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return built

    def _built(
        self, source: str, tools: Toolchain, cancelled: threading.Event | None
    ) -> Program | Answer:
        shape = shape_of(self._kata)
        if shape is None:
            reason = "the kata's signature does not say how it is called"
            return _failed(reason, tools.language.source)
        if tools.language is JAVASCRIPT:
            return _script(source, shape, tools)
        task = TASKS[tools.language.name](source, shape, tools)
        made = compile_task(self._sandbox, tools, task, cancelled=cancelled)
        if made.is_cancelled:
            return Answer(AnswerKind.CANCELLED)
        if not made.image:
            return _not_compiled(made, tools.language.source)
        reserves = tools.language.reserves
        executable = Executable(SUBMISSION, image=made.image, reserves=reserves)
        return Program({}, "", executable, tools.language)


def _script(source: str, shape: Shape, tools: Toolchain) -> Program:
    executable = Executable(
        str(tools.program),
        (*NODE_FLAGS, "-e", runner(JAVASCRIPT.name)),
        roots=tools.roots,
        variables=(("UV_USE_IO_URING", "0"),),
        calls=NODE_CALLS,
        reserves=True,
    )
    told = {"source": source, **javascript_entry(shape)}
    return Program({}, "", executable, JAVASCRIPT, told)


def _not_compiled(made: Compiled, file: str) -> Answer:
    match made.limit:
        case "time":
            return Answer(AnswerKind.TIME, detail=f"compiling: {made.said}")
        case "memory" | "size":
            return Answer(AnswerKind.MEMORY, detail=f"compiling: {made.said}")
        case _:
            return _failed(made.said, file)


def _failed(said: str, file: str) -> Answer:
    """A compile error, with the first of the learner's lines that it names."""
    said = said.replace(f"{SCRATCH}/work/", "").strip()
    found = re.search(rf"\b{re.escape(file)}:(\d{{1,7}})", said)
    frames = (FaultFrame("solution", int(found[1]), "", ""),) if found else ()
    fault = Fault(COMPILE_ERROR, said[:MOST_SAID], frames)
    return Answer(AnswerKind.ERROR, error=fault)


def _cpp(source: str, shape: Shape, tools: Toolchain) -> Task:
    main = (
        f'#include "runner.cpp"\n#line 1 "{CPP.source}"\n{source}\n'
        f'#line 1 "glue.cpp"\n{cpp_glue(shape)}'
    )
    flags = ["-std=c++20", "-O2", "-static", "-s", "-w", "-fdiagnostics-color=never"]
    if "clang" not in tools.program.name:
        flags += ["-fmax-errors=5", "-fno-diagnostics-show-caret"]
    return Task(
        files={"main.cpp": main, "runner.cpp": runner("cpp")},
        command=(str(tools.program), *flags, "-o", "program", "main.cpp"),
        made="program",
        variables=_variables(tools),
    )


def _rust(source: str, shape: Shape, tools: Toolchain) -> Task:
    main = f"mod drill;\nmod solution;\n{rust_glue(shape)}"
    home = tools.program.parent.parent
    flags = (
        *(
            "--sysroot",
            str(home),
            "--edition",
            "2021",
            "-O",
            "-C",
            "panic=unwind",
            "-A",
            "warnings",
        ),
        *("-C", "target-feature=+crt-static", "-C", "strip=symbols"),
        # Its own linker is found through `/proc`, which is not there.
        *("-C", "link-arg=-fuse-ld=bfd"),
        *("--color", "never", "--error-format", "human", "--crate-name", "submission"),
    )
    return Task(
        files={"main.rs": main, "drill.rs": runner("rust"), RUST.source: source},
        command=(str(tools.program), *flags, "-o", "program", "main.rs"),
        made="program",
        variables=_variables(tools),
    )


def _go(source: str, shape: Shape, tools: Toolchain) -> Task:
    module = "module submission\n\ngo 1.19\n"
    return Task(
        files={
            GO.source: source,
            "glue.go": go_glue(shape),
            "runner.go": runner("go"),
            "go.mod": module,
        },
        command=(
            *(str(tools.program), "build", "-ldflags=-s -w"),
            *("-o", "program", "."),
        ),
        made="program",
        variables={
            **_variables(tools),
            "CGO_ENABLED": "0",
            "GO111MODULE": "on",
            "GOCACHE": f"{SCRATCH}/cache",
            "GOFLAGS": "-mod=mod",
            "GOPATH": f"{SCRATCH}/path",
            "GOPROXY": "off",
            "GOTELEMETRY": "off",
            "GOTOOLCHAIN": "local",
        },
    )


TASKS: Final[dict[str, Callable[[str, Shape, Toolchain], Task]]] = {
    "cpp": _cpp,
    "rust": _rust,
    "go": _go,
}
"""What each compiled language's compiler is to do."""


def _variables(tools: Toolchain) -> dict[str, str]:
    return {
        "HOME": SCRATCH,
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "TMPDIR": SCRATCH,
        **dict(tools.variables),
    }


@cache
def runner(language: str) -> str:
    """The source of a language's runner."""
    ending = {"cpp": "cpp", "rust": "rs", "go": "go", "javascript": "js"}[language]
    source = files("drill.judge.languages").joinpath("runners", f"runner.{ending}")
    return source.read_text(encoding="utf-8")
