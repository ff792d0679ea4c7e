"""The rules that part the three areas of a screen, and what they say.

Pure; the standard library alone, because the first paint draws them too.
"""

from __future__ import annotations

from drill.tui.runs import Line, Run, width_of


def cue(above: int, below: int) -> Line:
    """What the rule says of lines outside the window: `▲ 3  ▼ 12 more`."""
    parts = [f"▲ {above}"] if above else []
    parts += [f"▼ {below} more"] if below else []
    return (Run(f" {'  '.join(parts)} ", "accent"),) if parts else ()


def rule(width: int, note: Line = ()) -> Line:
    """A faint line across, with a few words near its end."""
    taken = width_of(note)
    if not note or taken + 4 > width:
        return (Run("─" * width, "faint"),)
    return (Run("─" * (width - taken - 2), "faint"), *note, Run("──", "faint"))
