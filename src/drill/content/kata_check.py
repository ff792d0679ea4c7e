"""What `drill check` says of katas: their files, and what makes one hard to trust.

Static: no code of a deck runs. That is for `drill check --prove`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.finding import Finding
from drill.content.kata import Kata
from drill.content.kata_files import read_files
from drill.content.kata_signature import method_parameters, parameter_names
from drill.content.layout import wide_line
from drill.content.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.content.gathered import Gathered
    from drill.content.kata_files import KataFolder
    from drill.content.problems import Problem

LEAST_CASES: Final = 8
LEAST_HINTS: Final = 3
LEAST_WRONG: Final = 3


def check_katas(gathered: Gathered, unasked: frozenset[Path] = frozenset()) -> None:
    """Add the problems of the katas' files, and the weaknesses of each kata.

    Args:
        gathered: the decks of a check.
        unasked: files of `kata.yaml` whose folders are left alone.
    """
    for checked in gathered.notes.values():
        note = checked.read.note
        if not isinstance(note, Kata) or checked.path in unasked:
            continue
        read = read_files(checked.path.parent, note)
        gathered.problems += read.problems
        if read.kata is None:
            continue
        for found in weaknesses(read.kata):
            at = checked.read.position(*found.place)
            gathered.add(found.code, checked.path, at, found.message, found.hint)
        gathered.problems += misnamed(read.kata)


def weaknesses(kata: KataFolder) -> Iterator[Finding]:
    """What makes a kata hard to trust or to learn from."""
    note = kata.note
    if len(kata.cases) < LEAST_CASES:
        message = f"{len(kata.cases)} written cases, at least {LEAST_CASES} are asked"
        hint = "Edges first: empty, one, duplicates, the largest."
        yield Finding("K020", ("cases",), message, hint)
    hints = len(note.hints) + sum(len(stage.hints) for stage in note.stages)
    if hints < LEAST_HINTS:
        message = f"{hints} hints, at least {LEAST_HINTS} are asked"
        hint = "Each gives a little more than the one before."
        yield Finding("K021", ("hints",), message, hint)
    if len(kata.wrong) < LEAST_WRONG:
        message = f"{len(kata.wrong)} wrong solutions, at least {LEAST_WRONG} are asked"
        hint = "In `wrong/`: solutions that a person would plausibly write."
        yield Finding("K022", (), message, hint)
    if not any(case.is_example for case in kata.cases):
        hint = "`example: true` at two to four cases."
        yield Finding("K023", ("cases",), "no case is shown as an example", hint)
    if note.limits is None or note.minutes is None:
        missing = "limits" if note.limits is None else "minutes"
        yield Finding("K026", (), f"the kata does not say its `{missing}`")
    yield from _stages(kata)
    yield from _wide(note)
    solved = {language for language, _ in kata.solutions}
    for language in kata.languages:
        if language not in solved:
            message = f"a starter in {language}, and no solution in it"
            yield Finding("K028", (), message, "Nothing shows that it can be solved.")
    if len(kata.languages) > 1:
        yield from _other_languages(kata)


def _other_languages(kata: KataFolder) -> Iterator[Finding]:
    """What keeps other languages than Python from being called."""
    others = ", ".join(kata.languages[1:])
    if kata.harness.driver:
        message = f"its driver is Python, and there are starters in {others}"
        yield Finding("K029", (), message, "Leave out one or the other.")
    is_class = kata.entry.kind == "class"
    if parameter_names(kata.note) is None or (
        is_class and method_parameters(kata.note) is None
    ):
        message = f"the signature does not say how to call it in {others}"
        hint = "Name each parameter, and each method of a class."
        yield Finding("K029", (), message, hint)


def _stages(kata: KataFolder) -> Iterator[Finding]:
    staged = {case.stage for case in kata.cases}
    for place, stage in enumerate(kata.note.stages):
        if stage.id not in staged and stage.random is None:
            message = f"the stage `{stage.id}` has no case"
            yield Finding("K025", ("stages", place), message, "It would always pass.")


def _wide(note: Kata) -> Iterator[Finding]:
    texts: list[tuple[tuple[str | int, ...], str]] = [
        (("statement",), note.statement),
        (("constraints",), note.constraints),
    ]
    for place, stage in enumerate(note.stages):
        texts.append((("stages", place, "statement"), stage.statement))
    for where, text in texts:
        if wide_line(text) is not None:
            message = "a line of code or of a table is wider than 74 columns"
            yield Finding("K027", where, message)


def misnamed(kata: KataFolder) -> Iterator[Problem]:
    """A problem for each case whose arguments the function does not take."""
    names = parameter_names(kata.note)
    cases = kata.note.cases
    if names is None or cases is None or cases.file is None or kata.harness.driver:
        return
    report = Report(kata.folder / cases.file)
    for case in kata.cases:
        given = set(case.arguments)
        if kata.entry.kind == "function" and given != set(names):
            odd = ", ".join(sorted(given ^ set(names)))
            message = f"“{case.name}”: its arguments and the signature differ: {odd}"
            report.add("K024", (case.line, 1), message)
    yield from report.problems
