"""What `drill doctor` says of the sandbox: which there is, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drill.judge.sandbox.rungs import Rung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.judge.sandbox.probing import Ladder

HELD = {
    Rung.STRONG_PLUS: "bubblewrap, Landlock and seccomp",
    Rung.STRONG: "Landlock and seccomp: code cannot read your files, but can see"
    " that they are there",
    Rung.MACOS: "sandbox-exec, experimental",
}


class ReportLine(NamedTuple):
    """One line for the doctor."""

    severity: str
    """`info`, or `warning` where imported katas cannot run at all."""
    message: str


def lines(ladder: Ladder) -> Iterator[ReportLine]:
    """The rung that is used, and why no stronger one of this platform is."""
    if not ladder.sandboxes:
        said = "none: imported katas do not run, your own code only if you say so"
        yield ReportLine("warning", said)
        stronger = ladder.refusals
    else:
        best = ladder.best()
        yield ReportLine("info", f"{best.rung}: {HELD[best.rung]}")
        stronger = best.why_not_higher
    for each in stronger:
        help_ = f" {each.what_to_install}" if each.what_to_install else ""
        yield ReportLine("info", f"not {each.rung}: {each.reason}.{help_}")
