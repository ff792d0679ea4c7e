from __future__ import annotations

import subprocess
import sys

import pytest

LIGHT = (
    "bounds", "counting", "fuzz", "holidays", "mixing", "needs", "order", "preset",
    "queue", "schedule", "spread", "steps",
)  # fmt: skip
"""Rooms that are wanted before, or without, the 25 ms that `fsrs` costs."""


@pytest.mark.parametrize("allowed", [False, True], ids=["light", "memory"])
def test_fsrs_is_imported_only_where_memory_is_computed(*, allowed: bool) -> None:
    names = ("memory",) if allowed else LIGHT
    imports = ", ".join(f"drill.srs.{name}" for name in names)
    program = f"import sys, {imports}; print('fsrs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == str(allowed)
