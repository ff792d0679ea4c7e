"""What one call of a worker may take."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Allowance:
    """The limits of one call; loading the modules counts as a call.

    Memory and the size of a reply are fixed when a worker starts: an allowance
    handed to a later call changes its times and its output alone.
    """

    cpu_s: float
    """CPU seconds of all threads together."""
    wall_s: float
    """Seconds that pass outside, whatever the worker does meanwhile."""
    memory_bytes: int
    """What the program may hold beside the interpreter itself."""
    output_bytes: int = 64 * KIB
    """Of standard output and standard error together."""
    reply_bytes: int = MIB
    """Of a result as JSON."""
