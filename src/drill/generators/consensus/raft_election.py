"""Raft's elections: who votes for whom, and whose log allows it to win."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from drill.generators.consensus import raft_model as model
from drill.generators.consensus.raft_model import Log, VoteRules
from drill.generators.drafting import Wrong, choice_question, numeric_question
from drill.generators.framework import (
    Generator,
    Instance,
    Numbers,
    Parameters,
    Spread,
    one_of,
)
from drill.generators.wording import counted, fenced, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.chance import Chance


class RaftElection(Parameters):
    """What a note may set."""

    servers: Annotated[Numbers, one_of(3, 5, 7)] = Spread((5,))


FEWEST: Final = 2
"""Different answers that wrong rules must give."""

TERMS = {1: (2, 3), 2: (3, 5), 3: (3, 5)}
"""How many terms the logs have seen, at least and at most."""

MISTAKES: Final[tuple[tuple[VoteRules, str], ...]] = (
    (VoteRules(compares="length"), "compares the lengths, not the last terms first"),
    (VoteRules(compares="last"), "compares only the terms of the last entries"),
    (VoteRules(compares="none"), "forgets that voters compare logs"),
    (VoteRules(compares="strict"), "has voters refuse a log that equals their own"),
    (VoteRules(only_newest=True), "lets only the most up-to-date log win"),
    (VoteRules(of_all=False), "needs a majority of those that are up only"),
)
HINTS: Final = (
    "A voter refuses a candidate whose log is less up to date than its own.",
    "The later last term is more up to date; of equal ones the longer log.",
)


def _drawn(parameters: RaftElection, chance: Chance) -> dict[str, Log] | None:
    servers = parameters.servers.draw(chance)
    terms = chance.whole(*TERMS[parameters.difficulty])
    logs = model.draw_logs(chance, servers, terms)
    is_dull = len(set(logs.values())) < servers // 2 + 1 or not all(logs.values())
    return None if is_dull else logs


def _mistakes(chance: Chance) -> list[tuple[VoteRules, str]]:
    """Wrong rules, mostly without the one that makes every set the largest there is."""
    if chance.whole(1, 3) == 1:
        return list(MISTAKES)
    return [each for each in MISTAKES if each[0].compares != "none"]


def _last(log: Log) -> str:
    return f"({log[-1]}, {len(log)})"


def _explained(logs: dict[str, Log], servers: int) -> str:
    """Who votes for whom, one row a candidate."""
    rows = [
        f"{name} {_last(log)}: {', '.join(found)} = {len(found)}"
        for name, log in logs.items()
        if (found := model.voters(logs, name))
    ]
    return (
        "Last term and index, and who would vote for it:\n\n"
        + fenced(rows)
        + f"\n\nA majority of {servers} is {servers // 2 + 1}."
    )


# --- one candidate ----------------------------------------------------------------


def _ask_voters(parameters: RaftElection, chance: Chance) -> Instance | None:
    logs = _drawn(parameters, chance)
    if logs is None:
        return None
    telling = [name for name in sorted(logs) if _told_apart(logs, name) > FEWEST]
    if not telling:
        return None
    name = chance.pick(telling)
    others = [other for other in logs if other != name]
    right = [other for other in model.voters(logs, name) if other != name]
    flawed = [
        (model.voters(logs, name, rules), why) for rules, why in _mistakes(chance)[:4]
    ]
    same = [other for other in others if logs[other] == logs[name]]
    shorter = [other for other in others if len(logs[other]) < len(logs[name])]
    newer = [other for other in others if other not in right]
    wrong = [
        *(Wrong(listed(o for o in found if o != name), why) for found, why in flawed),
        Wrong(listed(same), "asks for logs that are equal"),
        Wrong(listed(shorter), "looks for shorter logs"),
        Wrong(listed(newer), "has it the wrong way round: these have newer logs"),
    ]
    text = (
        f"Logs of {len(logs)} Raft servers, each entry by its term:\n\n"
        f"{model.log_table(logs)}\n\n{name} becomes a candidate in a new term, in which"
        " nobody has voted yet, and reaches all others. Which of these vote for it?"
    )
    question = choice_question(text, listed(right), wrong, chance)
    rows = [
        f"- {other} {_last(logs[other])}: {'yes' if other in right else 'no'}"
        for other in others
    ]
    why = (
        f"{name}'s last entry has term and index {_last(logs[name])}. A voter agrees if"
        " its own last term is lower, or the same and its log is not longer.\n\n"
        + "\n".join(rows)
    )
    return Instance(question, why, HINTS[1:]) if question else None


def _told_apart(logs: dict[str, Log], name: str) -> int:
    """How many different answers the wrong rules give for a candidate."""
    found = [model.voters(logs, name, rules) for rules, _ in MISTAKES[:4]]
    return len({tuple(each) for each in [*found, model.voters(logs, name)]})


# --- who can win ------------------------------------------------------------------


def _ask_winners(parameters: RaftElection, chance: Chance) -> Instance | None:
    logs = _drawn(parameters, chance)
    if logs is None:
        return None
    servers = len(logs)
    down = chance.pick((0, 1, servers // 2))
    gone = chance.shuffled(sorted(logs))[:down]
    up = {name: log for name, log in logs.items() if name not in gone}
    right = model.winners(up, servers)
    if not right or len(right) == len(up):
        return None
    flawed = [
        (model.winners(up, servers, rules), why) for rules, why in _mistakes(chance)
    ]
    longest = max(map(len, up.values()))
    flawed.append(
        (
            [n for n in up if len(up[n]) == longest],
            "takes the longest logs for the best",
        )
    )
    if len({tuple(each) for each, _ in flawed if each != right}) < FEWEST:
        return None
    state = f"{listed(sorted(gone))} are down" if gone else "All are up"
    state = state.replace(" are down", " is down") if len(gone) == 1 else state
    text = (
        f"Logs of {servers} Raft servers, each entry by its term:\n\n"
        f"{model.log_table(logs)}\n\n{state}, and there is no leader."
    )
    why = _explained(up, servers)
    if chance.pick((True, False, False)):
        asked = f"{text} How many of the servers could win the next election?"
        counts = [(len(found), error) for found, error in flawed]
        numeric = numeric_question(asked, len(right), counts, unit="servers")
        return Instance(numeric, why, HINTS)
    wrong = [Wrong(listed(found), error) for found, error in flawed]
    asked = f"{text} Which servers could win the next election?"
    question = choice_question(asked, listed(right), wrong, chance)
    return Instance(question, why, HINTS) if question else None


# --- votes that were given --------------------------------------------------------


def _ask_votes(parameters: RaftElection, chance: Chance) -> Instance | None:
    logs = _drawn(parameters, chance)
    if logs is None:
        return None
    names = chance.shuffled(sorted(logs))
    one, other = sorted(names[:2])
    term = max(log[-1] for log in logs.values()) + chance.whole(1, 3)
    first = {name: chance.pick((one, other)) for name in sorted(names[2:])}
    asked = chance.pick((one, other))
    got = _votes(logs, (one, other), first)
    loose = _votes(logs, (one, other), first, checks_log=False)
    twice = [name for name in model.voters(logs, asked) if name not in {one, other}]
    wrong = (
        (1 + loose.count(asked), "forgets that voters compare logs"),
        (1 + len(twice), "lets servers vote for both candidates"),
        (got.count(asked), "does not count the candidate's own vote"),
        (len(model.voters(logs, asked)), "takes the vote of the other candidate"),
        (
            1 + sum(first[n] == asked for n in twice),
            "has a server that refused the first keep its vote from the second",
        ),
    )
    order = ", ".join(f"{asker}'s request at {name}" for name, asker in first.items())
    text = (
        f"Logs of {len(logs)} Raft servers, each entry by its term:\n\n"
        f"{model.log_table(logs)}\n\n{one} and {other} both become candidates in term"
        f" {term} and ask all others, each of which is in an earlier term. First to"
        f" arrive: {order}; the other candidate's request comes later. How many votes"
        f" does {asked} get, its own included?"
    )
    answer = 1 + got.count(asked)
    question = numeric_question(text, answer, wrong, unit="votes")
    rows = [
        f"- {name} {_last(logs[name])}: {first[name]} first, votes for {voted or '—'}"
        for name, voted in zip(first, got, strict=True)
    ]
    majority = len(logs) // 2 + 1
    why = (
        f"Last term and index: {one} {_last(logs[one])}, {other} {_last(logs[other])}."
        " Candidates vote for themselves. A server votes once a term, for the first"
        " whose log is at least as up to date as its own:\n\n"
        + "\n".join(rows)
        + f"\n\n{asked} has {counted(answer, 'vote')}, and {majority} are needed."
    )
    if len(question.mistakes) < 2:  # noqa: PLR2004 - nothing to get wrong
        return None
    return Instance(question, why, HINTS)


def _votes(
    logs: dict[str, Log],
    candidates: tuple[str, str],
    first: dict[str, str],
    *,
    checks_log: bool = True,
) -> list[str]:
    """For whom each server votes, empty for nobody, in the order of `first`."""
    rules = VoteRules() if checks_log else VoteRules(compares="none")
    found = []
    for name, asker in first.items():
        order = sorted(candidates, key=lambda candidate: candidate != asker)
        agreed = [c for c in order if model.is_up_to_date(logs[c], logs[name], rules)]
        found.append(agreed[0] if agreed else "")
    return found


ASKED: Final[
    dict[int, tuple[Callable[[RaftElection, Chance], Instance | None], ...]]
] = {
    1: (_ask_voters,),
    2: (_ask_winners,),
    3: (_ask_winners, _ask_votes),
}


def make(parameters: RaftElection, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then logs that can have come about."""
    return chance.pick(ASKED[parameters.difficulty])(parameters, chance)


GENERATOR = Generator(
    name="consensus.raft_election",
    version=1,
    title="Tell who can win a Raft election",
    source=(
        "Ongaro and Ousterhout, extended version, 2014, sections 5.2 and 5.4.1",
        "Ongaro and Ousterhout, extended version, 2014, figures 2 and 7",
    ),
    parameters=RaftElection,
    make=make,
)
