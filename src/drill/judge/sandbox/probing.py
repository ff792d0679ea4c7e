"""Which rungs hold on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.errors import SandboxUnavailable
from drill.judge.sandbox.rungs import Refusal, Rung, Sandbox

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs that hold here, and why others do not."""

    sandboxes: tuple[Sandbox, ...]
    """The strongest first; never `none`."""
    refusals: tuple[Refusal, ...]

    def best(self) -> Sandbox:
        """The strongest.

        Raises:
            SandboxUnavailable: none holds.
        """
        if not self.sandboxes:
            said = "; ".join(f"{each.rung}: {each.reason}" for each in self.refusals)
            raise SandboxUnavailable("any", said)
        return self.sandboxes[0]

    def at(self, rung: Rung) -> Sandbox:
        """The one of a rung; `none` is always there, for who asks for it by name.

        Raises:
            SandboxUnavailable: it does not hold here.
        """
        if rung is Rung.NONE:
            return Sandbox(rung, self.refusals)
        for each in self.sandboxes:
            if each.rung is rung:
                return each
        reasons = [each.reason for each in self.refusals if each.rung is rung]
        raise SandboxUnavailable(rung, "; ".join(reasons) or "not of this platform")


def probe(cache: Path | None) -> Ladder:
    """Find out what holds here."""
    del cache
    return Ladder((), ())
