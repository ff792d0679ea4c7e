"""The program that runs in the child: loads modules, answers calls, tells of faults.

It imports nothing of drill: its source is sent to the child, compiled, before any
foreign code. Nothing here decides anything. It never holds what is wanted, so a
program that takes this one apart has gained nothing but its own worker.
"""

from __future__ import annotations

import _thread
import importlib
import importlib.machinery
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, ModuleType, TracebackType

MOST_DEPTH = 200
MOST_FRAMES = 40
MOST_TEXT = 4000
MOST_CALLS = 35_000
"""Functions inside one another, C functions such as `lru_cache` counted too: 10,000 of
the learner's are a common size of a case."""
THREAD_STACK = 4 << 20
"""Bytes for each further thread: what is reserved counts as memory, and 50 threads are
a common size of a case too."""
SCALARS = {bool, float, int, str, type(None)}
ALLOWED = (
    "None, true or false, numbers, text, lists, tuples and mappings with text keys"
)
OUT_OF_MEMORY = {"type": "MemoryError", "message": "", "memory": True}


class NotPlain(Exception):
    """A result that cannot be told to the referee."""


class Sources:
    """Imports modules from the sources that were sent."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources
        self.codes: dict[str, CodeType] = {}
        self.files = {f"{name}.py": name for name in sources}

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Where a module comes from: here, when it is one of ours."""
        del path, target
        if fullname not in self.sources:
            return None
        spec = importlib.machinery.ModuleSpec(
            fullname,
            self,  # type: ignore[arg-type] # the old `load_module` is not needed
            origin=f"{fullname}.py",
        )
        spec.has_location = True  # tracebacks and `linecache` show the lines
        return spec

    def create_module(self, spec: object) -> None:
        """The usual kind of module."""
        del spec

    def exec_module(self, module: ModuleType) -> None:
        """Run a module, under a file name that tracebacks show."""
        name = module.__name__
        if name not in self.codes:
            source = self.sources[name]
            self.codes[name] = compile(source, f"{name}.py", "exec", dont_inherit=True)
        exec(self.codes[name], module.__dict__)  # noqa: S102 - running foreign code is the point

    def get_source(self, fullname: str) -> str:
        """A module's text; `linecache` asks for it."""
        return self.sources[fullname]

    def line(self, name: str, number: int) -> str:
        """A line of a module, without its indentation; empty beyond its end."""
        lines = self.sources[name].splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


class Worker:
    """The modules of one program and how they are asked."""

    def __init__(self) -> None:
        self.sources = Sources({})
        self.main = ""
        self.call: int | None = None

    def load(self, modules: dict[str, str], main: str) -> None:
        """Make modules importable, and import the main one."""
        self.sources = Sources(modules)
        self.main = main
        sys.meta_path.insert(0, self.sources)
        importlib.import_module(main)

    def ask(self, call: dict[str, Any]) -> Any:
        """The plain result of a call."""
        kind, name = call["kind"], call["name"]
        if call["fresh"]:
            self.forget()
        home = call["module"] or ("driver" if kind == "drive" else self.main)
        what = getattr(importlib.import_module(home), name)
        first: list[Any] = []
        if call["rng"] is not None:
            from random import Random

            first.append(Random(call["rng"]))  # noqa: S311 - cases, no secrets
        if kind == "drive":
            first.append(importlib.import_module(self.main))
        if kind == "class":
            return self.play(what, call["arguments"])
        return plain(what(*first, **call["arguments"]))

    def forget(self) -> None:
        """Let the modules be loaded anew: nothing of the calls before stays in them."""
        for name in self.sources.sources:
            sys.modules.pop(name, None)

    def play(self, build: Callable[..., Any], script: dict[str, Any]) -> list[Any]:
        """Build an object and call it in turn: one result a call."""
        self.call = 0
        built = build(**script["init"])
        results = []
        for number, (name, *arguments) in enumerate(script["calls"], start=1):
            self.call = number
            # Plain at once: what is returned may change with the next call.
            results.append(plain(getattr(built, name)(*arguments)))
        return results

    def answer(self, request: dict[str, Any]) -> bytes:
        """The reply to a request, whatever happens."""
        number = request["id"]
        self.call = None
        try:
            if "load" in request:
                self.load(**request["load"])
                return framed({"id": number, "ok": None})
            value = self.ask(request["call"])
            return self.encoded({"id": number, "ok": value}, request["most"])
        except MemoryError:
            return framed({"id": number, "err": OUT_OF_MEMORY})
        except BaseException as error:  # noqa: BLE001 - the seam to foreign code
            return framed({"id": number, "err": self.fault(error)})

    def encoded(self, reply: dict[str, Any], most: int) -> bytes:
        """A reply as a frame.

        Raises:
            NotPlain: it is larger than allowed, or cannot be written.
        """
        try:
            frame = framed(reply)
        except ValueError as error:  # half a character, a number of 5,000 digits
            raise NotPlain(f"the result cannot be told: {error}") from None
        if len(frame) > most:
            raise NotPlain(
                f"the result takes {len(frame):,} bytes as JSON;"
                f" at most {most:,} are allowed"
            )
        return frame

    def fault(self, error: BaseException) -> dict[str, Any]:
        """An exception as plain values."""
        kind = type(error)
        is_ours = kind is NotPlain
        return {
            "type": "ResultNotAllowed" if is_ours else text(lambda: kind.__name__),
            "message": text(lambda: message_of(error)),
            "bases": [] if is_ours else [base.__name__ for base in kind.__mro__[1:-1]],
            "frames": [] if is_ours else self.frames(error),
            "call": self.call,
        }

    def frames(self, error: BaseException) -> list[list[Any]]:
        """The lines of the program's own modules that lead to an exception."""
        found: list[list[Any]] = []
        at: TracebackType | None = error.__traceback__
        while at is not None:
            code = at.tb_frame.f_code
            self.add(found, code.co_filename, at.tb_lineno, code.co_qualname)
            at = at.tb_next
        if isinstance(error, SyntaxError) and error.filename in self.sources.files:
            self.add(found, error.filename, error.lineno, "")
        half = MOST_FRAMES // 2
        return found if len(found) <= MOST_FRAMES else found[:half] + found[-half:]

    def add(
        self, found: list[list[Any]], file: str, line: int | None, function: str
    ) -> None:
        """Note a line when it is of one of the program's modules."""
        name = self.sources.files.get(file)
        if name is not None and line is not None:
            source = self.sources.line(name, line)[:MOST_TEXT]
            found.append([name, line, function[:MOST_TEXT], printable(source)])


