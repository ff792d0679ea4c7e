"""What submissions in other languages cost: compiling, starting, one case.

    python bench/languages.py [--runs 5]

Medians in milliseconds, in turns with Python's own figures, as ratios to them. Needs
bubblewrap and the toolchains; what is missing is said.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from drill.content.kata_files import read_kata_folder
from drill.judge.referee import Referee
from drill.judge.sandbox.probing import probe

if TYPE_CHECKING:
    from drill.content.kata_files import KataFolder
    from drill.judge.sandbox.rungs import Sandbox

KATA = Path(__file__).parents[1] / "decks/algorithms/katas/lower-bound"


def figures(
    kata: KataFolder, sandbox: Sandbox, language: str, number: int
) -> tuple[float, float, float] | str:
    """Milliseconds to the first verdict with and without compiling, and of a case.

    Args:
        number: makes the source another one, so that it is compiled again.
    """
    ends = "#" if language == "python" else "//"
    source = f"{kata.solution(language)}\n{ends} {number}\n"
    taken: list[float] = []
    with Referee(kata, sandbox, deck_sandbox=sandbox) as referee:
        referee.warm()
        heard: list[float] = []

        def hear(*_: object) -> None:
            heard.append(time.perf_counter())

        for _ in range(2):
            heard.clear()
            began = time.perf_counter()
            judgement = referee.judge(source, language=language, on_case=hear)
            if not judgement.is_passed:
                return judgement.remark or judgement.kind.value
            taken.append(1000 * (heard[0] - began))
        case = statistics.median(each.wall_s for each in judgement.cases)
    return taken[0], taken[1], 1000 * case


def main() -> None:
    """Print a line a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    read = read_kata_folder(KATA, is_shipped=True)
    if read.kata is None:
        sys.exit(f"{KATA}: cannot be read")
    kata, sandbox = read.kata, probe(None).best()
    samples: dict[str, list[tuple[float, float, float]]] = {}
    for number in range(runs):
        for language in kata.languages:
            found = figures(kata, sandbox, language, number)
            if isinstance(found, str):
                print(f"{language}: {found}")
            else:
                samples.setdefault(language, []).append(found)
    base = [
        statistics.median(column) for column in zip(*samples["python"], strict=True)
    ]
    print(f"{'':12}{'first verdict':>16}{'again':>12}{'a case':>12}   ms (× Python)")
    for language, rows in samples.items():
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        cells = (
            f"{mine:8.2f} ({mine / theirs:.1f})"
            for mine, theirs in zip(medians, base, strict=True)
        )
        print(f"{language:12}" + "".join(f"{cell:>16}" for cell in cells))


if __name__ == "__main__":
    main()
