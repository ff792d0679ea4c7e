"""What other implementations of FSRS-6 compute: the figures in `data/`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def vectors() -> dict[str, Any]:
    """The figures of `vectors.json` by name."""
    found: dict[str, Any] = json.loads((DATA / "vectors.json").read_text("utf-8"))
    return found


@cache
def histories(name: str) -> tuple[dict[str, Any], ...]:
    """The histories of one file, as they stand."""
    lines = (DATA / f"{name}_histories.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)
