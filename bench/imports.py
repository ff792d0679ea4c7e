"""What taking in a package of basic notes costs, beside Anki's own importer.

    python bench/imports.py --anki-python ANKI/bin/python [--notes 20000] [--rounds 5]

Both begin with an empty collection, or with `--into FOLDER` with the collections that
`bench/run --work FOLDER` built: 100,000 cards and a million answers on either side. In
turns, medians in seconds and their ratio; the memory is the most that a process of
one round alone ever held. Goals: import 1.5 ×, again with all unchanged 1 ×, export
1.5 ×, 300 MB. Anki has an environment of its own: see bench/README.md.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from worker import HERE, INTO, Worker

if TYPE_CHECKING:
    from worker import Samples

GOALS = {"first": 1.5, "again": 1.0, "export": 1.5}
MOST_MB = 300
TITLES = {
    "first": "import",
    "again": "again, all unchanged",
    "export": "export",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anki-python", required=True, help="a Python with `anki`")
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--into", type=Path, help="the folder of `bench/run --work`")
    chosen = parser.parse_args()
    ours: Samples = {}
    theirs: Samples = {}
    with tempfile.TemporaryDirectory() as folder:
        script = str(HERE / "anki_imports.py")
        make = [chosen.anki_python, script, folder, str(chosen.notes)]
        subprocess.run(make, check=True)
        if chosen.into:
            [built] = chosen.into.glob("built-*")
            Path(folder, INTO).symlink_to(built.resolve())
        for _ in range(chosen.rounds):
            for python, name, samples in (
                (sys.executable, "drill_imports.py", ours),
                (chosen.anki_python, "anki_imports.py", theirs),
            ):
                worker = Worker(python, name, Path(folder))
                for what, values in worker.do("imports", 1).items():
                    samples.setdefault(what, []).extend(values)
                worker.close()
    _print(ours, theirs)


def _print(ours: Samples, theirs: Samples) -> None:
    medians = {what: statistics.median(values) for what, values in ours.items()}
    for what, goal in GOALS.items():
        beside = statistics.median(theirs[what])
        ratio = medians[what] / beside
        verdict = "met" if ratio <= goal else "missed"
        print(
            f"{TITLES[what]:22} {medians[what]:7.2f} s   Anki {beside:6.2f} s"
            f"   {ratio:6.2f} ×   goal {goal} ×   {verdict}"
        )
    print(f"{'its undo':22} {medians['undo']:7.2f} s")
    most = medians["mb"]
    verdict = "met" if most <= MOST_MB else "missed"
    print(f"{'memory, at most':22} {most:7.0f} MB   goal {MOST_MB} MB   {verdict}")


if __name__ == "__main__":
    main()
