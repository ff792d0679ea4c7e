"""What it costs to open a quiz of 50 questions out of 10,000, beside Textual.

    python bench/quiz.py [--questions 10000] [--number 50] [--runs 15]

Opening is all that a session does until its first question can be painted: the pool
is read and dealt out, notes are read, the plan is on disk, the first question made. It
is measured in a process that stays, in turns with starts of an empty Textual app.
Half of the questions have a memory; a third of all are generated.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cold_start import EMPTY_APP, until_frame

from drill.clock import SystemClock
from drill.config.writing import change_settings
from drill.events import Reviewed
from drill.ids import CardId, Rating
from drill.locations import locations
from drill.quiz.composing import Mix
from drill.sessions.opening import open_collection
from drill.sessions.sitting_quiz import open_quiz
from drill.sessions.sitting_wishes import QuizWishes
from drill.srs.memory import ALGORITHM

if TYPE_CHECKING:
    from drill.sessions.collection import Collection

GOAL = 0.2
TOPICS = 100
CHOICE = (
    "kind: choice, question: Which of these is number {n}?,"
    " choices: [{{text: 'the {n}th', right: true}}, {{text: another, why: no}},"
    " {{text: none, why: neither}}]"
)
KINDS = (
    CHOICE,
    "kind: numeric, question: How much is {n} and one?, answer: {n}",
    "kind: generated, title: 'A sender, {n}', generator: tcp.reno_window",
)


def furnish(folder: Path, questions: int) -> None:
    """A deck with so many questions, in a data folder."""
    places = locations(folder)
    deck = places.own_decks / "bench"
    deck.mkdir(parents=True)
    deck.joinpath("deck.yaml").write_text("title: Bench\n", "utf-8")
    for topic in range(TOPICS):
        lines = [f"topic: topic-{topic}", f"title: Topic {topic}", "notes:"]
        for n in range(topic, questions, TOPICS):
            rest = KINDS[n // TOPICS % len(KINDS)].format(n=n)
            lines.append(f"- {{id: note-{n}, source: a book, {rest}}}")
        path = deck / f"topic-{topic}.yaml"
        path.write_text("\n".join(lines) + "\n", "utf-8")
    change_settings(places.config, {("study", "decks"): ["bench"]})


def remember(collection: Collection, questions: int) -> None:
    """Give every other question a memory."""
    with collection.store.write("bench") as unit:
        preset = unit.keep_preset(collection.preset_of("bench"))
        for n in range(0, questions, 2):
            card = CardId(f"bench/topic-{n % TOPICS}/note-{n}#q")
            rating = (Rating.EASY, Rating.AGAIN, Rating.GOOD)[n % 3]
            unit.record(Reviewed(card, rating, preset, ALGORITHM, 5_000))


def opened(collection: Collection, wishes: QuizWishes) -> float:
    """Milliseconds from the wish for a quiz to its first question."""
    start = time.perf_counter()
    session = open_quiz(collection, wishes)
    step = session.start()
    spent = 1_000 * (time.perf_counter() - start)
    if step.number != wishes.number:
        sys.exit(f"a quiz of {step.number} questions instead of {wishes.number}")
    session.give_up()
    return spent


def main() -> int:
    """Measure and print; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--number", type=int, default=50)
    parser.add_argument("--runs", type=int, default=15)
    typed = parser.parse_args()
    usual = QuizWishes(number=typed.number)
    times: dict[str, list[float]] = {mix.value: [] for mix in (Mix.WEAK, Mix.DUE)}
    times["app"] = []
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder), typed.questions)
        places = locations(Path(folder))
        with open_collection(places, SystemClock(), {}) as collection:
            remember(collection, typed.questions)
            for run in range(typed.runs + 1):
                for mix in (Mix.WEAK, Mix.DUE):
                    spent = opened(collection, replace(usual, mix=mix))
                    times[mix.value] += [spent] * bool(run)  # the first one warms up
                times["app"].append(until_frame("-c", EMPTY_APP))
    app = statistics.median(times.pop("app"))
    print(f"an empty Textual app: {app:.0f} ms to its first frame")
    for name, spent_ms in times.items():
        median, worst = statistics.median(spent_ms), max(spent_ms)
        print(
            f"a quiz of {typed.number} out of {typed.questions:,}, {name} first:"
            f" {median:.1f} ms (at most {worst:.1f}), {median / app:.3f} of it"
            f" (goal {GOAL})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
