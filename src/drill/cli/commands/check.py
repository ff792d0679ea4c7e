"""`drill check`: every problem in deck files, as lines an editor understands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drill.cli.failing import FINE, PROBLEMS
from drill.cli.output import Style, Styled
from drill.errors import PathNotFound
from drill.locations import path_of
from drill.sessions.labels import plural

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.content.check import Examined
    from drill.content.guessing import Guess
    from drill.content.problems import Problem
    from drill.ids import DeckId


def run(arguments: Namespace, context: Context) -> int:
    """Print the problems; returns the exit status: 1 when there is an error."""
    if arguments.schema:
        from drill.content.schema import schema

        context.output.json(schema())
        return FINE
    paths = _paths(arguments.paths, context)
    examined = _examined(paths, context)
    problems = list(examined.problems)
    proofs: list[dict[str, object]] = []
    if arguments.prove:
        from drill.cli import proving

        found = proving.prove_all(paths, context)
        proofs = [proving.as_table(each) for each in found.proofs]
        problems += [each for proof in found.proofs for each in proof.problems]
        problems.sort(key=lambda each: each.order)
    if arguments.json:
        listed = [as_table(each) for each in problems]
        whole = {"problems": listed, "proofs": proofs}
        context.output.json(whole if arguments.prove else listed)
    else:
        for each in problems:
            _print(each, context)
        _tell_guesses(examined.guesses, context)
        _sum_up(problems, paths, context)
    is_bad = any(each.is_error or arguments.strict for each in problems)
    return PROBLEMS if is_bad else FINE


def as_table(problem: Problem) -> dict[str, object]:
    """A problem for programs."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _paths(typed: list[str], context: Context) -> list[Path]:
    if not typed:
        named = (path_of(each) for each in context.settings().files.decks)
        return [
            *context.locations.deck_roots,
            *(each for each in named if each.is_dir()),
        ]
    paths = [Path(each) for each in typed]
    for path in paths:
        if not path.exists():
            raise PathNotFound(path)
    return [meant for path in paths for meant in _meant(path)]


def _meant(path: Path) -> list[Path]:
    """A kata's folder means its file, or it would be read as a deck."""
    from drill.content.library import KATA_FILE, KATAS

    if (path / KATA_FILE).is_file():
        return [path / KATA_FILE]
    if path.name == KATAS and path.is_dir():
        return sorted(path.glob(f"*/{KATA_FILE}"))
    return [path]


def _examined(paths: list[Path], context: Context) -> Examined:
    from drill.content.check import examine
    from drill.sessions.judging import judge

    return examine(paths, shipped=_shipped_elsewhere(paths, context), judge=judge)


def _tell_guesses(guesses: tuple[Guess, ...], context: Context) -> None:
    """What those score over the choices who know nothing of the subject."""
    if not guesses:
        return
    questions, chance = guesses[0].questions, guesses[0].chance
    context.output.say(
        f"{plural(questions, 'question')} with one right choice; picking blindly is"
        f" right in {chance:.0%}, taking always"
    )
    for guess in guesses:
        context.output.say(f"  {guess.solver}: {guess.score:.0%}")


def _shipped_elsewhere(paths: list[Path], context: Context) -> frozenset[DeckId]:
    """Ids of shipped decks, where what is checked lies outside of them."""
    shipped = context.locations.shipped
    if shipped is None:
        return frozenset()
    root = shipped.resolve()
    if any(_touch(path.resolve(), root) for path in paths):
        return frozenset()
    from drill.content.library import Root, scan

    return frozenset(stamp.deck for stamp in scan([Root(root, is_shipped=True)]))


def _touch(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _print(problem: Problem, context: Context) -> None:
    style = Style.ERROR if problem.is_error else Style.WARNING
    context.output.data(
        Styled(f"{problem.path}:{problem.line}:{problem.column}:", Style.HEADING),
        " ",
        Styled(f"{problem.severity.value} {problem.code}", style),
        f" {problem.message}",
    )
    if problem.hint:
        context.output.data(Styled(f"    {problem.hint}", Style.QUIET))


def _sum_up(problems: list[Problem], paths: list[Path], context: Context) -> None:
    errors = sum(each.is_error for each in problems)
    warnings = len(problems) - errors
    where = ", ".join(map(str, paths)) or "nothing: there are no decks"
    context.output.say(f"{errors} errors, {warnings} warnings in {where}")
