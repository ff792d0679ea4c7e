"""Instances of generators for tests, and how they are written down for good.

`python -m tests.generators.instances NAME…` freezes the instances of generators that
have none yet, or whose version was raised; without names, of all of them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill.generators.catalogue import get, names

if TYPE_CHECKING:
    from drill.generators.framework import Instance

FROZEN = Path(__file__).parent / "frozen"
SEEDS = (1, 2, 20_261_127)
DIFFICULTIES = (1, 2, 3)


def document(instance: Instance) -> dict[str, Any]:
    """An instance as JSON has it."""
    kind = type(instance.question).__name__
    found: dict[str, Any] = json.loads(json.dumps({"kind": kind, **asdict(instance)}))
    return found


def present(name: str) -> dict[str, Any]:
    """The instances of a generator as this program makes them."""
    generator = get(name)
    instances = [
        document(generator.instance({"difficulty": difficulty}, seed))
        for difficulty in DIFFICULTIES
        for seed in SEEDS
    ]
    return {"version": generator.version, "instances": instances}


def frozen(name: str) -> dict[str, Any] | None:
    """The instances as they were written down; None when they never were."""
    path = FROZEN / f"{name}.json"
    if not path.exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def freeze(name: str) -> None:
    """Write down the instances of a generator."""
    FROZEN.mkdir(exist_ok=True)
    text = json.dumps(present(name), ensure_ascii=False, indent=1)
    (FROZEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or names():
        known = frozen(wanted)
        if known is None or known["version"] != get(wanted).version:
            freeze(wanted)
