"""A kata with all its files: what the judge, the screen and the check work from.

The code of a kata is only read here, and parsed for its syntax; it never runs.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from drill.content.kata_cases import read_cases
from drill.content.library import (
    KATA_FILE,
    LARGEST_BYTES,
    content_if_any,
    content_of,
    entries,
)
from drill.content.reader import read_kata
from drill.content.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.content.kata import Entry, Kata
    from drill.content.kata_cases import WrittenCase
    from drill.content.problems import Problem

STARTER: Final = "starter"
SOLUTION: Final = "solution"
WRONG: Final = "wrong"
"""The folder of solutions that the cases must reject."""

EXTENSIONS: Final = {
    "python": "py",
    "cpp": "cpp",
    "rust": "rs",
    "go": "go",
    "javascript": "js",
}
"""Of the languages that a kata can be written in, by name; Python is always one."""


@dataclass(frozen=True, slots=True)
class WrongSolution:
    """A plausible solution that the cases must reject."""

    name: str
    """Of its file, without the ending."""
    source: str


@dataclass(frozen=True, slots=True)
class Harness:
    """The deck's own code: what makes, judges or drives cases. Empty where none is."""

    solution: str = ""
    generator: str = ""
    checker: str = ""
    driver: str = ""

    @property
    def fingerprint(self) -> str:
        """What consent to run it is pinned to: a hash of all of it, 32 hex digits."""
        parts = (self.solution, self.generator, self.checker, self.driver)
        whole = "".join(f"{len(part)}:{part}" for part in parts)
        return blake2b(whole.encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class KataFolder:
    """A kata that can be worked on."""

    folder: Path
    note: Kata
    entry: Entry
    cases: tuple[WrittenCase, ...]
    harness: Harness
    starters: tuple[tuple[str, str], ...]
    """Language and source of each, Python first."""
    solutions: tuple[tuple[str, str], ...]
    """The references by language, Python first."""
    wrong: tuple[WrongSolution, ...]
    is_shipped: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """What it can be written in, Python first."""
        return tuple(language for language, _ in self.starters)

    def starter(self, language: str = "python") -> str:
        """What the learner begins with.

        Raises:
            KeyError: the kata has no starter in that language.
        """
        return dict(self.starters)[language]

    def solution(self, language: str = "python") -> str:
        """The reference; empty where there is none in that language."""
        return dict(self.solutions).get(language, "")

    @property
    def needs_deck_code(self) -> bool:
        """Whether judging runs code of the deck, beyond comparing written wants."""
        code = self.harness
        is_open = any(not (each.has_want or each.raises) for each in self.cases)
        return bool(code.generator or code.checker or code.driver or is_open)


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What came of reading a kata's folder."""

    kata: KataFolder | None
    """None if it cannot be worked on."""
    problems: tuple[Problem, ...]


def read_kata_folder(folder: Path, *, is_shipped: bool = False) -> FolderRead:
    """A kata and all its files; nothing that a file may hold raises.

    Args:
        folder: holds a `kata.yaml`.
        is_shipped: whether the deck came with the program.
    """
    path = folder / KATA_FILE
    report = Report(path)
    try:
        read = read_kata(path, content_of(path))
    except OSError as error:
        message = f"cannot be opened: {error.strerror or error}"
        report.add("F001", (1, 1), message)
        return FolderRead(None, report.sorted())
    note = None if read.kata is None else read.kata.note
    if note is None or note.kind != "kata":
        return FolderRead(None, read.problems)
    found = read_files(folder, note)
    kata = found.kata and replace(found.kata, is_shipped=is_shipped)
    return FolderRead(kata, (*read.problems, *found.problems))


def read_files(folder: Path, note: Kata) -> FolderRead:
    """The files of a kata whose `kata.yaml` has been read."""
    reader = _Reader(folder, note)
    kata = reader.read()
    problems = sorted(dict.fromkeys(reader.problems), key=lambda found: found.order)
    is_broken = any(found.is_error for found in problems)
    return FolderRead(None if is_broken else kata, tuple(problems))


class _Reader:
    """Reads one folder and collects what is wrong with it."""

    def __init__(self, folder: Path, note: Kata) -> None:
        self.folder = folder
        self.note = note
        self.report = Report(folder / KATA_FILE)
        self._others: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        return [*self.report.problems, *self._others]

    def read(self) -> KataFolder | None:
        note, cases = self.note, self.note.cases
        entry = note.entry
        if entry is None:
            message = "the signature names neither a function nor a class"
            hint = "Its first `def` or `class` is what is called."
            self.report.add("K002", (1, 1), message, hint)
        if cases is None:
            hint = "Write `cases: {file: cases.yaml}`."
            self.report.add("K005", (1, 1), "the kata says no cases", hint)
        self._stages()
        harness = Harness(
            solution=self._python(f"{SOLUTION}.py", is_optional=True),
            generator=self._named(cases.generator if cases else None),
            checker=self._named(note.compare.file),
            driver=self._named(note.driver),
        )
        written = self._cases()
        starters = self._languages(STARTER, {"python": f"{STARTER}.py"})
        if not harness.solution and (harness.generator or _is_open(written)):
            message = "nothing says what its cases want"
            hint = "Add `solution.py`, or write `want` in each case."
            self.report.add("K001", (1, 1), message, hint)
        if entry is None:
            return None
        solutions = self._languages(SOLUTION, {})
        wrong = tuple(self._wrong())
        return KataFolder(
            self.folder, note, entry, written, harness, starters, solutions, wrong
        )

    def _stages(self) -> None:
        stages = self.note.stages
        names = [stage.id for stage in stages]
        for name in {name for name in names if names.count(name) > 1}:
            self.report.add("K004", (1, 1), f"there are two stages `{name}`")
        cases = self.note.cases
        drawn = [stage.id for stage in stages if stage.random]
        if drawn and (cases is None or cases.generator is None):
            message = f"the random cases of the stage `{drawn[0]}` need a generator"
            self.report.add("K005", (1, 1), message, "Write `generator: cases.py`.")

    def _cases(self) -> tuple[WrittenCase, ...]:
        name = self.note.cases.file if self.note.cases else None
        content = self._content(name) if name else None
        if name is None or content is None:
            return ()
        report = Report(self.folder / name)
        cases = read_cases(report.path, content, self.note, report)
        self._others += report.sorted()
        return cases

    def _named(self, name: str | None) -> str:
        """A file that `kata.yaml` names, which therefore has to be there."""
        return self._python(name) if name else ""

    def _python(self, name: str, *, is_optional: bool = False) -> str:
        source = self._text(name, is_optional=is_optional)
        if source:
            self._parse(name, source)
        return source

    def _languages(
        self, stem: str, asked: dict[str, str]
    ) -> tuple[tuple[str, str], ...]:
        """The sources of one stem, in each language that has one."""
        found = []
        for language, extension in EXTENSIONS.items():
            name = f"{stem}.{extension}"
            is_optional = language not in asked
            if language == "python":
                source = self._python(name, is_optional=is_optional)
            else:
                source = self._text(name, is_optional=is_optional)
            if source:
                found.append((language, source))
        return tuple(found)

    def _wrong(self) -> Iterator[WrongSolution]:
        for entry in entries(self.folder / WRONG):
            name = entry.name
            if name.endswith(".py") and name[0] not in "._" and entry.is_file():
                source = self._python(f"{WRONG}/{name}")
                yield WrongSolution(name.removesuffix(".py"), source)

    def _content(self, name: str, *, is_optional: bool = False) -> bytes | None:
        content = content_if_any(self.folder / name)
        if content is None and not is_optional:
            message = f"`{name}` is not in the kata's folder"
            self.report.add("K001", (1, 1), message, "Add the file, or drop its name.")
        return content

    def _text(self, name: str, *, is_optional: bool = False) -> str:
        content = self._content(name, is_optional=is_optional)
        if content is None:
            return ""
        if len(content) > LARGEST_BYTES:
            self._add("Y005", name, 1, "it is larger than a file of a kata may be")
            return ""
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self._add("Y002", name, line, "the file is not UTF-8 here")
            return ""

    def _parse(self, name: str, source: str) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an odd escape is no defect of ours
                ast.parse(source)
        except SyntaxError as error:
            self._add("K008", name, error.lineno or 1, f"{error.msg}")
        except (ValueError, RecursionError, MemoryError) as error:
            # A NUL (some versions), or brackets deeper than the parser goes.
            reason = str(error) or type(error).__name__
            self._add("K008", name, 1, f"it cannot be parsed: {reason}")

    def _add(self, code: str, name: str, line: int, message: str) -> None:
        report = Report(self.folder / name)
        report.add(code, (line, 1), message)
        self._others += report.problems


def _is_open(cases: tuple[WrittenCase, ...]) -> bool:
    return any(not (each.has_want or each.raises) for each in cases)
