"""`drill doctor`: looks for damage, and mends it when asked."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from drill.cli.failing import FINE, PROBLEMS
from drill.cli.output import Style, Styled

if TYPE_CHECKING:
    from argparse import Namespace

    from drill.cli.context import Context
    from drill.cli.output import Output
    from drill.sessions.upkeep_steps import Finding

SIGNS = {
    "error": Styled("✗ ", Style.ERROR),
    "repairable": Styled("✗ ", Style.ERROR),
    "warning": Styled("! ", Style.WARNING),
    "info": Styled("· ", Style.QUIET),
}


def run(arguments: Namespace, context: Context) -> int:
    """Examine, or repair; returns the exit status: 1 when something is wrong."""
    findings = _repaired(context) if arguments.repair else _examined(context)
    if arguments.json:
        context.output.json([asdict(each) for each in findings])
    else:
        for each in findings:
            _print(each, context.output)
        _advise(findings, context.output)
    return PROBLEMS if any(each.is_problem for each in findings) else FINE


def _examined(context: Context) -> tuple[Finding, ...]:
    from drill.sessions.maintenance import doctor

    return doctor(context.locations, context.settings(), context.clock)


def _repaired(context: Context) -> tuple[Finding, ...]:
    from drill.cli.opening import reading
    from drill.sessions.maintenance import repair

    with reading(context) as collection:
        return repair(collection)


def _print(finding: Finding, output: Output) -> None:
    severity = "" if finding.severity == "info" else f" ({finding.severity})"
    output.data(SIGNS[finding.severity], f"{finding.code}{severity}: {finding.text}")


def _advise(findings: tuple[Finding, ...], output: Output) -> None:
    wrong = {each.severity for each in findings if each.is_problem}
    if not wrong:
        output.say("Nothing is wrong.")
    elif wrong == {"repairable"}:
        output.say("`drill doctor --repair` mends this; no answer is lost.")
    else:
        output.say("`drill backup --list` shows what `drill restore` can bring back.")
