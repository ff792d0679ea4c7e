"""Prints every figure with its ratio and its goal, measured in one run.

bench/run [--anki-python PYTHON] [--work FOLDER] [--rounds 8] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import goals
import screens
from figures import Amount, summary, table, verdicts
from places import prepare
from worker import Worker

if TYPE_CHECKING:
    from places import Places
    from worker import Samples

TASKS = (("counts", 5), ("review", 25), ("store", 20), ("search", 1))
"""What is done in each round, and how often."""
NEEDS_ANKI = """
Not measured: Anki. Its back end is AGPL and stays out of this project; it needs an
environment of its own:

    python3 -m venv FOLDER && FOLDER/bin/pip install anki
    bench/run --anki-python FOLDER/bin/python
"""


def main() -> int:
    """Measure, print the table; returns the exit status."""
    chosen = _arguments()
    chosen.work.mkdir(parents=True, exist_ok=True)
    places = prepare(chosen.work, chosen.cards, chosen.anki_python)
    samples = _worked(places, chosen.anki_python, chosen.rounds)
    samples |= screens.starts(places.large, places.empty, chosen.starts)
    pressed, memory = screens.keys(places.large, chosen.keys)
    samples |= _presses(pressed)
    amounts = [
        Amount("memory after a review", memory["resident"], "MB", goals.MEMORY_MB),
        Amount("… at most", memory["most"], "MB", goals.MEMORY_MB),
    ]
    _print(samples, amounts)
    if chosen.anki_python is None:
        print(NEEDS_ANKI)
    if chosen.json is not None:
        _save(chosen.json, samples, memory)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    cache = Path(tempfile.gettempdir()) / "drill-bench"
    parser.add_argument("--anki-python", help="a Python that has `anki`")
    parser.add_argument("--work", type=Path, default=cache, help="folder for data")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=8, help="of work")
    parser.add_argument("--starts", type=int, default=11, help="of each program")
    parser.add_argument("--keys", type=int, default=60, help="cards answered")
    parser.add_argument("--json", type=Path, help="file for all samples")
    return parser.parse_args()


def _worked(places: Places, anki_python: str | None, rounds: int) -> Samples:
    """Everything that needs no screen, in turns."""
    drill = sys.executable
    workers = {
        "large": Worker(drill, "drill_work.py", places.large),
        "small": Worker(drill, "drill_work.py", places.small),
    }
    if anki_python is not None and places.anki is not None and places.few is not None:
        workers["anki"] = Worker(anki_python, "anki_work.py", places.anki)
        workers["few"] = Worker(anki_python, "anki_work.py", places.few)
    samples: Samples = {}
    _round(workers, {})  # the first one warms up
    for _ in range(rounds):
        _round(workers, samples)
    hits = {name: worker.do("hits", 1)["hits"] for name, worker in workers.items()}
    for worker in workers.values():
        worker.close()
    if len({tuple(each) for each in hits.values()}) > 1:
        sys.exit(f"the searches do not find the same: {hits}")
    return samples


def _round(workers: dict[str, Worker], samples: Samples) -> None:
    for task, count in TASKS:
        for name, worker in workers.items():
            for what, seconds in worker.do(task, count).items():
                samples.setdefault(f"{name} {what}", []).extend(seconds)


def _presses(pressed: Samples) -> Samples:
    return {
        "press": pressed["reveal"] + pressed["rate"],
        "press reveal": pressed["reveal"],
        "press rate": pressed["rate"],
        "press plain": pressed["plain"],
    }


def _print(samples: Samples, amounts: list[Amount]) -> None:
    figures = (*goals.WORK, *goals.GROWING, *goals.STARTS, *goals.KEYS)
    print(*table(figures, samples, amounts), sep="\n")
    print("\nWithout a goal:\n")
    print(*table((*goals.ALSO, *goals.FEW), samples, ()), sep="\n")
    met = verdicts(figures, samples, amounts)
    missed = [title for title, is_met in met.items() if not is_met]
    print(f"\n{len(met) - len(missed)} of {len(met)} goals met", end="")
    print(f"; missed: {', '.join(missed)}" if missed else "")


def _save(path: Path, samples: Samples, memory: dict[str, float]) -> None:
    medians = {name: summary(each)[0] for name, each in samples.items()}
    everything = {"medians_s": medians, "samples_s": samples, "memory_mb": memory}
    path.write_text(json.dumps(everything, indent=1), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
