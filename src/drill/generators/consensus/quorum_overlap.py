"""Quorums: where reads meet writes, what crashes stop them, votes of unequal weight."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from drill.content.questions import Leeway
from drill.generators.consensus import quorum_model as model
from drill.generators.drafting import Wrong, choice_question, decimal, numeric_question
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.wording import counted, listed

if TYPE_CHECKING:
    from drill.chance import Chance

RULE: Final = (
    "A write is acknowledged once W of them have it, a read asks R and takes the newest"
    " version it is told."
)


# --- equal replicas ---------------------------------------------------------------


def _ask_common(chance: Chance) -> Instance:
    replicas = chance.whole(4, 11)
    read, write = chance.whole(2, replicas - 1), chance.whole(2, replicas - 1)
    text = (
        f"A value has N = {replicas} replicas. {RULE} With R = {read} and W = {write},"
        " how many of the R replicas certainly have the last acknowledged write,"
        " however unlucky the choice? No replica is down."
    )
    wrong = (
        (min(read, write), "is the luckiest overlap, not the least"),
        (read + write - replicas + 1, "is one more than R + W − N"),
        (replicas - write, "counts the replicas that may lack the write"),
        (abs(read - write), "subtracts one quorum from the other"),
        (replicas // 2 + 1, "is a majority of N, whatever R and W are"),
    )
    common = model.overlap(replicas, read, write)
    question = numeric_question(
        text, common, [each for each in wrong if each[0] >= 0], unit="replicas"
    )
    spare = replicas - write
    why = (
        f"{spare} replicas may lack the write. An unlucky read asks all of these first,"
        f" and of its {read} answers max(0, {read} − {spare}) = {common} must then come"
        f" from the others: R + W − N, or 0 if that is negative."
    )
    if not common:
        why += " So the read may be stale, since R + W ≤ N."
    return Instance(question, why, ("How many replicas can lack the write?",))


def _ask_setting(chance: Chance) -> Instance | None:
    replicas = chance.whole(5, 11)
    down = chance.whole(1, (replicas - 1) // 2)
    has_reads = chance.pick((True, False))
    held, other = replicas - down, down + 1
    goes_on, quick = ("writes", "reads") if has_reads else ("reads", "writes")
    text = (
        f"A value has N = {replicas} replicas. {RULE} Every read shall meet the last"
        f" acknowledged write; {goes_on} shall go on while any"
        f" {counted(down, 'replica')} are down; {quick} shall wait for as few replicas"
        " as these two allow. Which setting is that?"
    ).replace("1 replica are", "1 replica is")

    def setting(go_on: int, waits: int) -> str:
        read, write = (waits, go_on) if has_reads else (go_on, waits)
        return f"R = {read}, W = {write}"

    most = replicas // 2 + 1
    wrong = [
        Wrong(setting(held, down), "R + W = N: a read quorum may miss the write"),
        Wrong(setting(most, most), f"majorities: {quick} wait for more than needed"),
        Wrong(setting(replicas, 1), f"one crash stops all {goes_on}"),
        Wrong(setting(held, other + 1), f"{quick} wait for one replica too many"),
        Wrong(setting(held + 1, other), f"{goes_on} stop at {down} down"),
        Wrong(setting(other, held), f"swaps R and W: {quick} wait for too many"),
    ]
    question = choice_question(text, setting(held, other), wrong, chance)
    first, second = ("W", "R") if has_reads else ("R", "W")
    why = (
        f"With {down} of {replicas} down, {held} are left, so {first} ≤ {held}. They"
        f" must meet: R + W > {replicas}, so {second} ≥ {replicas} + 1 − {first}, which"
        f" is least for {first} = {held}: {second} = {other}."
    )
    return Instance(question, why, ("R + W > N.",)) if question else None


def _ask_down(chance: Chance) -> Instance | None:
    replicas = chance.whole(4, 11)
    read, write = chance.whole(1, replicas - 1), chance.whole(2, replicas)
    text = (
        f"A value has N = {replicas} replicas. {RULE} With R = {read} and W = {write},"
        " how many replicas may be down, whichever they are, so that reads and writes"
        " both still succeed?"
    )
    wrong = (
        (replicas - min(read, write), "looks at the smaller quorum only"),
        ((replicas - 1) // 2, "is a minority of N, whatever R and W are"),
        (model.overlap(replicas, read, write), "is how far the quorums overlap"),
        (replicas - max(read, write) + 1, "is the first number that stops one"),
    )
    answer = replicas - max(read, write)
    question = numeric_question(text, answer, wrong, unit="replicas")
    why = (
        f"Reads survive N − R = {replicas - read} crashes, writes N − W ="
        f" {replicas - write}. Both go on up to the smaller: {answer}. Whether reads"
        " meet writes is another matter."
    )
    hint = "What does each of the two survive?"
    return Instance(question, why, (hint,)) if question.mistakes else None


def _ask_stale(chance: Chance) -> Instance:
    replicas = chance.whole(3, 8)
    write = chance.whole(1, replicas - 1)
    read = chance.whole(1, min(3, replicas - write))
    text = (
        f"A value has N = {replicas} replicas. {RULE} W = {write} and R = {read}; the"
        f" last acknowledged write is on exactly {write} of them, and a read asks"
        f" {read} different ones, each set as likely as the next. What is the chance in"
        " percent that it does not see the write? Round to whole percent."
    )
    chance_to_miss = model.miss(replicas, read, write)
    wrong = (
        (1 - chance_to_miss, "is the chance to see it"),
        (Fraction(replicas - write, replicas) ** read, "asks the same one twice"),
        (Fraction(replicas - write, replicas), "asks one replica only"),
        (1 - Fraction(min(read * write, replicas), replicas), "adds up the chances"),
    )
    question = numeric_question(
        text,
        float(chance_to_miss * 100),
        [(float(share * 100), why) for share, why in wrong],
        unit="%",
        leeway=Leeway(absolute=0.5),
        places=0,
    )
    steps = " × ".join(
        f"{replicas - write - place}/{replicas - place}" for place in range(read)
    )
    why = (
        f"{replicas - write} of {replicas} replicas lack the write. All of the"
        f" {read} asked must be among them: {steps} ="
        f" {decimal(float(chance_to_miss), 3)}. Since R + W ≤ N this can happen;"
        " with R + W > N it could not."
    )
    return Instance(question, why, ("All that are asked must lack the write.",))


# --- votes ------------------------------------------------------------------------


def _votes(chance: Chance, servers: int) -> tuple[list[int], int, int]:
    """Votes of servers, and the votes a read and a write need."""
    votes = [chance.whole(1, 4) for _ in range(servers)]
    total = sum(votes)
    write = chance.whole(total // 2 + 1, total - 1)
    return votes, total + 1 - write, write


def _said(votes: list[int], read: int, write: int) -> str:
    each = listed(f"{'ABCDEF'[place]} {vote}" for place, vote in enumerate(votes))
    return (
        f"Replicas have votes, as in Gifford's weighted voting: {each}. A read needs"
        f" {counted(read, 'vote')}, a write {counted(write, 'vote')}, of servers that"
        " are up."
    )


def _ask_stop(chance: Chance) -> Instance | None:
    votes, read, write = _votes(chance, chance.whole(4, 6))
    quorum, what = chance.pick(((read, "read"), (write, "write")))
    other = write if quorum == read else read
    stop = model.fewest_to_stop(votes, quorum)
    servers = len(votes)
    text = (
        f"{_said(votes, read, write)} What is the smallest number of crashed servers"
        f" that can make every {what} fail?"
    )
    wrong = (
        (servers // 2 + 1, "counts servers instead of votes"),
        (model.fewest_to_stop(votes, other), "takes the other quorum"),
        (model.fewest_to_stop(votes, quorum + 1), "stops at exactly enough"),
        (_last_to_stop(votes, quorum), "lets the servers with few votes crash first"),
    )
    question = numeric_question(text, stop, wrong, unit="servers")
    largest = sorted(votes, reverse=True)[:stop]
    left = sum(votes) - sum(largest)
    why = (
        f"There are {sum(votes)} votes. The crashes that hurt most take the servers"
        f" with most votes: without {listed(largest)} there are {left} left, fewer than"
        f" {quorum}; without the last of these crashes there are"
        f" {left + largest[-1]}, which is enough."
    )
    return Instance(question, why, ("Which crashes hurt most?",))


def _last_to_stop(votes: list[int], quorum: int) -> int:
    left, crashed = sum(votes), 0
    for each in sorted(votes):
        if left < quorum:
            break
        left, crashed = left - each, crashed + 1
    return crashed


def _ask_set(chance: Chance) -> Instance | None:
    votes, read, write = _votes(chance, 5)
    quorum, what = chance.pick(((read, "read"), (write, "write")))
    sets = chance.shuffled([s for s in range(1, 31) if s.bit_count() in {2, 3, 4}])
    has = {s: sum(v for place, v in enumerate(votes) if s >> place & 1) for s in sets}
    right = [s for s in sets if quorum <= has[s] <= quorum + 1]
    lacking = [
        (_named(s), _lack(s.bit_count(), has[s], quorum, read))
        for s in sorted(sets, key=lambda s: -s.bit_count())
        if quorum - 2 <= has[s] < quorum
    ]
    wrong = [Wrong(*each) for each in _varied(lacking)]
    if not right:
        return None
    text = f"{_said(votes, read, write)} Which servers are enough for a {what}?"
    question = choice_question(text, _named(right[0]), wrong, chance)
    why = (
        f"{_named(right[0])} have {has[right[0]]} of {sum(votes)} votes, and a {what}"
        f" needs {quorum}. How many servers they are does not matter. {read} + {write}"
        f" > {sum(votes)}: each read meets each write; 2 × {write} > {sum(votes)}: two"
        " writes meet."
    )
    return Instance(question, why, ("Add up their votes.",)) if question else None


def _varied(lacking: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Three sets, those first whose error no other has."""
    first = {why: name for name, why in reversed(lacking)}
    kept = [(name, why) for why, name in first.items()]
    return [*kept, *(each for each in lacking if each not in kept)][:3]


