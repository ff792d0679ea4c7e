"""What a ring all-reduce sends, how long it takes, and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.training import ring_model as model

if TYPE_CHECKING:
    from drill.chance import Chance

NEAR: Final = Leeway(relative=0.02)
HALVES: Final = "A ring all-reduce is a reduce-scatter and an all-gather."
CHUNKS: Final = (
    "A ring all-reduce over {count} workers cuts the gradient into chunks 0 to {last}."
    " In step s = 1, 2, … of the reduce-scatter, worker i sends chunk (i − s + 1) mod"
    " {count} to worker (i + 1) mod {count}, which adds it to its own."
)


def _told(chance: Chance) -> tuple[int, int]:
    """Workers, and MB of gradients."""
    return chance.pick((4, 8, 16, 32, 64)), 100 * chance.pick((1, 2, 4, 8, 14, 28))


def _ask_volume(chance: Chance) -> Instance | None:
    count, size = _told(chance)
    text = (
        f"{count} workers all-reduce {size:,} MB of gradients in a ring, cut into"
        f" {count} chunks. How much does each worker send?"
    )

    def shown(volume: float) -> str:
        return f"{decimal(volume, 1)} MB"

    right = model.ring_volume(count, size)
    wrong = [
        Wrong(shown(right / 2), "is the reduce-scatter alone"),
        Wrong(shown((count - 1) * size), "sends all of it to each other worker"),
        Wrong(shown(2 * size), "counts n chunks in each half: one stays at home"),
        Wrong(shown(2 * size / count), "is one step of each half"),
        Wrong(shown(2 * (count - 1) * size), "sends whole gradients in each step"),
        Wrong(shown(right * count), "is what all workers send together"),
    ]
    question = choice_question(text, shown(right), wrong, chance)
    why = (
        f"Reduce-scatter and all-gather take {count - 1} steps each, with a chunk of"
        f" {size:,} / {count} = {decimal(size / count, 2)} MB each: 2 × {count - 1} ×"
        f" {decimal(size / count, 2)} = {shown(right)}. It stays below 2 × {size:,},"
        " however many workers there are."
    )
    return Instance(question, why, (HALVES,)) if question else None


def _ask_steps(chance: Chance) -> Instance:
    count = chance.whole(3, 64)
    text = (
        f"A ring of {count} workers all-reduces a gradient cut into {count} chunks. In"
        " a step every worker sends one chunk to the next. How many steps does it take?"
    )
    wrong = (
        (count - 1, "is the reduce-scatter alone"),
        (2 * count, "sends each chunk all the way round to its start"),
        (count * (count - 1), "lets one worker send at a time"),
        (2 * (count - 1).bit_length(), "is a tree"),
        (count, "sends each chunk round the ring once"),
    )
    answer = model.ring_steps(count)
    question = numeric_question(text, answer, wrong, unit="steps", places=0)
    why = (
        f"A chunk is complete when it has passed all {count} workers, after"
        f" {count - 1} steps; {count - 1} more bring it to all of them: {answer}."
    )
    return Instance(question, why, (HALVES,))


def _ask_time(chance: Chance) -> Instance:
    count, size = _told(chance)
    gigabits, latency = chance.pick((25, 50, 100, 200)), chance.pick((10, 20, 50))
    rate = gigabits / 8 * 1000
    time = 1000 * model.ring_time(count, size, rate, latency / 1e6)
    text = (
        f"{count} workers all-reduce {size:,} MB in a ring of {count} chunks. Each link"
        f" carries {gigabits} Gb/s in each direction, and each step costs {latency} µs"
        " more. How many ms does it take (adding is free)? Within 2 %."
    )
    plain = model.ring_volume(count, size) / rate * 1000
    wrong = (
        (time / 2, "is the reduce-scatter alone"),
        (time / 8, "takes Gb/s for GB/s"),
        (plain, "leaves out the latency of the steps"),
        (1000 * model.star_time(count, size, rate), "sends all of it in each step"),
        (1000 * model.tree_time(count, size, rate, latency / 1e6), "is a tree"),
        (1000 * size / rate, "sends the gradient once"),
    )
    question = numeric_question(text, time, wrong, unit="ms", leeway=NEAR, places=3)
    steps = model.ring_steps(count)
    chunk = 1000 * size / count / rate
    why = (
        f"{steps} steps, each with {size:,} / {count} = {decimal(size / count, 2)} MB"
        f" at {decimal(rate / 1000, 3)} GB/s, {decimal(chunk, 3)} ms, and"
        f" {decimal(latency / 1000, 3)} ms of latency: {decimal(time, 2)} ms."
    )
    return Instance(question, why, ("How long is one step, and how many are there?",))


def _ask_complete(chance: Chance) -> Instance | None:
    count = chance.whole(4, 8)
    worker = chance.whole(0, count - 1)
    right = model.complete_chunk(worker, count)
    wrong = [
        Wrong(f"Chunk {worker}", "is what it sends first"),
        Wrong(f"Chunk {(worker - 1) % count}", "is what it receives first"),
        Wrong(f"Chunk {(worker + 2) % count}", "is what it sends last"),
        Wrong(f"Chunk {count - 1 - worker}", "counts from the other end"),
    ]
    text = (
        f"{CHUNKS.format(count=count, last=count - 1)} Of which chunk does worker"
        f" {worker} hold the whole sum after it?"
    )
    question = choice_question(text, f"Chunk {right}", wrong, chance)
    got = [(worker - step) % count for step in range(1, count)]
    why = (
        f"Worker {worker} receives, step by step, what worker {(worker - 1) % count}"
        f" sends: chunks {', '.join(map(str, got))}. Each has been added up by one"
        f" worker more than the one before; the last, {right}, by all {count}."
    )
    return (
        Instance(question, why, ("What does it receive in the last step?",))
        if (question)
        else None
    )


def _ask_partial(chance: Chance) -> Instance | None:
    count = chance.whole(4, 6)
    steps, worker = chance.whole(1, count - 2), chance.whole(0, count - 1)
    ring = model.Ring([[1 << at for _ in range(count)] for at in range(count)])
    ring.reduce_scatter(steps)
    index = (worker - steps) % count

    def shown(mask: int) -> str:
        names = [str(at) for at in range(count) if mask >> at & 1]
        return f"The sum of workers {', '.join(names)}"

    def run(start: int, length: int) -> int:
        return sum(1 << ((start - at) % count) for at in range(length))

    right = ring.held[worker][index]
    wrong = [
        Wrong(shown(run(worker, steps)), "is one step behind"),
        Wrong(shown(run(worker, steps + 2)), "is one step ahead"),
        Wrong(shown((1 << count) - 1), "takes it for complete"),
        Wrong(
            shown(sum(1 << ((worker + at) % count) for at in range(steps + 1))),
            "goes round the ring the other way",
        ),
    ]
    kept = [each for each in wrong if "," in each.text]
    plural = "step" if steps == 1 else "steps"
    text = (
        f"{CHUNKS.format(count=count, last=count - 1)} After {steps} {plural}, what"
        f" does worker {worker} hold as chunk {index}?"
    )
    question = choice_question(text, shown(right), kept, chance)
    way = [str((worker - at) % count) for at in range(steps, -1, -1)]
    why = (
        f"Chunk {index} left worker {index} in step 1 and has come along"
        f" {' → '.join(way)}; each added its own part."
    )
    return (
        Instance(question, why, ("Who sent this chunk first?",)) if question else None
    )


def _ask_better(chance: Chance) -> Instance | None:
    count = chance.pick((16, 32, 64, 128, 256))
    kilobytes = chance.pick((1, 4, 16, 1000, 10_000, 100_000))
    rate, latency = 12.5e9, 10e-6
    size = kilobytes * 1e3
    ring = model.ring_time(count, size, rate, latency)
    tree = model.tree_time(count, size, rate, latency)
    ratio = max(ring, tree) / min(ring, tree)
    if ratio < 1.5:  # noqa: PLR2004 - too close to call
        return None
    shown = f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes // 1000} MB"  # noqa: PLR2004
    text = (
        f"{count} workers all-reduce {shown} over links of 12.5 GB/s with 10 µs latency"
        " a step: in a ring of as many chunks, or along a binary tree up and down, all"
        " data in each of its steps. Which is faster, and by about how much?"
    )

    def told(winner: str, by: float) -> str:
        return f"The {winner}, {decimal(by, 1)} times as fast"

    steps = model.ring_steps(count) / (2 * (count - 1).bit_length())
    names = ("ring", "tree") if ring < tree else ("tree", "ring")
    wrong = [
        Wrong(told(names[1], ratio), "has the ratio upside down"),
        Wrong(
            told("ring", (count - 1).bit_length() * count / (count - 1)),
            "counts bytes alone, not the latency of the steps",
        ),
        Wrong(told("tree", steps), "counts steps alone, not what they carry"),
        Wrong("They are equally fast", "forgets that one has few large steps"),
    ]
    question = choice_question(text, told(names[0], ratio), wrong, chance)
    why = (
        f"Ring: {model.ring_steps(count)} steps of 10 µs +"
        f" {decimal(size / count / rate * 1e6, 2)} µs = {decimal(ring * 1e3, 3)} ms."
        f" Tree: {2 * (count - 1).bit_length()} steps of 10 µs +"
        f" {decimal(size / rate * 1e6, 2)} µs = {decimal(tree * 1e3, 3)} ms. Small data"
        " wants few steps, large data small ones."
    )
    return (
        Instance(question, why, ("Steps times (latency + bytes / rate).",))
        if (question)
        else None
    )


make = by_difficulty(
    {
        1: (_ask_volume, _ask_steps),
        2: (_ask_volume, _ask_time, _ask_complete),
        3: (_ask_partial, _ask_better, _ask_time),
    }
)


GENERATOR = Generator(
    name="training.ring_all_reduce",
    version=1,
    title="What a ring all-reduce sends and how long it takes",
    source=(
        "Patarasuk and Yuan, Bandwidth optimal all-reduce algorithms, JPDC 69, 2009",
        "Thakur, Rabenseifner and Gropp, IJHPCA 19(1), 2005, section 4",
    ),
    parameters=Parameters,
    make=make,
)
