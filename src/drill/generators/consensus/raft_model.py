"""Raft: what a leader may commit and who can be elected, and rules that get it wrong.

A log is the terms of its entries, in order; indexes start at 1. One term has one
leader, so an index and a term name an entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.chance import Chance

Log: TypeAlias = tuple[int, ...]

# --- committing -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommitRules:
    """How a leader moves its commit index; the defaults are Raft's."""

    only_current_term: bool = True
    """Whether entries of earlier terms wait for one of the leader's own."""
    needed: str = "majority"
    """Servers that must have an entry: `majority`, or `half`, `all`, `one` (wrong)."""
    counts_leader: bool = True


RAFT = CommitRules()


def acknowledged(match: Sequence[int], rules: CommitRules = RAFT) -> int:
    """The highest index that enough servers have.

    Args:
        match: of each server, the leader first: the last index known to be on it.
        rules: how many are enough.
    """
    majority = len(match) // 2 + 1
    enough = {"majority": majority, "half": majority - 1, "all": len(match), "one": 2}
    counted = match if rules.counts_leader else [*match[1:], 0]
    return sorted(counted, reverse=True)[enough[rules.needed] - 1]


def commit_index(
    log: Log,
    term: int,
    commit: int,
    configurations: Sequence[Sequence[int]],
    rules: CommitRules = RAFT,
) -> int:
    """The commit index of a leader after it has looked at its followers' answers.

    Args:
        log: of the leader.
        term: of the leader.
        commit: the index so far.
        configurations: `match` of each; two of them in joint consensus.
        rules: how the leader decides.

    Source: Ongaro and Ousterhout 2014, figure 2 (leaders), sections 5.4.2 and 6.
    """
    reached = min(acknowledged(match, rules) for match in configurations)
    for index in range(reached, commit, -1):
        if not rules.only_current_term or log[index - 1] == term:
            return index
    return commit


def follower_commit(commit: int, previous: int, entries: int, leader: int) -> int:
    """The commit index of a follower after an AppendEntries that it accepted.

    Args:
        commit: the index so far.
        previous: `prevLogIndex` of the request.
        entries: how many it carries.
        leader: its `leaderCommit`.

    Source: Ongaro and Ousterhout 2014, figure 2, AppendEntries, rule 5.
    """
    return max(commit, min(leader, previous + entries))


# --- electing ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoteRules:
    """How voters compare logs; the defaults are Raft's."""

    compares: str = "term"
    """`term` first, then length; or, wrong, `length`, `last` (its term only), `none`,
    or `strict`: only a log that is more up to date gets a vote."""
    of_all: bool = True
    """Whether a majority is one of all servers, and not of those that are up."""
    only_newest: bool = False
    """Whether nobody but the most up-to-date server can win (wrong)."""


VOTE = VoteRules()


def is_up_to_date(candidate: Log, voter: Log, rules: VoteRules = VOTE) -> bool:
    """Whether a voter finds a candidate's log at least as up to date as its own.

    Source: Ongaro and Ousterhout 2014, section 5.4.1.
    """
    if rules.compares == "none":
        return True
    if rules.compares == "length":
        return len(candidate) >= len(voter)
    if rules.compares == "strict":
        return not is_up_to_date(voter, candidate)
    one, other = candidate[-1:], voter[-1:]
    if rules.compares == "last" or one != other:
        return one >= other
    return len(candidate) >= len(voter)


def voters(logs: Mapping[str, Log], name: str, rules: VoteRules = VOTE) -> list[str]:
    """The servers that vote for a candidate of a new term, itself among them."""
    return [
        other
        for other, log in logs.items()
        if other == name or is_up_to_date(logs[name], log, rules)
    ]


def winners(
    logs: Mapping[str, Log], servers: int, rules: VoteRules = VOTE
) -> list[str]:
    """The servers that can win an election of a new term.

    Args:
        logs: of the servers that are up.
        servers: how many there are in all.
        rules: how voters compare logs.
    """
    majority = (servers if rules.of_all else len(logs)) // 2 + 1
    enough = len(logs) if rules.only_newest else majority
    return [name for name in logs if len(voters(logs, name, rules)) >= enough]


_CUT_OFF = 0.4
"""Chance that a leader reaches nobody with the entries of its term."""
_REACHED = 0.6
"""Chance that another one reaches a follower."""

# --- drawing ----------------------------------------------------------------------


def draw_logs(chance: Chance, servers: int, terms: int) -> dict[str, Log]:
    """Logs that servers can have after some terms, each with an elected leader.

    In each term the leader appends some entries and reaches some followers, or none;
    in the first it reaches all.
    """
    logs: dict[str, Log] = {f"S{place}": () for place in range(1, servers + 1)}
    for term in range(1, terms + 1):
        leader = chance.pick(winners(logs, servers))
        is_cut_off = term > 1 and chance.fraction() < _CUT_OFF
        logs[leader] += (term,) * chance.whole(1, 3 if is_cut_off else 2)
        for name in [] if is_cut_off else [each for each in logs if each != leader]:
            if term == 1 or chance.fraction() < _REACHED:
                end = max(1, len(logs[leader]) - chance.whole(0, 1))
                logs[name] = _replicated(logs[leader][:end], logs[name])
    return logs


def _replicated(sent: Log, own: Log) -> Log:
    """A follower's log after it has accepted the entries of its leader up to some."""
    return own if own[: len(sent)] == sent else sent


def log_table(logs: Mapping[str, Log]) -> str:
    """Logs one below another, each entry by its term."""
    most = max(map(len, logs.values()))
    width = max(map(len, logs))
    head = (
        f"{'index':{width}}  {' '.join(f'{index:2}' for index in range(1, most + 1))}"
    )
    rows = [
        f"{name:{max(5, width)}}  {' '.join(f'{term:2}' for term in log)}".rstrip()
        for name, log in logs.items()
    ]
    return fenced([head, *rows])
