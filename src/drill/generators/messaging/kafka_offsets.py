"""Kafka's offsets: lag, what a crash repeats or loses, and what transactions hide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.messaging import offsets_model as model
from drill.generators.messaging.offsets_model import Consumer, Entry
from drill.generators.wording import listed

if TYPE_CHECKING:
    from drill.chance import Chance

# --- lag --------------------------------------------------------------------------


def _ask_lag(chance: Chance) -> Instance:
    count = chance.whole(2, 4)
    rows: list[list[object]] = [["partition", "committed", "position", "log end"]]
    lag = behind = 0
    for number in range(count):
        committed = chance.whole(20, 900)
        position = committed + chance.whole(0, 30)
        end = position + chance.whole(0, 60)
        rows.append([number, committed, position, end])
        lag, behind = lag + end - committed, behind + end - position
    text = (
        "A Kafka consumer group is described by its committed offsets; its consumer has"
        " fetched up to its position without committing since, and the log end offset"
        f" is that of the next record to be written.\n\n{table(rows)}\n\nWhich lag does"
        " kafka-consumer-groups report for all partitions together?"
    )
    wrong = (
        (behind, "measures from the position, which the broker does not know"),
        (lag + count, "takes the log end offset for the last record's"),
        (lag - count, "takes the committed offset for the last one read"),
        (lag - behind, "is what was fetched and not committed"),
    )
    question = numeric_question(text, lag, wrong, unit="records")
    parts = " + ".join(f"({row[3]} − {row[1]})" for row in rows[1:])
    why = (
        f"Lag is log end offset − committed offset: {parts} = {lag}. Both are the"
        " offset of a next record, so nothing is added or taken away."
    )
    hint = "What does the broker know of the consumer?"
    return Instance(question, why, (hint,))


def _ask_resume(chance: Chance) -> Instance | None:
    first = chance.whole(0, 400)
    end = first + chance.whole(100, 900)
    reset = chance.pick(("earliest", "latest"))
    fate = chance.pick(("kept", "deleted", "never"))
    committed = {
        "kept": chance.whole(first + 1, end - 1),
        "deleted": chance.whole(0, first - 1) if first > 0 else None,
        "never": None,
    }[fate]
    found = model.resume(committed, first, end, reset)
    if found is None or (fate == "deleted" and committed is None):
        return None
    state = (
        f"has offset {committed} committed"
        if committed is not None
        else "has never committed an offset"
    )
    text = (
        f"The log of a Kafka partition has the records {first} to {end - 1}; older ones"
        f" are deleted. A consumer group {state} for it, and a consumer with"
        f" auto.offset.reset={reset} starts. Which offset does it read first (or wait"
        " for)?"
    )
    base = [first, end, 0, end - 1]
    named = {
        first: "goes back to the earliest record",
        end: "skips to the end of the log",
        0: "begins at 0, though the log no longer does",
        end - 1: "takes the last record for the end of the log",
    }
    if committed is not None:
        base += [committed, committed + 1]
        named[committed] = "is no longer in the log"
        named[committed + 1] = "takes the committed offset for the last one read"
    wrong = [
        Wrong(f"Offset {offset}", named[offset])
        for offset in dict.fromkeys(base)
        if offset != found
    ]
    question = choice_question(text, f"Offset {found}", wrong, chance)
    why = {
        "kept": f"The group's committed offset {committed} is that of the next record,"
        f" and the log still has it. auto.offset.reset={reset} is only for a group"
        " without an offset, or with one out of range.",
        "deleted": f"Offset {committed} is out of range: the log begins at {first}. So"
        f" auto.offset.reset decides, and {reset} means {found}; the records from"
        f" {committed} up to there are never read.",
        "never": "Without a committed offset auto.offset.reset decides:"
        f" {reset} means {found}"
        + (
            ", the first record that the log has."
            if reset == "earliest"
            else ", the next record to be written; all that is there is skipped."
        ),
    }[fate]
    hint = "Is there a committed offset, and is it in the log?"
    return Instance(question, why, (hint,)) if question else None


# --- crashes ----------------------------------------------------------------------


def _consumer(chance: Chance) -> Consumer:
    batch = chance.whole(3, 9) * 10
    kind = chance.pick(("before", "after", "after", "every"))
    return Consumer(batch, kind, every=chance.whole(3, 12))


def _habit(consumer: Consumer) -> str:
    return {
        "before": "commits the offset after the last record of a batch as soon as it"
        " has it, then processes the batch",
        "after": "processes a batch and then commits the offset after its last record",
        "every": f"commits after every {consumer.every} records processed, counted from"
        " the start, the offset after the last of them",
    }[consumer.commits]


def _ask_crash(chance: Chance) -> Instance | None:
    consumer = _consumer(chance)
    start = chance.whole(10, 500) * 10
    processed = chance.whole(1, 3) * consumer.batch + chance.whole(
        2, consumer.batch - 1
    )
    if processed % consumer.every == 0:
        return None
    resumed = model.committed(consumer, start, processed)
    again = model.again(resumed, start, processed)
    lost = model.lost(resumed, start, processed)
    last = start + processed - 1
    story = (
        f"A Kafka consumer polls batches of {consumer.batch} records of a partition"
        f" with plenty of them, automatic commits off. It {_habit(consumer)}. It starts"
        f" at committed offset {start} and crashes when it has just processed offset"
        f" {last}, before it does anything else."
    )
    steps = _steps(consumer, start, processed, resumed)
    asked = chance.pick(("next", "count"))
    if asked == "count":
        if consumer.commits == "before":
            text = f"{story} How many records are never processed?"
            answer, outcome = lost, f"{resumed} − {last + 1} = {lost} are skipped"
        else:
            text = f"{story} How many records are processed a second time?"
            answer, outcome = again, f"{last + 1} − {resumed} = {again} come again"
        other = Consumer(
            consumer.batch, "after" if consumer.commits != "after" else "every"
        )
        wrong = (
            (answer + 1, "counts one too many: the committed offset is the next"),
            (answer - 1, "counts one too few: the committed offset is the next"),
            (processed, "repeats or loses all since the start"),
            (consumer.batch, "takes the whole batch"),
            (0, "takes it that a committed group never repeats or loses any"),
            (
                abs(last + 1 - model.committed(other, start, processed)),
                "has it commit at another moment",
            ),
        )
        question = numeric_question(text, answer, wrong, unit="records")
        hint = "Which offset was committed last?"
        return Instance(question, f"{steps} So {outcome}.", (hint,))
    return _next_read(story, steps, consumer, (start, processed, resumed), chance)


def _next_read(
    story: str,
    steps: str,
    consumer: Consumer,
    figures: tuple[int, int, int],
    chance: Chance,
) -> Instance | None:
    start, processed, resumed = figures
    polled = -(-processed // consumer.batch) * consumer.batch
    shifted = model.committed(replace(consumer, lag=1), start, processed)
    wrong = [
        Wrong(f"Offset {start + processed}", "goes on where it crashed"),
        Wrong(f"Offset {start}", "begins where it first began"),
        Wrong(f"Offset {start + polled}", "goes on after what was fetched"),
        Wrong(f"Offset {shifted}", "takes the last offset read for the committed one"),
        Wrong(f"Offset {resumed + 1}", "adds one: the committed offset is the next"),
        Wrong(
            f"Offset {start + polled - consumer.batch}",
            "goes on at the beginning of the batch",
        ),
    ]
    text = f"{story} Which offset does its successor read first?"
    question = choice_question(text, f"Offset {resumed}", wrong, chance)
    why = f"{steps} The successor goes on there."
    hint = "Which offset was committed last?"
    return Instance(question, why, (hint,)) if question else None


def _steps(consumer: Consumer, start: int, processed: int, resumed: int) -> str:
    batch = start + (processed - 1) // consumer.batch * consumer.batch
    crash = start + processed - 1
    where = (
        f"The crash falls into the batch {batch} to {batch + consumer.batch - 1}, after"
        f" {crash}."
    )
    if consumer.commits == "before":
        return f"{where} For this batch {resumed} was committed already (at most once)."
    if consumer.commits == "after":
        return f"{where} Before it {resumed} was committed (at least once)."
    return (
        f"{processed} records are processed; the last multiple of {consumer.every}"
        f" before that is {resumed - start}, so {start} + {resumed - start} ="
        f" {resumed} was committed last (at least once)."
    )


# --- transactions -----------------------------------------------------------------


def _log(chance: Chance, length: int) -> list[Entry]:
    """A log of three producers with a transaction each, and records without one."""
    log: list[Entry] = []
    begun: list[str] = []
    waiting = ["A", "B", "C"]
    while len(log) < length:
        draw = chance.whole(1, 7)
        if draw <= 2 and begun:  # noqa: PLR2004 - two in seven end one
            who = chance.pick(begun)
            begun.remove(who)
            log.append(Entry(who, chance.pick(("commit", "commit", "abort"))))
        elif draw > 5 and begun:  # noqa: PLR2004 - two in seven go on
            log.append(Entry(chance.pick(begun)))
        elif draw > 3 and waiting:  # noqa: PLR2004 - the others, if they can
            begun.append(waiting.pop(0))
            log.append(Entry(begun[-1]))
        else:
            log.append(Entry())
    return log


def _written(log: list[Entry]) -> str:
    cells = [
        f"{entry.marker} {entry.transaction}"
        if entry.marker
        else entry.transaction or "-"
        for entry in log
    ]
    rows: list[list[object]] = [["offset", *range(len(log))], ["entry", *cells]]
    return table(rows)


def _ask_committed(chance: Chance) -> Instance | None:
    log = _log(chance, chance.whole(7, 9))
    if sum(bool(entry.marker) for entry in log) not in {1, 2}:
        return None
    right = model.readable(log)
    end = model.stable_offset(log)
    records = [n for n, entry in enumerate(log) if not entry.marker]
    aborted = {entry.transaction for entry in log if entry.marker == "abort"}
    done = {entry.transaction for entry in log if entry.marker == "commit"}
    no_stop = [n for n in records if log[n].transaction in {*done, ""}]
    with_aborted = [n for n in records if n < end]
    plain = [n for n in right if not log[n].transaction]
    wrong = [
        Wrong(_offsets(records), "is what read_uncommitted gives"),
        Wrong(_offsets(no_stop), "does not stop at the last stable offset"),
        Wrong(_offsets(with_aborted), "reads records of an aborted transaction"),
        Wrong(_offsets(list(range(end))), "takes markers for records"),
        Wrong(_offsets(plain), "leaves out committed transactions"),
        Wrong(
            _offsets([n for n in records if log[n].transaction not in aborted]),
            "reads records of a transaction that is open",
        ),
    ]
    text = (
        "A Kafka partition has these entries: records of transactions A, B and C,"
        " records without one (-), and markers that end a transaction. A consumer with"
        f" isolation.level=read_committed reads from offset 0.\n\n{_written(log)}\n\n"
        "Which offsets does it get?"
    )
    question = choice_question(text, _offsets(right), wrong, chance)
    still = sorted({e.transaction for e in log if e.transaction} - done - aborted)
    why = (
        (
            f"{listed(still)} {'is' if len(still) == 1 else 'are'} still open, first"
            f" begun at {end}: that is the last stable offset, and nothing from there"
            " on is given out, whoever wrote it."
            if still
            else f"No transaction is open, so the last stable offset is the end, {end}."
        )
        + (
            f" Records of {listed(sorted(aborted))} are filtered out."
            if aborted
            else ""
        )
        + f" Markers are no records, but take offsets. Left: {_offsets(right)}."
    )
    hint = "Where does the earliest open transaction begin?"
    return Instance(question, why, (hint,)) if question else None


def _offsets(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "none yet"


make = by_difficulty(
    {
        1: (_ask_lag, _ask_resume),
        2: (_ask_crash, _ask_crash, _ask_resume),
        3: (_ask_crash, _ask_committed, _ask_committed),
    }
)


GENERATOR = Generator(
    name="messaging.kafka_offsets",
    version=1,
    title="Follow the offsets of a Kafka consumer",
    source=(
        "Apache Kafka documentation, Design, Message Delivery Semantics",
        "Apache Kafka, Javadoc of KafkaConsumer, Offsets and Consumer Position",
        "Apache Kafka, KIP-98, Exactly Once Delivery and Transactional Messaging",
    ),
    parameters=Parameters,
    make=make,
)
