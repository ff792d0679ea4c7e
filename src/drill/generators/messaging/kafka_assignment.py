"""Kafka's consumer groups: which partitions go to whom, and what a rebalance moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    between,
    spread,
)
from drill.generators.messaging import assignment_model as model
from drill.generators.wording import counted, fenced, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.chance import Chance
    from drill.generators.messaging.assignment_model import Assignment, Partition


class KafkaAssignment(Parameters):
    """What a note may set; counts go by difficulty when left out."""

    topics: Annotated[Numbers, between(1, 4)] | None = None
    consumers: Annotated[Numbers, between(2, 6)] | None = None


TOPICS = {1: spread(1, 2), 2: spread(2, 3), 3: spread(2, 3)}
CONSUMERS = {1: spread(2, 3), 2: spread(3, 4), 3: spread(3, 5)}
RANGE, TURNS = "RangeAssignor", "RoundRobinAssignor"


def _drawn(
    parameters: KafkaAssignment, chance: Chance
) -> tuple[dict[str, int], list[str]]:
    level = parameters.difficulty
    topics = (parameters.topics or TOPICS[level]).draw(chance)
    count = (parameters.consumers or CONSUMERS[level]).draw(chance)
    sizes = {f"t{place}": chance.whole(2, 7) for place in range(topics)}
    return sizes, [f"C{place}" for place in range(count)]


def _said(topics: dict[str, int], consumers: Sequence[str]) -> str:
    sizes = listed(f"{name} with {count}" for name, count in topics.items())
    return (
        f"A Kafka consumer group has {counted(len(consumers), 'consumer')},"
        f" {listed(consumers)}, all subscribed to {sizes} partitions, numbered from 0."
    )


def _names(held: Sequence[Partition]) -> str:
    return ", ".join(f"{topic}p{number}" for topic, number in held) or "none"


def _table(found: Assignment) -> str:
    rows = [f"{name}  {_names(held)}" for name, held in found.items()]
    return fenced(rows)


def _rule(assignor: str) -> str:
    if assignor == RANGE:
        return (
            "The range assignor divides each topic by itself: partitions / consumers to"
            " each, one more to the first ones where it does not come out even."
        )
    return (
        "The round-robin assignor lists all partitions of all topics and gives them to"
        " the consumers in turn, going on across topics."
    )


def _run(topics: dict[str, int], consumers: Sequence[str], assignor: str) -> Assignment:
    if assignor == RANGE:
        return model.by_range(topics, consumers)
    return model.by_turns(topics, consumers)


# --- who gets what ----------------------------------------------------------------


def _ask_held(parameters: KafkaAssignment, chance: Chance) -> Instance | None:
    topics, consumers = _drawn(parameters, chance)
    assignor, other = chance.pick(((RANGE, TURNS), (TURNS, RANGE)))
    found = _run(topics, consumers, assignor)
    who = chance.pick(consumers)
    joined = model.by_range({"all": sum(topics.values())}, consumers)[who]
    everything = model.partitions(topics)
    reverse = _run(topics, consumers[::-1], assignor)
    mirrored = dict(zip(consumers, reversed(list(reverse.values())), strict=True))
    wrong = [
        Wrong(_names(_run(topics, consumers, other)[who]), f"is that of {other}"),
        Wrong(
            _names([everything[number] for _, number in joined]),
            "divides all partitions together into runs",
        ),
        Wrong(
            _names(model.by_turns(topics, consumers, anew=True)[who]),
            "begins each topic with the first consumer again",
        ),
        Wrong(_names(mirrored[who]), "begins with the last consumer"),
        Wrong(
            _names(found[consumers[(consumers.index(who) + 1) % len(consumers)]]),
            "is what the next consumer gets",
        ),
    ]
    text = f"{_said(topics, consumers)} What does {assignor} give to {who}?"
    question = choice_question(text, _names(found[who]), wrong, chance)
    why = f"{_rule(assignor)}\n\n{_table(found)}"
    hint = "Topic by topic, or all partitions in one list?"
    return Instance(question, why, (hint,)) if question else None


def _ask_counts(parameters: KafkaAssignment, chance: Chance) -> Instance | None:
    topics, consumers = _drawn(parameters, chance)
    found = model.by_range(topics, consumers)
    counts = [len(held) for held in found.values()]
    turns = [len(held) for held in model.by_turns(topics, consumers).values()]
    first, last = consumers[0], consumers[-1]
    answer = counts[0] - counts[-1]
    text = (
        f"{_said(topics, consumers)} They use {RANGE}. How many partitions more than"
        f" {last} does {first} get?"
    )
    wrong = (
        (turns[0] - turns[-1], f"is that of {TURNS}"),
        (counts[0], f"is what {first} gets in all"),
        (sum(topics.values()) % len(consumers), "is the remainder of all partitions"),
        (min(1, answer), "has the remainders of the topics balance one another"),
        (counts[-1], f"is what {last} gets"),
    )
    question = numeric_question(text, answer, wrong, unit="partitions")
    why = (
        f"{_rule(RANGE)} So each topic that does not come out even favours the first"
        f" consumers, and with more topics that adds up: {counts[0]} − {counts[-1]} ="
        f" {answer}. {TURNS} would differ by one at most.\n\n{_table(found)}"
    )
    return Instance(question, why, ("Divide each topic by itself.",))


def _ask_idle(_parameters: KafkaAssignment, chance: Chance) -> Instance:
    largest = chance.whole(3, 8)
    topics = {f"t{n}": chance.whole(2, largest) for n in range(chance.whole(1, 2))}
    total = sum(topics.values())
    count = chance.whole(max(topics.values()) + 1, total + 3)
    consumers = [f"C{place}" for place in range(count)]
    assignor = chance.pick((RANGE, TURNS))
    found = _run(topics, consumers, assignor)
    idle = sum(not held for held in found.values())
    other = _run(topics, consumers, TURNS if assignor == RANGE else RANGE)
    sizes = listed(f"{name} with {size}" for name, size in topics.items())
    text = (
        f"A Kafka consumer group has {count} consumers, all subscribed to {sizes}"
        f" partitions, and uses {assignor}. How many of them get no partition?"
    )
    wrong = (
        (
            sum(not held for held in other.values()),
            "is that of the other of the two, range and round robin",
        ),
        (0, "has consumers share a partition, which a group never does"),
        (max(0, count - min(topics.values())), "compares with the smallest topic"),
        (max(0, count - len(topics)), "gives a topic to one consumer"),
        (idle + 1, "counts one too many"),
    )
    question = numeric_question(text, idle, wrong, unit="consumers")
    busy = count - idle
    why = (
        f"{_rule(assignor)} A partition goes to one consumer of the group only."
        f" {busy} of {count} get some, {idle} are idle"
        + (
            f": with range the first {busy} get the partitions of every topic."
            if assignor == RANGE
            else f": there are {total} partitions in all."
        )
    )
    hint = "A partition has one consumer in the group."
    return Instance(question, why, (hint,))


# --- rebalancing ------------------------------------------------------------------


def _ask_moves(parameters: KafkaAssignment, chance: Chance) -> Instance | None:
    topics, consumers = _drawn(parameters, chance)
    before = model.by_turns(topics, consumers)
    leaves = chance.pick((True, False))
    who = chance.pick(consumers) if leaves else f"C{len(consumers)}"
    after = [c for c in consumers if c != who] if leaves else [*consumers, who]
    if len(after) == 1:
        return None
    moves = model.sticky_moves(before, after)
    turns = model.moved(before, model.by_turns(topics, after))
    total = sum(topics.values())
    text = (
        f"{_said(topics, consumers)} So far each has what {TURNS} gives:\n\n"
        f"{_table(before)}\n\n{who} {'leaves' if leaves else 'joins'} the group."
    )
    share = -(-total // len(after))
    why = (
        f"Balance first: {total} partitions over {len(after)} consumers, so each has"
        f" {total // len(after)}{'' if total % len(after) == 0 else f' or {share}'}."
        " Then a sticky assignor leaves with everybody what it has, as far as that"
        " goes: "
        + (
            f"only the {len(before[who])} of {who} get another consumer."
            if leaves
            else f"only the {moves} that {who} must get change hands."
        )
        + f" {TURNS} deals anew, and {turns} change hands."
    )
    hint = "How many must have another consumer at least?"
    pairs = (
        ((turns, moves), "has the two the wrong way round"),
        ((total, turns), "has the sticky assignor deal all partitions anew"),
        ((moves, total), "takes it that round robin moves every partition"),
        ((moves, moves), "takes it that round robin keeps what it can"),
        ((0, turns), "takes it that sticky moves nothing"),
        ((share, turns), "rounds the share up for the sticky assignor"),
    )
    if parameters.difficulty > 2 and chance.pick((True, False)):  # noqa: PLR2004
        text += (
            " How many partitions change hands with a sticky assignor, and how many"
            f" with {TURNS} (sticky, round robin)?"
        )
        wrong = [Wrong(f"{a} and {b}", error) for (a, b), error in pairs]
        question = choice_question(text, f"{moves} and {turns}", wrong, chance)
        return Instance(question, why, (hint,)) if question else None
    text += " How many partitions change hands with a sticky assignor?"
    counts = (
        (turns, f"is that of {TURNS}"),
        (total, "has all partitions change hands, as if dealt anew"),
        (share, "is the largest share after it"),
        (total // len(consumers), "is the smallest share before it"),
        (0, "takes it that sticky moves nothing"),
    )
    numeric = numeric_question(text, moves, counts, unit="partitions")
    return Instance(numeric, why, (hint,))


ASKED: Final[
    dict[int, tuple[Callable[[KafkaAssignment, Chance], Instance | None], ...]]
] = {
    1: (_ask_held, _ask_held, _ask_idle),
    2: (_ask_held, _ask_counts, _ask_moves),
    3: (_ask_held, _ask_moves, _ask_moves, _ask_idle),
}


def make(parameters: KafkaAssignment, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then the group and its topics."""
    return chance.pick(ASKED[parameters.difficulty])(parameters, chance)


GENERATOR = Generator(
    name="messaging.kafka_assignment",
    version=1,
    title="Assign partitions to a Kafka consumer group",
    source=(
        "Apache Kafka, Javadoc of RangeAssignor, RoundRobinAssignor and StickyAssignor",
        "Apache Kafka, KIP-54, Sticky Partition Assignment Strategy",
    ),
    parameters=KafkaAssignment,
    make=make,
)
