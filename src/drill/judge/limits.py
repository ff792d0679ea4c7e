"""What one case, and the code of a deck, may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.judge.allowance import KIB, MIB, Allowance

if TYPE_CHECKING:
    from drill.content.kata import Limits

USUAL_CPU_S: Final = 2.0
"""CPU seconds of a case where the kata says none."""
USUAL_MEMORY_MIB: Final = 256
USUAL_OUTPUT_KIB: Final = 64
DECK_CPU_S: Final = 10.0
"""CPU seconds of one call of a deck's code; it draws large cases."""
DECK_MEMORY_MIB: Final = 512


def case_allowance(limits: Limits | None) -> Allowance:
    """What a submission may take for one case."""
    cpu_s = limits.time_s if limits else USUAL_CPU_S
    wall_s = limits.wall_s if limits else None
    memory_mib = limits.memory_mib if limits else None
    output_kib = limits.output_kib if limits else None
    return Allowance(
        cpu_s=cpu_s,
        wall_s=wall_s or 2 * cpu_s + 2,
        memory_bytes=(memory_mib or USUAL_MEMORY_MIB) * MIB,
        output_bytes=(output_kib or USUAL_OUTPUT_KIB) * KIB,
    )


def deck_allowance(limits: Limits | None) -> Allowance:
    """What a deck's own code may take for one call: more than any submission."""
    case = case_allowance(limits)
    return Allowance(
        cpu_s=max(DECK_CPU_S, case.cpu_s),
        wall_s=max(2 * DECK_CPU_S, case.wall_s),
        memory_bytes=max(DECK_MEMORY_MIB * MIB, case.memory_bytes),
        output_bytes=MIB,
    )