def message_of(error: BaseException) -> str:
    """What an exception says."""
    if isinstance(error, SyntaxError):
        return str(error.msg)
    return str(error)


def text(say: Callable[[], object]) -> str:
    """What foreign code says of itself, when it can."""
    try:
        return printable(str(say())[:MOST_TEXT])
    except BaseException as error:  # noqa: BLE001 - the seam to foreign code
        return f"(its text raised {type(error).__name__})"


def printable(said: str) -> str:
    """Text that UTF-8 can say: half a character becomes a question mark."""
    return said.encode(errors="replace").decode()


def plain(value: Any, place: str = "", depth: int = 0) -> Any:
    """A result as JSON can say it; tuples become lists.

    Args:
        value: anything.
        place: where in the result it stands: `[0]['name']`.
        depth: how many lists and mappings are around it.

    Raises:
        NotPlain: it is something else, or nested too deep.
    """
    kind = type(value)
    if kind in SCALARS:
        return value
    if depth >= MOST_DEPTH and isinstance(value, (list, tuple, dict)):
        raise NotPlain(f"the result is nested deeper than {MOST_DEPTH}")
    if isinstance(value, (list, tuple)):
        if set(map(type, value)) <= SCALARS:
            return list(value)
        return [
            plain(each, f"{place}[{index}]", depth + 1)
            for index, each in enumerate(value)
        ]
    if isinstance(value, dict):
        return plain_mapping(value, place, depth)
    for base in (int, float, str):  # an IntEnum, a text with methods
        if isinstance(value, base):
            return getattr(base, f"__{base.__name__}__")(value)
    where = f"result{place}"
    raise NotPlain(f"{where} is of type {kind.__name__}; allowed are {ALLOWED}")


def plain_mapping(value: dict[Any, Any], place: str, depth: int) -> dict[str, Any]:
    """A mapping as JSON can say it.

    Raises:
        NotPlain: a key is no text, or a value not plain.
    """
    told = {}
    for key, each in value.items():
        if not isinstance(key, str):
            raise NotPlain(
                f"result{place} has the key {key!r:.80} of type {type(key).__name__};"
                f" allowed are {ALLOWED}"
            )
        name = str.__str__(key)
        told[name] = plain(each, f"{place}[{name!r:.80}]", depth + 1)
    return told


dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def framed(message: object) -> bytes:
    """A message behind its length."""
    body = dumps(message).encode()
    return len(body).to_bytes(4, "big") + body


def taken(descriptor: int, count: int) -> bytes:
    """Exactly so many bytes; ends the process when nobody is there to send them."""
    data = bytearray()
    while len(data) < count:
        piece = os.read(descriptor, min(count - len(data), 1 << 20))
        if not piece:
            os._exit(0)
        data += piece
    return bytes(data)


def give(descriptor: int, data: bytes) -> None:
    """Write it all."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def flush() -> None:
    """Let out what was printed, unless the program broke the streams."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(BaseException):  # the seam to foreign code
            stream.flush()


def serve(requests: int, replies: int) -> NoReturn:
    """Answer one request after the other until nobody asks any more.

    Args:
        requests: the descriptor that requests come from.
        replies: the descriptor that replies go to.
    """
    sys.setrecursionlimit(MOST_CALLS)
    _thread.stack_size(THREAD_STACK)
    worker = Worker()
    while True:
        size = int.from_bytes(taken(requests, 4), "big")
        reply = worker.answer(json.loads(taken(requests, size)))
        flush()
        give(replies, reply)