def _named(servers: int) -> str:
    return listed("ABCDE"[place] for place in range(5) if servers >> place & 1)


def _lack(servers: int, votes: int, quorum: int, read: int) -> str:
    if servers >= 3:  # noqa: PLR2004 - a majority of five
        return f"a majority of servers, but only {votes} votes"
    if votes >= read:
        return f"{votes} votes: enough for a read, not for a write"
    return f"{counted(votes, 'vote')}: {quorum - votes} short of {quorum}"


def _ask_blocked(chance: Chance) -> Instance:
    votes = chance.shuffled(chance.pick(((2, 1, 1), (1, 1, 1), (3, 1, 1), (2, 2, 1))))
    total = sum(votes)
    write = chance.whole(total // 2 + 1, total)
    read = total + 1 - write
    quorum, what = chance.pick(((read, "read"), (write, "write")))
    down = Fraction(chance.pick((1, 2, 5, 10)), 100)
    blocked = model.blocked(votes, quorum, down)
    percent = decimal(float(down * 100))
    text = (
        f"{_said(votes, read, write)} Each server is down {percent} % of the time,"
        f" whatever the others are. In what share of time is no {what} possible, in"
        " percent? Within 3 %."
    )
    wrong = (
        (1 - blocked, f"is the share in which a {what} is possible"),
        (model.blocked(votes, total + 1 - quorum, down), "takes the other quorum"),
        (
            model.blocked((1, 1, 1), 2, down),
            "asks for two servers, whatever their vote",
        ),
        (3 * down, "adds up the servers: one down would stop it"),
        (down**3, "asks for one server of the three, whichever"),
    )
    question = numeric_question(
        text,
        float(blocked * 100),
        [(float(share * 100), why) for share, why in wrong],
        unit="%",
        leeway=Leeway(relative=0.03),
        places=6,
    )
    return Instance(question, _why_blocked(votes, quorum, down, what), (_CASES,))


_CASES: Final = "Which sets of servers that are down leave too few votes?"


def _why_blocked(votes: list[int], quorum: int, down: Fraction, what: str) -> str:
    rows = []
    for state in range(1, 8):
        names = [f"{'ABC'[place]}" for place in range(3) if state >> place & 1]
        left = sum(v for place, v in enumerate(votes) if not state >> place & 1)
        if left < quorum:
            share = down ** len(names) * (1 - down) ** (3 - len(names))
            shown = decimal(float(share * 100), 6)
            rows.append(f"{listed(names)} down, {left} left: {shown} %")
    total = decimal(float(model.blocked(votes, quorum, down) * 100), 6)
    return (
        f"A {what} needs {counted(quorum, 'vote')}. Too few are left with\n\n"
        + "\n".join(f"- {row}" for row in rows)
        + f"\n\nTogether {total} %."
    )


make = by_difficulty(
    {
        1: (_ask_common, _ask_setting),
        2: (_ask_setting, _ask_down, _ask_stale),
        3: (_ask_stop, _ask_set, _ask_set, _ask_blocked),
    }
)


GENERATOR = Generator(
    name="consensus.quorum_overlap",
    version=1,
    title="Reckon with read and write quorums",
    source=(
        "Gifford, Weighted Voting for Replicated Data, SOSP 1979, sections 2 and 3",
        "DeCandia et al., Dynamo, SOSP 2007, section 4.5",
        "Bailis et al., Probabilistically Bounded Staleness, VLDB 2012, section 3.1",
    ),
    parameters=Parameters,
    make=make,
)
